"""What the ledger derives from the public record, as tables."""

from __future__ import annotations

import json
from collections.abc import Iterator

from vittne.dossier import Dossier
from vittne.ledger import (
    Relation,
    attributions,
    denials,
    differences,
    drifts,
    left_out,
    may_be_said,
    origins,
    residuals,
    timeline,
    verdicts,
)
from vittne.verify.recompute_silence import evidence
from vittne.verify.table import Cell, Column, Table, rounded


def _origins(dossier: Dossier) -> Iterator[tuple[Cell, ...]]:
    for one in origins(dossier.record):
        yield one.id, one.unit, one.claims, one.retellings, one.speaker_groups, one.circular


def _drift(dossier: Dossier) -> Iterator[tuple[Cell, ...]]:
    for one in drifts(dossier.record):
        ratio = None if one.ratio is None else rounded(one.ratio)
        numbers = (one.said_low, one.retold_low, one.difference, ratio)
        yield one.source, one.retelling, one.kind, one.unit, *numbers, one.numberless


def _residuals(dossier: Dossier) -> Iterator[tuple[Cell, ...]]:
    for one in residuals(dossier.record):
        parts = tuple(f"{part.part}: {json.dumps(part.count)}" for part in one.parts)
        yield (
            *(one.claim, one.whole_low, one.whole_high, one.parts_sum, parts),
            *(one.low, one.high, one.exceeds),
        )


def _differences(dossier: Dossier) -> Iterator[tuple[Cell, ...]]:
    for one in differences(dossier.record):
        yield one.a, one.b, one.unit, one.conflict, one.explained, tuple(map(_step, one.chain))


def _step(relation: Relation) -> str:
    return f"{relation.source} {relation.kind} {relation.target}"


def _denials(dossier: Dossier) -> Iterator[tuple[Cell, ...]]:
    for one in denials(dossier.record):
        denial = (one.claim, one.form, one.said_on, one.speaker)
        for other in one.denies:
            yield (*denial, other.claim, other.related, other.same_unit, other.known_by_then)
        if not one.denies:
            yield (*denial, "", None, None, None)


def _attribution(dossier: Dossier) -> Iterator[tuple[Cell, ...]]:
    for one in attributions(dossier.record):
        yield one.unit, one.hand, one.grounds, one.low, one.origins, one.claims, one.disputed


def _may_be_said(dossier: Dossier) -> Iterator[tuple[Cell, ...]]:
    for one in may_be_said(dossier.record):
        unconfirmed = tuple(f"{other.claim}: {json.dumps(other.low)}" for other in one.unconfirmed)
        scope = (one.period, one.place, one.grounds)
        yield one.unit, one.low, *scope, one.origins, one.claims, unconfirmed


def _left_out(dossier: Dossier) -> Iterator[tuple[Cell, ...]]:
    yield from left_out(dossier.record).items()


def _verdicts(dossier: Dossier) -> Iterator[tuple[Cell, ...]]:
    for one in verdicts(dossier.record, evidence(dossier)):
        needed = tuple(f"{need.evidence}: {need.code}" for need in one.needed)
        yield one.sentence, one.verdict, one.rule, one.evidence, one.beside, one.readings, needed


def _timeline(dossier: Dossier) -> Iterator[tuple[Cell, ...]]:
    for one in timeline(dossier.record):
        yield (
            *(one.claim, one.stance, one.unit, one.said_on, one.period),
            *(one.low, one.best, one.high, one.origins, one.retelling, one.sentence),
        )


_LIST = "joined by |"

