"""`vittne verify` on the release of the example, as a journalist would run it."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def vittne(*args: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "vittne", "verify", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture
def touched(example_release: Path, tmp_path: Path) -> Path:
    """A copy of the release, to be changed."""
    return Path(shutil.copytree(example_release, tmp_path / "touched"))


def test_the_example_passes_and_says_what_it_cannot_see(example_release: Path) -> None:
    result = vittne(example_release)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "PASSED" in result.stdout
    assert "--expect" in result.stdout
    assert "your own vittne" in result.stdout


def test_the_published_hash_ties_it_to_what_was_published(example_release: Path) -> None:
    digest = hashlib.sha256((example_release / "MANIFEST.sha256").read_bytes()).hexdigest()
    right = vittne(example_release, "--expect", digest.upper())
    assert right.returncode == 0, right.stdout
    assert "--expect" not in right.stdout
    wrong = vittne(example_release, "--expect", "0" * 64)
    assert wrong.returncode == 1
    assert "MANIFEST.sha256: has the hash" in wrong.stdout


def test_every_file_that_was_touched_is_named_in_one_run(touched: Path) -> None:
    (touched / "style.css").write_text("p { color: red }")
    (touched / "verify.pyz").unlink()
    (touched / "added.txt").write_text("x")
    (touched / "ru/index.html").rename(touched / "ru/start.html")
    result = vittne(touched, "--json")
    assert result.returncode == 1
    report = json.loads(result.stdout)
    found = {(one["path"], one["kind"]) for one in report["checks"][0]["failures"]}
    assert found == {
        ("style.css", "changed"),
        ("verify.pyz", "missing"),
        ("added.txt", "added"),
        ("ru/index.html", "renamed"),
    }


def test_a_figure_that_an_enemy_changed_is_caught_by_computing_it_again(touched: Path) -> None:
    from vittne.verify.manifest import write_manifest

    file = touched / "data/figures.json"
    figures = json.loads(file.read_text(encoding="utf-8"))
    killed = next(one for one in figures if one["unit"] == "persons_killed" and one["value"] == 3)
    killed["value"] = 10
    file.write_text(json.dumps(figures), encoding="utf-8")
    write_manifest(touched)
    result = vittne(touched)
    assert result.returncode == 1
    assert f"for {killed['id']} that its value is 10; its data give 3" in result.stdout


def test_the_checker_in_the_release_agrees_with_a_bare_python(example_release: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-I", "-S", "verify.pyz"],
        cwd=example_release,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert "came with the release" in result.stdout


def test_a_release_made_again_from_its_own_data_is_the_same(
    example_release: Path, tmp_path: Path
) -> None:
    """So a reader can check every word and picture, but for what the key of the logs is in."""
    from vittne.release import build_release

    def lines(folder: Path) -> list[str]:
        said = (folder / "MANIFEST.sha256").read_text("utf-8").splitlines()
        keyed = re.compile("log/|../(verify|attack)/index.html")
        return [line for line in said if not keyed.match(line[66:])]

    build_release(example_release / "data", tmp_path / "again")
    assert lines(tmp_path / "again") == lines(example_release)
    assert len(lines(example_release)) > 900


@pytest.mark.parametrize(
    "args", [("gone",), (".", "--expect", "abc"), (), ("gone", "--nothing-like-that")]
)
def test_wrong_input_is_told_and_exits_with_2(args: tuple[str, ...], tmp_path: Path) -> None:
    result = vittne(*args)
    assert result.returncode == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
