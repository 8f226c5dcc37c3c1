"""Draws of who is who: each is a whole partition of the records into persons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vittne.link.calibrate import REMOTE, Calibration, floor
from vittne.link.components import Component, components
from vittne.link.pairs import Pairs
from vittne.link.partition_kernel import (
    ABSENT,
    FORBIDDEN,
    SURE,
    Flags,
    Floats,
    Graph,
    Ints,
    Labels,
    draw_small,
    join_remote,
    walk,
)
from vittne.link.partitions import EXACT, all_partitions, blocks, first_labels
from vittne.link.unreached import Unreached

SWEEPS = 5
"""Sweeps between two draws of a large component."""
FIRST_SWEEPS = 100
AT_ONCE = 1 << 16
"""Pairs that are looked up at a time."""


@dataclass(frozen=True)
class Draws:
    """Partitions of the records.

    Attributes
    ----------
    labels : int32, shape (draws, records)
        For each record the first record of its person.
    sampled : int
        Components that are too large to enumerate, in which a chain walked.
    """

    labels: Labels
    sampled: int

    def persons(self) -> Ints:
        """Return the number of persons in each draw, shape (draws,)."""
        own = np.arange(self.labels.shape[1], dtype=np.int32)
        return np.asarray((self.labels == own).sum(axis=1))

    def together(self, a: Ints, b: Ints) -> Floats:
        """Return the share of draws in which two records are one person, for each pair."""
        joined = [
            (self.labels[:, a[at : at + AT_ONCE]] == self.labels[:, b[at : at + AT_ONCE]]).mean(0)
            for at in range(0, a.size, AT_ONCE)
        ]
        return np.concatenate([np.empty(0), *joined])


def draw_partitions(
    pairs: Pairs,
    design: Floats,
    calibration: Calibration,
    on: npt.NDArray[np.int32],
    *,
    verdicts: Mapping[int, bool],
    single: Sequence[int] = (),
    rng: np.random.Generator,
    progress: Callable[[int], None] = lambda done: None,
) -> Draws:
    """Draw one partition for each draw of the calibration.

    Parameters
    ----------
    pairs : Pairs
        Candidates, those with a verdict among them.
    design : float64, shape (pairs, circumstances)
        As `calibrate.design` returns it.
    on : int32, shape (records,)
        The list of each record.
    verdicts : mapping of int to bool
        By index into the pairs: these two are, or are not, one person, in every draw.
    single : sequence of int
        Lists on which nobody stands twice.
    progress : callable
        Called with the number of draws that are done.
    """
    kind = np.where(np.isin(on, list(single)), on.astype(np.int64) + 1, 0)
    forbidden = (kind[pairs.a] > 0) & (kind[pairs.a] == kind[pairs.b])
    near = pairs.weight > REMOTE
    near[list(verdicts)] = True
    found = [
        Component(part.records, np.flatnonzero(near)[part.pairs])
        for part in components(on.size, pairs.a[near], pairs.b[near])
    ]
    stacks = _stacks([part for part in found if part.records.size <= EXACT], pairs, kind)
    large = [part for part in found if part.records.size > EXACT]
    chain = _Chain.of(large, pairs, kind, verdicts) if large else None
    rest = _Remote.of(pairs, near, kind)
    unreached, own = Unreached.of(pairs, on), rng.spawn(1)[0]
    labels = np.tile(np.arange(on.size, dtype=np.int32), (len(calibration), 1))
    absent = floor(on.size)
    for draw in range(len(calibration)):
        odds = calibration.odds(draw, pairs.weight, design)
        odds[forbidden] = -SURE
        for pair, same in verdicts.items():
            odds[pair] = SURE if same else -SURE
        repeat = float(calibration.repeat[draw])
        for records, places in stacks:
            rows = all_partitions(records.shape[1])
            draw_small(odds, absent, records, places, rows, repeat, rng, labels[draw])
        if chain is not None:
            chain.step(odds, absent, repeat, rng, labels[draw])
        rest.join(odds, absent, repeat, rng, labels[draw])
        unreached.join(own, labels[draw])
        progress(draw + 1)
    return Draws(labels, len(large))


@dataclass(frozen=True)
class _Remote:
    """Pairs that are not near: many, each of them together in a few draws at most."""

    pairs: Ints
    a: Ints
    b: Ints
    start: Ints
    other: Ints
    number: Ints
    kind: Ints
    is_remote: Flags

    @classmethod
    def of(cls, pairs: Pairs, near: Flags, kind: Ints) -> _Remote:
        remote = np.flatnonzero(~near)
        ends = np.concatenate([pairs.a, pairs.b])
        order = np.argsort(ends, kind="stable")
        number = np.tile(np.arange(len(pairs)), 2)[order]
        return cls(
            pairs=remote,
            a=pairs.a[remote],
            b=pairs.b[remote],
            start=np.searchsorted(ends[order], np.arange(kind.size + 1)),
            other=np.concatenate([pairs.b, pairs.a])[order],
            number=number,
            kind=kind,
            is_remote=~near[number],
        )

    def join(
        self,
        odds: Floats,
        absent: float,
        repeat: float,
        rng: np.random.Generator,
        labels: Labels,
    ) -> None:
        """Join the persons whom remote pairs make one in this draw."""
        came_up = np.flatnonzero(rng.random(self.pairs.size) < _chance(odds[self.pairs]))
        if came_up.size:
            came_up = rng.permutation(came_up)
            graph = Graph(self.start, self.other, odds[self.number], self.kind, absent)
            pairs = self.a[came_up], self.b[came_up]
            join_remote(graph, self.is_remote, *pairs, repeat, rng, labels)


def _chance(odds: Floats) -> Floats:
    value: Floats = 1 / (1 + np.exp(-np.maximum(odds, -700)))
    return value


def _stacks(small: Sequence[Component], pairs: Pairs, kind: Ints) -> list[tuple[Ints, Ints]]:
    """Return the components of each size together: their records, and which pair stands where."""
    stacks = []
    for size in range(2, EXACT + 1):
        of_size = [part for part in small if part.records.size == size]
        if of_size:
            records = np.array([part.records for part in of_size])
            stacks.append((records, np.array([_square(part, pairs, kind) for part in of_size])))
    return stacks


def _square(part: Component, pairs: Pairs, kind: Ints) -> Ints:
    """Return which pair stands at each place of the square of a component's records."""
    own = kind[part.records]
    places = np.where((own[:, None] == own) & (own > 0), FORBIDDEN, ABSENT)
    i = np.searchsorted(part.records, pairs.a[part.pairs])
    j = np.searchsorted(part.records, pairs.b[part.pairs])
    places[i, j] = places[j, i] = part.pairs
    return places


