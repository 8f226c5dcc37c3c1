"""What can be seen of a sealed message without a key: all that a door can check of one.

A door that did not seal a message itself still keeps nothing but what it would have made: the
same header for the same number of recipients, the same sizes. Whether the keys are the right
ones, and what is inside, only those who read can tell.
"""

from __future__ import annotations

import io

from vittne.seal.errors import Malformed
from vittne.seal.header import FILE_KEY_SIZE, Source, Stanza, encode64, header_bytes, read_header
from vittne.seal.keys import BODY, ENCAPSULATED, HYBRID, encapsulated
from vittne.seal.padding import is_message_size
from vittne.seal.payload import payload_size, plaintext_size


def header_size(recipients: int) -> int:
    """Return the bytes of the header of every message to so many recipients."""
    stanza = Stanza((HYBRID, encode64(bytes(ENCAPSULATED))), bytes(BODY))
    return len(header_bytes([stanza] * recipients, bytes(FILE_KEY_SIZE)))


def sealed_size(padded: int, recipients: int) -> int:
    """Return the bytes of a message that was padded to `padded` bytes."""
    return header_size(recipients) + payload_size(padded)


def is_header(data: bytes, recipients: int) -> bool:
    """Whether these bytes are the header of a message to so many recipients, and nothing else."""
    source = Source(io.BytesIO(data))
    try:
        stanzas = read_header(source).stanzas
        for stanza in stanzas:
            encapsulated(stanza)
    except Malformed:
        return False
    hybrid = all(stanza.kind == HYBRID for stanza in stanzas)
    return hybrid and len(stanzas) == recipients and not source.read(1)


def is_sealed_size(size: int, recipients: int) -> bool:
    """Whether a message to so many recipients can have this size."""
    padded = plaintext_size(size - header_size(recipients))
    return padded is not None and is_message_size(padded)
