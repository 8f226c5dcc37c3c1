"""A derived table: what its columns hold, and how it becomes the same bytes everywhere.

Cells: unknown is empty, several values are joined by ``|``, a computed share or chance
has six significant digits.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from vittne.dossier import Dossier
from vittne.terms.edtf import Period

Cell = str | int | float | bool | Period | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its Frictionless type, and what stands in it."""

    name: str
    type: str
    description: str


@dataclass(frozen=True, slots=True)
class Table:
    """One derived table.

    Attributes
    ----------
    file : str
        Its name in ``data/``.
    title : str
        One sentence: what it is.
    columns : tuple of Column
    rows : callable
        From a dossier to the rows, one cell a column.
    """

    file: str
    title: str
    columns: tuple[Column, ...]
    rows: Callable[[Dossier], Iterable[tuple[Cell, ...]]]

    def render(self, dossier: Dossier) -> bytes:
        """Return the table as CSV: UTF-8, line feeds, a header."""
        return write_csv([column.name for column in self.columns], self.rows(dossier))


def write_csv(header: list[str], rows: Iterable[tuple[Cell, ...]]) -> bytes:
    """Return a table as CSV: UTF-8, line feeds, a header."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return target.getvalue().encode()


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, Period):
        return value.text
    if isinstance(value, tuple):
        return "|".join(value)
    return value if isinstance(value, str) else json.dumps(value)


def rounded(share: float) -> float:
    """Return a computed number with six significant digits: what a table prints."""
    return float(f"{share:.6g}")
