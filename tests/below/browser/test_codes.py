"""Codes in the browser are those of Python: made, read and refused alike."""

from __future__ import annotations

import sys
import unicodedata
from typing import Any

import pytest
from browser_script import Refused, Script, bytes64, text64
from hypothesis import given, settings
from hypothesis import strategies as st

from vittne.seal import LANGUAGES, BadCode, Code, read_code
from vittne.seal.words import fold, split, word_list

MANY = settings(max_examples=400, deadline=None)
languages = st.sampled_from(LANGUAGES)
UNKNOWN = ("Cn", "Co", "Cs")
"""Letters that Unicode has not, or not yet: two programs know two of its versions."""
FOLDED_OTHERWISE = ("CHEROKEE", "AHOM CONSONANT SIGN MEDIAL RA")
"""Python makes capitals of the one; Unicode changed the other. No list has such letters."""
characters = st.characters(codec="utf-8", exclude_categories=UNKNOWN)
codes = st.binary(min_size=11, max_size=11).map(Code)

ODD = "ÅåЁёøÆßıſςΣ०٣۴１²Ⅷ½㊀_-.,|OОIlі\u00ad\u200b\u0301\u00a0\ufeff\x1c\x85\n\t 0123456789😀𝔞가"
"""Letters that one program is likelier than another to take for something else."""


def reading(text: str, language: str | None) -> Any:
    """What Python says of a text."""
    try:
        return text64(read_code(text, language).secret)
    except BadCode as bad:
        mistakes = [
            {"position": m.position, "typed": m.typed, "suggestions": list(m.suggestions)}
            for m in bad.mistakes
        ]
        return [bad.reason, bad.count, bad.language, mistakes]


def reading_there(script: Script, text: str, language: str | None) -> Any:
    """What the script says of it."""
    request = {"text": text} | ({"language": language} if language else {})
    try:
        return script.ask("read", **request)
    except Refused as refused:
        return [refused.error[name] for name in ("reason", "count", "language", "mistakes")]


@MANY
@given(codes, languages)
def test_words_and_digits_are_the_same(script: Script, code: Code, language: str) -> None:
    secret = text64(code.secret)
    assert script.ask("words", secret=secret, language=language) == list(code.words(language))
    assert script.ask("digits", secret=secret) == code.digits()


def test_codes_are_made_by_lot(script: Script) -> None:
    made = script.ask("generate", count=100)
    assert len(set(made)) == 100
    assert {len(bytes64(one)) for one in made} == {11}


@st.composite
def nearly_codes(draw: st.DrawFn) -> str:
    """What people type: a code with some slips."""
    code, language = draw(codes), draw(languages)
    digits = draw(st.booleans())
    parts = code.digits().split() if digits else list(code.words(language))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(parts) - 1))
        word = parts[at]
        cut = draw(st.integers(0, len(word)))
        letter = draw(st.sampled_from(ODD + "abcdeåäöабвгдейж") | characters)
        parts[at] = draw(
            st.sampled_from(
                [
                    word[:cut] + letter + word[cut:],
                    word[:cut] + letter + word[cut + 1 :],
                    word[:cut] + word[cut + 1 :],
                    word[:cut] + word[cut : cut + 2][::-1] + word[cut + 2 :],
                    word[:4],
                    word.upper(),
                    unicodedata.normalize("NFD", word),
                    draw(st.sampled_from(word_list(language).words)),
                    "",
                ]
            )
        )
    if draw(st.integers(0, 5)) == 0:
        parts.append(draw(st.sampled_from(word_list(language).words)))
    return draw(st.sampled_from([" ", "-", "\n", ", ", "\u00a0", ""])).join(parts)


@settings(max_examples=500, deadline=None)
@given(nearly_codes(), languages | st.none())
def test_a_code_with_slips_is_read_or_refused_alike(
    script: Script, text: str, language: str | None
) -> None:
    assert reading_there(script, text, language) == reading(text, language)


@MANY
@given(
    st.text(st.sampled_from(ODD) | characters, max_size=60)
    | st.lists(st.sampled_from(["word", "ok", "1"]), max_size=25).map(" ".join),
    languages | st.none(),
)
def test_any_text_is_refused_alike(script: Script, text: str, language: str | None) -> None:
    assert reading_there(script, text, language) == reading(text, language)


@pytest.mark.parametrize("length", [1999, 2000, 2001])
def test_a_text_that_is_too_long_is_no_code(script: Script, length: int) -> None:
    for text in (("a\x1cb\x85c\ufeffd\u2003😀 " * length)[:length], "1" * length):
        assert reading_there(script, text, None) == reading(text, None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_that_both_know_is_folded_alike(script: Script, language: str) -> None:
    known = [
        letter
        for letter in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(letter) not in UNKNOWN
        and not unicodedata.name(letter, "").startswith(FOLDED_OTHERWISE)
    ]
    unknown = set(script.ask("unassigned", letters=known))
    letters = [letter for letter in known if letter not in unknown]
    assert len(letters) > 100_000
    there = script.ask("letters", letters=letters, language=language)
    words = word_list(language)
    here = [[fold(one, language), split(one), words.find(one)] for one in letters]
    assert [
        f"{ord(one):04X}: {a} {b}" for one, a, b in zip(letters, here, there, strict=True) if a != b
    ] == []
