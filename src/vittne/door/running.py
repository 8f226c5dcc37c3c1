"""The one door that this process runs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vittne.door.config import Config, read_config
from vittne.door.guides import Guide, read_guides, shown
from vittne.door.housekeeping import Housekeeper
from vittne.door.limits import (
    MESSAGES_A_SECOND,
    MESSAGES_AT_ONCE,
    UPLOADS,
    WAITING,
    Bucket,
    OneAtATime,
    Slots,
)
from vittne.door.staff import Staff
from vittne.door.storage import Store
from vittne.door.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Door:
    """Everything that requests share."""

    config: Config
    guides: tuple[Guide, ...]
    store: Store
    housekeeper: Housekeeper
    tokens: Tokens
    staff: Staff
    messages: Bucket
    uploads: Slots
    derivations: OneAtATime


_doors: list[Door] = []


def start(folder: Path) -> Door:
    """Open the mailbox, sweep it, and make the keys that live in memory only."""
    assert not _doors, "a process runs one door"
    config = read_config(folder)
    store = Store(folder)
    housekeeper = Housekeeper(store)
    housekeeper.start()
    _doors.append(
        Door(
            config=config,
            guides=shown(read_guides(folder, config), config),
            store=store,
            housekeeper=housekeeper,
            tokens=Tokens(),
            staff=Staff(config.staff),
            messages=Bucket(MESSAGES_AT_ONCE, MESSAGES_A_SECOND),
            uploads=Slots(UPLOADS),
            derivations=OneAtATime(WAITING),
        )
    )
    return _doors[0]


def door() -> Door:
    """Return the door that runs."""
    return _doors[0]


def stop() -> None:
    """Close the mailbox."""
    running = _doors.pop()
    running.housekeeper.stop()
    running.store.close()
