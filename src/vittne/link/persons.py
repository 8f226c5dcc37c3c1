"""Ids of persons that stay: after a new run, a new list, a source that numbered its rows anew.

``persons.csv`` (confidential) has one row a record: ``key``, ``person_id``, ``probability`` (that
the record belongs there), ``first_seen`` (the day of the first run that had it) and ``content``
(a fingerprint of what the record says, see `contents`, by which it is found again under
another id). The next run reads it.
"""

from __future__ import annotations

import csv
import io
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from vittne.link.components import components
from vittne.link.contents import Contents, How
from vittne.link.draws import Draws
from vittne.link.records import Records
from vittne.terms.csvfile import Report, Row, escape_cell, sheet_of
from vittne.terms.errors import Problem

FILE = "persons.csv"

Labels = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A record and the person it speaks of."""

    key: str
    person_id: str
    probability: float
    first_seen: str
    content: str


COLUMNS = tuple(field.name for field in fields(PersonRow))


@dataclass(frozen=True)
class Numbered:
    """Persons with their ids, and what became of those of the last run.

    Attributes
    ----------
    rows : tuple of PersonRow
        In the order of the records.
    new : tuple of str
        Ids that were made now.
    split : mapping of str to tuple of str
        Earlier id to the ids between which its records are divided now, its own first.
    merged : mapping of str to tuple of str
        Id to the earlier ids from which it has records, its own first.
    ended : tuple of str
        Earlier ids that nobody has any more. They are never given again.
    found : mapping of How to tuple of str
        Earlier keys that did not simply stay: ``moved``, ``changed``, ``ambiguous``, ``gone``.
    """

    rows: tuple[PersonRow, ...]
    new: tuple[str, ...]
    split: Mapping[str, tuple[str, ...]]
    merged: Mapping[str, tuple[str, ...]]
    ended: tuple[str, ...]
    found: Mapping[How, tuple[str, ...]]

    def remarks(self) -> Iterator[Problem]:
        """Yield what somebody who used the earlier ids has to know."""
        for old, ids in self.split.items():
            yield _remark(old, f"the records of {old} are those of {len(ids)} now: {_all(ids)}")
        for new, ids in self.merged.items():
            yield _remark(new, f"{new} has records of {len(ids)} earlier ids: {_all(ids)}")
        for how, keys in self.found.items():
            yield _remark(_all(keys), f"{_NOW[how]}: {_all(keys)}", column="key")


_NOW: Mapping[How, str] = {
    "moved": "records that were found again under another id, by what they say",
    "changed": "records that say other things now, under the same id",
    "ambiguous": "records whose id is gone, and which nothing tells from others like them",
    "gone": "records that are not there any more",
}
_MOST_NAMED = 20


def _remark(value: str, message: str, column: str = "person_id") -> Problem:
    return Problem(file=FILE, column=column, value=value, message=message)


def _all(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def number_persons(
    records: Records,
    labels: Labels,
    probability: npt.NDArray[np.float64],
    former: Sequence[PersonRow],
    *,
    today: str,
    rng: np.random.Generator,
) -> Numbered:
    """Give each person the id of the earlier one with which it shares most records.

    Over all persons the number of records that keep their id is as large as it can be. Where two
    ways are equal, the id that was seen first is kept (then the smaller one), by the person whose
    records were seen first. A person that shares no record with an earlier one gets a new id, and
    an earlier one that nobody shares records with gives its id to nobody.

    Parameters
    ----------
    labels : int32, shape (records,)
        The partition that is written down: of each record the first record of its person.
    probability : float64, shape (records,)
        See `belonging`.
    former : sequence of PersonRow
        The rows of the last run.
    today : str
        EDTF day.
    rng : numpy.random.Generator
        New ids are 122 bits of it (RFC 9562, version 4), without any meaning. Seed it from the
        system: the same seed in the next run would make the same ids for other people.
    """
    contents = Contents.of(records, {row.key: row.content for row in former})
    before, found = _found_again(former, contents)
    shared = _shared(records, labels, before)
    rank = _ranks(shared, before, records, labels)
    kept = _matched(shared, *rank)
    taken = {row.person_id for row in former}
    people = np.unique(labels).tolist()
    new = {person: _mint(rng, taken) for person in people if person not in kept}
    id_of = kept | new
    rows = tuple(
        PersonRow(
            key=row.key,
            person_id=id_of[int(label)],
            probability=float(share),
            first_seen=before[row.key].first_seen if row.key in before else today,
            content=contents.now[row.key],
        )
        for row, label, share in zip(records.rows, labels, probability, strict=True)
    )
    split, merged = _moves(shared, id_of)
    ended = tuple(sorted(taken - set(id_of.values()) - {""}))
    return Numbered(rows, tuple(new.values()), split, merged, ended, found)


def _found_again(
    former: Sequence[PersonRow], contents: Contents
) -> tuple[dict[str, PersonRow], dict[How, tuple[str, ...]]]:
    """Return the earlier row of each record of today, and the earlier keys that did not stay."""
    before: dict[str, PersonRow] = {}
    found: defaultdict[How, list[str]] = defaultdict(list)
    for row in former:
        now = contents.find(row.key, row.content)
        if now.key:
            before[now.key] = row
        if now.how != "same":
            found[now.how].append(row.key)
    return before, {how: tuple(keys) for how, keys in found.items()}


Shared = Mapping[tuple[int, str], int]
"""How many records a person of today and an earlier id have in common; none is left out."""


def _shared(
    records: Records, labels: Labels, before: Mapping[str, PersonRow]
) -> dict[tuple[int, str], int]:
    shared: defaultdict[tuple[int, str], int] = defaultdict(int)
    for key, label in zip(records.keys, labels.tolist(), strict=True):
        if key in before:
            shared[label, before[key].person_id] += 1
    return dict(shared)


def _ranks(
    shared: Shared, before: Mapping[str, PersonRow], records: Records, labels: Labels
) -> tuple[dict[int, int], dict[str, int]]:
    """Return the order in which persons, and earlier ids, come where nothing else decides."""
    seen: dict[str, tuple[str, str]] = {}
    for row in before.values():
        of = (row.first_seen, row.person_id)
        seen[row.person_id] = min(seen.get(row.person_id, of), of)
    first: dict[int, tuple[str, str]] = {}
    for key, label in zip(records.keys, labels.tolist(), strict=True):
        if key in before:
            at = (before[key].first_seen, key)
            first[label] = min(first.get(label, at), at)
    people, ids = {person for person, _ in shared}, {old for _, old in shared}
    return (
        {person: n for n, person in enumerate(sorted(people, key=lambda p: first[p]))},
        {old: n for n, old in enumerate(sorted(ids, key=lambda i: seen[i]))},
    )


def _matched(
    shared: Shared, rank_of_person: Mapping[int, int], rank_of_id: Mapping[str, int]
) -> dict[int, str]:
    """Return the earlier id that each person keeps: a matching of the largest weight."""
    people, ids = list(rank_of_person), list(rank_of_id)  # in the order of their ranks
    ends = [(rank_of_person[p], len(people) + rank_of_id[i]) for p, i in shared]
    a, b = np.array(ends, dtype=np.int64).reshape(-1, 2).T
    weight = np.fromiter(shared.values(), dtype=np.float64)
    kept = {}
    for part in components(len(people) + len(ids), a, b):
        rows = part.records[part.records < len(people)]
        columns = part.records[part.records >= len(people)]
        # Among matchings that keep as many records, the one that prefers what comes first: less
        # than one record, all preferences together.
        size = part.records.size
        gain = np.zeros((rows.size, columns.size))
        i, j = np.searchsorted(rows, a[part.pairs]), np.searchsorted(columns, b[part.pairs])
        gain[i, j] = weight[part.pairs] + (size - j + (size - i) / size) / (2 * size * size)
        for row, column in zip(*linear_sum_assignment(gain, maximize=True), strict=True):
            if gain[row, column]:
                kept[people[rows[row]]] = ids[columns[column] - len(people)]
    return kept


def _mint(rng: np.random.Generator, taken: set[str]) -> str:
    while (minted := str(uuid.UUID(bytes=rng.bytes(16), version=4))) in taken:
        pass
    taken.add(minted)
    return minted


def _moves(
    shared: Shared, id_of: Mapping[int, str]
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Return the earlier ids whose records are divided, and the ids that have several's."""
    split: defaultdict[str, set[str]] = defaultdict(set)
    merged: defaultdict[str, set[str]] = defaultdict(set)
    for person, old in shared:
        split[old].add(id_of[person])
        merged[id_of[person]].add(old)
    return _several(split), _several(merged)


