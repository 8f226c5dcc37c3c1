"""`figures.json` is read with suspicion: what is no figure is named, and nothing stops it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vittne.verify.entries import FIGURES, read_figures
from vittne.verify.figures import Figure
from vittne.verify.report import Failure
from vittne.verify.tree import walk


def read(folder: Path) -> tuple[tuple[Figure, ...] | None, list[Failure]]:
    failures: list[Failure] = []
    return read_figures(walk(folder), failures.append), failures


def test_what_was_written_is_read_back(small_release: Path) -> None:
    figures, failures = read(small_release)
    assert failures == []
    assert figures is not None
    assert [figure.id for figure in figures] == ["killed-2017", "share-not-registered"]


@pytest.mark.parametrize(
    "content", ["", "{}", "[1]", "[[]]", "null", "[" * 100_000, '[{"id": 1}]', "[NaN]", "1" * 5000]
)
def test_a_file_that_holds_no_figures(small_release: Path, content: str) -> None:
    (small_release / FIGURES).write_text(content)
    figures, failures = read(small_release)
    assert figures is None
    assert {failure.path for failure in failures} == {FIGURES}


def test_a_key_that_stands_there_twice(small_release: Path) -> None:
    """Two readers of such a file may see two numbers."""
    text = (small_release / FIGURES).read_text(encoding="utf-8")
    (small_release / FIGURES).write_text(text.replace('"value": 3,', '"value": 9, "value": 3,'))
    assert read(small_release)[0] is None


FIELDS = ("id", "kind", "value", "interval", "scope", "checks", "sentence", "inputs", "rests_on")


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize(
    "wrong", [{"x": 1}, [[]], True, 10**400, "\u202e../..", [None], {"en": [1]}]
)
def test_a_part_of_the_wrong_kind(small_release: Path, field: str, wrong: object) -> None:
    entries = json.loads((small_release / FIGURES).read_text(encoding="utf-8"))
    entries[1][field] = wrong
    (small_release / FIGURES).write_text(json.dumps(entries))
    figures, failures = read(small_release)
    if (field, wrong) == ("value", "\u202e../.."):
        return  # a value may be a code; whether it is the right one is another check's question
    assert figures is None
    assert "entry 2" in failures[0].text


@pytest.mark.parametrize("id_", ["", "..", "../x", "a/b", ".hidden", "a b", "é", "a\n", 7, None])
def test_an_id_that_is_no_name_of_a_folder(small_release: Path, id_: object) -> None:
    entries = json.loads((small_release / FIGURES).read_text(encoding="utf-8"))
    entries[0]["id"] = id_
    (small_release / FIGURES).write_text(json.dumps(entries))
    assert read(small_release)[0] is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    content=st.one_of(
        st.binary(max_size=200),
        st.recursive(
            st.none() | st.booleans() | st.floats() | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(FIELDS), inner),
            max_leaves=8,
        ).map(lambda value: json.dumps(value).encode()),
    )
)
def test_no_bytes_stop_the_reader(small_release: Path, content: bytes) -> None:
    (small_release / FIGURES).write_bytes(content)
    figures, failures = read(small_release)
    assert (figures is None) == bool(failures)
