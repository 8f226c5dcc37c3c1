"""How likely two records speak of one person: candidate pairs, weighed without any label."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from vittne.link.blocks import candidates
from vittne.link.columns import columns_of
from vittne.link.events import Links, of_event, share_places
from vittne.link.other_names import of_other_names, tell_kin_apart
from vittne.link.pairs import Pairs
from vittne.link.records import Records
from vittne.link.splink_engine import Engine, compare_pairs

Floats = npt.NDArray[np.float64]


def score_pairs(records: Records, *, engine: Engine = "duckdb", seed: int = 0) -> Pairs:
    """Find the pairs of records that may speak of one person, and weigh them.

    Nothing is learnt from labels: the same records and the same seed give the same pairs.

    Parameters
    ----------
    engine : "duckdb" or "spark"
        Where Splink compares and learns. Spark is for what one machine cannot hold.
    seed : int
        Of the random pairs from which is learnt how two different people compare.

    Returns
    -------
    Pairs
        Uncalibrated: read as chances these are too sure of themselves.
    """
    columns = columns_of(records)
    pairs = candidates(records, columns)
    if not pairs.a.size:
        nothing = np.empty(0)
        return Pairs(pairs.a, pairs.b, nothing, nothing, notes=pairs.notes, reached=pairs.reached)
    evidence = compare_pairs(columns, pairs, engine=engine, seed=seed)
    links = Links(pairs.a, pairs.b, evidence)
    bits = evidence.weight + of_event(columns, links) + of_other_names(columns, links)
    named = tell_kin_apart(columns, links, bits + _prior(bits, len(records)))
    weight = share_places(columns, links, named)
    return Pairs(
        pairs.a,
        pairs.b,
        weight,
        chance(weight),
        evidence.levels,
        pairs.notes,
        pairs.reached,
    )


def chance(weight: Floats) -> Floats:
    """Probability that belongs to log2 odds."""
    return 1 / (1 + np.exp2(-np.clip(weight, -1000, 1000)))


def _prior(bits: Floats, records: int) -> float:
    """log2 odds of one person for any two records, such that as many pairs are expected.

    The share of pairs of one person among all is the mean of the pairs' probabilities: the
    fixed point of that, from a start at one pair for two records.
    """
    everything = records * (records - 1) / 2
    share = min(0.5, records / 2 / everything)
    for _ in range(200):
        prior = float(np.log2(share / (1 - share)))
        found = (float(chance(bits + prior).sum()) + 0.5) / (everything + 1)
        if abs(found - share) <= 1e-6 * share:
            break
        share = min(found, 0.5)
    return prior
