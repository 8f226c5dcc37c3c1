"""Pairs of names compared in compiled code.

Two words are as alike as their most similar readings: one minus what it costs to turn one skeleton
into the other (letters put in, left out, taken for another, or swapped with their neighbour), by
the length of the longer. Letters that spellings confuse cost less.

Evidence is a natural logarithm of odds, added up over the parts, and the score is its logistic
function. So, other parts being equal, a part that contradicts is always below one that is missing,
and that below one that agrees.

All compiled code stands in this file, and so do the thresholds that it knows: the cache of numba
looks at the age of one file only.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from vittne.link.names.levels import Level, PartLevel

Array = npt.NDArray[Any]

SAME, LIKELY, UNCLEAR = 0.97, 0.82, 0.68
"""Likeness of two words from which on they are the same, likely the same, or not to be told."""

LEVELS = ((Level.SAME, 0.93), (Level.LIKELY, 0.75), (Level.UNCLEAR, 0.4))
"""Score from which on two names are so; below the last they contradict each other."""

_C, _U, _M, _I, _L, _S = (int(level) for level in PartLevel)
_STRANGE = 0.3
"""Likeness of two words below which all say as much."""
_FITS = 2.0
_UNREAD = -1.0
_FORM = 0.9
_OTHER_NAME = 0.65
_HALF = 0.93
_JOINED = 0.88
_TIE = 1e-9
_STRANGE_LETTERS = 6
_SPREAD = 0x9E3779B97F4A7C1
_SLOTS = 1 << 18
_WHOLE_SAME, _WHOLE_LIKELY = int(Level.SAME), int(Level.LIKELY)
_WHOLE_UNCLEAR, _WHOLE_DIFFERENT = int(Level.UNCLEAR), int(Level.CONTRADICTION)
_SAME_SCORE, _LIKELY_SCORE, _UNCLEAR_SCORE = (score for _, score in LEVELS)


class Words(NamedTuple):
    """Distinct words. See `table.NameTable`, which fills it."""

    codes: Array  # int32 [words, readings, letters]
    lengths: Array  # int8 [words, readings]
    scripts: Array  # int16 [words]; 0: read
    initial: Array  # bool [words]
    firsts: Array  # int64 [words]: a bit for each letter that may be the first
    groups: Array  # int32 [words, groups]; -1: none


class People(NamedTuple):
    """Distinct names. Places in a name are indices into its words; -1: none."""

    words: Array  # int32 [names, MOST_WORDS]
    readings: Array  # int8 [names]
    costs: Array  # float64 [names, readings]
    family: Array  # int8 [names, readings, MOST_WORDS]
    given: Array  # int8 [names, readings, MOST_WORDS]
    patronymic: Array  # int8 [names, readings, MOST_WORDS]
    sex: Array  # int8 [names]; 0: not known, 1, 2
    sure_sex: Array  # bool [names]
    whole: Array  # int32 [names, 2, letters]: all words as one, the last one first in the second
    whole_length: Array  # int16 [names]
    whole_letters: Array  # int64 [names]: a bit for each letter in it


class Costs(NamedTuple):
    """What changes of a skeleton cost, by the letters' codes."""

    change: Array  # float64 [128, 128]
    leave_out: Array  # float64 [128]
    swap: float  # two neighbours


class Scratch(NamedTuple):
    """Room to work in, and likenesses found before: a pair of words is met again and again."""

    rows: Array  # float64 [3, letters + 1]
    grid: Array  # float64 [MOST_WORDS, MOST_WORDS]
    to_b: Array  # int64 [MOST_WORDS]
    to_a: Array  # int64 [MOST_WORDS]
    levels: Array  # int64 [3]
    pairs: Array  # int64 [slots]: the pair of words in a slot; a later one takes its place
    found: Array  # float64 [slots]


