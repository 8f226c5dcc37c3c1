"""What every picture promises, in every language and with any words."""

from __future__ import annotations

import itertools
import xml.etree.ElementTree as ET
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vittne.release.pictures import Picture
from vittne.release.pictures.words import HEAD, SIZE, text_width

LANGUAGES = ("en", "ru", "sv")
NAMES = ("claims", "graph", "denials", "silence", "three", "shares", "attribution")
BOLD = {"head", "bold", "denied"}
HARD = ["<script>&\"'</text>", "\u202eשלום\u202c", "👩\u200d👩\u200d👧", "щ" * 200, "a b " * 60, ""]
WORDS = st.lists(
    st.one_of(st.sampled_from(HARD), st.text(st.characters(), max_size=200)), min_size=1, max_size=9
)


def parse(markup: str) -> ET.Element:
    return ET.fromstring(markup)  # noqa: S314 (our own markup)


def drawings(picture: Picture) -> list[ET.Element]:
    return list(parse(picture.svg))


def boxes(drawing: ET.Element) -> list[tuple[str, float, float, float, float]]:
    """Where each text is: from its baseline a font rises at most .8 and falls .22 of its size."""
    found = []
    for text in drawing.iter("text"):
        classes = set(text.get("class", "").split())
        size = HEAD if "head" in classes else SIZE
        width = text_width(text.text or "", size, bold=bool(classes & BOLD))
        start = {"middle": width / 2, "end": width}.get(text.get("text-anchor", ""), 0.0)
        x, y = float(text.get("x", "0")) - start, float(text.get("y", "0"))
        found.append((text.text or "", x, y - 0.8 * size, x + width, y + 0.22 * size))
    return found


def clashes(picture: Picture) -> list[str]:
    """Texts that lie on each other, or outside of the drawing (half a pixel is rounding)."""
    found = []
    for drawing in drawings(picture):
        _, _, width, height = map(float, drawing.get("viewBox", "").split())
        placed = boxes(drawing)
        found += [
            f"outside: {text!r}"
            for text, left, top, right, bottom in placed
            if left < -3 or right > width + 3 or top < -0.5 or bottom > height + 0.5
        ]
        found += [
            f"on each other: {a[0]!r} {b[0]!r}"
            for a, b in itertools.combinations(placed, 2)
            if min(a[3], b[3]) - max(a[1], b[1]) > 0.5 and min(a[4], b[4]) - max(a[2], b[2]) > 0.5
        ]
    return found


@pytest.fixture(params=list(itertools.product(LANGUAGES, NAMES)), ids=lambda pair: "-".join(pair))
def picture(request: pytest.FixtureRequest, samples: ModuleType) -> Picture:
    language, name = request.param
    return samples.pictures(language)[name]


def test_it_has_a_drawing_for_a_telephone_and_one_for_a_screen(picture: Picture) -> None:
    narrow, wide = drawings(picture)
    assert (narrow.get("class"), wide.get("class")) == ("picture-narrow", "picture-wide")
    assert narrow.get("viewBox").startswith("0 0 320 ")
    assert wide.get("viewBox").startswith("0 0 720 ")


def test_a_screen_reader_meets_its_title_and_description(picture: Picture) -> None:
    for drawing in drawings(picture):
        title, description = drawing[0], drawing[1]
        assert (title.tag, title.text) == ("title", picture.title)
        assert (description.tag, description.text) == ("desc", picture.description)
        assert drawing.get("role") == "img"
        assert drawing.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"


def test_no_two_texts_lie_on_each_other_and_none_is_cut_off(picture: Picture) -> None:
    assert clashes(picture) == []


def test_nothing_runs_and_nothing_is_loaded(picture: Picture) -> None:
    allowed = {"div", "svg", "title", "desc", "text", "line", "path", "circle", "g"}
    attributes = {
        "class", "viewBox", "role", "aria-labelledby", "id", "x", "y", "text-anchor", "lang",
        "x1", "y1", "x2", "y2", "d", "cx", "cy", "r", "transform",
    }  # fmt: skip
    for element in parse(picture.svg).iter():
        assert element.tag in allowed
        assert set(element.keys()) <= attributes


def test_its_table_is_full_and_rectangular(picture: Picture) -> None:
    assert picture.table.rows
    assert {len(row) for row in picture.table.rows} == {len(picture.table.header)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_ids_are_unique_on_a_page_with_all_pictures(language: str, samples: ModuleType) -> None:
    markup = "".join(picture.svg for picture in samples.pictures(language).values())
    ids = [e.get("id") for e in parse(f"<div>{markup}</div>").iter() if e.get("id")]
    assert len(ids) == len(set(ids)) == 4 * len(NAMES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_rows_give_the_same_bytes(language: str, samples: ModuleType) -> None:
    draw_afresh = samples.pictures.__wrapped__
    assert draw_afresh(language) == draw_afresh(language)


@given(words=WORDS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_words_give_well_formed_pictures_without_clashes(
    words: list[str], samples: ModuleType
) -> None:
    endless = itertools.cycle(words)
    # A format must keep its place in the words.
    drawn = samples.pictures_in(
        lambda en, *_: (
            next(endless).replace("{", "(").replace("}", ")") + ("{}" if "{}" in en else "")
        )
    )
    for name, picture in drawn.items():
        assert clashes(picture) == [], name


@pytest.mark.parametrize("key", ["", "1a", "a b", 'a"', "Ä"])
def test_a_key_that_is_no_id_is_refused(key: str, samples: ModuleType) -> None:
    from vittne.release.pictures import attribution

    def english(en: str, ru: str, sv: str) -> str:
        return en

    with pytest.raises(ValueError, match="cannot be the id"):
        attribution(key, samples.CELLS, samples.attribution_labels(english))
