"""What anybody can recompute from the data of a release: the numbers of every figure.

The release room publishes exactly these numbers, each with its sentence; the check of
a release computes them again from ``data/`` and compares.
"""

from __future__ import annotations

from collections.abc import Iterable

from vittne.dossier.model import Dossier
from vittne.verify.figures import Interval, Numbers, Scope, figure_id
from vittne.verify.recompute_ledger import ledger_numbers
from vittne.verify.recompute_silence import evidence, silence_numbers
from vittne.verify.recompute_tables import table_numbers


def numbers(dossier: Dossier) -> tuple[Numbers, ...]:
    """Return the numbers of every figure, sorted by id.

    Read from a release's ``data/`` folder they lack those of confidential lists.
    """
    found = [
        *ledger_numbers(dossier.record, evidence(dossier), dossier.settings.scope.grounds),
        *silence_numbers(dossier),
        *_listed(dossier),
    ]
    return tuple(sorted(found, key=lambda each: each.id))


def _listed(dossier: Dossier) -> Iterable[Numbers]:
    """Count what lists and tables hold. They are not linked: a person may be in several."""
    scope = dossier.settings.scope
    whole = Scope(
        place=scope.place,
        period=scope.period.text if scope.period else "",
        acts=scope.acts,
        grounds=scope.grounds,
    )
    for one in dossier.lists:
        count = len(one.records)
        yield _exact("records", "lists", one.name, count, "records", "lists.records", whole)
    yield from table_numbers(dossier)


def _exact(
    prefix: str, folder: str, name: str, count: int, unit: str, method: str, scope: Scope
) -> Numbers:
    return Numbers(
        id=figure_id(prefix, name),
        kind="documented",
        value=count,
        unit=unit,
        method=method,
        interval=Interval(low=count, high=count, level=None, kind="exact"),
        scope=scope,
        rests_on=(f"{folder}/{name}",),
    )
