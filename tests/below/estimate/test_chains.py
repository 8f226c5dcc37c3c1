"""What chains make of each other."""

from __future__ import annotations

import numpy as np
import pytest

from vittne.estimate.chains import Sample


def chains(seed, *middles, width):
    """One chain for each middle."""
    rng = np.random.default_rng(seed)
    return np.array([rng.normal(middle, width, 1000) for middle in middles])


def people(seed, *middles):
    return np.exp(chains(seed, *np.log(middles), width=0.08)).round()


def checks(sample):
    return {check.name: check for check in sample.checks()}


def test_chains_in_different_fits_that_agree_about_n_are_one_answer_and_it_is_told():
    sample = Sample.of(people(1, *[700] * 8), chains(2, *[-1670] * 7, -1693, width=8))
    (mode,) = sample.modes
    assert mode.weight == 1
    assert checks(sample)["rhat"].ok
    assert checks(sample)["rhat_fit"].value > 1.1
    assert checks(sample)["ess_fit"].value < 100
    assert checks(sample)["rhat_fit"].ok is None
    assert "do not agree" in checks(sample)["rhat_fit"].text


def test_fits_that_differ_a_little_in_n_have_no_weights_either():
    """log N has one peak; but how many chains began in which fit is not how probable it is."""
    sample = Sample.of(
        people(1, *[700] * 6, 750, 750), chains(2, *[-1670] * 6, -1693, -1693, width=8)
    )
    low, high = sample.modes
    assert (low.weight, high.weight) == (None, None)
    assert low.at == pytest.approx(700, rel=0.02)
    assert high.at == pytest.approx(750, rel=0.02)
    assert sample.distribution.interval() == pytest.approx((low.low, high.high), rel=0.01)
    assert "different fits" in checks(sample)["modes"].text
    assert checks(sample)["modes"].ok is False
    assert checks(sample)["rhat"].ok


def test_the_share_of_chains_is_no_part_of_the_answer():
    middles = (700, 750, 750, 750), (700, 700, 700, 750)
    fits = (-1670, -1693, -1693, -1693), (-1670, -1670, -1670, -1693)
    one, other = (
        Sample.of(people(1, *n), chains(2, *f, width=8)) for n, f in zip(middles, fits, strict=True)
    )
    assert one.distribution.interval() == pytest.approx(other.distribution.interval(), rel=0.03)


def test_chains_that_disagree_about_n_in_one_fit_are_not_parted():
    sample = Sample.of(people(1, 700, 700, 740, 740), chains(2, *[-1670] * 4, width=8))
    assert len(sample.modes) == 1
    assert checks(sample)["rhat"].ok is False
    assert "agree on how well" in checks(sample)["rhat_fit"].text
    assert not sample.settled


def test_without_a_likelihood_nothing_is_said_about_fits():
    assert "rhat_fit" not in checks(Sample.of(people(1, 700, 700)))
