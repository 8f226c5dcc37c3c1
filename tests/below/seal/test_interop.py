"""Other age programs read what is sealed here, and the other way round."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path
from typing import Any

import pytest

from vittne.seal import (
    ClassicalIdentity,
    HybridIdentity,
    Passphrase,
    decrypt,
    encrypt,
    protect,
    read_identity,
)
from vittne.seal.payload import CHUNK

SIZES = (0, 1, CHUNK, CHUNK + 1, 2 * CHUNK)
CLASSICAL = ClassicalIdentity(bytes(range(1, 33)))


def sealed(data: bytes, *recipients: Any) -> bytes:
    out = io.BytesIO()
    encrypt(io.BytesIO(data), out, recipients)
    return out.getvalue()


def opened(file: bytes, *identities: Any) -> bytes:
    out = io.BytesIO()
    decrypt(io.BytesIO(file), out, identities)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["hybrid", "classical"])
@pytest.mark.parametrize("size", SIZES)
def test_npm_age_encryption_both_ways(
    kind: str, size: int, node_age: Any, identity: HybridIdentity
) -> None:
    key = identity if kind == "hybrid" else CLASSICAL
    data = bytes(range(256)) * (size // 256) + b"\x07" * (size % 256)
    assert node_age.decrypt(sealed(data, key.recipient), key.secret()) == data
    assert opened(node_age.encrypt(data, str(key.recipient)), key) == data


@pytest.mark.parametrize("kind", ["hybrid", "x25519"])
def test_keys_made_by_npm_age_encryption(kind: str, node_age: Any) -> None:
    made = node_age.ask({"ask": "identity", "kind": kind})[0]["answer"]
    identity = read_identity(made["identity"])
    assert str(identity.recipient) == made["recipient"]


def test_npm_age_encryption_with_several_recipients(
    node_age: Any, identity: HybridIdentity
) -> None:
    other = HybridIdentity(bytes(32))
    file = sealed(b"two", identity.recipient, other.recipient)
    assert node_age.decrypt(file, other.secret()) == b"two"
    back = node_age.encrypt(b"two", str(identity.recipient), str(other.recipient))
    assert opened(back, identity) == opened(back, other) == b"two"


def test_npm_age_encryption_opens_a_key_file_and_we_open_its(
    node_age: Any, identity: HybridIdentity
) -> None:
    from base64 import b64decode, b64encode

    words = "five words drawn by lot"
    file = b64encode(protect(identity, words, work=10)).decode()
    data = b64encode(b"key").decode()
    mine, theirs = node_age.ask(
        {"ask": "decrypt", "passphrase": words, "file": file},
        {"ask": "encrypt", "passphrase": words, "data": data},
    )
    assert identity.secret().encode() in b64decode(mine["answer"])
    out = io.BytesIO()
    decrypt(io.BytesIO(b64decode(theirs["answer"])), out, Passphrase(words))
    assert out.getvalue() == b"key"


@pytest.mark.parametrize("size", SIZES)
def test_debian_age_both_ways(size: int, tmp_path: Path) -> None:
    data, key = bytes(size), tmp_path / "key"
    key.write_text(CLASSICAL.secret() + "\n")
    run = subprocess.run(
        ["age", "-d", "-i", str(key)],
        input=sealed(data, CLASSICAL.recipient),
        capture_output=True,
        check=True,
    )
    assert run.stdout == data
    run = subprocess.run(
        ["age", "-r", str(CLASSICAL.recipient)], input=data, capture_output=True, check=True
    )
    assert opened(run.stdout, CLASSICAL) == data
