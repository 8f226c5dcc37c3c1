"""A message or reply as one age file, padded; files stream through and never rest.

What is sealed (all lengths big-endian; `docs/reference/seal.md` has a drawing):

    magic                       17 bytes for a message, 15 for a reply
    0x01 length(4) bytes        a file begins, with its first piece
    0x02 length(4) bytes        one more piece of the same file: 64 KiB, and the last the rest
    0x03 length(4) bytes        the envelope, canonical JSON; after the last file
    0x00 0x00 ...               padding to the end, zero bytes only

The envelope stands last because sizes and hashes of files are known only then.
"""

from __future__ import annotations

import dataclasses
import hashlib
import io
import struct
from collections.abc import Callable, Iterator, Sequence
from types import TracebackType

from vittne.seal.age import opened, sealing
from vittne.seal.envelope import Envelope, FileEntry, Reply
from vittne.seal.errors import BadMessage
from vittne.seal.header import Readable, Source, Writable
from vittne.seal.keys import HybridIdentity, HybridRecipient
from vittne.seal.padding import TEXT_SIZES, message_size
from vittne.seal.payload import CHUNK

MESSAGE = b"vittne message 1\n"
REPLY = b"vittne reply 1\n"
LONGEST_ENVELOPE = TEXT_SIZES[-1] - len(MESSAGE) - 5
"""Bytes of JSON that fit, manifest included."""
PIECE = 64 * 1024
"""Bytes of a file in a frame, so that the size does not tell in which pieces a file came."""

_PADDING, _FILE, _MORE, _ENVELOPE = range(4)
_HEAD = struct.Struct(">BI")


class MessageWriter:
    """Seals a message while its files arrive.

    Call `begin_file` and `write` for each file, then `finish` once. As a context manager it
    guards against forgetting: left without `finish`, the file has no end and nobody can open it.
    """

    def __init__(self, out: Writable, recipients: Sequence[HybridRecipient]) -> None:
        self._payload = sealing(out, recipients)
        self._payload.write(MESSAGE)
        self._size = len(MESSAGE)
        self._files: list[FileEntry] = []
        self._open: tuple[str, str] | None = None
        self._hash = hashlib.sha256()
        self._length = 0
        self._held = bytearray()

    def begin_file(self, name: str, media_type: str) -> None:
        """Begin the next file; name and type are what the writer's browser said."""
        self._end_file()
        self._open = (name, media_type)
        self._hash = hashlib.sha256()
        self._length = 0
        self._frame(_FILE, b"")

    def write(self, data: bytes | bytearray | memoryview) -> int:
        """Seal a piece of the file that was begun last, and return its length."""
        if self._open is None:
            raise ValueError("begin a file first")
        self._hash.update(data)
        self._length += len(data)
        self._held += data
        while len(self._held) >= PIECE:
            self._frame(_MORE, self._held[:PIECE])
            del self._held[:PIECE]
        return len(data)

    def finish(self, envelope: Envelope) -> Envelope:
        """Seal the envelope with the manifest of the files, pad and close.

        Returns
        -------
        Envelope
            With its files.

        Raises
        ------
        BadMessage
            Where the envelope is longer than `LONGEST_ENVELOPE`. Nothing is closed then.
        """
        self._end_file()
        whole = dataclasses.replace(envelope, files=tuple(self._files))
        data = whole.to_json()
        size = self._size + _HEAD.size + len(data)
        target = message_size(size, files=bool(self._files))
        if target is None or len(data) > LONGEST_ENVELOPE:
            raise BadMessage("this text is too long")
        self._frame(_ENVELOPE, data)
        _pad(self._payload, target - size)
        self._payload.close()
        return whole

    def _end_file(self) -> None:
        if self._open is not None:
            if self._held:
                self._frame(_MORE, self._held)
                self._held = bytearray()
            digest = self._hash.hexdigest()
            self._files.append(FileEntry(*self._open, self._length, digest))
            self._open = None

    def _frame(self, kind: int, data: bytes | bytearray) -> None:
        self._payload.write(_HEAD.pack(kind, len(data)))
        self._payload.write(data)
        self._size += _HEAD.size + len(data)

    def __enter__(self) -> MessageWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # Nothing to close: only `finish` makes the file whole.
        return


