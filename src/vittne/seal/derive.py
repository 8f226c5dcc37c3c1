"""What follows from a code: the key that answers are sealed to, and the ids they lie under.

Nothing of it is stored by anybody but the writer's memory: the same code gives the same keys.
`docs/reference/seal.md` has every byte, with examples.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from vittne.seal.code import Code
from vittne.seal.header import hkdf
from vittne.seal.keys import HybridIdentity

MEMORY_KIB = 64 * 1024
PASSES = 3
LANES = 1
SALT = b"vittne code v1\0\0"
"""16 bytes, the same everywhere: a code has 88 random bits, too many for tables."""

REPLY_KEY = b"vittne/code/v1/reply-key"
REPLY_SECRET = b"vittne/code/v1/reply-secret"
REPLY_ID = b"vittne/reply/v1/id/"
MAILBOX = b"vittne/reply/v1/mailbox"
ID_SIZE = 16
ANSWERS = 64
"""Answers that one writer can have: numbers 0 to 63. The door always looks for all of them."""


@dataclass(frozen=True, slots=True)
class WriterKeys:
    """What the writer has. Never shown by `repr`.

    Attributes
    ----------
    identity : HybridIdentity
        Opens answers; its recipient travels in the envelope as `reply_key`.
    secret : bytes
        32 bytes that travel in the envelope as `reply_secret`: where answers lie, not what they
        say.
    """

    identity: HybridIdentity = field(repr=False)
    secret: bytes = field(repr=False)


def derive(code: Code) -> WriterKeys:
    """Return what follows from a code. Takes 64 MiB and about a fifth of a second."""
    root = Argon2id(
        salt=SALT, length=32, iterations=PASSES, lanes=LANES, memory_cost=MEMORY_KIB
    ).derive(code.secret)
    return WriterKeys(HybridIdentity(hkdf(root, REPLY_KEY)), hkdf(root, REPLY_SECRET))


def reply_id(secret: bytes, number: int) -> bytes:
    """Return the 16 bytes under which answer 0, 1, 2, ... to one writer lies.

    Who does not know the secret cannot tell two ids of one writer from those of two.
    """
    return hkdf(secret, REPLY_ID + number.to_bytes(4, "big"), size=ID_SIZE)


def mailbox(secret: bytes) -> bytes:
    """Return the 16 bytes by which staff tell messages of one writer from those of others."""
    return hkdf(secret, MAILBOX, size=ID_SIZE)
