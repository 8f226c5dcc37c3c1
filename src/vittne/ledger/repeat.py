"""Said again: rows that are one statement."""

from __future__ import annotations

from collections.abc import Mapping

from vittne.ledger.model import Record


def merge_repeats(record: Record) -> tuple[Record, Mapping[str, tuple[str, ...]]]:
    """Make one claim of rows that say one thing by one speaker group.

    Returns
    -------
    record : Record
        The record with each statement once, carrying the relations of all its rows.
    repeats : mapping of str to tuple of str
        For each id kept that was said again: the other ids, in file order.
    """
    raise NotImplementedError