def _several(of: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(sorted(others, key=lambda other: (other != name, other)))
        for name, others in sorted(of.items())
        if len(others) > 1
    }


def belonging(draws: Draws, labels: Labels) -> npt.NDArray[np.float64]:
    """Return for each record how probable it is that it belongs to its person.

    That is the mean, over the other records of the person, of the share of draws in which the two
    are one person; of a record that is alone, the share of draws in which it is alone.
    """
    order = np.argsort(labels, kind="stable")
    share = np.empty(labels.size)
    for members in np.split(order, np.flatnonzero(np.diff(labels[order])) + 1):
        if members.size == 1:
            share[members] = np.nan
            continue
        of = draws.labels[:, members]
        for place, member in enumerate(members):
            same = (of == of[:, [place]]).mean(axis=0)
            share[member] = (same.sum() - 1) / (members.size - 1)
    alone = np.flatnonzero(np.isnan(share))
    share[alone] = _alone(draws)[alone]
    return share


def _alone(draws: Draws) -> npt.NDArray[np.float64]:
    """Return for each record the share of draws in which nobody else is the same person."""
    records = draws.labels.shape[1]
    times = np.zeros(records)
    for labels in draws.labels:
        times += np.bincount(labels, minlength=records)[labels] == 1
    share: npt.NDArray[np.float64] = times / draws.labels.shape[0]
    return share


