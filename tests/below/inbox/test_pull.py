"""Nothing that came is lost, doubled, or deleted at the door before it is safe here."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from paper_door import Place

from vittne.inbox import NOTICE, Door, DoorError, Inbox, pull, read_message
from vittne.inbox.files import sha256
from vittne.seal import Damaged, HybridIdentity, encrypt
from vittne.terms.errors import UserError

Arrive = Callable[..., str]


def test_what_waits_is_fetched_once_and_then_deleted_there(
    inbox: Inbox, door: Door, arrive: Arrive, place: Place
) -> None:
    ids = {arrive("first"), arrive("second", [("a.bin", "x/y", b"abc")])}
    sealed = dict(place.paper.messages)
    assert set(pull(inbox, door).new) == ids
    assert place.paper.messages == {}
    assert pull(inbox, door).new == ()
    for one in ids:
        assert inbox.original(one).read_bytes() == sealed[one]
        assert inbox.find(one).sha256 == sha256(inbox.original(one))
    assert {read_message(inbox, inbox.find(one)).envelope.text for one in ids} == {
        "first",
        "second",
    }


def test_the_door_is_told_one_by_one_and_only_after_the_index_has_it(
    inbox: Inbox, door: Door, arrive: Arrive, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrive()
    told = Door.acknowledge

    def acknowledge(self: Door, ids: list[str]) -> None:
        (one,) = ids
        with_index = type(inbox.index).read(place.folder, inbox.identities[0])
        assert with_index.get(one).sha256 == sha256(inbox.original(one))
        told(self, ids)

    monkeypatch.setattr(Door, "acknowledge", acknowledge)
    assert len(pull(inbox, door).new) == 1
    assert place.paper.messages == {}


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda data: data[:-1] + bytes([data[-1] ^ 1]), "changed or cut off"),
        (lambda data: data[:-17], "changed or cut off"),
        (lambda data: data.replace(b"-> mlkem", b"-> mlkfm", 1), ""),
        (lambda data: b"no age file at all", ""),
    ],
)
def test_a_forged_message_is_named_stays_at_the_door_and_stops_no_other(
    inbox: Inbox, door: Door, arrive: Arrive, place: Place, spoil: Callable, says: str
) -> None:
    bad, good = arrive(), arrive("good")
    place.paper.messages[bad] = spoil(place.paper.messages[bad])
    pulled = pull(inbox, door)
    assert pulled.new == (good,)
    assert [one.id for one in pulled.refused] == [bad]
    assert says in pulled.refused[0].why
    assert set(place.paper.messages) == {bad}
    assert [path.name for path in inbox.originals.iterdir()] == [f"{good}.age"]


def test_a_message_for_somebody_else_is_refused(inbox: Inbox, door: Door, arrive: Arrive) -> None:
    out = io.BytesIO()
    encrypt(io.BytesIO(b"x"), out, [HybridIdentity.generate().recipient])
    arrive(sealed=out.getvalue())
    assert "sealed to other keys" in pull(inbox, door).refused[0].why


def test_a_message_of_endless_empty_files_is_refused(
    inbox: Inbox, door: Door, arrive: Arrive
) -> None:
    out = io.BytesIO()
    plain = b"vittne message 1\n" + b"\x01\0\0\0\0" * 5000
    encrypt(io.BytesIO(plain), out, [inbox.identities[0].recipient])
    arrive(sealed=out.getvalue())
    assert "more files than" in pull(inbox, door).refused[0].why


def test_a_door_that_gives_an_old_id_to_another_message_deletes_nothing(
    inbox: Inbox, door: Door, arrive: Arrive, place: Place
) -> None:
    one = arrive("short")
    pull(inbox, door)
    place.paper.messages[one] = b"x" * 10
    assert pull(inbox, door).refused[0].id == one
    assert read_message(inbox, inbox.find(one)).envelope.text == "short"
    assert one in place.paper.messages


def test_an_original_that_was_exchanged_here_is_not_opened(
    inbox: Inbox, door: Door, arrive: Arrive
) -> None:
    first, second = arrive("first"), arrive("second")
    pull(inbox, door)
    shutil.copy(inbox.original(first), inbox.original(second))
    with pytest.raises(Damaged, match="not the one that was fetched"):
        read_message(inbox, inbox.find(second))


def test_an_original_that_was_lost_here_is_fetched_again_while_the_door_has_it(
    inbox: Inbox, door: Door, arrive: Arrive, place: Place
) -> None:
    one = arrive()
    sealed = place.paper.messages[one]
    pull(inbox, door)
    place.paper.messages[one] = sealed
    inbox.original(one).write_bytes(b"half")
    assert pull(inbox, door).new == (one,)
    assert inbox.original(one).read_bytes() == sealed
    assert place.paper.messages == {}


def test_a_lost_index_is_made_anew_from_the_originals(
    place: Place, arrive: Arrive, inbox: Inbox, door: Door
) -> None:
    one = arrive("still here")
    pull(inbox, door)
    (place.folder / "index.age").unlink()
    fresh = type(inbox.index).read(place.folder, inbox.identities[0])
    again = Inbox(inbox.folder, inbox.config, inbox.identities, inbox.staff, fresh)
    assert fresh.records() == ()
    assert pull(again, door).new == (one,)
    assert fresh.get(one).day == ""
    assert read_message(again, again.find(one)).envelope.text == "still here"


def test_an_index_that_is_damaged_is_a_sentence(
    place: Place, arrive: Arrive, inbox: Inbox, door: Door
) -> None:
    arrive()
    pull(inbox, door)
    path = place.folder / "index.age"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(UserError, match="move it away and pull"):
        type(inbox.index).read(place.folder, inbox.identities[0])


def test_nothing_readable_lies_in_the_folder(
    place: Place, arrive: Arrive, inbox: Inbox, door: Door
) -> None:
    arrive("canary in the text", [("canary.txt", "text/canary", b"canary in the file")])
    pull(inbox, door)
    files = [path for path in place.folder.rglob("*") if path.is_file()]
    assert len(files) == 4
    assert not any(b"canary" in path.read_bytes() for path in files)
    assert all(path.stat().st_mode & 0o077 == 0 for path in place.folder.rglob("*"))


def test_two_programs_never_work_in_one_inbox(place: Place, inbox: Inbox) -> None:
    with pytest.raises(UserError, match="another program works"), place.open():
        pass


def test_another_key_opens_nothing(place: Place, tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"{HybridIdentity.generate().secret()}\n")
    with pytest.raises(UserError, match="sealed to other keys"), place.open():
        pass


def test_a_full_disk_is_said_as_such_and_nothing_is_lost(
    inbox: Inbox, door: Door, arrive: Arrive, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = arrive()

    def full(descriptor: int) -> None:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            pull(inbox, door)
    assert set(place.paper.messages) == {one}
    assert list(inbox.originals.iterdir()) == []
    assert pull(inbox, door).new == (one,)


def test_a_door_that_is_not_there_is_a_sentence(inbox: Inbox, door: Door, place: Place) -> None:
    place.paper.socket.close()
    with pytest.raises(DoorError, match="cannot be reached"):
        pull(inbox, door)


def test_the_notice_says_nothing_of_what_came() -> None:
    assert NOTICE.isascii()
    assert not any(letter.isdigit() for letter in NOTICE)


KILLED = r"""
import json, os, shutil, sys, time
from pathlib import Path
from urllib.request import Request, urlopen
from vittne.inbox import Door, open_inbox, pull

