"""What is done now and then, and how much of it."""

from __future__ import annotations

import datetime
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from vittne.door import housekeeping
from vittne.door.housekeeping import Housekeeper
from vittne.door.storage import FILE, Store, today


class Counted(Store):
    """A mailbox that counts its rewritings."""

    rewritten = 0

    def tidy(self) -> None:
        super().tidy()
        self.rewritten += 1


@pytest.fixture
def counted(tmp_path: Path) -> Iterator[Counted]:
    store = Counted(tmp_path)
    yield store
    store.close()


@pytest.fixture
def keeper(counted: Counted) -> Iterator[Housekeeper]:
    made = Housekeeper(counted)
    yield made
    made.stop()


def wait(condition: Callable[[], bool]) -> bool:
    end = time.monotonic() + 10
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
    return condition()


def test_a_start_deletes_what_has_expired_and_rewrites(
    counted: Counted, keeper: Housekeeper, tmp_path: Path
) -> None:
    counted.add_reply(b"a" * 16, b"old", today() - datetime.timedelta(days=1))
    keeper.start()
    assert counted.rewritten == 1
    with sqlite3.connect(tmp_path / FILE) as db:
        assert db.execute("SELECT count(*) FROM part").fetchone() == (0,)


def test_a_change_is_followed_by_a_rewriting(counted: Counted, keeper: Housekeeper) -> None:
    keeper.start()
    time.sleep(1.1)  # for a while after a rewriting there is none
    keeper.wake()
    assert wait(lambda: counted.rewritten == 2)


def test_a_new_day_is_followed_by_a_rewriting(
    counted: Counted, keeper: Housekeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(housekeeping, "PAUSE", 0.05)
    keeper.start()
    tomorrow = today() + datetime.timedelta(days=1)
    monkeypatch.setattr(housekeeping, "today", lambda: tomorrow)
    assert wait(lambda: counted.rewritten == 2)


def test_many_changes_are_few_rewritings(counted: Counted, keeper: Housekeeper) -> None:
    keeper.start()
    end = time.monotonic() + 2.5
    while time.monotonic() < end:
        keeper.wake()
        time.sleep(0.01)
    assert 2 <= counted.rewritten <= 4


def test_what_changed_last_is_rewritten_at_the_end(counted: Counted, keeper: Housekeeper) -> None:
    keeper.start()
    keeper.wake()
    keeper.stop()
    assert counted.rewritten == 2
