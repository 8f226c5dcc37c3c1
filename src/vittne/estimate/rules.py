"""When a number may be used: every rule with its threshold and the case that taught it.

The rules are data (:data:`RULES`); :func:`judge` asks each of them and the worst wins. They are
explained for people in ``docs/method/rules.md``, which a test compares with this file. A threshold
is changed there and here, with its reason, or not at all.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from vittne.estimate.bounds import Bounds
from vittne.estimate.diagnostics import (
    NONE,
    Diagnostics,
    Variant,
    apart,
    centre,
    on_two_lists,
)
from vittne.estimate.result import Estimate, Mode, Reason
from vittne.estimate.table import CaptureTable

USABLE, FLAGGED, REFUSED = "usable", "flagged", "refused"
_WORST_LAST = (USABLE, FLAGGED, REFUSED)

HALF_SIGHTINGS = 0.7
"""With this share of the sightings about half of the overlaps are left."""
TESTABLE_LISTS = 3
"""With no more lists than this none can be left out, merged or taken as the population."""
LEAST_WEIGHT = 0.05
"""A mode with less of the posterior lies outside a 95 % interval anyway."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything that rules look at.

    Attributes
    ----------
    table : CaptureTable
    engines : tuple of Estimate
    interval : tuple of float, or None
        The published 95 % interval; None where the headline's engine gives none.
    bounds : Bounds
    diagnostics : Diagnostics
    """

    table: CaptureTable
    engines: tuple[Estimate, ...]
    interval: tuple[float, float] | None
    bounds: Bounds
    diagnostics: Diagnostics = NONE

    @property
    def answers(self) -> tuple[Estimate, ...]:
        """The engines that give a number."""
        return tuple(engine for engine in self.engines if engine.distribution is not None)


Finding = Callable[[Evidence, float], Iterator[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule.

    Attributes
    ----------
    name : str
    verdict : str
        What the table is called when the rule fires: ``flagged`` or ``refused``.
    threshold : float
    taught_by : str
        The table and what happened there.
    find : callable
        Gives a sentence for each time that the rule fires.
    """

    name: str
    verdict: str
    threshold: float
    taught_by: str
    find: Finding


def judge(evidence: Evidence) -> tuple[str, tuple[Reason, ...]]:
    """Ask every rule: the worst verdict, and all reasons, what refuses first."""
    reasons: dict[str, list[Reason]] = {FLAGGED: [], REFUSED: []}
    for rule in RULES:
        for text in rule.find(evidence, rule.threshold):
            reasons[rule.verdict].append(Reason(rule=rule.name, text=text))
    verdict = max((USABLE, *(v for v in reasons if reasons[v])), key=_WORST_LAST.index)
    return verdict, (*reasons[REFUSED], *reasons[FLAGGED])


def agree(one: Estimate, other: Estimate) -> bool:
    """Whether each says that the other may be right.

    The centre of each is in the other's interval, and they differ by no more than the rule
    ``engines_apart`` allows. Engines without a number agree with none.
    """
    if one.distribution is None or other.distribution is None:
        return False
    near = apart(centre(one), centre(other)) <= ENGINES_APART.threshold
    return near and _holds(one, centre(other)) and _holds(other, centre(one))


def _holds(estimate: Estimate, value: float) -> bool:
    assert estimate.distribution is not None
    low, high = estimate.distribution.interval()
    return low <= value <= high


def _few_overlaps(evidence: Evidence, least: float) -> Iterator[str]:
    twice = on_two_lists(evidence.table)
    if twice < least:
        yield (
            f"{_people(twice)} on two lists or more, and that is all that any method has to go "
            f"by. Needed: at least {least:g}."
        )


def _few_lists(evidence: Evidence, least: float) -> Iterator[str]:
    lists = len(evidence.table.lists)
    if lists < least:
        yield (
            f"With {lists} lists nothing shows whether they depend on each other, and N depends on "
            f"that. Needed: at least {least:g}. The sensitivity dial says what each degree of "
            "dependence would mean."
        )


