"""What may be said with few assumptions: Chao's lower bound, independence, a sensitivity dial.

Each is a closed form or the root of one equation; none needs random numbers. Where the cells leave
one undefined it refuses and says what would be needed.

References
----------
Chao, Biometrics 43, 1987, 783-791. Rivest & Baillargeon, Biometrics 63, 2007, 999-1006.
Darroch, Biometrika 45, 1958, 343-359. Cormack, Biometrics 48, 1992, 567-576.
Aleshin-Guendel, Sadinle & Wakefield, arXiv 2101.09304.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from statistics import NormalDist
from typing import Any

import numpy as np
from scipy.optimize import brentq, minimize_scalar
from scipy.special import gammaln, xlogy

from vittne.estimate.loglinear_choice import Counts, fit_all
from vittne.estimate.loglinear_kernel import EXISTS
from vittne.estimate.loglinear_models import ModelSet, main_terms, masks
from vittne.estimate.result import Ints, Reason
from vittne.estimate.table import FEWEST_LISTS, CaptureTable

ODDS_RATIOS = (0.25, 0.5, 1.0, 2.0, 4.0)
"""Settings of the dial, unless others are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """One number with its assumption.

    Attributes
    ----------
    name : str
        ``chao_lists``, ``chao_alike`` or ``independence``.
    value, low, high : float or None
        N, the n observed included, and its interval; None where the bound refuses.
    assumption : str
        What must hold, for people.
    sentence : str
        What is said, or why nothing.
    refusal : Reason or None
    """

    name: str
    value: float | None
    low: float | None
    high: float | None
    assumption: str
    sentence: str
    refusal: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The dial at one odds ratio; ``value`` None: these lists speak against the setting."""

    odds_ratio: float
    value: float | None
    low: float | None
    high: float | None
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dial:
    """N as a function of what nobody can observe.

    Attributes
    ----------
    kind : str
        ``pair``: the odds ratio between two lists, whatever the others; ``highest_order``: the
        highest-order interaction of all lists.
    lists : tuple of str
    settings : tuple of Setting
        Empty where the dial refuses.
    refusal : Reason or None
    """

    kind: str
    lists: tuple[str, ...]
    settings: tuple[Setting, ...] = ()
    refusal: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What :func:`bounds` answers.

    Attributes
    ----------
    observed : int
    level : float
        Of the intervals.
    chao_lists, chao_alike, independence : Bound
    dials : tuple of Dial
        Pairs of lists, the one that is measured best first; then the highest order.
    """

    observed: int
    level: float
    chao_lists: Bound
    chao_alike: Bound
    independence: Bound
    dials: tuple[Dial, ...]

    def to_dict(self) -> Mapping[str, Any]:
        """JSON values."""
        return asdict(self)


def bounds(
    table: CaptureTable, *, level: float = 0.95, odds_ratios: Sequence[float] = ODDS_RATIOS
) -> Bounds:
    """Everything of this module for one table.

    Parameters
    ----------
    table : CaptureTable
    level : float
        Of the intervals.
    odds_ratios : sequence of float
        Settings of the dial, positive.

    Raises
    ------
    ValueError
        If an odds ratio is not positive.
    """
    if any(not 0 < ratio < math.inf for ratio in odds_ratios):
        raise ValueError("an odds ratio is a positive number")
    return Bounds(
        observed=table.observed,
        level=level,
        chao_lists=chao_lists(table, level),
        chao_alike=chao_alike(table, level),
        independence=independent(table, level),
        dials=(*pair_dials(table, level, odds_ratios), highest_order(table, level, odds_ratios)),
    )


def _frequencies(table: CaptureTable) -> tuple[int, int]:
    """f1 and f2: people on exactly one list, and on exactly two."""
    on = [sum(pattern) for pattern in table.patterns]
    return (
        sum(c for c, k in zip(table.counts, on, strict=True) if k == 1),
        sum(c for c, k in zip(table.counts, on, strict=True) if k == 2),
    )


def _number(value: float) -> str:
    return f"{round(value):,}"


def _ends(low: float, high: float) -> str:
    """Write an interval, its ends rounded outward."""
    return f"{math.floor(low):,} to {math.ceil(high):,}"


