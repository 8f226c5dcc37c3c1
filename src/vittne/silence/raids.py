"""How many of D people file, when those seized in one raid decide alike.

One raid of m people has its own share, drawn from a beta distribution with mean p and
within-raid correlation rho; the number of complaints from it is beta-binomial, that
from all raids the sum of independent ones. The last raid is smaller if m does not
divide D. With rho = 0 every person decides alone (binomial), with rho = 1 a raid
decides as one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul


@dataclass(frozen=True, slots=True)
class Raids:
    """People in raids of ``size``; raids of one are people who decide alone."""

    people: int
    size: int = 1
    rho: float = 0.0

    def sizes(self) -> tuple[tuple[int, int], ...]:
        """(size, how many raids of it)."""
        full, rest = divmod(self.people, self.size)
        return tuple((m, count) for m, count in ((self.size, full), (rest, 1)) if m and count)

    def log_chance_of_none(self, share: float) -> float:
        """Natural logarithm of P(0); minus infinity where it is impossible."""
        return math.fsum(n * _log_none(m, share, self.rho) for m, n in self.sizes())

    def chance_of_at_most(self, complaints: int, share: float) -> float:
        """P(R <= complaints)."""
        if complaints < 0:
            return 0.0
        if complaints >= self.people:
            return 1.0
        if complaints == 0:
            return math.exp(self.log_chance_of_none(share))
        if 2 * complaints >= self.people:  # fewer terms from the other end
            silent = self.people - complaints - 1
            return max(0.0, 1 - self.chance_of_at_most_silent(silent, share))
        return self._sum_of_raids(complaints, share)

    def chance_of_at_most_silent(self, silent: int, share: float) -> float:
        """P(D - R <= silent): filing and keeping silent are mirror images."""
        return self.chance_of_at_most(silent, 1 - share)

    def _sum_of_raids(self, complaints: int, share: float) -> float:
        terms = complaints + 1
        total = [1.0]
        for size, count in self.sizes():
            one = raid_probabilities(size, share, self.rho)[:terms]
            total = _convolve(total, _power(one, count, terms), terms)
        return min(1.0, math.fsum(total))


def _log_none(size: int, share: float, rho: float) -> float:
    """Logarithm of P(0) of one raid: the product over j of 1 - p (1 - rho) / (1 + (j - 1) rho).

    The published B(a, b + m) / B(a, b) with a = p phi, b = (1 - p) phi and
    phi = (1 - rho) / rho, written so that rho = 0 and rho = 1 are no special cases.
    """
    if share >= 1:
        return -math.inf
    if rho == 0 or size == 1:
        return size * math.log1p(-share)
    spread = share * (1 - rho)
    return math.fsum(math.log1p(-spread / (1 - rho + j * rho)) for j in range(1, size)) + (
        math.log1p(-share)
    )


def raid_probabilities(size: int, share: float, rho: float) -> list[float]:
    """P(0), ..., P(size) complaints from one raid: the beta-binomial distribution.

    P(k) = C(m, k) [p (p + rho') ...] [q (q + rho') ...] / [1 (1 + rho') ...], with
    p, q and 1 multiplied by 1 - rho and rho' = rho: so rho may be 0 or 1.
    """
    if share in (0, 1):
        return [float(k == size * share) for k in range(size + 1)]
    filed = _log_rises(share, rho, size)
    silent = _log_rises(1 - share, rho, size)
    whole = _log_rises(1.0, rho, size)[size]
    # Where some file and some do not, one factor 1 - rho more remains above.
    mixed = math.log1p(-rho) if rho < 1 else -math.inf
    logs = [
        _log_choose(size, k)
        + filed[k]
        + silent[size - k]
        - whole
        + (mixed if 0 < k < size else 0.0)
        for k in range(size + 1)
    ]
    return [math.exp(x) for x in logs]


def _log_rises(start: float, rho: float, size: int) -> list[float]:
    """Logarithms of start * prod over 1 <= i < k of (start (1 - rho) + i rho), k = 0 ... size."""
    logs = [0.0, math.log(start)]
    base = start * (1 - rho)
    for i in range(1, size):
        logs.append(logs[-1] + math.log(base + i * rho))
    return logs


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def _power(one: Sequence[float], exponent: int, terms: int) -> list[float]:
    """The distribution of a sum of ``exponent`` equal raids, its first ``terms`` terms."""
    result, square = [1.0], list(one)
    while exponent:
        if exponent & 1:
            result = _convolve(result, square, terms)
        exponent >>= 1
        if exponent:
            square = _convolve(square, square, terms)
    return result


def _convolve(a: Sequence[float], b: Sequence[float], terms: int) -> list[float]:
    backwards = list(reversed(b))
    n, m = len(a), len(b)
    sums = []
    for k in range(min(terms, n + m - 1)):
        start, stop = max(0, k - m + 1), min(n, k + 1)
        shift = m - 1 - k
        sums.append(sum(map(mul, a[start:stop], backwards[start + shift : stop + shift])))
    return sums
