"""Age files whole: sealed and opened as streams, one chunk in memory.

Hybrid files and files under a passphrase are made here, on the primitives of `cryptography`;
classical ones are left to `pyrage`, which sees a header only after it was read strictly here.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence

import pyrage

from vittne.seal.errors import (
    DAMAGED,
    FORGED,
    NOT_FOR_YOU,
    Damaged,
    Forged,
    Malformed,
    Mixed,
    NotForYou,
    SealError,
)
from vittne.seal.header import (
    FILE_KEY_SIZE,
    Header,
    Readable,
    Source,
    Writable,
    header_bytes,
    read_header,
)
from vittne.seal.keys import (
    CLASSICAL,
    HYBRID,
    ClassicalIdentity,
    ClassicalRecipient,
    HybridIdentity,
    HybridRecipient,
    Identity,
    Recipient,
)
from vittne.seal.passphrase import SCRYPT, Passphrase
from vittne.seal.payload import CHUNK, PayloadWriter, open_payload

_NOT_HYBRID = frozenset({CLASSICAL, "p256tag", "piv-p256", "ssh-rsa", "ssh-ed25519"})
"""Kinds of stanza that a future quantum computer opens: a file is as safe as its weakest."""


def sealing(out: Writable, recipients: Sequence[HybridRecipient] | Passphrase) -> PayloadWriter:
    """Begin a file and return what seals everything written to it.

    Use it as a context manager: it is closed when nothing went wrong, and otherwise left without
    its end, so that no reader takes it for whole.
    """
    wrappers = [recipients] if isinstance(recipients, Passphrase) else recipients
    if not wrappers:
        raise ValueError("a file is sealed to somebody")
    file_key = secrets.token_bytes(FILE_KEY_SIZE)  # "16 bytes of CSPRNG output", lines 52-55
    out.write(header_bytes([wrapper.wrap(file_key) for wrapper in wrappers], file_key))
    return PayloadWriter(out, file_key)


def encrypt(source: Readable, out: Writable, recipients: Sequence[Recipient] | Passphrase) -> None:
    """Seal everything that `source` gives.

    Raises
    ------
    Mixed
        Where some recipients are hybrid and some classical (age.md, lines 200-202).
    """
    if isinstance(recipients, Passphrase):
        _copy(source, sealing(out, recipients))
        return
    hybrid = [one for one in recipients if isinstance(one, HybridRecipient)]
    classical = [one for one in recipients if isinstance(one, ClassicalRecipient)]
    if hybrid and classical:
        raise Mixed(
            "hybrid recipients (age1pq1...) and classical ones (age1...) are mixed",
            "a file is only as safe as its weakest recipient: seal one for each kind",
        )
    if classical:
        with _Kept(source, out) as kept:
            pyrage.encrypt_io(kept, kept, [one.native for one in classical])
    else:
        _copy(source, sealing(out, hybrid))


def _copy(source: Readable, writer: PayloadWriter) -> None:
    with writer:
        while chunk := source.read(CHUNK):
            writer.write(chunk)


def decrypt(source: Readable, out: Writable, identities: Sequence[Identity] | Passphrase) -> None:
    """Open a file with whichever identity fits.

    Every chunk is verified before it is written, and the whole only at the end: what was written
    before an error must be thrown away.

    Raises
    ------
    Malformed, NotForYou, Forged, Damaged
        See their docstrings.
    Mixed
        Where the file is open to hybrid and to classical keys.
    """
    stream = Source(source)
    header = _header(stream)
    if CLASSICAL in header.kinds and not isinstance(identities, Passphrase):
        _decrypt_classical(header, stream, out, identities)
        return
    for chunk in _opened(header, stream, identities):
        out.write(chunk)


def opened(source: Readable, identities: Sequence[HybridIdentity]) -> Iterator[bytes]:
    """Yield what a hybrid file holds, at most 64 KiB at a time; errors as in `decrypt`."""
    stream = Source(source)
    return _opened(_header(stream), stream, identities)


def _header(stream: Source) -> Header:
    """Read a header, and refuse one whose stanzas may not stand together."""
    header = read_header(stream)
    kinds = header.kinds
    if SCRYPT in kinds and len(header.stanzas) > 1:  # lines 331-335
        raise Malformed("this file is under a passphrase and open to other keys as well")
    if HYBRID in kinds and kinds & _NOT_HYBRID:
        raise Mixed("this file is sealed to hybrid and to classical keys at once, and refused")
    return header


def _opened(
    header: Header, stream: Source, identities: Sequence[Identity] | Passphrase
) -> Iterator[bytes]:
    # A file under a passphrase is tried only where a passphrase was given: whoever sends one may
    # have made it to exhaust this machine.
    keys = [identities] if isinstance(identities, Passphrase) else _hybrid(identities)
    # Every one is asked, so that a stanza written wrongly is found whoever opens the file.
    found = [file_key for key in keys if (file_key := key.unwrap(header.stanzas)) is not None]
    if not found:
        raise NotForYou(NOT_FOR_YOU)
    header.check(found[0])
    return open_payload(stream, found[0])


def _hybrid(identities: Sequence[Identity]) -> list[HybridIdentity]:
    return [one for one in identities if isinstance(one, HybridIdentity)]


def _decrypt_classical(
    header: Header, source: Source, out: Writable, identities: Sequence[Identity]
) -> None:
    natives = [one.native for one in identities if isinstance(one, ClassicalIdentity)]
    if not natives:
        raise NotForYou("this file is sealed to classical keys, and none of these is one")
    source.put_back(header.raw())
    with _Kept(source, out) as kept:
        try:
            pyrage.decrypt_io(kept, kept, natives)
        except (pyrage.DecryptError, OSError) as error:
            raise _translated(error) from error


class _Kept:
    """A source and a sink for pyrage that keep their own errors.

    pyrage raises others for them, or, where its last bytes cannot be written, none at all.
    """

    def __init__(self, source: Readable, out: Writable) -> None:
        self._source, self._out = source, out
        self.error: Exception | None = None

    def read(self, size: int) -> bytes:
        try:
            return self._source.read(size)
        except Exception as error:
            self.error = error
            raise

    def write(self, data: bytes) -> int:
        try:
            self._out.write(data)
        except Exception as error:
            self.error = error
            raise
        return len(data)

    def __enter__(self) -> _Kept:
        return self

    def __exit__(self, *_: object) -> None:
        if self.error is not None:
            raise self.error

    def flush(self) -> None:
        """Nothing is held back here."""


def _translated(error: Exception) -> SealError:
    """Return pyrage's error as one of ours: its class tells header from payload."""
    if isinstance(error, OSError):
        return Damaged(DAMAGED)
    if "No matching keys" in str(error):
        return NotForYou(NOT_FOR_YOU)
    if "MAC" in str(error):
        return Forged(FORGED)
    return Malformed("the header of this file is written wrongly")
