"""Mailboxes to try out, and doors that run in processes of their own.

These tests run with Django blocked, like all of the core: they load no part of the door that needs
it, and the pages are asked over a socket.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from door_process import Door

from vittne.door.storage import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """A door that the tests of one file share."""
    with Door(tmp_path_factory.mktemp("door")) as running:
        yield running


@pytest.fixture
def own_door(tmp_path: Path) -> Iterator[Door]:
    """A door for one test, which starts it."""
    made = Door(tmp_path)
    yield made
    made.kill()
