"""Exact Bayesian averaging over decomposable graphs.

The method of Madigan & York (Biometrika 84, 1997, section 3): each decomposable graph of the
lists is a model of which lists depend on each other; given a graph, the cells have a
hyper-Dirichlet prior (Dawid & Lauritzen, Annals of Statistics 21, 1993, section 7.2), under
which the marginal likelihood of a table with N people is known in closed form (Madigan & York,
equation 4; Dawid & Lauritzen, equation 45); N is summed over, and so are the graphs.

The prior of the cells is Dirichlet with 2^-J for each of the 2^J cells; p(N) is proportional
to 1/N; all decomposable graphs are equally likely beforehand.

The complete graph, which every table leaves possible, has a tail so long that no mean of N
exists without an end to the sum: median and quantiles do, and lead.

What it assumes: who is on no list is as the graph says, that is, the lists' dependence in the
unseen cell is the one that the seen cells show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.special import gammaln

from vittne.estimate.decomposable import (
    MOST_VERTICES,
    DecomposableGraphs,
    decomposable_graphs,
)
from vittne.estimate.quadrature import Summed, panel_edges, sum_up
from vittne.estimate.result import Check, Distribution, Estimate, Mode, Reason
from vittne.estimate.table import CaptureTable

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

FEWEST = 3
"""Of two lists the overlap alone cannot tell whether they depend on each other."""
TAIL = 1e-7
"""The sum goes on until at most this share of the mass lies beyond."""
POINTS = 1 << 16
"""About how many points a distribution has, if there are more whole numbers than that."""
NAMED = 5
"""How many of the most probable graphs are named in the result."""
DEEP = 0.7
"""Peaks are two if the valley between them is below this share of the lower one."""
LEAST = 0.01
"""Parts of the posterior with less mass are no mode of their own."""

_BLOCK = 1 << 17
"""How many numbers are held at once for each thread: about what its cache holds."""
_FEW_BLOCKS = 8
"""So few blocks are not worth a second thread."""
_NOTHING = 1e-14
"""Nodes with less mass are left out of sums over nodes."""
_LAST = 1 << 60
"""Whole numbers end here: beyond, a tail is reported and no longer summed."""
_STIRLING = 100.0
"""From here on Stirling's series has all digits."""
_NAMED_POINTS = 1 << 11


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """What is believed before the table is seen.

    Attributes
    ----------
    per_cell : float or None
        Dirichlet parameter of each of the 2^J cells; None: 2^-J, so that they sum to 1.
    power : float
        p(N) is proportional to N^-power.
    """

    per_cell: float | None = None
    power: float = 1.0

    def total(self, lists: int) -> float:
        """Sum of the Dirichlet parameters."""
        return 1.0 if self.per_cell is None else float(self.per_cell * (1 << lists))

    def slowest_tail(self, lists: int) -> float:
        """How fast the mass beyond N falls at least: as N to the power of minus this.

        The complete graph, which lets the unseen cell be anything, is the slowest.
        """
        return self.power - 1 + self.total(lists) * (1 - 0.5**lists)


DEFAULT = Prior()


