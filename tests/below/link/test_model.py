"""Without any label: one person in several lists is found, and two people are not made one."""

from __future__ import annotations

import _thread
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
from invented_lists import InventedLists, invented_lists

from vittne.link import splink_engine
from vittne.link.model import score_pairs
from vittne.link.pairs import Pairs
from vittne.link.reading import partition_at
from vittne.link.records import Record, Records


def agreement(label: npt.NDArray[np.int32], people: Sequence[int]) -> float:
    """Pair F1: how well the pairs of one label and those of one person fit."""

    def pairs(groups: npt.NDArray[np.int64]) -> float:
        sizes = np.unique(groups, return_counts=True)[1]
        return float((sizes * (sizes - 1) / 2).sum())

    truth = np.array(people, dtype=np.int64)
    both = pairs(truth * (label.max() + 1) + label)
    return 2 * both / (pairs(label.astype(np.int64)) + pairs(truth))


@pytest.fixture(scope="module")
def lists() -> InventedLists:
    return invented_lists(400)


@pytest.fixture(scope="module")
def scored(lists: InventedLists) -> Pairs:
    return score_pairs(lists.records)


def test_people_are_found_again(lists: InventedLists, scored: Pairs) -> None:
    assert agreement(partition_at(scored, lists.records.on), lists.people) > 0.99


def test_the_same_records_and_seed_give_the_same_numbers(
    lists: InventedLists, scored: Pairs
) -> None:
    again = score_pairs(lists.records)
    assert np.array_equal(scored.weight, again.weight)
    assert all(
        np.array_equal(scored.features[name], again.features[name]) for name in again.features
    )


def test_probability_and_weight_are_one_thing(scored: Pairs) -> None:
    assert np.allclose(scored.probability, 1 / (1 + 2.0**-scored.weight))


EVENT = {"date": "2018-03-01", "place": "RU-CE/argun"}


def weights(lists: InventedLists, rows: Mapping[str, Mapping[str, object]]) -> dict[str, float]:
    """Probability of each pair of some rows beside the lists: ``a1 b2`` to its probability."""
    more = [Record(key=f"{name[0]}/{name}", list=name[0], **said) for name, said in rows.items()]  # type: ignore[arg-type]
    pairs = score_pairs(Records.of([*lists.rows, *more]))
    names, first = list(rows), len(lists.rows)
    return {
        f"{names[a - first]} {names[b - first]}": p
        for a, b, p in zip(pairs.a, pairs.b, pairs.probability, strict=True)
        if a >= first
    }


def test_two_people_of_one_event_stay_two_whatever_else_agrees(lists: InventedLists) -> None:
    alike = {"sex": "m", "age_low": 30, "age_high": 30, **EVENT}
    said = {
        "a1": {"name": "Ivor Tamal", **alike},
        "a2": {"name": "Keshan Tamal", **alike},
        "b1": {"name": "Ivor Tamal", **alike},
        "b2": {"name": "Dun Borash", **alike},
    }
    found = weights(lists, said)
    assert found["a1 b1"] > 0.99
    assert max(p for pair, p in found.items() if pair != "a1 b1") < 0.01


def test_a_duplicate_inside_a_list_is_found(lists: InventedLists) -> None:
    said = {"sex": "m", "age_low": 30, "age_high": 30, **EVENT}
    found = weights(
        lists, {"a1": {"name": "Ivor Tamal", **said}, "a2": {"name": "Ivor Tamall", **said}}
    )
    assert found["a1 a2"] > 0.5


def test_a_row_without_a_name_is_none_of_several_more_than_its_share(lists: InventedLists) -> None:
    named = {
        f"a{n}": {"name": name, **EVENT} for n, name in enumerate(("Ivor Tamal", "Dun Borash"))
    }
    found = weights(lists, {**named, "b0": {**EVENT}})
    assert found["a0 b0"] < 0.5
    assert found["a1 b0"] < 0.5


def test_a_row_without_a_name_is_the_one_whom_nobody_else_accounts_for(
    lists: InventedLists,
) -> None:
    one = weights(lists, {"a0": {"name": "Ivor Tamal", **EVENT}, "b0": {**EVENT}})
    said = {
        "a0": {"name": "Ivor Tamal", **EVENT},
        "b0": {**EVENT},
        "b1": {"name": "Ivor Tamal", **EVENT},
    }
    taken = weights(lists, said)
    assert one["a0 b0"] > 0.5
    assert taken["a0 b0"] < 0.1
    assert taken["a0 b1"] > 0.99


def test_a_sex_that_contradicts_leaves_no_place(lists: InventedLists) -> None:
    named = {
        "a0": {"name": "Ivor Tamal", "sex": "m", **EVENT},
        "a1": {"name": "Dun Borash", "sex": "f", **EVENT},
    }
    found = weights(lists, {**named, "b0": {"sex": "f", **EVENT}})
    assert found["a1 b0"] > found["a0 b0"]


@pytest.mark.parametrize(
    "kept", [("name",), ("date",), ("place",), ("name", "date"), ("age_low", "age_high"), ()]
)
def test_lists_with_columns_missing_have_an_answer(
    lists: InventedLists, kept: tuple[str, ...]
) -> None:
    rows = [
        Record(key=row.key, list=row.list, **{name: getattr(row, name) for name in kept})
        for row in lists.rows
    ]
    pairs = score_pairs(Records.of(rows))
    assert np.isfinite(pairs.weight).all()
    if "name" in kept:
        label = partition_at(pairs, lists.records.on)
        assert agreement(label, lists.people) > 0.8
    else:
        assert (pairs.probability < 0.9).all()


@pytest.mark.parametrize("number", [0, 1, 2, 3, 12])
def test_a_handful_of_records_has_an_answer(lists: InventedLists, number: int) -> None:
    pairs = score_pairs(Records.of(lists.rows[:number]))
    assert np.isfinite(pairs.weight).all()


def test_odd_texts_have_an_answer(lists: InventedLists) -> None:
    odd = ["\u200f\u202e", "???", "N/A", "x" * 900, "李", "Ivor\tTamal", "' or 1=1 --", "ИВОР"]
    rows = [replace(row, name=odd[n % len(odd)]) for n, row in enumerate(lists.rows[:64])]
    assert np.isfinite(score_pairs(Records.of(rows)).weight).all()


def _in_python(part: str, a: object, b: object) -> npt.NDArray[np.int8]:
    raise KeyboardInterrupt


def _in_the_database(part: str, a: object, b: object) -> npt.NDArray[np.int8]:
    _thread.interrupt_main()
    return np.zeros(len(np.asarray(a)), dtype=np.int8)


@pytest.mark.parametrize("interrupted", [_in_python, _in_the_database])
def test_an_interruption_while_the_database_works_is_one(
    lists: InventedLists, monkeypatch: pytest.MonkeyPatch, interrupted: Callable[..., object]
) -> None:
    monkeypatch.setattr(splink_engine._Names, "level", staticmethod(interrupted))
    with pytest.raises(KeyboardInterrupt):
        score_pairs(lists.records)
