"""A dossier that holds only one thing makes a whole release, and one that checks."""

from __future__ import annotations

from pathlib import Path

import pytest
from read_page import LANGUAGES, Page
from small_dossiers import (
    AN_INVENTED_LIST,
    CLAIMS_AND_A_DENIAL,
    ONLY_A_TABLE,
    ONLY_CLAIMS,
    ONLY_SILENCE,
    write_files,
)

from vittne.dossier import new_dossier
from vittne.release import build_release
from vittne.verify.check import Verifier, verify_release

KINDS = {
    "claims": ONLY_CLAIMS,
    "claims and a denial": CLAIMS_AND_A_DENIAL,
    "a table": ONLY_A_TABLE,
    "silence": ONLY_SILENCE,
    "an invented list": AN_INVENTED_LIST,
}


def build(tmp_path: Path, files: dict[str, str]) -> Path:
    dossier = write_files(tmp_path / "dossier", files)
    build_release(dossier, tmp_path / "release")
    return tmp_path / "release"


@pytest.mark.parametrize("files", KINDS.values(), ids=KINDS)
def test_it_builds_and_verifies(tmp_path: Path, files: dict[str, str]) -> None:
    report = verify_release(build(tmp_path, files), Verifier("the tests"))
    assert report.ok, report.summary()


def test_a_new_dossier_builds_and_verifies(tmp_path: Path) -> None:
    new_dossier(tmp_path / "dossier")
    build_release(tmp_path / "dossier", tmp_path / "release")
    assert verify_release(tmp_path / "release", Verifier("the tests")).ok


def test_what_is_not_there_has_no_section(tmp_path: Path) -> None:
    release = build(tmp_path, ONLY_A_TABLE)
    assert not (release / "en" / "claims").exists()
    assert not (release / "en" / "silence").exists()
    start = Page.of(release / "en" / "index.html")
    assert "10 people are on at least one of the lists" in start.text
    assert "sentence by sentence" not in start.text
    assert "no complaints" not in start.text


def test_an_invented_dossier_says_so_on_every_page(tmp_path: Path) -> None:
    release = build(tmp_path, AN_INVENTED_LIST)
    word = {"en": "INVENTED", "ru": "ВЫМЫШЛЕНО", "sv": "PÅHITTAT"}
    pages = sorted(release.rglob("*.html"))
    assert len(pages) > 20
    for path in pages:
        page = Page.of(path)
        assert word[page.language] in page.text, path
    start = Page.of(release / "index.html")
    assert all(one in start.text for one in word.values())


def test_a_list_is_counted_in_records_and_nobody_of_it_is_published(tmp_path: Path) -> None:
    release = build(tmp_path, AN_INVENTED_LIST)
    start = Page.of(release / "en" / "index.html")
    assert "Records are counted here, not people" in start.text
    assert (
        "6 people are on the committed list"
        in Page.of(release / "en" / "figures" / "listed" / "index.html").text
    )
    for path in release.rglob("*"):
        if path.is_file():
            assert b"Nobody Atall" not in path.read_bytes(), path


def test_a_unit_of_the_dossier_s_own_is_named_as_it_is(tmp_path: Path) -> None:
    claims = ONLY_CLAIMS["claims.csv"].replace("persons_killed", "houses_burnt")
    release = build(tmp_path, {**ONLY_CLAIMS, "claims.csv": claims})
    for language in LANGUAGES:
        page = Page.of(release / language / "index.html")
        assert "3 (houses_burnt)" in page.text


def test_markup_in_the_data_is_shown_and_never_obeyed(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    claims = ONLY_CLAIMS["claims.csv"].replace("A paper", evil)
    release = build(tmp_path, {**ONLY_CLAIMS, "claims.csv": claims})
    report = verify_release(release, Verifier("the tests"))
    assert report.ok, report.summary()
    assert evil in Page.of(release / "en" / "index.html").text