def _unidentified(evidence: Evidence, _: float) -> Iterator[str]:
    for engine in evidence.engines:
        for reason in engine.refusals:
            if reason.rule in ("no_overlap", "no_model", "dependence_not_testable"):
                yield f"{_name(engine)}: {reason.text}"


def _no_number(evidence: Evidence, _: float) -> Iterator[str]:
    if evidence.interval is None:
        yield "The engine that was fixed in advance gives no number."


def _untestable(evidence: Evidence, share: float) -> Iterator[str]:
    if len(evidence.table.lists) > TESTABLE_LISTS or not evidence.answers:
        return
    most = max(evidence.answers, key=centre)
    missing = 1 - evidence.table.observed / centre(most)
    if missing > share:
        yield (
            f"{_name(most)} says that {missing:.0%} of all are on no list, and with "
            f"{len(evidence.table.lists)} lists nothing tests what is assumed of them: people who "
            f"are hard to find for every list leave no trace. Needed: one more list, or at most "
            f"{share:.0%} on none."
        )


def _unbounded(evidence: Evidence, _: float) -> Iterator[str]:
    for engine in evidence.engines:
        for reason in engine.refusals:
            if reason.rule == "unbounded":
                yield f"{_name(engine)}: {reason.text}"


def _several_modes(evidence: Evidence, factor: float) -> Iterator[str]:
    for engine in evidence.answers:
        modes = [m for m in engine.modes if m.weight is None or m.weight >= LEAST_WEIGHT]
        if len(modes) > 1 and apart(modes[0].at, modes[-1].at) > factor:
            answers = "; ".join(_mode(mode) for mode in modes)
            yield (
                f"{_name(engine)} has several answers, and these data do not decide between them: "
                f"{answers}."
            )


def _engines_apart(evidence: Evidence, factor: float) -> Iterator[str]:
    for one, other in combinations(evidence.answers, 2):
        assert one.distribution is not None
        assert other.distribution is not None
        (low, high), (start, end) = one.distribution.interval(), other.distribution.interval()
        says = f"{_name(one)} gives {_whole(centre(one))}, {_name(other)} {_whole(centre(other))}"
        if high < start or end < low:
            yield f"{says}: their intervals have no number in common."
        elif not _holds(one, centre(other)) and not _holds(other, centre(one)):
            yield f"{says}: neither is in the other's interval."
        elif apart(centre(one), centre(other)) > factor:
            yield f"{says}: more than {factor:g} times as many."


def _depends_on_a_list(evidence: Evidence, factor: float) -> Iterator[str]:
    clear = [v for v in evidence.diagnostics.leave_one_out if v.says_something]
    yield from _moved(clear, factor, "the answer hangs on that list")


def _depends_on_a_merge(evidence: Evidence, factor: float) -> Iterator[str]:
    clear = [v for v in evidence.diagnostics.merges if v.says_something]
    yield from _moved(clear, factor, "the answer hangs on where one list ends and another begins")


def _depends_on_the_prior(evidence: Evidence, factor: float) -> Iterator[str]:
    priors = evidence.diagnostics.priors
    yield from _moved(priors, factor, "the answer hangs on what was believed before")


def _moved(variants: Iterable[Variant], factor: float, so: str) -> Iterator[str]:
    """Name the variant that moves the answer most, if any moves it far."""
    far = [(v.factor, v) for v in variants if v.factor is not None and v.factor > factor]
    if far:
        _, worst = max(far, key=lambda pair: pair[0])
        others = f" ({len(far)} of these changes do as much)" if len(far) > 1 else ""
        yield (
            f"{_sentence(worst.name)}: {_whole(worst.median)} in place of "
            f"{_whole(worst.expected)}; {so}{others}."
        )


