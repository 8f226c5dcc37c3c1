"""Latent classes: people of one class are alike, and how many classes there are is not told.

Manrique-Vallier (2016). Bayesian population size estimation using Dirichlet process mixtures.
Biometrics 72:1246-1254.

Within a class lists catch people independently of each other; the classes make them depend. The
stick-breaking process is cut at K classes, of which the data use as many as they need. What is
assumed, and no table can show: that the classes which explain the seen explain the unseen, too.

N and everybody's class are summed out of the density (:mod:`vittne.estimate.latent_kernel`). Chains
of Hamiltonian trajectories, label swaps and conjugate redraws start at different modes. They run
until they agree about log N, or until their turns are spent. N is drawn for each kept turn from

    N | theta = n + NegativeBinomial(n, 1 - p_0),

which is exact for p(N) proportional to 1/N, and has no upper end.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from vittne.estimate import latent_kernel as kernel
from vittne.estimate.chains import Crew, Progress, Runner, Sample, negative_binomial
from vittne.estimate.result import Estimate, Floats, Reason
from vittne.estimate.table import CaptureTable

METHOD = "latent"
FEWEST_LISTS = 3

_STARTS = 100
_WORST_START = 20.0
"""A start whose log density is this much below the best is no place to explore from."""


def latent(
    table: CaptureTable,
    *,
    rng: np.random.Generator | int | None,
    classes: int = 10,
    chains: int = 8,
    draws: int = 1000,
    rounds: int = 3,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Estimate:
    """Estimate N with a Dirichlet process mixture of independent lists.

    Parameters
    ----------
    table : CaptureTable
        Three lists or more; with fewer the engine refuses.
    rng : numpy Generator or seed
        The same seed gives the same answer, whatever ``workers`` is.
    classes : int, at least 1
        K, where the process is cut.
    chains : int, at least 2
        Each starts at another mode as long as there are others.
    draws : int, at least 100
        Turns of each chain in the first round.
    rounds : int, at least 1
        While chains do not agree everything so far becomes warm-up, and the next round has
        twice the turns. After this many, what they say is reported with the failed check.
    workers : int or None
        Threads; None: one a core.
    progress : callable, optional
        Called from this thread with (turns done, turns planned). What it raises stops the chains.

    Returns
    -------
    Estimate
        Draws of N. Where chains live apart the ``modes`` have no weight, and the interval is the
        hull of theirs.
    """
    if refusals := tuple(_refusals(table)):
        return Estimate(
            method=METHOD, observed=table.observed, distribution=None, refusals=refusals
        )
    generator = np.random.default_rng(rng)
    cells = cells_of(table)
    starts = starts_of(cells, classes, chains, generator)
    *own, last = generator.spawn(chains + 1)
    runners = [_Runner(cells, classes, s.at, mine) for s, mine in zip(starts, own, strict=True)]
    crew = Crew(runners, workers, progress)

    def look(traces: Floats) -> Sample:
        unseen = negative_binomial(cells.observed, traces[:, :, 0], last)
        return Sample.of(cells.observed + unseen, traces[:, :, 1])

    sample = crew.until_agreed(look, draws, rounds)
    settings = {
        "prior_n": "1/N",
        "prior_alpha": {"shape": kernel.SHAPE, "rate": kernel.RATE},
        "prior_lambda": {"a": 1, "b": 1},
        "classes": classes,
        "chains": chains,
        "draws": draws,
        "rounds": rounds,
        "seed": rng if isinstance(rng, int) else None,
    }
    return Estimate(
        method=METHOD,
        observed=table.observed,
        distribution=sample.distribution,
        checks=(*sample.checks(), crew.failures),
        modes=sample.modes,
        settings=settings,
        detail={
            "starts": [
                {"n": round(start.people), "log_density": round(start.value, 2)} for start in starts
            ],
            **crew.detail(),
            "chains": sample.by_chain(),
        },
    )


def _refusals(table: CaptureTable) -> Iterator[Reason]:
    if len(table.lists) < FEWEST_LISTS:
        text = (
            f"Latent classes need at least three lists; this table has {len(table.lists)}. With "
            "two lists any dependence between them fits equally well."
        )
        yield Reason(rule="latent_lists", text=text)
    if not table.observed:
        yield Reason(rule="nobody", text="Nobody is on these lists.")


def cells_of(table: CaptureTable) -> kernel.Cells:
    """The table as the tree that the arithmetic walks."""
    nobody = (False,) * len(table.lists)
    rows = sorted([(nobody, 0), *zip(table.patterns, table.counts, strict=True)])
    node: dict[tuple[bool, ...], int] = {(): 0}
    parent, factor = [0], [0]
    for j in range(len(table.lists)):
        for pattern, _ in rows:
            if pattern[: j + 1] not in node:
                node[pattern[: j + 1]] = len(node)
                parent.append(node[pattern[:j]])
                factor.append(2 * j + pattern[j])
    return kernel.Cells(
        parent=np.array(parent, dtype=np.int64),
        factor=np.array(factor, dtype=np.int64),
        unseen=np.array([node[nobody[:j]] for j in range(len(nobody))], dtype=np.int64),
        on=np.array([pattern for pattern, _ in rows], dtype=np.bool_),
        counts=np.array([count for _, count in rows], dtype=np.float64),
        observed=float(table.observed),
    )


def room_for(cells: kernel.Cells, classes: int) -> kernel.Room:
    """Room for one table."""
    return room_of(cells.parent.size, cells.unseen.size, classes)


def room_of(nodes: int, lists: int, classes: int) -> kernel.Room:
    """Room for a tree and lists of this size."""
    return kernel.Room(
        hazards=np.zeros(classes - 1),
        gains=np.zeros(classes - 1),
        shares=np.zeros(classes),
        factors=np.zeros((2 * lists, classes)),
        products=np.zeros((nodes, classes)),
        expected=np.zeros((nodes, classes)),
        caught=np.zeros((lists, classes)),
        sizes=np.zeros(classes),
        powers=np.zeros(classes - 1 + lists * classes),
    )


@dataclass(frozen=True, eq=False)
class Start:
    """A mode: its position, log density, and N with everything else held at it."""

    at: Floats
    value: float
    people: float


def starts_of(
    cells: kernel.Cells, classes: int, wanted: int, rng: np.random.Generator
) -> list[Start]:
    """Different modes, spread evenly over log N; repeated in turn where there are too few."""
    room = room_for(cells, classes)
    found = [_climbed(cells, room, rng) for _ in range(_STARTS)]
    best = max(start.value for start in found)
    different = {
        (round(start.value, 1), round(math.log(start.people), 2)): start
        for start in found
        if start.value > best - _WORST_START
    }
    ordered = sorted(different.values(), key=lambda start: (start.people, start.value))
    if len(ordered) <= wanted:
        return [ordered[i % len(ordered)] for i in range(wanted)]
    places = np.linspace(0, len(ordered) - 1, wanted).round().astype(int)
    return [ordered[i] for i in places]


def _climbed(cells: kernel.Cells, room: kernel.Room, rng: np.random.Generator) -> Start:
    classes, lists = room.sizes.size, cells.unseen.size
    room.shares[:] = np.sort(rng.dirichlet(np.ones(classes)) + 1e-6)[::-1]
    room.shares[:] /= room.shares.sum()
    room.factors[1::2] = rng.uniform(0.01, 0.99, (lists, classes))
    room.factors[::2] = 1 - room.factors[1::2]
    value = kernel.climb(cells, room, 500, 1e-3)
    at = np.empty(classes - 1 + lists * classes)
    kernel.position(room, at)
    people = cells.observed / kernel.forward(cells, room)
    return Start(at, value, people)


class _Runner(Runner):
    """A chain of this model."""

    def __init__(
        self, cells: kernel.Cells, classes: int, at: Floats, rng: np.random.Generator
    ) -> None:
        super().__init__(at, classes, rows=at.size, width=2, rng=rng)
        self.cells, self.room = cells, room_for(cells, classes)

    def turn(self, tuning: bool, trace: Floats) -> None:
        """Take ``len(trace)`` turns and write them down."""
        kernel.run(self.chain, self.cells, self.room, self.rng, tuning, trace)
