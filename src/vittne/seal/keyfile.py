"""An identity at rest: an age file under a passphrase, as `age` itself keeps one."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass

from vittne.seal.age import decrypt, encrypt
from vittne.seal.errors import BadKey, NotForYou
from vittne.seal.header import VERSION_LINE
from vittne.seal.keys import HybridIdentity, Identity, Recipient, read_identity, read_recipient
from vittne.seal.passphrase import WORK, Passphrase
from vittne.seal.words import word_list

SHORTEST_PASSPHRASE = 12
"""Letters. Four or five words drawn by lot are better than any sentence one can think of."""

LONGEST_KEY_FILE = 1 << 16

_FINGERPRINT = b"vittne/fingerprint/v1\n"
_FINGERPRINT_WORDS = 12


def protect(identity: HybridIdentity, passphrase: str, *, work: int = WORK) -> bytes:
    """Return a key file: an identity under a passphrase.

    Raises
    ------
    BadKey
        Where the passphrase is shorter than `SHORTEST_PASSPHRASE`.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise BadKey(
            f"a passphrase has {SHORTEST_PASSPHRASE} letters or more",
            "take five words drawn by lot, with spaces between them",
        )
    text = f"# public key: {identity.recipient}\n{identity.secret()}\n"
    out = io.BytesIO()
    encrypt(io.BytesIO(text.encode()), out, Passphrase(passphrase, work))
    return out.getvalue()


def read_key_file(data: bytes, passphrase: Callable[[], str]) -> tuple[Identity, ...]:
    """Return the identities of a key file, which is under a passphrase or in the clear.

    Parameters
    ----------
    passphrase : callable
        Asked only where the file is under one.

    Raises
    ------
    SealError
        Where the passphrase is wrong, or the file holds no identity.
    """
    if len(data) > LONGEST_KEY_FILE:
        raise BadKey("this is no key file: it is too long")
    if data.startswith(VERSION_LINE):
        out = io.BytesIO()
        try:
            decrypt(io.BytesIO(data), out, Passphrase(passphrase()))
        except NotForYou as error:
            raise BadKey("the passphrase is wrong, or this is no key file") from error
        data = out.getvalue()
    identities = tuple(read_identity(line) for line in _lines(data))
    if not identities:
        raise BadKey("this file holds no identity")
    return identities


def read_recipients(data: bytes) -> tuple[Recipient, ...]:
    """Return the recipients of a text with one in a line; lines that begin with # are notes."""
    recipients = tuple(read_recipient(line) for line in _lines(data))
    if not recipients:
        raise BadKey("this file names no recipient")
    return recipients


def _lines(data: bytes) -> list[str]:
    try:
        lines = data.decode("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise BadKey("this is no key file: it is no text") from error
    return [line for line in lines if line.strip() and not line.startswith("#")]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A short name of who may read, to be compared over the telephone or on paper.

    Attributes
    ----------
    digest : bytes
        SHA-256 of `vittne/fingerprint/v1`, a line feed, and the recipients as text, with a line
        feed between two.
    """

    digest: bytes

    def hex(self) -> str:
        """Return the first 128 bits, in groups of four digits."""
        text = self.digest[:16].hex()
        return " ".join(text[at : at + 4] for at in range(0, len(text), 4))

    def words(self, language: str) -> tuple[str, ...]:
        """Return the first 132 bits as twelve words."""
        known = word_list(language).words
        bits = int.from_bytes(self.digest, "big") >> 256 - 11 * _FINGERPRINT_WORDS
        places = reversed(range(_FINGERPRINT_WORDS))
        return tuple(known[bits >> 11 * place & 2047] for place in places)


def fingerprint(recipient: Recipient, *others: Recipient) -> Fingerprint:
    """Return the fingerprint of a recipient, or of several in this order."""
    text = "\n".join(map(str, (recipient, *others)))
    return Fingerprint(hashlib.sha256(_FINGERPRINT + text.encode()).digest())
