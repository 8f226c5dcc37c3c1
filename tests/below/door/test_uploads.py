"""Messages on their way in: sealed while they come, whole or not at all, never in the clear."""

from __future__ import annotations

import os
import re
import socket
import sqlite3
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from door_process import (
    BOUNDARY,
    FORM_HEADERS,
    TELL,
    Answer,
    Door,
    File,
    find_code,
    multipart,
)

from vittne.seal import derive

MARK = b"Sirocco-7f3a"
"""What no file on the disk may ever hold."""


def post(door: Door, body: bytes, headers: Mapping[str, str] = FORM_HEADERS) -> Answer:
    return door.request("POST", TELL, body, headers)


def form(door: Door, **others: str) -> dict[str, str]:
    return {**door.fields(), "kind": "testimony", "text": "", "code": "", "trap": "", **others}


def refused(door: Door, said: Answer, status: int) -> str:
    """The page of what was refused; nothing of it is kept."""
    assert said.status == status, said.text[:3000]
    assert said.headers["Content-Type"] == "text/html; charset=utf-8"
    assert parts(door) == 0
    return said.text


def parts(door: Door) -> int:
    """Parts that lie in the mailbox and belong to no message."""
    with sqlite3.connect(f"file:{door.folder}/mailbox.sqlite3?mode=ro", uri=True) as db:
        query = "SELECT count(*) FROM part WHERE id NOT IN (SELECT id FROM message)"
        return int(db.execute(query).fetchone()[0])


def empty(door: Door) -> None:
    ids = door.ids()
    door.api("DELETE", "/api/v1/messages", str({"ids": ids}).replace("'", '"').encode())


@pytest.fixture(autouse=True)
def _nothing_is_left(door: Door) -> None:
    empty(door)


# ---------------------------------------------------------------- what is kept


@pytest.mark.parametrize(
    "files",
    [
        (),
        [("a.txt", "text/plain", b"")],
        [
            ("фото.jpg", "image/jpeg", os.urandom(70_000)),
            ("b", "", b"\r\n--" + BOUNDARY.encode()[:-1]),
        ],
        [("large.bin", "application/octet-stream", os.urandom(3_000_000))],
    ],
    ids=["none", "empty", "two", "large"],
)
def test_text_and_files_arrive_as_they_were_sent(door: Door, files: Sequence[File]) -> None:
    code = door.tell("It was Tuesday.\r\nIn the морской порт. 🌊", files)
    ((envelope, contents),) = door.read_all()
    assert envelope.text == "It was Tuesday.\nIn the морской порт. 🌊"
    assert (envelope.kind, envelope.language, envelope.form) == ("testimony", "en", 1)
    assert [(f.name, f.media_type, f.size) for f in envelope.files] == [
        (name, kind, len(content)) for name, kind, content in files
    ]
    assert contents == [content for _, _, content in files]
    keys = derive(code)
    assert envelope.reply_key == keys.identity.recipient
    assert envelope.reply_secret == keys.secret


def test_who_has_a_code_keeps_it(door: Door) -> None:
    code = door.tell("first")
    said = door.send("second", code=" ".join(code.words("en")).upper())
    assert said.status == 200
    first, second = (envelope for envelope, _ in door.read_all())
    assert first.reply_secret == second.reply_secret


def test_files_without_a_word_are_a_message_and_nothing_at_all_is_none(door: Door) -> None:
    assert door.send("", [("a", "", b"x")]).status == 200
    empty(door)
    refused(door, door.send(" \r\n"), 400)
    assert door.ids() == []


def test_a_file_input_without_a_choice_is_no_file(door: Door) -> None:
    body = multipart(form(door, text="words"), [("", "application/octet-stream", b"")])
    assert post(door, body).status == 200
    assert door.read_all()[0][1] == []


# ---------------------------------------------------------------- what is refused


def test_a_form_is_good_once_and_comes_back_with_its_text(door: Door) -> None:
    fields = form(door, text="Once <b>only</b>.")
    assert post(door, multipart(fields)).status == 200
    page = refused(door, post(door, multipart(fields, [("a", "", b"x" * 1_000_000)])), 400)
    assert "Once &lt;b&gt;only&lt;/b&gt;." in page
    assert len(door.ids()) == 1


