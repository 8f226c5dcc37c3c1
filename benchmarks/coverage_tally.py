"""Judge what engines said of the drawn tables, and count."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from scipy.stats import beta

from benchmarks.coverage_parts import (
    MORE_REPLICATES,
    PARTS,
    REPLICATES,
    is_quick,
    kept,
    made_by,
    programs,
)
from benchmarks.populations import POPULATIONS, Population, held_out
from vittne.estimate.bounds import bounds
from vittne.estimate.compare import ENGINES, Comparison, conclude, default_headline
from vittne.estimate.result import Estimate
from vittne.estimate.rules import RULES, USABLE

COVERS = 0.93
"""An engine covers where this share of its 95 % intervals hold the truth (or more)."""
JUDGES = ("rules", "compare", "diagnostics")
"""Programs that turn what engines say into a verdict and an interval."""


@dataclass(frozen=True)
class Drawn:
    """One table of a population of which all parts are there, and its verdict."""

    population: Population
    comparison: Comparison

    @property
    def covers(self) -> bool:
        """Whether the published interval holds N."""
        return holds(self.comparison.interval, self.population.people)

    @property
    def width(self) -> float:
        """Of the published interval, in people."""
        assert self.comparison.interval is not None
        low, high = self.comparison.interval
        return high - low


def holds(interval: tuple[float, float] | None, people: int) -> bool:
    """Whether an interval is one, and has the number in it."""
    return interval is not None and interval[0] <= people <= interval[1]


@dataclass(frozen=True)
class Judged:
    """A population with what was said of its tables."""

    population: Population

    @cached_property
    def drawn(self) -> list[Drawn]:
        """The tables that are judged whole."""
        found = (judged(self.population, replicate) for replicate in range(REPLICATES))
        return [Drawn(self.population, one) for one in found if one is not None]

    @cached_property
    def usable(self) -> list[Drawn]:
        """Those called usable."""
        return [one for one in self.drawn if one.comparison.verdict == USABLE]

    @cached_property
    def engines(self) -> dict[str, dict[str, Any]]:
        """For each engine and bound how often it covers, how wide it is, how often it refuses."""
        found = {name: self._engine(intervals(self.population, name)) for name in ENGINES}
        limits = [bounds(self.population.table(r)) for r in range(MORE_REPLICATES)]
        for name in ("chao_lists", "independence"):
            each = (getattr(limit, name) for limit in limits)
            found[name] = self._engine(
                None if b.low is None or b.high is None else (b.low, b.high) for b in each
            )
        return found

    @property
    def narrowest(self) -> tuple[str, float] | None:
        """The engine with the least median width of those that cover and mostly answer."""
        able = [
            (engine["median_width"], name)
            for name, engine in self.engines.items()
            if name in ENGINES
            and engine["answered"] * 2 >= engine["asked"] > 0
            and engine["covered"] >= COVERS * engine["answered"]
        ]
        return (min(able)[1], min(able)[0]) if able else None

    def to_dict(self) -> dict[str, Any]:
        """JSON values."""
        population, drawn = self.population, self.drawn
        verdicts = Counter(one.comparison.verdict for one in drawn)
        seen, twice = population.expected
        rules = Counter(rule for one in drawn for rule in {r.rule for r in one.comparison.reasons})
        given = [one for one in drawn if one.comparison.interval is not None]
        return {
            "name": population.name,
            "kind": population.kind,
            "text": population.text,
            "people": population.people,
            "lists": population.lists,
            "observed": seen,
            "on_two_lists": twice,
            "error": round(population.error, 3) if population.error < 1 else None,
            "well_identified": population.well_identified,
            "held_out": population.name in held_out(),
            "engines": self.engines,
            "tables": len(drawn),
            "verdicts": {name: verdicts[name] for name in ("usable", "flagged", "refused")},
            "usable": covered(self.usable),
            "published": covered(given),
            "narrowest": None if self.narrowest is None else list(self.narrowest),
            "rules": {rule.name: rules[rule.name] for rule in RULES if rules[rule.name]},
        }

    def _engine(self, found: Iterable[tuple[float, float] | None]) -> dict[str, Any]:
        asked = list(found)
        answered = [interval for interval in asked if interval is not None]
        return {
            "asked": len(asked),
            "answered": len(answered),
            "covered": sum(holds(interval, self.population.people) for interval in answered),
            "median_width": round(statistics.median(b - a for a, b in answered), 1)
            if answered
            else None,
        }


def judged(population: Population, replicate: int) -> Comparison | None:
    """What `compare` says, from the parts that are kept; None where one is missing."""
    parts = {name: kept(population, replicate, name) for name in PARTS}
    if not all(parts.values()):
        return None
    table = population.table(replicate).without_empty_lists()
    said = {name: part.said for name, part in parts.items() if part is not None}
    return conclude(
        table,
        [said[name] for name in ENGINES],
        said["diagnostics"],
        method=default_headline(len(table.lists)),
    )


def intervals(population: Population, engine: str) -> Iterator[tuple[float, float] | None]:
    """An engine's 95 % interval for each table that it was asked about; None: it refused."""
    quick = is_quick(population.name, 0, engine)
    for replicate in range(MORE_REPLICATES if quick else REPLICATES):
        part = kept(population, replicate, engine)
        if part is not None:
            said: Estimate = part.said
            yield None if said.distribution is None else said.distribution.interval()


