"""Words are broken where they may be, shortened where they must be, and never overflow."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vittne.release.pictures.words import text_width, wrap

ANY = st.text(
    st.one_of(
        st.characters(codec="utf-8", exclude_characters="\r\n\t"),
        st.sampled_from(" абвщюж åäö ,.—«»\u200f\u0301👩\u200d👩"),
    ),
    max_size=200,
)


def test_lines_break_at_spaces() -> None:
    assert wrap("at least three people", 80) == ("at least", "three", "people")


def test_a_no_break_space_holds() -> None:
    assert wrap("about 5\u00a0%", 60) == ("about", "5\u00a0%")


def test_what_is_too_long_ends_in_an_ellipsis() -> None:
    assert wrap("one two three four five six", 60, lines=2) == ("one two", "three…")


def test_a_long_word_is_broken_and_nothing_is_lost() -> None:
    word = "сверхдолгоеслово" * 5
    assert "".join(wrap(word, 70)) == word


def test_an_empty_text_has_no_lines() -> None:
    assert wrap("", 100) == wrap("  \n ", 100) == ()


def test_bold_and_large_are_wider() -> None:
    assert (
        text_width("убитые") < text_width("убитые", bold=True) < text_width("убитые", 20, bold=True)
    )


@given(ANY, st.floats(40, 400), st.booleans())
def test_every_line_fits(text: str, width: float, bold: bool) -> None:
    assert all(text_width(line, bold=bold) <= width for line in wrap(text, width, bold=bold))


@given(ANY, st.floats(40, 400))
def test_unshortened_nothing_but_spaces_is_lost(text: str, width: float) -> None:
    assert "".join(wrap(text, width)).replace(" ", "") == text.replace(" ", "")


@given(ANY, st.floats(40, 400), st.integers(1, 4))
def test_no_more_lines_than_asked_for(text: str, width: float, lines: int) -> None:
    shortened = wrap(text, width, lines=lines)
    assert len(shortened) <= lines
    assert all(text_width(line) <= width for line in shortened)


@given(st.text("e\u0301", max_size=80))
def test_an_accent_stays_with_its_letter(text: str) -> None:
    lines = wrap("e" + text, 40)
    assert all(not line.startswith("\u0301") for line in lines)
