"""Codes: however they are typed they are understood, and a mistake is found, and which word."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vittne.seal import LANGUAGES, BadCode, Code, read_code
from vittne.seal.code import CODE_WORDS
from vittne.seal.words import SUFFICE, word_list

languages = st.sampled_from(LANGUAGES)
codes = st.binary(min_size=11, max_size=11).map(Code)
places = st.integers(0, CODE_WORDS - 1)

EXAMPLE = Code(bytes(range(1, 12)))


def typed_wrongly(words: list[str] | tuple[str, ...], language: str | None = None) -> BadCode:
    with pytest.raises(BadCode) as caught:
        read_code(" ".join(words), language)
    return caught.value


@settings(deadline=None)
@given(codes, languages)
def test_words_and_digits_of_a_code_are_the_same_code(code: Code, language: str) -> None:
    assert read_code(" ".join(code.words(language))) == code
    assert read_code(code.digits()) == code
    assert len(code.words(language)) == CODE_WORDS
    assert len(code.digits().replace(" ", "")) == 28


def test_codes_are_made_by_lot() -> None:
    assert len({Code.generate().secret for _ in range(100)}) == 100


@settings(deadline=None)
@given(codes, languages)
def test_four_letters_of_each_word_suffice(code: Code, language: str) -> None:
    words = code.words(language)
    assert read_code(" ".join(word[:SUFFICE] for word in words)) == code
    longer = (word[:SUFFICE] + "xyz" if len(word) >= SUFFICE else word for word in words)
    assert read_code(" ".join(longer), language) == code


SEPARATORS = (" ", "  ", "\n", "\t", "-", " - ", ", ", ".", "_", "\u00a0", " / ", "\u2011", "; ")


@settings(deadline=None)
@given(codes, languages, st.sampled_from(SEPARATORS))
def test_case_spacing_and_separators_do_not_matter(
    code: Code, language: str, separator: str
) -> None:
    text = separator.join(code.words(language))
    for typed in (text, text.upper(), text.title(), f"  {text}{separator}"):
        assert read_code(typed) == code


@settings(deadline=None)
@given(codes, languages, st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_the_form_of_unicode_does_not_matter(code: Code, language: str, form: str) -> None:
    text = " ".join(code.words(language))
    assert read_code(unicodedata.normalize(form, text)) == code  # type: ignore[arg-type]
    assert read_code(text.replace(" ", "\u00ad \u200b")) == code


@settings(deadline=None)
@given(codes)
def test_numbered_lines_are_read_as_their_words(code: Code) -> None:
    lines = [f"{number}. {word}" for number, word in enumerate(code.words("en"), 1)]
    assert read_code("\n".join(lines)) == code


@settings(deadline=None)
@given(codes)
def test_full_width_letters_are_letters(code: Code) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isalpha() else c for c in " ".join(code.words("en")))
    assert read_code(wide) == code


LIKE = str.maketrans("асеорхукмт", "aceopxykmt")


@settings(deadline=None)
@given(codes)
def test_letters_that_look_alike_do_not_matter(code: Code) -> None:
    russian = " ".join(code.words("ru"))
    assert read_code(russian.translate(LIKE), "ru") == code
    back = {latin: cyrillic for cyrillic, latin in LIKE.items()}
    for language in ("en", "sv"):
        words = " ".join(code.words(language))
        assert (
            read_code(
                words.translate({k: v for k, v in back.items() if chr(k) in "aceopx"}), language
            )
            == code
        )
        upper = str.maketrans("ABCEHKMOPTX", "АВСЕНКМОРТХ")
        assert read_code(words.upper().translate(upper), language) == code


@pytest.mark.parametrize("stress", ["\u0301", "\u0300"])
def test_accents_that_a_language_lacks_do_not_matter(stress: str) -> None:
    for language in LANGUAGES:
        text = " ".join(word[:2] + stress + word[2:] for word in EXAMPLE.words(language))
        if language != "sv":
            assert read_code(text) == EXAMPLE


def test_yo_and_ye_are_one_letter() -> None:
    words = [word for word in word_list("ru").words if "е" in word]
    assert len(words) > 300
    known = word_list("ru")
    assert all(known.find(word.replace("е", "ё")) == known.find(word) for word in words)


def test_swedish_letters_may_be_typed_without_their_marks() -> None:
    """On a keyboard that lacks them, or with the letters of the neighbours."""
    known = word_list("sv")
    for table in (str.maketrans("åäö", "aao"), str.maketrans("äö", "æø")):
        assert {known.find(word.translate(table)) for word in known.words} == set(range(2048))


# ------------------------------------------------------------ mistakes


@settings(deadline=None)
@given(codes, languages, places, st.integers(1, 2047))
def test_any_one_wrong_word_is_found(code: Code, language: str, place: int, step: int) -> None:
    words = list(code.words(language))
    known = word_list(language).words
    words[place] = known[(known.index(words[place]) + step) % len(known)]
    assert typed_wrongly(words, language).reason == "check"


@settings(deadline=None)
@given(codes, languages, places, places)
def test_any_two_words_that_changed_places_are_found(
    code: Code, language: str, a: int, b: int
) -> None:
    words = list(code.words(language))
    if words[a] != words[b]:
        words[a], words[b] = words[b], words[a]
        assert typed_wrongly(words, language).reason == "check"


def test_a_word_that_no_list_has_is_named_with_the_word_that_was_meant() -> None:
    for language in LANGUAGES:
        for place, word in enumerate(EXAMPLE.words(language)):
            words = list(EXAMPLE.words(language))
            words[place] = word[1] + word[0] + word[2:]
            if word_list(language).find(words[place]) is not None or word[0] == word[1]:
                continue
            error = typed_wrongly(words, language)
            assert (error.reason, error.language) == ("word", language)
            (mistake,) = error.mistakes
            assert (mistake.position, mistake.typed) == (place + 1, words[place])
            assert mistake.suggestions == (word,)


@settings(max_examples=60, deadline=None)
@given(codes, languages, places, st.data())
def test_a_slip_of_one_letter_is_found_and_located(
    code: Code, language: str, place: int, data: st.DataObject
) -> None:
    """Wherever a slip makes another word of the list, the check word tells which was meant."""
    words = list(code.words(language))
    meant = words[place]
    at = data.draw(st.integers(0, min(SUFFICE, len(meant)) - 1))
    letter = data.draw(st.sampled_from(sorted({c for word in words for c in word})))
    words[place] = meant[:at] + letter + meant[at + 1 :]
    if word_list(language).find(words[place]) == word_list(language).find(meant):
        return
    error = typed_wrongly(words, language)
    assert error.reason in ("word", "check")
    for mistake in error.mistakes:
        assert mistake.position == place + 1 or error.reason == "check"
    if error.reason == "word":
        assert error.mistakes[0].suggestions == (meant,)


def test_two_words_that_no_list_has_are_both_named() -> None:
    words = list(EXAMPLE.words("en"))
    words[2], words[7] = "zzqqzz", "qqzzqq"
    error = typed_wrongly(words, "en")
    assert [mistake.position for mistake in error.mistakes] == [3, 8]
    assert [mistake.suggestions for mistake in error.mistakes] == [(), ()]


@pytest.mark.parametrize("count", [1, 8, 10, 30])
def test_too_few_or_too_many_words_are_counted(count: int) -> None:
    words = (EXAMPLE.words("sv") * 4)[:count]
    error = typed_wrongly(words)
    assert (error.reason, error.count) == ("count", count)


@pytest.mark.parametrize("text", ["", "  ", "...", "\n", "\u0301", "🙂"])
def test_nothing_typed_is_no_code(text: str) -> None:
    assert typed_wrongly([text]).reason == "empty"


def test_a_word_repeated_is_no_code() -> None:
    for language in LANGUAGES:
        first = word_list(language).words[0]
        assert typed_wrongly([first] * CODE_WORDS).reason == "check"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_whatever_is_typed_there_is_an_answer(text: str) -> None:
    with pytest.raises(BadCode):
        read_code(text)


# ------------------------------------------------------------ digits


@settings(deadline=None)
@given(codes, st.integers(0, 27), st.integers(1, 9))
def test_any_one_wrong_digit_is_found(code: Code, place: int, step: int) -> None:
    digits = list(code.digits().replace(" ", ""))
    digits[place] = str((int(digits[place]) + step) % 10)
    assert typed_wrongly(["".join(digits)]).reason == "digits"


@settings(deadline=None)
@given(codes, st.integers(0, 26))
def test_any_two_neighbours_that_changed_places_are_found(code: Code, place: int) -> None:
    digits = list(code.digits().replace(" ", ""))
    if digits[place] != digits[place + 1]:
        digits[place], digits[place + 1] = digits[place + 1], digits[place]
        assert typed_wrongly(["".join(digits)]).reason == "digits"


@settings(deadline=None)
@given(codes)
def test_digits_are_read_in_any_script_and_spacing(code: Code) -> None:
    digits = code.digits()
    assert read_code(digits.replace(" ", "")) == code
    assert read_code(digits.replace(" ", "-")) == code
    assert read_code(digits.translate({ord("0") + n: 0x0660 + n for n in range(10)})) == code
    assert read_code(digits.replace("0", "O").replace("1", "l")) == code
    assert read_code(digits.replace("0", "О")) == code  # Cyrillic


@pytest.mark.parametrize("count", [1, 27, 29, 1500])
def test_too_few_or_too_many_digits_are_counted(count: int) -> None:
    error = typed_wrongly([(EXAMPLE.digits().replace(" ", "") * 200)[:count]])
    assert (error.reason, error.count) == ("count", count)


def test_a_number_that_is_too_large_is_no_code() -> None:
    from vittne.seal.code import _damm

    text = str(1 << 88)
    assert len(text) == 27
    assert typed_wrongly([text + str(_damm(text))]).reason == "digits"


def test_the_table_of_the_check_digit_is_what_damm_asks_for() -> None:
    """Every digit once in each row and column, 0 on the diagonal, totally anti-symmetric."""
    from vittne.seal.code import _DAMM

    table = [[int(digit) for digit in row] for row in _DAMM]
    ten = range(10)
    assert all(sorted(row) == list(ten) for row in (*table, *zip(*table, strict=True)))
    assert all(table[digit][digit] == 0 for digit in ten)
    for state in ten:
        for a in ten:
            for b in range(a):
                assert table[table[state][a]][b] != table[table[state][b]][a]


# ------------------------------------------------------------ the lists


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_has_2048_words_that_four_letters_tell_apart(language: str) -> None:
    words = word_list(language).words
    assert len(words) == len(set(words)) == 2048
    assert len({word[:SUFFICE] for word in words}) == 2048
    assert all(word.isalpha() and word == word.lower() for word in words)
    assert {word_list(language).find(word) for word in words} == set(range(2048))
    assert {word_list(language).find(word[:SUFFICE]) for word in words} == set(range(2048))
