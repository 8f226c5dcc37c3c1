"""Measure sealing beside pyrage, and the derivation of a code: `python benchmarks/seal.py`.

Both programs in one run, in turn; the least of several runs is what the machine can do. pyrage
seals to a classical key, as it has no other that age readers open; vittne to a hybrid one.
"""

from __future__ import annotations

import io
import os
import time
from collections.abc import Callable

import pyrage

from vittne.seal import Code, HybridIdentity, decrypt, derive, encrypt

SMALL, MANY = 2_048, 1_000
LARGE = 100_000_000


def seconds(function: Callable[[], object]) -> float:
    """Return how long a call takes, by the clock."""
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def least(runs: int, *functions: Callable[[], object]) -> list[float]:
    """Return the least time of each function, all of them called in turn."""
    times = [[seconds(function) for function in functions] for _ in range(runs)]
    return [min(column) for column in zip(*times, strict=True)]


def main() -> None:
    """Measure and print everything."""
    ours = HybridIdentity.generate()
    theirs = pyrage.x25519.Identity.generate()

    def seal(data: bytes) -> bytes:
        out = io.BytesIO()
        encrypt(io.BytesIO(data), out, [ours.recipient])
        return out.getvalue()

    def unseal(data: bytes) -> None:
        decrypt(io.BytesIO(data), io.BytesIO(), [ours])

    def seal_there(data: bytes) -> bytes:
        out = io.BytesIO()
        pyrage.encrypt_io(io.BytesIO(data), out, [theirs.to_public()])
        return out.getvalue()

    def unseal_there(data: bytes) -> None:
        pyrage.decrypt_io(io.BytesIO(data), io.BytesIO(), [theirs])

    print(f"{'seconds, least of several runs':36}{'vittne':>9}{'pyrage':>9}{'ratio':>8}")
    for size, times, runs in ((SMALL, MANY, 7), (LARGE, 1, 5)):
        data = os.urandom(size)
        here, there = seal(data), seal_there(data)
        for name, pair in (
            ("seal", (lambda d=data: seal(d), lambda d=data: seal_there(d))),
            ("open", (lambda d=here: unseal(d), lambda d=there: unseal_there(d))),
        ):
            mine, other = least(
                runs, *(lambda f=f, n=times: [f() for _ in range(n)] and None for f in pair)
            )
            label = f"{name} {times:,} x {size:,} bytes"
            print(f"{label:36}{mine:9.3f}{other:9.3f}{mine / other:8.2f}", flush=True)
    code = Code.generate()
    print(f"{'derivation of a code':36}{least(5, lambda: derive(code))[0]:9.3f}")


if __name__ == "__main__":
    main()
