"""The test vectors of the age specification (github.com/C2SP/CCTV, npm `cctv-age`)."""

from __future__ import annotations

import io
import zlib
from hashlib import sha256
from typing import Any

import pytest

from vittne.seal import (
    Damaged,
    Forged,
    Malformed,
    Mixed,
    NotForYou,
    Passphrase,
    SealError,
    decrypt,
    read_identity,
)

EXPECTED: dict[str, type[SealError] | None] = {
    "success": None,
    "no match": NotForYou,
    "HMAC failure": Forged,
    "header failure": Malformed,
    "payload failure": Damaged,
}

REFUSED_BY_RULE = {"hybrid_and_x25519": Mixed}
"""The specification lets a reader accept it and says that no writer should make it."""


class Vector:
    def __init__(self, raw: bytes) -> None:
        head, file = raw.split(b"\n\n", 1)
        fields = [line.split(": ", 1) for line in head.decode("utf-8").splitlines()]
        self.fields = dict(fields)
        self.file = zlib.decompress(file) if self.fields.get("compressed") == "zlib" else file
        self.keys: Any = [read_identity(text) for name, text in fields if name == "identity"]
        if "passphrase" in self.fields:
            self.keys = Passphrase(self.fields["passphrase"])


def opened(vector: Vector) -> tuple[type[SealError] | None, bytes]:
    out = io.BytesIO()
    try:
        decrypt(io.BytesIO(vector.file), out, vector.keys)
    except SealError as error:
        return type(error), out.getvalue()
    return None, out.getvalue()


@pytest.fixture(scope="module")
def vectors(node_age: Any) -> dict[str, Vector]:
    return {name: Vector(raw) for name, raw in node_age.vectors().items()}


def test_every_binary_vector_ends_as_it_should(vectors: dict[str, Vector]) -> None:
    binary = {n: v for n, v in vectors.items() if v.fields.get("armored") != "yes"}
    assert len(binary) >= 110
    wrong = {}
    for name, vector in binary.items():
        error, released = opened(vector)
        expected = REFUSED_BY_RULE.get(name, EXPECTED[vector.fields["expect"]])
        # What was handed out before an error is compared, too.
        payload = None if name in REFUSED_BY_RULE else vector.fields.get("payload")
        if error is not expected or (payload and sha256(released).hexdigest() != payload):
            wrong[name] = (vector.fields["expect"], error)
    assert wrong == {}


def test_every_armored_vector_is_refused_and_nothing_handed_out(vectors: dict[str, Vector]) -> None:
    armored = [v for v in vectors.values() if v.fields.get("armored") == "yes"]
    assert len(armored) >= 30
    assert {opened(vector) for vector in armored} == {(Malformed, b"")}


def test_vectors_of_every_kind_were_there(vectors: dict[str, Vector]) -> None:
    kinds = {name.split("_")[0] for name in vectors}
    assert {"hybrid", "x25519", "scrypt", "stream", "hmac", "stanza", "header"} <= kinds
    assert {v.fields["expect"] for v in vectors.values()} == {*EXPECTED, "armor failure"}
