"""Colours can be told from the ground, by light and by dark; no rule reaches outside."""

from __future__ import annotations

import re

import pytest

from vittne.release.pictures import PICTURES_CSS
from vittne.release.pictures.style import DARK, LIGHT

WORDS = ("ink", "muted", "denial")
MARKS = ("axis", "period", "denial", *(f"origin-{i}" for i in range(6)))
AREAS = tuple(f"silent-{i}" for i in range(4))


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a: str, b: str) -> float:
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def test_the_formula_is_the_known_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [LIGHT, DARK, {**LIGHT, "ground": "#ffffff"}])
@pytest.mark.parametrize("name", WORDS)
def test_words_can_be_read(theme: dict[str, str], name: str) -> None:
    assert contrast(theme[name], theme["ground"]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("name", MARKS)
def test_marks_can_be_seen(theme: dict[str, str], name: str) -> None:
    assert contrast(theme[name], theme["ground"]) >= 3


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("area", AREAS)
def test_what_stands_on_the_silence_plane_can_be_read_and_seen(
    theme: dict[str, str], area: str
) -> None:
    assert contrast(theme["ink"], theme[area]) >= 4.5
    for name in (*(f"origin-{i}" for i in range(6)), "axis"):
        assert contrast(theme[name], theme[area]) >= 3


def test_every_rule_stays_inside_of_pictures() -> None:
    without_conditions = re.sub(r"@(media|container)[^{]*\{", "", PICTURES_CSS)
    selectors = re.findall(r"([^{}]+)\{[^{}]*\}", without_conditions)
    for selector in selectors:
        assert all(part.strip().startswith(".picture") for part in selector.split(","))


def test_nothing_is_loaded() -> None:
    assert "url(" not in PICTURES_CSS
    assert "@import" not in PICTURES_CSS


def test_braces_are_balanced() -> None:
    assert PICTURES_CSS.count("{") == PICTURES_CSS.count("}")
