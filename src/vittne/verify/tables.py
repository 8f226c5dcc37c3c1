"""The tables that a release derives from its data, and that anybody can derive again.

The release room writes what :func:`render_tables` returns; ``verify`` renders the
same from the release's data and compares bytes.
"""

from __future__ import annotations

from collections.abc import Mapping

from vittne.dossier import Dossier
from vittne.verify.figures import Figure
from vittne.verify.table import Cell, Column, Table, write_csv
from vittne.verify.tables_ledger import LEDGER_TABLES
from vittne.verify.tables_silence import SILENCE_TABLES

TABLES: tuple[Table, ...] = (*LEDGER_TABLES, *SILENCE_TABLES)
"""Every derived table: name, title, and its columns with type and description."""


def render_tables(dossier: Dossier) -> Mapping[str, bytes]:
    """Return every derived table of a release: name in ``data/`` to bytes."""
    return {table.file: table.render(dossier) for table in TABLES}


FIGURE_COLUMNS = (
    Column("figure", "string", "the figure's id"),
    Column("kind", "string", "documented, bound, share, residual, verdict or claim_count"),
    Column("unit", "string", "what is counted"),
    Column("part", "string", "value, low, high, or the name of a check"),
    Column("value", "string", "the number or code; empty if refused or unbounded"),
    Column("place", "string", "code of the place it speaks of; empty if not stated"),
    Column("period", "string", "EDTF; empty if not stated"),
    Column("grounds", "string", "codes of the grounds, joined by |; empty if not stated"),
)


def figure_csv(figure: Figure) -> bytes:
    """Return a figure as CSV, one row a part: its value, interval ends and checks."""
    numbers = figure.numbers
    parts: list[tuple[str, Cell]] = [("value", numbers.value)]
    if numbers.interval is not None:
        parts += [("low", numbers.interval.low), ("high", numbers.interval.high)]
    parts += [(check.name, check.value) for check in numbers.checks]
    scope = (numbers.scope.place, numbers.scope.period, numbers.scope.grounds)
    return write_csv(
        [column.name for column in FIGURE_COLUMNS],
        ((figure.id, numbers.kind, numbers.unit, part, value, *scope) for part, value in parts),
    )
