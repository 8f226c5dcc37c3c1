"""The invented example: what the archive makes, right as a dossier, its truth beside it."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from vittne.dossier import Dossier, check_dossier, read_dossier
from vittne.terms.codes import LANGUAGES


@pytest.fixture(scope="module")
def example(root: Path) -> Path:
    return root / "examples" / "invented"


@pytest.fixture(scope="module")
def dossier(example: Path) -> Dossier:
    return read_dossier(example)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_it_is_what_the_archive_makes(
    example: Path, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All but the reviews: which pairs were picked rests on the program of that day."""
    monkeypatch.syspath_prepend(str(root))
    made: Any = __import__("benchmarks.invented", fromlist=["make"])
    made.make(tmp_path, reviews=False)
    files = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    assert len(files) == 1 + 5 * 2 + 2
    changed = [str(f) for f in files if (example / f).read_bytes() != (tmp_path / f).read_bytes()]
    assert changed == [], "type python -m benchmarks.invented make"


def test_nothing_is_wrong_with_it_and_nothing_to_look_at(example: Path) -> None:
    report = check_dossier(example)
    assert (report.problems, report.remarks) == ((), ())


def test_it_says_that_it_is_invented_and_is_not_published_as_it_is(dossier: Dossier) -> None:
    assert dossier.settings.invented
    assert not dossier.settings.public
    assert set(dossier.title) == set(LANGUAGES)
    assert all(listed.who.startswith("INVENTED") for listed in dossier.lists)
    for listed in dossier.lists:
        assert all(row.texts["note"].startswith("invented") for row in listed.records)


def test_it_is_small_enough_to_be_tried(dossier: Dossier) -> None:
    assert len(dossier.lists) == 5
    assert 1_400 < sum(len(listed.records) for listed in dossier.lists) < 1_600


def test_the_truth_says_whose_each_record_is(example: Path, dossier: Dossier) -> None:
    keys = [f"{listed.name}/{row.record_id}" for listed in dossier.lists for row in listed.records]
    whose = {row["record"]: row["person"] for row in rows(example / "truth" / "records.csv")}
    assert sorted(whose) == sorted(keys)
    people = {row["person"]: row for row in rows(example / "truth" / "people.csv")}
    assert len(people) == 1_500
    on: dict[str, set[str]] = {person: set() for person in people}
    for key, person in whose.items():
        on[person].add(key.partition("/")[0])
    assert {p: set(filter(None, row["lists"].split("|"))) for p, row in people.items()} == on
    assert sum(not lists for lists in on.values()) > 400


def test_the_truth_says_what_an_auditor_would_be_shown(example: Path) -> None:
    people = rows(example / "truth" / "people.csv")
    evidence = Counter((row["act_evidence"], row["ground_evidence"]) for row in people)
    assert set(evidence) == {
        *(("shown", said) for said in ("shown", "dangerous", "none")),
        *(("dangerous", "dangerous"), ("none", "none")),
    }
    assert evidence["shown", "shown"] > 0.9 * len(people)
    assert all(number >= 5 for number in evidence.values())


def test_reviewers_looked_at_pairs_of_every_kind_and_were_seldom_wrong(
    example: Path, dossier: Dossier
) -> None:
    whose = {row["record"]: row["person"] for row in rows(example / "truth" / "records.csv")}
    first = [one for one in dossier.reviews if one.round == "first" and not one.withdrawn_at]
    assert len({(one.a, one.b) for one in first}) == len(first) == 200
    decided = [one for one in first if one.verdict != "unsure"]
    wrong = [one for one in decided if (one.verdict == "same") != (whose[one.a] == whose[one.b])]
    assert 0 < len(wrong) < len(decided) / 10
    assert {one.round for one in dossier.reviews} == {"first", "second", "adjudicated"}
    assert any(one.withdrawn_at for one in dossier.reviews)
    verdicts = {one.verdict for one in first}
    assert verdicts == {"same", "different", "unsure"}
