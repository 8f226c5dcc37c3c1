"""When a poll may be said to show "more than half"."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

from vittne.silence.errors import Checks, Refusal
from vittne.silence.model import Poll
from vittne.silence.reporting import DESIGN_EFFECT
from vittne.silence.rounding import rounded


@dataclass(frozen=True, slots=True, kw_only=True)
class PollVerdict:
    """What one published share of one group carries.

    Attributes
    ----------
    poll : str
        Its id.
    share : float or None
        As published, as a fraction.
    n : int or None
        People of the group who were asked; None if it is not published.
    design_effect, level : float
    low, high : float or None
        Wilson's interval; None where n or the share is not known.
    more_than_half : bool or None
        True or False only when a known n says so; None is undecided.
    smallest_n : int or None
        The fewest people of the group at which this share would decide, with this
        design effect. None if no number would (the share is a half, or not known).
    largest_design_effect : float or None
        Below it the n that is known decides; under 1: not even a simple random sample
        of this size would. None if n is not known, or no number would decide.
    refusal : Refusal or None
        Why there is no interval.
    """

    poll: str
    share: float | None
    n: int | None
    design_effect: float
    level: float
    low: float | None
    high: float | None
    more_than_half: bool | None
    smallest_n: int | None
    largest_design_effect: float | None
    refusal: Refusal | None

    def to_dict(self) -> dict[str, object]:
        """Return what JSON holds, shares rounded."""
        interval = None
        if self.low is not None and self.high is not None:
            interval = {"low": rounded(self.low), "high": rounded(self.high), "level": self.level}
        largest = self.largest_design_effect
        return {
            "poll": self.poll,
            "share": self.share,
            "n": self.n,
            "interval": interval,
            "more_than_half": self.more_than_half,
            "would_decide": {
                "smallest_n": self.smallest_n,
                "largest_design_effect": None if largest is None else _rounded_down(largest),
            },
            "refused": None if self.refusal is None else self.refusal.to_dict(),
            "assumptions": {"design_effect": self.design_effect, "level": self.level},
        }


def _rounded_down(effect: float) -> float:
    return math.floor(effect * 10_000) / 10_000


def wilson_interval(
    share: float, n: int, *, design_effect: float = 1.0, level: float = 0.95
) -> tuple[float, float]:
    """Wilson's score interval for a share of ``n`` people, ``n / design_effect`` effective.

    Wilson, Journal of the American Statistical Association 22, 1927.

    Raises
    ------
    UserError
        With everything that is wrong with the arguments.
    """
    _check(share, n, design_effect, level)
    effective = n / design_effect
    z = _z(level)
    middle = (share + z * z / (2 * effective)) / (1 + z * z / effective)
    spread = share * (1 - share) / effective + (z / (2 * effective)) ** 2
    half = z * math.sqrt(spread) / (1 + z * z / effective)
    return max(0.0, middle - half), min(1.0, middle + half)


def _z(level: float) -> float:
    return -NormalDist().inv_cdf((1 - level) / 2)


def _effective_n_that_decides(share: float, level: float) -> float | None:
    """Above it Wilson's interval leaves out a half: n_eff (2 share - 1)^2 > z^2."""
    if share == 0.5:
        return None
    return (_z(level) / (2 * share - 1)) ** 2


def judge_poll(
    poll: Poll, *, design_effect: float = DESIGN_EFFECT, level: float = 0.95
) -> PollVerdict:
    """Whether a poll of the dossier shows "more than half" of its group; see `judge_share`.

    ``poll.group_n`` is the number that counts, never the ``n`` of the whole poll.

    Raises
    ------
    UserError
        With everything that is wrong with the arguments.
    """
    share = None if poll.share_pct is None else poll.share_pct / 100
    return judge_share(share, poll.group_n, poll=poll.id, design_effect=design_effect, level=level)


def judge_share(
    share: float | None,
    n: int | None,
    *,
    poll: str = "",
    design_effect: float = DESIGN_EFFECT,
    level: float = 0.95,
) -> PollVerdict:
    """Whether a share of a group of ``n`` shows "more than half", and if not, what would.

    Parameters
    ----------
    share : float or None
        As published, 0 to 1; None if it is not.
    n : int or None
        People of the group who were asked; None if that is not published.
    poll : str
        The poll's id.
    design_effect : float
        At least 1.
    level : float
        Confidence level.

    Raises
    ------
    UserError
        With everything that is wrong with the arguments.
    """
    _check(share, n, design_effect, level)
    enough = None if share is None else _effective_n_that_decides(share, level)
    low = high = None
    if share is not None and n is not None:
        low, high = wilson_interval(share, n, design_effect=design_effect, level=level)
    smallest_n = None if enough is None else math.floor(enough * design_effect) + 1
    return PollVerdict(
        poll=poll,
        share=share,
        n=n,
        design_effect=design_effect,
        level=level,
        low=low,
        high=high,
        more_than_half=_more_than_half(low, high),
        smallest_n=smallest_n,
        largest_design_effect=n / enough if n is not None and enough else None,
        refusal=_refusal(share, n, smallest_n),
    )


def _check(share: float | None, n: int | None, design_effect: float, level: float) -> None:
    checks = Checks()
    if share is not None:
        checks.share("share_pct", share)
    if n is not None:
        checks.count("n", n, least=1)
    checks.design_effect(design_effect)
    checks.share("level", level, ends=False)
    checks.done()


def _more_than_half(low: float | None, high: float | None) -> bool | None:
    if low is not None and low > 0.5:
        return True
    if high is not None and high < 0.5:
        return False
    return None


def _refusal(share: float | None, n: int | None, smallest_n: int | None) -> Refusal | None:
    needed: dict[str, int | float | bool | str] = {}
    if share is None:
        needed["share"] = "number"
    if n is None:
        needed["group_n"] = smallest_n or "count"
    reasons = tuple(f"no_{name}" for name in needed)
    return Refusal(reasons=reasons, needed=needed) if reasons else None