def write_persons(rows: Iterable[PersonRow]) -> str:
    """Return the text of ``persons.csv``."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow(
            [
                escape_cell(row.key),
                row.person_id,
                f"{row.probability:.4f}",
                row.first_seen,
                row.content,
            ]
        )
    return out.getvalue()


def read_persons(text: str, report: Report) -> tuple[PersonRow, ...]:
    """Return the rows of ``persons.csv``, and report those that cannot be read."""
    sheet = sheet_of(text, FILE, report)
    if sheet is None:
        return ()
    if missing := [name for name in COLUMNS if name not in sheet.columns]:
        message = f"columns are missing: {', '.join(missing)}"
        report(Problem(file=FILE, line=1, message=message, hint="take the file of the last run"))
        return ()
    seen: set[str] = set()
    return tuple(found for row in sheet.rows if (found := _row(row, seen, report)))


def _row(row: Row, seen: set[str], report: Report) -> PersonRow | None:
    cells = {name: row.cells[name] for name in COLUMNS}
    share = cells.pop("probability")
    wrong = [name for name, text in cells.items() if not text]
    try:
        probability = float(share)
    except ValueError:
        probability = -1.0
    if not 0 <= probability <= 1:
        wrong.append("probability")
    if cells["key"] in seen:
        wrong.append("key")
    seen.add(cells["key"])
    for name in wrong:
        report(
            Problem(
                file=FILE,
                line=row.line,
                column=name,
                value=row.cells[name],
                message="this is empty, there twice, or no share from 0 to 1",
                hint="take the file as the last run wrote it: it is not edited by hand",
            )
        )
    return None if wrong else PersonRow(probability=probability, **cells)
