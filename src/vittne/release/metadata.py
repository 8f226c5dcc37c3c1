"""The release's metadata, for machines: a Frictionless Data Package and an RO-Crate."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from vittne import __version__
from vittne.dossier import Dossier
from vittne.dossier.layout import TABLES as SOURCE_TABLES
from vittne.release.words import LANGUAGES
from vittne.verify.tables import TABLES as DERIVED_TABLES

LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0",
}
"""For the work of compiling. The statements that are quoted belong to their speakers."""

_CRATE = "ro-crate-metadata.json"
_CRATE_CONTEXT = "https://w3id.org/ro/crate/1.3/context"
_CRATE_PROFILE = "https://w3id.org/ro/crate/1.3"

_TYPES = {"number": "number", "percent": "number", "whole": "integer"}
"""Frictionless types of the dossier's kinds of cells; all others are strings."""

_TITLES = {
    "claims.csv": "What was said in public: one statement a row",
    "relations.csv": "How statements stand to each other, as editors judged",
    "breakdowns.csv": "Published parts of published totals",
    "official.csv": "What offices answered about complaints",
    "documented.csv": "How many people organisations documented",
    "reporting.csv": "Surveys of who reports to the police",
    "polls.csv": "Published shares of answers in opinion polls",
}

Json = dict[str, Any]


def write_metadata(dossier: Dossier, out: Path) -> None:
    """Write ``data/datapackage.json`` and ``data/ro-crate-metadata.json``.

    Everything else in ``data/`` must be there already.
    """
    data = out / "data"
    files = sorted(path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file())
    _write(data / "datapackage.json", _package(dossier, data, files))
    _write(data / _CRATE, _crate(dossier, [*files, "datapackage.json"]))


def _package(dossier: Dossier, data: Path, files: Sequence[str]) -> Json:
    tables = [name for name in files if name.endswith(".csv")]
    return {
        "profile": "data-package",
        "name": dossier.id.lower(),
        "title": _title(dossier),
        "description": _description(dossier),
        "version": __version__,
        "licenses": [LICENCE],
        "resources": [_resource(data, name) for name in tables],
    }


def _resource(data: Path, name: str) -> Json:
    content = (data / name).read_bytes()
    return {
        "profile": "tabular-data-resource",
        "name": name.removesuffix(".csv").lower().replace("/", "-").replace("_", "-"),
        "path": name,
        "title": _file_title(name),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {"fields": _fields(data / name, name), "missingValues": [""]},
    }


def _fields(path: Path, name: str) -> list[Json]:
    """Return the columns of a table as they stand in the file, with what is known of them."""
    for table in DERIVED_TABLES:
        if table.file == name:
            return [
                {"name": one.name, "type": one.type, "description": one.description}
                for one in table.columns
            ]
    with path.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    if name.startswith("tables/"):
        return [{"name": column, "type": "integer"} for column in header]
    kinds = {column.name: column.kind for column in SOURCE_TABLES[name].columns}
    return [{"name": c, "type": _TYPES.get(kinds.get(c, ""), "string")} for c in header]


def _crate(dossier: Dossier, files: Sequence[str]) -> Json:
    entities = [
        {
            "@id": name,
            "@type": "File",
            "name": _file_title(name),
            "encodingFormat": _media_type(name),
        }
        for name in files
    ]
    root: Json = {
        "@id": "./",
        "@type": "Dataset",
        "identifier": dossier.id,
        "name": _title(dossier),
        "description": _description(dossier),
        "inLanguage": list(LANGUAGES),
        "license": {"@id": LICENCE["path"]},
        "version": __version__,
        "hasPart": [{"@id": name} for name in files],
    }
    latest = _latest_day(dossier)
    if latest is not None:
        root["datePublished"] = latest.isoformat()
    descriptor: Json = {
        "@id": _CRATE,
        "@type": "CreativeWork",
        "conformsTo": {"@id": _CRATE_PROFILE},
        "about": {"@id": "./"},
    }
    licence: Json = {
        "@id": LICENCE["path"],
        "@type": "CreativeWork",
        "name": LICENCE["title"],
        "description": "For the work of compiling; statements quoted belong to their speakers.",
    }
    return {"@context": _CRATE_CONTEXT, "@graph": [descriptor, root, licence, *entities]}


def _latest_day(dossier: Dossier) -> date | None:
    """Return the latest day of which the record speaks: a release knows no clock."""
    periods = [
        *(claim.said_on for claim in dossier.record.claims),
        *(answer.date for answer in dossier.official),
        *(count.date for count in dossier.documented),
        *(poll.fieldwork for poll in dossier.polls),
        dossier.settings.scope.period,
    ]
    return max((one.upper for one in periods if one is not None and one.upper), default=None)


def _title(dossier: Dossier) -> str:
    return dossier.title.get("en") or next(iter(dossier.title.values()), dossier.id)


def _description(dossier: Dossier) -> str:
    invented = (
        "INVENTED data, made up to show how the program works. "
        if (dossier.settings.invented)
        else ""
    )
    return (
        f"{invented}Public statements held against one another: what may be said, on whose word, "
        "and what follows from official answers about complaints. Every number can be computed "
        "again from these files."
    )


def _file_title(name: str) -> str:
    titles: Mapping[str, str] = {
        **_TITLES,
        **{table.file: table.title for table in DERIVED_TABLES},
        "dossier.toml": "What was decided before the data were read",
        "figures.json": "Every published number with its sentence and provenance",
        "datapackage.json": "Description of the tables (Frictionless Data Package)",
    }
    return titles.get(name, f"Published counts: {name}")


def _media_type(name: str) -> str:
    return {"csv": "text/csv", "json": "application/json", "toml": "application/toml"}[
        name.rpartition(".")[2]
    ]


def _write(path: Path, content: Json) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)
    path.write_bytes(f"{text}\n".encode())
