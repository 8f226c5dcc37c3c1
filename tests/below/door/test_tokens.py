"""Tokens of forms: good once, for a day, in one process."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vittne.door.refusals import Refused
from vittne.door.tokens import HOURS, Tokens


class Clock:
    now = 1_000_000_000.0

    def __call__(self) -> float:
        return self.now


def reason(tokens: Tokens, token: str) -> str:
    with pytest.raises(Refused) as refused:
        tokens.use(token)
    return refused.value.reason


def test_a_token_is_good_once() -> None:
    tokens = Tokens()
    token = tokens.issue()
    tokens.use(token)
    assert reason(tokens, token) == "used"


def test_a_token_is_good_for_a_day() -> None:
    clock = Clock()
    tokens = Tokens(clock)
    first, second = tokens.issue(), tokens.issue()
    clock.now += 3600 * (HOURS - 1)
    tokens.use(first)
    clock.now += 3600
    assert reason(tokens, second) == "old"


def test_a_token_of_another_start_is_old() -> None:
    assert reason(Tokens(), Tokens().issue()) == "old"


@given(st.text(max_size=60) | st.text(string.ascii_letters + "-_", min_size=48, max_size=48))
def test_what_was_not_issued_is_refused(text: str) -> None:
    assert reason(Tokens(), text) == "old"


def test_no_letter_of_a_token_can_be_changed() -> None:
    tokens = Tokens()
    token = tokens.issue()
    for place, letter in enumerate(token):
        other = "A" if letter != "A" else "B"
        assert reason(tokens, token[:place] + other + token[place + 1 :]) == "old"
    tokens.use(token)


def test_tokens_are_equally_long_and_fit_an_address_or_a_form() -> None:
    tokens = Tokens()
    issued = {tokens.issue() for _ in range(100)}
    assert len(issued) == 100
    assert {len(token) for token in issued} == {48}
    assert set("".join(issued)) <= set(string.ascii_letters + string.digits + "-_")


def test_what_was_used_is_forgotten_after_a_day() -> None:
    clock = Clock()
    tokens = Tokens(clock)
    for _ in range(300):
        tokens.use(tokens.issue())
    clock.now += 3600 * HOURS
    for _ in range(300):
        tokens.use(tokens.issue())
    assert len(tokens._used) <= 300 + 256
