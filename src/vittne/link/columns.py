"""What is compared: each record as numbers and folded texts, one column for each thing."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vittne.link.names import NameTable, name_from_parts, read_name
from vittne.link.places import place_parts
from vittne.link.records import Records

NONE = -1
"""Stands for unknown in every column of numbers."""

_SEX = {"m": 0, "male": 0, "man": 0, "м": 0, "муж": 0, "man ": 0, "f": 1, "female": 1, "woman": 1}

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Columns:
    """Columns of n records. Texts are "" and numbers -1 where nothing is known.

    Attributes
    ----------
    names : NameTable
    on_list : int64
        Index of the list.
    day_low, day_high : int64
        First and last day, as ordinals; -1 where there is no date or an end is open.
    whole, wide, narrow : sequences of str
        The place: see :class:`vittne.link.places.PlaceParts`.
    coded : bool array
    age_low, age_high : int64
        Both are known or neither.
    sex, act : int64
    event : int64
        Number of the event within its list.
    """

    names: NameTable
    on_list: Ints
    day_low: Ints
    day_high: Ints
    whole: Sequence[str]
    wide: Sequence[str]
    narrow: Sequence[str]
    coded: npt.NDArray[np.bool_]
    age_low: Ints
    age_high: Ints
    sex: Ints
    act: Ints
    event: Ints

    def __len__(self) -> int:
        return int(self.on_list.size)

    @property
    def single_day(self) -> npt.NDArray[np.bool_]:
        """Whether the date is one day."""
        return (self.day_low >= 0) & (self.day_low == self.day_high)


def columns_of(records: Records) -> Columns:
    """Lay records out for comparison."""
    rows = records.rows
    names = NameTable.of(
        [
            read_name(row.name)
            if row.name
            else name_from_parts(given=row.given, patronymic=row.patronymic, family=row.family)
            for row in rows
        ]
    )
    places = [place_parts(row.place) for row in rows]
    low, high = _ages(records)
    closed = records.dated & (records.date_low > 1) & (records.date_high < _LAST)
    said = np.array([_SEX.get(row.sex.strip().casefold(), NONE) for row in rows], dtype=np.int64)
    by_name = np.array([{"m": 0, "f": 1}.get(sex, NONE) for sex in names.sex], dtype=np.int64)
    return Columns(
        names=names,
        on_list=records.on.astype(np.int64),
        day_low=np.where(closed, records.date_low, NONE).astype(np.int64),
        day_high=np.where(closed, records.date_high, NONE).astype(np.int64),
        whole=[place.whole for place in places],
        wide=[place.wide for place in places],
        narrow=[place.narrow for place in places],
        coded=np.array([place.coded for place in places], dtype=bool),
        age_low=low,
        age_high=high,
        sex=np.where(said == NONE, by_name, said),
        act=codes(row.act for row in rows),
        event=codes(f"{row.list}\n{row.event_id}" if row.event_id else "" for row in rows),
    )


def codes(values: Iterable[Hashable]) -> Ints:
    """Number values in the order in which they come; -1 for what is empty."""
    seen: dict[Hashable, int] = {}
    found = (seen.setdefault(value, len(seen)) if value else NONE for value in values)
    return np.fromiter(found, dtype=np.int64)


def _ages(records: Records) -> tuple[Ints, Ints]:
    low = [row.age_high if row.age_low is None else row.age_low for row in records.rows]
    high = [row.age_low if row.age_high is None else row.age_high for row in records.rows]
    return tuple(  # type: ignore[return-value]
        np.array([NONE if age is None else age for age in ages], dtype=np.int64)
        for ages in (low, high)
    )


_LAST = 3652059
