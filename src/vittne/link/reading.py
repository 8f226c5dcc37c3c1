"""One reading of the pairs: who is who if one has to say. Draws say how sure that is."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from vittne.link.pairs import Pairs

ABSENT = -10.0
"""Weight of a pair that was not looked at, in bits."""
SUREST = 30.0
"""No pair speaks louder than this many bits."""


def partition_at(
    pairs: Pairs, on: npt.NDArray[np.int32], threshold: float = 0.5
) -> npt.NDArray[np.int32]:
    """Person of each record, shape (records,): the smallest index among the person's records.

    Groups are joined from the surest on, as long as their pairs, on average, speak more for
    one person than ``threshold`` asks: one likely pair does not join two groups whose other
    pairs say no (average linkage on log odds). If that says that a list has a person twice,
    the pairs within that list have to say so themselves, for who made the list knew of both.

    Parameters
    ----------
    on : int32, shape (records,)
        List of each record.
    threshold : float
        Probability, before 1 and after 0.
    """
    records = on.size
    asked = float(np.log2(threshold / (1 - threshold)))
    groups = _Groups(asked)
    weight = np.clip(pairs.weight, -SUREST, SUREST)
    linked = np.zeros(records, dtype=bool)
    likely = weight > asked
    linked[pairs.a[likely]] = linked[pairs.b[likely]] = True
    kept = linked[pairs.a] & linked[pairs.b]
    a, b = pairs.a[kept], pairs.b[kept]
    rows = (a.tolist(), b.tolist(), weight[kept].tolist(), (on[a] == on[b]).tolist())
    for first, second, bits, within in zip(*rows, strict=True):
        groups.add(first, second, _Between(bits, 1, *((bits, 1) if within else (0.0, 0))))
    groups.join_all()
    return _roots(records, groups.into)


class _Between(NamedTuple):
    """The pairs between two groups: how many were looked at, and the sum of their weights."""

    bits: float = 0.0
    looked: int = 0
    bits_within: float = 0.0  # of those within one list
    within: int = 0

    def plus(self, other: _Between) -> _Between:
        """Add the pairs of another group that was joined."""
        return _Between(
            self.bits + other.bits,
            self.looked + other.looked,
            self.bits_within + other.bits_within,
            self.within + other.within,
        )

    def speaks(self, number: int) -> float:
        """Mean weight of all pairs, or of those within one list if they say less."""
        mean = (self.bits + (number - self.looked) * ABSENT) / number
        return min(mean, self.bits_within / self.within) if self.within else mean


@dataclass
class _Groups:
    """Groups of records, each called by one of them, with what stands between them."""

    asked: float
    near: dict[int, dict[int, _Between]] = field(default_factory=dict)
    size: dict[int, int] = field(default_factory=dict)
    into: dict[int, int] = field(default_factory=dict)
    queue: list[tuple[float, int, int]] = field(default_factory=list)

    def add(self, a: int, b: int, between: _Between) -> None:
        for one, other in ((a, b), (b, a)):
            self.near.setdefault(one, {})[other] = between
            self.size.setdefault(one, 1)
        if between.bits > self.asked:
            self.queue.append((-between.bits, a, b))

    def join_all(self) -> None:
        heapq.heapify(self.queue)
        while self.queue:
            bits, a, b = heapq.heappop(self.queue)
            if b in self.near.get(a, {}) and self.speaks(a, b) == -bits:
                self.join(a, b)

    def speaks(self, a: int, b: int) -> float:
        return self.near[a][b].speaks(self.size[a] * self.size[b])

    def join(self, a: int, b: int) -> None:
        """Take the group b into the group a."""
        self.into[b] = a
        del self.near[a][b]
        beside = self.near.pop(b)
        del beside[a]
        self.size[a] += self.size.pop(b)
        for other, between in beside.items():
            del self.near[other][b]
            both = self.near[a].get(other, _Between()).plus(between)
            self.near[a][other] = self.near[other][a] = both
        for other in self.near[a]:
            if (speaks := self.speaks(a, other)) > self.asked:
                heapq.heappush(self.queue, (-speaks, a, other))


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
