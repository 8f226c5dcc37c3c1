"""``vittne new``: something to start from, that is right from the first moment."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from vittne.dossier import check_dossier


def vittne(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "vittne", *args],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
    )


def test_a_new_dossier_passes_the_check_without_a_remark(tmp_path: Path) -> None:
    made = vittne("new", "harbour", cwd=tmp_path)
    assert (made.returncode, made.stderr) == (0, "")
    report = check_dossier(tmp_path / "harbour")
    assert (report.problems, report.remarks) == ((), ())
    assert report.dossier is not None
    assert report.dossier.id == "harbour"
    assert set(report.dossier.title) == {"en", "ru", "sv"}


def test_it_says_what_to_do_next(tmp_path: Path) -> None:
    made = vittne("new", "harbour", cwd=tmp_path)
    assert "vittne check harbour" in made.stdout
    assert vittne("check", "harbour", cwd=tmp_path).returncode == 0


def test_its_only_claim_says_that_it_is_invented(tmp_path: Path) -> None:
    vittne("new", "harbour", cwd=tmp_path)
    dossier = check_dossier(tmp_path / "harbour").dossier
    assert dossier is not None
    (claim,) = dossier.record.claims
    assert "INVENTED" in claim.definition
    assert claim.note.startswith("invented")


def test_every_line_that_is_commented_out_is_right_when_it_is_not(tmp_path: Path) -> None:
    """Whoever removes a ``#`` gets a dossier that can be read."""
    vittne("new", "harbour", cwd=tmp_path)
    head = tmp_path / "harbour" / "dossier.toml"
    lines = head.read_text("utf-8").splitlines()
    opened = [
        line.removeprefix("# ") if "=" in line or line.startswith("# [") else line for line in lines
    ]
    assert opened != lines
    assert len(tomllib.loads("\n".join(opened))) > len(tomllib.loads("\n".join(lines))) + 3
    head.write_text(
        "\n".join(opened).replace('claims = ["S01"]', 'claims = ["EXAMPLE-1"]'), "utf-8"
    )
    assert check_dossier(head.parent).problems == ()


@pytest.mark.parametrize("name", ["my first dossier", "мое-досье", "-"])
def test_a_folder_whose_name_is_no_id(tmp_path: Path, name: str) -> None:
    assert vittne("new", "--", name, cwd=tmp_path).returncode == 0
    dossier = check_dossier(tmp_path / name).dossier
    assert dossier is not None
    assert dossier.id == "dossier"


def test_what_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    made = vittne("new", "full", cwd=tmp_path)
    assert (made.returncode, made.stdout) == (2, "")
    assert made.stderr == (
        "full: there is something here already\n"
        "  hint: name a folder that does not exist yet, or is empty\n"
    )
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("name", ["file/a", "x" * 300, "/proc/a", "nul\\0"])
def test_where_nothing_can_be_written(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("")
    made = vittne("new", name, cwd=tmp_path)
    if name == "nul\\0":  # a strange name, and a possible one
        assert made.returncode == 0
        return
    assert (made.returncode, made.stdout) == (2, "")
    assert made.stderr.startswith("vittne: ")
    assert all(line.startswith("  hint: ") for line in made.stderr.splitlines()[1:])
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
