"""A CSV file: from bytes to text and rows, with every reason why not, and the right line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from vittne.terms.errors import Problem

Report = Callable[[Problem], None]
"""Takes a problem; reading goes on."""

_MARKS = (  # The longer marks first: UTF-32 begins like UTF-16.
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_SAVE_AS = "save it as 'CSV UTF-8 (comma delimited)'"
_SEPARATORS = ((";", "';'"), ("\t", "tabs"), ("|", "'|'"))
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: the line on which it begins, and its cells by column."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as text.

    ``columns`` are all its columns in file order; ``whole`` is false if rows are missing
    because they, or the file from some line on, could not be read.
    """

    file: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    whole: bool = True


def text_of(data: bytes, file: str, report: Report) -> str | None:
    r"""Return the text of a UTF-8 file's bytes, or report why there is none.

    Line ends become ``\n``; a byte order mark is dropped.
    """

    def bad(message: str, line: int | None = None) -> None:
        report(Problem(file=file, line=line, message=message, hint=_SAVE_AS))

    for mark, name in _MARKS:
        if data.startswith(mark):
            bad(f"this is {name}, not UTF-8")
            return None
    if data.startswith(b"PK\x03\x04"):
        bad("this is a workbook (xlsx or ods), not text")
        return None
    if (nul := data.find(b"\0")) >= 0:
        bad("there are NUL bytes: this is no text, or UTF-16 without a mark", _line_at(data, nul))
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The mark is cut off before decoding, so the place is counted from behind it.
        body = data.removeprefix(b"\xef\xbb\xbf")
        bad(f"this is not UTF-8{_other_encoding(body)}", _line_at(body, error.start))
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def sheet_of(text: str, file: str, report: Report) -> Sheet | None:
    """Return the rows of a CSV file's text, or report why they cannot be read.

    Rows without any content are left out, as spreadsheets add them. A row with too
    many or too few cells is reported and left out.
    """
    broken: list[Problem] = []
    records = _records(text, file, broken.append)
    line, names = next(records, (1, []))
    columns = tuple(name.strip() for name in names)
    if not columns and not broken:
        hint = "the first line names the columns"
        broken.append(Problem(file=file, message="the file is empty", hint=hint))
    if broken or not _check_header(columns, file, line, broken.append):
        for problem in broken:
            report(problem)
        return None
    rows = tuple(_rows(records, columns, file, broken.append))
    for problem in broken:
        report(problem)
    return Sheet(file, columns, rows, whole=not broken)


def _rows(
    records: Iterator[tuple[int, list[str]]], columns: tuple[str, ...], file: str, report: Report
) -> Iterator[Row]:
    for line, cells in records:
        if len(cells) != len(columns):
            message = f"the row has {len(cells)} cells, the header {len(columns)}"
            hint = 'a cell that holds a comma must stand in quotes: "so, like this"'
            report(Problem(file=file, line=line, message=message, hint=hint))
            continue
        row = Row(line, {c: unescape_cell(v.strip()) for c, v in zip(columns, cells, strict=True)})
        if _check_controls(row, file, report):
            yield row


def escape_cell(text: str) -> str:
    """Keep a spreadsheet from running a text as a formula: put ``'`` before it.

    What people said may begin with ``=``, and is kept as they said it:
    :func:`unescape_cell` undoes this exactly.
    """
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text


def unescape_cell(text: str) -> str:
    """Undo :func:`escape_cell`."""
    if text.startswith("'") and text.lstrip("'").startswith(_FORMULA):
        return text[1:]
    return text


def unprintable(text: str) -> str:
    """Return the first character that pages and pictures cannot hold, or an empty text."""
    match = _CONTROL.search(text)
    return match.group() if match else ""


def shown(value: str) -> str:
    """Quote a value for a sentence, cut to a length that can be read."""
    return repr(value) if len(value) <= 60 else f"{value[:60]!r}..."


def _records(text: str, file: str, report: Report) -> Iterator[tuple[int, list[str]]]:
    """Yield (line on which it begins, cells), rows without content left out.

    A quoted cell may hold line ends.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        report(_broken(error, file, line))


def _broken(error: csv.Error, file: str, line: int) -> Problem:
    if "field larger" in str(error):
        message = f"a cell is longer than {csv.field_size_limit()} characters"
    else:
        message = "the quotes in this row do not match"
    hint = (
        'text in quotes must end with a quote, and a quote inside it is doubled: "he said ""no""". '
        "The rest of the file was not read"
    )
    return Problem(file=file, line=line, message=message, hint=hint)


def _check_header(columns: tuple[str, ...], file: str, line: int, report: Report) -> bool:
    def bad(message: str, hint: str, column: str = "") -> None:
        report(Problem(file=file, line=line, column=column, message=message, hint=hint))

    for separator, name in _SEPARATORS:
        if len(columns) == 1 and separator in columns[0]:
            bad(f"the columns look separated by {name}", f"separate them by commas, or {_SAVE_AS}")
            return False
    repeated = sorted({name for name in columns if name and columns.count(name) > 1})
    for name in repeated:
        bad(f"the column {shown(name)} is there twice", "remove or rename one of them", name)
    if unnamed := [str(number) for number, name in enumerate(columns, 1) if not name]:
        bad(f"column {', '.join(unnamed[:5])} has no name", "name it, or remove the empty column")
    if unclean := [name for name in columns if not _is_column(name)]:
        bad(f"{shown(unclean[0])} cannot be the name of a column", "write a short plain name")
    return not (repeated or unnamed or unclean)


def _is_column(name: str) -> bool:
    return len(name) <= 100 and not name.startswith(_FORMULA) and not _CONTROL.search(name)


def _check_controls(row: Row, file: str, report: Report) -> bool:
    bad = [column for column, value in row.cells.items() if _CONTROL.search(value)]
    for column in bad:
        value = row.cells[column]
        message = f"there is a character that cannot be printed in {shown(value)}"
        hint = "remove it: it is of no use to a reader, and pictures and pages refuse it"
        report(
            Problem(
                file=file, line=row.line, column=column, value=value, message=message, hint=hint
            )
        )
    return not bad


def _line_at(data: bytes, offset: int) -> int:
    return len(re.findall(rb"\r\n|\r|\n", data[:offset])) + 1


def _other_encoding(data: bytes) -> str:
    """Name Windows-1251 where most of the letters that are not ASCII would be Cyrillic."""
    high = [char for char in data.decode("cp1251", errors="replace") if ord(char) > 127]
    cyrillic = sum("а" <= char.lower() <= "я" or char in "Ёё" for char in high)
    return " (it looks like Windows-1251)" if cyrillic > 0.8 * len(high) else ""
