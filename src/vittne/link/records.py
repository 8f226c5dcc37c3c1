"""The records that are to be linked: what each list says, checked, as columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from functools import lru_cache
from operator import attrgetter

import numpy as np
import numpy.typing as npt

from vittne.terms.edtf import Period, parse_edtf
from vittne.terms.errors import Problem, UserError
from vittne.terms.limits import LONGEST_TEXT, OLDEST

EARLIEST, LATEST = date.min.toordinal(), date.max.toordinal()
"""The days that stand for an open or unknown end of a date."""

ABOUT_DAYS = 3
"""How far "about" a day reaches to either side."""

_UNREADABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row of a list. Unknown is empty, or None.

    Attributes
    ----------
    key : str
        ``<list>/<record_id>``: no two records have the same.
    list : str
    name : str
        As it was written; or else its parts.
    given, patronymic, family : str
    sex : str
        As the list writes it; ``m``, ``male``, ``f`` and ``female`` are understood.
    age_low, age_high : int or None
        Years.
    date : str
        EDTF: when it happened.
    place : str
        A code or path (``RU-CE/grozny``), or free text, from the narrow to the wide and
        divided by commas.
    act, grade, event_id : str
    ground, hand : str
        Several are joined by ``|``.
    extra : mapping of str to str
        Other columns. They are shown to reviewers, and never compared.
    """

    key: str
    list: str
    name: str = ""
    given: str = ""
    patronymic: str = ""
    family: str = ""
    sex: str = ""
    age_low: int | None = None
    age_high: int | None = None
    date: str = ""
    place: str = ""
    act: str = ""
    ground: str = ""
    hand: str = ""
    grade: str = ""
    event_id: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


_TEXTS = tuple(
    item.name for item in fields(Record) if item.name not in ("age_low", "age_high", "extra")
)
_texts_of = attrgetter(*_TEXTS)
_read_date = lru_cache(maxsize=1 << 16)(parse_edtf)


@dataclass(frozen=True)
class Records:
    """Records in a fixed order; an index into them means a record everywhere in this room.

    Make one with :meth:`of`, which checks.

    Attributes
    ----------
    rows : tuple of Record, length n
    lists : tuple of str
        The lists, in the order in which they first appear.
    on : int32, shape (n,)
        Index into ``lists``.
    date_low, date_high : int32, shape (n,)
        First and last day that the date may mean, as proleptic ordinals;
        ``EARLIEST`` and ``LATEST`` where an end is open. "About" a date is as much earlier
        and later as the date is long, and at least :data:`ABOUT_DAYS`.
    dated : bool, shape (n,)
        Whether there is a date.
    without_duplicates : frozenset of str
        Lists whose makers say that nobody is on them twice.
    """

    rows: tuple[Record, ...]
    lists: tuple[str, ...]
    on: npt.NDArray[np.int32]
    date_low: npt.NDArray[np.int32]
    date_high: npt.NDArray[np.int32]
    dated: npt.NDArray[np.bool_]
    without_duplicates: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def keys(self) -> tuple[str, ...]:
        """The key of each record."""
        return tuple(row.key for row in self.rows)

    @classmethod
    def of(cls, rows: Iterable[Record], *, without_duplicates: Iterable[str] = ()) -> Records:
        """Check records and lay them out.

        Raises
        ------
        UserError
            With everything that is wrong: a key that is there twice or empty, a date that
            is no EDTF, ages that no person has, a text that is too long or unreadable.
        """
        kept = tuple(rows)
        problems = [*_repeated(kept)]
        periods: list[Period | None] = []
        for row in kept:
            problems += _wrong_texts(row)
            problems += _wrong_ages(row)
            periods.append(_period(row, problems))
        if problems:
            raise UserError(problems)
        return cls._laid_out(kept, periods, frozenset(without_duplicates))

    @classmethod
    def _laid_out(
        cls, rows: tuple[Record, ...], periods: Sequence[Period | None], single: frozenset[str]
    ) -> Records:
        lists = tuple(dict.fromkeys(row.list for row in rows))
        index = {name: number for number, name in enumerate(lists)}
        days = np.array([_ends(p) for p in periods], dtype=np.int32).reshape(-1, 2)
        on = np.array([index[row.list] for row in rows], dtype=np.int32)
        dated = np.array([period is not None for period in periods], dtype=bool)
        return cls(rows, lists, on, days[:, 0].copy(), days[:, 1].copy(), dated, single)


def _ends(period: Period | None) -> tuple[int, int]:
    """First and last day that a date may mean."""
    if period is None:
        return EARLIEST, LATEST
    low = EARLIEST if period.lower is None else period.lower.toordinal()
    high = LATEST if period.upper is None else period.upper.toordinal()
    if not period.approximate:
        return low, high
    about = max(ABOUT_DAYS, high - low)
    return max(EARLIEST, low - about), min(LATEST, high + about)


def _place_of(row: Record) -> tuple[str, str]:
    """Where people will find the row: its list's file, and the row in it."""
    return f"lists/{row.list}.csv", row.key


def _repeated(rows: Sequence[Record]) -> Iterable[Problem]:
    seen: dict[str, int] = {}
    for row in rows:
        seen[row.key] = seen.get(row.key, 0) + 1
    for key, times in seen.items():
        if times > 1:
            yield Problem(
                file=f"lists/{key.partition('/')[0]}.csv",
                column="record_id",
                value=key,
                message=f"{times} records have the key {key!r}",
                hint="give every row of a list its own record_id",
            )


def _wrong_texts(row: Record) -> Iterable[Problem]:
    file, key = _place_of(row)
    if not row.key:
        yield Problem(file=file, column="record_id", message="a record has no key")
    texts = _texts_of(row)
    whole = "".join(texts)
    if len(whole) <= LONGEST_TEXT and not _UNREADABLE.search(whole):
        return
    for name, text in zip(_TEXTS, texts, strict=True):
        if len(text) > LONGEST_TEXT:
            yield Problem(
                file=file,
                column=name,
                message=f"{key[:80]}: {name} has {len(text):,} characters",
                hint=f"at most {LONGEST_TEXT:,}: perhaps a quotation mark was never closed",
            )
        elif _UNREADABLE.search(text):
            yield Problem(
                file=file,
                column=name,
                message=f"{key!r}: {name} holds a character that no text has",
                hint="save the list as UTF-8 and read it again",
            )


def _wrong_ages(row: Record) -> Iterable[Problem]:
    low, high = row.age_low, row.age_high
    ages = [age for age in (low, high) if age is not None]
    if any(not 0 <= age <= OLDEST for age in ages) or (len(ages) == 2 and ages[0] > ages[1]):
        file, key = _place_of(row)
        yield Problem(
            file=file,
            column="age_low",
            value=f"{low}-{high}",
            message=f"{key!r}: nobody is from {low} to {high} years old",
            hint=f"0 to {OLDEST}, the lower one first; leave an unknown age empty",
        )


def _period(row: Record, problems: list[Problem]) -> Period | None:
    if not row.date:
        return None
    try:
        return _read_date(row.date)
    except ValueError as error:
        file, key = _place_of(row)
        shown = row.date[:80]
        problems.append(Problem(file=file, column="date", value=shown, message=f"{key!r}: {error}"))
        return None
