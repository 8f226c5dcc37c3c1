"""Twelve populations whose size is known, and how tables are drawn from them.

They were written, named well-identified or not, and parted into two halves before any estimate of
any of them was seen; see the history of this file.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vittne.estimate.table import CaptureTable

Floats = npt.NDArray[np.float64]

LARGEST_ERROR = 0.1
FEWEST_LISTS = 4
COIN = 1999
"""Seed of the coin that parts each kind's two populations."""


@dataclass(frozen=True, kw_only=True)
class Population:
    """People, and what makes lists catch them.

    Attributes
    ----------
    name, kind, text : str
    people : int
        N.
    chances : tuple of tuples of float
        One a class: for each list the chance that it catches a person of this class, before
        ``odds`` tilt them.
    shares : tuple of float
        Of the classes; sums to 1.
    odds : tuple of (int, int, float)
        Pairs of lists with the odds ratio between them, given the class and the other lists.
    part : (int, int), or None
        The first list holds none but people of the second.
    """

    name: str
    kind: str
    text: str
    people: int
    chances: tuple[tuple[float, ...], ...]
    shares: tuple[float, ...] = (1.0,)
    odds: tuple[tuple[int, int, float], ...] = ()
    part: tuple[int, int] | None = None

    @property
    def lists(self) -> int:
        """J."""
        return len(self.chances[0])

    @property
    def cells(self) -> Floats:
        """Chance of each of the 2^J patterns, ordered as ``CaptureTable.cells``."""
        return self._cells(self._parameters()) / self.people

    @property
    def expected(self) -> tuple[int, int]:
        """How many people are on one list or more, and on two or more, in an average table."""
        ons = np.bitwise_count(np.arange(1 << self.lists))
        cells = self.people * self.cells
        return round(cells[ons > 0].sum()), round(cells[ons > 1].sum())

    @property
    def error(self) -> float:
        """Standard error of log N for somebody who knows the kind of model, not its numbers.

        From the information of the seen cells, which are all but independent Poisson counts: no
        regular estimate does better. Infinite where the cells do not determine N.
        """
        at = self._parameters()
        step = 1e-5
        shifts = step * np.eye(at.size)
        slopes = [(self._cells(at + s) - self._cells(at - s))[1:] / (2 * step) for s in shifts]
        mean = self._cells(at)[1:]
        seen = mean > 0
        slope = np.stack(slopes, axis=1)[seen]
        information = slope.T @ (slope / mean[seen, None])
        if np.linalg.matrix_rank(information, tol=1e-6 * information.max()) < at.size:
            return float("inf")
        return float(np.sqrt(np.linalg.inv(information)[0, 0]))

    @property
    def well_identified(self) -> bool:
        """Four lists or more, and an ``error`` of at most a tenth.

        With three lists everything hangs on an assumption that nothing can test; and where
        somebody who knows the kind of model cannot tell N to about 20 %, nobody else can.
        """
        return self.lists >= FEWEST_LISTS and self.error <= LARGEST_ERROR

    @property
    def fingerprint(self) -> str:
        """Changes when anything that makes its tables does."""
        parts = (self.name, self.people, self.chances, self.shares, self.odds, self.part)
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]

    def table(self, replicate: int) -> CaptureTable:
        """One table: always the same for the same number."""
        rng = np.random.default_rng([int(self.fingerprint, 16), replicate])
        counts = rng.multinomial(self.people, self.cells)
        return CaptureTable.of_cells("ABCDEFG"[: self.lists], counts)

    def _parameters(self) -> Floats:
        """Log N; logits of the chances; logs of the odds ratios; shares against the last's."""
        chances = np.array(self.chances).ravel()
        shares = np.array(self.shares)
        return np.concatenate(
            [
                [np.log(self.people)],
                np.log(chances / (1 - chances)),
                np.log([ratio for _, _, ratio in self.odds]),
                np.log(shares[:-1] / shares[-1]),
            ]
        )

    def _cells(self, parameters: Floats) -> Floats:
        """Expected people of each pattern."""
        size, pairs = len(self.shares) * self.lists, len(self.odds)
        tilts, logs = parameters[1 : 1 + size], parameters[1 + size : 1 + size + pairs]
        shares = np.exp(np.append(parameters[1 + size + pairs :], 0.0))
        on = np.arange(1 << self.lists)[:, None] >> np.arange(self.lists) & 1
        together = [on[:, a] * on[:, b] for a, b, _ in self.odds]
        bonus = np.array(together).T @ logs if self.odds else 0.0
        weights = np.exp(on @ tilts.reshape(len(self.shares), self.lists).T + np.c_[bonus])
        if self.part is not None:
            weights[(on[:, self.part[0]] == 1) & (on[:, self.part[1]] == 0)] = 0
        mixed = (weights / weights.sum(axis=0)) @ (shares / shares.sum())
        return np.asarray(np.exp(parameters[0]) * mixed)


