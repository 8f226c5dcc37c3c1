"""Scopes: when, where and for which grounds a claim speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vittne.ledger.model import Claim
from vittne.terms.edtf import Period, hull
from vittne.terms.places import Gazetteer

ANY = "any"
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Scope:
    """A period, a place and grounds.

    A claim's scope has all three. A hull whose place is empty covers places that no
    place with a name covers: it is taken to overlap every place.
    """

    period: Period
    place: str
    grounds: frozenset[str]


def scope_of(claim: Claim) -> Scope | None:
    """Return the claim's scope; None where its period, place or ground is not known."""
    grounds = frozenset(claim.grounds) - {UNKNOWN}
    if claim.period is None or not claim.place or not grounds:
        return None
    return Scope(claim.period, claim.place, grounds)


def overlap(a: Scope, b: Scope, places: Gazetteer) -> bool:
    """Whether a person may be counted in both."""
    return (
        a.period.overlaps(b.period)
        and (not (a.place and b.place) or places.overlaps(a.place, b.place))
        and grounds_overlap(a.grounds, b.grounds)
    )


def covers(outer: Scope, inner: Scope, places: Gazetteer) -> bool:
    """Whether everybody counted in the inner scope is counted in the outer one."""
    return (
        outer.period.covers(inner.period)
        and places.contains(outer.place, inner.place)
        and (ANY in outer.grounds or outer.grounds >= inner.grounds)
    )


def grounds_overlap(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sets of grounds share one; ``any`` shares with all."""
    return bool(a & b) or bool(a and b and ANY in a | b)


def hull_of(scopes: Sequence[Scope], places: Gazetteer) -> Scope:
    """Return the smallest scope that covers all; its place is empty if none has a name."""
    grounds = frozenset[str]().union(*(scope.grounds for scope in scopes))
    named = all(scope.place for scope in scopes)
    return Scope(
        hull(scope.period for scope in scopes),
        places.hull(scope.place for scope in scopes) if named else "",
        frozenset({ANY}) if ANY in grounds else grounds,
    )
