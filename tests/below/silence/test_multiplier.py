"""How many victims complaints stand for: quantiles, and mostly a refusal."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from scipy import stats

from vittne.silence import Multiplier, Refusal, multiplier, reporting_share
from vittne.terms.errors import UserError

SURVEY = reporting_share(70, 500, 500)


def test_an_untrusted_zero_never_says_how_many_victims_there_are():
    refusal = multiplier(0, SURVEY, register_trusted=False)
    assert isinstance(refusal, Refusal)
    assert refusal.reasons == ("too_few_complaints", "register_not_trusted")
    assert refusal.needed == {"complaints": 5, "register_trusted": True}


@pytest.mark.parametrize(
    ("complaints", "trusted", "reasons"),
    [
        (0, True, ("too_few_complaints",)),
        (4, True, ("too_few_complaints",)),
        (5, False, ("register_not_trusted",)),
        (500, False, ("register_not_trusted",)),
    ],
)
def test_it_is_refused_below_five_complaints_and_without_trust(complaints, trusted, reasons):
    refusal = multiplier(complaints, SURVEY, register_trusted=trusted)
    assert isinstance(refusal, Refusal)
    assert refusal.reasons == reasons


@pytest.mark.parametrize("complaints", [5, 12, 200])
def test_the_quantiles_are_those_of_simulated_victims(complaints):
    """Draw p from the survey and N - r from the negative binomial, as the model says."""
    answer = multiplier(complaints, SURVEY, register_trusted=True)
    assert isinstance(answer, Multiplier)
    rng = np.random.default_rng(1)
    [(a, b)] = set(SURVEY.posteriors)
    draws = 400_000
    p = rng.beta(a, b, draws)
    victims = complaints + stats.nbinom.rvs(complaints, p, random_state=rng)
    for q, ours in ((0.025, answer.low), (0.5, answer.median_low), (0.975, answer.high)):
        # The share of draws at or below a quantile has a standard error of at most 0.0008.
        assert np.mean(victims <= ours) >= q - 0.004
        assert np.mean(victims < ours) <= q + 0.004


def test_a_known_share_gives_the_negative_binomial():
    """With an enormous survey p is known, and scipy's distribution is the answer."""
    survey = reporting_share(10_000_000, 100_000_000, 100_000_000)
    answer = multiplier(10, survey, register_trusted=True)
    theirs = [10 + int(stats.nbinom.ppf(q, 10, 0.1)) for q in (0.025, 0.5, 0.975)]
    assert [answer.low, answer.median_low, answer.high] == theirs


def test_the_base_s_range_widens_it():
    ranged = multiplier(12, reporting_share(70, 400, 600), register_trusted=True)
    ends = [multiplier(12, reporting_share(70, n, n), register_trusted=True) for n in (400, 600)]
    assert ranged.low == ends[0].low
    assert ranged.high == ends[1].high
    assert (ranged.median_low, ranged.median_high) == (ends[0].median_low, ends[1].median_low)


def test_quantiles_only():
    """The mean is infinite unless the beta's a exceeds 1, so no result carries one."""
    names = {field.name for field in dataclasses.fields(Multiplier)}
    assert not {name for name in names if "mean" in name}


def test_a_survey_in_which_nobody_reported_leaves_it_open_upwards():
    """a = 1/2: the mean is infinite, the quantiles are finite and far apart."""
    answer = multiplier(5, reporting_share(0, 100, 100), register_trusted=True, level=0.999999)
    assert answer.high > 10**9 > answer.median_low


def test_wrong_input_is_named():
    with pytest.raises(UserError) as error:
        multiplier(-1, SURVEY, register_trusted=True, level=0)
    assert [problem.column for problem in error.value.problems] == ["complaints", "level"]
