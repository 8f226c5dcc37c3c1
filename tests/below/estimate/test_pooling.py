"""One answer from several draws of the tables."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from published import SPINA_BIFIDA

from vittne.estimate.graphs import graphs
from vittne.estimate.loglinear import loglinear
from vittne.estimate.pooling import pool
from vittne.estimate.result import Distribution, Estimate, Reason

GOOD = graphs(SPINA_BIFIDA)


def drawn(*draws: float) -> Estimate:
    return replace(GOOD, distribution=Distribution.of_draws(np.array(draws)))


def test_pooling_one_table_changes_nothing() -> None:
    found = pool([GOOD])
    assert found.distribution is not None
    assert GOOD.distribution is not None
    assert found.distribution.interval() == GOOD.distribution.interval()
    assert (found.between, found.between_share) == (0, 0)


def test_each_table_has_the_same_weight_however_many_draws_it_has() -> None:
    found = pool([drawn(100), drawn(*[200] * 99)])
    assert found.distribution is not None
    assert found.distribution.mean == pytest.approx(150)


def test_the_variance_of_log_n_is_split_without_a_rest() -> None:
    rng = np.random.default_rng(4)
    tables = [drawn(*rng.lognormal(middle, 0.3, 500)) for middle in (6.0, 6.4, 7.0)]
    found = pool(tables)
    assert found.distribution is not None
    assert found.within is not None
    assert found.between is not None
    logs = np.log(found.distribution.values)
    whole = np.average(logs**2, weights=found.distribution.weights)
    whole -= np.average(logs, weights=found.distribution.weights) ** 2
    assert found.within + found.between == pytest.approx(whole)
    assert found.between == pytest.approx(np.var([6.0, 6.4, 7.0]), rel=0.1)
    assert found.between_share == pytest.approx(found.between / whole)


def test_a_refused_table_is_not_dropped() -> None:
    why = Reason(rule="few", text="too few")
    refused = replace(GOOD, distribution=None, refusals=(why,), observed=620)
    found = pool([GOOD, refused, refused])
    assert (found.tables, found.observed, found.distribution) == (3, (620, 626), None)
    assert found.refusals[0].text.startswith("2 of 3 tables give no number")
    assert found.refusals[1:] == (why,)
    assert json.loads(json.dumps(found.to_dict()))["interval"] is None


def test_a_bootstrap_keeps_its_corrections() -> None:
    one = loglinear(SPINA_BIFIDA, rng=3)
    assert one.distribution is not None
    assert one.distribution.bias != 0
    found = pool([one])
    assert found.distribution is not None
    assert found.distribution.interval() == pytest.approx(one.distribution.interval(), abs=2)


@pytest.mark.parametrize("estimates", [[], [GOOD, replace(GOOD, method="latent")]])
def test_what_is_pooled_is_something_and_of_one_engine(estimates: list[Estimate]) -> None:
    with pytest.raises(ValueError, match="all of one engine"):
        pool(estimates)
