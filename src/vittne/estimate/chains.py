"""Chains on threads: warmed up, run until they agree, and asked what they make of each other.

What every engine shares that samples; its own arithmetic is in its kernel. Chains adapt their step
and scales in windows. A round after which they do not agree becomes warm-up of the next, which has
twice the turns. Where chains live in different modes, nobody has weighed these against each other:
then the answer is the hull.
"""

from __future__ import annotations

import math
import os
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np

from vittne.estimate.convergence import ess_bulk, ess_tail, rhat
from vittne.estimate.latent_kernel import Chain
from vittne.estimate.modes import hull, peaks
from vittne.estimate.result import Check, Distribution, Floats, Ints, Mode

LARGEST_RHAT = 1.01
LEAST_EFFECTIVE = 400
"""Vehtari et al. 2021, section 4: below these a quantile is not to be trusted."""
STAYS = 0.95
"""A chain with this share of its draws in one mode is taken to live there."""

_WARM_UP = (50, 50, 75, 150, 250)
_SETTLE = 75
_LEG = 100
"""Turns between two looks at whether somebody wants to stop."""

Progress = Callable[[int, int], None]
"""Called with the turns that are done and those that are planned so far, over all chains."""


class Looked(Protocol):
    """What a round of draws looks like."""

    @property
    def settled(self) -> bool:
        """Nothing is gained by more turns."""

    @property
    def apart(self) -> bool:
        """Chains live in different modes."""


_Looked = TypeVar("_Looked", bound=Looked)


class _Stopped(Exception):
    """Somebody wants the chains to end."""


class Runner(ABC):
    """One chain with its own room and randomness: nothing is shared between threads.

    Parameters
    ----------
    at : array of float, shape (D,)
        Where the chain starts.
    classes : int
        K; the position has K - 1 sticks first.
    rows : int
        Where the rows of classes end that come then.
    width : int
        Numbers in a line of the trace.
    rng : numpy Generator
    """

    def __init__(
        self, at: Floats, classes: int, rows: int, width: int, rng: np.random.Generator
    ) -> None:
        self.rng, self.rows, self.width = rng, rows, width
        self.chain = Chain(
            at=at.copy(),
            scale=np.ones(at.size),
            names=np.arange(classes, dtype=np.int64),
            step=np.zeros(5),
            moments=np.zeros((2, at.size)),
            tally=np.zeros(4),
        )

    @abstractmethod
    def turn(self, tuning: bool, trace: Floats) -> None:
        """Take ``len(trace)`` turns and write them down."""

    def run(self, turns: int, tuning: bool, stop: threading.Event) -> Floats:
        """The trace of so many turns."""
        self.chain.moments[:] = 0
        self.chain.tally[:3] = 0
        trace = np.empty((turns, self.width))
        for first in range(0, turns, _LEG):
            if stop.is_set():
                raise _Stopped
            self.turn(tuning, trace[first : first + _LEG])
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
        self.chain.scale[:] = np.sqrt(variance)
        sticks, classes = self.chain.names.size - 1, self.chain.names.size
        by_class = variance[sticks : self.rows].reshape(-1, classes)
        self.chain.scale[sticks : self.rows] = np.sqrt(by_class[:, self.chain.names]).ravel()


