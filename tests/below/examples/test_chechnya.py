"""The example: the facts are the sources' own, and a reader of each language reads all of it."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from vittne.dossier import check_dossier
from vittne.terms.codes import code_list

Row = dict[str, str]

TRANSLATED = {
    "claims": ("speaker", "qualifier", "definition", "note"),
    "relations": ("reason",),
    "breakdowns": ("part",),
    "official": ("speaker_office", "note"),
    "documented": ("note",),
    "reporting": ("who", "population", "reported_to", "kind_of_sample", "note"),
    "polls": ("pollster", "question", "answer", "group", "note"),
}
"""The columns of each table that are read as text, and therefore translated."""

ORIGINALS = {
    "claims": "claims/chechnya_claims.csv",
    "relations": "claims/chechnya_relations.csv",
    "breakdowns": "claims/chechnya_breakdowns.csv",
    "official": "surveys/official.csv",
    "documented": "surveys/documented.csv",
    "reporting": "surveys/reporting.csv",
    "polls": "surveys/polls.csv",
}

OUR_RELATIONS = [("S06", "G01"), ("S06", "B11"), ("S06", "D07")]

ADDRESS = re.compile(r"https?://\S+")


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.fixture(scope="module")
def tables(example_dossier: Path) -> dict[str, list[Row]]:
    return {name: rows_of(example_dossier / f"{name}.csv") for name in TRANSLATED}


@pytest.fixture(scope="module")
def settings(example_dossier: Path) -> dict:
    return tomllib.loads((example_dossier / "dossier.toml").read_text(encoding="utf-8"))


Cell = tuple[str, str, str]


def translations(tables: dict[str, list[Row]], language: str) -> Iterator[Cell]:
    """Yield (where, English text, translation) of every cell that a reader reads."""
    for name, columns in TRANSLATED.items():
        for line, row in enumerate(tables[name], start=2):
            for column in columns:
                where = f"{name}.csv, line {line}, {column}_{language}"
                yield where, row[column], row[f"{column}_{language}"]


def texts(tables: dict[str, list[Row]], settings: dict, language: str) -> Iterator[tuple[str, str]]:
    """Yield (where, text) of everything that a reader of this language reads."""
    for where, _, text in translations(tables, language):
        yield where, text
    for row in tables["claims"]:
        yield f"{row['id']} sentence_{language}", row[f"sentence_{language}"]
    yield "title", settings["title"][language]
    for name, reading in settings["subject"]["readings"]["S05"].items():
        yield f"reading {name}", reading[language]
    for name, label in settings["regions"]["labels"].items():
        yield f"region {name}", label[language]


# --- the facts ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ORIGINALS)
def test_every_fact_is_as_it_was_collected(
    tables: dict[str, list[Row]], shared_data: Path, name: str
) -> None:
    original = rows_of(shared_data / ORIGINALS[name])
    ours = [{column: row[column] for column in original[0]} for row in tables[name]]
    assert ours[: len(original)] == original
    added = [(row["from"], row["to"]) for row in ours[len(original) :]]
    assert added == (OUR_RELATIONS if name == "relations" else [])


def test_our_own_relations_decide_nothing(tables: dict[str, list[Row]]) -> None:
    ours = [row for row in tables["relations"] if (row["from"], row["to"]) in OUR_RELATIONS]
    assert [(row["kind"], row["agrees"]) for row in ours] == [("same_topic", "")] * 3
    assert all(row["reason"] for row in ours)


def test_only_the_interviews_sentences_are_judged_and_all_have_a_text(
    tables: dict[str, list[Row]], settings: dict
) -> None:
    judged = settings["subject"]["claims"]
    assert judged == ["S01", "S02", "S03", "S04", "S05", "S06"]
    for language in ("en", "ru", "sv"):
        written = {r["id"]: r[f"sentence_{language}"] for r in tables["claims"]}
        assert [key for key, text in written.items() if text] == judged
        assert all(written[key].endswith(".") for key in judged)


def test_the_sentence_with_two_readings_has_both_in_every_language(settings: dict) -> None:
    readings = settings["subject"]["readings"]
    assert {key: tuple(value) for key, value in readings.items()} == {
        "S05": ("literal", "in_context")
    }
    for reading in readings["S05"].values():
        assert set(reading) == {"en", "ru", "sv"}


def test_the_regions_hold_what_their_names_say(settings: dict) -> None:
    subjects = {c for c in code_list("places").codes if re.fullmatch(r"RU-[A-Z]{2,3}", c)}
    assert len(subjects) == 83
    regions = settings["regions"]
    assert set(regions["RU-other"]) == subjects - {"RU-CE"}
    assert set(regions["north-caucasus"]) < subjects
    assert "RU-CE" in regions["north-caucasus"]
    assert set(regions) - {"labels"} == set(regions["labels"])


def test_the_dossier_is_right(example_dossier: Path) -> None:
    report = check_dossier(example_dossier)
    assert [str(problem) for problem in report.problems] == []


# --- the translations --------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ru", "sv"])
def test_what_is_said_in_english_is_said_and_what_is_empty_stays_empty(
    tables: dict[str, list[Row]], language: str
) -> None:
    wrong = [w for w, text, own in translations(tables, language) if bool(text) != bool(own)]
    assert wrong == []


@pytest.mark.parametrize("language", ["ru", "sv"])
def test_a_translation_has_the_numbers_of_its_text(
    tables: dict[str, list[Row]], language: str
) -> None:
    in_words = {f"claims.csv, line {_line(tables, 'B04')}, note_{language}"}  # ISO dates
    wrong = [
        (where, text, own)
        for where, text, own in translations(tables, language)
        if where not in in_words and _numbers(text) != _numbers(own)
    ]
    assert wrong == []


def _line(tables: dict[str, list[Row]], claim: str) -> int:
    return 2 + [row["id"] for row in tables["claims"]].index(claim)


def _numbers(text: str) -> list[str]:
    """Return the numbers of a text; a thousands' mark is a comma or no-break space before three."""
    bare = re.sub(r"(?<=\d)[,\u00a0](?=\d{3})", "", ADDRESS.sub("", text))
    return sorted(re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d),(?=\d)", ".", bare)))


