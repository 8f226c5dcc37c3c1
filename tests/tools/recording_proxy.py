"""All the network that a browser has: it passes on every byte, and keeps it.

A browser is told that this is its proxy, for all addresses. What it asks of anybody arrives here,
and goes to the one door that there is.
"""

from __future__ import annotations

import io
import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from canary import SHALLOW, Found, Search

PATIENCE = 120.0
_TUNNEL = b"CONNECT "


@dataclass
class Connection:
    """What went over one connection.

    Attributes
    ----------
    sent, received : bytearray
        By the browser.
    """

    sent: bytearray = field(default_factory=bytearray)
    received: bytearray = field(default_factory=bytearray)


@dataclass(frozen=True)
class Message:
    """A request or a response.

    Attributes
    ----------
    first : str
        Its first line.
    headers : dict
        By name in small letters.
    body : bytes
        Compressed, where it was.
    """

    first: str
    headers: dict[str, str]
    body: bytes = field(repr=False)

    @property
    def head(self) -> str:
        """The first line and the values of the headers."""
        return "\n".join((self.first, *self.headers.values()))

    def contents(self) -> list[tuple[str, bytes]]:
        """Return what it carries: the fields of a form, or all of it."""
        if self.first.startswith("POST"):
            return [
                one
                for name, file, content in self.fields()
                for one in ((name, content), (f"file name of {name}", file.encode()))
            ]
        return [("", self.body)]

    def fields(self) -> list[tuple[str, str, bytes]]:
        """Return name, file name and content of each field of a form that was sent."""
        kind = self.headers.get("content-type", "")
        if kind.startswith("multipart/form-data; boundary="):
            return list(_parts(self.body, kind.partition("boundary=")[2].encode()))
        pairs = parse_qsl(self.body.decode("ascii"), keep_blank_values=True, strict_parsing=True)
        return [(name, "", value.encode()) for name, value in pairs]


class RecordingProxy:
    """Passes everything on to one port of this machine, and keeps it.

    Attributes
    ----------
    port : int
        Where it listens.
    connections : list of Connection
    """

    def __init__(self, port: int) -> None:
        self._door = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self.connections: list[Connection] = []
        self._threads = [threading.Thread(target=self._accept)]
        self._sockets = [self._listening]

    def __enter__(self) -> RecordingProxy:
        self._threads[0].start()
        return self

    def __exit__(self, *error: object) -> None:
        for one in self._sockets:
            _end(one)
        for thread in self._threads:
            thread.join()
        for one in self._sockets:
            one.close()

    def _accept(self) -> None:
        while True:
            try:
                browser, _ = self._listening.accept()
            except OSError:
                return  # it is over
            self._sockets.append(browser)
            self._start(self._pass, browser)

    def _start(self, target: Callable[..., None], *values: object) -> None:
        thread = threading.Thread(target=target, args=values)
        self._threads.append(thread)
        thread.start()

    def _pass(self, browser: socket.socket) -> None:
        kept = Connection()
        self.connections.append(kept)
        if browser.recv(len(_TUNNEL), socket.MSG_PEEK) == _TUNNEL:
            # To somebody else, and unreadable from here on: who was asked for is kept.
            kept.sent += browser.recv(1 << 16)
            _end(browser)
            return
        door = socket.create_connection(("127.0.0.1", self._door), PATIENCE)
        self._sockets.append(door)
        self._start(_copy, door, browser, kept.received)
        _copy(browser, door, kept.sent)

    # ------------------------------------------------------------ what went over it

    def foreign(self) -> set[str]:
        """Return whom else the browser wanted to speak with."""
        here = f"http://127.0.0.1:{self._door}/"
        return {
            one.first.split()[1]
            for one in self.requests()
            if not one.first.split()[1].startswith(here)
        }

    def requests(self) -> list[Message]:
        """Return all that was asked; nothing else was sent."""
        return [one for kept in self.connections for one in _messages(bytes(kept.sent))]

    def responses(self) -> list[Message]:
        """Return all that came back; nothing else came."""
        return [one for kept in self.connections for one in _messages(bytes(kept.received))]

    def found(self, search: Search) -> list[Found]:
        """Return what is found: in all bytes as they went, and inside of what they carried."""
        found = []
        for number, kept in enumerate(self.connections):
            found += search.data(bytes(kept.sent), f"sent {number}", SHALLOW)
            found += search.data(bytes(kept.received), f"received {number}", SHALLOW)
        for message in (*self.requests(), *self.responses()):
            found += search.data(message.head.encode("latin-1"), "head")
            for where, data in message.contents():
                found += search.data(data, f"{message.first} {where}")
        return found


def _parts(body: bytes, boundary: bytes) -> Iterator[tuple[str, str, bytes]]:
    start, *parts, end = (b"\r\n" + body).split(b"\r\n--" + boundary)
    assert (start, end) == (b"", b"--\r\n"), "this is no form"
    for part in parts:
        head, _, content = part.partition(b"\r\n\r\n")
        named = dict(re.findall(r'(\w+)="([^"]*)"', head.decode()))
        yield named["name"], named.get("filename", ""), content


def _copy(source: socket.socket, target: socket.socket, into: bytearray) -> None:
    with suppress(OSError):
        while piece := source.recv(1 << 16):
            into += piece
            target.sendall(piece)
    # One side is gone; so is the other, which would wait for ever.
    _end(source)
    _end(target)


def _end(one: socket.socket) -> None:
    with suppress(OSError):  # it has ended
        one.shutdown(socket.SHUT_RDWR)


def _messages(data: bytes) -> Iterator[Message]:
    """Take apart what went one way over a connection; what is no HTTP is an error."""
    stream = io.BytesIO(data)
    while first := stream.readline():
        headers = {}
        while (line := stream.readline()).strip():
            name, colon, value = line.decode("latin-1").partition(":")
            assert colon, f"no header: {line!r}"
            headers[name.lower()] = value.strip()
        assert line, f"cut off after {first!r}"
        yield Message(first.decode("latin-1").strip(), headers, _body(stream, headers))


def _body(stream: io.BytesIO, headers: dict[str, str]) -> bytes:
    assert "transfer-encoding" not in headers, "neither the door nor Chromium sends in chunks"
    length = int(headers.get("content-length", 0))
    body = stream.read(length)
    assert len(body) == length, f"{len(body)} of {length} bytes"
    return body
