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
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from vittne.estimate import latent_kernel as kernel
from vittne.estimate.convergence import ess_bulk, ess_tail, rhat
from vittne.estimate.modes import hull, peaks
from vittne.estimate.result import Check, Distribution, Estimate, Floats, Mode, Reason
from vittne.estimate.table import CaptureTable

METHOD = "latent"
FEWEST_LISTS = 3
LARGEST_RHAT = 1.01
LEAST_EFFECTIVE = 400
"""Vehtari et al. 2021, section 4: below these a quantile is not to be trusted."""
STAYS = 0.95
"""A chain with this share of its draws in one mode is taken to live there."""

_STARTS = 100
_WORST_START = 20.0
"""A start whose log density is this much below the best is no place to explore from."""
_WARM_UP = (50, 50, 75, 150, 250)
_SETTLE = 75
_LEG = 100
"""Turns between two looks at whether somebody wants to stop."""

Progress = Callable[[int, int], None]
"""Called with the turns that are done and those that are planned so far, over all chains."""


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
    if len(table.lists) < FEWEST_LISTS:
        return _refused(table)
    generator = np.random.default_rng(rng)
    crew = _Crew(_cells(table), classes, chains, generator, workers, progress)
    with crew.at_work():
        crew.warm_up()
        sample = crew.sample(draws)
        for doubled in range(1, rounds):
            # A second round finds modes that the first missed; a third cannot weigh them either.
            if sample.settled or (sample.apart and doubled > 1):
                break
            sample = crew.sample(draws << doubled, tune=True)
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
        checks=sample.checks(crew.failures),
        modes=sample.modes,
        settings=settings,
        detail=crew.detail(sample),
    )


def _refused(table: CaptureTable) -> Estimate:
    text = (
        f"Latent classes need at least three lists; this table has {len(table.lists)}. With two "
        "lists any dependence between them fits equally well."
    )
    reason = Reason(rule="latent_lists", text=text)
    return Estimate(method=METHOD, observed=table.observed, distribution=None, refusals=(reason,))


def _cells(table: CaptureTable) -> kernel.Cells:
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


def _room(cells: kernel.Cells, classes: int) -> kernel.Room:
    nodes, lists = cells.parent.size, cells.unseen.size
    return kernel.Room(
        hazards=np.zeros(classes - 1),
        gains=np.zeros(classes - 1),
        shares=np.zeros(classes),
        factors=np.zeros((2 * lists, classes)),
        products=np.zeros((nodes, classes)),
        expected=np.zeros((nodes, classes)),
        caught=np.zeros((lists, classes)),
        sizes=np.zeros(classes),
    )


@dataclass(frozen=True, eq=False)
class _Start:
    """A mode: its position, log density, and N with everything else held at it."""

    at: Floats
    value: float
    people: float


def _starts(
    cells: kernel.Cells, classes: int, wanted: int, rng: np.random.Generator
) -> list[_Start]:
    """Different modes, spread evenly over log N; repeated in turn where there are too few."""
    room = _room(cells, classes)
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


def _climbed(cells: kernel.Cells, room: kernel.Room, rng: np.random.Generator) -> _Start:
    classes, lists = room.sizes.size, cells.unseen.size
    room.shares[:] = np.sort(rng.dirichlet(np.ones(classes)) + 1e-6)[::-1]
    room.shares[:] /= room.shares.sum()
    room.factors[1::2] = rng.uniform(0.01, 0.99, (lists, classes))
    room.factors[::2] = 1 - room.factors[1::2]
    value = kernel.climb(cells, room, 500, 1e-3)
    at = np.empty(classes - 1 + lists * classes)
    kernel.position(room, at)
    people = cells.observed / kernel.forward(cells, room)
    return _Start(at, value, people)


class _Stopped(Exception):
    """Somebody wants the chains to end."""


class _Runner:
    """One chain with its own room and randomness: nothing is shared between threads."""

    def __init__(
        self, cells: kernel.Cells, classes: int, start: _Start, rng: np.random.Generator
    ) -> None:
        size = start.at.size
        self.cells, self.rng = cells, rng
        self.room = _room(cells, classes)
        self.chain = kernel.Chain(
            at=start.at.copy(),
            scale=np.ones(size),
            names=np.arange(classes, dtype=np.int64),
            step=np.zeros(5),
            moments=np.zeros((2, size)),
            tally=np.zeros(4),
        )

    def run(self, turns: int, tuning: bool, stop: threading.Event) -> Floats:
        """The trace of so many turns."""
        self.chain.moments[:] = 0
        self.chain.tally[:3] = 0
        trace = np.empty((turns, 2))
        for first in range(0, turns, _LEG):
            if stop.is_set():
                raise _Stopped
            leg = trace[first : first + _LEG]
            kernel.run(self.chain, self.cells, self.room, self.rng, tuning, leg)
        return trace

    def anchor(self, step: float) -> None:
        """Begin to adapt the step anew from ``step``."""
        self.chain.step[:] = (math.log(step), math.log(step), 0, 0, math.log(10 * step))

    def measure(self) -> None:
        """Take the scales from the moments of the last run, drawn a little towards small ones.

        Stan's regularisation (Stan reference manual, section on adaptation).
        """
        turns = self.chain.tally[0]
        variance = self.chain.moments[1] / (turns - 1)
        variance = (turns * variance + 5e-3) / (turns + 5)
        classes = self.chain.names.size
        lists = self.cells.unseen.size
        by_class = variance[classes - 1 :].reshape(lists, classes)
        self.chain.scale[: classes - 1] = np.sqrt(variance[: classes - 1])
        self.chain.scale[classes - 1 :] = np.sqrt(by_class[:, self.chain.names]).ravel()


