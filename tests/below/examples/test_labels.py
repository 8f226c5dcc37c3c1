"""The code lists: every code has a name in every language, and no two names are mistaken."""

from __future__ import annotations

import csv
import re
import tomllib
from pathlib import Path

import pytest

from vittne.ledger.remark import SENTENCES

LANGUAGES = ("en", "ru", "sv")
LISTS = Path(__file__).parents[3] / "src" / "vittne" / "terms" / "lists"
NAMES = sorted(path.stem for path in LISTS.glob("*.csv"))

Row = dict[str, str]


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def codes_of(name: str) -> list[str]:
    return [row["code"] for row in rows_of(LISTS / f"{name}.csv")]


@pytest.mark.parametrize("name", NAMES)
def test_a_list_has_every_code_once_and_a_name_for_it_in_every_language(name: str) -> None:
    rows = rows_of(LISTS / f"{name}.csv")
    assert list(rows[0]) == ["code", *LANGUAGES, "huridocs", "source"]
    codes = [row["code"] for row in rows]
    assert len(codes) == len(set(codes)) > 0
    for row in rows:
        for language in LANGUAGES:
            label = row[language]
            assert label == " ".join(label.split()) != "", row
            assert not re.search(r"[\"'_]", label), row


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_two_codes_of_a_list_never_have_one_name(name: str, language: str) -> None:
    labels = [row[language].casefold() for row in rows_of(LISTS / f"{name}.csv")]
    assert sorted({label for label in labels if labels.count(label) > 1}) == []


@pytest.mark.parametrize("name", NAMES)
def test_each_language_is_written_in_its_own_letters(name: str) -> None:
    for row in rows_of(LISTS / f"{name}.csv"):
        assert re.search("[а-яёА-ЯЁ]", row["ru"]), row
        assert not re.search("[A-Za-z]", row["ru"]), row
        assert not re.search("[а-яёА-ЯЁ]", row["en"] + row["sv"]), row


@pytest.mark.parametrize("name", [n for n in NAMES if n not in ("places", "languages")])
def test_a_label_can_stand_inside_a_sentence(name: str) -> None:
    """It begins small and ends without a stop."""
    for row in rows_of(LISTS / f"{name}.csv"):
        for language in LANGUAGES:
            assert row[language][0].islower(), row
            assert row[language][-1] != ".", row


@pytest.mark.parametrize("name", NAMES)
def test_a_code_of_huridocs_is_given_only_with_the_place_where_it_was_seen(name: str) -> None:
    for row in rows_of(LISTS / f"{name}.csv"):
        assert bool(row["huridocs"]) == bool(row["source"]), row


def test_the_one_code_of_huridocs_that_was_seen() -> None:
    seen = {
        row["code"]: row["huridocs"]
        for name in NAMES
        for row in rows_of(LISTS / f"{name}.csv")
        if row["huridocs"]
    }
    assert seen == {"denies_act": "MT28 0102"}


LADDER = {
    "en": ["reported", "supported", "corroborated", "established"],
    "ru": ["сообщается", "подкреплено", "подтверждено", "установлено"],
    "sv": ["rapporterat", "underbyggt", "bestyrkt", "fastställt"],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_grades_grow_stronger_down_the_file_in_every_language(language: str) -> None:
    """A grade that sounds weaker in one language than in another has misled archives before."""
    rows = rows_of(LISTS / "grades.csv")
    assert [row[language] for row in rows[-4:]] == LADDER[language]
    assert {row["code"] for row in rows[:-4]} == {
        "contested",
        "discounted",
        "duplicate",
        "withdrawn",
    }


def test_every_remark_of_the_ledger_has_a_name() -> None:
    assert set(codes_of("remarks")) == set(SENTENCES)


USED = {
    "claims": {
        "stance": "stances",
        "denial_form": "denial_forms",
        "unit": "units",
        "grounds": "grounds",
        "ground_basis": "ground_bases",
        "hand": "hands",
        "speaker_kind": "speaker_kinds",
        "basis": "bases",
    },
    "relations": {"kind": "relation_kinds", "agrees": "agreements"},
    "official": {"form": "denial_forms"},
    "documented": {"unit": "units"},
}


@pytest.mark.parametrize("table", USED)
def test_every_code_in_the_example_is_in_its_list(example_dossier: Path, table: str) -> None:
    for row in rows_of(example_dossier / f"{table}.csv"):
        for column, name in USED[table].items():
            used = set(filter(None, row[column].split("|")))
            assert used <= set(codes_of(name)), (table, column, used)


def test_every_place_in_the_example_has_a_name(example_dossier: Path) -> None:
    settings = tomllib.loads((example_dossier / "dossier.toml").read_text(encoding="utf-8"))
    tables = ("claims", "official", "documented", "reporting")
    places = {r["place"] for name in tables for r in rows_of(example_dossier / f"{name}.csv")}
    named = set(codes_of("places")) | set(settings["regions"]["labels"])
    assert places - {""} <= named
