"""Origins: how many independent voices stand behind a number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vittne.ledger.circle import Graph, circles, directed, knots, reachable
from vittne.ledger.model import Claim, Record, Relation
from vittne.ledger.plain import Plain
from vittne.ledger.repeat import merge_repeats
from vittne.ledger.voice import RETELLING_KINDS, group_of, in_order, retellings, voices


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
    """Find the origins of every unit, sorted by unit and id.

    An origin is a set of claims that stand on their own and are not known to be
    independent of each other: of one speaker group, or of one base. Retellings belong
    to the origins that they lead to, and join none of them.
    """
    merged, _ = merge_repeats(record)
    retold = retellings(merged)
    by_unit: dict[str, list[Claim]] = {}
    for claim in voices(merged):
        if claim.unit:
            by_unit.setdefault(claim.unit, []).append(claim)
    found = [
        origin
        for claims in by_unit.values()
        for origin in _origins_of_unit(claims, merged.relations, retold)
    ]
    return tuple(sorted(found, key=lambda origin: (origin.unit, origin.id)))


def origins_by_claim(found: Sequence[Origin]) -> Mapping[str, tuple[str, ...]]:
    """For each claim the ids of the origins that it is, or that it retells."""
    by_claim: dict[str, tuple[str, ...]] = {}
    for origin in found:
        for claim in (*origin.claims, *origin.retellings):
            by_claim[claim] = (*by_claim.get(claim, ()), origin.id)
    return by_claim


def _origins_of_unit(
    claims: Sequence[Claim], relations: Sequence[Relation], retold: frozenset[str]
) -> Iterator[Origin]:
    by_id = {claim.id: claim for claim in claims}
    rests = directed(by_id, [(r.source, r.target) for r in relations if r.kind in RETELLING_KINDS])
    leads = _leads(rests, relations)
    in_circles = frozenset[str]().union(*circles(rests))
    grounds = [
        roots
        for knot in knots(leads)
        if all(leads[node] <= knot for node in knot)
        and (roots := (knot - retold) or (knot & in_circles))
    ]
    led_from = directed(leads, [(target, i) for i, targets in leads.items() for target in targets])
    for roots in _joined(grounds, by_id):
        speaking = in_order(by_id[root] for root in roots)
        reached = frozenset[str]().union(*(reachable(led_from, root) for root in roots))
        retelling = (by_id[i] for i in reached - roots)
        yield Origin(
            id=speaking[0],
            unit=by_id[speaking[0]].unit,
            claims=speaking,
            retellings=in_order(retelling),
            speaker_groups=tuple(sorted({group_of(by_id[root]) for root in roots})),
            circular=roots <= retold,
        )


def _leads(rests: Graph, relations: Sequence[Relation]) -> Graph:
    """Where a claim's number comes from: what it retells, and what has the same base."""
    same = [(r.source, r.target) for r in relations if r.kind == "same_base"]
    down = [(source, target) for source, targets in rests.items() for target in targets]
    return directed(rests, [*down, *same, *((target, source) for source, target in same)])


def _joined(
    grounds: Sequence[frozenset[str]], by_id: Mapping[str, Claim]
) -> Sequence[frozenset[str]]:
    """Join what one speaker group said: it is not independent of itself."""
    joined: list[tuple[frozenset[str], frozenset[str]]] = []
    for roots in grounds:
        groups = frozenset(group_of(by_id[root]) for root in roots)
        apart = []
        for other_roots, other_groups in joined:
            if groups & other_groups:
                roots, groups = roots | other_roots, groups | other_groups
            else:
                apart.append((other_roots, other_groups))
        joined = [*apart, (roots, groups)]
    return [roots for roots, _ in joined]
