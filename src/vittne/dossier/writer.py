"""Writes a dossier so that it reads back the same, or not at all."""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from vittne.dossier import head as head_file
from vittne.dossier.layout import LISTED, TABLES, Layout
from vittne.dossier.model import (
    Dossier,
    OverlapTable,
    PublishedAnswer,
    RecordList,
    Rounding,
    TableAbout,
)
from vittne.dossier.overlap import COUNT
from vittne.dossier.reader import read_dossier
from vittne.terms.csvfile import escape_cell
from vittne.terms.errors import Problem, UserError


def write_dossier(dossier: Dossier, folder: Path) -> None:
    """Write a dossier to a folder that is new or empty.

    The files appear all at once, and only after what was written has been read back and
    found to be the same. Tables without rows are left out, unless all are. Cells that a
    spreadsheet would run as a formula get a ``'`` before them, which reading takes away.

    Raises
    ------
    UserError
        If the folder holds something, or the dossier would not read back as it is: a text with
        blanks around it, a relation to nothing, a region nobody declared.
    OSError
        If it cannot be written. Nothing is left behind then.
    """
    with new_folder(folder) as part:
        _write_toml(part / head_file.FILE, _head(dossier))
        tables = _rows(dossier)
        empty = not (any(tables.values()) or dossier.lists or dossier.tables)
        for file, rows in tables.items():
            if rows or empty:
                write_rows(part / file, TABLES[file], rows)
        for listed in dossier.lists:
            _write_list(part / "lists", listed)
        for table in dossier.tables:
            _write_overlap(part / "tables", table)
        if read_dossier(part) != dossier:
            message = "the dossier would not read back as it is: nothing was written"
            hint = "cells must not begin or end with a blank, nor hold a carriage return"
            raise UserError(Problem(file=str(folder), message=message, hint=hint))


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """Give a folder beside this one to write in; put it in place when all went well.

    Raises
    ------
    UserError
        If there is something in the folder already.
    """
    whole = folder.resolve()
    if os.path.lexists(folder) and not (whole.is_dir() and not any(whole.iterdir())):
        message = "there is something here already"
        hint = "name a folder that does not exist yet, or is empty"
        raise UserError(Problem(file=str(folder), message=message, hint=hint))
    if whole == Path.cwd():
        # It is replaced as a whole: whoever stands in it would be left in a removed folder.
        message = "a dossier cannot be put into the folder you are in"
        hint = "name a new folder inside it, or go one folder up"
        raise UserError(Problem(file=str(folder), message=message, hint=hint))
    whole.parent.mkdir(parents=True, exist_ok=True)
    part = whole.parent / f".{whole.name}.{os.getpid()}.part"
    part.mkdir()
    try:
        yield part
        if whole.exists():
            shutil.copymode(whole, part)
        os.replace(part, whole)
    finally:
        # Gone already when it was put in place; else nothing half-written stays.
        shutil.rmtree(part, ignore_errors=True)


def write_rows(path: Path, layout: Layout, rows: Iterable[Any]) -> None:
    """Write the rows of one table: known columns first, then extra ones as they first appear."""
    several = tuple(rows)
    extras = tuple(dict.fromkeys(name for row in several for name in row.texts))
    cells = (
        [
            *(column.write(getattr(row, column.field)) for column in layout.columns),
            *(row.texts.get(name, "") for name in extras),
        ]
        for row in several
    )
    _write_csv(path, (*layout.names, *extras), cells)


