"""A poll shows "more than half" only when a known number of people says so."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from vittne.silence import Poll, judge_poll, judge_share, wilson_interval
from vittne.terms.edtf import parse_edtf
from vittne.terms.errors import UserError


def poll(**changed):
    fields = {
        "id": "p", "pollster": "Levada", "fieldwork": parse_edtf("2019-04"), "n": 1625,
        "question": "q", "answer": "a", "group": "under 25", "group_n": None, "share_pct": 60,
    }  # fmt: skip
    return Poll(**(fields | changed))


# --- intervals ----------------------------------------------------------------------


@pytest.mark.parametrize(("share", "interval"), [(0.60, (52, 68)), (0.55, (47, 63))])
def test_the_two_polls_of_the_young_if_145_were_asked(share, interval):
    """2019, under 25: 60 %; 2021, 18-24: 55 %. The 145 are assumed, not published."""
    low, high = wilson_interval(share, 145)
    assert (round(low * 100), round(high * 100)) == interval


def test_sixty_percent_of_130_with_a_design_effect_may_be_less_than_half():
    low, _ = wilson_interval(0.60, 130, design_effect=1.5)
    assert round(low * 100, 1) == 49.5


@settings(deadline=None)
@given(n=st.integers(1, 100_000), data=st.data())
def test_the_interval_is_wilson_s(n, data):
    k = data.draw(st.integers(0, n))
    theirs = stats.binomtest(k, n).proportion_ci(0.95, method="wilson")
    assert wilson_interval(k / n, n) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


# --- verdicts -----------------------------------------------------------------------


def test_without_the_group_s_number_it_is_undecided_and_says_what_would_decide():
    """The n of the whole poll does not stand in for the group's."""
    verdict = judge_poll(poll())
    assert verdict.more_than_half is None
    assert (verdict.low, verdict.high) == (None, None)
    assert verdict.refusal.reasons == ("no_group_n",)
    assert verdict.refusal.needed == {"group_n": 145}
    assert verdict.smallest_n == 145
    assert verdict.largest_design_effect is None


def test_with_130_people_a_design_effect_of_1_35_flips_it():
    verdict = judge_poll(poll(group_n=130))
    assert verdict.more_than_half is None
    assert verdict.largest_design_effect == pytest.approx(1.3536, abs=1e-4)
    assert judge_poll(poll(group_n=130), design_effect=1.35).more_than_half is True
    assert judge_poll(poll(group_n=130), design_effect=1.36).more_than_half is None


def test_a_known_number_may_say_more_than_half():
    verdict = judge_poll(poll(group="all", group_n=1625, share_pct=56))
    assert verdict.more_than_half is True
    assert verdict.refusal is None


def test_or_less_than_half():
    assert judge_poll(poll(group_n=1625, share_pct=40)).more_than_half is False


def test_exactly_half_is_never_decided():
    verdict = judge_poll(poll(group_n=10**6, share_pct=50))
    assert verdict.more_than_half is None
    assert verdict.smallest_n is None
    assert verdict.largest_design_effect is None


def test_a_poll_without_a_share_is_refused():
    verdict = judge_poll(poll(share_pct=None))
    assert verdict.refusal.reasons == ("no_share", "no_group_n")
    assert verdict.more_than_half is None


@settings(deadline=None)
@given(share=st.integers(1, 99).filter(lambda pct: pct != 50), effect=st.floats(1.01, 3))
def test_the_smallest_n_decides_and_one_person_fewer_does_not(share, effect):
    smallest = judge_share(share / 100, None, design_effect=effect).smallest_n
    at = judge_share(share / 100, smallest, design_effect=effect * (1 - 1e-9))
    assert at.more_than_half is (share > 50)
    if smallest > 1:
        below = judge_share(share / 100, smallest - 1, design_effect=effect * (1 + 1e-9))
        assert below.more_than_half is None


@settings(deadline=None)
@given(share=st.integers(51, 99), n=st.integers(2000, 50_000))
def test_up_to_the_largest_design_effect_it_is_decided(share, n):
    largest = judge_share(share / 100, n).largest_design_effect
    below, above = largest * (1 - 1e-6), largest * (1 + 1e-6)
    if 1 <= below <= 1000:
        assert judge_share(share / 100, n, design_effect=below).more_than_half is True
    if 1 <= above <= 1000:
        assert judge_share(share / 100, n, design_effect=above).more_than_half is None


def test_the_object_in_json():
    found = judge_poll(poll(group_n=130)).to_dict()
    assert found == {
        "poll": "p",
        "share": 0.6,
        "n": 130,
        "interval": {"low": 0.4947, "high": 0.6968, "level": 0.95},
        "more_than_half": None,
        "would_decide": {"smallest_n": 145, "largest_design_effect": 1.3536},
        "refused": None,
        "assumptions": {"design_effect": 1.5, "level": 0.95},
    }
    assert judge_poll(poll()).to_dict()["interval"] is None


def test_wrong_input_is_named():
    with pytest.raises(UserError) as error:
        judge_share(60, 0, design_effect=math.inf, level=1)
    columns = [problem.column for problem in error.value.problems]
    assert columns == ["share_pct", "n", "design_effect", "level"]