class _Crew:
    """All chains, on their threads."""

    def __init__(
        self,
        cells: kernel.Cells,
        classes: int,
        chains: int,
        rng: np.random.Generator,
        workers: int | None,
        progress: Progress | None,
    ) -> None:
        self.starts = _starts(cells, classes, chains, rng)
        *own, self.rng = rng.spawn(chains + 1)
        self.runners = [
            _Runner(cells, classes, start, mine)
            for start, mine in zip(self.starts, own, strict=True)
        ]
        self.observed = cells.observed
        self.workers = min(workers or os.cpu_count() or 1, chains)
        self.progress = progress
        self.done = self.planned = 0
        self.stop = threading.Event()

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Threads until the end; they stop early where anything is raised here."""
        with ThreadPoolExecutor(self.workers) as self.threads:
            try:
                yield
            finally:
                self.stop.set()

    def warm_up(self) -> None:
        """Windows that double: after each the scales are measured, and the step starts anew."""
        self.planned = (sum(_WARM_UP) + _SETTLE) * len(self.runners)
        for runner in self.runners:
            runner.anchor(0.1)
        for window, turns in enumerate((*_WARM_UP, _SETTLE)):
            for runner in self.runners if window > 1 else ():
                runner.measure()
                runner.anchor(math.exp(runner.chain.step[1]) if window > 2 else 0.1)
            self._all(turns, tuning=True)

    def sample(self, draws: int, *, tune: bool = False) -> _Sample:
        """A round; with ``tune`` the draws before it serve to measure the scales."""
        self.planned += (draws + _SETTLE * tune) * len(self.runners)
        if tune:
            for runner in self.runners:
                runner.measure()
                runner.anchor(math.exp(runner.chain.step[1]))
            self._all(_SETTLE, tuning=True)
        traces = np.stack(self._all(draws, tuning=False))
        return _Sample.of(traces, self.observed, self.rng)

    def _all(self, turns: int, tuning: bool) -> list[Floats]:
        futures = [
            self.threads.submit(runner.run, turns, tuning, self.stop) for runner in self.runners
        ]
        for future in as_completed(futures):
            future.result()
            self.done += turns
            if self.progress:
                self.progress(self.done, self.planned)
        return [future.result() for future in futures]

    @property
    def failures(self) -> float:
        """Share of trajectories of the last round that went nowhere."""
        tallies = np.array([runner.chain.tally for runner in self.runners])
        return float(tallies[:, 2].sum() / tallies[:, 0].sum())

    def detail(self, sample: _Sample) -> dict[str, object]:
        """What only this engine has."""
        tallies = np.array([runner.chain.tally for runner in self.runners])
        return {
            "starts": [
                {"n": round(start.people), "log_density": round(start.value, 2)}
                for start in self.starts
            ],
            "turns": self.done,
            "gradients": int(tallies[:, 3].sum()),
            "acceptance": round(float(tallies[:, 1].sum() / tallies[:, 0].sum()), 3),
            "chains": sample.by_chain(),
        }


@dataclass(frozen=True, eq=False)
class _Sample:
    """Draws of one round, and what chains make of each other.

    Attributes
    ----------
    people, fit : array of float, shape (chains, draws)
        N, and the log likelihood.
    tops, cuts : array of float
        Peaks and valleys of log N.
    rhat, bulk, tail : float
        Of log N over all chains; where they live apart, of the mode that is worst.
    apart : bool
        Chains do not agree, and the draws have more than one peak.
    """

    people: Floats
    fit: Floats
    tops: Floats
    cuts: Floats
    rhat: float
    bulk: float
    tail: float
    apart: bool

    @classmethod
    def of(cls, traces: Floats, observed: float, rng: np.random.Generator) -> _Sample:
        """Draw N, and look."""
        seen = traces[:, :, 0]
        people = observed + _negative_binomial(observed, seen, rng)
        logs = np.log(people)
        width = 0.5 * float(np.median(logs.std(axis=1)))
        tops, cuts = peaks(logs.ravel(), width)
        groups = [logs]
        apart = bool(rhat(logs) >= LARGEST_RHAT) and cuts.size > 0
        if apart:
            groups = _by_mode(logs, cuts)
        return cls(
            people=people,
            fit=traces[:, :, 1],
            tops=tops,
            cuts=cuts,
            rhat=max((rhat(group) for group in groups), default=math.inf),
            bulk=min((ess_bulk(group) for group in groups), default=0.0),
            tail=min((ess_tail(group) for group in groups), default=0.0),
            apart=apart,
        )

    @property
    def settled(self) -> bool:
        """Nothing is gained by more turns: they do not weigh modes that are apart."""
        enough = min(self.bulk, self.tail) >= LEAST_EFFECTIVE
        return self.rhat < LARGEST_RHAT and (enough or self.apart)

    @property
    def _draws_by_mode(self) -> list[Floats]:
        side = np.searchsorted(self.cuts, np.log(self.people))
        return [self.people[side == m] for m in range(self.tops.size)]

    @property
    def distribution(self) -> Distribution:
        """All draws; the hull of the modes where they cannot be weighed."""
        if self.apart:
            return hull(self._draws_by_mode)
        return Distribution.of_draws(self.people.ravel())

    @property
    def modes(self) -> tuple[Mode, ...]:
        """Each peak of log N with the 95 % interval of the draws around it."""
        return tuple(
            Mode(
                at=float(np.exp(top)),
                low=float(np.quantile(draws, 0.025)),
                high=float(np.quantile(draws, 0.975)),
                weight=None if self.apart else draws.size / self.people.size,
            )
            for top, draws in zip(self.tops, self._draws_by_mode, strict=True)
        )

    def by_chain(self) -> list[dict[str, float]]:
        """What each chain says by itself."""
        low, middle, high = np.quantile(self.people, (0.025, 0.5, 0.975), axis=1)
        fit = self.fit.mean(axis=1)
        return [
            {
                "median": float(middle[i]),
                "low": float(low[i]),
                "high": float(high[i]),
                "log_likelihood": round(float(fit[i]), 2),
            }
            for i in range(self.people.shape[0])
        ]

    def checks(self, failures: float) -> tuple[Check, ...]:
        """Whether the draws may be believed."""
        where = "in the worst of the modes" if self.apart else "over all chains"
        return (
            Check(
                name="rhat",
                value=round(self.rhat, 4) if math.isfinite(self.rhat) else "infinite",
                ok=self.rhat < LARGEST_RHAT,
                text=f"Rank-normalised split R-hat of log N {where}; below {LARGEST_RHAT} the "
                "chains agree.",
            ),
            _effective("ess_bulk", self.bulk, f"the middle of log N {where}"),
            _effective("ess_tail", self.tail, f"the ends of log N {where}"),
            Check(
                name="modes",
                value=int(self.tops.size),
                ok=not self.apart,
                text=self._about_modes(),
            ),
            Check(
                name="failed_trajectories",
                value=round(failures, 4),
                ok=None,
                text="Share of trajectories that were given up; redraws go on where they fail.",
            ),
        )

    def _about_modes(self) -> str:
        at = [f"{mode.at:,.0f}" for mode in self.modes]
        if len(at) == 1:
            return f"The draws have one peak, near {at[0]}."
        listed = ", ".join(at[:-1]) + f" and {at[-1]}"
        if self.apart:
            return (
                f"Answers near {listed} fit about equally well, and chains seldom cross between "
                "them: no weights can be given. The interval is the hull of theirs."
            )
        return f"The draws have peaks near {listed}; chains cross between them."


def _effective(name: str, value: float, what: str) -> Check:
    return Check(
        name=name,
        value=round(value),
        ok=value >= LEAST_EFFECTIVE,
        text=f"Independent draws that those of {what} are worth; {LEAST_EFFECTIVE} are needed.",
    )


def _by_mode(logs: Floats, cuts: Floats) -> list[Floats]:
    """For each mode in which chains live, those chains."""
    side = np.searchsorted(cuts, logs)
    groups: Sequence[Floats] = [
        logs[(side == m).mean(axis=1) >= STAYS] for m in range(cuts.size + 1)
    ]
    return [group for group in groups if group.shape[0]]


def _negative_binomial(observed: float, seen: Floats, rng: np.random.Generator) -> Floats:
    """Unseen people, as a gamma mixture of Poisson numbers; large means are their own draws.

    Beyond 10^15 a Poisson number differs from its mean by less than 1 in 10^7.
    """
    mean = rng.standard_gamma(observed, seen.shape) * (1 - seen) / seen
    small = rng.poisson(np.minimum(mean, 1e15)).astype(np.float64)
    return np.where(mean < 1e15, small, np.floor(mean))
