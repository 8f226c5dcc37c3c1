"""Pairs that share nothing are not looked at, and neither are all that share too much."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from invented_lists import invented_lists, word

from vittne.link import glance
from vittne.link.blocks import NEXT, candidates
from vittne.link.columns import columns_of
from vittne.link.records import Record, Records


def found(records: Records) -> set[tuple[int, int]]:
    pairs = candidates(records, columns_of(records))
    return set(zip(pairs.a.tolist(), pairs.b.tolist(), strict=True))


def test_hardly_any_pair_of_one_person_is_missed_and_few_others_are_looked_at() -> None:
    lists = invented_lists(500)
    people = lists.people
    pairs = found(lists.records)
    same = {(a, b) for b in range(len(people)) for a in range(b) if people[a] == people[b]}
    assert len(same - pairs) <= 0.01 * len(same)
    assert len(pairs) < 20 * len(people)


def test_pairs_are_sorted_unique_and_in_order() -> None:
    records = invented_lists().records
    pairs = candidates(records, columns_of(records))
    listed = list(zip(pairs.a.tolist(), pairs.b.tolist(), strict=True))
    assert listed == sorted(set(listed))
    assert all(a < b for a, b in listed)


@pytest.mark.parametrize("name", ["Ivor Tamal", ""])
def test_ten_thousand_records_alike_make_no_more_pairs_than_the_cap_allows(name: str) -> None:
    row = Record(key="", list="a", name=name, date="2017-02", place="RU-CE")
    records = Records.of(replace(row, key=f"a/{n}") for n in range(10_000))
    pairs = candidates(records, columns_of(records))
    assert len(pairs.a) == 10_000 * NEXT - NEXT * (NEXT + 1) // 2
    assert "10,000 records share one key" in " ".join(pairs.notes)


def test_among_many_of_one_name_the_nearest_in_time_are_compared() -> None:
    rng = random.Random(2)  # noqa: S311
    days = [
        f"20{rng.randint(10, 19)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        for _ in range(900)
    ]
    rows = [
        Record(key=f"{name}/{n}", list=name, name="Ivor Tamal", date=day)
        for n, day in enumerate(days)
        for name in "ab"
    ]
    pairs = found(Records.of(rows))
    assert all((2 * n, 2 * n + 1) in pairs for n in range(len(days)))


def test_a_larger_archive_leaves_out_what_only_a_key_has_in_common(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lists = invented_lists(2_000)
    people = lists.people
    monkeypatch.setattr(glance, "GLANCED_AT", 0)
    monkeypatch.setattr(glance, "HOPELESS", 99)
    every = found(lists.records)
    monkeypatch.undo()
    monkeypatch.setattr(glance, "GLANCED_AT", 0)
    kept = candidates(lists.records, columns_of(lists.records))
    pairs = set(zip(kept.a.tolist(), kept.b.tolist(), strict=True))
    same = {(a, b) for a, b in every if people[a] == people[b]}
    assert pairs < every
    assert len(same - pairs) <= 0.002 * len(same)
    assert f"{len(every) - len(pairs):,} pairs that share a key have too little" in kept.notes[-1]


def test_it_is_known_how_many_ways_led_to_a_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the name, by what happened, and by a glance where the archive is small."""
    one = Record(
        key="a/one", list="a", name="Ivor Tamal", date="2017-03-04", place="RU-CE/shali", age_low=31
    )
    both = replace(one, key="b/one", list="b")
    name = replace(both, key="c/one", list="c", date="", place="RU-DA", age_low=None)
    event = replace(both, key="d/one", list="d", name="")
    records = Records.of([one, both, name, event, *invented_lists(60).rows])

    def ways() -> dict[tuple[int, int], int]:
        pairs = candidates(records, columns_of(records))
        ends = zip(pairs.a.tolist(), pairs.b.tolist(), strict=True)
        return dict(zip(ends, pairs.reached.tolist(), strict=True))

    small = ways()
    assert (small[0, 1], small[0, 2], small[0, 3]) == (3, 2, 2)
    monkeypatch.setattr(glance, "GLANCED_AT", 0)
    large = ways()
    assert (large[0, 1], large[0, 2], large[0, 3]) == (2, 1, 1)


def test_two_rows_of_a_list_without_duplicates_are_no_pair() -> None:
    rows = [
        Record(key=f"{name}/{n}", list=name, name="Ivor Tamal") for name in "ab" for n in range(2)
    ]
    assert found(Records.of(rows, without_duplicates=["a"])) == {
        (0, 2),
        (0, 3),
        (1, 2),
        (1, 3),
        (2, 3),
    }


@pytest.mark.parametrize("kept", ["name", "date", "place", "age_low", "event_id"])
def test_one_column_is_enough_not_to_fail(kept: str) -> None:
    rng = random.Random(3)  # noqa: S311
    said = {
        "name": word(rng, 4),
        "date": "2017-02-01",
        "place": "Argun",
        "age_low": 30,
        "event_id": "7",
    }
    rows = [Record(key=f"a/{n}", list="a", **{kept: said[kept]}) for n in range(3)]  # type: ignore[arg-type]
    assert len(found(Records.of(rows))) in (0, 3)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ({"name": "Зарема Дарбукова", "date": "2017", "place": "RU-CE/argun"},
         {"name": "Зарема Мачигова", "date": "2017-02-01", "place": "RU-CE/argun"}),
        ({"name": "Зарема Дарбукова", "date": "2017-02-01"},
         {"name": "Зарема Мачигова", "date": "2017-02-01", "place": "RU-CE/argun"}),
        ({"name": "Зарема Дарбукова", "place": "RU-CE/argun"},
         {"name": "Зарема Д.", "place": "RU-CE"}),
        ({"name": "Зарема Рамзановна Дарбукова"}, {"name": "Зарема Рамзановна Мачигова"}),
        ({"name": "З. Дарбукова", "date": "2017-02-01", "place": "RU-CE"},
         {"name": "Зарема Дарбукова", "date": "2017-06-01", "place": "RU-DA"}),
    ],
)  # fmt: skip
def test_keys_reach_vague_dates_hidden_names_and_married_women(
    a: dict[str, str], b: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(glance, "GLANCED_AT", 0)  # as in an archive too large to be glanced at
    rows = [Record(key="a/1", list="a", **a), Record(key="b/1", list="b", **b)]  # type: ignore[arg-type]
    more = [replace(row, key=f"c/{n}") for n, row in enumerate(invented_lists(40).rows)]
    assert (0, 1) in found(Records.of([*rows, *more]))


def test_no_records_have_no_pairs() -> None:
    assert found(Records.of([])) == set()
