"""The share that reports, from a survey, with its base and a discount for its design."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from vittne.silence import Refusal, ReportingSurvey, judge_survey, reporting_share
from vittne.terms.errors import UserError


def survey(**changed):
    fields = {
        "id": "s", "who": "w", "year": "2023", "place": "RU", "population": "p",
        "asked_low": 483, "asked_high": 518, "reported": 70, "share_pct": 14,
        "share_high_pct": None, "reported_to": "police", "kind_of_sample": "web",
    }  # fmt: skip
    return ReportingSurvey(**(fields | changed))


def test_seventy_of_483_to_518_is_fourteen_percent_with_its_uncertainty():
    """Counts are divided by the design effect, and the base's range widens the interval."""
    share = reporting_share(70, 483, 518)
    assert (round(share.low, 3), round(share.high, 3)) == (0.102, 0.186)
    assert round(share.median_low, 2) == 0.14
    assert round(share.median_high, 2) == 0.15
    assert share.design_effect == 1.5


def test_fourteen_of_55_documented_cases():
    share = reporting_share(14, 55, 55)
    assert share.low < 14 / 55 < share.high
    assert share.median_low == pytest.approx(share.median_high, rel=1e-12)


@settings(deadline=None)
@given(asked=st.integers(1, 5000), effect=st.floats(1, 5), more=st.integers(0, 300), data=st.data())
def test_the_interval_is_that_of_scipy_s_beta_distribution(asked, effect, more, data):
    reported = data.draw(st.integers(0, asked))
    share = reporting_share(reported, asked, asked + more, design_effect=effect)
    beta = [
        stats.beta(0.5 + reported / effect, 0.5 + (n - reported) / effect)
        for n in (asked, asked + more)
    ]
    assert share.low == pytest.approx(beta[1].ppf(0.025), rel=1e-6)
    assert share.high == pytest.approx(beta[0].ppf(0.975), rel=1e-6)
    assert share.median_low == pytest.approx(beta[1].median(), rel=1e-6)
    assert share.median_high == pytest.approx(beta[0].median(), rel=1e-6)


@settings(deadline=None)
@given(asked=st.integers(10, 5000), data=st.data())
def test_a_larger_design_effect_never_narrows_the_interval(asked, data):
    reported = data.draw(st.integers(1, asked - 1))
    simple = reporting_share(reported, asked, asked, design_effect=1)
    discounted = reporting_share(reported, asked, asked, design_effect=2)
    assert discounted.high - discounted.low > simple.high - simple.low


def test_a_row_of_the_dossier_is_judged():
    assert judge_survey(survey()) == reporting_share(70, 483, 518)
    assert judge_survey(survey(asked_high=None)) == reporting_share(70, 483, 483)


@pytest.mark.parametrize(
    ("changed", "reasons"),
    [
        ({"reported": None}, ("no_reported",)),
        ({"asked_low": None, "asked_high": None}, ("no_asked",)),
        (
            {"reported": None, "asked_low": None, "asked_high": None},
            ("no_reported", "no_asked"),
        ),
    ],
)
def test_a_percentage_without_its_counts_is_refused(changed, reasons):
    refusal = judge_survey(survey(**changed))
    assert isinstance(refusal, Refusal)
    assert refusal.reasons == reasons
    assert refusal.to_dict()["verdict"] == "refused"


def test_wrong_input_is_named():
    with pytest.raises(UserError) as error:
        reporting_share(9, 8, 7, design_effect=0.5, level=1)
    columns = [problem.column for problem in error.value.problems]
    assert columns == ["asked_low", "reported", "design_effect", "level"]


def test_the_object_in_json():
    found = reporting_share(70, 483, 518).to_dict()
    assert found["share_reporting"] == {
        "low": 0.1022,
        "high": 0.1865,
        "level": 0.95,
        "median": {"low": 0.1355, "high": 0.1453},
    }
    assert found["assumptions"] == {"prior": "jeffreys", "design_effect": 1.5, "level": 0.95}
