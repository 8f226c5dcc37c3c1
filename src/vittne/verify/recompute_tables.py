"""Figures of tables that need no engine: who is documented, and Chao's lower bound.

Standard library only, as everything here: whoever has Python can compute them again.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from statistics import NormalDist

from vittne.dossier.model import Dossier, OverlapRow, OverlapTable
from vittne.verify.figures import Check, Interval, Numbers, Scope, figure_id

LEVEL = 0.95
FEWEST_LISTS = 2
"""On one list nobody is twice, and nothing can be estimated."""
_STEPS = 100
_SMALL_STEP = 1e-10
_FAR = 40.0
"""A parameter this far from the start has no maximum: counts of people end long before."""


def table_numbers(dossier: Dossier) -> Iterator[Numbers]:
    """Return the documented people and the lower bounds of all tables and their strata."""
    for table in dossier.tables:
        parts = table.parts
        scope = table_scope(table, dossier)
        if not table.about.drawn:  # of draws, how many people there are is a figure of its own
            yield _documented(table, "", table.people, scope)
        for stratum, rows in parts.items():
            if stratum:
                yield _documented(table, stratum, people(rows), scope)
            if len(table.lists) >= FEWEST_LISTS:
                yield _bound(table, stratum, rows, scope)


def table_scope(table: OverlapTable, dossier: Dossier) -> Scope:
    """Return what a table speaks of: what it says itself, else what the dossier says."""
    own, whole = table.about.scope, dossier.settings.scope
    period = own.period or whole.period
    return Scope(
        place=own.place or whole.place,
        period=period.text if period else "",
        acts=own.acts or whole.acts,
        grounds=own.grounds or whole.grounds,
    )


def table_unit(table: OverlapTable) -> str:
    """Return what a table counts."""
    return table.about.unit or "persons"


def part_id(kind: str, table: str, stratum: str) -> str:
    """Return the id of a figure of a table, or of one of its strata."""
    return figure_id(kind, f"{table}/{stratum}" if stratum else table)


def people(rows: Iterable[OverlapRow]) -> int:
    """Return how many people some rows count."""
    return sum(row.count for row in rows)


def _documented(table: OverlapTable, stratum: str, count: int, scope: Scope) -> Numbers:
    return Numbers(
        id=part_id("listed", table.name, stratum),
        kind="documented",
        value=count,
        unit="persons_listed",
        method="tables.sum",
        interval=Interval(low=count, high=count, level=None, kind="exact"),
        scope=scope,
        rests_on=(f"tables/{table.name}",),
        detail={"stratum": stratum} if stratum else {},
    )


def _bound(table: OverlapTable, stratum: str, rows: Sequence[OverlapRow], scope: Scope) -> Numbers:
    lacking = lacks_cells(table)
    found = None if lacking else chao(rows)
    all_people = people(rows) if stratum else table.people
    count = Check(name="documented", value=all_people)
    if lacking:
        value, interval = None, None
        checks = (count, Check(name="refused_cells_not_shown", value=None, ok=False))
    elif found is None:
        value, interval = None, None
        checks = (count, Check(name="refused_no_overlaps", value=None, ok=False))
    else:
        point, low, _ = (end + all_people - people(rows) for end in found)
        value = math.floor(round(low, 6))
        interval = Interval(low=value, high=None, level=LEVEL, kind="at_least")
        centre = math.floor(round(point, 6))
        checks = (count, Check(name="chao_point", value=centre))
    return Numbers(
        id=part_id("bound", table.name, stratum),
        kind="bound",
        value=value,
        unit=table_unit(table),
        method="estimate.chao",
        interval=interval,
        scope=scope,
        checks=checks,
        rests_on=(f"tables/{table.name}",),
        detail={"stratum": stratum},
    )


def lacks_cells(table: OverlapTable) -> bool:
    """Whether people may be in a cell of one or two lists that is not shown: no bound then."""
    if table.about.rounded is None or not table.about.rounded.residual:
        return False
    there = {row.on for row in table.rows}
    indices = range(len(table.lists))
    few = [c for size in (1, 2) for c in combinations(indices, size)]
    return any(tuple(j in cell for j in indices) not in there for cell in few)


def chao(rows: Sequence[OverlapRow], level: float = LEVEL) -> tuple[float, float, float] | None:
    """Return Chao's lower bound and its interval; None where the overlaps give none.

    Cells of one and of two lists are Poisson with means ``exp(a + sum of b_i)``; the people
    on no list are at least ``exp(a)``, by maximum likelihood (Rivest & Baillargeon, Biometrics
    63, 2007, section 4). The interval is lognormal (Chao, Biometrics 43, 1987).
    """
    # A list with nobody in these cells has b_i of minus infinity: all its cells are as expected.
    few = [row for row in rows if row.count and sum(row.on) <= 2]
    lists = sorted({j for row in few for j, on in enumerate(row.on) if on})
    counts: dict[tuple[int, ...], int] = {}
    for row in few:
        cell = tuple(i for i, j in enumerate(lists) if row.on[j])
        counts[cell] = counts.get(cell, 0) + row.count
    cells = [c for size in (1, 2) for c in combinations(range(len(lists)), size)]
    seen = [float(counts.get(cell, 0)) for cell in cells]
    if len(lists) < FEWEST_LISTS or not any(n for n, c in zip(seen, cells, strict=True) if c[1:]):
        return None
    fit = _poisson([(1.0, *(float(i in cell) for i in range(len(lists)))) for cell in cells], seen)
    if fit is None:
        return None
    unseen, variance = math.exp(fit[0]), fit[1]
    total = people(rows)
    spread = variance + 1 / unseen
    reach = NormalDist().inv_cdf((1 + level) / 2)
    factor = math.exp(reach * math.sqrt(math.log1p(spread)))
    return total + unseen, total + unseen / factor, total + unseen * factor


def _poisson(
    design: Sequence[tuple[float, ...]], seen: Sequence[float]
) -> tuple[float, float] | None:
    """Return the first parameter and its variance, by Newton's method; None without a maximum."""
    size = len(design[0])
    at = [math.log(sum(seen) / len(seen))] + [0.0] * (size - 1)
    for _ in range(_STEPS):
        means = [math.exp(sum(x * b for x, b in zip(row, at, strict=True))) for row in design]
        score = [
            sum(row[i] * (n - m) for row, n, m in zip(design, seen, means, strict=True))
            for i in range(size)
        ]
        information = [
            [
                sum(row[i] * row[j] * m for row, m in zip(design, means, strict=True))
                for j in range(size)
            ]
            for i in range(size)
        ]
        solved = _solve(information, [score, [1.0] + [0.0] * (size - 1)])
        if solved is None:
            return None
        step, first = solved
        at = [b + max(-2.0, min(2.0, s)) for b, s in zip(at, step, strict=True)]
        if max(map(abs, at)) > _FAR:
            return None
        if max(map(abs, step)) < _SMALL_STEP:
            return at[0], first[0]
    return None


def _solve(
    matrix: Sequence[Sequence[float]], right: Sequence[Sequence[float]]
) -> list[list[float]] | None:
    """Solve linear equations for several right sides; None where the matrix is singular."""
    size = len(matrix)
    rows = [[*matrix[i], *(column[i] for column in right)] for i in range(size)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda k: abs(rows[k][i]))
        if abs(rows[pivot][i]) < 1e-11 * max(1.0, abs(matrix[i][i])):
            return None
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(size):
            if k != i:
                factor = rows[k][i] / rows[i][i]
                rows[k] = [a - factor * b for a, b in zip(rows[k], rows[i], strict=True)]
    return [[rows[i][size + c] / rows[i][i] for i in range(size)] for c in range(len(right))]
