"""What protecting tables takes, and what it costs in exactness beside other ways.

``python -m benchmarks.disclosure`` prints the table of docs/method/disclosure.md.
"""

from __future__ import annotations

import math
import time
from collections import Counter

import numpy as np

from vittne.disclose import Disclosed, Table, attack, disclose_tables
from vittne.disclose.enemy import Knowledge, conclude
from vittne.disclose.tables import merged, no_parents

KEY = b"the key of the measurements, 32b"
SIZES = (27, 100, 500)
CATEGORIES = {"hand": 10, "ground": 8, "place": 43, "linked": 15, "sex": 2, "year": 16}
RELEASES = 4
EPSILON = 1.0
RATIO = 1.6
"""In an invented table, how many times as many people each category has as the next."""


def invented(total: int, categories: int = 8) -> dict[str, int]:
    """A table as archives have it: a few large categories, and many of few people."""
    counts, left = {}, total
    for n in range(categories):
        counts[f"c{n}"] = min(left, max(1, round(total * (RATIO - 1) / RATIO ** (n + 1))))
        left -= counts[f"c{n}"]
    counts["c0"] += left
    return counts


def compared() -> list[str]:
    """Rows of the table in the documentation, one a way and a number of people."""
    rows = []
    for total in SIZES:
        counts = invented(total)
        few, cells = sum(0 < count < 5 for count in counts.values()), len(counts)
        rows += [
            _row(total, "as it is here", *_ours(total, counts)),
            _row(total, "to 3 by new chance, 12 releases", cells, few, "2", _redrawn(counts)),
            _row(total, "noise of a cell key, -2 to 2", cells, few, "2", _noised(counts)),
            _row(total, f"differential privacy, {RELEASES} releases", cells, few, _laplace(), 0),
        ]
    return rows


def _row(total: int, way: str, cells: int, few: int, off: str, known: int) -> str:
    return f"| {total} | {way} | {cells} | {few} | {off} | {known} |"


def _ours(total: int, counts: dict[str, int]) -> tuple[int, int, str, int]:
    table = Table(name="t", counts=counts, total=total)
    worst, few, cells = 0, 0, 0
    for n in range(50):
        disclosed = disclose_tables([table], [], bytes([n]) * 32, people=total)
        (found,) = disclosed.tables
        assert found.shown is not None
        true = merged(table, found.names, no_parents)
        worst = max(worst, *(abs(true[c] - value) for c, value in found.shown.values.items()))
        few, cells = sum(0 < true[c] < 5 for c in found.shown.values), len(found.shown.values)
    return cells, few, str(worst), len(attack([disclosed]))


def _redrawn(counts: dict[str, int], times: int = 12) -> int:
    """How many categories the enemy knows to be of few people after as many releases."""
    rng = np.random.default_rng(1)
    known = _with_total(counts)
    for _ in range(times):
        for name, count in counts.items():
            value = count - count % 3 + 3 * (rng.random() < count % 3 / 3)
            known.sums.append(({name: 1}, max(0, int(value) - 2), int(value) + 2))
    return len(conclude(known))


def _noised(counts: dict[str, int]) -> int:
    """How many the enemy knows where each cell has noise that never changes, and 0 stays 0."""
    rng = np.random.default_rng(1)
    known = _with_total(counts)
    for name, count in counts.items():
        value = max(0, count + int(rng.integers(-2, 3)))
        known.sums.append(({name: 1}, max(1, value - 2), value + 2))
    return len(conclude(known))


def _with_total(counts: dict[str, int]) -> Knowledge:
    total = sum(counts.values())
    known = Knowledge(most=total, targets={name: {name: 1} for name in counts})
    known.sums.append((dict.fromkeys(counts, 1), total, total))
    return known


def _laplace() -> str:
    """Within what 95 % of Laplace noise is, where the budget is for all tables and releases."""
    scale = (len(CATEGORIES) + 1) * RELEASES / EPSILON
    return str(round(scale * math.log(20)))


def tables(runs: int) -> list[dict[str, float]]:
    """Protect and attack the sixth release of an archive of 5,000 people."""
    found = []
    for _ in range(runs):
        rng = np.random.default_rng(1)
        people = [_person(rng) for _ in range(5_000)]
        published: list[Disclosed] = []
        for _ in range(6):
            begun = time.process_time()
            new = disclose_tables(_counted(people), published, KEY, people=len(people))
            assert not new.problems
            assert not attack([*published, new])
            cpu = time.process_time() - begun
            published.append(new)
            people += [_person(rng) for _ in range(150)]
        found.append({"cpu": cpu})
    return found


def _person(rng: np.random.Generator) -> dict[str, str]:
    return {
        name: f"{name} {min(int(rng.zipf(1.5)), several)}" for name, several in CATEGORIES.items()
    }


def _counted(people: list[dict[str, str]]) -> list[Table]:
    return [
        Table(name=name, counts=Counter(one[name] for one in people), total=len(people))
        for name in CATEGORIES
    ]


if __name__ == "__main__":
    print("\n".join(compared()))
