"""Parts of a population: each estimated by itself, all of them partially pooled, and their total.

A total is a sum of draws: one of each stratum, added, again and again. Sums of medians or of ends
of intervals are no total. Apart, strata are taken to be independent of each other; pooled, their
draws are joint. Nobody is in two strata.

A stratum that is refused because it is thin borrows from the others (:mod:`hierarchical
<vittne.estimate.hierarchical>`): it gets the pooled number, with that said, if the chains agree and
another stratum stands by itself. Any other refused stratum is named, and then there is no total:
only what is known at the least, its documented people included.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from vittne.estimate.compare import ENGINES, Comparison, Progress, compare, shown_interval
from vittne.estimate.diagnostics import apart as factor_apart
from vittne.estimate.hierarchical import PartlyPooled, hierarchical, sum_of
from vittne.estimate.result import Distribution, Estimate, Reason
from vittne.estimate.rules import ENGINES_APART, FLAGGED, REFUSED, RULES, USABLE, agree
from vittne.estimate.table import CaptureTable

DRAWS = 20_000
"""Enough for the ends of a 95 % interval to a few thousandths of its width."""

THIN = ("few_overlaps", "unidentified")
"""Rules that refuse a stratum because it has too few people to speak for itself."""
WITH_THEM = (*THIN, "no_number")
"""And one that comes along with them, and alone is another matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratified:
    """Strata, and what they come to.

    Attributes
    ----------
    strata : mapping of str to Comparison
        Each by itself.
    verdict : str
        The worst of the strata's; one that borrows counts as ``flagged``.
    observed : int
    total : Distribution or None
        By the engine that leads in each stratum, and pooled where a stratum borrows; None where
        a stratum has no number.
    interval : tuple of float, or None
        What is published, 95 %: of the total, or, where engines disagree in a stratum, the
        hull of the totals of all engines that give a number in every stratum that stands by
        itself; and of the pooled total, where that disagrees.
    at_least : Distribution
        The strata with a number, and of the refused ones those who are documented.
    seed : int
    pooled : PartlyPooled or None
        All strata together; None where that was not asked, and the notes say why.
    borrowed : mapping of str to Reason
        Strata whose number is the pooled one, and why.
    reasons : tuple of Reason
        What there is to hold against the total beside what is held against its strata.
    notes : tuple of str
        What was not done, and why.
    """

    strata: Mapping[str, Comparison]
    verdict: str
    observed: int
    total: Distribution | None
    interval: tuple[float, float] | None
    at_least: Distribution
    seed: int
    pooled: PartlyPooled | None = None
    borrowed: Mapping[str, Reason] = field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def refused(self) -> tuple[str, ...]:
        """Names of the strata without a number."""
        return tuple(
            name
            for name, found in self.strata.items()
            if found.verdict == REFUSED and name not in self.borrowed
        )

    @property
    def apart(self) -> Distribution | None:
        """The total of strata that all stand by themselves."""
        return None if self.borrowed else self.total

    def to_dict(self) -> Mapping[str, Any]:
        """JSON values."""
        pooled = self.pooled
        return {
            "verdict": self.verdict,
            "reasons": _reasons(self.reasons),
            "notes": list(self.notes),
            "observed": self.observed,
            "refused": list(self.refused),
            "borrowed": {name: asdict(reason) for name, reason in self.borrowed.items()},
            "total": {
                "median": None if self.total is None else round(self.total.median),
                "interval": shown_interval(self.interval),
            },
            "totals": {
                "apart": _shown(self.apart),
                "pooled": _shown(None if pooled is None else pooled.total.distribution),
            },
            "at_least": _shown(self.at_least),
            "seed": self.seed,
            "pooled": None if pooled is None else _pooled(pooled),
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
    """Compare each stratum, pool all of them partially, and add up.

    Parameters
    ----------
    tables : mapping of str to CaptureTable
        At least one, all of the same lists. The other parameters are those of
        :func:`~vittne.estimate.compare.compare`. Strata are pooled where ``latent``, of which
        that is the version for strata, is among the engines.
    """
    told = _Told(progress, len(tables))
    strata = {
        name: compare(
            table, headline=headline, engines=engines, rng=seed, progress=told.stratum(number, name)
        )
        for number, (name, table) in enumerate(tables.items())
    }
    pooled, notes = _pool(tables, engines, seed, told)
    return conclude_strata(strata, pooled, seed=seed, notes=notes)


def conclude_strata(
    strata: Mapping[str, Comparison],
    pooled: PartlyPooled | None,
    *,
    seed: int,
    notes: tuple[str, ...] = (),
) -> Stratified:
    """Decide who borrows, and add up: what there is to do once every engine has answered."""
    sound = pooled is not None and not _failed(pooled)
    borrowed = _borrowing(strata, pooled) if pooled is not None and sound else {}
    if pooled is not None and not sound:
        notes = (*notes, f"The pooled numbers are not used: {', '.join(_failed(pooled))}.")
    rng = np.random.default_rng(seed)
    lent = _lent(pooled, tuple(borrowed))
    alone = [found for name, found in strata.items() if name not in borrowed]
    leading = [distribution for found in alone if (distribution := _leading(found)) is not None]
    documented = sum(found.table.observed for found in alone if found.verdict == REFUSED)
    at_least = add([*leading, *lent], rng, documented)
    total = at_least if len(leading) == len(alone) else None
    other = pooled.total if pooled is not None and sound else None
    interval, reasons = _published(total, alone, lent, other, rng)
    verdicts = [found.verdict for found in alone]
    verdicts += [FLAGGED] * bool(borrowed or reasons)
    return Stratified(
        strata=strata,
        verdict=max(verdicts, key=(USABLE, FLAGGED, REFUSED).index),
        observed=sum(found.table.observed for found in strata.values()),
        total=total,
        interval=interval,
        at_least=at_least,
        seed=seed,
        pooled=pooled,
        borrowed=borrowed,
        reasons=reasons,
        notes=notes,
    )


def add(
    distributions: Sequence[Distribution], rng: np.random.Generator, documented: int = 0
) -> Distribution:
    """Add independent numbers of people, draw by draw, and some that are known exactly."""
    draws = np.full(DRAWS, float(documented))
    for distribution in distributions:
        draws += distribution.draw(DRAWS, rng)
    return Distribution.of_draws(draws)


class _Told:
    """Tell progress over all strata, and the pooling after them, that never goes back."""

    WHOLE = 1000
    """What one stratum counts; the pooling counts as two."""

    def __init__(self, progress: Progress | None, strata: int) -> None:
        self.progress, self.strata, self.reached = progress, strata, 0

    def stratum(self, number: int, name: str) -> Progress:
        """What one stratum's comparison is to call."""

        def tell(text: str, done: int, total: int) -> None:
            self._at(f"{name}: {text}", number, 1, done, total)

        return tell

    def pooling(self, done: int, total: int) -> None:
        """What the pooling is to call."""
        self._at("all strata, partially pooled", self.strata, 2, done, total)

    def _at(self, text: str, before: int, share: int, done: int, total: int) -> None:
        now = self.WHOLE * before + self.WHOLE * share * done // max(total, 1)
        self.reached = max(self.reached, now)
        if self.progress:
            self.progress(text, self.reached, self.WHOLE * (self.strata + 2))


def _pool(
    tables: Mapping[str, CaptureTable], engines: Sequence[str], seed: int, told: _Told
) -> tuple[PartlyPooled | None, tuple[str, ...]]:
    """All strata together, or why not."""
    if len(tables) < 2:
        return None, ("There is one stratum, and nothing to pool it with.",)
    if "latent" not in engines:
        return None, ("Not pooled: that is a version of latent, which was not asked.",)
    told.pooling(0, 1)
    return hierarchical(tables, rng=seed, progress=told.pooling), ()


def _failed(pooled: PartlyPooled) -> list[str]:
    """Checks that do not hold, of the total or of any stratum: one model gave all of them."""
    return [
        f"{check.name} {check.value} ({name})"
        for name, estimate in {"total": pooled.total, **pooled.strata}.items()
        for check in estimate.checks
        if check.ok is False
    ]


def _borrowing(strata: Mapping[str, Comparison], pooled: PartlyPooled) -> Mapping[str, Reason]:
    """Strata that are refused for being thin, where another one stands by itself."""
    if all(found.verdict == REFUSED for found in strata.values()):
        return {}
    refusing = {rule.name for rule in RULES if rule.verdict == REFUSED}
    borrowed = {}
    for name, found in strata.items():
        why = list(dict.fromkeys(r.rule for r in found.reasons if r.rule in refusing))
        thin = bool({*why} & {*THIN}) and {*why} <= {*WITH_THEM}
        lent = pooled.strata[name].distribution
        if found.verdict == REFUSED and thin and lent is not None:
            low, high = lent.interval()
            text = (
                f"{name} is too thin to speak for itself ({', '.join(why)}). Its number is borrowed"
                f" from what the other strata have in common: {lent.median:,.0f} [{low:,.0f} to "
                f"{high:,.0f}], {found.table.observed:,} of them documented."
            )
            borrowed[name] = Reason(rule="borrowed", text=text)
    return borrowed


def _lent(pooled: PartlyPooled | None, names: Sequence[str]) -> list[Distribution]:
    """The sum of the joint draws of the strata that borrow."""
    if pooled is None or not names:
        return []
    return [Distribution.of_draws(sum_of([pooled.draws[name] for name in names]))]


def _leading(found: Comparison) -> Distribution | None:
    return None if found.headline is None else found.headline.distribution


def _published(
    total: Distribution | None,
    strata: Sequence[Comparison],
    lent: Sequence[Distribution],
    pooled: Estimate | None,
    rng: np.random.Generator,
) -> tuple[tuple[float, float] | None, tuple[Reason, ...]]:
    """The total's interval, and what is to be said where the pooled total is another."""
    if total is None:
        return None, ()
    ends = [total.interval()]
    if any(found.joined for found in strata):
        ends += [add([*parts, *lent], rng).interval() for parts in _by_engine(strata)]
    reasons: tuple[Reason, ...] = ()
    if pooled is not None and pooled.distribution is not None:
        mine = Estimate(method="apart", observed=pooled.observed, distribution=total)
        if not agree(mine, pooled):
            ends.append(pooled.distribution.interval())
            reasons = tuple(_totals_apart(total, pooled.distribution))
    return (min(low for low, _ in ends), max(high for _, high in ends)), reasons


def _totals_apart(total: Distribution, pooled: Distribution) -> Iterator[Reason]:
    """As engines are told apart; where they are nearer the hull is all that follows."""
    (low, high), (start, end) = total.interval(), pooled.interval()
    far = factor_apart(total.median, pooled.median) > ENGINES_APART.threshold
    if far or high < start or end < low:
        text = (
            f"The total of strata apart is {total.median:,.0f} [{low:,.0f} to {high:,.0f}], "
            f"partially pooled {pooled.median:,.0f} [{start:,.0f} to {end:,.0f}]: what strata are "
            "taken to have in common decides."
        )
        yield Reason(rule="totals_apart", text=text)


def _by_engine(strata: Sequence[Comparison]) -> Iterator[list[Distribution]]:
    """For each engine that gives a number in every stratum, these."""
    for name in ENGINES:
        answers = [e.distribution for s in strata for e in s.engines if e.method == name]
        given = [distribution for distribution in answers if distribution is not None]
        if len(given) == len(strata):
            yield given


def _shown(found: Distribution | None) -> Mapping[str, Any] | None:
    if found is None:
        return None
    return {"median": round(found.median), "interval": shown_interval(found.interval())}


def _reasons(reasons: Sequence[Reason]) -> list[dict[str, str]]:
    return [{"rule": reason.rule, "text": reason.text} for reason in reasons]


def _pooled(pooled: PartlyPooled) -> Mapping[str, Any]:
    return {
        "method": pooled.total.method,
        "sound": not _failed(pooled),
        "total": _answer(pooled.total),
        "strata": {name: _answer(estimate) for name, estimate in pooled.strata.items()},
        "settings": dict(pooled.total.settings),
        "detail": dict(pooled.total.detail),
    }


def _answer(estimate: Estimate) -> Mapping[str, Any]:
    shown = _shown(estimate.distribution) or {"median": None, "interval": None}
    return {
        "observed": estimate.observed,
        **shown,
        "modes": [asdict(mode) for mode in estimate.modes],
        "checks": [asdict(check) for check in estimate.checks],
        "refusals": _reasons(estimate.refusals),
    }
