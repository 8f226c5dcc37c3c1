"""Recipients, who may read, and identities, who can.

Hybrid keys (ML-KEM-768 with X25519) are computed by `cryptography`; classical ones (X25519) are
left to `pyrage`. Lines are those of `age.md` (header.py says which version).
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

import pyrage
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from vittne.seal.bech32 import bech32_decode, bech32_encode
from vittne.seal.errors import BadKey, Malformed
from vittne.seal.header import FILE_KEY_SIZE, Stanza, decode64, encode64, only

HYBRID = "mlkem768x25519"
CLASSICAL = "X25519"

_INFO = b"age-encryption.org/mlkem768x25519"  # line 214
_SUITE = hpke.Suite(  # lines 210-212; `aad` is empty, line 215
    hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305
)
ENCAPSULATED = 1120  # bytes of `enc`, line 232
BODY = FILE_KEY_SIZE + 16  # line 233
_MLKEM_PUBLIC, _X25519_PUBLIC = 1184, 32
_SEED = 32


@dataclass(frozen=True, slots=True)
class HybridRecipient:
    """Who may read, with a hybrid key: `age1pq1...`.

    Attributes
    ----------
    public : bytes
        1,216 bytes: public key of ML-KEM-768, then of X25519.

    Raises
    ------
    BadKey
        Where these bytes are no key.
    """

    public: bytes
    _key: hpke.MLKEM768X25519PublicKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.public) != _MLKEM_PUBLIC + _X25519_PUBLIC:
            raise BadKey("a hybrid recipient has 1,216 bytes")
        try:
            key = hpke.MLKEM768X25519PublicKey(
                MLKEM768PublicKey.from_public_bytes(self.public[:_MLKEM_PUBLIC]),
                X25519PublicKey.from_public_bytes(self.public[_MLKEM_PUBLIC:]),
            )
        except ValueError as error:
            raise BadKey("this hybrid recipient is no valid key") from error
        object.__setattr__(self, "_key", key)

    def __str__(self) -> str:
        return bech32_encode("age1pq", self.public)  # line 195

    def wrap(self, file_key: bytes) -> Stanza:
        """Return the stanza that lets this recipient read (lines 204-226)."""
        sealed = _SUITE.encrypt(file_key, self._key, _INFO)  # enc || ciphertext
        enc, body = sealed[:ENCAPSULATED], sealed[ENCAPSULATED:]
        return Stanza((HYBRID, encode64(enc)), body)


def encapsulated(stanza: Stanza) -> bytes:
    """Return what a hybrid stanza encapsulates its key in.

    Raises
    ------
    Malformed
        Where the stanza is not exactly as lines 226-234 have it.
    """
    if len(stanza.arguments) != 2:
        raise Malformed("a hybrid recipient of this file is written wrongly")
    enc = decode64(stanza.arguments[1], ENCAPSULATED)
    if len(stanza.body) != BODY:
        raise Malformed("a hybrid recipient of this file has a body of a wrong length")
    return enc


@dataclass(frozen=True, slots=True)
class HybridIdentity:
    """Who can read, with a hybrid key: `AGE-SECRET-KEY-PQ-1...`. Never shown by `repr`.

    Attributes
    ----------
    seed : bytes
        The 32 secret bytes of which everything follows (line 183).
    recipient : HybridRecipient
    """

    seed: bytes = field(repr=False)
    recipient: HybridRecipient = field(init=False)
    _key: hpke.MLKEM768X25519PrivateKey = field(init=False, repr=False, compare=False)
    _x25519: X25519PrivateKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.seed) != _SEED:
            raise BadKey("a hybrid identity has 32 bytes")
        # filippo.io/hpke-pq: SHAKE256 stretches the seed to 64 bytes for ML-KEM and 32 for X25519
        wide = hashlib.shake_256(self.seed).digest(96)
        mlkem = MLKEM768PrivateKey.from_seed_bytes(wide[:64])
        x25519 = X25519PrivateKey.from_private_bytes(wide[64:])
        public = mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()
        object.__setattr__(self, "_key", hpke.MLKEM768X25519PrivateKey(mlkem, x25519))
        object.__setattr__(self, "_x25519", x25519)
        object.__setattr__(self, "recipient", HybridRecipient(public))

    @classmethod
    def generate(cls) -> HybridIdentity:
        """Return a new one."""
        return cls(secrets.token_bytes(_SEED))  # line 183

    def secret(self) -> str:
        """Return the text that opens everything sealed to this identity (line 187)."""
        return bech32_encode("age-secret-key-pq-", self.seed).upper()

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """Return the file key, or None where no stanza is for this identity (lines 226-234)."""
        found = None
        for stanza in only(stanzas, HYBRID):
            found = found or self._open(encapsulated(stanza), stanza.body)
        return found

    def _open(self, enc: bytes, body: bytes) -> bytes | None:
        try:
            return _SUITE.decrypt(enc + body, self._key, _INFO)
        except InvalidTag:
            self._refuse_low_order(enc)
            return None

    def _refuse_low_order(self, enc: bytes) -> None:
        # A share that gives the secret 0 to everybody is no accident (RFC 9180, section 7.1.4).
        # `cryptography` refuses it with the same exception as a stanza for somebody else.
        try:
            self._x25519.exchange(X25519PublicKey.from_public_bytes(enc[-_X25519_PUBLIC:]))
        except ValueError as error:
            raise Malformed(
                "a hybrid recipient of this file has a share that no honest program makes"
            ) from error


@dataclass(frozen=True, slots=True)
class ClassicalRecipient:
    """Who may read, with an X25519 key: `age1...`. Not safe from a future quantum computer."""

    public: bytes
    native: pyrage.x25519.Recipient = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        try:
            native = pyrage.x25519.Recipient.from_str(bech32_encode("age", self.public))
        except pyrage.RecipientError as error:
            raise BadKey("this classical recipient is no valid key") from error
        object.__setattr__(self, "native", native)

    def __str__(self) -> str:
        return bech32_encode("age", self.public)  # line 253


@dataclass(frozen=True, slots=True)
class ClassicalIdentity:
    """Who can read, with an X25519 key: `AGE-SECRET-KEY-1...`. Never shown by `repr`."""

    seed: bytes = field(repr=False)
    recipient: ClassicalRecipient = field(init=False)
    native: pyrage.x25519.Identity = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        try:
            native = pyrage.x25519.Identity.from_str(self.secret())
        except pyrage.IdentityError as error:
            raise BadKey("this classical identity is no valid key") from error
        public = bech32_decode(str(native.to_public()))[1]
        object.__setattr__(self, "native", native)
        object.__setattr__(self, "recipient", ClassicalRecipient(public))

    def secret(self) -> str:
        """Return the text that opens everything sealed to this identity (line 245)."""
        return bech32_encode("age-secret-key-", self.seed).upper()


Recipient = HybridRecipient | ClassicalRecipient
Identity = HybridIdentity | ClassicalIdentity


def read_recipient(text: str) -> Recipient:
    """Read `age1pq1...` or `age1...`."""
    prefix, data = _decode(text, "recipient")
    if prefix == "age1pq":
        return HybridRecipient(data)
    if prefix == "age":
        return ClassicalRecipient(data)
    if prefix.startswith("age-secret-key-"):
        raise BadKey("this is an identity, a secret: a recipient is wanted, which starts with age1")
    raise BadKey("this is no recipient known here", "it starts with age1pq1 or age1")


def read_identity(text: str) -> Identity:
    """Read `AGE-SECRET-KEY-PQ-1...` or `AGE-SECRET-KEY-1...`."""
    prefix, data = _decode(text, "identity")
    if prefix == "age-secret-key-pq-":
        return HybridIdentity(data)
    if prefix == "age-secret-key-":
        return ClassicalIdentity(data)
    raise BadKey("this is no identity known here", "it starts with AGE-SECRET-KEY-PQ-1")


def _decode(text: str, what: str) -> tuple[str, bytes]:
    try:
        return bech32_decode(text.strip())
    except ValueError as error:
        # Never the text itself: it may be a secret.
        raise BadKey(f"this {what} is not written right: {error}") from error
