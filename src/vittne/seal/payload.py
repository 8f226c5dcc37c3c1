"""The payload of an age file: chunks of 64 KiB, each sealed by itself, in one order.

"Payload", lines 137-170 of `age.md` (header.py says which version).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from types import TracebackType

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from vittne.seal.errors import DAMAGED, Damaged, Malformed
from vittne.seal.header import Source, Writable, hkdf

CHUNK = 64 * 1024
TAG = 16
NONCE = 16


def payload_size(plaintext: int) -> int:
    """Return the bytes of a payload that carries so many bytes."""
    chunks = max(1, -(-plaintext // CHUNK))
    return NONCE + plaintext + chunks * TAG


def plaintext_size(payload: int) -> int | None:
    """Return the bytes that a payload of this size carries, or None where there is none."""
    chunks = -(-(payload - NONCE) // (CHUNK + TAG))
    plaintext = payload - NONCE - chunks * TAG
    return plaintext if plaintext >= 0 and payload_size(plaintext) == payload else None


def _cipher(file_key: bytes, nonce: bytes) -> ChaCha20Poly1305:
    # payload key = HKDF-SHA-256(ikm = file key, salt = nonce, info = "payload"), line 145
    return ChaCha20Poly1305(hkdf(file_key, b"payload", nonce))


def _nonce(counter: int, *, final: bool) -> bytes:
    # 11 bytes of a big endian counter, and 0x01 for the final chunk only: lines 148-151
    return counter.to_bytes(11, "big") + (b"\x01" if final else b"\x00")


class PayloadWriter:
    """Seals what is written to it, holding back at most one chunk.

    The file is whole only after `close()`. Left by an exception, it is not closed: what is there
    then has no final chunk, and every reader refuses it.
    """

    def __init__(self, out: Writable, file_key: bytes) -> None:
        nonce = secrets.token_bytes(NONCE)  # a new one for each file, line 141
        self._out = out
        self._cipher = _cipher(file_key, nonce)
        self._counter = 0
        self._held = bytearray()
        self._closed = False
        out.write(nonce)

    def write(self, data: bytes | bytearray | memoryview) -> int:
        """Take bytes and return their number."""
        if self._closed:
            raise ValueError("this file is closed")
        view = memoryview(data).cast("B")
        # A full chunk is held back until more is there: the final one is not empty (line 152).
        start = 0
        if self._held:
            start = min(CHUNK - len(self._held), len(view))
            self._held += view[:start]
            if start == len(view):
                return len(view)
            self._seal(self._held, final=False)
        while len(view) - start > CHUNK:
            self._seal(view[start : start + CHUNK], final=False)
            start += CHUNK
        self._held = bytearray(view[start:])
        return len(view)

    def close(self) -> None:
        """Seal the final chunk."""
        if not self._closed:
            self._seal(self._held, final=True)
            self._held = bytearray()
            self._closed = True

    def _seal(self, chunk: bytearray | memoryview, *, final: bool) -> None:
        self._out.write(self._cipher.encrypt(_nonce(self._counter, final=final), chunk, None))
        self._counter += 1

    def __enter__(self) -> PayloadWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.close()


def open_payload(source: Source, file_key: bytes) -> Iterator[bytes]:
    """Yield the chunks, each one verified.

    Raises
    ------
    Malformed
        Where even the nonce is cut off.
    Damaged
        Where a chunk was changed, moved or cut off, or something follows the final one. The
        chunks before were verified; the file as a whole was not.
    """
    nonce = source.read(NONCE)
    if len(nonce) < NONCE:
        raise Malformed("this file is cut off right after its header")
    cipher = _cipher(file_key, nonce)
    counter, final = 0, False
    while not final:
        sealed = source.read(CHUNK + TAG)
        follows = source.read(1)
        source.put_back(follows)
        final = not follows
        chunk = _open(cipher, counter, sealed, final=final)
        if chunk is None and not final:
            # Perhaps a final chunk, and somebody added to the file: lines 161-162
            chunk = _open(cipher, counter, sealed, final=True)
            if chunk is not None:
                yield chunk
                raise Damaged("something was added to the end of this file")
        if chunk is None:
            raise Damaged(DAMAGED)
        if not chunk and counter:
            raise Damaged("this file does not end as it should")  # lines 151-153
        yield chunk
        counter += 1


def _open(cipher: ChaCha20Poly1305, counter: int, sealed: bytes, *, final: bool) -> bytes | None:
    try:
        return cipher.decrypt(_nonce(counter, final=final), sealed, None)
    except InvalidTag:
        return None
