"""What sealing takes beside pyrage, in turn and in one process; and what a code takes.

pyrage seals to a classical key, as it has no other that age readers open; vittne to a hybrid one.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Sequence

import pyrage

from benchmarks.programs import called
from vittne.seal import Code, HybridIdentity, decrypt, derive, encrypt

SMALL, MANY = 2_048, 1_000
LARGE = 100_000_000

_OURS = HybridIdentity.generate()
_THEIRS = pyrage.x25519.Identity.generate()


def _seal(data: bytes) -> bytes:
    out = io.BytesIO()
    encrypt(io.BytesIO(data), out, [_OURS.recipient])
    return out.getvalue()


def _seal_there(data: bytes) -> bytes:
    out = io.BytesIO()
    pyrage.encrypt_io(io.BytesIO(data), out, [_THEIRS.to_public()])
    return out.getvalue()


def _open(data: bytes) -> None:
    decrypt(io.BytesIO(data), io.BytesIO(), [_OURS])


def _open_there(data: bytes) -> None:
    pyrage.decrypt_io(io.BytesIO(data), io.BytesIO(), [_THEIRS])


def _beside(
    here: Callable[[], object], there: Callable[[], object], runs: int
) -> list[dict[str, float]]:
    """Measure both in turn: CPU seconds here, and how many times as long as there."""
    here(), there()
    found = []
    for _ in range(runs):
        ours, theirs = called(here)["cpu"], called(there)["cpu"]
        found.append({"cpu": ours, "there": theirs, "ratio": ours / theirs})
    return found


def _all(function: Callable[[bytes], object], files: Sequence[bytes]) -> Callable[[], object]:
    return lambda: [function(file) for file in files]


def _sealed(size: int, times: int, runs: int) -> list[dict[str, float]]:
    files = [os.urandom(size)] * times
    return _beside(_all(_seal, files), _all(_seal_there, files), runs)


def _opened(size: int, times: int, runs: int) -> list[dict[str, float]]:
    data = os.urandom(size)
    ours, theirs = [_seal(data)] * times, [_seal_there(data)] * times
    return _beside(_all(_open, ours), _all(_open_there, theirs), runs)


def sealed_small(runs: int) -> list[dict[str, float]]:
    """Seal many small files."""
    return _sealed(SMALL, MANY, runs)


def opened_small(runs: int) -> list[dict[str, float]]:
    """Open them."""
    return _opened(SMALL, MANY, runs)


def sealed_large(runs: int) -> list[dict[str, float]]:
    """Seal one large file."""
    return _sealed(LARGE, 1, runs)


def opened_large(runs: int) -> list[dict[str, float]]:
    """Open it."""
    return _opened(LARGE, 1, runs)


def derived(runs: int) -> list[dict[str, float]]:
    """Derive what follows from a code."""
    return [called(lambda: derive(Code.generate())) for _ in range(runs)]
