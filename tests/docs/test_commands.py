"""What the documentation says to type is typed, and what it says comes out comes out.

A `console` block holds commands (`$ ...`) and what they print; `...` stands for what may vary. A
block with `file=NAME` after its language is written to that file first. All blocks of a page run
in one folder, from top to bottom, where `examples/` is at hand. A page says how the last
command of a block ends, if not with 0, in a comment before the block (`<!-- exit 2 -->`), and shows
standard error then.
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

BLOCK = re.compile(
    r"(?:<!-- exit (?P<code>\d+) -->\n)?^```(?P<language>\w+)(?: file=(?P<file>\S+))?\n"
    r"(?P<body>.*?)^```$",
    re.M | re.S,
)
PROGRAMS = {"vittne": [sys.executable, "-m", "vittne"], "python3": [sys.executable]}


@dataclass(frozen=True)
class Command:
    """One command of a page, what it prints, and how it ends."""

    line: str
    output: str
    code: int


def commands(body: str, code: int) -> list[Command]:
    """Commands of a `console` block; the exit code is the last one's."""
    parts = re.split(r"^\$ ", body, flags=re.M)[1:]
    pairs = [part.partition("\n") for part in parts]
    codes = [0] * (len(pairs) - 1) + [code]
    return [
        Command(line, output, code) for (line, _, output), code in zip(pairs, codes, strict=True)
    ]


def runnable(line: str) -> bool:
    """`./run` and what comes before it (getting the project) are tested elsewhere."""
    return shlex.split(line)[0] in PROGRAMS


def perform(command: Command, folder: Path) -> None:
    """Type a command and compare what it prints."""
    program, *arguments = shlex.split(command.line)
    run = subprocess.run(
        [*PROGRAMS[program], *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"},
    )
    printed = run.stdout if run.returncode == 0 else run.stdout + run.stderr
    assert run.returncode == command.code, f"{command.line}\n{run.stdout}{run.stderr}"
    if command.output:
        same = doctest.OutputChecker().check_output(command.output, printed, doctest.ELLIPSIS)
        assert same, f"$ {command.line}\nthe page says:\n{command.output}\nprinted:\n{printed}"


def test_what_a_page_says_to_type_works(doc: Path, root: Path, tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(root / "examples")
    for block in BLOCK.finditer(doc.read_text("utf-8")):
        if block["file"]:
            (tmp_path / block["file"]).write_text(block["body"], "utf-8")
        if block["language"] == "console":
            for command in commands(block["body"], int(block["code"] or 0)):
                if runnable(command.line):
                    perform(command, tmp_path)


def test_a_page_with_another_output_would_fail(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="the page says"):
        perform(Command("python3 -c 'print(3)'", "4\n", 0), tmp_path)


def test_a_command_that_ends_otherwise_would_fail(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="exit"):
        perform(Command("python3 -c 'exit(2)'", "", 0), tmp_path)


def test_the_pages_that_teach_have_commands(root: Path) -> None:
    guides = sorted((root / "docs" / "how-to").glob("*.md"))
    assert guides
    assert all("\n$ vittne " in guide.read_text("utf-8") for guide in guides)
