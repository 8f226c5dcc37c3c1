"""No plan that this software can print confirms a false claim more often than it says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vittne.audit import (
    Announced,
    BadAudit,
    Plan,
    announcement,
    exact_risk,
    incident_bound,
    incident_risk,
    incident_stop_table,
    limit_of,
    read_plan,
    stop_table,
    stops,
    worst_risk,
)

SHARES = st.one_of(st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99, 1.0]), st.floats(0.05, 1.0))
CONFIDENCES = st.one_of(st.sampled_from([0.8, 0.9, 0.95, 0.99]), st.floats(0.5, 0.999))


def test_the_stops_for_a_thousand_records_known_from_elsewhere():
    assert stop_table(1000, 0.9, 0.95, errors=8) == (35, 59, 79, 97, 114, 130, 146, 161, 175)


@pytest.mark.parametrize(
    ("records", "first", "risk"),
    [(27, 18, 0.035), (100, 27, 0.043), (1000, 35, 0.047), (70_000, 36, 0.045)],
)
def test_first_stop_and_exact_risk_known_from_elsewhere(records, first, risk):
    found = stops(records, 0.9, 0.95)
    assert found.stop_at[0] == first
    assert found.exact_risk == pytest.approx(risk, abs=0.0005)


@settings(deadline=None, max_examples=25)
@given(records=st.integers(1, 3000), share=SHARES, confidence=CONFIDENCES)
def test_no_plan_has_more_risk_than_it_states(records, share, confidence):
    found = stops(records, share, confidence)
    assert found.exact_risk <= 1 - confidence + 1e-9


@settings(deadline=None, max_examples=15)
@given(records=st.integers(1, 120), share=SHARES, confidence=CONFIDENCES)
def test_the_worst_case_is_a_claim_that_just_fails_to_be_true(records, share, confidence):
    table, limit = stop_table(records, share, confidence), limit_of(records, share)
    risks = [exact_risk(table, records, valid) for valid in range(limit + 1)]
    assert max(risks) == pytest.approx(worst_risk(table, records, limit))


def test_the_risk_is_that_of_a_walk_through_every_order():
    """Three of five valid, two stops: counted by hand over the ten orders."""
    from itertools import permutations

    stop_at, valid = (2, 4), [True, True, True, False, False]
    runs = list(permutations(valid))
    stopped = [
        run
        for run in runs
        if any(run[:stop].count(False) == errors for errors, stop in enumerate(stop_at))
        and (all(run[:2]) or run[:4].count(False) == 1)
    ]
    assert exact_risk(stop_at, 5, 3) == pytest.approx(len(stopped) / len(runs))


def test_a_textbook_table_with_a_second_chance_breaks_its_promise():
    """ "Inspect 28, and 17 more if one fails" is wrong more often than the 5 % it states."""
    assert exact_risk((28, 45), 1000, limit_of(1000, 0.9)) > 0.07


def test_a_list_that_is_true_is_confirmed():
    assert exact_risk(stop_table(1000, 0.9, 0.95), 1000, 1000) == 1


@pytest.mark.parametrize("records", [1, 2, 19])
def test_of_a_short_list_everything_may_have_to_be_inspected(records):
    table = stop_table(records, 1, 0.95)
    assert table == (records,)
    assert worst_risk(table, records, records - 1) == 0


# --- plans ----------------------------------------------------------------------------


PLAN = Plan(propositions=("act", "ground"), share=0.9, confidence=0.95, chance=Announced(1_000_000))


@pytest.mark.parametrize("plan", [PLAN, PLAN.of(27)])
def test_a_plan_is_read_as_it_was_written(plan):
    assert read_plan(plan.to_dict()) == plan


def test_an_announcement_has_the_stops_and_is_read_as_its_plan():
    said = announcement(PLAN.of(27))
    assert said["stop_at"] == [18, 25, 27]
    assert said["exact_risk"] == 0.034872
    assert read_plan(said) == PLAN.of(27)


def test_a_plan_without_a_list_is_not_announced():
    with pytest.raises(BadAudit, match="together with the list"):
        announcement(PLAN)


@pytest.mark.parametrize(
    "changed",
    [
        {"propositions": []},
        {"propositions": ["act", "act"]},
        {"propositions": ["guilt"]},
        {"propositions": "act"},
        {"share": 0},
        {"share": 1.01},
        {"share": "0.9"},
        {"share": True},
        {"confidence": 1},
        {"confidence": float("nan")},
        {"records": 0},
        {"records": 1.5},
        {"chance": {"kind": "coin"}},
        {"chance": {"kind": "drand", "round": 5}},
        {"chance": {"kind": "drand", "chain": "0" * 64, "round": 5}},
    ],
)
def test_what_is_no_plan_is_refused(changed):
    with pytest.raises(BadAudit):
        read_plan({**PLAN.to_dict(), **changed})


# --- incidents ------------------------------------------------------------------------


@settings(deadline=None, max_examples=40)
@given(
    records=st.integers(2, 5000),
    share=st.floats(0.3, 0.99),
    confidence=st.sampled_from([0.8, 0.9, 0.95, 0.99]),
    errors=st.integers(0, 30),
)
def test_no_plan_by_incidents_has_more_risk_than_it_states(records, share, confidence, errors):
    limit = max(1, limit_of(records, share))
    table = incident_stop_table(records, limit, confidence, errors=errors)
    assert incident_risk(table, limit / records) <= 1 - confidence + 1e-9


def test_an_incident_that_holds_in_part_counts_in_part():
    nothing, half, whole = (incident_bound(1000, [1] * 59 + [last], 0.95) for last in (0, 0.5, 1))
    assert nothing < half < whole
    assert (nothing, whole) == (893, 927)


def test_a_bound_by_incidents_never_says_more_than_all_of_them():
    assert incident_bound(27, [], 0.95) == 0
    assert incident_bound(27, [0] * 50, 0.95) == 0
    assert incident_bound(27, [1] * 5000, 0.95) == 27


def test_the_bound_by_incidents_agrees_with_its_stops():
    table = incident_stop_table(1000, 899, 0.95, errors=2)
    for errors, stop in enumerate(table):
        shares = [0] * errors + [1] * (stop - errors)
        assert incident_bound(1000, shares, 0.95) >= 900
        assert incident_bound(1000, shares[:-1], 0.95) < 900
