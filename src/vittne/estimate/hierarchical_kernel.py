"""The arithmetic of latent classes over strata: density, gradient, and the moves of one chain.

What strata share is the latent class model's (:mod:`vittne.estimate.latent_kernel`, whose tree,
sums and swaps of labels do the work here, too): common shares pi, and common chances lambda_jk,
logit lambda_jk = mu_jk. A stratum s has its own

    logit lambda_sjk = mu_jk + d_sj,      pi_sk proportional to pi_k exp(omega w_sk),

with d_sj ~ N(0, tau_j^2) and w_sk ~ N(0, 1), each taken about its mean over the strata (of d: those
in which list j was at work), so that with one stratum nothing is left of them. tau_j and omega have
half-normal priors. N of each stratum and everybody's class are summed out as there.

Position of a chain, without bounds, in this order:

- log s_k (K - 1) and mu_jk (J K, list by list), as in the latent class model;
- z_ik ((S - 1) K): w in an orthonormal basis of what is left about the mean;
- u_e (E): an effect c_e of a list in such a basis, c = u / sqrt(1/tau^2 + I), where I is about what
  the table says of it. On this scale it has about the same width whether the table or the prior
  holds it, whatever tau is: no funnel;
- log tau (T), of the lists that were at work in two strata or more; log omega (if S > 1).

The density in these coordinates, with r = 1 / (1 + I tau^2):

    prod_s prod_c (p_sc / (1 - p_s0))^y_sc  *  prior of s and mu  *  prod_ik exp(-z_ik^2 / 2)
      *  prod_e sqrt(r_e) exp(-u_e^2 r_e / 2)  *  prod tau exp(-tau^2 / 2 a^2), the same for omega.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar, cast

import numpy as np
import numpy.typing as npt
from numba import config, njit

from vittne.estimate import latent_kernel as latent
from vittne.estimate.latent_kernel import Cells, Chain, Room, leaf
from vittne.estimate.result import Floats, Ints

SCALE = 1.0
"""Of the half-normal priors of tau and omega, on the scale of logits and of log shares."""

_TRAJECTORY = 5.0
_MOST_STEPS = 200
_STEEPEST = 300.0
"""A tau, or a stratum's own part of a logit or log share, beyond exp of or by this has no prior."""

_Function = TypeVar("_Function", bound=Callable[..., object])


def _cache() -> str:
    """Folder of compiled code, another one whenever the other kernel's text is another.

    Much of that kernel is compiled into this one, and numba looks at the age of this file alone:
    after an update of the other file it would go on with what is old.
    """
    text = Path(latent.__file__).read_bytes()
    name = f"latent_kernel-{hashlib.sha256(text).hexdigest()[:12]}"
    return str(Path(__file__).parent / "__pycache__" / name)


def _compiled(function: _Function) -> _Function:
    """Compile a function of this file."""
    settings = vars(config)
    before = settings["CACHE_DIR"]
    settings["CACHE_DIR"] = before or _cache()
    try:
        return cast(_Function, njit(cache=True, nogil=True)(function))
    finally:
        settings["CACHE_DIR"] = before


class Forest(NamedTuple):
    """The strata's trees, one after the other, and how their parameters hang together.

    Attributes
    ----------
    parent, factor : int, shape (all nodes,)
        As in Cells, each stratum's nodes counted from 0, and its lists, those at work, too.
    nodes, cells : int, shape (S + 1,)
        Where each stratum begins.
    on : bool, shape (all cells, J)
        As in Cells, the lists at work first.
    counts : float, shape (all cells,)
    unseen, lists : int, shape (S, J)
        As in Cells; the lists at work. Both filled up with 0.
    working : int, shape (S,)
        How many lists were at work.
    observed : float, shape (S,)
    contrasts : float, shape (S, S - 1)
        Orthonormal columns that sum to 0: w of z.
    effects : float, shape (S, E)
        The same for d of c, list by list; 0 where the list was not at work.
    of_list, of_scale : int, shape (E,)
        Of which list and of which tau an effect is.
    known : float, shape (E,)
        I.
    scales : int
        T.
    """

    parent: Ints
    factor: Ints
    nodes: Ints
    cells: Ints
    on: npt.NDArray[np.bool_]
    counts: Floats
    unseen: Ints
    lists: Ints
    working: Ints
    observed: Floats
    contrasts: Floats
    effects: Floats
    of_list: Ints
    of_scale: Ints
    known: Floats
    scales: int


class Place(NamedTuple):
    """What is computed at a position, kept in place.

    Attributes
    ----------
    common : Room
        Of the common shares and chances.
    own : Room
        Of one stratum after the other.
    seen : float, shape (S,)
        1 - p_s0.
    logits : float, shape (S, J)
        d, and afterwards its slope.
    tilts : float, shape (S, K)
        w, and afterwards the slope of the log shares.
    rise : float, shape (J, K)
        Slope of mu.
    """

    common: Room
    own: Room
    seen: Floats
    logits: Floats
    tilts: Floats
    rise: Floats