@dataclass
class _Chain:
    """All components that are too large to enumerate, walked through together."""

    records: Ints
    start: Ints
    other: Ints
    pairs: Ints
    kind: Ints
    blocks: tuple[Ints, Ints]
    labels: Ints
    begun: bool = False

    @classmethod
    def of(
        cls, large: Sequence[Component], pairs: Pairs, kind: Ints, verdicts: Mapping[int, bool]
    ) -> _Chain:
        records = np.sort(np.concatenate([part.records for part in large]))
        inside = np.sort(np.concatenate([part.pairs for part in large]))
        a = np.searchsorted(records, pairs.a[inside])
        b = np.searchsorted(records, pairs.b[inside])
        ends = np.concatenate([a, b])
        order = np.argsort(ends, kind="stable")
        weight = pairs.weight[inside].copy()
        for pair, same in verdicts.items():
            weight[inside == pair] = SURE if same else -SURE
        return cls(
            records=records,
            start=np.searchsorted(ends[order], np.arange(records.size + 1)),
            other=np.concatenate([b, a])[order],
            pairs=np.tile(inside, 2)[order],
            kind=kind[records],
            blocks=blocks(records.size, a, b, weight),
            labels=np.arange(records.size),
        )

    def step(
        self,
        odds: Floats,
        absent: float,
        repeat: float,
        rng: np.random.Generator,
        labels: Labels,
    ) -> None:
        """Walk on, and write down where the records are."""
        graph = Graph(self.start, self.other, odds[self.pairs], self.kind, absent)
        sweeps = SWEEPS if self.begun else FIRST_SWEEPS
        walk(graph, *self.blocks, self.labels, repeat, sweeps, rng)
        self.begun = True
        labels[self.records] = self.records[first_labels(self.labels)]
