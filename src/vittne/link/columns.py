"""What is compared: each record as numbers and folded texts, one column for each thing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vittne.link.names import Name, NameTable, name_from_parts, read_name
from vittne.link.places import place_parts
from vittne.link.records import EARLIEST, LATEST, Record, Records

NONE = -1
"""Stands for unknown in every column of numbers."""

MAN, WOMAN = 0, 1
_SEX = {
    **dict.fromkeys(("m", "male", "man", "м", "муж", "мужской", "мужчина"), MAN),
    **dict.fromkeys(
        ("f", "female", "woman", "k", "kvinna", "ж", "жен", "женский", "женщина"), WOMAN
    ),
}

Ints = npt.NDArray[np.int64]


def sex_of(text: str) -> int:
    """Return the sex that a list wrote: ``MAN``, ``WOMAN`` or ``NONE``."""
    return _SEX.get(text.strip().casefold(), NONE)


@dataclass(frozen=True)
class Columns:
    """Columns of n records. Texts are numbered, and -1 stands for what is not known.

    Attributes
    ----------
    names : NameTable
    on_list : int64
        Index of the list.
    day_low, day_high : int64
        First and last day, as ordinals; -1 where there is no date or an end is open.
    place, wide : int64
        The place and its region: see :class:`vittne.link.places.PlaceParts`.
    narrow : tuple of str
        What is said beyond the region.
    coded : bool
        Whether the place is a code or a path, not free text.
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
    place: Ints
    wide: Ints
    narrow: tuple[str, ...]
    coded: npt.NDArray[np.bool_]
    age_low: Ints
    age_high: Ints
    sex: Ints
    act: Ints
    event: Ints

    def __len__(self) -> int:
        return int(self.on_list.size)

    @cached_property
    def day(self) -> Ints:
        """The day, where the date is one day."""
        return np.where(self.day_low == self.day_high, self.day_low, NONE)

    @cached_property
    def near(self) -> Ints:
        """The region, or else the place."""
        return np.where(self.wide >= 0, self.wide, beside(self.place, self.wide))

    @cached_property
    def family(self) -> Ints:
        """Skeleton of the family name."""
        return codes(self.names.family)

    @cached_property
    def given(self) -> Ints:
        """Skeleton of the given name."""
        return codes(self.names.given)


def columns_of(records: Records) -> Columns:
    """Lay records out for comparison."""
    rows = records.rows
    names = NameTable.of(_names(rows))
    places = [place_parts(row.place) for row in rows]
    low, high = _ages(rows)
    closed = records.dated & (records.date_low > EARLIEST) & (records.date_high < LATEST)
    said = np.array([sex_of(row.sex) for row in rows], dtype=np.int64)
    by_name = np.array([_SEX.get(sex, NONE) for sex in names.sex], dtype=np.int64)
    return Columns(
        names=names,
        on_list=records.on.astype(np.int64),
        day_low=np.where(closed, records.date_low, NONE).astype(np.int64),
        day_high=np.where(closed, records.date_high, NONE).astype(np.int64),
        place=codes(place.whole for place in places),
        wide=codes(place.wide for place in places),
        narrow=tuple(place.narrow for place in places),
        coded=np.array([place.coded for place in places], dtype=bool),
        age_low=low,
        age_high=high,
        sex=np.where(said == NONE, by_name, said),
        act=codes(row.act for row in rows),
        event=codes(f"{row.list}\n{row.event_id}" if row.event_id else "" for row in rows),
    )


def codes(values: Iterable[str]) -> Ints:
    """Number texts in the order in which they come; -1 for what is empty."""
    texts = pa.array(values, pa.string())
    numbers = texts.dictionary_encode().indices.to_numpy().astype(np.int64)
    empty = pa.compute.equal(texts, "").to_numpy(zero_copy_only=False)
    return np.where(empty, NONE, numbers)


def beside(key: Ints, other: Ints) -> Ints:
    """Numbers that no number of the other column equals."""
    return np.where(key >= 0, key + other.max(initial=0) + 1, NONE)


def joined(*keys: Ints) -> Ints:
    """One number for each combination; NONE where a part is unknown."""
    whole = keys[0]
    for key in keys[1:]:
        known = (whole >= 0) & (key >= 0)
        combined = whole * (key.max(initial=0) + 1) + key
        _, numbers = np.unique(combined, return_inverse=True)
        whole = np.where(known, numbers, NONE)
    return whole


def _names(rows: Iterable[Record]) -> list[Name]:
    whole, parts = cache(read_name), cache(name_from_parts)
    return [
        whole(row.name) if row.name else parts(row.given, row.patronymic, row.family)
        for row in rows
    ]


def _ages(rows: Iterable[Record]) -> tuple[Ints, Ints]:
    known = [(row.age_low, row.age_high) for row in rows]
    low = [NONE if (age := high if low is None else low) is None else age for low, high in known]
    high = [NONE if (age := low if high is None else high) is None else age for low, high in known]
    return np.array(low, dtype=np.int64), np.array(high, dtype=np.int64)
