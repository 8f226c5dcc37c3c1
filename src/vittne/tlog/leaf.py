"""Leaves that say nothing: a record under a salt of its own.

Name, date and village can be guessed, so a plain hash of a record would tell whoever guesses right.
With 32 random bytes nobody can try; and once they are destroyed, nobody can ever show what was in
the leaf. The log stays valid.
"""

from __future__ import annotations

import hmac
import secrets

SALT_SIZE = 32

_PURPOSE = b"vittne/leaf/v1"


def new_salt() -> bytes:
    """Return 32 bytes from the operating system's source of randomness."""
    return secrets.token_bytes(SALT_SIZE)


def leaf_entry(salt: bytes, record: bytes) -> bytes:
    """Return the entry of the log for a record: HMAC-SHA256(salt, "vittne/leaf/v1" || record)."""
    if len(salt) != SALT_SIZE:
        raise ValueError(f"a salt has {SALT_SIZE} bytes, not {len(salt)}")
    return hmac.digest(salt, _PURPOSE + record, "sha256")
