"""`vittne inbox` with a real door: what a writer sends arrives, and what staff answer is read."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from door_process import READER, Door
from PIL import ExifTags, Image

from vittne.inbox import NOTICE, new_inbox
from vittne.seal import Code, Envelope, derive, protect, seal_message, write_block

PROGRAM = [sys.executable, "-m", "vittne"]
CANARY = b"CANARY-51b9"
WORDS = "five words drawn by lot"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """The reader's key file, in the clear, so that tests do not wait for scrypt."""
    path = tmp_path / "key"
    path.write_text(f"{READER.secret()}\n")
    return path


@pytest.fixture
def door(tmp_path: Path, key: Path) -> Iterator[Door]:
    """A door that knows the inbox beside it."""
    made = Door(tmp_path / "place")
    staff = new_inbox(tmp_path / "inbox", f"http://127.0.0.1:{made.port}", None, key, str)
    made.let_in(staff.public)
    with made:
        yield made


@pytest.fixture
def inbox(tmp_path: Path, door: Door) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Type a command: `inbox("pull")`, `inbox("open", ID, ...)`."""

    def typed(act: str, *more: str | Path) -> subprocess.CompletedProcess[str]:
        command = [*PROGRAM, "inbox", act, tmp_path / "inbox", *more]
        return subprocess.run(
            list(map(str, command)), capture_output=True, text=True, encoding="utf-8"
        )

    return typed


def photograph() -> bytes:
    """A picture that says where it was taken."""
    exif = Image.Exif()
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitude] = (43.0, 19.0, 0.0)
    place[ExifTags.GPS.GPSAreaInformation] = CANARY
    out = io.BytesIO()
    Image.new("RGB", (80, 50), "red").save(out, "JPEG", exif=exif)
    return out.getvalue()


def first_id(listed: str) -> str:
    return listed.split()[0]


def test_there_and_back(inbox: Callable, door: Door, tmp_path: Path) -> None:
    code = door.tell("что случилось", [("фото.jpg", "image/jpeg", photograph())])
    pulled = inbox("pull")
    assert (pulled.returncode, pulled.stdout, pulled.stderr) == (0, f"{NOTICE}\n", "")
    listed = inbox("list").stdout
    assert "testimony, en, 13 letters, 1 file of 811 bytes, not answered" in listed
    assert "случилось" not in listed
    one = first_id(listed)

    opened = inbox("open", one, "--to", tmp_path / "out")
    assert opened.returncode == 0, opened.stderr
    assert "\nчто случилось\n" in opened.stdout
    assert 'called "фото.jpg", said to be "image/jpeg"' in opened.stdout
    assert "removed: THE PLACE where it was taken" in opened.stdout
    (folder,) = (tmp_path / "out").iterdir()
    assert (folder / "01-original").read_bytes() == photograph()
    clean = (folder / "01-clean.jpg").read_bytes()
    assert CANARY in photograph()
    assert CANARY not in clean
    with Image.open(io.BytesIO(clean)) as read:
        assert (read.size, dict(read.getexif())) == ((80, 50), {})

    (tmp_path / "answer.txt").write_text("Мы вас слышим.", "utf-8")
    sent = inbox("reply", one, "--text-file", tmp_path / "answer.txt")
    assert sent.returncode == 0, sent.stderr
    assert re.fullmatch(r"The answer waits at the door until \d{4}-\d\d-\d\d\.\n", sent.stdout)
    assert "Мы вас слышим." in door.ask(code.digits()).text
    assert "answered (1)" in inbox("list").stdout
    assert "Мы вас слышим." in inbox("open", one).stdout

    assert door.send("further", code=code.digits()).status == 200
    inbox("pull")
    assert inbox("list").stdout.count("\n") == 2

    closed = inbox("done", one)
    assert closed.returncode == 0, closed.stderr
    assert "Мы вас слышим." not in door.ask(code.digits()).text
    assert "closed" in inbox("list").stdout
    again = inbox("reply", one, "--text-file", tmp_path / "answer.txt")
    assert (again.returncode, again.stderr) == (2, "this message is closed\n")


def test_what_came_by_hand_is_taken_in_and_what_is_wrong_is_named(
    inbox: Callable, door: Door, tmp_path: Path
) -> None:
    code = Code.generate()
    keys = derive(code)
    envelope = Envelope("help", "by hand", "sv", 1, keys.identity.recipient, keys.secret)
    sealed = seal_message(envelope, [READER.recipient])
    (tmp_path / "document.bin").write_bytes(sealed)
    (tmp_path / "mail.txt").write_text(f"> {write_block(sealed)}".replace("\n", "\n> "))
    (tmp_path / "plain.txt").write_text("names")
    (tmp_path / "cut.txt").write_text(write_block(sealed)[:-20])
    names = ("plain.txt", "document.bin", "cut.txt", "mail.txt")
    added = inbox("add", *(tmp_path / name for name in names))
    assert added.returncode == 2
    lines = added.stdout.splitlines()
    assert [line.split("/")[-1] for line in lines] == ["document.bin", "mail.txt"]
    one = first_id(lines[0])
    assert one == first_id(lines[1]), "both are the same message"
    assert "plain.txt: this is no age file" in added.stderr
    assert "cut.txt: a part of this block is missing" in added.stderr
    assert "asks for help, sv, 7 letters, not answered" in inbox("list").stdout
    assert "by hand" in inbox("open", one).stdout
    (tmp_path / "answer").write_text("Vi kommer.")
    assert inbox("reply", one, "--text-file", tmp_path / "answer").returncode == 0
    assert "Vi kommer." in door.ask(code.digits()).text


def test_pull_says_the_same_whether_something_came_or_not(inbox: Callable, door: Door) -> None:
    nothing = inbox("pull")
    door.tell("something")
    something = inbox("pull")
    assert (nothing.returncode, nothing.stdout, nothing.stderr) == (
        something.returncode,
        something.stdout,
        something.stderr,
    )
    notice = subprocess.run([*PROGRAM, "inbox", "notice"], capture_output=True, text=True)
    assert notice.stdout == nothing.stdout


def test_what_a_writer_wrote_does_nothing_to_a_terminal(inbox: Callable, door: Door) -> None:
    door.tell("red \x1b[31m\r\nline \u202e end", [("\x1b]0;x\x07.jpg", "a/\x1b[2J", b"abc")])
    inbox("pull")
    shown = inbox("open", first_id(inbox("list").stdout)).stdout
    assert "red \\x1b[31m\nline \\u202e end" in shown
    assert not set(shown) & {"\x1b", "\x07", "\r", "\u202e"}


def test_a_message_that_was_forged_at_the_door_is_named(inbox: Callable, door: Door) -> None:
    import sqlite3

    door.tell("honest")
    door.stop()
    with sqlite3.connect(door.folder / "mailbox.sqlite3") as database:
        (data,) = database.execute("SELECT bytes FROM part").fetchone()
        database.execute("UPDATE part SET bytes = ?", (data[:-1] + bytes([data[-1] ^ 1]),))
    database.close()
    door.start()
    pulled = inbox("pull")
    assert (pulled.returncode, pulled.stdout) == (1, "")
    assert "changed or cut off" in pulled.stderr
    assert "nothing of it was deleted" in pulled.stderr
    assert inbox("list").stdout == "Nothing is here.\n"


def test_killed_while_it_pulls_it_goes_on_next_time(
    inbox: Callable, door: Door, tmp_path: Path
) -> None:
    sent = {f"message {number}" for number in range(6)}
    for text in sorted(sent):
        door.tell(text, [("a.bin", "x/y", os.urandom(3_000_000))])
    for pause in (0.3, 0.45, 0.6):
        command = [*PROGRAM, "inbox", "pull", str(tmp_path / "inbox")]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert inbox("pull").returncode == 0
    ids = [line.split()[0] for line in inbox("list").stdout.splitlines()]
    assert len(ids) == len(set(ids)) == 6
    shown = {inbox("open", one).stdout.split("\n\n")[1] for one in ids}
    assert shown == sent
    assert len(list((tmp_path / "inbox" / "sealed").iterdir())) == 6


def test_two_answers_cannot_be_told_from_answers_to_two_writers(
    inbox: Callable, door: Door, tmp_path: Path
) -> None:
    import sqlite3

    door.tell("one")
    inbox("pull")
    one = first_id(inbox("list").stdout)
    for text in ("first", "second and longer"):
        (tmp_path / "answer").write_text(text)
        assert inbox("reply", one, "--text-file", tmp_path / "answer").returncode == 0
    door.stop()
    database = sqlite3.connect(door.folder / "mailbox.sqlite3")
    rows = database.execute("SELECT id, bytes FROM part").fetchall()
    days = database.execute("SELECT DISTINCT expires FROM reply").fetchall()
    database.close()
    assert len(rows) == 2
    assert len(days) == 1
    assert len({len(data) for _, data in rows}) == 1
    # No byte of the ids is more alike than chance makes it.
    assert sum(a == b for a, b in zip(rows[0][0], rows[1][0], strict=True)) <= 3


def test_init_asks_for_the_passphrase_and_keeps_the_staff_key_under_it(tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_bytes(protect(READER, WORDS, work=10))
    read, write = os.pipe()
    os.write(write, f"{WORDS}\nwrong passphrase\n".encode())
    os.close(write)
    given = ["--passphrase-fd", str(read)]
    init = ["inbox", "init", str(tmp_path / "inbox"), "--door", "http://127.0.0.1:1"]
    made = subprocess.run(
        [*PROGRAM, *init, "--key", str(key), *given], pass_fds=(read,), capture_output=True
    )
    assert made.returncode == 0, made.stderr
    assert re.search(rb'^staff = \["[A-Za-z0-9+/]{43}="\]$', made.stdout, re.M)
    refused = subprocess.run(
        [*PROGRAM, "inbox", "list", str(tmp_path / "inbox"), *given],
        pass_fds=(read,),
        capture_output=True,
    )
    os.close(read)
    assert refused.returncode == 2
    assert b"the passphrase is wrong" in refused.stderr
    assert sorted(path.name for path in (tmp_path / "inbox").iterdir()) == [
        "inbox.toml",
        "sealed",
        "staff.age",
    ]
    assert (tmp_path / "inbox" / "staff.age").read_bytes().startswith(b"age-encryption.org/v1\n")


@pytest.mark.parametrize(
    ("one", "says"),
    [
        ("xyz", "this is no id of a message"),
        ("../../etc", "this is no id of a message"),
        ("0123", "no message has this id"),
    ],
)
def test_an_id_that_is_none_is_a_sentence(inbox: Callable, one: str, says: str) -> None:
    run = inbox("open", one)
    assert (run.returncode, run.stdout) == (2, "")
    assert says in run.stderr


def test_a_key_that_the_door_does_not_know_is_refused(
    inbox: Callable, door: Door, tmp_path: Path, key: Path
) -> None:
    new_inbox(tmp_path / "other", f"http://127.0.0.1:{door.port}", None, key, str)
    command = [*PROGRAM, "inbox", "pull", str(tmp_path / "other")]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 2
    assert "the door does not know the key of this inbox" in run.stderr
