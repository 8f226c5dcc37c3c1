"""The header of an age file: read strictly, written in one way.

Lines and sections are those of `age.md` in github.com/C2SP/C2SP at commit 5ba5ee8 (22 July 2026).
"""

from __future__ import annotations

import hmac
import re
from binascii import a2b_base64, b2a_base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from vittne.seal.errors import FORGED, Forged, Malformed

VERSION_LINE = b"age-encryption.org/v1\n"
FILE_KEY_SIZE = 16  # lines 52-55

LONGEST_HEADER = 1 << 18
"""Bytes of a header that are read at most: about 140 hybrid recipients. The rest is refused."""

_COLUMNS = 64  # a line of a body, line 86
_ARGUMENT = re.compile(rb"[\x21-\x7e]+")  # 1*VCHAR, line 133
_MAC = 32
_ARMOR = b"-----BEGIN AGE ENCRYPTED FILE-----"


class Readable(Protocol):
    """What is read from: files, sockets, uploads."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes, and none at the end only."""
        ...


class Writable(Protocol):
    """What is written to."""

    def write(self, data: bytes, /) -> object:
        """Take all of these bytes."""
        ...


class Source:
    """Bytes of a stream, by line or by exact number, with what was read once put back."""

    def __init__(self, stream: Readable, ahead: bytes = b"") -> None:
        self._stream = stream
        self._ahead = ahead

    def line(self, longest: int) -> bytes:
        """Return one line with its line feed, or what there is without one."""
        while b"\n" not in self._ahead and len(self._ahead) < longest:
            more = self._stream.read(4096)
            if not more:
                break
            self._ahead += more
        end = self._ahead.find(b"\n") + 1 or len(self._ahead)
        line, self._ahead = self._ahead[:end], self._ahead[end:]
        return line

    def read(self, size: int) -> bytes:
        """Return exactly `size` bytes, fewer at the end only."""
        if len(self._ahead) >= size:
            data, self._ahead = self._ahead[:size], self._ahead[size:]
            return data
        parts = [self._ahead] if self._ahead else []
        missing, self._ahead = size - len(self._ahead), b""
        while missing:
            more = self._stream.read(missing)
            if not more:
                break
            parts.append(more)
            missing -= len(more)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def put_back(self, data: bytes) -> None:
        """Let the next reading begin with these bytes."""
        self._ahead = data + self._ahead


@dataclass(frozen=True, slots=True)
class Stanza:
    """One recipient's copy of the file key (age.md, "Recipient stanza", lines 84-102)."""

    arguments: tuple[str, ...]
    body: bytes

    @property
    def kind(self) -> str:
        """The first argument."""
        return self.arguments[0]

    def lines(self) -> bytes:
        """Return the stanza as it stands in a header."""
        text = encode64(self.body)
        # The last line is shorter than 64 columns, and empty where it must be (lines 87-88).
        cut = [text[at : at + _COLUMNS] for at in range(0, len(text) + 1, _COLUMNS)]
        return "".join(f"{line}\n" for line in ("-> " + " ".join(self.arguments), *cut)).encode()


@dataclass(frozen=True, slots=True)
class Header:
    """What was read: stanzas, the bytes that the MAC covers, and the MAC."""

    stanzas: tuple[Stanza, ...]
    covered: bytes
    mac: bytes

    @property
    def kinds(self) -> frozenset[str]:
        """First arguments of the stanzas."""
        return frozenset(stanza.kind for stanza in self.stanzas)

    def raw(self) -> bytes:
        """Return the very bytes that were read."""
        return self.covered + b" " + encode64(self.mac).encode() + b"\n"

    def check(self, file_key: bytes) -> None:
        """Refuse a header that is not the one that was sealed."""
        if not hmac.compare_digest(_mac(file_key, self.covered), self.mac):
            raise Forged(FORGED)


def header_bytes(stanzas: Sequence[Stanza], file_key: bytes) -> bytes:
    """Return a header with its MAC (age.md, lines 115-135)."""
    covered = VERSION_LINE + b"".join(stanza.lines() for stanza in stanzas) + b"---"
    return covered + b" " + encode64(_mac(file_key, covered)).encode() + b"\n"


