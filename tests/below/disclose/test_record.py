"""Corrections are counted where the counts name nobody."""

from __future__ import annotations

from collections import Counter
from itertools import chain, product, repeat
from operator import mul

from hypothesis import given, settings
from hypothesis import strategies as st

from vittne.disclose import count_reasons
from vittne.disclose.enemy import few
from vittne.disclose.record import MOVES_TOTAL
from vittne.disclose.tables import FEWEST

KINDS = (*MOVES_TOTAL, "changed")


def rows(**kinds: dict[str, int]) -> list[tuple[str, str]]:
    return [
        (kind, why) for kind, whys in kinds.items() for why, n in whys.items() for _ in range(n)
    ]


def test_five_of_a_kind_are_said_with_their_reasons() -> None:
    told = count_reasons(rows(added={"new_evidence": 7, "not_found": 5}))
    assert told == {"added": {"new_evidence": 7, "not_found": 5}}


def test_rare_reasons_are_one() -> None:
    told = count_reasons(rows(added={"a": 9, "b": 3, "c": 2}))
    assert told == {"added": {"a": 9, "other": 5}}


def test_a_rare_reason_is_not_what_remains() -> None:
    assert count_reasons(rows(added={"a": 9, "b": 6, "c": 1})) == {"added": {"a": 9, "other": 7}}


def test_merged_and_split_by_the_handful_are_one_number_net() -> None:
    """What linking anew does at nearly every release: nothing else has to be hidden for it."""
    told = count_reasons(rows(added={"a": 9}, withdrawn={"b": 5}, merged={"c": 8}, split={"d": 3}))
    assert told == {
        "added": {"a": 9},
        "merged_or_split": {"together": -5},
        "withdrawn": {"b": 5},
    }


def test_what_evens_out_is_not_there_like_what_never_was() -> None:
    told = count_reasons(rows(added={"a": 9}, merged={"c": 3}, split={"d": 3}))
    assert told == {"added": {"a": 9}} == count_reasons(rows(added={"a": 9}))


def test_a_rare_kind_is_said_with_those_that_move_the_number_the_same_way() -> None:
    """7 added and the number grown by 1: so 6 went; not that 2 of them were merged."""
    told = count_reasons(
        rows(added={"a": 7}, withdrawn={"b": 4}, merged={"c": 2}, changed={"c": 6})
    )
    assert told == {
        "added_or_split": {"together": 7},
        "changed": {"c": 6},
        "merged_or_withdrawn": {"together": 6},
    }


def test_where_nothing_helps_no_kind_that_moves_the_number_is_said() -> None:
    """7 added and the number grown by 5: so 2 were withdrawn."""
    assert count_reasons(rows(added={"a": 7}, withdrawn={"b": 2}, changed={"c": 6})) == {
        "changed": {"c": 6}
    }


def test_with_the_exact_change_of_the_total_no_few_are_known() -> None:
    """The enemy tries every possible world against what is shown, and knows the rules."""
    worlds: dict[object, list[tuple[int, ...]]] = {}
    for world in product(range(11), repeat=len(MOVES_TOTAL)):
        net = sum(map(mul, world, MOVES_TOTAL.values()))
        if not 0 < abs(net) < FEWEST:  # else no release is made of it
            corrections = [(kind, "why") for kind in MOVES_TOTAL]
            told = count_reasons(chain(*map(repeat, corrections, world)))
            worlds.setdefault((net, repr(told)), []).append(world)
    assert any("merged_or_split" in str(shown) for shown in worlds)
    of_each = [tuple(int(kind == one) for kind in MOVES_TOTAL) for one in MOVES_TOTAL]
    who_came = tuple(int(sign > 0) for sign in MOVES_TOTAL.values())
    who_went = tuple(int(sign < 0) for sign in MOVES_TOTAL.values())
    for shown, possible in worlds.items():
        if min(map(max, possible)) > 6:
            continue  # of these not all worlds were tried
        for what in (*of_each, who_came, who_went):
            values = [sum(map(mul, what, world)) for world in possible]
            assert not few(min(values), max(values)), (shown, what)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from("abc")), max_size=40))
def test_every_number_is_of_five_or_more_and_what_is_shown_adds_up(
    corrections: list[tuple[str, str]],
) -> None:
    told, true = count_reasons(corrections), Counter(kind for kind, _ in corrections)
    assert all(abs(n) >= FEWEST for reasons in told.values() for n in reasons.values())
    signs = {**MOVES_TOTAL, "merged_or_split": 1, "added_or_split": 1, "merged_or_withdrawn": -1}
    moved = [signs[kind] * sum(why.values()) for kind, why in told.items() if kind != "changed"]
    net = sum(sign * true[kind] for kind, sign in MOVES_TOTAL.items())
    assert not moved or sum(moved) == net
