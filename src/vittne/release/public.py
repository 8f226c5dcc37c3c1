"""What of a dossier may be published, and what stops a release."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from vittne.dossier import Dossier, OverlapTable
from vittne.dossier.layout import TABLES
from vittne.terms.codes import LANGUAGES
from vittne.terms.errors import Problem, UserError

Row = TypeVar("Row")

SENTENCE = "sentence"
"""Column of ``claims.csv`` that exists in translations only: a judged sentence's words."""


def public_part(dossier: Dossier) -> Dossier:
    """Return the dossier without lists, reviews, unpublished tables and unknown columns.

    A column that this program does not know may hold anything: only the translations
    of known columns go out.

    Raises
    ------
    UserError
        The dossier holds record lists that are not invented, or tables that are not public.
    """
    problems = list(_obstacles(dossier))
    if problems:
        raise UserError(problems)
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
        # Of a release that is built again, without the lists: a table like any other.
        tables=tuple(
            replace(table, about=replace(table.about, drawn=False)) for table in dossier.tables
        ),
        reviews=(),
    )


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


def _obstacles(dossier: Dossier) -> Iterator[Problem]:
    """Say what may not be published before disclosure control exists."""
    if not dossier.settings.invented:
        for one in dossier.lists:
            yield Problem(
                file=f"lists/{one.name}.csv",
                message="is a list of records about people and cannot be part of a release yet.",
                hint="take it out of the dossier; or, only if every person in it is made up, "
                "say invented = true under [disclosure] in dossier.toml",
            )
    if not dossier.settings.public:
        for table in _undeclared(dossier):
            yield Problem(
                file=f"tables/{table.name}.csv",
                message="is a table of counts that has not been declared public.",
                hint="if it has been published already, say public = true under [disclosure] "
                "in dossier.toml; else take it out of the dossier",
            )


def _undeclared(dossier: Dossier) -> Iterator[OverlapTable]:
    """Yield the tables that nobody has said may be published.

    What linking made of invented people, in a release that is built again, may be.
    """
    for table in dossier.tables:
        if not (dossier.settings.invented and table.about.drawn):
            yield table


def _known(rows: tuple[Row, ...], file: str) -> tuple[Row, ...]:
    names = TABLES[file].names
    return tuple(_without_unknown(row, names) for row in rows)


def _without_unknown(row: Any, names: Collection[str]) -> Any:
    texts = {name: text for name, text in row.texts.items() if _is_translation(name, names)}
    return replace(row, texts=texts)


def _is_translation(name: str, names: Collection[str]) -> bool:
    column, _, language = name.rpartition("_")
    return language in LANGUAGES and (column in names or column == SENTENCE)
