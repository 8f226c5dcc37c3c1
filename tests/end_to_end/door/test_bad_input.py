"""Whatever comes in: a clear page or a refusal, never a traceback, and no word of it in the log."""

from __future__ import annotations

import json
import secrets
import socket
import time
from collections.abc import Iterator

import pytest
from door_process import (
    BACK,
    BOUNDARY,
    FORM_HEADERS,
    READER,
    STAFF,
    TELL,
    Answer,
    Door,
    multipart,
)

from vittne.seal import Code, HybridIdentity, Reply, StaffKey, seal_reply

SECRET = "Этого не должно быть нигде"  # noqa: S105
CODE = Code(bytes(range(11)))
BUCKETS = [1 << power for power in range(14, 22)]
MESSAGES, REPLIES = "/api/v1/messages", "/api/v1/replies"


@pytest.fixture(autouse=True)
def _says_nothing(door: Door) -> Iterator[None]:
    """After every test: the door runs, has no traceback in its log, and nothing of what came."""
    before = door.processes()
    yield
    assert door.get("/en/").status == 200
    assert door.processes() == before, "the server was started again"
    log = door.log.read_text("utf-8")
    lines = [line for line in log.splitlines() if not line.startswith("door: open at ")]
    assert lines == []


def is_clear(answer: Answer, *statuses: int) -> bool:
    """Whether a page is one of ours, in a bucket, with an expected status."""
    assert answer.status in statuses, (answer.status, answer.text[:3000])
    assert "<h1>" in answer.text
    assert "Traceback" not in answer.text
    assert len(answer.body) in BUCKETS
    return True


def post(door: Door, body: bytes, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return door.request("POST", TELL, body, {**FORM_HEADERS, **named})


# ---------------------------------------------------------------- forms


@pytest.mark.parametrize("part", [0.0, 0.02, 0.5, 0.999])
def test_a_form_that_is_cut_off_is_refused(door: Door, part: float) -> None:
    files = [("a.bin", "application/octet-stream", secrets.token_bytes(300_000))]
    whole = multipart({**door.fields(), "kind": "help", "text": SECRET}, files)
    assert is_clear(post(door, whole[: int(len(whole) * part)]), 400)
    assert door.ids() == []


def test_a_form_without_its_last_line_is_refused(door: Door) -> None:
    whole = multipart({**door.fields(), "kind": "help", "text": SECRET})
    answer = post(door, whole[: -len(f"--{BOUNDARY}--\r\n")])
    assert is_clear(answer, 400)
    assert door.ids() == []


def test_a_connection_that_breaks_off_leaves_nothing(door: Door) -> None:
    head = f"POST {TELL} HTTP/1.1\r\nHost: x\r\nContent-Type: {FORM_HEADERS['Content-Type']}\r\n"
    whole = multipart({**door.fields(), "kind": "help", "text": SECRET})
    with socket.create_connection(("127.0.0.1", door.port)) as connection:
        connection.sendall(f"{head}Content-Length: {len(whole)}\r\n\r\n".encode() + whole[:-20])
    assert door.ids() == []


def test_ten_thousand_fields_are_refused(door: Door) -> None:
    many = {f"field{number}": SECRET for number in range(10_000)}
    assert is_clear(post(door, multipart({**door.fields(), **many})), 400, 413)
    assert is_clear(door.post(BACK, {"code": "x", **many}), 400, 413)
    assert door.ids() == []


def test_a_thousand_files_are_refused(door: Door) -> None:
    files = [(f"{number}.txt", "text/plain", b"x") for number in range(1000)]
    fields = {**door.fields(), "kind": "help", "text": SECRET}
    assert is_clear(post(door, multipart(fields, files)), 400, 413)
    assert door.ids() == []


def test_a_form_as_long_as_it_says_is_refused_before_it_comes(door: Door) -> None:
    head = f"POST {TELL} HTTP/1.1\r\nHost: x\r\nContent-Type: {FORM_HEADERS['Content-Type']}\r\n"
    for length in ("99999999999", "9" * 30, "-1", "0x10", "1, 2", "٣"):
        raw = f"{head}Content-Length: {length}\r\n\r\n".encode() + SECRET.encode()
        status = door.raw(raw).split(b"\r\n")[0]
        assert status.split()[1][:1] == b"4", status


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32-le", "koi8-r", "cp1251"])
def test_text_in_a_wrong_encoding_is_a_clear_page_or_taken(door: Door, encoding: str) -> None:
    fields = {**door.fields(), "kind": "help", "text": SECRET.encode(encoding)}
    answer = post(door, multipart(fields))
    assert is_clear(answer, 200, 400)
    for identifier in door.ids():
        assert door.read(identifier)[0].kind == "help"
    delete(door)


@pytest.mark.parametrize(
    "text",
    ["\0", "a\0b", "\ud800".encode("utf-8", "surrogatepass"), b"\xff\xfe", "\u202e‮", "﷽" * 999],
)
def test_letters_that_are_none_do_no_harm(door: Door, text: str | bytes) -> None:
    answer = post(door, multipart({**door.fields(), "kind": "help", "text": text}))
    assert is_clear(answer, 200, 400)
    delete(door)


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=" + "x" * 900,
        "multipart/form-data; boundary=п",
        "multipart/form-data; boundary=x; charset=utf-7",
        "multipart/mixed; boundary=x",
    ],
)
def test_a_body_of_another_kind_is_refused(door: Door, kind: str) -> None:
    headers = {"Content-Type": kind.encode().decode("latin-1")}
    answer = door.request("POST", TELL, f"--x\r\n{SECRET}\r\n--x--".encode(), headers)
    assert is_clear(answer, 400)
    assert door.ids() == []


