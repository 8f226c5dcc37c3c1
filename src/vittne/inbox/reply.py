"""Answers: sealed to the writer's key, padded, under an id that nobody can link to another.

An answer is in the index before it is at the door. So one that was interrupted is left later, the
same bytes under the same id, and the writer never finds it twice.
"""

from __future__ import annotations

import dataclasses

from vittne.inbox.box import Inbox
from vittne.inbox.client import Door, Taken
from vittne.inbox.message import read_message
from vittne.inbox.state import Answer, Record
from vittne.seal import ANSWERS, Envelope, Reply, reply_id, seal_reply
from vittne.terms.errors import Problem, UserError


def answer(inbox: Inbox, door: Door, identifier: str, text: str) -> Answer:
    """Leave an answer to a message at the door.

    Raises
    ------
    UserError
        Where the text is empty or too long, the message is closed, or the door cannot be reached:
        then the answer waits, and goes with the next pull.
    """
    if not text.strip():
        raise UserError(Problem(message="the answer is empty"))
    if inbox.find(identifier).done:
        raise UserError(Problem(message="this message is closed"))
    send_waiting(inbox, door)
    record = inbox.find(identifier)
    if record.answers and record.answers[-1].text == text:
        message = "the last answer to this message has the same text, and the door has it"
        raise UserError(Problem(message=message))
    envelope = read_message(inbox, record).envelope
    reply = Reply(text, envelope.language)
    sealed = seal_reply(reply, envelope.reply_key)
    number = inbox.index.next_number(record.mailbox)
    waiting = _numbered(envelope, Answer(number, "", text, sealed=sealed), number)
    record = dataclasses.replace(record, answers=(*record.answers, waiting))
    inbox.index.put(record)
    return _send(inbox, door, record, waiting)


def send_waiting(inbox: Inbox, door: Door) -> None:
    """Leave the answers that the door does not have yet."""
    for record in inbox.index.records():
        for one in record.answers:
            if one.sealed and not record.done:
                _send(inbox, door, inbox.find(record.id), one)


def close(inbox: Inbox, door: Door, identifier: str) -> Record:
    """Close a message: the door deletes what remains of it, the message and its answers.

    The sealed original stays here. Whether the writer has read the answers nobody knows.

    Raises
    ------
    UserError
        Where the door cannot be reached; the message is open then.
    """
    record = inbox.find(identifier)
    door.acknowledge([record.id])
    # One by one: a list would tell the door that these answers belong together.
    for one in record.answers:
        door.withdraw(one.id)
    answers = tuple(dataclasses.replace(one, sealed=b"") for one in record.answers)
    record = dataclasses.replace(record, answers=answers, done=True)
    inbox.index.put(record)
    return record


def _send(inbox: Inbox, door: Door, record: Record, waiting: Answer) -> Answer:
    """Leave one answer; where somebody else's lies already, under the next number."""
    while True:
        try:
            expires = door.place(waiting.id, waiting.sealed)
        except Taken:
            envelope = read_message(inbox, record).envelope
            moved = _numbered(envelope, waiting, inbox.index.next_number(record.mailbox))
            record = _exchanged(inbox, record, waiting, moved)
            waiting = moved
        else:
            sent = dataclasses.replace(waiting, expires=expires.isoformat(), sealed=b"")
            _exchanged(inbox, record, waiting, sent)
            return sent


def _numbered(envelope: Envelope, one: Answer, number: int) -> Answer:
    if number >= ANSWERS:
        message = f"this writer has had {ANSWERS} answers, and looks for no more under this code"
        hint = "ask for a new message without the old code, in the last of them or otherwise"
        raise UserError(Problem(message=message, hint=hint))
    identifier = reply_id(envelope.reply_secret, number).hex()
    return dataclasses.replace(one, number=number, id=identifier)


def _exchanged(inbox: Inbox, record: Record, old: Answer, new: Answer) -> Record:
    answers = tuple(new if one is old or one.id == old.id else one for one in record.answers)
    record = dataclasses.replace(record, answers=answers)
    inbox.index.put(record)
    return record