POPULATIONS = (
    Population(
        name="independent_3",
        kind="independent",
        text="three lists that do not depend on each other",
        people=400,
        chances=((0.35, 0.3, 0.25),),
    ),
    Population(
        name="independent_5",
        kind="independent",
        text="five lists that do not depend on each other",
        people=2000,
        chances=((0.25, 0.2, 0.15, 0.12, 0.1),),
    ),
    Population(
        name="classes_3",
        kind="two classes",
        text="half of the people are hard to find for each of three lists: no table shows it",
        people=1500,
        chances=((0.1, 0.08, 0.12), (0.5, 0.4, 0.45)),
        shares=(0.5, 0.5),
    ),
    Population(
        name="classes_5",
        kind="two classes",
        text="six people in ten are hard to find for each of five lists",
        people=4000,
        chances=((0.12, 0.1, 0.15, 0.2, 0.08), (0.55, 0.4, 0.5, 0.35, 0.45)),
        shares=(0.6, 0.4),
    ),
    Population(
        name="positive_4",
        kind="positive",
        text="A and B seek each other's people (odds ratio 4)",
        people=1000,
        chances=((0.25, 0.2, 0.3, 0.2),),
        odds=((0, 1, 4.0),),
    ),
    Population(
        name="positive_6",
        kind="positive",
        text="of six lists A and B, and C and D, share people (odds ratios 5 and 3)",
        people=8000,
        chances=((0.08, 0.1, 0.12, 0.08, 0.06, 0.1),),
        odds=((0, 1, 5.0), (2, 3, 3.0)),
    ),
    Population(
        name="negative_3",
        kind="negative",
        text="A and B avoid each other's people (odds ratio .3); three lists",
        people=600,
        chances=((0.35, 0.3, 0.3),),
        odds=((0, 1, 0.3),),
    ),
    Population(
        name="negative_4",
        kind="negative",
        text="A and B avoid each other's people (odds ratio .25); four lists",
        people=1500,
        chances=((0.35, 0.3, 0.2, 0.25),),
        odds=((0, 1, 0.25),),
    ),
    Population(
        name="sparse_4",
        kind="sparse",
        text="few people, and few of them on two lists",
        people=100,
        chances=((0.25, 0.2, 0.15, 0.15),),
    ),
    Population(
        name="sparse_5",
        kind="sparse",
        text="many people, one in eight documented; A and B share people (odds ratio 3)",
        people=20_000,
        chances=((0.03, 0.02, 0.05, 0.02, 0.01),),
        odds=((0, 1, 3.0),),
    ),
    Population(
        name="dominant_4",
        kind="one list is different",
        text="one list holds seven people in ten, the others few",
        people=3000,
        chances=((0.7, 0.08, 0.06, 0.05),),
    ),
    Population(
        name="part_4",
        kind="one list is different",
        text="everybody on A is on B: A was copied from it",
        people=2000,
        chances=((0.4, 0.3, 0.2, 0.15),),
        part=(0, 1),
    ),
)

PRACTICE = (
    Population(
        name="practice_classes_5",
        kind="two classes",
        text="seven people in ten are hard to find for each of five lists",
        people=3000,
        chances=((0.08, 0.15, 0.1, 0.12, 0.1), (0.4, 0.5, 0.35, 0.5, 0.3)),
        shares=(0.7, 0.3),
    ),
    Population(
        name="practice_classes_4",
        kind="two classes",
        text="more than half of the people are hard to find for each of four lists",
        people=2500,
        chances=((0.15, 0.12, 0.1, 0.2), (0.6, 0.45, 0.5, 0.4)),
        shares=(0.55, 0.45),
    ),
    Population(
        name="practice_dominant_4",
        kind="one list is different",
        text="one list holds six people in ten, and shares people with another (odds ratio 2.5)",
        people=2500,
        chances=((0.6, 0.1, 0.08, 0.06),),
        odds=((0, 1, 2.5),),
    ),
)
"""Invented when the rules were tuned, to look at without touching the half set aside; seven tables
of each were drawn, and they are no part of the results."""


def held_out() -> frozenset[str]:
    """One population of each kind, by a coin: these are not looked at while rules are tuned."""
    coin = np.random.default_rng(COIN)
    kinds: dict[str, list[str]] = {}
    for population in POPULATIONS:
        kinds.setdefault(population.kind, []).append(population.name)
    return frozenset(names[int(coin.integers(len(names)))] for names in kinds.values())
