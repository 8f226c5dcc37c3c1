"""How many victims, from complaints and a reporting share: refused unless trusted."""

from __future__ import annotations

import math
from dataclasses import dataclass

from vittne.silence.errors import Checks, Refusal
from vittne.silence.reporting import ReportingShare
from vittne.silence.special import log_beta

FEWEST_COMPLAINTS = 5
"""With fewer, the number of victims is the prior's and not the data's."""

MOST_COMPLAINTS = 100_000
"""So many terms are summed in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Multiplier:
    """Quantiles of the number of victims N. There is no mean: it may be infinite.

    Attributes
    ----------
    complaints : int
    median_low, median_high : int
        Posterior medians at the two ends of the survey's base.
    low, high : int
        Hull of the equal-tailed intervals over the survey's base.
    level : float
    reporting : ReportingShare
    """

    complaints: int
    low: int
    median_low: int
    median_high: int
    high: int
    level: float
    reporting: ReportingShare

    def to_dict(self) -> dict[str, object]:
        """Return what JSON holds, shares rounded."""
        return {
            "verdict": "usable",
            "complaints": self.complaints,
            "victims": {
                "low": self.low,
                "high": self.high,
                "level": self.level,
                "median": {"low": self.median_low, "high": self.median_high},
            },
            "assumptions": {
                "register": "trusted",
                "prior": "one_over_n",
                "design_effect": self.reporting.design_effect,
            },
        }


def multiplier(
    complaints: int, reporting: ReportingShare, *, register_trusted: bool, level: float = 0.95
) -> Multiplier | Refusal:
    """Posterior quantiles of N from r complaints: r ~ Binomial(N, p), p from a survey.

    The prior of N is proportional to 1/N, so N - r given p is negative binomial; p is
    integrated out over the survey's beta posterior. Then P(N > n) equals the chance
    that n victims would make fewer than r complaints, which is a sum of r terms.

    Refused with fewer than ``FEWEST_COMPLAINTS`` complaints, and unless the register is
    declared to take down every complaint that is filed: an untrusted zero would pull N
    down to what is documented.

    Raises
    ------
    UserError
        With everything that is wrong with the arguments.
    """
    checks = Checks()
    checks.count("complaints", complaints, most=MOST_COMPLAINTS)
    checks.share("level", level, ends=False)
    checks.done()
    refusal = _refusal(complaints, register_trusted)
    if refusal is not None:
        return refusal
    few, many = reporting.posteriors
    tail = (1 - level) / 2
    return Multiplier(
        complaints=complaints,
        low=_quantile(1 - tail, complaints, *few),
        median_low=_quantile(0.5, complaints, *few),
        median_high=_quantile(0.5, complaints, *many),
        high=_quantile(tail, complaints, *many),
        level=level,
        reporting=reporting,
    )


def _refusal(complaints: int, register_trusted: bool) -> Refusal | None:
    reasons, needed = [], {}
    if complaints < FEWEST_COMPLAINTS:
        reasons.append("too_few_complaints")
        needed["complaints"] = FEWEST_COMPLAINTS
    if not register_trusted:
        reasons.append("register_not_trusted")
        needed["register_trusted"] = True
    return Refusal(reasons=tuple(reasons), needed=needed) if reasons else None


def _quantile(above: float, complaints: int, a: float, b: float) -> int:
    """The smallest n with P(N > n) <= above."""
    low, high = complaints - 1, complaints  # N is never as small as low
    while _fewer(complaints, high, a, b) > above:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        enough = _fewer(complaints, middle, a, b) <= above
        low, high = (low, middle) if enough else (middle, high)
    return high


def _fewer(complaints: int, victims: int, a: float, b: float) -> float:
    """P(fewer than ``complaints`` of ``victims``), beta-binomial with a, b."""
    log_chance = log_beta(a, b + victims) - log_beta(a, b)
    chances = [math.exp(log_chance)]
    for k in range(complaints - 1):
        odds = (victims - k) / (k + 1) * (a + k) / (b + victims - k - 1)
        if odds <= 0:
            break
        log_chance += math.log(odds)
        chances.append(math.exp(log_chance))
    return math.fsum(chances)
