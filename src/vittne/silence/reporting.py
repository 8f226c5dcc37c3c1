"""Which share of victims reports, from a survey that asked them."""

from __future__ import annotations

from dataclasses import dataclass

from vittne.silence.errors import Checks, Refusal
from vittne.silence.model import ReportingSurvey
from vittne.silence.rounding import rounded
from vittne.silence.special import beta_quantile

DESIGN_EFFECT = 1.5
"""Discount on the number of people asked: no survey here is a simple random sample."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingShare:
    """Posterior of the share that reports: a beta distribution for each end of the base.

    Attributes
    ----------
    reported, asked_low, asked_high : int
        People; the base is a range where the source leaves it open.
    design_effect, level : float
    low, high : float
        Hull of the equal-tailed posterior intervals over the range of the base.
    median_low, median_high : float
        The posterior medians at ``asked_high`` and ``asked_low``.
    """

    reported: int
    asked_low: int
    asked_high: int
    design_effect: float
    level: float
    low: float
    high: float
    median_low: float
    median_high: float

    @property
    def posteriors(self) -> tuple[tuple[float, float], ...]:
        """(a, b) of the beta posterior at ``asked_low`` and at ``asked_high``."""
        return tuple(
            _posterior(self.reported, asked, self.design_effect)
            for asked in (self.asked_low, self.asked_high)
        )

    def to_dict(self) -> dict[str, object]:
        """Return what JSON holds, shares rounded."""
        return {
            "reported": self.reported,
            "asked": {"low": self.asked_low, "high": self.asked_high},
            "share_reporting": {
                "low": rounded(self.low),
                "high": rounded(self.high),
                "level": self.level,
                "median": {"low": rounded(self.median_low), "high": rounded(self.median_high)},
            },
            "assumptions": {
                "prior": "jeffreys",
                "design_effect": self.design_effect,
                "level": self.level,
            },
        }


def reporting_share(
    reported: int,
    asked_low: int,
    asked_high: int,
    *,
    design_effect: float = DESIGN_EFFECT,
    level: float = 0.95,
) -> ReportingShare:
    """Posterior of the share that reports, Beta(1/2 + y/d, 1/2 + (n - y)/d).

    Jeffreys' prior; y of n had reported; both counts are divided by the design effect
    d (effective sample size, Kish, Survey Sampling, 1965).

    Raises
    ------
    UserError
        With everything that is wrong with the arguments.
    """
    _check(reported, asked_low, asked_high, design_effect, level)
    few = _posterior(reported, asked_low, design_effect)
    many = _posterior(reported, asked_high, design_effect)
    tail = (1 - level) / 2
    # The share falls as the base grows: the range's ends make the hull.
    return ReportingShare(
        reported=reported,
        asked_low=asked_low,
        asked_high=asked_high,
        design_effect=design_effect,
        level=level,
        low=beta_quantile(tail, *many),
        high=1 - beta_quantile(tail, few[1], few[0]),
        median_low=beta_quantile(0.5, *many),
        median_high=beta_quantile(0.5, *few),
    )


def _check(
    reported: int, asked_low: int, asked_high: int, design_effect: float, level: float
) -> None:
    checks = Checks()
    known = checks.count("reported", reported)
    asked = checks.count("asked_low", asked_low, least=1)
    if asked & checks.count("asked_high", asked_high, least=1):
        checks.ordered("asked_low", asked_low, asked_high)
    if known and asked and reported > asked_low:
        message = f"{reported} people reported, but only {asked_low} were asked."
        checks.add("reported", reported, message, "Count only people who were asked.")
    checks.design_effect(design_effect)
    checks.share("level", level, ends=False)
    checks.done()


def _posterior(reported: int, asked: int, design_effect: float) -> tuple[float, float]:
    return 0.5 + reported / design_effect, 0.5 + (asked - reported) / design_effect


def judge_survey(
    survey: ReportingSurvey, *, design_effect: float = DESIGN_EFFECT, level: float = 0.95
) -> ReportingShare | Refusal:
    """The posterior from a row of the dossier; refused where it has no counts.

    A published percentage without its base carries no interval.
    """
    bases = [asked for asked in (survey.asked_low, survey.asked_high) if asked is not None]
    if survey.reported is None or not bases:
        lacking = {"reported": survey.reported is None, "asked": not bases}
        names = tuple(name for name, lacks in lacking.items() if lacks)
        return Refusal(
            reasons=tuple(f"no_{name}" for name in names), needed=dict.fromkeys(names, "count")
        )
    return reporting_share(
        survey.reported, min(bases), max(bases), design_effect=design_effect, level=level
    )
