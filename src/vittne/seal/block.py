"""Sealed bytes as text that can be pasted: blocks, and slips by which answers are asked for.

A block is an age file in its armor (RFC 7468, strict), and a line that tells whether a letter
changed or a part is missing:

    -----BEGIN AGE ENCRYPTED FILE-----
    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IG1sa2VtNzY4eDI1NTE5IEl0YXhPNmhm
    ...
    -----END AGE ENCRYPTED FILE-----
    check 1a2b 3c4d

A slip has the same form, and holds the ids of all answers that one writer can have.
`docs/reference/seal.md` says what reading forgives; `block.js` does the same in browsers.
"""

from __future__ import annotations

import hashlib
import io
import re
from binascii import a2b_base64, b2a_base64
from collections.abc import Iterable
from typing import BinaryIO

from vittne.seal.derive import ANSWERS, ID_SIZE
from vittne.seal.errors import Malformed, SealError
from vittne.seal.header import VERSION_LINE, Readable, Source

FILE, SLIP = "AGE ENCRYPTED FILE", "VITTNE SLIP"
LONGEST_BLOCK = 1 << 19
"""Letters that are read of a block at most: more is a file, and should remain one."""

_COLUMNS = 64
_CHECK = 8  # hexadecimal digits: 32 bits
_AGE = VERSION_LINE.partition(b"/")[0]

# What mail, messengers and editors put between letters: spaces, ends of lines, marks that nobody
# sees, and the marks of quotes. A set of its own, so that it is the same in Python and in script.
_BETWEEN = re.compile(
    "[\t-\r \x85\xa0\xad\u034f\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000"
    "\ufe0e\ufe0f\ufeff>]+"
)
_DASHES = re.compile("[\u2010-\u2015\u2043\u2212\u2500\u2501\u2e3a\u2e3b\ufe58\ufe63\uff0d]")
_BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}")
_LAST = re.compile(rf"-*check([0-9a-f]{{{_CHECK}}})", re.IGNORECASE | re.ASCII)

_SENTENCES = {
    "empty": ("there is nothing in it", "paste the block, from its first line to its last"),
    "no-begin": ("there is no line -----BEGIN {label}-----", "copy the block with its first line"),
    "cut": (
        "a part of this block is missing",
        "copy it again, to its last line, which begins with: check",
    ),
    "changed": (
        "this block was changed on its way: a letter is another, or a line is missing",
        "copy it again from where it was made, or let it come as a file",
    ),
    "two": ("there is more than one block", "one at a time"),
    "not-sealed": ("this block holds something else than it should", "take the one that was made"),
}


class BadBlock(SealError):
    """A text is no block, or not a whole one.

    Attributes
    ----------
    reason : str
        `empty`; `no-begin` (its first line is missing); `cut` (its end, its check or letters are
        missing); `changed` (a character that no block has, or the check differs); `two` (more
        than one block); `not-sealed` (it came whole, and holds no age file, or no slip).
    """

    def __init__(self, reason: str, label: str = FILE) -> None:
        message, hint = _SENTENCES[reason]
        super().__init__(message.format(label=label), hint)
        self.reason = reason


def write_block(sealed: bytes) -> str:
    """Return a sealed file as a block."""
    return _write(sealed, FILE)


def read_block(text: str) -> bytes:
    """Return the sealed file that a block holds.

    Raises
    ------
    BadBlock
        Where it is not there, or not exactly as it was written.
    """
    sealed = _read(text, FILE)
    if not sealed.startswith(VERSION_LINE):
        raise BadBlock("not-sealed")
    return sealed


def write_slip(ids: Iterable[bytes]) -> str:
    """Return the ids of all answers of a writer as a slip; their order tells nothing."""
    payload = b"".join(sorted(ids))
    if not _is_slip(payload):
        raise ValueError(f"a slip has {ANSWERS} ids of {ID_SIZE} bytes")
    return _write(payload, SLIP)


def read_slip(text: str) -> tuple[bytes, ...]:
    """Return the ids that a slip holds.

    Raises
    ------
    BadBlock
        As `read_block` does.
    """
    payload = _read(text, SLIP)
    if not _is_slip(payload):
        raise BadBlock("not-sealed", SLIP)
    return _ids(payload)


def binary(file: BinaryIO) -> Readable:
    """Return an age file as the bytes that it is, where it may have come as a block.

    Parameters
    ----------
    file : binary file
        At its start.

    Returns
    -------
    Readable
        The file itself, or a stream where it cannot be wound back; of a block, bytes in memory.

    Raises
    ------
    BadBlock
        Where it is a block that cannot be read.
    Malformed
        Where it is neither.
    """
    start = file.read(len(_AGE))
    if start == _AGE:
        if not file.seekable():
            return Source(file, start)
        file.seek(0)
        return file
    data = start + file.read(LONGEST_BLOCK)
    if len(data) > LONGEST_BLOCK:
        raise Malformed("this is no age file, and too long for a block of one")
    try:
        return io.BytesIO(read_block(data.decode("utf-8", "replace")))
    except BadBlock as bad:
        if bad.reason != "no-begin":
            raise
        raise Malformed("this is no age file, and no block of one") from bad


def _write(data: bytes, label: str) -> str:
    text = b2a_base64(data, newline=False).decode("ascii")
    lines = [text[at : at + _COLUMNS] for at in range(0, len(text), _COLUMNS)]
    check = _check(data)
    last = f"check {check[:4]} {check[4:]}"
    return "\n".join((f"-----BEGIN {label}-----", *lines, f"-----END {label}-----", last, ""))


def _read(text: str, label: str) -> bytes:
    text = _DASHES.sub("-", _BETWEEN.sub("", text))
    if not text:
        raise BadBlock("empty", label)
    name = label.replace(" ", "")
    begins, ends = text.split(f"BEGIN{name}"), text.split(f"END{name}")
    if len(begins) == 1:
        raise BadBlock("no-begin", label)
    if len(begins) > 2 or len(ends) > 2:
        raise BadBlock("two", label)
    letters, end, rest = begins[1].partition(f"END{name}")
    check = _LAST.match(rest)
    if not end or not check:
        raise BadBlock("cut", label)
    data = _decoded(letters.strip("-"), label)
    if check[1].lower() != _check(data):
        raise BadBlock("changed", label)
    return data


def _decoded(letters: str, label: str) -> bytes:
    if not _BASE64.fullmatch(letters):
        raise BadBlock("changed", label)
    if not letters or len(letters) % 4:
        raise BadBlock("cut", label)
    try:
        data = a2b_base64(letters, strict_mode=True)
    except ValueError as error:
        raise BadBlock("changed", label) from error
    # The last letter has bits to spare, and they are zero.
    if b2a_base64(data, newline=False).decode("ascii") != letters:
        raise BadBlock("changed", label)
    return data


def _check(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:_CHECK]


def _ids(payload: bytes) -> tuple[bytes, ...]:
    return tuple(payload[at : at + ID_SIZE] for at in range(0, len(payload), ID_SIZE))


def _is_slip(payload: bytes) -> bool:
    ids = _ids(payload)
    return len(payload) == ANSWERS * ID_SIZE and list(ids) == sorted(set(ids))
