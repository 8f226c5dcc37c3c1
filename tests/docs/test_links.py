"""Links between pages lead somewhere, and every page can be reached."""

from __future__ import annotations

import re
from pathlib import Path

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def prose(path: Path) -> str:
    """A page without its code blocks."""
    return re.sub(r"^```.*?^```", "", path.read_text("utf-8"), flags=re.M | re.S)


def links(path: Path) -> list[tuple[Path, str]]:
    """Target file and anchor of each link that stays in the repository."""
    targets = [link for link in LINK.findall(prose(path)) if not link.startswith("https://")]
    parts = [target.partition("#") for target in targets]
    return [((path.parent / file).resolve() if file else path, part) for file, _, part in parts]


def anchors(path: Path) -> set[str]:
    """Names that a Markdown reader gives to the headings of a page."""
    headings = re.findall(r"^#+ (.*)$", prose(path), re.M)
    return {re.sub(r"[^\w -]", "", text.lower()).strip().replace(" ", "-") for text in headings}


def test_every_link_leads_somewhere(doc: Path) -> None:
    missing = [str(file) for file, _ in links(doc) if not file.exists()]
    assert missing == []


def test_every_anchor_is_a_heading(doc: Path) -> None:
    wrong = [
        f"{file.name}#{part}"
        for file, part in links(doc)
        if part and file.suffix == ".md" and part not in anchors(file)
    ]
    assert wrong == []


def test_the_map_leads_to_every_page(root: Path) -> None:
    reached = {file for file, _ in links(root / "docs" / "index.md")}
    pages = set((root / "docs").rglob("*.md")) - {root / "docs" / "index.md"}
    assert pages - reached == set()
