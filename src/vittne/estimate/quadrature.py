"""Sums over whole numbers without end, to a precision that is checked and not typed in.

What is summed is a posterior of N0, the number of people on no list: a mixture, over the
probability p of being on no list, of terms kernel(N0) p^N0, where the kernel is N! / N0! times
the prior of N. Two things follow. On the scale that makes the variance of a negative binomial
constant, t = 2 sqrt(n) asinh(sqrt(N0 / n)) (Anscombe, Biometrika 35, 1948), no term is narrower
than about 1, so panels are cut in equal widths of t. And the logarithm of the mixture less that
of the kernel is convex, so a chord between the two ends of a panel bounds what is inside: no
peak is overlooked, and panels that cannot matter are left out. The others are summed by Gauss's
rule, halved until a polynomial describes them, and term by term where they are short.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import asinh, sinh, sqrt

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
LogDensity = Callable[[Floats], Floats]
"""Takes numbers of people (k,), which need not be whole, and returns logarithms (k,)."""

_NODES = 8
_WIDTH = 32.0
"""Width of the first panels in units of t: four for each node."""
_NOTHING = 1e-15
"""Panels are left out that hold less than this of all mass."""
_SHORT = 48
"""Panels of so few whole numbers are summed term by term."""
_SMOOTH = 1e-6
"""How much the last two Legendre coefficients of a panel may hold of all mass."""

_X, _W = np.polynomial.legendre.leggauss(_NODES)
_J = np.arange(_NODES)
_COEFFICIENTS = (2 * _J[:, None] + 1) / 2 * np.polynomial.legendre.legvander(_X, _NODES - 1).T * _W
"""Takes a function's values at the nodes to its Legendre coefficients."""


@dataclass(frozen=True, eq=False)
class Summed:
    """A positive function of whole numbers, where it was evaluated, and its sum.

    Attributes
    ----------
    single : array of float, shape (e,)
        Whole numbers that stand for themselves, ascending.
    single_logs : array of float, shape (e,)
        Logarithm of the function there.
    start, stop : array of int, shape (p,)
        Panels, ascending: the whole numbers from start to stop - 1.
    logs : array of float, shape (p, 8)
        Logarithm of the function at the nodes of each panel.
    """

    single: Floats
    single_logs: Floats
    start: Ints
    stop: Ints
    logs: Floats

    @property
    def nodes(self) -> Floats:
        """Where the function was evaluated, shape (e + 8 p,): singles first, then panels."""
        return np.concatenate([self.single, _nodes(self.start, self.stop).ravel()])

    @property
    def weights(self) -> Floats:
        """How many whole numbers each node stands for, shape (e + 8 p,)."""
        return np.concatenate([np.ones(self.single.size), _weights(self.start, self.stop).ravel()])

    @property
    def all_logs(self) -> Floats:
        """Logarithm of the function at :attr:`nodes`, shape (e + 8 p,)."""
        return np.concatenate([self.single_logs, self.logs.ravel()])

    @property
    def log_total(self) -> float:
        """Logarithm of the sum."""
        logs = self.all_logs
        top = float(logs.max())
        return top + float(np.log(self.weights @ np.exp(logs - top)))

    def followed_by(self, later: Summed) -> Summed:
        """Join two ranges."""
        return Summed(
            np.concatenate([self.single, later.single]),
            np.concatenate([self.single_logs, later.single_logs]),
            np.concatenate([self.start, later.start]),
            np.concatenate([self.stop, later.stop]),
            np.concatenate([self.logs, later.logs]),
        )

    def points(self, most: int | None) -> tuple[Floats, Floats]:
        """Spread the mass over points that lie dense where mass is.

        Within a panel the logarithm is interpolated, so that the points of a panel have
        exactly its mass in all.

        Parameters
        ----------
        most : int or None
            About how many points; None: every whole number is one.

        Returns
        -------
        values, masses : array of float
            Whole numbers, or those in the middle of runs, ascending; masses sum to 1.
        """
        total = self.log_total
        in_panel = (_weights(self.start, self.stop) * np.exp(self.logs - total)).sum(axis=1)
        sizes = self.stop - self.start
        dense = sizes if most is None else np.ceil(most * in_panel).astype(np.int64) + _NODES
        pieces = np.minimum(sizes, dense)
        panel = np.repeat(np.arange(sizes.size), pieces)
        piece = np.arange(panel.size) - np.repeat(np.cumsum(pieces) - pieces, pieces)
        first = sizes[panel] * piece // pieces[panel]
        behind = sizes[panel] * (piece + 1) // pieces[panel]
        x = (first + behind) / sizes[panel] - 1
        powers = np.polynomial.legendre.legvander(x, _NODES - 1)
        masses = (behind - first) * np.exp(
            np.einsum("kj,kj->k", powers, (self.logs @ _COEFFICIENTS.T)[panel]) - total
        )
        found = np.bincount(panel, masses, minlength=sizes.size)
        masses *= (in_panel / np.where(found > 0, found, 1))[panel]
        middles = np.rint(self.start[panel] + (first + behind - 1) / 2)
        values = np.concatenate([self.single, middles])
        masses = np.concatenate([np.exp(self.single_logs - total), masses])
        order = np.argsort(values)
        return values[order], masses[order]