def _write_csv(path: Path, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    with path.open("x", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([escape_cell(cell) for cell in row] for row in rows)


def _write_toml(path: Path, content: Mapping[str, Any]) -> None:
    import tomli_w

    with path.open("xb") as file:
        tomli_w.dump(content, file)


def _rows(dossier: Dossier) -> dict[str, tuple[Any, ...]]:
    record = dossier.record
    return {
        "claims.csv": record.claims,
        "relations.csv": record.relations,
        "breakdowns.csv": record.parts,
        "official.csv": dossier.official,
        "documented.csv": dossier.documented,
        "reporting.csv": dossier.reporting,
        "polls.csv": dossier.polls,
        "reviews.csv": dossier.reviews,
        "corrections.csv": dossier.corrections,
    }


def _write_list(folder: Path, listed: RecordList) -> None:
    folder.mkdir(exist_ok=True)
    write_rows(folder / f"{listed.name}.csv", LISTED, listed.records)
    content = {
        "who": listed.who,
        "how": listed.how,
        "period": _text(listed.period),
        "snapshot_date": _text(listed.snapshot_date),
        "independence_group": listed.independence_group,
        "licence": listed.licence,
        "duplicates": listed.duplicates,
    }
    _write_toml(folder / f"{listed.name}.toml", _said(content))


def _write_overlap(folder: Path, table: OverlapTable) -> None:
    folder.mkdir(exist_ok=True)
    rows = ([*(str(int(on)) for on in row.on), str(row.count), *row.strata] for row in table.rows)
    columns = (*table.lists, COUNT.name, *table.strata)
    _write_csv(folder / f"{table.name}.csv", columns, rows)
    if content := _about(table.about):
        _write_toml(folder / f"{table.name}.toml", content)


def _about(about: TableAbout) -> dict[str, Any]:
    scope = about.scope
    strata = {name: _said(values) for name, values in about.strata.items()}
    content = {
        "title": dict(about.title),
        "unit": about.unit,
        "place": scope.place,
        "period": _text(scope.period),
        "acts": list(scope.acts),
        "grounds": list(scope.grounds),
        "definition": dict(about.definition),
        "source": dict(about.source),
        "address": about.address,
        "licence": about.licence,
        "note": dict(about.note),
        "lists": _said(about.lists),
        "strata": _said(strata),
        "published": [_published(one) for one in about.published],
        "drawn": about.drawn or None,
        "rounded": None if about.rounded is None else _rounding(about.rounded),
    }
    return _said(content)


def _rounding(rounded: Rounding) -> dict[str, Any]:
    return {
        "base": rounded.base,
        "total": rounded.total,
        "residual": rounded.residual,
        **({"elsewhere": True} if rounded.elsewhere else {}),
    }


def _published(answer: PublishedAnswer) -> dict[str, Any]:
    return _said(
        {
            "label": dict(answer.label),
            "stratum": answer.stratum,
            "value": answer.value,
            "low": answer.low,
            "high": answer.high,
            "said_on": _text(answer.said_on),
            "address": answer.address,
        }
    )


def _head(dossier: Dossier) -> dict[str, Any]:
    """Return the content of ``dossier.toml``: what is not said is left out."""
    settings, regions = dossier.settings, dossier.record.places.regions
    scope = settings.scope
    labels = {region: dict(texts) for region, texts in dossier.region_labels.items()}
    tables: dict[str, dict[str, Any]] = {
        "title": dict(dossier.title),
        "subject": {
            "claims": list(dossier.record.sentences),
            "heading": settings.subject_heading,
            "readings": settings.readings,
        },
        "scope": {
            "place": scope.place,
            "period": _text(scope.period),
            "acts": list(scope.acts),
            "grounds": list(scope.grounds),
        },
        "regions": {name: list(members) for name, members in regions.items()} | {"labels": labels},
        "count": {"grade_min": settings.grade_min},
        "estimate": {"headline": settings.headline, "strata": list(settings.strata)},
        "silence": {"raid_size": settings.raid_size, "rho": settings.rho},
        "log": {"origin": settings.log_origin},
        "disclosure": {
            "base": settings.disclosure_base,
            "public": settings.public,
            "invented": settings.invented,
            "seed": settings.seed,
        },
    }
    said = {name: _said(content) for name, content in tables.items()}
    return _said({"id": dossier.id, "languages": list(dossier.languages), **said})


def _said(content: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in content.items() if value not in (None, "", [], {})}


def _text(period: object) -> str:
    return "" if period is None else str(period)
