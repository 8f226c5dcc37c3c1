"""Every promise of the threat model names code and a test, and both are there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "threat-model.md"


def promises() -> list[list[str]]:
    """Rows of the table: promise, code, test."""
    part = PAGE.read_text("utf-8").split("## What is promised")[1].split("\n## ")[0]
    rows = [line.strip("|").split("|") for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row] for row in rows[1:]]


def names(path: Path) -> set[str]:
    """Everything that a module defines, at any depth."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return found


@pytest.mark.parametrize("row", promises(), ids=lambda row: row[0][:40])
def test_a_promise_names_code_and_a_test_that_are_there(row: list[str], root: Path) -> None:
    _, code, attack = row
    carriers, attackers = re.findall(r"`([^`]+)`", code), re.findall(r"`([^`]+)`", attack)
    assert carriers
    assert attackers
    for carrier in carriers:
        file, _, name = carrier.partition(":")
        assert name in names(root / file), carrier
    for attacker in attackers:
        assert (root / attacker).exists(), attacker
        tests = [root / attacker] if attacker.endswith(".py") else (root / attacker).glob("test_*")
        assert any("def test_" in test.read_text("utf-8") for test in tests)


def test_there_are_promises_and_what_is_not_promised() -> None:
    assert len(promises()) > 10
    assert "## What is not promised" in PAGE.read_text("utf-8")
