"""From files of a folder to text and rows, and what a word that nobody knows was meant to be."""

from __future__ import annotations

import stat
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from vittne.terms.csvfile import Report, Sheet, sheet_of, text_of
from vittne.terms.errors import Problem

MOST_GUESSES = 500
"""Among more known words than this no likeness is looked for."""


def read_bytes(path: Path, file: str, report: Report) -> bytes | None:
    """Return what is in a file, or report why there is none.

    A link is refused: what it leads to may be no part of the folder.
    """

    def bad(message: str, hint: str) -> None:
        report(Problem(file=file, message=message, hint=hint))

    try:
        mode = path.lstat().st_mode
        if not stat.S_ISREG(mode):
            kind = "a folder" if stat.S_ISDIR(mode) else "a link or device"
            bad(f"this is {kind}, not a file", "put the file itself here")
            return None
        return path.read_bytes()
    except OSError as error:
        bad(f"this cannot be read: {error.strerror}", "check that the file is there and yours")
        return None


def read_sheet(path: Path, file: str, report: Report) -> Sheet | None:
    """Return the rows of a CSV file, or report why they cannot be read."""
    data = read_bytes(path, file, report)
    text = None if data is None else text_of(data, file, report)
    return None if text is None else sheet_of(text, file, report)


def nearest(word: str, known: Iterable[str], likeness: float = 0.7) -> str:
    """Return the known word that is most like this one, or an empty text.

    Among very many words none is looked for: comparing them all takes too long.
    """
    return _nearest(word[:100], tuple(known), likeness)


@lru_cache(maxsize=4096)
def _nearest(word: str, known: tuple[str, ...], likeness: float) -> str:
    if len(known) > MOST_GUESSES:
        return ""
    folded = {name.casefold(): name for name in known}
    found = get_close_matches(word.casefold(), folded, n=1, cutoff=likeness)
    return folded[found[0]] if found else ""