class Weights(NamedTuple):
    """Evidence of each part. Each row: family, given, second."""

    different: Array  # nothing alike
    apart: Array  # just below UNCLEAR
    unclear: Array  # as alike as UNCLEAR
    near: Array  # just below LIKELY
    initial: Array
    likely: Array  # as alike as LIKELY
    same: Array
    missing: Array  # one has it and the other has not
    other: Array  # [bias, sex, sure sex, extra word, moved given name, whole name alike]


@njit(cache=True, nogil=True)
def _distance(a: Array, n: int, b: Array, m: int, costs: Costs, rows: Array, most: float) -> float:
    """Cost of the cheapest way from one skeleton to the other (optimal string alignment).

    Infinite where it is above ``most``, as soon as that is clear.
    """
    before, last, row = 0, 1, 2
    least = 0.0
    rows[last, 0] = 0.0
    for j in range(m):
        rows[last, j + 1] = rows[last, j] + _leave_out(b[j], costs)
    for i in range(n):
        left_out = _leave_out(a[i], costs)
        rows[row, 0] = rows[last, 0] + left_out
        least_before, least = least, rows[row, 0]
        for j in range(m):
            best = rows[last, j] + _change(a[i], b[j], costs)
            best = min(best, rows[last, j + 1] + left_out)
            best = min(best, rows[row, j] + _leave_out(b[j], costs))
            if i > 0 and j > 0 and a[i] == b[j - 1] and a[i - 1] == b[j]:
                best = min(best, rows[before, j - 1] + costs.swap)
            rows[row, j + 1] = best
            least = min(least, best)
        if min(least, least_before) > most:  # a swap goes back by two rows
            return math.inf
        before, last, row = last, row, before
    return float(rows[last, m])


@njit(cache=True, nogil=True, inline="always")
def _leave_out(letter: int, costs: Costs) -> float:
    return costs.leave_out[letter] if letter < 128 else 1.0


@njit(cache=True, nogil=True, inline="always")
def _change(a: int, b: int, costs: Costs) -> float:
    if a == b:
        return 0.0
    return costs.change[a, b] if a < 128 and b < 128 else 1.0


@njit(cache=True, nogil=True)
def _remembered(t: int, u: int, words: Words, costs: Costs, scratch: Scratch) -> float:
    """Likeness of two words, from the slot of the pair if it is there."""
    pair = (max(t, u) << 32) | min(t, u)
    slot = (pair * _SPREAD >> 40) & (scratch.pairs.size - 1)
    if scratch.pairs[slot] != pair:
        scratch.found[slot] = _alike(t, u, words, costs, scratch.rows)
        scratch.pairs[slot] = pair
    return float(scratch.found[slot])


@njit(cache=True, nogil=True)
def _alike(t: int, u: int, words: Words, costs: Costs, rows: Array) -> float:
    """Likeness of two words: 0 to 1, `_FITS` for a fitting initial, `_UNREAD` if unknown."""
    if t == u:
        return _FITS if words.initial[t] else 1.0
    if words.scripts[t] != words.scripts[u]:
        return _UNREAD
    if words.initial[t] or words.initial[u]:
        return _FITS if words.firsts[t] & words.firsts[u] else 0.0
    best, known = _forms(t, u, words)
    for i in range(words.codes.shape[1]):
        n = words.lengths[t, i]
        for j in range(words.codes.shape[1]):
            m = words.lengths[u, j]
            if n == 0 or m == 0 or abs(n - m) > 0.6 * max(n, m):
                continue
            most = (1.0 - max(best, _STRANGE)) * max(n, m)
            cost = _distance(words.codes[t, i], n, words.codes[u, j], m, costs, rows, most)
            best = max(best, 1.0 - cost / max(n, m), _STRANGE)
    return min(best, _OTHER_NAME) if known and best < SAME else best


