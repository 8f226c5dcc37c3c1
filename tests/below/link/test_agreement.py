"""How well two reviewers agree, with the doubt that few pairs leave."""

from __future__ import annotations

import numpy as np
import pytest

from vittne.link.agreement import agreement
from vittne.link.pairs import Review


def reviews(*verdicts: str) -> tuple[Review, ...]:
    rounds = ("first", "second", "adjudicated")
    return tuple(
        Review(a="a/1", b="b/1", verdict=verdict, reviewer=name, at="2031", round=name)
        for verdict, name in zip(verdicts, rounds, strict=False)
    )


def test_the_textbook_case() -> None:
    # 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: raw 0.7, chance 0.5, kappa 0.4.
    said = (
        [reviews("same", "same")] * 20
        + [reviews("same", "different")] * 5
        + [reviews("different", "same")] * 10
        + [reviews("different", "different")] * 15
    )
    found = agreement(said)
    assert found is not None
    assert found.pairs == 50
    assert found.raw == pytest.approx(0.7)
    assert found.kappa == pytest.approx(0.4)
    assert found.by_verdict == pytest.approx({"same": 40 / 55, "different": 30 / 45})
    low, high = found.kappa_interval
    assert 0.1 < low < 0.2
    assert 0.6 < high < 0.7


def test_only_pairs_count_that_two_people_saw_and_what_was_decided_later_does_not() -> None:
    alone = reviews("same")
    decided = reviews("same", "different", "same")
    found = agreement([alone, decided])
    assert found is not None
    assert (found.pairs, found.raw) == (1, 0.0)
    assert agreement([alone]) is None


def test_twenty_agreements_do_not_prove_that_people_always_agree() -> None:
    found = agreement([reviews("same", "same")] * 10 + [reviews("different", "different")] * 10)
    assert found is not None
    assert found.kappa == 1
    assert found.kappa_interval[0] < 0.95
    assert found.raw_interval[0] < 0.97


def test_where_both_always_say_the_same_thing_kappa_says_nothing() -> None:
    found = agreement([reviews("different", "different")] * 30)
    assert found is not None
    assert found.kappa is None
    assert found.raw == 1


def test_the_interval_covers() -> None:
    rng = np.random.default_rng(5)
    verdicts = ("same", "different", "unsure")
    cells = [(one, other) for one in verdicts for other in verdicts]
    share = np.array([0.25, 0.08, 0.04, 0.08, 0.35, 0.05, 0.03, 0.06, 0.06])
    table = share.reshape(3, 3)
    chance = table.sum(0) @ table.sum(1)
    truth = (np.trace(table) - chance) / (1 - chance)
    hits = 0
    for seed in range(60):
        seen = rng.choice(9, size=60, p=share)
        found = agreement([reviews(*cells[cell]) for cell in seen], seed)
        assert found is not None
        hits += found.kappa_interval[0] <= truth <= found.kappa_interval[1]
    assert hits >= 52
