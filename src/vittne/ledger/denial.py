"""Denials, beside the acts and dates that they deny."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vittne.ledger.model import Claim, Record
from vittne.ledger.plain import Plain
from vittne.ledger.repeat import merge_repeats
from vittne.ledger.scope import UNKNOWN, grounds_overlap
from vittne.ledger.voice import DENIES, DISPUTES, retellings, said_first, voices
from vittne.terms.edtf import Period
from vittne.terms.places import Gazetteer


@dataclass(frozen=True, slots=True, kw_only=True)
class DeniedClaim(Plain):
    """A claim that stands against a denial.

    Attributes
    ----------
    claim : str
        Claim id.
    related : bool
        True if a ``contradicts`` relation joins the two.
    same_unit : bool
        True if both speak of the same unit.
    known_by_then : bool or None
        Whether it was on record when the denial was spoken (the same day counts);
        None where the two dates do not tell.
    """

    claim: str
    related: bool
    same_unit: bool
    known_by_then: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial(Plain):
    """What an office denied, and what is on record about the same place and time.

    Attributes
    ----------
    claim : str
        Claim id of the denial.
    form : str
        Code of ``denial_forms``.
    said_on : Period or None
    speaker : str
        The office.
    denies : tuple of DeniedClaim
        Related claims first, then by date and id. Retellings are not listed.
    """

    claim: str
    form: str
    said_on: Period | None
    speaker: str
    denies: tuple[DeniedClaim, ...] = ()


def denials(record: Record) -> tuple[Denial, ...]:
    """Set every denial beside what it denies, sorted by date and id.

    Beside a denial stand the claims that a ``contradicts`` relation joins with it, and
    all others that assert or find something in an overlapping place and period (and
    ground, where both state one).
    """
    merged, _ = merge_repeats(record)
    retold = retellings(merged)
    said = [c for c in voices(merged) if c.stance != DISPUTES and c.id not in retold]
    joined = frozenset(
        frozenset((relation.source, relation.target))
        for relation in merged.relations
        if relation.kind == "contradicts"
    )
    spoken = [c for c in merged.claims if c.stance == DENIES and c.id not in merged.sentences]
    return tuple(
        Denial(
            claim=denial.id,
            form=denial.denial_form,
            said_on=denial.said_on,
            speaker=denial.speaker,
            denies=_beside(denial, said, joined, merged.places),
        )
        for denial in sorted(spoken, key=said_first)
    )


def _beside(
    denial: Claim,
    said: Iterable[Claim],
    joined: frozenset[frozenset[str]],
    places: Gazetteer,
) -> tuple[DeniedClaim, ...]:
    found = []
    for claim in sorted(said, key=said_first):
        related = frozenset((denial.id, claim.id)) in joined
        if related or _same_time_and_place(denial, claim, places):
            found.append(
                DeniedClaim(
                    claim=claim.id,
                    related=related,
                    same_unit=bool(claim.unit) and claim.unit == denial.unit,
                    known_by_then=_known_by_then(claim.said_on, denial.said_on),
                )
            )
    return tuple(sorted(found, key=lambda denied: not denied.related))


def _same_time_and_place(denial: Claim, claim: Claim, places: Gazetteer) -> bool:
    if denial.period is None or claim.period is None:
        return False
    denied, said = (frozenset(c.grounds) - {UNKNOWN} for c in (denial, claim))
    return (
        denial.period.overlaps(claim.period)
        and places.overlaps(denial.place, claim.place)
        and (not denied or not said or grounds_overlap(denied, said))
    )


def _known_by_then(said: Period | None, denied: Period | None) -> bool | None:
    """Whether something was said by the day of the denial; None if the dates do not tell."""
    if said is None or denied is None:
        return None
    if said.upper is not None and denied.lower is not None and said.upper <= denied.lower:
        return True
    if said.lower is not None and denied.upper is not None and said.lower > denied.upper:
        return False
    return None
