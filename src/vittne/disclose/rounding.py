"""Controlled rounding: every cell to a neighbouring multiple, and the total to itself.

Which neighbour, a secret key decides, so that the same cell is rounded in the same way again.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from typing import TYPE_CHECKING

from vittne.disclose.tables import RESIDUAL, fewest_left, fewest_shown
from vittne.terms.canonical import canonical_json

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_CONTEXT = b"vittne/round/v1"
_KEPT = 1000.0
"""What it costs to show another number for a cell that did not change."""
_LEFT_KEPT = 100.0
_FINE = 1 << 16


def keyed(key: bytes, *what: str | int) -> int:
    """Return 64 bits that nobody without the key can tell from chance."""
    digest = hmac.digest(key, _CONTEXT + canonical_json(list(what)), hashlib.sha256)
    return int.from_bytes(digest[:8], "big")


def rounded(
    table: str, counts: Mapping[str, int], key: bytes, *, base: int, kept: Mapping[str, int]
) -> dict[str, int]:
    """Round the cells of a table; what one takes too much, the residual has too little.

    Where the residual is empty, the largest cell stands in for it.

    Parameters
    ----------
    table : str
        Its name.
    counts : mapping of str to int
        True cells, the residual among them: each empty or large enough.
    key : bytes
    base : int
    kept : mapping of str to int
        What was shown for cells that have not changed.

    Returns
    -------
    dict of str to int
        For each cell a number less than the base away from the true one.
    """
    cells = {name: count for name, count in counts.items() if name != RESIDUAL}
    rest = RESIDUAL
    if not counts[RESIDUAL]:
        rest = max(cells, key=lambda name: (cells[name], name))
        del cells[rest]
    least = fewest_left(base) if rest == RESIDUAL else fewest_shown(base)
    most_up = min(base - 1, counts[rest] - least)
    moving = [name for name in cells if cells[name] % base]
    aims = [_aim(table, name, cells[name], key, base, kept) for name in moving]
    gone = kept.get(rest)
    ups = _solve(
        [cells[name] % base for name in moving],
        aims,
        base=base,
        most_up=most_up,
        aim=None if gone is None else counts[rest] - gone,
    )
    shown = {name: count - count % base for name, count in cells.items()}
    for name, up in zip(moving, ups, strict=True):
        shown[name] += base * up
    shown[rest] = sum(counts.values()) - sum(shown.values())
    return shown


def _aim(
    table: str, name: str, count: int, key: bytes, base: int, kept: Mapping[str, int]
) -> tuple[bool, float]:
    """Return whether a cell would rather be rounded up, and how much."""
    if name in kept:
        return kept[name] > count, _KEPT
    up = keyed(key, table, name, count, "up") % base < count % base
    return up, 1 + keyed(key, table, name, count, "weight") % _FINE / _FINE


def _solve(
    over: list[int],
    aims: list[tuple[bool, float]],
    *,
    base: int,
    most_up: int,
    aim: int | None,
) -> list[bool]:
    """Round as few cells as possible against their aims so that the rest is hit.

    The integer program: with u = 1 where a cell is rounded up, the cells together gain
    base x sum(u) - sum(over), which the rest loses.
    """
    if not over:
        return []
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    n, gained = len(over), sum(over)
    signs = np.array([-weight if up else weight for up, weight in aims])
    costs = np.append(signs, 0.0 if aim is None else _LEFT_KEPT)
    rows: list[npt.NDArray[np.float64]] = [np.append(np.full(n, float(base)), 0.0)]
    low, high = [gained - base + 1.0], [gained + float(most_up)]
    if aim is not None:  # the last variable is how far the rest is from what was shown
        rows += [np.append(np.full(n, float(base)), sign) for sign in (1.0, -1.0)]
        low += [gained + float(aim), -np.inf]
        high += [np.inf, gained + float(aim)]
    found = milp(
        costs,
        integrality=np.ones(n + 1),
        bounds=Bounds(0, np.append(np.ones(n), 2.0 * base * n + 2 * base)),
        constraints=LinearConstraint(np.array(rows), low, high),
        options={"mip_rel_gap": 0.0},
    )
    if found.x is None:
        raise ArithmeticError(f"the cells cannot be rounded: {found.message}")
    return [bool(value > 0.5) for value in found.x[:n]]
