"""Labelled pairs of names that others published, in two halves, and how well scores part them."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata

from vittne.link.names import NameTable, read_name


@dataclass(frozen=True)
class NamePairs:
    """Pairs of names, and whether each pair is one person."""

    a: tuple[str, ...]
    b: tuple[str, ...]
    same: npt.NDArray[np.bool_]
    held_out: npt.NDArray[np.bool_]


def published_cases(shared: Path) -> NamePairs:
    """The person cases of the benchmark of names; half of them held out, by their hash."""
    path = shared / "linkage" / "name_bench_cases.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["schema"] == "Person"]
    a, b = (tuple(row[column] for row in rows) for column in ("name1", "name2"))
    held_out = [
        hashlib.sha256("|".join(pair).encode()).digest()[0] % 2 == 1
        for pair in zip(a, b, strict=True)
    ]
    same = np.array([row["is_match"] == "true" for row in rows])
    return NamePairs(a, b, same, np.array(held_out))


def scores(a: tuple[str, ...], b: tuple[str, ...]) -> npt.NDArray[np.float32]:
    """How well each pair of names agrees."""
    table = NameTable.of([read_name(name) for name in (*a, *b)])
    return table.compare(np.arange(len(a)), np.arange(len(a), 2 * len(a))).score


def area_under_curve(scores: npt.NDArray[np.float32], same: npt.NDArray[np.bool_]) -> float:
    """The chance that a pair of one person scores above a pair of two; ties count half."""
    ranks = rankdata(scores)
    ones = int(same.sum())
    above = ranks[same].sum() - ones * (ones + 1) / 2
    return float(above / (ones * (same.size - ones)))
