"""What a door can see of a sealed message is enough to take nothing else for one."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vittne.seal import (
    TEXT_SIZES,
    ClassicalIdentity,
    Envelope,
    HybridIdentity,
    MessageWriter,
    Passphrase,
    encrypt,
    header_size,
    is_header,
    is_sealed_size,
    padme,
    sealed_size,
)
from vittne.seal.header import Stanza, header_bytes
from vittne.seal.payload import payload_size, plaintext_size

READERS = [HybridIdentity(bytes([number]) * 32).recipient for number in range(3)]
WRITER = HybridIdentity(bytes(range(32)))
FILE_KEY = bytes(16)


def sealed(readers: int, files: int = 0, text: str = "words") -> bytes:
    out = io.BytesIO()
    writer = MessageWriter(out, READERS[:readers])
    if files:
        writer.begin_file("name", "")
        writer.write(bytes(files))
    writer.finish(Envelope("help", text, "en", 1, WRITER.recipient, bytes(32)))
    return out.getvalue()


@pytest.mark.parametrize("readers", [1, 2, 3])
@pytest.mark.parametrize(
    ("files", "letters"), [(0, 5), (0, 60_000), (1, 5), (100_000, 5), (1_000_000, 60_000)]
)
def test_every_message_has_the_outside_of_one(readers: int, files: int, letters: int) -> None:
    message = sealed(readers, files, "x" * letters)
    size = header_size(readers)
    assert is_header(message[:size], readers)
    assert is_sealed_size(len(message), readers)
    plain = plaintext_size(len(message) - size)
    assert plain is not None
    assert sealed_size(plain, readers) == len(message)


@given(st.integers(0, 1 << 30))
def test_of_a_payload_one_knows_how_much_it_carries(size: int) -> None:
    assert plaintext_size(payload_size(size)) == size
    if (plain := plaintext_size(size)) is not None:
        assert payload_size(plain) == size


@given(st.integers(0, 200_000_000), st.integers(1, 20))
def test_a_size_that_no_message_is_padded_to_is_no_size_of_one(size: int, readers: int) -> None:
    is_one = size in TEXT_SIZES or (size > TEXT_SIZES[-1] and padme(size) == size)
    assert is_sealed_size(sealed_size(size, readers), readers) == is_one


@pytest.mark.parametrize("plain", [*TEXT_SIZES, padme(70_000), padme(10_000_000)])
@pytest.mark.parametrize("off", [-100, -17, -1, 1, 16, 100])
def test_a_byte_more_or_less_is_seen(plain: int, off: int) -> None:
    assert is_sealed_size(sealed_size(plain, 2), 2)
    assert not is_sealed_size(sealed_size(plain, 2) + off, 2)
    assert not is_sealed_size(sealed_size(plain, 2), 1)


def header_to(*recipients: object) -> bytes:
    """The beginning of a file for other recipients, as long as the one that is looked at."""
    out = io.BytesIO()
    encrypt(io.BytesIO(bytes(10_000)), out, recipients)  # type: ignore[arg-type]
    return out.getvalue()


def test_a_header_for_other_recipients_is_none() -> None:
    classical = ClassicalIdentity(bytes(range(1, 33))).recipient
    hybrid = [reader.wrap(FILE_KEY) for reader in READERS]
    grease = Stanza(("grease", "x"), b"")
    passphrase = Passphrase("five words drawn by lot", 1)
    stanzas = {
        "too few": hybrid[:1],
        "too many": hybrid,
        "one more kind": [*hybrid[:2], grease],
        "one of another kind": [hybrid[0], grease],
        "one classical": [hybrid[0], classical_stanza()],
        "under a passphrase": [passphrase.wrap(FILE_KEY)],
        "one more argument": [hybrid[0], Stanza((*hybrid[1].arguments, "x"), hybrid[1].body)],
        "a longer body": [hybrid[0], Stanza(hybrid[1].arguments, bytes(33))],
        "a shorter share": [hybrid[0], Stanza((hybrid[1].kind, "AAAA"), hybrid[1].body)],
        "a share in two spellings": [hybrid[0], respelled(hybrid[1])],
    }
    size = header_size(2)
    assert is_header(header_bytes(hybrid[:2], FILE_KEY), 2)
    for name, several in stanzas.items():
        data = header_bytes(several, FILE_KEY) + bytes(10_000)
        assert not is_header(data[:size], 2), name
    assert not is_header(header_to(classical)[:size], 2)


def classical_stanza() -> Stanza:
    return Stanza(("X25519", "A" * 43), bytes(32))


def respelled(stanza: Stanza) -> Stanza:
    share = stanza.arguments[1]
    return Stanza((stanza.kind, share[:-1] + chr(ord(share[-1]) + 1)), stanza.body)


@given(st.data())
def test_a_header_that_is_written_otherwise_is_none(data: st.DataObject) -> None:
    header = sealed(1)[: header_size(1)]
    place = data.draw(st.integers(0, len(header) - 1))
    for changed in (header[:place], header + b"x", header[:place] + b"\x00" + header[place + 1 :]):
        assert not is_header(changed, 1)
