"""What stands of reviews: today, after somebody changed their mind, and after new data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vittne.link.contents import content_of
from vittne.link.pairs import Pairs, Review
from vittne.link.records import Record, Records
from vittne.link.review import Settled, constraints, settled, waiting_for_second

# Invented combinations: nobody's names.
NAMES = ("Tamal Dobrekin", "Tamal Dobrikin", "Ravo Keliste", "Zigan Murova", "Pimcho Vasrel")


def records(*keys: str, single: Sequence[str] = ()) -> Records:
    rows = [
        Record(key=key, list=key.partition("/")[0], name=NAMES[n % len(NAMES)], date=f"20{10 + n}")
        for n, key in enumerate(keys)
    ]
    return Records.of(rows, without_duplicates=single)


FOUR = records("a/1", "b/1", "c/1", "d/1")


def said(a: str, b: str, verdict: str, reviewer: str = "Anna", **more: str) -> Review:
    return Review(a=a, b=b, verdict=verdict, reviewer=reviewer, at="2031-07-01", **more)


def stands(*reviews: Review, of: Records = FOUR) -> Settled:
    return settled(reviews, of)


def test_one_reviewer_is_enough_until_a_second_one_looks() -> None:
    first = said("b/1", "a/1", "same")
    assert stands(first).verdicts == {("a/1", "b/1"): True}
    second = said("a/1", "b/1", "same", "Boris", round="second")
    assert stands(first, second).verdicts == {("a/1", "b/1"): True}


@pytest.mark.parametrize("other", ["different", "unsure"])
def test_reviewers_who_differ_leave_a_pair_open_until_somebody_decides(other: str) -> None:
    both = [said("a/1", "b/1", "same"), said("a/1", "b/1", other, "Boris", round="second")]
    found = stands(*both)
    assert found.verdicts == {}
    assert found.to_decide == (("a/1", "b/1"),)
    assert f"({', '.join(sorted(['same', other]))})" in found.problems[0].message
    decided = stands(*both, said("a/1", "b/1", "different", "Clara", round="adjudicated"))
    assert decided.verdicts == {("a/1", "b/1"): False}
    assert not decided.to_decide


def test_what_an_auditor_came_upon_holds_and_teaches_nothing() -> None:
    """People who are met twice are met because they are one: they are not like other pairs."""
    met = said("a/1", "b/1", "same", round="found")
    reviewed = said("a/1", "c/1", "different")
    candidates = Pairs(
        np.array([0, 0]), np.array([1, 2]), np.array([9.0, 5.0]), np.array([0.99, 0.9])
    )
    found = stands(met, reviewed)
    assert found.verdicts == {("a/1", "b/1"): True, ("a/1", "c/1"): False}
    known = constraints(candidates, found.verdicts, FOUR, found.found)
    assert known.verdicts == {0: True, 1: False}
    assert known.weighed == {1: False}
    given_to_review_too = stands(met, reviewed, said("b/1", "a/1", "same", "Boris"))
    assert not given_to_review_too.found


def test_a_withdrawn_review_says_nothing() -> None:
    found = stands(said("a/1", "b/1", "same", withdrawn_at="2031-07-02"))
    assert found.verdicts == {}
    assert found.standing == {}


def test_a_withdrawn_decision_opens_the_disagreement_again() -> None:
    found = stands(
        said("a/1", "b/1", "same"),
        said("a/1", "b/1", "different", "Boris"),
        said("a/1", "b/1", "same", "Clara", round="adjudicated", withdrawn_at="2031-08"),
    )
    assert found.to_decide == (("a/1", "b/1"),)


def test_nobody_is_their_own_second_reader() -> None:
    both = [said("a/1", "b/1", "same"), said("a/1", "b/1", "different", round="second")]
    found = stands(*both)
    assert found.verdicts == {("a/1", "b/1"): False}
    assert waiting_for_second(found, "Anna") == ()
    assert waiting_for_second(found, "Boris") == (("a/1", "b/1"),)


def test_unsure_settles_nothing_and_waits_for_a_second_reader() -> None:
    found = stands(said("a/1", "b/1", "unsure"))
    assert found.verdicts == {}
    assert found.problems == ()
    assert waiting_for_second(found, "Boris") == (("a/1", "b/1"),)


def test_a_contradiction_over_pairs_is_named_with_all_keys_and_none_of_it_is_used() -> None:
    found = stands(
        said("a/1", "b/1", "same"),
        said("b/1", "c/1", "same"),
        said("c/1", "a/1", "different"),
        said("c/1", "d/1", "different"),
    )
    (problem,) = found.problems
    assert problem.value.split() == ["a/1", "b/1", "c/1"]
    assert "a/1 and b/1 are the same; b/1 and c/1 are the same" in problem.message
    assert "a/1 and c/1 are different" in problem.message
    assert found.verdicts == {("c/1", "d/1"): False}
    assert found.to_decide == (("a/1", "b/1"), ("a/1", "c/1"), ("b/1", "c/1"))


def test_a_list_that_has_nobody_twice_contradicts_verdicts() -> None:
    of = records("a/1", "a/2", "b/1", single=["a"])
    found = stands(said("a/1", "b/1", "same"), said("b/1", "a/2", "same"), of=of)
    assert found.verdicts == {}
    assert "both on a, which has nobody twice" in found.problems[0].message


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda p: p[0] < p[1]),
        st.booleans(),
    )
)
def test_what_stands_can_always_be_true_and_only_contradictions_are_set_aside(
    verdicts: dict[tuple[int, int], bool],
) -> None:
    of = records(*(f"a/{n}" for n in range(7)))
    reviews = [
        said(f"a/{i}", f"a/{j}", "same" if same else "different")
        for (i, j), same in verdicts.items()
    ]
    found = settled(reviews, of)

    def possible(kept: dict[tuple[str, str], bool]) -> bool:
        person = {key: key for key in of.keys}
        for (a, b), same in kept.items():
            if same:
                old = person[b]
                person = {k: person[a] if p == old else p for k, p in person.items()}
        return all(same or person[a] != person[b] for (a, b), same in kept.items())

    assert possible(dict(found.verdicts))
    everything = {(f"a/{i}", f"a/{j}"): same for (i, j), same in verdicts.items()}
    assert (len(found.verdicts) == len(everything)) == possible(everything)
    assert {*found.verdicts, *found.contradictory} == set(everything)


def test_decisions_survive_a_new_list_and_a_source_that_renumbered_its_rows() -> None:
    old = records("a/1", "b/1", "b/2")
    says = {row.key: content_of(row) for row in old.rows}
    reviews = [
        said("a/1", "b/1", "same", a_content=says["a/1"], b_content=says["b/1"]),
        said("a/1", "b/2", "different", a_content=says["a/1"], b_content=says["b/2"]),
    ]
    # b/1 and b/2 have each other's ids now: by the ids alone both verdicts would be wrong.
    swapped = {"b/1": "b/2", "b/2": "b/1"}
    rows = [replace(row, key=swapped.get(row.key, row.key)) for row in old.rows]
    new = Records.of([Record(key="n/1", list="n", name="Choluk Teshav"), *rows])
    found = settled(reviews, new)
    assert found.verdicts == {("a/1", "b/2"): True, ("a/1", "b/1"): False}
    assert all("has another id now" in remark.message for remark in found.remarks)
    assert found.problems == ()


def test_the_last_run_tells_what_was_reviewed_where_the_review_does_not() -> None:
    old = records("a/1", "b/1")
    former = {row.key: content_of(row) for row in old.rows}
    new = Records.of([old.rows[0], replace(old.rows[1], key="b/77")])
    assert settled([said("a/1", "b/1", "same")], new, former).verdicts == {("a/1", "b/77"): True}
    assert settled([said("a/1", "b/1", "same")], new).verdicts == {}


def test_reviews_of_records_that_are_gone_are_reported() -> None:
    found = stands(said("a/1", "z/9", "same"))
    assert found.verdicts == {}
    assert "z/9 is not there any more" in found.remarks[0].message


def test_a_record_that_was_corrected_keeps_its_verdict_and_is_reported() -> None:
    then = {row.key: content_of(row) for row in FOUR.rows}
    review = said("a/1", "b/1", "same", a_content=then["a/1"], b_content=then["b/1"])
    corrected = Records.of([replace(FOUR.rows[0], date="2011-05"), *FOUR.rows[1:]])
    found = settled([review], corrected)
    assert found.verdicts == {("a/1", "b/1"): True}
    assert "says other things" in found.remarks[0].message


def test_nameless_records_that_are_alike_are_never_taken_for_each_other() -> None:
    nobody = Record(key="b/1", list="b", date="2017-03-01", place="RU-CE")
    review = said("a/1", "b/1", "same", b_content=content_of(nobody))
    new = Records.of([FOUR.rows[0], replace(nobody, key="b/8")])
    found = settled([review], new)
    assert found.verdicts == {}
    assert "none of them has a name" in found.remarks[0].message


def test_a_reviewed_pair_that_is_no_candidate_becomes_one_but_teaches_nothing() -> None:
    pairs = Pairs(
        a=np.array([0, 1]),
        b=np.array([3, 2]),
        weight=np.array([5.0, -2.0]),
        probability=np.array([0.97, 0.2]),
        features={"name": np.array([3, 1], dtype=np.int8)},
        reached=np.array([2, 1], dtype=np.int8),
    )
    found = constraints(pairs, {("b/1", "c/1"): False, ("a/1", "c/1"): True}, FOUR)
    ends = list(zip(found.pairs.a.tolist(), found.pairs.b.tolist(), strict=True))
    assert ends == [(0, 2), (0, 3), (1, 2)]
    assert found.verdicts == {2: False, 0: True}
    assert found.weighed == {2: False}
    assert found.pairs.features["name"].tolist() == [-1, 3, 1]
    assert found.pairs.reached.tolist() == [0, 2, 1]
    assert found.pairs.probability[0] == pytest.approx(0.2)
