"""`vittne demo`, run once for all tests that look at what it leaves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

VITTNE = [sys.executable, "-m", "vittne"]


@dataclass(frozen=True)
class Demonstrated:
    """What one run printed and left; its folders are read only, copy them to change them.

    Attributes
    ----------
    out : Path
        With the releases ``chechnya``, ``invented-1`` and ``invented-2``, which follow each other.
    said, complained : str
        What was printed.
    left : tuple of str
        What was left in the folder for temporary files.
    """

    out: Path
    said: str
    complained: str
    left: tuple[str, ...]


def demonstrated_once(base: Path) -> Demonstrated:
    """Run it; of several workers of one run one does, and the others wait."""
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    folder, kept = shared / "demo", shared / "demo" / "kept.json"
    try:
        folder.mkdir()
    except FileExistsError:
        until = time.monotonic() + 900
        while not kept.is_file():
            assert time.monotonic() < until, "another worker did not run the demo"
            time.sleep(0.2)
    else:
        _run(folder, kept)
    found = json.loads(kept.read_text("utf-8"))
    return Demonstrated(**{**found, "out": folder / "out", "left": tuple(found["left"])})


def _run(folder: Path, kept: Path) -> None:
    temporary = folder / "tmp"
    temporary.mkdir()
    done = subprocess.run(
        [*VITTNE, "demo", "--out", str(folder / "out"), "--no-serve"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "TMPDIR": str(temporary)},
    )
    found = {
        "said": done.stdout,
        "complained": done.stderr,
        "left": sorted(path.name for path in temporary.iterdir()),
    }
    part = kept.with_suffix(".part")
    part.write_text(json.dumps(found), "utf-8")
    part.rename(kept)
