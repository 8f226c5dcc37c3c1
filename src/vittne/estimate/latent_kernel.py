"""The arithmetic of the latent class model: density, gradient, and the moves of one chain.

Position of a chain, shape (K - 1 + J K,), without bounds:

- ``at[k]``, k < K - 1: log s_k, where s_k = -log(1 - V_k) and V_k is the k-th broken stick. On
  this scale the long tails of nearly whole sticks are short;
- ``at[K - 1 + j K + k]``: logit of lambda_jk, the chance that list j catches one of class k.

The density (of Manrique-Vallier 2016, Biometrics 72:1246, equations 4 to 6) has N and everybody's
class summed out, and alpha integrated: with p(N) proportional to 1/N, observed patterns c and
p_c = sum_k pi_k prod_j lambda_jk^x_cj (1 - lambda_jk)^(1 - x_cj),

    prod_c (p_c / (1 - p_0))^y_c  *  (b + sum_k s_k)^-(a + K - 1) prod_k s_k
                                  *  prod_jk lambda_jk (1 - lambda_jk),

where the last two factors are the priors alpha ~ Gamma(a, b), V_k ~ Beta(1, alpha), lambda ~
Beta(1, 1) on these coordinates.

Why no logarithm is taken inside: chances are products of at most 20 factors, and 1 - p_0 is a sum
of positive terms, never a difference. So nothing cancels, and a sum of classes underflows only
where the density is no more than exp(-690 y_c): there it is taken for zero.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np
import numpy.typing as npt
from llvmlite import ir  # type: ignore[import-untyped]
from numba import njit, types
from numba.extending import intrinsic

from vittne.estimate.result import Floats, Ints

SHAPE = 0.25
RATE = 0.25
"""Prior of alpha, a gamma distribution, as in LCMCR."""

_NOTHING = 1e-300
_STEEPEST = 600.0
"""A log s beyond this has prior mass below exp(-150)."""
_CROWD = 1e15
"""More unseen people than this are not put into classes one by one."""

_TRAJECTORY = 5.0
_MOST_STEPS = 300
_SHUFFLES = 6
_REDRAWS = 2
"""A turn: one trajectory of a length up to 5 (in posterior standard deviations), swaps of labels,
and conjugate redraws. Chosen for effective draws a second on ten tables; any choice is exact."""

_LEAST = -700.0
_LOG2_E = 1 / math.log(2)
_SHIFT = 1.5 * 2**52
"""The last bits of a whole number that is added to this are those of an integer."""
# log 2 in two parts: the first has so few digits that its multiples are exact.
_LOG_2, _LOG_2_REST = 6.93147180369123816490e-01, 1.90821492927058770002e-10
_C2, _C3, _C4, _C5, _C6, _C7, _C8, _C9, _C10, _C11, _C12, _C13 = (
    1 / math.factorial(i) for i in range(2, 14)
)


_Function = TypeVar("_Function", bound=Callable[..., object])


def leaf(function: _Function) -> _Function:
    """Compile a function that allocates nothing.

    Then references need not be counted, which is a fifth of the time. Its sums may be taken in
    any order: their terms are positive, and another order changes the last digit.
    """
    options: dict[str, Any] = {
        "_nrt": False,
        "error_model": "numpy",
        "fastmath": {"reassoc", "contract", "nsz"},
    }
    return cast(_Function, njit(cache=True, nogil=True, **options)(function))


def _in_order(function: _Function) -> _Function:
    """Compile such a function whose sums must keep their order.

    That is said, because a function about which nothing is said takes after who calls it first.
    """
    options: dict[str, Any] = {"_nrt": False, "error_model": "numpy", "fastmath": {"contract"}}
    return cast(_Function, njit(cache=True, nogil=True, **options)(function))


def _exponent_bits(_: Any, shifted: Any) -> tuple[Any, Callable[..., Any]]:
    """2^k of k + _SHIFT: its exponent, 1023 + k, goes where the sign and exponent stand."""

    def generate(_: Any, builder: Any, __: Any, values: Any) -> Any:
        word = ir.IntType(64)
        bits = builder.add(builder.bitcast(values[0], word), ir.Constant(word, 1023))
        return builder.bitcast(builder.shl(bits, ir.Constant(word, 52)), ir.DoubleType())

    return types.float64(types.float64), generate


_power_of_two = cast(Callable[[float], float], intrinsic(_exponent_bits))


class Cells(NamedTuple):
    """A table as a tree: patterns that begin alike share the products of their beginning.

    Attributes
    ----------
    parent, factor : int, shape (nodes,)
        Node i is its parent times ``factors[factor[i]]``; factor 2 j + on is list j. Node 0 is
        the root. The last nodes are the cells in order.
    unseen : int, shape (J,)
        Nodes of those whom none of the first j lists caught.
    on : bool, shape (cells, J)
        Cell 0 is the unseen one.
    counts : float, shape (cells,)
        0 for cell 0.
    observed : float
    """

    parent: Ints
    factor: Ints
    unseen: Ints
    on: npt.NDArray[np.bool_]
    counts: Floats
    observed: float


class Room(NamedTuple):
    """What is computed at a position, kept in place.

    Attributes
    ----------
    hazards, gains : float, shape (K - 1,)
        s, and d log V / d log s.
    shares : float, shape (K,)
        pi.
    factors : float, shape (2 J, K)
        1 - lambda_j and lambda_j, by turns.
    products, expected : float, shape (nodes, K)
        Chance of node and class; people expected there, the unseen included.
    caught : float, shape (J, K)
        People of the class whom list j caught, expected or drawn.
    sizes : float, shape (K,)
        People of the class.
    powers : float, shape (D,)
        Exponentials of the position.
    """

    hazards: Floats
    gains: Floats
    shares: Floats
    factors: Floats
    products: Floats
    expected: Floats
    caught: Floats
    sizes: Floats
    powers: Floats


class Chain(NamedTuple):
    """Where a chain is, and what it has learnt.

    Attributes
    ----------
    at, scale : float, shape (D,)
        Position; standard deviations that the trajectories go by.
    names : int, shape (K,)
        Which class stands at each label: swaps move it, and its scales with it.
    step : float, shape (5,)
        Log step, its average, and the error, turns and anchor of dual averaging.
    moments : float, shape (2, D)
        Running mean and sum of squares of the position, by class.
    tally : float, shape (4,)
        Turns since the last tuning, acceptance summed over them, failed ones, gradients.
    """

    at: Floats
    scale: Floats
    names: Ints
    step: Floats
    moments: Floats
    tally: Floats


@_in_order
def _exponential_parts(x: float) -> tuple[float, float]:
    """Two numbers, p and s = 2^k, so that exp(x) = s + s p and exp(x) - 1 = (s - 1) + s p.

    The library's exp takes one number at a time. These lines hold no call and no branch, so the
    compiler works on several together. From -700 to 700 they are right to two units in the last
    place: x = k log 2 + r, the series of exp(r) - 1, and 2^k by its bits (Cody and Waite 1980,
    Software Manual for the Elementary Functions, chapter 6).
    """
    x = _LEAST if x < _LEAST else x
    k = np.floor(x * _LOG2_E + 0.5)
    r = (x - k * _LOG_2) - k * _LOG_2_REST
    tail = _C8 + r * (_C9 + r * (_C10 + r * (_C11 + r * (_C12 + r * _C13))))
    tail = _C2 + r * (_C3 + r * (_C4 + r * (_C5 + r * (_C6 + r * (_C7 + r * tail)))))
    return r + r * r * tail, _power_of_two(k + _SHIFT)


@_in_order
def exponential(x: float) -> float:
    """exp(x), and 0 below -700."""
    less, power = _exponential_parts(x)
    return 0.0 if x < _LEAST else power + power * less


@_in_order
def _exponentials(at: Floats, sticks: int, powers: Floats) -> None:
    """exp(x) of the sticks, exp(-abs(x)) of the rest: one long loop is quicker than short ones."""
    for d in range(powers.size):
        powers[d] = exponential(at[d] if d < sticks else -abs(at[d]))


@leaf
def unfold(at: Floats, room: Room) -> None:
    """Hazards, shares and factors of a position."""
    classes, powers = room.shares.size, room.powers
    _exponentials(at, classes - 1, powers)
    rest = 1.0
    for k in range(classes - 1):
        hazard = powers[k]
        less, power = _exponential_parts(-hazard)
        left, stick = power + power * less, (1 - power) - power * less
        room.hazards[k] = hazard
        room.gains[k] = hazard * left / stick if stick > 0 else 1.0
        room.shares[k] = rest * stick
        rest *= left
    room.shares[classes - 1] = rest
    factors, place = room.factors, classes - 1
    for j in range(room.caught.shape[0]):
        for k in range(classes):
            large = 1 / (1 + powers[place + k])
            small = powers[place + k] * large
            up = at[place + k] >= 0
            factors[2 * j + 1, k] = large if up else small
            factors[2 * j, k] = small if up else large
        place += classes


@leaf
def _chance(products: Floats, node: int) -> float:
    """Chance of a node in any class."""
    total = 0.0
    for k in range(products.shape[1]):
        total += products[node, k]
    return total


@leaf
def forward(cells: Cells, room: Room) -> float:
    """Chances of all nodes; gives 1 - p_0, or -1 where the density is taken for zero."""
    classes = room.shares.size
    products, factors = room.products, room.factors
    for k in range(classes):
        products[0, k] = room.shares[k]
    for i in range(1, cells.parent.size):
        above, factor = cells.parent[i], cells.factor[i]
        for k in range(classes):
            products[i, k] = products[above, k] * factors[factor, k]
    seen = 0.0
    for j in range(cells.unseen.size):
        unseen = cells.unseen[j]
        for k in range(classes):
            seen += products[unseen, k] * factors[2 * j + 1, k]
    return seen if seen > _NOTHING else -1.0


@leaf
def backward(cells: Cells, room: Room, seen: float) -> bool:
    """People expected in each class and on each list; False where the density is zero."""
    if not _expect(cells, room, seen):
        return False
    expected, caught = room.expected, room.caught
    for j in range(caught.shape[0]):
        for k in range(caught.shape[1]):
            caught[j, k] = 0.0
    for i in range(cells.parent.size - 1, 0, -1):
        above, factor = cells.parent[i], cells.factor[i]
        for k in range(expected.shape[1]):
            expected[above, k] += expected[i, k]
        if factor & 1:
            for k in range(expected.shape[1]):
                caught[factor >> 1, k] += expected[i, k]
    for k in range(expected.shape[1]):
        room.sizes[k] = expected[0, k]
    return True


@leaf
def _expect(cells: Cells, room: Room, seen: float) -> bool:
    """People expected in each cell and class, nobody yet at the nodes above."""
    products, expected = room.products, room.expected
    first = cells.parent.size - cells.counts.size
    for i in range(first):
        for k in range(expected.shape[1]):
            expected[i, k] = 0.0
    for c in range(cells.counts.size):
        chance = seen if c == 0 else _chance(products, first + c)
        if not chance > _NOTHING:
            return False
        people = (cells.observed if c == 0 else cells.counts[c]) / chance
        for k in range(expected.shape[1]):
            expected[first + c, k] = products[first + c, k] * people
    return True


@leaf
def log_likelihood(cells: Cells, room: Room, seen: float) -> float:
    """Sum of y_c log(p_c / (1 - p_0)), after :func:`forward`."""
    value = -cells.observed * math.log(seen)
    first = cells.parent.size - cells.counts.size
    for c in range(1, cells.counts.size):
        value += cells.counts[c] * math.log(_chance(room.products, first + c))
    return value


@leaf
def log_prior(room: Room) -> float:
    """Priors on the coordinates, after :func:`unfold`."""
    sticks = room.hazards.size
    value = -(SHAPE + sticks) * math.log(RATE + room.hazards.sum())
    for k in range(sticks):
        value += math.log(room.hazards[k])
    for j in range(room.caught.shape[0]):
        for k in range(room.shares.size):
            value += math.log(room.factors[2 * j, k] * room.factors[2 * j + 1, k])
    return value


@leaf
def gradient(at: Floats, cells: Cells, room: Room, slope: Floats) -> float:
    """Write the slope of the log density; gives 1 - p_0, or -1 where the density is zero."""
    sticks = room.hazards.size
    for k in range(sticks):
        if not abs(at[k]) < _STEEPEST:
            return -1.0
    unfold(at, room)
    seen = forward(cells, room)
    if not seen > 0 or not backward(cells, room, seen):
        return -1.0
    pull = (SHAPE + sticks) / (RATE + room.hazards.sum())
    later = room.sizes[sticks]
    for k in range(sticks - 1, -1, -1):
        slope[k] = room.sizes[k] * room.gains[k] - room.hazards[k] * (later + pull) + 1
        later += room.sizes[k]
    caught, factors, sizes, place = room.caught, room.factors, room.sizes, sticks
    for j in range(caught.shape[0]):
        for k in range(sticks + 1):
            slope[place] = caught[j, k] + 1 - (sizes[k] + 2) * factors[2 * j + 1, k]
            place += 1
    return seen


@njit(cache=True, nogil=True)
def log_density(at: Floats, cells: Cells, room: Room, slope: Floats) -> float:
    """Log density of a position up to a constant, and its slope."""
    seen = gradient(at, cells, room, slope)
    return log_likelihood(cells, room, seen) + log_prior(room) if seen > 0 else -math.inf


@njit(cache=True, nogil=True)
def climb(cells: Cells, room: Room, turns: int, enough: float) -> float:
    """EM to a mode of the density, from the shares and factors in ``room``.

    The mode is that of the coordinates above (all of them finite), so that a chain can start
    there. Ends after ``turns``, or when ten of them gain less than ``enough``. Gives the log
    density, or minus infinity.
    """
    value = -math.inf
    for turn in range(turns):
        seen = forward(cells, room)
        if not seen > 0 or not backward(cells, room, seen):
            return -math.inf
        if turn % 10 == 0:
            _hazards_of_shares(room)
            new = log_likelihood(cells, room, seen) + log_prior(room)
            if not new - value > enough:
                return max(new, value)
            value = new
        _maximise(room)
    return value


@njit(cache=True, nogil=True)
def _hazards_of_shares(room: Room) -> None:
    """Write s of the shares, which are positive."""
    rest = room.shares[-1]
    for k in range(room.hazards.size - 1, -1, -1):
        room.hazards[k] = math.log1p(room.shares[k] / rest)
        rest += room.shares[k]


@njit(cache=True, nogil=True)
def _maximise(room: Room) -> None:
    """M step: shares and factors that the expected people fit best.

    The stick has no closed form on the scale of log s; on that of the logit, which is near, it
    has, and a start of a chain needs no more.
    """
    sticks = room.hazards.size
    alpha = (SHAPE + sticks) / (RATE - math.log(room.shares[sticks]))
    later = room.sizes.sum()
    rest = 1.0
    for k in range(sticks):
        later -= room.sizes[k]
        stick = (1 + room.sizes[k]) / (1 + room.sizes[k] + alpha + max(later, 0.0))
        room.shares[k] = rest * stick
        rest *= 1 - stick
    room.shares[sticks] = rest
    for j in range(room.caught.shape[0]):
        for k in range(sticks + 1):
            caught, missed = room.caught[j, k], max(room.sizes[k] - room.caught[j, k], 0.0)
            room.factors[2 * j + 1, k] = (1 + caught) / (2 + caught + missed)
            room.factors[2 * j, k] = (1 + missed) / (2 + caught + missed)


@njit(cache=True, nogil=True)
def position(room: Room, at: Floats) -> None:
    """Position of the shares and factors in ``room``: the inverse of :func:`unfold`."""
    sticks = room.hazards.size
    _hazards_of_shares(room)
    for k in range(sticks):
        at[k] = math.log(room.hazards[k])
    for j in range(room.caught.shape[0]):
        for k in range(sticks + 1):
            odds = room.factors[2 * j + 1, k] / room.factors[2 * j, k]
            at[sticks + j * (sticks + 1) + k] = math.log(odds)


@njit(cache=True, nogil=True)
def fly(chain: Chain, cells: Cells, room: Room, rng: np.random.Generator, step: float) -> float:
    """One trajectory of Hamiltonian Monte Carlo of random length; gives its acceptance.

    Neal (2011), Handbook of MCMC, chapter 5. ``chain.at`` moves where it is accepted.
    """
    size = chain.at.size
    slope, momentum, to = np.empty(size), rng.standard_normal(size), chain.at.copy()
    reach = min(_TRAJECTORY / step, _MOST_STEPS)
    before = log_density(to, cells, room, slope) - 0.5 * float(momentum @ momentum)
    steps = int(rng.random() * reach) + 1
    chain.tally[3] += steps + 1
    for _ in range(steps):
        for d in range(size):
            momentum[d] += 0.5 * step * chain.scale[d] * slope[d]
            to[d] += step * chain.scale[d] * momentum[d]
        seen = gradient(to, cells, room, slope)
        if not seen > 0:
            return 0.0
        for d in range(size):
            momentum[d] += 0.5 * step * chain.scale[d] * slope[d]
    after = log_likelihood(cells, room, seen) + log_prior(room) - 0.5 * float(momentum @ momentum)
    accept = math.exp(min(0.0, after - before)) if math.isfinite(after) else 0.0
    if rng.random() < accept:
        chain.at[:] = to
    return accept


@njit(cache=True, nogil=True)
def shuffle(chain: Chain, room: Room, rng: np.random.Generator) -> None:
    """Swap labels of random pairs: the likelihood stays, the prior of the shares decides.

    As the label moves of Papaspiliopoulos and Roberts (2008), Biometrika 95:169. A swap keeps
    volume in the shares. The scales go with the classes.
    """
    classes = room.shares.size
    unfold(chain.at, room)
    if classes < 2 or not room.shares.min() > _NOTHING:
        return
    value = _log_prior_shares(room.hazards)
    for _ in range(_SHUFFLES):
        one = int(rng.random() * classes)
        two = (one + 1 + int(rng.random() * (classes - 1))) % classes
        _swap(room.shares, one, two)
        _hazards_of_shares(room)
        new = _log_prior_shares(room.hazards)
        if 1 - rng.random() < math.exp(min(0.0, new - value)):
            value = new
            for k in range(classes - 1):
                chain.at[k] = math.log(room.hazards[k])
            for place in range(classes - 1, chain.at.size, classes):
                _swap(chain.at, place + one, place + two)
                _swap(chain.scale, place + one, place + two)
            _swap(chain.names, one, two)
        else:
            _swap(room.shares, one, two)


@njit(cache=True, nogil=True)
def _swap(values: Floats | Ints, one: int, two: int) -> None:
    kept = values[one]
    values[one] = values[two]
    values[two] = kept


@njit(cache=True, nogil=True)
def _log_prior_shares(hazards: Floats) -> float:
    """Log density of pi itself: that of s, over the volume d pi / d s."""
    total = value = 0.0
    for k in range(hazards.size):
        value += total
        total += hazards[k]
    return value + total - (SHAPE + hazards.size) * math.log(RATE + total)


@njit(cache=True, nogil=True)
def redraw(chain: Chain, cells: Cells, room: Room, rng: np.random.Generator) -> None:
    """Draw everybody's class, the unseen included, and then every parameter (conjugate Gibbs).

    The sweep of Manrique-Vallier (2016), section 4. It moves what trajectories find stiff: a
    class that fills or empties. Where the unseen are too many to be counted nothing is done,
    which is exact, for it depends on their drawn number alone.
    """
    classes = room.shares.size
    unfold(chain.at, room)
    seen = forward(cells, room)
    unseen = _chance(room.products, cells.parent.size - cells.counts.size)
    mean = rng.standard_gamma(cells.observed) * unseen / seen
    if not mean < _CROWD:
        return
    _draw_classes(cells, room, rng, rng.poisson(mean))
    alpha = rng.standard_gamma(SHAPE + classes - 1) / (RATE + room.hazards.sum())
    later = room.sizes[classes - 1]
    for k in range(classes - 2, -1, -1):
        odds = _log_gamma(1 + room.sizes[k], rng) - _log_gamma(alpha + later, rng)
        later += room.sizes[k]
        # s = log(1 + odds)
        hazard = max(odds, 0.0) + math.log1p(math.exp(-abs(odds)))
        chain.at[k] = math.log(hazard) if odds > -30 else odds
    for j in range(room.caught.shape[0]):
        for k in range(classes):
            caught, missed = room.caught[j, k], room.sizes[k] - room.caught[j, k]
            odds = _log_gamma(1 + caught, rng) - _log_gamma(1 + missed, rng)
            chain.at[classes - 1 + j * classes + k] = odds


@njit(cache=True, nogil=True)
def _draw_classes(cells: Cells, room: Room, rng: np.random.Generator, unseen: int) -> None:
    """Multinomial numbers of people by class, summed into ``sizes`` and ``caught``."""
    classes = room.shares.size
    first = cells.parent.size - cells.counts.size
    room.sizes[:] = 0.0
    room.caught[:] = 0.0
    for c in range(cells.counts.size):
        left = unseen if c == 0 else int(cells.counts[c])
        chance = _chance(room.products, first + c)
        for k in range(classes):
            if left == 0:
                break
            mine = room.products[first + c, k]
            # The last class, and the last that has any chance, takes whoever is left.
            drawn = rng.binomial(left, mine / chance) if mine < chance else left
            drawn = left if k == classes - 1 else drawn
            chance -= mine
            left -= drawn
            room.sizes[k] += drawn
            for j in range(cells.on.shape[1]):
                if cells.on[c, j]:
                    room.caught[j, k] += drawn


@njit(cache=True, nogil=True)
def _log_gamma(shape: float, rng: np.random.Generator) -> float:
    """Logarithm of a gamma draw, also where the draw itself would be 0."""
    if shape < 1:
        return math.log(rng.standard_gamma(shape + 1)) + math.log(1 - rng.random()) / shape
    return math.log(rng.standard_gamma(shape))


@njit(cache=True, nogil=True)
def run(
    chain: Chain,
    cells: Cells,
    room: Room,
    rng: np.random.Generator,
    tuning: bool,
    trace: Floats,
) -> None:
    """Take ``len(trace)`` turns; trace: 1 - p_0, and the log likelihood, after each.

    The position's moments are gathered by class. ``tuning`` lets the step follow its acceptance;
    then the draws are warm-up.
    """
    for turn in range(trace.shape[0]):
        accept = fly(chain, cells, room, rng, math.exp(chain.step[0 if tuning else 1]))
        chain.tally[0] += 1
        chain.tally[1] += accept
        chain.tally[2] += accept == 0
        if tuning:
            tune(chain.step, accept)
        shuffle(chain, room, rng)
        for _ in range(_REDRAWS):
            redraw(chain, cells, room, rng)
        gather(chain, chain.at.size)
        unfold(chain.at, room)
        trace[turn, 0] = forward(cells, room)
        trace[turn, 1] = log_likelihood(cells, room, trace[turn, 0])


@njit(cache=True, nogil=True)
def tune(step: Floats, accept: float) -> None:
    """Dual averaging: Hoffman and Gelman (2014), JMLR 15:1593, equation 6, with their constants."""
    step[3] += 1
    share = 1 / (step[3] + 10)
    step[2] += share * (0.8 - accept - step[2])
    step[0] = step[4] - math.sqrt(step[3]) / 0.05 * step[2]
    weight = step[3] ** -0.75
    step[1] += weight * (step[0] - step[1])


@njit(cache=True, nogil=True)
def gather(chain: Chain, rows: int) -> None:
    """Welford's running moments, after the turn's tally.

    From the sticks on to ``rows`` the position has a row of classes after the other, which are
    gathered by class; what comes then has no class.
    """
    classes = chain.names.size
    for d in range(chain.at.size):
        mine = d
        if classes - 1 <= d < rows:
            label = (d - classes + 1) % classes
            mine += chain.names[label] - label
        change = chain.at[d] - chain.moments[0, mine]
        chain.moments[0, mine] += change / chain.tally[0]
        chain.moments[1, mine] += change * (chain.at[d] - chain.moments[0, mine])
