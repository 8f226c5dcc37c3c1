"""Which pairs are looked at: those that share a key. Never all pairs, and what was cut is said.

A key is a combination of things that two records of one person often have in common, such as
family name and region. Within a key that many records share (ten thousand identical names, a
month of mass arrests), records are ordered by date, place, age and name, and each is compared
with the ``CAP`` that follow (the sorted neighbourhood method of Hernández and Stolfo). So the
number of pairs grows with the number of records, not with its square.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vittne.link.columns import NONE, Columns, codes
from vittne.link.records import Records

CAP = 60
"""With how many of the records that share a key one is compared, at most, on either side."""
WINDOW_DAYS = 60
"""Dates in one window of this length share a key; two rows of windows overlap by half."""

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Candidates:
    """Pairs that share a key: a < b, sorted, no pair twice; and what the caps cut off."""

    a: Ints
    b: Ints
    notes: tuple[str, ...] = ()


def candidates(records: Records, columns: Columns, *, cap: int = CAP) -> Candidates:
    """Find the pairs that share a key.

    Two records of one list whose makers say that nobody is on it twice are no pair.
    """
    n = len(columns)
    order = np.lexsort(tuple(_order(columns)))
    found, notes = np.empty(0, dtype=np.int64), []
    for name, key in _keys(columns):
        pairs, cut, largest = _neighbours(key, order, cap, n)
        found = np.union1d(found, pairs)
        if cut:
            notes.append(
                f"{name}: {largest:,} records share one key; {cut:,} pairs that share "
                f"nothing nearer were not looked at (each record: the {cap} next to it)"
            )
    a, b = np.divmod(found, n) if n else (found, found)
    alone = np.array([name in records.without_duplicates for name in records.lists], dtype=bool)
    keep = (columns.on_list[a] != columns.on_list[b]) | ~alone[columns.on_list[a]]
    return Candidates(a[keep], b[keep], tuple(notes))


def _keys(columns: Columns) -> Iterator[tuple[str, Ints]]:
    """Every key, by what it is called."""
    names = columns.names
    both, family, given = (codes(t) for t in (names.key_both, names.key_family, names.key_given))
    wide, whole = codes(columns.wide), codes(columns.whole)
    near = np.where(wide >= 0, wide, _shifted(whole, wide))
    day = np.where(columns.single_day, columns.day_low, NONE)
    yield "both names", both
    yield "family name and region", joined(family, near)
    yield "day and region", joined(day, near)
    for half, said in ((0, ""), (WINDOW_DAYS // 2, ", second row")):
        window = _window(columns, half)
        yield f"family name and date{said}", joined(family, window)
        yield f"given name, region and date{said}", joined(given, near, window)
        yield f"place and date{said}", joined(whole, window)
    if _mostly_unknown(near):
        yield "day", day
    if _mostly_unknown(near) and _mostly_unknown(day):
        yield "family name", family


def _mostly_unknown(key: Ints) -> bool:
    return 2 * int((key < 0).sum()) > key.size


def training_keys(columns: Columns, *, cap: int = CAP) -> dict[str, Ints]:
    """Keys of the pairs from which is learnt; none for records of a key larger than the cap.

    ``same_name``: both names. ``same_event``: day and region, or else month and place.
    """
    wide, whole = codes(columns.wide), codes(columns.whole)
    near = np.where(wide >= 0, wide, _shifted(whole, wide))
    day = np.where(columns.single_day, columns.day_low, NONE)
    on_day, in_window = joined(day, near), joined(_window(columns, 0), whole)
    event = np.where(on_day >= 0, on_day, _shifted(in_window, on_day))
    keys = {"same_name": codes(columns.names.key_both), "same_event": event}
    return {name: _without_large(key, cap) for name, key in keys.items()}


def _without_large(key: Ints, cap: int) -> Ints:
    _, number, sizes = np.unique(key, return_inverse=True, return_counts=True)
    return np.where(sizes[number] <= cap, key, NONE)


def _window(columns: Columns, half: int) -> Ints:
    """Number of the window in which the whole date lies, NONE where it lies in none."""
    low = (columns.day_low + half) // WINDOW_DAYS
    high = (columns.day_high + half) // WINDOW_DAYS
    return np.where((columns.day_low >= 0) & (low == high), low, NONE)


def _shifted(key: Ints, beside: Ints) -> Ints:
    """Numbers that no number of the other column equals."""
    return np.where(key >= 0, key + beside.max(initial=0) + 1, NONE)


def joined(*keys: Ints) -> Ints:
    """One number for each combination; NONE where a part is unknown."""
    joined = keys[0]
    for key in keys[1:]:
        known = (joined >= 0) & (key >= 0)
        combined = joined * (key.max(initial=0) + 1) + key
        _, numbers = np.unique(combined, return_inverse=True)
        joined = np.where(known, numbers, NONE)
    return joined


def _order(columns: Columns) -> Iterable[Ints]:
    """By what records with one key are ordered, the last first."""
    names = columns.names
    yield np.arange(len(columns))
    yield codes_sorted(names.given)
    yield columns.age_low
    yield codes_sorted(columns.whole)
    yield columns.day_low


def codes_sorted(values: Iterable[str]) -> Ints:
    """Number texts in the order of their letters."""
    _, numbers = np.unique(np.array(tuple(values), dtype=object), return_inverse=True)
    return numbers.astype(np.int64)


def _neighbours(key: Ints, order: Ints, cap: int, n: int) -> tuple[Ints, int, int]:
    """Pairs within a key as ``a * n + b``, how many were cut off, and the largest key's size."""
    known = order[key[order] >= 0]
    row = known[np.argsort(key[known], kind="stable")]
    own = key[row]
    _, sizes = np.unique(own, return_counts=True)
    found, left = [], np.arange(row.size)
    for step in range(1, min(cap, int(sizes.max(initial=1)) - 1) + 1):
        left = left[left + step < row.size]
        left = left[own[left] == own[left + step]]
        first, second = row[left], row[left + step]
        found.append(np.minimum(first, second) * n + np.maximum(first, second))
    over = np.maximum(sizes - 1 - cap, 0)
    pairs = np.concatenate(found) if found else np.empty(0, dtype=np.int64)
    return pairs, int((over * (over + 1) // 2).sum()), int(sizes.max(initial=0))
