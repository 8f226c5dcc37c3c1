"""A door of paper: the four requests of staff in memory, for tests of the inbox without Django.

What the real door does with the same requests is compared in tests/end_to_end/inbox.
"""

from __future__ import annotations

import io
import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from vittne.inbox import Door, Inbox, open_inbox
from vittne.seal import Authorization, Envelope, HybridIdentity, MessageWriter

KEY = HybridIdentity(bytes(range(32)))
WRITER = HybridIdentity(bytes(range(1, 33)))
SECRET = bytes(range(2, 34))

File = tuple[str, str, bytes]


def sealed_message(
    text: str = "what happened", files: Sequence[File] = (), secret: bytes = SECRET
) -> bytes:
    """A message, as a door stores it."""
    out = io.BytesIO()
    writer = MessageWriter(out, [KEY.recipient])
    for name, kind, content in files:
        writer.begin_file(name, kind)
        writer.write(content)
    writer.finish(Envelope("testimony", text, "en", 1, WRITER.recipient, secret))
    return out.getvalue()


DAY, EXPIRES = "2031-05-02", "2031-07-31"


class PaperDoor(ThreadingHTTPServer):
    """What it has, and what was asked.

    Attributes
    ----------
    messages, replies : dict
        Sealed bytes by id.
    asked : list of str
        Methods and paths, in their order.
    kept : dict
        What `PUT /reset` puts back, in hexadecimal digits; `GET /left` names what is left.
    lie : dict
        What is answered instead, by method and path: status and body.
    """

    daemon_threads = True

    def __init__(self, staff: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.staff = staff
        self.messages: dict[str, bytes] = {}
        self.replies: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.kept: dict[str, str] = {}
        self.lie: dict[str, tuple[int, bytes]] = {}

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_port}"

    def answer(self, method: str, path: str, body: bytes) -> tuple[int, bytes]:
        """Do what is asked, and return status and body."""
        _, kind, *rest = path.removeprefix("/api/v1").split("/")
        identifier = rest[0] if rest else ""
        if (method, kind, identifier) == ("GET", "messages", ""):
            listed = [
                {"id": name, "day": DAY, "size": len(data)} for name, data in self.messages.items()
            ]
            return 200, json.dumps({"messages": listed}).encode()
        if (method, kind) == ("GET", "messages"):
            return 200, self.messages[identifier]
        if (method, kind) == ("DELETE", "messages"):
            for name in json.loads(body)["ids"]:
                self.messages.pop(name, None)
            return 204, b""
        if (method, kind) == ("DELETE", "replies"):
            self.replies.pop(identifier, None)
            return 204, b""
        assert (method, kind) == ("PUT", "replies")
        if self.replies.setdefault(identifier, body) != body:
            return 409, b'{"error": "another answer lies there"}'
        return 200, json.dumps({"expires": EXPIRES}).encode()


class _Handler(BaseHTTPRequestHandler):
    server: PaperDoor
    wbufsize, disable_nagle_algorithm = -1, True  # an answer is one packet, and goes at once

    def handle_request(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        asked = f"{self.command} {self.path}"
        self.server.asked.append(asked)
        said = Authorization.read(self.headers.get("Authorization", ""))
        if self.path == "/reset":
            self.server.messages = {
                name: bytes.fromhex(data) for name, data in self.server.kept.items()
            }
            status, answer = 204, b""
        elif self.path == "/left":
            status, answer = 200, json.dumps(list(self.server.messages)).encode()
        elif asked in self.server.lie:
            status, answer = self.server.lie[asked]
        elif (
            said is None
            or said.key != self.server.staff
            or not said.signs(self.command, self.path, body)
        ):
            status, answer = 401, b'{"error": "forged"}'
        else:
            status, answer = self.server.answer(self.command, self.path, body)
        self.send_response(status)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_GET = do_PUT = do_DELETE = handle_request  # noqa: N815  # the names of the library

    def log_message(self, *args: Any) -> None:
        pass


@contextmanager
def paper_door(staff: str) -> Iterator[PaperDoor]:
    """Serve one."""
    with PaperDoor(staff) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@dataclass
class Place:
    """A folder with a key file and an inbox, and the door that it is the inbox of."""

    folder: Path
    paper: PaperDoor

    def open(self) -> AbstractContextManager[Inbox]:
        return open_inbox(self.folder, lambda: "")

    def door(self, inbox: Inbox) -> Door:
        return Door(inbox.config, inbox.staff, time.time)
