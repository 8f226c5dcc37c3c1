"""Chance that is the same everywhere: everything is made of one stream of uniform numbers.

numpy may change how it draws a normal or a choice; PCG64 and its uniform numbers stay.
"""

from __future__ import annotations

from zlib import crc32

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


class Chance:
    """One stream. What is drawn for one purpose does not move what is drawn for another."""

    def __init__(self, seed: int, purpose: str) -> None:
        bits = np.random.PCG64(np.random.SeedSequence([seed, crc32(purpose.encode())]))
        self._stream = np.random.Generator(bits)

    def uniform(self, number: int) -> Floats:
        """Numbers from 0 to below 1."""
        return self._stream.random(number)

    def happens(self, chance: Floats | float, number: int) -> Flags:
        """Whether each thing happens."""
        return np.asarray(self.uniform(number) < chance)

    def below(self, limit: Ints | int, number: int) -> Ints:
        """Whole numbers from 0 to below a limit."""
        return np.asarray(self.uniform(number) * limit).astype(np.int64)

    def pick(self, weights: Floats, number: int) -> Ints:
        """Indices into weights, each as often as its weight says."""
        edges = np.cumsum(weights) / np.sum(weights)
        found: Ints = np.searchsorted(edges, self.uniform(number), "right").astype(np.int64)
        found[found == weights.size] = weights.size - 1  # where the last edge was rounded down
        return found

    def pick_each(self, weights: Floats, row: Ints) -> Ints:
        """For each entry an index into the weights of its row."""
        edges = np.cumsum(weights, axis=1)
        edges = edges / edges[:, -1:]
        found = np.empty(row.size, dtype=np.int64)
        drawn = self.uniform(row.size)
        for one in range(weights.shape[0]):
            at = np.flatnonzero(row == one)
            found[at] = np.searchsorted(edges[one], drawn[at], "right")
        found[found == weights.shape[1]] = weights.shape[1] - 1
        return found

    def order(self, number: int) -> Ints:
        """The numbers below a number, shuffled."""
        return np.argsort(self.uniform(number), kind="stable")


def falling(number: int, offset: float) -> Floats:
    """Weights of which the first are large and the many others small (Zipf and Mandelbrot)."""
    return 1 / (np.arange(number) + offset)