LEDGER_TABLES: tuple[Table, ...] = (
    Table(
        "origins.csv",
        "The independent voices on every unit, and who retells them",
        (
            Column("origin", "string", "id of its earliest claim"),
            Column("unit", "string", "what is counted"),
            Column("claims", "string", f"its claims that stand on their own, {_LIST}"),
            Column("retellings", "string", f"claims that retell them, {_LIST}"),
            Column("speaker_groups", "string", f"who made the claims, {_LIST}"),
            Column("circular", "boolean", "whether its claims retell each other in a circle"),
        ),
        _origins,
    ),
    Table(
        "drift.csv",
        "Numbers that changed while they were retold",
        (
            Column("source", "string", "claim that was retold"),
            Column("retelling", "string", "claim that retells it"),
            Column("kind", "string", "how the editor related them"),
            Column("unit", "string", "what the retelling counts"),
            Column("said_low", "number", "lower end as it was said"),
            Column("retold_low", "number", "lower end as it was retold"),
            Column("difference", "number", "retold_low minus said_low"),
            Column("ratio", "number", "retold_low by said_low"),
            Column("numberless", "boolean", "whether the number was lost on the way"),
        ),
        _drift,
    ),
    Table(
        "residuals.csv",
        "What published breakdowns leave unexplained",
        (
            Column("claim", "string", "claim that gives the total"),
            Column("whole_low", "number", "the total, lower end"),
            Column("whole_high", "number", "the total, upper end; empty is open"),
            Column("parts_sum", "number", "sum of its published parts"),
            Column("parts", "string", f"the parts and their counts, {_LIST}"),
            Column("low", "number", "what the parts leave, lower end"),
            Column("high", "number", "what the parts leave, upper end; empty is open"),
            Column("exceeds", "boolean", "whether the parts are more than the total"),
        ),
        _residuals,
    ),
    Table(
        "differences.csv",
        "Claims on one thing in overlapping scopes that do not say the same",
        (
            Column("a", "string", "claim id"),
            Column("b", "string", "claim id"),
            Column("unit", "string", "what both count"),
            Column("conflict", "boolean", "whether they cannot both be right"),
            Column("explained", "boolean", "whether relations lead from one to the other"),
            Column("chain", "string", f"the relations that explain it, {_LIST}"),
        ),
        _differences,
    ),
    Table(
        "denials.csv",
        "What offices denied, beside what was on record; one row for each pair",
        (
            Column("denial", "string", "claim id of the denial"),
            Column("form", "string", "how it denies"),
            Column("said_on", "string", "EDTF"),
            Column("speaker", "string", "the office"),
            Column("denied", "string", "claim id of what stands against it; empty if nothing"),
            Column("related", "boolean", "whether an editor set the two against each other"),
            Column("same_unit", "boolean", "whether both count the same"),
            Column("known_by_then", "boolean", "whether it was on record; empty if unknown"),
        ),
        _denials,
    ),
    Table(
        "attribution.csv",
        "Who is said to have done it, and for which ground, counted in origins",
        (
            Column("unit", "string", "what is counted"),
            Column("hand", "string", "who did it; not_stated where nobody is named"),
            Column("grounds", "string", f"on which grounds, {_LIST}"),
            Column("low", "number", "at least so many"),
            Column("origins", "string", f"independent origins that say so, {_LIST}"),
            Column("claims", "string", f"their claims, {_LIST}"),
            Column("disputed", "boolean", "whether the ground is disputed"),
        ),
        _attribution,
    ),
    Table(
        "may_be_said.csv",
        "The numbers that a careful reader may repeat",
        (
            Column("unit", "string", "what is counted"),
            Column("low", "number", "at least so many"),
            Column("period", "string", "EDTF"),
            Column("place", "string", "code of the place"),
            Column("grounds", "string", f"on which grounds, {_LIST}"),
            Column("origins", "string", f"independent origins that imply it, {_LIST}"),
            Column("claims", "string", f"claims that were weighed, {_LIST}"),
            Column("unconfirmed", "string", f"larger numbers that are contradicted, {_LIST}"),
        ),
        _may_be_said,
    ),
    Table(
        "left_out.csv",
        "Claims that carry no number which may be said, and why",
        (
            Column("claim", "string", "claim id"),
            Column("reason", "string", "code of the reason"),
        ),
        _left_out,
    ),
    Table(
        "verdicts.csv",
        "The sentences that were judged, by rule",
        (
            Column("sentence", "string", "claim id"),
            Column("verdict", "string", "the verdict"),
            Column("rule", "string", "the rule that gave it"),
            Column("evidence", "string", f"what decided it, {_LIST}"),
            Column("beside", "string", f"what else is related to it, {_LIST}"),
            Column("readings", "string", f"its readings, {_LIST}"),
            Column("needed", "string", f"what would decide it, {_LIST}"),
        ),
        _verdicts,
    ),
    Table(
        "timeline.csv",
        "The claims in the order in which they were made",
        (
            Column("claim", "string", "claim id"),
            Column("stance", "string", "asserts, denies, finds or disputes"),
            Column("unit", "string", "what is counted"),
            Column("said_on", "string", "EDTF; rows without a date come last"),
            Column("period", "string", "of when it speaks, EDTF"),
            Column("low", "number", "as its source printed it"),
            Column("best", "number", "as its source printed it"),
            Column("high", "number", "as its source printed it"),
            Column("origins", "string", f"origins that it is or retells, {_LIST}"),
            Column("retelling", "boolean", "whether it retells another claim"),
            Column("sentence", "boolean", "whether it is one of the sentences to be judged"),
        ),
        _timeline,
    ),
)
