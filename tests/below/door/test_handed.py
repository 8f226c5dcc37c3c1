"""What comes sealed is kept where it is a message to those who read here, and nothing else is."""

from __future__ import annotations

import io
import re
import sqlite3
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import tomli_w
from door_process import (
    BOUNDARY,
    FORM_HEADERS,
    READER,
    Answer,
    Door,
    File,
    multipart,
    multipart_pieces,
)

from vittne.seal import (
    ClassicalIdentity,
    Envelope,
    HybridIdentity,
    MessageWriter,
    Passphrase,
    encrypt,
    header_size,
    padme,
    sealed_size,
    write_block,
    write_slip,
)
from vittne.seal.header import FILE_KEY_SIZE, Stanza, header_bytes
from vittne.seal.payload import PayloadWriter

PATH = "/en/sealed/"
READERS = [READER.recipient, HybridIdentity(bytes(32)).recipient]
WRITER = HybridIdentity(bytes(range(1, 33)))
CLASSICAL = ClassicalIdentity(bytes(range(1, 33))).recipient
KEY = bytes(FILE_KEY_SIZE)
MOST = 100_000_000


def sealed(text: str = "words", file: bytes | None = None, readers: int = 2) -> bytes:
    out = io.BytesIO()
    writer = MessageWriter(out, READERS[:readers])
    if file is not None:
        writer.begin_file("name", "")
        writer.write(file)
    writer.finish(Envelope("help", text, "en", 1, WRITER.recipient, bytes(32)))
    return out.getvalue()


def other(*recipients: object, size: int = 16_384) -> bytes:
    """Not a message, and of the size of one."""
    out = io.BytesIO()
    encrypt(io.BytesIO(bytes(size)), out, recipients)  # type: ignore[arg-type]
    return out.getvalue()


def with_header(*stanzas: Stanza) -> bytes:
    """A file with a header that no program here writes."""
    out = io.BytesIO()
    out.write(header_bytes(stanzas, KEY))
    with PayloadWriter(out, KEY) as payload:
        payload.write(bytes(16_384))
    return out.getvalue()


MESSAGE = sealed()
BLOCK = write_block(MESSAGE)
HYBRID = [reader.wrap(KEY) for reader in READERS]


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """A door with two readers."""
    made = Door(tmp_path_factory.mktemp("handed"))
    settings = made.folder / "door.toml"
    content = tomllib.loads(settings.read_text("utf-8"))
    content["recipients"] = list(map(str, READERS))
    settings.write_text(tomli_w.dumps(content), "utf-8")
    with made:
        yield made


@pytest.fixture(autouse=True)
def _nothing_is_left(door: Door) -> None:
    empty(door)


def empty(door: Door) -> None:
    ids = door.ids()
    door.api("DELETE", "/api/v1/messages", str({"ids": ids}).replace("'", '"').encode())


def form(door: Door, **others: str) -> dict[str, str]:
    return {**door.fields(PATH), "block": "", **others}


def hand_in(door: Door, block: str = "", *files: bytes, **others: str) -> Answer:
    """Hand something in, as a browser does: where no file was chosen it sends one without name."""
    several: list[File] = [("document.bin", "application/octet-stream", one) for one in files]
    several = several or [("", "application/octet-stream", b"")]
    body = multipart(form(door, block=block, **others), several, "sealed")
    return door.request("POST", PATH, body, FORM_HEADERS)


def taken(door: Door, said: Answer) -> None:
    assert said.status == 200, why(said)
    assert 'data-result="received"' in said.text
    assert len(door.ids()) == 1
    assert loose_parts(door) == 0


def refused(door: Door, said: Answer, reason: str, status: int = 400) -> None:
    """It is said why, and nothing of it is kept."""
    assert why(said) == reason
    assert said.status == status
    assert 'name="token"' in said.text
    assert door.ids() == []
    assert loose_parts(door) == 0


def why(said: Answer) -> str:
    found = re.search(r'<main data-result="refused" data-reason="(\w+)"', said.text)
    return found[1] if found else said.text[:2000]


def loose_parts(door: Door) -> int:
    with sqlite3.connect(f"file:{door.folder}/mailbox.sqlite3?mode=ro", uri=True) as db:
        query = "SELECT count(*) FROM part WHERE id NOT IN (SELECT id FROM message)"
        return int(db.execute(query).fetchone()[0])


# ---------------------------------------------------------------- what is kept


@pytest.mark.parametrize(
    "message",
    [MESSAGE, sealed("x" * 30_000), sealed("", b""), sealed("words", bytes(700_000))],
    ids=["short", "long", "empty file", "file"],
)
def test_a_sealed_message_is_kept_byte_for_byte(door: Door, message: bytes) -> None:
    taken(door, hand_in(door, "", message))
    (identifier,) = door.ids()
    assert door.api("GET", f"/api/v1/messages/{identifier}").body == message


