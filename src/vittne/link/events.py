"""What it means that two records speak of one event: a day and place, or an event of one list.

Several people are harmed in one event, so that sharing day and place says less than the rarity
of either suggests, and names decide. Rules, none of which is hard:

*Crowding.* Two people of one event share day and place for one reason, not for two. How often
that happens is seen in the lists themselves: how many rows one list has for one day and place.

*Repulsion.* Two rows of one event that are named, and named differently, are two people:
whoever wrote them down told them apart. In two lists a woman may have two family names.

*Places left.* A row without a name is one of those of its event whom no named row of its own
list accounts for. Where several are left it belongs to none of them more than its share.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vittne.link.columns import NONE, WOMAN, Columns, joined
from vittne.link.comparisons import DATE, PLACE
from vittne.link.splink_engine import Evidence

REPULSION = 4.0
"""Bits against two rows of one event whose names contradict each other, beside the names' own."""
ONE_LIST = 8.0
"""Bits against two rows of one list and event that are kin, or of which one has no name."""
PLAUSIBLE = 10.0
"""A place counts as left if it is at most so many bits behind the best."""

_SAME_PLACE = len(PLACE.levels) - 1
_SAME_DATE = (len(DATE.levels) - 1, len(DATE.levels) - 3)

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

    def bits(self, name: str) -> Floats:
        """Bits of a comparison, without those for rarity; 0 where nothing was compared."""
        same = self.evidence.same.get(name, (1.0,))
        other = self.evidence.other.get(name, (1.0,))
        bits = np.log2(np.maximum(same, 1e-9)) - np.log2(np.maximum(other, 1e-9))
        level = self.level(name)
        return np.where(level >= 0, bits[::-1][level], 0.0)

    def both(self, values: Ints, value: int) -> npt.NDArray[np.bool_]:
        """Whether both records have this value."""
        return np.asarray((values[self.a] == value) & (values[self.b] == value))


def of_event(columns: Columns, links: Links) -> Floats:
    """Bits by which crowding and repulsion change the weight of each pair; none positive."""
    return _crowding(columns, links) + _repulsion(columns, links)


def _crowding(columns: Columns, links: Links) -> Floats:
    chance = _shrunk(_mates(columns), least=1 / len(columns)) / _sizes(columns.on_list)
    rarity = _sizes(columns.place) / max(int((columns.place >= 0).sum()), 1)
    together = np.isin(links.level("date"), _SAME_DATE) & (links.level("place") == _SAME_PLACE)
    dates = np.array(links.evidence.other.get("date", (1.0,))[::-1])
    by_chance = dates[np.maximum(links.level("date"), 0)] * rarity[links.a]
    crowd = np.maximum(chance[links.a], chance[links.b])
    return np.where(together, -np.log2(1 + crowd / np.maximum(by_chance, 1e-12)), 0.0)


def _shrunk(mates: Floats, least: float) -> Floats:
    """How many mates are expected in another list that saw the event, from those in one.

    The mean of a rate that differs from event to event (gamma) after a count (Poisson) of it.
    """
    known = mates[mates >= 0]
    usual = max(float(known.mean()), least) if known.size else least
    over = max(float(known.var()) - usual, 1e-9) if known.size else 1e-9
    alike = min(usual**2 / over, 1e9)  # how little events differ
    return usual * (alike + np.maximum(mates, 0)) / (alike + usual)


def _mates(columns: Columns) -> Floats:
    """How many others of its list begin, at the place of a row, on one of its days; -1: unknown."""
    own = joined(columns.on_list, columns.place)
    known = np.flatnonzero((own >= 0) & (columns.day_low >= 0))
    mates: Floats = np.full(len(columns), -1.0)
    if not known.size:
        return mates
    low, high = columns.day_low[known], columns.day_high[known]
    line = own[known] * (int(high.max()) + 2)
    days = np.sort(line + low)
    mates[known] = (
        np.searchsorted(days, line + high, "right") - np.searchsorted(days, line + low, "left") - 1
    )
    return mates


def _repulsion(columns: Columns, links: Links) -> Floats:
    one_event = same_event(columns, links)
    named = ~(columns.names.missing[links.a] | columns.names.missing[links.b])
    one_list = columns.on_list[links.a] == columns.on_list[links.b]
    married = links.both(columns.sex, WOMAN) & ~one_list
    contradicts = (links.level("given") == 0) | ((links.level("family") == 0) & ~married)
    bits = np.where(one_event & named & contradicts, REPULSION, 0.0)
    return -np.where(one_event & one_list & ~named, ONE_LIST, bits)


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
    named = ~(columns.names.missing[row] | columns.names.missing[place])
    left = weight[at] + not_taken(columns, row, place, weight, named)[at]
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


def not_taken(
    columns: Columns, row: Ints, place: Ints, weight: Floats, by: npt.NDArray[np.bool_]
) -> Floats:
    """Bits against a row being ``place`` if another row of its list, by some pairs, already is."""
    chance = np.where(by, 1 / (1 + np.exp2(-np.clip(weight, -60, 60))), 0.0)
    lists = int(columns.on_list.max(initial=0)) + 1
    best: Floats = np.zeros(len(columns) * lists)
    np.maximum.at(best, place * lists + columns.on_list[row], chance)
    np.maximum.at(best, row * lists + columns.on_list[place], chance)
    return np.asarray(np.log2(np.maximum(1 - best[place * lists + columns.on_list[row]], 1e-3)))


def _sizes(group: Ints) -> Floats:
    """How many have the same number; those without one count as alone."""
    _, number, sizes = np.unique(group, return_inverse=True, return_counts=True)
    return np.where(group >= 0, sizes[number], 1).astype(np.float64)


def _logit(chance: Floats) -> Floats:
    clipped = np.clip(chance, 1e-12, 1 - 1e-12)
    return np.log2(clipped / (1 - clipped))
