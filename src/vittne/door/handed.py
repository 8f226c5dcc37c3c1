"""A message that came sealed: the door looks at its outside, and cannot look inside.

It is taken only where it has the form of one that the door would have sealed itself, so that
nothing in the mailbox tells how a message came.
"""

from __future__ import annotations

from django.http import HttpRequest

from vittne.door.refusals import Form, Refused
from vittne.door.running import Door
from vittne.door.storage import Incoming
from vittne.door.uploads import MOST_FILE_BYTES, Reception
from vittne.seal import (
    LONGEST_BLOCK,
    BadBlock,
    header_size,
    is_header,
    is_sealed_size,
    padme,
    read_block,
    sealed_size,
)

_AGE = b"age-encryption.org/"


class Handed(Reception[None]):
    """Takes a sealed file, or a block of one as text: pasted, or in a file."""

    def __init__(self, door: Door, request: HttpRequest) -> None:
        super().__init__(door, request)
        self._recipients = len(door.config.recipients)
        self._header = header_size(self._recipients)
        # What stands beside the files of a message finds room in their padding.
        self._most = sealed_size(padme(MOST_FILE_BYTES), self._recipients)
        self._pasted = b""
        # What came before it is known to be sealed: it is held here, and stored nowhere.
        self._held = bytearray()
        self._known = False
        self._size = 0

    @property
    def form(self) -> Form:
        """What was pasted, as far as it came."""
        return Form(text=self.typed("block"))

    def look(self) -> None:
        """Read what was pasted."""
        text = self.form.text
        if text.strip():
            self._pasted = _unblocked(text)

    def begin(self, incoming: Incoming) -> None:
        """Nothing: what came sealed is kept as it is."""

    def begin_file(self, name: str, media_type: str) -> None:
        """Take one file, where nothing was pasted; what it is called says nothing."""
        if self.files > 1 or self._pasted:
            raise Refused("both")

    def write(self, data: bytes) -> None:
        """Store what is sealed; what is not, or not yet known to be, is held, as far as a block."""
        self._size += len(data)
        if self._size > self._most:
            raise Refused("large")
        if self._known:
            self._store(data)
            return
        self._held += data
        if not self._held.startswith(_AGE):
            if len(self._held) > LONGEST_BLOCK:
                raise Refused("unsealed")
        elif len(self._held) >= self._header:
            if not is_header(bytes(self._held[: self._header]), self._recipients):
                raise Refused("foreign")
            self._known = True
            self._store(bytes(self._held))

    def finish(self) -> None:
        """Take what came as text, and look at the size of the whole."""
        if not self._pasted and not self.files:
            raise Refused("empty")
        if not self._held.startswith(_AGE):
            sealed = self._pasted or _unblocked(self._held.decode("utf-8", "replace"), file=True)
            self._held.clear()
            self._size = 0
            self.write(sealed)
        if not self._known or not is_sealed_size(self._size, self._recipients):
            raise Refused("size")

    def _store(self, data: bytes) -> None:
        assert self.incoming is not None
        self.incoming.write(data)


def _unblocked(text: str, *, file: bool = False) -> bytes:
    try:
        return read_block(text)
    except BadBlock as bad:
        # A file without any block is perhaps one that was chosen by mistake, and in the clear.
        if file and bad.reason in ("empty", "no-begin"):
            raise Refused("unsealed") from bad
        raise Refused("block", error=bad) from bad
