"""A message that somebody wrote on a page: sealed while it comes."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import HttpRequest

from vittne.door.refusals import FORM, Form, Refused
from vittne.door.running import Door
from vittne.door.storage import Incoming
from vittne.door.uploads import MOST_FILE_BYTES, Reception
from vittne.seal import (
    KINDS,
    LONGEST_ENVELOPE,
    BadMessage,
    Code,
    Envelope,
    MessageWriter,
    SealError,
    WriterKeys,
    derive,
    read_code,
)

MOST_FILES = 20
LONGEST_NAME = 150


@dataclass(frozen=True, slots=True)
class Received:
    """A message that is kept."""

    code: Code = field(repr=False)
    made: bool
    files: int


class Written(Reception[Received]):
    """Seals a form: its files as they come, then what was typed."""

    def __init__(self, door: Door, request: HttpRequest, language: str) -> None:
        super().__init__(door, request)
        self._language = language
        self._writer: MessageWriter | None = None
        self._keys: WriterKeys | None = None
        self._code, self._made = Code(bytes(11)), False
        self._bytes = 0

    @property
    def form(self) -> Form:
        """What was typed, as far as it came."""
        return Form(text=self.typed("text"), kind=self.typed("kind"), code=self.typed("code"))

    def look(self) -> None:
        """Refuse what can be refused by the fields alone."""
        form = self.form
        if form.kind not in KINDS:
            raise Refused("kind")
        # The manifest of files comes on top; `finish` looks at the whole.
        if len(_lines(form.text).encode("utf-8", "replace")) > LONGEST_ENVELOPE:
            raise Refused("long")
        self._code, self._made = _code(form.code, self._language)

    def begin(self, incoming: Incoming) -> None:
        """Derive the keys, and begin to seal."""
        self._keys = self.door.derivations.run(derive, self._code)
        self._writer = MessageWriter(incoming, self.door.config.recipients)

    def begin_file(self, name: str, media_type: str) -> None:
        """Begin to seal a file."""
        if self.files > MOST_FILES:
            raise Refused("many")
        assert self._writer is not None
        self._writer.begin_file(_name(name), _name(media_type))

    def write(self, data: bytes) -> None:
        """Seal a piece of a file."""
        self._bytes += len(data)
        if self._bytes > MOST_FILE_BYTES:
            raise Refused("large")
        assert self._writer is not None
        self._writer.write(data)

    def finish(self) -> Received:
        """Seal the envelope."""
        assert self._writer is not None
        assert self._keys is not None
        form = self.form
        if not form.text.strip() and not self.files:
            raise Refused("empty")
        envelope = Envelope(
            kind=form.kind,
            text=_lines(form.text),
            language=self._language,
            form=FORM,
            reply_key=self._keys.identity.recipient,
            reply_secret=self._keys.secret,
        )
        try:
            self._writer.finish(envelope)
        except BadMessage:
            raise Refused("long") from None
        return Received(self._code, self._made, self.files)


def _lines(text: str) -> str:
    """Return the text with line feeds only; browsers send two characters for each."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _name(text: str) -> str:
    """Shorten a name in its middle, so that its ending stays."""
    half = LONGEST_NAME // 2
    return text if len(text) <= LONGEST_NAME else f"{text[:half]}…{text[-half + 1 :]}"


def _code(typed: str, language: str) -> tuple[Code, bool]:
    """Return the code that was typed, or a new one, and whether it is new."""
    if not typed.strip():
        return Code.generate(), True
    try:
        return read_code(typed, language), False
    except SealError as error:
        raise Refused("code", error=error) from error
