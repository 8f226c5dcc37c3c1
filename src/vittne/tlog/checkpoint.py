"""Checkpoints: what a log signs, as C2SP's `tlog-checkpoint` and `signed-note` say.

    vittne/example          the origin, which names the log
    27                      how many entries it has
    (44 letters of base64)  its root

    — vittne/example (base64 of the key's id and the signature)

Others may sign below: a server that has seen that the log only appends (a cosigner) adds a line.
A line by a key that the reader does not know is kept and means nothing.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from vittne.tlog import ed25519
from vittne.tlog.errors import BadNote
from vittne.tlog.merkle import HASH_SIZE, Tree

MOST_SIGNATURES = 100

_ED25519 = b"\x01"
_ID_SIZE = 4
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,18}")
_SIGNATURE = re.compile(r"— (?P<name>\S+) (?P<base64>\S+)")
_KEY = re.compile(r"(?P<name>[^+]+)\+(?P<id>[0-9a-f]{8})\+(?P<base64>\S+)")


@dataclass(frozen=True, slots=True)
class Signature:
    """A line below a note."""

    name: str
    key_id: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """A text and what stands below it; nothing of it is true before `verify_note`."""

    text: str
    signatures: tuple[Signature, ...]

    @classmethod
    def parse(cls, note: str) -> Note:
        """Read a signed note.

        Raises
        ------
        BadNote
            Where it is none.
        """
        text, blank, below = note.rpartition("\n\n")
        if not blank or not below.endswith("\n") or _CONTROL.search(note):
            raise BadNote("this is no signed note: a text, an empty line, lines that sign")
        lines = below[:-1].split("\n")
        if len(lines) > MOST_SIGNATURES:
            raise BadNote(f"there are more than {MOST_SIGNATURES} signatures")
        return cls(f"{text}\n", tuple(map(_signature, lines)))


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log.

    Attributes
    ----------
    origin : str
        What names the log.
    size : int
        How many entries it has.
    root : bytes
        The root of their tree.
    extensions : tuple of str
        Lines that mean nothing here; vittne writes none.
    """

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @property
    def tree(self) -> Tree:
        """Size and root."""
        return Tree(self.size, self.root)

    @property
    def text(self) -> str:
        """What is signed."""
        root = b64encode(self.root).decode()
        return "".join(f"{s}\n" for s in (self.origin, self.size, root, *self.extensions))

    @classmethod
    def parse(cls, text: str) -> Checkpoint:
        """Read the text of a note.

        Raises
        ------
        BadNote
            Where it is no checkpoint.
        """
        origin, *rest = text.removesuffix("\n").split("\n")
        if len(rest) < 2 or not origin or not all(rest) or not _NUMBER.fullmatch(rest[0]):
            raise BadNote("this is no checkpoint: origin, size and root, a line each")
        root = read_base64(rest[1])
        if len(root) != HASH_SIZE:
            raise BadNote(f"a root has {HASH_SIZE} bytes")
        return cls(origin, int(rest[0]), root, tuple(rest[2:]))


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """The public key of a log: `NAME+ID+BASE64`, all in one line, when written down."""

    name: str
    key: bytes

    @property
    def id(self) -> bytes:
        """Four bytes that stand before the signatures of this key."""
        return sha256(f"{self.name}\n".encode() + _ED25519 + self.key).digest()[:_ID_SIZE]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{b64encode(_ED25519 + self.key).decode()}"

    @classmethod
    def parse(cls, text: str) -> VerifierKey:
        """Read a verifier key.

        Raises
        ------
        BadNote
            Where it is none, or was not copied to its end.
        """
        found = _KEY.fullmatch(text)
        if found is None or not is_origin(found["name"]):
            raise BadNote("this is no verifier key: NAME+ID+BASE64")
        raw = read_base64(found["base64"])
        key = cls(found["name"], raw[1:])
        if raw[:1] != _ED25519 or not ed25519.is_key(key.key):
            raise BadNote("this is no Ed25519 key")
        if key.id.hex() != found["id"]:
            raise BadNote("the verifier key was not copied right: its id is that of another key")
        return key

    def signed(self, signature: Signature) -> bool:
        """Whether the line says that it is by this key."""
        return (signature.name, signature.key_id) == (self.name, self.id)


def verify_note(note: str, keys: Iterable[VerifierKey]) -> Checkpoint:
    """Return what a signed checkpoint says, after checking that its log signed it.

    Parameters
    ----------
    note : str
        The file `checkpoint`.
    keys : iterable of VerifierKey
        Those that the reader trusts. One of them has the origin as its name, and signed.

    Raises
    ------
    BadNote
        A line by one of the keys is wrong, or there is none by the log.
    """
    read = Note.parse(note)
    known = tuple(keys)
    good = set()
    for line in read.signatures:
        for key in known:
            if key.signed(line):
                if not ed25519.verify(key.key, read.text.encode(), line.signature):
                    raise BadNote(f"the signature of {key.name} is wrong")
                good.add(key.name)
    checkpoint = Checkpoint.parse(read.text)
    if checkpoint.origin not in good:
        raise BadNote(f"no known key of {checkpoint.origin} signed it")
    return checkpoint


def is_origin(text: str) -> bool:
    """Whether a log may have this name: letters, but for spaces, plus and control characters."""
    return text.isprintable() and " " not in text and "+" not in text and bool(text)


def read_base64(text: str) -> bytes:
    """Return the bytes of the one way to write them.

    Raises
    ------
    BadNote
        Where it is another, or no base64.
    """
    try:
        data = b64decode(text.encode("ascii"), validate=True)
    except ValueError:
        data = b""
    if not data or b64encode(data).decode() != text:
        raise BadNote("this is no base64")
    return data


def _signature(line: str) -> Signature:
    found = _SIGNATURE.fullmatch(line)
    raw = read_base64(found["base64"]) if found else b""
    if found is None or len(raw) <= _ID_SIZE or "+" in found["name"]:
        raise BadNote("this is no line that signs: a dash, a name and base64")
    return Signature(found["name"], raw[:_ID_SIZE], raw[_ID_SIZE:])
