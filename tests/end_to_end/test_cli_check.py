"""``vittne check``: what is there, what is wrong, what should be looked at."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def check(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "vittne", "check", str(folder), *options],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def dossier(example_dossier: Path, tmp_path: Path) -> Path:
    """A copy of the example, to be broken."""
    return Path(shutil.copytree(example_dossier, tmp_path / "dossier"))


def edit(path: Path, right: str, wrong: str) -> None:
    text = path.read_text("utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), "utf-8")


def test_the_example_is_right_and_one_pair_is_to_be_looked_at(example_dossier: Path) -> None:
    checked = check(example_dossier)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "claims.csv           54" in checked.stdout
    assert "1 remark, to be looked at:\nclaims.csv: A04, A09: " in checked.stdout
    assert "Next: vittne build" in checked.stdout


def test_all_mistakes_are_named_in_one_run(dossier: Path) -> None:
    edit(dossier / "claims.csv", "2017-02/2017-03", "Feb-17")
    edit(dossier / "claims.csv", ",persons_killed,3,,,", ",persons_killed,3,2,,")
    edit(dossier / "relations.csv", "drifts_from", "drifted_from")
    edit(dossier / "official.csv", "no_complaint_filed", "no complaint filed")
    edit(dossier / "dossier.toml", "public = true", "pubic = true")
    checked = check(dossier)
    assert checked.returncode == 2
    assert "Next:" not in checked.stdout
    for said in (
        "dossier.toml, disclosure.pubic: this key is not known\n  hint: did you mean public?",
        "claims.csv, line 2, period: 'Feb-17' is no date that is understood\n  hint: ",
        "claims.csv, line 3: low is 3, but best is 2\n  hint: low is at most best",
        "'drifted_from' is not in the code list relation_kinds\n  hint: did you mean drifts_from?",
        "official.csv, line 2, form: ",
        "5 problems: nothing was read",
    ):
        assert said in checked.stderr


def test_json_is_one_object_and_nothing_else(dossier: Path) -> None:
    edit(dossier / "claims.csv", "2017-02/2017-03", "Feb-17")
    checked = check(dossier, "--json")
    assert (checked.returncode, checked.stderr) == (2, "")
    found = json.loads(checked.stdout)
    assert found["ok"] is False
    assert found["files"]["claims.csv"] == 54
    assert [(p["file"], p["line"], p["column"], p["value"]) for p in found["problems"]] == [
        ("claims.csv", 2, "period", "Feb-17")
    ]
    assert found["problems"][0]["hint"]


def test_json_of_a_dossier_that_is_right(example_dossier: Path) -> None:
    found = json.loads(check(example_dossier, "--json").stdout)
    assert (found["ok"], found["problems"], len(found["remarks"])) == (True, [], 1)


def test_json_has_every_problem(dossier: Path) -> None:
    rows = "".join(f"A01,part,{number}?\n" for number in range(60))
    (dossier / "breakdowns.csv").write_text(f"claim,part,count\n{rows}", "utf-8")
    assert len(json.loads(check(dossier, "--json").stdout)["problems"]) == 60
    assert "breakdowns.csv: and 10 more" in check(dossier).stderr


@pytest.mark.parametrize(
    ("change", "remark"),
    [
        (("claims.csv", "persons_killed", "person_killed"), "did you mean persons_killed?"),
        (("claims.csv", "persons_killed", "persons_in_hiding"), "as it is written here"),
        (("claims.csv", ",RU-CE,", ",RU-CQ,"), "'RU-CQ' is not in the list of places"),
        (("dossier.toml", "[regions.labels.RU-other]", "[regions.labels.north-caucasus2]"), None),
        (("relations.csv", "A03,A01,", "A03,A03,"), "related to itself"),
    ],
)
def test_what_may_be_meant_is_only_remarked_on(
    dossier: Path, change: tuple[str, str, str], remark: str | None
) -> None:
    file, right, other = change
    edit(dossier / file, right, other)
    checked = check(dossier)
    assert checked.returncode == (0 if remark else 2)
    if remark:
        assert remark in checked.stdout


def test_a_table_under_a_wrong_name_is_noticed(dossier: Path) -> None:
    (dossier / "breakdowns.csv").rename(dossier / "breakdown.csv")
    assert "breakdown.csv: this is not read\n  hint: did you mean breakdowns.csv?" in (
        check(dossier).stdout
    )


def test_a_release_can_be_read_as_a_dossier(example_release: Path) -> None:
    """Everybody may do with the published tables what the editors did."""
    checked = check(example_release / "data")
    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize("name", ["nowhere", "file", "empty", "\x1b[31m"])
def test_what_is_no_dossier(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "empty").mkdir()
    checked = check(tmp_path / name)
    assert (checked.returncode, checked.stdout) == (2, "")
    assert "hint:" in checked.stderr
    assert "Traceback" not in checked.stderr
    assert "\x1b" not in checked.stderr
