"""The chance of silence, for so many victims and such a share that is registered."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from vittne.silence.errors import LARGEST_COUNT, Checks
from vittne.silence.raids import Raids
from vittne.silence.rounding import rounded


@dataclass(frozen=True, slots=True, kw_only=True)
class Plane:
    """P(0 | N, p c) on a grid.

    Attributes
    ----------
    victims : tuple of int
        N, one a row.
    shares : tuple of float
        p c, one a column.
    chance : tuple of tuples of float
        ``chance[i][j]`` is the chance of no complaint from ``victims[i]`` people if the
        share ``shares[j]`` files and is registered.
    raid_size, rho : int and float
        1 and 0 where everybody decides alone.
    """

    victims: tuple[int, ...]
    shares: tuple[float, ...]
    chance: tuple[tuple[float, ...], ...]
    raid_size: int
    rho: float

    def to_dict(self) -> dict[str, object]:
        """Return what JSON holds, shares rounded."""
        return {
            "victims": list(self.victims),
            "shares": list(self.shares),
            "chance": [[rounded(chance) for chance in row] for row in self.chance],
            "assumptions": {"raid_size": self.raid_size, "rho": self.rho},
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Compatibility:
    """Whether so few complaints agree with a share that a survey found.

    A small chance speaks against "people were free to complain, and would have", and
    never against the victims: they are documented.

    Attributes
    ----------
    documented, complaints : int
        D and r.
    share_low, share_high : float
        The share that would report, as an interval (equal ends for one number).
    chance_low, chance_high : float
        P(R <= r) at ``share_high`` and at ``share_low``.
    victims_low, victims_high : int or None
        The most victims whose complete silence would still have a chance of
        ``1 - level``, at ``share_high`` and at ``share_low``; None: no limit.
    raid_size, rho : int and float
        1 and 0 where everybody decides alone.
    level : float
    """

    documented: int
    complaints: int
    share_low: float
    share_high: float
    chance_low: float
    chance_high: float
    victims_low: int | None
    victims_high: int | None
    raid_size: int
    rho: float
    level: float

    def to_dict(self) -> dict[str, object]:
        """Return what JSON holds, shares rounded."""
        return {
            "share": {"low": rounded(self.share_low), "high": rounded(self.share_high)},
            "chance_of_so_few": {
                "low": rounded(self.chance_low),
                "high": rounded(self.chance_high),
            },
            "victims_compatible_with_silence": {
                "low": self.victims_low,
                "high": self.victims_high,
            },
        }


def chance_of_silence(victims: int, share: float, *, raid_size: int = 1, rho: float = 0.0) -> float:
    """P(0): the chance that none of ``victims`` people files and is registered.

    ``(1 - share) ** victims`` where everybody decides alone.

    Raises
    ------
    UserError
        With everything that is wrong with the arguments.
    """
    checks = Checks()
    checks.count("victims", victims)
    checks.share("share", share)
    checks.raids(raid_size, rho)
    checks.done()
    return math.exp(Raids(victims, raid_size, rho).log_chance_of_none(share))


def compatible_victims(
    share: float, *, raid_size: int = 1, rho: float = 0.0, level: float = 0.95
) -> int | None:
    """The largest N whose silence has a chance of at least ``1 - level``.

    None if a thousand million people have it, as where ``share`` is 0.

    Raises
    ------
    UserError
        With everything that is wrong with the arguments.
    """
    checks = Checks()
    checks.share("share", share)
    checks.raids(raid_size, rho)
    checks.share("level", level, ends=False)
    checks.done()
    log_full = Raids(raid_size, raid_size, rho).log_chance_of_none(share)
    log_least = math.log1p(-level)
    if log_full * (LARGEST_COUNT / raid_size) >= log_least:
        return None
    full = math.floor(log_least / log_full * (1 + 1e-12))  # 0.05 itself is compatible
    left = log_least * (1 + 1e-12) - full * log_full
    return full * raid_size + _rest(share, raid_size, rho, left)


def _rest(share: float, raid_size: int, rho: float, log_least: float) -> int:
    """How many of one more raid keep the chance at or above ``log_least``."""
    low, high = 0, raid_size  # low people do, high do not
    while high - low > 1:
        middle = (low + high) // 2
        chance = Raids(middle, raid_size, rho).log_chance_of_none(share)
        low, high = (middle, high) if chance >= log_least else (low, middle)
    return low


def silence_plane(
    victims: Sequence[int], shares: Sequence[float], *, raid_size: int = 1, rho: float = 0.0
) -> Plane:
    """The plane P(0 | N, p c) over every pair of ``victims`` and ``shares``.

    Raises
    ------
    UserError
        With everything that is wrong with the arguments.
    """
    checks = Checks()
    for count in victims:
        checks.count("victims", count)
    for share in shares:
        checks.share("share", share)
    checks.raids(raid_size, rho)
    checks.done()
    raids = [Raids(count, raid_size, rho) for count in victims]
    return Plane(
        victims=tuple(victims),
        shares=tuple(shares),
        chance=tuple(tuple(math.exp(r.log_chance_of_none(s)) for s in shares) for r in raids),
        raid_size=raid_size,
        rho=rho,
    )


def compatibility(
    documented: int,
    complaints: int,
    share_low: float,
    share_high: float,
    *,
    raid_size: int = 1,
    rho: float = 0.0,
    level: float = 0.95,
) -> Compatibility:
    """The chance of so few complaints if people had reported as in a survey.

    Parameters
    ----------
    documented, complaints : int
        D people, of whom r complained.
    share_low, share_high : float
        The share that reports, such as the interval of
        :func:`vittne.silence.reporting_share`.
    raid_size, rho, level
        As in :func:`vittne.silence.registered_share`.

    Raises
    ------
    UserError
        With everything that is wrong with the arguments.
    """
    checks = Checks()
    checks.documented_and_complaints(documented, complaints)
    if checks.share("share_low", share_low) & checks.share("share_high", share_high):
        checks.ordered("share_low", share_low, share_high)
    checks.raids(raid_size, rho)
    checks.share("level", level, ends=False)
    checks.done()
    raids = Raids(documented, raid_size, rho)
    victims = [
        compatible_victims(share, raid_size=raid_size, rho=rho, level=level)
        for share in (share_high, share_low)
    ]
    return Compatibility(
        documented=documented,
        complaints=complaints,
        share_low=share_low,
        share_high=share_high,
        chance_low=raids.chance_of_at_most(complaints, share_high),
        chance_high=raids.chance_of_at_most(complaints, share_low),
        victims_low=victims[0],
        victims_high=victims[1],
        raid_size=raid_size,
        rho=rho,
        level=level,
    )
