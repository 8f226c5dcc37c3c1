"""What a picture is: two drawings of the same numbers, their text alternative, their table."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from vittne.release.pictures import svg

Number = int | float
Cell = str | int | float | None

NARROW = 320.0
"""Width of the drawing for a telephone: 360 px less the margins of the page."""
WIDE = 720.0
"""Width of the drawing for a screen or a sheet of paper."""


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a picture. Cells are plain values (None: empty); the page formats them."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture, ready for a page.

    Attributes
    ----------
    svg : str
        Markup to put into the page unescaped: one ``div.picture`` with both drawings.
        The page's style sheet must contain ``PICTURES_CSS``.
    title, description : str
        The text alternative; it is in the markup, too.
    table : Table
        The same numbers for reading and for CSV.
    """

    svg: str
    title: str
    description: str
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A time as the source gave it: its first and last day (None: open) and its printed text."""

    lower: date | None
    upper: date | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberStyle:
    """How numbers are written on axes; the defaults are English.

    Russian and Swedish have a decimal comma, a narrow space between thousands, and a no-break
    space before the percent sign: ``percent="{} %"``.
    """

    decimal: str = "."
    group: str = ","
    percent: str = "{}%"

    def count(self, value: Number) -> str:
        """A number with its thousands grouped from five digits on."""
        text = f"{value:.10g}" if abs(value) < 10_000 else f"{value:,.0f}"
        return text.translate({ord(","): self.group, ord("."): self.decimal})

    def share(self, value: float) -> str:
        """A share between 0 and 1 in percent, with at most three significant digits."""
        text = f"{100 * value:.3g}".replace(".", self.decimal)
        return self.percent.format(text)


def is_wide(width: float) -> bool:
    """Whether a drawing of this width may put words beside marks instead of above them."""
    return width >= WIDE


Draw = Callable[[float], tuple[float, list[str]]]
"""Given the width, draws: the height that was needed, and the elements."""


def assemble(key: str, title: str, description: str, table: Table, draw: Draw) -> Picture:
    """Both drawings of one picture, each with a title and a description of its own.

    Parameters
    ----------
    key : str
        Prefix of the ids in the markup; unique on the page. Lower-case letters, digits, hyphens.

    Raises
    ------
    ValueError
        If ``key`` cannot be an id.
    """
    if not re.fullmatch("[a-z][a-z0-9-]*", key):
        raise ValueError(f"{key!r} cannot be the id of a picture")
    drawings = [
        _drawing(f"{key}-{name}", name, width, title, description, draw)
        for name, width in (("narrow", NARROW), ("wide", WIDE))
    ]
    markup = svg.element("div", {"class": "picture"}, *drawings)
    return Picture(svg=markup, title=title, description=description, table=table)


def _drawing(ident: str, name: str, width: float, title: str, description: str, draw: Draw) -> str:
    height, elements = draw(width)
    attributes = {
        "class": f"picture-{name}",
        "viewBox": f"0 0 {svg.number(width)} {svg.number(height)}",
        "role": "img",
        "aria-labelledby": f"{ident}-title {ident}-desc",
    }
    return svg.element(
        "svg",
        attributes,
        svg.element("title", {"id": f"{ident}-title"}, svg.escape(title)),
        svg.element("desc", {"id": f"{ident}-desc"}, svg.escape(description)),
        *elements,
    )
