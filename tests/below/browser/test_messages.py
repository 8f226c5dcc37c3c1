"""Messages that a browser seals are those that the door would have sealed, and open alike."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from browser_script import Refused, Script, bytes64, text64
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vittne.seal import (
    KINDS,
    LONGEST_ENVELOPE,
    BadMessage,
    Envelope,
    HybridIdentity,
    MessageWriter,
    Reply,
    WriterKeys,
    open_message,
    padme,
    seal_reply,
    sealing,
)
from vittne.seal.header import Header, Source, read_header
from vittne.seal.message import REPLY
from vittne.seal.outside import is_sealed_size

FIRST, SECOND = HybridIdentity(bytes(range(32))), HybridIdentity(bytes(range(2, 34)))
STAFF = (FIRST.recipient, SECOND.recipient)
WRITER = WriterKeys(HybridIdentity(bytes(range(1, 33))), bytes(range(32)))
KEYS = {
    "identity": WRITER.identity.secret(),
    "recipient": str(WRITER.identity.recipient),
    "secret": text64(WRITER.secret),
}
ENVELOPE = Envelope(
    kind="testimony",
    text="They came at night.",
    language="en",
    form=1,
    reply_key=WRITER.identity.recipient,
    reply_secret=WRITER.secret,
)

File = tuple[str, str, bytes]
PIECE = 65_536


class Opened:
    """What a message says, and its files."""

    def __init__(self, sealed: bytes, identity: HybridIdentity = FIRST) -> None:
        self._sinks: list[io.BytesIO] = []
        self.envelope = open_message(io.BytesIO(sealed), [identity], self._receive)
        self.files = [
            (entry.name, entry.media_type, sink.getvalue())
            for entry, sink in zip(self.envelope.files, self._sinks, strict=True)
        ]

    def _receive(self, index: int) -> io.BytesIO:
        self._sinks.append(io.BytesIO())
        return self._sinks[index]


def said(envelope: Envelope) -> dict[str, Any]:
    """What a page says of a message."""
    return {
        "kind": envelope.kind,
        "text": envelope.text,
        "language": envelope.language,
        "form": envelope.form,
        "recipients": [str(one) for one in STAFF],
    }


def by_browser(script: Script, envelope: Envelope = ENVELOPE, files: Sequence[File] = ()) -> bytes:
    there = [{"name": n, "type": t, "data": text64(data)} for n, t, data in files]
    answer = script.ask("seal", message=said(envelope), files=there, keys=KEYS)
    return bytes64(answer["file"])


def by_door(envelope: Envelope = ENVELOPE, files: Sequence[File] = ()) -> bytes:
    out = io.BytesIO()
    writer = MessageWriter(out, STAFF)
    for name, media_type, data in files:
        writer.begin_file(name, media_type)
        for at in range(0, len(data), 10_007):  # in whatever pieces it comes
            writer.write(data[at : at + 10_007])
    writer.finish(envelope)
    return out.getvalue()


def header(sealed: bytes) -> Header:
    return read_header(Source(io.BytesIO(sealed)))


HARD = '"\\/\x00\x01\x08\t\n\x0b\x0c\x1f\x7f\x80\xa0é’а́🏳️‍🌈\u2028\u2029\ufeff\ufffd\uffff\U0010ffff'
"""Letters that one writer of JSON may escape and another not."""

texts = st.text(st.sampled_from(HARD) | st.characters(codec="utf-8"), max_size=300)


@settings(deadline=None, max_examples=100)
@given(
    texts.filter(lambda text: "\r" not in text),
    st.sampled_from(KINDS),
    st.sampled_from(["ru", "sv"]),
)
@example(HARD, "both", "en")
def test_any_text_comes_out_as_it_was_written(
    script: Script, text: str, kind: str, language: str
) -> None:
    envelope = replace(ENVELOPE, text=text, kind=kind, language=language, form=7)
    sealed = by_browser(script, envelope)
    assert Opened(sealed).envelope == Opened(sealed, SECOND).envelope == envelope
    assert len(sealed) == len(by_door(envelope))


def test_ends_of_lines_are_one_character(script: Script) -> None:
    envelope = replace(ENVELOPE, text="one\r\ntwo\rthree\n\n")
    sealed = by_browser(script, envelope)
    assert Opened(sealed).envelope.text == "one\ntwo\nthree\n\n"


def test_half_a_letter_is_marked_as_browsers_mark_it(script: Script) -> None:
    """A lone surrogate is no text and cannot be sent; browsers put U+FFFD in its place."""
    envelope = replace(ENVELOPE, text="a\ud83db\ude00c 😀")
    files = [("x\udc00.jpg", "image/jpeg", b"x")]
    opened = Opened(by_browser(script, envelope, files))
    assert opened.envelope.text == "a\ufffdb\ufffdc 😀"
    assert opened.files == [("x\ufffd.jpg", "image/jpeg", b"x")]


@pytest.mark.parametrize(
    "sizes",
    [
        (0,),
        (1,),
        (PIECE - 1,),
        (PIECE,),
        (PIECE + 1,),
        (0, 0, 1, PIECE, 3 * PIECE, 5),
        (5_000_001,),
    ],
)
def test_files_come_out_whole_and_the_size_is_the_same(
    script: Script, sizes: tuple[int, ...]
) -> None:
    files = [
        (f"bild {n}.jpg", "image/jpeg", (b"%d. " % n * size)[:size]) for n, size in enumerate(sizes)
    ]
    sealed = by_browser(script, files=files)
    opened = Opened(sealed)
    assert opened.files == files
    assert replace(opened.envelope, files=()) == ENVELOPE
    assert len(sealed) == len(by_door(files=files))


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.integers(0, 200_000), max_size=4),
    st.integers(0, LONGEST_ENVELOPE - 4_000),
    st.text(max_size=40),
)
def test_the_size_is_the_same_function_of_what_is_sealed(
    script: Script, sizes: list[int], length: int, name: str
) -> None:
    """So that what a door stores does not tell who sealed it."""
    envelope = replace(ENVELOPE, text="ж" * (length // 2))
    files = [(name, "image/png", bytes(size)) for size in sizes]
    assert len(by_browser(script, envelope, files)) == len(by_door(envelope, files))


def test_the_header_is_written_in_one_form(script: Script) -> None:
    """As many stanzas, for the same people in the same order, and nothing else."""
    for sealed in (by_browser(script), by_door()):
        stanzas = header(sealed).stanzas
        assert {stanza.kind for stanza in stanzas} == {"mlkem768x25519"}
        assert [
            one.unwrap([stanza]) is not None for one in (FIRST, SECOND) for stanza in stanzas
        ] == [
            True,
            False,
            False,
            True,
        ]
    there, here = header(by_browser(script)).raw(), header(by_door()).raw()
    assert [len(line) for line in there.split(b"\n")] == [len(line) for line in here.split(b"\n")]


def test_nothing_of_a_message_is_the_same_twice(script: Script) -> None:
    one, other = (by_browser(script) for _ in range(2))
    assert header(one).mac != header(other).mac
    assert one[-4096:] != other[-4096:]


def test_the_progress_rises_to_the_end(script: Script) -> None:
    file = {"name": "a", "type": "b/c", "size": 10 * PIECE}
    progress = script.ask("seal", message=said(ENVELOPE), files=[file], keys=KEYS)["progress"]
    assert len(progress) > 10
    assert progress == sorted(progress)
    assert progress[-1] == 1


# ------------------------------------------------------------ what is refused, and how it is named


def refusal(script: Script, envelope: Envelope = ENVELOPE, sizes: Sequence[int] = ()) -> str:
    """What the script says of files of zeros, which need not travel to it."""
    files = [{"name": "a.jpg", "type": "image/jpeg", "size": size} for size in sizes]
    with pytest.raises(Refused) as caught:
        script.ask("seal", message=said(envelope), files=files, keys=KEYS)
    return str(caught.value.error["kind"])


def test_a_text_is_as_long_as_python_lets_it_be(script: Script) -> None:
    room = LONGEST_ENVELOPE - len(replace(ENVELOPE, text="").to_json())
    longest, longer = (replace(ENVELOPE, text="x" * (room + n)) for n in (0, 1))
    assert len(by_browser(script, longest)) == len(by_door(longest))
    with pytest.raises(BadMessage):
        by_door(longer)
    assert refusal(script, longer) == "TooLong"
    with pytest.raises(BadMessage):
        by_door(longest, [("a.jpg", "image/jpeg", b"abc")])
    assert refusal(script, longest, [3]) == "TooLong"


@pytest.fixture(scope="module")
def most() -> dict[str, int]:
    """What the door takes; asked in a process of its own, because these tests block Django."""
    asked = "from vittne.door.mailbox import MOST_FILES, MOST_FILE_BYTES as b; print(MOST_FILES, b)"
    said = subprocess.run([sys.executable, "-c", asked], stdout=subprocess.PIPE, check=True).stdout
    return dict(zip(("files", "bytes"), map(int, said.split()), strict=True))


def test_there_are_as_many_files_as_the_door_takes(script: Script, most: dict[str, int]) -> None:
    files = [("a", "text/plain", b"")] * most["files"]
    assert Opened(by_browser(script, files=files)).files == files
    assert refusal(script, sizes=[0] * (most["files"] + 1)) == "TooMany"


def test_files_are_together_as_large_as_the_door_takes(
    script: Script, most: dict[str, int]
) -> None:
    half = most["bytes"] // 2
    assert refusal(script, sizes=[half, half + 1]) == "TooLarge"
    exactly = {"name": "a", "type": "", "size": most["bytes"]}
    size = script.ask("sealedSize", message=said(ENVELOPE), files=[exactly], keys=KEYS)
    assert is_sealed_size(size, len(STAFF))


def test_names_are_shortened_in_their_middle(script: Script) -> None:
    short, long = "å" * 146 + ".jpg", "😀" * 147 + ".jpg"
    files = [(short, "image/jpeg", b""), (long, "image/jpeg", b"")]
    opened = Opened(by_browser(script, files=files))
    shortened = "😀" * 75 + "…" + "😀" * 70 + ".jpg"
    assert [name for name, _, _ in opened.files] == [short, shortened]


def test_a_file_without_a_type_has_the_one_that_browsers_send(script: Script) -> None:
    opened = Opened(by_browser(script, files=[("a", "", b"")]))
    assert opened.files == [("a", "application/octet-stream", b"")]


@settings(deadline=None)
@given(st.lists(st.integers(0, 120_000_000)), st.integers(1, 27))
def test_padme_is_the_same(script: Script, sizes: list[int], power: int) -> None:
    sizes += [2**power - 1, 2**power, 2**power + 1]
    assert script.ask("padme", sizes=sizes) == [padme(size) for size in sizes]


# ------------------------------------------------------------ answers


def opened_reply(script: Script, file: bytes) -> Reply:
    return Reply(**script.ask("openReply", file=text64(file), keys=KEYS))


@settings(deadline=None, max_examples=60)
@given(texts)
@example(HARD)
def test_an_answer_of_the_organisation_opens(script: Script, text: str) -> None:
    reply = Reply(text, "ru")
    assert opened_reply(script, seal_reply(reply, WRITER.identity.recipient)) == reply


def test_a_long_answer_opens(script: Script) -> None:
    reply = Reply("Ответ. " * 4_000, "sv")
    assert opened_reply(script, seal_reply(reply, WRITER.identity.recipient)) == reply


def test_an_answer_to_somebody_else_does_not(script: Script) -> None:
    with pytest.raises(Refused, match="no identity matched"):
        opened_reply(script, seal_reply(Reply("", "en"), FIRST.recipient))


def test_an_answer_that_was_changed_or_cut_does_not(script: Script) -> None:
    file = seal_reply(Reply("Come on Tuesday.", "en"), WRITER.identity.recipient)
    for at in (0, 40, 1_700, len(file) - 1):
        changed = file[:at] + bytes([file[at] ^ 1]) + file[at + 1 :]
        for bad in (changed, file[:at]):
            with pytest.raises(Refused):
                opened_reply(script, bad)


def crafted(*parts: bytes) -> bytes:
    out = io.BytesIO()
    with sealing(out, [WRITER.identity.recipient]) as file:
        for part in parts:
            file.write(part)
    return out.getvalue()


JSON = b'{"language":"en","text":"x"}'
HEAD = b"\x03\x00\x00\x00" + bytes([len(JSON)])


def test_what_is_crafted_rightly_opens(script: Script) -> None:
    """So that the test below fails for the reason that it gives."""
    assert opened_reply(script, crafted(REPLY, HEAD, JSON)) == Reply("x", "en")


@pytest.mark.parametrize(
    "parts",
    [
        (),
        (REPLY,),
        (REPLY, HEAD),
        (REPLY, HEAD, JSON[:-1]),
        (REPLY, b"\x01" + HEAD[1:], JSON),
        (b"vittne reply 2\n", HEAD, JSON),
        (b"vittne message 1\n", HEAD, JSON),
        (REPLY, HEAD, JSON, bytes(100), b"\x01"),
        (REPLY, HEAD, b'{"text":"x","language":"en"}'),
        (REPLY, HEAD, b'{"language":"en","text":1  }'),
        (REPLY, HEAD, b'{"language":"EN","text":"x"}'),
        (REPLY, HEAD, b'{"language":"en","text":"\xff"}'),
        (REPLY, HEAD, b"null" + b" " * (len(JSON) - 4)),
    ],
)
def test_what_is_no_answer_is_refused(script: Script, parts: tuple[bytes, ...]) -> None:
    with pytest.raises(Refused):
        opened_reply(script, crafted(*parts))
