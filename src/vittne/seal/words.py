"""Words of codes: one list a language, and how what people type finds its way to it.

Typed words are folded before they are looked up: NFKC, small letters, no accents that the language
lacks, and letters of the other alphabet that look the same. Four letters suffice.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "ru", "sv")
WORDS = 2048
SUFFICE = 4
"""First letters that tell a word from all others of its list."""

_KEEP = {"en": "", "ru": "й", "sv": "åäö"}
"""Letters with a mark that are letters of their own. (ё is written е in all lists.)"""

_LATIN_TWINS = dict(zip("ABCEHKMOPTXYaceopxykmtu", "АВСЕНКМОРТХУасеорхукмти", strict=True))
_CYRILLIC_TWINS = dict(
    zip("АВСЕНКМОРТХУІЈЅасеорхукмтіјѕ", "ABCEHKMOPTXYIJSaceopxykmtijs", strict=True)
)
_NEIGHBOURS = dict(zip("ØøÆæ", "ÖöÄä", strict=True))
_TWINS = {"en": _CYRILLIC_TWINS, "ru": _LATIN_TWINS, "sv": _CYRILLIC_TWINS | _NEIGHBOURS}


@dataclass(frozen=True, slots=True)
class WordList:
    """The 2,048 words of a language.

    Attributes
    ----------
    language : str
    words : tuple of str
        In the order of their numbers.
    """

    language: str
    words: tuple[str, ...]
    _exact: dict[str, int] = field(repr=False, compare=False)
    _plain: dict[str, int] = field(repr=False, compare=False)

    def find(self, typed: str) -> int | None:
        """Return the number of the word that was typed, or None.

        The whole word, or its first four letters and anything after them; where no word has
        them, the same with marks left out (`fagel` for `fågel`), if one word only is meant.
        """
        word = fold(typed, self.language)
        for table, form in ((self._exact, word), (self._plain, bare(word))):
            number = table.get(form)
            if number is None and len(form) >= SUFFICE:
                number = table.get(form[:SUFFICE] + "-")
            if number is not None:
                return number
        return None


@cache
def word_list(language: str) -> WordList:
    """Return the list of a language of `LANGUAGES`.

    Raises
    ------
    ValueError
        Where the file breaks a rule: number of words, folded form, first four letters.
    """
    text = files("vittne.seal").joinpath("words", f"{language}.txt").read_text("utf-8")
    words = tuple(text.split())
    folded = tuple(fold(word, language) for word in words)
    if len(words) != WORDS or folded != words or len({w[:SUFFICE] for w in words}) != WORDS:
        raise ValueError(f"the list of words for {language} breaks its rules")
    return WordList(language, words, _table(words), _table(tuple(bare(word) for word in words)))


def _table(words: tuple[str, ...]) -> dict[str, int]:
    """Return numbers by word and by first letters (marked `-`), without what two words share."""
    table: dict[str, int] = {}
    shared: set[str] = set()
    for number, word in enumerate(words):
        for form in {word, word[:SUFFICE] + "-"}:
            if table.setdefault(form, number) != number:
                shared.add(form)
    return {form: number for form, number in table.items() if form not in shared}


def tidy(text: str) -> str:
    """Return text in NFKC, without what cannot be seen and without stray marks."""
    text = unicodedata.normalize("NFKC", text)
    return "".join(char for char in text if unicodedata.category(char) not in ("Mn", "Cf"))


def split(text: str) -> list[str]:
    """Return the words of a text: letters only; whatever stands between them is dropped."""
    return re.findall(r"[^\W\d_]+", tidy(text))


def fold(word: str, language: str) -> str:
    """Return a word as its list has it: small, in its own alphabet, with its own marks only."""
    twins = _TWINS[language]
    small = "".join(twins.get(char, char) for char in tidy(word)).casefold()
    keep = _KEEP[language]
    return "".join(char if char in keep else _unmarked(char) for char in small)


def bare(word: str) -> str:
    """Return a word without any marks: å and ä as a, ö as o, й as и."""
    return "".join(_unmarked(char) for char in word)


def _unmarked(char: str) -> str:
    return unicodedata.normalize("NFD", char)[0]
