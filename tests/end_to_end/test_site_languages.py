"""A Russian page speaks Russian: what is left in another alphabet is a name, a file or marked."""

from __future__ import annotations

import re
from pathlib import Path

from read_page import Page

# Names that Russian texts write as they are, ids of rows, and kinds of files.
NAMES = (
    *("Human Rights Watch", "ILGA-Europe", "The Moscow Times", "Dagsavisen", "QX", "HRW", "SVT"),
    *("Raw Story", "New York Times", "The Telegraph", "Stonewall/YouGov", "SOS", "ODIHR.GAL/"),
    *("Corr.", "HURIDOCS MT", "Frictionless", "RO-Crate", "Python", "SHA-", "CSV", "vittne"),
    *(
        "log/proofs",
        "log/",
        "MANIFEST.sha256",
        "sha256sum",
        "SHA256",
        "OLD",
        "Debian",
        "Ubuntu",
        "Go",
        "n = ",
    ),
)
IDS = re.compile(
    r"https?://\S+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)+/\S*|\b[\w-]+\.(?:csv|json|se|info)\b"
    r"|\b[A-H]\d\d\b|\bS0\d\b|\b(?:co|geo|rln|irl|lev|ria|stonewall)\d+[a-z]?\b|\bdata\b"
)


def test_no_english_is_left_on_a_russian_page(example_release: Path) -> None:
    left: dict[str, str] = {}
    for path in sorted((example_release / "ru").rglob("*.html")):
        text = IDS.sub(" ", Page.of(path).own_text)
        for name in NAMES:
            text = text.replace(name, " ")
        for word in re.findall(r"[A-Za-z]{2,}", text):
            left.setdefault(word, path.relative_to(example_release).as_posix())
    assert left == {}


def test_a_swedish_page_has_no_text_of_the_english_page(example_release: Path) -> None:
    """A text that was left untranslated would stand on both pages in full."""
    for name in ("index.html", "silence/index.html", "method/index.html", "attack/index.html"):
        english = Page.of(example_release / "en" / name).own_text
        swedish = Page.of(example_release / "sv" / name).own_text
        sentences = [one for one in re.split(r"(?<=[.:]) ", english) if len(one.split()) > 5]
        assert sentences
        assert [one for one in sentences if one in swedish] == []


def test_a_quotation_without_a_translation_is_marked_with_its_language(tmp_path: Path) -> None:
    from small_dossiers import ONLY_CLAIMS, write_files

    from vittne.release import build_release

    build_release(write_files(tmp_path / "dossier", ONLY_CLAIMS), tmp_path / "release")
    source = (tmp_path / "release" / "ru" / "index.html").read_text(encoding="utf-8")
    assert '<span lang="en">A paper</span>' in source
    page = (tmp_path / "release" / "en" / "index.html").read_text(encoding="utf-8")
    assert '<span lang="en">A paper</span>' not in page
