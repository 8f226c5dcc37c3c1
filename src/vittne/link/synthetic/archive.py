"""The archive as a whole: what the lists say, and what is true."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from hashlib import sha256

import numpy as np

from vittne.link.records import Record, Records
from vittne.link.synthetic.catching import Rows, caught
from vittne.link.synthetic.chance import Flags, Ints
from vittne.link.synthetic.parts import LISTS, habits
from vittne.link.synthetic.population import Population, population
from vittne.link.synthetic.writing import records

VERSION = 1
"""Grows whenever the same size and seed give another archive."""


@dataclass(frozen=True)
class Archive:
    """An invented archive and its truth.

    Attributes
    ----------
    size, seed, version : int
        What it was made from: ``size`` is the true number of victims.
    records : tuple of Record
        List by list. Their notes say that they are invented.
    person : int64, shape (records,)
        The truth: index of each record's person.
    copied_from : int64, shape (records,)
        The record that a list took over from another; -1 if it did not.
    population : Population
        The truth: all victims, also those on no list.
    """

    size: int
    seed: int
    version: int
    records: tuple[Record, ...]
    person: Ints
    copied_from: Ints
    population: Population

    @cached_property
    def on_list(self) -> Flags:
        """Who is on which list, shape (victims, lists)."""
        found = np.zeros((self.size, len(LISTS)), dtype=bool)
        number = {name: n for n, name in enumerate(LISTS)}
        found[self.person, [number[record.list] for record in self.records]] = True
        return found

    @property
    def on_no_list(self) -> int:
        """How many victims no list has."""
        return int((~self.on_list.any(axis=1)).sum())

    @property
    def laid_out(self) -> Records:
        """The records as linking takes them."""
        return Records.of(self.records, without_duplicates=without_duplicates())

    @property
    def digest(self) -> str:
        """SHA-256 over all records and whose they are: the same archive has the same one."""
        sums = sha256(f"vittne invented archive {self.version}\n".encode())
        columns = [item.name for item in fields(Record) if item.name != "extra"]
        for record, person in zip(self.records, self.person.tolist(), strict=True):
            cells = [*(getattr(record, name) for name in columns), *sorted(record.extra.items())]
            sums.update(f"{cells}\t{person}\n".encode())
        return sums.hexdigest()


def without_duplicates() -> tuple[str, ...]:
    """Lists on which nobody is twice."""
    return tuple(
        name for name, share in zip(LISTS, habits()["duplicate"], strict=True) if not share
    )


def archive(size: int = 3_000, seed: int = 1, version: int = VERSION) -> Archive:
    """Make an archive.

    Parameters
    ----------
    size : int
        True number of victims; there are about 1.2 records for each.
    seed : int
        Not negative.
    version : int
        Which archive is meant: this program knows how to make one.

    Raises
    ------
    ValueError
        If there is no such archive.
    """
    if version != VERSION:
        raise ValueError(f"version {version} is not made by this program, but version {VERSION}")
    if size < 1 or seed < 0:
        raise ValueError("an archive has at least one victim, and a seed that is not negative")
    people = population(size, seed)
    rows: Rows = caught(people, seed)
    return Archive(
        size=size,
        seed=seed,
        version=version,
        records=records(people, rows, seed),
        person=rows.person,
        copied_from=rows.source,
        population=people,
    )
