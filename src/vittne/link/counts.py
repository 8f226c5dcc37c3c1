"""Persons counted over draws: all of them, or those of whom some record says a thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vittne.link.partition_kernel import Flags, Ints, Labels


@dataclass(frozen=True, slots=True)
class Count:
    """A number of persons: its median over draws, and a 95 % interval."""

    low: int
    middle: int
    high: int


def count_over(draws: Ints, level: float = 0.95) -> Count:
    """Return the interval of a number of persons, given that number in each draw."""
    ends = [(1 - level) / 2, 0.5, (1 + level) / 2]
    return Count(*(int(n) for n in np.quantile(draws, ends, method="inverted_cdf")))


def persons_with(labels: Labels, marked: Sequence[bool] | Flags) -> Ints:
    """Return in each draw the number of persons who have a record that is marked.

    Parameters
    ----------
    labels : int32, shape (draws, records)
    marked : bool, shape (records,)
    """
    found = np.sort(labels[:, np.asarray(marked, dtype=bool)], axis=1)
    if not found.shape[1]:
        return np.zeros(labels.shape[0], dtype=np.int64)
    steps: Ints = np.count_nonzero(np.diff(found, axis=1), axis=1) + 1
    return steps.astype(np.int64)


def evenly(labels: Labels, most: int) -> Labels:
    """Return at most so many of the draws, evenly spaced."""
    chosen = np.linspace(0, len(labels) - 1, min(most, len(labels))).astype(np.int64)
    kept: Labels = labels[np.unique(chosen)]
    return kept
