"""Taking a message into an inbox, wherever it comes from.

1. the sealed bytes are written beside their place, and the disk has them;
2. they open, and the files in them are those of their manifest;
3. they get their name, and the disk has that;
4. the index has them.

Interrupted before the end, the message is taken again, into the same place.
"""

from __future__ import annotations

import dataclasses
import hashlib
import os
from collections.abc import Callable
from typing import BinaryIO

from vittne.inbox.box import Inbox
from vittne.inbox.files import create, sync_folder
from vittne.inbox.message import verified
from vittne.inbox.state import Record
from vittne.seal import Envelope, binary, mailbox

PART = ".part"
_DIGITS = 32
"""Of an id, as the door makes them."""
_PIECE = 1 << 16


def take(
    inbox: Inbox, copy: Callable[[Callable[[bytes], None]], None], day: str, identifier: str = ""
) -> Record:
    """Write a message into its place and into the index.

    The same bytes are one message, however often and in whatever way they come: where they are
    here already, they are written into the same place, and keep their id and their day.

    Parameters
    ----------
    copy : callable
        Is given what takes the sealed bytes, piece by piece.
    day : str
        On which they came.
    identifier : str
        The id that the door gave them; without one they are called after themselves.

    Raises
    ------
    SealError
        Where it does not open or is not whole; nothing of it stays.
    """
    part = inbox.originals / f".new{PART}"
    digest = hashlib.sha256()
    try:
        with open(create(part), "wb") as file:

            def write(piece: bytes) -> None:
                digest.update(piece)
                file.write(piece)

            copy(write)
            file.flush()
            os.fsync(file.fileno())
        envelope = verified(inbox, part)
        size = part.stat().st_size
        for one in inbox.index.records():
            if one.sha256 == digest.hexdigest():
                identifier, day = one.id, one.day
        identifier = identifier or digest.hexdigest()[:_DIGITS]
        part.replace(inbox.original(identifier))
        sync_folder(inbox.originals)
    finally:
        part.unlink(missing_ok=True)
    return enter(inbox, identifier, day, size, digest.hexdigest(), envelope)


def enter(
    inbox: Inbox, identifier: str, day: str, size: int, digest: str, envelope: Envelope
) -> Record:
    """Write the record of a message; what was known of its answers stays known."""
    record = Record(
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
    before = inbox.index.get(identifier)
    if before is not None:
        record = dataclasses.replace(record, answers=before.answers, done=before.done)
    inbox.index.put(record)
    return record


def add(inbox: Inbox, file: BinaryIO, day: str) -> Record:
    """Take a message that came by hand: a sealed file, or text with a block of one.

    Parameters
    ----------
    day : str
        On which it came.

    Raises
    ------
    SealError
        Where it is neither, or does not open; nothing of it stays.
    """
    sealed = binary(file)

    def copy(write: Callable[[bytes], None]) -> None:
        while piece := sealed.read(_PIECE):
            write(piece)

    return take(inbox, copy, day)
