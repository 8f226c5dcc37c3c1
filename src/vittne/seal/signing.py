"""What staff sign: Ed25519 over the name of a purpose, a line feed, and what is said.

The purpose keeps a signature from being good for something else. There are two: guides that an
organisation stands for (`GUIDE`; `vittne.door.signatures` says what is signed), and requests, of
which each line is signed with its line feed:

    vittne/request/v1
    METHOD
    /path?query
    SHA-256 of the body, hexadecimal
    milliseconds since 1970, UTC, a whole number
    16 random bytes, hexadecimal

A request's travels as `Authorization: Vittne KEY STAMP NONCE SIGNATURE`, key and signature in
base64.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from base64 import b64decode, b64encode
from binascii import Error as BadBase64
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from vittne.seal.errors import BadKey

KEY_SIZE = 32
NONCE_SIZE = 16
REQUEST = "vittne/request/v1"
GUIDE = "vittne/guide/v1"
"""Purposes of signatures."""

_HEADER = re.compile(
    r"Vittne (?P<key>[A-Za-z0-9+/]{43}=) (?P<stamp>[0-9]{1,15}) "
    r"(?P<nonce>[0-9a-f]{32}) (?P<signature>[A-Za-z0-9+/]{86}==)"
)


class StaffKey:
    """The secret half of a key by which a door knows somebody of the staff."""

    def __init__(self, seed: bytes) -> None:
        if len(seed) != KEY_SIZE:
            raise BadKey(f"a staff key has {KEY_SIZE} bytes")
        self._seed = seed
        self._key = Ed25519PrivateKey.from_private_bytes(seed)

    @classmethod
    def generate(cls) -> StaffKey:
        """Return a new one."""
        return cls(secrets.token_bytes(KEY_SIZE))

    @property
    def seed(self) -> bytes:
        """The 32 secret bytes, to be kept sealed."""
        return self._seed

    @property
    def public(self) -> str:
        """What stands in the settings of the door: 32 bytes in base64."""
        return b64encode(self._key.public_key().public_bytes_raw()).decode()

    def sign(self, purpose: str, said: bytes) -> str:
        """Return a signature in base64, good for one purpose."""
        return b64encode(self._key.sign(_signed(purpose, said))).decode()

    def authorization(self, method: str, target: str, body: bytes, now: float) -> str:
        """Return the header `Authorization` for one request; the next needs another.

        Parameters
        ----------
        target : str
            Path and query, as they stand in the request line.
        now : float
            The time, in seconds since 1970.
        """
        stamp = int(now * 1000)
        nonce = secrets.token_bytes(NONCE_SIZE)
        signature = self.sign(REQUEST, _request(method, target, body, stamp, nonce))
        return f"Vittne {self.public} {stamp} {nonce.hex()} {signature}"


@dataclass(frozen=True, slots=True)
class Authorization:
    """What a header `Authorization` says; nothing of it is true before `signs`."""

    key: str
    milliseconds: int
    nonce: bytes
    signature: str

    @classmethod
    def read(cls, header: str) -> Authorization | None:
        """Read a header; None where it is none."""
        found = _HEADER.fullmatch(header)
        if found is None:
            return None
        return cls(
            key=found["key"],
            milliseconds=int(found["stamp"]),
            nonce=bytes.fromhex(found["nonce"]),
            signature=found["signature"],
        )

    @property
    def time(self) -> float:
        """When it was signed, in seconds since 1970."""
        return self.milliseconds / 1000

    def signs(self, method: str, target: str, body: bytes) -> bool:
        """Whether the key signed this request."""
        request = _request(method, target, body, self.milliseconds, self.nonce)
        return signature_holds(self.key, REQUEST, request, self.signature)


def signature_holds(key: str, purpose: str, said: bytes, signature: str) -> bool:
    """Whether the staff key `key` (base64) signed this, for this purpose."""
    try:
        public = Ed25519PublicKey.from_public_bytes(b64decode(key, validate=True))
        public.verify(b64decode(signature, validate=True), _signed(purpose, said))
    except (InvalidSignature, ValueError):  # ValueError: no base64, or no key
        return False
    return True


def read_staff_key(text: str) -> str:
    """Return the public half of a staff key as it is compared: 32 bytes in base64.

    Raises
    ------
    BadKey
        Where the text is none.
    """
    try:
        raw = b64decode(text.strip(), validate=True)
    except (BadBase64, ValueError):
        raw = b""
    if len(raw) != KEY_SIZE:
        raise BadKey("this is no staff key", "32 bytes in base64: 44 letters that end with =")
    return b64encode(raw).decode()


def _signed(purpose: str, said: bytes) -> bytes:
    return f"{purpose}\n".encode() + said


def _request(method: str, target: str, body: bytes, stamp: int, nonce: bytes) -> bytes:
    digest = hashlib.sha256(body).hexdigest()
    lines = (method, target, digest, str(stamp), nonce.hex())
    return "".join(f"{line}\n" for line in lines).encode()