@pytest.mark.parametrize("token", ["", "x", "A" * 48])
def test_a_form_without_a_good_token_is_refused(door: Door, token: str) -> None:
    assert "words" in refused(door, door.send("words", token=token), 400)
    assert door.ids() == []


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"trap": "http://example.org"}, 400),
        ({"kind": "other"}, 400),
        ({"code": "abandon"}, 400),
        ({"text": "x" * 70_000}, 413),
        ({"text": "ы" * 33_000}, 413),
        ({"text": "x" * 600_000}, 413),
    ],
    ids=["trap", "kind", "code", "long", "long in bytes", "very long"],
)
def test_fields_that_are_wrong_are_refused_before_a_file_is_stored(
    door: Door, wrong: dict[str, str], status: int
) -> None:
    fields = form(door, **{"text": "These words.", **wrong})
    page = refused(door, post(door, multipart(fields, [("a", "", bytes(2_000_000))])), status)
    assert "These words." in page or "text" in wrong
    assert door.ids() == []


def test_a_wrong_word_of_a_code_is_named(door: Door) -> None:
    words = list(door.tell("first").words("en"))
    words[3] = "qqqqq"
    page = refused(door, door.send("second", code=" ".join(words)), 400)
    assert "qqqqq" in page


def test_more_than_a_hundred_megabytes_are_refused_and_the_page_is_seen(door: Door) -> None:
    start = multipart(form(door, text="These words."), [("a", "", b"")])[: -len(BOUNDARY) - 8]
    size = 101_500_000

    def body() -> object:
        yield start
        for _ in range(size // 100_000):
            yield bytes(100_000)
        yield f"\r\n--{BOUNDARY}--\r\n".encode()

    length = len(start) + size + len(BOUNDARY) + 8
    headers = {**FORM_HEADERS, "Content-Length": str(length)}
    refused(door, post(door, body(), headers), 413)  # type: ignore[arg-type]
    assert door.ids() == []


@pytest.mark.parametrize("count", [21, 101, 150])
def test_too_many_files_are_refused(door: Door, count: int) -> None:
    files = [("a", "", bytes(1000))] * count
    refused(door, post(door, multipart(form(door, text="words"), files)), 413)
    assert door.ids() == []


def test_ten_thousand_fields_are_refused(door: Door) -> None:
    fields = form(door, text="words") | {f"f{number}": "x" for number in range(10_000)}
    refused(door, post(door, multipart(fields)), 413)
    assert door.ids() == []


def test_fields_after_the_files_are_refused(door: Door) -> None:
    whole = multipart(form(door, text="words"), [("a", "", b"x")])
    late = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="text"\r\n\r\nmore\r\n'.encode()
    body = whole[: -len(BOUNDARY) - 6] + late + f"--{BOUNDARY}--\r\n".encode()
    refused(door, post(door, body), 400)
    assert door.ids() == []


def test_a_file_that_cannot_be_read_is_not_lost_without_a_word(door: Door) -> None:
    body = multipart(form(door, text="words"), [("NAME", "", b"x")]).replace(b"NAME", b"\xff\xfe")
    refused(door, post(door, body), 400)
    assert door.ids() == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "multipart/form-data"},
        {"Content-Type": "multipart/form-data; boundary=" + "x" * 300},
        {"Content-Type": "multipart/form-data; boundary=other"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "text/plain; charset=utf-7"},
        {},
    ],
)
def test_what_is_no_form_is_refused(door: Door, headers: dict[str, str]) -> None:
    refused(door, post(door, multipart(form(door, text="words")), headers), 400)
    assert door.ids() == []


def test_bytes_that_are_no_letters_are_replaced(door: Door) -> None:
    body = multipart({**form(door), "text": b"caf\xe9 \x00"})
    assert post(door, body).status == 200
    assert door.read_all()[0][0].text == "caf\N{REPLACEMENT CHARACTER} \x00"


# ---------------------------------------------------------------- what is cut off


def test_a_form_that_is_cut_off_leaves_nothing(door: Door) -> None:
    body = multipart(form(door, text="words"), [("a", "", os.urandom(2_000_000))])
    head = (
        f"POST {TELL} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n"
        f"Content-Type: {FORM_HEADERS['Content-Type']}\r\n\r\n"
    ).encode()
    for kept in (0, 300, 1_000_000, len(body) - 1):
        said = door.raw(head + body[:kept])
        assert said.startswith(b"HTTP/1.1 400 ")
    assert (door.ids(), parts(door)) == ([], 0)


