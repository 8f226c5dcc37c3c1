"""A dossier of tables: Kosovo as in the example, one that is refused, one with a thin stratum."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

SPARSE = "1,0,0,40\n0,1,0,30\n0,0,1,20\n1,1,0,6\n"
"""Made so that no log-linear model with dependence has an answer (Chan, Silverman, Vincent)."""
WHOLE = "1,0,0,60\n0,1,0,49\n1,1,0,4\n0,0,1,247\n1,0,1,112\n0,1,1,142\n1,1,1,12\n"
"""Spina bifida in New York (Madigan and York 1997): every engine says about the same."""


def write_dossier(folder: Path, tables: dict[str, str], more: str = "") -> Path:
    """Write a dossier of tables, each given as its CSV."""
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    (folder / "dossier.toml").write_text(
        'id = "overlaps"\n[title]\nen = "Lists"\nru = "Списки"\nsv = "Listor"\n'
        f"[disclosure]\npublic = true\nseed = 7\n{more}",
        "utf-8",
    )
    for name, text in tables.items():
        (folder / "tables" / f"{name}.csv").write_text(text, "utf-8")
    return folder


def stratified(**strata: str) -> str:
    """Return one CSV of several strata, in a column `part`."""
    rows = [f"{row},{name}" for name, text in strata.items() for row in text.split()]
    return "\n".join(["A,B,C,count,part", *rows]) + "\n"


def overlaps(example: Path, folder: Path) -> Path:
    """Write the example on Kosovo with two more tables."""
    shutil.copytree(example, folder)
    head = (folder / "dossier.toml").read_text("utf-8")
    head = head.replace("[estimate]\n", '[estimate]\nstrata = ["part"]\n')
    (folder / "dossier.toml").write_text(head, "utf-8")
    parts = stratified(whole=WHOLE, thin=SPARSE)
    (folder / "tables" / "parts.csv").write_text(parts, "utf-8")
    (folder / "tables" / "sparse.csv").write_text(f"A,B,C,count\n{SPARSE}", "utf-8")
    return folder


def built_once(example: Path, base: Path) -> Path:
    """Build that dossier; of several workers of one run one builds, and the others wait."""
    from vittne.release import build_release

    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    out, lock = shared / "overlaps-release", shared / "overlaps-lock"
    try:
        lock.mkdir()
    except FileExistsError:
        until = time.monotonic() + 300
        while not (out / "MANIFEST.sha256").is_file():
            assert time.monotonic() < until, "another worker did not build the release"
            time.sleep(0.2)
        return out
    build_release(overlaps(example, base / "overlaps"), out)
    return out
