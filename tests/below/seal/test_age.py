"""Age files: what was sealed comes back, and nothing that was touched does."""

from __future__ import annotations

import io
import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vittne.seal import (
    ClassicalIdentity,
    Damaged,
    Forged,
    HybridIdentity,
    Malformed,
    Mixed,
    NotForYou,
    Passphrase,
    SealError,
    decrypt,
    encrypt,
    read_identity,
    sealing,
)
from vittne.seal.payload import CHUNK, NONCE, TAG, payload_size

CLASSICAL = ClassicalIdentity(bytes(range(1, 33)))
SIZES = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK, 3 * CHUNK + 1)

Keys = list[HybridIdentity] | list[ClassicalIdentity] | Passphrase


def sealed(data: bytes, *recipients: object) -> bytes:
    out = io.BytesIO()
    encrypt(io.BytesIO(data), out, recipients)  # type: ignore[arg-type]
    return out.getvalue()


def opened(file: bytes, *identities: object) -> bytes:
    out = io.BytesIO()
    decrypt(io.BytesIO(file), out, identities)  # type: ignore[arg-type]
    return out.getvalue()


@pytest.fixture(scope="module")
def large(identity: HybridIdentity) -> bytes:
    """Three chunks, the last one short, all different."""
    data = b"".join(bytes([number]) * CHUNK for number in (1, 2)) + b"\x03" * 100
    return sealed(data, identity.recipient)


def header_end(file: bytes) -> int:
    return file.index(b"\n", file.index(b"\n---") + 1) + 1


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", ["hybrid", "classical"])
def test_every_size_comes_back(size: int, kind: str, identity: HybridIdentity) -> None:
    key = identity if kind == "hybrid" else CLASSICAL
    data = bytes(size)
    file = sealed(data, key.recipient)
    assert opened(file, key) == data
    assert len(file) - header_end(file) == payload_size(size)


def test_a_passphrase_opens_what_it_sealed_and_another_does_not() -> None:
    out, back = io.BytesIO(), io.BytesIO()
    encrypt(io.BytesIO(b"mine"), out, Passphrase("one two three", work=4))
    decrypt(io.BytesIO(out.getvalue()), back, Passphrase("one two three"))
    assert back.getvalue() == b"mine"
    with pytest.raises(NotForYou):
        decrypt(io.BytesIO(out.getvalue()), io.BytesIO(), Passphrase("one two four"))


def test_any_of_several_recipients_opens_it(identity: HybridIdentity) -> None:
    others = [HybridIdentity.generate() for _ in range(3)]
    file = sealed(b"all of you", *(one.recipient for one in (*others, identity)))
    assert [opened(file, one) for one in (*others, identity)] == [b"all of you"] * 4


def test_somebody_else_does_not(identity: HybridIdentity) -> None:
    file = sealed(b"not you", identity.recipient)
    with pytest.raises(NotForYou):
        opened(file, HybridIdentity.generate(), CLASSICAL)
    with pytest.raises(NotForYou):
        opened(sealed(b"not you", CLASSICAL.recipient), identity)
    with pytest.raises(NotForYou):
        opened(sealed(b"not you", CLASSICAL.recipient), ClassicalIdentity(bytes(32)))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.binary(max_size=3) | st.integers(0, CHUNK + 2).map(bytes), max_size=6))
def test_it_does_not_matter_in_which_pieces_a_file_is_written(pieces: list[bytes]) -> None:
    key = HybridIdentity(bytes(32))
    out = io.BytesIO()
    with sealing(out, [key.recipient]) as file:
        for piece in pieces:
            assert file.write(piece) == len(piece)
    assert opened(out.getvalue(), key) == b"".join(pieces)
    body = len(out.getvalue()) - header_end(out.getvalue())
    assert body == payload_size(sum(map(len, pieces)))


def test_one_file_is_never_like_another(identity: HybridIdentity) -> None:
    assert len({sealed(b"same", identity.recipient) for _ in range(20)}) == 20


# ------------------------------------------------------------ what was touched


