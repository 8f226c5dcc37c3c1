"""Two records on a terminal, one beside the other, with what differs marked by signs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from rich.cells import cell_len

from vittne.cli.problems import plain

LEGEND = "= alike   X differs; [these words do]   ? only one says it"
NARROW = 64
"""In fewer columns, and with right-to-left text, the two stand one below the other."""
NARROWEST = 16
LONGEST = 1_500
"""Characters of a cell that are shown."""

_LABELS = 14
_FROM_THE_RIGHT = frozenset({"R", "AL", "AN"})

Cells = Mapping[str, str]


def side_by_side(a: Cells, b: Cells, width: int) -> Iterator[str]:
    """Yield lines that show what two records say; what both leave out is not shown.

    Nothing in the data can do anything to the terminal: control characters, and marks that turn
    the direction of writing, are shown as their codes.

    Parameters
    ----------
    a, b : mapping of str to str
        Name of a field to what it says.
    width : int
        Columns of the terminal.
    """
    fields = [name for name in dict.fromkeys([*a, *b]) if a.get(name) or b.get(name)]
    rows = [(_clean(name), _clean(a.get(name, "")), _clean(b.get(name, ""))) for name in fields]
    width = max(width, NARROWEST)
    below = width < NARROW or any(_turns(text) for row in rows for text in row)
    for name, one, other in rows:
        mark = _mark(one, other)
        if mark == "X":
            one, other = _bracketed(one, other), _bracketed(other, one)
        yield from (_below if below else _beside)(name, mark, one, other, width)


def _below(name: str, mark: str, one: str, other: str, width: int) -> Iterator[str]:
    yield from _wrapped(f"{mark} {name}", width)
    for letter, text in (("A", one), ("B", other)):
        for number, line in enumerate(_wrapped(text or "-", width - 5)):
            yield f"  {letter if number == 0 else ' '}  {line}"


def _beside(name: str, mark: str, one: str, other: str, width: int) -> Iterator[str]:
    half = (width - _LABELS - 4) // 2
    columns = (
        [f"{mark} {line}" for line in _wrapped(name, _LABELS - 3)],
        _wrapped(one or "-", half - 1),
        _wrapped(other or "-", half - 1),
    )
    for number in range(max(map(len, columns))):
        label, left, right = (c[number] if number < len(c) else "" for c in columns)
        yield f"{_filled(label, _LABELS)}| {_filled(left, half)}| {right}".rstrip()


def _clean(text: str) -> str:
    shown = plain(" ".join(text[:LONGEST].split()))
    more = len(text) - LONGEST
    return f"{shown} ... ({more:,} more)" if more > 0 else shown


def _turns(text: str) -> bool:
    return any(unicodedata.bidirectional(char) in _FROM_THE_RIGHT for char in text)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _mark(one: str, other: str) -> str:
    if not one or not other:
        return "?"
    return "=" if _folded(one) == _folded(other) else "X"


def _bracketed(text: str, other: str) -> str:
    """Put words into brackets that the other does not have, unless it has none of them.

    Whole words: a bracket inside one would tear letters apart that are written joined.
    """
    known = {_folded(word) for word in other.split()}
    if known.isdisjoint(_folded(word) for word in text.split()):
        return text
    return " ".join(word if _folded(word) in known else f"[{word}]" for word in text.split())


def _filled(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))


def _wrapped(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        for piece in _pieces(word, width):
            joined = f"{lines[-1]} {piece}".lstrip()
            if cell_len(joined) <= width:
                lines[-1] = joined
            else:
                lines.append(piece)
    return lines


def _pieces(word: str, width: int) -> Iterator[str]:
    """Cut a word that is wider than a line; a letter keeps its accents."""
    piece = ""
    for char in word:
        if piece and cell_len(piece + char) > width:
            yield piece
            piece = ""
        piece += char
    yield piece