def _pad(out: Writable, count: int) -> None:
    zeros = bytes(CHUNK)
    for at in range(0, count, CHUNK):
        out.write(zeros[: count - at])


def seal_message(envelope: Envelope, recipients: Sequence[HybridRecipient]) -> bytes:
    """Return a message without files, sealed: one of two sizes for a number of recipients."""
    out = io.BytesIO()
    MessageWriter(out, recipients).finish(envelope)
    return out.getvalue()


def seal_reply(reply: Reply, recipient: HybridRecipient) -> bytes:
    """Return a reply, sealed to the key that came with the message: one of two sizes.

    Raises
    ------
    BadMessage
        Where the text is too long.
    """
    data = reply.to_json()
    size = len(REPLY) + _HEAD.size + len(data)
    target = message_size(size, files=False)
    if target is None:
        raise BadMessage("this text is too long")
    out = io.BytesIO()
    with sealing(out, [recipient]) as payload:
        payload.write(REPLY + _HEAD.pack(_ENVELOPE, len(data)) + data)
        _pad(payload, target - size)
    return out.getvalue()


def open_message(
    source: Readable,
    identities: Sequence[HybridIdentity],
    receive: Callable[[int], Writable],
) -> Envelope:
    """Open a message, hand its files over as they come, and check them against the manifest.

    Parameters
    ----------
    receive : callable
        Called with 0, 1, ... when a file begins; returns what its bytes are written to. Until
        this function returns, what was written is not proved to be whole.

    Raises
    ------
    SealError
        As `decrypt` does; `BadMessage` where what was sealed is no message.
    """
    plain = Source(_Chunks(opened(source, identities)))
    seen: list[tuple[int, str]] = []
    data = _read_frames(plain, MESSAGE, receive, seen)
    envelope = Envelope.from_json(data)
    if [(entry.size, entry.sha256) for entry in envelope.files] != seen:
        raise BadMessage("the files of this message are not those that its manifest names")
    return envelope


def open_reply(sealed: bytes, identity: HybridIdentity) -> Reply:
    """Open a reply.

    Raises
    ------
    SealError
        As `open_message` does.
    """
    plain = Source(_Chunks(opened(io.BytesIO(sealed), [identity])))
    return Reply.from_json(_read_frames(plain, REPLY, _no_files, []))


def _no_files(index: int) -> Writable:
    raise BadMessage("a reply has no files")


class _Chunks:
    """Chunks as a stream that can be read."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._left = memoryview(b"")

    def read(self, size: int) -> bytes:
        if not self._left:
            self._left = memoryview(next(self._chunks, b""))
        piece, self._left = self._left[:size], self._left[size:]
        return bytes(piece)


def _read_frames(
    plain: Source,
    magic: bytes,
    receive: Callable[[int], Writable],
    seen: list[tuple[int, str]],
) -> bytes:
    """Return the envelope; write the files, and note size and hash of each in `seen`."""
    if plain.read(len(magic)) != magic:
        raise BadMessage("this file holds something else than a message or reply")
    kind, length = _head(plain)
    while kind == _FILE:
        sink, digest, size = receive(len(seen)), hashlib.sha256(), 0
        while True:
            for piece in _pieces(plain, length):
                digest.update(piece)
                sink.write(piece)
            size += length
            kind, length = _head(plain)
            if kind != _MORE:
                break
        seen.append((size, digest.hexdigest()))
    if kind != _ENVELOPE or length > LONGEST_ENVELOPE:
        raise BadMessage("this message has no envelope where it should be")
    data = plain.read(length)
    while rest := plain.read(CHUNK):
        if rest.count(0) != len(rest):
            raise BadMessage("something stands where this message should be padded")
    if len(data) != length:
        raise BadMessage("this message ends too early")
    return data


def _head(plain: Source) -> tuple[int, int]:
    data = plain.read(_HEAD.size)
    if len(data) != _HEAD.size:
        raise BadMessage("this message ends too early")
    kind, length = _HEAD.unpack(data)
    return kind, length


def _pieces(plain: Source, length: int) -> Iterator[bytes]:
    while length:
        piece = plain.read(min(length, CHUNK))
        if not piece:
            raise BadMessage("this message ends too early")
        length -= len(piece)
        yield piece
