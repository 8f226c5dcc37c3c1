"""A door that runs, and plain clients of it: for tests and for benchmarks."""

from __future__ import annotations

import http.client
import io
import json
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import tomli_w

from vittne.seal import (
    Code,
    Envelope,
    HybridIdentity,
    Reply,
    SealError,
    StaffKey,
    open_message,
    read_code,
    reply_id,
    seal_reply,
)

READER = HybridIdentity(bytes(range(32)))
"""Who reads the messages of these doors."""
STAFF = StaffKey(bytes(range(32, 64)))
"""By which they fetch them."""
BOUNDARY = "----------formof1234567890"
TELL, BACK = "/en/tell/", "/en/answers/"
PATIENCE = 120.0

File = tuple[str, str, bytes]
"""Name, type and content of a file."""


# ---------------------------------------------------------------- the server


def make_folder(folder: Path) -> None:
    """Make the folder of an invented door."""
    folder.mkdir(mode=0o700)
    texts = {"en": "Invented", "ru": "Вымысел", "sv": "Påhittat"}
    content = {
        "recipients": [str(READER.recipient)],
        "staff": [STAFF.public],
        "languages": list(texts),
        "invented": True,
        "name": texts,
        "readers": texts,
    }
    (folder / "door.toml").write_text(tomli_w.dumps(content), "utf-8")


class Door:
    """The program in a process of its own, with folders of its own for all that it writes.

    Attributes
    ----------
    folder, temporary, log : Path
        Its mailbox, its temporary folder, and all that it prints.
    """

    def __init__(self, place: Path, program: Sequence[str] = (), *, most: int = 0) -> None:
        self.place = place
        self.folder, self.temporary, self.log = place / "door", place / "tmp", place / "log"
        self.home = place / "home"
        for path in (self.temporary, self.home):
            path.mkdir(parents=True, exist_ok=True)
        if not self.folder.exists():
            make_folder(self.folder)
        self.port = _free_port()
        self._program = list(program) or [sys.executable, "-m", "vittne", "door", "serve"]
        self._most = most or resource.RLIM_INFINITY
        self._process: subprocess.Popen[bytes] | None = None

    def let_in(self, staff: str) -> None:
        """Let somebody else fetch messages, too; before it starts."""
        settings = self.folder / "door.toml"
        content = tomllib.loads(settings.read_text("utf-8"))
        content["staff"].append(staff)
        settings.write_text(tomli_w.dumps(content), "utf-8")

    def __enter__(self) -> Door:
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        environment = {
            **os.environ,
            "TMPDIR": str(self.temporary),
            "HOME": str(self.home),
            "PYTHONWARNINGS": "error::ResourceWarning",
        }
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*self._program, str(self.folder), "--bind", f"127.0.0.1:{self.port}"],
                stdout=log,
                stderr=log,
                cwd=self.home,
                env=environment,
                start_new_session=True,
                preexec_fn=lambda: resource.setrlimit(
                    resource.RLIMIT_FSIZE, (self._most, resource.RLIM_INFINITY)
                ),
            )
        end = time.monotonic() + PATIENCE
        while not self._answers():
            assert self._process.poll() is None, self.log.read_text("utf-8")
            assert time.monotonic() < end, "the door does not open"
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            return self.get("/").status < 500
        except OSError:
            return False

    def stop(self) -> None:
        """End it as a service manager does."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(PATIENCE)
        finally:
            self.kill()

    def kill(self) -> None:
        """End it as a power cut does: every process, at once, without a word."""
        if self._process is None:
            return
        with suppress(ProcessLookupError):  # it may have ended by itself
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(PATIENCE)
        self._process = None

    def processes(self) -> list[int]:
        """Return the processes of the server, the small one first."""
        if self._process is None:
            return []
        found = [self._process.pid]
        for pid in found:
            try:
                children = Path(f"/proc/{pid}/task/{pid}/children").read_text()
            except OSError:
                continue
            found += map(int, children.split())
        return found

    def most_memory(self) -> int:
        """Bytes that its processes have held at most, each at its own worst moment."""
        total = 0
        for pid in self.processes():
            peak = re.search(r"^VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(), re.M)
            total += int(peak[1]) * 1024 if peak else 0
        return total

    # ------------------------------------------------------------ plain clients

    def connect(self) -> http.client.HTTPConnection:
        """Return a connection."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def request(
        self,
        method: str,
        path: str,
        body: bytes | Iterator[bytes] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send one request over a connection of its own."""
        connection = self.connect()
        try:
            connection.request(method, path, body, dict(headers or {}))
            response = connection.getresponse()
            return Answer(response.status, dict(response.getheaders()), response.read())
        finally:
            connection.close()

    def get(self, path: str) -> Answer:
        """Fetch a page."""
        return self.request("GET", path)

    def raw(self, data: bytes, *, finish: bool = True) -> bytes:
        """Send bytes as they are and return all that comes back; `finish`: say that this is all."""
        with socket.create_connection(("127.0.0.1", self.port), PATIENCE) as connection:
            received = bytearray()
            try:
                connection.sendall(data)
                if finish:
                    connection.shutdown(socket.SHUT_WR)
                while piece := connection.recv(65536):
                    received += piece
            except (BrokenPipeError, ConnectionResetError):
                pass  # cut off by the server: what came before it counts
            return bytes(received)

    # ------------------------------------------------------------ writers

    def fields(self, path: str = TELL) -> dict[str, str]:
        """Return what a form has in it when its page comes."""
        return read_form(self.get(path).text)

    def send(
        self,
        text: str = "",
        files: Sequence[File] = (),
        path: str = TELL,
        **others: str,
    ) -> Answer:
        """Tell something, as a browser does."""
        fields = {**self.fields(path), "kind": "testimony", "text": text, **others}
        body = multipart(fields, files)
        return self.request("POST", path, body, FORM_HEADERS)

    def tell(self, text: str = "", files: Sequence[File] = (), **others: str) -> Code:
        """Tell something that is taken; return the code that the page shows."""
        answer = self.send(text, files, **others)
        assert answer.status == 200, answer.text[:2000]
        return find_code(answer.text)

    def ask(self, code: str, path: str = BACK) -> Answer:
        """Come back with a code."""
        return self.post(path, {"code": code})

    def post(self, path: str, fields: Mapping[str, str]) -> Answer:
        """Send a form without files."""
        from urllib.parse import urlencode

        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.request("POST", path, urlencode(fields).encode(), headers)

    # ------------------------------------------------------------ staff

    def api(self, method: str, path: str, body: bytes = b"", *, stamp: int | None = None) -> Answer:
        """Send a signed request."""
        # Requests from before the start are refused, and seconds are whole.
        now = int(time.time()) + 1 if stamp is None else stamp
        headers = {"Authorization": STAFF.authorization(method, path, body, now)}
        return self.request(method, path, body, headers)

    def ids(self) -> list[str]:
        """Return the ids of all messages."""
        answer = self.api("GET", "/api/v1/messages")
        assert answer.status == 200, answer.text
        return [message["id"] for message in json.loads(answer.text)["messages"]]

    def read(self, identifier: str) -> tuple[Envelope, list[bytes]]:
        """Fetch a message and open it."""
        answer = self.api("GET", f"/api/v1/messages/{identifier}")
        assert answer.status == 200, answer.text
        return unseal(answer.body)

    def read_all(self) -> list[tuple[Envelope, list[bytes]]]:
        """Fetch and open every message."""
        return [self.read(identifier) for identifier in self.ids()]

    def reply(self, envelope: Envelope, text: str, number: int = 0) -> bytes:
        """Answer a writer; return the sealed answer."""
        sealed = seal_reply(Reply(text, "en"), envelope.reply_key)
        identifier = reply_id(envelope.reply_secret, number).hex()
        answer = self.api("PUT", f"/api/v1/replies/{identifier}", sealed)
        assert answer.status == 200, answer.text
        return sealed


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", "replace")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def unseal(sealed: bytes) -> tuple[Envelope, list[bytes]]:
    """Open a message with the reader's key."""
    files: list[io.BytesIO] = []

    def receive(_: int) -> io.BytesIO:
        files.append(io.BytesIO())
        return files[-1]

    envelope = open_message(io.BytesIO(sealed), [READER], receive)
    return envelope, [file.getvalue() for file in files]


