"""The pictures as Chromium draws them: nothing overlaps, nothing is cut off, one is met."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

LANGUAGES = ("en", "ru", "sv")
# The widest of the common faces; what the drawings reckon with.
WIDEST_FONT = "'DejaVu Sans'"

CLASHES = """() => {
  const found = [];
  for (const svg of document.querySelectorAll(".picture svg")) {
    if (!svg.checkVisibility()) continue;
    const view = svg.viewBox.baseVal;
    const texts = [...svg.querySelectorAll("text")].map((t) => [t.textContent, t.getBBox()]);
    const name = svg.getAttribute("aria-labelledby").split(" ")[0];
    texts.forEach(([a, p], i) => {
      if (p.x < -2 || p.y < -2 || p.x + p.width > view.width + 2
          || p.y + p.height > view.height + 2) found.push(`${name}: cut off: ${a}`);
      texts.slice(i + 1).forEach(([b, q]) => {
        // A box holds the font's whole ascent and descent; letters fill 70 % of it.
        const across = Math.min(p.x + p.width, q.x + q.width) - Math.max(p.x, q.x);
        const down = Math.min(p.y + p.height, q.y + q.height) - Math.max(p.y, q.y);
        if (across > 0.5 && down > 0.2 * p.height) found.push(`${name}: ${a} on ${b}`);
      });
    });
  }
  return found;
}"""

SMALLEST = """() => Math.min(...[...document.querySelectorAll(".picture svg")]
  .filter((svg) => svg.checkVisibility())
  .map((svg) => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width
    * Math.min(...[...svg.querySelectorAll("text")]
      .map((t) => parseFloat(getComputedStyle(t).fontSize)))))"""

SHOWN = """() => [...document.querySelectorAll(".picture")]
  .map((p) => [...p.children].filter((svg) => svg.checkVisibility())
    .map((svg) => svg.getAttribute("class")).join(" "))"""

WIDTHS = """() => [...document.querySelectorAll(".picture svg text")]
  .filter((t) => t.closest("svg").checkVisibility())
  .map((t) => [t.textContent, t.getComputedTextLength(),
               parseFloat(getComputedStyle(t).fontSize),
               parseInt(getComputedStyle(t).fontWeight) >= 600])"""


@pytest.fixture(scope="module")
def samples() -> ModuleType:
    path = Path(__file__).parents[1] / "below" / "release" / "pictures" / "samples.py"
    spec = importlib.util.spec_from_file_location("picture_samples", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def pages(samples: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one page of all pictures in each language."""
    folder = tmp_path_factory.mktemp("pictures")
    for language in LANGUAGES:
        samples.write_page(folder / f"{language}.html", language, WIDEST_FONT)
    return folder


@pytest.fixture(params=[320, 360, 768, 1280])
def sized(request: pytest.FixtureRequest, browser: object) -> Iterator[object]:
    """A page at one of these widths."""
    context = browser.new_context(offline=True, viewport={"width": request.param, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_label_overlaps_another_or_is_cut_off(sized: object, pages: Path, language: str) -> None:
    sized.goto((pages / f"{language}.html").as_uri())
    assert sized.evaluate(CLASHES) == []
    assert sized.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_picture_shows_one_of_its_drawings(sized: object, pages: Path, language: str) -> None:
    sized.goto((pages / f"{language}.html").as_uri())
    wide = sized.viewport_size["width"] >= 768
    assert set(sized.evaluate(SHOWN)) == {"picture-wide" if wide else "picture-narrow"}


def test_words_are_never_smaller_than_12_px_from_360_px_on(sized: object, pages: Path) -> None:
    sized.goto((pages / "en.html").as_uri())
    if sized.viewport_size["width"] >= 360:
        assert sized.evaluate(SMALLEST) >= 12
    else:
        assert sized.evaluate(SMALLEST) >= 11


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_wider_than_reckoned(page: object, pages: Path, language: str) -> None:
    from vittne.release.pictures.words import text_width

    page.goto((pages / f"{language}.html").as_uri())
    too_wide = [
        (text, drawn, text_width(text, size, bold=bold))
        for text, drawn, size, bold in page.evaluate(WIDTHS)
        if drawn > text_width(text, size, bold=bold) + 0.5
    ]
    assert too_wide == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_follow_the_reader(browser: object, pages: Path, scheme: str) -> None:
    from vittne.release.pictures.style import DARK, LIGHT

    context = browser.new_context(offline=True, color_scheme=scheme)
    page = context.new_page()
    page.goto((pages / "en.html").as_uri())
    drawn = page.evaluate("getComputedStyle(document.querySelector('.picture text.muted')).fill")
    context.close()
    colour = (LIGHT if scheme == "light" else DARK)["muted"]
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    assert drawn == f"rgb({red}, {green}, {blue})"


def test_paper_is_light_and_has_the_wide_drawing(browser: object, pages: Path) -> None:
    context = browser.new_context(
        offline=True, color_scheme="dark", viewport={"width": 760, "height": 1000}
    )
    page = context.new_page()
    page.emulate_media(media="print", color_scheme="dark")
    page.goto((pages / "en.html").as_uri())
    shown = set(page.evaluate(SHOWN))
    ground = page.evaluate(
        "getComputedStyle(document.querySelector('.picture')).getPropertyValue('--picture-ground')"
    )
    context.close()
    assert shown == {"picture-wide"}
    assert ground.strip() == "#ffffff"