class Crew:
    """All chains, on their threads."""

    def __init__(
        self, runners: Sequence[Runner], workers: int | None, progress: Progress | None
    ) -> None:
        self.runners = runners
        self.workers = min(workers or os.cpu_count() or 1, len(runners))
        self.progress = progress
        self.done = self.planned = 0
        self.stop = threading.Event()

    def until_agreed(self, look: Callable[[Floats], _Looked], draws: int, rounds: int) -> _Looked:
        """Warm up, then run rounds until what they give settles, or they are spent.

        Parameters
        ----------
        look : callable
            Gets the traces of a round, shape (chains, draws, width).
        """
        with self._at_work():
            self._warm_up()
            sample = look(self._sample(draws))
            for doubled in range(1, rounds):
                # A second round finds modes that the first missed; a third cannot weigh them.
                if sample.settled or (sample.apart and doubled > 1):
                    break
                self._tune()
                sample = look(self._sample(draws << doubled))
        return sample

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        """Threads until the end; they stop early where anything is raised here."""
        with ThreadPoolExecutor(self.workers) as self.threads:
            try:
                yield
            finally:
                self.stop.set()

    def _warm_up(self) -> None:
        """Windows that double: after each the scales are measured, and the step starts anew."""
        self.planned = (sum(_WARM_UP) + _SETTLE) * len(self.runners)
        for runner in self.runners:
            runner.anchor(0.1)
        for window, turns in enumerate((*_WARM_UP, _SETTLE)):
            for runner in self.runners if window > 1 else ():
                runner.measure()
                runner.anchor(math.exp(runner.chain.step[1]) if window > 2 else 0.1)
            self._all(turns, tuning=True)

    def _tune(self) -> None:
        """Measure the scales of the draws so far."""
        self.planned += _SETTLE * len(self.runners)
        for runner in self.runners:
            runner.measure()
            runner.anchor(math.exp(runner.chain.step[1]))
        self._all(_SETTLE, tuning=True)

    def _sample(self, draws: int) -> Floats:
        self.planned += draws * len(self.runners)
        return np.stack(self._all(draws, tuning=False))

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
    def failures(self) -> Check:
        """Share of trajectories of the last round that went nowhere."""
        share = float(self._tallies[:, 2].sum() / self._tallies[:, 0].sum())
        return Check(
            name="failed_trajectories",
            value=round(share, 4),
            ok=None,
            text="Share of trajectories that were given up; other moves go on where they fail.",
        )

    def detail(self) -> dict[str, object]:
        """How much was done."""
        tallies = self._tallies
        return {
            "turns": self.done,
            "gradients": int(tallies[:, 3].sum()),
            "acceptance": round(float(tallies[:, 1].sum() / tallies[:, 0].sum()), 3),
        }

    @property
    def _tallies(self) -> Floats:
        return np.array([runner.chain.tally for runner in self.runners])


@dataclass(frozen=True, eq=False)
class Sample:
    """Draws of one number of people in one round, and what chains make of each other.

    Attributes
    ----------
    people : array of float, shape (chains, draws)
        N.
    fit : array of float, shape (chains, draws), or None
        Log likelihood.
    tops : array of float
        Where the answers are, in log N.
    side : array of int, shape (chains, draws)
        To which answer each draw belongs.
    rhat, bulk, tail : float
        Of log N over all chains; where they live apart, of the answer that is worst.
    apart : bool
        Chains do not agree about N, and the draws have more than one answer.
    by_fit : bool
        log N has one peak, and the answers are those of chains in fits of different likelihood:
        the share of each is that of the starts, and no weight.
    """

    people: Floats
    fit: Floats | None
    tops: Floats
    side: Ints
    rhat: float
    bulk: float
    tail: float
    apart: bool
    by_fit: bool

    @classmethod
    def of(cls, people: Floats, fit: Floats | None = None) -> Sample:
        """Look at draws of N, and of the log likelihood where there is one."""
        logs = np.log(people)
        tops, side = _parted(logs)
        together = bool(rhat(logs) < LARGEST_RHAT)
        by_fit = not together and tops.size == 1 and fit is not None
        if by_fit and fit is not None:
            tops, side = _by_fit(logs, fit)
        apart = not together and tops.size > 1
        groups = _by_mode(logs, side) if apart else [logs]
        return cls(
            people=people,
            fit=fit,
            tops=tops,
            side=side,
            rhat=max((rhat(group) for group in groups), default=math.inf),
            bulk=min((ess_bulk(group) for group in groups), default=0.0),
            tail=min((ess_tail(group) for group in groups), default=0.0),
            apart=apart,
            by_fit=by_fit,
        )

    @property
    def settled(self) -> bool:
        """Nothing is gained by more turns: they do not weigh modes that are apart."""
        enough = min(self.bulk, self.tail) >= LEAST_EFFECTIVE
        return self.rhat < LARGEST_RHAT and (enough or self.apart)

    @property
    def _draws_by_mode(self) -> list[Floats]:
        return [self.people[self.side == m] for m in range(self.tops.size)]

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
        return [
            {
                "median": float(middle[i]),
                "low": float(low[i]),
                "high": float(high[i]),
            }
            | ({} if self.fit is None else {"log_likelihood": round(float(self.fit[i].mean()), 2)})
            for i in range(self.people.shape[0])
        ]

    def checks(self) -> tuple[Check, ...]:
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
            *(() if self.fit is None else _about_fit(self.fit)),
        )

    def _about_modes(self) -> str:
        at = [f"{mode.at:,.0f}" for mode in self.modes]
        if len(at) == 1:
            return f"The draws have one peak, near {at[0]}."
        listed = ", ".join(at[:-1]) + f" and {at[-1]}"
        if self.apart and self.by_fit:
            return (
                f"Chains sit in different fits, with N near {listed}, and seldom cross between "
                "them: no weights can be given. The interval is the hull of theirs."
            )
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


