"""Places as they are compared: how wide, how narrow, coded or free."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_CODE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?(/.*)?")
_NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class PlaceParts:
    """A place in two steps. Empty is unknown.

    Attributes
    ----------
    whole : str
        All of it, so that two spellings of one text are equal; a path or code as it is.
    wide : str
        The part of a country (``RU-CE``), or what stands behind the last comma.
    narrow : str
        What is said beyond ``wide``.
    coded : bool
        Whether it is a code or a path, not free text.
    """

    whole: str = ""
    wide: str = ""
    narrow: str = ""
    coded: bool = False


@lru_cache(maxsize=1 << 16)
def place_parts(text: str) -> PlaceParts:
    """Read a code, a path, or free text from the narrow to the wide."""
    if _CODE.fullmatch(text):
        wide, _, narrow = text.partition("/")
        return PlaceParts(text, wide, narrow, coded=True)
    steps = [words for part in text.split(",") if (words := _folded(part))]
    if not steps:
        return PlaceParts()
    wide = steps[-1] if len(steps) > 1 else ""
    narrow = ", ".join(steps[:-1]) if wide else steps[0]
    return PlaceParts(", ".join(steps), wide, narrow)


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _NO_WORD.sub(" ", kept).strip()
