"""What the documentation says to type is typed, and what it says comes out comes out.

How pages are written for that is said in docs/make.py, which types the same commands to write
their outputs anew.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

Maker = dict[str, Any]


def test_what_a_page_says_to_type_works(doc: Path, maker: Maker, tmp_path: Path) -> None:
    for command, printed in maker["typed_page"](doc.read_text("utf-8"), tmp_path):
        assert command.says(printed), (
            f"$ {command.line}\nthe page says:\n{command.output}\nprinted:\n{printed}\n"
            "type ./run docs"
        )


def test_a_page_with_another_output_would_fail_and_is_written_anew(maker: Maker) -> None:
    page = "```console\n$ python3 -c 'print(3)'\n4\n$ python3 -c 'print(56)'\n5...\n```\n"
    assert not maker["Command"]("", "4\n", 0).says("3\n")
    assert maker["with_outputs"](page) == page.replace("\n4\n", "\n3\n")


def test_what_a_page_leaves_out_stays_left_out_when_it_is_written_anew(maker: Maker) -> None:
    printed = "One\n1\n\nTwo\n2\n\nThree\n3\n\nFour\n4\n"
    said = "One\n0\n\n...\n\nFour\n0\n"
    assert maker["abridged"](printed, said) == "One\n1\n\n...\n\nFour\n4\n"
    assert maker["Command"]("", maker["abridged"](printed, said), 0).says(printed)
    assert maker["abridged"](printed, "One\n0\n") == printed


def test_a_command_that_ends_otherwise_would_fail(maker: Maker, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="ends with 2"):
        maker["typed"](maker["Command"]("python3 -c 'exit(2)'", "", 0), tmp_path)


def test_the_pages_that_teach_have_commands(root: Path) -> None:
    guides = [*(root / "docs" / "how-to").glob("*.md"), *(root / "docs" / "tutorial").glob("*.md")]
    assert len(guides) >= 3
    assert all("\n$ vittne " in guide.read_text("utf-8") for guide in guides)


def test_the_numbers_that_a_tutorial_speaks_of_are_printed_there(root: Path) -> None:
    """Three digits or more, with a comma from a thousand on: so years are none."""
    for page in (root / "docs" / "tutorial").glob("*.md"):
        text = page.read_text("utf-8")
        printed = set(NUMBER.findall("".join(CODE.findall(text))))
        told = set(NUMBER.findall(CODE.sub("", text)))
        assert told
        assert told - printed == set()


CODE = re.compile(r"^```.*?^```", re.M | re.S)
NUMBER = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d{3})(?![\d])")