def test_cut_at_any_class_of_byte_it_is_refused(large: bytes, identity: HybridIdentity) -> None:
    start = header_end(large)
    chunk = CHUNK + TAG
    mac, stanza = large.index(b"--- "), large.index(b"-> ")
    cuts = {
        *(0, 1, 10, 21, 22),  # version line
        *(stanza, stanza + 1, stanza + 2, stanza + 3, stanza + 18, stanza + 500, mac - 1),
        *(mac, mac + 1, mac + 3, mac + 4, mac + 30, start - 1),
        *(start, start + 1, start + NONCE - 1, start + NONCE, start + NONCE + 1),
        *(start + NONCE + TAG, start + NONCE + CHUNK, start + NONCE + chunk - 1),
        *(start + NONCE + chunk + extra for extra in (0, 1, TAG - 1, TAG, TAG + 1)),
        *(start + NONCE + 2 * chunk + extra for extra in (-1, 0, 1, TAG, TAG + 1)),
        *(len(large) - 1, len(large) - TAG, len(large) - TAG - 1),
    }
    for cut in sorted(cuts):
        with pytest.raises((Malformed, Damaged)):
            opened(large[:cut], identity)


def test_lengthened_it_is_refused(large: bytes, identity: HybridIdentity) -> None:
    for more in (b"\0", b"\n", large[-TAG:], large, bytes(CHUNK + TAG)):
        with pytest.raises(Damaged):
            opened(large + more, identity)


@settings(max_examples=150, deadline=None)
@given(place=st.integers(0), bit=st.integers(0, 7))
def test_with_any_bit_changed_it_is_refused(place: int, bit: int) -> None:
    key = HybridIdentity(bytes(range(32)))
    file = bytearray(FLIPPED)
    file[place % len(file)] ^= 1 << bit
    with pytest.raises(SealError):
        opened(bytes(file), key)


FLIPPED = sealed(b"testimony" * 9, HybridIdentity(bytes(range(32))).recipient)


def test_every_bit_of_header_and_payload_counts(identity: HybridIdentity) -> None:
    """One bit of every byte that is no part of the long base64 of the key."""
    long = range(FLIPPED.index(b"mlkem768x25519 ") + 40, FLIPPED.index(b"--- ") - 60)
    for place in (place for place in range(len(FLIPPED)) if place not in long):
        file = bytearray(FLIPPED)
        file[place] ^= 1
        with pytest.raises(SealError):
            opened(bytes(file), identity)


def test_chunks_in_another_order_missing_or_twice_are_refused(
    large: bytes, identity: HybridIdentity
) -> None:
    start = header_end(large) + NONCE
    head, first = large[:start], large[start : start + CHUNK + TAG]
    second = large[start + CHUNK + TAG : start + 2 * (CHUNK + TAG)]
    last = large[start + 2 * (CHUNK + TAG) :]
    assert opened(head + first + second + last, identity)
    for body in (
        second + first + last,
        first + last,
        second + last,
        first + second,
        first + second + second + last,
        first + first + second + last,
        last + first + second,
        last,
        first,
        b"",
    ):
        with pytest.raises(Damaged):
            opened(head + body, identity)


def test_the_payload_of_one_file_does_not_fit_the_header_of_another(
    identity: HybridIdentity,
) -> None:
    a, b = (sealed(data, identity.recipient) for data in (b"a", b"b"))
    with pytest.raises(Damaged):
        opened(a[: header_end(a)] + b[header_end(b) :], identity)


def test_a_recipient_cannot_be_added_to_a_header(identity: HybridIdentity) -> None:
    a, b = (sealed(data, identity.recipient) for data in (b"a", b"b"))
    first, second = a.index(b"-> "), b.index(b"-> ")
    grafted = a[: a.index(b"--- ")] + b[second : b.index(b"--- ")] + a[a.index(b"--- ") :]
    with pytest.raises(Forged):
        opened(grafted, identity)
    assert first == second


def test_what_was_not_closed_is_not_whole(identity: HybridIdentity) -> None:
    out = io.BytesIO()
    with suppress(RuntimeError), sealing(out, [identity.recipient]) as file:
        file.write(bytes(3 * CHUNK))
        raise RuntimeError
    with pytest.raises(Damaged):
        opened(out.getvalue(), identity)


def test_nothing_is_written_behind_the_end(identity: HybridIdentity) -> None:
    file = sealing(io.BytesIO(), [identity.recipient])
    file.close()
    with pytest.raises(ValueError, match="closed"):
        file.write(b"more")


# ------------------------------------------------------------ mixing, and passphrases of others


def test_hybrid_and_classical_recipients_are_not_mixed(identity: HybridIdentity) -> None:
    out = io.BytesIO()
    with pytest.raises(Mixed):
        encrypt(io.BytesIO(b""), out, [identity.recipient, CLASSICAL.recipient])
    assert out.getvalue() == b""


