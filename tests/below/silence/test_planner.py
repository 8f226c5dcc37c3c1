"""How many people to ask, when answers are to be safe."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vittne.silence import survey_size
from vittne.silence.planner import METHODS
from vittne.terms.errors import UserError


@pytest.mark.parametrize(
    ("method", "people"),
    [("direct", 384), ("forced", 1718), ("crosswise", 3585), ("list", 13574)],
)
def test_ten_percent_within_three_points(method, people):
    """Nearest whole numbers, of pairs for the list experiment: 13,573.15 are 2 x 6,787."""
    assert survey_size(method, 0.1, 0.03).people == people


@pytest.mark.parametrize(
    ("method", "reached"),
    [("direct", 3.0006), ("forced", 3.0000), ("crosswise", 3.0002), ("list", 2.9999)],
)
def test_what_the_rounded_number_reaches_is_said(method, reached):
    """384 people reach 3.0006 points: rounding to the nearest is not in anybody's favour."""
    assert round(survey_size(method, 0.1, 0.03).margin_reached * 100, 4) == reached


def estimates(method, share, people, surveys, rng):
    """Estimated shares of so many simulated surveys, each person answering at random."""
    truth = rng.random((surveys, people)) < share
    if method == "direct":
        return truth.mean(axis=1)
    if method == "forced":  # a die: 1-4 the truth, 5 yes, 6 no
        die = rng.integers(1, 7, truth.shape)
        yes = np.where(die <= 4, truth, die == 5)
        return (yes.mean(axis=1) - 1 / 6) / (2 / 3)
    if method == "crosswise":  # "are your answers alike?", the other being yes for 1 in 4
        alike = truth == (rng.random(truth.shape) < 1 / 4)
        return (alike.mean(axis=1) - 3 / 4) / (1 / 4 - 3 / 4)
    half = people // 2  # three innocent items, each true of half: variance 3/4
    items = rng.binomial(3, 0.5, truth.shape)
    treated = (items + truth)[:, :half].mean(axis=1)
    return treated - items[:, half:].mean(axis=1)


@pytest.mark.parametrize("method", METHODS)
def test_simulated_surveys_of_that_size_come_within_the_margin(method):
    """95 of 100 of them: the share of hits has a standard error of 0.5 % here."""
    size = survey_size(method, 0.1, 0.06)
    rng = np.random.default_rng(20)
    found = estimates(method, 0.1, size.people, 2000, rng)
    assert np.mean(np.abs(found - 0.1) <= 0.06) == pytest.approx(0.95, abs=0.02)


@settings(deadline=None)
@given(share=st.floats(0.01, 0.99), margin=st.floats(0.01, 0.2))
def test_safety_costs_people(share, margin):
    direct, *others = [survey_size(method, share, margin).exact for method in METHODS]
    assert all(direct < other for other in others)


@settings(deadline=None)
@given(method=st.sampled_from(METHODS), share=st.floats(0.01, 0.99), effect=st.floats(1, 4))
def test_a_design_effect_multiplies_the_number(method, share, effect):
    simple = survey_size(method, share, 0.03).exact
    assert survey_size(method, share, 0.03, design_effect=effect).exact == pytest.approx(
        effect * simple
    )


def test_wrong_input_is_named():
    with pytest.raises(UserError) as error:
        survey_size("guess", 1.1, 0, level=0, design_effect=0)
    columns = [problem.column for problem in error.value.problems]
    assert columns == ["method", "share", "margin", "level", "design_effect"]
    with pytest.raises(UserError):
        survey_size("direct", 0.1, 1e-200)
