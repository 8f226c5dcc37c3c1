"""What the official answers, surveys and polls of a dossier come to, as tables.

Shares are fractions here, as computed; figures print them in percent, rounded with care.
"""

from __future__ import annotations

from collections.abc import Iterator

from vittne.dossier import Dossier
from vittne.silence import (
    Plane,
    Refusal,
    judge_pair,
    judge_poll,
    judge_survey,
    pair_answers,
    silence_plane,
)
from vittne.verify.table import Cell, Column, Table, rounded

PLANE_VICTIMS = (1, 2, 3, 5, 7, 10, 15, 20, 30, 41, 50, 70, 100, 114, 150, 200, 300, 500, 700, 1000)
PLANE_SHARES = (0.001, 0.002, 0.003, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.14, 0.2, 0.3, 0.5)
"""The grid of the plane: numbers of victims, and filed-and-registered shares."""


def planes(dossier: Dossier) -> tuple[Plane, Plane | None]:
    """Return the chance of silence on the grid: alone, and in raids where the dossier sets them."""
    alone = silence_plane(PLANE_VICTIMS, PLANE_SHARES)
    size, rho = dossier.settings.raid_size, dossier.settings.rho
    if size is None or rho is None:
        return alone, None
    return alone, silence_plane(PLANE_VICTIMS, PLANE_SHARES, raid_size=size, rho=rho)


def _pairs(dossier: Dossier) -> Iterator[tuple[Cell, ...]]:
    size, rho = dossier.settings.raid_size, dossier.settings.rho
    for pair in pair_answers(dossier.official, dossier.documented, dossier.record.places):
        counted = pair.documented
        rows = (pair.answer.index, counted.index, counted.unit, counted.count, pair.complaints)
        alone = judge_pair(pair)
        if isinstance(alone, Refusal):
            yield (*rows, None, None, None, None, None, alone.reasons)
            continue
        limits = (rounded(alone.low), rounded(alone.high))
        in_raids: tuple[Cell, Cell] = (None, None)
        if size is not None and rho is not None:
            raids = judge_pair(pair, raid_size=size, rho=rho)
            if not isinstance(raids, Refusal):
                in_raids = (rounded(raids.low), rounded(raids.high))
        yield (*rows, rounded(alone.observed_not_registered), *limits, *in_raids, "")


def _plane(dossier: Dossier) -> Iterator[tuple[Cell, ...]]:
    alone, raids = planes(dossier)
    for i, victims in enumerate(alone.victims):
        for j, share in enumerate(alone.shares):
            chance = None if raids is None else rounded(raids.chance[i][j])
            yield victims, share, rounded(alone.chance[i][j]), chance


def _surveys(dossier: Dossier) -> Iterator[tuple[Cell, ...]]:
    for survey in dossier.reporting:
        share = judge_survey(survey)
        if isinstance(share, Refusal):
            yield survey.id, None, None, None, None, None, share.reasons
            continue
        numbers = (share.low, share.median_low, share.median_high, share.high)
        yield survey.id, *map(rounded, numbers), share.design_effect, ""


def _polls(dossier: Dossier) -> Iterator[tuple[Cell, ...]]:
    for poll in dossier.polls:
        one = judge_poll(poll)
        limits = tuple(None if end is None else rounded(end) for end in (one.low, one.high))
        effect = one.largest_design_effect
        yield (
            *(poll.id, one.n, *limits, one.more_than_half, one.smallest_n),
            *(None if effect is None else rounded(effect), one.design_effect),
            () if one.refusal is None else one.refusal.reasons,
        )


_REFUSED = "why there is no answer, joined by |; empty if there is one"

SILENCE_TABLES: tuple[Table, ...] = (
    Table(
        "silence_pairs.csv",
        "Official answers beside the documented people of whom they speak",
        (
            Column("answer", "integer", "row of official.csv"),
            Column("documented_row", "integer", "row of documented.csv"),
            Column("unit", "string", "what was documented"),
            Column("documented", "integer", "how many people"),
            Column("complaints", "integer", "how many complaints the office had registered"),
            Column("not_registered", "number", "share of the documented without a complaint"),
            Column("share_low", "number", "filed-and-registered share, lower end, alone"),
            Column("share_high", "number", "the same, upper end"),
            Column("share_low_in_raids", "number", "lower end if people decide raid by raid"),
            Column("share_high_in_raids", "number", "the same, upper end"),
            Column("refused", "string", _REFUSED),
        ),
        _pairs,
    ),
    Table(
        "silence_plane.csv",
        "The chance that nobody complains, for numbers of victims and shares that are registered",
        (
            Column("victims", "integer", "how many people"),
            Column("share", "number", "share that files and is registered"),
            Column("chance", "number", "chance of no complaint if everybody decides alone"),
            Column("chance_in_raids", "number", "the same if people decide raid by raid"),
        ),
        _plane,
    ),
    Table(
        "reporting_shares.csv",
        "Which share of victims reports, from surveys that asked them",
        (
            Column("survey", "string", "id in reporting.csv"),
            Column("low", "number", "share that reports, lower end"),
            Column("median_low", "number", "lowest median over the range of the base"),
            Column("median_high", "number", "highest median over the range of the base"),
            Column("high", "number", "share that reports, upper end"),
            Column("design_effect", "number", "discount on the number of people asked"),
            Column("refused", "string", _REFUSED),
        ),
        _surveys,
    ),
    Table(
        "poll_verdicts.csv",
        "Whether a poll shows more than half of its group, and what would decide it",
        (
            Column("poll", "string", "id in polls.csv"),
            Column("n", "integer", "people of the group who were asked; empty if not published"),
            Column("low", "number", "share, lower end"),
            Column("high", "number", "share, upper end"),
            Column("more_than_half", "boolean", "empty is undecided"),
            Column("smallest_n", "integer", "fewest people of the group that would decide"),
            Column("largest_design_effect", "number", "below it the known n decides"),
            Column("design_effect", "number", "discount on the number of people asked"),
            Column("refused", "string", _REFUSED),
        ),
        _polls,
    ),
)
