"""What the files beside this module hold: parts of names, places, how lists find and write."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product

import numpy as np

from vittne.link.synthetic.chance import Floats

LISTS = ("network", "shelters", "courts", "abroad", "official")
WHO = ("man", "woman", "child")
STOCKS = ("caucasus", "slavic")
CYRILLIC, CHECHEN = "cyrillic", "chechen"
SPELLINGS = (CYRILLIC, CHECHEN, "english", "german", "french", "turkish", "passport")


@dataclass(frozen=True, slots=True)
class Given:
    """A given name, its other forms, and the patronymics of a man's son and daughter."""

    stock: str
    sex: str
    name: str
    chechen: str
    short: str
    son: str
    daughter: str


@dataclass(frozen=True, slots=True)
class Settlement:
    """A settlement: its path, its region's number and code, how many live there, and who."""

    path: str
    region: int
    code: str
    share: float
    slavic: float


def _rows(name: str) -> list[dict[str, str]]:
    text = (files(__package__) / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def given_names() -> tuple[Given, ...]:
    """All given names; the frequent ones of a stock and sex first."""
    return tuple(Given(**row) for row in _rows("given"))


@cache
def family_names(stock: str) -> tuple[tuple[str, str], ...]:
    """All family names of a stock, of a man and of a woman: every combination of its parts."""
    own = [row for row in _rows("families") if row["stock"] == stock]
    first, second, ending = (
        [(row["part"], row["woman"]) for row in own if row["place"] == place]
        for place in ("first", "second", "ending")
    )
    return tuple(
        (a + b + man, a + b + woman)
        for (a, _), (b, _), (man, woman) in product(first, second, ending)
    )


@cache
def spellings() -> Mapping[str, Mapping[str, str]]:
    """For each Latin spelling how letters, and runs of letters, are written."""
    rows = _rows("spellings")
    return {name: {row["letters"]: row[name] for row in rows} for name in SPELLINGS[2:]}


@cache
def settlements() -> tuple[Settlement, ...]:
    """All settlements. The first of a region holds more people than the next."""
    found = []
    for region, row in enumerate(_rows("places")):
        names = row["settlements"].split()
        shares = [1 / (n + 2) for n in range(len(names))]
        found += [
            Settlement(
                f"{row['region']}/{name}",
                region,
                row["region"],
                float(row["share"]) * share / sum(shares),
                float(row["slavic"]),
            )
            for name, share in zip(names, shares, strict=True)
        ]
    return tuple(found)


@cache
def coverage() -> Mapping[tuple[str, str], Floats]:
    """By ground and who: the chance that each list finds a person by itself."""
    return {
        (row["ground"], row["who"]): np.array([float(row[name]) for name in LISTS])
        for row in _rows("coverage")
    }


@cache
def habits() -> Mapping[str, Floats]:
    """How each list writes: by habit, its share in each list."""
    return {row["habit"]: np.array([float(row[name]) for name in LISTS]) for row in _rows("habits")}