@pytest.mark.parametrize(
    "text",
    [
        BLOCK,
        "Please hand this in.\r\n> " + BLOCK.replace("\n", "\r\n> ") + "\r\nThank you!",
        BLOCK.replace("-----", "—").replace("\n", " "),
    ],
    ids=["as it was made", "from a mail", "from a messenger"],
)
@pytest.mark.parametrize("pasted", [True, False], ids=["pasted", "in a file"])
def test_a_block_is_kept_as_the_file_that_it_is(door: Door, text: str, pasted: bool) -> None:
    taken(door, hand_in(door, text) if pasted else hand_in(door, "", text.encode()))
    (identifier,) = door.ids()
    assert door.api("GET", f"/api/v1/messages/{identifier}").body == MESSAGE


def test_a_hundred_megabytes_pass_through_and_nothing_of_them_is_held(door: Door) -> None:
    """Neither in memory nor in a file beside the mailbox."""
    taken(door, hand_in(door, "", sealed("", bytes(700_000))))  # so that all is loaded
    empty(door)
    out = io.BytesIO()
    writer = MessageWriter(out, READERS)
    for number in range(20):
        writer.begin_file(f"{number}", "")
        for _ in range(50):
            writer.write(bytes(100_000))
    writer.finish(Envelope("help", "x" * 50_000, "en", 1, WRITER.recipient, bytes(32)))
    content = out.getvalue()
    assert len(content) == sealed_size(padme(MOST), 2), "as large as a message can be"
    file = ("document.bin", "application/octet-stream", content)
    length = len(multipart(form(door), [file], "sealed"))
    headers = {**FORM_HEADERS, "Content-Length": str(length)}
    before = door.most_memory()
    said = door.request("POST", PATH, multipart_pieces(form(door), [file], "sealed"), headers)
    grown = door.most_memory() - before
    taken(door, said)
    assert grown < 25_000_000, f"{grown:,} bytes"
    assert {path.name for path in door.folder.iterdir()} <= {
        "door.toml",
        "mailbox.sqlite3",
        "mailbox.sqlite3-shm",
        "mailbox.sqlite3-wal",
    }
    assert list(door.temporary.iterdir()) == []


# ---------------------------------------------------------------- what is not sealed to the readers


@pytest.mark.parametrize(
    "make",
    [
        lambda: sealed(readers=1),
        lambda: with_header(*HYBRID, READERS[0].wrap(KEY)),
        lambda: other(CLASSICAL),
        lambda: other(CLASSICAL, CLASSICAL),
        lambda: with_header(HYBRID[0], Stanza(("X25519", "A" * 43), bytes(32))),
        lambda: with_header(Passphrase("five words drawn by lot", 1).wrap(KEY)),
        lambda: with_header(*HYBRID, Stanza(("x-grease", "a b"), b"")),
        lambda: with_header(HYBRID[0], Stanza(("x-grease",), bytes(1152))),
        lambda: with_header(HYBRID[0], Stanza((*HYBRID[1].arguments, "x"), bytes(32))),
        lambda: MESSAGE.replace(b"v1\n", b"v2\n", 1),
        lambda: MESSAGE.replace(b"\n", b"\r\n", 1),
        lambda: MESSAGE.replace(b"--- ", b"---  ", 1),
        lambda: b"age-encryption.org/" + bytes(300_000),
    ],
    ids=[
        "one reader",
        "three readers",
        "classical",
        "two classical",
        "mixed",
        "passphrase",
        "one stanza more",
        "one stanza of another kind",
        "one argument more",
        "another version",
        "other ends of lines",
        "another end of the header",
        "no header",
    ],
)
def test_what_is_sealed_to_others_is_refused(door: Door, make: Callable[[], bytes]) -> None:
    refused(door, hand_in(door, "", make()), "foreign")


def test_a_block_that_is_sealed_to_others_is_refused_too(door: Door) -> None:
    text = write_block(sealed(readers=1))
    said = hand_in(door, text)
    refused(door, said, "foreign")
    assert text.splitlines()[5] in said.text, "what was pasted is still there"


# ---------------------------------------------------------------- what has another size


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-1],
        lambda data: data[:-16],
        lambda data: data[: header_size(2)],
        lambda data: data[: header_size(2) - 1],
        lambda data: data[:100],
        lambda data: data + b"\n",
        lambda data: data + bytes(1_000_000),
    ],
    ids=["a byte", "a tag", "no payload", "header", "most", "a line feed more", "much more"],
)
@pytest.mark.parametrize("file", [None, bytes(100_000)], ids=["text", "file"])
def test_what_was_cut_off_or_lengthened_is_refused(
    door: Door, spoil: Callable[[bytes], bytes], file: bytes | None
) -> None:
    refused(door, hand_in(door, "", spoil(sealed("words", file))), "size")


