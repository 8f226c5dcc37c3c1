"""What ``vittne estimate --out`` writes: all of it, or nothing of it half."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vittne.estimate.compare import Comparison
    from vittne.estimate.strata import Stratified

LONGEST = 60
"""Letters of a stratum's name that its folder keeps."""

Files = Mapping[str, str]
"""Texts by their path inside the folder, with ``/`` between its parts."""


def files_of(found: Comparison | Stratified) -> Files:
    """Everything to write: of strata, a folder for each beside what they come to."""
    from vittne.estimate.compare import Comparison

    if isinstance(found, Comparison):
        return {**_texts(found), **_pictures(found)}
    files = _texts(found)
    for folder, one in zip(folders(found.strata), found.strata.values(), strict=True):
        files |= {f"{folder}/{name}": text for name, text in files_of(one).items()}
    return files


def folders(strata: Iterable[str]) -> list[str]:
    """Names of folders that any system can hold: the stratum's number, and letters of its name."""
    names = [re.sub("[^a-z0-9]+", "-", name.lower()).strip("-")[:LONGEST] for name in strata]
    digits = len(str(len(names)))
    return [f"{place:0{digits}}-{name}".rstrip("-") for place, name in enumerate(names, start=1)]


def write_all(folder: Path, files: Files) -> None:
    """Write every file beside its place first, and put all in place when all are written.

    Raises
    ------
    OSError
        Something could not be written; then every file is what it was before.
    """
    parts: dict[Path, Path] = {}
    try:
        for name, text in files.items():
            whole = folder / name
            whole.parent.mkdir(parents=True, exist_ok=True)
            parts[whole] = whole.with_name(f".{whole.name}.{os.getpid()}.part")
            parts[whole].write_text(text, "utf-8")
        for whole, part in parts.items():
            os.replace(part, whole)
    finally:
        # Those that are in place are gone from here; of the others nothing half-written stays.
        for part in parts.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _texts(found: Comparison | Stratified) -> dict[str, str]:
    from vittne.cli.estimate_words import lines_of
    from vittne.cli.problems import plain

    whole = json.dumps(found.to_dict(), ensure_ascii=False, allow_nan=False)
    text = plain("\n".join(lines_of(found, full=True)))
    return {"estimate.json": f"{whole}\n", "estimate.txt": f"{text}\n"}


def _pictures(found: Comparison) -> Files:
    from vittne.cli.estimate_words import source
    from vittne.release.pictures.estimate import (
        densities,
        dial,
        engines_side_by_side,
        leave_one_out,
        trajectory,
    )
    from vittne.release.pictures.estimate_file import as_file
    from vittne.release.words import Words

    words, below = Words("en"), source(found.to_dict())
    drawn = {
        "engines": engines_side_by_side(found, words),
        "densities": densities(found, words),
        "leave-one-out": leave_one_out(found, words),
        "trajectory": trajectory(found, words),
        "dial": dial(found, words),
    }
    return {f"{name}.svg": as_file(picture, below) for name, picture in drawn.items()}
