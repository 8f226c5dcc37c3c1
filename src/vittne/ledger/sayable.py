"""What may be said: the numbers that a careful reader may repeat."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from vittne.ledger.circle import directed, reachable
from vittne.ledger.difference import differences
from vittne.ledger.model import Claim, Number, Record
from vittne.ledger.origin import Origin, origins
from vittne.ledger.plain import Plain
from vittne.ledger.repeat import merge_repeats
from vittne.ledger.scope import Scope, hull_of, overlap, scope_of
from vittne.ledger.unit import is_sample, is_share
from vittne.ledger.voice import DENIES, DISPUTES, in_order, retellings, said_first
from vittne.terms.edtf import Period
from vittne.terms.places import Gazetteer


@dataclass(frozen=True, slots=True, kw_only=True)
class Unconfirmed(Plain):
    """A larger number of another origin, where origins contradict each other."""

    claim: str
    origin: str
    low: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class MayBeSaid(Plain):
    """A lower bound, "at least ``low``", in a scope.

    Attributes
    ----------
    unit, period, place, grounds
        The scope: the smallest one that covers all that was weighed. (Where no place with
        a name covers it, the place of those claims that say the number.)
    low : int or float
        The number to print.
    origins : tuple of str
        Ids of the origins that say this number.
    claims : tuple of str
        The claims that were weighed, but for those of origins in ``unconfirmed``.
    unconfirmed : tuple of Unconfirmed
        Numbers to print beside it as unconfirmed, by size.
    """

    unit: str
    period: Period
    place: str
    grounds: tuple[str, ...]
    low: Number
    origins: tuple[str, ...]
    claims: tuple[str, ...]
    unconfirmed: tuple[Unconfirmed, ...] = ()


def may_be_said(record: Record) -> tuple[MayBeSaid, ...]:
    """Find what may be said of every unit, sorted by unit, period, place and grounds.

    Claims whose scopes overlap are weighed together, and so are clusters whose hulls
    overlap: what is printed for one unit never overlaps, and is never added. Each
    origin brings its largest ``low``. Where origins contradict each other, the smallest
    is printed and the others stand beside it as unconfirmed, else the largest is
    printed: each is a lower bound.
    """
    merged, _ = merge_repeats(record)
    out = left_out(record)
    weighed = [claim for claim in merged.claims if claim.id not in out]
    origin_of = {claim: origin.id for origin in origins(merged) for claim in origin.claims}
    quarrels = _quarrels(merged)
    said = [
        _said(cluster, origin_of, quarrels, merged.places)
        for cluster in _clusters(weighed, merged.places)
    ]
    return tuple(sorted(said, key=lambda s: (s.unit, *_days(s.period), s.place, s.grounds)))


def left_out(record: Record) -> Mapping[str, str]:
    """Say of every claim that was not weighed why: claim id to a reason's code.

    Codes, in the order in which they are tried: ``repeat``, ``sentence``, ``denies``,
    ``disputes``, ``no_unit``, ``retelling``, ``disputed_ground``, ``sample``, ``share``,
    ``contradictory`` (low > high), ``no_floor`` (no lower number above zero), ``no_scope``
    (period, place or ground not known).
    """
    merged, repeats = merge_repeats(record)
    own = standing(origins(merged), merged)
    disputed = disputed_grounds(merged)
    out = {other: "repeat" for others in repeats.values() for other in others}
    for claim in merged.claims:
        if reason := _reason(claim, merged.sentences, own, disputed):
            out[claim.id] = reason
    return dict(sorted(out.items()))


def standing(found: Sequence[Origin], record: Record) -> frozenset[str]:
    """Return the ids of claims that stand on their own: no retelling, and of some origin."""
    own = {claim for origin in found for claim in origin.claims}
    return frozenset(own) - retellings(record)


def disputed_grounds(record: Record) -> frozenset[str]:
    """Return the ids of claims whose ground is disputed.

    The claim says so itself, or a claim that disputes contradicts it, or it is a
    narrower claim, or a part, of such a one.
    """
    disputes = {
        claim.id
        for claim in record.claims
        if claim.stance == DISPUTES and claim.id not in record.sentences
    }
    found = {claim.id for claim in record.claims if claim.ground_basis == "disputed"}
    inner: list[tuple[str, str]] = []
    for relation in record.relations:
        ends = (relation.source, relation.target)
        if relation.kind == "contradicts" and disputes & set(ends):
            found |= set(ends) - disputes
        elif relation.kind in ("narrows", "part_of"):
            inner.append(ends)
        elif relation.kind == "widens":
            inner.append(ends[::-1])
    graph = directed({end for pair in inner for end in pair}, [(b, a) for a, b in inner])
    below = (reachable(graph, start) for start in found & graph.keys())
    return frozenset(found).union(*below)


def _reason(
    claim: Claim, sentences: Sequence[str], own: frozenset[str], disputed: frozenset[str]
) -> str:
    tests = (
        ("sentence", claim.id in sentences),
        ("denies", claim.stance == DENIES),
        ("disputes", claim.stance == DISPUTES),
        ("no_unit", not claim.unit),
        ("retelling", claim.id not in own),
        ("disputed_ground", claim.id in disputed),
        ("sample", is_sample(claim.unit)),
        ("share", is_share(claim.unit)),
        ("contradictory", not _consistent(claim)),
        ("no_floor", claim.low is None or claim.low <= 0),
        ("no_scope", scope_of(claim) is None),
    )
    return next((code for code, holds in tests if holds), "")


def _consistent(claim: Claim) -> bool:
    return claim.low is None or claim.high is None or claim.low <= claim.high


_Cluster = tuple[list[Claim], Scope]


def _clusters(claims: Iterable[Claim], places: Gazetteer) -> Sequence[_Cluster]:
    """Join what overlaps, until no two hulls of one unit overlap."""
    done: list[_Cluster] = []
    for claim in claims:
        scope = scope_of(claim)
        if scope is None:
            continue
        members = [claim]
        while near := [
            cluster
            for cluster in done
            if cluster[0][0].unit == claim.unit and overlap(cluster[1], scope, places)
        ]:
            done = [cluster for cluster in done if cluster not in near]
            members += [member for cluster in near for member in cluster[0]]
            scope = hull_of([scope, *(cluster[1] for cluster in near)], places)
        done.append((members, scope))
    return done


def _said(
    cluster: _Cluster,
    origin_of: Mapping[str, str],
    quarrels: frozenset[frozenset[str]],
    places: Gazetteer,
) -> MayBeSaid:
    claims, scope = cluster
    largest = _largest(claims, origin_of)
    contradicted = any(
        origin_of[a.id] != origin_of[b.id] and frozenset((a.id, b.id)) in quarrels
        for a, b in combinations(claims, 2)
    )
    lows = [low for low, _ in largest.values()]
    printed = min(lows) if contradicted else max(lows)
    beside = [
        Unconfirmed(claim=claim.id, origin=origin, low=low)
        for origin, (low, claim) in largest.items()
        if contradicted and low > printed
    ]
    apart = {unconfirmed.origin for unconfirmed in beside}
    saying = [(origin, claim) for origin, (low, claim) in largest.items() if low == printed]
    return MayBeSaid(
        unit=claims[0].unit,
        period=scope.period,
        place=scope.place or places.hull(claim.place for _, claim in saying) or saying[0][1].place,
        grounds=tuple(sorted(scope.grounds)),
        low=printed,
        origins=tuple(sorted(origin for origin, _ in saying)),
        claims=in_order(claim for claim in claims if origin_of[claim.id] not in apart),
        unconfirmed=tuple(sorted(beside, key=lambda u: (u.low, u.claim))),
    )


def _largest(
    claims: Iterable[Claim], origin_of: Mapping[str, str]
) -> Mapping[str, tuple[Number, Claim]]:
    """For each origin its largest lower number, and the first claim that says it."""
    found: dict[str, tuple[Number, Claim]] = {}
    for claim in sorted(claims, key=said_first):
        origin = origin_of[claim.id]
        if claim.low is not None and (origin not in found or claim.low > found[origin][0]):
            found[origin] = (claim.low, claim)
    return dict(sorted(found.items()))


def _quarrels(record: Record) -> frozenset[frozenset[str]]:
    """Pairs of claims that contradict each other, or differ without an explanation."""
    said = {
        frozenset((relation.source, relation.target))
        for relation in record.relations
        if relation.kind == "contradicts"
    }
    seen = {
        frozenset((difference.a, difference.b))
        for difference in differences(record)
        if difference.conflict or not difference.explained
    }
    return frozenset(said | seen)


def _days(period: Period) -> tuple[date, date]:
    return (period.lower or date.min, period.upper or date.max)
