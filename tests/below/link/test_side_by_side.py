"""Two records on a terminal: any width, any script, and nothing that the data could do to it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from vittne.cli.side_by_side import LEGEND, NARROWEST, side_by_side

# Invented combinations: nobody's names.
A = {"name": "Tamal Dobrekin", "sex": "m", "age": "", "place": "RU-CE/grozny"}
B = {"name": "Tamal Dobrikin", "sex": "M", "age": "31", "place": "RU-CE/grozny"}


def shown(a: dict[str, str], b: dict[str, str], width: int = 80) -> str:
    return "\n".join(side_by_side(a, b, width))


def test_what_differs_is_marked_by_signs() -> None:
    lines = shown(A, B).splitlines()
    assert [line[0] for line in lines] == ["X", "=", "?", "="]
    assert "Tamal [Dobrekin]" in lines[0]
    assert "Tamal [Dobrikin]" in lines[0]
    assert {"=", "X", "?"} == set(LEGEND.split()) & {"=", "X", "?"}
    assert "\x1b" not in shown(A, B)


def test_where_no_word_is_shared_none_is_marked() -> None:
    (line,) = shown({"name": "Зиган Мурова"}, {"name": "Zigan Murova"}).splitlines()
    assert line.startswith("X name")
    assert "[" not in line


def test_what_nobody_says_is_not_shown() -> None:
    assert "age" not in shown(A, {**B, "age": ""})


def test_columns_stand_below_each_other() -> None:
    rows = shown(A, {**B, "name": "Тамал Добрекин Вазирович " * 5}).splitlines()
    bars = {tuple(at for at, char in enumerate(row) if char == "|") for row in rows}
    assert bars == {(14, 47)}


def test_in_a_narrow_terminal_one_stands_below_the_other() -> None:
    text = shown(A, B, 30)
    assert "|" not in text
    assert "  A  Tamal [Dobrekin]\n  B  Tamal [Dobrikin]" in text


def test_right_to_left_text_never_shares_a_line_with_other_data() -> None:
    # Columns would change their places on a terminal that turns directions.
    arabic = {**A, "name": "زيغان مورا"}
    lines = shown(arabic, B).splitlines()
    (line,) = [line for line in lines if "زيغان" in line]
    assert line.startswith("  A  ")
    assert "Dobrikin" not in line


@pytest.mark.parametrize(
    "evil", ["\x1b[2J", "\x07", "\u202e", "\u2066", "\x9b31m", "\r", "\n", "\0"]
)
def test_control_characters_are_never_printed(evil: str) -> None:
    for width in (20, 80):
        text = shown({"name": f"Ta{evil}mal", f"no{evil}te": "x"}, B, width)
        assert all(char.isprintable() for char in text.replace("\n", ""))
        assert evil == "\n" or evil not in text


def test_long_cells_are_cut_and_say_so() -> None:
    assert "more)" in shown({"note": "x" * 5_000}, {})
    assert len(shown({"note": "x" * 50_000}, {})) < 5_000


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
CELLS = st.dictionaries(st.sampled_from(["name", "date", "имя", "ملاحظة"]), TEXT)


@given(CELLS, CELLS, st.integers(1, 120))
def test_no_line_is_wider_than_the_terminal(
    a: dict[str, str], b: dict[str, str], width: int
) -> None:
    for line in side_by_side(a, b, width):
        assert cell_len(line) <= max(width, NARROWEST)
        assert line.isprintable()
        turned = {"R", "AL", "AN"} & {unicodedata.bidirectional(c) for c in line}
        assert not turned or line[14:15] != "|"
