"""The page for administrators: what it says to type can be typed, what it names is there.

Every block was typed into a Debian with a systemd of its own; these tests keep it so.
"""

from __future__ import annotations

import argparse
import importlib
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
from put_up import HowTo

from vittne.cli.main import VERBS

DEBIAN = {
    *("apt-get", "basename", "cat", "cd", "chmod", "chown", "cp", "curl", "diff", "grep"),
    *("hostnamectl", "install", "journalctl", "ln", "ls", "mkdir", "mount", "python3", "rm"),
    *("sed", "ss", "swapoff", "swapon", "sysctl", "systemctl", "systemd-analyze"),
    *("systemd-sysusers", "tail", "tar", "timedatectl", "umount"),
}
"""What the packages that the page installs, and every Debian, bring along."""
OWN = {"venv/bin/pip", "/opt/vittne/current/venv/bin/vittne", "vittne", "./run"}


def lines(how_to: HowTo) -> list[str]:
    typed = re.findall(r"^```(?:sh|text)\n(.*?)^```$", how_to.text, re.M | re.S)
    return [line for block in typed for line in block.splitlines()]


def test_every_block_is_a_program_for_a_shell(how_to: HowTo) -> None:
    assert len(how_to.blocks) > 8
    for block in how_to.blocks:
        subprocess.run(["sh", "-n"], input=block, text=True, check=True)


def test_every_line_begins_with_a_program_that_is_there(how_to: HowTo) -> None:
    for line in lines(how_to):
        for part in line.split(" | "):
            assert shlex.split(part)[0] in DEBIAN | OWN, line


def test_every_command_of_this_program_is_one(how_to: HowTo) -> None:
    asked = [
        shlex.split(part)[1:]
        for line in lines(how_to)
        for part in line.split(" | ")
        if shlex.split(part)[0].endswith("vittne")
    ]
    assert len(asked) >= 5
    for verb, *arguments in asked:
        module: Any = importlib.import_module(VERBS[verb][0])
        parser = argparse.ArgumentParser(exit_on_error=False)
        module.add_arguments(parser)
        parser.parse_args(arguments)


def test_every_setting_of_the_machine_is_explained_and_there(how_to: HowTo, root: Path) -> None:
    etc = root / "deploy" / "door" / "etc"
    there = {str(path.relative_to(etc)) for path in etc.rglob("*") if path.is_file()}
    table = re.search(r"(?<=^\|---\|---\|\n)\| `systemd/.*?\n\n", how_to.text, re.M | re.S)
    assert table
    assert set(re.findall(r"`([\w@./-]+/[\w@./-]+)`", table[0])) == there


def test_what_the_page_quotes_from_the_repository_is_there(how_to: HowTo, root: Path) -> None:
    assert "requirements/door-machine.txt" in how_to.text
    for path in ("requirements/door-machine.txt", "deploy/door/etc", "tests/end_to_end/deploy"):
        assert (root / path).exists()


def test_the_program_is_installed_where_the_unit_starts_it(how_to: HowTo, root: Path) -> None:
    unit = (root / "deploy/door/etc/systemd/system/vittne-door.service").read_text()
    assert "ExecStart=/opt/vittne/current/venv/bin/vittne door serve" in unit
    block = how_to.named["install"]
    assert "python3 -m venv venv\n" in block
    assert block.endswith("ln -sfn 1 /opt/vittne/current\n")


@pytest.mark.parametrize("language", ["door at OLD ADDRESS", "СТАРЫЙ АДРЕС", "GAMLA ADRESSEN"])
def test_the_notice_for_writers_is_ready_in_every_language(how_to: HowTo, language: str) -> None:
    assert sum(language in line for line in how_to.text.splitlines() if line[:4] == "> **") == 1
