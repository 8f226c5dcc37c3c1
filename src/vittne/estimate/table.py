"""Who is on which lists: the table that every engine starts from."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from vittne.terms.errors import Problem, UserError

FEWEST_LISTS = 2
MOST_LISTS = 20
"""More lists than a cell's bits can be held in memory for are refused, not tried."""


@dataclass(frozen=True)
class CaptureTable:
    """Counts of people by the lists they are on.

    Attributes
    ----------
    lists : tuple of str, length J
        Names of the lists.
    patterns : tuple of tuples of bool
        One a row: on which lists these people are. Never all False, never twice.
    counts : tuple of int
        How many people have the pattern, positive; patterns nobody has are left out.

    Notes
    -----
    Make one with :meth:`of`, :meth:`from_csv` or :meth:`from_records`, which validate.
    """

    lists: tuple[str, ...]
    patterns: tuple[tuple[bool, ...], ...]
    counts: tuple[int, ...]

    @property
    def observed(self) -> int:
        """n: people on at least one list."""
        return sum(self.counts)

    @cached_property
    def cells(self) -> npt.NDArray[np.int64]:
        """All 2^J counts, shape (2**J,): cell ``sum(on[j] << j)``; cell 0 holds 0."""
        found = np.zeros(1 << len(self.lists), dtype=np.int64)
        for pattern, count in zip(self.patterns, self.counts, strict=True):
            found[sum(on << j for j, on in enumerate(pattern))] = count
        return found

    @classmethod
    def of(
        cls, lists: Sequence[str], rows: Iterable[tuple[Sequence[object], object]]
    ) -> CaptureTable:
        """Make a table of (pattern, count) rows.

        Raises
        ------
        UserError
            With everything that is wrong: fewer than two lists, a list named twice, a
            pattern twice, a value that is not 0 or 1, a count that is no whole number
            from 0, the row of people on no list, a list that caught nobody, no people.
        """
        raise NotImplementedError

    @classmethod
    def from_csv(cls, path: Path, *, strata: Sequence[str] = ()) -> Mapping[str, CaptureTable]:
        """Read one table, or one a stratum (key: values joined by `` / ``; "" without strata)."""
        raise NotImplementedError(csv, Problem, UserError, path, strata)
