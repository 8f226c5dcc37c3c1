"""Differences and conflicts between claims, and the chains that explain them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import inf

from vittne.ledger.model import Claim, Record, Relation
from vittne.ledger.plain import Plain
from vittne.ledger.repeat import merge_repeats
from vittne.ledger.scope import Scope, covers, overlap, scope_of
from vittne.ledger.voice import EXPLAINING_KINDS, OUTSIDE, retellings, voices
from vittne.terms.places import Gazetteer


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference(Plain):
    """Two claims that count one thing in overlapping scopes and do not say the same.

    Attributes
    ----------
    a, b : str
        Claim ids, ``a < b``.
    unit : str
        What both count.
    conflict : bool
        True if they cannot both be right.
    explained : bool
        True if an editor's relations lead from one to the other.
    chain : tuple of Relation
        A shortest such path, from ``a`` to ``b``; empty if there is none.
    """

    a: str
    b: str
    unit: str
    conflict: bool
    explained: bool
    chain: tuple[Relation, ...] = ()


def differences(record: Record) -> tuple[Difference, ...]:
    """Find every difference (conflicts are among them), sorted by ids.

    Two claims differ if they count one unit in overlapping periods, places and
    grounds, and their (low, best, high) are unequal. A scope that is not known is not
    known to overlap. They conflict if their scopes are equal and their intervals
    disjoint (an open end is unbounded), or if the wider scope's high lies below the
    narrower one's low.
    """
    merged, _ = merge_repeats(record)
    chains = _Chains(merged)
    return tuple(
        Difference(
            a=a.id,
            b=b.id,
            unit=a.unit,
            conflict=conflict,
            explained=bool(chain := chains.between(a.id, b.id)),
            chain=chain,
        )
        for a, b, conflict in _differing(merged)
    )


def _differing(record: Record) -> Iterator[tuple[Claim, Claim, bool]]:
    placed: dict[str, list[tuple[Claim, Scope]]] = {}
    for claim in sorted(voices(record), key=lambda claim: claim.id):
        scope = scope_of(claim)
        if claim.unit and scope is not None:
            placed.setdefault(claim.unit, []).append((claim, scope))
    pairs = [pair for same_unit in placed.values() for pair in combinations(same_unit, 2)]
    for (a, a_scope), (b, b_scope) in sorted(pairs, key=lambda p: (p[0][0].id, p[1][0].id)):
        same = (a.low, a.best, a.high) == (b.low, b.best, b.high)
        if not same and overlap(a_scope, b_scope, record.places):
            yield a, b, _conflict(a, a_scope, b, b_scope, record.places)


def _conflict(a: Claim, a_scope: Scope, b: Claim, b_scope: Scope, places: Gazetteer) -> bool:
    a_is_short = covers(a_scope, b_scope, places) and _high(a) < _low(b)
    b_is_short = covers(b_scope, a_scope, places) and _high(b) < _low(a)
    # Equal scopes cover each other, so that both ways of being disjoint are seen.
    return a_is_short or b_is_short


def _low(claim: Claim) -> float:
    return -inf if claim.low is None else claim.low


def _high(claim: Claim) -> float:
    return inf if claim.high is None else claim.high


class _Chains:
    """Chains of relations that explain a difference.

    A chain runs along relations in either direction, but not through a denial or a
    sentence; and not through a retelling by two relations of its own: whoever retells
    two numbers has not explained why they differ.
    """

    def __init__(self, record: Record) -> None:
        spoken = {claim.id for claim in voices(record)}
        self._retold = retellings(record)
        self._steps: dict[str, list[tuple[str, Relation]]] = {}
        for relation in record.relations:
            ends = (relation.source, relation.target)
            if relation.kind in EXPLAINING_KINDS and all(
                end in spoken or end.startswith(OUTSIDE) for end in ends
            ):
                for here, there in (ends, ends[::-1]):
                    self._steps.setdefault(here, []).append((there, relation))
        for steps in self._steps.values():
            steps.sort(key=lambda step: (step[0], step[1].kind, step[1].source))

    def between(self, a: str, b: str) -> tuple[Relation, ...]:
        """Return a shortest chain from a to b; empty if there is none."""
        # A place on the way is a claim, and whether it was entered by its own relation.
        start = (a, False)
        before: dict[tuple[str, bool], tuple[tuple[str, bool], Relation] | None] = {start: None}
        waiting = [start]
        for place in waiting:
            here, by_own = place
            if here == b:
                return _walked(before, place)
            for there, relation in self._steps.get(here, ()):
                if by_own and here in self._retold and relation.source == here:
                    continue
                following = (there, relation.source == there)
                if following not in before:
                    before[following] = (place, relation)
                    waiting.append(following)
        return ()


def _walked(
    before: Mapping[tuple[str, bool], tuple[tuple[str, bool], Relation] | None],
    end: tuple[str, bool],
) -> tuple[Relation, ...]:
    relations: list[Relation] = []
    step = before[end]
    while step is not None:
        end, relation = step
        relations.append(relation)
        step = before[end]
    return tuple(reversed(relations))
