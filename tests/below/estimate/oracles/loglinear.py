"""Log-linear models the slow way: sets instead of masks, proportional fitting instead of Newton.

A cell and a term are frozensets of lists; a model is a set of terms, closed under subsets, that
holds the empty term and every single list.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import combinations

import numpy as np
from scipy.optimize import linprog
from scipy.stats import poisson

Cell = frozenset[int]
Model = frozenset[Cell]
Counts = Mapping[Cell, float]


def subsets(lists: int, sizes: range) -> list[Cell]:
    return [frozenset(c) for size in sizes for c in combinations(range(lists), size)]


def all_models(lists: int) -> list[Model]:
    """Every family of sets of at most three lists that holds each subset of its members."""
    main = subsets(lists, range(2))
    larger = subsets(lists, range(2, 4))
    found = []
    for size in range(len(larger) + 1):
        for chosen in combinations(larger, size):
            model = frozenset([*main, *chosen])
            if all(term - {j} in model for term in model for j in term):
                found.append(model)
    return found


def total(counts: Counts, term: Cell) -> float:
    """People who are on all lists of the term."""
    return sum(count for cell, count in counts.items() if term <= cell)


def empty_terms(counts: Counts, model: Model) -> set[Cell]:
    return {term for term in model if total(counts, term) == 0}


def free_cells(counts: Counts, model: Model, lists: int) -> list[Cell]:
    """Cells that are observed and not fixed at zero by an empty term."""
    empty = empty_terms(counts, model)
    return [c for c in subsets(lists, range(1, lists + 1)) if not any(e <= c for e in empty)]


def live_terms(counts: Counts, model: Model) -> list[Cell]:
    return sorted(model - empty_terms(counts, model), key=lambda t: (len(t), sorted(t)))


def matrix(cells: list[Cell], terms: list[Cell]) -> np.ndarray:
    return np.array([[float(term <= cell) for term in terms] for cell in cells])


def identified(counts: Counts, model: Model, lists: int) -> bool:
    terms = live_terms(counts, model)
    return np.linalg.matrix_rank(matrix(free_cells(counts, model, lists), terms)) == len(terms)


def exists(counts: Counts, model: Model, lists: int) -> bool:
    """Fienberg & Rinaldo's program: is there a positive table with the same margins?"""
    cells, terms = free_cells(counts, model, lists), live_terms(counts, model)
    design = matrix(cells, terms)
    margins = design.T @ [float(counts.get(cell, 0) > 0) for cell in cells]
    # Variables: a table x and s; greatest s with x >= s in each cell and the margins met.
    found = linprog(
        [*np.zeros(len(cells)), -1.0],
        A_ub=np.hstack([-np.eye(len(cells)), np.ones((len(cells), 1))]),
        b_ub=np.zeros(len(cells)),
        A_eq=np.hstack([design.T, np.zeros((len(terms), 1))]),
        b_eq=margins,
        bounds=[(0, None)] * len(cells) + [(0, 1)],
    )
    assert found.status == 0, found.message
    return -found.fun > 1e-7


def usable(counts: Counts, model: Model, lists: int) -> bool:
    return identified(counts, model, lists) and exists(counts, model, lists)


def fitted(counts: Counts, model: Model, lists: int) -> dict[Cell, float]:
    """Iterative proportional fitting: scale to each margin in turn until nothing moves."""
    cells = free_cells(counts, model, lists)
    table = dict.fromkeys(cells, 1.0)
    largest = [t for t in model if t and not any(t < other for other in model)]
    for _ in range(100_000):
        moved = 0.0
        for margin in largest:
            for part in {cell & margin for cell in cells}:
                inside = [cell for cell in cells if cell & margin == part]
                wanted = sum(counts.get(cell, 0.0) for cell in inside)
                factor = wanted / sum(table[cell] for cell in inside)
                moved = max(moved, abs(factor - 1))
                for cell in inside:
                    table[cell] *= factor
        if moved < 1e-12:
            return table
    raise ArithmeticError("proportional fitting did not arrive")


def estimate(counts: Counts, model: Model, lists: int) -> float:
    """N: the fitted table's log-linear surface, carried on to the cell that nobody observes."""
    table = fitted(counts, model, lists)
    cells, terms = list(table), live_terms(counts, model)
    logs = np.log([table[cell] for cell in cells])
    solution = np.linalg.lstsq(matrix(cells, terms), logs, rcond=None)[0]
    return sum(counts.values()) + math.exp(solution[terms.index(frozenset())])


def log_likelihood(counts: Counts, model: Model, lists: int) -> float:
    """Poisson, without what depends on the counts only."""
    table = fitted(counts, model, lists)
    return sum(counts.get(c, 0) * math.log(mu) - mu for c, mu in table.items())


def parameters(counts: Counts, model: Model) -> int:
    """Live terms, and the smallest of the empty ones."""
    empty = empty_terms(counts, model)
    return len(model) - len(empty) + sum(not any(e < term for e in empty) for term in empty)


def bic(counts: Counts, model: Model, lists: int) -> float:
    price = math.log(sum(counts.values()))
    return parameters(counts, model) * price - 2 * log_likelihood(counts, model, lists)


def stepwise(counts: Counts, lists: int, threshold: float = 0.02) -> Model:
    """Chan, Silverman & Vincent: the pair with the smallest one-sided p-value enters."""
    model: Model = frozenset(subsets(lists, range(2)))
    while True:
        table = fitted(counts, model, lists)
        rated = []
        for pair in subsets(lists, range(2, 3)):
            if pair not in model:
                seen, mean = total(counts, pair), total(table, pair)
                low, high = poisson.logcdf(seen, mean), poisson.logsf(seen - 1, mean)
                rated.append((low if seen < mean else high, sorted(pair)))
        for p, pair in sorted(rated):
            larger = model | {frozenset(pair)}
            if p < math.log(threshold) and usable(counts, larger, lists):
                model = larger
                break
        else:
            return model
