"""Tables of people: the true one, what of it is shown, and what both are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

RESIDUAL = "other_or_not_stated"
"""The cell of all who are in no cell of their own."""
BASE = 3
"""Shown cells are multiples of it."""
FEWEST = 5
"""Fewer people are no cell, no change and no correction of their own."""

Parents = Callable[[str, str], "str | None"]
"""Takes the table and a category; returns the wider category that contains it, or None."""


def no_parents(table: str, category: str) -> str | None:
    """Return None: no category lies in another."""
    return None


def fewest_shown(base: int) -> int:
    """Return the fewest people of a cell: the first multiple of the base from FEWEST on.

    Were it less, the multiple below it would be shown for one true number alone.
    """
    return -(-FEWEST // base) * base


def fewest_left(base: int) -> int:
    """Return the fewest people of a residual cell that is not empty.

    Were it :func:`fewest_shown`, then of a cell that was merged with the smallest shown one the
    shown sum would tell too much: 6 would say that one or two people are in it.
    """
    return fewest_shown(base) + base


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """How many people are in which category. Secret.

    Attributes
    ----------
    name : str
    counts : mapping of str to int
        Each person is in one category at most. A category that may have people and has
        none may be there with 0.
    total : int
        All people; who is in no category has not stated one.
    """

    name: str
    counts: Mapping[str, int]
    total: int

    def __post_init__(self) -> None:
        if RESIDUAL in self.counts:
            raise ValueError(f"{RESIDUAL} is what is left, and no category")
        if min(self.counts.values(), default=0) < 0 or sum(self.counts.values()) > self.total:
            raise ValueError(f"table {self.name}: the counts do not fit into the total")

    @property
    def not_stated(self) -> int:
        """People in no category."""
        return self.total - sum(self.counts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCell:
    """A category, and the rounded number of people in it.

    Where other categories lie in it, it holds those who are in none that is shown.
    """

    category: str
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A table as everybody may have it. The cells and the residual add up to the total.

    Attributes
    ----------
    name : str
    cells : tuple of ShownCell
        Multiples of the base; where nobody is in the residual, all but one are.
    residual : int
        Everybody else; 0 says that there is nobody else.
    total : int
        Exact.
    """

    name: str
    cells: tuple[ShownCell, ...]
    residual: int
    total: int

    @property
    def values(self) -> dict[str, int]:
        """The number of each cell, the residual among them where there is one."""
        values = {cell.category: cell.value for cell in self.cells}
        return {**values, RESIDUAL: self.residual} if self.residual else values


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosedTable:
    """A true table and what is shown of it: None where nothing may be. Secret."""

    true: Table
    shown: Shown | None

    @property
    def names(self) -> frozenset[str]:
        """The categories that have a cell of their own."""
        return frozenset(cell.category for cell in self.shown.cells) if self.shown else frozenset()


def chain(table: str, category: str, parents: Parents) -> list[str]:
    """Return a category and all that contain it, from the inside out."""
    found = [category]
    while (wider := parents(table, found[-1])) is not None and wider not in found:
        found.append(wider)
    return found


def cell_of(table: str, category: str, names: Iterable[str], parents: Parents) -> str:
    """Return the shown cell that a category is counted in."""
    shown = names if isinstance(names, frozenset | set) else set(names)
    return next((one for one in chain(table, category, parents) if one in shown), RESIDUAL)


def merged(table: Table, names: Iterable[str], parents: Parents) -> dict[str, int]:
    """Return the true numbers of the shown cells and of the residual."""
    cells = set(names)
    counts: Counter[str] = Counter({RESIDUAL: table.not_stated, **dict.fromkeys(cells, 0)})
    for category, count in table.counts.items():
        counts[cell_of(table.name, category, cells, parents)] += count
    return dict(counts)


def table_to_json(table: DisclosedTable) -> dict[str, Any]:
    """Return the table as JSON for the file of secrets."""
    shown = table.shown
    return {
        "name": table.true.name,
        "counts": dict(table.true.counts),
        "total": table.true.total,
        "shown": None if shown is None else shown_to_json(shown),
    }


def table_from_json(value: Mapping[str, Any]) -> DisclosedTable:
    """Return the table that :func:`table_to_json` wrote."""
    true = Table(name=value["name"], counts=dict(value["counts"]), total=value["total"])
    shown = value["shown"]
    return DisclosedTable(true=true, shown=None if shown is None else shown_from_json(shown))


def shown_to_json(shown: Shown) -> dict[str, Any]:
    """Return a shown table as JSON for everybody."""
    return {
        "name": shown.name,
        "cells": [{"category": cell.category, "value": cell.value} for cell in shown.cells],
        "residual": shown.residual,
        "total": shown.total,
    }


def shown_from_json(value: Mapping[str, Any]) -> Shown:
    """Return the table that :func:`shown_to_json` wrote."""
    cells = tuple(ShownCell(category=c["category"], value=c["value"]) for c in value["cells"])
    return Shown(name=value["name"], cells=cells, residual=value["residual"], total=value["total"])
