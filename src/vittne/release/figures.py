"""The figures of a release: the numbers that its data give, with sentence and provenance."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from vittne import __version__
from vittne.dossier import Dossier
from vittne.release import linking
from vittne.release.estimates import NONE, Estimates, estimate_numbers, software
from vittne.release.sentences import sentence
from vittne.release.words import LANGUAGES, Words, plain
from vittne.verify.estimates import KIND, LINKED
from vittne.verify.figures import Figure, Numbers
from vittne.verify.linked import LISTED, PERSONS, PERSONS_BY
from vittne.verify.recompute import numbers

SOFTWARE = {"name": "vittne", "version": __version__, "python": ">=3.11"}
"""What computed the figures. Every Python that vittne runs on gives the same bytes."""

_INPUTS: Mapping[str, tuple[str, ...]] = {
    "ledger.may_be_said": ("claims.csv", "relations.csv"),
    "ledger.residuals": ("claims.csv", "breakdowns.csv"),
    "ledger.verdicts": ("claims.csv", "relations.csv", "reporting.csv", "polls.csv"),
    "ledger.attributions": ("claims.csv", "relations.csv"),
    "ledger.counts": ("claims.csv", "relations.csv"),
    "silence.observed": ("documented.csv", "official.csv"),
    "silence.registered_share": ("documented.csv", "official.csv"),
    "silence.compatible_victims": ("official.csv",),
    "silence.reporting_share": ("reporting.csv",),
    "silence.judge_poll": ("polls.csv",),
    "lists.records": (),
    "tables.sum": (),
    "estimate.chao": (),
    "estimate.compare": (),
    "estimate.compare_strata": (),
    "estimate.linked": (),
    "link.persons": (),
    "log.listed": (),
    "link.persons_by": (),
}
"""The files that a figure is computed from, beside ``dossier.toml``."""


def make_figures(dossier: Dossier, data: Path, estimates: Estimates = NONE) -> tuple[Figure, ...]:
    """Return every figure of a dossier, sorted by id.

    Parameters
    ----------
    dossier : Dossier
        The whole dossier, confidential lists included: they are counted.
    data : Path
        The release's folder ``data``, in which the public part lies already.
    estimates : Estimates
        What engines said of the dossier's tables.
    """
    known = [*numbers(dossier), *(estimate_numbers(dossier, estimates) if estimates.tables else ())]
    if estimates.linked is not None:
        known += estimates.linked.persons
    return tuple(_figure(one, dossier, data) for one in sorted(known, key=lambda one: one.id))


def _figure(one: Numbers, dossier: Dossier, data: Path) -> Figure:
    return Figure(
        numbers=one,
        sentence={
            language: plain(sentence(Words(language, dossier.region_labels), one, dossier))
            for language in LANGUAGES
        },
        seed=dossier.settings.seed,
        inputs=_inputs(one, data),
        software={**SOFTWARE, **_libraries(one)},
        disclosure={"rule": _rule(one, dossier), "cells_changed": 0},
    )


def _inputs(one: Numbers, data: Path) -> Mapping[str, str]:
    """Return the hashes of the published files that a figure is computed from."""
    keys = [key for key in one.rests_on if key.startswith("tables/")]
    tables = [f"{key}{end}" for key in keys for end in (".csv", ".toml")]
    names = ["dossier.toml", *_INPUTS[one.method], *tables]
    return {
        f"data/{name}": hashlib.sha256((data / name).read_bytes()).hexdigest()
        for name in sorted(names)
        if (data / name).is_file()
    }


def _libraries(one: Numbers) -> Mapping[str, str]:
    """Return the libraries whose version decides the bytes of a figure."""
    found: dict[str, str] = {}
    if one.method in (LINKED, LISTED, PERSONS, PERSONS_BY):
        found |= linking.software()
    if one.kind == KIND:
        found |= software()
    return dict(sorted(found.items()))


def _rule(one: Numbers, dossier: Dossier) -> str:
    """Say by which rule the number may be published."""
    drawn = {f"tables/{table.name}" for table in dossier.tables if table.about.drawn}
    if any(key.startswith("lists/") or key in drawn for key in one.rests_on):
        return "count_of_an_invented_list"
    if any(key.startswith("tables/") for key in one.rests_on):
        return "table_declared_public"
    return "public_statements"
