"""Every figure is computed again from the release's data, part by part."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from vittne.dossier import Dossier, read_dossier
from vittne.verify.entries import read_figures
from vittne.verify.figures import Check, Figure, Interval, Scope
from vittne.verify.numbers import cannot_be_recomputed, check_numbers
from vittne.verify.tree import walk


@pytest.fixture(scope="module")
def figures(made_release: Path) -> tuple[Figure, ...]:
    found = read_figures(walk(made_release), lambda failure: pytest.fail(failure.text))
    assert found is not None
    return found


@pytest.fixture(scope="module")
def dossier(made_release: Path) -> Dossier:
    return read_dossier(made_release / "data")


def changed(figures: tuple[Figure, ...], **parts: object) -> tuple[Figure, ...]:
    """The same figures, one of them (the three people killed) with other parts."""
    return tuple(
        replace(one, numbers=replace(one.numbers, **parts)) if is_killed(one) else one
        for one in figures
    )


def is_killed(figure: Figure) -> bool:
    return figure.numbers.unit == "persons_killed" and figure.numbers.kind == "documented"


def test_what_was_published_is_what_the_data_give(figures, dossier) -> None:
    assert sum(map(is_killed, figures)) == 1
    assert check_numbers(dossier, figures) == ()


@pytest.mark.parametrize(
    "parts",
    [
        {"value": 4},
        {"value": None},
        {"value": "3"},
        {"value": True},
        {"kind": "estimated"},
        {"unit": "persons_helped"},
        {"interval": None},
        {"interval": Interval(low=3, high=4, level=None, kind="at_least")},
        {"scope": Scope(place="SE-AC", period="2018")},
        {"method": "magic"},
        {"checks": ()},
        {"checks": (Check(name="independent_origins", value=2, ok=True),)},
        {"settings": {"level": 0.9}},
        {"rests_on": ("A1", "A2")},
        {"detail": {}},
    ],
)
def test_any_other_part_fails(figures, dossier, parts: dict[str, object]) -> None:
    failures = check_numbers(dossier, changed(figures, **parts))
    assert len(failures) == 1
    assert f"that its {next(iter(parts))} is" in failures[0].text


@pytest.mark.parametrize(("share", "fails"), [(1 + 1e-12, False), (1 + 1e-6, True)])
def test_a_hair_of_arithmetic_is_no_difference(figures, dossier, share, fails) -> None:
    bound = next(one for one in figures if isinstance(one.numbers.value, float))
    other = replace(bound, numbers=replace(bound.numbers, value=bound.numbers.value * share))
    given = tuple(other if one is bound else one for one in figures)
    assert bool(check_numbers(dossier, given)) == fails


def test_missing_extra_and_doubled_figures_are_named(figures, dossier) -> None:
    extra = replace(figures[0], numbers=replace(figures[0].numbers, id="invented"))
    texts = [one.text for one in check_numbers(dossier, (*figures[1:], extra, figures[1]))]
    assert any(f"no figure {figures[0].id}" in text for text in texts)
    assert any("invented" in text for text in texts)
    assert any("twice" in text for text in texts)


def test_figures_of_confidential_lists_are_not_computed_again_but_named(figures, dossier) -> None:
    count = replace(
        figures[0], numbers=replace(figures[0].numbers, id="records-x", rests_on=("lists/x",))
    )
    assert check_numbers(dossier, (*figures, count)) == ()
    assert cannot_be_recomputed((*figures, count), dossier) == ("records-x",)
