"""How much inspected records prove: the bounds cover, however often somebody looked."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from vittne.audit import anytime_bound, confirms, exact_bound, exact_risk, limit_of

CONFIDENCES = st.sampled_from([0.8, 0.9, 0.95, 0.99])


@pytest.mark.parametrize(
    ("records", "inspected", "errors", "fixed", "anytime"),
    [(27, 20, 0, 25, 25), (100, 30, 0, 92, 91), (1000, 60, 1, 926, 903), (1000, 200, 3, 965, 953)],
)
def test_bounds_known_from_elsewhere(records, inspected, errors, fixed, anytime):
    assert exact_bound(records, inspected, errors, 0.95) == fixed
    assert anytime_bound(records, inspected, errors, 0.95) == anytime


@settings(deadline=None)
@given(records=st.integers(1, 40), confidence=CONFIDENCES, data=st.data())
def test_the_test_is_the_sum_that_its_description_writes_down(records, confidence, data):
    limit = data.draw(st.integers(0, records - 1))
    inspected = data.draw(st.integers(0, records))
    errors = data.draw(st.integers(0, inspected))
    assert confirms(records, limit, inspected, errors, confidence) == by_the_book(
        records, limit, inspected - errors, errors, confidence
    )


def by_the_book(records, limit, valid, errors, confidence):
    """The martingale as one would write it on paper, in fractions."""
    null = math.perm(limit, valid) * math.perm(records - limit, errors)
    if null == 0:
        return valid > limit
    weights = {
        v: math.comb(records, v)
        * Fraction(
            math.factorial(records - v) * math.factorial(29 + v), math.factorial(30 + records)
        )
        for v in range(limit + 1, records + 1)
    }
    weighed = sum(
        weight * math.perm(v, valid) * math.perm(records - v, errors)
        for v, weight in weights.items()
    )
    return weighed / sum(weights.values()) / null >= 1 / (1 - Fraction(str(confidence)))


@settings(deadline=None)
@given(records=st.integers(1, 3000), confidence=CONFIDENCES, data=st.data())
def test_a_claim_is_refuted_below_the_bound_and_nowhere_above_it(records, confidence, data):
    """What is found by halving holds for every number: the test is monotone."""
    inspected = data.draw(st.integers(0, min(records, 300)))
    errors = data.draw(st.integers(0, min(inspected, 10)))
    limit = data.draw(st.integers(0, records - 1))
    bound = anytime_bound(records, inspected, errors, confidence)
    assert (limit < bound) == confirms(records, limit, inspected, errors, confidence)


@settings(deadline=None)
@given(records=st.integers(1, 3000), confidence=CONFIDENCES, data=st.data())
def test_one_more_valid_record_never_lowers_a_bound_and_one_more_error_never_raises_it(
    records, confidence, data
):
    inspected = data.draw(st.integers(0, min(records - 1, 300)))
    errors = data.draw(st.integers(0, min(inspected, 10)))
    for bound in (anytime_bound, exact_bound):
        before = bound(records, inspected, errors, confidence)
        assert bound(records, inspected + 1, errors, confidence) >= before
        assert bound(records, inspected + 1, errors + 1, confidence) <= before


@pytest.mark.parametrize("records", [1, 27, 1000])
def test_who_has_seen_everything_knows_and_who_has_seen_nothing_says_nothing(records):
    for bound in (anytime_bound, exact_bound):
        assert bound(records, 0, 0, 0.95) == 0
        assert bound(records, records, 0, 0.95) == records
        assert bound(records, records, records, 0.95) == 0
    assert exact_bound(records, records, 1, 0.95) == records - 1


@settings(deadline=None, max_examples=50)
@given(records=st.integers(1, 400), confidence=CONFIDENCES, data=st.data())
def test_the_fixed_bound_is_too_high_no_more_often_than_it_says(records, confidence, data):
    inspected = data.draw(st.integers(0, records))
    valid = data.draw(st.integers(0, records))
    chances = stats.hypergeom(records, records - valid, inspected)
    too_high = sum(
        chances.pmf(errors)
        for errors in range(inspected + 1)
        if chances.pmf(errors) > 0 and exact_bound(records, inspected, errors, confidence) > valid
    )
    assert too_high <= 1 - confidence + 1e-9


@settings(deadline=None, max_examples=20)
@given(records=st.integers(1, 250), confidence=CONFIDENCES, data=st.data())
def test_the_anytime_bound_is_ever_too_high_no_more_often_than_it_says(records, confidence, data):
    """Even to an auditor who looks after each record and stops where the bound is highest."""
    valid = data.draw(st.integers(0, records - 1))
    too_high = [  # for each number of errors, when the bound first exceeds the truth
        first
        for errors in range(records - valid + 1)
        if (first := first_above(records, valid, errors, confidence)) is not None
    ]
    risk = exact_risk(too_high, records, valid) if too_high else 0.0
    assert risk <= 1 - confidence + 1e-9


def first_above(records, valid, errors, confidence):
    low, high = errors, records + 1
    while low < high:
        middle = (low + high) // 2
        if anytime_bound(records, middle, errors, confidence) > valid:
            high = middle
        else:
            low = middle + 1
    return low if low <= records else None


@pytest.mark.parametrize(
    ("records", "share", "limit"), [(1000, 0.9, 899), (27, 0.9, 24), (10, 1, 9), (30, 0.7, 20)]
)
def test_a_share_is_taken_as_it_is_written(records, share, limit):
    """0.7 of 30 is 21, which binary arithmetic does not say."""
    assert limit_of(records, share) == limit


@pytest.mark.parametrize(
    "asked", [(0, 0, 0, 0.95), (10, 11, 0, 0.95), (10, 5, 6, 0.95), (10, 5, 0, 1.0)]
)
def test_what_makes_no_sense_is_no_number(asked):
    with pytest.raises(ValueError, match=r"records|record|confidence"):
        anytime_bound(*asked)
