"""Publishers that do what one should not, as what the enemy learns from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from vittne.disclose.enemy import Knowledge

Counts = Mapping[str, int]
Ranges = Mapping[frozenset[str], tuple[int, int]]
"""For sums of categories, what the publication says."""


def published(releases: Sequence[Ranges], *, unchanged: bool = False) -> Knowledge:
    """Return what the enemy knows; `unchanged` if the publisher says that nobody came or went."""
    categories = sorted({one for ranges in releases for cell in ranges for one in cell})
    known = Knowledge(most=10_000)
    for n, ranges in enumerate(releases):
        for cell, (low, high) in ranges.items():
            known.sums.append(({f"{one} {n}": 1 for one in cell}, low, high))
        known.targets |= {f"{one} {n}": {f"{one} {n}": 1} for one in categories}
    for m, n in combinations(range(len(releases)), 2):
        for one in categories:
            change = {f"{one} {n}": 1, f"{one} {m}": -1}
            known.targets[f"change of {one} {m}-{n}"] = change
            if unchanged:
                known.sums.append((change, 0, 0))
        every = {
            term: times
            for one in categories
            for term, times in ((f"{one} {n}", 1), (f"{one} {m}", -1))
        }
        known.targets[f"change {m}-{n}"] = every
    return known


def exact(*cells: tuple[str, int]) -> dict[frozenset[str], tuple[int, int]]:
    return {frozenset(name.split("+")): (count, count) for name, count in cells}


def by_chance(counts: Counts, rng: np.random.Generator) -> dict[frozenset[str], tuple[int, int]]:
    """Each cell to a multiple of 3 above or below it, by chance, and the total as it is."""
    found = exact(("+".join(counts), sum(counts.values())))
    for name, count in counts.items():
        value = count - count % 3 + 3 * (rng.random() < count % 3 / 3)
        found[frozenset([name])] = (max(0, value - 2), value + 2)
    return found
