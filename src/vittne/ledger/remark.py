"""What an editor should look at: nothing here stops the ledger."""

from __future__ import annotations

from dataclasses import dataclass

from vittne.ledger.model import Record
from vittne.ledger.plain import Plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark(Plain):
    """One thing in the record that looks wrong or is open.

    Attributes
    ----------
    code : str
        Kind of remark, a key of :data:`SENTENCES`.
    claims : tuple of str
        The ids it is about.
    """

    code: str
    claims: tuple[str, ...]


def find_remarks(record: Record) -> tuple[Remark, ...]:
    """Find everything an editor should look at, sorted by code and ids."""
    raise NotImplementedError
