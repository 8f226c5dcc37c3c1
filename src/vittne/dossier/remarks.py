"""What is right in form, but may be a slip: remarks never stop anything."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from vittne.dossier import head as head_file
from vittne.dossier.files import nearest
from vittne.dossier.layout import LISTED, TABLES, Layout
from vittne.dossier.model import Dossier
from vittne.dossier.reviewing import SAID_THEN
from vittne.ledger.remark import find_remarks as ledger_remarks
from vittne.terms.codes import code_list
from vittne.terms.csvfile import Sheet, shown
from vittne.terms.errors import Problem

SLIP = 0.85
"""How like a known word another must be to look misspelt, from 0 to 1."""


def find_remarks(
    dossier: Dossier, folder: Path, sheets: Mapping[str, Sheet]
) -> tuple[Problem, ...]:
    """Return what an editor should look at, file by file."""
    return (
        *_missing_head(folder),
        *_without_rows(dossier),
        *_unread_files(folder),
        *_unlabelled(dossier),
        *_slips(sheets),
        *_reviews_without_records(dossier),
        *(
            Problem(file="claims.csv", message=str(remark))
            for remark in ledger_remarks(dossier.record)
        ),
    )


def _missing_head(folder: Path) -> Iterator[Problem]:
    if not os.path.lexists(folder / head_file.FILE):
        message = f"there is none: the dossier has no title, and its id is {head_file.UNNAMED}"
        yield Problem(file=head_file.FILE, message=message, hint="vittne new DIR makes one to copy")


def _without_rows(dossier: Dossier) -> Iterator[Problem]:
    record = dossier.record
    held = (record.claims, dossier.official, dossier.documented, dossier.reporting, dossier.polls)
    if not any((*held, dossier.lists, dossier.tables)):
        yield Problem(message="the tables have no rows yet", hint="a release would be empty")
    for listed in dossier.lists:
        if not listed.records:
            message = "the list has no rows: it is as if it were not there"
            yield Problem(file=f"lists/{listed.name}.csv", message=message)


def _unread_files(folder: Path) -> Iterator[Problem]:
    """A misspelt name of a table would leave it out in silence."""
    for name in sorted(os.listdir(folder)):
        guess = nearest(name, [*TABLES, head_file.FILE], SLIP)
        if guess and name != guess and not os.path.lexists(folder / guess):
            yield Problem(file=name, message="this is not read", hint=f"did you mean {guess}?")


def _unlabelled(dossier: Dossier) -> Iterator[Problem]:
    for region in dossier.record.places.regions:
        labels = dossier.region_labels.get(region, {})
        if missing := [lang for lang in dossier.languages if not labels.get(lang)]:
            key = f"regions.labels.{region}"
            message = f"readers will see {region}: it has no name in {', '.join(missing)}"
            yield Problem(file=head_file.FILE, column=key, message=message, hint="give it a name")


def _reviews_without_records(dossier: Dossier) -> Iterator[Problem]:
    """Keys that lead nowhere, each once. A source may have dropped or renumbered its records.

    What a review says that its record said may still be found: only linking knows that.
    """
    keys = [f"{listed.name}/{row.record_id}" for listed in dossier.lists for row in listed.records]
    known = frozenset(keys)
    asked: dict[str, str] = {}
    searched: set[str] = set()
    for row in dossier.reviews:
        for column, content, key in zip("ab", SAID_THEN, (row.a, row.b), strict=True):
            if key in known:
                continue
            if row.texts.get(content):
                searched.add(key)
            else:
                asked[key] = column
    if searched:
        message = f"not there under the ids that were reviewed: {', '.join(sorted(searched))}"
        hint = "linking looks for them by what they said, and names those that it cannot find"
        yield Problem(file="reviews.csv", column="a, b", message=message, hint=hint)
    for key, column in asked.items():
        if key not in searched:
            message = f"{shown(key)} is not there: what was said of it is kept, and unused"
            guess = nearest(key, keys)
            hint = f"did you mean {guess}?" if guess else "<list>/<record_id>, as in lists/"
            yield Problem(file="reviews.csv", column=column, value=key, message=message, hint=hint)


def _slips(sheets: Mapping[str, Sheet]) -> Iterator[Problem]:
    for file, sheet in sheets.items():
        layout = TABLES.get(file, LISTED)
        yield from _column_slips(sheet, layout)
        for column in layout.columns:
            if column.codes == "units":
                yield from _open_slips(sheet, column.name, "units")
            if column.kind == "place":
                yield from _open_slips(sheet, column.name, "places")


def _column_slips(sheet: Sheet, layout: Layout) -> Iterator[Problem]:
    absent = [name for name in layout.names if name not in sheet.columns]
    for column in sheet.columns:
        guess = nearest(column, absent, SLIP)
        if column not in layout.names and guess:
            message = "this column is kept, but not understood"
            hint = f"did you mean {guess}?"
            yield Problem(file=sheet.file, line=1, column=column, message=message, hint=hint)


def _open_slips(sheet: Sheet, column: str, name: str) -> Iterator[Problem]:
    """Codes that an open list lacks, each where it is first used. Regions have their own labels."""
    known = code_list(name)
    seen: set[str] = set()
    for row in sheet.rows:
        code = row.cells.get(column, "").partition("/")[0]
        if not code or code in known or code in seen or (name == "places" and not code.isupper()):
            continue
        seen.add(code)
        guess = nearest(code, known.codes, SLIP)
        hint = f"did you mean {guess}?" if guess else "readers will see it as it is written here"
        message = f"{shown(code)} is not in the list of {name}"
        yield Problem(
            file=sheet.file,
            line=row.line,
            column=column,
            value=row.cells[column],
            message=message,
            hint=hint,
        )
