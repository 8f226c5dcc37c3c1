"""What r complaints from D documented people say of the share that is registered."""

from __future__ import annotations

import math
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from vittne.silence import registered_share
from vittne.terms.errors import UserError

LEVELS = st.sampled_from([0.8, 0.9, 0.95, 0.99])


def chance_of_at_most(people, size, rho, complaints, share):
    """P(R <= complaints), raid by raid: the slow way."""
    so_far = {0: 1.0}
    for first in range(0, people, size):
        members = min(size, people - first)
        after = {}
        for filed, chance in so_far.items():
            for more in range(members + 1):
                step = chance * one_raid(members, more, rho, share)
                after[filed + more] = after.get(filed + more, 0.0) + step
        so_far = after
    return math.fsum(chance for filed, chance in so_far.items() if filed <= complaints)


def one_raid(members, filed, rho, share):
    """P(filed) of one raid: beta-binomial from gamma functions, binomial if rho is 0."""
    if rho == 0:
        return math.comb(members, filed) * share**filed * (1 - share) ** (members - filed)
    phi = (1 - rho) / rho
    a, b = share * phi, (1 - share) * phi
    return math.comb(members, filed) * math.exp(beta(a + filed, b + members - filed) - beta(a, b))


def beta(a, b):
    """Logarithm of the beta function."""
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


# --- no complaint at all ------------------------------------------------------------


@pytest.mark.parametrize(("documented", "high"), [(60, 0.0487), (100, 0.0295)])
def test_silence_of_people_who_decide_alone(documented, high):
    """With D documented and none registered the share is below 1 - 0.05^(1/D)."""
    share = registered_share(documented, 0)
    assert share.high == pytest.approx(1 - 0.05 ** (1 / documented), rel=1e-12)
    assert round(share.high, 4) == high
    assert (share.low, share.sided) == (0.0, "one")


@pytest.mark.parametrize(("rho", "percent"), [(0.1, 5.4), (0.3, 10.2), (0.5, 16.0)])
def test_silence_of_people_seized_together(rho, percent):
    """Raids of 20, 100 documented: people who decide together weigh less than their number."""
    share = registered_share(100, 0, raid_size=20, rho=rho)
    assert round(share.high * 100, 1) == percent
    assert round(share.independent_high, 4) == 0.0295


@pytest.mark.parametrize("rho", [0.1, 0.3, 0.5])
def test_the_limit_is_where_the_product_over_the_raids_is_one_in_twenty(rho):
    """P(0) of a raid of m is B(a, b + m) / B(a, b), a = p phi, b = (1 - p) phi."""
    phi = (1 - rho) / rho
    p = registered_share(100, 0, raid_size=20, rho=rho).high
    a, b = p * phi, (1 - p) * phi
    assert 5 * (beta(a, b + 20) - beta(a, b)) == pytest.approx(math.log(0.05))


def test_if_a_raid_decides_as_one_only_raids_count():
    assert registered_share(100, 0, raid_size=20, rho=1).high == pytest.approx(1 - 0.05 ** (1 / 5))


def test_everybody_in_one_raid_that_decides_as_one_says_almost_nothing():
    assert registered_share(100, 0, raid_size=500, rho=1).high == pytest.approx(0.95)


# --- one known complainant ----------------------------------------------------------


def test_one_complainant_among_114_helped():
    """99.1 % without a complaint among those listed; as a rate at least 95.2 %."""
    share = registered_share(114, 1)
    assert round(share.observed_not_registered * 100, 1) == 99.1
    assert round(share.not_registered_at_least * 100, 1) == 95.2
    assert share.sided == "two"


def test_one_complainant_among_41_detained_and_tortured():
    """The 114 include 30 relatives: among the 41 the lower end is 87.1 %."""
    assert round(registered_share(41, 1).not_registered_at_least * 100, 1) == 87.1


# --- exact limits -------------------------------------------------------------------


@settings(deadline=None)
@given(documented=st.integers(1, 3000), level=LEVELS, data=st.data())
def test_with_complaints_the_limits_are_clopper_and_pearsons(documented, level, data):
    complaints = data.draw(st.integers(1, documented))
    theirs = stats.binomtest(complaints, documented).proportion_ci(level, method="exact")
    ours = registered_share(documented, complaints, level=level)
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), rel=1e-8)


@settings(deadline=None)
@given(documented=st.integers(1, 200), size=st.integers(1, 50), level=LEVELS, data=st.data())
def test_raids_without_correlation_change_nothing(documented, size, level, data):
    complaints = data.draw(st.integers(0, documented))
    share = registered_share(documented, complaints, raid_size=size, rho=0, level=level)
    alone = (share.independent_low, share.independent_high)
    assert (share.low, share.high) == pytest.approx(alone, rel=1e-8)


