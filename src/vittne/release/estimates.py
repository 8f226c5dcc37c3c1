"""The estimates of a release: every public table asked once, and everything said from that.

The room that estimates is imported here, and only when there is a table to be estimated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from importlib.util import find_spec
from itertools import combinations
from typing import TYPE_CHECKING, Any

from vittne.dossier import Dossier, OverlapRow, OverlapTable
from vittne.terms.errors import Problem, UserError
from vittne.verify.estimates import FLAGGED, HIDDEN, KIND, LINKED, UNSEEN, USABLE, estimate_frames
from vittne.verify.figures import Check, Interval, Numbers
from vittne.verify.recompute_tables import FEWEST_LISTS, LEVEL, part_id

if TYPE_CHECKING:
    from vittne.disclose import Outward
    from vittne.estimate.compare import Comparison
    from vittne.estimate.diagnostics import Variant
    from vittne.estimate.result import Estimate, Reason
    from vittne.estimate.strata import Stratified
    from vittne.estimate.table import CaptureTable
    from vittne.release.disclosing import Guard
    from vittne.release.linked import Linked

NEEDED = ("numba", "numpy", "scipy")
"""What engines are made of; their versions stand in ``software``."""

Progress = Callable[[str, int, int], None]
Json = dict[str, Any]

_PRIORS = {
    "p(N) proportional to N^-0.5": "flatter",
    "p(N) proportional to N^-1.5": "steeper",
    "half the prior weight of the cells": "half",
    "twice the prior weight of the cells": "twice",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimates:
    """What the engines said, by the id of the figure.

    Attributes
    ----------
    tables : mapping of str to Comparison
        Of tables without strata, and of each stratum.
    totals : mapping of str to Stratified
        Of tables with strata.
    linked : Linked or None
        What the lists say, linked.
    outward : mapping of str to Outward
        Of figures that rest on what is not published: as they are shown.
    """

    tables: Mapping[str, Comparison] = field(default_factory=dict)
    totals: Mapping[str, Stratified] = field(default_factory=dict)
    linked: Linked | None = None
    outward: Mapping[str, Outward] = field(default_factory=dict)

    def lender(self, id_: str, stratum: str) -> Stratified | None:
        """Return the whole from which a stratum too thin to speak for itself borrows."""
        total = self.totals.get(id_)
        return total if total is not None and stratum in total.borrowed else None


NONE = Estimates()


def estimate_tables(
    dossier: Dossier,
    progress: Progress,
    guard: Guard,
    linked: Linked | None = None,
    hidden: Mapping[str, OverlapTable] | None = None,
) -> Estimates:
    """Ask every engine about every table, once; the table that linking made is asked about there.

    Parameters
    ----------
    hidden : mapping of str to OverlapTable
        The true counts of the tables that are shown merged and rounded, by their names.

    Raises
    ------
    UserError
        If there is a table to be estimated, and the libraries for that are not installed.
    """
    tables = [
        (hidden or {}).get(table.name, table)
        for table in dossier.tables
        if len(table.lists) >= FEWEST_LISTS and not table.about.drawn
    ]
    if tables and (missing := [name for name in NEEDED if find_spec(name) is None]):
        message = f"estimating needs {', '.join(missing)}, which this Python does not have."
        hint = "install them with: pip install 'vittne[analysis]'; or build without tables/"
        raise UserError(Problem(file=f"tables/{tables[0].name}.csv", message=message, hint=hint))
    comparisons: dict[str, Comparison] = {}
    totals: dict[str, Stratified] = {}
    for table in tables:
        told = _told(table.name, progress)
        if not table.strata:
            comparisons[part_id(KIND, table.name, "")] = _compared(dossier, table, told)
        elif table.rows:
            total = _stratified(dossier, table, told)
            totals[part_id(KIND, table.name, "")] = total
            for stratum, found in total.strata.items():
                comparisons[part_id(KIND, table.name, stratum)] = found
    comparisons = {**comparisons, **_of_lists(linked)}
    unseen = Estimates(tables=comparisons, totals=totals, linked=linked)
    shown = {
        frame.id: outward
        for frame in estimate_frames(dossier)
        if frame.method in UNSEEN and (outward := _outward(frame, unseen, guard))
    }
    return replace(unseen, outward=shown)


def _outward(frame: Numbers, estimates: Estimates, guard: Guard) -> Outward | None:
    """Return an estimate of what is not published as it is shown; None where it is refused."""
    from vittne.estimate.diagnostics import centre

    found, linked = estimates.tables[frame.id], estimates.linked
    if found.interval is None or found.headline is None:
        return None
    low, high = found.interval
    if frame.method == HIDDEN:
        least = int(str(frame.part("documented")))
        return guard.outward(frame.id, low, centre(found.headline), high, least)
    assert linked is not None
    assert linked.estimate is not None
    assert linked.estimate.pooled.distribution is not None
    value = linked.estimate.pooled.distribution.median
    return guard.outward(frame.id, low, value, high, _least(linked))


def _least(linked: Linked) -> int:
    """Return the fewest people documented, as that is published."""
    interval = linked.persons[0].interval
    assert interval is not None
    assert isinstance(interval.low, int)
    return interval.low


def _of_lists(linked: Linked | None) -> Mapping[str, Comparison]:
    """Return what was asked about the most typical draw, with what is published of all draws."""
    if linked is None or linked.estimate is None or linked.table is None:
        return {}
    found = linked.estimate
    shown = replace(
        found.typical, verdict=found.verdict, reasons=found.reasons, interval=found.interval
    )
    return {part_id(KIND, linked.table.name, ""): shown}


def software() -> Mapping[str, str]:
    """Return the libraries whose version decides the bytes of an estimate."""
    return {name: version(name) for name in NEEDED}


def _told(name: str, progress: Progress) -> Progress:
    return lambda engine, done, total: progress(f"estimate {name}: {engine}", done, total)


def _compared(dossier: Dossier, table: OverlapTable, progress: Progress) -> Comparison:
    from vittne.estimate.compare import compare

    return compare(
        _capture(table.lists, table.rows),
        headline=dossier.settings.headline or None,
        rng=dossier.settings.seed,
        progress=progress,
    )


def _stratified(dossier: Dossier, table: OverlapTable, progress: Progress) -> Stratified:
    from vittne.estimate.strata import compare_strata

    parts = {name: _capture(table.lists, rows) for name, rows in table.parts.items()}
    return compare_strata(
        parts,
        headline=dossier.settings.headline or None,
        seed=dossier.settings.seed,
        progress=progress,
    )


def _capture(lists: tuple[str, ...], rows: Iterable[OverlapRow]) -> CaptureTable:
    """Return the table as engines take it: reading the dossier has checked it."""
    from vittne.estimate.table import CaptureTable

    counted = [row for row in rows if row.count]
    return CaptureTable(
        lists, tuple(row.on for row in counted), tuple(row.count for row in counted)
    )


def estimate_numbers(dossier: Dossier, estimates: Estimates) -> tuple[Numbers, ...]:
    """Return every estimated figure."""
    return tuple(_estimated(frame, estimates) for frame in estimate_frames(dossier))


def _estimated(frame: Numbers, estimates: Estimates) -> Numbers:
    if frame.id in estimates.totals:
        return _of_total(frame, estimates.totals[frame.id])
    found = estimates.tables[frame.id]
    if frame.method == LINKED:
        assert estimates.linked is not None
        return _of_draws(frame, found, estimates.linked, estimates.outward.get(frame.id))
    if frame.method == HIDDEN:
        shown = estimates.outward.get(frame.id)
        return _unseen(frame, found, found.verdict, found.reasons, shown)
    return _of_table(frame, found, _lender(frame, estimates))


def _lender(frame: Numbers, estimates: Estimates) -> Stratified | None:
    table = frame.rests_on[0].partition("/")[2]
    return estimates.lender(part_id(KIND, table, ""), frame.detail["stratum"])


def _of_table(frame: Numbers, found: Comparison, lender: Stratified | None) -> Numbers:
    from vittne.estimate.compare import shown_interval
    from vittne.estimate.diagnostics import centre

    leading = found.headline
    value = interval = None
    if leading is not None and found.interval is not None:
        value = round(centre(leading))
        interval = _interval(shown_interval(found.interval), _kind(found))
    verdict, reasons = found.verdict, found.reasons
    if lender is not None and lender.pooled is not None:
        lent = lender.pooled.strata[frame.detail["stratum"]].distribution
        assert lent is not None
        value = round(lent.median)
        interval = _interval(shown_interval(lent.interval(LEVEL)), "credible")
        verdict, reasons = FLAGGED, (lender.borrowed[frame.detail["stratum"]], *reasons)
    settings = {engine.method: dict(engine.settings) for engine in found.engines}
    return replace(
        frame,
        value=value,
        interval=interval,
        checks=(*frame.checks, *_checks(verdict, reasons)),
        settings={**frame.settings, "engines": settings},
        detail={**frame.detail, **_detail(found, verdict, reasons), "borrowed": bool(lender)},
    )


def _of_draws(frame: Numbers, found: Comparison, linked: Linked, shown: Outward | None) -> Numbers:
    """Fill in what draws of who is who say together."""
    whole, persons = linked.estimate, linked.persons[0]
    assert whole is not None
    assert persons.interval is not None
    numbers = _unseen(frame, found, whole.verdict, whole.reasons, shown)
    checks, interval = numbers.checks, numbers.interval
    if linked.truth is not None and interval is not None:
        true = linked.truth.people
        inside = (interval.low or 0) <= true <= (interval.high or 0)
        checks = (*checks, Check(name="truth", value=true, ok=inside))
    return replace(
        numbers,
        checks=checks,
        settings={**numbers.settings, **persons.settings},
        detail={
            **numbers.detail,
            "persons": {
                "value": persons.value,
                "low": persons.interval.low,
                "high": persons.interval.high,
            },
            "variance": linked.variance,
        },
    )


def _unseen(
    frame: Numbers,
    found: Comparison,
    verdict: str,
    reasons: Sequence[Reason],
    shown: Outward | None,
) -> Numbers:
    """Fill in an estimate from what is not published: three rounded numbers and a verdict.

    Each engine's answer, and each answer to the question put differently, would be one more
    number against which whoever guesses the true counts could hold the guess.
    """
    value = interval = None
    if shown is not None:
        value = shown.value
        interval = Interval(low=shown.low, high=shown.high, level=LEVEL, kind=_kind(found))
    rules = list(dict.fromkeys(reason.rule for reason in reasons))
    checks = [Check(name="verdict", value=verdict, ok=verdict == USABLE)]
    checks += [Check(name=f"rule_{rule}", value=None, ok=False) for rule in rules]
    engines = {engine.method: dict(engine.settings) for engine in found.engines}
    return replace(
        frame,
        value=value,
        interval=interval,
        checks=(*frame.checks, *checks),
        settings={**frame.settings, "engines": engines},
        detail={
            **frame.detail,
            "verdict": verdict,
            "method": found.method,
            "joined": list(found.joined),
            "lists": list(found.table.lists),
            "reasons": [{"rule": rule, "text": ""} for rule in rules],
            "borrowed": False,
        },
    )


def _of_total(frame: Numbers, found: Stratified) -> Numbers:
    from vittne.estimate.compare import shown_interval

    value = interval = None
    if found.total is not None and found.interval is not None:
        value = round(found.total.median)
        interval = _interval(shown_interval(found.interval), "hull")
    reasons = [{"rule": one.rule, "text": one.text} for one in found.reasons]
    verdicts = {name: one.verdict for name, one in found.strata.items()}
    verdicts |= dict.fromkeys(found.borrowed, FLAGGED)
    reasons += [
        {"rule": "part", "text": f"{name} is {verdict}.", "stratum": name}
        for name, verdict in verdicts.items()
        if verdict != USABLE
    ]
    least = shown_interval(found.at_least.interval())
    assert least is not None
    checks = [Check(name="verdict", value=found.verdict, ok=found.verdict == USABLE)]
    for rule in dict.fromkeys(reason["rule"] for reason in reasons):
        times = sum(1 for reason in reasons if reason["rule"] == rule)
        checks.append(Check(name=f"rule_{rule}", value=times, ok=False))
    return replace(
        frame,
        value=value,
        interval=interval,
        checks=(*frame.checks, *checks),
        detail={
            **frame.detail,
            "verdict": found.verdict,
            "reasons": reasons,
            "refused": list(found.refused),
            "pooled": _pooled(found),
            "notes": list(found.notes),
            "at_least": {"low": least["low"]} if found.total is None else None,
        },
    )


def _pooled(found: Stratified) -> Json | None:
    """Return the total of all parts partially pooled, where it may be used and said."""
    pooled = None if found.pooled is None else found.pooled.total.distribution
    if pooled is None or found.total is None or _unsound(found):
        return None
    return {"value": round(pooled.median), **_ends(pooled.interval(LEVEL))}


def _unsound(found: Stratified) -> bool:
    """Whether the draws of the pooled model cannot be relied on."""
    assert found.pooled is not None
    estimates = (found.pooled.total, *found.pooled.strata.values())
    return any(check.ok is False for one in estimates for check in one.checks)


def _kind(found: Comparison) -> str:
    if found.joined:
        return "hull"
    return "confidence" if found.method == "loglinear" else "credible"


def _interval(shown: Mapping[str, Any] | None, kind: str) -> Interval:
    assert shown is not None
    return Interval(low=shown["low"], high=shown["high"], level=LEVEL, kind=kind)


def _checks(verdict: str, reasons: Sequence[Reason]) -> Iterator[Check]:
    yield Check(name="verdict", value=verdict, ok=verdict == USABLE)
    for rule in dict.fromkeys(reason.rule for reason in reasons):
        times = sum(1 for reason in reasons if reason.rule == rule)
        yield Check(name=f"rule_{rule}", value=times, ok=False)


def _detail(found: Comparison, verdict: str, reasons: Sequence[Reason]) -> Json:
    """Everything that a page shows of one table, in whole people."""
    refused = found.headline is None  # the verdict is that of all draws, where there are any
    diagnostics = found.diagnostics
    names = _variant_names(found)
    # A number that may not be said stands nowhere: not in a table of engines either.
    shown: Json = {
        "verdict": verdict,
        "method": found.method,
        "joined": list(found.joined),
        "lists": list(found.table.lists),
        "reasons": [_reason(reason, found, names) for reason in reasons],
        "notes": list(found.notes),
        "engines": [_engine(engine, refused) for engine in found.engines],
    }
    if refused:
        return shown
    return {
        **shown,
        "leave_one_out": [_variant(one, names) for one in diagnostics.leave_one_out],
        "merges": [_variant(one, names) for one in diagnostics.merges],
        "inside": [_variant(one, names) for one in diagnostics.inside],
        "priors": [_variant(one, names) for one in diagnostics.priors],
        "trajectory": [_step(step) for step in diagnostics.trajectory],
        "dial": _dial(found),
    }


def _engine(engine: Estimate, refused: bool) -> Json:
    from vittne.estimate.compare import shown_interval
    from vittne.estimate.diagnostics import centre

    shown: Json = {
        "method": engine.method,
        "value": None,
        "low": None,
        "high": None,
        "modes": [],
        "refusals": [{"rule": one.rule, "text": one.text} for one in engine.refusals],
    }
    if refused or engine.distribution is None:
        return shown
    interval = shown_interval(engine.distribution.interval(LEVEL))
    assert interval is not None
    modes = [
        {
            "at": round(mode.at),
            **_ends((mode.low, mode.high)),
            "weight_pct": None if mode.weight is None else round(100 * mode.weight),
        }
        for mode in engine.modes
        if len(engine.modes) > 1
    ]
    ends = {"low": interval["low"], "high": interval["high"]}
    return {**shown, "value": round(centre(engine)), **ends, "modes": modes}


def _ends(interval: tuple[float, float]) -> Json:
    from vittne.estimate.compare import shown_interval

    shown = shown_interval(interval)
    assert shown is not None
    return {"low": shown["low"], "high": shown["high"]}


def _variant_names(found: Comparison) -> Mapping[str, list[str]]:
    """Return what each variant is about, by its name: one list or two, or which prior."""
    lists = found.table.lists
    names = {f"without {one}": [one] for one in lists}
    names |= {f"{a} and {b} as one": [a, b] for a, b in combinations(lists, 2)}
    names |= {f"inside {one}": [one] for one in lists}
    return names | {name: [code] for name, code in _PRIORS.items()}


def _variant(variant: Variant, names: Mapping[str, list[str]]) -> Json:
    shown: Json = {
        "of": names[variant.name],
        "expected": round(variant.expected),
        "value": None,
        "low": None,
        "high": None,
    }
    if variant.median is None or variant.low is None or variant.high is None:
        return shown
    return {**shown, "value": round(variant.median), **_ends((variant.low, variant.high))}


def _step(step: Any) -> Json:
    return {
        "kept_pct": round(100 * step.kept),
        "observed": round(step.observed),
        "value": round(step.median),
        "low": round(step.low),
        "high": round(step.high),
    }


def _dial(found: Comparison) -> Json | None:
    """Return the dial of the two lists that are measured best, if any two share people."""
    dial = next(iter(found.bounds.dials), None)
    if dial is None or dial.kind != "pair" or not dial.settings:
        return None
    settings = []
    for one in dial.settings:
        shown: Json = {"odds_ratio": one.odds_ratio, "value": None, "low": None, "high": None}
        if one.value is not None:
            shown["value"] = round(one.value)
        if one.value is not None and one.low is not None and one.high is not None:
            shown |= _ends((one.low, one.high))
        settings.append(shown)
    return {"lists": list(dial.lists), "settings": settings}


def _reason(reason: Reason, found: Comparison, names: Mapping[str, list[str]]) -> Json:
    """Return a reason with the variant that it is about, so that every language can say it."""
    shown: Json = {"rule": reason.rule, "text": reason.text}
    diagnostics = found.diagnostics
    groups = {
        "depends_on_a_list": diagnostics.leave_one_out,
        "depends_on_a_merge": diagnostics.merges,
        "depends_on_the_prior": diagnostics.priors,
        "not_consistent": diagnostics.inside,
    }
    text = reason.text.casefold()
    about = [
        variant
        for variant in groups.get(reason.rule, ())
        if text.startswith((f"{variant.name.casefold()}:", f"{variant.name.casefold()} the "))
    ]
    if about and found.headline is not None:
        shown["variant"] = _variant(about[0], names)
    return shown
