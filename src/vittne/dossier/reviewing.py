"""``reviews.csv`` while people review: each row is on the disk before the next is asked for.

The file is written anew beside the old one and takes its place at once: whoever reads it, or kills
the program, sees the one or the other, whole. A lock on the folder lets several people write.
"""

from __future__ import annotations

import csv
import fcntl
import io
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from vittne.dossier.files import read_sheet
from vittne.dossier.layout import REVIEWS
from vittne.terms.csvfile import Sheet, escape_cell
from vittne.terms.errors import Problem, UserError

FILE = "reviews.csv"
SAID_THEN = ("a_content", "b_content")
"""Further columns: fingerprints of what the two records said when they were looked at."""
WITHDRAWN_BECAUSE = "withdrawn_reason"
"""Further column: why a review was taken back."""

Cells = Mapping[str, str]


def add_review(folder: Path, cells: Cells) -> None:
    """Add a row; it is on the disk when this returns.

    Parameters
    ----------
    folder : Path
        Of the dossier.
    cells : mapping of str to str
        By column. Columns that the file does not have yet are added to it.

    Raises
    ------
    UserError
        If the file cannot be read: nothing is written then.
    """
    with _locked(folder):
        columns, rows = _read(folder)
        _write(folder, columns, [*rows, cells])


def withdraw_reviews(folder: Path, wanted: Callable[[Cells], bool], day: str, reason: str) -> int:
    """Mark reviews as taken back; they stay in the file.

    Parameters
    ----------
    wanted : callable
        Says of the cells of a row that stands whether it is meant.
    day : str
        EDTF.

    Returns
    -------
    int
        How many there were.

    Raises
    ------
    UserError
        If the file cannot be read: nothing is written then.
    """
    with _locked(folder):
        columns, rows = _read(folder)
        marks = {"withdrawn_at": day, WITHDRAWN_BECAUSE: reason}
        meant = [not row.get("withdrawn_at") and wanted(row) for row in rows]
        new = [{**row, **marks} if hit else row for row, hit in zip(rows, meant, strict=True)]
        if any(meant):
            _write(folder, columns, new)
        return sum(meant)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
        os.fsync(held)
    finally:
        os.close(held)


def _read(folder: Path) -> tuple[tuple[str, ...], list[Cells]]:
    path = folder / FILE
    if not os.path.lexists(path):
        return REVIEWS.names, []
    problems: list[Problem] = []
    sheet: Sheet | None = read_sheet(path, FILE, problems.append)
    if problems or sheet is None:
        raise UserError(problems)
    return sheet.columns, [row.cells for row in sheet.rows]


def _write(folder: Path, columns: tuple[str, ...], rows: list[Cells]) -> None:
    columns = tuple(dict.fromkeys([*columns, *(name for row in rows for name in row)]))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([escape_cell(row.get(name, "")) for name in columns] for row in rows)
    path, part = folder / FILE, folder / f".{FILE}.part"
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o600
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
        file.write(out.getvalue().encode())
        file.flush()
        os.fsync(file.fileno())
    os.replace(part, path)
