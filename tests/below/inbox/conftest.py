"""An inbox, a door of paper, and messages as a door seals them."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from paper_door import PaperDoor, paper_door

from vittne.inbox import Door, Inbox, new_inbox, open_inbox
from vittne.seal import Envelope, HybridIdentity, MessageWriter

KEY = HybridIdentity(bytes(range(32)))
WRITER = HybridIdentity(bytes(range(1, 33)))
SECRET = bytes(range(2, 34))

File = tuple[str, str, bytes]


def sealed_message(
    text: str = "what happened", files: Sequence[File] = (), secret: bytes = SECRET
) -> bytes:
    """A message, as a door stores it."""
    out = io.BytesIO()
    writer = MessageWriter(out, [KEY.recipient])
    for name, kind, content in files:
        writer.begin_file(name, kind)
        writer.write(content)
    writer.finish(Envelope("testimony", text, "en", 1, WRITER.recipient, secret))
    return out.getvalue()


@dataclass
class Place:
    """A folder with a key file and an inbox, and the door that it is the inbox of."""

    folder: Path
    paper: PaperDoor

    def open(self) -> object:
        return open_inbox(self.folder, lambda: "")

    def door(self, inbox: Inbox) -> Door:
        return Door(inbox.config, inbox.staff, time.time)


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
