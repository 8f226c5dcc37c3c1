"""A picture as a file by itself: its drawing for a screen, with its title and where it is from."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from vittne.release.pictures import marks, svg
from vittne.release.pictures.picture import WIDE, Picture
from vittne.release.pictures.style import PICTURES_CSS
from vittne.release.pictures.words import LINE, wrap

_MARGIN = 20.0
_STYLE = (
    f"{PICTURES_CSS}text {{ font-family: system-ui, sans-serif; }}\n"
    ".picture .sheet { fill: var(--picture-ground); stroke: none; }\n"
)


def as_file(picture: Picture, source: str) -> str:
    """Write one SVG file that needs nothing else.

    Parameters
    ----------
    picture : Picture
    source : str
        Where the numbers come from, printed below.
    """
    drawing = ET.fromstring(picture.svg)[1]  # noqa: S314 (our own markup)
    height = float(drawing.get("viewBox", "").split()[3])
    name, *more = drawing
    heading, top = marks.heading(0, picture.title, WIDE)
    below = wrap(source, WIDE)
    tall = top + 14 + height + 10 + LINE * len(below)
    ground = f"M{svg.number(-_MARGIN)} {svg.number(-_MARGIN)}h{svg.number(WIDE + 2 * _MARGIN)}"
    ground += f"v{svg.number(tall + 2 * _MARGIN)}h{svg.number(-WIDE - 2 * _MARGIN)}z"
    described, *drawn = more
    parts = [
        _markup(name),
        _markup(described),
        svg.element("style", {}, svg.escape(_STYLE)),
        svg.element(
            "g",
            {"class": "picture"},
            marks.path(ground, "sheet"),
            *heading,
            svg.element(
                "g",
                {"transform": f"translate(0 {svg.number(top + 14)})"},
                *(_markup(element) for element in drawn),
            ),
            *marks.lines(0, top + 14 + height + 10 + LINE, below, "muted"),
        ),
    ]
    box = f"{svg.number(-_MARGIN)} {svg.number(-_MARGIN)} {svg.number(WIDE + 2 * _MARGIN)} "
    attributes: dict[str, svg.Value] = {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": box + svg.number(tall + 2 * _MARGIN),
        "width": WIDE + 2 * _MARGIN,
        "height": tall + 2 * _MARGIN,
        "role": "img",
        "aria-labelledby": drawing.get("aria-labelledby", ""),
    }
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n' + svg.element("svg", attributes, *parts) + "\n"
    )


def _markup(element: ET.Element) -> str:
    return ET.tostring(element, encoding="unicode")