def _lognormal(unseen: float, variance: float, level: float) -> tuple[float, float]:
    """Interval of a positive number whose logarithm is about normal (Chao 1987)."""
    reach = NormalDist().inv_cdf((1 + level) / 2)
    factor = math.exp(reach * math.sqrt(math.log1p(variance / unseen**2)))
    return unseen / factor, unseen * factor


def _refused(name: str, assumption: str, rule: str, text: str) -> Bound:
    return Bound(
        name=name,
        value=None,
        low=None,
        high=None,
        assumption=assumption,
        sentence=text,
        refusal=Reason(rule=rule, text=text),
    )


def _at_least(
    name: str, assumption: str, n: int, unseen: float, variance: float, level: float
) -> Bound:
    low, high = (n + end for end in _lognormal(unseen, variance, level))
    return Bound(
        name=name,
        value=n + unseen,
        low=low,
        high=high,
        assumption=assumption,
        sentence=f"At least about {_number(n + unseen)} people ({_ends(low, high)}), if "
        f"{assumption}; {n:,} of them are documented.",
    )


NO_OVERLAP = "Nobody is on two lists: these lists give no bound. Needed: people found on two lists."


def chao_alike(table: CaptureTable, level: float = 0.95) -> Bound:
    """Chao's lower bound from f1 and f2, when lists are alike and people differ.

    ``N >= n + k f1^2 / (2 f2)`` with ``k = (J - 1) / J``: Cauchy and Schwarz on the moments of a
    mixture of binomials of J lists (Chao 1987; her formula is the limit of many lists, k = 1).
    Where lists differ much in size it can exceed N: then :func:`chao_lists` is the bound.
    """
    name = "chao_alike"
    assumption = "people differ in how easily they are found and all lists find equally many"
    singles, doubles = _frequencies(table)
    if not doubles:
        text = NO_OVERLAP.replace("two lists:", "exactly two lists:")
        return _refused(name, assumption, "no_overlap", text)
    if not singles:
        text = "Nobody is on one list alone: f1 = 0, and the bound is the number documented."
        return _refused(name, assumption, "no_singles", text)
    k = (len(table.lists) - 1) / len(table.lists)
    ratio = singles / doubles
    unseen = k * singles * ratio / 2
    variance = doubles * (k / 2 * ratio**2 + k**2 * ratio**3 + k**2 / 4 * ratio**4)
    return _at_least(name, assumption, table.observed, unseen, variance, level)


def chao_lists(table: CaptureTable, level: float = 0.95) -> Bound:
    """Chao's lower bound when lists and people both differ (Rivest & Baillargeon 2007).

    On the cells of one and of two lists the expected counts are ``a_i`` and ``a_i a_j / m``, with
    ``m = m1^2 / m2`` of the moments of the people's odds; the people on no list are m0 of them,
    and ``m0 m2 >= m1^2``. So m, by maximum likelihood on these cells, bounds them from below. With
    two lists it is Lincoln and Petersen's estimate.
    """
    name = "chao_lists"
    assumption = "lists depend on each other only because some people are easier to find"
    singles, doubles = _frequencies(table)
    if not doubles:
        text = NO_OVERLAP.replace("two lists:", "exactly two lists:")
        return _refused(name, assumption, "no_overlap", text)
    found = _moments(table)
    if found is None:
        text = (
            f"The {singles:,} people on one list and the {doubles:,} on two do not determine the "
            "bound. Needed: people on one list only, and overlaps between more pairs of lists."
        )
        return _refused(name, assumption, "not_identified", text)
    unseen, variance = found
    return _at_least(name, assumption, table.observed, unseen, variance, level)


def _moments(table: CaptureTable) -> tuple[float, float] | None:
    """The bound on the people on no list, and its variance; None where there is no maximum.

    Cells of three lists and more are left out of the model of single lists: as terms that nobody
    satisfies, which fixes them at zero.
    """
    cells = table.cells.astype(np.float64)
    cells[[cell for cell in range(cells.size) if cell.bit_count() > 2]] = 0
    lists = len(table.lists)
    fits = fit_all(Counts(cells), ModelSet.of([(*main_terms(lists), *masks(lists, 3))]))
    if fits.status[0] != EXISTS:
        return None
    unseen = math.exp(fits.log_unseen[0])
    return unseen, unseen + unseen**2 * float(fits.variance[0])


