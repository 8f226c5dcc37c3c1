"""The share that can have filed and been registered, when r of D people complained."""

from __future__ import annotations

import math
from dataclasses import dataclass

from vittne.silence.errors import Checks
from vittne.silence.raids import Raids
from vittne.silence.rounding import rounded, rounded_complement
from vittne.silence.special import beta_quantile, find_root

MOST_TERMS = 2000
"""The time of a convolution grows with the square of its terms; this many take seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredShare:
    """Limits of the share of victims whose complaint is filed and registered.

    Attributes
    ----------
    documented, complaints : int
        D and r; nobody disputes them.
    low, high : float
        With raids if they are given, else as if everybody decided alone.
    independent_low, independent_high : float
        As if everybody decided alone.
    level : float
        Confidence level, such as 0.95.
    sided : str
        ``one`` if there is no complaint (an upper limit), else ``two``.
    raid_size, rho : int and float, or None
        How many people are seized together, and how alike they decide.
    """

    documented: int
    complaints: int
    low: float
    high: float
    independent_low: float
    independent_high: float
    level: float
    sided: str
    raid_size: int | None
    rho: float | None

    @property
    def not_registered_at_least(self) -> float:
        """The smallest share without a registered complaint: 1 - high."""
        return 1 - self.high

    @property
    def observed_not_registered(self) -> float:
        """The share without a complaint among those documented: 1 - r / D."""
        return 1 - self.complaints / self.documented

    @property
    def assumptions(self) -> dict[str, object]:
        """What the limits rest on, in codes."""
        return {
            "independence": "between_people" if self.raid_size is None else "between_raids",
            "raid_size": self.raid_size,
            "rho": self.rho,
            "level": self.level,
        }

    def to_dict(self) -> dict[str, object]:
        """The object that ``vittne silence --json`` prints (shares rounded)."""
        return {
            "documented": self.documented,
            "complaints": self.complaints,
            "share_registered": {
                "low": rounded(self.low),
                "high": rounded(self.high),
                "level": self.level,
                "sided": self.sided,
                "independent": {
                    "low": rounded(self.independent_low),
                    "high": rounded(self.independent_high),
                },
            },
            "share_not_registered_at_least": rounded_complement(self.high),
            "assumptions": self.assumptions,
        }


def registered_share(
    documented: int,
    complaints: int,
    *,
    raid_size: int | None = None,
    rho: float | None = None,
    level: float = 0.95,
) -> RegisteredShare:
    """Exact limits of the filed-and-registered share p c from r complaints of D people.

    Without a complaint the limit is one-sided: the largest share at which silence still
    has a chance of ``1 - level``. With complaints both tails get half of it
    (Clopper & Pearson, Biometrika 26, 1934). With raids the same is done with the
    distribution of :mod:`vittne.silence.raids`.

    Parameters
    ----------
    documented : int
        People, at least 1.
    complaints : int
        Complaints made by people *among the documented*: 0 to ``documented``.
    raid_size : int, optional
        People seized together; the last raid is smaller if it does not divide
        ``documented``. Only together with ``rho``.
    rho : float, optional
        Correlation of decisions within a raid, 0 to 1. To be chosen before looking.
    level : float
        Confidence level, between 0 and 1.

    Raises
    ------
    UserError
        With everything that is wrong with the arguments.
    """
    _check(documented, complaints, raid_size, rho, level)
    alone = _limits_alone(documented, complaints, level)
    together = alone
    if raid_size is not None and rho is not None:
        together = _limits(Raids(documented, raid_size, rho), complaints, level)
    return RegisteredShare(
        documented=documented,
        complaints=complaints,
        low=together[0],
        high=together[1],
        independent_low=alone[0],
        independent_high=alone[1],
        level=level,
        sided="two" if complaints else "one",
        raid_size=raid_size,
        rho=rho,
    )


def _check(
    documented: int, complaints: int, raid_size: int | None, rho: float | None, level: float
) -> None:
    checks = Checks()
    possible = checks.documented_and_complaints(documented, complaints)
    in_raids = checks.raids(raid_size, rho) and raid_size is not None
    if possible and in_raids and min(complaints, documented - complaints) > MOST_TERMS:
        checks.add(
            "complaints",
            complaints,
            f"With raids, {complaints} complaints of {documented} people take too long to compute.",
            f"At most {MOST_TERMS} people may complain, or be silent; or leave the raids out.",
        )
    checks.share("level", level, ends=False)
    checks.done()


def _tail(complaints: int, level: float) -> float:
    """The chance that each limit may err with."""
    return (1 - level) / 2 if complaints else 1 - level


def _limits_alone(documented: int, complaints: int, level: float) -> tuple[float, float]:
    r, silent, tail = complaints, documented - complaints, _tail(complaints, level)
    low = beta_quantile(tail, r, silent + 1) if r else 0.0
    if r == 0:
        return low, -math.expm1(math.log(tail) / documented)
    high = 1 - beta_quantile(tail, silent, r + 1) if silent else 1.0
    return low, high


def _limits(raids: Raids, complaints: int, level: float) -> tuple[float, float]:
    tail, low, high = _tail(complaints, level), 0.0, 1.0
    if complaints:  # the share at which so many have the chance tail
        fewer = complaints - 1
        low = find_root(lambda p: 1 - tail - raids.chance_of_at_most(fewer, p), 0.0, 1.0)
    if complaints < raids.people:  # ... so few
        high = find_root(lambda p: raids.chance_of_at_most(complaints, p) - tail, 0.0, 1.0)
    return low, high