@njit(cache=True, nogil=True)
def _forms(t: int, u: int, words: Words) -> tuple[float, bool]:
    """`_FORM` for two forms of one given name; whether they are two given names, both known."""
    for i in range(words.groups.shape[1]):
        for j in range(words.groups.shape[1]):
            if words.groups[t, i] >= 0 and words.groups[t, i] == words.groups[u, j]:
                return _FORM, False
    return 0.0, words.groups[t, 0] >= 0 and words.groups[u, 0] >= 0


@njit(cache=True, nogil=True)
def _part_level(alike: float) -> int:
    if alike == _FITS:
        return _I
    if alike == _UNREAD:
        return _M
    if alike >= SAME:
        return _S
    if alike >= LIKELY:
        return _L
    return _U if alike >= UNCLEAR else _C


@njit(cache=True, nogil=True)
def _evidence(alike: float, part: int, weights: Weights) -> float:
    """Evidence of a likeness: linear between what the weights say."""
    if alike == _FITS:
        return float(weights.initial[part])
    if alike == _UNREAD:
        return 0.0
    if alike >= LIKELY:
        share = (alike - LIKELY) / (1.0 - LIKELY)
        return float(weights.likely[part] + share * (weights.same[part] - weights.likely[part]))
    if alike >= UNCLEAR:
        share = (alike - UNCLEAR) / (LIKELY - UNCLEAR)
        return float(weights.unclear[part] + share * (weights.near[part] - weights.unclear[part]))
    share = max(0.0, alike - _STRANGE) / (UNCLEAR - _STRANGE)
    return float(weights.different[part] + share * (weights.apart[part] - weights.different[part]))


@njit(cache=True, nogil=True)
def _count(places: Array) -> int:
    number = 0
    while number < places.size and places[number] >= 0:
        number += 1
    return number


@njit(cache=True, nogil=True)
def _family(grid: Array, a: Array, b: Array, weights: Weights) -> tuple[int, float]:
    """Level and evidence of the family names. Half of a double one is likely, not the same."""
    n, m = _count(a), _count(b)
    if n == 0 or m == 0:
        return _M, 0.0 if n == m else float(weights.missing[0])
    best = _UNREAD
    for i in range(n):
        for j in range(m):
            alike = grid[a[i], b[j]]
            if _rank(alike) > _rank(best):
                best = alike
    if (n > 1 or m > 1) and LIKELY <= best <= 1.0:
        if min(n, m) == 1:
            best = min(best, _HALF)
        elif not _all_found(grid, a, b, n, m):
            best = UNCLEAR
    return _part_level(best), _evidence(best, 0, weights)


@njit(cache=True, nogil=True)
def _rank(alike: float) -> float:
    """Order in which words are matched: a fitting initial after what is likely the same."""
    return LIKELY - 0.001 if alike == _FITS else alike


@njit(cache=True, nogil=True)
def _all_found(grid: Array, a: Array, b: Array, n: int, m: int) -> bool:
    """Whether each word of one has its like in the other."""
    for i in range(n):
        there = 0.0
        for j in range(m):
            there = max(there, _rank(grid[a[i], b[j]]))
        if there < LIKELY:
            return False
    for j in range(m):
        back = 0.0
        for i in range(n):
            back = max(back, _rank(grid[a[i], b[j]]))
        if back < LIKELY:
            return False
    return True


@njit(cache=True, nogil=True)
def _match(grid: Array, a: Array, n: int, b: Array, m: int, to_b: Array, to_a: Array) -> None:
    """Match words one to one, the most alike first; -1 where there is no match."""
    to_b[:] = -1
    to_a[:] = -1
    for _ in range(min(n, m)):
        best, row, column = UNCLEAR, -1, -1
        for i in range(n):
            for j in range(m):
                if to_b[i] >= 0 or to_a[j] >= 0:
                    continue
                rank = _rank(grid[a[i], b[j]])
                nearer = row < 0 or (abs(i - j), i + j) < (abs(row - column), row + column)
                if rank > best or (rank == best and nearer):
                    best, row, column = rank, i, j
        if row < 0:
            return
        to_b[row] = column
        to_a[column] = row


