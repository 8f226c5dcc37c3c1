"""Leaves: nobody learns from one who is in it, and the owner can make that last for ever."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vittne.tlog import SALT_SIZE, Hashes, leaf_entry, new_salt, verify_inclusion

FREELY = settings(deadline=None)  # a machine that is busy is not a failure

RECORD = b'{"born":"1990","name":"Invented Person"}'


def hmac_by_hand(key: bytes, message: bytes) -> bytes:
    """RFC 2104, with a key that is shorter than a block of 64 bytes."""
    inner, outer = (bytes(byte ^ pad for byte in key.ljust(64, b"\x00")) for pad in (0x36, 0x5C))
    return hashlib.sha256(outer + hashlib.sha256(inner + message).digest()).digest()


@FREELY
@given(st.binary(min_size=32, max_size=32), st.binary())
def test_a_leaf_is_an_hmac_under_the_salt_of_its_record(salt: bytes, record: bytes) -> None:
    assert leaf_entry(salt, record) == hmac_by_hand(salt, b"vittne/leaf/v1" + record)


def test_the_vector_of_the_reference() -> None:
    assert leaf_entry(bytes(range(32)), RECORD).hex() == (
        "f9f6e0d4ebd8d8d25f2b1ca531ac6005f61fdca07074d81552c75b8b61d434a3"
    )


def test_a_salt_is_never_made_twice() -> None:
    salts = {new_salt() for _ in range(1_000)}
    assert len(salts) == 1_000
    assert {len(salt) for salt in salts} == {SALT_SIZE}


@pytest.mark.parametrize("size", [0, 16, 31, 33, 64])
def test_no_other_salt_will_do(size: int) -> None:
    """A long one would be hashed, a short one padded: two salts with one leaf."""
    with pytest.raises(ValueError, match="32 bytes"):
        leaf_entry(bytes(size), RECORD)


def test_without_the_salt_even_the_right_record_opens_nothing() -> None:
    """Destroying a salt is erasure: the log stays as it is, and the leaf cannot be shown."""
    salts = [new_salt() for _ in range(9)]
    entries = [leaf_entry(salt, b"record %d" % at) for at, salt in enumerate(salts)]
    hashes = Hashes(entries)
    proof = hashes.inclusion_proof(4)
    assert verify_inclusion(leaf_entry(salts[4], b"record 4"), 4, hashes.tree, proof)
    others = [*salts[:4], *salts[5:], bytes(32), new_salt()]
    guesses = {leaf_entry(salt, b"record 4") for salt in others}
    assert entries[4] not in guesses
    assert hashes.tree == Hashes(entries).tree
