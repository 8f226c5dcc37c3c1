"""What the page of strata says is what the program does, and was tested as it says."""

from __future__ import annotations

import re
from pathlib import Path

from vittne.estimate.hierarchical_kernel import SCALE


def page(root: Path) -> str:
    return (root / "docs" / "method" / "strata.md").read_text("utf-8")


def test_the_prior_is_that_of_the_program(root: Path) -> None:
    assert re.findall(r"^\| `SCALE` \| (\S+) \|", page(root), re.M) == [str(SCALE)]
    assert f"half-normal with scale {SCALE:g}" in page(root)


def test_every_test_that_is_named_exists(root: Path) -> None:
    named = set(re.findall(r"`(test_\w+)`", page(root)))
    files = (root / "tests").rglob("test_*.py")
    tests = set(re.findall(r"^def (test_\w+)", "\n".join(f.read_text() for f in files), re.M))
    assert len(named) >= 12
    assert named - tests == set()


def test_every_reason_is_explained(root: Path) -> None:
    folder = root / "src" / "vittne" / "estimate"
    source = "".join((folder / f"{name}.py").read_text() for name in ("strata", "hierarchical"))
    names = set(re.findall(r"Reason\(\s*rule=\"(\w+)\"", source))
    assert len(names) == 4
    assert {name for name in names if f"| `{name}` |" not in page(root)} == set()
