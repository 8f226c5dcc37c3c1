"""Which pairs are looked at: those that share a key. Never all pairs, and what was cut is said.

A key is a combination of things that two records of one person often have in common, such as
family name and region. Within a key that many records share (ten thousand identical names, a
month of mass arrests), records are ordered by date, place, age and name, and each is compared
with the ``NEXT`` that follow (the sorted neighbourhood method of Hernández and Stolfo). So the
number of pairs grows with the number of records, not with its square.

In an archive of a few thousand records every pair is glanced at besides, and those that have most
in common are looked at, whether they share a key or not (`glance`). In a larger one those that
share a key and hardly anything else are left out (`plausible`).

What shares an event only (day and region, or place and month) is a pair if it has an initial in
common, or no name on one side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vittne.link.columns import NONE, Columns, beside, codes, joined
from vittne.link.glance import glance, plausible
from vittne.link.records import Records

CAP = 60
"""Of at most so many records that share a key, each is compared with each."""
NEXT = 20
"""With how many that follow it a record is compared where more share its key."""
TRAINING_PAIRS = 100_000
"""From at most so many pairs is learnt, in each of two ways."""
WINDOW_DAYS = 60
"""Dates in one window of this length share a key; two rows of windows overlap by half."""

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Candidates:
    """Pairs that share a key: a < b, sorted, no pair twice; and what the caps cut off.

    Attributes
    ----------
    reached : int8, shape (n,)
        Of the three ways to a pair (keys with a part of the name, keys without, the glance), how
        many led to it: what no way led to is estimated from that (`draws`).
    """

    a: Ints
    b: Ints
    reached: npt.NDArray[np.int8]
    notes: tuple[str, ...] = ()


def candidates(records: Records, columns: Columns) -> Candidates:
    """Find the pairs that share a key.

    Two records of one list whose makers say that nobody is on it twice are no pair.
    """
    n = len(columns)
    order = np.lexsort(tuple(_order(columns)))
    initials = initials_of(columns)
    found: dict[bool, list[Ints]] = {True: [], False: []}
    notes = []
    for name, key, of_name in _keys(columns):
        pairs, cut, largest = _neighbours(key, order, n)
        if not of_name:
            a, b = np.divmod(pairs, n)
            pairs = pairs[(initials[a] & initials[b]) != 0]
        found[of_name].append(pairs)
        if cut:
            notes.append(
                f"{name}: {largest:,} records share one key; {cut:,} pairs that share "
                f"nothing nearer were not looked at (each record: the {NEXT} next to it)"
            )
    ways = [distinct(np.concatenate(of_way)) for of_way in found.values()]
    numbers, reached = _counted(np.concatenate([*ways, glance(columns, initials)]))
    a, b = np.divmod(numbers, max(n, 1))
    alone = np.array([name in records.without_duplicates for name in records.lists], dtype=bool)
    keep = (columns.on_list[a] != columns.on_list[b]) | ~alone[columns.on_list[a]]
    a, b, reached = a[keep], b[keep], reached[keep]
    keep = plausible(columns, initials, a, b)
    if not keep.all():
        notes.append(
            f"{keep.size - int(keep.sum()):,} pairs that share a key have too little else in "
            "common to be of one person, and were not weighed"
        )
    return Candidates(a[keep], b[keep], reached[keep], tuple(notes))


def distinct(numbers: Ints) -> Ints:
    """Sorted, each once: sooner than by numpy, which hashes."""
    return _counted(numbers)[0]


def _counted(numbers: Ints) -> tuple[Ints, npt.NDArray[np.int8]]:
    """Return numbers, sorted, each once, and how often each was there."""
    ordered = np.sort(numbers)
    first = np.ones(ordered.size, dtype=bool)
    first[1:] = ordered[1:] != ordered[:-1]
    times = np.diff(np.flatnonzero(np.append(first, True)))
    return np.asarray(ordered[first]), times.astype(np.int8)


def _keys(columns: Columns) -> Iterator[tuple[str, Ints, bool]]:
    """Every key: what it is called, and whether it has a part of the name."""
    names = columns.names
    both, family, given = (codes(t) for t in (names.key_both, names.key_family, names.key_given))
    near, day = columns.near, columns.day
    yield "both names", both, True
    yield "family name and region", joined(family, near), True
    yield "given name and place", joined(given, columns.place), True
    yield "given name and day", joined(given, day), True
    yield "family name and initial", joined(family, _first_letters(names.given)), True
    initial = _first_letters(names.family)
    yield "given name, initial and region", joined(given, initial, near), True
    fathers = codes(second if len(second) > 1 else "" for second in names.second)
    yield "given name and father's name", joined(given, fathers), True
    yield "day and region", joined(day, near), False
    for half, said in ((0, ""), (WINDOW_DAYS // 2, ", second row")):
        window = _window(columns, half)
        yield f"family name and date{said}", joined(family, window), True
        yield f"given name, region and date{said}", joined(given, near, window), True
        yield f"place and date{said}", joined(columns.place, window), False
    if _mostly_unknown(near):
        yield "day", day, False
    if _mostly_unknown(near) and _mostly_unknown(day):
        yield "family name", family, True


def _first_letters(words: Iterable[str]) -> Ints:
    return codes(word[:1] for word in words)


def initials_of(columns: Columns) -> Ints:
    """Return initials as bits; all of them for a record without a name."""
    bits = {
        letters: sum({1 << (ord(letter) % 62) for letter in letters})
        for letters in set(columns.names.initials)
    }
    bits[""] = (1 << 62) - 1
    return np.array([bits[letters] for letters in columns.names.initials], dtype=np.int64)


def _mostly_unknown(key: Ints) -> bool:
    return 2 * int((key < 0).sum()) > key.size


def training_keys(columns: Columns) -> dict[str, Ints]:
    """Keys of the pairs from which is learnt, NONE for records that are left out of that.

    ``same_name``: both names. ``same_event``: day and region, or else month and place.
    """
    on_day = joined(columns.day, columns.near)
    in_window = joined(_window(columns, 0), columns.place)
    event = np.where(on_day >= 0, on_day, beside(in_window, on_day))
    keys = {"same_name": codes(columns.names.key_both), "same_event": event}
    return {name: _few(key) for name, key in keys.items()}


def _few(key: Ints) -> Ints:
    """Keep keys in an arbitrary fixed order, up to the number of pairs from which is learnt."""
    values, number, sizes = np.unique(key, return_inverse=True, return_counts=True)
    pairs = np.where((values >= 0) & (sizes <= CAP), sizes * (sizes - 1) // 2, 0)
    order = np.argsort((values * 2_654_435_761) % 2**32, kind="stable")
    kept = np.zeros(values.size, dtype=bool)
    kept[order] = np.cumsum(pairs[order]) <= TRAINING_PAIRS
    return np.where((kept & (pairs > 0))[number], key, NONE)


def pairs_within(key: Ints) -> Ints:
    """All pairs a < b of a key as ``a * n + b``, sorted."""
    n = key.size
    return np.sort(_neighbours(key, np.arange(n), n)[0])


def _window(columns: Columns, half: int) -> Ints:
    """Number of the window in which the whole date lies, NONE where it lies in none."""
    low = (columns.day_low + half) // WINDOW_DAYS
    high = (columns.day_high + half) // WINDOW_DAYS
    return np.where((columns.day_low >= 0) & (low == high), low, NONE)


def _order(columns: Columns) -> Iterable[Ints]:
    """By what records with one key are ordered, the last first."""
    yield np.arange(len(columns))
    yield columns.given
    yield columns.age_low
    yield columns.place
    yield columns.day_low


def _neighbours(key: Ints, order: Ints, n: int) -> tuple[Ints, int, int]:
    """Pairs within a key as ``a * n + b``, how many were cut off, and the largest key's size."""
    known = order[key[order] >= 0]
    row = known[np.argsort(key[known], kind="stable")]
    own = key[row]
    _, number, sizes = np.unique(own, return_inverse=True, return_counts=True)
    reach = np.where(sizes > CAP, NEXT, CAP)
    found, left = [], np.arange(row.size)
    for step in range(1, CAP):
        left = left[left + step < row.size]
        left = left[(own[left] == own[left + step]) & (step <= reach[number[left]])]
        if not left.size:
            break
        first, second = row[left], row[left + step]
        found.append(np.minimum(first, second) * n + np.maximum(first, second))
    over = np.where(sizes > CAP, sizes - 1 - NEXT, 0)
    pairs = np.concatenate(found) if found else np.empty(0, dtype=np.int64)
    return pairs, int((over * (over + 1) // 2).sum()), int(sizes.max(initial=0))
