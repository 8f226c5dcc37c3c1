"""Nothing that a person may type or meet is missing from the reference."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vittne.dossier.layout import LISTED, TABLES, Layout
from vittne.terms.codes import code_list

LAYOUTS = {**TABLES, "lists": LISTED}


def words(path: Path) -> set[str]:
    """Everything that a page sets in code, split at what is no part of a name."""
    spans = re.findall(r"```.*?```|`[^`]+`", path.read_text("utf-8"), re.S)
    return {word for span in spans for word in re.findall(r"[\w.-]+", span)}


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_column_of_a_dossier_is_explained(name: str, root: Path) -> None:
    layout: Layout = LAYOUTS[name]
    explained = words(root / "docs" / "reference" / "dossier.md")
    assert [column for column in layout.names if column not in explained] == []


def test_every_file_of_a_dossier_is_explained(root: Path) -> None:
    explained = words(root / "docs" / "reference" / "dossier.md")
    assert [name for name in ("dossier.toml", *TABLES) if name not in explained] == []


def test_every_key_of_dossier_toml_is_explained(root: Path) -> None:
    source = (root / "src" / "vittne" / "dossier" / "head.py").read_text("utf-8")
    keys = set(
        re.findall(r"\.(?:text|choice|flag|whole|share|texts|codes|table|p\w+)\(\"(\w+)\"", source)
    )
    assert {"seed", "rho", "place", "scope"} <= keys
    assert keys - words(root / "docs" / "reference" / "dossier.md") == set()


@pytest.mark.parametrize(
    ("codes", "page"),
    [
        ("relation_kinds", "ledger"),
        ("verdicts", "ledger"),
        ("remarks", "ledger"),
        ("left_out_reasons", "ledger"),
        ("figure_kinds", "release"),
    ],
)
def test_every_code_that_a_rule_turns_on_is_explained(codes: str, page: str, root: Path) -> None:
    explained = words(root / "docs" / "reference" / f"{page}.md")
    assert [code for code in code_list(codes).codes if code not in explained] == []


def test_the_glossary_is_in_order_and_says_each_word_once(root: Path) -> None:
    entries = re.findall(r"^- \*\*(.+?)\*\*: ", (root / "GLOSSARY.md").read_text("utf-8"), re.M)
    assert entries == sorted(set(entries))


def test_the_glossary_explains_every_verdict(root: Path) -> None:
    glossary = (root / "GLOSSARY.md").read_text("utf-8")
    names = [code.replace("_", " ") for code in code_list("verdicts").codes]
    assert [name for name in names if name not in glossary] == []


def test_the_map_lists_every_decision_once_and_in_order(root: Path) -> None:
    text = (root / "docs" / "index.md").read_text("utf-8")
    listed = re.findall(r"^(\d+)\. \[(.+)\]\(adr/(.+)\)$", text, re.M)
    assert [file for _, _, file in listed] == sorted(p.name for p in (root / "docs/adr").iterdir())
    for number, title, file in listed:
        first = (root / "docs" / "adr" / file).read_text("utf-8").splitlines()[0]
        assert first == f"# {number}. {title}"


def test_nothing_names_where_its_makers_work(root: Path) -> None:
    """Paths and tools of a workplace mean nothing to a reader."""
    pages = [*root.glob("*.md"), *(root / "docs").rglob("*.md"), root / "run"]
    found = [str(p) for p in pages if re.search(r"/work/|/tmp/|/root/", p.read_text("utf-8"))]
    assert found == []
