"""The inbox: the staff's side of a door, on the staff's own machine.

    with open_inbox(folder, ask) as inbox:
        door = Door(inbox.config, inbox.staff, time.time)
        pull(inbox, door)
        add(inbox, file, day)
        for record in inbox.index.records(): ...
        message = read_message(inbox, inbox.find("3f2a"))
        write_copies(inbox, message.record, to)
        answer(inbox, door, "3f2a", text)
        close(inbox, door, "3f2a")

What is opened is shown and not stored; `write_copies` alone writes something in the clear.
"""

from vittne.inbox.box import Inbox, new_inbox, open_inbox
from vittne.inbox.client import Door, DoorError
from vittne.inbox.copies import Copy, write_copies
from vittne.inbox.message import Message, read_message
from vittne.inbox.pull import NOTICE, Pulled, Refused, pull
from vittne.inbox.reply import answer, close
from vittne.inbox.state import Answer, Record
from vittne.inbox.taking import add

__all__ = [
    "NOTICE",
    "Answer",
    "Copy",
    "Door",
    "DoorError",
    "Inbox",
    "Message",
    "Pulled",
    "Record",
    "Refused",
    "add",
    "answer",
    "close",
    "new_inbox",
    "open_inbox",
    "pull",
    "read_message",
    "write_copies",
]
