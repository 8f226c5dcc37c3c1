"""Who the invented victims are, and what was done to them: columns, one entry a person."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from vittne.link.synthetic.chance import Chance, Flags, Floats, Ints, falling
from vittne.link.synthetic.parts import STOCKS, family_names, given_names, settlements

FIRST_YEAR, YEARS = 2091, 6
"""Years to come, so that no row can be passed off as a report."""
ERA = 5_000
"""Victims in so many years. A larger archive is a longer one, not a denser one."""
WAVES = ((60, 75), (800, 45), (1500, 60))
"""First day and length of the times in which people are rounded up."""

GROUNDS = (
    "sexual_orientation",
    "gender_identity_expression",
    "sex",
    "political_opinion",
    "rights_defender",
    "journalist",
    "religion",
    "ethnicity",
    "association_with_target",
    "alleged_drug_use",
    "alleged_extremism",
)
LGBT = 2
"""The first so many grounds are those of LGBT people."""
HANDS = ("state_agent", "relative", "relative_under_state_pressure", "private_person")
ACTS = (
    "detention",
    "torture",
    "enforced_disappearance",
    "killing_by_agents",
    "death_in_custody",
    "arrest",
    "abduction",
    "killing_by_relatives",
    "abduction_by_relatives",
    "forced_return",
    "beating",
    "threat",
    "blackmail",
    "attempted_killing",
)
_ACTS_OF = {
    "state_agent": (0.3, 0.2, 0.14, 0.12, 0.05, 0.1, 0.09),
    "relative": (0, 0, 0, 0, 0, 0, 0, 0.36, 0.3, 0.1, 0.18, 0.06),
    "private_person": (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.4, 0.2, 0.2, 0.2),
}
_ACTS_OF["relative_under_state_pressure"] = _ACTS_OF["relative"]
SECOND_GROUND = 0.12
SIBLINGS_IN_RAIDS = 0.12
"""How often somebody seized with others is brother or sister of the one before."""
RELATIVE_OF_EARLIER = 0.08
"""How often somebody seized alone is brother or sister of an earlier victim."""
CHOSEN_NAME = 0.6
MARRIED = 0.45
EARLIER_ACT = 0.05
HIDDEN, HIDDEN_CATCH, OPEN_CATCH = 0.2, 0.2, (0.7, 1.7)
"""One in five is found a fifth as easily as the average, the others from 0.7 to 1.7 times."""


@dataclass(frozen=True)
class Kind:
    """A kind of event.

    Attributes
    ----------
    share : float
        Of all events.
    most : int
        Most people in one; more than one starts with two.
    women, children : float
        Shares of the people.
    grounds, hands : mapping of str to float
        Weights.
    kin : bool
        Whether all of them are one household.
    waves : bool
        Whether it happens in certain times only.
    """

    share: float
    most: int
    women: float
    children: float
    grounds: dict[str, float]
    hands: dict[str, float]
    kin: bool = False
    waves: bool = False


_ALL = dict.fromkeys(GROUNDS, 1.0)
KINDS = (
    Kind(  # people who were found through the telephones of others
        *(0.09, 40, 0.1, 0.02),
        {"sexual_orientation": 17, "gender_identity_expression": 1, "association_with_target": 2},
        {"state_agent": 1},
        waves=True,
    ),
    Kind(  # a raid on a mosque, a prayer house, a meeting, a village
        *(0.07, 25, 0.2, 0.06),
        {"religion": 4, "ethnicity": 4, "alleged_extremism": 5, "political_opinion": 3},
        {"state_agent": 1},
    ),
    Kind(  # within a household: daughters, sisters, sons
        *(0.22, 3, 0.75, 0.2),
        {"sex": 6, "sexual_orientation": 5, "gender_identity_expression": 1.5},
        {"relative": 7, "relative_under_state_pressure": 3},
        kin=True,
    ),
    Kind(  # a household, because of somebody who is wanted
        *(0.07, 6, 0.5, 0.3),
        {"association_with_target": 9, "alleged_extremism": 1},
        {"state_agent": 1},
        kin=True,
    ),
    Kind(  # one person
        *(0.49, 1, 0.28, 0.03),
        _ALL | {"sexual_orientation": 4, "political_opinion": 3, "alleged_extremism": 3, "sex": 0.5}
        | {"alleged_drug_use": 2, "gender_identity_expression": 0.8, "ethnicity": 2},
        {"state_agent": 1},
    ),
    Kind(  # one person, by people without office
        *(0.06, 1, 0.3, 0.05),
        {"sexual_orientation": 6, "gender_identity_expression": 3, "ethnicity": 3, "journalist": 1},
        {"private_person": 1},
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Population:
    """The true population, as columns. Days count from 1970-01-01; -1 is none.

    Attributes
    ----------
    event, event_size : int64
    woman : bool
        As registered.
    age : int64
    stock : int64
        Index into the stocks of names.
    given, chosen, father : int64
        Indices into the given names. ``chosen``: of the other sex.
    family, married : int64
        Indices into the family names of the stock.
    siblings : int64
        Number of the oldest known brother or sister, or the own.
    day, earlier_day : int64
    place, home : int64
        Indices into the settlements.
    ground, second_ground, hand, act : int64
    catch : float64
        How easily the person is found, beside the average of 1.
    """

    event: Ints
    event_size: Ints
    woman: Flags
    age: Ints
    stock: Ints
    given: Ints
    chosen: Ints
    father: Ints
    family: Ints
    married: Ints
    siblings: Ints
    day: Ints
    earlier_day: Ints
    place: Ints
    home: Ints
    ground: Ints
    second_ground: Ints
    hand: Ints
    act: Ints
    catch: Floats

    def __len__(self) -> int:
        return int(self.event.size)

    @property
    def who(self) -> Ints:
        """Index into :data:`vittne.link.synthetic.parts.WHO`."""
        return np.where(self.age < 18, 2, self.woman.astype(np.int64))


@dataclass
class _Events:
    """Columns of the events, and for each person the number of its event."""

    kind: Ints
    size: Ints
    day: Ints
    place: Ints
    hand: Ints
    of: Ints = field(init=False)

    def __post_init__(self) -> None:
        self.of = np.repeat(np.arange(self.size.size), self.size)


def last_year(size: int) -> int:
    """The last year of an archive."""
    return FIRST_YEAR + YEARS * (1 + (size - 1) // ERA) - 1


def population(size: int, seed: int) -> Population:
    """Invent so many people."""
    events = _events(size, Chance(seed, "events"))
    event = events.of
    kind = events.kind[event]
    people = Chance(seed, "people")
    siblings = _siblings(events, people)
    root = siblings
    woman = people.happens(np.array([k.women for k in KINDS])[kind], size)
    place = events.place[event]
    towns = settlements()
    slavic = people.happens(np.array([town.slavic for town in towns])[place], size)[root]
    ground = _grounds(kind, woman, people)
    hand = events.hand[event]
    acts = np.array([np.pad(_ACTS_OF[h], (0, len(ACTS) - len(_ACTS_OF[h]))) for h in HANDS])
    second = np.where(people.happens(SECOND_GROUND, size), people.below(len(GROUNDS), size), -1)
    second[(second == ground) | ((second < LGBT) & (second >= 0)) | (second == 2)] = -1
    names = _names(Chance(seed, "names"), siblings, woman, slavic.astype(np.int64), place, ground)
    day = events.day[event]
    earlier = people.happens(EARLIER_ACT, size)
    hidden = people.happens(HIDDEN, size)
    low, high = OPEN_CATCH
    open_catch = low + (high - low) * people.uniform(size)
    return Population(
        event=event,
        event_size=events.size[event],
        woman=woman,
        age=_ages(kind, people),
        stock=slavic.astype(np.int64),
        **names,
        siblings=siblings,
        day=day,
        earlier_day=np.where(earlier, day - 30 - people.below(400, size), -1),
        place=place,
        home=_homes(place, people)[root],
        ground=ground,
        second_ground=second,
        hand=hand,
        act=people.pick_each(acts, hand),
        catch=np.where(hidden, HIDDEN_CATCH, open_catch),
    )


def _events(size: int, chance: Chance) -> _Events:
    """Events until so many people are in them; the last one is cut short."""
    kind = chance.pick(np.array([k.share for k in KINDS]), size)
    people = np.ones(size, dtype=np.int64)
    drawn = chance.uniform(size)
    for number, one in enumerate(KINDS):
        if one.most > 1:
            at = kind == number
            edges = np.cumsum(np.arange(1 if one.kin else 2, one.most + 1.0) ** -1.6)
            found = np.searchsorted(edges / edges[-1], drawn[at], "right")
            people[at] = np.minimum(found, edges.size - 1) + (1 if one.kin else 2)
    last = int(np.searchsorted(np.cumsum(people), size))
    kind, people = kind[: last + 1], people[: last + 1]
    people[-1] -= people.sum() - size
    number = kind.size
    hands = np.array([[k.hands.get(hand, 0.0) for hand in HANDS] for k in KINDS])
    return _Events(
        kind=kind,
        size=people,
        day=_days(kind, (np.cumsum(people) - 1) // ERA, chance),
        place=chance.pick(np.array([town.share for town in settlements()]), number),
        hand=chance.pick_each(hands, kind),
    )


def _days(kind: Ints, era: Ints, chance: Chance) -> Ints:
    number = kind.size
    any_day = chance.below(365 * YEARS, number)
    wave = chance.below(len(WAVES), number)
    begin, length = (np.array(part)[wave] for part in zip(*WAVES, strict=True))
    in_wave = begin + chance.below(length, number)
    within = np.where(np.array([k.waves for k in KINDS])[kind], in_wave, any_day)
    first_year = FIRST_YEAR + YEARS * era - 1970
    return first_year.astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64) + within


def _siblings(events: _Events, chance: Chance) -> Ints:
    """For each person the first of its brothers and sisters: itself, if none came before."""
    size = events.of.size
    person = np.arange(size)
    first = np.r_[True, events.of[1:] != events.of[:-1]]
    kin = np.array([k.kin for k in KINDS])[events.kind][events.of]
    joins = ~first & (kin | chance.happens(SIBLINGS_IN_RAIDS, size))
    root = np.maximum.accumulate(np.where(joins, 0, person))
    alone = events.size[events.of] == 1
    later = alone & (person > 0) & chance.happens(RELATIVE_OF_EARLIER, size)
    back = 1 + chance.below(np.minimum(person, 300), size)
    earlier = np.maximum(person - back, 0)
    good = later & ~later[root[earlier]]
    return np.where(good, root[earlier], root)


def _grounds(kind: Ints, woman: Flags, chance: Chance) -> Ints:
    of_kind = np.array([[k.grounds.get(ground, 0.0) for ground in GROUNDS] for k in KINDS])
    of_men = of_kind.copy()
    of_men[:, GROUNDS.index("sex")] = 0
    return chance.pick_each(np.vstack([of_men, of_kind]), kind + woman * len(KINDS))


def _ages(kind: Ints, chance: Chance) -> Ints:
    size = kind.size
    child = chance.happens(np.array([k.children for k in KINDS])[kind], size)
    kin = np.array([k.kin for k in KINDS])[kind]
    young = np.where(kin, 3 + chance.below(15, size), 14 + chance.below(4, size))
    adult = 18 + (45 * chance.uniform(size) ** 1.7).astype(np.int64)
    return np.where(child, young, adult)


def _homes(place: Ints, chance: Chance) -> Ints:
    """Most live where it happened, the others in another settlement."""
    moved = chance.happens(0.25, place.size)
    elsewhere = chance.pick(np.array([town.share for town in settlements()]), place.size)
    return np.where(moved, elsewhere, place)


def _names(
    chance: Chance, siblings: Ints, woman: Flags, stock: Ints, place: Ints, ground: Ints
) -> dict[str, Ints]:
    size = siblings.size
    family = _families(chance, stock, place[siblings])[siblings]
    father = _given(chance, stock, np.zeros(size, dtype=bool))[siblings]
    given = _given(chance, stock, woman)
    for _ in range(30):
        again = _repeated(siblings * 1_000 + given)
        if not again.size:
            break
        given[again] = _given(chance, stock[again], woman[again])
    chooses = (ground == 1) & chance.happens(CHOSEN_NAME, size)
    other = _given(chance, stock, ~woman)
    marries = woman & chance.happens(MARRIED, size)
    husband = _families(chance, stock, place)
    return {
        "given": given,
        "chosen": np.where(chooses, other, -1),
        "father": father,
        "family": family,
        "married": np.where(marries & (husband != family), husband, -1),
    }


def _repeated(key: Ints) -> Ints:
    """Entries that an earlier one equals."""
    order = np.argsort(key, kind="stable")
    same = np.r_[False, key[order][1:] == key[order][:-1]]
    return np.sort(order[same])


def _given(chance: Chance, stock: Ints, woman: Flags) -> Ints:
    """Given names: a few are frequent."""
    names = given_names()
    weights = np.zeros((4, len(names)))
    for row, (name, sex) in enumerate((name, sex) for name in STOCKS for sex in "mf"):
        own = [n for n, one in enumerate(names) if (one.stock, one.sex) == (name, sex)]
        weights[row, own] = falling(len(own), 4.0)
    return chance.pick_each(weights, stock * 2 + woman)


def _families(chance: Chance, stock: Ints, place: Ints) -> Ints:
    """Family names: half of a place are of its own clans, the others of any."""
    size = stock.size
    numbers = np.array([len(family_names(name)) for name in STOCKS])[stock]
    clan = chance.pick(falling(40, 3.0), size)
    own = (place * 389 + clan * 101) % numbers
    anywhere = chance.below(numbers, size)
    return np.where(chance.happens(0.5, size), own, anywhere)
