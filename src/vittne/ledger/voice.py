"""Which claims are voices, and which voices only retell."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from vittne.ledger.model import Claim, Record

DENIES = "denies"
DISPUTES = "disputes"
RESTATEMENT = "restatement"

RETELLING_KINDS = frozenset({"restates", "drifts_from", "rests_on"})
"""Relations from a retelling to what it retells."""

EXPLAINING_KINDS = RETELLING_KINDS | {
    "narrows",
    "widens",
    "part_of",
    "same_base",
    "contradicts",
    "corrects",
}
"""Relations that explain why two numbers differ. ``same_topic`` explains nothing."""

OUTSIDE = ("reporting/", "polls/")
"""How the id of a survey or a poll begins, as the target of a relation."""


def voices(record: Record) -> tuple[Claim, ...]:
    """Return the claims that are neither denials nor sentences to be judged."""
    return tuple(
        claim
        for claim in record.claims
        if claim.stance != DENIES and claim.id not in record.sentences
    )


def retellings(record: Record) -> frozenset[str]:
    """Return the ids of claims that say what another said, whoever says it."""
    marked = {claim.id for claim in record.claims if claim.basis == RESTATEMENT}
    sources = {relation.source for relation in record.relations if relation.kind in RETELLING_KINDS}
    return frozenset(marked | sources)


def group_of(claim: Claim) -> str:
    """Return who speaks. Speakers that are not named are not known to be two."""
    return claim.speaker_group or claim.speaker


def said_first(claim: Claim) -> tuple[date, str]:
    """Sort key: by the first day on which it may have been said, unknown days last; then by id."""
    lower = claim.said_on.lower if claim.said_on else None
    return (lower or date.max, claim.id)


def in_order(claims: Iterable[Claim]) -> tuple[str, ...]:
    """Return the ids of claims in the order in which they were said."""
    return tuple(claim.id for claim in sorted(claims, key=said_first))