@settings(deadline=None)
@given(
    documented=st.integers(1, 60),
    size=st.integers(1, 12),
    rho=st.one_of(st.just(0.0), st.floats(0.01, 0.95)),
    level=LEVELS,
    data=st.data(),
)
def test_each_limit_errs_with_the_chance_that_is_announced(documented, size, rho, level, data):
    """At the upper limit so few, at the lower so many complaints have half of 1 - level."""
    complaints = data.draw(st.integers(0, documented))
    share = registered_share(documented, complaints, raid_size=size, rho=rho, level=level)
    tail = (1 - level) / (2 if complaints else 1)
    if complaints < documented:
        assert chance_of_at_most(documented, size, rho, complaints, share.high) == pytest.approx(
            tail, rel=1e-6
        )
    if complaints > 0:
        fewer = chance_of_at_most(documented, size, rho, complaints - 1, share.low)
        assert 1 - fewer == pytest.approx(tail, rel=1e-6)


@settings(deadline=None)
@given(documented=st.integers(2, 400), size=st.integers(2, 40), rho=st.floats(0, 0.9))
def test_silence_says_less_the_more_alike_people_decide(documented, size, rho):
    less = registered_share(documented, 0, raid_size=size, rho=rho).high
    more = registered_share(documented, 0, raid_size=size, rho=rho + 0.1).high
    assert more >= less - 1e-12


@settings(deadline=None)
@given(documented=st.integers(1, 1000), rho=st.floats(0, 1))
def test_raids_of_one_are_people_who_decide_alone(documented, rho):
    share = registered_share(documented, 0, raid_size=1, rho=rho)
    assert share.high == pytest.approx(share.independent_high, rel=1e-9)


def test_a_hundred_thousand_people_take_no_time():
    start = time.process_time()
    for complaints in (0, 1, 20):
        share = registered_share(100_000, complaints, raid_size=20, rho=0.3)
        assert complaints / 100_000 < share.high < 0.001
    assert time.process_time() - start < 2


# --- what it looks like in JSON -----------------------------------------------------


def test_the_object_is_the_documented_one():
    """The fields, their order and their rounding (nearest, four decimals) are fixed."""
    found = registered_share(100, 0, raid_size=20, rho=0.3).to_dict()
    assert list(found.items()) == [
        ("documented", 100),
        ("complaints", 0),
        (
            "share_registered",
            {
                "low": 0.0,
                "high": 0.1016,
                "level": 0.95,
                "sided": "one",
                "independent": {"low": 0.0, "high": 0.0295},
            },
        ),
        ("share_not_registered_at_least", 0.8984),
        (
            "assumptions",
            {"independence": "between_raids", "raid_size": 20, "rho": 0.3, "level": 0.95},
        ),
    ]


def test_a_small_limit_is_never_printed_as_zero():
    """Four decimals would say that nobody at all is registered: three digits are kept."""
    found = registered_share(1_000_000, 0).to_dict()
    assert found["share_registered"]["high"] == 0.000003
    assert found["share_not_registered_at_least"] == 0.999997


# --- input that is wrong ------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "column"),
    [
        ({"documented": 0, "complaints": 0}, "documented"),
        ({"documented": -5, "complaints": 0}, "documented"),
        ({"documented": 2.5, "complaints": 0}, "documented"),
        ({"documented": True, "complaints": 0}, "documented"),
        ({"documented": 10**12, "complaints": 0}, "documented"),
        ({"documented": 5, "complaints": -1}, "complaints"),
        ({"documented": 5, "complaints": 6}, "complaints"),
        ({"documented": 5, "complaints": 0, "level": 0}, "level"),
        ({"documented": 5, "complaints": 0, "level": 1}, "level"),
        ({"documented": 5, "complaints": 0, "level": math.nan}, "level"),
        ({"documented": 5, "complaints": 0, "raid_size": 3}, "raid_size"),
        ({"documented": 5, "complaints": 0, "rho": 0.3}, "rho"),
        ({"documented": 5, "complaints": 0, "raid_size": 0, "rho": 0.3}, "raid_size"),
        ({"documented": 5, "complaints": 0, "raid_size": 3, "rho": 1.1}, "rho"),
        ({"documented": 5, "complaints": 0, "raid_size": 3, "rho": -0.1}, "rho"),
        ({"documented": 9000, "complaints": 4000, "raid_size": 3, "rho": 0.1}, "complaints"),
    ],
)
def test_wrong_input_is_named_with_a_hint(arguments, column):
    with pytest.raises(UserError) as error:
        registered_share(**arguments)
    [problem] = error.value.problems
    assert problem.column == column
    assert problem.hint


def test_everything_wrong_is_said_in_one_run():
    with pytest.raises(UserError) as error:
        registered_share(0, -1, raid_size=0, rho=2, level=3)
    columns = [problem.column for problem in error.value.problems]
    assert columns == ["documented", "complaints", "raid_size", "rho", "level"]
