"""Said again: rows that are one statement."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from vittne.ledger.model import Claim, Part, Record, Relation
from vittne.ledger.voice import RESTATEMENT, RETELLING_KINDS, group_of


def merge_repeats(record: Record) -> tuple[Record, Mapping[str, tuple[str, ...]]]:
    """Make one claim of rows that say one thing by one speaker group.

    Rows are one statement if stance, form of denial, unit, numbers, period, place,
    grounds, hand, definition and speaker group are equal. The row that was said first
    is kept (in file order, if on one day); a row that retells another of the same
    statement, or is marked as a restatement where another is not, is never kept. All
    rows' relations stay, but what a later row retells does not make the statement one
    that was retold from the start.

    Returns
    -------
    record : Record
        The record with each statement once.
    repeats : mapping of str to tuple of str
        For each id kept that was said again: the other ids, in file order.
    """
    kept_as: dict[str, str] = {}
    firsts: set[str] = set()
    repeats: dict[str, tuple[str, ...]] = {}
    for rows in _statements(record):
        first = _first_rows(rows, record)
        kept = first[0].id
        kept_as.update((row.id, kept) for row in rows)
        firsts.update(row.id for row in first)
        if len(rows) > 1:
            repeats[kept] = tuple(row.id for row in rows if row.id != kept)
    merged = replace(
        record,
        claims=_each_once(record.claims, kept_as),
        relations=_relations(record, kept_as, firsts),
        parts=_parts(record, repeats),
    )
    return merged, repeats


def _statements(record: Record) -> list[list[Claim]]:
    found: dict[tuple[object, ...], list[Claim]] = {}
    seen: set[str] = set()
    sentences: set[tuple[object, ...]] = set()
    # Sentences come first: a copy of one is never taken for evidence.
    for claim in sorted(record.claims, key=lambda claim: claim.id not in record.sentences):
        if claim.id in seen:
            continue
        seen.add(claim.id)
        key = _key(claim)
        if claim.id in record.sentences and key in sentences:
            key = (*key, claim.id)  # each listed sentence gets a verdict of its own
        elif claim.id in record.sentences:
            sentences.add(key)
        found.setdefault(key, []).append(claim)
    return list(found.values())


def _key(claim: Claim) -> tuple[object, ...]:
    """Everything that must be equal. Numbers compare as values: 6 is 6.0."""
    return (
        claim.stance,
        claim.denial_form,
        claim.unit,
        claim.low,
        claim.best,
        claim.high,
        claim.period,
        claim.place,
        frozenset(claim.grounds),
        frozenset(claim.hand),
        claim.definition,
        group_of(claim),
    )


def _first_rows(rows: Sequence[Claim], record: Record) -> list[Claim]:
    """Rows that began the statement; the first of them is kept."""
    ids = {row.id for row in rows}
    inner = {
        relation.source
        for relation in record.relations
        if relation.kind in RETELLING_KINDS
        and relation.source != relation.target
        and {relation.source, relation.target} <= ids
    }
    first = _unless_none(rows, lambda row: row.id in record.sentences)
    first = _unless_none(first, lambda row: row.id not in inner)
    first = _unless_none(first, lambda row: row.basis != RESTATEMENT)
    earliest = min(_day(row) for row in first)
    return [row for row in first if _day(row) == earliest]


def _unless_none(rows: Sequence[Claim], wanted: Callable[[Claim], bool]) -> Sequence[Claim]:
    return [row for row in rows if wanted(row)] or rows


def _day(claim: Claim) -> date:
    lower = claim.said_on.lower if claim.said_on else None
    return lower or date.max


def _each_once(claims: Sequence[Claim], kept_as: Mapping[str, str]) -> tuple[Claim, ...]:
    """Kept rows in file order; of two rows with one id, the first."""
    by_id: dict[str, Claim] = {}
    for claim in claims:
        by_id.setdefault(claim.id, claim)
    return tuple(claim for claim in by_id.values() if kept_as[claim.id] == claim.id)


def _relations(
    record: Record, kept_as: Mapping[str, str], firsts: set[str]
) -> tuple[Relation, ...]:
    found: dict[tuple[object, ...], Relation] = {}
    later = kept_as.keys() - firsts
    for relation in record.relations:
        if relation.kind in RETELLING_KINDS and relation.source in later:
            continue
        source = kept_as.get(relation.source, relation.source)
        target = kept_as.get(relation.target, relation.target)
        if source != target:
            key = (source, target, relation.kind, relation.agrees)
            found.setdefault(key, replace(relation, source=source, target=target))
    return tuple(found.values())


def _parts(record: Record, repeats: Mapping[str, tuple[str, ...]]) -> tuple[Part, ...]:
    """Each statement's breakdown once: that of the first of its rows which has one."""
    having = {part.claim for part in record.parts}
    again = {other for others in repeats.values() for other in others}
    taken_by = {claim.id: claim.id for claim in record.claims if claim.id not in again}
    for kept, others in repeats.items():
        del taken_by[kept]
        giver = next((row for row in (kept, *others) if row in having), None)
        if giver is not None:
            taken_by[giver] = kept
    known = {claim.id for claim in record.claims}
    return tuple(
        replace(part, claim=taken_by.get(part.claim, part.claim))
        for part in record.parts
        if part.claim in taken_by or part.claim not in known
    )