def _about_fit(fit: Floats) -> Iterator[Check]:
    """Whether chains agree on how well they fit; it informs, for N may be the same all the same."""
    agreement = rhat(fit)
    same = "agree" if agreement < LARGEST_RHAT else "do not agree"
    yield Check(
        name="rhat_fit",
        value=round(agreement, 4) if math.isfinite(agreement) else "infinite",
        ok=None,
        text=f"Rank-normalised split R-hat of the log likelihood over all chains: they {same} on "
        "how well they fit. Where chains sit in different fits, what is said of N holds as far as "
        "these agree about N.",
    )
    yield Check(
        name="ess_fit",
        value=round(ess_bulk(fit)),
        ok=None,
        text="Independent draws that those of the log likelihood over all chains are worth.",
    )


def _parted(values: Floats) -> tuple[Floats, Ints]:
    """Peaks of the draws, and to which each draw belongs."""
    width = 0.5 * float(np.median(values.std(axis=1)))
    tops, cuts = peaks(values.ravel(), width)
    return tops, np.searchsorted(cuts, values)


def _by_fit(logs: Floats, fit: Floats) -> tuple[Floats, Ints]:
    """Groups of chains that fit alike, by the median of log N there, ascending.

    Two chains next to each other in mean log likelihood fit alike if these differ by less than
    the draws of one chain do (standard deviation): densities of fits overlap too much to show a
    valley, and a mean of even thirty effective draws is known five times as well.
    """
    means = fit.mean(axis=1)
    order = np.argsort(means)
    parted = np.diff(means[order]) > fit.std(axis=1).mean()
    group = np.empty(means.size, dtype=np.int64)
    group[order] = np.concatenate([[0], np.cumsum(parted)])
    middles = np.array([np.median(logs[group == m]) for m in range(group.max() + 1)])
    ascending = np.argsort(middles)
    side = np.argsort(ascending)[group]
    return middles[ascending], np.repeat(side[:, None], logs.shape[1], axis=1)


def _by_mode(logs: Floats, side: Ints) -> list[Floats]:
    """For each mode in which chains live, those chains."""
    groups: Sequence[Floats] = [
        logs[(side == m).mean(axis=1) >= STAYS] for m in range(int(side.max()) + 1)
    ]
    return [group for group in groups if group.shape[0]]


def negative_binomial(observed: float, seen: Floats, rng: np.random.Generator) -> Floats:
    """Draw unseen people, as a gamma mixture of Poisson numbers; large means are their own draws.

    Beyond 10^15 a Poisson number differs from its mean by less than 1 in 10^7. Where next to
    everybody is seen, ``seen`` may be 1 and a rounding error more.
    """
    mean = rng.standard_gamma(observed, seen.shape) * np.maximum(1 - seen, 0.0) / seen
    small = rng.poisson(np.minimum(mean, 1e15)).astype(np.float64)
    return np.where(mean < 1e15, small, np.floor(mean))