@njit(cache=True, nogil=True)
def _crosswise(alike: float) -> float:
    return 0.0 if alike == _FITS else alike


@njit(cache=True, nogil=True)
def _unmatched(to: Array, size: int) -> int:
    number = 0
    for i in range(size):
        number += to[i] < 0
    return number


@njit(cache=True, nogil=True)
def _given(
    grid: Array, a: Array, n: int, b: Array, m: int, to_b: Array, to_a: Array, weights: Weights
) -> tuple[int, float]:
    """Level and evidence of the first given names."""
    if n == 0 or m == 0:
        return _M, 0.0 if n == m else float(weights.missing[1])
    there, back = to_b[0], to_a[0]
    if there < 0 and back < 0:
        alike = grid[a[0], b[0]]
        return _part_level(alike), _evidence(alike, 1, weights)
    if there == 0:
        return _part_level(grid[a[0], b[0]]), _evidence(grid[a[0], b[0]], 1, weights)
    # One first name is a later one of the other. That an initial fits says too little here.
    alike = 1.0
    if there > 0:
        alike = _crosswise(grid[a[0], b[there]])
    if back > 0:
        alike = min(alike, _crosswise(grid[a[back], b[0]]))
    if alike == 0.0 and grid[a[0], b[0]] < UNCLEAR:
        return _C, _evidence(grid[a[0], b[0]], 1, weights)
    if alike < LIKELY or (
        (there < 0 or back < 0) and min(_unmatched(to_b, n), _unmatched(to_a, m))
    ):
        return _U, float(weights.unclear[1])
    return _L, float(weights.likely[1] + weights.other[4])


@njit(cache=True, nogil=True)
def _middle(
    grid: Array, a: Array, n: int, b: Array, m: int, to_b: Array, to_a: Array, weights: Weights
) -> tuple[int, float]:
    """Level and evidence of the other given names."""
    worst, found = 1.0, False
    for i in range(1, n):
        j = to_b[i]
        if j > 0:
            found = True
            if _rank(grid[a[i], b[j]]) < _rank(worst):
                worst = grid[a[i], b[j]]
    left, free = _unmatched(to_b, n), _unmatched(to_a, m)
    if to_b[0] < 0 and to_a[0] < 0:  # already counted as different given names
        left, free = left - 1, free - 1
    if n == 0 or m == 0:
        return _M, -abs(n - m) * float(weights.other[3])
    if min(left, free) > 0:
        return _C, float(weights.different[2])
    extra = abs(n - m) * float(weights.other[3])
    if not found:
        return _M, -extra
    return _part_level(worst), _evidence(worst, 2, weights) - extra


@njit(cache=True, nogil=True)
def _patronymic(grid: Array, a: Array, b: Array, weights: Weights) -> tuple[int, float]:
    """Level and evidence of patronymics: father with father, his father with his."""
    worst = grid[a[0], b[0]]
    for i in range(1, min(_count(a), _count(b))):
        if _rank(grid[a[i], b[i]]) < _rank(worst):
            worst = grid[a[i], b[i]]
    return _part_level(worst), _evidence(worst, 2, weights)


@njit(cache=True, nogil=True)
def _father_or_middle(
    grid: Array, father: Array, other: Array, m: int, taken: Array, turned: bool, weights: Weights
) -> tuple[int, float]:
    """One name has a patronymic, the other only words that may be the father's name."""
    best, seen = _UNREAD, False
    for j in range(m):
        if taken[j] >= 0 or (j == 0 and m == 1):
            continue
        seen = True
        alike = grid[other[j], father[0]] if turned else grid[father[0], other[j]]
        if _rank(alike) > _rank(best):
            best = alike
    if not seen:
        return _M, float(weights.missing[2])
    if best == 0.0:  # an initial that does not fit
        return _C, float(weights.different[2])
    if best == _FITS:
        return _I, float(weights.initial[2])
    if best >= LIKELY:
        return _L, float(weights.likely[2])
    return _U, float(weights.unclear[2])


