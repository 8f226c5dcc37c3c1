"""On three real lists whose people are known: settings are those that everybody gets."""

from __future__ import annotations

import csv
import io
import math
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from vittne.link.model import score_pairs
from vittne.link.reading import partition_at
from vittne.link.records import Record, Records

Ints = npt.NDArray[np.int64]


def record(row: dict[str, str]) -> Record:
    age = float(row["age"]) if row["age"] else None
    return Record(
        key=f"{row['source']}/{row['unique_id']}",
        list=row["source"],
        name=row["name"],
        sex=row["sex"],
        age_low=None if age is None else math.floor(age),
        age_high=None if age is None else math.ceil(age),
        date=row["date"],
        place="/".join(filter(None, (f"US-{row['state']}", "-".join(row["city"].split())))),
    )


@pytest.fixture(scope="module")
def rows(shared_data: Path) -> list[dict[str, str]]:
    path = shared_data / "linkage" / "us_police_killings_2015_2016.csv"
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))


def test_people_are_found_again_without_a_label(rows: list[dict[str, str]]) -> None:
    records = Records.of(map(record, rows))
    people = np.array([int(row["truth_clean"]) for row in rows])
    label = partition_at(score_pairs(records), records.on).astype(np.int64)

    def pairs(groups: Ints) -> float:
        sizes = np.unique(groups, return_counts=True)[1]
        return float((sizes * (sizes - 1) / 2).sum())

    both = pairs(label * len(rows) + people)
    assert 2 * both / (pairs(label) + pairs(people)) > 0.998
    assert not _named_people_of_one_event_joined(rows, label, people)


def _named_people_of_one_event_joined(
    rows: list[dict[str, str]], label: Ints, people: Ints
) -> list[int]:
    """Persons whose records are of two people who were both named in one event."""
    named = [(row["date"], row["city"], row["state"]) if row["name"] else None for row in rows]
    groups: dict[int, dict[object, set[int]]] = {}
    for event, person, who in zip(named, label.tolist(), people.tolist(), strict=True):
        if event:
            groups.setdefault(person, {}).setdefault(event, set()).add(who)
    return [
        person for person, events in groups.items() if any(len(who) > 1 for who in events.values())
    ]
