"""The lists and reviews of a dossier, as linking takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vittne.dossier import Dossier, ListedRecord
    from vittne.link.pairs import Review
    from vittne.link.records import Record, Records


def records_of(dossier: Dossier) -> Records:
    """Return all records of all lists, in their order."""
    from vittne.link.records import Records

    rows = (_record(listed.name, row) for listed in dossier.lists for row in listed.records)
    single = (listed.name for listed in dossier.lists if listed.duplicates == "none")
    return Records.of(rows, without_duplicates=single)


def _record(name: str, row: ListedRecord) -> Record:
    from vittne.link.records import Record

    return Record(
        key=f"{name}/{row.record_id}",
        list=name,
        name=row.name,
        given=row.given,
        patronymic=row.patronymic,
        family=row.family,
        sex=row.sex,
        age_low=row.age_low,
        age_high=row.age_high,
        date="" if row.date is None else row.date.text,
        place=row.place,
        act=row.act,
        ground="|".join(row.ground),
        hand="|".join(row.hand),
        grade=row.grade,
        event_id=row.event_id,
        extra=row.texts,
    )


def reviews_of(dossier: Dossier) -> tuple[Review, ...]:
    """Return all reviews, in the order of the file. A round that is not said is the first."""
    from vittne.dossier.reviewing import SAID_THEN
    from vittne.link.pairs import Review

    return tuple(
        Review(
            a=row.a,
            b=row.b,
            verdict=row.verdict,
            reviewer=row.reviewer,
            at=str(row.at),
            reason=row.reason,
            round=row.round or "first",
            withdrawn_at="" if row.withdrawn_at is None else str(row.withdrawn_at),
            **{name: row.texts.get(name, "") for name in SAID_THEN},
        )
        for row in dossier.reviews
    )
