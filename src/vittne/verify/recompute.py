"""What anybody can recompute from the data of a release: the numbers of every figure.

The release room publishes exactly these numbers, each with its sentence; the check of
a release computes them again from ``data/`` and compares.
"""

from __future__ import annotations

from vittne.dossier.model import Dossier
from vittne.verify.figures import Numbers
from vittne.verify.recompute_ledger import ledger_numbers
from vittne.verify.recompute_silence import evidence, silence_numbers
from vittne.verify.recompute_tables import table_numbers


def numbers(dossier: Dossier) -> tuple[Numbers, ...]:
    """Return the numbers of every figure, sorted by id.

    Those of record lists are not among them: the lists are in no release.
    """
    found = [
        *ledger_numbers(dossier.record, evidence(dossier), dossier.settings.scope.grounds),
        *silence_numbers(dossier),
        *table_numbers(dossier),
    ]
    return tuple(sorted(found, key=lambda each: each.id))