@pytest.mark.parametrize("size", [0, 1000, 16_383, 16_385, 65_535, 65_537, 70_000, 1_000_001])
def test_a_size_that_the_door_does_not_make_is_refused(door: Door, size: int) -> None:
    refused(door, hand_in(door, "", other(*READERS, size=size)), "size")


def test_more_than_a_message_can_carry_is_refused(door: Door) -> None:
    """A little more: it comes to its end, and is thrown away."""
    start = other(*READERS, size=0)[: header_size(2)]
    file = ("document.bin", "", start + bytes(sealed_size(padme(MOST), 2)))
    body = multipart(form(door), [file], "sealed")
    refused(door, door.request("POST", PATH, body, FORM_HEADERS), "large", 413)


# ---------------------------------------------------------------- what is not sealed


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "unsealed"),
        (b"What happened was this.", "unsealed"),
        (b"\xff\xd8\xff\xe0" + bytes(100_000), "unsealed"),
        (b"\xff\xd8\xff\xe0" + bytes(3_000_000), "unsealed"),
        (b"-----BEGIN PGP MESSAGE-----\n", "unsealed"),
        (write_slip(bytes([n]) * 16 for n in range(64)).encode(), "unsealed"),
        (BLOCK.encode() * 30, "unsealed"),
        (BLOCK[:-5].encode(), "block"),
        (BLOCK.replace("A", "B", 20).encode(), "unsealed"),
        (BLOCK.encode() * 2, "block"),
    ],
)
def test_a_file_that_is_not_sealed_is_kept_nowhere(door: Door, content: bytes, reason: str) -> None:
    refused(door, hand_in(door, "", content), reason)


@pytest.mark.parametrize(
    ("text", "status", "reason"),
    [
        ("", 400, "empty"),
        (" \r\n ", 400, "empty"),
        ("What happened was this.", 400, "block"),
        (BLOCK[:-20], 400, "block"),
        (BLOCK.replace("YWdl", "YWdm", 1), 400, "block"),
        ("x" * 600_000, 413, "long"),
    ],
)
def test_what_was_pasted_and_is_no_block_is_refused(
    door: Door, text: str, status: int, reason: str
) -> None:
    refused(door, hand_in(door, text), reason, status)


def test_one_thing_at_a_time(door: Door) -> None:
    refused(door, hand_in(door, BLOCK, MESSAGE), "both")
    refused(door, hand_in(door, "", MESSAGE, MESSAGE), "both")
    refused(door, hand_in(door, "", MESSAGE, b"x"), "both")


# ---------------------------------------------------------------- as on the other forms


def test_a_form_is_good_once(door: Door) -> None:
    body = multipart(form(door), [("document.bin", "", MESSAGE)], "sealed")
    taken(door, door.request("POST", PATH, body, FORM_HEADERS))
    said = door.request("POST", PATH, body, FORM_HEADERS)
    assert why(said) == "used"
    assert len(door.ids()) == 1


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [({"token": ""}, "old"), ({"token": "A" * 48}, "old"), ({"trap": "x"}, "trap")],
)
def test_what_is_wrong_in_the_form_is_refused_before_a_byte_is_stored(
    door: Door, wrong: dict[str, str], reason: str
) -> None:
    refused(door, hand_in(door, "", sealed("", bytes(700_000)), **wrong), reason)


def test_what_does_not_come_whole_is_not_kept(door: Door) -> None:
    body = multipart(form(door), [("document.bin", "", sealed("", bytes(700_000)))], "sealed")
    for kept in (300, 400_000, len(body) - len(BOUNDARY) - 8):
        head = (
            f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n"
            f"Content-Type: {FORM_HEADERS['Content-Type']}\r\n\r\n"
        )
        assert door.raw(head.encode() + body[:kept]).startswith(b"HTTP/1.1 400 ")
        assert (door.ids(), loose_parts(door)) == ([], 0)


def test_fields_after_the_file_are_refused(door: Door) -> None:
    whole = multipart(form(door), [("document.bin", "", MESSAGE)], "sealed")
    late = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="block"\r\n\r\nx\r\n'.encode()
    body = whole[: -len(BOUNDARY) - 6] + late + f"--{BOUNDARY}--\r\n".encode()
    refused(door, door.request("POST", PATH, body, FORM_HEADERS), "broken")


def test_a_full_disk_is_told_and_nothing_is_acknowledged(tmp_path: Path) -> None:
    with Door(tmp_path / "place", most=4_000_000) as door:
        said = hand_in(door, "", sealed("", bytes(8_000_000), readers=1))
        assert (said.status, why(said), door.ids()) == (503, "full", [])
        assert hand_in(door, "", sealed(readers=1)).status == 200