@njit(inline="always")
def tree(forest: Forest, s: int) -> Cells:
    """One stratum's part. Called by compiled functions only."""
    first, last = forest.nodes[s], forest.nodes[s + 1]
    top, end = forest.cells[s], forest.cells[s + 1]
    return Cells(
        forest.parent[first:last],
        forest.factor[first:last],
        forest.unseen[s, : forest.working[s]],
        forest.on[top:end],
        forest.counts[top:end],
        forest.observed[s],
    )


@njit(inline="always")
def sizes_of(forest: Forest, place: Place) -> tuple[int, int, int, int]:
    """Where in a position z, u, log tau and log omega begin. Called by compiled functions only."""
    lists, classes = place.rise.shape
    first = classes - 1 + lists * classes
    second = first + forest.contrasts.shape[1] * classes
    third = second + forest.of_list.size
    return first, second, third, third + forest.scales


@_compiled
def unfold(at: Floats, forest: Forest, place: Place) -> bool:
    """Common shares and chances, d and w of a position; False where it is out of bounds."""
    classes = place.common.shares.size
    first, second, third, fourth = sizes_of(forest, place)
    for k in range(classes - 1):
        if not abs(at[k]) < 2 * _STEEPEST:
            return False
    for i in range(third, at.size):
        if not abs(at[i]) < _STEEPEST:
            return False
    latent.unfold(at, place.common)
    _tilt(at, forest, place, first, fourth)
    place.logits[:] = 0.0
    for e in range(forest.of_list.size):
        effect = at[second + e] * width(at[third + forest.of_scale[e]], forest.known[e])
        for s in range(forest.observed.size):
            place.logits[s, forest.of_list[e]] += effect * forest.effects[s, e]
    most = max(np.abs(place.tilts).max(), np.abs(place.logits).max())
    return bool(most < _STEEPEST)


@_compiled
def _tilt(at: Floats, forest: Forest, place: Place, first: int, last: int) -> None:
    """Write omega w."""
    classes = place.common.shares.size
    place.tilts[:] = 0.0
    if at.size > last:
        omega = math.exp(at[last])
        for s in range(forest.observed.size):
            for i in range(forest.contrasts.shape[1]):
                part = omega * forest.contrasts[s, i]
                for k in range(classes):
                    place.tilts[s, k] += part * at[first + i * classes + k]


@leaf
def width(log_tau: float, known: float) -> float:
    """1 / sqrt(1 / tau^2 + I)."""
    return 1 / math.sqrt(math.exp(-2 * log_tau) + known)


@leaf
def enter(forest: Forest, place: Place, s: int) -> None:
    """Shares and chances of a stratum, of the common ones and of its own d and w."""
    common, own = place.common, place.own
    total = 0.0
    for k in range(own.shares.size):
        own.shares[k] = common.shares[k] * latent.exponential(place.tilts[s, k])
    for k in range(own.shares.size):
        total += own.shares[k]
    for k in range(own.shares.size):
        own.shares[k] /= total
    for i in range(forest.working[s]):
        j = forest.lists[s, i]
        odds = math.exp(place.logits[s, j])
        for k in range(own.shares.size):
            missed, caught = common.factors[2 * j, k], common.factors[2 * j + 1, k] * odds
            own.factors[2 * i, k] = missed / (missed + caught)
            own.factors[2 * i + 1, k] = caught / (missed + caught)


@_compiled
def log_density(at: Floats, forest: Forest, place: Place, slope: Floats) -> float:
    """Log density of a position up to a constant, and its slope; minus infinity out of bounds."""
    if not unfold(at, forest, place):
        return -math.inf
    value = 0.0
    place.rise[:] = 0.0
    for s in range(forest.observed.size):
        enter(forest, place, s)
        cells = tree(forest, s)
        seen = latent.forward(cells, place.own)
        if not seen > 0 or not latent.backward(cells, place.own, seen):
            return -math.inf
        place.seen[s] = seen
        value += latent.log_likelihood(cells, place.own, seen)
        _leave(forest, place, s)
    slope[:] = 0.0
    _slope_of_common(place, slope)
    value += latent.log_prior(place.common)
    value += _of_strata(at, forest, place, slope)
    return value if math.isfinite(value) else -math.inf


@leaf
def _leave(forest: Forest, place: Place, s: int) -> None:
    """Gather the slopes of a stratum's logits and log shares, in place of d and w."""
    own, people = place.own, 0.0
    for k in range(own.shares.size):
        people += own.sizes[k]
    for k in range(own.shares.size):
        place.tilts[s, k] = own.sizes[k] - people * own.shares[k]
    for i in range(forest.working[s]):
        j, total = forest.lists[s, i], 0.0
        for k in range(own.shares.size):
            rise = own.caught[i, k] - own.sizes[k] * own.factors[2 * i + 1, k]
            place.rise[j, k] += rise
            total += rise
        place.logits[s, j] = total


