"""What an inbox knows of its messages: an index, sealed to the inbox's own key.

It saves opening every message to list them, and it remembers which answers were left where. In
the clear it would say who asked for help and when; so it lies sealed, like the messages.
"""

from __future__ import annotations

import dataclasses
import io
import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vittne.inbox.files import replace
from vittne.seal import HybridIdentity, SealError, decrypt, encrypt
from vittne.terms.canonical import canonical_json
from vittne.terms.errors import Problem, UserError

FILE = "index.age"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a message.

    Attributes
    ----------
    number : int
        The n of `reply_id`: counted for a writer, over all messages of that writer.
    id : str
        Where it lies at the door, 32 hexadecimal digits.
    text : str
        What it says.
    expires : str
        The day on which the door deletes it; empty while the door does not have it.
    sealed : bytes
        What is left at the door; empty once the door has it.
    """

    number: int
    id: str
    text: str = field(repr=False)
    expires: str = ""
    sealed: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Record:
    """One message, as the index has it.

    Attributes
    ----------
    id : str
        The name that the door gave it.
    day : str
        On which it came, as the door said; empty where the index was lost.
    size : int
        Bytes of the sealed original.
    sha256 : str
        Of the sealed original.
    kind, language : str
        As the envelope says.
    letters : int
        Length of the text.
    files : tuple of int
        Size of each file.
    mailbox : str
        The same for all messages of one writer, 32 hexadecimal digits.
    answers : tuple of Answer
    done : bool
    """

    id: str
    day: str
    size: int
    sha256: str
    kind: str
    language: str
    letters: int
    files: tuple[int, ...]
    mailbox: str
    answers: tuple[Answer, ...] = ()
    done: bool = False


class Index:
    """All records. Every change is on the disk before the next line runs."""

    def __init__(self, folder: Path, key: HybridIdentity, records: Mapping[str, Record]) -> None:
        self._path, self._key, self._records = folder / FILE, key, dict(records)

    @classmethod
    def read(cls, folder: Path, key: HybridIdentity) -> Index:
        """Read the index of an inbox; an inbox that never pulled has none.

        Raises
        ------
        UserError
            Where it does not open, or is none.
        """
        try:
            sealed = (folder / FILE).read_bytes()
        except FileNotFoundError:
            return cls(folder, key, {})
        plain = io.BytesIO()
        try:
            decrypt(io.BytesIO(sealed), plain, [key])
            content = json.loads(plain.getvalue())
            if content["version"] != VERSION:
                raise ValueError(content["version"])
            records = {one["id"]: _record(one) for one in content["messages"]}
        except SealError as error:
            raise _unusable(error.problems[0].message) from error
        except (ValueError, KeyError, TypeError) as error:
            raise _unusable("it is no index of this version") from error
        return cls(folder, key, records)

    def records(self) -> tuple[Record, ...]:
        """Return all, the earliest day first."""
        return tuple(sorted(self._records.values(), key=lambda one: (one.day, one.id)))

    def get(self, identifier: str) -> Record | None:
        """Return one, or None."""
        return self._records.get(identifier)

    def put(self, record: Record) -> None:
        """Add a record, or put it in the place of the one with its id."""
        self._records[record.id] = record
        messages = [dataclasses.asdict(one) for one in self.records()]
        for message in messages:
            for answer in message["answers"]:
                answer["sealed"] = b64encode(answer["sealed"]).decode()
        sealed = io.BytesIO()
        plain = canonical_json({"version": VERSION, "messages": messages})
        encrypt(io.BytesIO(plain), sealed, [self._key.recipient])
        replace(self._path, sealed.getvalue())

    def next_number(self, mailbox: str) -> int:
        """Return the first number that no answer to this writer had."""
        used = [
            answer.number
            for record in self._records.values()
            if record.mailbox == mailbox
            for answer in record.answers
        ]
        return max(used, default=-1) + 1


def _record(one: dict[str, Any]) -> Record:
    answers = tuple(
        Answer(**{**answer, "sealed": b64decode(answer["sealed"])}) for answer in one["answers"]
    )
    return Record(**{**one, "answers": answers, "files": tuple(one["files"])})


def _unusable(why: str) -> UserError:
    hint = "move it away and pull: it is made anew from the sealed originals"
    return UserError(Problem(file=FILE, message=f"the index cannot be read: {why}", hint=hint))
