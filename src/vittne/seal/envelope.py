"""What a message and a reply say, as canonical JSON, read as strictly as it is written."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from vittne.seal.errors import BadKey, BadMessage
from vittne.seal.keys import HybridRecipient, read_recipient
from vittne.terms.canonical import canonical_json

KINDS = ("testimony", "help", "both")
SECRET = 32

_MESSAGE = frozenset({"files", "form", "kind", "language", "reply_key", "reply_secret", "text"})
_FILE = frozenset({"name", "sha256", "size", "type"})
_REPLY = frozenset({"language", "text"})


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file of a message, as the manifest names it.

    Attributes
    ----------
    name, media_type : str
        As the writer's browser said: never a path to write to.
    size : int
        Bytes.
    sha256 : str
        64 hexadecimal digits.
    """

    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """One message of a writer.

    Attributes
    ----------
    kind : str
        `testimony`, `help` or `both`.
    text : str
        What the writer wrote.
    language : str
        Language of the page: `en`, `ru`, `sv`, ...
    form : int
        Version of the form that was filled in.
    reply_key : HybridRecipient
        Whom an answer is sealed to.
    reply_secret : bytes
        32 bytes, of which the ids of answers follow (`reply_id`). Never shown by `repr`.
    files : tuple of FileEntry
        The manifest, in the order of the files.
    """

    kind: str
    text: str
    language: str
    form: int
    reply_key: HybridRecipient = field(repr=False)
    reply_secret: bytes = field(repr=False)
    files: tuple[FileEntry, ...] = ()

    def to_json(self) -> bytes:
        """Return canonical JSON."""
        return canonical_json(
            {
                "files": [
                    {"name": f.name, "sha256": f.sha256, "size": f.size, "type": f.media_type}
                    for f in self.files
                ],
                "form": self.form,
                "kind": self.kind,
                "language": self.language,
                "reply_key": str(self.reply_key),
                "reply_secret": self.reply_secret.hex(),
                "text": self.text,
            }
        )

    @classmethod
    def from_json(cls, data: bytes) -> Envelope:
        """Read what `to_json` wrote.

        Raises
        ------
        BadMessage
            Where a key is missing, unknown or of a wrong kind, or the JSON is not canonical.
        """
        read = _Fields(_object(data), _MESSAGE)
        return cls(
            kind=read.one_of("kind", KINDS),
            text=read.text("text"),
            language=read.matching("language", r"[a-z]{2,3}"),
            form=read.whole("form"),
            reply_key=read.recipient("reply_key"),
            reply_secret=bytes.fromhex(read.matching("reply_secret", rf"[0-9a-f]{{{SECRET * 2}}}")),
            files=tuple(
                FileEntry(
                    name=entry.text("name"),
                    media_type=entry.text("type"),
                    size=entry.whole("size"),
                    sha256=entry.matching("sha256", r"[0-9a-f]{64}"),
                )
                for entry in read.several("files", _FILE)
            ),
        )


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer to a writer."""

    text: str
    language: str

    def to_json(self) -> bytes:
        """Return canonical JSON."""
        return canonical_json({"language": self.language, "text": self.text})

    @classmethod
    def from_json(cls, data: bytes) -> Reply:
        """Read what `to_json` wrote."""
        read = _Fields(_object(data), _REPLY)
        return cls(read.text("text"), read.matching("language", r"[a-z]{2,3}"))


def _object(data: bytes) -> Any:
    try:
        value = json.loads(data.decode("utf-8"))
        canonical = canonical_json(value)
    except (ValueError, RecursionError) as error:
        raise BadMessage("this message is not written as messages are") from error
    if canonical != data:
        raise BadMessage("this message is not written as messages are")
    return value


class _Fields:
    """The fields of one JSON object, each read by its kind."""

    def __init__(self, value: Any, names: frozenset[str]) -> None:
        if not isinstance(value, Mapping) or value.keys() != names:
            raise BadMessage("this message does not have the fields that messages have")
        self._value = value

    def text(self, name: str) -> str:
        value = self._value[name]
        if not isinstance(value, str):
            raise _wrong(name)
        return value

    def matching(self, name: str, pattern: str) -> str:
        text = self.text(name)
        if not re.fullmatch(pattern, text):
            raise _wrong(name)
        return text

    def one_of(self, name: str, known: tuple[str, ...]) -> str:
        text = self.text(name)
        if text not in known:
            raise _wrong(name)
        return text

    def whole(self, name: str) -> int:
        value = self._value[name]
        if type(value) is not int or value < 0:
            raise _wrong(name)
        return value

    def recipient(self, name: str) -> HybridRecipient:
        try:
            recipient = read_recipient(self.text(name))
        except BadKey as error:
            raise _wrong(name) from error
        if not isinstance(recipient, HybridRecipient):
            raise _wrong(name)
        return recipient

    def several(self, name: str, names: frozenset[str]) -> list[_Fields]:
        value = self._value[name]
        if not isinstance(value, list):
            raise _wrong(name)
        return [_Fields(item, names) for item in value]


def _wrong(name: str) -> BadMessage:
    return BadMessage(f"this message has a wrong value in its field {name}")
