"""What ``figures.json`` says is what every page says: there is no second source of a number."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from read_page import LANGUAGES, Page

from vittne.dossier import read_dossier
from vittne.release import render_site
from vittne.verify.figures import Figure, Interval, load_figures
from vittne.verify.pages import as_attribute

KILLED = "said-persons_killed-RU-CE-2017"
BOUND = "unregistered-in-raids-persons_helped_to_flee-2-5"
# Numbers that stand nowhere in the record.
FOUR, SHARE = 4444, 77.7


@pytest.fixture(scope="session")
def pages(example_release: Path) -> Mapping[str, Page]:
    """Every page of the example's release, by its path."""
    return {
        path.relative_to(example_release).as_posix(): Page.of(path)
        for path in sorted(example_release.rglob("*.html"))
    }


def changed(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Change a count and a bound, and nothing else."""

    def change(figure: Figure) -> Figure:
        numbers = figure.numbers
        if figure.id == KILLED:
            interval = Interval(low=FOUR, high=None, level=None, kind="at_least")
            return replace(figure, numbers=replace(numbers, value=FOUR, interval=interval))
        if figure.id == BOUND:
            assert numbers.interval is not None
            interval = replace(numbers.interval, low=SHARE)
            return replace(figure, numbers=replace(numbers, value=SHARE, interval=interval))
        return figure

    return tuple(map(change, figures))


@pytest.fixture(scope="session")
def changed_pages(
    example_release: Path, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Page]:
    """The pages drawn from a ``figures.json`` in which two figures say something else."""
    out = tmp_path_factory.mktemp("changed")
    figures = changed(load_figures(example_release / "data" / "figures.json"))
    render_site(figures, read_dossier(example_release / "data"), out)
    return {path.relative_to(out).as_posix(): Page.of(path) for path in sorted(out.rglob("*.html"))}


@pytest.mark.parametrize(("figure", "value"), [(KILLED, FOUR), (BOUND, SHARE)])
def test_a_changed_figure_changes_on_every_page_that_shows_it(
    pages: Mapping[str, Page], changed_pages: Mapping[str, Page], figure: str, value: float
) -> None:
    showing = [
        path for path, page in pages.items() if any(shown[0] == figure for shown in page.figures)
    ]
    assert {f"{language}/index.html" for language in LANGUAGES} <= set(showing)
    assert {f"{language}/figures/{figure}/sheet.html" for language in LANGUAGES} <= set(showing)
    for path in showing:
        shown = [
            (part, stated)
            for name, part, stated, _ in changed_pages[path].figures
            if name == figure and part in ("value", "low")
        ]
        assert shown, path
        assert {stated for _, stated in shown} == {json.dumps(value)}, path


def test_the_changed_number_is_what_a_reader_reads(changed_pages: Mapping[str, Page]) -> None:
    assert "at least 4,444 people killed" in changed_pages["en/index.html"].text
    assert "убито не менее 4 444 человек" in changed_pages["ru/index.html"].text
    assert "minst 4 444 personer dödade" in changed_pages["sv/index.html"].text
    assert "77,7 %" in changed_pages["sv/silence/index.html"].text


def test_every_number_in_a_page_s_sentences_is_one_of_figures_json(
    pages: Mapping[str, Page], example_release: Path
) -> None:
    known = {
        figure.id: figure.numbers
        for figure in load_figures(example_release / "data" / "figures.json")
    }
    count = 0
    for path, page in pages.items():
        for figure, part, stated, text in page.figures:
            assert stated == as_attribute(known[figure].part(part)), (path, figure, part)
            assert text.strip(), (path, figure, part)
            count += 1
    assert count > 1000


def test_every_figure_has_a_sentence_in_every_language(example_release: Path) -> None:
    for figure in load_figures(example_release / "data" / "figures.json"):
        assert set(figure.sentence) == set(LANGUAGES)
        assert len(set(figure.sentence.values())) == len(LANGUAGES), figure.sentence
        for text in figure.sentence.values():
            assert text.endswith("."), text
            assert "\ue000" not in text
