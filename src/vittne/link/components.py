"""Records that pairs hold together: within such a group, and nowhere else, who is who is open."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Component:
    """Records, and the pairs between them.

    Attributes
    ----------
    records : int64, shape (k,)
        Indices into all records, ascending.
    pairs : int64, shape (m,)
        Indices into all pairs.
    """

    records: Ints
    pairs: Ints


def components(count: int, a: Ints, b: Ints) -> tuple[Component, ...]:
    """Return the components of two records or more, in the order of their first records.

    Parameters
    ----------
    count : int
        Number of records.
    a, b : int64, shape (n,)
        Ends of the pairs.
    """
    if not a.size:
        return ()
    ends = (np.ones(a.size, dtype=np.int8), (a, b))
    _, of_record = connected_components(coo_array(ends, shape=(count, count)), directed=False)
    members = np.unique(np.concatenate([a, b]))
    members = members[np.argsort(of_record[members], kind="stable")]
    inside = np.argsort(of_record[a], kind="stable")
    records = np.split(members, np.flatnonzero(np.diff(of_record[members])) + 1)
    pairs = np.split(inside, np.flatnonzero(np.diff(of_record[a[inside]])) + 1)
    found = [Component(*both) for both in zip(records, pairs, strict=True)]
    return tuple(sorted(found, key=lambda part: int(part.records[0])))
