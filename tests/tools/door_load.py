"""Many writers at once, some of them in the middle of a sentence when the power goes."""

from __future__ import annotations

import hashlib
import http.client
import random
import sqlite3
import threading
import time
from dataclasses import dataclass, field

from door_process import FORM_HEADERS, TELL, Answer, Door, find_code, multipart, multipart_pieces


@dataclass
class Writers:
    """Writers who tell one thing after the other, each from a thread of its own.

    Attributes
    ----------
    kept : dict of str to str
        Texts whose acknowledgement was seen, with SHA-256 of the file that went with each.
    sent : dict of str to str
        All texts that were begun.
    errors : list of str
        What came back instead of an acknowledgement.
    """

    door: Door
    size: int
    kept: dict[str, str] = field(default_factory=dict)
    sent: dict[str, str] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def tell(self, name: str) -> None:
        """Tell one thing, with a file."""
        file = random.Random(name).randbytes(self.size)  # noqa: S311
        text = f"Говорит {name}."
        self.sent[text] = hashlib.sha256(file).hexdigest()
        began = time.monotonic()
        try:
            answer = self._send(text, file)
        except (OSError, http.client.HTTPException) as error:
            self.errors.append(f"{name}: {type(error).__name__}")
            return
        if answer.status != 200:
            self.errors.append(f"{name}: {answer.status}")
            return
        find_code(answer.text)
        self.seconds.append(time.monotonic() - began)
        self.kept[text] = self.sent[text]

    def _send(self, text: str, file: bytes) -> Answer:
        files = [("photograph.jpg", "image/jpeg", file)] if file else []
        fields = {**self.door.fields(), "kind": "testimony", "text": text}
        length = (
            len(multipart(fields))
            + sum(len(piece) for piece in multipart_pieces({}, files))
            - len(multipart({}))
        )
        headers = {**FORM_HEADERS, "Content-Length": str(length)}
        return self.door.request("POST", TELL, multipart_pieces(fields, files), headers)

    def all_at_once(self, writers: int, messages: int) -> None:
        """Let each of some writers tell some things; return when all is told."""

        def write(number: int) -> None:
            for turn in range(messages):
                self.tell(f"{number}.{turn}")

        threads = [threading.Thread(target=write, args=(number,)) for number in range(writers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def in_the_mailbox(door: Door) -> dict[str, str]:
    """Return the text of every message, with SHA-256 of its file; each message is whole."""
    found = {}
    for envelope, files in door.read_all():
        assert envelope.text not in found, "a message is there twice"
        found[envelope.text] = hashlib.sha256(b"".join(files)).hexdigest()
    return found


def orphans(door: Door) -> tuple[int, int]:
    """Return how many parts belong to no message, and how many pages of the file are free."""
    path = door.folder / "mailbox.sqlite3"
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as mailbox:
        (parts,) = mailbox.execute(
            "SELECT count(*) FROM part WHERE id NOT IN"
            " (SELECT id FROM message UNION SELECT id FROM reply)"
        ).fetchone()
        (free,) = mailbox.execute("PRAGMA freelist_count").fetchone()
    mailbox.close()
    return parts, free
