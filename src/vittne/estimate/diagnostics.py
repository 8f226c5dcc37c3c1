"""What becomes of the answer when the question is put a little differently.

One engine, the same for the table and all its variants, answers for the table without a list, with
two lists taken as one, under other priors, with each sighting kept by chance; and for each list as
if it were the population, where the answer is known (Binette & Steorts, arXiv 2112.01594).
To seven lists that engine is :mod:`vittne.estimate.graphs`, which takes milliseconds; beyond it is
:mod:`vittne.estimate.loglinear` with a small bootstrap.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import Any

import numpy as np

from vittne.estimate.decomposable import MOST_VERTICES
from vittne.estimate.graphs import FEWEST, Prior, graphs
from vittne.estimate.loglinear import loglinear
from vittne.estimate.result import Estimate
from vittne.estimate.table import CaptureTable

KEPT = (0.5, 0.6, 0.7, 0.8, 0.9)
"""Shares of the sightings that the trajectory keeps."""
KEPT_OF_MOST = (0.7,)
"""The same with seven lists, of which each table takes seconds: the one that is judged."""
AT_ONCE = 1 << 18
"""People that are thinned at a time."""
REPLICATES = 9
"""Tables that are thinned to each share: odd, so that their median is one of them."""
SAYS_SOMETHING = 4.0
"""An interval whose ends differ by a larger factor names no size and contradicts none."""
BOOTSTRAPS = 100
"""Resampled tables for a variant, where the log-linear engine answers."""

Answer = Callable[[CaptureTable], Estimate]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One question put differently, and what it should give.

    Attributes
    ----------
    name : str
        What was done: ``without HRW``, ``EXH and ABA as one``, ``inside OSCE``...
    observed : int
        People who are left on at least one list.
    twice : int
        How many of them are on two lists or more.
    expected : float
        N that should come out: the answer for the whole table, or the size of the list.
    median, low, high : float or None
        N that came out, with its 95 % interval; None where the engine refuses.
    refusal : str
        Why it refuses, if it does.
    """

    name: str
    observed: int
    twice: int
    expected: float
    median: float | None
    low: float | None
    high: float | None
    refusal: str = ""

    @property
    def factor(self) -> float | None:
        """How far the median is from what was expected, at least 1; None if nothing came out."""
        return None if self.median is None else apart(self.median, self.expected)

    @property
    def says_something(self) -> bool:
        """Whether there is an interval, and it is narrow enough to contradict anything."""
        if self.low is None or self.high is None:
            return False
        return self.high / self.low <= SAYS_SOMETHING

    @property
    def excludes(self) -> bool:
        """Whether what was expected lies outside the interval."""
        if self.low is None or self.high is None:
            return False
        return not self.low <= self.expected <= self.high

    def to_dict(self) -> Mapping[str, Any]:
        """JSON values; N in whole people, the ends of the interval rounded outward."""
        found: dict[str, Any] = {
            "name": self.name,
            "observed": self.observed,
            "expected": round(self.expected),
            "median": None if self.median is None else round(self.median),
            "interval": None,
        }
        if self.low is not None and self.high is not None:
            low, high = math.floor(self.low), math.ceil(self.high)
            found["interval"] = {"low": low, "high": high, "level": 0.95}
        return found | ({"refusal": self.refusal} if self.refusal else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Thinned:
    """What comes out when each sighting is kept by chance: N is the same, n is smaller.

    Attributes
    ----------
    kept : float
        Share of the sightings; 1 is the table itself.
    observed, median, low, high : float
        Medians over the thinned tables of n and of the median of N; smallest and largest of
        these medians.
    """

    kept: float
    observed: float
    median: float
    low: float
    high: float

    def to_dict(self) -> Mapping[str, Any]:
        """JSON values; people whole."""
        return {
            "kept": self.kept,
            "observed": round(self.observed),
            "median": round(self.median),
            "lowest": round(self.low),
            "highest": round(self.high),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostics:
    """All of it for one table; a part that could not be made is empty, and a note says why."""

    leave_one_out: tuple[Variant, ...] = ()
    merges: tuple[Variant, ...] = ()
    inside: tuple[Variant, ...] = ()
    priors: tuple[Variant, ...] = ()
    trajectory: tuple[Thinned, ...] = ()
    notes: tuple[str, ...] = ()

    def to_dict(self) -> Mapping[str, Any]:
        """JSON values."""
        return {
            "leave_one_out": [variant.to_dict() for variant in self.leave_one_out],
            "merges": [variant.to_dict() for variant in self.merges],
            "internal_consistency": [variant.to_dict() for variant in self.inside],
            "prior_sensitivity": [variant.to_dict() for variant in self.priors],
            "trajectory": [step.to_dict() for step in self.trajectory],
        }


NONE = Diagnostics()


def diagnose(table: CaptureTable, rng: np.random.Generator | int) -> Diagnostics:
    """Put the question differently in every way that the number of lists allows.

    Parameters
    ----------
    table : CaptureTable
    rng : numpy Generator or seed
        Of the thinning, and beyond seven lists of the bootstraps.
    """
    generator = np.random.default_rng(rng)
    many = len(table.lists) > MOST_VERTICES
    answer = _usual(many, int(generator.integers(1 << 31)))
    whole = answer(table)
    if whole.distribution is None:
        note = f"The diagnostics, with {whole.method}, have no number to move."
        return Diagnostics(notes=(note,))
    expected = centre(whole)
    return Diagnostics(
        leave_one_out=tuple(leave_one_out(table, expected, answer)),
        merges=() if many else tuple(merge_two(table, expected, answer)),
        inside=tuple(inside_each(table, answer)),
        priors=() if many else tuple(other_priors(table, expected)),
        trajectory=() if many else tuple(trajectory(table, expected, answer, generator)),
        notes=tuple(_notes(len(table.lists))),
    )


def _notes(lists: int) -> Iterator[str]:
    if lists <= FEWEST:
        yield (
            "No list was left out, no two were merged and none was taken as the population: "
            f"that needs {FEWEST + 1} lists."
        )
    if lists == MOST_VERTICES:
        yield (
            f"With {lists} lists each table takes long: sightings were thinned out to "
            f"{KEPT_OF_MOST[0]:.0%} only."
        )
    if lists > MOST_VERTICES:
        yield (
            f"There are {lists} lists, and exact averaging (graphs) is for at most "
            f"{MOST_VERTICES}: lists were left out and taken as the population with loglinear; no "
            "two were merged, no other prior was tried, and no sightings were thinned out."
        )


def _usual(many: bool, seed: int) -> Answer:
    """Choose the engine: by the number of lists alone, so that all variants have the same."""
    return partial(loglinear, rng=seed, bootstraps=BOOTSTRAPS) if many else graphs


def on_two_lists(table: CaptureTable) -> int:
    """How many people are on two lists or more: what every estimate rests on."""
    rows = zip(table.patterns, table.counts, strict=True)
    return sum(count for pattern, count in rows if sum(pattern) > 1)


def apart(one: float, other: float) -> float:
    """By what factor two numbers of people differ, at least 1."""
    return max(one, other) / min(one, other)


def centre(estimate: Estimate) -> float:
    """Where an engine that gives a number says that N is.

    The median; of a bootstrap the estimate itself, from which its draws are shifted.
    """
    assert estimate.distribution is not None
    return estimate.distribution.median if estimate.point is None else estimate.point


def leave_one_out(table: CaptureTable, expected: float, answer: Answer) -> Iterator[Variant]:
    """Leave each list out, one at a time; needs one list more than the engine."""
    if len(table.lists) > FEWEST:
        for name in table.lists:
            yield _asked(f"without {name}", table.drop_list(name), expected, answer)


def merge_two(table: CaptureTable, expected: float, answer: Answer) -> Iterator[Variant]:
    """Take each two lists as one."""
    if len(table.lists) > FEWEST:
        for a, b in combinations(table.lists, 2):
            yield _asked(f"{a} and {b} as one", table.merge_lists(a, b), expected, answer)


def inside_each(table: CaptureTable, answer: Answer) -> Iterator[Variant]:
    """Take each list as if it were the population: its size is what should come out."""
    if len(table.lists) > FEWEST:
        for name in table.lists:
            part, size = table.restrict_to(name)
            yield _asked(f"inside {name}", part, size, answer)


def other_priors(table: CaptureTable, expected: float) -> Iterator[Variant]:
    """Other priors of N, and half and twice the weight of the prior of the cells."""
    cell = 0.5 ** len(table.lists)
    priors = {
        "p(N) proportional to N^-0.5": Prior(power=0.5),
        "p(N) proportional to N^-1.5": Prior(power=1.5),
        "half the prior weight of the cells": Prior(per_cell=cell / 2),
        "twice the prior weight of the cells": Prior(per_cell=cell * 2),
    }
    for name, prior in priors.items():
        yield _asked(name, table, expected, partial(graphs, prior=prior))


def trajectory(
    table: CaptureTable, expected: float, answer: Answer, rng: np.random.Generator
) -> Iterator[Thinned]:
    """Estimate again from ever more of the sightings, up to all of them."""
    for kept in KEPT if len(table.lists) < MOST_VERTICES else KEPT_OF_MOST:
        tables = [thin(table, kept, rng) for _ in range(REPLICATES)]
        answers = [(part.observed, answer(part)) for part in tables if part.observed]
        found = [(n, centre(e)) for n, e in answers if e.distribution is not None]
        if found:
            observed, medians = np.array(found).T
            yield Thinned(
                kept=kept,
                observed=float(np.median(observed)),
                median=float(np.median(medians)),
                low=float(medians.min()),
                high=float(medians.max()),
            )
    yield Thinned(kept=1.0, observed=table.observed, median=expected, low=expected, high=expected)


def thin(table: CaptureTable, kept: float, rng: np.random.Generator) -> CaptureTable:
    """Keep each sighting (a person on a list) with this chance.

    The people and their number stay what they are, and so does what makes some of them easy
    to find; every list only catches fewer. So an engine that is right gives the same N.
    """
    places = 1 << np.arange(len(table.lists))[::-1]
    found: Counter[int] = Counter()
    # Not all at once: a table may speak of millions.
    for on, count in zip(table.patterns, table.counts, strict=True):
        for at in range(0, count, AT_ONCE):
            caught = rng.random((min(AT_ONCE, count - at), places.size)) < kept
            codes, people = np.unique((np.array(on) & caught) @ places, return_counts=True)
            found.update(dict(zip(codes.tolist(), people.tolist(), strict=True)))
    del found[0]
    rows = sorted(found.items())
    patterns = tuple(tuple(bool(code & place) for place in places.tolist()) for code, _ in rows)
    return CaptureTable(table.lists, patterns, tuple(count for _, count in rows))


def _asked(name: str, table: CaptureTable, expected: float, answer: Answer) -> Variant:
    found = answer(table) if len(table.lists) >= FEWEST else None
    median = low = high = None
    if found is None:
        refusal = "Fewer than three lists saw anybody."
    elif found.distribution is None:
        refusal = " ".join(reason.text for reason in found.refusals)
    else:
        refusal = ""
        median, (low, high) = centre(found), found.distribution.interval()
    return Variant(
        name=name,
        observed=table.observed,
        twice=on_two_lists(table),
        expected=expected,
        median=median,
        low=low,
        high=high,
        refusal=refusal,
    )
