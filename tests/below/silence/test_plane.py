"""The chance of silence, and how many victims it goes with."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vittne.silence import (
    chance_of_silence,
    compatibility,
    compatible_victims,
    registered_share,
    silence_plane,
)
from vittne.terms.errors import UserError

SHARES = st.floats(0.0005, 1)
RAIDS = st.sampled_from([{}, {"raid_size": 7, "rho": 0.3}, {"raid_size": 20, "rho": 1.0}])


@pytest.mark.parametrize(("victims", "share", "chance"), [(30, 0.1, 0.0424), (30, 0.01, 0.7397)])
def test_the_chance_that_nobody_is_registered(victims, share, chance):
    """0.9^30 and 0.99^30: the same silence is surprising or not, as the share is."""
    assert round(chance_of_silence(victims, share), 4) == chance


def test_at_ten_percent_a_hundred_victims_are_not_silent_by_chance():
    assert chance_of_silence(100, 0.1) == pytest.approx(2.7e-5, abs=5e-7)


def test_people_who_decide_together_are_silent_more_easily():
    together = chance_of_silence(100, 0.1, raid_size=20, rho=0.3)
    assert together > 1000 * chance_of_silence(100, 0.1)


@settings(deadline=None)
@given(share=SHARES, raids=RAIDS, level=st.sampled_from([0.5, 0.9, 0.95]))
def test_the_most_victims_that_silence_goes_with(share, raids, level):
    """That many have a chance of 1 - level or more, one more has less."""
    most = compatible_victims(share, level=level, **raids)
    least = 1 - level
    assert chance_of_silence(most, share, **raids) >= least * (1 - 1e-9)
    assert chance_of_silence(most + 1, share, **raids) < least * (1 + 1e-9)


def test_ten_percent_goes_with_28_silent_victims():
    assert compatible_victims(0.1) == 28


def test_a_share_of_nobody_goes_with_any_number_of_victims():
    assert compatible_victims(0) is None
    assert compatible_victims(1e-300) is None


def test_where_everybody_is_registered_silence_means_no_victim():
    assert compatible_victims(1) == 0
    assert chance_of_silence(0, 1) == 1
    assert chance_of_silence(1, 1) == 0


@settings(deadline=None)
@given(documented=st.integers(1, 5000))
def test_the_bound_is_the_share_at_which_so_many_are_just_compatible(documented):
    assert compatible_victims(registered_share(documented, 0).high) == documented


def test_the_plane_holds_the_chance_of_every_pair():
    plane = silence_plane([0, 30, 100], [0.01, 0.1], raid_size=20, rho=0.3)
    assert plane.victims == (0, 30, 100)
    assert plane.shares == (0.01, 0.1)
    for i, victims in enumerate(plane.victims):
        for j, share in enumerate(plane.shares):
            alone = chance_of_silence(victims, share, raid_size=20, rho=0.3)
            assert plane.chance[i][j] == pytest.approx(alone)
    assert plane.to_dict()["assumptions"] == {"raid_size": 20, "rho": 0.3}


def test_the_plane_of_people_who_decide_alone_is_a_power():
    plane = silence_plane([1, 7, 30], [0.0, 0.25, 1.0])
    assert plane.chance == tuple(
        tuple(pytest.approx((1 - p) ** n) for p in (0.0, 0.25, 1.0)) for n in (1, 7, 30)
    )


def test_silence_is_checked_against_a_survey():
    """If one in ten had reported, silence of a hundred has a chance of 2.7e-5."""
    check = compatibility(100, 0, 0.1, 0.1)
    assert check.chance_low == check.chance_high == pytest.approx(2.656e-5, rel=1e-3)
    assert check.victims_high == 28
    assert check.to_dict()["chance_of_so_few"] == {"low": 2.66e-05, "high": 2.66e-05}


def test_the_check_takes_the_survey_s_interval():
    """The larger share makes silence less likely, and goes with fewer victims."""
    check = compatibility(114, 1, 0.1, 0.2)
    assert check.chance_low < check.chance_high
    assert check.chance_high == pytest.approx(0.9**114 + 114 * 0.1 * 0.9**113)
    assert (check.victims_low, check.victims_high) == (13, 28)


def test_the_check_can_be_made_with_raids():
    together = compatibility(100, 0, 0.1, 0.1, raid_size=20, rho=0.3)
    assert together.chance_high == pytest.approx(chance_of_silence(100, 0.1, raid_size=20, rho=0.3))


def test_wrong_input_is_named():
    with pytest.raises(UserError) as error:
        compatibility(5, 6, 0.3, 0.2, raid_size=0, rho=0.1, level=2)
    columns = [problem.column for problem in error.value.problems]
    assert columns == ["complaints", "share_low", "raid_size", "level"]
    with pytest.raises(UserError):
        chance_of_silence(-1, 0.1)
    with pytest.raises(UserError):
        compatible_victims(1.5)
    with pytest.raises(UserError):
        silence_plane([1], [2.0])
