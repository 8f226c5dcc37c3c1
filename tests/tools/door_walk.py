"""Everything that can happen to words at a door, each with a mark of its own."""

from __future__ import annotations

import random
import socket
import threading
import time
from collections import defaultdict

from canary import file_of, new_mark
from door_process import (
    FORM_HEADERS,
    READER,
    TELL,
    Door,
    File,
    multipart,
)

from vittne.seal import Code, derive

Marks = dict[str, str | bytes]
KIND = "application/octet-stream"


class Walk:
    """Goes through a door on every path, and remembers what it left there.

    Parameters
    ----------
    size : int
        Bytes of the files that are sent.
    """

    def __init__(self, door: Door, size: int, seed: int) -> None:
        self._door, self._size = door, size
        self._chance = random.Random(seed)  # noqa: S311  # moments, no secrets
        self.family = new_mark()
        self.marks: Marks = {}
        self.delivered: list[str] = []
        self.statuses: dict[str, list[int]] = defaultdict(list)

    def mark(self, name: str) -> str:
        """Return a new mark, remembered under a name."""
        mark = new_mark(self.family)
        self.marks[name] = mark
        return mark

    def file(self, name: str) -> File:
        """Return a file whose name, type and content are marked."""
        content = file_of(self.mark(f"content of {name}"), self._size)
        kind = f"application/{self.mark(f'type of {name}')}".encode().decode("latin-1")
        return f"{self.mark(f'name of {name}')}.pdf", kind, content

    # ------------------------------------------------------------ what writers do

    def tell(self) -> None:
        """Text alone; then text and a file; then the words of a code."""
        door = self._door
        for name, files in (("text", []), ("text with a file", [self.file("a file")])):
            text = self.mark(name)
            code = door.tell(f"Они пришли ночью. {text} They came at night.", files)
            self.delivered.append(text)
            self._keep_code(f"after {name}", code)

    def be_refused(self) -> None:
        """Forms that are not taken, each with words in it."""
        door, body = self._door, {"kind": "testimony"}
        self._note("bad token", door.send(self.mark("refused, token"), token="A" * 48).status)
        self._note(
            "bad code",
            door.send(self.mark("refused, code"), code=self.mark("no code")).status,
        )
        trapped = door.send(self.mark("refused, trap"), trap=self.mark("trap")).status
        self._note("trap", trapped)
        long = door.send(file_of(self.mark("refused, too long"), 90_000).decode("utf-8", "ignore"))
        self._note("long", long.status)
        words = self.mark("text in a wrong encoding").encode("utf-16-le")
        wrong = multipart({**door.fields(), **body, "text": words})
        self._note("encoding", door.request("POST", TELL, wrong, FORM_HEADERS).status)
        late = multipart({"files": self.mark("file in a field")}, [self.file("an early file")])
        self._note("order", door.request("POST", TELL, late, FORM_HEADERS).status)

    def be_lost(self) -> None:
        """Words in places where no words belong."""
        door = self._door
        from urllib.parse import quote

        for path in (f"/{quote(self.mark('path'))}", f"{TELL}?q={quote(self.mark('query'))}"):
            self._note("path", door.get(path).status)
        for header in ("User-Agent", "Referer", "Cookie", "Authorization", "X-Forwarded-For"):
            value = self.mark(header).encode().decode("latin-1")
            self._note(header, door.request("GET", TELL, None, {header: value}).status)
        raw = self.mark("a request that is none").encode()
        door.raw(raw + b"\r\n\r\n")
        door.raw(b"GET / HTTP/1.1\r\nHost: x\r\n" + raw + b"\r\n\r\n")
        door.raw(
            b"POST " + TELL.encode() + b" HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n" + raw
        )
        self._note("method", door.request("PATCH", TELL, raw).status)

    def break_off(self) -> None:
        """Go away in the middle of a form."""
        self._send_some(self.mark("broken off"), self.file("a file that breaks off"))

    def _body(self, text: str, file: File) -> bytes:
        return multipart({**self._door.fields(), "kind": "help", "text": text}, [file])

    def _send_some(self, text: str, file: File) -> None:
        body = self._body(text, file)
        with socket.create_connection(("127.0.0.1", self._door.port), 30) as connection:
            connection.sendall(_head(body) + body[: len(body) * 2 // 3])
            time.sleep(0.1)

    def be_killed(self, times: int) -> None:
        """Be in the middle of a form when the power goes, and let the door be opened again."""
        for number in range(times):
            body = self._body(
                self.mark(f"text, killed {number}"), self.file(f"a file, killed {number}")
            )
            sender = threading.Thread(target=_send, args=(self._door.port, body))
            sender.start()
            time.sleep(self._chance.uniform(0, 0.3))
            self._door.kill()
            sender.join()
            self._door.start()

    # ------------------------------------------------------------ what staff do

    def answer(self) -> None:
        """Answer everybody, and let one writer come back, read and delete."""
        door = self._door
        mark = self.mark("answer")
        code = door.tell(self.mark("text that is answered"))
        keys = derive(code)
        self.marks["reply secret"] = keys.secret
        self._keep_code("of the answered", code)
        for envelope, _ in door.read_all():
            door.reply(envelope, mark)
        page = door.ask(" ".join(code.words("en")))
        assert mark in page.text, "the writer does not get the answer"
        wrong = list(code.words("en"))
        wrong[3] = self.mark("a word that is in no list")
        self._note("typo", door.ask(" ".join(wrong)).status)

    def _keep_code(self, name: str, code: Code) -> None:
        """Remember a code in the ways in which it is written, and what follows from it."""
        for language in ("en", "ru"):
            for gap in (" ", "+", "%20", "', '", ""):
                self.marks[f"code {name}, {language}, {gap!r}"] = gap.join(code.words(language))
        for gap in ("", " ", "+"):
            self.marks[f"digits {name}, {gap!r}"] = code.digits().replace(" ", gap)
        self.marks[f"bytes of the code {name}"] = code.secret

    def _note(self, name: str, status: int) -> None:
        self.statuses[name].append(status)


def _head(body: bytes) -> bytes:
    kind = FORM_HEADERS["Content-Type"]
    head = f"POST {TELL} HTTP/1.1\r\nHost: x\r\nContent-Type: {kind}\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode()


def _send(port: int, body: bytes) -> None:
    try:
        with socket.create_connection(("127.0.0.1", port), 30) as connection:
            connection.sendall(_head(body) + body)
            connection.recv(1)
    except OSError:
        return  # the server is gone, as it should be


__all__ = ["KIND", "READER", "Marks", "Walk"]
