"""What the page on disclosure control says is what the program does, and was tested as it says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from vittne.disclose.estimates import WIDTH
from vittne.disclose.tables import BASE, FEWEST, fewest_left, fewest_shown


def page(root: Path) -> str:
    return (root / "docs" / "method" / "disclosure.md").read_text("utf-8")


def test_the_rules_are_those_of_the_program(root: Path) -> None:
    text = page(root)
    assert f"from {fewest_shown(BASE)} people on" in text
    assert f"empty or has {fewest_left(BASE)} people or more" in text
    assert f"changed by nobody, or by {FEWEST} people or more" in text
    assert f"neighbouring multiple of {BASE}" in text
    assert {5: "a fifth of the interval's width"}[WIDTH] in text


def test_every_test_that_is_named_exists(root: Path) -> None:
    named = set(re.findall(r"`(test_\w+)`", page(root)))
    below = root / "tests" / "below"
    files = (*below.glob("disclose/test_*.py"), below / "release" / "test_enemy.py")
    tests = set(re.findall(r"^def (test_\w+)", "\n".join(f.read_text() for f in files), re.M))
    assert len(named) >= 12
    assert named - tests == set()


def test_the_comparison_is_what_its_program_computes(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(root))
    program: Any = __import__("benchmarks.disclosure", fromlist=["compared"])
    rows = [line for line in page(root).splitlines() if re.match(r"\| \d+ \|", line)]
    assert rows == program.compared()
