"""Write, attach, leave, come back, read, answer: in three ways, and the inbox sees no difference.

With script off, with script on, and with the offline page, which reaches nobody and is handed in by
way of a form without script.
"""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from door_pages import LANGUAGES
from door_process import READER, Door
from seizure import shape
from three_ways import WAYS, Offline, going, hosts, make_offline_page

from vittne.inbox import Door as Client
from vittne.inbox import Inbox, answer, new_inbox, open_inbox, pull, read_message
from vittne.seal import Envelope, MessageWriter

TEXT = "\nОни пришли ночью.\n\n  De var två 😀, och «en» bil.\tT < U & V"
THANKS = "Tack. Спасибо."
REPLIES = ["We have read it.\n\nAsk for <Anna> on Thursday.", "Ещё одно слово: да."]


class Office:
    """The staff of a door, with their inbox."""

    def __init__(self, place: Path, door: Door) -> None:
        self._folder = place / "inbox"
        key = place / "key"
        key.write_text(f"{READER.secret()}\n")
        staff = new_inbox(self._folder, f"http://127.0.0.1:{door.port}", None, key, str)
        door.let_in(staff.public)

    def fetch(self) -> tuple[str, Envelope, list[bytes]]:
        """Fetch the one message that waits: its id, what was written, and its files."""
        with self._opened() as (inbox, client):
            pulled = pull(inbox, client)
            assert pulled.refused == ()
            (identifier,) = pulled.new
            files: list[io.BytesIO] = []

            def receive(_: int) -> io.BytesIO:
                files.append(io.BytesIO())
                return files[-1]

            message = read_message(inbox, inbox.find(identifier), receive)
            return identifier, message.envelope, [file.getvalue() for file in files]

    def reply(self, identifier: str, text: str) -> None:
        """Answer whoever wrote."""
        with self._opened() as (inbox, client):
            answer(inbox, client, identifier, text)

    def mailbox(self, identifier: str) -> str:
        """Return by which a writer's messages are known to be of one writer."""
        with self._opened() as (inbox, _):
            return str(inbox.find(identifier).mailbox)

    def sealed(self, identifier: str) -> bytes:
        """Return a message as the door had it."""
        return (self._folder / "sealed" / f"{identifier}.age").read_bytes()

    @contextmanager
    def _opened(self) -> Iterator[tuple[Inbox, Client]]:
        with open_inbox(self._folder, str) as inbox:
            yield inbox, Client(inbox.config, inbox.staff, time.time)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("three ways")


@pytest.fixture(scope="module")
def unopened(place: Path) -> Door:
    return Door(place / "door")


@pytest.fixture(scope="module")
def office(place: Path, unopened: Door) -> Office:
    return Office(place, unopened)


@pytest.fixture(scope="module")
def door(unopened: Door, office: Office) -> Iterator[Door]:
    with unopened:
        yield unopened


@pytest.fixture(scope="module")
def offline_page(place: Path, door: Door) -> Path:
    """The page that is carried, made by the program."""
    return make_offline_page(door, place / "carried" / "page.html")


@pytest.fixture(scope="module")
def files(place: Path) -> list[Path]:
    """A picture whose name is Russian, and something that no browser knows the kind of."""
    folder = place / "files"
    folder.mkdir()
    found = [folder / "снимок 1.jpg", folder / "b.qqq"]
    for number, path in enumerate(found):
        path.write_bytes(bytes([number, 255]) * 50_001)
    return found


def sealed_here(envelope: Envelope, contents: list[bytes]) -> bytes:
    """Seal a message anew, as a server does."""
    out = io.BytesIO()
    writer = MessageWriter(out, [READER.recipient])
    for entry, content in zip(envelope.files, contents, strict=True):
        writer.begin_file(entry.name, entry.media_type)
        writer.write(content)
    writer.finish(envelope)
    return out.getvalue()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", WAYS)
def test_there_and_back(
    browser: Any,
    door: Door,
    office: Office,
    offline_page: Path,
    files: list[Path],
    tmp_path: Path,
    way: str,
    language: str,
) -> None:
    with going(browser, door, way, language, offline_page, tmp_path) as person:
        code = person.write(TEXT, files)
        person.leave()
        first, envelope, contents = office.fetch()
        assert (envelope.kind, envelope.language) == ("testimony", language)
        assert envelope.text == TEXT
        assert envelope.form == 1
        assert [(file.name, file.media_type, file.size) for file in envelope.files] == [
            ("снимок 1.jpg", "image/jpeg", 100_002),
            ("b.qqq", "application/octet-stream", 100_002),
        ]
        assert contents == [file.read_bytes() for file in files]
        assert shape(office.sealed(first)) == shape(sealed_here(envelope, contents))

        for text in REPLIES:
            office.reply(first, text)
        answers = person.come_back(code)
        # Blocks come in the order of their ids, which is none.
        assert (sorted(answers) if isinstance(person, Offline) else answers[::-1]) == REPLIES
        assert len(person.delete_newest()) == 1
        person.write_again(THANKS, [])
        second, thanks, nothing = office.fetch()
        assert (thanks.text, thanks.language, nothing) == (THANKS, language, [])
        assert (thanks.form, thanks.reply_key) == (envelope.form, envelope.reply_key)
        assert shape(office.sealed(second)) == shape(sealed_here(thanks, []))
        assert office.mailbox(second) == office.mailbox(first)

        if isinstance(person, Offline):
            assert hosts(person.asked) <= {"file://", "blob:null"}
        assert person.page.context.cookies() == []