def test_a_file_where_none_belongs_is_refused(door: Door) -> None:
    body = multipart({"code": CODE.digits()}, [("a.txt", "text/plain", SECRET.encode() * 1000)])
    assert is_clear(door.request("POST", BACK, body, FORM_HEADERS), 400)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "identity, gzip"])
def test_a_packed_body_is_not_unpacked(door: Door, encoding: str) -> None:
    import gzip

    packed = gzip.compress(multipart({**door.fields(), "kind": "help", "text": SECRET}))
    assert is_clear(post(door, packed, Content_Encoding=encoding), 400)
    assert door.ids() == []


def test_strange_file_names_arrive_as_data(door: Door) -> None:
    names = ["../../etc/passwd", "C:\\\\x\\\\y.exe", "x" * 3000, "\u202egnp.exe", "a\u0000b", ""]
    for name in names:
        body = multipart({**door.fields(), "kind": "help", "text": "x"}, [(name, "x/y", b"1")])
        assert is_clear(post(door, body), 200, 400)
    for identifier in door.ids():
        for entry in door.read(identifier)[0].files:
            assert "/" not in entry.name
            assert len(entry.name) <= 150
    delete(door)


def test_methods_that_do_not_exist(door: Door) -> None:
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "BREW"):
        assert door.request(method, TELL, SECRET.encode()).status in {400, 405}


@pytest.mark.parametrize(
    "path",
    [
        "/%",
        "/%00",
        "/..%2f..%2fetc/passwd",
        "//evil.example/",
        "/en/tell/%ff",
        "/de/",
        "/en/" * 300,
    ],
)
def test_addresses_that_do_not_exist(door: Door, path: str) -> None:
    status = int(door.raw(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode()).split()[1])
    assert status in {400, 404, 414}


@pytest.mark.parametrize(
    "raw",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 5000 + b"\r\n",
        b"GET / HTTP/1.1\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
        b"POST /en/tell/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"POST /en/tell/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\nab",
        b"GET / HTTP/1.1\r\nExpect: 100-continue\r\nHost: x\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\nGET / HTTP/1.1\r\n\r\n",
    ],
)
def test_what_is_no_request_is_refused_without_a_word_of_the_server(door: Door, raw: bytes) -> None:
    answer = door.raw(raw).lower()
    for word in (b"gunicorn", b"django", b"python", b"traceback", b"\nserver:", b"\ndate:"):
        assert word not in answer


# ---------------------------------------------------------------- tokens


def test_a_token_is_good_once(door: Door) -> None:
    fields = {**door.fields(), "kind": "help", "text": SECRET}
    assert post(door, multipart(fields)).status == 200
    again = post(door, multipart(fields))
    assert is_clear(again, 400)
    assert SECRET in again.text, "what was typed is lost"
    assert len(door.ids()) == 1
    delete(door)


def test_forged_tokens_are_refused_and_the_text_comes_back(door: Door) -> None:
    good = door.fields()["token"]
    flipped = good[:10] + ("A" if good[10] != "A" else "B") + good[11:]
    older = "AAAAAA" + good[6:]
    for token in ("", "x", flipped, older, good[:-1], good + "A", "é" * 48, "\0" * 48, "=" * 48):
        answer = door.send(SECRET, token=token)
        assert is_clear(answer, 400)
        assert SECRET in answer.text
    assert door.ids() == []


