"""How a Russian name is spelt by others, and how it is misspelt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

import numpy as np
import numpy.typing as npt

from vittne.link.synthetic.parts import (
    CHECHEN,
    CYRILLIC,
    STOCKS,
    family_names,
    given_names,
    spellings,
)

Texts = npt.NDArray[np.object_]

_LOOK_ALIKE = str.maketrans("аеоскурх", "aeockypx")


def texts(values: Iterable[str]) -> Texts:
    """Texts as an array that can be indexed and joined."""
    several = list(values)
    found = np.empty(len(several), dtype=object)
    found[:] = several
    return found


def spelt(word: str, spelling: str) -> str:
    """A Russian name in another spelling."""
    table = spellings()[spelling]
    return "-".join(_spelt(part, table) for part in word.split("-"))


def _spelt(word: str, table: Mapping[str, str]) -> str:
    left, written = f"^{word.lower()}", ""
    while left:
        step = 2 if left[:2] in table and len(left) > 1 else 1
        written += table.get(left[:step], "")
        left = left[step:]
    return written[:1].upper() + written[1:]


@cache
def given_as(spelling: str) -> Texts:
    """Every given name in a spelling."""
    if spelling == CHECHEN:
        return texts(one.chechen or one.name for one in given_names())
    return _as((one.name for one in given_names()), spelling)


@cache
def short_as(spelling: str) -> Texts:
    """The short form of every given name in a spelling; "" where it has none."""
    return _as((one.short for one in given_names()), spelling)


@cache
def patronymics_as(spelling: str, woman: bool) -> Texts:
    """The patronymic after every given name in a spelling; "" after a woman's."""
    return _as((one.daughter if woman else one.son for one in given_names()), spelling)


@cache
def families_as(spelling: str, woman: bool) -> Texts:
    """Every family name of every stock in a spelling."""
    return _as((names[woman] for stock in STOCKS for names in family_names(stock)), spelling)


def _as(words: Iterable[str], spelling: str) -> Texts:
    if spelling in (CYRILLIC, CHECHEN):
        return texts(words)
    return texts(spelt(word, spelling) for word in words)


def with_palochka(word: str, way: int) -> str:
    """A Chechen word as it is typed: with the palochka itself, small, or as I or 1."""
    return word.replace("Ӏ", "ӏI1Ӏ"[way])


def misspelt(word: str, where: float, how: float) -> str:
    """A word with one letter lost, doubled, exchanged with the next, or another one."""
    if len(word) < 4:
        return word
    at = 1 + int(where * (len(word) - 2))
    letter, after = word[at], word[at + 1]
    wrong = ("", letter * 2, "", "е" if letter > "z" else "e")[int(how * 4)]
    if int(how * 4) == 2 and after.isalpha() and after != letter:
        return word[:at] + after + letter + word[at + 2 :]
    return word[:at] + wrong + word[at + 1 :]


def mixed(word: str) -> str:
    """A Cyrillic word in which some letters were typed in Latin."""
    return word[:1] + word[1:].translate(_LOOK_ALIKE)
