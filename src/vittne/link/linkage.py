"""From records and reviews to draws of who is who: the whole chain."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from vittne.link.calibrate import Calibration, calibrate, design, floor
from vittne.link.components import components
from vittne.link.draws import Draws, draw_partitions
from vittne.link.model import score_pairs
from vittne.link.pairs import Pairs
from vittne.link.partition_kernel import Flags, Floats, Ints, Labels
from vittne.link.records import Records
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
        Those that could matter: likelier than two records picked blindly, or reviewed.
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
        clustering.)
        """
        a, b = self.pairs.a, self.pairs.b
        gain = self.draws.together(a, b) - 0.5
        joined = self.draws.labels[:, a] == self.draws.labels[:, b]
        best: Labels = self.draws.labels[int(np.argmax(joined @ gain))]
        return best

    def by_threshold(self) -> tuple[tuple[float, int], ...]:
        """Return how many people there would be if all pairs above a threshold were joined."""
        return tuple((at, self._joined_above(at)) for at in THRESHOLDS)

    def labels_above(self, threshold: float) -> Labels:
        """Return the partition in which all pairs above a threshold are joined."""
        labels = np.arange(len(self.records), dtype=np.int32)
        above = self.scored.probability > threshold
        for part in components(labels.size, self.scored.a[above], self.scored.b[above]):
            labels[part.records] = part.records[0]
        return labels

    def _joined_above(self, threshold: float) -> int:
        return int(np.unique(self.labels_above(threshold)).size)


def link_records(
    records: Records,
    reviewed: Verdicts,
    *,
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
    progress : callable
        Called with the number of draws that are done.

    Notes
    -----
    The same records, reviews and seed give the same draws.
    """
    scored = score_pairs(records, engine=engine, seed=seed)
    pairs, verdicts = _that_matter(records, scored, reviewed)
    groups = _groups(pairs)
    rng = np.random.default_rng([seed, 0x11])
    calibration = calibrate(pairs, verdicts, groups, len(records), draws, rng)
    single = [n for n, name in enumerate(records.lists) if name in records.without_duplicates]
    found = draw_partitions(
        pairs,
        design(pairs, groups),
        calibration,
        records.on,
        verdicts=verdicts,
        single=single,
        rng=rng,
        progress=progress,
    )
    return Linkage(records, scored, pairs, verdicts, calibration, found, seed)


def _groups(pairs: Pairs) -> Mapping[str, Flags]:
    """Return the pairs whose weights may be wrong in a way of their own: a name is missing."""
    nameless = np.zeros(len(pairs), dtype=bool)
    if "family" in pairs.features and "given" in pairs.features:
        nameless = (pairs.features["family"] < 0) & (pairs.features["given"] < 0)
    return {"nameless": nameless} if nameless.any() else {}


def _that_matter(
    records: Records, scored: Pairs, reviewed: Verdicts
) -> tuple[Pairs, Mapping[int, bool]]:
    """Leave out pairs that are no likelier than two records picked blindly, add reviewed ones."""
    place = {key: number for number, key in enumerate(records.keys)}
    said = {
        (min(place[a], place[b]), max(place[a], place[b])): same
        for (a, b), same in reviewed.items()
        if a in place and b in place
    }
    kept = scored.weight * np.log(2) > floor(len(records))
    number = _numbered(scored)
    for pair in said:
        if pair in number:
            kept[number[pair]] = True
    pairs = _with(_only(scored, kept), [pair for pair in said if pair not in number])
    number = _numbered(pairs)
    return pairs, {number[pair]: same for pair, same in said.items()}


def _numbered(pairs: Pairs) -> Mapping[tuple[int, int], int]:
    ends = zip(pairs.a.tolist(), pairs.b.tolist(), strict=True)
    return {pair: number for number, pair in enumerate(ends)}


def _only(pairs: Pairs, kept: Flags) -> Pairs:
    return replace(
        pairs,
        a=pairs.a[kept],
        b=pairs.b[kept],
        weight=pairs.weight[kept],
        probability=pairs.probability[kept],
        features={name: levels[kept] for name, levels in pairs.features.items()},
    )


def _with(pairs: Pairs, more: list[tuple[int, int]]) -> Pairs:
    """Add reviewed pairs that were no candidates: nothing speaks for them but the review."""
    if not more:
        return pairs
    ends: Ints = np.array(more, dtype=np.int64)
    least: Floats = np.full(len(more), pairs.weight.min(initial=0.0))
    unknown: npt.NDArray[np.int8] = np.full(len(more), -1, np.int8)
    a, b = np.concatenate([pairs.a, ends[:, 0]]), np.concatenate([pairs.b, ends[:, 1]])
    order = np.lexsort((b, a))
    return Pairs(
        a[order],
        b[order],
        np.concatenate([pairs.weight, least])[order],
        np.concatenate([pairs.probability, 0 * least])[order],
        {name: np.concatenate([old, unknown])[order] for name, old in pairs.features.items()},
        pairs.notes,
    )
