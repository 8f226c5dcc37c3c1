"""Ids of other lists that a list carries: which of them cannot be right.

Lists often say which row of another list is the same person (a column such as ``other_id``). Such
links are never believed here; they are compared with what the records say. The commonest accident
leaves a trace: when cells of one column slip up or down, a whole run of links is wrong, and right
again when it is moved by as many rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vittne.link.pairs import Pairs
from vittne.link.partition_kernel import Floats, Ints
from vittne.link.records import Record, Records
from vittne.terms.errors import Problem

RIGHT = 0.5
"""A link fits if its pair is at least this probable,"""
WRONG = 0.01
"""and cannot be right if it is less probable than this. Pairs that are no candidates are."""
FARTHEST = 25
"""Rows by which a run may have slipped, up or down."""
SHORTEST = 3
"""Links that must fit again for a run to be called shifted: fewer may be chance."""
GAP = 2
"""Rows inside a run that fit nowhere: nameless, misspelt, or without a link."""
KNOWN = 0.5
"""A column holds ids of another list if this share of its cells does."""

_NOWHERE = -1


@dataclass(frozen=True, slots=True)
class ShiftedRun:
    """Links that fit when they are moved.

    Attributes
    ----------
    first, last : int
        Rows of the list whose links are wrong; its first row is 1.
    by : int
        How many rows further down (or up, if negative) these links belong.
    """

    first: int
    last: int
    by: int

    def __str__(self) -> str:
        return f"shifted run: rows {self.first}-{self.last}, by {self.by}"


@dataclass(frozen=True)
class CrossIds:
    """A column of a list that names rows of another.

    Attributes
    ----------
    list, column, other : str
    links : int
        Cells that name a record.
    fitting : int
        Links whose records are probably one person.
    wrong : tuple of (str, str)
        Keys of records that cannot be one person.
    nowhere : tuple of str
        Keys of records whose cell names no record of the other list.
    runs : tuple of ShiftedRun
    """

    list: str
    column: str
    other: str
    links: int
    fitting: int
    wrong: tuple[tuple[str, str], ...]
    nowhere: tuple[str, ...]
    runs: tuple[ShiftedRun, ...]

    def remarks(self) -> Iterator[Problem]:
        """Yield what whoever keeps the list should look at."""
        file = f"lists/{self.list}.csv"
        for run in self.runs:
            hint = (
                f"these ids of {self.other} fit the rows {run.first + run.by}-{run.last + run.by}"
            )
            yield Problem(file=file, column=self.column, message=str(run), hint=hint)
        for key, other in self.wrong:
            message = f"{key} and {other} cannot be one person by what they say"
            yield Problem(file=file, column=self.column, value=other, message=message)
        for key in self.nowhere:
            message = f"{key} names a row that {self.other} does not have"
            yield Problem(file=file, column=self.column, value=key, message=message)


def check_cross_ids(records: Records, pairs: Pairs) -> tuple[CrossIds, ...]:
    """Compare all columns of cross ids with the pairs.

    Such a column is called ``<list>_id``, or anything that ends in ``id``, and half of what it
    holds, or more, are ids of one other list, with or without the list's name before them. Links
    from or to a record without a name are not judged: nothing speaks against them.
    """
    chances = _Chances(pairs, len(records))
    named = np.array([bool(r.name or r.given or r.family) for r in records.rows], dtype=bool)
    index = {key: number for number, key in enumerate(records.keys)}
    found = []
    for name in records.lists:
        rows = np.array([n for n, row in enumerate(records.rows) if row.list == name])
        for column in _columns([records.rows[row] for row in rows]):
            cells = [records.rows[row].extra.get(column, "") for row in rows]
            if other := _other_list(cells, column, name, index, records.lists):
                target = np.array([_target(cell, other, index) for cell in cells])
                links = _Links(rows, target, named, chances)
                found.append(_judged(links, cells, records, (name, column, other)))
    return tuple(found)


def _columns(rows: Sequence[Record]) -> list[str]:
    names = dict.fromkeys(name for row in rows for name in row.extra)
    return [name for name in names if name.casefold().endswith("id")]


def _other_list(
    cells: Sequence[str], column: str, own: str, index: dict[str, int], lists: Sequence[str]
) -> str:
    """Return the list that a column is about, or an empty text."""
    filled = [cell for cell in cells if cell]
    held = {
        name: sum(_target(cell, name, index) != _NOWHERE for cell in filled)
        for name in lists
        if name != own
    }
    if not filled or not held:
        return ""
    stem = column.casefold().removesuffix("id").rstrip("_- ")
    best = max(held, key=lambda name: (name.casefold() == stem, held[name]))
    return best if held[best] >= KNOWN * len(filled) else ""


def _target(cell: str, other: str, index: dict[str, int]) -> int:
    if not cell:
        return _NOWHERE
    return index.get(cell if cell.startswith(f"{other}/") else f"{other}/{cell}", _NOWHERE)


class _Chances:
    """How probable it is that two records are one person: 0 where they are no candidates."""

    def __init__(self, pairs: Pairs, records: int) -> None:
        self._records = records
        self._places = pairs.a * records + pairs.b
        self._probability = pairs.probability

    def of(self, a: Ints, b: Ints) -> Floats:
        if not self._places.size:
            return np.zeros(a.size)
        places = np.minimum(a, b) * self._records + np.maximum(a, b)
        at = np.minimum(np.searchsorted(self._places, places), self._places.size - 1)
        return np.where(self._places[at] == places, self._probability[at], 0.0)


@dataclass(frozen=True)
class _Links:
    """The links of one column: rows of the list, and the record that each names."""

    rows: Ints
    target: Ints
    named: npt.NDArray[np.bool_]
    chances: _Chances

    def moved(self, by: int) -> Floats:
        """Return the chance of each row's link if it belongs ``by`` rows further down.

        NaN where that says nothing: no such row, no link, or no name.
        """
        n = self.rows.size
        chance = np.full(n, np.nan)
        start, end = max(0, -by), min(n, n - by)
        if start >= end:
            return chance
        a, b = self.rows[start + by : end + by], self.target[start:end]
        judged = (b != _NOWHERE) & self.named[a] & self.named[b]
        chance[start:end][judged] = self.chances.of(a[judged], b[judged])
        return chance


def _judged(
    links: _Links, cells: Sequence[str], records: Records, of: tuple[str, str, str]
) -> CrossIds:
    own = links.moved(0)
    keys = records.keys
    wrong = np.flatnonzero(own < WRONG)
    nowhere = np.flatnonzero((links.target == _NOWHERE) & np.array([bool(cell) for cell in cells]))
    return CrossIds(
        *of,
        links=int((links.target != _NOWHERE).sum()),
        fitting=int((own >= RIGHT).sum()),
        wrong=tuple((keys[links.rows[row]], keys[links.target[row]]) for row in wrong),
        nowhere=tuple(keys[links.rows[row]] for row in nowhere),
        runs=_runs(links, own >= RIGHT),
    )


def _runs(links: _Links, right: npt.NDArray[np.bool_]) -> tuple[ShiftedRun, ...]:
    """Find the longest runs first; a row is in one run at most."""
    found: list[tuple[int, ShiftedRun]] = []
    for distance in range(1, FARTHEST + 1):
        for by in (distance, -distance):
            fits = np.flatnonzero((links.moved(by) >= RIGHT) & ~right)
            # A run ends where rows are missing, and where a link is right as it stands.
            rights = np.concatenate([[0], np.cumsum(right)])
            breaks = (np.diff(fits) > GAP + 1) | (np.diff(rights[fits]) > 0)
            for rows in np.split(fits, np.flatnonzero(breaks) + 1):
                if rows.size >= SHORTEST:
                    found.append((rows.size, ShiftedRun(int(rows[0]) + 1, int(rows[-1]) + 1, by)))
    runs: list[ShiftedRun] = []
    for _, run in sorted(found, key=lambda one: -one[0]):
        if all(run.last < other.first or other.last < run.first for other in runs):
            runs.append(run)
    return tuple(sorted(runs, key=lambda run: run.first))
