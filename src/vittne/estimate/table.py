"""Who is on which lists: the table that every engine starts from."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from vittne.terms.csvfile import Report, Sheet, sheet_of, text_of
from vittne.terms.errors import Problem, UserError

FEWEST_LISTS = 2
MOST_LISTS = 20
"""More lists than a cell's bits can be held in memory for are refused, not tried."""
MOST_PEOPLE = 10**7
"""More people in one row is a slip of the keyboard."""
_TOO_LARGE = f"check the number: at most {MOST_PEOPLE:,}"
COUNT = "count"
JOINT = " / "
"""Stands between the values of several strata in the name of a table."""

_WHOLE = re.compile(r"[+-]?[0-9]{1,15}(\.0*)?")
_SAYS_COUNT = ("n", "counts", "freq", "frequency", "number", "total", "people", "persons")


@dataclass(frozen=True)
class CaptureTable:
    """Counts of people by the lists they are on.

    Attributes
    ----------
    lists : tuple of str, length J
        Names of the lists.
    patterns : tuple of tuples of bool
        One a row: on which lists these people are. Never all False, never twice.
    counts : tuple of int
        How many people have the pattern, positive; patterns nobody has are left out.

    Notes
    -----
    Make one with :meth:`of`, :meth:`from_csv`, :meth:`from_people` or :meth:`from_draw`,
    which validate. A table that was made of another one (a stratum, a resample, a table
    without one of its lists) may have lists that caught nobody: see :attr:`empty_lists`.
    """

    lists: tuple[str, ...]
    patterns: tuple[tuple[bool, ...], ...]
    counts: tuple[int, ...]

    @property
    def observed(self) -> int:
        """n: people on at least one list."""
        return sum(self.counts)

    @cached_property
    def cells(self) -> npt.NDArray[np.int64]:
        """All 2^J counts, shape (2**J,): cell ``sum(on[j] << j)``; cell 0 holds 0."""
        found = np.zeros(1 << len(self.lists), dtype=np.int64)
        for pattern, count in zip(self.patterns, self.counts, strict=True):
            found[sum(on << j for j, on in enumerate(pattern))] = count
        return found

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """How many people each list caught, length J."""
        rows = tuple(zip(self.patterns, self.counts, strict=True))
        return tuple(sum(n for on, n in rows if on[j]) for j in range(len(self.lists)))

    @property
    def empty_lists(self) -> tuple[str, ...]:
        """Lists that caught nobody here."""
        return tuple(name for name, size in zip(self.lists, self.sizes, strict=True) if not size)

    @classmethod
    def of(
        cls, lists: Sequence[str], rows: Iterable[tuple[Sequence[object], object]]
    ) -> CaptureTable:
        """Make a table of (pattern, count) rows.

        Raises
        ------
        UserError
            With everything that is wrong: fewer than two lists, a list named twice, a
            pattern twice, a value that is not 0 or 1, a count that is no whole number
            from 0, the row of people on no list, a list that caught nobody, no people.
        """
        reading = _Reading(tuple(lists))
        for number, (pattern, count) in enumerate(rows, 1):
            reading.add(_Place(None, number), tuple(pattern), count)
        reading.find_empty_lists()
        if reading.problems:
            raise UserError(reading.problems)
        return _made(reading.lists, reading.found)

    @classmethod
    def of_cells(cls, lists: Sequence[str], cells: npt.ArrayLike) -> CaptureTable:
        """Make a table of 2^J counts, ordered as :attr:`cells`. Cell 0 is not looked at.

        Nothing else is checked: this is for counts that a program made.
        """
        counts = np.asarray(cells, dtype=np.int64)
        caught = np.flatnonzero(counts[1:]) + 1
        bits = (caught[:, None] >> np.arange(len(lists)) & 1).astype(bool)
        patterns = tuple(tuple(row) for row in bits.tolist())
        return cls(tuple(lists), patterns, tuple(counts[caught].tolist()))

    @classmethod
    def from_csv(cls, path: Path, *, strata: Sequence[str] = ()) -> Mapping[str, CaptureTable]:
        """Read one table, or one a stratum (key: values joined by `` / ``; "" without strata).

        One column of 0 and 1 for each list, and ``count``. Patterns that are absent, or have
        the count 0, were nobody's. A stratum may have lists that caught nobody in it.

        Raises
        ------
        UserError
            With everything that is wrong, by line and column.
        """
        problems: list[Problem] = []
        sheet = _sheet(path, problems.append)
        unknown = () if sheet is None else tuple(_column_problems(sheet, strata))
        if sheet is None or unknown:
            raise UserError((*problems, *unknown))
        lists = tuple(name for name in sheet.columns if name not in (*strata, COUNT))
        reading = _Reading(lists, file=sheet.file, problems=problems)
        strange = reading.find_strange_columns(sheet)
        if not sheet.whole:
            reading.caught.update(range(len(lists)))
        for row in sheet.rows:
            stratum = JOINT.join(row.cells[name] for name in strata)
            pattern = tuple("0" if name in strange else row.cells[name] for name in lists)
            reading.add(_Place(stratum, row.line), pattern, row.cells[COUNT], bool(strange))
        reading.find_empty_lists()
        if reading.problems:
            raise UserError(reading.problems)
        names = dict.fromkeys(stratum for stratum, _ in reading.found)
        return {name or "": _made(lists, reading.found, name) for name in names}

    @classmethod
    def from_people(
        cls, people: Iterable[tuple[Hashable, Iterable[str]]], *, lists: Sequence[str] = ()
    ) -> CaptureTable:
        """Make a table of (person, lists that have the person); the same person may come again.

        ``lists`` gives their order, else they are in the order of their names.

        Raises
        ------
        UserError
            As :meth:`of`, and for a list that is not among ``lists``.
        """
        seen: dict[Hashable, set[str]] = {}
        for person, names in people:
            seen.setdefault(person, set()).update(names)
        known = tuple(lists) or tuple(sorted(set().union(*seen.values())))
        if foreign := sorted(set().union(*seen.values()) - set(known)):
            message = f"{foreign[0]!r} is not among the lists"
            raise UserError(Problem(message=message, hint=f"one of {', '.join(known)}"))
        counted = Counter(tuple(name in names for name in known) for names in seen.values())
        return cls.of(known, sorted(counted.items(), reverse=True))

    @classmethod
    def from_draw(
        cls, lists: Sequence[str], person: npt.ArrayLike, on: npt.ArrayLike
    ) -> CaptureTable:
        """Make a table of one draw of who is who: record i is of person[i], on list on[i].

        Parameters
        ----------
        lists : sequence of str, length J
        person : array of int, shape (records,)
            Any numbers; records with the same number are of one person.
        on : array of int, shape (records,)
            Index into ``lists``.
        """
        people, member = np.unique(np.asarray(person), return_inverse=True)
        caught = np.zeros((people.size, len(lists)), dtype=np.int64)
        caught[member.ravel(), np.asarray(on)] = 1
        codes = caught @ (1 << np.arange(len(lists), dtype=np.int64))
        return cls.of_cells(lists, np.bincount(codes, minlength=1 << len(lists)))

    def drop_list(self, name: str) -> CaptureTable:
        """Leave a list out, and with it the people who are on no other list.

        Raises
        ------
        ValueError
            If there is no such list, or only one would be left.
        """
        gone = self._index(name)
        if len(self.lists) <= FEWEST_LISTS:
            raise ValueError(f"without {name!r} fewer than {FEWEST_LISTS} lists are left")
        kept = tuple(j for j in range(len(self.lists)) if j != gone)
        return self._regrouped(tuple(self.lists[j] for j in kept), tuple((j,) for j in kept))

    def merge_lists(self, first: str, second: str) -> CaptureTable:
        """Make one list of two: who was on either is on it. Nobody is lost.

        Raises
        ------
        ValueError
            If there is no such list, or only one would be left.
        """
        a, b = sorted((self._index(first), self._index(second)))
        if a == b or len(self.lists) <= FEWEST_LISTS:
            raise ValueError(f"{first!r} and {second!r} cannot be merged: too few lists are left")
        groups = tuple((j, b) if j == a else (j,) for j in range(len(self.lists)) if j != b)
        return self._regrouped(tuple("+".join(self.lists[j] for j in g) for g in groups), groups)

    def restrict_to(self, name: str) -> tuple[CaptureTable, int]:
        """Take a list as if it were the population: its people as the others saw them.

        Returns
        -------
        table : CaptureTable
            People on the list and on some other one, by the others (those that saw nobody
            of them are left out; so there may be fewer than two).
        size : int
            How many people are on the list: what an engine should find.
        """
        index = self._index(name)
        rows = {on: n for on, n in zip(self.patterns, self.counts, strict=True) if on[index]}
        others = tuple(j for j in range(len(self.lists)) if j != index)
        seen = tuple(j for j in others if any(on[j] for on in rows))
        inside = CaptureTable(self.lists, tuple(rows), tuple(rows.values()))
        names = tuple(self.lists[j] for j in seen)
        return inside._regrouped(names, tuple((j,) for j in seen)), inside.observed

    def without_empty_lists(self) -> CaptureTable:
        """Leave out the lists that caught nobody. There may be fewer than two then."""
        kept = tuple(j for j, size in enumerate(self.sizes) if size)
        return self._regrouped(tuple(self.lists[j] for j in kept), tuple((j,) for j in kept))

    def resample(self, rng: np.random.Generator | int) -> CaptureTable:
        """Draw n people with replacement from the n that were observed (the bootstrap)."""
        drawn = np.random.default_rng(rng).multinomial(
            self.observed, np.array(self.counts) / self.observed
        )
        return self._recounted(drawn)

    def sample(self, people: int, rng: np.random.Generator | int) -> CaptureTable:
        """Draw some of the n people that were observed, without replacement."""
        drawn = np.random.default_rng(rng).multivariate_hypergeometric(
            np.array(self.counts), people, method="marginals"
        )
        return self._recounted(drawn)

    def _recounted(self, counts: npt.NDArray[np.int64]) -> CaptureTable:
        rows = {on: int(n) for on, n in zip(self.patterns, counts, strict=True) if n}
        return CaptureTable(self.lists, tuple(rows), tuple(rows.values()))

    def _index(self, name: str) -> int:
        if name not in self.lists:
            raise ValueError(f"there is no list {name!r}: there are {', '.join(self.lists)}")
        return self.lists.index(name)

    def _regrouped(
        self, names: tuple[str, ...], groups: tuple[tuple[int, ...], ...]
    ) -> CaptureTable:
        """Take each group of lists as one. Who is on none of them is not counted."""
        found: Counter[tuple[bool, ...]] = Counter()
        for on, count in zip(self.patterns, self.counts, strict=True):
            found[tuple(any(on[j] for j in group) for group in groups)] += count
        found.pop((False,) * len(groups), None)
        return CaptureTable(names, tuple(found), tuple(found.values()))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a row stands: its stratum (None: there are no strata) and line or number."""

    stratum: str | None
    line: int


_Found = dict[tuple[str | None, tuple[bool, ...]], tuple[_Place, int]]


def _made(lists: tuple[str, ...], found: _Found, stratum: str | None = None) -> CaptureTable:
    rows = {on: n for (where, on), (_, n) in found.items() if where == stratum and n}
    return CaptureTable(lists, tuple(rows), tuple(rows.values()))


@dataclass(slots=True)
class _Reading:
    """Rows as they come in, and all that is wrong with them."""

    lists: tuple[str, ...]
    file: str = ""
    problems: list[Problem] = field(default_factory=list)
    found: _Found = field(default_factory=dict)
    caught: set[int] = field(default_factory=set)
    """Lists that caught somebody, or may have: a row that cannot be read is no evidence."""

    def __post_init__(self) -> None:
        number = len(self.lists)
        if number < FEWEST_LISTS:
            message = f"there {'is one list' if number else 'are no lists'}"
            self._bad(message, "overlaps need at least two lists: one column of 0 and 1 for each")
        if number > MOST_LISTS:
            message = f"there are {number} lists"
            self._bad(message, f"merge lists of one kind until there are at most {MOST_LISTS}")
        for name in sorted({name for name in self.lists if self.lists.count(name) > 1}):
            self._bad(f"the list {name!r} is there twice", "rename or remove one of them", name)

    def find_strange_columns(self, sheet: Sheet) -> frozenset[str]:
        """Report, once each, columns in which nothing is 0 or 1: these are no lists."""
        values = {name: [row.cells[name] for row in sheet.rows] for name in self.lists}
        strange = [
            name for name in self.lists if values[name] and not {"0", "1"} & set(values[name])
        ]
        for name in strange:
            message = f"{name!r} is no list: it holds {_shown(values[name][0])}, and no 0 or 1"
            hint = f"remove the column, or name it a stratum (--strata {name})"
            self._bad(message, hint, name, line=1)
        return frozenset(strange)

    def add(
        self, place: _Place, pattern: tuple[object, ...], count: object, partial: bool = False
    ) -> None:
        """Take a row. ``partial``: columns are missing, so that rows may look alike."""
        before = len(self.problems)
        on = self._pattern(place, pattern)
        number = self._count(place, count)
        if on is not None and not partial:
            self._check_alone(place, on)
            self.found.setdefault((place.stratum, on), (place, number))
        if len(self.problems) > before or partial:
            self.caught.update(range(len(self.lists)))
        elif on is not None and number:
            self.caught.update(j for j, caught in enumerate(on) if caught)

    def find_empty_lists(self) -> None:
        """Report the lists that caught nobody, or that there is nobody at all."""
        if not self.caught:
            self._bad("there is nobody in this table", "at least one row has a count above 0")
            return
        for j, name in enumerate(self.lists):
            if j not in self.caught:
                self._bad(f"the list {name!r} caught nobody", "remove its column", name)

    def _pattern(self, place: _Place, pattern: tuple[object, ...]) -> tuple[bool, ...] | None:
        if len(pattern) != len(self.lists):
            message = f"the pattern has {len(pattern)} values, for {len(self.lists)} lists"
            self._bad(message, "one 0 or 1 for each list", place=place)
            return None
        values = [_zero_or_one(value) for value in pattern]
        for name, value, given in zip(self.lists, values, pattern, strict=True):
            if value is None:
                message = f"{_shown(given)} is neither 0 nor 1"
                hint = "1: these people are on the list; 0: they are not"
                self._bad(message, hint, name, given, place)
        return None if None in values else tuple(value is True for value in values)

    def _count(self, place: _Place, count: object) -> int:
        try:
            return _whole(count)
        except _BadCount as error:
            self._bad(error.message, error.hint, COUNT, count, place)
            return 0

    def _check_alone(self, place: _Place, on: tuple[bool, ...]) -> None:
        if not any(on):
            hint = "nobody can have counted them, they are what is estimated: remove the row"
            self._bad("these people are on no list", hint, place=place)
        if first := self.found.get((place.stratum, on)):
            where = f"{'line' if self.file else 'row'} {first[0].line}"
            self._bad(f"{where} has the same lists", "add the two counts", place=place)

    def _bad(
        self,
        message: str,
        hint: str,
        column: str = "",
        value: object = "",
        place: _Place | None = None,
        line: int | None = None,
    ) -> None:
        if self.file and place is not None:
            line = place.line
        elif place is not None:
            message = f"row {place.line}: {message}"
        self.problems.append(
            Problem(
                file=self.file,
                line=line,
                column=column,
                value=str(value),
                message=message,
                hint=hint,
            )
        )


class _BadCount(Exception):
    """A count that cannot be one: (what is wrong, what would be right)."""

    def __init__(self, message: str, hint: str) -> None:
        self.message, self.hint = message, hint
        super().__init__(message)


def _sheet(path: Path, report: Report) -> Sheet | None:
    """Read a file that somebody named: a link or a pipe is one, too."""
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"this cannot be read: {error.strerror}"
        hint = f"looked for {path}: check the name, and that it is a file that is yours to read"
        report(Problem(file=path.name, message=message, hint=hint))
        return None
    text = text_of(data, path.name, report)
    return None if text is None else sheet_of(text, path.name, report)


def _column_problems(sheet: Sheet, strata: Sequence[str]) -> Iterable[Problem]:
    for name in strata:
        if name not in sheet.columns or name == COUNT:
            message = f"there is no column {name!r} to take the strata from"
            hint = f"the columns are {', '.join(sheet.columns)}"
            yield Problem(file=sheet.file, line=1, column=name, message=message, hint=hint)
    if COUNT not in sheet.columns:
        likely = [name for name in sheet.columns if name.casefold() in (COUNT, *_SAYS_COUNT)]
        hint = f"rename {likely[0]!r} to {COUNT!r}" if likely else "it holds the number of people"
        message = f"the column {COUNT!r} is missing"
        yield Problem(file=sheet.file, line=1, column=COUNT, message=message, hint=hint)


def _zero_or_one(value: object) -> bool | None:
    text = value if isinstance(value, str) else None
    if text is not None:
        return {"0": False, "1": True}.get(text)
    if isinstance(value, bool | int | float | np.bool_ | np.integer | np.floating):
        return bool(value) if value in (0, 1) else None
    return None


def _whole(value: object) -> int:
    """Return a count.

    Raises
    ------
    _BadCount
        If it is none.
    """
    if isinstance(value, str):
        number = _read_whole(value)
    elif isinstance(value, int | np.integer) and not isinstance(value, bool):
        number = int(value)
    elif isinstance(value, float | np.floating):
        if not math.isfinite(value) or value != int(value):
            raise _fractional(value)
        number = int(value)
    else:
        raise _BadCount(f"{_shown(value)} is no count", "a whole number from 0")
    if number < 0:
        raise _BadCount(f"the count {number} is negative", "people are counted from 0")
    if number > MOST_PEOPLE:
        raise _BadCount(f"the count {number} is too large", _TOO_LARGE)
    return number


def _read_whole(text: str) -> int:
    if _WHOLE.fullmatch(text):
        return int(text.partition(".")[0])
    if not text:
        raise _BadCount("the count is empty", "write 0, or remove the row: absent is zero")
    grouped = re.sub(r"[,.\s'\u2019]", "", text)
    if re.fullmatch(r"[0-9]{1,3}([,\s'\u2019][0-9]{3})+", text):
        raise _BadCount(f"{_shown(text)} is no count", f"write it without separators: {grouped}")
    if re.fullmatch(r"[+-]?[0-9]*[.,][0-9]+([eE][+-]?[0-9]+)?", text):
        raise _fractional(text)
    if re.fullmatch(r"[0-9]+", text):
        raise _BadCount(f"the count {_shown(text)} is too large", _TOO_LARGE)
    raise _BadCount(f"{_shown(text)} is no count", "digits only: a whole number from 0")


def _fractional(value: object) -> _BadCount:
    return _BadCount(f"the count {value} is not whole", "people are counted whole")


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}..."
