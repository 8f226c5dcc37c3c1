"""Fetching: each message is here, whole, opened and written to the disk before the door forgets it.

The order makes that so, wherever it is interrupted: first a message is taken
(`vittne.inbox.taking`), then the door is told, and deletes it. Interrupted before it was taken, it
is fetched again, into the same place: its name is its id. Interrupted before the door was told,
what is here is compared with the index.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from vittne.inbox.box import Inbox
from vittne.inbox.client import Door, Listed
from vittne.inbox.files import sha256
from vittne.inbox.message import verified
from vittne.inbox.reply import send_waiting
from vittne.inbox.taking import PART, enter, take
from vittne.seal import BadMessage, SealError

NOTICE = "The inbox was pulled. This sentence is the same whether or not anything came."
"""To be sent once a day, at the same hour, also when nothing came."""


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
    for part in inbox.originals.glob(f"*{PART}"):
        part.unlink()
    send_waiting(inbox, door)
    waiting = door.messages()
    total, done = sum(one.size for one in waiting), 0
    new: list[str] = []
    refused: list[Refused] = []
    for one in waiting:
        try:
            if not _is_here(inbox, one):
                record = take(inbox, partial(door.fetch, one), one.day, one.id)
                new += [one.id] if record.id == one.id else []
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
            enter(inbox, path.stem, "", path.stat().st_size, sha256(path), envelope)
            found.append(path.stem)
    return found, broken