def test_a_token_of_an_earlier_start_is_refused_and_the_text_comes_back(own_door: Door) -> None:
    with own_door:
        old = own_door.fields()["token"]
    with own_door:
        answer = own_door.send(SECRET, token=old)
        assert is_clear(answer, 400)
        assert SECRET in answer.text
        assert own_door.send(SECRET).status == 200


def test_markup_that_is_typed_comes_back_as_text(door: Door) -> None:
    evil = "</textarea><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    answer = door.send(evil, token="", code=evil)
    assert is_clear(answer, 400)
    assert evil not in answer.text
    assert "<script>" not in answer.text
    assert "<img" not in answer.text
    page = door.ask(evil)
    assert is_clear(page, 400)
    assert "<script>" not in page.text
    assert "<img" not in page.text


# ---------------------------------------------------------------- codes


def _folded() -> dict[str, str]:
    words, digits = CODE.words("en"), CODE.digits()
    return {
        "capitals": " ".join(words).upper(),
        "spaces": "\u00a0\n " + "  \t".join(words) + "\u2003",
        "commas and numbers": ", ".join(f"{n}. {word}" for n, word in enumerate(words, 1)),
        "four letters": " ".join(word[:4] for word in words),
        "Cyrillic a, e, o": " ".join(words).translate(str.maketrans("aeocp", "аеоср")),
        "full width": " ".join(words).translate({n: n + 0xFEE0 for n in range(0x61, 0x7B)}),
        "soft hyphens": " ".join("\u00ad".join(word) for word in words),
        "digits": digits,
        "digits without gaps": digits.replace(" ", ""),
        "digits of another script": digits.translate({48 + n: 0x660 + n for n in range(10)}),
        "letters for digits": digits.replace("0", "O").replace("1", "l"),
    }


@pytest.mark.parametrize("way", sorted(_folded()))
def test_a_code_may_be_typed_in_many_ways(door: Door, way: str) -> None:
    answer = door.ask(_folded()[way])
    assert is_clear(answer, 200)
    assert CODE.digits() in answer.text, "it was read as another code"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "\0",
        "one two three",
        " ".join(["zebra"] * 9),
        "1" * 28,
        "-" * 5000,
        "x " * 2000,
        "🗝" * 50,
        "' OR 1=1 --",
        "{{7*7}}",
        "%s%n{0}",
        "word " * 40_000,
    ],
)
def test_what_is_no_code_is_said_to_be_none(door: Door, typed: str) -> None:
    assert is_clear(door.ask(typed), 400, 413)


def test_a_word_of_a_code_that_is_wrong_is_named(door: Door) -> None:
    words = list(CODE.words("en"))
    words[4] = "xylophonist"
    answer = door.ask(" ".join(words))
    assert is_clear(answer, 400)
    assert "xylophonist" in answer.text
    assert "5" in answer.text


@pytest.mark.parametrize("number", ["", "64", "-1", "1e3", "٣", "9" * 5000, "0 OR 1"])
def test_answers_that_do_not_exist_cannot_be_deleted(door: Door, number: str) -> None:
    answer = door.post(BACK, {"code": CODE.digits(), "delete": number})
    assert is_clear(answer, 200, 400)


# ---------------------------------------------------------------- requests of staff


def delete(door: Door) -> None:
    """Clear the mailbox."""
    body = json.dumps({"ids": door.ids()}).encode()
    assert door.api("DELETE", MESSAGES, body).status == 204


def refused(answer: Answer, status: int) -> bool:
    assert answer.status == status, (answer.status, answer.text)
    assert answer.headers["Content-Type"].startswith("application/json")
    assert set(json.loads(answer.text)) == {"error"}
    return True


def ask(door: Door, header: str, method: str = "GET", path: str = MESSAGES) -> Answer:
    return door.request(method, path, None, {"Authorization": header})


def test_a_request_is_good_once(door: Door) -> None:
    header = STAFF.authorization("GET", MESSAGES, b"", int(time.time()) + 1)
    assert ask(door, header).status == 200
    assert refused(ask(door, header), 401)


def test_a_request_is_good_for_what_it_says_only(door: Door) -> None:
    identifier = "0" * 32
    for method, path, body in (
        ("DELETE", MESSAGES, b""),
        ("GET", f"{MESSAGES}?all=1", b""),
        ("GET", f"{MESSAGES}/{identifier}", b""),
        ("GET", MESSAGES, b"{}"),
    ):
        header = STAFF.authorization("GET", MESSAGES, b"", int(time.time()) + 1)
        answer = door.request(method, path, body, {"Authorization": header})
        assert refused(answer, 401)