# ---------------------------------------------------------------- forms

FORM_HEADERS = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}


class _Inputs(HTMLParser):
    """The fields of the form that is sent with POST, with what is in them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {key: value or "" for key, value in attrs}
        if tag == "form":
            self._inside = named.get("method", "").lower() == "post" and not self.found
        elif tag == "input" and self._inside and named.get("name"):
            chosen = named.get("type") not in {"radio", "checkbox"} or "checked" in named
            if chosen and named.get("type") != "file":
                self.found[named["name"]] = named.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "form"


def read_form(page: str) -> dict[str, str]:
    """Return the fields of the first form of a page, with what is in them."""
    reader = _Inputs()
    reader.feed(page)
    assert "token" in reader.found, f"no form in {page[:500]}"
    return reader.found


def multipart_pieces(
    fields: Mapping[str, str | bytes], files: Sequence[File], field: str = "files"
) -> Iterator[bytes]:
    """Yield a form as browsers send it: fields, then files in the field of that name."""
    for name, value in fields.items():
        data = value.encode() if isinstance(value, str) else value
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
        yield head.encode() + data + b"\r\n"
    for name, kind, content in files:
        head = (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"; '
            f'filename="{name}"\r\nContent-Type: {kind}\r\n\r\n'
        )
        yield head.encode()
        for start in range(0, len(content), 1 << 16):
            yield content[start : start + (1 << 16)]
        yield b"\r\n"
    yield f"--{BOUNDARY}--\r\n".encode()


def multipart(
    fields: Mapping[str, str | bytes], files: Sequence[File] = (), field: str = "files"
) -> bytes:
    """Return a form as browsers send it."""
    return b"".join(multipart_pieces(fields, files, field))


def find_code(page: str) -> Code:
    """Return the code that a page shows in words of its language."""
    text = re.sub(r"<!--.*?-->|<style.*?</style>|<[^>]*>", " ", page, flags=re.S)
    words = re.findall(r"[^\W\d_]+", text)
    for start in range(len(words) - 8):
        try:
            return read_code(" ".join(words[start : start + 9]), "en")
        except SealError:
            continue
    raise AssertionError("there is no code on the page")
