"""Which list finds whom, how often, and what one list takes over from another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vittne.link.synthetic.chance import Chance, Flags, Floats, Ints
from vittne.link.synthetic.parts import LISTS, WHO, coverage, habits
from vittne.link.synthetic.population import GROUNDS, Population

HEARD = 0.8
"""How often a list hears at all of an event in which several were seized. It then finds each of
them more easily, so that the chances of ``coverage.csv`` hold for all events together."""
COPIER, COPIED = "network", "abroad"
TAKES_OVER = 0.3
"""How often the one takes over whom only the other has."""
TAKES_OVER_AGAIN = 0.1
"""How often it takes over whom it has already: somebody is then on it twice."""


@dataclass(frozen=True)
class Rows:
    """Rows of all lists, list by list, shuffled within each.

    Attributes
    ----------
    person, on : int64
        Who it is, and the index of the list.
    source : int64
        The row that was taken over; -1 if it was not.
    """

    person: Ints
    on: Ints
    source: Ints

    def __len__(self) -> int:
        return int(self.person.size)


def chances(people: Population) -> Floats:
    """Mean chance of each person to be found by each list itself, shape (people, lists)."""
    table = np.zeros((len(GROUNDS), len(WHO), len(LISTS)))
    for (ground, who), row in coverage().items():
        table[GROUNDS.index(ground), WHO.index(who)] = row
    return np.asarray(table[people.ground, people.who])


def caught(people: Population, seed: int) -> Rows:
    """Who is on which list."""
    chance = Chance(seed, "coverage")
    own = _found(people, chance)
    again = [own[:, n] & chance.happens(share, len(people)) for n, share in enumerate(_twice())]
    copier, copied = LISTS.index(COPIER), LISTS.index(COPIED)
    takes = np.where(own[:, copier], TAKES_OVER_AGAIN, TAKES_OVER)
    taken = own[:, copied] & chance.happens(takes, len(people))
    person, on = [], []
    for number in range(len(LISTS)):
        found = np.concatenate([np.flatnonzero(own[:, number]), np.flatnonzero(again[number])])
        person.append(found)
        on.append(np.full(found.size, number))
    extra = np.flatnonzero(taken)
    before = sum(part.size for part in person[:copied])
    source = before + np.searchsorted(np.flatnonzero(own[:, copied]), extra)
    rows = np.concatenate([*person, extra]), np.concatenate([*on, np.full(extra.size, copier)])
    alone = np.full(rows[0].size - extra.size, -1)
    return _shuffled(*rows, np.concatenate([alone, source]), chance)


def _found(people: Population, chance: Chance) -> Flags:
    mean = chances(people)
    own = np.empty(mean.shape, dtype=bool)
    several = people.event_size > 1
    events = int(people.event.max(initial=-1)) + 1
    for number in range(len(LISTS)):
        hears = chance.happens(HEARD, events)[people.event] / HEARD
        chance_here = mean[:, number] * people.catch * np.where(several, hears, 1.0)
        own[:, number] = chance.happens(chance_here, len(people))
    return own


def _twice() -> Floats:
    return habits()["duplicate"]


def _shuffled(person: Ints, on: Ints, source: Ints, chance: Chance) -> Rows:
    order = np.lexsort((chance.uniform(person.size), on))
    place = np.empty_like(order)
    place[order] = np.arange(order.size)
    moved = np.where(source >= 0, place[source], -1)
    return Rows(person[order], on[order], moved[order])
