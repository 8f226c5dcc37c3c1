"""What came by hand is taken in like what came through the door, and never twice."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable

import pytest
from paper_door import DAY, EXPIRES, KEY, Place, sealed_message

from vittne.inbox import Door, Inbox, add, answer, close, pull, read_message
from vittne.seal import (
    BadBlock,
    Envelope,
    HybridIdentity,
    Malformed,
    SealError,
    seal_message,
    write_block,
)

TODAY = "2031-06-01"


def by_hand(inbox: Inbox, data: bytes) -> str:
    return add(inbox, io.BytesIO(data), TODAY).id


@pytest.mark.parametrize(
    "handed",
    [
        lambda sealed: sealed,
        lambda sealed: write_block(sealed).encode(),
        lambda sealed: f"Salut!\r\n> {write_block(sealed)}".replace("\n", "\r\n> ").encode(),
    ],
    ids=["file", "block", "block in a mail"],
)
def test_a_sealed_file_or_a_block_becomes_a_message(
    inbox: Inbox, handed: Callable[[bytes], bytes]
) -> None:
    sealed = sealed_message("by hand", [("a.bin", "x/y", b"abc")])
    one = by_hand(inbox, handed(sealed))
    assert inbox.original(one).read_bytes() == sealed
    record = inbox.find(one[:4])
    assert (record.day, record.files) == (TODAY, (3,))
    assert read_message(inbox, record).envelope.text == "by hand"
    assert [path.name for path in inbox.originals.iterdir()] == [f"{one}.age"]


def test_it_is_answered_and_closed_like_others(inbox: Inbox, door: Door, place: Place) -> None:
    one = by_hand(inbox, sealed_message())
    assert answer(inbox, door, one, "Thank you.").expires == EXPIRES
    assert len(place.paper.replies) == 1
    assert close(inbox, door, one).done
    assert place.paper.replies == {}


def test_the_same_message_is_here_once_however_often_it_comes(
    inbox: Inbox, door: Door, arrive: Callable[..., str]
) -> None:
    sealed = sealed_message()
    first = by_hand(inbox, sealed)
    assert by_hand(inbox, write_block(sealed).encode()) == first
    assert len(inbox.index.records()) == 1
    another = sealed_message("another")
    through_the_door = arrive(sealed=another)
    pull(inbox, door)
    assert by_hand(inbox, another) == through_the_door
    assert inbox.find(through_the_door).day == DAY
    # Handed in at the door afterwards, or twice: the door is told to forget it.
    arrive(sealed=sealed)
    assert pull(inbox, door).new == ()
    assert door.messages() == ()
    assert {one.id for one in inbox.index.records()} == {first, through_the_door}


def test_what_was_answered_stays_answered_when_it_comes_again(inbox: Inbox, door: Door) -> None:
    sealed = sealed_message()
    one = by_hand(inbox, sealed)
    answer(inbox, door, one, "Thank you.")
    inbox.original(one).write_bytes(b"half")
    assert by_hand(inbox, sealed) == one
    assert inbox.original(one).read_bytes() == sealed
    assert [said.text for said in inbox.find(one).answers] == ["Thank you."]


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (lambda sealed: sealed[:-1], SealError),
        (lambda sealed: b"What happened was this.", Malformed),
        (lambda sealed: write_block(sealed)[:-20].encode(), BadBlock),
        (lambda sealed: seal_message(envelope(), [HybridIdentity(bytes(32)).recipient]), SealError),
    ],
    ids=["cut off", "not sealed", "block cut off", "for others"],
)
def test_of_what_does_not_open_nothing_is_kept(
    inbox: Inbox, spoil: Callable[[bytes], bytes], error: type[SealError]
) -> None:
    with pytest.raises(error):
        by_hand(inbox, spoil(sealed_message()))
    assert list(inbox.originals.iterdir()) == []
    assert inbox.index.records() == ()


def envelope() -> Envelope:
    return Envelope("help", "words", "en", 1, KEY.recipient, bytes(32))


def test_interrupted_at_the_index_it_is_entered_with_the_next_pull(
    inbox: Inbox, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed = sealed_message()

    def full(descriptor: int) -> None:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as broken:
        broken.setattr(type(inbox.index), "put", lambda *_: full(0))
        with pytest.raises(OSError, match="No space left"):
            by_hand(inbox, sealed)
    assert inbox.index.records() == ()
    (one,) = pull(inbox, door).new
    assert one == hashlib.sha256(sealed).hexdigest()[:32] == by_hand(inbox, sealed)
