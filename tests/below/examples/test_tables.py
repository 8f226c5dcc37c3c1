"""Kosovo and Caloocan: published counts as they were published, and texts in every language."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from vittne.dossier import Dossier, check_dossier, read_dossier
from vittne.dossier.model import OverlapRow, OverlapTable
from vittne.release.public import public_part
from vittne.terms.codes import LANGUAGES
from vittne.verify.recompute_tables import chao, people

EXAMPLES = ("kosovo", "philippines")


@pytest.fixture(scope="module", params=EXAMPLES)
def example(request: pytest.FixtureRequest, root: Path) -> Path:
    return root / "examples" / str(request.param)


def only_table(dossier: Dossier) -> OverlapTable:
    (table,) = dossier.tables
    return table


def counts(rows: tuple[OverlapRow, ...]) -> dict[tuple[bool, ...], int]:
    return {row.on: row.count for row in rows}


def originals(path: Path) -> dict[tuple[bool, ...], int]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return {tuple(cell == "1" for cell in row[:-1]): int(row[-1]) for row in rows}


def test_nothing_is_wrong_with_it_and_nothing_to_look_at(example: Path) -> None:
    report = check_dossier(example)
    assert (report.problems, report.remarks) == ((), ())


def test_it_may_be_published(example: Path) -> None:
    dossier = read_dossier(example)
    assert public_part(dossier).tables == dossier.tables


def test_every_text_is_there_in_every_language(example: Path) -> None:
    about = only_table(read_dossier(example)).about
    texts = [about.title, about.definition, about.source, about.note]
    texts += [*about.lists.values(), *(one.label for one in about.published)]
    texts += [labels for values in about.strata.values() for labels in values.values()]
    assert all(set(text) == set(LANGUAGES) for text in texts)


def test_every_list_is_named(example: Path) -> None:
    table = only_table(read_dossier(example))
    assert set(table.about.lists) == set(table.lists)


def test_others_answers_stand_beside_ours(root: Path) -> None:
    published = {
        (name, one.stratum): (one.value, one.low, one.high)
        for name in EXAMPLES
        for one in only_table(read_dossier(root / "examples" / name)).about.published
    }
    assert published == {
        ("kosovo", ""): (10356, 9002, 12122),
        ("philippines", "police"): (331, 302, 379),
        ("philippines", "unidentified"): (745, 632, 908),
    }


@pytest.mark.parametrize(
    ("name", "stratum", "documented", "at_least"),
    [
        ("kosovo", "", 4400, 8211),
        ("philippines", "police", 286, 312),
        ("philippines", "unidentified", 599, 758),
    ],
)
def test_the_documented_and_the_bound(
    root: Path, name: str, stratum: str, documented: int, at_least: int
) -> None:
    rows = only_table(read_dossier(root / "examples" / name)).parts[stratum]
    bound = chao(rows)
    assert bound is not None
    assert (people(rows), int(bound[1])) == (documented, at_least)


@pytest.mark.parametrize(
    ("name", "stratum", "original"),
    [
        ("kosovo", "", "Kosovo.csv"),
        ("philippines", "police", "PH_caloocan_police.csv"),
        ("philippines", "unidentified", "PH_caloocan_unidentified.csv"),
    ],
)
def test_the_counts_are_the_sources_own(
    root: Path, shared_data: Path, name: str, stratum: str, original: str
) -> None:
    table = only_table(read_dossier(root / "examples" / name))
    assert counts(table.parts[stratum]) == originals(shared_data / "mse" / original)