@pytest.mark.parametrize("away", [-301, -3600, 302, 10**9])
def test_a_request_is_good_for_five_minutes(door: Door, away: int) -> None:
    stamp = int(time.time()) + away
    assert refused(door.api("GET", MESSAGES, stamp=stamp), 401)


def test_a_request_from_before_the_start_is_refused(own_door: Door) -> None:
    with own_door:
        header = STAFF.authorization("GET", MESSAGES, b"", int(time.time()) + 1)
        assert ask(own_door, header).status == 200
        time.sleep(1.1)
    with own_door:
        assert refused(ask(own_door, header), 401)


def test_forged_requests_are_refused(door: Door) -> None:
    now = int(time.time()) + 1
    good = STAFF.authorization("GET", MESSAGES, b"", now)
    name, key, stamp, nonce, signature = good.split()
    stranger = StaffKey.generate().authorization("GET", MESSAGES, b"", now)
    zero = "A" * 43 + "="
    for header in (
        "",
        "Vittne",
        "Basic YTph",
        f"Bearer {signature}",
        stranger,
        f"{name} {key} {int(stamp) + 1} {nonce} {signature}",
        f"{name} {key} {stamp} {'0' * 32} {signature}",
        f"{name} {key} {stamp} {nonce} {'A' * 86}==",
        f"{name} {zero} {stamp} {nonce} {'A' * 86}==",
        f"{name} {stranger.split()[1]} {stamp} {nonce} {signature}",
        f"{name} {key} -1 {nonce} {signature}",
        f"{name} {key} {stamp} {nonce} {signature} {signature}",
        good.lower(),
    ):
        assert refused(ask(door, header), 401)


def test_the_order_of_checks_tells_a_stranger_nothing(door: Door) -> None:
    """Without a key, an id that exists and one that does not give the same answer."""
    code = door.tell(SECRET)
    assert code
    there = door.ids()[0]
    one = ask(door, "", path=f"{MESSAGES}/{there}")
    other = ask(door, "", path=f"{MESSAGES}/{'0' * 32}")
    assert (one.status, one.body, one.headers) == (other.status, other.body, other.headers)
    delete(door)


def test_bad_requests_of_staff_are_said_to_be_bad(door: Door) -> None:
    sealed = seal_reply(Reply("x", "en"), READER.recipient)
    cases = [
        ("PUT", f"{REPLIES}/{'0' * 32}", b"", 400),
        ("PUT", f"{REPLIES}/{'0' * 32}", b"plain words", 400),
        ("PUT", f"{REPLIES}/{'0' * 32}", sealed[:-1], 400),
        ("PUT", f"{REPLIES}/{'0' * 32}", sealed + b"x", 400),
        ("PUT", f"{REPLIES}/{'0' * 32}", b"x" * 300_000, 413),
        ("PUT", f"{REPLIES}/{'G' * 32}", sealed, 404),
        ("PUT", f"{REPLIES}/{'0' * 30}", sealed, 404),
        ("POST", MESSAGES, b"{}", 405),
        ("DELETE", MESSAGES, b"", 400),
        ("DELETE", MESSAGES, b"[]", 400),
        ("DELETE", MESSAGES, b'{"ids": "all"}', 400),
        ("DELETE", MESSAGES, b'{"ids": [1]}', 400),
        ("DELETE", MESSAGES, b'{"ids": ["' + b"0" * 31 + b'"]}', 400),
        ("DELETE", MESSAGES, b"[" * 100_000, 400),
        ("DELETE", MESSAGES, b"\xff\xfe", 400),
        ("GET", f"{MESSAGES}/{'0' * 32}", b"", 404),
        ("GET", f"{MESSAGES}/%00", b"", 404),
    ]
    for method, path, body, status in cases:
        answer = door.api(method, path, body)
        assert answer.status == status, (method, path, body[:20], answer.status, answer.text)
        assert refused(answer, status)


def test_an_answer_for_somebody_else_s_key_is_said_to_be_unreadable(own_door: Door) -> None:
    with own_door:
        code = own_door.tell("x")
        ((envelope, _),) = own_door.read_all()
        from dataclasses import replace

        own_door.reply(replace(envelope, reply_key=HybridIdentity.generate().recipient), SECRET)
        page = own_door.ask(code.digits())
        assert is_clear(page, 200)
        assert SECRET not in page.text
        assert "cannot be opened" in page.text