@leaf
def _slope_of_common(place: Place, slope: Floats) -> None:
    """Slopes of log s and mu, as in the latent class model."""
    common, sticks = place.common, place.common.hazards.size
    total = later = 0.0
    for k in range(sticks):
        total += common.hazards[k]
    pull = (latent.SHAPE + sticks) / (latent.RATE + total)
    for s in range(place.tilts.shape[0]):
        later += place.tilts[s, sticks]
    for k in range(sticks - 1, -1, -1):
        here = 0.0
        for s in range(place.tilts.shape[0]):
            here += place.tilts[s, k]
        slope[k] = here * common.gains[k] - common.hazards[k] * (later + pull) + 1
        later += here
    for j in range(place.rise.shape[0]):
        for k in range(sticks + 1):
            chance = common.factors[2 * j + 1, k]
            slope[sticks + j * (sticks + 1) + k] = place.rise[j, k] + 1 - 2 * chance


@_compiled
def _of_strata(at: Floats, forest: Forest, place: Place, slope: Floats) -> float:
    """Prior and slopes of what strata have of their own."""
    classes = place.common.shares.size
    first, second, third, fourth = sizes_of(forest, place)
    value = 0.0
    for e in range(forest.of_list.size):
        here, scale = second + e, third + forest.of_scale[e]
        reach, u = width(at[scale], forest.known[e]), at[second + e]
        steep = 0.0
        for s in range(forest.observed.size):
            steep += forest.effects[s, e] * place.logits[s, forest.of_list[e]]
        rest = 1 / (1 + forest.known[e] * math.exp(2 * at[scale]))
        value += 0.5 * math.log(rest) - 0.5 * u * u * rest
        slope[here] += steep * reach - u * rest
        slope[scale] += (1 - rest) * (u * u * rest - 1) + steep * u * reach * rest
    if at.size > fourth:
        omega = math.exp(at[fourth])
        for i in range(forest.contrasts.shape[1]):
            for k in range(classes):
                here = first + i * classes + k
                steep = 0.0
                for s in range(forest.observed.size):
                    steep += forest.contrasts[s, i] * place.tilts[s, k]
                value -= 0.5 * at[here] * at[here]
                slope[here] = omega * steep - at[here]
                slope[fourth] += omega * steep * at[here]
    for i in range(third, at.size):
        ratio = math.exp(2 * at[i]) / SCALE**2
        value += at[i] - 0.5 * ratio
        slope[i] += 1 - ratio
    return value


@_compiled
def fly(chain: Chain, forest: Forest, place: Place, rng: np.random.Generator, step: float) -> float:
    """One trajectory, as in the latent class model; gives its acceptance."""
    size = chain.at.size
    slope, momentum, to = np.empty(size), rng.standard_normal(size), chain.at.copy()
    steps = int(rng.random() * min(_TRAJECTORY / step, _MOST_STEPS)) + 1
    before = log_density(to, forest, place, slope) - 0.5 * float(momentum @ momentum)
    chain.tally[3] += steps + 1
    after = -math.inf
    for _ in range(steps):
        for d in range(size):
            momentum[d] += 0.5 * step * chain.scale[d] * slope[d]
            to[d] += step * chain.scale[d] * momentum[d]
        after = log_density(to, forest, place, slope)
        if after == -math.inf:
            return 0.0
        for d in range(size):
            momentum[d] += 0.5 * step * chain.scale[d] * slope[d]
    after -= 0.5 * float(momentum @ momentum)
    accept = math.exp(min(0.0, after - before)) if math.isfinite(after) else 0.0
    if rng.random() < accept:
        chain.at[:] = to
    return accept


@_compiled
def run(
    chain: Chain,
    forest: Forest,
    place: Place,
    rng: np.random.Generator,
    tuning: bool,
    trace: Floats,
) -> None:
    """Take ``len(trace)`` turns.

    trace: 1 - p_s0 of each stratum, the log likelihood, and log tau and log omega.
    """
    rows = sizes_of(forest, place)[1]
    labelled = Chain(
        chain.at[:rows], chain.scale[:rows], chain.names, chain.step, chain.moments, chain.tally
    )
    for turn in range(trace.shape[0]):
        accept = fly(chain, forest, place, rng, math.exp(chain.step[0 if tuning else 1]))
        chain.tally[0] += 1
        chain.tally[1] += accept
        chain.tally[2] += accept == 0
        if tuning:
            latent.tune(chain.step, accept)
        latent.shuffle(labelled, place.common, rng)
        latent.gather(chain, rows)
        _look(chain.at, forest, place, trace[turn])


@_compiled
def _look(at: Floats, forest: Forest, place: Place, row: Floats) -> None:
    unfold(at, forest, place)
    strata = forest.observed.size
    row[strata] = 0.0
    for s in range(strata):
        enter(forest, place, s)
        cells = tree(forest, s)
        row[s] = latent.forward(cells, place.own)
        row[strata] += latent.log_likelihood(cells, place.own, row[s])
    third = sizes_of(forest, place)[2]
    row[strata + 1 :] = at[third:]
