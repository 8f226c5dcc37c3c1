"""Records that are thin, contradictory or refuse a number still make a release that checks."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from vittne.release import build_release
from vittne.verify.check import Verifier, verify_release

Row = dict[str, str]
Change = Callable[[list[Row]], list[Row]]


def rewrite(folder: Path, file: str, change: Change) -> None:
    path = folder / file
    with path.open(encoding="utf-8", newline="") as source:
        reader = csv.DictReader(source)
        names = list(reader.fieldnames or ())
        rows = change(list(reader))
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, names)
        writer.writeheader()
        writer.writerows(rows)


def set_cell(key: str, column: str, value: str, *, id_column: str = "id") -> Change:
    def change(rows: list[Row]) -> list[Row]:
        return [{**row, column: value} if row[id_column] == key else row for row in rows]

    return change


def add(**cells: str) -> Change:
    return lambda rows: [*rows, {**dict.fromkeys(rows[0], ""), **cells}]


def doubled(rows: list[Row]) -> list[Row]:
    return [copy for row in rows for copy in (row, {**row, "id": f"{row['id']}-again"})]


def without_dates(rows: list[Row]) -> list[Row]:
    return [{**row, "said_on": "", "period": ""} for row in rows]


def answer(complaints: str) -> Change:
    """An office's answer that speaks of everybody who was counted."""
    everybody = {"place": "RU", "period": "2016/2020", "date": "2020"}
    return add(complaints_registered=complaints, speaker_office="An office", **everybody)


# File and change; what stands together is changed together: each build takes its time.
CHANGES: dict[str, list[tuple[str, Change]]] = {
    "no relations": [("relations.csv", lambda rows: [])],
    "every claim twice": [("claims.csv", doubled)],
    "no dates": [("claims.csv", without_dates)],
    "numbers that must be refused": [
        ("documented.csv", add(unit="persons_detained", count="0", place="RU-CE", period="2017")),
        ("official.csv", answer("900")),
        ("polls.csv", set_cell("lev2019b", "share_pct", "50")),
        ("polls.csv", set_cell("lev2019c", "share_pct", "")),
        ("reporting.csv", set_cell("co2023", "reported", "")),
        ("claims.csv", set_cell("B06", "high", "")),
    ],
    "numbers at their ends": [
        ("official.csv", answer("41")),
        ("reporting.csv", set_cell("rln2018", "reported", "55")),
        ("breakdowns.csv", set_cell("family members", "count", "99", id_column="part")),
        ("claims.csv", add(id="Z1", stance="asserts")),
        (
            "relations.csv",
            add(**{"from": "A02", "to": "A07", "kind": "restates", "reason": "a circle"}),
        ),
    ],
    "sentences that nobody related to anything": [
        ("relations.csv", lambda rows: [row for row in rows if not row["from"].startswith("S0")])
    ],
}


@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)
def test_it_builds_and_verifies(
    example_dossier: Path, tmp_path: Path, changes: list[tuple[str, Change]]
) -> None:
    dossier = tmp_path / "dossier"
    shutil.copytree(example_dossier, dossier)
    for file, change in changes:
        rewrite(dossier, file, change)
    build_release(dossier, tmp_path / "release")
    report = verify_release(tmp_path / "release", Verifier("the tests"))
    assert report.ok, report.summary()


def test_without_groups_only_the_independent_bound_is_given(
    example_dossier: Path, tmp_path: Path
) -> None:
    dossier = tmp_path / "dossier"
    shutil.copytree(example_dossier, dossier)
    head = dossier / "dossier.toml"
    groups = "raid_size = 20\nrho = 0.3\n"
    text = head.read_text(encoding="utf-8")
    assert groups in text
    head.write_text(text.replace(groups, ""), encoding="utf-8")
    report = build_release(dossier, tmp_path / "release")
    assert not [figure.id for figure in report.figures if "in-raids" in figure.id]
    assert verify_release(tmp_path / "release", Verifier("the tests")).ok
