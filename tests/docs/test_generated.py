"""The generated pages are what `./run docs` would write now."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def test_the_reference_of_the_commands_is_current(maker: dict[str, Any]) -> None:
    assert maker["CLI"].read_text("utf-8") == maker["cli_reference"](), "type ./run docs"


def test_the_code_lists_are_current(maker: dict[str, Any]) -> None:
    assert maker["CODES"].read_text("utf-8") == maker["codes_reference"](), "type ./run docs"


def test_the_reference_has_the_hash_of_the_script_that_is_built_now(maker: dict[str, Any]) -> None:
    """That the script is the one of these sources: tests/below/browser/test_script.py."""
    page = maker["OFFLINE"].read_text("utf-8")
    assert page == maker["with_script"](page), "type ./run docs"


def test_the_readme_prints_the_example_s_own_figures(
    maker: dict[str, Any], example_release: Path
) -> None:
    readme = maker["README"].read_text("utf-8")
    assert readme == maker["with_findings"](readme, example_release), "type ./run docs"
    assert maker["findings"](example_release).count("\n") >= 3
