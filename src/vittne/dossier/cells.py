"""What may stand in a cell: one reader and one writer for each kind of value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from vittne.dossier.files import nearest
from vittne.terms.codes import LANGUAGES, code_list
from vittne.terms.csvfile import shown
from vittne.terms.edtf import Period, parse_edtf
from vittne.terms.limits import LONGEST_TEXT, OLDEST
from vittne.terms.places import Gazetteer

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_NUMBER = re.compile(r"([0-9]{1,15})(?:\.([0-9]{1,15}))?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[,.\s'\u2019][0-9]{3})+")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_UNKNOWN = ("?", "-", "n/a", "na", "nan", "none", "null", "unknown", "x")
_FEW_CODES = 12


class BadCell(Exception):
    """A value that cannot stand where it stands: (what is wrong, what would be right)."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.message, self.hint = message, hint
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Column:
    """One known column of a table.

    Attributes
    ----------
    name : str
        Its name in the file.
    kind : str
        Key of :data:`KINDS`: what its cells hold.
    filled : bool
        Whether a cell may not be empty.
    codes : str
        Name of the code list, for the kinds ``code``, ``codes``, ``code_set``.
    attribute : str
        Name of the attribute that holds it; empty: the same as the column's.
    """

    name: str
    kind: str = "text"
    filled: bool = False
    codes: str = ""
    attribute: str = ""

    @property
    def field(self) -> str:
        """Name of the attribute that holds the value."""
        return self.attribute or self.name

    def read(self, text: str, places: Gazetteer | None) -> object:
        """Return the value of a cell.

        Raises
        ------
        BadCell
            If it cannot stand there.
        """
        if not text and self.filled:
            raise BadCell("the cell is empty", f"{self.name} must be filled in")
        return KINDS[self.kind](text, self, places)

    def write(self, value: object) -> str:
        """Return the text of a cell: what :meth:`read` turns into this value."""
        if value is None:
            return ""
        if isinstance(value, tuple):
            return "|".join(value)
        if isinstance(value, frozenset):
            return "|".join(sorted(value))
        return write_number(value) if isinstance(value, float) else str(value)


def write_number(value: float) -> str:
    """Write a number in plain digits, without an exponent."""
    return format(Decimal(repr(value)), "f")


def check_code(value: str, name: str) -> str:
    """Return a code of a list.

    Raises
    ------
    BadCell
        If the list is closed and has no such code.
    """
    known = code_list(name)
    if value in known or known.open:
        return value
    if guess := nearest(value, known.codes) or _by_label(value, name):
        hint = f"did you mean {guess}?"
    elif len(known.codes) <= _FEW_CODES:
        hint = f"one of {', '.join(known.codes)}"
    else:
        hint = f"one of {', '.join(known.codes[:_FEW_CODES])}, ... (see the code list {name})"
    raise BadCell(f"{shown(value)} is not in the code list {name}", hint)


def check_place(text: str, places: Gazetteer | None) -> str:
    """Return a place. Where nobody knows the regions (None), any name may be one.

    Raises
    ------
    BadCell
        If it is neither a code, nor a path below one, nor a declared region.
    """
    sentence = places.problem(text) if places else None
    if places is None or sentence is None:
        return text
    guess = nearest(text, tuple(places.regions)) or _by_label(text, "places")
    hint = f"did you mean {guess}?" if guess else sentence
    raise BadCell(f"{shown(text)} is no place that is known here", hint)


def check_id(text: str) -> str:
    """Return an id.

    Raises
    ------
    BadCell
        If it could not be part of an address or of the name of a file.
    """
    if not _ID.fullmatch(text):
        raise BadCell(
            f"{shown(text)} cannot be an id",
            "at most 100 Latin letters, digits, '.', '_' and '-', the first a letter or digit",
        )
    return text


def check_number(text: str) -> int | float:
    """Return a number that is not negative: an int where it is whole.

    Raises
    ------
    BadCell
        For anything but plain digits with a decimal point.
    """
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise BadCell(f"{shown(text)} is no number that can be read", _number_hint(text))
    whole, decimals = match.groups()
    return int(whole) if not (decimals or "").strip("0") else float(text)


def check_period(text: str) -> Period:
    """Return a date or period.

    Raises
    ------
    BadCell
        With the sentence of :func:`vittne.terms.edtf.parse_edtf` as its hint.
    """
    try:
        return parse_edtf(text)
    except ValueError as error:
        raise BadCell(f"{shown(text)} is no date that is understood", str(error)) from None


def check_address(text: str) -> str:
    """Return a web address.

    Raises
    ------
    BadCell
        If it is none.
    """
    if not _ADDRESS.fullmatch(text):
        raise BadCell(
            f"{shown(text)} is no web address",
            "it begins with https:// or http:// and has no blanks; other references go to note",
        )
    return text


