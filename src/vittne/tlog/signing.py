"""Signing the checkpoints of a log. Ed25519 is deterministic: one checkpoint, one signature."""

from __future__ import annotations

import secrets
from base64 import b64encode

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from vittne.tlog.checkpoint import Checkpoint, VerifierKey, is_origin
from vittne.tlog.errors import BadNote

SEED_SIZE = 32


def new_key() -> bytes:
    """Return the 32 secret bytes of a new key."""
    return secrets.token_bytes(SEED_SIZE)


def verifier_key(origin: str, seed: bytes) -> VerifierKey:
    """Return the public half of a key, under the name of the log that it signs.

    Raises
    ------
    BadNote
        The name has a space or a plus.
    """
    if not is_origin(origin):
        raise BadNote("the name of a log has neither spaces nor plus")
    secret = Ed25519PrivateKey.from_private_bytes(seed)
    return VerifierKey(origin, secret.public_key().public_bytes_raw())


def sign_checkpoint(checkpoint: Checkpoint, seed: bytes) -> str:
    """Return a checkpoint as the signed note that is published.

    Raises
    ------
    BadNote
        The origin has a space or a plus.
    """
    key = verifier_key(checkpoint.origin, seed)
    signature = Ed25519PrivateKey.from_private_bytes(seed).sign(checkpoint.text.encode())
    line = b64encode(key.id + signature).decode()
    return f"{checkpoint.text}\n— {key.name} {line}\n"
