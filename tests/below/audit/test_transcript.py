"""A transcript is enough to compute the sentence again, and a changed one is found out."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vittne.audit import (
    Announced,
    BadAudit,
    Inspected,
    Plan,
    Transcript,
    anytime_bound,
    check_transcript,
    drawn,
    read_dice,
    read_transcript,
    results,
)

DICE = read_dice("12345612345612345612")
ROOT = bytes(range(32))


def transcript(verdicts: str, duplicates: str = "", *, size: int = 100) -> Transcript:
    """An audit of two propositions; each letter is a record: a both, s the act only, n none."""
    said = {
        "a": ("substantiated", "substantiated"),
        "s": ("substantiated", "not_shown"),
        "n": ("not_shown", "not_shown"),
    }
    leaves = drawn(ROOT, DICE, size, len(verdicts))
    return Transcript(
        release=2,
        origin="vittne/example",
        size=size,
        root=ROOT,
        plan=Plan(
            propositions=("act", "ground"),
            share=0.9,
            confidence=0.95,
            chance=Announced(),
            records=size,
        ),
        chance=DICE,
        inspected=tuple(
            Inspected(leaf, dict(zip(("act", "ground"), said[letter], strict=True)), double == "d")
            for leaf, letter, double in zip(
                leaves, verdicts, duplicates.ljust(len(verdicts)), strict=True
            )
        ),
    )


def test_each_proposition_is_judged_apart():
    act, ground = results(transcript("a" * 29 + "s"))
    assert (act.inspected, act.errors, act.at_least, act.confirmed) == (30, 0, 91, True)
    assert (ground.errors, ground.at_least) == (1, anytime_bound(100, 29, 0, 0.95))


def test_a_person_who_is_on_the_list_twice_is_an_error_in_every_proposition():
    act, ground = results(transcript("a" * 10, "   d"))
    assert (act.errors, ground.errors) == (1, 1)


def test_what_was_shown_once_stays_shown():
    """The claim was confirmed after 27; an error after that takes nothing back."""
    before, after = (results(transcript(said))[0] for said in ("a" * 27, "a" * 27 + "n"))
    assert before.confirmed
    assert (after.errors, after.at_least, after.confirmed) == (1, before.at_least, True)


def test_nobody_inspected_is_nothing_shown():
    assert [(one.at_least, one.confirmed) for one in results(transcript(""))] == [(0, False)] * 2


def test_an_honest_transcript_has_no_problems_and_is_read_as_it_was_written():
    whole = transcript("aasna", " d")
    assert check_transcript(whole) == ()
    assert read_transcript(json.loads(json.dumps(whole.to_dict()))) == whole


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"chance": read_dice("22345612345612345612")}, "not the ones that were drawn"),
        ({"root": bytes(32)}, "not the ones that were drawn"),
        ({"size": 99}, "the list has 99"),
        ({"inspected": transcript("aaa").inspected[::-1]}, "not the ones that were drawn"),
        ({"inspected": transcript("aaa").inspected[1:]}, "not the ones that were drawn"),
        ({"plan": replace(transcript("").plan, chance=Announced(5))}, "announced"),
        ({"plan": replace(transcript("").plan, propositions=("act",))}, "one verdict for each"),
    ],
)
def test_a_transcript_that_contradicts_itself_is_found_out(changed, said):
    problems = check_transcript(replace(transcript("aaa"), **changed))
    assert any(said in problem for problem in problems)


def test_a_record_that_nobody_liked_to_show_cannot_be_left_out():
    """Skipping it moves everything after it away from the draw."""
    whole = transcript("a" * 10)
    without = replace(whole, inspected=whole.inspected[:4] + whole.inspected[5:])
    assert check_transcript(without)


def test_a_verdict_of_another_kind_is_found_out():
    whole = transcript("aaa")
    perhaps = replace(whole.inspected[0], verdicts={"act": "perhaps", "ground": "not_shown"})
    assert check_transcript(replace(whole, inspected=(perhaps, *whole.inspected[1:])))


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.pop("plan"),
        lambda t: t.update(more=1),
        lambda t: t.update(format="vittne/audit/v0"),
        lambda t: t.update(release=0),
        lambda t: t["list"].update(root="00"),
        lambda t: t["list"].update(root=t["list"]["root"].upper()),
        lambda t: t["list"].update(size=True),
        lambda t: t.update(inspected={}),
        lambda t: t["inspected"].append(5),
        lambda t: t["inspected"][0].update(name="somebody"),
        lambda t: t["inspected"][0].update(duplicate=False),
        lambda t: t["inspected"][0].update(leaf=-1),
        lambda t: t["chance"].update(throws="123"),
        lambda t: t.update(plan=5),
    ],
)
def test_what_is_no_transcript_is_refused(change):
    value = transcript("aaa").to_dict()
    change(value)
    with pytest.raises(BadAudit):
        read_transcript(value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside),
    max_leaves=4,
)


@settings(max_examples=100)
@given(value=JSON, data=st.data())
def test_whatever_stands_in_the_file_is_a_transcript_or_refused(value, data):
    whole = transcript("aa").to_dict()
    place = data.draw(st.sampled_from([*whole, None]))
    changed = value if place is None else {**whole, place: value}
    try:
        read_transcript(changed)
    except BadAudit:
        return
    assert changed == whole or place in ("release", "inspected")
