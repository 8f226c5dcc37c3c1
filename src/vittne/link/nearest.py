"""The records that have most in common with one person's: for somebody who looks for a double.

Every record of every list is glanced at, however many there are; nothing is decided.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from vittne.link.blocks import initials_of
from vittne.link.columns import columns_of
from vittne.link.glance import bits_with
from vittne.link.records import Record, Records


def nearest(records: Records, keys: Iterable[str], most: int) -> tuple[Record, ...]:
    """Return the records of others that have most in common with these, the nearest first.

    Parameters
    ----------
    keys : iterable of str
        Keys of one person's records; those that are not there any more are passed over.
    """
    columns = columns_of(records)
    wanted = frozenset(keys)
    own = [n for n, row in enumerate(records.rows) if row.key in wanted]
    if not own:
        return ()
    bits = bits_with(columns, initials_of(columns), np.array(own))
    bits[own] = -np.inf
    order = np.argsort(-bits, kind="stable")[:most]
    return tuple(records.rows[n] for n in order if bits[n] > 0)
