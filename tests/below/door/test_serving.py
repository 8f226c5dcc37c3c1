"""What every response is like, and what the server says, holds and leaves."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from door_process import BACK, FORM_HEADERS, TELL, Answer, Door, multipart

from vittne.seal import Code

BUCKETS = {kib * 1024 for kib in (16, 32, 64, 128)}

REQUESTS = {
    "start": ("GET", "/", b""),
    "page": ("GET", "/sv/", b""),
    "form": ("GET", TELL, b""),
    "leave": ("GET", "/ru/leave/", b""),
    "unknown": ("GET", "/wp-login.php?a=b", b""),
    "no form": ("POST", TELL, b"a=b"),
    "no code": ("POST", BACK, b"code=abandon"),
    "wrong method": ("DELETE", TELL, b""),
    "staff": ("GET", "/api/v1/messages", b""),
}


def ask(door: Door, method: str, path: str, body: bytes = b"") -> Answer:
    return door.request(method, path, body, {"Content-Type": "application/x-www-form-urlencoded"})


@pytest.mark.parametrize("name", REQUESTS)
def test_every_response_has_the_same_headers(door: Door, name: str) -> None:
    said = ask(door, *REQUESTS[name])
    headers = {key.lower(): value for key, value in said.headers.items()}
    assert not headers.keys() & {"server", "date", "set-cookie", "vary", "last-modified", "etag"}
    policy = headers["content-security-policy"].split("; ")
    assert policy[0] == "default-src 'none'"
    assert {"form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"} <= set(policy)
    assert not [one for one in policy if "unsafe" in one or "http" in one or "*" in one]
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    for one in ("opener", "embedder", "resource"):
        assert headers[f"cross-origin-{one}-policy"] in ("same-origin", "require-corp")
    assert int(headers["content-length"]) == len(said.body)
    if name != "staff":
        assert headers["content-type"] == "text/html; charset=utf-8"
        assert len(said.body) in BUCKETS


def test_the_style_of_a_page_is_the_one_that_is_allowed(door: Door) -> None:
    import base64
    import hashlib

    said = door.get("/en/")
    (style,) = re.findall("<style>(.*?)</style>", said.text, re.S)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in said.headers["Content-Security-Policy"]


def test_head_says_how_long_and_nothing_more(door: Door) -> None:
    said = ask(door, "HEAD", "/en/")
    assert (said.status, said.body) == (200, b"")
    assert int(said.headers["Content-Length"]) in BUCKETS


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"nonsense\r\n\r\n", b"400"),
        (b"GET / HTTP/9.9\r\n\r\n", b"400"),
        (b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"414"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"a" * 9000 + b"\r\n\r\n", b"431"),
        (b"GET / HTTP/1.1\r\nHost: x\r\n" + b"A: b\r\n" * 200 + b"\r\n", b"431"),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", b"400"),
        (b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: strange\r\n\r\n", b"501"),
    ],
)
def test_what_is_no_request_gets_a_page_like_the_others(
    door: Door, request_: bytes, status: bytes
) -> None:
    head, _, body = door.raw(request_).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 " + status)
    assert len(body) in BUCKETS
    assert b"Server:" not in head
    assert b"Date:" not in head
    assert b"Content-Security-Policy:" in head


def test_an_unknown_code_and_one_without_answers_get_the_same_bytes(door: Door) -> None:
    written, never = door.tell("words"), Code.generate()
    pages = [door.ask(" ".join(code.words("en"))) for code in (written, never)]
    assert [page.status for page in pages] == [200, 200]
    bodies = []
    for page, code in zip(pages, (written, never), strict=True):
        # What the form on the page carries: a token of its own, and the code that was typed.
        text = re.sub(r'name="token" value="[^"]{48}"', "", page.text)
        bodies.append(text.replace(code.digits(), ""))
        assert len(code.digits()) == 34
    assert bodies[0] == bodies[1]
    assert pages[0].headers == pages[1].headers


def test_answers_are_read_and_deleted_by_who_has_the_code(door: Door) -> None:
    code = " ".join(door.tell("my words, to be answered").words("en"))
    (envelope,) = (one for one, _ in door.read_all() if one.text == "my words, to be answered")
    door.reply(envelope, "We have read it.", 0)
    door.reply(envelope, "And this.", 63)
    page = door.ask(code).text
    assert "We have read it." in page
    assert "And this." in page
    page = door.post(BACK, {"code": code, "delete": "0"}).text
    assert "We have read it." not in page
    assert "And this." in page
    assert "And this." in door.ask(code).text


def test_derivations_are_queued_one_at_a_time(door: Door) -> None:
    """Each takes 64 MiB: twelve at once take no more than one, and those too many are told so."""
    statuses: list[int] = []

    def come_back() -> None:
        statuses.append(door.post(BACK, {"code": " ".join(Code.generate().words("en"))}).status)

    threads = [threading.Thread(target=come_back) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 12
    assert door.most_memory() < 300 << 20


def test_the_log_has_nothing_of_what_was_asked(door: Door) -> None:
    ask(door, "GET", "/secret-path?secret-query")
    door.raw(b"secret-line\r\n\r\n")
    door.raw(b"GET / HTTP/1.1\r\nsecret header: x\r\n\r\n")
    ask(door, "POST", TELL, b"text=secret-text")
    log = door.log.read_text("utf-8")
    assert log == f"door: open at 127.0.0.1:{door.port}\n"


def test_the_server_leaves_one_file_when_it_ends(own_door: Door) -> None:
    own_door.start()
    own_door.tell("words")
    own_door.stop()
    assert sorted(path.name for path in own_door.folder.iterdir()) == [
        "door.toml",
        "mailbox.sqlite3",
    ]
    assert list(own_door.temporary.iterdir()) == []
    assert list(own_door.home.iterdir()) == []
    own_door.start()
    assert [envelope.text for envelope, _ in own_door.read_all()] == ["words"]


def test_a_message_that_is_on_its_way_when_the_server_ends_still_arrives(own_door: Door) -> None:
    own_door.start()
    fields = {**own_door.fields(), "kind": "testimony", "text": "slow"}
    whole = multipart(fields, [("a", "", os.urandom(600_000))])
    statuses: list[int] = []

    def body() -> object:
        for start in range(0, len(whole), 100_000):
            yield whole[start : start + 100_000]
            time.sleep(0.2)

    def send() -> None:
        headers = {**FORM_HEADERS, "Content-Length": str(len(whole))}
        statuses.append(own_door.request("POST", TELL, body(), headers).status)  # type: ignore[arg-type]

    thread = threading.Thread(target=send)
    thread.start()
    time.sleep(0.5)
    os.kill(own_door.processes()[0], signal.SIGTERM)
    thread.join()
    assert statuses == [200]
    own_door.kill()
    own_door.start()
    assert len(own_door.ids()) == 1


def test_a_form_from_before_a_new_start_comes_back_with_its_text(own_door: Door) -> None:
    own_door.start()
    fields = {**own_door.fields(), "kind": "testimony", "text": "Long words."}
    own_door.kill()
    own_door.start()
    said = own_door.request("POST", TELL, multipart(fields), FORM_HEADERS)
    assert said.status == 400
    assert "Long words." in said.text
    token = re.search(r'name="token" value="([^"]+)"', said.text)
    assert token is not None
    fields["token"] = token[1]
    assert own_door.request("POST", TELL, multipart(fields), FORM_HEADERS).status == 200


def test_a_process_that_dies_is_started_again(own_door: Door) -> None:
    own_door.start()
    own_door.tell("kept")
    small, serving = own_door.processes()[:2]
    os.kill(serving, signal.SIGKILL)
    deadline = time.monotonic() + 20
    while own_door.processes()[1:2] in ([], [serving]) and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(1)
    assert own_door.processes()[0] == small
    assert [envelope.text for envelope, _ in own_door.read_all()] == ["kept"]


# ---------------------------------------------------------------- the command


def vittne(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "vittne", *arguments]
    return subprocess.run(command, capture_output=True, text=True)


def test_a_door_is_made_and_not_served_before_it_is_filled_in(tmp_path: Path) -> None:
    folder = str(tmp_path / "door")
    assert "1. fill in" in vittne("door", "init", folder).stdout
    serve = vittne("door", "serve", folder)
    assert serve.returncode == 2
    assert "door.toml, recipients" in serve.stderr
    assert "door.toml, name.ru" in serve.stderr
    made = sorted(path.name for path in (tmp_path / "door").iterdir())
    assert made == ["door.toml", "guides"], "and nothing else"


@pytest.mark.parametrize("bind", ["0.0.0.0:80", "192.168.1.1:80", "8080", "127.0.0.1", ""])
def test_a_door_listens_on_its_own_machine_only(door: Door, bind: str) -> None:
    serve = vittne("door", "serve", str(door.folder), "--bind", bind)
    assert serve.returncode == 2
    assert "on its own machine only" in serve.stderr


def test_a_folder_is_served_once(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import vittne.door.serve as s, sys; s.WAIT = 1; from vittne.cli.main import main"
    command = [sys.executable, "-c", f"{code}; sys.exit(main(sys.argv[1:]))"]
    serve = subprocess.run(
        [*command, "door", "serve", str(door.folder), "--bind", "127.0.0.1:0"],
        capture_output=True,
        text=True,
    )
    assert serve.returncode == 2
    assert "another server runs on this folder" in serve.stderr


def test_a_door_listens_on_a_socket_that_is_a_file(tmp_path: Path) -> None:
    import socket

    from door_process import make_folder

    make_folder(tmp_path / "door")
    command = [sys.executable, "-m", "vittne", "door", "serve", str(tmp_path / "door")]
    place = tmp_path / "s"
    with subprocess.Popen([*command, "--bind", f"unix:{place}"], stderr=subprocess.PIPE) as server:
        assert server.stderr is not None
        assert server.stderr.readline() == f"door: open at unix:{place}\n".encode()
        assert place.stat().st_mode & 0o077 == 0
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(place))
            connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            assert connection.recv(12) == b"HTTP/1.1 200"
        server.terminate()
        assert server.wait(20) == 0
        assert server.stderr.read() == b""
    assert not place.exists()


def test_a_mailbox_that_is_none_is_not_served(tmp_path: Path) -> None:
    from door_process import make_folder

    make_folder(tmp_path / "door")
    (tmp_path / "door" / "mailbox.sqlite3").write_bytes(b"something else" * 1000)
    serve = vittne("door", "serve", str(tmp_path / "door"), "--bind", "127.0.0.1:0")
    assert serve.returncode == 2
    assert serve.stderr.startswith("door: the mailbox cannot be opened")
    assert "Traceback" not in serve.stderr


def test_an_address_that_is_taken_is_named(door: Door, tmp_path: Path) -> None:
    from door_process import make_folder

    make_folder(tmp_path / "door")
    address = f"127.0.0.1:{door.port}"
    serve = vittne("door", "serve", str(tmp_path / "door"), "--bind", address)
    assert serve.returncode == 2
    assert str(door.port) in serve.stderr
    assert "Traceback" not in serve.stderr
