"""Drift: numbers that changed while they were retold."""

from __future__ import annotations

from dataclasses import dataclass

from vittne.ledger.model import Claim, Number, Record, Relation
from vittne.ledger.plain import Plain
from vittne.ledger.repeat import merge_repeats
from vittne.ledger.voice import RETELLING_KINDS, voices


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift(Plain):
    """What a retelling did to the lower end of a number.

    Attributes
    ----------
    source, retelling : str
        Claim ids: what was said, and how it was retold.
    kind : str
        The relation: drifts_from, restates or rests_on.
    unit : str
        The unit of the retelling.
    said_low, retold_low : int, float or None
        The two lower ends.
    difference : int, float or None
        ``retold_low - said_low``; None where one of them is not stated.
    ratio : float or None
        ``retold_low / said_low``; None where it cannot be given.
    numberless : bool
        True if the retelling has lost the number ("hundreds").
    """

    source: str
    retelling: str
    kind: str
    unit: str
    said_low: Number | None
    retold_low: Number | None
    difference: Number | None
    ratio: float | None
    numberless: bool


def drifts(record: Record) -> tuple[Drift, ...]:
    """Find every retelling whose number is not its source's, sorted by ids.

    A relation ``drifts_from`` is always listed; ``restates`` and ``rests_on`` where both
    count one unit and the lower ends are not the same.
    """
    merged, _ = merge_repeats(record)
    by_id = {claim.id: claim for claim in voices(merged)}
    found = [
        _drift(relation, by_id[relation.target], by_id[relation.source])
        for relation in merged.relations
        if relation.kind in RETELLING_KINDS
        and relation.source in by_id
        and relation.target in by_id
        and _drifted(relation, by_id[relation.target], by_id[relation.source])
    ]
    return tuple(sorted(set(found), key=lambda drift: (drift.source, drift.retelling, drift.kind)))


def _drifted(relation: Relation, said: Claim, retold: Claim) -> bool:
    return relation.kind == "drifts_from" or (said.unit == retold.unit and said.low != retold.low)


def _drift(relation: Relation, said: Claim, retold: Claim) -> Drift:
    difference = ratio = None
    if said.unit == retold.unit and said.low is not None and retold.low is not None:
        difference = retold.low - said.low
        ratio = retold.low / said.low if said.low else None
    return Drift(
        source=said.id,
        retelling=retold.id,
        kind=relation.kind,
        unit=retold.unit,
        said_low=said.low,
        retold_low=retold.low,
        difference=difference,
        ratio=ratio,
        numberless=retold.low is None and retold.best is None and retold.high is None,
    )