def sum_up(log_density: LogDensity, log_kernel: LogDensity, edges: Ints) -> Summed:
    """Sum over the whole numbers from the first edge to before the last one.

    Parameters
    ----------
    log_density : function
        Logarithm of what is summed.
    log_kernel : function
        Logarithm of a simple function: ``log_density - log_kernel`` is convex.
    edges : array of int, shape (p + 1,)
        Ascending; see :func:`panel_edges`.
    """
    start, stop = _that_matter(log_density, log_kernel, edges)
    none, none_to, no_logs = _no_panels()
    done = Summed(*_no_singles(), none, none_to, no_logs)
    while start.size:
        short = stop - start <= _SHORT
        single = _whole_numbers(start[short], stop[short])
        start, stop = start[~short], stop[~short]
        logs = log_density(np.concatenate([single, _nodes(start, stop).ravel()]))
        singles = Summed(single, logs[: single.size], *_no_panels())
        here = Summed(*_no_singles(), start, stop, logs[single.size :].reshape(-1, _NODES))
        smooth = _is_smooth(here, done.followed_by(singles).followed_by(here).log_total)
        kept = Summed(*_no_singles(), start[smooth], stop[smooth], here.logs[smooth])
        done = done.followed_by(singles).followed_by(kept)
        start, stop = _halves(start[~smooth], stop[~smooth])
    return _ordered(done)


def _that_matter(log_density: LogDensity, log_kernel: LogDensity, edges: Ints) -> tuple[Ints, Ints]:
    """Return the panels that may hold mass, by the chord between their ends."""
    start, stop = edges[:-1], edges[1:]
    ends, inside = edges.astype(np.float64), _nodes(start, stop)
    logs = log_density(ends)
    curve = logs - log_kernel(ends)
    share = (inside - ends[:-1, None]) / (ends[1:] - ends[:-1])[:, None]
    chord = curve[:-1, None] * (1 - share) + curve[1:, None] * share
    bounds = chord + log_kernel(inside.ravel()).reshape(inside.shape)
    at_least = np.logaddexp.reduce(logs[:-1])
    may = bounds.max(axis=1) + np.log(stop - start) > at_least + np.log(_NOTHING)
    return start[may], stop[may]


def panel_edges(first: int, behind: int, observed: int) -> Ints:
    """Cut a range of N0 into panels, for n observed people.

    The first is summed term by term, because near 0 a posterior may be steep. The others are
    of equal width in t, or to four times where they begin, if that is less: few people make
    for a power law, of which most lies near the beginning.
    """
    root = 2 * sqrt(observed)
    edges = [first, min(first + _SHORT, behind)]
    while (last := edges[-1]) < behind:
        t = root * asinh(sqrt(last / observed)) + _WIDTH
        edges.append(min(int(observed * sinh(t / root) ** 2), 4 * last, behind))
    return np.unique(np.array(edges, dtype=np.int64))


def _nodes(start: Ints, stop: Ints) -> Floats:
    middle, half = (start + stop - 1) / 2, (stop - start) / 2
    return np.asarray(middle[:, None] + half[:, None] * _X)


def _weights(start: Ints, stop: Ints) -> Floats:
    """Weights that sum polynomials over whole numbers (Euler and Maclaurin's first term)."""
    size = (stop - start).astype(np.float64)[:, None]
    means = np.where(_J == 0, 1.0, 0.0) - np.where(_J % 2, 0, _J * (_J + 1)) / (12 * size**2)
    return np.asarray(size * (means @ _COEFFICIENTS))


def _is_smooth(panels: Summed, log_total: float) -> npt.NDArray[np.bool_]:
    last = np.exp(panels.logs - log_total) @ _COEFFICIENTS[-2:].T
    return np.asarray((panels.stop - panels.start) * np.abs(last).sum(axis=1) < _SMOOTH)


def _halves(start: Ints, stop: Ints) -> tuple[Ints, Ints]:
    middle = (start + stop) // 2
    return np.column_stack([start, middle]).ravel(), np.column_stack([middle, stop]).ravel()


def _whole_numbers(start: Ints, stop: Ints) -> Floats:
    runs = [np.arange(a, b, dtype=np.float64) for a, b in zip(start, stop, strict=True)]
    return np.concatenate([np.empty(0), *runs])


def _no_panels() -> tuple[Ints, Ints, Floats]:
    return np.empty(0, np.int64), np.empty(0, np.int64), np.empty((0, _NODES))


def _no_singles() -> tuple[Floats, Floats]:
    return np.empty(0), np.empty(0)


def _ordered(summed: Summed) -> Summed:
    single, panel = np.argsort(summed.single), np.argsort(summed.start)
    return Summed(
        summed.single[single],
        summed.single_logs[single],
        summed.start[panel],
        summed.stop[panel],
        summed.logs[panel],
    )