def independent(table: CaptureTable, level: float = 0.95) -> Bound:
    """Maximum likelihood under mutually independent lists; interval by profile likelihood.

    N solves ``1 - n / N = prod(1 - n_j / N)`` (Darroch 1958); of two lists it is ``n1 n2 / m``. The
    interval holds the N whose profile likelihood is within half a chi-square quantile of the
    greatest (Cormack 1992): it needs no normal approximation and never falls below n.
    """
    name = "independence"
    assumption = "being on one list changes nothing about being on another"
    sizes = np.array([sum(c for p, c in _rows(table) if p[j]) for j in range(len(table.lists))])
    n = table.observed
    if sizes.sum() == n:
        return _refused(name, assumption, "no_overlap", NO_OVERLAP)
    value = _darroch(n, sizes)
    low, high = _profile_interval(n, sizes, value, level)
    return Bound(
        name=name,
        value=value,
        low=low,
        high=high,
        assumption=assumption,
        sentence=f"About {_number(value)} people ({_ends(low, high)}), if "
        f"{assumption}; {n:,} of them are documented.",
    )


def _rows(table: CaptureTable) -> Iterator[tuple[tuple[bool, ...], int]]:
    return zip(table.patterns, table.counts, strict=True)


def _darroch(n: int, sizes: Ints) -> float:
    def excess(total: float) -> float:
        return float(1 - n / total - np.prod(1 - sizes / total))

    if sizes.max() == n:
        return float(n)  # one list holds everybody
    high = 2.0 * n
    while excess(high) <= 0:
        high *= 2
    return float(brentq(excess, n, high, rtol=1e-14))


def _profile_interval(n: int, sizes: Ints, value: float, level: float) -> tuple[float, float]:
    def height(total: float) -> float:
        rest = total - sizes
        return float(
            gammaln(total + 1)
            - gammaln(total - n + 1)
            + (xlogy(rest, rest) - xlogy(total, total)).sum()
        )

    # Near Darroch's root, which counts people on average where this counts whole ones.
    peak = minimize_scalar(
        lambda total: -height(total), bounds=(n, 2 * value), options={"xatol": 1e-6 * value}
    )
    allowed = NormalDist().inv_cdf((1 + level) / 2) ** 2

    def beyond(total: float) -> float:
        return 2 * (-float(peak.fun) - height(total)) - allowed

    low = float(n) if beyond(n) <= 0 else float(brentq(beyond, n, peak.x))
    high = peak.x + 1
    while beyond(high) <= 0:
        high = n + 2 * (high - n)
    return low, float(brentq(beyond, peak.x, high))


def pair_dials(
    table: CaptureTable, level: float = 0.95, odds_ratios: Sequence[float] = ODDS_RATIOS
) -> tuple[Dial, ...]:
    """The dial of each pair of lists, the pair that is measured best first.

    Of the two lists alone (whatever the others say) ``people on neither = odds ratio x b c / m``;
    m are on both, b and c on one. Identified by the odds ratio alone: the marginal no-highest-order
    assumption of two lists (Aleshin-Guendel et al.) is the setting 1. The first pair is the one
    whose ``b c / m`` has the smallest relative error. Nothing is assumed about the other lists;
    but where they hold more people than the setting leaves on neither, it is contradicted.
    """
    splits = [_split(table, i, j) for i, j in combinations(range(len(table.lists)), 2)]
    splits.sort(key=lambda split: split.relative)
    return tuple(_pair_dial(table.observed, split, level, odds_ratios) for split in splits)


@dataclass(frozen=True, slots=True)
class _Split:
    """Two lists by themselves: people on both, and on one of them only."""

    names: tuple[str, str]
    both: int
    first: int
    second: int

    @property
    def relative(self) -> float:
        """Variance of the logarithm of ``b c / m`` (delta method); infinite with an empty cell."""
        cells = (self.both, self.first, self.second)
        return sum(1 / cell for cell in cells) if all(cells) else math.inf


def _split(table: CaptureTable, i: int, j: int) -> _Split:
    return _Split(
        names=(table.lists[i], table.lists[j]),
        both=sum(c for p, c in _rows(table) if p[i] and p[j]),
        first=sum(c for p, c in _rows(table) if p[i] and not p[j]),
        second=sum(c for p, c in _rows(table) if p[j] and not p[i]),
    )


