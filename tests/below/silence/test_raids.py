"""The number of complaints from raids is a sum of independent beta-binomials.

The oracle below is slow and plain: it adds up every way in which the raids can file.
"""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from vittne.silence.raids import Raids, raid_probabilities

SHARES = st.floats(0.001, 0.999)
RHOS = st.floats(0.01, 0.99)


def by_enumeration(people, size, rho, complaints, share):
    """P(R <= complaints), every combination of the raids' complaints in turn."""
    raids = [min(size, people - first) for first in range(0, people, size)]
    chances = {m: [one_raid(m, k, rho, share) for k in range(m + 1)] for m in set(raids)}
    total = 0.0
    for filed in itertools.product(*(range(m + 1) for m in raids)):
        if sum(filed) <= complaints:
            total += math.prod(chances[m][k] for m, k in zip(raids, filed, strict=True))
    return total


def one_raid(size, filed, rho, share):
    """P(filed) in one raid, from the definition of each of the three kinds."""
    if rho == 0:
        return math.comb(size, filed) * share**filed * (1 - share) ** (size - filed)
    if rho == 1:
        return share if filed == size else 1 - share if filed == 0 else 0.0
    phi = (1 - rho) / rho
    return float(stats.betabinom.pmf(filed, size, share * phi, (1 - share) * phi))


@settings(deadline=None)
@given(
    people=st.integers(1, 9),
    size=st.integers(1, 4),
    rho=st.one_of(st.just(0.0), st.just(1.0), RHOS),
    share=SHARES,
    data=st.data(),
)
def test_the_chance_of_so_few_is_the_sum_over_every_way_of_filing(people, size, rho, share, data):
    complaints = data.draw(st.integers(0, people))
    slow = by_enumeration(people, size, rho, complaints, share)
    assert Raids(people, size, rho).chance_of_at_most(complaints, share) == pytest.approx(
        slow, abs=1e-10
    )


@settings(deadline=None)
@given(size=st.integers(1, 200), share=SHARES, rho=RHOS)
def test_one_raid_is_the_beta_binomial_of_scipy(size, share, rho):
    phi = (1 - rho) / rho
    theirs = stats.betabinom.pmf(range(size + 1), size, share * phi, (1 - share) * phi)
    assert raid_probabilities(size, share, rho) == pytest.approx(list(theirs), rel=1e-7, abs=1e-12)


@settings(deadline=None)
@given(people=st.integers(1, 300), size=st.integers(1, 40), share=SHARES, data=st.data())
def test_without_correlation_it_is_the_binomial_of_scipy(people, size, share, data):
    complaints = data.draw(st.integers(0, people))
    ours = Raids(people, size, 0.0).chance_of_at_most(complaints, share)
    assert ours == pytest.approx(stats.binom.cdf(complaints, people, share), rel=1e-9, abs=1e-12)


@settings(deadline=None)
@given(size=st.integers(1, 60), share=SHARES)
def test_with_full_correlation_a_raid_decides_as_one(size, share):
    one = raid_probabilities(size, share, 1.0)
    assert one[0] == pytest.approx(1 - share)
    assert one[size] == pytest.approx(share)
    assert all(chance == 0 for chance in one[1:size])


@settings(deadline=None)
@given(people=st.integers(1, 60), size=st.integers(1, 25), share=SHARES, rho=RHOS)
def test_the_last_raid_is_the_remainder(people, size, share, rho):
    full, rest = divmod(people, size)
    alone = [Raids(size, size, rho).log_chance_of_none(share)] * full
    alone.append(Raids(rest, size, rho).log_chance_of_none(share))
    whole = Raids(people, size, rho).log_chance_of_none(share)
    assert whole == pytest.approx(math.fsum(alone), rel=1e-12)


@settings(deadline=None)
@given(people=st.integers(1, 60), size=st.integers(1, 25), rho=RHOS, share=SHARES, data=st.data())
def test_a_larger_share_makes_few_complaints_less_likely(people, size, rho, share, data):
    complaints = data.draw(st.integers(0, people - 1))
    raids = Raids(people, size, rho)
    more = raids.chance_of_at_most(complaints, min(1.0, share + 0.01))
    assert more <= raids.chance_of_at_most(complaints, share) + 1e-12


def test_nobody_can_make_fewer_than_no_complaint_or_more_than_one_each():
    raids = Raids(10, 3, 0.3)
    assert raids.chance_of_at_most(-1, 0.5) == 0
    assert raids.chance_of_at_most(10, 0.5) == 1
