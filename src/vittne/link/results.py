"""What linking leaves behind: persons with their ids, pairs, draws. All of it is confidential."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from vittne.link.linkage import Linkage
from vittne.link.persons import FILE, Numbered, PersonRow, belonging, number_persons, write_persons
from vittne.link.queue import next_pairs
from vittne.link.review import Pair, Settled, pair_of

PAIRS = "pairs.parquet"
DRAWS = "draws/partitions.parquet"
MODE = 0o600


def write_results(
    folder: Path, linkage: Linkage, former: Sequence[PersonRow], *, today: str
) -> Numbered:
    """Write ``persons.csv``, ``pairs.parquet`` and ``draws/``; only their owner may read them.

    Parameters
    ----------
    folder : Path
        An empty folder.
    former : sequence of PersonRow
        The persons of the last run, whose ids are kept.
    today : str
        EDTF day.

    Returns
    -------
    Numbered
        The persons with their ids.
    """
    labels = linkage.best()
    numbered = number_persons(
        linkage.records,
        labels,
        belonging(linkage.draws, labels),
        former,
        today=today,
        rng=np.random.default_rng(),
    )
    (folder / "draws").mkdir(mode=0o700)
    (folder / FILE).write_text(write_persons(numbered.rows), encoding="utf-8")
    pq.write_table(_pairs(linkage), folder / PAIRS)
    _write_draws(folder / DRAWS, linkage)
    for name in (FILE, PAIRS, DRAWS):
        os.chmod(folder / name, MODE)
    return numbered


def _keys(linkage: Linkage) -> pa.Array:
    return pa.array(linkage.records.keys, pa.string())


def _pairs(linkage: Linkage) -> pa.Table:
    """Return all pairs: ``probability`` before any review, ``calibrated`` over the draws."""
    keys, pairs = _keys(linkage), linkage.pairs
    said = {n: "same" if same else "different" for n, same in linkage.verdicts.items()}
    reviewed = [said.get(n) for n in range(len(pairs))]
    return pa.table(
        {
            "a": keys.take(pa.array(pairs.a)),
            "b": keys.take(pa.array(pairs.b)),
            "probability": pa.array(pairs.probability),
            "calibrated": pa.array(linkage.draws.together(pairs.a, pairs.b)),
            "reviewed": pa.array(reviewed, pa.string()),
        }
    )


def _write_draws(path: Path, linkage: Linkage) -> None:
    """Write a row group for each draw: of each record the first record of its person."""
    keys, size = _keys(linkage), len(linkage.records)
    columns = {"draw": pa.int32(), "key": pa.string(), "person": pa.string()}
    with pq.ParquetWriter(path, pa.schema(columns)) as writer:
        for number, labels in enumerate(linkage.draws.labels):
            draw = pa.array(np.full(size, number, dtype=np.int32))
            table = pa.table([draw, keys, keys.take(pa.array(labels))], names=list(columns))
            writer.write_table(table, row_group_size=max(size, 1))


def to_review_next(linkage: Linkage, found: Settled, most: int) -> tuple[Pair, ...]:
    """Return the pairs whose verdict would tell most, those with a review left out."""
    pairs, keys = linkage.pairs, linkage.records.keys
    named = [
        pair_of(keys[a], keys[b]) for a, b in zip(pairs.a.tolist(), pairs.b.tolist(), strict=True)
    ]
    reviewed = [number for number, pair in enumerate(named) if pair in found.standing]
    rng = np.random.default_rng(linkage.seed)
    order = next_pairs(linkage, reviewed=reviewed, rng=rng)
    return tuple(named[number] for number in order[:most].tolist())
