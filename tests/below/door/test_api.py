"""What staff do over the network, asked of a door that runs."""

from __future__ import annotations

import datetime
import json
import secrets
import time
from pathlib import Path

import pytest
from door_process import STAFF, Answer, Door, unseal

from vittne.seal import HybridIdentity, Reply, StaffKey, seal_reply

MESSAGES, REPLIES = "/api/v1/messages", "/api/v1/replies"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def answer() -> bytes:
    return seal_reply(Reply("We read it.", "en"), HybridIdentity.generate().recipient)


def asked(door: Door, key: StaffKey, method: str, path: str, body: bytes = b"") -> Answer:
    headers = {"Authorization": key.authorization(method, path, body, time.time())}
    return door.request(method, path, body, headers)


def error(said: Answer) -> str:
    assert said.headers["Content-Type"] == "application/json"
    assert 400 <= said.status < 500
    return str(json.loads(said.text)["error"])


def test_a_message_is_listed_fetched_opened_and_deleted(door: Door) -> None:
    door.tell("It happened in the harbour.", [("photo.jpg", "image/jpeg", b"jpeg" * 100_000)])
    (listed,) = json.loads(asked(door, STAFF, "GET", MESSAGES).text)["messages"]
    assert listed["day"] == datetime.datetime.now(datetime.UTC).date().isoformat()
    fetched = asked(door, STAFF, "GET", f"{MESSAGES}/{listed['id']}")
    assert fetched.headers["Content-Type"] == "application/octet-stream"
    assert len(fetched.body) == listed["size"] == int(fetched.headers["Content-Length"])
    envelope, files = unseal(fetched.body)
    assert envelope.text == "It happened in the harbour."
    assert files == [b"jpeg" * 100_000]
    said = json.dumps({"ids": [listed["id"], "0" * 32]}).encode()
    assert asked(door, STAFF, "DELETE", MESSAGES, said).status == 204
    assert asked(door, STAFF, "DELETE", MESSAGES, said).status == 204
    assert asked(door, STAFF, "GET", f"{MESSAGES}/{listed['id']}").status == 404
    assert door.ids() == []


def test_an_answer_is_left_once_and_may_be_withdrawn(door: Door) -> None:
    path, sealed = f"{REPLIES}/{secrets.token_hex(16)}", answer()
    left = asked(door, STAFF, "PUT", path, sealed)
    today = datetime.datetime.now(datetime.UTC).date()
    expected = {"expires": (today + datetime.timedelta(days=90)).isoformat()}
    assert (left.status, json.loads(left.text)) == (200, expected)
    assert asked(door, STAFF, "PUT", path, sealed).status == 200
    assert asked(door, STAFF, "PUT", path, answer()).status == 409
    assert asked(door, STAFF, "DELETE", path).status == 204
    assert asked(door, STAFF, "DELETE", path).status == 204
    assert asked(door, STAFF, "PUT", path, answer()).status == 200


@pytest.mark.parametrize(
    "body", [b"", b"words", b"age-encryption.org/v1\n" + bytes(100), answer() + b"\n"]
)
def test_what_is_no_sealed_answer_is_refused(door: Door, body: bytes) -> None:
    path = f"{REPLIES}/{secrets.token_hex(16)}"
    assert error(asked(door, STAFF, "PUT", path, body)) == "the body is no sealed answer"


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'{"ids": 1}', b'{"ids": [1]}', b'{"ids": ["00"]}', b"\xff", b"[" * 100_000,
     b'{"ids": [], "all": true}'],
)  # fmt: skip
def test_a_list_that_is_none_deletes_nothing(door: Door, body: bytes) -> None:
    assert "hexadecimal" in error(asked(door, STAFF, "DELETE", MESSAGES, body))


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("path", [MESSAGES, f"{REPLIES}/{'0' * 32}", "/api/v1/", "/api/v1/what"])
def test_nothing_is_said_to_who_does_not_sign(door: Door, method: str, path: str) -> None:
    said = door.request(method, path)
    assert said.status == 401
    assert said.headers["WWW-Authenticate"] == "Vittne"
    assert said.body == (b"" if method == "HEAD" else b'{"error": "unsigned"}')


def test_a_stranger_a_replay_and_a_late_request_are_refused(door: Door) -> None:
    assert error(asked(door, StaffKey.generate(), "GET", MESSAGES)) == "forged"
    headers = {"Authorization": STAFF.authorization("GET", MESSAGES, b"", time.time())}
    assert door.request("GET", MESSAGES, None, headers).status == 200
    assert error(door.request("GET", MESSAGES, None, headers)) == "replayed"
    headers = {"Authorization": STAFF.authorization("GET", MESSAGES, b"", time.time() - 400)}
    assert error(door.request("GET", MESSAGES, None, headers)) == "late"


def test_a_request_is_no_good_after_a_new_start(own_door: Door) -> None:
    own_door.start()
    headers = {"Authorization": STAFF.authorization("GET", MESSAGES, b"", time.time())}
    own_door.kill()
    own_door.start()
    assert error(own_door.request("GET", MESSAGES, None, headers)) == "late"


def test_the_query_is_signed_too(door: Door) -> None:
    headers = {"Authorization": STAFF.authorization("GET", MESSAGES, b"", time.time())}
    assert error(door.request("GET", f"{MESSAGES}?day=1", None, headers)) == "forged"


@pytest.mark.parametrize("method", METHODS)
def test_a_method_that_does_not_exist_is_named_so(door: Door, method: str) -> None:
    said = asked(door, STAFF, method, f"{MESSAGES}/{'0' * 32}")
    assert said.status == (404 if method == "GET" else 405)
    assert said.headers.get("Allow") == (None if method == "GET" else "GET")


@pytest.mark.parametrize("identifier", ["0" * 31, "0" * 33, "G" * 32, "A" * 32, "%00", "..", "é"])
def test_what_is_no_id_is_not_found(door: Door, identifier: str) -> None:
    path = f"{MESSAGES}/{identifier}".encode().decode("latin-1")
    said = door.raw(
        f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: "
        f"{STAFF.authorization('GET', path, b'', time.time())}\r\n\r\n".encode("latin-1")
    )
    assert said.split(b" ")[1] in (b"404", b"401", b"400"), said[:200]


def test_a_body_without_end_is_not_read(door: Door) -> None:
    said = door.request(
        "PUT",
        f"{REPLIES}/{'0' * 32}",
        None,
        {"Content-Length": str(1 << 30), "Connection": "close"},
    )
    assert said.status == 413


def test_the_document_names_every_address_and_method(door: Door, root: Path) -> None:
    document = json.loads((root / "docs" / "reference" / "door-api.json").read_text("utf-8"))
    for path, methods in document["paths"].items():
        there = asked(door, STAFF, "OPTIONS", path.replace("{id}", "0" * 32))
        named = {method.upper() for method in methods if method != "parameters"}
        assert set(there.headers["Allow"].split(", ")) == named
