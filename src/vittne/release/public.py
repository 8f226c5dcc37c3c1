"""What of a dossier is published: statements as they are, tables as far as they name no one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from vittne.dossier import Dossier, OverlapTable
from vittne.dossier.layout import TABLES
from vittne.release.disclosing import Guard, pattern_table, rounding, shown_rows
from vittne.terms.codes import LANGUAGES
from vittne.terms.errors import Problem

Row = TypeVar("Row")

SENTENCE = "sentence"
"""Column of ``claims.csv`` that exists in translations only: a judged sentence's words."""


def public_part(dossier: Dossier) -> Dossier:
    """Return the dossier without lists, reviews, confidential tables and unknown columns.

    A column that this program does not know may hold anything: only the translations
    of known columns go out.
    """
    record = dossier.record
    return replace(
        dossier,
        record=replace(
            record,
            claims=_known(record.claims, "claims.csv"),
            relations=_known(record.relations, "relations.csv"),
            parts=_known(record.parts, "breakdowns.csv"),
        ),
        official=_known(dossier.official, "official.csv"),
        documented=_known(dossier.documented, "documented.csv"),
        reporting=_known(dossier.reporting, "reporting.csv"),
        polls=_known(dossier.polls, "polls.csv"),
        lists=(),
        tables=tuple(map(_as_published, (one for one in dossier.tables if may_go(one, dossier)))),
        reviews=(),
        corrections=(),
    )


def may_go(table: OverlapTable, dossier: Dossier) -> bool:
    """Whether a table goes out as it is: declared public, or protected before."""
    return dossier.settings.public or table.about.rounded is not None


def protected_tables(
    dossier: Dossier, guard: Guard
) -> Mapping[str, tuple[OverlapTable, OverlapTable]]:
    """Return the tables that are not public, each as it is shown, and as engines are asked.

    A table of which nothing may be shown is left out. One with strata is a problem: the more a
    table is divided, the fewer people are in a cell, and to add them up in silence would answer
    another question than was asked.
    """
    found = {}
    for table in dossier.tables:
        if may_go(table, dossier):
            continue
        if table.strata:
            guard.problems += (_strata(table),)
            continue
        group = f"tables/{table.name}"
        disclosed = guard.protect(group, [pattern_table(table.name, table)], table.people)
        if shown := disclosed.shown[table.name]:
            about = replace(table.about, rounded=rounding(shown, guard.base))
            found[table.name] = (replace(table, rows=shown_rows(shown), about=about), table)
    return found


def _strata(table: OverlapTable) -> Problem:
    hint = (
        f"leave the columns {', '.join(table.strata)} out and add up the rows; or, if its counts "
        "may be seen by everybody, write public = true under [disclosure]"
    )
    message = "has strata and is not public: no stratum of few people could be hidden"
    return Problem(file=f"tables/{table.name}.csv", message=message, hint=hint)


def _as_published(table: OverlapTable) -> OverlapTable:
    """Return a table of a release that is built again: its figures follow from what it shows."""
    rounded = table.about.rounded
    if rounded is not None:
        rounded = replace(rounded, elsewhere=False)
    return replace(table, about=replace(table.about, drawn=False, rounded=rounded))


def with_tables(public: Dossier, tables: Iterable[OverlapTable]) -> Dossier:
    """Return the public part with more tables, and the strata that these still have."""
    every = tuple(sorted((*public.tables, *tables), key=lambda table: table.name))
    strata = tuple(
        one for one in public.settings.strata if any(one in table.strata for table in every)
    )
    return replace(public, tables=every, settings=replace(public.settings, strata=strata))


def dropped_columns(dossier: Dossier) -> tuple[str, ...]:
    """Return the columns that stay behind, as ``file: column``."""
    tables: Mapping[str, Iterable[Any]] = {
        "claims.csv": dossier.record.claims,
        "relations.csv": dossier.record.relations,
        "breakdowns.csv": dossier.record.parts,
        "official.csv": dossier.official,
        "documented.csv": dossier.documented,
        "reporting.csv": dossier.reporting,
        "polls.csv": dossier.polls,
    }
    return tuple(
        f"{file}: {name}"
        for file, rows in tables.items()
        for name in dict.fromkeys(name for row in rows for name in row.texts)
        if not _is_translation(name, TABLES[file].names)
    )


def _known(rows: tuple[Row, ...], file: str) -> tuple[Row, ...]:
    names = TABLES[file].names
    return tuple(_without_unknown(row, names) for row in rows)


def _without_unknown(row: Any, names: Collection[str]) -> Any:
    texts = {name: text for name, text in row.texts.items() if _is_translation(name, names)}
    return replace(row, texts=texts)


def _is_translation(name: str, names: Collection[str]) -> bool:
    column, _, language = name.rpartition("_")
    return language in LANGUAGES and (column in names or column == SENTENCE)
