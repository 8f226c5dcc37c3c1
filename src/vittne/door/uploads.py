"""A message on its way in: the form is read as it comes, and what it carries is kept sealed.

Fields come first, so that everything that can be refused is refused before a file is stored. What
is refused is read to its end and thrown away, because a browser shows no page before it has sent
all; the page then has in it what was typed.

`Reception` reads forms. `vittne.door.written` seals what somebody wrote, as it is read;
`vittne.door.handed` takes what came sealed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, Generic, TypeVar

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, QueryDict
from django.http.multipartparser import MultiPartParser, MultiPartParserError

from vittne.door.refusals import Form, Refused
from vittne.door.running import Door
from vittne.door.storage import Incoming, StorageFailed

Kept = TypeVar("Kept")

MOST_FILE_BYTES = 100 * 1000 * 1000
MOST_FORM_BYTES = 1 << 20
"""What a form is longer than its files, at most."""
MOST_READ = 4 * MOST_FILE_BYTES
"""Of a form that is too long, so much is read and thrown away; then the connection is cut."""

_TAIL = 256  # a boundary has 201 letters at most


class Body:
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
        """Return some bytes, and none where there are no more."""
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


class Reception(FileUploadHandler, Generic[Kept]):
    """Takes the form of a message apart; what it carries, and how, is said by who inherits."""

    chunk_size = 64 * 1024

    def __init__(self, door: Door, request: HttpRequest) -> None:
        super().__init__()
        self.door, self.body = door, Body(request)
        self.incoming: Incoming | None = None
        self._request = request
        self._parser: _Parser | None = None
        self._refused: Refused | None = None
        self._fields: Mapping[str, list[str]] | None = None
        self.files = 0

    # ------------------------------------------------------------ what is different for each

    @property
    def form(self) -> Form:
        """What was typed, as far as it came."""
        raise NotImplementedError

    def look(self) -> None:
        """Refuse what can be refused by the fields alone."""
        raise NotImplementedError

    def begin(self, incoming: Incoming) -> None:
        """Begin to write a message."""
        raise NotImplementedError

    def begin_file(self, name: str, media_type: str) -> None:
        """Begin a file."""
        raise NotImplementedError

    def write(self, data: bytes) -> None:
        """Take a piece of a file."""
        raise NotImplementedError

    def finish(self) -> Kept:
        """Write the rest of the message."""
        raise NotImplementedError

    # ------------------------------------------------------------ from the form to the mailbox

    def receive(self) -> Kept:
        """Read the form, and keep the message.

        Raises
        ------
        Refused
            Then nothing of it is kept.
        """
        try:
            with self.door.uploads:
                self._read()
                return self._keep()
        except Refused as refused:
            self._skim(refused)
            self.body.drain()
            raise Refused(refused.reason, self.form, refused.error) from refused
        finally:
            self._close()

    def _read(self) -> None:
        """Read the form; what is refused is noted, and the rest thrown away."""
        if self.body.length > MOST_FILE_BYTES + MOST_FORM_BYTES:
            raise Refused("large")
        self._parse()
        if self._refused:
            raise self._refused
        if not self.body.whole():
            raise Refused("broken")
        # The parser passes over what it cannot read: a file must not be lost without a word.
        assert self._parser is not None
        read = sum(map(len, self._parser.fields().values())) + self.files
        if read + self.body.unnamed < self.body.parts:
            raise Refused("broken")

    def _skim(self, refused: Refused) -> None:
        """Read what was typed of a form that was refused unread, so that its text is not lost."""
        if self._parser is None and self.body.length <= MOST_READ:
            self._refused = refused
            with suppress(Refused):
                self._parse()

    def _parse(self) -> None:
        """Read the form to its end, where it is one."""
        try:
            self._parser = _Parser(self._request.META, self.body, [self], "utf-8")  # type: ignore[arg-type]
            self._parser.parse()
        except (MultiPartParserError, BadRequest):
            raise Refused("broken") from None
        except SuspiciousOperation as error:
            # Too many fields or files, or too much text in fields.
            reason = "long" if type(error).__name__ == "RequestDataTooBig" else "many"
            raise Refused(reason) from None

    def _begin(self) -> None:
        """Look at the fields, before the first file, and begin the message."""
        assert self._parser is not None
        self._fields = self._parser.fields()
        self.door.tokens.use(self.typed("token"))
        if self.typed("trap"):
            raise Refused("trap")
        self.look()
        if not self.door.store.has_room(self.body.length):
            raise Refused("full")
        self.door.messages.take()
        self.incoming = self.door.store.incoming()
        self.begin(self.incoming)

    def _keep(self) -> Kept:
        """Keep the message, and acknowledge it."""
        if self.incoming is None:
            self._begin()
        assert self._parser is not None
        assert self.incoming is not None
        if self._fields != self._parser.fields():
            raise Refused("broken")  # fields after files were not looked at
        try:
            kept = self.finish()
            self.incoming.acknowledge()
        except StorageFailed:
            raise Refused("full") from None
        self.incoming = None
        self.door.housekeeper.wake()
        return kept

    def _close(self) -> None:
        """Delete what was stored of a message that is not kept."""
        if self.incoming is not None:
            self.incoming.discard()
            self.door.housekeeper.wake()

    def typed(self, name: str) -> str:
        """Return what a field holds, as far as it came."""
        values = self._parser.fields().get(name) if self._parser else None
        return values[-1] if values else ""

    # ------------------------------------------------------------ what the parser calls

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """Note what stands between the fields."""
        self.body.boundary = args[3]

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Begin a file, or throw it away where the message is refused already."""
        _, name, media_type = args[:3]
        with self._skipping():
            if self.incoming is None:
                self._begin()
            self.files += 1
            self.begin_file(str(name), str(media_type or ""))

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take a piece of a file."""
        with self._skipping():
            self.write(raw_data)

    def file_complete(self, file_size: int) -> None:
        """Nothing is handed on: the file is taken already."""

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