def covered(drawn: Sequence[Drawn]) -> dict[str, Any]:
    """How many of the published intervals hold the truth, with the binomial 95 % interval."""
    hits = sum(one.covers for one in drawn)
    return {
        "tables": len(drawn),
        "covered": hits,
        "interval": exact(hits, len(drawn)),
        "median_width": round(statistics.median(o.width for o in drawn), 1) if drawn else None,
    }


def exact(hits: int, of: int) -> list[float]:
    """Clopper and Pearson's (1934) 95 % interval of a share."""
    low = float(beta.ppf(0.025, hits, of - hits + 1)) if hits else 0.0
    high = float(beta.ppf(0.975, hits + 1, of - hits)) if hits < of else 1.0
    return [round(low, 4), round(high, 4)]


def half(found: Sequence[Judged]) -> dict[str, Any]:
    """What the targets ask of one half of the populations."""
    usable = [one for each in found for one in each.usable]
    named = [each for each in found if each.population.well_identified]
    tables = sum(len(each.drawn) for each in named)
    ratios = [
        one.width / each.narrowest[1]
        for each in found
        if each.narrowest is not None
        for one in each.usable
    ]
    return {
        "usable": covered(usable),
        "well_identified": {
            "tables": tables,
            "usable": sum(len(each.usable) for each in named),
        },
        "width_ratio": round(statistics.median(ratios), 3) if ratios else None,
        "width_ratio_of": len(ratios),
    }


def tally(before: Mapping[str, Any]) -> dict[str, Any]:
    """All counts; ``before``: the last ones, whose looks at the held-out half are kept."""
    found = [Judged(population) for population in POPULATIONS]
    aside = held_out()
    looks = list(before.get("looks", []))
    mark = programs(JUDGES, theirs=False)
    if mark not in [look["judges"] for look in looks]:
        looks.append({"judges": mark, "date": datetime.now(UTC).date().isoformat()})
    return {
        "looks": looks,
        "made": _made(),
        "populations": [each.to_dict() for each in found],
        "tuning": half([each for each in found if each.population.name not in aside]),
        "held_out": half([each for each in found if each.population.name in aside]),
    }


def _made() -> dict[str, Any]:
    """What was asked, and what it took."""
    found = {}
    for name in PARTS:
        parts = [
            part
            for population in POPULATIONS
            for replicate in range(MORE_REPLICATES)
            if (part := kept(population, replicate, name)) is not None
        ]
        found[name] = {
            "tables": len(parts),
            "cpu_seconds": round(sum(part.cpu for part in parts)),
            "median_cpu": round(statistics.median(part.cpu for part in parts), 3),
            "by_the_program_as_it_is": sum(part.made_by == made_by(name) for part in parts),
        }
    return found
