"""What the ledger is about: claims, how they rest on each other, and their parts.

Numbers are ``int`` where the source is a whole number, else ``float``; an empty
cell is ``None`` and never zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vittne.terms.edtf import Period
from vittne.terms.places import Gazetteer

Number = int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One public statement, as its source printed it (a row of ``claims.csv``)."""

    id: str
    stance: str  # asserts, denies, finds, disputes
    denial_form: str = ""
    unit: str = ""
    low: Number | None = None
    best: Number | None = None
    high: Number | None = None
    qualifier: str = ""
    period: Period | None = None
    place: str = ""
    grounds: tuple[str, ...] = ()
    ground_basis: str = ""
    hand: tuple[str, ...] = ()
    definition: str = ""
    speaker: str = ""
    speaker_group: str = ""
    speaker_kind: str = ""
    said_on: Period | None = None
    basis: str = ""
    address: str = ""
    note: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Translated and extra columns as read, such as ``definition_ru``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How one claim stands to another (a row of ``relations.csv``).

    ``target`` is a claim id, ``reporting/<id>`` or ``polls/<id>``. ``agrees`` holds
    any of population, place, period, definition, as an editor judged.
    """

    source: str
    target: str
    kind: str
    reason: str = ""
    agrees: frozenset[str] = frozenset()
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a published total (a row of ``breakdowns.csv``)."""

    claim: str
    part: str
    count: Number
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A public record: everything the ledger reasons about, in file order.

    Attributes
    ----------
    sentences : tuple of str
        Ids of the claims that are to be judged (``[subject] claims``): they are
        never evidence, never an origin, never part of a difference.
    readings : mapping of str to tuple of str
        For a sentence that can be read in more than one way: the readings' names.
    """

    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()
    parts: tuple[Part, ...] = ()
    sentences: tuple[str, ...] = ()
    readings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    places: Gazetteer = field(default_factory=Gazetteer)
