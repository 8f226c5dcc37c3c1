"""Keys as text: the examples of the specification, and what is no key."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vittne.seal import (
    BadKey,
    ClassicalIdentity,
    HybridIdentity,
    HybridRecipient,
    fingerprint,
    protect,
    read_identity,
    read_key_file,
    read_recipient,
    read_recipients,
)
from vittne.seal.bech32 import bech32_decode, bech32_encode

# age.md, lines 187 and 197: the recipient's beginning and end
IDENTITY = "AGE-SECRET-KEY-PQ-1XX76JRALNLXDMEW0CRK45QMCCH4X06SE84UN3VPM33W6HWDX0H3SK3ZQFR"
RECIPIENT = ("age1pq1x34nzsvr0rxjsgdn8zgyhfe8j7ceq5r9rdelkjuh3y235jzxshfg87", "q0d3fzv49zc0k")
# age.md, lines 245 and 255
CLASSICAL = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
CLASSICAL_RECIPIENT = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"


def test_the_examples_of_the_specification() -> None:
    hybrid, classical = read_identity(IDENTITY), read_identity(CLASSICAL)
    assert isinstance(hybrid, HybridIdentity)
    assert isinstance(classical, ClassicalIdentity)
    text = str(hybrid.recipient)
    assert (text[: len(RECIPIENT[0])], text[-len(RECIPIENT[1]) :]) == RECIPIENT
    assert str(classical.recipient) == CLASSICAL_RECIPIENT
    assert (hybrid.secret(), classical.secret()) == (IDENTITY, CLASSICAL)
    assert read_recipient(text) == hybrid.recipient
    assert read_recipient(CLASSICAL_RECIPIENT) == classical.recipient


@pytest.mark.parametrize(
    "text",
    [
        "",
        "age1",
        "age1qqqq",
        "AGE1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj",
        CLASSICAL_RECIPIENT[:-1],
        CLASSICAL_RECIPIENT[:-1] + "q",
        CLASSICAL_RECIPIENT + "q",
        bech32_encode("age", bytes(31)),
        bech32_encode("age1pq", bytes(1215)),
        bech32_encode("age1pq", b"\xff" * 1216),  # numbers of ML-KEM above its modulus
        bech32_encode("age1tag", bytes(33)),
        bech32_encode("bc", bytes(20)),
        IDENTITY,
        "ssh-ed25519 AAAA",
    ],
)
def test_what_is_no_recipient_is_refused(text: str) -> None:
    with pytest.raises(BadKey):
        read_recipient(text)


@pytest.mark.parametrize("text", ["", IDENTITY[:-1], CLASSICAL_RECIPIENT, IDENTITY.title()])
def test_what_is_no_identity_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(BadKey) as caught:
        read_identity(text)
    assert not text or text[20:40] not in str(caught.value)


@settings(deadline=None)
@given(st.binary(max_size=80), st.sampled_from(["age", "age1pq", "age-secret-key-"]))
def test_bech32_comes_back_in_either_case(data: bytes, prefix: str) -> None:
    text = bech32_encode(prefix, data)
    assert bech32_decode(text) == bech32_decode(text.upper()) == (prefix, data)


@settings(deadline=None)
@given(st.data())
def test_one_changed_letter_of_bech32_is_found(data: st.DataObject) -> None:
    place = data.draw(st.integers(4, len(CLASSICAL_RECIPIENT) - 1))
    letter = data.draw(st.sampled_from("qpzry9x8gf2tvdw0s3jn54khce6mua7l"))
    changed = CLASSICAL_RECIPIENT[:place] + letter + CLASSICAL_RECIPIENT[place + 1 :]
    if changed != CLASSICAL_RECIPIENT:
        with pytest.raises(BadKey, match="checksum"):
            read_recipient(changed)


@pytest.mark.parametrize("text", ["A12UEL5L", "a12uel5l", "?1ezyfcl"])
def test_the_valid_examples_of_bip_173(text: str) -> None:
    assert bech32_decode(text)[1] == b""


@pytest.mark.parametrize(
    "text", ["pzry9x0s0muk", "1pzry9x0s0muk", "x1b4n0q5v", "li1dgmt3", "A1G7SGD8"]
)
def test_the_invalid_examples_of_bip_173(text: str) -> None:
    with pytest.raises(ValueError, match=r"it |its "):
        bech32_decode(text)


def test_a_key_file_opens_with_its_passphrase_only(identity: HybridIdentity) -> None:
    file = protect(identity, "correct horse battery", work=4)
    assert identity.secret().encode() not in file
    assert read_key_file(file, lambda: "correct horse battery") == (identity,)
    with pytest.raises(BadKey, match="passphrase"):
        read_key_file(file, lambda: "correct horse")


def test_a_key_file_in_the_clear_asks_for_no_passphrase(identity: HybridIdentity) -> None:
    def never() -> str:
        raise AssertionError

    text = f"# mine\n\n{identity.secret()}\n{CLASSICAL}\n".encode()
    assert read_key_file(text, never) == (identity, read_identity(CLASSICAL))


@pytest.mark.parametrize("data", [b"", b"# nothing\n", b"\xff\xfe", b"x" * 70_000, b"age1x\n"])
def test_what_is_no_key_file_is_refused(data: bytes) -> None:
    with pytest.raises(BadKey):
        read_key_file(data, lambda: "correct horse battery")


def test_a_short_passphrase_is_refused(identity: HybridIdentity) -> None:
    with pytest.raises(BadKey, match="12 letters"):
        protect(identity, "eleven char")


def test_recipients_stand_one_in_a_line(identity: HybridIdentity) -> None:
    text = f"# staff\n{identity.recipient}\n{CLASSICAL_RECIPIENT}\n".encode()
    assert [str(one) for one in read_recipients(text)][1] == CLASSICAL_RECIPIENT
    with pytest.raises(BadKey):
        read_recipients(b"# nobody\n")


def test_a_fingerprint_belongs_to_one_key(identity: HybridIdentity) -> None:
    name = fingerprint(identity.recipient)
    assert name == fingerprint(HybridRecipient(identity.recipient.public))
    assert name != fingerprint(HybridIdentity(bytes(32)).recipient)
    assert len(name.hex().replace(" ", "")) == 32
    assert len(name.words("en")) == 12


def test_a_fingerprint_of_several_belongs_to_them_in_their_order(identity: HybridIdentity) -> None:
    one, other = identity.recipient, HybridIdentity(bytes(32)).recipient
    text = f"vittne/fingerprint/v1\n{one}\n{other}"
    assert fingerprint(one, other).digest == hashlib.sha256(text.encode()).digest()
    assert len({fingerprint(one), fingerprint(one, other), fingerprint(other, one)}) == 3
