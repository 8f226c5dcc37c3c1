"""Dates as people know them: a subset of EDTF, with exact first and last days.

A date that is known to the month is kept to the month. Nothing is ever padded to
the first of January. The subset, and where it differs from the whole of EDTF
(ISO 8601-2:2019, annex A), is described in ``docs/reference/edtf.md``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

LONGEST_TEXT = 200
"""Longest text that is looked at, in characters. No real date comes near it."""

_DATE = re.compile(r"([0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?([~?%]?)")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})")
_MONTH_NAME = re.compile(r"[^\W\d_]{3,}[ .-]*[0-9]{2,4}|[0-9]{1,2}[ .-]*[^\W\d_]{3,}.*")
_SHORT_PARTS = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?")
_HELP = "write 2017, 2017-02, 2017-02-14, or an interval such as 2017-02/2017-03"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time as it was written, with the first and last day it may cover.

    Attributes
    ----------
    text : str
        The EDTF text.
    lower, upper : datetime.date or None
        First and last day, both included. None is an open or unknown end.
    approximate, uncertain : bool
        Whether any part is marked ``~`` or ``%``, and ``?`` or ``%``.
    """

    text: str
    lower: date | None
    upper: date | None
    approximate: bool = False
    uncertain: bool = False

    def __str__(self) -> str:
        return self.text

    def overlaps(self, other: Period) -> bool:
        """Whether some day may belong to both. An open end is unbounded."""
        return _not_after(self.lower, other.upper) and _not_after(other.lower, self.upper)

    def covers(self, other: Period) -> bool:
        """Whether every day of the other belongs to this one. An open end is unbounded."""
        starts = self.lower is None or (other.lower is not None and self.lower <= other.lower)
        ends = self.upper is None or (other.upper is not None and self.upper >= other.upper)
        return starts and ends


def parse_edtf(text: str) -> Period:
    """Read one date, interval or set.

    Parameters
    ----------
    text : str
        A text of the subset, without blanks around it.

    Raises
    ------
    ValueError
        If the text is not in the subset. Its message is a sentence for people that
        says what would be right.

    Examples
    --------
    >>> parse_edtf("2017-02").upper
    datetime.date(2017, 2, 28)
    """
    if not text:
        raise ValueError(f"the date is empty: {_HELP}")
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"a date has at most {LONGEST_TEXT} characters: {_HELP}")
    if text.startswith("[") or text.endswith("]"):
        return _parse_set(text)
    if "/" in text and not _DAY_FIRST.fullmatch(text):
        return _parse_interval(text)
    return _parse_date(text)


def hull(periods: Iterable[Period]) -> Period:
    """Smallest period that covers all the given ones, written as short as can be.

    If one of them is approximate or uncertain, so is the hull.

    Raises
    ------
    ValueError
        If there are no periods.
    """
    several = tuple(periods)
    if not several:
        raise ValueError("a hull needs at least one period")
    lowers = [period.lower for period in several if period.lower is not None]
    uppers = [period.upper for period in several if period.upper is not None]
    lower = min(lowers) if len(lowers) == len(several) else None
    upper = max(uppers) if len(uppers) == len(several) else None
    approximate = any(period.approximate for period in several)
    uncertain = any(period.uncertain for period in several)
    mark = {(True, True): "%", (True, False): "~", (False, True): "?"}.get(
        (approximate, uncertain), ""
    )
    return parse_edtf(_write(lower, upper, mark))


def _not_after(first: date | None, last: date | None) -> bool:
    return first is None or last is None or first <= last


def _parse_date(text: str) -> Period:
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(_what_would_be_right(text))
    year, month, day, mark = match.groups()
    _check_digits(text, year, month, day)
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if last_year == 0:
        raise ValueError(f"{text!r} has the year 0000: years go from 0001 to 9999")
    months = _candidates(month, 1, 12) if month else range(1, 13)
    if not months:
        raise ValueError(_bad_month(text, month))
    lower = date(max(first_year, 1), months[0], 1)
    upper = date(last_year, months[-1], monthrange(last_year, months[-1])[1])
    if day:
        days = _candidates(day, 1, upper.day)
        if not days:
            raise ValueError(f"{text!r} has no such day: that month has the days 01 to {upper.day}")
        if len(months) == 1:
            lower, upper = lower.replace(day=days[0]), upper.replace(day=days[-1])
    return Period(text, lower, upper, mark in ("~", "%"), mark in ("?", "%"))


def _check_digits(text: str, year: str, month: str | None, day: str | None) -> None:
    """Only the last digits may be unspecified: from the first X on, all are X."""
    digits = year + (month or "") + (day or "")
    if digits.rstrip("X").count("X"):
        raise ValueError(
            f"{text!r} leaves out a digit before one that is given: only the last digits may be X, "
            "as in 201X, 2017-XX or 2017-02-2X"
        )
    if year == "XXXX":
        raise ValueError(f"{text!r} says nothing of the year: leave an unknown date empty")


def _candidates(pattern: str, first: int, last: int) -> range:
    """Numbers from first to last that a two-digit pattern such as ``2X`` allows."""
    low = max(first, int(pattern.replace("X", "0")))
    return range(low, min(last, int(pattern.replace("X", "9"))) + 1)


