"""The draw: fixed by list and chance, the same for everybody, without favour."""

from __future__ import annotations

import hashlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vittne.audit import (
    GENESIS,
    Announced,
    BadAudit,
    Beacon,
    Dice,
    exists_at,
    order,
    read_beacon,
    read_dice,
    round_after,
    round_time,
    seed,
)
from vittne.audit.drand import is_signed

# Round 1,000 of quicknet, as drand's servers answer to everybody.
ROUND = {
    "round": 1000,
    "randomness": "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd",
    "signature": "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125"
    "e342b73a8dd2bacbe47e4b6b63ed5e39",
}


def written_by_a_sceptic(root: bytes, randomness: bytes, n: int) -> list[int]:
    """From the documentation alone: docs/method/audit.md."""
    key = hashlib.sha256(b"vittne/audit/v1" + root + randomness).digest()
    counter, leaves = 0, list(range(n))
    for place in range(n):
        left = n - place
        last = (1 << 256) // left * left
        while True:
            said = hashlib.sha256(key + counter.to_bytes(8, "big")).hexdigest()
            counter += 1
            if int(said, 16) < last:
                break
        other = place + int(said, 16) % left
        leaves[place], leaves[other] = leaves[other], leaves[place]
    return leaves


@given(root=st.binary(min_size=32, max_size=32), n=st.integers(1, 300), throws=st.integers(0))
def test_a_sceptic_s_own_lines_draw_the_same(root, n, throws):
    randomness = str(throws).encode()
    assert list(order(seed(root, randomness), n)) == written_by_a_sceptic(root, randomness, n)


def test_the_draw_is_one_that_never_changes():
    """Whoever holds an old transcript must find the same records in it for ever."""
    drawn = order(seed(bytes(32), b"12345612345612345612"), 1000)
    assert [next(drawn) for _ in range(5)] == [514, 163, 896, 342, 646]


@given(n=st.integers(1, 2000), key=st.binary(min_size=32, max_size=32))
def test_everybody_is_drawn_once(n, key):
    assert sorted(order(key, n)) == list(range(n))


def test_no_order_of_four_is_favoured():
    """24 orders, 4,800 draws: chi-squared with 23 degrees of freedom, 49.7 once in a thousand."""
    counts: dict[tuple[int, ...], int] = {}
    for number in range(4800):
        drawn = tuple(order(seed(b"root", str(number).encode()), 4))
        counts[drawn] = counts.get(drawn, 0) + 1
    assert len(counts) == 24
    assert sum((count - 200) ** 2 / 200 for count in counts.values()) < 49.7


def test_another_list_is_another_draw():
    one, other = (list(order(seed(root, b"5"), 1000)) for root in (b"a", b"b"))
    assert one != other


# --- dice ---------------------------------------------------------------------------------


def test_dice_are_written_down_as_they_fell():
    assert read_dice("31 62 45, 11-6\n2 3 4 5 6 1 2 3 4 5 6") == Dice("31624511623456123456")


@pytest.mark.parametrize(
    "text", ["", "123", "1234567890123456789012", "1" * 19, "1" * 1001, "١" * 20]
)
def test_what_are_no_dice_is_refused(text):
    with pytest.raises(BadAudit, match="dice"):
        read_dice(text)


def test_twenty_throws_are_more_than_can_be_tried_out():
    assert 6**20 > 2**50


# --- drand --------------------------------------------------------------------------------


def test_a_round_that_the_beacon_signed_is_known_as_such():
    beacon = read_beacon(ROUND)
    assert beacon.randomness.hex() == ROUND["randomness"]
    assert is_signed(beacon)


def test_the_same_signature_under_another_round_is_a_forgery():
    assert not is_signed(Beacon(1001, bytes.fromhex(ROUND["signature"])))


def test_a_signature_with_another_bit_is_a_forgery():
    signature = bytearray.fromhex(ROUND["signature"])
    for place in random.Random(7).sample(range(8 * len(signature)), 6):  # noqa: S311
        forged = bytearray(signature)
        forged[place // 8] ^= 1 << place % 8
        assert not is_signed(Beacon(1000, bytes(forged)))


@pytest.mark.parametrize("signature", [b"\xc0" + bytes(47), bytes(48), b"\xff" * 48])
def test_what_is_no_point_signs_nothing(signature):
    """The point at infinity "signs" everything for a key of zero: it is refused."""
    assert not is_signed(Beacon(1000, signature))


@pytest.mark.parametrize(
    "changed",
    [
        {"randomness": "0" * 64},
        {"round": 0},
        {"round": "1000"},
        {"signature": "b446"},
        {"signature": None},
        {"chain": "0" * 64},
    ],
)
def test_what_is_no_round_is_refused(changed):
    with pytest.raises(BadAudit):
        read_beacon({**ROUND, **changed})


def test_a_round_is_kept_as_it_was_read():
    beacon = read_beacon(ROUND)
    assert read_beacon(beacon.to_dict()) == beacon
    assert beacon.answers(Announced(1000))
    assert not beacon.answers(Announced(1001))
    assert not beacon.answers(Announced())


def test_when_a_round_is_made_is_known_before():
    assert round_time(1) == GENESIS
    assert round_time(1000) == 1_692_806_364  # as its servers say
    assert not exists_at(1000, 1_692_806_363)
    assert exists_at(1000, 1_692_806_364)


@given(st.floats(0, 4e9))
def test_the_next_round_is_the_first_that_does_not_exist_yet(time):
    number = round_after(time)
    assert not exists_at(number, time)
    assert number == 1 or exists_at(number - 1, time)
