"""The enemy who guesses the true table: what is shown of it tells it from no neighbour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict

import pytest

from vittne.disclose import Table, disclose_tables
from vittne.disclose.record import record_of

TRUE = (25, 16, 11, 0)
KEYS = 40
Guess = tuple[int, ...]


def guesses(true: Guess) -> Iterator[Guess]:
    """The truth, and all tables of the same total where one person is elsewhere."""
    yield true
    for n in range(len(true) - 1):
        for m in range(len(true) - 1):
            if n != m:
                yield tuple(one + (k == n) - (k == m) for k, one in enumerate(true))


def released(guess: Guess, key: bytes) -> str:
    """Everything that a release says of a table: its cells and the record."""
    counts = dict(zip(("police", "guard", "kin", "army"), guess, strict=True))
    table = Table(name="hand", counts=counts, total=70)
    disclosed = disclose_tables([table], [], key, people=70)
    return str((disclosed.shown, disclosed.total, disclosed.record))


def certainty(publish: Callable[[Guess, bytes], object]) -> float:
    """How sure the enemy is of the truth, on average; it tries keys of its own on each guess."""
    seen = [
        Counter(publish(guess, f"{guess} {n}".encode()) for n in range(KEYS))
        for guess in guesses(TRUE)
    ]
    return sum(
        n / KEYS * n / sum(counted[shown] for counted in seen) for shown, n in seen[0].items()
    )


def test_of_seven_guesses_the_true_one_is_hardly_likelier() -> None:
    assert certainty(released) < 2 / 7


@pytest.mark.parametrize(
    "careless",
    [
        lambda guess, key: (released(guess, key), guess),  # the true table beside
        lambda guess, key: (released(guess, key), hash(guess)),  # an open hash of it
    ],
    ids=["true counts", "open hash"],
)
def test_the_enemy_succeeds_where_one_is_careless(careless: Callable[..., object]) -> None:
    assert certainty(careless) > 3 / 7


def test_the_record_says_nothing_that_the_tables_do_not() -> None:
    """How many cells were rounded or merged would tell the guesses apart: neither is in it."""
    table = Table(name="hand", counts={"police": 41, "guard": 29, "kin": 2}, total=90)
    disclosed = disclose_tables([table], [], b"k" * 32, people=90)
    assert disclosed.record == record_of(disclosed.shown, {}, 3)
    assert set(asdict(disclosed.record)) == {
        "rule",
        "base",
        "tables",
        "cells",
        "merged",
        "changed",
        "withdrawn",
    }
