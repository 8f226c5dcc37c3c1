"""A message on its way in: the form is read as it comes, and sealed as it is read.

Fields come first, so that everything that can be refused is refused before a file is stored. What
is refused is read to its end and thrown away, because a browser shows no page before it has sent
all; the page then has in it what was typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, QueryDict
from django.http.multipartparser import MultiPartParser, MultiPartParserError

from vittne.door.refusals import FORM, Form, Refused
from vittne.door.running import Door
from vittne.door.storage import Incoming, StorageFailed
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

MOST_FILE_BYTES = 100 * 1000 * 1000
MOST_FILES = 20
MOST_FORM_BYTES = 1 << 20
"""What a form is longer than its files, at most."""
MOST_READ = 4 * MOST_FILE_BYTES
"""Of a form that is too long, so much is read and thrown away; then the connection is cut."""
LONGEST_NAME = 150

_TAIL = 256  # a boundary has 201 letters at most

_FIELDS = ("token", "trap", "kind", "text", "code")


@dataclass(frozen=True, slots=True)
class Received:
    """A message that is kept."""

    code: Code = field(repr=False)
    made: bool
    files: int


def receive(door: Door, request: HttpRequest, language: str) -> Received:
    """Read, seal and keep one message; see `vittne.door.mailbox.deliver`."""
    body = _Body(request)
    reception = _Reception(door, language, body)
    try:
        with door.uploads:
            reception.read(request)
            return reception.keep()
    except Refused as refused:
        reception.skim(request, refused)
        body.drain()
        raise Refused(refused.reason, reception.form, refused.error) from refused
    finally:
        reception.close()


class _Body:
    """The body of a request, counted: a connection that breaks looks like its end."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        length = request.META.get("CONTENT_LENGTH") or "0"
        self.length = int(length) if length.isdecimal() else 0
        self._read = 0
        self._tail = b""
        self.boundary = b""
        self.parts = self.unnamed = 0

    def read(self, size: int = -1) -> bytes:
        try:
            data: bytes = self._request.read(size)
        except OSError:  # Django's UnreadablePostError: the connection is gone
            return b""
        self._read += len(data)
        seen = self._tail + data
        self.parts += self._count(seen, b"--" + self.boundary + b"\r\n")
        self.unnamed += self._count(seen, b'filename=""')
        self._tail = seen[-_TAIL:]
        return data

    def _count(self, seen: bytes, what: bytes) -> int:
        """Return how often something occurs that was not counted with what came before."""
        return seen.count(what) - self._tail.count(what)

    def whole(self) -> bool:
        """Whether all came that was announced, and ends as a form ends."""
        end = b"--" + self.boundary + b"--"
        return self._read == self.length and self._tail.rstrip(b"\r\n").endswith(end)

    def drain(self) -> None:
        """Read what is left and throw it away."""
        if self.length <= MOST_READ:
            while self.read(64 * 1024):
                pass


class _Parser(MultiPartParser):
    """Django's parser, which also says which fields have come so far."""

    _post: QueryDict  # Django's own, from the moment on when parsing begins

    def fields(self) -> Mapping[str, list[str]]:
        if not hasattr(self, "_post"):
            return {}
        return {name: list(values) for name, values in self._post.lists()}