def _not_consistent(evidence: Evidence, factor: float) -> Iterator[str]:
    for variant in evidence.diagnostics.inside:
        enough = variant.twice >= FEW_OVERLAPS.threshold
        if enough and variant.excludes and variant.factor is not None and variant.factor > factor:
            yield (
                f"{_sentence(variant.name)} the answer is known: {_whole(variant.expected)}. The "
                f"same method says {_whole(variant.median)} ("
                f"{_ends(variant.low, variant.high)})."
            )


def _trend(evidence: Evidence, factor: float) -> Iterator[str]:
    for step in evidence.diagnostics.trajectory:
        whole = evidence.diagnostics.trajectory[-1].median
        if step.kept == HALF_SIGHTINGS and apart(step.median, whole) > factor:
            yield (
                f"With {step.kept:.0%} of the sightings the answer is {_whole(step.median)}, with "
                f"all of them {_whole(whole)}: it has not settled, and more lists would move it."
            )


def _not_converged(evidence: Evidence, _: float) -> Iterator[str]:
    for engine in evidence.engines:
        failed = [c for c in engine.checks if c.ok is False and c.name in _OF_SAMPLING]
        if failed:
            values = ", ".join(f"{check.name} {check.value}" for check in failed)
            yield f"{_name(engine)}: the draws cannot be relied on ({values})."


_OF_SAMPLING = ("rhat", "ess_bulk", "ess_tail", "tail_mass")


def _wide(evidence: Evidence, factor: float) -> Iterator[str]:
    if evidence.interval is not None:
        low, high = evidence.interval
        if high / low > factor:
            yield (
                f"The interval, {_ends(low, high)}, has ends that differ more than "
                f"{factor:g} times: it names no size."
            )


def _below_chao(evidence: Evidence, _: float) -> Iterator[str]:
    least = evidence.bounds.chao_lists.low
    if evidence.interval is not None and least is not None and evidence.interval[1] < least:
        yield (
            f"The interval ends at {math.ceil(evidence.interval[1]):,}, below Chao's lower bound "
            f"({_whole(least)} at the least): lists that avoid each other, or a wrong model."
        )


def _far_above_chao(evidence: Evidence, factor: float) -> Iterator[str]:
    bound = evidence.bounds.chao_lists.value
    for engine in evidence.answers:
        if bound is not None and centre(engine) > factor * bound:
            yield (
                f"{_name(engine)} says {_whole(centre(engine))}, more than {factor:g} times Chao's "
                f"lower bound of {_whole(bound)}: most of that is the model's, not the overlaps'."
            )


FEW_OVERLAPS = Rule(
    name="few_overlaps",
    verdict=REFUSED,
    threshold=10,
    taught_by="Artificial_3: 6 of 96 people on two lists. Exact averaging says 292 [96 to 5,287] "
    "and hangs on the prior; latent classes say 235 to 833.",
    find=_few_overlaps,
)

ENGINES_APART = Rule(
    name="engines_apart",
    verdict=FLAGGED,
    threshold=1.5,
    taught_by="Australia: 2,253 by exact averaging, 4,194 by latent classes, 6,496 by "
    "log-linear models.",
    find=_engines_apart,
)

