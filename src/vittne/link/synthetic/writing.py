"""What each row says: the truth, as the list that wrote it knew and spelt it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vittne.link.records import Record
from vittne.link.synthetic.catching import Rows
from vittne.link.synthetic.chance import Chance, Flags, Floats, Ints
from vittne.link.synthetic.naming import Names, named
from vittne.link.synthetic.parts import LISTS, habits, settlements
from vittne.link.synthetic.population import ACTS, GROUNDS, HANDS, LGBT, Population
from vittne.link.synthetic.spelling import Texts, texts

INVENTED = "invented"
"""What the note of every row begins with."""
SEXES = (("m", "f"), ("m", "f"), ("м", "ж"), ("male", "female"), ("м", "ж"))
"""A man's and a woman's sex as each list writes it."""
TOGETHER = 0.75
"""How often a list has one date and one place for all whom it has of an event."""
GRADES = ("reported", "supported", "corroborated", "established", "contested")
SAID_INSTEAD = ("", "unknown", "alleged_drug_use", "alleged_extremism", "association_with_target")
BASES = ("actual", "perceived", "actual_or_perceived", "imputed", "disputed", "unknown")
_DATES = tuple("day near swapped far interval set tenth month about year none".split())  # noqa: SIM905
_PLACES = ("exact", "beside", "home", "region", "none")
_AGES = ("exact", "off", "range", "none")


@dataclass(frozen=True)
class Written:
    """Cells of all rows, one column a field."""

    names: Names
    sex: Texts
    age_low: Ints
    age_high: Ints
    date: Texts
    place: Texts
    act: Texts
    ground: Texts
    basis: Texts
    hand: Texts
    grade: Texts
    event_id: Texts
    note: Texts


def records(people: Population, rows: Rows, seed: int) -> tuple[Record, ...]:
    """Write every row."""
    cells = _written(people, rows, seed)
    extras: dict[tuple[str, str], dict[str, str]] = {}
    for pair in zip(cells.note, cells.basis, strict=True):
        if pair not in extras:
            note, basis = pair
            extras[pair] = {"ground_basis": basis, "note": note} if basis else {"note": note}
    names = cells.names
    first = np.searchsorted(rows.on, np.arange(len(LISTS)))
    numbers = np.arange(len(rows)) - first[rows.on] + 1
    return tuple(
        Record(
            key=f"{LISTS[on]}/{number:05}",
            list=LISTS[on],
            name=whole,
            given=given,
            patronymic=patronymic,
            family=family,
            sex=sex,
            age_low=low if low >= 0 else None,
            age_high=high if high >= 0 else None,
            date=date,
            place=place,
            act=act,
            ground=ground,
            hand=hand,
            grade=grade,
            event_id=event,
            extra=extras[note, basis],
        )
        for on, number, whole, given, patronymic, family, sex, low, high, date, place, act, ground,
        hand, grade, event, note, basis in zip(
            *(rows.on.tolist(), numbers.tolist()),
            *(names.whole, names.given, names.patronymic, names.family, cells.sex),
            *(cells.age_low.tolist(), cells.age_high.tolist(), cells.date, cells.place, cells.act),
            *(cells.ground, cells.hand, cells.grade, cells.event_id, cells.note, cells.basis),
            strict=True,
        )
    )  # fmt: skip


def _written(people: Population, rows: Rows, seed: int) -> Written:
    facts = Chance(seed, "facts")
    who = rows.person
    names = named(people, rows, Chance(seed, "spelling"))
    earlier = _does("earlier_act", rows, facts) & (people.earlier_day[who] >= 0)
    low, high = _ages(people.age[who], rows, facts)
    ground, basis = _grounds(people, rows, facts)
    sex = texts(word for pair in SEXES for word in pair)[rows.on * 2 + names.woman]
    sex[_does("sex_none", rows, facts)] = ""
    note = np.full(len(rows), INVENTED, dtype=object)
    some = names.nameless
    note[some] += texts(f"; one of the {n} of this event" for n in people.event_size[who][some])
    copies = rows.source >= 0
    day = np.where(earlier, people.earlier_day[who], people.day[who])
    like = _together(people, rows, earlier, facts)
    said = {
        "sex": sex,
        "age_low": low,
        "age_high": high,
        "date": _dates(day, rows, facts)[like],
        "place": _places(people, rows, facts)[like],
        "act": _acts(people, rows, earlier, facts),
        "ground": ground,
        "basis": basis,
        "hand": _hands(people, rows, facts),
        "note": note,
    }
    for column in said.values():
        column[copies] = column[rows.source[copies]]
    grade = texts(GRADES)[_one_of("grade", GRADES, rows, facts)]
    events = _event_ids(people, rows, facts)
    return Written(names=names, grade=grade, event_id=events, **said)


def _does(habit: str, rows: Rows, chance: Chance) -> Flags:
    """Whether each row does what its list has the habit of."""
    return chance.happens(habits()[habit][rows.on], len(rows))


def _one_of(habit: str, ways: Sequence[str], rows: Rows, chance: Chance) -> Ints:
    """In which of several ways each row is written: index into the ways."""
    shares: Floats = np.array([habits()[f"{habit}_{way}"] for way in ways]).T
    return chance.pick_each(shares, rows.on)


def _iso(days: Ints) -> npt.NDArray[np.str_]:
    return np.datetime_as_string(days.astype("datetime64[D]")).astype("U10")


def _dates(day: Ints, rows: Rows, chance: Chance) -> Texts:
    """The date of each row, in one of the ways of its list."""
    way = _one_of("date", _DATES, rows, chance)
    size = len(rows)
    few = 1 + chance.below(3, size)
    before, after = chance.below(4, size), 1 + chance.below(4, size)
    sign = np.where(chance.happens(0.5, size), 1, -1)
    far = sign * np.where(chance.happens(0.6, size), 30, 365)
    late = {_DATES.index("near"): few, _DATES.index("far"): far}
    told = day + sum(np.where(way == number, days, 0) for number, days in late.items())
    iso = _iso(told)
    out = iso.astype(object)

    def at(name: str) -> Ints:
        return np.flatnonzero(way == _DATES.index(name))

    out[at("swapped")] = [_swapped(text) for text in iso[at("swapped")].tolist()]
    one = at("interval")
    out[one] = _iso(day[one] - before[one]).astype(object) + "/" + _iso(day[one] + after[one])
    one = at("set")
    other = np.sort(np.stack([day[one], day[one] + sign[one] * few[one]]), axis=0)
    out[one] = "[" + _iso(other[0]).astype(object) + "," + _iso(other[1]) + "]"
    for name, length, end in (
        ("tenth", 9, "X"),
        ("month", 7, ""),
        ("about", 7, "~"),
        ("year", 4, ""),
        ("none", 0, ""),
    ):
        out[at(name)] = iso[at(name)].astype(f"U{length or 1}").astype(object) + end
    out[at("none")] = ""
    return out


def _swapped(text: str) -> str:
    """Day and month exchanged, where that is a date."""
    year, month, day = text.split("-")
    return f"{year}-{day}-{month}" if int(day) <= 12 else text


def _ages(age: Ints, rows: Rows, chance: Chance) -> tuple[Ints, Ints]:
    way = _one_of("age", _AGES, rows, chance)
    size = len(rows)
    off = np.where(chance.happens(0.5, size), 1, -1)
    below, above = 1 + chance.below(5, size), 2 + chance.below(4, size)
    least = [age, age + off, age - below, np.full(size, -1)]
    most = [age, age + off, age + above, np.full(size, -1)]
    low, high = np.choose(way, least), np.choose(way, most)
    return np.where(way == _AGES.index("none"), -1, np.maximum(low, 0)), high


def _places(people: Population, rows: Rows, chance: Chance) -> Texts:
    towns = settlements()
    paths, codes = texts(town.path for town in towns), texts(town.code for town in towns)
    region = np.array([town.region for town in towns])
    first = np.searchsorted(region, region)
    number = np.bincount(region)[region]
    place, home = people.place[rows.person], people.home[rows.person]
    way = _one_of("place", _PLACES, rows, chance)
    beside = (
        first[place]
        + (place - first[place] + 1 + chance.below(number[place] - 1, len(rows))) % number[place]
    )
    ways = (paths[place], paths[beside], paths[home], codes[place], texts([""] * len(rows)))
    out = ways[0].copy()
    for n, one in enumerate(ways):
        out[way == n] = one[way == n]
    return out


def _acts(people: Population, rows: Rows, earlier: Flags, chance: Chance) -> Texts:
    size = len(rows)
    hand = people.hand[rows.person]
    by_relatives = (hand == 1) | (hand == 2)
    begin = np.where(by_relatives, 7, np.where(hand == 3, 10, 0))
    length = np.where(by_relatives, 5, np.where(hand == 3, 4, 7))
    other = begin + chance.below(length, size)
    act = np.where(_does("act_other", rows, chance), other, people.act[rows.person])
    out = texts(ACTS)[np.where(earlier, ACTS.index("detention"), act)]
    out[_does("act_none", rows, chance)] = ""
    return out


def _grounds(people: Population, rows: Rows, chance: Chance) -> tuple[Texts, Texts]:
    """The ground that is told, and on what basis."""
    size = len(rows)
    ground, second = people.ground[rows.person], people.second_ground[rows.person]
    told = texts(GROUNDS)[ground]
    lgbt = ground < LGBT
    silent = lgbt & _does("ground_silent", rows, chance)
    told[silent] = texts(SAID_INSTEAD)[chance.below(len(SAID_INSTEAD), size)][silent]
    more = (second >= 0) & _does("ground_second", rows, chance) & (told != "") & (told != "unknown")
    other = texts(GROUNDS)[second]
    more &= told != other
    told[more] = told[more] + "|" + other[more]
    told[_does("ground_none", rows, chance)] = ""
    alleged = np.isin(
        ground, [GROUNDS.index("alleged_drug_use"), GROUNDS.index("alleged_extremism")]
    )
    weights = np.array(
        [
            (7.0, 1, 1, 0, 0.5, 1),  # others
            (1, 4, 4, 0, 0.5, 1),  # LGBT people
            (0, 0, 0, 7, 3, 1),  # what was alleged
            (0, 0, 0, 1, 3, 6),  # something else is said
        ]
    )
    kind = np.where(silent, 3, np.where(alleged, 2, lgbt.astype(np.int64)))
    basis = texts(BASES)[chance.pick_each(weights, kind)]
    basis[told == ""] = ""
    return told, basis


def _hands(people: Population, rows: Rows, chance: Chance) -> Texts:
    hand = people.hand[rows.person]
    told = texts(HANDS)[hand]
    denied = (hand == 0) & _does("hand_denied", rows, chance)
    instead = texts(("unknown", "private_person"))[chance.below(2, len(rows))]
    told[denied] = instead[denied]
    told[_does("hand_none", rows, chance)] = ""
    return told


def _of_event(people: Population, rows: Rows) -> Ints:
    """A number for each event in each list."""
    event = people.event[rows.person]
    events = int(event.max(initial=0)) + 1
    return rows.on * events + event


def _together(people: Population, rows: Rows, earlier: Flags, chance: Chance) -> Ints:
    """For each row the row whose date and place it has: often that of the first of its event."""
    _, first, own = np.unique(_of_event(people, rows), return_index=True, return_inverse=True)
    shared = chance.happens(TOGETHER, first.size) & ~earlier[first]
    return np.where(shared[own] & ~earlier, first[own], np.arange(len(rows)))


def _event_ids(people: Population, rows: Rows, chance: Chance) -> Texts:
    """Numbers of a list's own, of the events of which it has two rows or more."""
    event = _of_event(people, rows)
    _, own, size = np.unique(event, return_inverse=True, return_counts=True)
    on = np.zeros(size.size, dtype=np.int64)
    on[own] = rows.on
    tells = chance.happens(habits()["event_told"][on], size.size) & (size > 1)
    number = np.empty(size.size, dtype=np.int64)
    number[chance.order(size.size)] = np.arange(1, size.size + 1)
    ids = texts(
        f"{LISTS[place][0].upper()}-{n:04}" if told else ""
        for place, n, told in zip(on.tolist(), number.tolist(), tells.tolist(), strict=True)
    )
    return ids[own]
