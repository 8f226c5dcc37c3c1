"""A CSV file as rows of text, with every reason why not, and the right line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from vittne.terms.errors import Problem, UserError

_SAVE_AS = "save it as 'CSV UTF-8 (comma delimited)'"
_NOT_TEXT = (b"\xff\xfe", b"\xfe\xff", b"PK\x03\x04")  # UTF-16, and workbooks


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as text.

    Attributes
    ----------
    file : str
        Name of the file, for problems.
    columns : tuple of str
        Names of the columns, in file order, all different.
    rows : tuple of (line, cells)
        The line on which the row begins, and its cells by column. Empty rows are left out.
    problems : tuple of Problem
        Rows that could not be read. They are not among ``rows``.
    """

    file: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]
    problems: tuple[Problem, ...]


def read_sheet(path: Path) -> Sheet:
    """Read a CSV file.

    Raises
    ------
    UserError
        If there is no table to speak of: no file, no text, no header.
    """
    file, problems = path.name, list[Problem]()
    records = list(_records(_text(path), file, problems))
    line, names = records[0] if records else (1, [])
    columns = tuple(name.strip() for name in names)
    problems.extend(_header_problems(columns, file, line))
    if not records or len(set(columns)) < len(columns) or len(columns) == 1:
        raise UserError(problems)
    rows = []
    for line, cells in records[1:]:
        if len(cells) == len(columns):
            stripped = (cell.strip() for cell in cells)
            rows.append((line, dict(zip(columns, stripped, strict=True))))
        else:
            message = f"the row has {len(cells)} cells, the header {len(columns)}"
            hint = 'a cell that holds a comma must stand in quotes: "so, like this"'
            problems.append(Problem(file=file, line=line, message=message, hint=hint))
    return Sheet(file, columns, tuple(rows), tuple(problems))


def _text(path: Path) -> str:
    def bad(message: str, hint: str) -> UserError:
        return UserError(Problem(file=path.name, message=message, hint=hint))

    try:
        data = path.read_bytes()
    except OSError as error:
        hint = f"looked for {path}: check the name, and that it is a file that is yours to read"
        raise bad(f"this cannot be read: {error.strerror}", hint) from None
    if data.startswith(_NOT_TEXT) or b"\0" in data:
        raise bad("this is no UTF-8 text, but a workbook, UTF-16 or something else", _SAVE_AS)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise bad("this is not UTF-8", _SAVE_AS) from None


def _records(text: str, file: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Yield (line on which it begins, cells), rows without content left out."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error:
        message = "the quotes in this row do not match, or a cell is very long"
        hint = "text in quotes must end with a quote. The rest of the file was not read"
        problems.append(Problem(file=file, line=line, message=message, hint=hint))


def _header_problems(columns: tuple[str, ...], file: str, line: int) -> Iterator[Problem]:
    if not columns:
        hint = "the first line names the columns: the lists, and count"
        yield Problem(file=file, message="the file is empty", hint=hint)
    elif len(columns) == 1:
        message, hint = "there is only one column", "one column for each list, and count"
        for separator, name in ((";", "';'"), ("\t", "tabs"), ("|", "'|'")):
            if separator in columns[0]:
                message = f"the columns look separated by {name}"
                hint = f"separate them by commas, or {_SAVE_AS}"
        yield Problem(file=file, line=line, message=message, hint=hint)
    for name in sorted({name for name in columns if columns.count(name) > 1}):
        message = f"the column {name!r} is there twice" if name else "a column has no name"
        yield Problem(
            file=file, line=line, column=name, message=message, hint="rename or remove it"
        )
    if columns.count("") == 1:
        message, hint = "a column has no name", "name it, or remove the empty column"
        yield Problem(file=file, line=line, message=message, hint=hint)