@pytest.mark.parametrize("language", ["ru", "sv"])
def test_a_translation_adds_no_address_and_loses_none(
    tables: dict[str, list[Row]], language: str
) -> None:
    for where, text, own in translations(tables, language):
        assert ADDRESS.findall(text) == ADDRESS.findall(own), where


SLIPS = {
    "two spaces": r"[ \u00a0]{2}",
    "a space at an end": r"^\s|\s$",
    "a space before a stop": r"\s[,.;:!?](?:\s|$)",
    "a straight quotation mark": r"[\"']",
    "a hyphen for a dash": r" - |\d-\d",
    "a mixed word": r"[A-Za-zÀ-ÿ][А-Яа-яЁё]|[А-Яа-яЁё][A-Za-zÀ-ÿ]",
    "a breaking space before a percent sign": r"\d %",
}


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize("language", ["ru", "sv"])
def test_the_texts_are_written_with_care(
    tables: dict[str, list[Row]], settings: dict, language: str, slip: str
) -> None:
    found = [
        (where, text)
        for where, text in texts(tables, settings, language)
        if re.search(SLIPS[slip], ADDRESS.sub("(address)", text))
    ]
    assert found == []


SAME_IN_RUSSIAN = {
    "Human Rights Watch",
    "Stonewall/YouGov",
    "14 %",
    "37",
}
"""Cells without a Russian word: proper names that Russian writes in Latin letters, and numbers."""


def test_russian_is_written_in_russian_letters(tables: dict[str, list[Row]]) -> None:
    foreign = {
        text.replace("\u00a0", " ")
        for _, _, text in translations(tables, "ru")
        if text and not re.search("[А-Яа-яЁё]", text)
    }
    assert foreign == SAME_IN_RUSSIAN


def test_no_russian_letter_is_left_in_swedish(tables: dict[str, list[Row]], settings: dict) -> None:
    assert [w for w, t in texts(tables, settings, "sv") if re.search("[А-Яа-яЁё]", t)] == []
