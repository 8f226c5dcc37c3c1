"""A verdict is on the disk before the next one is asked for, and nothing is ever lost."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from vittne.dossier import read_dossier
from vittne.dossier.reviewing import add_review, withdraw_reviews
from vittne.terms.errors import UserError

Writer = Callable[..., Path]
Files = Mapping[str, str]

ROW = {
    "a": "help-line/2",
    "b": "help-line/1",
    "verdict": "same",
    "reviewer": "boris",
    "at": "2031-07-02",
    "reason": '=a "reason", with signs',
    "round": "second",
    "a_content": "12ab",
}


@pytest.fixture
def folder(write_files: Writer, files: Files) -> Path:
    return write_files(files)


def test_a_review_is_added_to_those_that_are_there(folder: Path) -> None:
    before = read_dossier(folder).reviews
    add_review(folder, ROW)
    *others, added = read_dossier(folder).reviews
    assert tuple(others) == before
    assert (added.verdict, added.reason, added.round) == ("same", ROW["reason"], "second")
    assert added.texts == {"a_content": "12ab"}


def test_the_first_review_makes_the_file_for_its_owner_only(folder: Path) -> None:
    (folder / "reviews.csv").unlink()
    add_review(folder, ROW)
    assert len(read_dossier(folder).reviews) == 1
    assert (folder / "reviews.csv").stat().st_mode & 0o777 == 0o600


def test_what_is_taken_back_stays_in_the_file(folder: Path) -> None:
    add_review(folder, ROW)
    (folder / "reviews.csv").chmod(0o640)
    number = withdraw_reviews(folder, lambda r: r["reviewer"] == "boris", "2031-07-03", "brothers")
    assert number == 1
    first, second = read_dossier(folder).reviews
    assert first.withdrawn_at is None
    assert str(second.withdrawn_at) == "2031-07-03"
    assert second.texts["withdrawn_reason"] == "brothers"
    assert (folder / "reviews.csv").stat().st_mode & 0o777 == 0o640
    assert withdraw_reviews(folder, lambda r: r["reviewer"] == "boris", "2031-08", "") == 0


def test_a_file_that_cannot_be_read_is_left_as_it_is(folder: Path) -> None:
    broken = (folder / "reviews.csv").read_text("utf-8") + 'help-line/1,"never closed'
    (folder / "reviews.csv").write_text(broken, "utf-8")
    with pytest.raises(UserError, match="quotes"):
        add_review(folder, ROW)
    assert (folder / "reviews.csv").read_text("utf-8") == broken


def _add_ten(folder: Path, reviewer: str) -> None:
    for number in range(10):
        add_review(folder, {**ROW, "reviewer": reviewer, "reason": str(number)})


def test_people_who_review_at_once_lose_nothing(folder: Path) -> None:
    names = ("anna", "boris", "clara")
    context = multiprocessing.get_context("fork")
    people = [context.Process(target=_add_ten, args=(folder, name)) for name in names]
    for one in people:
        one.start()
    for one in people:
        one.join()
    reviews = read_dossier(folder).reviews[1:]
    for name in names:
        assert [r.reason for r in reviews if r.reviewer == name] == [str(n) for n in range(10)]
