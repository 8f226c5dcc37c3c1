"""The figures of a release: the numbers that its data give, with sentence and provenance."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from vittne import __version__
from vittne.dossier import Dossier
from vittne.release import linking
from vittne.release.disclosing import LISTS
from vittne.release.estimates import NONE, Estimates, estimate_numbers, software
from vittne.release.linked import TABLE
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
    "estimate.hidden": (),
    "audit.anytime": (),
    "link.persons": (),
    "log.listed": (),
    "link.persons_by": (),
}
"""The files that a figure is computed from, beside ``dossier.toml``."""


def make_figures(
    dossier: Dossier,
    data: Path,
    estimates: Estimates = NONE,
    records: Mapping[str, Mapping[str, Any]] | None = None,
    more: Iterable[Numbers] = (),
) -> tuple[Figure, ...]:
    """Return every figure of a dossier, sorted by id.

    Parameters
    ----------
    dossier : Dossier
        Its public part.
    data : Path
        The release's folder ``data``, in which the public part lies already.
    estimates : Estimates
        What engines said of the dossier's tables.
    records : mapping of str to mapping
        How tables were protected, by group of tables (``lists``, ``tables/<name>``).
    more : iterable of Numbers
        What an audit says.
    """
    known = [*numbers(dossier), *(estimate_numbers(dossier, estimates) if estimates.tables else ())]
    if estimates.linked is not None:
        known += estimates.linked.persons
    return tuple(
        _figure(one, dossier, data, records)
        for one in sorted([*known, *more], key=lambda one: one.id)
    )


def _figure(
    one: Numbers, dossier: Dossier, data: Path, records: Mapping[str, Mapping[str, Any]] | None
) -> Figure:
    return Figure(
        numbers=one,
        sentence={
            language: plain(sentence(Words(language, dossier.region_labels), one, dossier))
            for language in LANGUAGES
        },
        seed=dossier.settings.seed,
        inputs=_inputs(one, data),
        software={**SOFTWARE, **_libraries(one)},
        disclosure=_disclosure(one, records or {}),
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


def _disclosure(one: Numbers, records: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    """Say by which rule the number may be published, and what was done for it."""
    for key in one.rests_on:
        group = LISTS if key.startswith("lists/") or key == f"tables/{TABLE}" else key
        if group in records:
            return dict(records[group])
    tables = any(key.startswith("tables/") for key in one.rests_on)
    return {"rule": "table_declared_public" if tables else "public_statements"}
