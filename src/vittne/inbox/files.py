"""Files of an inbox: for their owner only, whole or not there, and on the disk when it counts."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

MODE = 0o600
FOLDER_MODE = 0o700
_PIECE = 1 << 20


class Nowhere:
    """Takes bytes and forgets them."""

    def write(self, data: bytes, /) -> int:
        """Forget them."""
        return len(data)


def create(path: Path) -> int:
    """Return a descriptor of a new file; one that a killed run left under this name goes."""
    path.unlink(missing_ok=True)
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_CLOEXEC", 0)
    return os.open(path, flags, MODE)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    held = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)


def replace(path: Path, data: bytes) -> None:
    """Put `data` in the place of a file: at every moment there is the old one or the new one."""
    part = path.with_name(f".{path.name}.part")
    with open(create(part), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    sync_folder(path.parent)


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()
