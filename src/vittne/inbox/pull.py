"""Fetching: each message is here, whole, opened and written to the disk before the door forgets it.

The order makes that so, wherever it is interrupted:

1. the sealed bytes are written beside their place, and the disk has them;
2. they open, and the files in them are those of their manifest;
3. they get their name, and the disk has that;
4. the index has them;
5. the door is told, and deletes them.

Interrupted before 4, the message is fetched again, into the same place: its name is its id.
Interrupted before 5, what is here is compared with the index, and the door is told.
"""

from __future__ import annotations

import dataclasses
import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass

from vittne.inbox.box import Inbox
from vittne.inbox.client import Door, Listed
from vittne.inbox.files import create, sha256, sync_folder
from vittne.inbox.message import verified
from vittne.inbox.reply import send_waiting
from vittne.inbox.state import Record
from vittne.seal import BadMessage, Envelope, SealError, mailbox

NOTICE = "The inbox was pulled. This sentence is the same whether or not anything came."
"""To be sent once a day, at the same hour, also when nothing came."""

_PART = ".part"


@dataclass(frozen=True, slots=True)
class Refused:
    """A message that is not taken: it stays where it is.

    Attributes
    ----------
    id : str
    why : str
        One sentence.
    """

    id: str
    why: str


@dataclass(frozen=True, slots=True)
class Pulled:
    """What came.

    Attributes
    ----------
    new : tuple of str
        Ids of messages that were not here before.
    refused : tuple of Refused
        What does not open. The door keeps it.
    """

    new: tuple[str, ...]
    refused: tuple[Refused, ...]


def pull(
    inbox: Inbox, door: Door, tell: Callable[[int, int], None] = lambda done, total: None
) -> Pulled:
    """Fetch what waits, and leave the answers that could not be left before.

    Parameters
    ----------
    tell : callable
        Called with bytes that were fetched, and of how many.

    Raises
    ------
    UserError
        Where the door cannot be reached. What was fetched before is safe.
    """
    for part in inbox.originals.glob(f"*{_PART}"):
        part.unlink()
    send_waiting(inbox, door)
    waiting = door.messages()
    total, done = sum(one.size for one in waiting), 0
    new: list[str] = []
    refused: list[Refused] = []
    for one in waiting:
        try:
            if not _is_here(inbox, one):
                _take(inbox, one, door)
                new.append(one.id)
        except SealError as error:
            refused.append(Refused(one.id, error.problems[0].message))
        else:
            door.acknowledge([one.id])
        done += one.size
        tell(done, total)
    found, broken = _take_strays(inbox)
    return Pulled((*new, *found), (*refused, *broken))


def _is_here(inbox: Inbox, one: Listed) -> bool:
    record, path = inbox.index.get(one.id), inbox.original(one.id)
    if record is None or not path.is_file():
        return False
    if record.size != one.size:
        raise BadMessage("the door has another message under the id of one that is here")
    return sha256(path) == record.sha256


def _take(inbox: Inbox, one: Listed, door: Door) -> None:
    """Fetch a message into its place and into the index."""
    part = inbox.originals / f".{one.id}{_PART}"
    digest = hashlib.sha256()
    try:
        with open(create(part), "wb") as file:

            def write(piece: bytes) -> None:
                digest.update(piece)
                file.write(piece)

            door.fetch(one, write)
            file.flush()
            os.fsync(file.fileno())
        envelope = verified(inbox, part)
        part.replace(inbox.original(one.id))
        sync_folder(inbox.originals)
    finally:
        part.unlink(missing_ok=True)
    _enter(inbox, _record(one.id, one.day, one.size, digest.hexdigest(), envelope))


def _enter(inbox: Inbox, record: Record) -> None:
    """Write a record; what was known of its answers stays known."""
    before = inbox.index.get(record.id)
    if before is not None:
        record = dataclasses.replace(record, answers=before.answers, done=before.done)
    inbox.index.put(record)


def _take_strays(inbox: Inbox) -> tuple[list[str], list[Refused]]:
    """Enter sealed originals that the index does not know: it was lost, or a run was killed."""
    found, broken = [], []
    for path in sorted(inbox.originals.glob("*.age")):
        if inbox.index.get(path.stem) is not None:
            continue
        try:
            envelope = verified(inbox, path)
        except SealError as error:
            broken.append(Refused(path.stem, error.problems[0].message))
        else:
            size = path.stat().st_size
            _enter(inbox, _record(path.stem, "", size, sha256(path), envelope))
            found.append(path.stem)
    return found, broken


def _record(identifier: str, day: str, size: int, digest: str, envelope: Envelope) -> Record:
    return Record(
        id=identifier,
        day=day,
        size=size,
        sha256=digest,
        kind=envelope.kind,
        language=envelope.language,
        letters=len(envelope.text),
        files=tuple(entry.size for entry in envelope.files),
        mailbox=mailbox(envelope.reply_secret).hex(),
    )
