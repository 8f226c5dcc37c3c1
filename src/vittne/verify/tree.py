"""The files of a release, looked at without ever leaving its folder.

Only what a walk of the folder found is opened, and no link is followed: a path
that stands in a manifest, a page or a table is compared with names, never opened.
"""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from vittne.verify.report import Failure

LARGEST_TEXT = 32 * 1024 * 1024
"""Largest file, in bytes, that is read as text. A page of a release has a hundredth of it."""

_FORBIDDEN = frozenset('\\:*?"<>|')
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}
)


class Unreadable(Exception):
    """A file of the release cannot be read. Carries the failure."""

    def __init__(self, failure: Failure) -> None:
        self.failure = failure
        super().__init__(f"{failure.path}: {failure.text}")


@dataclass(frozen=True, slots=True)
class Tree:
    """A walked folder.

    Attributes
    ----------
    folder : Path
        Where it lies.
    files : tuple of str
        Its regular files, relative, with ``/``, sorted by their bytes.
    failures : tuple of Failure
        What a release must not hold: links, devices, empty folders, names that do
        not survive a copy to another machine.
    """

    folder: Path
    files: tuple[str, ...]
    failures: tuple[Failure, ...]
    _names: frozenset[str]

    def __contains__(self, path: str) -> bool:
        return path in self._names

    def open(self, path: str) -> BufferedReader:
        """Open one of ``files``.

        Raises
        ------
        KeyError
            The walk found no such file.
        Unreadable
            It cannot be opened, or is no regular file any more.
        """
        if path not in self:
            raise KeyError(path)
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        # Without this, opening what has become a pipe since the walk would wait for ever.
        flags |= getattr(os, "O_NONBLOCK", 0)
        try:
            descriptor = os.open(self.folder / path, flags)
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                os.close(descriptor)
                raise OSError("it is no regular file")
        except OSError as error:
            raise _unreadable(path, error) from None
        return os.fdopen(descriptor, "rb")

    def sha256(self, path: str) -> str:
        """Return the hash of one of ``files`` as 64 hexadecimal digits; any size is fine."""
        with self.open(path) as stream:
            try:
                return hashlib.file_digest(stream, "sha256").hexdigest()
            except OSError as error:
                raise _unreadable(path, error) from None

    def read(self, path: str, limit: int = LARGEST_TEXT) -> bytes:
        """Return the bytes of one of ``files`` if there are at most ``limit`` of them."""
        with self.open(path) as stream:
            try:
                content = stream.read(limit + 1)
            except OSError as error:
                raise _unreadable(path, error) from None
        if len(content) > limit:
            text = f"is larger than {limit} bytes: no release has such a file to read"
            raise Unreadable(Failure(path=path, kind="too_large", text=text))
        return content

    def text(self, path: str) -> str:
        """Return one of ``files`` as text.

        Raises
        ------
        Unreadable
            It is too large, or not UTF-8.
        """
        try:
            return self.read(path).decode("utf-8")
        except UnicodeDecodeError as error:
            text = f"is not UTF-8 at byte {error.start}"
            raise Unreadable(Failure(path=path, kind="not_utf8", text=text)) from None

    @property
    def whole(self) -> bool:
        """Whether every name in the folder is a file or a folder, so that readers may open it."""
        return not any(failure.kind in ("link", "special") for failure in self.failures)


def walk(folder: Path) -> Tree:
    """Look at everything in ``folder``, without following links.

    Raises
    ------
    OSError
        ``folder`` itself cannot be listed.
    """
    files: list[str] = []
    failures: list[Failure] = []
    os.listdir(folder)  # an unreadable release is an error of the caller's, not a failure
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        try:
            entries = sorted(os.scandir(folder / inside), key=lambda entry: entry.name)
        except OSError as error:
            failures.append(_unreadable(inside, error).failure)
            continue
        if not entries and inside:
            failures.append(
                Failure(path=inside + "/", kind="empty", text="is a folder with nothing in it")
            )
        for entry in entries:
            path = f"{inside}/{entry.name}" if inside else entry.name
            failures.extend(_odd_name(path, entry.name))
            if entry.is_symlink():
                failures.append(
                    Failure(path=path, kind="link", text="is a symbolic link; a release holds none")
                )
            elif entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            elif entry.is_file(follow_symlinks=False):
                files.append(path)
            else:
                failures.append(
                    Failure(path=path, kind="special", text="is neither a file nor a folder")
                )
    failures.extend(_alike(files))
    ordered = tuple(sorted(files, key=os.fsencode))
    return Tree(folder, ordered, tuple(sorted(failures)), frozenset(files))


def _unreadable(path: str, error: OSError) -> Unreadable:
    reason = error.strerror or str(error)
    return Unreadable(Failure(path=path, kind="unreadable", text=f"cannot be read: {reason}"))


def _odd_name(path: str, name: str) -> Iterator[Failure]:
    why = odd_name(name)
    if why:
        yield Failure(path=path, kind="odd_name", text=f"has a name that {why}")


def odd_name(name: str) -> str:
    """Return why a file of this name cannot be in a release, or an empty string.

    A release is copied to sticks, to other systems and into archives, and must come
    out of each of them with the same names.
    """
    if any(unicodedata.category(char).startswith("C") for char in name):
        return "holds invisible characters or is not UTF-8"
    if unicodedata.normalize("NFC", name) != name:
        return "is not in Unicode normal form C"
    if _FORBIDDEN & set(name):
        return "holds one of the characters " + " ".join(sorted(_FORBIDDEN))
    if name != name.strip() or name.startswith(".") or name.endswith("."):
        return "begins or ends with a space or a full stop"
    if name.split(".")[0].casefold() in _RESERVED:
        return "is the name of a device on some systems"
    return ""


def _alike(files: Iterable[str]) -> Iterator[Failure]:
    """Name the files that some systems cannot hold side by side."""
    seen: dict[str, str] = {}
    for path in sorted(files):
        folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", path).casefold())
        other = seen.setdefault(folded, path)
        if other != path:
            text = f"differs from {other} only in capital letters or the form of a character"
            yield Failure(path=path, kind="alike", text=text)
