"""The lists and reviews of a dossier, as linking takes them; and the truth, where it is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from vittne.dossier import Dossier, ListedRecord
from vittne.dossier.files import read_sheet
from vittne.dossier.reviewing import SAID_THEN
from vittne.terms.errors import Problem, UserError

if TYPE_CHECKING:
    from vittne.link.pairs import Review
    from vittne.link.records import Record, Records

NEEDED = ("duckdb", "numba", "numpy", "pyarrow", "rapidfuzz", "scipy", "splink")
"""What linking needs; the versions stand in ``software``."""
TRUTH = "truth"
"""Folder of an invented dossier: ``records.csv`` (record, person), ``people.csv`` (person)."""


def need_libraries(file: str) -> None:
    """Refuse where something that linking needs is not installed.

    Raises
    ------
    UserError
        Naming what is missing.
    """
    if missing := [name for name in NEEDED if find_spec(name) is None]:
        message = f"linking needs {', '.join(missing)}, which this Python does not have"
        hint = "`./run demo` installs all that is needed; or: pip install 'vittne[linking]'"
        raise UserError(Problem(file=file, message=message, hint=hint))


def software() -> Mapping[str, str]:
    """Return the libraries whose version decides the bytes of what is linked."""
    return {name: version(name) for name in NEEDED}


def records_of(dossier: Dossier) -> Records:
    """Return all records of all lists, in their order.

    Raises
    ------
    UserError
        With everything in them that linking cannot take.
    """
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


@dataclass(frozen=True, slots=True)
class Truth:
    """What is true of an invented dossier.

    Attributes
    ----------
    person : mapping of str to str
        Key of each record to its person.
    people : int
        All people, those on no list included.
    """

    person: Mapping[str, str]
    people: int


def read_truth(folder: Path, dossier: Dossier) -> Truth | None:
    """Return the truth about an invented dossier; None where nobody wrote it down.

    Raises
    ------
    UserError
        With what is wrong in its files: every record has one person, and nobody else is named.
    """
    if not dossier.settings.invented or not (folder / TRUTH).is_dir():
        return None
    problems: list[Problem] = []
    names = (f"{TRUTH}/records.csv", f"{TRUTH}/people.csv")
    records, people = (read_sheet(folder / name, name, problems.append) for name in names)
    for sheet, needed in ((records, ("record", "person")), (people, ("person",))):
        for column in needed:
            if sheet is not None and column not in sheet.columns:
                message = f"the column {column} is missing"
                problems.append(Problem(file=sheet.file, line=1, message=message))
    if problems or records is None or people is None:
        raise UserError(problems)
    known = {row.cells["person"] for row in people.rows}
    person = {row.cells["record"]: row.cells["person"] for row in records.rows}
    keys = {f"{one.name}/{row.record_id}" for one in dossier.lists for row in one.records}
    if wrong := sorted(keys ^ person.keys()):
        message = f"{wrong[0]} is in the lists or here, and not in both ({len(wrong)} such)"
        problems.append(Problem(file=names[0], column="record", value=wrong[0], message=message))
    if wrong := sorted(set(person.values()) - known):
        message = f"{wrong[0]} is not in {names[1]} ({len(wrong)} such)"
        problems.append(Problem(file=names[0], column="person", value=wrong[0], message=message))
    if problems:
        raise UserError(problems)
    return Truth(person, len(known))
