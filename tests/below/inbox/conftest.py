"""An inbox, and the door of paper that it is the inbox of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from paper_door import KEY, Place, paper_door, sealed_message

from vittne.inbox import Door, Inbox, new_inbox


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    key = tmp_path / "key"
    key.write_text(f"{KEY.secret()}\n")
    with paper_door("") as paper:
        staff = new_inbox(tmp_path / "inbox", paper.address, None, key, lambda: "")
        paper.staff = staff.public
        yield Place(tmp_path / "inbox", paper)


@pytest.fixture
def inbox(place: Place) -> Iterator[Inbox]:
    with place.open() as opened:
        yield opened


@pytest.fixture
def door(place: Place, inbox: Inbox) -> Door:
    return place.door(inbox)


@pytest.fixture
def arrive(place: Place) -> Callable[..., str]:
    """Let a message come to the door; returns its id."""

    def arrived(*args: object, sealed: bytes | None = None, **more: object) -> str:
        identifier = f"{len(place.paper.asked):08x}{len(place.paper.messages):024x}"
        place.paper.messages[identifier] = sealed or sealed_message(*args, **more)
        return identifier

    return arrived
