"""Persons whose records no key brought together: how many joins are missing, and so many made.

What no way led to is no candidate, and a draw that took it as apart would count its people twice
and be sure of it. The ways to a pair (`blocks.Candidates`) are as lists of pairs: among the joins
that a draw makes, f1 hang on pairs that one way led to, and f2 on pairs that two led to. Of t ways
at least (t - 1) / t * f1**2 / (2 * f2) joins are then expected that no way led to (Chao 1987,
Biometrics 43, in its form for a given number of lists); more, where ways depend on each other.

Which persons these joins are of nobody can know. So many are made between persons picked blindly,
in each draw others: right in number, and each of them an accident. The two stand on different lists
and no pair is between them. So nothing is joined that a reviewer, a list without duplicates or two
names in one event of one list holds apart, and nothing that was weighed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from vittne.link.pairs import Pairs
from vittne.link.partition_kernel import Ints, Labels

TRIES = 50
"""Others that are looked at for a person, until there is one on no list of theirs."""


def expected(joins: Sequence[int], rng: np.random.Generator) -> float:
    """Draw how many joins no way led to; the mean of such draws is Chao's bound without bias.

    Parameters
    ----------
    joins : sequence of int
        Of a draw, those that remain if only pairs count to which at least one way led, at least
        two, and so on to all of them.
    """
    once, twice = -np.diff([*joins, 0])[:2]
    if once < 2:
        return 0.0
    square = rng.gamma(once - 1) ** 2 / (2 * rng.gamma(twice + 2))
    # Where hardly any was reached twice the bound tells nothing: not more than were found.
    return float(min((1 - 1 / len(joins)) * square, joins[0]))


@dataclass(frozen=True)
class Unreached:
    """What has to be known of all pairs to join persons between whom there is none.

    Attributes
    ----------
    ways : int
        That led to any pair at all.
    start, other : int64
        The other ends of the pairs of record i: ``other[start[i]:start[i + 1]]``.
    """

    a: Ints
    b: Ints
    reached: npt.NDArray[np.int8]
    ways: int
    start: Ints
    other: Ints
    on: npt.NDArray[np.int32]

    @classmethod
    def of(cls, pairs: Pairs, on: npt.NDArray[np.int32]) -> Unreached:
        """Of pairs whose ways nobody counted nothing is expected."""
        counted = np.zeros(len(pairs), dtype=np.int8)
        counted[: pairs.reached.size] = pairs.reached
        ends = np.concatenate([pairs.a, pairs.b])
        order = np.argsort(ends, kind="stable")
        return cls(
            a=pairs.a,
            b=pairs.b,
            reached=counted,
            ways=int(counted.max(initial=0)),
            start=np.searchsorted(ends[order], np.arange(on.size + 1)),
            other=np.concatenate([pairs.b, pairs.a])[order],
            on=on,
        )

    def join(self, rng: np.random.Generator, labels: Labels) -> None:
        """Join as many persons as are expected to be one and are not yet, in place."""
        if self.ways < 2:
            return
        joins = [self._joins(labels, least) for least in range(1, self.ways + 1)]
        # Some may be there: of reviewed pairs that were no candidates.
        there = labels.size - int(np.unique(labels).size) - joins[0]
        missing = int(rng.poisson(expected(joins, rng))) - there
        if missing > 0:
            self._join(missing, rng, labels)

    def _join(self, missing: int, rng: np.random.Generator, labels: Labels) -> None:
        """Join so many persons to others, none twice; fewer where no more could be one."""
        order = np.argsort(labels, kind="stable")
        heads, start = np.unique(labels[order], return_index=True)
        # As bits. With more lists than bits some are taken for one, and fewer persons can be one.
        lists = np.bitwise_or.reduceat(np.int64(1) << (self.on[order].astype(np.int64) % 62), start)
        records = dict(zip(heads.tolist(), np.split(order, start[1:]), strict=True))
        open_ = lists != np.bitwise_or.reduce(lists)
        left = rng.permutation(np.stack([heads[open_], lists[open_]], axis=1)).tolist()
        while missing > 0 and left:
            one, of_one = left.pop()
            near = self._near(records[one], labels)
            for at in range(len(left) - 1, max(len(left) - 1 - TRIES, -1), -1):
                two, of_two = left[at]
                if not of_one & of_two and two not in near:
                    del left[at]
                    labels[records[max(one, two)]] = min(one, two)
                    missing -= 1
                    break

    def _joins(self, labels: Labels, least: int) -> int:
        """Return how many joins the pairs make to which so many ways led, inside of persons."""
        inside = (self.reached >= least) & (labels[self.a] == labels[self.b])
        ends = (np.ones(int(inside.sum()), dtype=np.int8), (self.a[inside], self.b[inside]))
        graph = coo_array(ends, shape=(labels.size, labels.size))
        return int(labels.size - connected_components(graph, directed=False)[0])

    def _near(self, records: Ints, labels: Labels) -> set[int]:
        """Return the persons to whom there is a pair: weighed, or held apart by a reviewer."""
        others = [self.other[self.start[i] : self.start[i + 1]] for i in records.tolist()]
        return set(labels[np.concatenate(others)].tolist())