template, work, address = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
NAMES = {"open", "close", "flush"}
os.fsync = lambda descriptor: None  # what is written outlives a killed process anyway

def run(kill_at):
    seen = 0
    def watch(frame, event, what):
        nonlocal seen
        if "/vittne/inbox/" not in frame.f_code.co_filename:
            return
        if event != "call" and not (event == "c_return" and what.__name__ in NAMES):
            return
        seen += 1
        if seen == kill_at:
            os._exit(9)
    with open_inbox(work, lambda: "") as inbox:
        door = Door(inbox.config, inbox.staff, time.time)
        sys.setprofile(watch)
        try:
            new = pull(inbox, door).new
        finally:
            sys.setprofile(None)
    return new

def here():
    with open_inbox(work, lambda: "") as inbox:
        return {one.id: inbox.original(one.id).read_bytes().hex() for one in inbox.index.records()}

step = 0
while True:
    step += 1
    urlopen(Request(address + "/reset", method="PUT"))
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(template, work)
    child = os.fork()
    if child == 0:
        try:
            run(step)
        except BaseException as error:
            print(repr(error), file=sys.stderr)
            os._exit(1)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    between = here()
    left = json.load(urlopen(address + "/left"))
    run(0)
    print(json.dumps({"code": code, "between": between, "left": left, "after": here(),
                      "files": sorted(os.listdir(work / "sealed")),
                      "left_after": json.load(urlopen(address + "/left"))}), flush=True)
    if code != 9:
        break
"""


def test_killed_at_any_moment_nothing_is_lost_or_doubled(
    place: Place, arrive: Arrive, tmp_path: Path
) -> None:
    """Every call inside the inbox is once the last thing that a process does."""
    arrive("first", [("a", "b", b"c" * 100_000)])
    arrive("second")
    place.paper.kept = {name: data.hex() for name, data in place.paper.messages.items()}
    command = [sys.executable, "-c", KILLED, str(place.folder), str(tmp_path / "work")]
    run = subprocess.run([*command, place.paper.address], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    steps = [json.loads(line) for line in run.stdout.splitlines()]
    assert [step["code"] for step in steps] == [9] * (len(steps) - 1) + [0]
    assert len(steps) > 50
    kept = place.paper.kept
    # Every state on the way was met: nothing here, one here, both here and one at the door, ...
    assert len({(len(step["between"]), len(step["left"])) for step in steps}) >= 5
    for step in steps:
        assert step["between"].items() <= kept.items()
        assert set(step["between"]) | set(step["left"]) == set(kept)
        assert step["after"] == kept
        assert step["left_after"] == []
        assert step["files"] == sorted(f"{name}.age" for name in kept)
