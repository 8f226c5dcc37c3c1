"""The release's metadata, for machines: Frictionless Data Package and RO-Crate."""

from __future__ import annotations

from pathlib import Path

from vittne.dossier import Dossier


def write_metadata(dossier: Dossier, out: Path) -> None:
    """Write ``data/datapackage.json`` and ``data/ro-crate-metadata.json``."""
    raise NotImplementedError
