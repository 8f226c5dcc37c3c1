"""A file under a passphrase: for one's own key file, never for what others send.

"The scrypt recipient type", lines 296-336 of `age.md` (header.py says which version).
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from vittne.seal.errors import Malformed
from vittne.seal.header import FILE_KEY_SIZE, Stanza, decode64, encode64, only

SCRYPT = "scrypt"
WORK = 18
"""Base-two logarithm of the work factor that is written: 256 MiB and about a second."""
MOST_WORK = 20
"""The most that is read: 1 GiB. More is refused before anything is computed (lines 327-328)."""

_LABEL = b"age-encryption.org/v1/scrypt"  # line 317
_SALT = 16  # line 309
_ZERO = bytes(12)  # the nonce, line 320


@dataclass(frozen=True, slots=True)
class Passphrase:
    """Recipient and identity at once. Never shown by `repr`."""

    text: str = field(repr=False)
    work: int = WORK

    def wrap(self, file_key: bytes) -> Stanza:
        """Return the one stanza of the file (lines 301-320)."""
        salt = secrets.token_bytes(_SALT)  # a new one for each stanza, line 312
        body = self._cipher(salt, self.work).encrypt(_ZERO, file_key, None)
        return Stanza((SCRYPT, encode64(salt), str(self.work)), body)

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """Return the file key, or None where the passphrase is wrong (lines 323-335)."""
        mine = only(stanzas, SCRYPT)
        return self._open(mine[0]) if mine else None

    def _open(self, stanza: Stanza) -> bytes | None:
        if len(stanza.arguments) != 3 or len(stanza.body) != FILE_KEY_SIZE + 16:
            raise Malformed("the passphrase of this file is written wrongly into it")
        salt = decode64(stanza.arguments[1], _SALT)
        if not re.fullmatch(r"[1-9][0-9]*", stanza.arguments[2]):
            raise Malformed("the work factor of this file is no number")
        # Compared as text first: a number of a million digits is not worth reading.
        if len(stanza.arguments[2]) > 2 or int(stanza.arguments[2]) > MOST_WORK:
            raise Malformed(f"the work factor of this file is above {MOST_WORK}")
        try:
            return self._cipher(salt, int(stanza.arguments[2])).decrypt(_ZERO, stanza.body, None)
        except InvalidTag:
            return None

    def _cipher(self, salt: bytes, work: int) -> ChaCha20Poly1305:
        # scrypt(N = 2^work, r = 8, p = 1, dkLen = 32, S = label || salt), lines 316-317
        key = Scrypt(_LABEL + salt, 32, 1 << work, 8, 1).derive(self.text.encode("utf-8"))
        return ChaCha20Poly1305(key)
