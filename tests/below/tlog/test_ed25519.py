"""The check of signatures with a bare Python: as others check, and stricter where they are lax."""

from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from vittne.tlog import ed25519

FREELY = settings(deadline=None)  # a machine that is busy is not a failure

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493

# RFC 8032, section 7.1: public key, message, signature.
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e3970"
        "1cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613"
        "d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760"
        "984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]
KEY, MESSAGE, SIGNATURE = (bytes.fromhex(part) for part in VECTORS[2])

ORDER_8 = (
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
)
SMALL = [
    (1).to_bytes(32, "little"),  # order 1
    (P - 1).to_bytes(32, "little"),  # order 2
    bytes(32),  # order 4
    bytes(31) + b"\x80",
    *map(bytes.fromhex, ORDER_8),
]


def elsewhere(key: bytes, message: bytes, signature: bytes) -> bool:
    """What OpenSSL says, which `cryptography` asks."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except InvalidSignature:
        return False
    return True


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_signatures_of_the_rfc_hold(key: str, message: str, signature: str) -> None:
    parts = (bytes.fromhex(part) for part in (key, message, signature))
    assert ed25519.verify(*parts)


@FREELY
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=200), st.data())
def test_what_others_signed_holds_until_a_bit_changes(
    seed: bytes, message: bytes, draw: st.DataObject
) -> None:
    secret = Ed25519PrivateKey.from_private_bytes(seed)
    parts = [secret.public_key().public_bytes_raw(), message, secret.sign(message)]
    assert ed25519.verify(*parts)
    which = draw.draw(st.sampled_from([at for at, part in enumerate(parts) if part]))
    bit = draw.draw(st.integers(0, len(parts[which]) * 8 - 1))
    changed = bytearray(parts[which])
    changed[bit // 8] ^= 1 << bit % 8
    parts[which] = bytes(changed)
    assert not ed25519.verify(*parts)
    assert not elsewhere(*parts)


@pytest.mark.parametrize("times", range(1, 16))
def test_a_signature_has_one_spelling(times: int) -> None:
    """RFC 8032, section 5.1.7: S below L. Else anybody makes a second signature of one."""
    number = int.from_bytes(SIGNATURE[32:], "little") + times * L
    again = SIGNATURE[:32] + number.to_bytes(32, "little") if number < 2**256 else b""
    assert not ed25519.verify(KEY, MESSAGE, again)


@pytest.mark.parametrize("size", [0, 32, 63, 65])
def test_what_is_not_64_bytes_is_no_signature(size: int) -> None:
    assert not ed25519.verify(KEY, MESSAGE, (SIGNATURE + b"\x00")[:size])


@pytest.mark.parametrize("key", SMALL, ids=bytes.hex)
def test_a_key_under_which_everything_is_signed_is_none(key: bytes) -> None:
    assert not ed25519.is_key(key)


def test_such_a_key_passes_elsewhere_and_not_here() -> None:
    """Key 1 (neutral), S = 1, R = the base point: [S]B = R + [k]A whatever the message is."""
    base = bytes.fromhex("58" + "66" * 31)
    forged = base + (1).to_bytes(32, "little")
    assert elsewhere(SMALL[0], b"what was never signed", forged)
    assert not ed25519.verify(SMALL[0], b"what was never signed", forged)


@pytest.mark.parametrize(
    "number",
    [
        P,  # 0 again
        P + 1,  # 1 again
        2**255 - 1,
        2,  # on no point of the curve
        1 + 2**255,  # x = 0 with a sign
    ],
)
def test_a_point_has_one_spelling(number: int) -> None:
    data = number.to_bytes(32, "little")
    assert not ed25519.is_key(data)
    assert not ed25519.verify(KEY, MESSAGE, data + SIGNATURE[32:])


@pytest.mark.parametrize("size", [0, 31, 33])
def test_what_is_not_32_bytes_is_no_key(size: int) -> None:
    assert not ed25519.is_key((KEY + b"\x00")[:size])
    assert not ed25519.verify((KEY + b"\x00")[:size], MESSAGE, SIGNATURE)
