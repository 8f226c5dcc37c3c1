"""Which log-linear models there are, what they are called, and which of them can be used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations

import numpy as np
from scipy.optimize import linprog

from vittne.estimate.loglinear_kernel import mark_dead
from vittne.estimate.result import Floats, Ints

Terms = tuple[int, ...]
"""A model: masks of its terms, the intercept 0 and the single lists first."""


@dataclass(frozen=True, eq=False)
class ModelSet:
    """Models side by side, as the compiled code takes them.

    Attributes
    ----------
    terms : array of int, shape (models, most)
        A row's masks; what is beyond its size is 0.
    sizes : array of int, shape (models,)
    """

    terms: Ints
    sizes: Ints

    @classmethod
    def of(cls, models: Sequence[Terms]) -> ModelSet:
        """From lists of masks."""
        sizes = np.array([len(model) for model in models], dtype=np.int64)
        terms = np.zeros((len(models), max(sizes, default=0)), dtype=np.int64)
        for row, model in zip(terms, models, strict=True):
            row[: len(model)] = model
        return cls(terms, sizes)

    def __len__(self) -> int:
        return int(self.sizes.size)

    def model(self, number: int) -> Terms:
        """The masks of one model."""
        return tuple(int(term) for term in self.terms[number, : self.sizes[number]])

    def only(self, numbers: Ints) -> ModelSet:
        """Some of the models."""
        return ModelSet(self.terms[numbers], self.sizes[numbers])


def masks(lists: int, size: int) -> Terms:
    """All sets of ``size`` lists, as bit masks."""
    return tuple(sum(1 << j for j in chosen) for chosen in combinations(range(lists), size))


def main_terms(lists: int) -> Terms:
    """The model of independent lists: the intercept and a term a list."""
    return (0, *masks(lists, 1))


@cache
def hierarchical_models(lists: int) -> ModelSet:
    """Every hierarchical model with all main terms and terms of at most three lists.

    A three-list term comes with its three two-list terms. There are 2, 9, 113 and 6,212 models
    of 2, 3, 4 and 5 lists. The term of all lists is among them where there are three or fewer;
    then N is not identified, and the fit says so.
    """
    pairs = masks(lists, 2)
    return ModelSet.of(
        [
            (*main_terms(lists), *graph, *triples)
            for graph in _subsets(pairs)
            for triples in _subsets(_closed_triples(lists, frozenset(graph)))
        ]
    )


def _subsets(items: Terms) -> Iterator[Terms]:
    for size in range(len(items) + 1):
        yield from combinations(items, size)


def _closed_triples(lists: int, graph: frozenset[int]) -> Terms:
    """The three-list terms whose pairs are all in the graph."""
    return tuple(
        triple
        for triple in masks(lists, 3)
        if all(triple & ~(1 << j) in graph for j in range(lists) if triple >> j & 1)
    )


def neighbours(lists: int, chosen: Terms) -> ModelSet:
    """The chosen model of two-list terms, first, and those with one pair more, less or other."""
    main = main_terms(lists)
    inside = tuple(term for term in chosen if term not in main)
    outside = tuple(pair for pair in masks(lists, 2) if pair not in inside)
    fewer = [tuple(term for term in inside if term != left) for left in inside]
    more = [(*inside, pair) for pair in outside]
    other = [(*few, pair) for few in fewer for pair in outside]
    return ModelSet.of([(*main, *pairs) for pairs in (inside, *fewer, *more, *other)])


def generators(model: Iterable[int], names: Sequence[str]) -> list[list[str]]:
    """The model's largest terms, which name it: ``[[A, B, C], [A, D]]``."""
    terms = set(model)
    largest = [t for t in terms if t and not any(t & s == t and t != s for s in terms)]
    largest.sort(key=lambda t: (-t.bit_count(), [j for j in range(len(names)) if t >> j & 1]))
    return [[name for j, name in enumerate(names) if term >> j & 1] for term in largest]


def design(size: int, terms: Terms) -> Floats:
    """Rows: cells 0 .. size - 1; columns: terms; 1 where the cell contains the term."""
    cells = np.arange(size)[:, None]
    masks_of_terms = np.array(terms)[None, :]
    return np.asarray((cells & masks_of_terms) == masks_of_terms, dtype=np.float64)


def mle_exists(margins: Floats, cells: Floats, terms: Terms) -> bool:
    """Whether the likelihood of a model has a maximum, once its empty terms are fixed at zero.

    It has none if and only if there is a direction that changes no cell with people, raises no
    free cell and lowers some: the dual of the linear program of Fienberg & Rinaldo (Ann. Statist.
    40, 2012, supplementary material). With each lowering at most 1, the program's value is 0 or at
    least 1, so rounding errors cannot mislead. Only the pattern of zeros matters; answers are kept
    by it.

    Parameters
    ----------
    margins, cells : array of float, shape (2**J,)
        Counts, and their sums above each mask.
    terms : tuple of int
    """
    dead = np.empty(cells.size)
    mark_dead(margins, np.array(terms, dtype=np.int64), dead)
    dead[0] = 1  # not observed: no part of the sample space
    return _program((cells > 0).tobytes(), (dead > 0).tobytes(), terms)


@lru_cache(maxsize=1 << 16)
def _program(occupied: bytes, left_out: bytes, terms: Terms) -> bool:
    people = np.frombuffer(occupied, dtype=np.bool_)
    free = ~np.frombuffer(left_out, dtype=np.bool_)
    matrix = design(people.size, terms)
    empty = matrix[free & ~people]
    if not len(empty):
        return True
    found = linprog(
        empty.sum(axis=0),
        A_ub=np.vstack([empty, -empty]),
        b_ub=np.repeat([0.0, 1.0], len(empty)),
        A_eq=matrix[free & people],
        b_eq=np.zeros(int((free & people).sum())),
        bounds=(None, None),
        method="highs",
    )
    if found.status != 0:
        raise ArithmeticError(f"the linear program of model {terms} failed: {found.message}")
    return bool(found.fun > -0.5)