def _parse_interval(text: str) -> Period:
    ends = text.split("/")
    if len(ends) != 2:
        raise ValueError(f"{text!r} has more than one '/': an interval is written 2017-02/2017-03")
    if text != "../.." and all(end in ("", "..") for end in ends):
        raise ValueError(f"{text!r} has no date at either end: leave an unknown date empty")
    start, end = (None if part in ("", "..") else _parse_date(part) for part in ends)
    return _join(text, start, end)


def _join(text: str, start: Period | None, end: Period | None) -> Period:
    lower = start.lower if start else None
    upper = end.upper if end else None
    if lower is not None and upper is not None and lower > upper:
        raise ValueError(f"{text!r} ends before it begins: write the earlier date first")
    parts = [part for part in (start, end) if part]
    approximate = any(part.approximate for part in parts)
    return Period(text, lower, upper, approximate, any(part.uncertain for part in parts))


def _parse_set(text: str) -> Period:
    """One of several dates: ``[2017,2018]``, ``[2017-01..2017-03]``, ``[..2017]``."""
    if not (text.startswith("[") and text.endswith("]") and len(text) > 2):
        raise ValueError(f"{text!r} is no set of dates: write [2017,2018] or [2017-01..2017-03]")
    members = [_parse_member(text, member) for member in text[1:-1].split(",")]
    lowers = [member.lower for member in members if member.lower is not None]
    uppers = [member.upper for member in members if member.upper is not None]
    return Period(
        text,
        min(lowers) if len(lowers) == len(members) else None,
        max(uppers) if len(uppers) == len(members) else None,
        any(member.approximate for member in members),
        any(member.uncertain for member in members),
    )


def _parse_member(text: str, member: str) -> Period:
    if ".." not in member:
        return _parse_date(member)
    ends = member.split("..")
    if len(ends) != 2 or not any(ends):
        raise ValueError(f"{text!r} is no set of dates: write [2017,2018] or [2017-01..2017-03]")
    start, end = (_parse_date(part) if part else None for part in ends)
    return _join(text, start, end)


def _write(lower: date | None, upper: date | None, mark: str) -> str:
    """Text of the period between two days: whole years and months are written short."""
    if lower is not None and upper is not None:
        for length in (4, 7):
            if _starts(lower, length) and _ends(upper, length):
                return _span(lower.isoformat()[:length], upper.isoformat()[:length], mark)
        if lower == upper:
            return lower.isoformat() + mark
    first = _short_end(lower, upper, _starts)
    last = _short_end(upper, lower, _ends)
    return _span(first, last, mark)


def _span(first: str, last: str, mark: str) -> str:
    ends = [end if end == ".." else end + mark for end in (first, last)]
    return ends[0] if first == last != ".." else "/".join(ends)


def _short_end(day: date | None, other: date | None, fits: Callable[[date, int], bool]) -> str:
    """One end, as short as can be without holding the other: ``2017-01/2017-04-01``."""
    if day is None:
        return ".."
    held = "" if other is None else other.isoformat()
    texts = (day.isoformat()[:length] for length in (4, 7, 10) if fits(day, length))
    return next(text for text in texts if not held.startswith(text))


def _starts(day: date, length: int) -> bool:
    return {4: (day.month, day.day) == (1, 1), 7: day.day == 1, 10: True}[length]


def _ends(day: date, length: int) -> bool:
    last = day.day == monthrange(day.year, day.month)[1]
    return {4: day.month == 12 and last, 7: last, 10: True}[length]


def _bad_month(text: str, month: str) -> str:
    if month.isdigit() and 21 <= int(month) <= 41:
        return f"{text!r} is a season or a quarter: write its months, as in 2017-03/2017-05"
    return f"{text!r} has no such month: months go from 01 to 12"


def _what_would_be_right(text: str) -> str:
    """Why this is no date, and, where it can be guessed, how it should be written."""
    shown = text if len(text) <= 40 else f"{text[:40]}..."
    if match := _DAY_FIRST.fullmatch(text):
        day, _, month, year = match.groups()
        return (
            f"{shown!r} puts the year last: write {year}-{month:0>2}-{day:0>2} "
            "(year, month, day), and check which of the two is the month"
        )
    if match := _SHORT_PARTS.fullmatch(text):
        padded = "-".join(part.zfill(2) for part in match.groups() if part)
        return f"{shown!r} needs two digits for month and day: write {padded}"
    if text.isascii() and text.isdigit() and len(text) == 5:
        return f"{shown!r} looks like a spreadsheet's number for a day: format the column as text"
    if _MONTH_NAME.fullmatch(text):
        return f"{shown!r} names a month (spreadsheets do that): write it as 2017-02 or 2017-02-14"
    if re.search(r"\d[T ]\d", text):
        return f"{shown!r} has a time of day: write the day only, as in 2017-02-14"
    if text.strip() != text:
        return f"{shown!r} has blanks around it: {_HELP}"
    if "," in text or ".." in text:
        return f"{shown!r} is no date: several dates are written [2017,2018] or [2017-01..2017-03]"
    if any(dash in text for dash in "\u2013\u2014\u2212"):
        return f"{shown!r} has a dash for a hyphen: write 2017-02, or 2017-02/2017-03"
    return f"{shown!r} is no date that can be read: {_HELP}"