class GraphPosterior:
    """The joint posterior of graph and N for one table.

    Parameters
    ----------
    table : CaptureTable
        With 1 to 7 lists and at least one person.
    prior : Prior
    most_missing : int, optional
        Sum over N0 = 0, ..., most_missing only. Without it there is no end, as it should
        be: an end that somebody types in is a prior, and often the one that decides.

    Attributes
    ----------
    graphs : DecomposableGraphs
    summed : Summed
        The posterior of N0, not normalised, where it was evaluated.
    tail_mass : float
        At most about this share of the mass lies beyond the last node.

    Raises
    ------
    ValueError
        If the prior of N falls so slowly that the sum without end does not exist.
    """

    def __init__(
        self, table: CaptureTable, *, prior: Prior = DEFAULT, most_missing: int | None = None
    ) -> None:
        if most_missing is None and prior.slowest_tail(len(table.lists)) <= 0:
            raise ValueError("under this prior of N the posterior has no finite mass")
        self.table, self.prior = table, prior
        self.graphs, self._product = _structure(len(table.lists))
        self._known = _Known.of(table, prior)
        self._edges: list[Ints] = []
        if most_missing is None:
            self.summed, self.tail_mass = self._sum_all()
        else:
            end = most_missing + 1
            self.summed = self._sum(panel_edges(0, end, table.observed))
            self.tail_mass = 0.0

    def log_density(self, missing: Floats) -> Floats:
        """Logarithm of p(N0, table) but for a constant, for each of some N0, shape (k,)."""
        factors, common = self._known.factors(missing), self._known.common(missing)

        def over_graphs(rows: slice) -> Floats:
            logs = self._product[rows] @ factors
            top = logs.max(axis=0)
            logs -= top
            return np.asarray(top + np.log(np.exp(logs, out=logs).sum(axis=0)))

        found = self._over_blocks(over_graphs, missing.size)
        return np.asarray(common + np.logaddexp.reduce(found, axis=0))

    @cached_property
    def probabilities(self) -> Floats:
        """Posterior probability of each graph, shape (graphs,)."""
        masses = self.summed.weights * np.exp(self.summed.all_logs - self.summed.log_total)
        matter = masses > _NOTHING
        nodes = self.summed.nodes[matter]
        factors = self._known.factors(nodes)
        rest = self._known.common(nodes) + np.log(self.summed.weights[matter])
        rest -= self.summed.log_total

        def over_numbers(rows: slice) -> Floats:
            logs = self._product[rows] @ factors
            logs += rest
            return np.asarray(np.exp(logs, out=logs).sum(axis=1))

        return np.concatenate(self._over_blocks(over_numbers, nodes.size))

    def distribution(self, most: int | None = POINTS) -> Distribution:
        """Return the posterior of N; see :meth:`vittne.estimate.quadrature.Summed.points`."""
        return self._spread(self.summed, most)

    def given(self, graph: int, most: int | None = POINTS) -> Distribution:
        """Return the posterior of N under one graph, a row of :attr:`graphs`."""
        steps = self.graphs.steps[graph]

        def log_density(missing: Floats) -> Floats:
            return self._known.one(steps, missing) + self._known.common(missing)

        parts = [sum_up(log_density, self._known.common, edges) for edges in self._edges]
        return self._spread(reduce(Summed.followed_by, parts), most)

    def modes(self, whole: Distribution) -> tuple[Mode, ...]:
        """Cut the posterior of N into the answers between which the data do not decide."""
        order = np.argsort(self.summed.nodes)
        missing, logs = self.summed.nodes[order], self.summed.all_logs[order]
        masses = self.summed.weights[order] * np.exp(logs - self.summed.log_total)
        lowest = valleys(logs, masses)
        cuts = np.array([_turn(missing, logs, i) for i in lowest]) + self.table.observed
        parts = _runs(np.searchsorted(cuts, whole.values))
        found = []
        for (begin, end), part in zip(pairwise([0, *lowest, logs.size]), parts, strict=True):
            at = _turn(missing, logs, begin + int(np.argmax(logs[begin:end])))
            found.append(_mode(at + self.table.observed, whole, part))
        return tuple(found)

    def _spread(self, summed: Summed, most: int | None) -> Distribution:
        missing, masses = summed.points(most)
        return Distribution(missing + self.table.observed, masses / masses.sum())

    def _sum(self, edges: Ints) -> Summed:
        self._edges.append(edges)
        return sum_up(self.log_density, self._known.common, edges)

    def _sum_all(self) -> tuple[Summed, float]:
        """Sum to beyond where modes can be, and on until the tail is light.

        One person on two lists of a and b people speaks of about a b people, which is less
        than n^2: what could make a mode is behind us there.
        """
        observed = self.table.observed
        end = min(64 * observed + 4 * observed**2, _LAST)
        summed = self._sum(panel_edges(0, end, observed))
        falls = self.prior.slowest_tail(len(self.table.lists))
        while (tail := self._beyond(end, falls, summed)) > TAIL and end < _LAST:
            steps = int(np.ceil(np.log2(2 * tail / TAIL) / falls / 2))
            while steps > 1 and end * 4**steps > _LAST:
                steps -= 1
            edges = end * 4 ** np.arange(steps + 1)
            summed = summed.followed_by(self._sum(edges))
            end = int(edges[-1])
        return summed, tail

    def _beyond(self, end: int, falls: float, summed: Summed) -> float:
        """Sum a power law from here on: no graph falls more slowly."""
        log_here = self.log_density(np.array([float(end)]))[0]
        return float(end / falls * np.exp(log_here - summed.log_total))

    def _over_blocks(self, task: Callable[[slice], Floats], columns: int) -> list[Floats]:
        """Work on all graphs, block by block, on every core where that pays."""
        rows = max(1, _BLOCK // columns)
        blocks = [slice(i, i + rows) for i in range(0, self.graphs.edges.size, rows)]
        if len(blocks) < _FEW_BLOCKS:
            return [task(block) for block in blocks]
        with ThreadPoolExecutor() as pool:
            return list(pool.map(task, blocks))


@dataclass(frozen=True, eq=False)
class _Known:
    """What the likelihood needs of a table: of each set of lists, the cells that are known.

    A set of lists c has 2^|c| cells with the prior parameter alpha(c). Only the cell of those
    who are on none of c depends on N0: it holds N0 + unseen(c).

    Attributes
    ----------
    constant : array of float, shape (2**J,)
        Sum of log Gamma(count + alpha) - log Gamma(alpha) over the other cells, less
        log Gamma(alpha) of this one.
    grows : array of float, shape (2**J,)
        unseen(c) + alpha(c) - 1.
    """

    lists: int
    observed: int
    power: float
    constant: Floats
    grows: Floats

    @classmethod
    def of(cls, table: CaptureTable, prior: Prior) -> _Known:
        """Marginal counts of every set of lists."""
        lists = len(table.lists)
        sets = np.arange(1 << lists)
        cell = (sets[:, None] << lists) | (sets[:, None] & sets)
        counts = np.bincount(cell.ravel(), np.tile(table.cells, sets.size), cell.size)
        counts = counts.reshape(cell.shape)
        alpha = prior.total(lists) / 2.0 ** np.bitwise_count(sets)
        terms = gammaln(counts[:, 1:] + alpha[:, None])
        constant = terms.sum(axis=1) - gammaln(alpha) * sets.size
        return cls(lists, table.observed, prior.power, constant, counts[:, 0] + alpha - 1)

    def factors(self, missing: Floats) -> Floats:
        """Log of P(v | A) for each step (v << J) + A, shape (J * 2**J, k)."""
        logs = self.constant[:, None] + log_rising(missing + 1, self.grows[:, None])
        sets = np.arange(1 << self.lists)
        return np.concatenate([logs[sets | 1 << v] - logs for v in range(self.lists)])

    def one(self, steps: npt.NDArray[np.int32], missing: Floats) -> Floats:
        """Sum the factors of one graph, shape (k,)."""
        left = steps & ((1 << self.lists) - 1)
        sets = np.concatenate([left | 1 << (steps >> self.lists), left])
        logs = self.constant[sets, None] + log_rising(missing + 1, self.grows[sets, None])
        return np.asarray(logs[: steps.size].sum(axis=0) - logs[steps.size :].sum(axis=0))

    def common(self, missing: Floats) -> Floats:
        """Log of N! / N0! and of the prior of N: what all graphs have, shape (k,)."""
        ways = log_rising(missing + 1, np.array(float(self.observed)))
        return np.asarray(ways - self.power * np.log(missing + self.observed))


def graphs(
    table: CaptureTable, *, prior: Prior = DEFAULT, most_missing: int | None = None
) -> Estimate:
    """Estimate N by averaging over all decomposable graphs.

    Parameters
    ----------
    table : CaptureTable
        3 to 7 lists; with fewer, more or nobody on them the engine refuses, and says why.
    prior : Prior
    most_missing : int, optional
        An end of the sum over N0, to compare with programs that have one.

    Returns
    -------
    Estimate
        Its ``detail`` has ``best_graphs``: cliques by names of lists, probability, median.
    """
    settings = _settings(table, prior, most_missing)
    if refusals := tuple(_refusals(table)):
        return Estimate(
            method="graphs",
            observed=table.observed,
            distribution=None,
            refusals=refusals,
            settings=settings,
        )
    posterior = GraphPosterior(table, prior=prior, most_missing=most_missing)
    distribution = posterior.distribution(POINTS if most_missing is None else None)
    return Estimate(
        method="graphs",
        observed=table.observed,
        distribution=distribution,
        checks=_checks(posterior),
        modes=posterior.modes(distribution),
        settings=settings,
        detail={"best_graphs": posterior_by_graph(posterior, NAMED)},
    )


def posterior_by_graph(posterior: GraphPosterior, most: int) -> list[dict[str, Any]]:
    """Name the most probable graphs: cliques, probability, and the median of N under each."""
    chances = posterior.probabilities
    best = np.argsort(-chances, kind="stable")[:most]
    names = posterior.table.lists
    return [
        {
            "cliques": [[names[j] for j in clique] for clique in posterior.graphs.cliques(graph)],
            "probability": float(chances[graph]),
            "median": posterior.given(graph, _NAMED_POINTS).median,
        }
        for graph in best.tolist()
    ]


def log_rising(x: Floats, more: Floats) -> Floats:
    """Log of Gamma(x + more) / Gamma(x), without the loss of digits of a difference.

    Parameters
    ----------
    x : array of float, shape (k,)
        At least 1.
    more : array of float, broadcasting with x
        Above -1.
    """
    large = np.maximum(x, _STIRLING)
    beyond = large + more
    logs = (beyond - 0.5) * np.log1p(more / large) + more * (np.log(large) - 1)
    logs += _stirling_rest(beyond) - _stirling_rest(large)
    small = x < _STIRLING
    if small.any():
        logs[..., small] = gammaln(x[small] + more) - gammaln(x[small])
    return np.asarray(logs)


def _stirling_rest(x: Floats) -> Floats:
    """Abramowitz & Stegun 6.1.41 to three terms: right to 1e-17 from about 100 on."""
    square = 1 / (x * x)
    return np.asarray((1 / 12 - square * (1 / 360 - square / 1260)) / x)


@lru_cache(maxsize=MOST_VERTICES)
def _structure(lists: int) -> tuple[DecomposableGraphs, csr_array]:
    """Return the graphs, and the matrix that multiplies (adds logs of) each one's factors."""
    found = decomposable_graphs(lists)
    rows = np.arange(0, found.steps.size + 1, lists, dtype=np.int32)
    ones = np.ones(found.steps.size)
    shape = (found.edges.size, lists << lists)
    return found, csr_array((ones, found.steps.ravel(), rows), shape=shape)


def _runs(labels: Ints) -> Iterator[slice]:
    """Yield the slices in which an ascending array of labels is constant."""
    starts = np.flatnonzero(np.diff(labels, prepend=labels[0] - 1))
    for start, stop in zip(starts, [*starts[1:], labels.size], strict=True):
        yield slice(int(start), int(stop))


def _turn(numbers: Floats, logs: Floats, i: int) -> float:
    """Whole number at which the parabola through the points i - 1, i, i + 1 turns."""
    if i in (0, logs.size - 1):
        return float(np.rint(numbers[i]))
    near = slice(i - 1, i + 2)
    bend, slope, _ = np.polyfit(numbers[near] - numbers[i], logs[near], 2)
    return float(np.rint(numbers[i] - slope / (2 * bend)))


def _mode(at: float, whole: Distribution, part: slice) -> Mode:
    weight = float(whole.weights[part].sum())
    low, high = Distribution(whole.values[part], whole.weights[part] / weight).interval()
    return Mode(at=at, low=low, high=high, weight=min(weight, 1.0))


def valleys(logs: Floats, masses: Floats) -> list[int]:
    """Find where a curve is to be cut so that each part has one peak worth the name.

    Parameters
    ----------
    logs, masses : array of float, shape (k,)
        Logarithm of the curve, from left to right, and the mass that each point stands for.

    Returns
    -------
    list of int
        Lowest points between peaks: each is below ``DEEP`` of the lower of its two peaks,
        and each part has at least the mass ``LEAST``.
    """
    inner = logs[1:-1]
    lowest = np.flatnonzero((inner < logs[:-2]) & (inner <= logs[2:])) + 1
    cuts = [int(i) for i in lowest]
    while cuts:
        bounds = [0, *cuts, logs.size]
        parts = [slice(a, b) for a, b in pairwise(bounds)]
        tops = [float(logs[part].max()) for part in parts]
        held = [float(masses[part].sum()) for part in parts]
        depth = [
            min(tops[i], tops[i + 1]) - float(logs[cut])
            if min(held[i], held[i + 1]) >= LEAST
            else 0.0
            for i, cut in enumerate(cuts)
        ]
        if min(depth) >= -np.log(DEEP):
            break
        cuts.pop(int(np.argmin(depth)))
    return cuts


def _refusals(table: CaptureTable) -> Iterator[Reason]:
    lists = len(table.lists)
    if lists < FEWEST:
        yield Reason(
            rule="graphs_too_few_lists",
            text=f"With {lists} lists nothing shows whether they depend on each other. A third "
            "list is needed; Chao's lower bound and the sensitivity dial do not need one.",
        )
    if lists > MOST_VERTICES:
        yield Reason(
            rule="graphs_too_many_lists",
            text=f"There are {lists} lists, and for more than {MOST_VERTICES} there are too "
            "many graphs to try them all. Merge lists of one kind, or leave some out.",
        )
    if not table.observed:
        yield Reason(rule="graphs_nobody", text="Nobody is on these lists.")


def _checks(posterior: GraphPosterior) -> tuple[Check, ...]:
    chances = posterior.probabilities
    ended = posterior.prior.slowest_tail(len(posterior.table.lists)) > 1
    return (
        Check(
            name="tail_mass",
            value=posterior.tail_mass,
            ok=posterior.tail_mass <= TAIL,
            text="At most this share of the posterior lies beyond the last number looked at.",
        ),
        Check(
            name="best_graph_probability",
            value=float(chances.max()),
            ok=None,
            text="How probable the most probable graph is. If little, many graphs are averaged.",
        ),
        Check(
            name="complete_graph_probability",
            value=float(chances[posterior.graphs.complete]),
            ok=None,
            text="How probable it is that all lists depend on each other, so that the table "
            "says nothing of those on no list.",
        ),
        Check(
            name="mean_exists",
            value="yes" if ended or posterior.tail_mass == 0 else "no",
            ok=None,
            text="Without an end to the sum over N the posterior has a median and quantiles, but "
            "no mean: the mean that is given ends where the last number was looked at.",
        ),
    )


def _settings(table: CaptureTable, prior: Prior, most_missing: int | None) -> dict[str, Any]:
    lists = len(table.lists)
    return {
        "prior_n": f"proportional to N^-{prior.power:g}",
        "prior_cells": prior.total(lists) / (1 << lists),
        "prior_graphs": "uniform over decomposable graphs",
        "most_missing": most_missing,
    }
