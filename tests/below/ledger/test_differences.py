"""Differences, conflicts, and the chains that explain them, against a slow oracle."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from math import inf

import pytest
from hypothesis import given
from small_records import record, records, said

from vittne.ledger import Record, Relation, differences, merge_repeats
from vittne.ledger.model import Claim
from vittne.ledger.voice import EXPLAINING_KINDS
from vittne.terms.places import Gazetteer


def pairs(of: Record) -> list[tuple[str, str, bool, bool]]:
    return [(d.a, d.b, d.conflict, d.explained) for d in differences(of)]


def test_other_numbers_in_overlapping_scopes_differ() -> None:
    assert pairs(record(said("A", 3), said("B", 4, period="2017-03"))) == [("A", "B", False, False)]


def test_equal_numbers_do_not_differ_and_six_is_six_point_nought() -> None:
    assert pairs(record(said("A", 6, 6), said("B", 6.0, 6.0))) == []


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"period": "2018"},
        {"place": "RU-DA"},
        {"grounds": ("religion",)},
        {"unit": "persons_detained"},
        {"period": None},
        {"place": ""},
        {"grounds": ()},
        {"grounds": ("unknown",)},
        {"stance": "denies"},
    ],
)
def test_scopes_that_are_apart_or_not_known_assert_no_difference(elsewhere: dict[str, str]) -> None:
    assert pairs(record(said("A", 3), said("B", 4, **elsewhere))) == []


def test_any_ground_overlaps_every_ground_that_is_stated() -> None:
    assert len(pairs(record(said("A", 3), said("B", 4, grounds=("any",))))) == 1
    assert pairs(record(said("A", 3, grounds=()), said("B", 4, grounds=("any",)))) == []


def test_equal_scopes_conflict_if_the_intervals_are_disjoint_either_way_round() -> None:
    assert pairs(record(said("A", 3, 4), said("B", 5, 9))) == [("A", "B", True, False)]
    assert pairs(record(said("A", 5, 9), said("B", 3, 4))) == [("A", "B", True, False)]
    assert pairs(record(said("A", 3), said("B", 5, 9))) == [("A", "B", False, False)]


def test_a_wider_scope_conflicts_only_if_it_counts_fewer() -> None:
    narrow = said("A", 10, 20, period="2017-02")
    assert pairs(record(narrow, said("B", 2, 2)))[0][2] is True
    assert pairs(record(narrow, said("B", 90, 99)))[0][2] is False


def test_a_chain_of_relations_explains_a_conflict_too() -> None:
    of = record(
        said("A", 3, 4), said("B", 5, 9), said("C", 1), relations="A narrows C; B corrects C"
    )
    assert ("A", "B", True, True) in pairs(of)
    (found,) = (d for d in differences(of) if (d.a, d.b) == ("A", "B"))
    assert [step.kind for step in found.chain] == ["narrows", "corrects"]


def test_the_same_topic_explains_nothing() -> None:
    assert pairs(record(said("A", 3), said("B", 4), relations="A same_topic B"))[0][3] is False


@pytest.mark.parametrize("between", [{"stance": "denies"}, {}])
def test_no_chain_leads_through_a_denial_or_a_sentence(between: dict[str, str]) -> None:
    of = record(
        *(said("A", 3), said("B", 4), said("M", unit="", **between)),
        relations="A contradicts M; B contradicts M",
        sentences=() if between else ("M",),
    )
    assert pairs(of) == [("A", "B", False, False)]


def test_who_retells_two_numbers_has_not_explained_why_they_differ() -> None:
    of = record(said("A", 3), said("B", 4), said("R"), relations="R restates A; R restates B")
    assert ("A", "B", False, False) in pairs(of)
    assert ("A", "R", False, True) in pairs(of)


def test_two_retellings_of_one_number_are_explained_by_it() -> None:
    of = record(said("A", 3), said("R", 4), said("Q", 6), relations="R restates A; Q drifts_from A")
    assert ("Q", "R", False, True) in pairs(of)


# --- the oracle ------------------------------------------------------------------------------

DAYS = [date(2016, 12, 1) + timedelta(days=n) for n in range(3000)]


def slow_differences(of: Record) -> list[tuple[str, str, bool, bool]]:
    of, _ = merge_repeats(of)
    spoken = [c for c in of.claims if c.stance != "denies" and c.id not in of.sentences]
    found = []
    for a, b in combinations(sorted((c for c in spoken if c.unit), key=lambda c: c.id), 2):
        equal = [a.low, a.best, a.high] == [b.low, b.best, b.high]
        if a.unit == b.unit and not equal and all(map(_known, (a, b))) and _meet(a, b, of.places):
            steps = [r for r in of.relations if r.kind in EXPLAINING_KINDS]
            allowed = {c.id for c in spoken} | {r.target for r in steps if "/" in r.target}
            retelling = {r.source for r in of.relations if r.kind in _RETELLS}
            retelling |= {c.id for c in of.claims if c.basis == "restatement"}
            explained = _linked(a.id, b.id, steps, allowed, retelling)
            found.append(
                (a.id, b.id, _clash(a, b, of.places) or _clash(b, a, of.places), explained)
            )
    return found


_RETELLS = ("restates", "drifts_from", "rests_on")


def _known(claim: Claim) -> bool:
    return claim.period is not None and bool(claim.place) and bool({*claim.grounds} - {"unknown"})


def _days(claim: Claim) -> set[date]:
    period = claim.period
    assert period is not None
    return {d for d in DAYS if (period.lower or d) <= d <= (period.upper or d)}


def _meet(a: Claim, b: Claim, places: Gazetteer) -> bool:
    grounds = {*a.grounds} & {*b.grounds} or "any" in (*a.grounds, *b.grounds)
    return bool(_days(a) & _days(b) and places.overlaps(a.place, b.place) and grounds)


def _clash(wide: Claim, narrow: Claim, places: Gazetteer) -> bool:
    """The wider one's high is below the narrower one's low (equal scopes: both ways round)."""
    wider = (
        _days(wide) >= _days(narrow)
        and places.contains(wide.place, narrow.place)
        and ("any" in wide.grounds or {*wide.grounds} >= {*narrow.grounds})
    )
    high = inf if wide.high is None else wide.high
    return wider and high < (-inf if narrow.low is None else narrow.low)


def _linked(a: str, b: str, steps: list[Relation], allowed: set[str], retelling: set[str]) -> bool:
    """Whether steps follow each other from a to b: which step may follow which, closed."""
    both_ways = [(s.source, s.target, s) for s in steps] + [(s.target, s.source, s) for s in steps]
    walks = [w for w in both_ways if w[0] in allowed and w[1] in allowed]

    def follows(one: int, other: int) -> bool:
        (_, here, first), (there, _, second) = walks[one], walks[other]
        bridge = here in retelling and first.source == here == second.source
        return here == there and not bridge

    numbers = range(len(walks))
    closed = {(x, y) for x in numbers for y in numbers if x == y or follows(x, y)}
    for middle in numbers:
        into = [x for x in numbers if (x, middle) in closed]
        closed |= {(x, y) for x in into for y in numbers if (middle, y) in closed}
    return any(walks[x][0] == a and walks[y][1] == b for x, y in closed)


@given(records(most=6))
def test_differences_are_what_the_rule_says(of: Record) -> None:
    assert pairs(of) == slow_differences(of)


def test_differences_of_the_public_record_are_what_the_rule_says(
    chechnya: Record, unrelated: Record
) -> None:
    assert pairs(unrelated) == slow_differences(unrelated)
    assert pairs(chechnya) == slow_differences(chechnya)


@given(records(most=6))
def test_chains_are_walks_along_the_relations_and_no_retelling_is_a_bridge(of: Record) -> None:
    merged, _ = merge_repeats(of)
    retelling = {r.source for r in merged.relations if r.kind in _RETELLS}
    for difference in differences(of):
        here, last = difference.a, None
        for step in difference.chain:
            assert here in (step.source, step.target)
            own = last is not None and last.source == here == step.source
            assert not (own and here in retelling)
            here, last = (step.target if here == step.source else step.source), step
        assert here == (difference.b if difference.explained else difference.a)
