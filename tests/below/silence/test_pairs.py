"""An official answer is set beside a count only if it speaks of those people."""

from __future__ import annotations

import csv

import pytest

from vittne.silence import (
    DocumentedCount,
    OfficialAnswer,
    Refusal,
    judge_pair,
    pair_answers,
    registered_share,
)
from vittne.terms.edtf import parse_edtf
from vittne.terms.places import Gazetteer

PLACES = Gazetteer({"north-caucasus": ("RU-CE", "RU-DA", "RU-IN")})


def answer(index=1, place="RU-CE", period="2017", complaints=0):
    return OfficialAnswer(
        index=index,
        date=None,
        place=place,
        period=parse_edtf(period) if period else None,
        complaints=complaints,
        office="office",
    )


def count(index=1, place="RU-CE", period="2017-04", people=10):
    return DocumentedCount(
        index=index,
        date=None,
        place=place,
        period=parse_edtf(period) if period else None,
        unit="persons_detained",
        count=people,
        speaker_group="group",
    )


@pytest.mark.parametrize(
    ("ours", "theirs", "paired"),
    [
        ({}, {}, True),
        ({"place": "RU"}, {"place": "RU-CE"}, True),
        ({"place": "RU-CE"}, {"place": "RU-CE/grozny"}, True),
        ({"place": "RU-CE"}, {"place": "RU"}, False),
        ({"place": "RU-CE"}, {"place": "north-caucasus"}, False),
        ({"place": "north-caucasus"}, {"place": "RU-CE"}, True),
        ({"period": "2017"}, {"period": "2017-12/2018-01"}, False),
        ({"period": "2017-04-01/2017-04-20"}, {"period": "2017-04"}, False),
        ({"period": "2017-04"}, {"period": "2017-04"}, True),
        ({"period": "2017/.."}, {"period": "2019"}, True),
        ({"period": "2017"}, {"period": "2017-04/.."}, False),
        ({"period": ""}, {}, False),
        ({}, {"period": ""}, False),
        ({"place": ""}, {}, False),
        ({"complaints": None}, {}, False),
    ],
)
def test_its_place_contains_and_its_period_covers_the_count_s(ours, theirs, paired):
    assert bool(pair_answers([answer(**ours)], [count(**theirs)], PLACES)) is paired


def test_pairs_come_in_the_order_of_the_files():
    pairs = pair_answers([answer(1), answer(2)], [count(1), count(2)], PLACES)
    rows = [(pair.answer.index, pair.documented.index) for pair in pairs]
    assert rows == [(1, 1), (1, 2), (2, 1), (2, 2)]


def test_a_pair_bounds_the_share_as_if_every_complaint_came_from_those_documented():
    [pair] = pair_answers([answer(complaints=1)], [count(people=41)], PLACES)
    assert judge_pair(pair) == registered_share(41, 1)
    assert judge_pair(pair, raid_size=20, rho=0.3) == registered_share(41, 1, raid_size=20, rho=0.3)


def test_more_complaints_than_people_documented_bound_nothing():
    [pair] = pair_answers([answer(complaints=11)], [count(people=10)], PLACES)
    refusal = judge_pair(pair)
    assert isinstance(refusal, Refusal)
    assert refusal.reasons == ("more_complaints_than_documented",)
    assert refusal.needed == {"documented": 11}


def test_nobody_documented_bounds_nothing():
    [pair] = pair_answers([answer()], [count(people=0)], PLACES)
    assert judge_pair(pair).reasons == ("nobody_documented",)


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(enumerate(csv.DictReader(file), start=1))


def test_on_the_record_of_chechnya_there_are_two_pairs(shared_data):
    """1 of 114 and 1 of 41, both with the press count of 2017/2018-12-24."""
    official = [
        answer(i, row["place"], row["period"], _number(row["complaints_registered"]))
        for i, row in rows(shared_data / "surveys" / "official.csv")
    ]
    documented = [
        count(i, row["place"], row["period"], int(row["count"]))
        for i, row in rows(shared_data / "surveys" / "documented.csv")
    ]
    pairs = pair_answers(official, documented, PLACES)
    found = [(str(p.answer.period), p.complaints, p.documented.count) for p in pairs]
    assert found == [("2017/2018-12-24", 1, 114), ("2017/2018-12-24", 1, 41)]


def _number(cell):
    return int(cell) if cell else None
