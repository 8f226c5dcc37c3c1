"""Files of a message on the disk: each original, and beside it a clean working copy.

What reads a stranger's picture or PDF is a process of its own, with limits, without the keys: a
file made to break into a program breaks into that one. Names that the writer gave are data: files
are called `01-original`, `01-clean.jpg`, `02-original`, ... An original has no ending, so that no
click opens it.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from vittne.inbox.box import Inbox
from vittne.inbox.cleaned import ENDINGS, Cleaned
from vittne.inbox.files import FOLDER_MODE, create
from vittne.inbox.message import Message, read_message
from vittne.inbox.state import Record
from vittne.terms.errors import Problem, UserError

SECONDS = 180
_LONGEST_REPORT = 4096


@dataclass(frozen=True, slots=True)
class Copy:
    """One file of a message, on the disk.

    Attributes
    ----------
    original : Path
    clean : Path or None
        The working copy; None where there is none.
    kind : str
        Of the working copy: `JPEG`, `PNG`, `PDF`, or empty.
    removed : tuple of str
        Codes of what the original has and the copy lacks: `place`, `camera`, `scripts`, ...
    problem : str
        Why there is no copy: `unknown` (a kind that is not cleaned), `large`, `locked`, `broken`.
    """

    original: Path
    clean: Path | None
    kind: str = ""
    removed: tuple[str, ...] = ()
    problem: str = ""


def write_copies(inbox: Inbox, record: Record, to: Path) -> tuple[Message, tuple[Copy, ...]]:
    """Write the files of a message into the new folder `to/ID`, whole or not at all.

    Raises
    ------
    UserError
        Where they were written there before, or the message does not open.
    """
    folder = to / record.id
    if folder.exists():
        hint = "move it away, or choose another folder"
        raise UserError(Problem(message=f"{folder} is there already", hint=hint))
    part = to / f".{record.id}.part"
    to.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(mode=FOLDER_MODE)
    try:
        with _Originals(part) as originals:
            message = read_message(inbox, record, originals.receive)
        copies = [clean_copy(original) for original in originals.paths]
        part.rename(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return message, tuple(_moved(copy, folder) for copy in copies)


def clean_copy(original: Path) -> Copy:
    """Write a clean copy of a file beside it, if it is a picture or a PDF."""
    stem = original.with_name(original.name.replace("-original", "-clean"))
    command = [sys.executable, "-I", "-m", "vittne.inbox.clean", str(original), str(stem)]
    try:
        run = subprocess.run(  # noqa: S603  # our own module, and two paths of our own making
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            env={},
        )
        said = json.loads(run.stdout[:_LONGEST_REPORT]) if run.returncode == 0 else None
    except (subprocess.TimeoutExpired, ValueError):
        said = None
    done = Cleaned.read(said)
    clean = stem.with_name(stem.name + ENDINGS[done.kind]) if done.kind else None
    for left in original.parent.glob(f"{stem.name}*"):
        if left != clean:
            left.unlink()
    return Copy(original, clean, done.kind, done.removed, done.problem)


class _Originals:
    """Files that originals are written to, one open at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: BinaryIO | None = None
        self.paths: list[Path] = []

    def receive(self, number: int) -> BinaryIO:
        self._close()
        path = self._folder / f"{number + 1:02}-original"
        self._open = open(create(path), "wb")  # noqa: SIM115
        self.paths.append(path)
        return self._open

    def _close(self) -> None:
        if self._open is not None:
            self._open.close()

    def __enter__(self) -> _Originals:
        return self

    def __exit__(self, *error: object) -> None:
        self._close()


def _moved(copy: Copy, folder: Path) -> Copy:
    clean = copy.clean and folder / copy.clean.name
    return Copy(folder / copy.original.name, clean, copy.kind, copy.removed, copy.problem)
