"""What a CSV file's reader promises: rows, or every reason why not. Never a traceback."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vittne.terms.csvfile import Row, escape_cell, sheet_of, text_of, unescape_cell


def read(data):
    """The sheet, or None, and what was reported."""
    problems = []
    text = text_of(data, "a.csv", problems.append)
    return None if text is None else sheet_of(text, "a.csv", problems.append), problems


def says(data):
    return [(problem.line, problem.message) for problem in read(data)[1]]


def test_rows_with_the_line_on_which_each_begins():
    sheet, problems = read(b'\xef\xbb\xbfa,b\r\n1,"two\r\nlines"\r\n\r\n , \r\n 3 ,4\r\n')
    assert not problems
    assert sheet.columns == ("a", "b")
    assert sheet.rows == (Row(2, {"a": "1", "b": "two\nlines"}), Row(6, {"a": "3", "b": "4"}))
    assert sheet.whole


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        ("a,b\n".encode("utf-16"), None, "this is UTF-16, not UTF-8"),
        ("a,b\n".encode("utf-32"), None, "this is UTF-32, not UTF-8"),
        (b"PK\x03\x04", None, "this is a workbook (xlsx or ods), not text"),
        (b"a,b\n1,\0\n", 2, "there are NUL bytes: this is no text, or UTF-16 without a mark"),
        ("a,b\nМосква,2\n".encode("cp1251"), 2, "this is not UTF-8 (it looks like Windows-1251)"),
        (b"", None, "the file is empty"),
        (b"\n , \n", None, "the file is empty"),
        (b"a;b\n1;2\n", 1, "the columns look separated by ';'"),
        (b"a\tb\n1\t2\n", 1, "the columns look separated by tabs"),
        (b"a|b\n1|2\n", 1, "the columns look separated by '|'"),
        (b"a,a\n1,2\n", 1, "the column 'a' is there twice"),
        (b"a,,\n1,2,3\n", 1, "column 2, 3 has no name"),
        (b"=a,b\n1,2\n", 1, "'=a' cannot be the name of a column"),
    ],
)
def test_a_file_of_which_nothing_can_be_used(data, line, message):
    sheet, _ = read(data)
    assert sheet is None
    assert says(data) == [(line, message)]


def test_all_rows_that_cannot_be_read_are_told_in_one_run_and_the_others_are_there():
    data = b'a,b\n1\n1,2\n1,2,3\n\x1b,2\n3,4\n5,"6\n'
    sheet, problems = read(data)
    assert [problem.line for problem in problems] == [2, 4, 5, 7]
    assert [row.cells["a"] for row in sheet.rows] == ["1", "3"]
    assert not sheet.whole
    assert all(problem.hint for problem in problems)


@given(text=st.text())
@example(text="=1+1")
@example(text="'=1+1")
@example(text="''")
def test_a_text_that_a_spreadsheet_would_run_is_kept_and_comes_back(text):
    assert unescape_cell(escape_cell(text)) == text
    assert not escape_cell(text).startswith(("=", "+", "-", "@"))


printable = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=8)


@given(rows=st.lists(st.tuples(printable, printable), max_size=8))
def test_what_was_written_is_read(rows):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("a", "b"))
    writer.writerows([escape_cell(cell) for cell in row] for row in rows)
    sheet, problems = read(out.getvalue().encode())
    assert not problems
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    assert [tuple(row.cells.values()) for row in sheet.rows] == [
        tuple(unescape_cell(escape_cell(cell).strip()) for cell in row) for row in kept
    ]


PIECES = [
    b"a", b"1", b",", b",,", b";", b"\t", b"|", b"\n", b"\r", b"\r\n", b'"', b'""', b"\0", b"\xff",
    b"\xff\xfe", b"\xef\xbb\xbf", b"=", b"'", b" ", b"\x1b", b"\xe2\x80\xa8", b"PK\x03\x04",
    b"\xed\xa0\x80", b"x" * 140_000, b"," * 300, "ж".encode("cp1251"),
]  # fmt: skip


@given(pieces=st.lists(st.sampled_from(PIECES) | st.binary(max_size=4), max_size=20))
@example(pieces=[b"a,b\n", b"x" * 140_000, b",1\n"])
def test_whatever_the_bytes_there_is_a_sheet_or_a_reason(pieces):
    sheet, problems = read(b"".join(pieces))
    assert sheet is not None or problems
    if sheet is not None:
        assert sheet.whole is not bool(problems)
        assert all(tuple(row.cells) == sheet.columns for row in sheet.rows)
        lines = [row.line for row in sheet.rows]
        assert lines == sorted(set(lines))
