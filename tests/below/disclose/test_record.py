"""Corrections are counted where the counts name nobody."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from vittne.disclose import count_reasons
from vittne.disclose.enemy import Knowledge, conclude

KINDS = ("added", "changed", "merged", "withdrawn")


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


def test_one_rare_kind_hides_all_that_change_the_total() -> None:
    """7 added and the total grown by 5: so 2 were withdrawn."""
    assert count_reasons(rows(added={"a": 7}, withdrawn={"b": 2}, changed={"c": 6})) == {
        "changed": {"c": 6}
    }


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from("abc")), max_size=40))
def test_with_the_exact_change_of_the_total_no_few_are_known(
    corrections: list[tuple[str, str]],
) -> None:
    told, true = count_reasons(corrections), Counter(kind for kind, _ in corrections)
    net = true["added"] - true["merged"] - true["withdrawn"]
    if 0 < abs(net) < 5:
        return  # no release is made of it: test_the_number_of_people_does_not_change_by_a_few
    unknown = {f"{kind} {why}": {f"{kind} {why}": 1} for kind in KINDS for why in "abc"}
    known = Knowledge(most=100, targets=dict(unknown))
    known.sums.append(
        (
            {
                f"{kind} {why}": (1 if kind == "added" else -1)
                for kind in KINDS
                for why in "abc"
                if kind != "changed"
            },
            net,
            net,
        )
    )
    for kind in KINDS:
        terms = {f"{kind} {why}": 1 for why in "abc"}
        known.targets[kind] = terms
        if kind in told:
            whole = sum(told[kind].values())
            known.sums.append((terms, whole, whole))
            known.sums += [
                ({f"{kind} {why}": 1}, n, n) for why, n in told[kind].items() if why != "other"
            ]
    assert conclude(known) == ()
