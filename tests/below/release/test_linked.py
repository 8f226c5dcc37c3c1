"""Releases of linked lists: people over draws of who is who, the estimate, the truth beside."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from invented_dossier import linked_dossier, table
from read_page import LANGUAGES
from small_dossiers import INVENTED, LIST, LIST_HEAD, write_files

from vittne.dossier import read_dossier
from vittne.release import build_release
from vittne.release.disclosing import Guard
from vittne.release.linked import Linked, link_lists
from vittne.release.secrets import new_secrets
from vittne.terms.errors import UserError
from vittne.verify.check import Verifier, verify_release
from vittne.verify.figures import Figure, load_figures
from vittne.verify.manifest import write_manifest

CHECKER = Verifier("the tests")


def quietly(text: str, done: int, total: int) -> None:
    """Tell nobody."""


def linked(folder: Path) -> Linked:
    """Link the lists of a dossier of which nothing was ever published."""
    found = link_lists(read_dossier(folder), folder, quietly, Guard(new_secrets("small"), 3))
    assert found is not None
    return found


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_files(tmp_path_factory.mktemp("linked") / "dossier", linked_dossier())


@pytest.fixture(scope="module")
def release(dossier: Path) -> Path:
    build_release(dossier, dossier.parent / "release")
    return dossier.parent / "release"


@pytest.fixture(scope="module")
def figures(release: Path) -> dict[str, Figure]:
    return {one.id: one for one in load_figures(release / "data" / "figures.json")}


def said(release: Path, path: str) -> str:
    """What a page says, without its marks."""
    page = (release / path).read_text("utf-8")
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("\u00a0", " ").split())


def test_it_verifies_and_says_what_was_not_computed_again(release: Path) -> None:
    report = verify_release(release, CHECKER)
    assert [(one.path, one.text) for one in report.failures] == []
    unseen = " ".join(report.not_seen)
    assert "persons-hand-relative" in unseen
    assert "estimate estimated-linked: it rests on draws of who is who" in unseen


def test_people_on_the_list_are_exact_and_different_people_have_an_interval(
    figures: dict[str, Figure], dossier: Path
) -> None:
    listed, persons = figures["listed"].numbers, figures["persons"].numbers
    assert listed.value == persons.part("typical")
    rows = sum(len(one.records) for one in read_dossier(dossier).lists)
    assert isinstance(listed.value, int)
    assert listed.value < rows
    assert persons.interval is not None
    assert persons.interval.low <= persons.value <= persons.interval.high
    assert 0 < persons.part("reviewed") <= 40
    assert figures["persons"].seed == 0
    assert {"splink", "duckdb", "numpy"} <= set(figures["persons"].software)


def test_the_truth_stands_beside_every_number(figures: dict[str, Figure], release: Path) -> None:
    assert figures["estimated-linked"].numbers.part("truth") == 120
    truth = int(str(figures["persons"].numbers.part("truth")))
    assert 90 < truth < 120
    parts = [one.numbers for id_, one in figures.items() if id_.startswith("persons-hand-")]
    assert sum(int(str(one.part("truth"))) for one in parts) == truth
    assert "In truth" in said(release, "en/index.html")


@pytest.mark.parametrize("by", ["hand", "ground", "place"])
def test_every_person_is_in_one_row_and_no_row_is_of_few(
    figures: dict[str, Figure], by: str
) -> None:
    rows = [one.numbers for id_, one in figures.items() if id_.startswith(f"persons-{by}-")]
    assert sum(int(str(one.value)) for one in rows) == figures["listed"].numbers.value
    assert all(int(str(one.value)) >= 5 for one in rows)
    assert sum(int(str(one.value)) % 3 > 0 for one in rows) <= 1
    if by != "place":  # every record of this dossier has one
        assert any(one.detail["code"] == "other_or_not_stated" for one in rows)


def test_the_table_of_the_lists_is_rounded_and_adds_up(release: Path) -> None:
    [table] = read_dossier(release / "data").tables
    rounded = table.about.rounded
    assert rounded is not None
    assert rounded.elsewhere
    assert sum(row.count for row in table.rows) + rounded.residual == rounded.total
    assert all(row.count >= 5 for row in table.rows)


def test_the_estimate_is_said_in_three_rounded_numbers_and_a_verdict(
    figures: dict[str, Figure],
) -> None:
    numbers = figures["estimated-linked"].numbers
    interval = numbers.interval
    assert interval is not None
    step = interval.high - numbers.value
    assert step % 5 == 0
    told = {"engines", "leave_one_out", "merges", "inside", "priors", "trajectory", "dial"}
    assert not told & numbers.detail.keys()
    variance = numbers.detail["variance"]
    shares = [variance[f"{part}_pct"] for part in ("linkage", "model", "sampling")]
    assert 90 <= sum(shares) <= 110
    assert all(share % 10 == 0 for share in shares)
    assert numbers.detail["persons"]["value"] == figures["persons"].numbers.value


def test_thresholds_that_others_would_pick_stand_beside(
    figures: dict[str, Figure], release: Path
) -> None:
    rows = figures["persons"].numbers.detail["thresholds"]
    assert [row["at_pct"] for row in rows][:3] == [1, 5, 10]
    assert [row["persons"] for row in rows] == sorted(row["persons"] for row in rows)
    page = (release / "en/figures/persons/index.html").read_text("utf-8")
    assert "drawn-thresholds" in page or "thresholds-wide" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_numbers_stand_side_by_side_in_every_language(
    release: Path, language: str, figures: dict[str, Figure]
) -> None:
    page = said(release, f"{language}/index.html")
    words = {
        "en": ("Documented", "Audited: at least", "Estimated in all", "never added"),
        "ru": (
            "Задокументировано",
            "Подтверждено проверкой: не менее",
            "Оценка общего числа",
            "не складывают",
        ),
        "sv": (
            "Dokumenterade",
            "Bekräftade vid granskning: minst",
            "Uppskattade sammanlagt",
            "läggs aldrig ihop",
        ),
    }[language]
    places = [page.index(word) for word in words[:3]]
    assert places == sorted(places)
    assert words[3] in page
    for one in ("listed", "estimated-linked"):
        assert str(figures[one].numbers.value) in page


def test_no_name_of_a_record_is_in_the_release(release: Path, dossier: Path) -> None:
    names = {
        part
        for listed in read_dossier(dossier).lists
        for row in listed.records
        for part in row.name.split()
        if len(part) > 5
    }
    for path in release.rglob("*"):
        if path.is_file() and path.suffix in (".html", ".json", ".csv", ".toml"):
            words = set(re.findall(r"\w+", path.read_text("utf-8")))
            assert not names & words, path


Change = Callable[[dict[str, dict[str, Any]]], None]


def _more_people(by_id: dict[str, dict[str, Any]]) -> None:
    by_id["estimated-linked"]["detail"]["persons"]["value"] += 1


def _more_in_a_part(by_id: dict[str, dict[str, Any]]) -> None:
    part = by_id["persons-hand-relative"]
    part["value"] = part["interval"]["high"] = by_id["listed"]["value"] + 1


def _other_shares(by_id: dict[str, dict[str, Any]]) -> None:
    by_id["estimated-linked"]["detail"]["variance"]["model_pct"] += 30


def _another_table(by_id: dict[str, dict[str, Any]]) -> None:
    for check in by_id["persons"]["checks"]:
        if check["name"] == "typical":
            check["value"] += 1


@pytest.mark.parametrize("change", [_more_people, _more_in_a_part, _other_shares, _another_table])
def test_numbers_that_do_not_fit_each_other_are_found(
    release: Path, tmp_path: Path, change: Change
) -> None:
    import shutil

    copy = tmp_path / "release"
    shutil.copytree(release, copy)
    file = copy / "data" / "figures.json"
    entries = json.loads(file.read_text("utf-8"))
    change({entry["id"]: entry for entry in entries})
    file.write_text(json.dumps(entries, ensure_ascii=False, indent=1) + "\n", "utf-8")
    (copy / "MANIFEST.sha256").unlink()
    write_manifest(copy)
    kinds = {failure.kind for failure in verify_release(copy, CHECKER).failures}
    assert kinds & {"wrong_persons", "wrong_estimate"}


def test_its_data_are_a_dossier_whose_table_is_one_like_any_other(
    release: Path, tmp_path: Path
) -> None:
    assert read_dossier(release / "data").tables[0].about.drawn
    build_release(release / "data", tmp_path / "again")
    ids = {one.id for one in load_figures(tmp_path / "again" / "data" / "figures.json")}
    assert ids == {"bound-linked", "estimated-linked", "listed-linked"}
    report = verify_release(tmp_path / "again", CHECKER)
    assert [(one.path, one.text) for one in report.failures] == []


def test_weak_grades_help_to_link_and_are_not_counted(tmp_path: Path) -> None:
    head = INVENTED + '[count]\ngrade_min = "supported"\n'
    rows = [line.split(",") for line in LIST.splitlines()[1:]]
    graded = [(*row, "reported" if row[0] == "6" else "established") for row in rows]
    files = {
        "dossier.toml": head,
        "lists/a.csv": table(("record_id", "name", "date", "grade"), graded),
        "lists/a.toml": LIST_HEAD,
    }
    found = linked(write_files(tmp_path / "dossier", files))
    listed = next(one for one in found.persons if one.id == "listed")
    assert listed.value == len(found.committed) == 5
    assert ("a/6",) not in {person.keys for person in found.committed}


def test_lists_of_one_independence_group_are_one_list_for_the_estimate(tmp_path: Path) -> None:
    files = linked_dossier(60, reviewed=6)
    for name in "ab":
        files[f"lists/{name}.toml"] += 'independence_group = "one"\n'
    found = linked(write_files(tmp_path / "dossier", files))
    assert found.table is not None
    assert found.table.lists == ("a+b", "c")


def test_an_estimate_from_pairs_that_nobody_reviewed_is_never_usable(tmp_path: Path) -> None:
    found = linked(write_files(tmp_path / "dossier", linked_dossier(60, reviewed=0)))
    assert found.estimate is not None
    assert found.estimate.verdict in ("flagged", "refused")
    assert "not_reviewed" in {reason.rule for reason in found.estimate.reasons}


def test_one_list_gives_people_and_no_estimate(tmp_path: Path) -> None:
    files = {"dossier.toml": INVENTED, "lists/a.csv": LIST, "lists/a.toml": LIST_HEAD}
    build_release(write_files(tmp_path / "dossier", files), tmp_path / "release")
    ids = {one.id for one in load_figures(tmp_path / "release" / "data" / "figures.json")}
    assert ids == {"listed", "persons", "records-a"}
    assert verify_release(tmp_path / "release", CHECKER).ok


def test_a_truth_that_is_not_of_these_records_is_refused(tmp_path: Path) -> None:
    files = linked_dossier(10, lists="ab", reviewed=0)
    files["truth/records.csv"] += "a/none,3\n"
    with pytest.raises(UserError, match="a/none"):
        linked(write_files(tmp_path / "dossier", files))


def test_a_table_of_the_same_name_is_refused(tmp_path: Path) -> None:
    files = linked_dossier(10, lists="ab", reviewed=0)
    files["dossier.toml"] += "public = true\n"
    files["tables/linked.csv"] = "a,b,count\n1,0,5\n"
    with pytest.raises(UserError, match="makes a table of this name"):
        linked(write_files(tmp_path / "dossier", files))
