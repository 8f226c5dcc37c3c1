"""From records and reviews to draws of who is who: the whole chain."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import numpy as np

from vittne.link.calibrate import REMOTE, Calibration, calibrate, design
from vittne.link.components import components
from vittne.link.draws import Draws, draw_partitions
from vittne.link.model import score_pairs
from vittne.link.pairs import Pairs
from vittne.link.partition_kernel import Floats, Ints, Labels
from vittne.link.records import Records
from vittne.link.review import Pair, constraints, pair_of
from vittne.link.splink_engine import Engine

DRAWS = 300
THRESHOLDS = (0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999)
"""What others pick by hand."""

Verdicts = Mapping[tuple[str, str], bool]
"""Whether two records, by their keys, are one person: reviews that stand."""


@dataclass(frozen=True)
class Linkage:
    """Who is who, as far as the records and the reviews tell.

    Attributes
    ----------
    records : Records
    scored : Pairs
        All candidates, as they were weighed without any label.
    pairs : Pairs
        These, and the reviewed pairs that were none.
    verdicts : mapping of int to bool
        Reviewed pairs, by index into ``pairs``.
    calibration : Calibration
    draws : Draws
    seed : int
    """

    records: Records
    scored: Pairs
    pairs: Pairs
    verdicts: Mapping[int, bool]
    calibration: Calibration
    draws: Draws
    seed: int

    def persons(self, level: float = 0.95) -> tuple[int, int, int]:
        """Return how many people the records speak of: low, median, high."""
        ends = [(1 - level) / 2, 0.5, (1 + level) / 2]
        low, middle, high = np.quantile(self.draws.persons(), ends, method="inverted_cdf")
        return int(low), int(middle), int(high)

    def best(self) -> Labels:
        """Return the draw that agrees most with all others: one partition to put ids on.

        Pairs are counted: those that a draw joins against those that most draws leave apart.
        (Dahl 2006, In: Bayesian Inference for Gene Expression and Proteomics, on least squares
        clustering.) What it joins by remote pairs alone, or by none (`unreached`), is left apart:
        each is an accident.
        """
        a, b = self.pairs.a, self.pairs.b
        gain = self.draws.together(a, b) - 0.5
        joined = self.draws.labels[:, a] == self.draws.labels[:, b]
        near = self.pairs.weight > REMOTE
        near[list(self.verdicts)] = True
        best = joined[int(np.argmax(joined @ gain))] & near
        return self._joined(a[best], b[best])

    def by_threshold(self) -> tuple[tuple[float, int], ...]:
        """Return how many people there would be if all pairs above a threshold were joined."""
        return tuple((at, self._joined_above(at)) for at in THRESHOLDS)

    def labels_above(self, threshold: float) -> Labels:
        """Return the partition in which all pairs above a threshold are joined."""
        above = self.scored.probability > threshold
        return self._joined(self.scored.a[above], self.scored.b[above])

    def _joined(self, a: Ints, b: Ints) -> Labels:
        labels = np.arange(len(self.records), dtype=np.int32)
        for part in components(labels.size, a, b):
            labels[part.records] = part.records[0]
        return labels

    def _joined_above(self, threshold: float) -> int:
        return int(np.unique(self.labels_above(threshold)).size)


def link_records(
    records: Records,
    reviewed: Verdicts,
    *,
    found: Collection[Pair] = (),
    engine: Engine = "duckdb",
    draws: int = DRAWS,
    seed: int = 0,
    progress: Callable[[int], None] = lambda done: None,
) -> Linkage:
    """Find candidate pairs, learn what their weights are worth, and draw who is who.

    Parameters
    ----------
    reviewed : mapping of two keys to bool
        In either order of the keys. Keys that no record has are passed over.
    found : collection of pairs
        Reviewed pairs that nothing is learned from (`review.Settled.found`).
    progress : callable
        Called with the number of draws that are done.

    Notes
    -----
    The same records, reviews and seed give the same draws.
    """
    scored = score_pairs(records, engine=engine, seed=seed)
    return link_pairs(
        records, scored, reviewed, found=found, draws=draws, seed=seed, progress=progress
    )


def link_pairs(
    records: Records,
    scored: Pairs,
    reviewed: Verdicts,
    *,
    found: Collection[Pair] = (),
    draws: int = DRAWS,
    seed: int = 0,
    progress: Callable[[int], None] = lambda done: None,
) -> Linkage:
    """Do the same with pairs that are weighed already (`score_pairs`): a round of review later."""
    there = set(records.keys)
    standing = {pair_of(*keys): same for keys, same in reviewed.items() if there.issuperset(keys)}
    known = constraints(scored, standing, records, found)
    around = circumstances(records, known.pairs)
    rng = np.random.default_rng([seed, 0x11])
    calibration = calibrate(known.pairs, known.weighed, around, len(records), draws, rng)
    single = [n for n, name in enumerate(records.lists) if name in records.without_duplicates]
    drawn = draw_partitions(
        known.pairs,
        design(known.pairs, around),
        calibration,
        records.on,
        verdicts=known.verdicts,
        single=single,
        rng=rng,
        progress=progress,
    )
    return Linkage(records, scored, known.pairs, known.verdicts, calibration, drawn, seed)


def circumstances(records: Records, pairs: Pairs) -> Mapping[str, Floats]:
    """Return what else than its weight tells how likely a pair is.

    ``nameless``
        1 if neither part of the name could be compared.
    ``rivals``
        log2 of 1 + the other records of the list of each that the other could be as well. One
        that speaks against itself counts as the root of its odds.
    """
    family, given = (pairs.features.get(part, _NONE) for part in ("family", "given"))
    nameless = np.broadcast_to((family < 0) & (given < 0), len(pairs)).astype(np.float64)
    found = {"nameless": nameless, "rivals": _rivals(records, pairs)}
    return {name: values for name, values in found.items() if values.size and np.ptp(values) > 0}


_NONE = np.array(-1, dtype=np.int8)


def _rivals(records: Records, pairs: Pairs) -> Floats:
    lists = len(records.lists)
    counts = np.exp2(np.minimum(pairs.weight, 0) / 2)
    of_a = pairs.a * lists + records.on[pairs.b]
    of_b = pairs.b * lists + records.on[pairs.a]
    ends, own = np.concatenate([of_a, of_b]), np.concatenate([counts, counts])
    near = np.bincount(ends, weights=own, minlength=len(records) * lists)
    others: Floats = np.log2(np.maximum(1 + near[of_a] + near[of_b] - 2 * counts, 1))
    return others
