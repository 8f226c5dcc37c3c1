"""Reading a message: what was written, and files as they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from vittne.inbox.box import Inbox
from vittne.inbox.files import Nowhere, sha256
from vittne.inbox.state import Record
from vittne.seal import BadMessage, Damaged, Envelope, open_message
from vittne.seal.header import Writable

MOST_FILES = 600
"""More than a manifest can name."""

_NOWHERE = Nowhere()


@dataclass(frozen=True, slots=True)
class Message:
    """A message that was opened.

    Attributes
    ----------
    record : Record
    envelope : Envelope
        Text, language and manifest, all of it as a stranger wrote it.
    """

    record: Record
    envelope: Envelope = field(repr=False)


def read_message(
    inbox: Inbox, record: Record, receive: Callable[[int], Writable] | None = None
) -> Message:
    """Open a message. Without `receive`, nothing of its files is kept.

    Raises
    ------
    SealError
        Where the sealed original is not the one that was fetched, or does not open.
    """
    path = inbox.original(record.id)
    if sha256(path) != record.sha256:
        raise Damaged("the sealed original is not the one that was fetched", f"look at {path}")
    return Message(record, verified(inbox, path, receive))


def verified(
    inbox: Inbox, path: Path, receive: Callable[[int], Writable] | None = None
) -> Envelope:
    """Open a sealed original, hand its files over, and return its envelope.

    Raises
    ------
    SealError
        Where it does not open, or is not whole.
    """

    def limited(number: int) -> Writable:
        if number >= MOST_FILES:
            raise BadMessage("this message has more files than its manifest can name")
        return _NOWHERE if receive is None else receive(number)

    with path.open("rb") as sealed:
        return open_message(sealed, inbox.identities, limited)
