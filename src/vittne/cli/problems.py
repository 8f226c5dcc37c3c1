"""How problems look on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TextIO

from vittne.terms.errors import Problem

MOST_SHOWN = 50
"""Problems of one file that are printed. ``--json`` has all of them."""


def print_problems(problems: Sequence[Problem], out: TextIO) -> None:
    """Print problems in their order, at most fifty of each file."""
    for file, group in groupby(problems, key=lambda problem: problem.file):
        several = list(group)
        for problem in several[:MOST_SHOWN]:
            print(plain(str(problem)), file=out)
        if len(several) > MOST_SHOWN:
            print(f"{plain(file)}: and {len(several) - MOST_SHOWN} more", file=out)


def counted(number: int, word: str) -> str:
    """Return ``1 problem``, ``2 problems``."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def plain(text: str) -> str:
    """Return text that can do nothing to a terminal."""
    return "".join(
        char if char.isprintable() or char == "\n" else ascii(char)[1:-1] for char in text
    )