@njit(cache=True, nogil=True)
def _compare_readings(
    x: int, r: int, y: int, q: int, people: People, weights: Weights, scratch: Scratch
) -> float:
    """Evidence of two names, each in one reading; fills in the levels of the three parts."""
    grid, to_b, to_a, levels = scratch.grid, scratch.to_b, scratch.to_a, scratch.levels
    a, b = people.given[x, r], people.given[y, q]
    n, m = _count(a), _count(b)
    _match(grid, a, n, b, m, to_b, to_a)
    families = (people.family[x, r], people.family[y, q])
    levels[0], total = _family(grid, families[0], families[1], weights)
    levels[1], more = _given(grid, a, n, b, m, to_b, to_a, weights)
    total += more
    father, farther = people.patronymic[x, r], people.patronymic[y, q]
    has, had = father[0] >= 0, farther[0] >= 0
    if has and had:
        levels[2], more = _patronymic(grid, father, farther, weights)
    elif has:
        levels[2], more = _father_or_middle(grid, father, b, m, to_a, False, weights)
    elif had:
        levels[2], more = _father_or_middle(grid, farther, a, n, to_b, True, weights)
    else:
        levels[2], more = _middle(grid, a, n, b, m, to_b, to_a, weights)
    total += more
    if levels[0] <= _U and (n > 1 or m > 1):
        moved = _moved_family(grid, families[0], families[1], a, n, b, m)
        if moved:
            total += max(0.0, -0.8 - _evidence(0.0, 0, weights)) * (levels[0] == _C)
            levels[0] = _U
    return float(total - (people.costs[x, r] + people.costs[y, q]))


@njit(cache=True, nogil=True)
def _moved_family(
    grid: Array, family: Array, other: Array, a: Array, n: int, b: Array, m: int
) -> bool:
    """Whether the family name of one stands among the later given names of the other."""
    found = False
    for j in range(1, m):
        found |= _FORM <= grid[family[0], b[j]] <= 1.0
    for i in range(1, n):
        found |= _FORM <= grid[a[i], other[0]] <= 1.0
    return found


@njit(cache=True, nogil=True)
def _ones(bits: int) -> int:
    number = 0
    while bits:
        bits &= bits - 1
        number += 1
    return number


@njit(cache=True, nogil=True)
def _whole(x: int, y: int, people: People, costs: Costs, rows: Array) -> float:
    """Likeness of two names written as one word, in either order."""
    n, m = people.whole_length[x], people.whole_length[y]
    if n < 5 or m < 5 or abs(n - m) > 0.3 * max(n, m):
        return 0.0
    if _ones(people.whole_letters[x] ^ people.whole_letters[y]) > _STRANGE_LETTERS:
        return 0.0
    best = 0.0
    for i in range(2):
        for j in range(2):
            if i and j:
                continue
            most = (1.0 - _JOINED) * max(n, m)
            cost = _distance(people.whole[x, i], n, people.whole[y, j], m, costs, rows, most)
            best = max(best, 1.0 - cost / max(n, m))
    return best


@njit(cache=True, nogil=True)
def _fill_grid(
    x: int, y: int, people: People, words: Words, costs: Costs, scratch: Scratch
) -> tuple[bool, bool]:
    """Fill in how alike the words are; whether any two are, and whether there are as many."""
    n, m = _count(people.words[x]), _count(people.words[y])
    some = False
    for i in range(n):
        for j in range(m):
            t, u = people.words[x, i], people.words[y, j]
            scratch.grid[i, j] = _remembered(t, u, words, costs, scratch)
            some |= scratch.grid[i, j] >= UNCLEAR
    return some, n == m


