"""Strata of known size, apart and partially pooled: what covers, and how wide it is.

    python -P benchmarks/strata.py [--replicates 20] [--seed 1]

Made: two kinds of people, one in three easily seen; four lists whose reach differs by stratum
(standard deviation .4 on the logit) and so does the share of the kinds (.3 on its log odds); strata
of 3,000, 1,200, 500 and 60 people, and in the second the last list was not at work. Apart is latent
classes in each stratum by itself; pooled is the hierarchical engine. Prints a table in Markdown.
-P: in this folder is a coverage.py, and numba imports a package of that name.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Mapping

import numpy as np

from vittne.estimate.hierarchical import hierarchical
from vittne.estimate.latent import latent
from vittne.estimate.result import Distribution
from vittne.estimate.table import CaptureTable

LISTS = ("a", "b", "c", "d")
SIZES = {"large": 3000, "middle, three lists": 1200, "small": 500, "thin": 60}
TOTAL = "all"
LOGITS = np.array([[-1.0, 0.5], [-1.5, 0.0], [-2.0, 0.3], [-0.8, -0.8]])


def made(rng: np.random.Generator) -> dict[str, CaptureTable]:
    """Draw a table for each stratum."""
    tables = {}
    for name, people in SIZES.items():
        logits = LOGITS + rng.normal(0, 0.4, (4, 1))
        if name == "middle, three lists":
            logits[3] = -np.inf
        share = 1 / (1 + np.exp(-(np.log(1 / 2) + rng.normal(0, 0.3))))
        kind = (rng.random(people) < share).astype(int)
        on = rng.random((people, 4)) < 1 / (1 + np.exp(-logits[:, kind].T))
        counts = np.bincount(on @ (1 << np.arange(4)), minlength=16)
        tables[name] = CaptureTable.of_cells(LISTS, counts)
    return tables


def apart(tables: Mapping[str, CaptureTable], seed: int) -> dict[str, Distribution]:
    """Latent classes in each stratum; the total adds independent draws."""
    rng = np.random.default_rng(seed)
    found = {}
    for name, table in tables.items():
        answer = latent(table.without_empty_lists(), rng=seed, draws=500, rounds=2).distribution
        assert answer is not None
        found[name] = answer
    found[TOTAL] = Distribution.of_draws(sum(one.draw(20_000, rng) for one in found.values()))
    return found


def pooled(tables: Mapping[str, CaptureTable], seed: int) -> tuple[dict[str, Distribution], bool]:
    """All strata together, and whether the checks hold."""
    answer = hierarchical(tables, rng=seed)
    every = {**answer.strata, TOTAL: answer.total}
    sound = all(check.ok is not False for one in every.values() for check in one.checks)
    found = {}
    for name, one in every.items():
        assert one.distribution is not None
        found[name] = one.distribution
    return found, sound


def main() -> None:
    """Make, estimate, and count."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--replicates", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    truth = {**SIZES, TOTAL: sum(SIZES.values())}
    covered: dict[str, list[list[bool]]] = {name: [[], []] for name in truth}
    widths: dict[str, list[list[float]]] = {name: [[], []] for name in truth}
    sounds, wall = [], []
    for replicate in range(args.replicates):
        tables = made(np.random.default_rng([args.seed, replicate]))
        start = time.perf_counter()
        together, sound = pooled(tables, args.seed)
        wall.append(time.perf_counter() - start)
        sounds.append(sound)
        for which, found in enumerate((apart(tables, args.seed), together)):
            for name, distribution in found.items():
                low, high = distribution.interval()
                covered[name][which].append(low <= truth[name] <= high)
                widths[name][which].append((high - low) / truth[name])
    print(f"{args.replicates} replicates, seed {args.seed}; checks hold in {sum(sounds)}; ", end="")
    print(f"{np.median(wall):.1f} s of wall time each, pooled (median)\n")
    print("| stratum | people | covered, apart | pooled | median width, apart | pooled |")
    print("|---|---:|---:|---:|---:|---:|")
    for name, people in truth.items():
        counts = [sum(hits) for hits in covered[name]]
        middle = [float(np.median(all_of)) for all_of in widths[name]]
        print(f"| {name} | {people:,} | {counts[0]} | {counts[1]} ", end="")
        print(f"| {middle[0]:.2f} N | {middle[1]:.2f} N |")


if __name__ == "__main__":
    main()
