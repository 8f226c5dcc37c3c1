"""Overlap tables: how many people are on which lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from vittne.dossier.cells import BadCell, Column
from vittne.dossier.model import OverlapRow, OverlapTable
from vittne.terms.csvfile import Report, Row, Sheet, shown
from vittne.terms.errors import Problem
from vittne.terms.places import Gazetteer

COUNT = Column("count", "whole", filled=True)

Bad = Callable[[Row | None, str, str, str], None]
"""Takes the row (None: the header), the column, what is wrong, what would be right."""


def read_overlap(
    sheet: Sheet, name: str, strata: tuple[str, ...], report: Report
) -> OverlapTable | None:
    """Return the table, or report all that is wrong in it.

    A column is a stratum if ``dossier.toml`` names it among the strata, else a list,
    and then holds nothing but 0 and 1.
    """
    found: list[Problem] = []

    def bad(row: Row | None, column: str, message: str, hint: str) -> None:
        place = {"column": column, "value": row.cells.get(column, "") if row else ""}
        line = row.line if row else 1
        found.append(Problem(file=sheet.file, line=line, message=message, hint=hint, **place))

    here = tuple(column for column in sheet.columns if column in strata)
    lists = tuple(column for column in sheet.columns if column not in (*here, COUNT.name))
    if not lists:
        bad(None, "", "there is no list", "one column of 0 and 1 for each list")
    if COUNT.name in sheet.columns:
        _check_patterns(sheet, lists, here, bad)
        rows = tuple(_row(row, lists, here, bad) for row in sheet.rows)
    else:
        bad(None, COUNT.name, "the column count is missing", "it holds the number of people")
    for problem in found:
        report(problem)
    return None if found else OverlapTable(name=name, lists=lists, strata=here, rows=rows)


def _row(row: Row, lists: tuple[str, ...], strata: tuple[str, ...], bad: Bad) -> OverlapRow:
    for column in lists:
        if row.cells[column] not in ("0", "1"):
            message = f"{shown(row.cells[column])} is neither 0 nor 1"
            hint = "0 or 1 in the column of a list; name other columns under [estimate] strata"
            bad(row, column, message, hint)
    if lists and all(row.cells[column] == "0" for column in lists):
        bad(row, "", "these people are on no list", "nobody can have counted them: remove the row")
    count = 0
    try:
        count = cast(int, COUNT.read(row.cells[COUNT.name], Gazetteer()))
    except BadCell as error:
        bad(row, COUNT.name, error.message, error.hint)
    on = tuple(row.cells[column] == "1" for column in lists)
    return OverlapRow(on, tuple(row.cells[column] for column in strata), count)


def _check_patterns(
    sheet: Sheet, lists: tuple[str, ...], strata: tuple[str, ...], bad: Bad
) -> None:
    """Check that each combination of lists and strata has one row."""
    first: dict[tuple[str, ...], int] = {}
    for row in sheet.rows:
        pattern = tuple(row.cells[column] for column in (*lists, *strata))
        if pattern in first:
            bad(row, "", f"line {first[pattern]} has the same lists", "add the two counts")
        first.setdefault(pattern, row.line)
