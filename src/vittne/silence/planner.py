"""How many people a survey must ask, when the question is put so that answers are safe."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

from vittne.silence.errors import Checks

METHODS = ("direct", "forced", "crosswise", "list")
"""direct: the plain question. forced: forced randomised response. crosswise: "are your
two answers alike?" beside an innocent question. list: list (item count) experiment."""

FORCED_TRUTH = 2 / 3
"""A die: 1 to 4 say the truth, ..."""
FORCED_YES = 1 / 6
"""... 5 say yes, 6 say no."""
CROSSWISE_INNOCENT = 1 / 4
"""Share whose innocent answer is yes, such as a birthday in January to March."""
LIST_VARIANCE = 0.75
"""Variance of the number of innocent items that apply."""
SMALLEST_MARGIN = 0.0001


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveySize:
    """How many people to ask.

    Attributes
    ----------
    people : int
        The nearest whole number of people (of pairs of people for the list experiment).
    exact : float
        Before rounding.
    margin_reached : float
        Half width of the interval that ``people`` answers give.
    """

    method: str
    share: float
    margin: float
    level: float
    design_effect: float
    people: int
    exact: float
    margin_reached: float

    def to_dict(self) -> dict[str, object]:
        """Return what JSON holds, shares rounded."""
        return {
            "method": self.method,
            "share": self.share,
            "margin": self.margin,
            "people": self.people,
            "margin_reached": round(self.margin_reached, 6),
            "assumptions": {
                "level": self.level,
                "design_effect": self.design_effect,
                "rounding": "nearest",
            },
        }


def survey_size(
    method: str, share: float, margin: float, *, level: float = 0.95, design_effect: float = 1.0
) -> SurveySize:
    """People to ask so that the estimated share is within ``margin``: d z^2 V / margin^2.

    V is the variance of one answer's estimate of the share pi:

    - direct: pi (1 - pi)
    - forced: l (1 - l) / t^2 with l = t pi + f, t = 2/3 truth, f = 1/6 forced yes
      (Boruch 1971)
    - crosswise: l (1 - l) / (2 c - 1)^2 with l = c pi + (1 - c)(1 - pi), c = 1/4
      (Yu, Tian & Tang, Metrika 67, 2008)
    - list: 2 (v + pi (1 - pi)) + 2 v with v = 0.75, two equal halves
      (Miller 1984)

    Rounded to the nearest whole number, the convention behind the well-known 384; what
    that number reaches is in ``margin_reached``.

    Raises
    ------
    UserError
        With everything that is wrong with the arguments.
    """
    checks = Checks()
    if method not in METHODS:
        hint = f"One of {', '.join(METHODS)}."
        checks.add("method", method, f"{method!r} is no way of asking that is known here.", hint)
    checks.share("share", share)
    if checks.share("margin", margin, ends=False) and margin < SMALLEST_MARGIN:
        hint = "Write 3 points as 0.03."
        checks.add("margin", margin, f"A margin of {margin!r} is finer than any survey.", hint)
    checks.share("level", level, ends=False)
    checks.design_effect(design_effect)
    checks.done()
    z = -NormalDist().inv_cdf((1 - level) / 2)
    variance = design_effect * _variance(method, share)
    exact = z * z * variance / margin**2
    group = 2 if method == "list" else 1
    people = max(1, math.floor(exact / group + 0.5)) * group
    return SurveySize(
        method=method,
        share=share,
        margin=margin,
        level=level,
        design_effect=design_effect,
        people=people,
        exact=exact,
        margin_reached=z * math.sqrt(variance / people),
    )


def _variance(method: str, share: float) -> float:
    """Variance of the estimate from one answer (of two halves, per person in both)."""
    if method == "forced":
        yes = FORCED_TRUTH * share + FORCED_YES
        return yes * (1 - yes) / FORCED_TRUTH**2
    if method == "crosswise":
        alike = CROSSWISE_INNOCENT * share + (1 - CROSSWISE_INNOCENT) * (1 - share)
        return alike * (1 - alike) / (2 * CROSSWISE_INNOCENT - 1) ** 2
    if method == "list":
        return 2 * (LIST_VARIANCE + share * (1 - share)) + 2 * LIST_VARIANCE
    return share * (1 - share)
