"""The public record on Chechnya, as the ledger sees it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from vittne.dossier import read_dossier
from vittne.ledger import Record


@pytest.fixture(scope="session")
def chechnya(example_dossier: Path) -> Record:
    return read_dossier(example_dossier).record


@pytest.fixture(scope="session")
def unrelated(chechnya: Record) -> Record:
    """The same record before an editor has related anything."""
    return replace(chechnya, relations=())
