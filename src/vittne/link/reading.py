"""One reading of the pairs: who is who if one has to say. Draws say how sure that is."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from vittne.link.pairs import Pairs

ABSENT = -10.0
"""Weight of a pair that was not looked at, in bits."""
SUREST = 30.0
"""No pair speaks louder than this many bits."""


def partition_at(pairs: Pairs, records: int, threshold: float = 0.5) -> npt.NDArray[np.int32]:
    """Person of each record, shape (records,): the smallest index among the person's records.

    Groups are joined from the surest on, as long as their pairs, on average, speak more for
    one person than ``threshold`` asks: one likely pair does not join two groups whose other
    pairs say no (average linkage on log odds).
    """
    asked = float(np.log2(threshold / (1 - threshold)))
    groups = _Groups(asked)
    weight = np.clip(pairs.weight, -SUREST, SUREST)
    linked = np.zeros(records, dtype=bool)
    likely = weight > asked
    linked[pairs.a[likely]] = linked[pairs.b[likely]] = True
    kept = linked[pairs.a] & linked[pairs.b]
    rows = (pairs.a[kept].tolist(), pairs.b[kept].tolist(), weight[kept].tolist())
    for a, b, bits in zip(*rows, strict=True):
        groups.add(a, b, bits)
    groups.join_all()
    return _roots(records, groups.into)


@dataclass
class _Groups:
    """Groups of records, each called by one of them, with the weights between them."""

    asked: float
    near: dict[int, dict[int, tuple[float, int]]] = field(default_factory=dict)
    size: dict[int, int] = field(default_factory=dict)
    into: dict[int, int] = field(default_factory=dict)
    queue: list[tuple[float, int, int]] = field(default_factory=list)

    def add(self, a: int, b: int, bits: float) -> None:
        for one, other in ((a, b), (b, a)):
            self.near.setdefault(one, {})[other] = (bits, 1)
            self.size.setdefault(one, 1)
        if bits > self.asked:
            self.queue.append((-bits, a, b))

    def mean(self, a: int, b: int) -> float:
        """Mean weight of all pairs between two groups."""
        bits, looked = self.near[a][b]
        number = self.size[a] * self.size[b]
        return (bits + (number - looked) * ABSENT) / number

    def join_all(self) -> None:
        heapq.heapify(self.queue)
        while self.queue:
            bits, a, b = heapq.heappop(self.queue)
            current = a in self.near and b in self.near[a] and self.mean(a, b) == -bits
            if current:
                self.join(a, b)

    def join(self, a: int, b: int) -> None:
        """Take the group b into the group a."""
        self.into[b] = a
        del self.near[a][b]
        beside = self.near.pop(b)
        del beside[a]
        self.size[a] += self.size.pop(b)
        for other, (bits, looked) in beside.items():
            del self.near[other][b]
            more, seen = self.near[a].get(other, (0.0, 0))
            self.near[a][other] = self.near[other][a] = (bits + more, looked + seen)
        for other in self.near[a]:
            if (mean := self.mean(a, other)) > self.asked:
                heapq.heappush(self.queue, (-mean, a, other))


def _roots(records: int, into: dict[int, int]) -> npt.NDArray[np.int32]:
    group = np.arange(records, dtype=np.int32)
    for record in into:
        at = record
        while at in into:
            at = into[at]
        group[record] = at
    smallest = np.full(records, records, dtype=np.int32)
    np.minimum.at(smallest, group, np.arange(records, dtype=np.int32))
    return smallest[group]
