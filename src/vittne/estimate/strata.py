"""Parts of a population, each estimated by itself, and their total.

The total is a sum of draws: one of each stratum, added, again and again. Sums of medians or of ends
of intervals are no total. Strata are taken to be independent of each other, and nobody to be in
two. Where a stratum is refused it is named, and there is no total: only what is known at the least.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from vittne.estimate.compare import ENGINES, Comparison, Progress, compare, shown_interval
from vittne.estimate.result import Distribution
from vittne.estimate.rules import FLAGGED, REFUSED, USABLE
from vittne.estimate.table import CaptureTable

DRAWS = 20_000
"""Enough for the ends of a 95 % interval to a few thousandths of its width."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratified:
    """Strata, and what they come to.

    Attributes
    ----------
    strata : mapping of str to Comparison
    verdict : str
        The worst of the strata's.
    observed : int
    total : Distribution or None
        By the engine that leads in each stratum; None where a stratum is refused.
    interval : tuple of float, or None
        What is published, 95 %: of the total, or, where engines disagree in a stratum, the
        hull of the totals of all engines that give a number in every stratum.
    at_least : Distribution
        The strata with a number, and of the refused ones those who are documented.
    seed : int
    """

    strata: Mapping[str, Comparison]
    verdict: str
    observed: int
    total: Distribution | None
    interval: tuple[float, float] | None
    at_least: Distribution
    seed: int

    @property
    def refused(self) -> tuple[str, ...]:
        """Names of the strata without a number."""
        return tuple(name for name, found in self.strata.items() if found.verdict == REFUSED)

    def to_dict(self) -> Mapping[str, Any]:
        """JSON values."""
        low, high = self.at_least.interval()
        return {
            "verdict": self.verdict,
            "observed": self.observed,
            "refused": list(self.refused),
            "total": {
                "median": None if self.total is None else round(self.total.median),
                "interval": shown_interval(self.interval),
            },
            "at_least": {
                "median": round(self.at_least.median),
                "interval": shown_interval((low, high)),
            },
            "seed": self.seed,
            "strata": {name: found.to_dict() for name, found in self.strata.items()},
        }


def compare_strata(
    tables: Mapping[str, CaptureTable],
    *,
    headline: str | None = None,
    engines: Sequence[str] = ENGINES,
    seed: int = 1,
    progress: Progress | None = None,
) -> Stratified:
    """Compare each stratum, and add up.

    Parameters
    ----------
    tables : mapping of str to CaptureTable
        At least one. The other parameters are those of
        :func:`~vittne.estimate.compare.compare`.
    """
    strata = {
        name: compare(table, headline=headline, engines=engines, rng=seed, progress=progress)
        for name, table in tables.items()
    }
    rng = np.random.default_rng(seed)
    leading = [_leading(found) for found in strata.values()]
    known = [distribution for distribution in leading if distribution is not None]
    documented = sum(
        found.table.observed
        for found, distribution in zip(strata.values(), leading, strict=True)
        if distribution is None
    )
    at_least = add(known, rng, documented)
    total = at_least if len(known) == len(strata) else None
    return Stratified(
        strata=strata,
        verdict=max((f.verdict for f in strata.values()), key=(USABLE, FLAGGED, REFUSED).index),
        observed=sum(found.table.observed for found in strata.values()),
        total=total,
        interval=None if total is None else _published(total, list(strata.values()), rng),
        at_least=at_least,
        seed=seed,
    )


def add(
    distributions: Sequence[Distribution], rng: np.random.Generator, documented: int = 0
) -> Distribution:
    """Add independent numbers of people, draw by draw, and some that are known exactly."""
    draws = np.full(DRAWS, float(documented))
    for distribution in distributions:
        draws += distribution.draw(DRAWS, rng)
    return Distribution.of_draws(draws)


def _leading(found: Comparison) -> Distribution | None:
    return None if found.headline is None else found.headline.distribution


def _published(
    total: Distribution, strata: Sequence[Comparison], rng: np.random.Generator
) -> tuple[float, float]:
    ends = [total.interval()]
    if any(found.joined for found in strata):
        ends += [add(parts, rng).interval() for parts in _by_engine(strata)]
    return min(low for low, _ in ends), max(high for _, high in ends)


def _by_engine(strata: Sequence[Comparison]) -> Iterator[list[Distribution]]:
    """For each engine that gives a number in every stratum, these."""
    for name in ENGINES:
        answers = [e.distribution for s in strata for e in s.engines if e.method == name]
        given = [distribution for distribution in answers if distribution is not None]
        if len(given) == len(strata):
            yield given
