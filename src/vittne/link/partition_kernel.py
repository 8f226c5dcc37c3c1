"""How probable a partition is, and draws of partitions: the arithmetic.

Within a component a partition is probable in proportion to the product, over its persons, of
exp(g). For a person with the records C, g(C) adds up what the records say of each other, as
average linkage joins them (Sokal and Michener 1958): begin with every record alone; join, again
and again, the two groups between which the mean x of the log odds is largest; and add

    x * m ** (1 - repeat),      m: the number of pairs between the two groups.

With ``repeat`` = 0 this is the sum over all pairs, as if a third record that agrees with the first
told something new about the second. With 1 each joining is as strong as the pairs between the two
groups are on the mean: what is said by two lists that copied from each other is not said twice,
and a contradiction is one whether one record or five stand against it. Of two records g is their
log odds, whatever ``repeat`` is. How much is repeated is learned from reviewed pairs
(``calibrate``).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Labels = npt.NDArray[np.int32]

SURE = 1e6
"""A log odds that stands for certainty: what reviewers said outweighs everything else."""
ABSENT, FORBIDDEN = -1, -2
"""In a square of pairs: the two are no candidates; they may not meet."""


@njit(cache=True)
def person_score(odds: Floats, members: Ints, size: int, repeat: float) -> float:
    """Return g of the first ``size`` of ``members``.

    Parameters
    ----------
    odds : float64, shape (k, k)
        Log odds that two records are one person; symmetric, finite.
    members : int64, shape (at least size,)
        Places in ``odds``.
    """
    if size < 2:
        return 0.0
    if size == 2:
        return float(odds[members[0], members[1]])
    mean = np.empty((size, size))
    for i in range(size):
        for j in range(size):
            mean[i, j] = odds[members[i], members[j]]
    records = np.ones(size)
    score = 0.0
    for left in range(size, 1, -1):  # groups that are left: the first so many
        one, two = _strongest(mean, left)
        score += mean[one, two] * (records[one] * records[two]) ** (1 - repeat)
        both = records[one] + records[two]
        for i in range(left):
            joined = (records[one] * mean[one, i] + records[two] * mean[two, i]) / both
            mean[one, i] = mean[i, one] = joined
        records[one] = both
        last = left - 1
        records[two] = records[last]
        for i in range(left):
            mean[two, i] = mean[i, two] = mean[last, i]
    return score


@njit(cache=True)
def _strongest(mean: Floats, size: int) -> tuple[int, int]:
    one, two = 0, 1
    for i in range(size):
        for j in range(i + 1, size):
            if mean[i, j] > mean[one, two]:
                one, two = i, j
    return one, two


@njit(cache=True)
def partition_score(odds: Floats, labels: Ints, repeat: float) -> float:
    """Return the log probability of a partition, up to a constant.

    Parameters
    ----------
    labels : int64, shape (k,)
        From 0 to k - 1; gaps are allowed.
    """
    members = np.empty(labels.size, np.int64)
    total = 0.0
    for person in range(labels.size):
        size = _members(labels, person, members)
        total += person_score(odds, members, size, repeat)
    return total


@njit(cache=True)
def _members(labels: Ints, person: int, members: Ints) -> int:
    size = 0
    for i in range(labels.size):
        if labels[i] == person:
            members[size] = i
            size += 1
    return size


@njit(cache=True)
def score_all(odds: Floats, partitions: Ints, repeat: float) -> Floats:
    """Return the log probability of each partition (a row of labels), up to a constant."""
    scores = np.empty(partitions.shape[0])
    for row in range(partitions.shape[0]):
        scores[row] = partition_score(odds, partitions[row], repeat)
    return scores


@njit(cache=True)
def together(odds: Floats, partitions: Ints, repeat: float, i: int, j: int) -> float:
    """Return the log odds that records i and j are one person, over all partitions."""
    scores = score_all(odds, partitions, repeat)
    top = scores.max()
    same, apart = 0.0, 0.0
    for row in range(scores.size):
        if partitions[row, i] == partitions[row, j]:
            same += np.exp(scores[row] - top)
        else:
            apart += np.exp(scores[row] - top)
    return float(np.log(max(same, 1e-300)) - np.log(max(apart, 1e-300)))


@njit(cache=True)
def choose(scores: Floats, rng: np.random.Generator) -> int:
    """Return an index, drawn in proportion to exp(scores)."""
    top = scores.max()
    total = 0.0
    for one in scores:
        total += np.exp(one - top)
    left = rng.random() * total
    for index in range(scores.size):
        left -= np.exp(scores[index] - top)
        if left < 0:
            return index
    return int(np.argmax(scores))


@njit(cache=True)
def log_likelihoods(
    odds: Floats,
    near: Ints,
    sizes: Ints,
    same: Flags,
    repeat: Floats,
    wrong: float,
    partitions: Ints,
    rows: Ints,
) -> Floats:
    """Return the log probability of verdicts at each of several points.

    Parameters
    ----------
    odds : float64, shape (points, pairs + 1)
        The last is that of two records that are no candidates.
    near : int64, shape (verdicts, k, k)
        Which pair stands at each place of the square of the records near a verdict; it speaks
        of the first two.
    sizes : int64, shape (verdicts,)
        How many records there are; the rest of the square is not looked at.
    same : bool, shape (verdicts,)
    repeat : float64, shape (points,)
    wrong : float
        How often a verdict is wrong.
    partitions : int64, shape (all of k records, k)
        Those in which only the first n records are together with others come first.
    rows : int64, shape (k + 1,)
        How many these are, for each n.
    """
    most = near.shape[1]
    square = np.zeros((most, most))
    total = np.zeros(repeat.size)
    for point in range(repeat.size):
        for row in range(near.shape[0]):
            size = sizes[row]
            for i in range(size):
                for j in range(size):
                    square[i, j] = odds[point, near[row, i, j]]
            said = square[0, 1]
            if size > 2:
                said = together(square, partitions[: rows[size]], repeat[point], 0, 1)
            if not same[row]:
                said = -said
            total[point] += np.log(wrong + (1 - 2 * wrong) / (1 + np.exp(-said)))
    return total


@njit(cache=True)
def draw_small(
    odds: Floats,
    absent: float,
    records: Ints,
    places: Ints,
    partitions: Ints,
    repeat: float,
    rng: np.random.Generator,
    labels: Labels,
) -> None:
    """Draw a partition of each component of one size, exactly.

    Parameters
    ----------
    odds : float64, shape (pairs,)
    absent : float
        Log odds of two records that are no candidates.
    records : int64, shape (components, k)
    places : int64, shape (components, k, k)
        Which pair stands at each place; or `ABSENT`, or `FORBIDDEN`.
    partitions : int64
        All of k records.
    labels : int32
        Written to: for each record the first of its person.
    """
    count, size = records.shape
    square = np.empty((size, size))
    first = np.empty(size, np.int64)
    for part in range(count):
        for i in range(size):
            for j in range(size):
                pair = places[part, i, j]
                if pair >= 0:
                    square[i, j] = odds[pair]
                else:
                    square[i, j] = absent if pair == ABSENT else -SURE
        row = partitions[choose(score_all(square, partitions, repeat), rng)]
        first[:] = -1
        for i in range(size):
            if first[row[i]] < 0:
                first[row[i]] = records[part, i]
            labels[records[part, i]] = first[row[i]]


class Graph(NamedTuple):
    """Records and what speaks for and against each two that are candidates.

    Attributes
    ----------
    start, other, odds : shapes (k + 1,), (2 m,), (2 m,)
        The candidates of record i are ``other[start[i]:start[i + 1]]``, with their log odds.
    kind : int64, shape (k,)
        Records of the same kind, if it is above 0, may not meet.
    floor : float
        Log odds of two that are no candidates.
    """

    start: Ints
    other: Ints
    odds: Floats
    kind: Ints
    floor: float


class _Persons(NamedTuple):
    """Who is where: the records of each person as lists that are linked both ways; -1 ends them.

    ``unused`` holds labels without records; its last place says how many.
    """

    label: Ints
    head: Ints
    after: Ints
    before: Ints
    unused: Ints


@njit(cache=True)
def walk(
    graph: Graph,
    block_start: Ints,
    block_records: Ints,
    labels: Ints,
    repeat: float,
    sweeps: int,
    rng: np.random.Generator,
) -> None:
    """Give each block of records in turn to a person near it, or to a new one, by its chance.

    A block that is not all in one person now is passed over: the step conditions on its being
    whole, before and after. Blocks do not depend on the state, so every step keeps the
    distribution. Near are the person it was in, and those with a candidate for one of the block;
    with any other the chance is that of two records picked blindly, and is left out.

    Parameters
    ----------
    block_start, block_records : int64
        Block n is ``block_records[block_start[n]:block_start[n + 1]]``.
    labels : int64, shape (k,)
        From 0 to k - 1. Changed in place.
    """
    persons = _persons(labels)
    seen = np.full(labels.size, -1, np.int64)
    step = 0
    for _ in range(sweeps):
        for block in range(block_start.size - 1):
            moved = block_records[block_start[block] : block_start[block + 1]]
            own = labels[moved[0]]
            whole = True
            for i in moved:
                whole = whole and labels[i] == own
            if whole:
                step += 1
                _move(graph, persons, moved, repeat, seen, step, rng)


@njit(cache=True)
def _move(
    graph: Graph,
    persons: _Persons,
    moved: Ints,
    repeat: float,
    seen: Ints,
    step: int,
    rng: np.random.Generator,
) -> None:
    own = persons.label[moved[0]]
    for i in moved:
        _take_out(i, persons)
    near = _near(graph, persons, moved, own, seen, step)
    gains = np.empty(near.size + 1)
    for number in range(near.size):
        gains[number] = _gain(graph, persons, near[number], moved, repeat)
    gains[near.size] = _gain(graph, persons, -1, moved, repeat)
    chosen = choose(gains, rng)
    if chosen < near.size:
        person = near[chosen]
    else:
        persons.unused[-1] -= 1
        person = persons.unused[persons.unused[-1]]
    for i in moved:
        _put_in(i, person, persons)


@njit(cache=True)
def _near(graph: Graph, persons: _Persons, moved: Ints, own: int, seen: Ints, step: int) -> Ints:
    """Return the persons that a block may go to, each once."""
    most = 1
    for i in moved:
        most += graph.start[i + 1] - graph.start[i]
    found = np.empty(most, np.int64)
    count = 0
    if persons.head[own] >= 0:
        found[0], count, seen[own] = own, 1, step
    for i in moved:
        for edge in range(graph.start[i], graph.start[i + 1]):
            person = persons.label[graph.other[edge]]
            if persons.head[person] >= 0 and seen[person] != step:
                found[count], seen[person] = person, step
                count += 1
    return found[:count]


@njit(cache=True)
def _gain(graph: Graph, persons: _Persons, person: int, moved: Ints, repeat: float) -> float:
    """Return what the score grows by when a block goes to a person (-1: to a new one)."""
    others = 0
    if person >= 0:
        i = persons.head[person]
        while i >= 0:
            others += 1
            i = persons.after[i]
    group = np.empty(others + moved.size, np.int64)
    if person >= 0:
        i = persons.head[person]
        for place in range(others):
            group[place] = i
            i = persons.after[i]
    group[others:] = moved
    square = np.empty((group.size, group.size))
    for i in range(group.size):
        for j in range(i):
            square[i, j] = square[j, i] = _odds(graph, group[i], group[j])
    places = np.arange(group.size)
    return person_score(square, places, group.size, repeat) - person_score(
        square, places, others, repeat
    )


@njit(cache=True)
def _odds(graph: Graph, i: int, j: int) -> float:
    for edge in range(graph.start[i], graph.start[i + 1]):
        if graph.other[edge] == j:
            return float(graph.odds[edge])
    return -SURE if graph.kind[i] > 0 and graph.kind[i] == graph.kind[j] else graph.floor


@njit(cache=True)
def _persons(labels: Ints) -> _Persons:
    none = np.full(labels.size, -1, np.int64)
    persons = _Persons(labels, none, none.copy(), none.copy(), np.zeros(labels.size + 1, np.int64))
    used = np.zeros(labels.size, np.bool_)
    for i in range(labels.size):
        used[labels[i]] = True
    count = 0
    for label in range(labels.size):
        if not used[label]:
            persons.unused[count] = label
            count += 1
    persons.unused[-1] = count
    for i in range(labels.size):
        _link(i, labels[i], persons)
    return persons


@njit(cache=True)
def _put_in(i: int, person: int, persons: _Persons) -> None:
    persons.label[i] = person
    _link(i, person, persons)


@njit(cache=True)
def _link(i: int, person: int, persons: _Persons) -> None:
    following = persons.head[person]
    persons.after[i], persons.before[i] = following, -1
    if following >= 0:
        persons.before[following] = i
    persons.head[person] = i


@njit(cache=True)
def _take_out(i: int, persons: _Persons) -> None:
    """Take a record out of its person; a person without records is a label to use again."""
    person, following, preceding = persons.label[i], persons.after[i], persons.before[i]
    if preceding >= 0:
        persons.after[preceding] = following
    else:
        persons.head[person] = following
    if following >= 0:
        persons.before[following] = preceding
    if persons.head[person] < 0:
        persons.unused[persons.unused[-1]] = person
        persons.unused[-1] += 1


@njit(cache=True)
def join_remote(
    graph: Graph,
    remote: Flags,
    first: Ints,
    second: Ints,
    repeat: float,
    rng: np.random.Generator,
    labels: Labels,
) -> None:
    """Join persons between whom nothing but remote pairs stands, each two by their chance.

    A pair comes up by its own chance, and its two persons are then joined by the chance of their
    being one over that of any remote pair between them coming up.

    Parameters
    ----------
    graph : Graph
        All records, and all candidates.
    remote : bool, shape (2 m,)
        Which of the graph's entries are remote.
    first, second : int64
        Remote pairs that came up, in random order.
    labels : int32, shape (k,)
        For each record the first of its person. Changed in place.
    """
    after = np.full(labels.size, -1, np.int64)
    last = np.arange(labels.size)
    for i in range(labels.size):
        head = labels[i]
        if head != i:
            after[last[head]] = i
            last[head] = i
    for pair in range(first.size):
        one, two = labels[first[pair]], labels[second[pair]]
        if one == two:
            continue
        if one > two:
            one, two = two, one
        group, split = _both(one, two, after)
        square = np.empty((group.size, group.size))
        for i in range(group.size):
            for j in range(i):
                square[i, j] = square[j, i] = _odds(graph, group[i], group[j])
        gain = (
            person_score(square, np.arange(group.size), group.size, repeat)
            - person_score(square, np.arange(split), split, repeat)
            - person_score(square, np.arange(split, group.size), group.size - split, repeat)
        )
        comes_up = _comes_up(graph, remote, group, split)
        if rng.random() * comes_up < 1 / (1 + np.exp(-gain)):
            for i in group[split:]:
                labels[i] = one
            after[last[one]] = two
            last[one] = last[two]


@njit(cache=True)
def _both(one: int, two: int, after: Ints) -> tuple[Ints, int]:
    """Return the records of two persons, and how many the first has."""
    size, split = 0, 0
    for head in (one, two):
        i = head
        while i >= 0:
            size += 1
            i = after[i]
        if head == one:
            split = size
    group = np.empty(size, np.int64)
    place = 0
    for head in (one, two):
        i = head
        while i >= 0:
            group[place] = i
            place += 1
            i = after[i]
    return group, split


@njit(cache=True)
def _comes_up(graph: Graph, remote: Flags, group: Ints, split: int) -> float:
    """Return the expected number of remote pairs between two persons that come up."""
    total = 0.0
    for i in group[:split]:
        for edge in range(graph.start[i], graph.start[i + 1]):
            if remote[edge]:
                for j in group[split:]:
                    if graph.other[edge] == j:
                        total += 1 / (1 + np.exp(-graph.odds[edge]))
    return total
