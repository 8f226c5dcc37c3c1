"""Attribution: who is said to have done it, and for which ground."""

from __future__ import annotations

from dataclasses import dataclass

from vittne.ledger.model import Claim, Number, Record
from vittne.ledger.origin import origins
from vittne.ledger.plain import Plain
from vittne.ledger.repeat import merge_repeats
from vittne.ledger.sayable import disputed_grounds, may_be_said, standing
from vittne.ledger.unit import HELP, uncounted
from vittne.ledger.voice import DISPUTES, in_order

NOT_STATED = "not_stated"
"""The hand of a claim that names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution(Plain):
    """What is laid to one hand for one set of grounds, counted in origins.

    Attributes
    ----------
    unit, hand : str
        ``hand`` is a code of ``hands`` or :data:`NOT_STATED`.
    grounds : tuple of str
        Sorted codes; empty where no ground is stated.
    origins : tuple of str
        Ids of the independent origins that say so.
    claims : tuple of str
        Their claims. Retellings are not among them.
    low : int, float or None
        What may be said of it ("at least"): never a sum.
    disputed : bool
        True if the ground of one of the claims is disputed.
    """

    unit: str
    hand: str
    grounds: tuple[str, ...]
    origins: tuple[str, ...]
    claims: tuple[str, ...]
    low: Number | None
    disputed: bool = False


def attributions(record: Record) -> tuple[Attribution, ...]:
    """Find who is said to have done what, sorted by unit, hand and grounds.

    Claims that assert or find something and stand on their own are counted, samples, shares
    and help left out; a claim that names two hands is listed with each. ``low`` is the
    largest of what may be said (:func:`may_be_said`): what is unconfirmed there, or left
    out for its disputed ground, is never the number here.
    """
    merged, _ = merge_repeats(record)
    found = origins(merged)
    own = standing(found, merged)
    origin_of = {claim: origin.id for origin in found for claim in origin.claims}
    confirmed = {claim for said in may_be_said(merged) for claim in said.claims}
    disputed = disputed_grounds(merged)
    rows: dict[tuple[str, str, tuple[str, ...]], list[Claim]] = {}
    for claim in merged.claims:
        if claim.id in own and claim.stance != DISPUTES and not _harmless(claim.unit):
            for hand in sorted(set(claim.hand)) or [NOT_STATED]:
                key = (claim.unit, hand, tuple(sorted(set(claim.grounds))))
                rows.setdefault(key, []).append(claim)
    return tuple(
        Attribution(
            unit=unit,
            hand=hand,
            grounds=grounds,
            origins=tuple(sorted({origin_of[claim.id] for claim in claims})),
            claims=in_order(claims),
            low=max(
                (c.low for c in claims if c.id in confirmed and c.low is not None), default=None
            ),
            disputed=any(claim.id in disputed for claim in claims),
        )
        for (unit, hand, grounds), claims in sorted(rows.items())
    )


def _harmless(unit: str) -> bool:
    """Whether the unit counts nothing that somebody did to somebody."""
    return unit in HELP or uncounted(unit)
