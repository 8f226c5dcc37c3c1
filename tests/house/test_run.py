"""`./run`: the one door to everything that is done with this repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

TASKS = ("demo", "test", "check", "fix", "bench", "docs", "offline-page")


def run(script: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", str(script), *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
    )


def test_without_an_argument_it_lists_every_task(root: Path) -> None:
    answer = run(root / "run")
    assert answer.returncode == 0
    assert tuple(re.findall(r"^  ([\w-]+) ", answer.stdout, re.M)) == TASKS


def test_every_task_is_explained_in_the_guide_for_contributors(root: Path) -> None:
    text = (root / "CONTRIBUTING.md").read_text("utf-8")
    assert [task for task in TASKS if f"`./run {task}`" not in text] == []


def test_an_unknown_task_is_named_and_refused(root: Path) -> None:
    answer = run(root / "run", "dmeo")
    assert answer.returncode == 2
    assert "there is no task 'dmeo'" in answer.stderr


@pytest.fixture
def bare_machine(root: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A fresh clone, in a path with a space, and a folder of programs for PATH: no `ensurepip`."""
    clone = tmp_path / "my clone"
    shutil.copytree(root / "requirements", clone / "requirements")
    shutil.copy(root / "run", clone / "run")
    programs = tmp_path / "bin"
    programs.mkdir()
    write_program(programs / "python3", 'case "$2" in *ensurepip*) exit 1 ;; esac')
    return clone / "run", programs


def write_program(path: Path, body: str) -> None:
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


def test_who_is_not_root_is_told_the_one_line_to_type(bare_machine: tuple[Path, Path]) -> None:
    script, programs = bare_machine
    write_program(programs / "id", "echo 1000")
    answer = run(script, "demo", PATH=f"{programs}:{os.environ['PATH']}")
    assert answer.returncode == 1
    assert "sudo apt-get install python3-venv\n" in answer.stderr
    assert not (script.parent / ".venv").exists()


def test_an_old_python_is_named(bare_machine: tuple[Path, Path]) -> None:
    script, programs = bare_machine
    write_program(programs / "python3", '[ "$1" = -V ] && echo Python 3.9.2; exit 1')
    answer = run(script, "demo", PATH=f"{programs}:{os.environ['PATH']}")
    assert answer.returncode == 1
    assert "python3 (3.11 or later) is needed, and Python 3.9.2 was found" in answer.stderr


@pytest.fixture
def counting_machine(bare_machine: tuple[Path, Path], tmp_path: Path) -> tuple[Path, Path, Path]:
    """The same clone with a `python3` whose environments note what they are asked to do.

    Installing fails for as long as the file `broken` is there.
    """
    script, programs = bare_machine
    notes, broken = tmp_path / "notes", tmp_path / "broken"
    inside = tmp_path / "inside"
    write_program(inside, f'[ "$2" = vittne ] && exit\necho "$2" >>"{notes}"\n[ ! -e "{broken}" ]')
    make = f'mkdir -p "$3/bin" && cp "{inside}" "$3/bin/python"'
    write_program(programs / "python3", f'if [ "$2" = venv ]; then {make}; fi')
    return script, programs, notes


def test_what_was_interrupted_is_made_anew_and_what_is_finished_is_left_alone(
    counting_machine: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    script, programs, notes = counting_machine
    path = f"{programs}:{os.environ['PATH']}"
    (tmp_path / "broken").touch()
    assert run(script, "demo", PATH=path).returncode == 1
    (tmp_path / "broken").unlink()
    assert run(script, "demo", PATH=path).returncode == 0
    assert notes.read_text().split() == ["pip", "pip", "pip"]  # one failed; then lock and project
    assert run(script, "demo", PATH=path).returncode == 0
    assert len(notes.read_text().split()) == 3
    with (script.parent / "requirements" / "runtime.txt").open("a") as lock:
        lock.write("# newer\n")
    assert run(script, "demo", PATH=path).returncode == 0
    assert len(notes.read_text().split()) == 5
