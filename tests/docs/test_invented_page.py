"""The page on the invented archive prints the archive's own figures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def pages(root: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(root))
    return __import__("benchmarks.invented_page", fromlist=["page"])


def test_the_figures_are_those_of_the_archive_and_of_what_was_measured(
    pages: Any, root: Path
) -> None:
    results = json.loads((root / "benchmarks" / "results" / "invented.json").read_text("utf-8"))
    text = (root / "docs" / "method" / "invented-archive.md").read_text("utf-8")
    assert text == pages.page(text, results), "type python -m benchmarks.invented report"


def test_a_page_without_a_figure_would_fail(pages: Any) -> None:
    with pytest.raises(ValueError, match="are made"):
        pages.page("<!-- figures: lists -->\n<!-- end -->\n", {})
