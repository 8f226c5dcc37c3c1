"""Well-formed, escaped, deterministic SVG: the only place where markup is written."""

from __future__ import annotations

import re
from collections.abc import Mapping

Value = str | int | float

# What XML 1.0 cannot carry, not even escaped: control characters, surrogates, non-characters.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


def escape(text: str) -> str:
    """Any text, safe between tags and in quoted attributes of XML and of HTML."""
    return _FORBIDDEN.sub("\ufffd", text).translate(_ESCAPES)


def number(value: float) -> str:
    """A coordinate with at most one decimal, the same on every machine: 3.0 is ``3``."""
    text = f"{value:.1f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text


def element(name: str, attributes: Mapping[str, Value], *children: str) -> str:
    """One element. Attribute values are escaped; ``children`` are markup already.

    Attributes are written in the order given; an empty string leaves the attribute out.
    """
    written = "".join(
        f' {key}="{_attribute(value)}"' for key, value in attributes.items() if value != ""
    )
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def _attribute(value: Value) -> str:
    return escape(value) if isinstance(value, str) else number(value)
