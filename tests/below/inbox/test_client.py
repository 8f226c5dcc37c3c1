"""A door may be in the hands of others: what it says is a sentence here, whatever it is."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from paper_door import Place

from vittne.inbox import Door, DoorError, Inbox, pull
from vittne.inbox.client import LARGEST
from vittne.inbox.config import Address
from vittne.inbox.socks import connect
from vittne.seal import StaffKey
from vittne.terms.errors import UserError

LIST = "GET /api/v1/messages"
GOOD = {"id": "0" * 32, "day": "2031-05-02", "size": 10}


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"<html>",
        b"[]",
        b"{}",
        b'{"messages": 1}',
        b'{"messages": [1]}',
        b"[" * 100_000,
        json.dumps({"messages": [{**GOOD, "id": "../../../etc/passwd"}]}).encode(),
        json.dumps({"messages": [{**GOOD, "id": "A" * 32}]}).encode(),
        json.dumps({"messages": [{**GOOD, "size": -1}]}).encode(),
        json.dumps({"messages": [{**GOOD, "size": True}]}).encode(),
        json.dumps({"messages": [{**GOOD, "size": LARGEST + 1}]}).encode(),
        json.dumps({"messages": [{**GOOD, "day": "\x1b[2J"}]}).encode(),
        json.dumps({"messages": [{**GOOD, "day": None}]}).encode(),
        b'"' + b"x" * (8 << 20) + b'"',
    ],
)
def test_a_list_that_is_none_is_refused(
    inbox: Inbox, door: Door, place: Place, said: bytes
) -> None:
    place.paper.lie[LIST] = (200, said)
    with pytest.raises(DoorError, match="no door"):
        pull(inbox, door)


@pytest.mark.parametrize(
    ("status", "body", "says"),
    [
        (401, b'{"error": "forged"}', "does not know the key"),
        (401, b'{"error": "late"}', "too early or too late"),
        (401, b"\x1b[31m", "status 401"),
        (302, b"", "status 302"),
        (404, b"", "status 404"),
        (500, b"\x1b[31m" * 5000, "status 500"),
        (507, b"{}", "disk of the door is full"),
    ],
)
def test_refusals_are_sentences(
    inbox: Inbox, door: Door, place: Place, status: int, body: bytes, says: str
) -> None:
    place.paper.lie[LIST] = (status, body)
    with pytest.raises(UserError, match=says) as error:
        pull(inbox, door)
    assert "\x1b" not in str(error.value)


def test_a_stranger_s_key_is_refused_by_the_door(inbox: Inbox, place: Place) -> None:
    stranger = Door(inbox.config, StaffKey.generate(), lambda: 0.0)
    with pytest.raises(UserError, match="does not know the key"):
        stranger.messages()


def test_more_or_fewer_bytes_than_said_are_refused_and_nothing_is_kept(
    inbox: Inbox, door: Door, place: Place, arrive: Callable[..., str]
) -> None:
    one = arrive()
    sealed = place.paper.messages[one]
    for body, says in ((sealed + b"x", "more bytes"), (sealed[:-1], "cut before the whole")):
        place.paper.lie[f"GET /api/v1/messages/{one}"] = (200, body)
        with pytest.raises(DoorError, match=says):
            pull(inbox, door)
        assert list(inbox.originals.iterdir()) == []
        assert one in place.paper.messages


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"\x1b[31m\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 " + b"x" * 70_000,
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
)
def test_what_is_no_http_is_a_sentence(inbox: Inbox, said: bytes) -> None:
    with one_answer(said) as port:
        door = Door(inbox.config, inbox.staff, lambda: 0.0)
        door._address = Address("http", "127.0.0.1", port)
        with pytest.raises(DoorError) as error:
            door.messages()
    assert "\x1b" not in str(error.value)


@contextmanager
def one_answer(said: bytes) -> Iterator[int]:
    """A server that says one thing and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            held, _ = server.accept()
            with held:
                held.recv(4096)
                held.sendall(said)
                held.shutdown(socket.SHUT_WR)
                while held.recv(4096):
                    pass

        thread = threading.Thread(target=serve)
        thread.start()
        yield server.getsockname()[1]
        thread.join()


# ---------------------------------------------------------------- through a proxy


@contextmanager
def proxy(*answers: bytes, onward: int | None = None) -> Iterator[tuple[Address, list[bytes]]]:
    """A SOCKS5 proxy that answers so, and then is connected to a port of this machine."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            held, _ = server.accept()
            with held:
                for answer in answers:
                    heard.append(held.recv(4096))
                    held.sendall(answer)
                if onward is not None:
                    with socket.create_connection(("127.0.0.1", onward)) as there:
                        there.sendall(held.recv(65536))
                        while piece := there.recv(65536):
                            held.sendall(piece)

        thread = threading.Thread(target=serve)
        thread.start()
        yield Address("socks5", "127.0.0.1", server.getsockname()[1]), heard
        thread.join()


def test_the_proxy_is_told_the_name_of_the_door_and_nobody_else_is(
    inbox: Inbox, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up = []
    find = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda *args, **more: looked_up.append(args[0]) or find(*args, **more),
    )
    onward = place.paper.server_port
    with proxy(b"\5\0", b"\5\0\0\1\0\0\0\0\0\0", onward=onward) as (where, heard):
        door = Door(inbox.config, inbox.staff, lambda: 0.0)
        door._address, door._proxy = Address("http", "doorname.onion", 80), where
        assert door.messages() == ()
    assert heard == [b"\5\1\0", b"\5\1\0\3\x0edoorname.onion\0\x50"]
    assert set(looked_up) == {"127.0.0.1"}


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ([b"\5\xff"], "wants a password"),
        ([b"HT"], "no SOCKS5 proxy"),
        ([b"\5"], "hung up"),
        ([b"\5\0", b"\5\4\0\1" + bytes(6)], "is it running"),
        ([b"\5\0", b"\5\x99\0\1" + bytes(6)], r"no \(153\)"),
        ([b"\5\0", b"\5\0\0\3\x0a"], "hung up"),
    ],
)
def test_what_a_proxy_refuses_is_a_sentence(answers: list[bytes], says: str) -> None:
    with proxy(*answers) as (where, _), pytest.raises(OSError, match=says):
        connect(where, "doorname.onion", 80, 5)
