"""`vittne link names`, as somebody types it. The names are invented combinations."""

from __future__ import annotations

import json

import pytest

from vittne.cli.main import main

NAMES = ("Хасан Рамзанович Джабаров", "Djabaroff Khassan")


def test_json_is_one_object_with_score_level_and_reasons(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["link", "names", *NAMES, "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert list(printed) == ["score", "level", "why"]
    assert printed["level"] == "same"
    assert printed["score"] > 0.93
    assert [(why["part"], why["level"]) for why in printed["why"]] == [
        ("family", "same"),
        ("given", "same"),
        ("patronymic", "missing"),
    ]
    assert all(list(why) == ["part", "level", "text"] for why in printed["why"])


def test_people_read_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["link", "names", *NAMES]) == 0
    first, family, *_ = capsys.readouterr().out.splitlines()
    assert first.startswith("same (0.9")
    assert family == "  family: same. Джабаров and Djabaroff are spellings of one name"


def test_a_name_that_is_none_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["link", "names", "неизвестный", "TK TK"]) == 0
    assert capsys.readouterr().out.startswith("missing (0.50)\n  name: missing. неизвестный is no")


def test_a_name_longer_than_any_is_an_error_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["link", "names", "a", "x" * 1_000_000]) == 2
    printed = capsys.readouterr()
    assert "1,000,000 characters" in printed.err
    assert len(printed.err) < 500
    assert not printed.out
