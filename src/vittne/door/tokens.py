"""Tokens of forms: signed, kept by nobody, used once.

A token is the hour it was made in, 16 random bytes, and a signature with a key that lives in the
memory of this process. So it says nothing of who has it, and the disk knows nothing of it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as BadBase64
from collections.abc import Callable

from vittne.door.refusals import Refused

HOURS = 24
"""How long a form may lie open: people write slowly, and come back to it."""

_HOUR, _NONCE, _MAC = 4, 16, 16
_SIZE = _HOUR + _NONCE + _MAC
_LENGTH = _SIZE * 4 // 3


class Tokens:
    """All tokens of one process. The clock is seconds since 1970."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._key = secrets.token_bytes(32)
        self._clock = clock
        self._lock = threading.Lock()
        self._used: dict[bytes, int] = {}

    def issue(self) -> str:
        """Return a new token: 48 letters."""
        body = self._now().to_bytes(_HOUR, "big") + secrets.token_bytes(_NONCE)
        return urlsafe_b64encode(body + self._mac(body)).decode()

    def use(self, token: str) -> None:
        """Use up a token.

        Raises
        ------
        Refused
            `old` where it is none of this process, or a day old; `used` where it was used before.
        """
        body = self._read(token)
        now, hour = self._now(), int.from_bytes(body[:_HOUR], "big")
        if not 0 <= now - hour < HOURS:
            raise Refused("old")
        nonce = body[_HOUR:]
        with self._lock:
            if nonce in self._used:
                raise Refused("used")
            self._used[nonce] = hour
            if len(self._used) % 256 == 0:
                self._used = {one: at for one, at in self._used.items() if now - at < HOURS}

    def _now(self) -> int:
        return int(self._clock()) // 3600

    def _mac(self, body: bytes) -> bytes:
        return hmac.digest(self._key, body, hashlib.sha256)[:_MAC]

    def _read(self, token: str) -> bytes:
        try:
            raw = urlsafe_b64decode(token.encode("ascii")) if len(token) == _LENGTH else b""
        except (BadBase64, ValueError):
            raw = b""
        body, mac = raw[:-_MAC], raw[-_MAC:]
        if len(raw) != _SIZE or not hmac.compare_digest(mac, self._mac(body)):
            raise Refused("old")
        return body
