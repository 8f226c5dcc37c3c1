"""The second half of ``vittne demo``: a door, an invented message, and its answer.

Everything lies in one temporary folder, goes through the real programs over HTTP, and is gone when
the demonstration ends.
"""

from __future__ import annotations

import re
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vittne.seal import Code

SECONDS = 60

NAME = {
    "en": "Harbour Help Line (invented)",
    "ru": "Портовая линия помощи (вымышленная)",
    "sv": "Hamnens hjälplinje (påhittad)",
}
READERS = {
    "en": "Nobody. This organisation is invented, and everything written here is deleted when the "
    "demonstration ends.",
    "ru": "Никто. Эта организация вымышлена, и всё написанное здесь будет удалено, когда "
    "демонстрация закончится.",
    "sv": "Ingen. Organisationen är påhittad, och allt som skrivs här raderas när "
    "demonstrationen slutar.",
}
PERSON = {
    "en": "nobody, because all of this is invented",
    "ru": "не к кому, потому что всё это вымысел",
    "sv": "ingen, eftersom allt det här är påhittat",
}
MESSAGE = (
    "This is invented. On the second of May they took my brother from the harbour. He came back "
    "after four days and does not speak of it. We do not know whom to ask."
)
ANSWER = (
    "This is invented. We have read what you wrote, and nobody else has. You decide what happens "
    "with it. If you want to, tell us a safe time, and somebody who knows will answer here."
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A door that runs, with one message that was answered.

    Attributes
    ----------
    address : str
        `http://127.0.0.1:PORT`.
    inbox : Path
    code : Code
        The invented writer's.
    """

    address: str
    inbox: Path
    code: Code


@contextmanager
def door_beside() -> Iterator[Shown]:
    """Run a door with one message that was answered; at the end nothing of it is left.

    Raises
    ------
    UserError
        Where the door does not start.
    """
    with tempfile.TemporaryDirectory(prefix="vittne-demo-") as name:
        place = Path(name)
        address = f"http://127.0.0.1:{_free_port()}"
        _prepare(place, address)
        with _running(place, address):
            code = _write(address)
            _answer(place)
            yield Shown(address, place / "inbox", code)


def _prepare(place: Path, address: str) -> None:
    """Make a key, an inbox, and a door that knows both."""
    import tomli_w

    from vittne.door.guides import copy_starters
    from vittne.inbox import new_inbox
    from vittne.seal import HybridIdentity

    identity = HybridIdentity.generate()
    # Without a passphrase, so that a visitor may type the commands: the key opens nothing else.
    (place / "key").write_text(f"{identity.secret()}\n")
    staff = new_inbox(place / "inbox", address, None, place / "key", str)
    door = {
        "invented": True,
        "recipients": [str(identity.recipient)],
        "staff": [staff.public],
        "name": NAME,
        "readers": READERS,
        "person": PERSON,
    }
    (place / "door").mkdir(mode=0o700)
    (place / "door" / "door.toml").write_text(tomli_w.dumps(door), "utf-8")
    copy_starters(place / "door")


@contextmanager
def _running(place: Path, address: str) -> Iterator[None]:
    bind = address.removeprefix("http://")
    command = [sys.executable, "-m", "vittne", "door", "serve", str(place / "door"), "--bind", bind]
    with (place / "log").open("wb") as log:
        # In a session of its own: Ctrl-C is for us, and we end it.
        server = subprocess.Popen(  # noqa: S603  # our own program
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
    try:
        _wait(server, place / "log", address)
        yield
    finally:
        server.terminate()
        try:
            server.wait(SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait(server: subprocess.Popen[bytes], log: Path, address: str) -> None:
    from vittne.terms.errors import Problem, UserError

    end = time.monotonic() + SECONDS
    while server.poll() is None and time.monotonic() < end:
        try:
            _page(f"{address}/")
        except OSError:
            time.sleep(0.05)
        else:
            return
    said = log.read_text("utf-8", "replace").strip()[-500:]
    raise UserError(Problem(message="the door of the demonstration does not open", hint=said))


def _write(address: str) -> Code:
    """Send the invented message as a browser does, and return the code that the page shows."""
    page = f"{address}/en/tell/"
    found = re.search(r'name="token"[^>]*?value="([^"]*)"', _page(page))
    assert found is not None, "a form has a token"
    fields = {"token": unescape(found[1]), "trap": "", "kind": "both", "text": MESSAGE, "code": ""}
    border = secrets.token_hex(16)
    parts = (
        f'--{border}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    body = f"{''.join(parts)}--{border}--\r\n".encode()
    kind = {"Content-Type": f"multipart/form-data; boundary={border}"}
    return _code(_page(page, body, kind))


def _code(page: str) -> Code:
    """Return the code of 28 digits that a page shows."""
    from vittne.seal import read_code

    found = re.search(r"(?:\d{4}[^\S\n]+){6}\d{4}", re.sub(r"<[^>]*>", "", page))
    assert found is not None, "the page shows a code"
    return read_code(found[0])


def _page(address: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> str:
    """Return a page of the door, asked for directly: a proxy of the system is not for us."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    request = urllib.request.Request(address, body, headers or {})  # noqa: S310  # our own door
    with opener.open(request, timeout=SECONDS) as answer:
        text: str = answer.read().decode("utf-8")
    return text


def _answer(place: Path) -> None:
    """Fetch the message, read it, and leave the answer, as staff do."""
    from vittne.inbox import Door, answer, open_inbox, pull, read_message

    with open_inbox(place / "inbox", str) as inbox:
        door = Door(inbox.config, inbox.staff, time.time)
        (one,) = pull(inbox, door).new
        assert read_message(inbox, inbox.find(one)).envelope.text == MESSAGE
        answer(inbox, door, one, ANSWER)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
