"""Who of the staff asks: signed requests, each good once and for five minutes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence

from vittne.seal import Authorization

WINDOW = 300
"""Seconds that a clock may differ."""


class Staff:
    """The keys that a door knows, and the requests that it has seen.

    Nonces are in memory only. So a request from before the start is refused: it may have been
    answered already, by the process before.
    """

    def __init__(self, keys: Sequence[str], clock: Callable[[], float] = time.time) -> None:
        self._keys, self._clock = frozenset(keys), clock
        self._started = clock()
        self._lock = threading.Lock()
        self._seen: dict[bytes, float] = {}

    def problem(self, header: str, method: str, target: str, body: bytes) -> str | None:
        """Return why a request is refused, as a word; None where it is good (once)."""
        said = Authorization.read(header)
        if said is None:
            return "unsigned"
        now = self._clock()
        # The signature before the time: nobody without a key learns what the clock says here.
        if said.key not in self._keys or not said.signs(method, target, body):
            return "forged"
        if abs(now - said.time) > WINDOW or said.time < self._started:
            return "late"
        with self._lock:
            if said.nonce in self._seen:
                return "replayed"
            self._seen = {nonce: at for nonce, at in self._seen.items() if at > now - 2 * WINDOW}
            self._seen[said.nonce] = now
        return None
