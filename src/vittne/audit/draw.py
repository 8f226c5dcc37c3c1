"""Which records are inspected: fixed by the published list and by public chance, by nothing else.

The seed is ``SHA-256("vittne/audit/v1" || root of the list log || randomness)``. The order of
inspection is a shuffle of 0 ... N-1 (Fisher and Yates, from the front), whose numbers come from
``SHA-256(seed || counter as 8 bytes, most significant first)``, read as one number; numbers above
the last whole multiple of the span are thrown away, so that no record is favoured. These lines are
all of it, for whoever wants to write it again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

LABEL = b"vittne/audit/v1"


def seed(root: bytes, randomness: bytes) -> bytes:
    """Return the seed of the draw from the root of the list log and the public randomness."""
    return hashlib.sha256(LABEL + root + randomness).digest()


def order(seed: bytes, n: int) -> Iterator[int]:
    """Yield 0 ... n-1 in the order in which records are inspected."""
    leaves, counter = list(range(n)), 0
    for i in range(n):
        span, number = n - i, 2**256
        while number >= 2**256 - 2**256 % span:
            block = hashlib.sha256(seed + counter.to_bytes(8, "big")).digest()
            number, counter = int.from_bytes(block, "big"), counter + 1
        j = i + number % span
        leaves[i], leaves[j] = leaves[j], leaves[i]
        yield leaves[i]
