"""What it means that names contradict each other: another name of one person, or kin.

How often a person has another name cannot be learnt without labels: brothers and sisters who were
seized together share family name, day and place, and look like one person whose given name was
changed. So it is not learnt but said here. Three rules, none of which is hard:

*Rare.* A given name hardly ever contradicts, and a family name hardly ever but that of a woman,
who may have married.

*One change.* Who took another given name may have another sex in the lists too. That is one
thing and not two, so that the sex then says nothing.

*Kin.* Where the family name agrees and the given name contradicts, day and place say nothing,
however alike: kin are seized together. Age tells them apart, or that another row of the same list
is the one or the other; a list that has both in one event means two people.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from vittne.link.columns import MAN, WOMAN, Columns
from vittne.link.comparisons import FAMILY
from vittne.link.events import ONE_LIST, Links, not_taken, same_event

OTHER_GIVEN = 0.01
"""Share of the pairs of one person whose given names contradict each other."""
OTHER_FAMILY_OF_MEN = 0.01
"""The same of family names."""
OTHER_FAMILY_OF_WOMEN = 0.1
OTHER_FAMILY = 0.03
"""The same where the sex is not known, or not one."""
KIN = -4.0
"""Bits, prior included, for one person against kin, where only the given name contradicts."""

_NEAR_FAMILY = len(FAMILY.levels) - 2

Floats = npt.NDArray[np.float64]


def of_other_names(columns: Columns, links: Links) -> Floats:
    """Bits by which each weight changes because names contradict more rarely than was learnt."""
    given, family = links.level("given") == 0, links.level("family") == 0
    sexes = [links.both(columns.sex, MAN), links.both(columns.sex, WOMAN)]
    share = np.select(sexes, [OTHER_FAMILY_OF_MEN, OTHER_FAMILY_OF_WOMEN], OTHER_FAMILY)
    bits = np.where(given, _instead(links, "given", OTHER_GIVEN), 0.0)
    bits += np.where(family, _instead(links, "family", share), 0.0)
    return bits - np.where(given & (links.level("sex") == 0), links.bits("sex"), 0.0)


def _instead(links: Links, name: str, share: Floats | float) -> Floats:
    learnt = links.evidence.same.get(name, (1.0,))[-1]
    return np.log2(np.asarray(share) / max(learnt, 1e-9))


def tell_kin_apart(columns: Columns, links: Links, weight: Floats) -> Floats:
    """Weights, priors included, after pairs that may be kin weigh no more than they can."""
    kin = (links.level("given") == 0) & (links.level("family") >= _NEAR_FAMILY)
    told_apart = links.bits("age") + np.minimum(links.bits("second"), 0)
    one_list = columns.on_list[links.a] == columns.on_list[links.b]
    twice = np.where(one_list & same_event(columns, links), ONE_LIST, 0.0)
    left = np.minimum(
        not_taken(columns, links.a, links.b, weight, ~kin),
        not_taken(columns, links.b, links.a, weight, ~kin),
    )
    return np.where(kin, np.minimum(weight, KIN + told_apart - twice) + left, weight)
