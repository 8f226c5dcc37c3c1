"""Figures of silence: complaints beside documented people, reporting surveys, polls.

Shares are in percent with one decimal. Ends of intervals are rounded outward and
"at least" downward, so that no figure is rounded in anybody's favour.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from vittne.dossier.model import Dossier, Settings
from vittne.ledger import Evidence
from vittne.silence import (
    AnswerPair,
    Poll,
    Refusal,
    RegisteredShare,
    ReportingShare,
    ReportingSurvey,
    compatible_victims,
    judge_pair,
    judge_poll,
    judge_survey,
    pair_answers,
    registered_share,
)
from vittne.verify.figures import Check, Interval, Numbers, Scope

LEVEL = 0.95
SHARES_SHOWN_PCT = (0.1, 1, 5, 10)
"""Filed-and-registered shares for which the page says how many victims fit into silence."""


def silence_numbers(dossier: Dossier) -> Iterable[Numbers]:
    """Return every figure of the official answers, surveys and polls."""
    for pair in pair_answers(dossier.official, dossier.documented, dossier.record.places):
        yield from _pair(pair, dossier.settings)
    if any(answer.complaints == 0 for answer in dossier.official):
        yield from _compatible(dossier.settings)
    for survey in dossier.reporting:
        yield _survey(survey)
    for poll in dossier.polls:
        yield _poll(poll)


def evidence(dossier: Dossier) -> Sequence[Evidence]:
    """Return what surveys and polls say, in the unit of the sentences they bear on.

    The editor's relation joins them to a sentence; that the definitions agree is the
    editor's word (``agrees``), so the unit is the sentence's own.
    """
    units = {claim.id: claim.unit for claim in dossier.record.claims}
    judged = {f"reporting/{survey.id}": _not_reported(survey) for survey in dossier.reporting}
    judged |= {f"polls/{poll.id}": _poll_interval(poll) for poll in dossier.polls}
    found = {
        (relation.target, units[relation.source])
        for relation in dossier.record.relations
        if relation.source in dossier.record.sentences and relation.target in judged
    }
    return [
        Evidence(
            id=target,
            unit=unit,
            low=None if (interval := judged[target]) is None else interval[0],
            high=None if interval is None else interval[1],
            needed="" if interval else "group_n",
        )
        for target, unit in sorted(found)
    ]


def _pair(pair: AnswerPair, settings: Settings) -> Iterable[Numbers]:
    counted = pair.documented
    base = Numbers(
        id=f"{counted.unit}-{counted.index}-{pair.answer.index}",
        kind="bound",
        value=None,
        unit="percent",
        method="silence.registered_share",
        scope=Scope(
            place=counted.place,
            period=counted.period.text if counted.period else "",
            acts=(counted.unit,),
        ),
        checks=(
            Check(name="documented", value=counted.count),
            Check(name="complaints", value=pair.complaints),
        ),
        rests_on=(f"documented/{counted.index}", f"official/{pair.answer.index}"),
    )
    alone = judge_pair(pair, level=LEVEL)
    if isinstance(alone, Refusal):
        yield replace(base, id=f"unregistered-{base.id}", checks=(*base.checks, *_refused(alone)))
        return
    yield replace(
        base,
        id=f"without-complaint-{base.id}",
        kind="share",
        value=_down(alone.observed_not_registered),
        method="silence.observed",
    )
    yield _bound(replace(base, id=f"unregistered-{base.id}"), alone)
    if settings.raid_size is not None and settings.rho is not None:
        raids = registered_share(
            counted.count,
            pair.complaints,
            raid_size=settings.raid_size,
            rho=settings.rho,
            level=LEVEL,
        )
        yield _bound(replace(base, id=f"unregistered-in-raids-{base.id}"), raids)


def _bound(base: Numbers, share: RegisteredShare) -> Numbers:
    return replace(
        base,
        value=_down(share.not_registered_at_least),
        interval=Interval(
            low=_down(share.not_registered_at_least),
            high=_up(1 - share.low),
            level=share.level,
            kind="confidence",
        ),
        settings={**share.assumptions, "sided": share.sided},
    )


def _compatible(settings: Settings) -> Iterable[Numbers]:
    for share in SHARES_SHOWN_PCT:
        alone = compatible_victims(share / 100, level=LEVEL)
        checks = [Check(name="share_pct", value=share)]
        if settings.raid_size is not None and settings.rho is not None:
            raids = compatible_victims(
                share / 100, raid_size=settings.raid_size, rho=settings.rho, level=LEVEL
            )
            checks.append(Check(name="victims_in_raids", value=raids))
        yield Numbers(
            id=f"fits-silence-{share:g}-pct".replace(".", "_"),
            kind="bound",
            value=alone,
            unit="victims",
            method="silence.compatible_victims",
            interval=Interval(low=0, high=alone, level=LEVEL, kind="at_most"),
            checks=tuple(checks),
            settings={"level": LEVEL, "raid_size": settings.raid_size, "rho": settings.rho},
        )


def _survey(survey: ReportingSurvey) -> Numbers:
    base = Numbers(
        id=f"not-reported-{survey.id}",
        kind="share",
        value=None,
        unit="percent",
        method="silence.reporting_share",
        scope=Scope(place=survey.place, period=survey.year),
        rests_on=(f"reporting/{survey.id}",),
    )
    judged = judge_survey(survey, level=LEVEL)
    if isinstance(judged, Refusal):
        return replace(base, checks=tuple(_refused(judged)))
    low, high = _complement(judged)
    return replace(
        base,
        value=_down(1 - judged.reported / judged.asked_low),
        interval=Interval(low=low, high=high, level=judged.level, kind="credible"),
        checks=(
            Check(name="reported", value=judged.reported),
            Check(name="asked_low", value=judged.asked_low),
            Check(name="asked_high", value=judged.asked_high),
        ),
        settings={"design_effect": judged.design_effect, "prior": "jeffreys"},
    )


def _poll(poll: Poll) -> Numbers:
    judged = judge_poll(poll, level=LEVEL)
    base = Numbers(
        id=f"poll-{poll.id}",
        kind="share",
        value=None,
        unit="percent",
        method="silence.judge_poll",
        scope=Scope(period=poll.fieldwork.text if poll.fieldwork else ""),
        checks=(
            Check(name="smallest_n", value=judged.smallest_n),
            Check(name="more_than_half", value=_word(judged.more_than_half)),
        ),
        settings={"design_effect": judged.design_effect},
        rests_on=(f"polls/{poll.id}",),
    )
    interval = _poll_interval(poll)
    if judged.refusal is not None or interval is None:
        refused = () if judged.refusal is None else tuple(_refused(judged.refusal))
        return replace(base, checks=(*base.checks, *refused))
    return replace(
        base,
        value=poll.share_pct,
        interval=Interval(low=interval[0], high=interval[1], level=LEVEL, kind="confidence"),
        checks=(Check(name="n", value=judged.n), *base.checks),
    )


def _not_reported(survey: ReportingSurvey) -> tuple[float, float] | None:
    judged = judge_survey(survey, level=LEVEL)
    return None if isinstance(judged, Refusal) else _complement(judged)


def _poll_interval(poll: Poll) -> tuple[float, float] | None:
    judged = judge_poll(poll, level=LEVEL)
    if judged.low is None or judged.high is None:
        return None
    return _down(judged.low), _up(judged.high)


def _complement(share: ReportingShare) -> tuple[float, float]:
    return _down(1 - share.high), _up(1 - share.low)


def _refused(refusal: Refusal) -> Iterable[Check]:
    return (Check(name=f"refused_{reason}", value=None, ok=False) for reason in refusal.reasons)


def _word(more_than_half: bool | None) -> str:
    return {True: "yes", False: "no", None: "undecided"}[more_than_half]


def _down(share: float) -> float:
    """Percent with one decimal, downward. The ninth decimal is noise of arithmetic."""
    return math.floor(round(share * 1000, 6)) / 10


def _up(share: float) -> float:
    return math.ceil(round(share * 1000, 6)) / 10
