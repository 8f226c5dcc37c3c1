"""The enemy: what follows about few people from everything that was ever shown.

It knows the rules, every release and every sum that must hold; it does not know the key. What it
can conclude is found by integer programs: the least and the most that a number can be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from vittne.disclose.batch import in_both
from vittne.disclose.disclosed import Disclosed
from vittne.disclose.tables import (
    BASE,
    FEWEST,
    RESIDUAL,
    Parents,
    Shown,
    cell_of,
    fewest_left,
    fewest_shown,
    no_parents,
)
from vittne.terms.errors import Problem

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

FEW = 2
"""An enemy who knows that a number is 1 or 2 has succeeded."""

Terms = Mapping[str, int]
"""A sum of unknown numbers: how often each is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A number of few people that the enemy knows.

    Attributes
    ----------
    what : str
        Whose number it is.
    low, high : int
        It is one of these, or between.
    """

    what: str
    low: int
    high: int


@dataclass(slots=True)
class Knowledge:
    """All that is known of unknown numbers of people.

    Attributes
    ----------
    sums : list of (terms, int, int)
        Each between the least and the most.
    gaps : list of terms
        Each 0, or FEWEST or more away from it.
    targets : dict of str to terms
        What the enemy would like to know.
    most : int
        No number is larger.
    """

    most: int
    sums: list[tuple[Terms, int, int]] = field(default_factory=list)
    gaps: list[Terms] = field(default_factory=list)
    targets: dict[str, Terms] = field(default_factory=dict)


def conclude(knowledge: Knowledge) -> tuple[Finding, ...]:
    """Return the targets of which it follows that they are few people.

    That is 1 or 2, or one certain number below FEWEST, of people who are there, or who came
    or went. A possible world where a target is neither clears it, and often many at once.
    """
    if not knowledge.targets:
        return ()
    program = _Program(knowledge)
    names = list(knowledge.targets)
    low = dict.fromkeys(names, 10**9)
    high = dict.fromkeys(names, -(10**9))
    waiting = list(names)
    found = []
    while waiting:
        name = waiting[0]
        for sign in (1, -1):
            values = program.world(knowledge.targets[name], sign)
            for one, value in zip(names, values, strict=True):
                low[one], high[one] = min(low[one], value), max(high[one], value)
            if not few(low[name], high[name]):
                break
        else:
            found.append(Finding(what=name, low=low[name], high=high[name]))
        waiting = [one for one in waiting[1:] if few(low[one], high[one])]
    return tuple(found)


def few(low: int, high: int) -> bool:
    """Whether who knows that a number is between these knows of few people."""
    if low <= 0 <= high:
        return False
    least, most = sorted((abs(low), abs(high)))
    return most <= FEW or (least == most and most < FEWEST)


class _Program:
    """The integer program of all that is known; its solutions are the possible worlds."""

    def __init__(self, knowledge: Knowledge) -> None:
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint

        sums, gaps = knowledge.sums, knowledge.gaps
        every = [*(terms for terms, _, _ in sums), *gaps, *knowledge.targets.values()]
        unknown = list(dict.fromkeys(name for terms in every for name in terms))
        self._at = {name: n for n, name in enumerate(unknown)}
        self._size = len(unknown) + 2 * len(gaps)
        rows = [self._row(terms) for terms, _, _ in sums]
        low = [float(one) for _, one, _ in sums]
        high = [float(one) for _, _, one in sums]
        far = float(knowledge.most + FEWEST)
        for n, terms in enumerate(gaps):  # two switches: it grew, it shrank; not both
            grew, shrank = len(unknown) + 2 * n, len(unknown) + 2 * n + 1
            for one, other, bounds in (
                (-float(FEWEST), far, (0.0, np.inf)),
                (-far, float(FEWEST), (-np.inf, 0.0)),
            ):
                row = self._row(terms)
                row[grew], row[shrank] = one, other
                rows.append(row)
                low.append(bounds[0])
                high.append(bounds[1])
            row = self._row({})
            row[grew] = row[shrank] = 1.0
            rows.append(row)
            low.append(0.0)
            high.append(1.0)
        most = np.ones(self._size)
        most[: len(unknown)] = knowledge.most
        self._constraints = LinearConstraint(np.array(rows), low, high) if rows else ()
        self._bounds = Bounds(0, most)
        self._targets = np.array([self._row(terms) for terms in knowledge.targets.values()])

    def _row(self, terms: Terms) -> npt.NDArray[np.float64]:
        import numpy as np

        row = np.zeros(self._size)
        for name, times in terms.items():
            row[self._at[name]] += times
        return row

    def world(self, terms: Terms, sign: int) -> list[int]:
        """Return the targets where a sum is least (1) or greatest (-1)."""
        import numpy as np
        from scipy.optimize import milp

        found = milp(
            sign * self._row(terms),
            integrality=np.ones(self._size),
            bounds=self._bounds,
            constraints=self._constraints,
        )
        if found.x is None:
            raise ArithmeticError(f"what is published contradicts the rules: {found.message}")
        return [int(value) for value in np.rint(self._targets @ np.rint(found.x))]


def attack(
    releases: Sequence[Disclosed], *, base: int = BASE, parents: Parents = no_parents
) -> tuple[Problem, ...]:
    """Attack the last release, with all earlier ones at hand.

    Parameters
    ----------
    releases : sequence of Disclosed
        The oldest first; the last is the candidate. Of the truth nothing is used but which
        categories there are.
    base : int
    parents : callable
        As for :func:`~vittne.disclose.disclosed.disclose_tables`.

    Returns
    -------
    tuple of Problem
        What the enemy learns. A release for which there is any must not be published.
    """
    found = [*_totals(releases)]
    for name in dict.fromkeys(table.true.name for one in releases for table in one.tables):
        knowledge = knowledge_of(name, releases, base, parents)
        found += [_problem(name, finding) for finding in conclude(knowledge)]
    return tuple(found)


def _totals(releases: Sequence[Disclosed]) -> list[Problem]:
    known = [(n, one.total) for n, one in enumerate(releases, 1) if one.total is not None]
    targets = {f"people in release {n}": total for n, total in known}
    targets |= {
        f"change from release {m} to {n}": now - was
        for (m, was), (n, now) in combinations(known, 2)
    }
    return [
        _problem("people", Finding(what=what, low=value, high=value))
        for what, value in targets.items()
        if few(value, value)
    ]


def _problem(table: str, finding: Finding) -> Problem:
    numbers = sorted({abs(finding.low), abs(finding.high)})
    message = f"an enemy would know of {finding.what} that it is {' to '.join(map(str, numbers))}"
    hint = "merge this category with another, or wait for more changes"
    return Problem(file=f"table {table}", message=message, hint=hint)


def knowledge_of(
    name: str, releases: Sequence[Disclosed], base: int, parents: Parents
) -> Knowledge:
    """Return what everybody knows of one table in all releases.

    Categories that were always counted in the same cells are one unknown number.
    """
    seen = [
        _Seen(n, table.true.counts, table.shown, table.names)
        for n, one in enumerate(releases, 1)
        for table in one.tables
        if table.true.name == name and table.shown is not None
    ]
    categories = {RESIDUAL, *(one for table in seen for one in (*table.categories, *table.names))}
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for category in sorted(categories):
        inside = tuple(cell_of(name, category, table.names, parents) for table in seen)
        alike[inside].append(category)
    known = Knowledge(most=max((table.shown.total for table in seen), default=0))
    for at, table in enumerate(seen):
        for inside, group in alike.items():
            what = f"{_called(group)} in release {table.release}"
            table.parts.setdefault(inside[at], {})[what] = 1
            known.targets[what] = {what: 1}
        _know_one(known, table, base)
    for old, new in _pairs(seen):
        for group in alike.values():
            what = f"{_called(group)} in release"
            known.targets[
                f"the change of {_called(group)} from release {old.release} to {new.release}"
            ] = {
                f"{what} {new.release}": 1,
                f"{what} {old.release}": -1,
            }
        for mine, others in in_both(name, categories - {RESIDUAL}, new.names, old.names, parents):
            _know_change(known, new, mine, old, others, base)
    return known


@dataclass(slots=True)
class _Seen:
    """One table of one release, and of which unknown numbers its cells are the sums."""

    release: int
    categories: Mapping[str, int]
    shown: Shown
    names: frozenset[str]
    parts: dict[str, dict[str, int]] = field(default_factory=dict)


def _called(group: Sequence[str]) -> str:
    return " + ".join(repr(one) for one in group)


def _pairs(seen: Sequence[_Seen]) -> list[tuple[_Seen, _Seen]]:
    """Return each release with the next one, and with the last one."""
    places = {(n, n + 1) for n in range(len(seen) - 1)}
    places |= {(n, len(seen) - 1) for n in range(len(seen) - 1)}
    return [(seen[m], seen[n]) for m, n in sorted(places)]


def ranges(shown: Shown, base: int) -> dict[str, tuple[int, int]]:
    """Return between which numbers each true cell is, by the rules that everybody may read."""
    least = dict.fromkeys(shown.values, fewest_shown(base))
    if shown.residual:
        least[RESIDUAL] = fewest_left(base)
    return {
        cell: (max(value - base + 1, least[cell]), value + base - 1)
        for cell, value in shown.values.items()
    }


def _know_one(known: Knowledge, table: _Seen, base: int) -> None:
    bounds = ranges(table.shown, base)
    for cell, terms in table.parts.items():
        known.sums.append((terms, *bounds.get(cell, (0, 0))))
    whole = {what: 1 for terms in table.parts.values() for what in terms}
    known.sums.append((whole, table.shown.total, table.shown.total))


def _know_change(
    known: Knowledge,
    new: _Seen,
    mine: frozenset[str],
    old: _Seen,
    others: frozenset[str],
    base: int,
) -> None:
    """Add that a margin changed by nobody or by enough; by which, where the cells tell."""
    terms = {what: 1 for cell in mine for what in new.parts.get(cell, {})}
    terms |= {what: -1 for cell in others for what in old.parts.get(cell, {})}
    now, was = ranges(new.shown, base), ranges(old.shown, base)
    low = sum(now.get(c, (0, 0))[0] for c in mine) - sum(was.get(c, (0, 0))[1] for c in others)
    high = sum(now.get(c, (0, 0))[1] for c in mine) - sum(was.get(c, (0, 0))[0] for c in others)
    if low > -FEWEST and high < FEWEST:
        known.sums.append((terms, 0, 0))
    elif low > 0:
        known.sums.append((terms, max(low, FEWEST), high))
    elif high < 0:
        known.sums.append((terms, low, min(high, -FEWEST)))
    else:
        known.gaps.append(terms)
