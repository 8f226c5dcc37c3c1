"""The front page of the example says how many deaths, on whose word, and what silence proves."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from read_page import LANGUAGES, Page

DEATHS = {
    "en": (
        "Chechnya, 2017: at least 3 people killed.",
        "14 January 2019: at least 2 people killed.",
    ),
    "ru": ("Чечня, 2017 г.: убито не менее 3 человек.", "2019 г.: убито не менее 2 человек."),
    "sv": ("Tjetjenien, 2017: minst 3 personer dödade.", "2019: minst 2 personer dödade."),
}
ONE_ORIGIN = {
    "en": "1 independent origin says so",
    "ru": "1 независимый первоисточник",
    "sv": "1 oberoende ursprung",
}
VERDICTS = {
    "en": ["undecided", "undecided", "found on the record", "not found on the record"],
    "ru": ["вопрос открыт", "вопрос открыт", "найдено", "не найдено"],
    "sv": ["oavgjort", "oavgjort", "finns i underlaget", "finns inte i underlaget"],
}
BOUNDS = ("99.1", "95.2", "86.4", "97.5", "87.1", "65.1")


@pytest.fixture(params=LANGUAGES)
def start(request: pytest.FixtureRequest, example_release: Path) -> Page:
    return Page.of(example_release / request.param / "index.html")


def test_how_many_deaths_may_be_said(start: Page) -> None:
    for sentence in DEATHS[start.language]:
        assert sentence in start.text
    assert start.text.index(DEATHS[start.language][0]) < 900, "it stands at the top"


def test_who_says_so_and_that_it_is_one_origin(start: Page) -> None:
    top = start.text[:3000]
    assert ONE_ORIGIN[start.language] in top
    assert "A02" in top
    assert "D02" in top


def test_larger_numbers_stand_beside_it_as_unconfirmed(start: Page) -> None:
    word = {
        "en": "Also said, not confirmed",
        "ru": "Сказано также, но не подтверждено",
        "sv": "Också sagt, inte bekräftat",
    }[start.language]
    after = start.text[start.text.index(word) :][:200]
    assert "D03" in after
    assert "10" in after
    assert "20" in after


def test_the_number_is_read_from_its_figure_and_leads_to_it(start: Page) -> None:
    assert ["said-persons_killed-RU-CE-2017", "value", "3", "3"] in start.figures
    targets = [link["href"] for link in start.links]
    assert "figures/said-persons_killed-RU-CE-2017/index.html" in targets


def test_every_sentence_of_the_interview_has_its_verdict(start: Page) -> None:
    shown = {figure: text for figure, _, _, text in start.figures if figure.startswith("verdict")}
    assert list(shown) == [f"verdict-S0{number}" for number in range(1, 7)]
    for text, expected in zip(shown.values(), VERDICTS[start.language], strict=False):
        assert text.startswith(expected)


def test_why_no_complaints_proves_nothing(start: Page) -> None:
    stated = {value for figure, _, value, _ in start.figures if "complaint" in figure}
    stated |= {value for figure, _, value, _ in start.figures if "unregistered" in figure}
    assert set(BOUNDS) <= stated
    assert {"114", "41", "1"} <= stated


def test_both_readings_of_the_sentence_are_shown(start: Page) -> None:
    literal = {"en": "Literally:", "ru": "Дословно:", "sv": "Ordagrant:"}[start.language]
    context = {"en": "In context:", "ru": "В контексте:", "sv": "I sammanhanget:"}
    assert literal in start.text
    assert context[start.language] in start.text


def test_the_first_page_answers_in_three_languages(example_release: Path) -> None:
    page = Page.of(example_release / "index.html")
    for language in LANGUAGES:
        assert DEATHS[language][0] in page.text
        assert any(link["href"] == f"{language}/index.html" for link in page.links)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_may_not_be_said_is_named(example_release: Path, language: str) -> None:
    page = Page.of(example_release / language / "limits" / "index.html")
    for claim in ("E01", "D03", "A07", "A08", "A03"):
        assert claim in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_explained_is_named(example_release: Path, language: str) -> None:
    page = Page.of(example_release / language / "claims" / "index.html")
    word = {"en": "Not yet explained", "ru": "Ещё не объяснено", "sv": "Ännu inte förklarat"}
    after = page.text[page.text.index(word[language]) :][:400]
    assert "A04 – A09" in after


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_claim_has_its_place_and_its_source(example_release: Path, language: str) -> None:
    source = (example_release / language / "claims" / "index.html").read_text(encoding="utf-8")
    rows = (example_release / "data" / "claims.csv").read_text(encoding="utf-8")
    ids = [line.split(",")[0] for line in rows.splitlines()[1:] if line[:1].isupper()]
    assert len(ids) >= 54
    for id_ in ids:
        assert source.count(f'id="claim-{id_}"') == 1, id_
    page = Page.of(example_release / language / "claims" / "index.html")
    outside = [link for link in page.links if link["href"].startswith("http")]
    assert len(outside) > 30
    assert all(link["rel"] == "noreferrer noopener" for link in outside)


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_go_down_one_step_at_a_time(example_release: Path, language: str) -> None:
    for path in sorted((example_release / language).rglob("*.html")):
        headings = Page.of(path).headings
        assert headings[0] == 1, path
        assert headings.count(1) == 1, path
        assert all(b - a <= 1 for a, b in pairwise(headings)), path
