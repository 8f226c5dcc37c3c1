"""The script that seals in the browser: what `./run offline-page` built, where it was built."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PATH = Path(__file__).parent / "browser" / "built" / "vittne.js"


@dataclass(frozen=True, slots=True)
class File:
    """A file that is handed out as it is.

    Attributes
    ----------
    source : bytes
        In UTF-8.
    gzipped : bytes
        The same, compressed; the same bytes each time.
    sha256 : str
        Of the source: 64 hexadecimal digits.
    """

    source: bytes
    gzipped: bytes
    sha256: str

    @classmethod
    def of(cls, source: bytes) -> File:
        """Return a file with its hash, and compressed."""
        return cls(source, gzip.compress(source, 9, mtime=0), hashlib.sha256(source).hexdigest())


@cache
def script() -> File | None:
    """Return the script, or None where it was not built: the door then seals by itself only."""
    try:
        return File.of(PATH.read_bytes())
    except FileNotFoundError:
        return None


def in_groups(sha256: str) -> str:
    """Return a hash in groups of eight digits, as people compare it."""
    return " ".join(sha256[at : at + 8] for at in range(0, len(sha256), 8))
