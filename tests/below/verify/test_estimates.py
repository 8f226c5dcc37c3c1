"""What a bare Python sees of estimates, and what it says that it does not see."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vittne.dossier.model import OverlapRow
from vittne.estimate.bounds import chao_lists
from vittne.estimate.table import CaptureTable
from vittne.verify.check import verify_release
from vittne.verify.command import own_copy
from vittne.verify.manifest import write_manifest
from vittne.verify.recompute_tables import chao
from vittne.verify.report import Report

Entry = dict[str, Any]


def check_of(entry: Entry, name: str) -> Entry:
    return next(check for check in entry["checks"] if check["name"] == name)


def put(*way: str | int, to: object) -> Callable[[Entry], None]:
    def edit(entry: Entry) -> None:
        part: Any = entry
        for step in way[:-1]:
            part = part[step]
        part[way[-1]] = to

    return edit


def more_documented(entry: Entry) -> None:
    check_of(entry, "documented")["value"] += 1


def higher_bound(entry: Entry) -> None:
    check_of(entry, "chao_at_least")["value"] += 1


def unflag(entry: Entry) -> None:
    check_of(entry, "verdict")["value"] = "usable"


def without_the_word(entry: Entry) -> None:
    entry["sentence"]["en"] = entry["sentence"]["en"].replace("a flagged estimate", "an estimate")


@pytest.fixture(scope="module")
def changed(
    overlaps_release: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str, Callable[[Entry], None]], Report]:
    """Change one figure of a copy of the release, write the manifest anew, and check."""
    copy = tmp_path_factory.mktemp("changed") / "release"
    shutil.copytree(overlaps_release, copy)
    file = copy / "data" / "figures.json"
    original = file.read_bytes()

    def change(id_: str, edit: Callable[[Entry], None]) -> Report:
        entries = json.loads(original)
        edit(next(entry for entry in entries if entry["id"] == id_))
        file.write_text(json.dumps(entries, ensure_ascii=False, indent=1) + "\n", "utf-8")
        write_manifest(copy)
        return verify_release(copy, own_copy())

    return change


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (put("value", to=13000), "its engine graphs says 12595"),
        (put("value", to=20000), "not in its own interval"),
        (put("interval", "low", to=10000), "another interval than its engines"),
        (put("interval", "low", to=4000), "fewer than the 4400 documented"),
        (put("unit", to="persons_helped"), "another unit"),
        (put("scope", "place", to="XK-99"), "another scope"),
        (put("settings", "headline", to="latent"), "another headline"),
        (put("seed", to=5), "another seed"),
        (put("detail", "reasons", to=[]), "reasons that do not go with that"),
        (put("detail", "engines", to=[]), "not built like an estimate"),
        (more_documented, "documented is 4401; its table gives 4400"),
        (higher_bound, "chao_at_least is 8212; its table gives 8211"),
        (unflag, "reasons that do not go with that"),
        (without_the_word, "a sentence in en without the word flagged"),
    ],
)
def test_a_changed_estimate_is_found(
    changed: Callable[[str, Callable[[Entry], None]], Report],
    edit: Callable[[Entry], None],
    said: str,
) -> None:
    report = changed("estimated-kosovo", edit)
    assert any(said in failure.text for failure in report.failures), report.summary()


def test_a_total_cannot_be_better_than_its_parts(
    changed: Callable[[str, Callable[[Entry], None]], Report],
) -> None:
    report = changed("estimated-parts", unflag)
    assert any("better verdict than its worst part" in f.text for f in report.failures)


def test_a_number_where_it_is_refused_is_found(
    changed: Callable[[str, Callable[[Entry], None]], Report],
) -> None:
    report = changed("estimated-sparse", put("value", to=292))
    assert any("a number that does not go with that" in f.text for f in report.failures)


def test_a_changed_bound_is_computed_again(
    changed: Callable[[str, Callable[[Entry], None]], Report],
) -> None:
    report = changed("bound-kosovo", put("value", to=8212))
    assert any("its data give 8211" in failure.text for failure in report.failures)


def test_what_is_not_computed_again_is_said_with_the_command_that_does(
    overlaps_release: Path,
) -> None:
    report = verify_release(overlaps_release, own_copy())
    unseen = "\n".join(report.not_seen)
    assert "5 estimated figures not computed again here" in unseen
    assert "`vittne build DIR/data --out NEW`" in unseen
    command = "vittne estimate DIR/data/tables/kosovo.csv --seed 1999 --headline graphs"
    assert f"`{command}`" in unseen
    numbers = next(check for check in report.checks if check.name == "numbers")
    assert numbers.text.startswith("9 figures")
    estimate = next(check for check in report.checks if check.name == "estimate")
    assert "estimated figures: 5, NOT computed again" in estimate.text


def test_a_consistent_lie_about_an_engine_is_not_seen_and_that_is_said(
    changed: Callable[[str, Callable[[Entry], None]], Report],
) -> None:
    """Nothing but the engines can tell; so the report names what it did not compute."""
    report = changed("estimated-kosovo", put("detail", "engines", 1, "value", to=10999))
    estimate = next(check for check in report.checks if check.name == "estimate")
    assert estimate.ok
    assert "Whether the engines give these numbers" in "\n".join(report.not_seen)


COUNTS = st.lists(st.sampled_from([0, 0, 0, 1, 2, 5, 20, 300]), min_size=31, max_size=31)


@settings(max_examples=60, deadline=None)
@given(lists=st.integers(2, 5), counts=COUNTS)
def test_chao_without_libraries_is_chao_with_them(lists: int, counts: list[int]) -> None:
    cells = [(1 + number, count) for number, count in enumerate(counts[: (1 << lists) - 1])]
    rows = [
        OverlapRow(tuple(bool(cell >> j & 1) for j in range(lists)), (), count)
        for cell, count in cells
        if count
    ]
    names = tuple("ABCDE"[:lists])
    table = CaptureTable(names, tuple(r.on for r in rows), tuple(r.count for r in rows))
    whole = table.without_empty_lists()
    if len(whole.lists) < 2:
        assert not rows or chao(rows) is None
        return
    right, found = chao_lists(whole), chao(rows)
    if right.value is None:
        assert found is None
    else:
        assert found == pytest.approx((right.value, right.low, right.high), rel=1e-6)
