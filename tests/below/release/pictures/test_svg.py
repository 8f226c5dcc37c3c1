"""Markup is written in one place: escaped, well-formed, the same on every machine."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from vittne.release.pictures import svg


def test_an_element_has_its_attributes_in_the_order_given() -> None:
    assert svg.element("line", {"y1": 2.0, "x1": 1.25, "class": "a"}) == (
        '<line y1="2" x1="1.2" class="a"/>'
    )


def test_an_empty_attribute_is_left_out() -> None:
    assert svg.element("text", {"lang": ""}, "a") == "<text>a</text>"


def test_numbers_are_short_and_there_is_no_negative_zero() -> None:
    assert [svg.number(x) for x in (3.0, 3.14159, -0.04, 10, 0.05)] == [
        "3",
        "3.1",
        "0",
        "10",
        "0.1",
    ]


def test_what_could_end_a_tag_or_an_attribute_is_escaped() -> None:
    assert svg.escape("<a href='x'>\"&\"") == "&lt;a href=&#39;x&#39;&gt;&quot;&amp;&quot;"


def test_what_xml_cannot_carry_is_replaced() -> None:
    assert svg.escape("a\x00b\x1bc\ud800d\uffffe") == "a\ufffdb\ufffdc\ufffdd\ufffde"


@given(st.text(st.characters(), max_size=200))
def test_any_text_survives_as_text(text: str) -> None:
    markup = svg.element("text", {"class": text}, svg.escape(text))
    element = ET.fromstring(markup)  # noqa: S314 (our own markup)
    carried = svg._FORBIDDEN.sub("\ufffd", text)
    # A reader of XML turns line ends into \n, and those in attributes into spaces.
    assert (element.text or "") == carried.replace("\r\n", "\n").replace("\r", "\n")
    assert len(list(element)) == 0
