"""With script on, nothing that is said, and nothing of the code, goes over the wire.

All that Chromium sends and gets in a whole session is recorded, and searched for marks in every
disguise that `test_canary` knows. That there is something to find is shown with script off: then
the server seals, and everything goes over the wire.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from canary import Search, file_of, new_mark
from door_process import Door
from recording_proxy import RecordingProxy
from seizure import shape
from three_ways import going, make_offline_page

from vittne.seal import Code, derive, read_block, read_code, read_slip, reply_id

LANGUAGE = "ru"
BROWSERS_OWN = {"content-autofill.googleapis.com:443"}
"""Whom Chromium tells that there is a page with a field, and which; no page can prevent it."""

SAID = (
    *("text", "name", "content", "answer", "second text", "second name", "second content"),
    "third text",
)


@dataclass
class Session:
    """What was recorded of one person, and what they said."""

    recording: RecordingProxy
    code: Code
    search: Search


def session(browser: Any, door: Door, way: str, place: Path) -> Session:
    """Write, leave, mistype the code, come back, read, delete, answer; ask for help another day."""
    offline_page = Path() if way != "offline page" else make_offline_page(door, place / "page.html")
    marks = {name: new_mark() for name in SAID}
    files = []
    for name in ("", "second "):
        file = place / f"{marks[f'{name}name']}.jpg"
        file.write_bytes(file_of(marks[f"{name}content"], 70_000))
        files.append(file)
    with (
        RecordingProxy(door.port) as recording,
        going(browser, door, way, LANGUAGE, offline_page, place, recording) as person,
    ):
        typed = person.write(f"Они пришли {marks['text']} ночью.", files[:1])
        person.leave()
        person.mistype(typed)
        ((envelope, _),) = door.read_all()
        door.reply(envelope, marks["answer"])
        assert person.come_back(typed) == [marks["answer"]]
        assert person.delete_newest() == []
        person.write_again(marks["second text"], files[1:])
        person.ask(marks["third text"], typed)
    assert len(door.ids()) == 3
    code = read_code(typed)
    keys = derive(code)
    secrets = {
        "secret of the code": code.secret,
        "reply secret": keys.secret,
        "seed of the reply key": keys.identity.seed,
        "reply key": keys.identity.secret(),
        "recipient of answers": str(keys.identity.recipient)[-60:],
    }
    return Session(recording, code, Search({**marks, **secrets}, code=code))


@pytest.fixture
def door(own_door: Door) -> Door:
    own_door.start()
    return own_door


@pytest.mark.parametrize("way", ["script on", "offline page"])
def test_nothing_that_is_said_goes_over_the_wire(
    browser: Any, door: Door, tmp_path: Path, way: str
) -> None:
    """Nor is the page that is carried the worse for a network, which it does not use."""
    found = session(browser, door, way, tmp_path)
    assert found.recording.found(found.search) == []
    all_that_is_sent_is_sealed(found, door)
    assert found.recording.foreign() <= BROWSERS_OWN


def test_with_script_off_all_of_it_is_found(browser: Any, door: Door, tmp_path: Path) -> None:
    found = session(browser, door, "script off", tmp_path)
    marks = {one.mark for one in found.recording.found(found.search)}
    assert marks == {*SAID, "code"}
    assert found.recording.foreign() <= BROWSERS_OWN


def all_that_is_sent_is_sealed(found: Session, door: Door) -> None:
    """Every field of every form is empty, the server's own, ids of answers, or sealed."""
    issued = b"".join(one.body for one in found.recording.responses())
    secret = derive(found.code).secret
    ids = tuple(sorted(reply_id(secret, number) for number in range(64)))
    sealed = []
    for request in found.recording.requests():
        assert "?" not in request.first
        assert "cookie" not in request.headers
        for name, file, content in request.fields() if request.body else []:
            match name:
                case "token":
                    assert content in issued
                case "slip":
                    assert read_slip(content.decode()) == ids
                case "delete":
                    assert content.decode() in {"", *(one.hex() for one in ids)}
                case "sealed":
                    assert file == ("document.bin" if content else "")
                    sealed += [content] if content else []
                case "block":
                    sealed += [read_block(content.decode())] if content else []
                case _:
                    assert (name, content) == ("trap", b"")
    assert len(sealed) == 3
    for one in sealed:
        shape(one)