@pytest.mark.parametrize("missing", [2, 4, 1000])
def test_a_form_whose_length_lies_is_refused(door: Door, missing: int) -> None:
    """The last boundary is missing, and the length agrees with that."""
    body = multipart(form(door, text="words"), [("a", "", bytes(100_000))])
    said = post(door, body[:-missing])
    if missing == 2:  # the line feed after the end says nothing
        assert said.status == 200
    else:
        refused(door, said, 400)
        assert door.ids() == []


def test_a_second_form_behind_the_first_is_not_part_of_it(door: Door) -> None:
    body = multipart(form(door, text="words"))
    refused(door, post(door, body + b"more behind the end"), 400)


# ---------------------------------------------------------------- nothing in the clear


def test_nothing_is_written_in_the_clear_while_files_come(door: Door) -> None:
    """A slow upload, with every open file and every folder of the server looked at meanwhile."""
    content = (MARK + os.urandom(500)) * 20_000
    body = multipart(form(door, text="Sirocco-7f3a"), [("Sirocco-7f3a", "", content)])
    done = threading.Event()
    found: set[str] = set()

    def watch() -> None:
        while not done.is_set():
            for pid in door.processes():
                for link in Path(f"/proc/{pid}/fd").iterdir():
                    try:
                        found.add(re.sub(r"\d+", "N", os.readlink(link)))
                    except OSError:
                        continue  # closed meanwhile

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        with socket.create_connection(("127.0.0.1", door.port)) as connection:
            head = (
                f"POST {TELL} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                f"Content-Length: {len(body)}\r\nContent-Type: {FORM_HEADERS['Content-Type']}\r\n"
            )
            connection.sendall(f"{head}\r\n".encode())
            for start in range(0, len(body), 500_000):
                connection.sendall(body[start : start + 500_000])
                time.sleep(0.02)
                assert list(door.temporary.iterdir()) == []
            assert connection.recv(15).startswith(b"HTTP/1.1 200 ")
            while connection.recv(65536):
                pass
    finally:
        done.set()
        watcher.join()
    files = {name for name in found if not name.startswith(("socket:", "pipe:", "anon_inode:"))}
    folder = str(door.folder)
    allowed = ("/dev/null", "/dev/urandom", f"{os.sep}dev/shm/wgunicorn", str(door.log), folder)
    pattern = re.sub(r"\d+", "N", "|".join(map(re.escape, allowed)))
    assert {name for name in files if not re.match(pattern, name)} == set()
    for path in door.place.rglob("*"):
        assert not path.is_file() or MARK not in path.read_bytes(), path
    assert door.read_all()[-1][1] == [content]


# ---------------------------------------------------------------- kills and full disks


def test_a_kill_while_files_come_leaves_nothing_after_the_next_start(own_door: Door) -> None:
    own_door.start()
    own_door.tell("kept")
    body = multipart(form(own_door, text="lost"), [("a", "", os.urandom(4_000_000))])
    with socket.create_connection(("127.0.0.1", own_door.port)) as connection:
        head = (
            f"POST {TELL} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n"
            f"Content-Type: {FORM_HEADERS['Content-Type']}\r\n\r\n"
        )
        connection.sendall(head.encode() + body[:3_000_000])
        deadline = time.monotonic() + 20
        while parts(own_door) == 0 and time.monotonic() < deadline:
            time.sleep(0.01)
        assert parts(own_door) > 0
        own_door.kill()
    own_door.start()
    assert parts(own_door) == 0
    assert [envelope.text for envelope, _ in own_door.read_all()] == ["kept"]


def test_a_full_disk_is_told_and_nothing_is_acknowledged(tmp_path: Path) -> None:
    with Door(tmp_path / "place", most=4_000_000) as door:
        door.tell("kept")
        page = door.send("These words.", [("a", "", os.urandom(8_000_000))])
        assert page.status == 503
        assert "These words." in page.text
        assert [envelope.text for envelope, _ in door.read_all()] == ["kept"]
        door.tell("there is room again")
        assert "These" not in door.log.read_text("utf-8")


def test_a_code_made_by_the_door_is_of_the_pages_language(door: Door) -> None:
    assert len(find_code(door.send("words").text).secret) == 11
