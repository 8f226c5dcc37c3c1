"""The few things that pictures are made of: words, lines, marks, arrows, a key.

Colours come from the classes in ``style.PICTURES_CSS`` only.
"""

from __future__ import annotations

from collections.abc import Sequence

from vittne.release.pictures import svg
from vittne.release.pictures.words import HEAD, HEAD_LINE, LINE, text_width, wrap

ORIGIN_STYLES = 6
"""So many colours and shapes; a seventh origin looks like the first, and its words differ."""

_SHAPES = (
    "M{x} {y}m-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
    "M{x} {y}m-4.5 -4.5h9v9h-9z",
    "M{x} {y}m0 -6.5l6.5 6.5l-6.5 6.5l-6.5 -6.5z",
    "M{x} {y}m0 -6l6 10.5h-12z",
    "M{x} {y}m0 6l6 -10.5h-12z",
    "M{x} {y}m-2.5 -5h5l3.5 5l-3.5 5h-5l-3.5 -5z",
)


def label(x: float, y: float, text: str, css: str = "", anchor: str = "", lang: str = "") -> str:
    """One line of words with its baseline at ``y``."""
    attributes: dict[str, svg.Value] = {
        "x": x,
        "y": y,
        "class": css,
        "text-anchor": anchor,
        "lang": lang,
    }
    return svg.element("text", attributes, svg.escape(text))


def lines(
    x: float, y: float, texts: Sequence[str], css: str = "", anchor: str = "", lang: str = ""
) -> list[str]:
    """Lines of words under each other, the first baseline at ``y``."""
    return [label(x, y + i * LINE, text, css, anchor, lang) for i, text in enumerate(texts)]


def heading(top: float, text: str, width: float) -> tuple[list[str], float]:
    """A heading as broad as ``width`` allows; and the height that it takes."""
    texts = wrap(text, width, size=HEAD, bold=True)
    drawn = [label(0, top + HEAD + i * HEAD_LINE, line, "head") for i, line in enumerate(texts)]
    return drawn, HEAD_LINE * len(texts)


def line(x1: float, y1: float, x2: float, y2: float, css: str) -> str:
    """A straight line."""
    return svg.element("line", {"x1": x1, "y1": y1, "x2": x2, "y2": y2, "class": css})


def path(data: str, css: str) -> str:
    """A path; ``data`` is written with ``svg.number``."""
    return svg.element("path", {"d": data, "class": css})


def origin_class(index: int) -> str:
    """The class that gives an origin its colour."""
    return f"origin-{index % ORIGIN_STYLES}"


def mark(index: int, x: float, y: float, css: str = "own") -> str:
    """The mark of an origin: a shape of its own, full (``own``) or hollow (``retold``)."""
    shape = _SHAPES[index % ORIGIN_STYLES].format(x=svg.number(x), y=svg.number(y))
    return path(shape, f"{origin_class(index)} {css}")


def cross(x: float, y: float) -> str:
    """A denial."""
    at = f"{svg.number(x)} {svg.number(y)}"
    return path(f"M{at}m-4.5 -4.5l9 9m0 -9l-9 9", "denial")


def dot(x: float, y: float, css: str) -> str:
    """A small circle."""
    return svg.element("circle", {"cx": x, "cy": y, "r": 4.0, "class": css})


def arrow(x1: float, x2: float, y: float, css: str) -> str:
    """A horizontal line from ``x1`` to ``x2`` with its head at ``x2``."""
    back = -5.0 if x2 >= x1 else 5.0
    start, end = f"{svg.number(x1)} {svg.number(y)}", svg.number(x2)
    tip = svg.number(back)
    return path(f"M{start}H{end}m{tip} -4l{svg.number(-back)} 4l{tip} 4", css)


def key(
    entries: Sequence[tuple[Sequence[str], float, str]], top: float, width: float
) -> tuple[list[str], float]:
    """What the marks mean: samples drawn around (0, 0), their width, and their words.

    Entries flow like words on lines, and long ones wrap. Returns elements and height.
    """
    elements: list[str] = []
    x, y, row = 0.0, top, 1
    for sample, room, text in entries:
        texts = wrap(text, width - room - 8)
        needed = room + 8 + max(map(text_width, texts), default=0.0)
        if x and x + needed > width:
            x, y, row = 0.0, y + row * LINE + 4, 1
        shift = f"translate({svg.number(x + room / 2)} {svg.number(y + LINE - 4.5)})"
        elements.append(svg.element("g", {"transform": shift}, *sample))
        elements += lines(x + room + 8, y + LINE, texts, "muted")
        x, row = x + needed + 20, max(row, len(texts))
    return elements, y + row * LINE + 6 - top
