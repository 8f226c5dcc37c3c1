"""What pages may do with the mailbox: all that views call, and nothing below it.

A page that sends a message is a form with `enctype="multipart/form-data"` and, in this order, the
fields

    token   hidden, from `issue_token()`, a new one in every form
    trap    hidden from people; whatever is written there is refused
    kind    `testimony`, `help` or `both`
    text    what the writer says; may be empty where there are files
    code    optional: "I have a code already"
    files   any number of files, last

and its view calls `deliver`. A page that hands in what is sealed already has a form with

    token   as above
    trap    as above
    block   text: a block; empty where there is a file
    sealed  one file: an age file, or text with a block in it; last

and its view calls `hand_in`. Every other form is urlencoded and read with `request.POST`.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest

from vittne.door import running
from vittne.door.config import Config
from vittne.door.guides import Guide
from vittne.door.handed import Handed
from vittne.door.refusals import FORM, REASONS, Form, Refused
from vittne.door.uploads import MOST_FILE_BYTES
from vittne.door.written import MOST_FILES, Written
from vittne.seal import (
    ANSWERS,
    BadBlock,
    Code,
    SealError,
    derive,
    open_reply,
    read_code,
    read_slip,
    reply_id,
    write_block,
)

__all__ = [
    "ANSWERS",
    "FORM",
    "MOST_FILES",
    "MOST_FILE_BYTES",
    "REASONS",
    "Answer",
    "Delivered",
    "Form",
    "Refused",
    "SealedAnswer",
    "answers",
    "check_token",
    "config",
    "delete_answers",
    "delete_sealed_answers",
    "deliver",
    "guides",
    "hand_in",
    "issue_token",
    "sealed_answers",
]


@dataclass(frozen=True, slots=True)
class Delivered:
    """A message that is kept: sealed, stored, and its acknowledgement written to the disk.

    Attributes
    ----------
    code : Code
        By which the writer comes back: `code.words(language)`, `code.digits()`.
    made : bool
        Whether the code was made here (to be shown now, once) or typed by the writer.
    files : int
        Files that came with it.
    """

    code: Code = field(repr=False)
    made: bool
    files: int


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to the writer.

    Attributes
    ----------
    number : int
        0 to 63: what `delete_answers` takes.
    text : str or None
        None where it was sealed to another key or damaged, and nobody can read it.
    language : str
        Of the text; empty where there is none.
    expires : datetime.date
        The day on which it is deleted.
    """

    number: int
    text: str | None = field(repr=False)
    language: str
    expires: datetime.date


@dataclass(frozen=True, slots=True)
class SealedAnswer:
    """An answer that only its writer can open.

    Attributes
    ----------
    id : str
        Where it lies, 32 hexadecimal digits: what `delete_sealed_answers` takes.
    block : str
        As text, to be copied.
    expires : datetime.date
        The day on which it is deleted.
    """

    id: str
    block: str = field(repr=False)
    expires: datetime.date


def config() -> Config:
    """Return the settings of the door: whose it is, who reads, languages, `invented`."""
    return running.door().config


def guides(language: str) -> tuple[Guide, ...]:
    """Return the guides of a language that readers get."""
    return tuple(one for one in running.door().guides if one.language == language)


def issue_token() -> str:
    """Return a token for one form. Tokens are equally long and nothing of them is stored."""
    return running.door().tokens.issue()


def check_token(token: str) -> None:
    """Use up a token (`deliver` does this itself).

    Raises
    ------
    Refused
        `old`: of an earlier start of the server, or a day old, or no token; `used`: sent before.
    """
    running.door().tokens.use(token)


def deliver(request: HttpRequest, language: str) -> Delivered:
    """Read the form that carries a message, seal it while it comes, keep it, acknowledge it.

    Nothing of it is written anywhere in the clear. Where it is refused, nothing of it is kept.

    Parameters
    ----------
    request : HttpRequest
        A POST whose body nobody has read: do not touch `request.POST` before.
    language : str
        Of the page: the language of the message, and of a code that is typed in words.

    Raises
    ------
    Refused
        With a reason, an HTTP status, and what was typed, to be shown in the form again.
    """
    received = Written(running.door(), request, language).receive()
    return Delivered(code=received.code, made=received.made, files=received.files)


def hand_in(request: HttpRequest) -> None:
    """Read the form that carries a sealed message, keep it, acknowledge it.

    Parameters
    ----------
    request : HttpRequest
        As `deliver` takes it.

    Raises
    ------
    Refused
        With what was pasted. `block`, with `error` a `vittne.seal.BadBlock`; `foreign`, `size`,
        `unsealed`, `both`: see `REASONS`.
    """
    Handed(running.door(), request).receive()


def answers(code: str, language: str) -> tuple[Answer, ...]:
    """Return the answers that wait for the writer who has this code; they stay where they are.

    An unknown code, an empty mailbox and one without answers take the same work and give the
    same: an empty tuple.

    Parameters
    ----------
    code : str
        As it was typed.

    Raises
    ------
    Refused
        `code`, with `error` a `vittne.seal.BadCode` that says what is wrong: nothing was looked up.
        `busy`: too many at once.
    """
    door = running.door()
    keys = door.derivations.run(derive, _read(code, language))
    numbers = {reply_id(keys.secret, number): number for number in range(ANSWERS)}
    found = []
    for identifier, expires, sealed in door.store.replies(tuple(numbers)):
        try:
            reply = open_reply(sealed, keys.identity)
        except SealError:
            found.append(Answer(numbers[identifier], None, "", expires))
        else:
            found.append(Answer(numbers[identifier], reply.text, reply.language, expires))
    return tuple(sorted(found, key=lambda answer: answer.number))


def delete_answers(code: str, numbers: Sequence[int], language: str) -> None:
    """Delete answers; those that are not there make no difference.

    Raises
    ------
    Refused
        As `answers` does.
    """
    door = running.door()
    keys = door.derivations.run(derive, _read(code, language))
    wanted = {number for number in numbers if 0 <= number < ANSWERS}
    door.store.delete_replies([reply_id(keys.secret, number) for number in sorted(wanted)])
    door.housekeeper.wake()


def sealed_answers(slip: str) -> tuple[SealedAnswer, ...]:
    """Return the answers that wait under the ids of a slip, sealed as they are.

    Unknown ids, and ids without answers, take the same work and give the same: an empty tuple.

    Raises
    ------
    Refused
        `block`, with `error` a `vittne.seal.BadBlock`: nothing was looked up.
    """
    found = running.door().store.replies(_ids(slip))
    return tuple(
        SealedAnswer(identifier.hex(), write_block(sealed), expires)
        for identifier, expires, sealed in sorted(found)
    )


def delete_sealed_answers(slip: str, identifier: str) -> None:
    """Delete one answer of a slip; one that is not there makes no difference.

    Raises
    ------
    Refused
        As `sealed_answers` does.
    """
    door = running.door()
    door.store.delete_replies([one for one in _ids(slip) if one.hex() == identifier])
    door.housekeeper.wake()


def _ids(slip: str) -> tuple[bytes, ...]:
    try:
        return read_slip(slip)
    except BadBlock as bad:
        raise Refused("block", error=bad) from bad


def _read(code: str, language: str) -> Code:
    try:
        return read_code(code, language)
    except SealError as error:
        raise Refused("code", error=error) from error