def read_header(source: Source) -> Header:
    """Read a header up to its last line feed; the payload follows in the source.

    Raises
    ------
    Malformed
        Where the grammar (age.md, lines 119-135) is broken in any way.
    """
    covered = bytearray(source.line(len(VERSION_LINE)))
    if covered != VERSION_LINE:
        raise _not_age(bytes(covered))
    stanzas = []
    while not (line := _line(source, covered)).startswith(b"---"):
        stanzas.append(_stanza(line, source, covered))
    if not stanzas:
        raise Malformed("the header of this file names no recipient")
    # "up to and including the `---` mark (excluding the space following it)", lines 108-109
    del covered[len(covered) - len(line) + 3 :]
    if not re.fullmatch(rb"--- [A-Za-z0-9+/]{43}\n", line):
        raise Malformed("the header of this file does not end as it should")
    return Header(tuple(stanzas), bytes(covered), decode64(line[4:-1].decode(), _MAC))


def _not_age(start: bytes) -> Malformed:
    if start.startswith(_ARMOR[: len(VERSION_LINE)]):
        return Malformed(
            "this age file is written as text (armored), and only binary ones are read",
            "take the armor off with another age program, or ask for the binary file",
        )
    if start.startswith(b"age-encryption.org/"):
        return Malformed("this is an age file of a version that is not known here")
    return Malformed("this is no age file")


def _line(source: Source, covered: bytearray) -> bytes:
    line = source.line(LONGEST_HEADER - len(covered))
    covered += line
    if len(covered) >= LONGEST_HEADER:
        raise Malformed("the header of this file is too long")
    if not line.endswith(b"\n"):
        raise Malformed("the header of this file is cut off")
    return line


def _stanza(first: bytes, source: Source, covered: bytearray) -> Stanza:
    if not first.startswith(b"-> "):
        raise Malformed("the header of this file has a line that should not be there")
    arguments = first[3:-1].split(b" ")
    if not all(_ARGUMENT.fullmatch(argument) for argument in arguments):
        raise Malformed("a recipient in the header of this file is written wrongly")
    text = b""
    while True:
        line = _line(source, covered)[:-1]
        if len(line) > _COLUMNS:
            raise Malformed("a line in the header of this file is too long")
        text += line
        if len(line) < _COLUMNS:
            break
    body = decode64(text.decode("latin-1"))
    return Stanza(tuple(argument.decode("ascii") for argument in arguments), body)


def encode64(data: bytes) -> str:
    """Return base64 without padding (age.md, lines 14-18)."""
    return b2a_base64(data, newline=False).decode("ascii").rstrip("=")


def decode64(text: str, size: int | None = None) -> bytes:
    """Read base64 that is canonical and without padding (age.md, lines 14-18)."""
    try:
        data = a2b_base64(text + "=" * (-len(text) % 4), strict_mode=True)
    except ValueError as error:
        raise Malformed("the header of this file has a value that is no base64") from error
    if encode64(data) != text or size not in (None, len(data)):
        raise Malformed("the header of this file has a value that is not written as it should be")
    return data


def hkdf(secret: bytes, info: bytes, salt: bytes = b"", size: int = 32) -> bytes:
    """Return HKDF-SHA-256 (age.md, lines 20-23); an empty salt is the default of RFC 5869."""
    return HKDF(SHA256(), size, salt, info).derive(secret)


def _mac(file_key: bytes, covered: bytes) -> bytes:
    """Return HMAC-SHA-256 of the header (age.md, "Header MAC", lines 104-113)."""
    return hmac.digest(hkdf(file_key, b"header"), covered, "sha256")


def only(stanzas: Iterable[Stanza], kind: str) -> list[Stanza]:
    """Return the stanzas of one kind: unknown ones are ignored (age.md, lines 92-94)."""
    return [stanza for stanza in stanzas if stanza.kind == kind]
