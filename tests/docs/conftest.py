"""What the tests of the documentation share."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`doc`: every page of the documentation in turn."""
    if "doc" in metafunc.fixturenames:
        names = [str(path.relative_to(ROOT)) for path in PAGES]
        metafunc.parametrize("doc", PAGES, ids=names)


@pytest.fixture(scope="session")
def maker() -> dict[str, Any]:
    """The functions of docs/make.py."""
    return runpy.run_path(str(ROOT / "docs" / "make.py"))
