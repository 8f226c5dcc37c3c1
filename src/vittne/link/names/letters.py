"""From what was typed to words of one script: marks, look-alikes and the palochka.

The palochka of Chechen and its neighbours (Ӏ) is missing on most keyboards, and is typed as a
Latin I or l, a digit one, a bar or a Ukrainian і. Where it can stand, each of them is read so.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from vittne.terms.errors import Problem, UserError

LONGEST = 1_000
"""Longest name, in characters. Comparing costs the square of a word's length."""

_CYRILLIC = "\u0400-\u052f"
_AFTER = "кптцчхгшщлфъКПТЦЧХГШЩЛФЪ"
_VOWELS = "аеёиоуыэюяАЕЁИОУЫЭЮЯ"
_PALOCHKA = "Ӏ"
_TYPED_PALOCHKA = re.compile(
    rf"(?:(?<=[{_AFTER}])|(?<![\w|]))[Il1|ǀӀӏ](?=[{_CYRILLIC}])"
    rf"|(?<=[{_AFTER}])[Il1|ǀӀӏ](?![A-Za-z0-9])"
    rf"|(?:(?<=[кптцчхгКПТЦЧХГ])|(?<!\w))[Іі](?=[{_VOWELS}])"
)
_QUOTES = dict.fromkeys(map(ord, "'’‘`´ʹʺʻʼʽʾʿˈ\"“”„«»′″\u05f3"))
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]{1,40})[\"“”„«»]")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−_­"), "-")

_LATIN_LIKE = "aAeEoOpPcCxXyYkKMHTBiIjsSdr"
_CYRILLIC_LIKE = "аАеЕоОрРсСхХуУкКМНТВіІјѕЅԁг"
_TO_CYRILLIC = str.maketrans(_LATIN_LIKE, _CYRILLIC_LIKE)
_TO_LATIN = str.maketrans(_CYRILLIC_LIKE, _LATIN_LIKE)
_DIGITS = str.maketrans("0134579", "oieast" + "g")

_SCRIPTS = (
    ("cyrillic", 0x0400, 0x052F),
    ("greek", 0x0370, 0x03FF),
    ("armenian", 0x0530, 0x058F),
    ("georgian", 0x10A0, 0x10FF),
    ("georgian", 0x1C90, 0x1CBF),
    ("hebrew", 0x0590, 0x05FF),
    ("arabic", 0x0600, 0x077F),
    ("hangul", 0xAC00, 0xD7AF),
    ("han", 0x3400, 0x9FFF),
    ("kana", 0x3040, 0x30FF),
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of one script, with what stood around it.

    Attributes
    ----------
    text : str
        Without apostrophes, digits resolved; capitals are kept.
    script : str
        ``latin``, ``cyrillic``, ``greek``, ``georgian``, ``armenian``; another one is not read.
    dotted : bool
        A full stop follows: an abbreviation.
    joined : bool
        A hyphen stands between it and the word before.
    clause : int
        How many commas stand before it.
    aside : bool
        It stands in brackets or in quotation marks.
    """

    text: str
    script: str
    dotted: bool = False
    joined: bool = False
    clause: int = 0
    aside: bool = False


_PLAIN = re.compile("[A-Za-z ]*|[А-Яа-яЁё ]*")
_TOKEN = re.compile(r"[^\W_]+|[-.,()\[\];]|\s+|.", re.S)


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a name.

    Raises
    ------
    UserError
        If the text is longer than any name.
    """
    if len(text) > LONGEST:
        raise UserError(
            Problem(
                message=f"a name has {len(text):,} characters",
                value=text[:40],
                hint=f"at most {LONGEST:,}: perhaps a quotation mark was never closed",
            )
        )
    found: list[Word] = []
    joined = aside = False
    clause = 0
    for piece in _TOKEN.findall(_cleaned(text)):
        if piece[0].isalnum():
            word, script = _in_one_script(piece)
            if word:
                found.append(Word(word, script, False, joined and bool(found), clause, aside))
            joined = False
        elif piece == "." and found:
            last = found[-1]
            found[-1] = Word(last.text, last.script, True, last.joined, last.clause, last.aside)
        elif piece == "-":
            joined = True
        elif piece in ",;":
            clause += bool(found)
        elif piece in "()[]":
            aside = piece in "(["
        elif not joined or not piece.isspace():
            joined = False
    return tuple(found)


def _cleaned(text: str) -> str:
    """Without invisible marks and apostrophes; composed; with its palochkas."""
    if _PLAIN.fullmatch(text):  # nothing to do in most names of a million
        return text
    text = _TYPED_PALOCHKA.sub(_PALOCHKA, unicodedata.normalize("NFC", text))
    text = unicodedata.normalize("NFKC", text)[:LONGEST]
    text = _QUOTED.sub(r"(\1)", text).translate(_QUOTES).translate(_DASHES)
    return "".join(map(_kept, text))


@lru_cache(maxsize=1 << 12)
def _kept(letter: str) -> str:
    kind = unicodedata.category(letter)
    return "" if kind == "Cf" else " " if kind in ("Cc", "Cs") else letter


@lru_cache(maxsize=1 << 16)
def _in_one_script(piece: str) -> tuple[str, str]:
    """A word and its script; empty where it holds no letter."""
    scripts = {script_of(letter) for letter in piece if letter.isalpha()}
    if not scripts:
        return "", ""
    if scripts == {"latin", "cyrillic"}:
        piece, script = _one_script(piece)
    else:
        script = min(scripts, key=lambda name: (name != script_of(piece[0]), name))
    if script == "latin":
        piece = piece.translate(_DIGITS)
    return "".join(letter for letter in piece if not letter.isdigit()), script


def _one_script(piece: str) -> tuple[str, str]:
    """A word typed half in another script, in the one that most of its letters can only be of."""
    only_latin = sum(script_of(letter) == "latin" and letter not in _LATIN_LIKE for letter in piece)
    only_cyrillic = sum(
        script_of(letter) == "cyrillic" and letter not in _CYRILLIC_LIKE for letter in piece
    )
    if (only_latin, script_of(piece[0]) == "latin") > (
        only_cyrillic,
        script_of(piece[0]) == "cyrillic",
    ):
        return piece.translate(_TO_LATIN), "latin"
    return piece.translate(_TO_CYRILLIC), "cyrillic"


def script_of(letter: str) -> str:
    """The script of a letter; ``latin`` for what is below the Greek, ``other`` where unknown."""
    code = ord(letter)
    if code < 0x0370 or 0x1E00 <= code <= 0x1EFF:
        return "latin"
    return next((name for name, low, high in _SCRIPTS if low <= code <= high), "other")
