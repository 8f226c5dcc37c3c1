"""What has to be done now and then: answers expire, the file is rewritten, the log is emptied."""

from __future__ import annotations

import threading
import time

from vittne.door.log import log
from vittne.door.storage import StorageFailed, Store, today

PAUSE = 30.0
"""Seconds between two looks at the calendar, and between two rewritings at least."""
SHARE = 20
"""Rewriting takes at most one part in so many of the time: large mailboxes are rewritten rarely."""


class Housekeeper:
    """A thread that keeps the mailbox in order."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._stopping = threading.Event()
        self._changed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="housekeeper", daemon=True)
        self._day = today()
        self._not_before = 0.0

    def start(self) -> None:
        """Do what is due at the start, and go on in a thread."""
        self._look(first=True)
        self._thread.start()

    def wake(self) -> None:
        """Say that something changed, so that the file is rewritten soon."""
        self._changed.set()

    def stop(self) -> None:
        """Wait until the thread has ended; rewrite the file once more where something changed."""
        self._stopping.set()
        self._changed.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        changed = False
        while not self._stopping.is_set():
            changed = self._changed.wait(PAUSE) or changed
            self._changed.clear()
            if self._look(changed=changed):
                changed = False
            # Many changes in a row are one rewriting.
            self._stopping.wait(1)
        if changed:
            self._tidy()

    def _look(self, *, first: bool = False, changed: bool = False) -> bool:
        """Do what is due; return whether the file was rewritten."""
        new_day = self._day != today()
        if not (first or new_day or (changed and time.monotonic() >= self._not_before)):
            # Also where nothing changed: what the disk notes of the last look is the same always.
            self._store.settle()
            return False
        self._day = today()
        try:
            self._store.expire()
        except StorageFailed:
            log("housekeeping: what has expired could not be deleted: the disk is full or fails")
        return self._tidy()

    def _tidy(self) -> bool:
        began = time.monotonic()
        try:
            self._store.tidy()
        except StorageFailed:
            log("housekeeping: the mailbox could not be rewritten: the disk is full or fails")
            self._not_before = time.monotonic() + PAUSE
            return False
        ended = time.monotonic()
        self._not_before = ended + max(1.0, (ended - began) * SHARE)
        return True
