"""Releases of linked lists: people over draws of who is who, the estimate, the truth beside."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from invented_dossier import linked_dossier, table
from read_page import LANGUAGES
from small_dossiers import INVENTED, LIST, LIST_HEAD, write_files

from vittne.dossier import read_dossier
from vittne.release import build_release
from vittne.release.linked import link_lists
from vittne.terms.errors import UserError
from vittne.verify.check import Verifier, verify_release
from vittne.verify.figures import Figure, load_figures
from vittne.verify.manifest import write_manifest

CHECKER = Verifier("the tests")


def quietly(text: str, done: int, total: int) -> None:
    """Tell nobody."""


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


def test_people_have_an_interval_and_records_are_counted_exactly(
    figures: dict[str, Figure], dossier: Path
) -> None:
    persons = figures["persons"].numbers
    rows = sum(len(one.records) for one in read_dossier(dossier).lists)
    assert persons.part("records") == rows
    assert persons.interval is not None
    assert persons.interval.low <= persons.value <= persons.interval.high < rows
    assert 0 < persons.part("reviewed") <= 40
    assert figures["persons"].seed == 0
    assert {"splink", "duckdb", "numpy"} <= set(figures["persons"].software)


def test_the_truth_stands_beside_every_number(figures: dict[str, Figure], release: Path) -> None:
    assert figures["estimated-linked"].numbers.part("truth") == 120
    persons = figures["persons"].numbers
    assert 90 < int(str(persons.part("truth"))) < 120
    stated = [f"persons-hand-{hand}" for hand in ("state_agent", "relative", "not_stated")]
    # Every person of this dossier has one hand or none, so that these add up.
    assert sum(int(str(figures[one].numbers.part("truth"))) for one in stated) == persons.part(
        "truth"
    )
    assert "In truth" in said(release, "en/index.html")


def test_not_stated_is_a_row_of_its_own(figures: dict[str, Figure]) -> None:
    for by in ("hand", "ground"):
        assert figures[f"persons-{by}-not_stated"].numbers.value > 0
    place = figures["persons-place-RU-CE+grozny"]
    assert place.numbers.scope.place == "RU-CE/grozny"
    assert figures["persons-ground-religion"].numbers.scope.grounds == ("religion",)


def test_the_estimate_is_of_all_draws_and_its_variance_is_split(
    figures: dict[str, Figure],
) -> None:
    numbers = figures["estimated-linked"].numbers
    pooled, variance = numbers.detail["pooled_draws"], numbers.detail["variance"]
    assert pooled["value"] == numbers.value
    assert numbers.interval is not None
    assert numbers.interval.low <= pooled["low"] < pooled["high"] <= numbers.interval.high
    shares = [variance[f"{part}_pct"] for part in ("linkage", "model", "sampling")]
    assert 99 <= sum(shares) <= 101
    assert variance["sampling"] > 0
    whole = figures["persons"].numbers
    assert numbers.detail["persons"]["value"] == whole.value


def test_thresholds_that_others_would_pick_stand_beside(
    figures: dict[str, Figure], release: Path
) -> None:
    rows = figures["estimated-linked"].numbers.detail["thresholds"]
    assert [row["at_pct"] for row in rows][:3] == [1, 5, 10]
    assert [row["persons"] for row in rows] == sorted(row["persons"] for row in rows)
    for path in ("persons", "estimated-linked"):
        page = (release / "en" / "figures" / path / "index.html").read_text("utf-8")
        assert "drawn-thresholds" in page or "thresholds-wide" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_numbers_stand_side_by_side_in_every_language(
    release: Path, language: str, figures: dict[str, Figure]
) -> None:
    page = said(release, f"{language}/figures/estimated-linked/index.html")
    words = {
        "en": ("Documented", "At least", "Estimated in all", "INVENTED"),
        "ru": ("Задокументированы", "Не менее", "Оценка общего числа", "ВЫМЫШЛЕНО"),
        "sv": ("Dokumenterade", "Minst", "Uppskattade sammanlagt", "PÅHITTAT"),
    }[language]
    for word in words:
        assert word in page
    persons = figures["persons"].numbers
    assert str(persons.value) in said(release, f"{language}/index.html")


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
    part["value"] = part["interval"]["high"] = by_id["persons"]["interval"]["high"] + 1


def _narrower(by_id: dict[str, dict[str, Any]]) -> None:
    estimate = by_id["estimated-linked"]
    estimate["interval"]["low"] = estimate["detail"]["pooled_draws"]["low"] + 1


def _another_table(by_id: dict[str, dict[str, Any]]) -> None:
    for check in by_id["persons"]["checks"]:
        if check["name"] == "typical":
            check["value"] += 1


@pytest.mark.parametrize("change", [_more_people, _more_in_a_part, _narrower, _another_table])
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


def test_the_same_dossier_gives_the_same_bytes(tmp_path: Path) -> None:
    files = linked_dossier(25, lists="ab", reviewed=6)
    first, second = (
        build_release(write_files(tmp_path / name, files), tmp_path / f"{name}-release")
        for name in ("one", "two")
    )
    assert first.manifest_sha256 == second.manifest_sha256
    assert verify_release(tmp_path / "one-release", CHECKER).ok


def test_its_data_are_a_dossier_whose_table_is_one_like_any_other(tmp_path: Path) -> None:
    files = linked_dossier(25, lists="ab", reviewed=6)
    build_release(write_files(tmp_path / "dossier", files), tmp_path / "release")
    assert read_dossier(tmp_path / "release" / "data").tables[0].about.drawn
    build_release(tmp_path / "release" / "data", tmp_path / "again")
    ids = {one.id for one in load_figures(tmp_path / "again" / "data" / "figures.json")}
    assert ids == {"bound-linked", "estimated-linked", "listed-linked"}
    assert verify_release(tmp_path / "again", CHECKER).ok


def test_of_real_people_few_are_not_shown(tmp_path: Path) -> None:
    files = linked_dossier(25, lists="a", reviewed=0)
    folder = write_files(tmp_path / "dossier", files)
    dossier = read_dossier(folder)
    real = replace(dossier, settings=replace(dossier.settings, invented=False))
    found = link_lists(real, folder, quietly)
    assert found is not None
    shown = [one for one in found.persons if one.value is not None]
    hidden = [one for one in found.persons if one.value is None]
    assert hidden
    for one in shown:
        assert one.interval is not None
        assert one.interval.low >= 3
    assert all(one.interval is None for one in hidden)
    assert all(check.name != "truth" for one in found.persons for check in one.checks)


def test_weak_grades_help_to_link_and_are_not_counted(tmp_path: Path) -> None:
    head = INVENTED + '[count]\ngrade_min = "supported"\n'
    rows = [(1, "Barek Domali", "2091", "established"), (2, "Telur Vaspim", "2092", "reported")]
    files = {
        "dossier.toml": head,
        "lists/a.csv": table(("record_id", "name", "date", "grade"), rows),
        "lists/a.toml": LIST_HEAD,
    }
    folder = write_files(tmp_path / "dossier", files)
    found = link_lists(read_dossier(folder), folder, quietly)
    assert found is not None
    whole = found.persons[0]
    assert (whole.value, whole.part("records"), whole.part("weak/records")) == (1, 1, 1)


def test_lists_of_one_independence_group_are_one_list_for_the_estimate(tmp_path: Path) -> None:
    files = linked_dossier(25, reviewed=6)
    for name in "ab":
        files[f"lists/{name}.toml"] += 'independence_group = "one"\n'
    folder = write_files(tmp_path / "dossier", files)
    found = link_lists(read_dossier(folder), folder, quietly)
    assert found is not None
    assert found.table is not None
    assert found.table.lists == ("a+b", "c")


def test_an_estimate_from_pairs_that_nobody_reviewed_is_never_usable(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "dossier", linked_dossier(25, reviewed=0))
    found = link_lists(read_dossier(folder), folder, quietly)
    assert found is not None
    assert found.estimate is not None
    assert found.estimate.verdict in ("flagged", "refused")
    assert "not_reviewed" in {reason.rule for reason in found.estimate.reasons}


def test_one_list_gives_people_and_no_estimate(tmp_path: Path) -> None:
    files = {"dossier.toml": INVENTED, "lists/a.csv": LIST, "lists/a.toml": LIST_HEAD}
    build_release(write_files(tmp_path / "dossier", files), tmp_path / "release")
    ids = {one.id for one in load_figures(tmp_path / "release" / "data" / "figures.json")}
    assert ids == {"persons", "records-a"}
    assert verify_release(tmp_path / "release", CHECKER).ok


def test_a_truth_that_is_not_of_these_records_is_refused(tmp_path: Path) -> None:
    files = linked_dossier(10, lists="ab", reviewed=0)
    files["truth/records.csv"] += "a/none,3\n"
    folder = write_files(tmp_path / "dossier", files)
    with pytest.raises(UserError, match="a/none"):
        link_lists(read_dossier(folder), folder, quietly)


def test_a_table_of_the_same_name_is_refused(tmp_path: Path) -> None:
    files = linked_dossier(10, lists="ab", reviewed=0)
    files["dossier.toml"] += "public = true\n"
    files["tables/linked.csv"] = "a,b,count\n1,0,5\n"
    folder = write_files(tmp_path / "dossier", files)
    with pytest.raises(UserError, match="makes a table of this name"):
        link_lists(read_dossier(folder), folder, quietly)
