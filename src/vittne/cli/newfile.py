"""Files of the commands that seal: what is read, and new files, whole or not there at all."""

from __future__ import annotations

import errno
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from vittne.terms.errors import Problem, UserError

MODE = 0o600
_UNKNOWN_THERE = (errno.EOPNOTSUPP, errno.EISDIR, errno.ENOENT, errno.EINVAL)


STANDARD = Path("-")
"""Standard input, or standard output."""


class _Nowhere:
    """Takes bytes and forgets them."""

    def write(self, data: bytes) -> int:
        """Forget them."""
        return len(data)


NOWHERE = _Nowhere()


@contextmanager
def input_file(path: Path) -> Iterator[BinaryIO]:
    """Yield a file to read, or standard input."""
    if path == STANDARD:
        yield sys.stdin.buffer
    else:
        with path.open("rb") as file:
            yield file


@contextmanager
def binary_output(path: Path) -> Iterator[BinaryIO]:
    """Yield a new file, or standard output where it is no terminal."""
    if path != STANDARD:
        with new_file(path) as file:
            yield file
    elif sys.stdout.isatty():
        hint = "send it to a file or another program"
        raise UserError(Problem(message="bytes are not shown on a terminal", hint=hint))
    else:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()


def refuse_existing(path: Path) -> None:
    """Refuse a name that is taken: nothing is written over."""
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, "there is a file of this name already", str(path))


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """Yield what becomes the file `path` when nothing goes wrong; only its owner may read it.

    Where the system can (Linux, most file systems), the bytes have no name until they are
    complete, so that a killed process leaves nothing. Elsewhere they lie beside it, in a file whose
    name ends with `.part`.

    Raises
    ------
    FileExistsError
        Where something has that name: nothing is written over.
    """
    refuse_existing(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        with _Nameless(folder, path) as file:
            yield file.file
            file.file.flush()
            os.fsync(file.file.fileno())
            file.name_it()
        os.fsync(folder)
    finally:
        os.close(folder)


class _Nameless:
    """An open file without a name, or with one that it loses."""

    def __init__(self, folder: int, path: Path) -> None:
        self._folder, self._path = folder, path
        self._part: str | None = None
        self.file = open(self._open(), "wb")  # noqa: SIM115

    def _open(self) -> int:
        if hasattr(os, "O_TMPFILE"):
            try:
                return os.open(".", os.O_TMPFILE | os.O_WRONLY, MODE, dir_fd=self._folder)
            except OSError as error:
                if error.errno not in _UNKNOWN_THERE:
                    raise
        self._part = f".{self._path.name}.{secrets.token_hex(4)}.part"
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
        return os.open(self._part, flags, MODE, dir_fd=self._folder)

    def name_it(self) -> None:
        # A link, and no renaming: it fails where somebody made a file of that name meanwhile.
        source = self._part or f"/proc/self/fd/{self.file.fileno()}"
        os.link(source, self._path.name, src_dir_fd=self._folder, dst_dir_fd=self._folder)

    def __enter__(self) -> _Nameless:
        return self

    def __exit__(self, *error: object) -> None:
        with suppress(OSError):  # a disk that is full says so once; what is left has no name
            self.file.close()
        if self._part is not None:
            os.unlink(self._part, dir_fd=self._folder)
