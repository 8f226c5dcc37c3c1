"""How much at once: buckets, slots, and one derivation at a time."""

from __future__ import annotations

import threading
from queue import Queue

import pytest

from vittne.door.limits import Bucket, OneAtATime, Slots
from vittne.door.refusals import REASONS, Refused

PATIENCE = 60.0


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_gives_what_is_in_it_and_fills_by_itself() -> None:
    clock = Clock()
    bucket = Bucket(3, 0.5, clock)
    for _ in range(3):
        bucket.take()
    with pytest.raises(Refused, match="busy"):
        bucket.take()
    clock.now += 2
    bucket.take()
    with pytest.raises(Refused, match="busy"):
        bucket.take()
    clock.now += 1000
    for _ in range(3):
        bucket.take()
    with pytest.raises(Refused, match="busy"):
        bucket.take()


def test_who_finds_no_slot_is_sent_away_and_a_slot_comes_free() -> None:
    slots = Slots(1)
    with slots, pytest.raises(Refused, match="busy"), slots:
        raise AssertionError("two are inside")
    with slots:
        pass


def test_a_slot_comes_free_after_an_error() -> None:
    slots = Slots(1)
    with pytest.raises(ZeroDivisionError), slots:
        _ = 1 // 0
    with slots:
        pass


def test_only_one_works_at_a_time_and_too_many_are_sent_away() -> None:
    queue = OneAtATime(waiting=3)
    inside = most = 0
    done: Queue[str] = Queue()
    others_were_sent_away = threading.Event()

    def work() -> str:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        assert others_were_sent_away.wait(PATIENCE)
        inside -= 1
        return "done"

    def ask() -> None:
        try:
            done.put(queue.run(work))
        except Refused as refused:
            done.put(refused.reason)

    threads = [threading.Thread(target=ask) for _ in range(10)]
    for thread in threads:
        thread.start()
    assert [done.get(timeout=PATIENCE) for _ in range(6)] == ["busy"] * 6
    others_were_sent_away.set()
    assert [done.get(timeout=PATIENCE) for _ in range(4)] == ["done"] * 4
    for thread in threads:
        thread.join()
    assert most == 1


def test_every_reason_is_told_as_a_client_error_or_as_unavailable() -> None:
    assert set(REASONS.values()) == {400, 413, 503}