RULES = (
    FEW_OVERLAPS,
    Rule(
        name="few_lists",
        verdict=REFUSED,
        threshold=3,
        taught_by="Any two lists: Lincoln and Petersen's formula assumes what it cannot see.",
        find=_few_lists,
    ),
    Rule(
        name="unidentified",
        verdict=REFUSED,
        threshold=0,
        taught_by="Artificial_3: made so that no log-linear model that allows for dependence has "
        "a maximum likelihood estimate.",
        find=_unidentified,
    ),
    Rule(
        name="no_number",
        verdict=REFUSED,
        threshold=0,
        taught_by="Eleven lists given to an engine for seven: a number of another engine, chosen "
        "after looking, is not what was promised.",
        find=_no_number,
    ),
    Rule(
        name="untestable",
        verdict=FLAGGED,
        threshold=0.2,
        taught_by="classes_3 of the coverage benchmark: half of the people are hard to find for "
        "all three lists. The tables look like independence, and no interval holds the truth.",
        find=_untestable,
    ),
    Rule(
        name="unbounded",
        verdict=FLAGGED,
        threshold=0,
        taught_by="Sparse tables: where one person less leaves no estimate, a bootstrap has no "
        "upper end.",
        find=_unbounded,
    ),
    Rule(
        name="several_modes",
        verdict=FLAGGED,
        threshold=1.5,
        taught_by="Ned_5 and UKdat_5: by seed LCMCR says 48 or 142 thousand, 13 or 22 thousand.",
        find=_several_modes,
    ),
    ENGINES_APART,
    Rule(
        name="depends_on_a_list",
        verdict=FLAGGED,
        threshold=1.5,
        taught_by="Kosovo: without ABA 7,123 [6,719 to 7,563] in place of 12,595.",
        find=_depends_on_a_list,
    ),
    Rule(
        name="depends_on_a_merge",
        verdict=FLAGGED,
        threshold=1.5,
        taught_by="UKdat: PF and NCA as one move exact averaging from 12,315 to 22,990.",
        find=_depends_on_a_merge,
    ),
    Rule(
        name="depends_on_the_prior",
        verdict=FLAGGED,
        threshold=1.5,
        taught_by="Ned_5: half the prior weight of the cells moves 50 to 147 thousand.",
        find=_depends_on_the_prior,
    ),
    Rule(
        name="not_consistent",
        verdict=FLAGGED,
        threshold=1.5,
        taught_by="Kosovo: of the 1,528 people on ABA the other lists let one expect 894 [844 to "
        "957]. The test is Binette & Steorts' (arXiv 2112.01594).",
        find=_not_consistent,
    ),
    Rule(
        name="trend",
        verdict=FLAGGED,
        threshold=1.5,
        taught_by="UKdat_5: about 13 thousand with 70 % of the sightings, 22,990 with all of them; "
        "Kosovo grows likewise, from 7,200 with half of them to 12,595.",
        find=_trend,
    ),
    Rule(
        name="not_converged",
        verdict=FLAGGED,
        threshold=0,
        taught_by="Ned_5: one chain looks healthy in either of two modes.",
        find=_not_converged,
    ),
    Rule(
        name="wide",
        verdict=FLAGGED,
        threshold=4,
        taught_by="Australia: 1,189 to 7,309 people.",
        find=_wide,
    ),
    Rule(
        name="below_chao",
        verdict=FLAGGED,
        threshold=0,
        taught_by="Kosovo, EXH and HRW as one: the posterior's median is 4,421 of 4,400 observed; "
        "overlaps alone say at least 8,600.",
        find=_below_chao,
    ),
    Rule(
        name="far_above_chao",
        verdict=FLAGGED,
        threshold=3,
        taught_by="Australia: 6,496 by log-linear models, 5.5 times the 1,183 that overlaps ask "
        "for.",
        find=_far_above_chao,
    ),
)


def _name(engine: Estimate) -> str:
    return engine.method


def _mode(mode: Mode) -> str:
    weight = "no weight can be given" if mode.weight is None else f"weight {mode.weight:.2f}"
    return f"{_whole(mode.at)} [{_ends(mode.low, mode.high)}], {weight}"


def _ends(low: float | None, high: float | None) -> str:
    """Write an interval, its ends rounded outward."""
    assert low is not None
    assert high is not None
    return f"{math.floor(low):,} to {math.ceil(high):,}"


def _whole(value: float | None) -> str:
    assert value is not None
    return f"{value:,.0f}"


def _people(number: int) -> str:
    words = {0: "Nobody is", 1: "One person is"}
    return words.get(number, f"{number} people are")


def _sentence(name: str) -> str:
    return name[:1].upper() + name[1:]
