"""What it means that two records speak of one event: a day and place, or an event of one list.

Several people are harmed in one event, so that sharing day and place says less than the rarity
of either suggests, and names decide. Three rules, none of which is hard:

*Crowding.* Two people of one event share day and place for one reason, not for two. How often
that happens is seen in the lists themselves: how many rows one list has for one day and place.

*Repulsion.* Two rows of one event that are named, and named differently, are two people:
whoever wrote them down told them apart. That both have one family name then says nothing, for
kin are seized together.

*Places left.* A row without a name is one of those of its event whom no named row of its own
list accounts for. Where several are left it belongs to none of them more than its share.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vittne.link.columns import NONE, Columns, joined
from vittne.link.comparisons import DATE, FAMILY, PLACE
from vittne.link.splink_engine import Evidence

REPULSION = 4.0
"""Bits against two rows of one event whose names contradict each other, beside the names' own."""
UNNAMED_TWICE = 8.0
"""Bits against two rows of one list and event of which at least one has no name."""
PLAUSIBLE = 10.0
"""A place counts as left if it is at most so many bits behind the best."""

_NEAR_FAMILY = len(FAMILY.levels) - 2

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Links:
    """Candidate pairs with the levels of their comparisons."""

    a: Ints
    b: Ints
    evidence: Evidence

    def level(self, name: str) -> npt.NDArray[np.int8]:
        """Level of a comparison, -1 for all pairs if it was not made."""
        return self.evidence.levels.get(name, np.full(self.a.size, NONE, dtype=np.int8))


def of_event(columns: Columns, links: Links) -> Floats:
    """Bits by which crowding and repulsion change the weight of each pair; none positive."""
    return _crowding(columns, links) + _repulsion(columns, links)


def _crowding(columns: Columns, links: Links) -> Floats:
    cell = joined(columns.day_low, columns.day_high, columns.place)
    own = joined(columns.on_list, cell)
    mates = np.where(own >= 0, _sizes(own) - 1, 0)
    usual = max(float(mates.sum()) / max(int((own >= 0).sum()), 1), 1 / max(len(columns), 1))
    chance = (mates + usual) / _sizes(columns.on_list)
    rarity = _sizes(columns.place) / max(int((columns.place >= 0).sum()), 1)
    together = (cell[links.a] == cell[links.b]) & (cell[links.a] >= 0)
    dates = np.array(links.evidence.other.get("date", (1.0,))[::-1])
    by_chance = dates[np.maximum(links.level("date"), 0)] * rarity[links.a]
    crowd = np.maximum(chance[links.a], chance[links.b])
    return np.where(together, -np.log2(1 + crowd / np.maximum(by_chance, 1e-12)), 0.0)


def _repulsion(columns: Columns, links: Links) -> Floats:
    one_event = same_event(columns, links)
    named = ~(columns.names.missing[links.a] | columns.names.missing[links.b])
    contradicts = (links.level("given") == 0) | (links.level("family") == 0)
    one_list = columns.on_list[links.a] == columns.on_list[links.b]
    bits = np.where(one_event & named & contradicts, REPULSION, 0.0)
    kin = one_event & (links.level("given") == 0) & (links.level("family") >= _NEAR_FAMILY)
    common = _sizes(columns.family)
    rarity = np.log2(len(columns) / np.maximum(common[links.a], common[links.b]))
    bits = bits + np.where(kin, rarity, 0.0)
    return -np.where(one_event & one_list & ~named, UNNAMED_TWICE, bits)


def same_event(columns: Columns, links: Links) -> npt.NDArray[np.bool_]:
    """Whether both are of one event: its number in a list, or day and place within reach."""
    days = len(DATE.levels) - 1 - np.arange(2)
    places = len(PLACE.levels) - 1 - np.arange(2)
    near = np.isin(links.level("date"), days) & np.isin(links.level("place"), places)
    event = columns.event
    noted = (event[links.a] == event[links.b]) & (event[links.a] >= 0)
    return np.asarray(near | noted)


def share_places(columns: Columns, links: Links, weight: Floats) -> Floats:
    """Weights after each row without a name has shared itself among the places left."""
    missing = columns.names.missing
    for one, other in ((links.a, links.b), (links.b, links.a)):
        weight = _share(columns, one, other, missing[one], weight)
    return weight


def _share(
    columns: Columns, row: Ints, place: Ints, concerned: npt.NDArray[np.bool_], weight: Floats
) -> Floats:
    """Share the pairs that are concerned: ``row`` has no name, ``place`` may be its person."""
    across = concerned & (columns.on_list[row] != columns.on_list[place])
    at = np.flatnonzero(across)
    if not at.size:
        return weight
    taken = _taken(columns, row, place, weight)
    left = weight[at] + np.log2(np.maximum(1 - taken[at], 1e-3))
    group = joined(row[at], columns.on_list[place[at]])
    best = np.full(group.max() + 1, -np.inf)
    np.maximum.at(best, group, left)
    open_places = left > np.maximum(best[group] - PLAUSIBLE, -PLAUSIBLE)
    number = np.bincount(group, weights=open_places)[group]
    odds = np.exp2(np.minimum(left, 60))
    total = np.bincount(group, weights=odds)[group]
    chance = np.minimum(odds / (1 + total), 1 / np.maximum(number, 1) * 0.98)
    shared = weight.copy()
    alone = number < 2
    shared[at] = np.where(alone, left, np.minimum(left, _logit(chance)))
    return shared


def _taken(columns: Columns, row: Ints, place: Ints, weight: Floats) -> Floats:
    """How likely a named row of the same list as ``row`` already accounts for ``place``."""
    named = ~(columns.names.missing[row] | columns.names.missing[place])
    chance = np.where(named, 1 / (1 + np.exp2(-np.clip(weight, -60, 60))), 0.0)
    lists = int(columns.on_list.max(initial=0)) + 1
    best: Floats = np.zeros(len(columns) * lists)
    np.maximum.at(best, place * lists + columns.on_list[row], chance)
    np.maximum.at(best, row * lists + columns.on_list[place], chance)
    return np.asarray(best[place * lists + columns.on_list[row]])


def _sizes(group: Ints) -> Floats:
    """How many have the same number; those without one count as alone."""
    _, number, sizes = np.unique(group, return_inverse=True, return_counts=True)
    return np.where(group >= 0, sizes[number], 1).astype(np.float64)


def _logit(chance: Floats) -> Floats:
    clipped = np.clip(chance, 1e-12, 1 - 1e-12)
    return np.log2(clipped / (1 - clipped))