@njit(cache=True, nogil=True)
def _best_reading(
    x: int, y: int, some: bool, people: People, weights: Weights, scratch: Scratch, out: Array
) -> float:
    """Evidence of two names in the readings that fit best.

    Where no two words are alike, no reading makes them so, and only the likeliest are compared.
    """
    levels, best = scratch.levels, -math.inf
    for r in range(people.readings[x] if some else 1):
        for q in range(people.readings[y] if some else 1):
            total = _compare_readings(x, r, y, q, people, weights, scratch)
            if total > best + _TIE or (total > best - _TIE and _above(levels, out)):
                best = total
                out[:3] = levels
                out[5], out[6] = r, q
            if r == q == 0 and levels[0] == _S and levels[1] == _S and levels[2] >= _M:
                return best  # no other reading agrees better
    return best


@njit(cache=True, nogil=True)
def _compare(
    x: int,
    y: int,
    people: People,
    words: Words,
    costs: Costs,
    weights: Weights,
    scratch: Scratch,
    out: Array,
) -> float:
    """Score of two names. Fills in levels of family, given, second, sex, whole, and readings."""
    out[:] = _M
    out[5] = 0
    out[6] = 0
    if people.readings[x] == 0 or people.readings[y] == 0:
        return 0.5
    some, as_many = _fill_grid(x, y, people, words, costs, scratch)
    best = _best_reading(x, y, some, people, weights, scratch, out)
    if out[0] == _M and out[1] == _M and out[2] == _M:
        return 0.5
    best += _sexes(x, y, people, weights, out)
    if not as_many and best < weights.other[5]:
        joined = _whole(x, y, people, costs, scratch.rows)
        if joined >= _JOINED:
            share = (joined - _JOINED) / (1.0 - _JOINED)
            best = max(best, weights.other[5] * (0.4 + 0.6 * share))
            out[0] = max(out[0], _L)
            out[1] = max(out[1], _L)
    score = 1.0 / (1.0 + math.exp(-best - weights.other[0]))
    out[4] = _level(score)
    return score


@njit(cache=True, nogil=True)
def _above(levels: Array, out: Array) -> bool:
    """Whether the levels of one way to read both names are the higher; the order is symmetric."""
    for k in range(levels.size):
        if levels[k] != out[k]:
            return bool(levels[k] > out[k])
    return False


@njit(cache=True, nogil=True)
def _sexes(x: int, y: int, people: People, weights: Weights, out: Array) -> float:
    if people.sex[x] == 0 or people.sex[y] == 0:
        return 0.0
    if people.sex[x] == people.sex[y]:
        out[3] = _S
        return 0.0
    out[3] = _C
    both = people.sure_sex[x] and people.sure_sex[y]
    return float(weights.other[2] if both else weights.other[1])


@njit(cache=True, nogil=True)
def _level(score: float) -> int:
    if score >= _SAME_SCORE:
        return _WHOLE_SAME
    if score >= _LIKELY_SCORE:
        return _WHOLE_LIKELY
    return _WHOLE_UNCLEAR if score >= _UNCLEAR_SCORE else _WHOLE_DIFFERENT


@njit(cache=True, nogil=True)
def compare_pairs(
    a: Array,
    b: Array,
    people: People,
    words: Words,
    costs: Costs,
    weights: Weights,
    levels: Array,
    scores: Array,
) -> None:
    """Fill in levels (int8 [pairs, 7]) and scores (float32 [pairs]) of pairs of names."""
    out = np.empty(7, dtype=np.int64)
    most = people.words.shape[1]
    scratch = Scratch(
        np.empty((3, people.whole.shape[2] + 1)),
        np.empty((most, most)),
        np.empty(most, dtype=np.int64),
        np.empty(most, dtype=np.int64),
        np.empty(3, dtype=np.int64),
        np.full(_SLOTS, -1, dtype=np.int64),
        np.empty(_SLOTS),
    )
    for k in range(a.size):
        scores[k] = _compare(a[k], b[k], people, words, costs, weights, scratch, out)
        for part in range(7):
            levels[k, part] = out[part]
