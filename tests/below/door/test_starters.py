"""The starters: what every guide says in every language, and what none says."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

from vittne.door import guidetext
from vittne.door.guides import SLUGS, copy_starters
from vittne.door.texts import texts

LANGUAGES = ("en", "ru", "sv")
EVERY = tuple(product(LANGUAGES, SLUGS))
WITH_A_PERSON = {
    "en": "When to turn to a person",
    "ru": "Когда лучше обратиться к человеку",
    "sv": "När du bör vända dig till en människa",
}
UNDER_AGE = {"en": "under 18", "ru": "нет 18 лет", "sv": "under 18"}


@pytest.fixture(scope="module")
def folder(root: Path) -> Path:
    return root / "src" / "vittne" / "door" / "guides"


def guide(folder: Path, language: str, slug: str) -> str:
    return (folder / language / f"{slug}.md").read_text("utf-8")


def headings(text: str) -> list[str]:
    return re.findall(r"^#+ .+$", text, re.M)


def test_every_language_has_every_guide_and_no_other(folder: Path) -> None:
    found = {(path.parent.name, path.stem) for path in folder.rglob("*") if path.is_file()}
    assert found == set(EVERY)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_guide_is_built_alike_in_every_language(folder: Path, slug: str) -> None:
    levels = {
        tuple(line.partition(" ")[0] for line in headings(guide(folder, one, slug)))
        for one in LANGUAGES
    }
    points = {len(re.findall("^- ", guide(folder, one, slug), re.M)) for one in LANGUAGES}
    assert len(levels) == 1
    assert len(points) == 1


@pytest.mark.parametrize(("language", "slug"), EVERY)
def test_a_guide_ends_by_saying_when_to_turn_to_a_person_and_to_whom(
    folder: Path, language: str, slug: str
) -> None:
    text = guide(folder, language, slug)
    assert headings(text)[-1] == f"## {WITH_A_PERSON[language]}"
    last = text.partition(headings(text)[-1])[2]
    assert len(last.split()) > 12
    assert re.search(r"^\*\*.+:\*\* \{person\}\n$", last, re.M)
    assert text.count(guidetext.PERSON) == 1
    assert list(guidetext.problems(text, "")) == []


@pytest.mark.parametrize(("language", "slug"), EVERY)
def test_a_guide_speaks_to_those_who_are_not_of_age(folder: Path, language: str, slug: str) -> None:
    assert UNDER_AGE[language] in guide(folder, language, slug)


@pytest.mark.parametrize(("language", "slug"), EVERY)
def test_a_guide_can_be_read_in_a_few_minutes(folder: Path, language: str, slug: str) -> None:
    assert 350 <= len(re.findall(r"[\w’-]+", guide(folder, language, slug))) <= 700


@pytest.mark.parametrize(("language", "slug"), EVERY)
def test_no_guide_names_an_address_a_number_to_call_or_a_foreign_letter(
    folder: Path, language: str, slug: str
) -> None:
    text = guide(folder, language, slug).replace("{person}", "")
    assert not re.search(r"https?:|www\.|\.\w+/|@|\.onion|\d{3}", text)
    foreign = {
        "en": r"[^\x00-\x7f“”’]",
        "ru": r"[^а-яёА-ЯЁ\s\d.,:;?!()«»—*#-]",
        "sv": r"[^\x00-\x7fåäöÅÄÖé”]",
    }[language]
    assert re.findall(foreign, text.replace("Tor Browser", "")) == []
    quotes = {"en": "\"'«»„", "ru": "\"'“”„’", "sv": "\"'“«»„’"}[language]
    assert set(text) & set(quotes) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_guide_that_names_another_calls_it_by_its_title(folder: Path, language: str) -> None:
    told = guidetext.title(guide(folder, language, "relatives-told"))
    assert told in guide(folder, language, "coming-out")


def test_a_starter_that_is_copied_says_that_it_is_one(folder: Path, tmp_path: Path) -> None:
    copy_starters(tmp_path)
    for language, slug in EVERY:
        path = tmp_path / "guides" / language / f"{slug}.md"
        title, _, notice, rest = path.read_text("utf-8").split("\n", 3)
        assert notice == f"> {texts(language)('guide-starter')}"
        assert f"{title}\n{rest}" == guide(folder, language, slug)
        assert path.stat().st_mode & 0o777 == 0o600
