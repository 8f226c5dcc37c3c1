"""Messages and replies: what was said comes back, the sizes say little, and nothing else passes."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vittne.seal import (
    KINDS,
    LONGEST_ENVELOPE,
    TEXT_SIZES,
    BadMessage,
    Damaged,
    Envelope,
    FileEntry,
    HybridIdentity,
    MessageWriter,
    NotForYou,
    Reply,
    SealError,
    open_message,
    open_reply,
    padme,
    seal_message,
    seal_reply,
    sealing,
)
from vittne.seal.payload import CHUNK, payload_size

STAFF = HybridIdentity(bytes(range(32)))
WRITER = HybridIdentity(bytes(range(1, 33)))
ENVELOPE = Envelope(
    kind="testimony",
    text="They came at night.",
    language="en",
    form=1,
    reply_key=WRITER.recipient,
    reply_secret=bytes(range(32)),
)


class Files:
    """Collects the files of a message."""

    def __init__(self) -> None:
        self.kept: list[io.BytesIO] = []

    def __call__(self, index: int) -> io.BytesIO:
        assert index == len(self.kept)
        self.kept.append(io.BytesIO())
        return self.kept[-1]

    def contents(self) -> list[bytes]:
        return [file.getvalue() for file in self.kept]


def opened(file: bytes) -> tuple[Envelope, list[bytes]]:
    files = Files()
    return open_message(io.BytesIO(file), [STAFF], files), files.contents()


def sealed(files: list[list[bytes]], envelope: Envelope = ENVELOPE) -> bytes:
    out = io.BytesIO()
    writer = MessageWriter(out, [STAFF.recipient])
    for number, pieces in enumerate(files):
        writer.begin_file(f"{number}.jpg", "image/jpeg")
        for piece in pieces:
            writer.write(piece)
    writer.finish(envelope)
    return out.getvalue()


def plaintext_size(file: bytes) -> int:
    """Size of what was sealed, as whoever holds the file can compute it."""
    body = len(file) - file.index(b"\n", file.index(b"\n--- ") + 1) - 1
    return next(
        n for n in range(body - 16 - 32 * (body // CHUNK + 1), body) if payload_size(n) == body
    )


texts = st.text(max_size=400)
envelopes = st.builds(
    Envelope,
    kind=st.sampled_from(KINDS),
    text=texts,
    language=st.sampled_from(["en", "ru", "sv"]),
    form=st.integers(0, 99),
    reply_key=st.just(WRITER.recipient),
    reply_secret=st.binary(min_size=32, max_size=32),
)


@settings(max_examples=40, deadline=None)
@given(envelopes)
def test_a_message_comes_back(envelope: Envelope) -> None:
    assert opened(seal_message(envelope, [STAFF.recipient])) == (envelope, [])


@settings(max_examples=30, deadline=None)
@given(
    envelopes,
    st.lists(
        st.lists(st.binary(max_size=40) | st.integers(0, 2 * CHUNK).map(bytes), max_size=3),
        max_size=3,
    ),
)
def test_files_come_back_in_whatever_pieces_they_came(
    envelope: Envelope, files: list[list[bytes]]
) -> None:
    read, contents = opened(sealed(files, envelope))
    assert contents == [b"".join(pieces) for pieces in files]
    assert [entry.name for entry in read.files] == [f"{n}.jpg" for n in range(len(files))]
    assert [entry.size for entry in read.files] == [len(content) for content in contents]
    assert replace(read, files=()) == envelope


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 3 * CHUNK), max_size=4))
def test_the_size_does_not_tell_in_which_pieces_a_file_came(cuts: list[int]) -> None:
    content = bytes(3 * CHUNK + 17)
    places = sorted([0, *cuts, len(content)])
    pieces = [content[a:b] for a, b in pairwise(places)]
    assert len(sealed([pieces])) == len(sealed([[content]]))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, LONGEST_ENVELOPE - len(ENVELOPE.to_json())))
def test_a_text_has_one_of_two_sizes(length: int) -> None:
    file = seal_message(replace(ENVELOPE, text="x" * length), [STAFF.recipient])
    assert plaintext_size(file) in TEXT_SIZES
    assert len(opened(file)[0].text) == length


def test_the_sizes_change_where_they_should() -> None:
    room = (
        TEXT_SIZES[0] - len(b"vittne message 1\n") - 5 - len(replace(ENVELOPE, text="").to_json())
    )
    files = [
        seal_message(replace(ENVELOPE, text="x" * (room + n)), [STAFF.recipient]) for n in (0, 1)
    ]
    assert [plaintext_size(file) for file in files] == list(TEXT_SIZES)


def test_a_text_that_is_too_long_is_refused_and_not_cut() -> None:
    room = LONGEST_ENVELOPE - len(replace(ENVELOPE, text="").to_json())
    seal_message(replace(ENVELOPE, text="x" * room), [STAFF.recipient])
    with pytest.raises(BadMessage, match="too long"):
        seal_message(replace(ENVELOPE, text="x" * (room + 1)), [STAFF.recipient])


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 300_000))
def test_a_file_hides_among_those_of_nearly_its_size(size: int) -> None:
    padded = plaintext_size(sealed([[bytes(size)]]))
    assert padded >= TEXT_SIZES[-1]
    assert padded == padme(padded)


@pytest.mark.parametrize("text", ["", "Svar.", "Ответ. " * 500, "x" * 60_000])
def test_a_reply_comes_back_in_one_of_two_sizes(text: str) -> None:
    file = seal_reply(Reply(text, "ru"), WRITER.recipient)
    assert open_reply(file, WRITER) == Reply(text, "ru")
    assert plaintext_size(file) in TEXT_SIZES
    with pytest.raises(NotForYou):
        open_reply(file, STAFF)


def test_a_reply_that_is_too_long_is_refused() -> None:
    with pytest.raises(BadMessage, match="too long"):
        seal_reply(Reply("x" * TEXT_SIZES[-1], "en"), WRITER.recipient)


def test_a_reply_and_a_short_message_look_alike() -> None:
    message = seal_message(ENVELOPE, [STAFF.recipient])
    assert len(message) == len(seal_reply(Reply("", "en"), WRITER.recipient))


def test_what_is_not_finished_is_no_message() -> None:
    out = io.BytesIO()
    with MessageWriter(out, [STAFF.recipient]) as writer:
        writer.begin_file("a", "b")
        writer.write(bytes(3 * CHUNK))
    with pytest.raises(SealError):
        opened(out.getvalue())
    with pytest.raises(ValueError, match="begin a file"):
        MessageWriter(io.BytesIO(), [STAFF.recipient]).write(b"x")


def test_cut_anywhere_it_is_refused() -> None:
    file = sealed([[bytes(100)], [b"x" * CHUNK]])
    for cut in (*range(0, len(file), 4999), len(file) - 1):
        with pytest.raises(SealError):
            opened(file[:cut])


# ------------------------------------------------------------ made by somebody else


def crafted(*parts: bytes, magic: bytes = b"vittne message 1\n") -> bytes:
    """A file that opens, with whatever in it: what a hostile sender can make."""
    out = io.BytesIO()
    with sealing(out, [STAFF.recipient]) as file:
        for part in (magic, *parts):
            file.write(part)
    return out.getvalue()


def frame(kind: int, data: bytes) -> bytes:
    return struct.pack(">BI", kind, len(data)) + data


GOOD = frame(3, ENVELOPE.to_json())
ENTRY = FileEntry("a", "b", 3, sha256(b"abc").hexdigest())
WITH_FILE = replace(ENVELOPE, files=(ENTRY,))


def test_what_is_crafted_rightly_opens() -> None:
    """So that the tests below fail for the reason that they give."""
    assert opened(crafted(GOOD)) == (ENVELOPE, [])
    assert opened(crafted(GOOD, bytes(70_000))) == (ENVELOPE, [])
    pieces = frame(1, b"a"), frame(2, b"b"), frame(2, b""), frame(2, b"c")
    assert opened(crafted(*pieces, frame(3, WITH_FILE.to_json()))) == (WITH_FILE, [b"abc"])


@pytest.mark.parametrize(
    "parts",
    [
        [],
        [bytes(100)],
        [GOOD[:-1]],
        [GOOD[:3]],
        [GOOD, b"\x01"],
        [GOOD, bytes(70_000), b"\x01"],
        [GOOD, GOOD],
        [frame(2, b"abc"), GOOD],
        [frame(4, b""), GOOD],
        [frame(1, b"abc"), GOOD],
        [frame(1, b"abc")],
        [struct.pack(">BI", 1, 1 << 31), b"abc"],
        [frame(1, b"abd"), frame(3, WITH_FILE.to_json())],
        [frame(1, b"abcd"), frame(3, WITH_FILE.to_json())],
        [frame(1, b"abc"), frame(1, b""), frame(3, WITH_FILE.to_json())],
        [frame(3, WITH_FILE.to_json())],
        [frame(3, b"x" * (LONGEST_ENVELOPE + 1))],
        [frame(3, b"")],
        [frame(3, b"[" * 60_000)],
        [frame(3, b"\xff")],
        [frame(3, b"[]")],
        [frame(3, b"{}")],
        [frame(3, b"NaN")],
    ],
)
def test_what_is_no_message_is_refused(parts: list[bytes]) -> None:
    with pytest.raises(BadMessage):
        opened(crafted(*parts))


def test_something_else_than_a_message_is_refused() -> None:
    with pytest.raises(BadMessage):
        opened(crafted(GOOD, magic=b"vittne message 2\n"))
    with pytest.raises(BadMessage):
        opened(seal_reply(Reply("x", "en"), STAFF.recipient))
    with pytest.raises(BadMessage):
        open_reply(seal_message(ENVELOPE, [STAFF.recipient]), STAFF)
    with pytest.raises(BadMessage, match="no files"):
        open_reply(crafted(frame(1, b"abc"), magic=b"vittne reply 1\n"), STAFF)


def changed(old: bytes, new: bytes) -> bytes:
    json = WITH_FILE.to_json()
    assert json.count(old) == 1
    return json.replace(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"testimony"', b'"boast"'),
        (b'"testimony"', b"1"),
        (b'"form":1', b'"form":-1'),
        (b'"form":1', b'"form":1.0'),
        (b'"form":1', b'"form":true'),
        (b'"form":1', b'"form":"1"'),
        (b'"form":1', b'"extra":0,"form":1'),
        (b'"form":1,', b""),
        (b'"form":1', b'"form": 1'),
        (b'"form":1', b'"form":1,"form":1'),
        (b'"en"', b'"English"'),
        (b'"en"', b"null"),
        (b'"age1pq1', b'"age1'),
        (str(WRITER.recipient).encode(), str(WRITER.recipient)[:-1].encode()),
        (
            str(WRITER.recipient).encode(),
            b"age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj",
        ),
        (b'"000102', b'"0G0102'),
        (b'"000102', b'"0102'),
        (b'"They', b'["They'),
        (b'"size":3', b'"size":"3"'),
        (b'"size":3', b'"size":4'),
        (b'"files":[{', b'"files":{"a":{'),
        (b'"name":"a"', b'"name":null'),
        (b'"name":"a",', b""),
        (b'"name":"a"', b'"name":"\xff"'),
        (b'"name":"a"', b'"name":"\\ud800"'),
    ],
)
def test_an_envelope_is_read_strictly(old: bytes, new: bytes) -> None:
    with pytest.raises(BadMessage):
        opened(crafted(frame(1, b"abc"), frame(3, changed(old, new))))


@settings(max_examples=200, deadline=None)
@given(data=st.binary(max_size=200))
def test_whatever_was_sealed_there_is_an_answer(data: bytes) -> None:
    with pytest.raises(BadMessage):
        opened(crafted(data))


def test_names_of_files_are_kept_and_mean_nothing() -> None:
    """A name is data: whoever writes files chooses where (`receive` is given a number)."""
    out = io.BytesIO()
    writer = MessageWriter(out, [STAFF.recipient])
    writer.begin_file("../../etc/passwd\x00", "text/plain; x=\n")
    writer.finish(ENVELOPE)
    assert opened(out.getvalue())[0].files[0].name == "../../etc/passwd\x00"


def test_the_error_of_the_receiver_is_what_the_caller_sees() -> None:
    def full(index: int) -> io.BytesIO:
        raise OSError(28, "No space left on device")

    receive: Callable[[int], io.BytesIO] = full
    with pytest.raises(OSError, match="No space"):
        open_message(io.BytesIO(sealed([[b"x"]])), [STAFF], receive)


def test_secrets_of_an_envelope_are_not_shown() -> None:
    assert ENVELOPE.reply_secret.hex() not in repr(ENVELOPE)
    assert "reply_secret" not in repr(ENVELOPE)


def test_a_damaged_message_is_damaged_and_not_a_bad_one() -> None:
    file = bytearray(seal_message(ENVELOPE, [STAFF.recipient]))
    file[-1] ^= 1
    with pytest.raises(Damaged):
        opened(bytes(file))