def _pair_dial(n: int, split: _Split, level: float, odds_ratios: Sequence[float]) -> Dial:
    if math.isinf(split.relative):
        return Dial(kind="pair", lists=split.names, refusal=_no_pair(split))
    seen = split.both + split.first + split.second
    neither = split.first * split.second / split.both
    words = (_pair_words(split.names, ratio) for ratio in odds_ratios)
    return Dial(
        kind="pair",
        lists=split.names,
        settings=tuple(
            _setting(n, seen, ratio * neither, split.relative, level, ratio, text)
            for ratio, text in zip(odds_ratios, words, strict=True)
        ),
    )


def _no_pair(split: _Split) -> Reason:
    a, b = split.names
    if not split.both:
        text = f"Nobody is on both {a} and {b}. Needed: people found on both."
    elif not split.first and not split.second:
        text = f"{a} and {b} hold the same people. Needed: people found on one of them only."
    else:
        part, whole = (a, b) if not split.first else (b, a)
        text = f"{part} is a part of {whole}. Needed: people on {part} who are not on {whole}."
    return Reason(rule="empty_cell", text=text)


def _pair_words(names: tuple[str, str], ratio: float) -> str:
    a, b = names
    if ratio == 1:
        return f"If being on {b} makes being on {a} neither more nor less likely"
    return (
        f"If the odds of being on {a} are {ratio:g} times as high for people on {b} as for people "
        f"who are not on {b}"
    )


def _setting(
    n: int, seen: int, missing: float, relative: float, level: float, ratio: float, words: str
) -> Setting:
    """One setting: ``seen`` people are counted, ``missing`` are the rest of N.

    ``relative`` is the variance of the logarithm of what the cells say of ``missing``.
    """
    low, high = _lognormal(missing, missing + missing**2 * relative, level)
    if seen + missing < n:
        return Setting(
            odds_ratio=ratio,
            value=None,
            low=None,
            high=None,
            sentence=f"{words}, there are about {_number(seen + missing)} people, fewer than the "
            f"{n:,} documented: these lists speak against it.",
        )
    value, low, high = seen + missing, max(float(n), seen + low), seen + high
    return Setting(
        odds_ratio=ratio,
        value=value,
        low=low,
        high=high,
        sentence=f"{words}, there are about {_number(value)} people ({_ends(low, high)}); "
        f"{n:,} of them are documented.",
    )


def highest_order(
    table: CaptureTable, level: float = 0.95, odds_ratios: Sequence[float] = ODDS_RATIOS
) -> Dial:
    """The dial of all lists: ``N0 = ratio x (cells of odd size) / (cells of even size)``.

    The setting 1 is no highest-order interaction (Bishop, Fienberg & Holland 1975, chapter 6;
    Aleshin-Guendel et al.): everything that can be learnt from the cells is, and one
    number is assumed. It is a product over all 2^J - 1 cells: one that is empty makes it 0 or
    infinite, so it refuses; to fill the cells with small numbers would be to choose the answer.
    """
    cells = table.cells[1:].astype(np.float64)
    empty = int((cells == 0).sum())
    if empty:
        text = (
            f"{empty} of the {cells.size} combinations of lists hold nobody, and the answer is a "
            "product over all of them. Needed: people in each combination, or fewer lists; or the "
            "dial of one pair of lists."
        )
        return Dial(
            kind="highest_order", lists=table.lists, refusal=Reason(rule="empty_cell", text=text)
        )
    sign = np.array([1 if cell.bit_count() % 2 else -1 for cell in range(1, cells.size + 1)])
    unseen = math.exp(float(sign @ np.log(cells)))
    relative = float((1 / cells).sum())
    n = table.observed
    return Dial(
        kind="highest_order",
        lists=table.lists,
        settings=tuple(
            _setting(
                n, n, ratio * unseen, relative, level, ratio, _highest_words(table.lists, ratio)
            )
            for ratio in odds_ratios
        ),
    )


def _highest_words(names: tuple[str, ...], ratio: float) -> str:
    if ratio != 1:
        return (
            f"If there are {ratio:g} times as many people on no list as without an interaction of "
            "all lists"
        )
    last = names[-1]
    if len(names) == FEWEST_LISTS:
        return f"If being on {last} makes being on {names[0]} neither more nor less likely"
    others = f"{', '.join(names[:-2])} and {names[-2]}"
    return (
        f"If what ties {others} together is the same among people on {last} and among people who "
        "are not on it (no interaction of all lists)"
    )
