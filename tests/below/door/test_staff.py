"""Signed requests: from known keys, each good once, for five minutes, and since the start."""

from __future__ import annotations

import time
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vittne.door.staff import WINDOW, Staff
from vittne.seal import Authorization, BadKey, StaffKey, read_staff_key

KEY, OTHER = StaffKey(bytes(32)), StaffKey(b"o" * 32)
ASK = ("PUT", "/api/v1/replies/00?x=1", b"sealed")


class Clock:
    now = 1_000_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def staff(clock: Clock) -> Staff:
    staff = Staff([KEY.public], clock)
    clock.now += 10 * WINDOW
    return staff


def test_a_signed_request_is_good_once(staff: Staff, clock: Clock) -> None:
    header = KEY.authorization(*ASK, clock.now)
    assert staff.problem(header, *ASK) is None
    assert staff.problem(header, *ASK) == "replayed"
    assert staff.problem(KEY.authorization(*ASK, clock.now), *ASK) is None


@pytest.mark.parametrize(
    "other",
    [
        ("DELETE", ASK[1], ASK[2]),
        ("PUT", "/api/v1/replies/01?x=1", ASK[2]),
        ("PUT", "/api/v1/replies/00", ASK[2]),
        ("PUT", ASK[1], b"Sealed"),
    ],
)
def test_a_signature_is_for_one_request(
    staff: Staff, clock: Clock, other: tuple[str, str, bytes]
) -> None:
    assert staff.problem(KEY.authorization(*ASK, clock.now), *other) == "forged"


def test_a_key_that_is_not_in_the_settings_is_refused(staff: Staff, clock: Clock) -> None:
    assert staff.problem(OTHER.authorization(*ASK, clock.now), *ASK) == "forged"


def test_no_part_of_a_header_can_be_changed(staff: Staff, clock: Clock) -> None:
    header = KEY.authorization(*ASK, clock.now)
    word, key, stamp, nonce, signature = header.split(" ")
    changed = [
        f"{word} {OTHER.public} {stamp} {nonce} {signature}",
        f"{word} {key} {int(stamp) + 1} {nonce} {signature}",
        f"{word} {key} {stamp} {nonce[::-1]} {signature}",
        f"{word} {key} {stamp} {nonce} {b64encode(bytes(64)).decode()}",
    ]
    assert [staff.problem(one, *ASK) for one in changed] == ["forged"] * 4
    assert staff.problem(header, *ASK) is None, "forgeries do not use it up"


@pytest.mark.parametrize("off", [-WINDOW - 1, WINDOW + 1])
def test_a_request_is_good_for_five_minutes(staff: Staff, clock: Clock, off: float) -> None:
    assert staff.problem(KEY.authorization(*ASK, clock.now + off), *ASK) == "late"


def test_a_replay_is_refused_for_as_long_as_its_stamp_is_good(staff: Staff, clock: Clock) -> None:
    header = KEY.authorization(*ASK, clock.now + WINDOW)
    assert staff.problem(header, *ASK) is None
    clock.now += 2 * WINDOW
    assert staff.problem(header, *ASK) == "replayed"
    clock.now += 1
    assert staff.problem(header, *ASK) == "late"


def test_a_request_from_before_the_start_is_refused(clock: Clock) -> None:
    header = KEY.authorization(*ASK, clock.now)
    clock.now += 1
    assert Staff([KEY.public], clock).problem(header, *ASK) == "late"


@given(st.text(max_size=200))
def test_what_is_no_header_is_refused(text: str) -> None:
    assert Staff([KEY.public]).problem(text, *ASK) == "unsigned"


def test_a_header_with_something_around_it_is_refused() -> None:
    header = KEY.authorization(*ASK, time.time())
    assert Authorization.read(header) is not None
    for wrong in (f" {header}", f"{header} ", header.replace(" ", "  ", 1), header.lower()):
        assert Authorization.read(wrong) is None


def test_a_staff_key_is_read_as_it_is_written() -> None:
    assert read_staff_key(f" {KEY.public}\n") == KEY.public
    for wrong in ("", "abc", KEY.public[1:], KEY.public + "AAAA", KEY.public.replace("=", "?")):
        with pytest.raises(BadKey):
            read_staff_key(wrong)