@pytest.mark.parametrize("kind", ["X25519", "ssh-rsa", "ssh-ed25519", "p256tag", "piv-p256"])
def test_a_file_that_mixes_them_is_refused(kind: str, identity: HybridIdentity) -> None:
    file = sealed(b"", identity.recipient)
    at = file.index(b"-> ")
    mixed = file[:at] + f"-> {kind} aaaa\nbbbb\n".encode() + file[at:]
    for key in (identity, CLASSICAL):
        with pytest.raises(Mixed):
            opened(mixed, key)


def test_unknown_stanzas_are_not_minded(identity: HybridIdentity) -> None:
    """They are covered by the MAC, so here they are found out as added; not as unknown."""
    file = sealed(b"", identity.recipient)
    at = file.index(b"-> ")
    with pytest.raises(Forged):
        opened(file[:at] + b"-> joint-grease x\n\n" + file[at:], identity)


def test_a_passphrase_file_of_somebody_else_costs_nothing(identity: HybridIdentity) -> None:
    """Work factors of 2^60 are not even thought about where keys are used."""
    file = b"age-encryption.org/v1\n-> scrypt " + b"A" * 22 + b" 60\n" + b"A" * 43
    file += b"\n--- " + b"A" * 43 + b"\n" + bytes(32)
    with pytest.raises(NotForYou):
        opened(file, identity, CLASSICAL)
    with pytest.raises(Malformed, match="work factor"):
        decrypt(io.BytesIO(file), io.BytesIO(), Passphrase("mine"))


def test_a_header_without_end_is_not_read_to_the_end(identity: HybridIdentity) -> None:
    for line in (b"-> x\n\n", b"-> x " + b"y" * 90):
        endless = Endless(line)
        with pytest.raises(Malformed, match="too long"):
            decrypt(endless, io.BytesIO(), [identity])
        assert endless.given < 1 << 20


class Endless:
    """A header of one line for ever."""

    def __init__(self, line: bytes) -> None:
        self._line, self.given = line, 0

    def read(self, size: int) -> bytes:
        start = b"" if self.given else b"age-encryption.org/v1\n"
        self.given += size
        return (start + self._line * size)[:size]


# ------------------------------------------------------------ streams


class Slow:
    """Gives a few bytes at a time, as a socket does."""

    def __init__(self, data: bytes, step: int) -> None:
        self._data, self._step = io.BytesIO(data), step

    def read(self, size: int) -> bytes:
        return self._data.read(min(size, self._step))


@pytest.mark.parametrize("kind", ["hybrid", "classical"])
def test_a_source_may_give_less_than_asked(kind: str, identity: HybridIdentity) -> None:
    key = identity if kind == "hybrid" else CLASSICAL
    data = bytes(CHUNK + 300)
    out, back = io.BytesIO(), io.BytesIO()
    encrypt(Slow(data, 11), out, [key.recipient])
    decrypt(Slow(out.getvalue(), 13), back, [key])
    assert back.getvalue() == data


@pytest.mark.parametrize("kind", ["hybrid", "classical"])
def test_memory_does_not_grow_with_the_file(kind: str, identity: HybridIdentity) -> None:
    key = identity if kind == "hybrid" else CLASSICAL

    class Zeros:
        left = 20 << 20

        def read(self, size: int) -> bytes:
            given, self.left = min(size, self.left), self.left - min(size, self.left)
            return bytes(given)

    class Sink:
        size = 0

        def write(self, data: bytes) -> int:
            self.size += len(data)
            return len(data)

    tracemalloc.start()
    sink = Sink()
    encrypt(Zeros(), sink, [key.recipient])  # type: ignore[list-item]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sink.size > 20 << 20
    assert peak < 1 << 20


@pytest.mark.parametrize("kind", ["hybrid", "classical"])
def test_the_error_of_a_full_disk_is_what_the_caller_sees(
    kind: str, identity: HybridIdentity
) -> None:
    key = identity if kind == "hybrid" else CLASSICAL

    class Full:
        def write(self, data: bytes) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left") as caught:
        encrypt(io.BytesIO(b"x"), Full(), [key.recipient])  # type: ignore[list-item]
    assert caught.value.errno == 28
    with pytest.raises(OSError, match="No space left") as caught:
        decrypt(io.BytesIO(sealed(b"x", key.recipient)), Full(), [key])
    assert caught.value.errno == 28


# ------------------------------------------------------------ keys


def test_a_secret_is_shown_only_when_asked_for(identity: HybridIdentity) -> None:
    shown = repr(identity) + repr(CLASSICAL) + repr(Passphrase("one two three"))
    assert identity.seed.hex() not in shown
    assert repr(identity.seed)[2:-1] not in shown
    assert "one two" not in shown
    assert read_identity(identity.secret()) == identity
    assert read_identity(CLASSICAL.secret()) == CLASSICAL