class _Reception(FileUploadHandler):
    """Takes the form apart: fields into memory, files into the seal."""

    chunk_size = 64 * 1024

    def __init__(self, door: Door, language: str, body: _Body) -> None:
        super().__init__()
        self._door, self._language, self._body = door, language, body
        self._parser: _Parser | None = None
        self._refused: Refused | None = None
        self._fields: Mapping[str, list[str]] | None = None
        self._incoming: Incoming | None = None
        self._writer: MessageWriter | None = None
        self._keys: WriterKeys | None = None
        self._code, self._made = Code(bytes(11)), False
        self._files = self._bytes = 0

    @property
    def form(self) -> Form:
        """What was typed, as far as it came."""
        typed = self._parser.fields() if self._parser else {}
        return Form(text=_last(typed, "text"), kind=_last(typed, "kind"), code=_last(typed, "code"))

    # ------------------------------------------------------------ the three steps

    def read(self, request: HttpRequest) -> None:
        """Read the form; what is refused is noted, and the rest thrown away."""
        if self._body.length > MOST_FILE_BYTES + MOST_FORM_BYTES:
            raise Refused("large")
        self._parse(request)
        if self._refused:
            raise self._refused
        if not self._body.whole():
            raise Refused("broken")
        # The parser passes over what it cannot read: a file must not be lost without a word.
        assert self._parser is not None
        read = sum(map(len, self._parser.fields().values())) + self._files
        if read + self._body.unnamed < self._body.parts:
            raise Refused("broken")

    def skim(self, request: HttpRequest, refused: Refused) -> None:
        """Read what was typed of a form that was refused unread, so that its text is not lost."""
        if self._parser is None and self._body.length <= MOST_READ:
            self._refused = refused
            with suppress(Refused):
                self._parse(request)

    def _parse(self, request: HttpRequest) -> None:
        """Read the form to its end, where it is one."""
        try:
            self._parser = _Parser(request.META, self._body, [self], "utf-8")  # type: ignore[arg-type]
            self._parser.parse()
        except (MultiPartParserError, BadRequest):
            raise Refused("broken") from None
        except SuspiciousOperation as error:
            # Too many fields or files, or too much text in fields.
            reason = "long" if type(error).__name__ == "RequestDataTooBig" else "many"
            raise Refused(reason) from None

    def keep(self) -> Received:
        """Seal the envelope and keep the message."""
        if self._writer is None:
            self._begin()
        assert self._parser is not None
        assert self._writer is not None
        assert self._incoming is not None
        assert self._keys is not None
        if self._fields != self._parser.fields():
            raise Refused("broken")  # fields after files were not looked at
        form = self.form
        if not form.text.strip() and not self._files:
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
        except StorageFailed:
            raise Refused("full") from None
        try:
            self._incoming.acknowledge()
        except StorageFailed:
            raise Refused("full") from None
        self._incoming = None
        self._door.housekeeper.wake()
        return Received(self._code, self._made, self._files)

    def close(self) -> None:
        """Delete what was stored of a message that is not kept."""
        if self._incoming is not None:
            self._incoming.discard()
            self._door.housekeeper.wake()

    # ------------------------------------------------------------ before the first file

    def _begin(self) -> None:
        """Look at the fields, and begin the message."""
        assert self._parser is not None
        self._fields = self._parser.fields()
        typed = {name: _last(self._fields, name) for name in _FIELDS}
        self._door.tokens.use(typed["token"])
        if typed["trap"]:
            raise Refused("trap")
        if typed["kind"] not in KINDS:
            raise Refused("kind")
        # The manifest of files comes on top; `finish` looks at the whole.
        if len(_lines(typed["text"]).encode("utf-8", "replace")) > LONGEST_ENVELOPE:
            raise Refused("long")
        self._code, self._made = _code(typed["code"], self._language)
        if not self._door.store.has_room(self._body.length):
            raise Refused("full")
        self._door.messages.take()
        self._keys = self._door.derivations.run(derive, self._code)
        self._incoming = self._door.store.incoming()
        self._writer = MessageWriter(self._incoming, self._door.config.recipients)

    # ------------------------------------------------------------ what the parser calls

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """Note what stands between the fields."""
        self._body.boundary = args[3]

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Begin a file, or throw it away where the message is refused already."""
        _, name, media_type = args[:3]
        with self._skipping():
            if self._writer is None:
                self._begin()
            self._files += 1
            if self._files > MOST_FILES:
                raise Refused("many")
            assert self._writer is not None
            self._writer.begin_file(_name(str(name)), _name(str(media_type or "")))

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Seal a piece of a file."""
        with self._skipping():
            self._bytes += len(raw_data)
            if self._bytes > MOST_FILE_BYTES:
                raise Refused("large")
            assert self._writer is not None
            self._writer.write(raw_data)

    def file_complete(self, file_size: int) -> None:
        """Nothing is handed on: the file is sealed already."""

    @contextmanager
    def _skipping(self) -> Iterator[None]:
        """Note why the message is refused, and throw away this file and those that follow."""
        if self._refused:
            raise SkipFile
        try:
            yield
        except Refused as refused:
            self._refused = refused
        except StorageFailed:
            self._refused = Refused("full")
        if self._refused:
            raise SkipFile


def _last(fields: Mapping[str, list[str]], name: str) -> str:
    values = fields.get(name)
    return values[-1] if values else ""


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
