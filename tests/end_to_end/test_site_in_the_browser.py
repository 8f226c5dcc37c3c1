"""The site as people meet it: with a screen reader, on a telephone, on paper, by keyboard."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from pypdf import PdfReader
from read_page import LANGUAGES

from vittne.verify.figures import load_figures

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
TELEPHONE = {"width": 360, "height": 740}

# One page of every kind: figures that differ in their template's branches.
PAGES = (
    "index.html",
    *(
        f"{name}/index.html"
        for name in ("claims", "silence", "figures", "limits", "method", "attack", "verify")
    ),
    "figures/said-persons_killed-RU-CE-2018-12+2019-01-14/index.html",
    "figures/unregistered-in-raids-persons_helped_to_flee-2-5/index.html",
    "figures/verdict-S05/index.html",
    "figures/not-reported-geo2017/index.html",
    "figures/residual-B06/sheet.html",
)


@pytest.fixture(scope="module")
def telephone(browser: Any) -> Iterator[Any]:
    """A page 360 px wide that reaches no network."""
    context = browser.new_context(offline=True, viewport=TELEPHONE)
    yield context.new_page()
    context.close()


def violations(page: Any, options: dict[str, Any]) -> list[str]:
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{one['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for one in found
        for node in one["nodes"]
    ]


OVERLAPS = (
    "index.html",
    "figures/estimated-kosovo/index.html",
    "figures/estimated-parts/index.html",
    "figures/estimated-sparse/index.html",
    "figures/estimated-kosovo/sheet.html",
)
"""The kinds of page that a release with tables has beside those."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", OVERLAPS)
def test_no_page_about_estimates_puts_a_barrier_up(
    telephone: Any, overlaps_release: Path, language: str, path: str
) -> None:
    telephone.emulate_media(color_scheme="light")
    telephone.goto((overlaps_release / language / path).as_uri())
    assert violations(telephone, {"runOnly": {"type": "tag", "values": RULES}}) == []
    assert telephone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    telephone.emulate_media(color_scheme="dark")
    contrast = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
    assert violations(telephone, contrast) == []


@pytest.mark.parametrize(
    "path", ["index.html", *(f"{lang}/{path}" for lang in LANGUAGES for path in PAGES)]
)
def test_no_page_puts_a_barrier_up(telephone: Any, example_release: Path, path: str) -> None:
    telephone.emulate_media(color_scheme="light")
    telephone.goto((example_release / path).as_uri())
    assert violations(telephone, {"runOnly": {"type": "tag", "values": RULES}}) == []
    # Dark differs from light in its colours and in nothing else.
    telephone.emulate_media(color_scheme="dark")
    assert violations(telephone, {"runOnly": ["color-contrast"]}) == []


@pytest.mark.parametrize("path", ["en/index.html", "ru/silence/index.html", f"sv/{PAGES[8]}"])
def test_no_barrier_on_a_wide_screen(page: Any, example_release: Path, path: str) -> None:
    page.goto((example_release / path).as_uri())
    assert violations(page, {"runOnly": {"type": "tag", "values": RULES}}) == []


def test_no_page_is_wider_than_a_telephone(telephone: Any, example_release: Path) -> None:
    # Every page in Russian, whose words are the longest, and each kind of page in the others.
    others = [example_release / language / path for language in ("en", "sv") for path in PAGES]
    wide = []
    for path in [*sorted((example_release / "ru").rglob("*.html")), *others]:
        telephone.goto(path.as_uri())
        width = telephone.evaluate("document.scrollingElement.scrollWidth")
        if width > TELEPHONE["width"]:
            wide.append(f"{path}: {width}")
    assert wide == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_is_one_printed_page(page: Any, example_release: Path, language: str) -> None:
    figures = load_figures(example_release / "data" / "figures.json")
    # Of every method the sheet with the most to say.
    longest: dict[str, str] = {}
    sheets = {
        figure.id: example_release / language / "figures" / figure.id / "sheet.html"
        for figure in figures
    }
    for figure in sorted(figures, key=lambda one: sheets[one.id].stat().st_size):
        longest[figure.numbers.method] = figure.id
    assert len(longest) >= 9
    for id_ in longest.values():
        page.goto(sheets[id_].as_uri())
        printed = page.pdf(format="A4", prefer_css_page_size=True)
        assert len(PdfReader(io.BytesIO(printed)).pages) == 1, id_


def test_the_first_tab_leads_past_the_menus(page: Any, example_release: Path) -> None:
    page.goto((example_release / "en" / "index.html").as_uri())
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.get_attribute("href") == "#content"
    box = focused.bounding_box()
    assert box["x"] >= 0, "it can be seen"
    outline = focused.evaluate("e => getComputedStyle(e).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_leads_to_itself_in_the_other_languages(
    page: Any, example_release: Path, language: str
) -> None:
    for name in PAGES:
        page.goto((example_release / language / name).as_uri())
        for other in LANGUAGES:
            link = page.locator(f'nav a[hreflang="{other}"]')
            assert unquote(link.evaluate("a => a.href")).endswith(f"/{other}/{name}")


@pytest.mark.parametrize("path", ["index.html", *(f"ru/{path}" for path in PAGES)])
def test_nothing_is_asked_of_anybody_else(page: Any, example_release: Path, path: str) -> None:
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(unquote(request.url)))
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.goto((example_release / path).as_uri())
    page.wait_for_load_state("load")
    folder = example_release.as_uri()
    assert asked == {f"{folder}/{path}", f"{folder}/style.css"}
    assert problems == []


def test_the_paper_is_white_and_the_ink_black_in_the_dark_too(
    page: Any, example_release: Path
) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.goto((example_release / "sv" / "index.html").as_uri())
    colours = page.evaluate(
        "() => { const s = getComputedStyle(document.body); return [s.backgroundColor, s.color] }"
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
