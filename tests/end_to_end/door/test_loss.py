"""What was acknowledged is there; what was not has left no trace. Whatever happens."""

from __future__ import annotations

import os
import random
import threading
import time

import pytest
from door_load import Writers, in_the_mailbox, orphans
from door_process import Door

MB = 1_000_000
MOST_MEMORY = 350 * MB


def test_writers_at_once_lose_nothing(own_door: Door) -> None:
    with own_door:
        writers = Writers(own_door, 5 * MB)
        writers.all_at_once(4, 1)
        assert writers.errors == []
        assert len(writers.kept) == 4
        assert in_the_mailbox(own_door) == writers.kept
        assert own_door.most_memory() < MOST_MEMORY


def test_after_a_kill_at_any_moment(own_door: Door) -> None:
    """Every process is killed while three people write; then the door is opened again."""
    chance = random.Random(4)  # noqa: S311
    kept: dict[str, str] = {}
    begun: dict[str, str] = {}
    for round_ in range(5):
        own_door.start()
        writers = Writers(own_door, 700_000)
        threads = [
            threading.Thread(target=writers.tell, args=(f"{round_}.{number}",))
            for number in range(3)
        ]
        for thread in threads:
            thread.start()
        time.sleep(chance.uniform(0.2, 1.0))
        own_door.kill()
        for thread in threads:
            thread.join()
        kept |= writers.kept
        begun |= writers.sent
    own_door.start()
    there = in_the_mailbox(own_door)
    assert kept.items() <= there.items()
    # The answer to one that is kept may be what the power cut took away.
    assert there.items() <= begun.items()
    assert len(there) < len(begun), "no kill came early enough to say anything"
    own_door.stop()
    assert sorted(os.listdir(own_door.folder)) == ["door.toml", "mailbox.sqlite3"]
    assert orphans(own_door) == (0, 0)


def test_a_message_that_breaks_off_leaves_no_trace(own_door: Door) -> None:
    from door_walk import Walk

    with own_door:
        walk = Walk(own_door, 2 * MB, seed=1)
        for _ in range(3):
            walk.break_off()
        end = time.monotonic() + 30
        while orphans(own_door) != (0, 0):
            assert time.monotonic() < end, "parts of what broke off are still there"
            time.sleep(0.1)
        assert own_door.ids() == []


@pytest.mark.parametrize("room", [100_000, 3 * MB])
def test_a_full_disk_is_said_and_nothing_is_acknowledged(own_door: Door, room: int) -> None:
    """No file can grow beyond `room`: what is there stays, and what is sent is refused."""
    with own_door:
        own_door.tell("Before.")
    narrow = Door(own_door.place, most=room)
    with narrow:
        file = ("film.mp4", "video/mp4", os.urandom(5 * MB))
        answer = narrow.send("Too much for this disk.", [file])
        assert answer.status == 503
        assert "There is no room" in answer.text
        assert "Too much for this disk." in answer.text, "what was typed comes back"
        assert list(in_the_mailbox(narrow)) == ["Before."]
    with own_door:
        own_door.tell("After.")
        assert sorted(in_the_mailbox(own_door)) == ["After.", "Before."]
    assert orphans(own_door) == (0, 0)
    assert "Traceback" not in own_door.log.read_text("utf-8")
