"""All partitions of a few things, and the blocks by which those of many are walked through."""

from __future__ import annotations

from functools import cache

import numpy as np

from vittne.link.partition_kernel import Floats, Ints

EXACT = 6
"""Components of so many records are enumerated: 203 partitions."""
LARGEST_BLOCK = 8
"""Records that move together, at most."""


@cache
def all_partitions(size: int) -> Ints:
    """Return every partition of ``size`` things, one a row, shape (Bell number, size).

    Labels are restricted growth strings: the first thing has 0, and each label is at most one
    larger than all before it (Knuth, The Art of Computer Programming 4A, 7.2.1.5).
    """
    rows = [[0]]
    for _ in range(size - 1):
        rows = [[*row, label] for row in rows for label in range(max(row) + 2)]
    found = np.array(rows, dtype=np.int64)
    found.setflags(write=False)
    return found


def blocks(count: int, a: Ints, b: Ints, weight: Floats) -> tuple[Ints, Ints]:
    """Return the blocks that a sweep moves: each record, and each small group that hangs together.

    The groups are those of single linkage at every level, up to `LARGEST_BLOCK` records. Without
    them two persons with several records each could only become one by way of improbable steps.

    Returns
    -------
    start, records : int64
        Block n is ``records[start[n]:start[n + 1]]``.
    """
    group = {i: [i] for i in range(count)}
    whole = list(group.values())
    of = list(range(count))
    for edge in np.argsort(-weight, kind="stable").tolist():
        one, two = sorted((of[a[edge]], of[b[edge]]), key=lambda g: -len(group[g]))
        if one == two:
            continue
        joined = group[one] + group.pop(two)
        for i in joined[len(group[one]) :]:
            of[i] = one
        group[one] = joined
        if len(joined) <= LARGEST_BLOCK:
            whole.append(joined)
    sizes = np.array([len(one) for one in whole])
    return np.concatenate([[0], np.cumsum(sizes)]), np.concatenate(whole).astype(np.int64)


def first_labels(labels: Ints) -> Ints:
    """Return labels in which each thing has the place of the first of its group."""
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    return first[inverse]