def _number_hint(text: str) -> str:
    plain = text.strip()
    if plain.casefold() in _UNKNOWN:
        return "leave an unknown number empty"
    if plain.startswith(("-", "\u2212")) and plain[1:].isdigit():
        return "nothing counted here is ever negative"
    if plain.endswith("%"):
        return f"write it without the sign: {plain.rstrip('% ')}"
    if _GROUPED.fullmatch(plain):
        return f"write it without separators: {re.sub('[^0-9]', '', plain)}"
    if re.fullmatch(r"[0-9]+,[0-9]+", plain):
        return f"write a decimal point: {plain.replace(',', '.')}"
    if re.fullmatch(r"[0-9.]+", plain):
        return "at most 15 digits before and after one decimal point"
    return "digits only, such as 114 or 0.5; words such as 'more than' go to the qualifier"


@cache
def _labels(name: str) -> dict[str, str]:
    known = code_list(name)
    return {known.label(code, lang).casefold(): code for code in known.codes for lang in LANGUAGES}


def _by_label(word: str, name: str) -> str:
    """Return the code whose name, in any language, somebody wrote instead of it."""
    return _labels(name).get(word.casefold(), "")


def _text(text: str, column: Column, places: Gazetteer | None) -> str:
    return text


def _short(text: str, column: Column, places: Gazetteer | None) -> str:
    if len(text) > LONGEST_TEXT:
        hint = f"at most {LONGEST_TEXT:,}: perhaps a quotation mark was never closed"
        raise BadCell(f"the cell has {len(text):,} characters", hint)
    return text


def _identity(text: str, column: Column, places: Gazetteer | None) -> str:
    return check_id(text)


def _key(text: str, column: Column, places: Gazetteer | None) -> str:
    if "/" in text or "\n" in text:
        raise BadCell(f"{shown(text)} cannot be the id of a record", "leave out '/' and line ends")
    return _short(text, column, places)


def _code(text: str, column: Column, places: Gazetteer | None) -> str:
    return check_code(text, column.codes) if text else ""


def _codes(text: str, column: Column, places: Gazetteer | None) -> tuple[str, ...]:
    parts = tuple(part.strip() for part in text.split("|")) if text else ()
    for part in parts:
        if not part:
            raise BadCell(f"{shown(text)} has an empty part", "join several codes by one '|'")
        check_code(part, column.codes)
    if len(set(parts)) < len(parts):
        raise BadCell(f"{shown(text)} names a code twice", "write each code once")
    return parts


def _code_set(text: str, column: Column, places: Gazetteer | None) -> frozenset[str]:
    return frozenset(_codes(text, column, places))


def _number(text: str, column: Column, places: Gazetteer | None) -> int | float | None:
    return check_number(text) if text else None


def _whole(text: str, column: Column, places: Gazetteer | None) -> int | None:
    value = _number(text, column, places)
    if isinstance(value, float):
        raise BadCell(f"{shown(text)} is not whole", "people and complaints are counted whole")
    return value


def _age(text: str, column: Column, places: Gazetteer | None) -> int | None:
    value = _whole(text, column, places)
    if value is not None and value > OLDEST:
        raise BadCell(f"nobody is {value} years old", f"0 to {OLDEST}; an unknown age is empty")
    return value


def _percent(text: str, column: Column, places: Gazetteer | None) -> int | float | None:
    value = _number(text, column, places)
    if value is not None and value > 100:
        raise BadCell(f"{shown(text)} is more than 100 percent", "a share goes from 0 to 100")
    return value


def _period(text: str, column: Column, places: Gazetteer | None) -> Period | None:
    return check_period(text) if text else None


def _period_text(text: str, column: Column, places: Gazetteer | None) -> str:
    return check_period(text).text if text else ""


def _place(text: str, column: Column, places: Gazetteer | None) -> str:
    return check_place(_short(text, column, places), places) if text else ""


def _address(text: str, column: Column, places: Gazetteer | None) -> str:
    return check_address(text) if text else ""


KINDS: dict[str, Callable[[str, Column, Gazetteer | None], object]] = {
    "text": _text,
    "id": _identity,
    "key": _key,
    "short": _short,
    "code": _code,
    "codes": _codes,
    "code_set": _code_set,
    "number": _number,
    "whole": _whole,
    "age": _age,
    "percent": _percent,
    "period": _period,
    "period_text": _period_text,
    "place": _place,
    "address": _address,
}
"""What a cell may hold. Except for ids, an empty cell is unknown and always allowed."""


def in_order(pairs: Iterable[tuple[str, int | float | None]]) -> None:
    """Check that numbers, where given, do not fall: (column, value) from small to large.

    Raises
    ------
    BadCell
        Naming the first two that do.
    """
    before: tuple[str, int | float] | None = None
    for column, value in pairs:
        if value is None:
            continue
        if before is not None and value < before[1]:
            raise BadCell(
                f"{before[0]} is {before[1]}, but {column} is {value}",
                f"{before[0]} is at most {column}",
            )
        before = (column, value)
