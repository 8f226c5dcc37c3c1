"""How wide words are, at most, and where to break or shorten them.

A picture is drawn without knowing the reader's font. The widths are those of DejaVu Sans, the
widest of the common faces, so that what fits here fits everywhere. (A test in Chromium compares
them with what is really drawn.)
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

SIZE = 13.0
"""The size of all words in pictures, in px at the drawing's own width."""
HEAD = 15.0
"""The size of headings."""
LINE = 17.0
"""From one line's baseline to the next."""
HEAD_LINE = 20.0
"""The same for headings."""

_WIDTHS = {
    0.32: "ijlI'",
    0.36: " .,·:;/|\u00a0\u202f",
    0.42: "frt-()!J[]`",
    0.54: 'гзсэcsz"„“”‘’–',
    0.60: "kvxyтвухчькяL?F",
    0.65: "aobdeghnpquåäöéаоебёрлийнп0123456789«»ГРТУPTYSEЕ_$",
    0.73: "цдъABKRXZCUÅÄАБВХЧЬЯСЭКЗ",
    0.80: "мыVHNDGOQÖИЙЛНПДЦОЪ&",
    0.88: "wюфжMМФЫ≥≤+<>=~×",
    1.00: "mшщW%—…@→←↑↓",
    1.10: "ШЖЮЩ",
}
_WIDTH = {char: width for width, chars in _WIDTHS.items() for char in chars}
_OTHER_ALPHABETS = 0.9
_OTHER_SIGNS = 1.2  # among them the sign that stands for what cannot be written
_WIDE = 1.4
_BOLD = 1.15
_JOINER = "\u200d"
_ELLIPSIS = "…"


def text_width(text: str, size: float = SIZE, *, bold: bool = False) -> float:
    """An upper estimate of the width of a line in px."""
    return sum(map(_char_width, text)) * size * (_BOLD if bold else 1.0)


@cache
def _char_width(char: str) -> float:
    known = _WIDTH.get(char)
    if known is not None:
        return known
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(char) in "WF" or ord(char) > 0x1F000:
        return _WIDE
    if unicodedata.category(char) == "Cc" or ord(char) >= 0x2E80:
        return _OTHER_SIGNS
    return _OTHER_ALPHABETS


def wrap(
    text: str, width: float, *, lines: int = 0, size: float = SIZE, bold: bool = False
) -> tuple[str, ...]:
    """Break a text into lines that fit; with ``lines``, shorten it to so many with an ellipsis.

    Breaks at spaces (never at no-break spaces); a word that is too long is broken inside, but
    never between a letter and its accents. An empty text has no lines.
    """
    done: list[str] = []
    current = ""
    for word in _pieces(text, width, size, bold):
        joined = f"{current} {word}" if current else word
        if text_width(joined, size, bold=bold) <= width:
            current = joined
            continue
        done.append(current)
        current = word
    if current:
        done.append(current)
    if lines and len(done) > lines:
        last = _shorten(done[lines - 1], width, size, bold)
        return (*done[: lines - 1], last)
    return tuple(done)


def _pieces(text: str, width: float, size: float, bold: bool) -> list[str]:
    """The words of a text, those that are wider than a line cut into pieces."""
    pieces: list[str] = []
    for word in re.split("[ \t\n\r]+", text):
        rest = _graphemes(word)
        while text_width("".join(rest), size, bold=bold) > width and len(rest) > 1:
            count = _fitting(rest, width, size, bold)
            pieces.append("".join(rest[:count]))
            rest = rest[count:]
        if rest:
            pieces.append("".join(rest))
    return pieces


def _fitting(graphemes: list[str], width: float, size: float, bold: bool) -> int:
    """How many of them fit in a line; at least one, so that breaking comes to an end."""
    total = 0.0
    for count, grapheme in enumerate(graphemes):
        total += text_width(grapheme, size, bold=bold)
        if total > width:
            return max(count, 1)
    return len(graphemes)


def _graphemes(word: str) -> list[str]:
    """Letters with their accents, emoji with what they are joined to."""
    clusters: list[str] = []
    for char in word:
        joins = _char_width(char) == 0.0 or (clusters and clusters[-1].endswith(_JOINER))
        if clusters and joins:
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


def _shorten(line: str, width: float, size: float, bold: bool) -> str:
    graphemes = _graphemes(line)
    while graphemes and text_width("".join(graphemes) + _ELLIPSIS, size, bold=bold) > width:
        graphemes.pop()
    return "".join(graphemes).rstrip(" ,;:") + _ELLIPSIS
