"""Doors that run, each in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from door_process import Door


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """A door that the tests of one file share."""
    with Door(tmp_path_factory.mktemp("door")) as running:
        yield running


@pytest.fixture
def own_door(tmp_path: Path) -> Iterator[Door]:
    """A door for one test, which is started by it."""
    door = Door(tmp_path / "place")
    yield door
    door.kill()
