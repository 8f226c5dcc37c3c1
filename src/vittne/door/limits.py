"""How much at once. Nothing here knows an address: on an onion all visitors have the same."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from vittne.door.refusals import Refused

P = ParamSpec("P")
T = TypeVar("T")

MESSAGES_AT_ONCE = 600
"""Messages that may come in one rush; after it, one comes free every two seconds."""
MESSAGES_A_SECOND = 0.5
UPLOADS = 16
"""Messages that may be on their way in at the same time."""
WAITING = 24
"""Derivations that may wait for the one that runs: about ten seconds."""


class Bucket:
    """A bucket of tokens that fills by itself."""

    def __init__(
        self, size: float, a_second: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._size, self._rate, self._clock = size, a_second, clock
        self._left, self._at = size, clock()
        self._lock = threading.Lock()

    def take(self) -> None:
        """Take one.

        Raises
        ------
        Refused
            `busy` where there is none.
        """
        with self._lock:
            now = self._clock()
            self._left = min(self._size, self._left + (now - self._at) * self._rate)
            self._at = now
            if self._left < 1:
                raise Refused("busy")
            self._left -= 1


class Slots:
    """A number of places; who finds none is sent away at once."""

    def __init__(self, number: int) -> None:
        self._places = threading.BoundedSemaphore(number)

    def __enter__(self) -> None:
        if not self._places.acquire(blocking=False):
            raise Refused("busy")

    def __exit__(self, *error: object) -> None:
        self._places.release()


class OneAtATime:
    """Runs one thing at a time, because each takes 64 MiB; a few may wait."""

    def __init__(self, waiting: int) -> None:
        self._places = Slots(waiting + 1)
        self._turn = threading.Lock()

    def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Wait for the turn, and work.

        Raises
        ------
        Refused
            `busy` where too many wait already.
        """
        with self._places, self._turn:
            return work(*args, **kwargs)
