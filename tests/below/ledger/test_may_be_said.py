"""What may be said: at least so many, and nothing that anybody disputes."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from small_records import PLACES, record, records, said

from vittne.ledger import Record, attributions, left_out, may_be_said, merge_repeats, origins
from vittne.ledger.scope import Scope, covers, overlap, scope_of
from vittne.terms.codes import code_list

GROUNDS = ("sexual_orientation", "sex")


def lows(of: Record) -> list[tuple[float, list[float]]]:
    return [(s.low, [u.low for u in s.unconfirmed]) for s in may_be_said(of)]


def test_one_origin_is_held_to_the_most_that_it_vouches_for() -> None:
    a = said("A", 42, speaker_group="network", period="2017-05")
    b = said("B", 106, speaker_group="network")
    assert lows(record(a, b)) == [(106, [])]


def test_where_origins_contradict_each_other_the_smallest_is_printed() -> None:
    related = record(said("A", 2), said("B", 10), relations="B contradicts A")
    assert lows(related) == [(2, [10])]
    assert may_be_said(related)[0].origins == ("A",)
    assert lows(record(said("A", 2), said("B", 10))) == [(2, [10])]  # nobody says why they differ
    conflict = record(said("A", 2, 3), said("B", 10), relations="B widens A")
    assert lows(conflict) == [(2, [10])]


def test_where_a_difference_is_explained_the_largest_is_printed() -> None:
    assert lows(record(said("A", 2), said("B", 10), relations="A part_of B")) == [(10, [])]


def test_two_origins_that_say_one_number_are_both_named() -> None:
    (found,) = may_be_said(record(said("A", 3), said("B", 3)))
    assert (found.low, found.origins) == (3, ("A", "B"))


def test_scopes_are_never_added() -> None:
    assert lows(record(said("A", 3), said("B", 2, period="2018"))) == [(3, []), (2, [])]


def test_what_overlaps_is_weighed_together_in_the_scope_that_covers_it() -> None:
    a = said("A", 3, speaker_group="g", period="2017-01/2017-03", place="RU-CE/grozny")
    b = said(
        "B", 2, speaker_group="g", period="2017-03/2017-06", grounds=("sexual_orientation", "sex")
    )
    (found,) = may_be_said(record(a, b))
    assert (found.period.text, found.place, found.low) == ("2017-01/2017-06", "RU-CE", 3)
    assert found.grounds == ("sex", "sexual_orientation")


def test_where_no_place_covers_all_the_place_of_the_number_is_printed() -> None:
    abroad = said("C", 1, speaker_group="g", place="wide")
    places = type(PLACES)({"wide": ("RU-DA", "DE-BE"), "south": ("RU-DA", "RU-STA")})
    south = said("A", 3, speaker_group="g", place="south")
    (found,) = may_be_said(record(south, abroad, places=places))
    assert (found.low, found.place) == (3, "south")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"stance": "denies"}, "denies"),
        ({"stance": "disputes"}, "disputes"),
        ({"unit": ""}, "no_unit"),
        ({"basis": "restatement"}, "retelling"),
        ({"ground_basis": "disputed"}, "disputed_ground"),
        ({"unit": "persons_interviewed"}, "sample"),
        ({"unit": "victims_who_reported_to_police"}, "sample"),
        ({"unit": "share_not_reported_to_police_pct"}, "share"),
        ({"high": 2}, "contradictory"),
        ({"low": None}, "no_floor"),
        ({"low": 0}, "no_floor"),
        ({"period": None}, "no_scope"),
        ({"place": ""}, "no_scope"),
        ({"grounds": ("unknown",)}, "no_scope"),
    ],
)
def test_what_is_left_out_and_why(change: dict[str, Any], reason: str) -> None:
    of = record(said("A", **{"low": 3, **change}))
    assert left_out(of) == {"A": reason}
    assert may_be_said(of) == ()


@pytest.mark.parametrize("relation", ["C narrows A", "C part_of A", "A widens C"])
def test_a_dispute_about_a_ground_reaches_the_parts_of_what_is_disputed(relation: str) -> None:
    of = record(
        *(said("A", 27), said("C", 4), said("E", unit="", stance="disputes")),
        relations=f"E contradicts A; {relation}",
    )
    assert left_out(of) == {"A": "disputed_ground", "C": "disputed_ground", "E": "disputes"}


def test_what_is_unconfirmed_is_laid_to_no_hand() -> None:
    few = said("A", 2, hand=("state_agent",))
    many = said("B", 10)
    found = attributions(record(few, many, relations="B contradicts A"))
    assert [(a.hand, a.low) for a in found] == [("not_stated", None), ("state_agent", 2)]


def test_a_claim_that_names_two_hands_is_listed_with_each() -> None:
    found = attributions(record(said("A", 2, hand=("state_agent", "relative"))))
    assert [(a.hand, a.low, a.origins) for a in found] == [
        ("relative", 2, ("A",)),
        ("state_agent", 2, ("A",)),
    ]


@given(records())
def test_every_reason_has_a_label_for_readers(of: Record) -> None:
    assert set(left_out(of).values()) <= set(code_list("left_out_reasons").codes)


@given(records())
def test_every_claim_is_weighed_or_left_out_for_a_reason(of: Record) -> None:
    out = set(left_out(of))
    weighed = {c for s in may_be_said(of) for c in (*s.claims, *(u.claim for u in s.unconfirmed))}
    assert not weighed & out
    voiced = {o.id: set(o.claims) for o in origins(of)}
    beside = {c for s in may_be_said(of) for u in s.unconfirmed for c in voiced[u.origin]}
    assert {claim.id for claim in of.claims} <= weighed | out | beside


@given(records())
def test_the_printed_number_is_the_low_of_each_origin_that_is_named(of: Record) -> None:
    by_id = {claim.id: claim for claim in of.claims}
    voiced = {o.id: o.claims for o in origins(of)}
    for found in may_be_said(of):
        assert found.origins
        for origin in found.origins:
            own = [by_id[claim].low for claim in found.claims if claim in voiced[origin]]
            assert max(own) == found.low  # type: ignore[type-var]
        assert all(unconfirmed.low > found.low for unconfirmed in found.unconfirmed)


@given(records())
def test_what_is_printed_for_one_unit_never_overlaps(of: Record) -> None:
    for a, b in combinations(may_be_said(of), 2):
        if a.unit == b.unit:
            scopes = [Scope(s.period, s.place, frozenset(s.grounds)) for s in (a, b)]
            assert not overlap(*scopes, PLACES)


@given(records())
def test_the_printed_scope_covers_every_claim_that_it_rests_on(of: Record) -> None:
    merged, _ = merge_repeats(of)
    by_id = {claim.id: claim for claim in merged.claims}
    for found in may_be_said(of):
        outer = Scope(found.period, found.place, frozenset(found.grounds))
        for claim in found.claims:
            inner = scope_of(by_id[claim])
            assert inner is not None
            assert covers(outer, inner, PLACES)


def test_a_claim_that_joins_two_others_loses_neither() -> None:
    first = said("A", 3, speaker_group="g", period="2017-01")
    last = said("B", 2, speaker_group="g", period="2017-12")
    year = said("C", 1, speaker_group="g", period="2017")
    (found,) = may_be_said(record(first, last, year))
    assert (found.low, found.claims) == (3, ("A", "B", "C"))
