"""Origins: how many independent voices stand behind a number."""

from __future__ import annotations

from dataclasses import dataclass

from vittne.ledger.model import Record
from vittne.ledger.plain import Plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin(Plain):
    """One independent voice on one unit.

    Attributes
    ----------
    id : str
        The id of its earliest claim (unique in the record).
    unit : str
        What is counted.
    claims : tuple of str
        The claims that stand on their own, by id.
    retellings : tuple of str
        The claims that retell them, near or far. One that retells several origins
        is listed with each.
    speaker_groups : tuple of str
        Who made ``claims``.
    circular : bool
        True if no claim stands on its own: they retell each other in a circle.
    """

    id: str
    unit: str
    claims: tuple[str, ...]
    retellings: tuple[str, ...] = ()
    speaker_groups: tuple[str, ...] = ()
    circular: bool = False


def origins(record: Record) -> tuple[Origin, ...]:
    """Find the origins of every unit, sorted by unit and id."""
    raise NotImplementedError
