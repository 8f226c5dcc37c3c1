"""A person's id stays theirs, whatever happens to the lists."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vittne.link.draws import Draws
from vittne.link.persons import (
    Numbered,
    PersonRow,
    belonging,
    number_persons,
    read_persons,
    write_persons,
)
from vittne.link.records import Record, Records
from vittne.terms.errors import Problem


def record(key: str, name: str = "", **said: str) -> Record:
    # Invented: a syllable and the key.
    return Record(key=key, list=key.partition("/")[0], name=name or f"Tamal {key}", **said)


def run(
    rows: Sequence[Record],
    people: Sequence[object],
    former: Sequence[PersonRow] = (),
    *,
    day: str = "2031-01-01",
    seed: int = 1,
) -> Numbered:
    """``people``: who each record speaks of, by any name."""
    labels = np.array([list(people).index(person) for person in people], dtype=np.int32)
    rng = np.random.default_rng(seed)
    share = np.full(len(rows), 0.9)
    return number_persons(Records.of(rows), labels, share, former, today=day, rng=rng)


def ids(found: Numbered) -> dict[str, str]:
    return {row.key: row.person_id for row in found.rows}


FIVE = [record(f"a/{n}") for n in range(5)]


def test_the_same_lists_again_give_the_same_ids_and_days() -> None:
    first = run(FIVE, "xxyyz")
    again = run(FIVE, "xxyyz", first.rows, day="2032-01-01", seed=2)
    assert again.rows == first.rows
    assert (again.new, again.split, again.merged, again.ended, again.found) == ((), {}, {}, (), {})


def test_ids_are_random_uuids() -> None:
    found = run(FIVE, "abcde")
    assert len(set(found.new)) == 5
    assert {uuid.UUID(name).version for name in found.new} == {4}
    assert set(found.new).isdisjoint(run(FIVE, "abcde", seed=2).new)


def test_an_id_in_use_is_not_made_again_by_the_same_seed() -> None:
    first = run(FIVE[:2], "xy")
    second = run([record("b/1")], "x", first.rows)
    assert set(second.new).isdisjoint(first.new)
    assert set(second.ended) == set(first.new)


def test_a_new_list_joins_people_who_are_known() -> None:
    first = run(FIVE, "vwxyz")
    rows = [record("n/1"), *FIVE, record("n/2")]
    second = run(rows, "vvwxyzn", first.rows, day="2032-01-01")
    assert {key: ids(second)[key] for key in ids(first)} == ids(first)
    assert ids(second)["n/1"] == ids(first)["a/0"]
    assert second.new == (ids(second)["n/2"],)
    assert {row.first_seen for row in second.rows if row.key[0] == "n"} == {"2032-01-01"}


def test_when_a_person_is_split_the_larger_part_keeps_the_id() -> None:
    first = run(FIVE, "xxxyy")
    second = run(FIVE, "xppyy", first.rows)
    old = ids(first)["a/0"]
    assert ids(second)["a/1"] == old
    assert second.split == {old: (old, ids(second)["a/0"])}
    assert old in str(next(iter(second.remarks())))


def test_when_persons_are_merged_the_larger_one_gives_the_id() -> None:
    first = run(FIVE, "xyyzz")
    second = run(FIVE, "yyyzz", first.rows)
    mine, lost = ids(first)["a/1"], ids(first)["a/0"]
    assert ids(second)["a/0"] == mine
    assert second.merged == {mine: (mine, lost)}
    assert second.ended == (lost,)


def test_as_many_records_as_possible_keep_their_id() -> None:
    # Greedily the person of 2 + 2 would take its id from the first two, and leave the third
    # person without one; together they keep more.
    rows = [record(f"a/{n}") for n in range(9)]
    first = run(rows, "ppppqqqrr")
    second = run(rows, "xxyyxxxyz", first.rows)
    keeps = sum(ids(second)[key] == ids(first)[key] for key in ids(first))
    assert keeps == 2 + 3 + 1


def test_equal_halves_the_id_that_was_seen_first_stays_with_the_record_seen_first() -> None:
    early = run(FIVE[:1], "x", day="2030-01-01")
    first = run(FIVE[:2], "xy", early.rows, day="2031-01-01")
    merged = run(FIVE[:2], "xx", first.rows, day="2032-01-01")
    assert set(ids(merged).values()) == {early.new[0]}
    split = run(FIVE[:2], "xy", merged.rows, day="2033-01-01")
    assert ids(split)["a/0"] == early.new[0]


def test_a_source_that_numbers_its_rows_anew_changes_nobody() -> None:
    first = run(FIVE, "xxyzz")
    shifted = [replace(row, key=f"a/{n + 1}") for n, row in enumerate(FIVE)]
    second = run(shifted, "xxyzz", first.rows, day="2032-01-01")
    assert [row.person_id for row in second.rows] == [row.person_id for row in first.rows]
    assert {row.first_seen for row in second.rows} == {"2031-01-01"}
    assert second.found == {"moved": tuple(row.key for row in FIVE)}


def test_a_row_that_took_over_an_id_does_not_take_over_the_person() -> None:
    first = run(FIVE, "vwxyz")
    # A row is put in at the top, and what was a/2 was also corrected.
    rows = [
        record("a/0", "Newly Found"),
        *(replace(r, key=f"a/{n + 1}") for n, r in enumerate(FIVE)),
    ]
    rows[3] = replace(rows[3], name="Quite Otherwise")
    second = run(rows, "uvwxyz", first.rows)
    now = ids(second)
    assert [now[f"a/{n}"] for n in (1, 2, 4, 5)] == [ids(first)[f"a/{n}"] for n in (0, 1, 3, 4)]
    assert ids(first)["a/2"] in second.ended
    assert second.found["gone"] == ("a/2",)


def test_a_corrected_record_keeps_its_person() -> None:
    first = run(FIVE, "vwxyz")
    rows = [replace(FIVE[0], date="2017-03"), *FIVE[1:]]
    second = run(rows, "vwxyz", first.rows)
    assert ids(second) == ids(first)
    assert second.found == {"changed": ("a/0",)}


def test_records_that_nothing_tells_apart_are_left_and_reported() -> None:
    twins = [record("a/1", "Ravo Keliste"), record("a/2", "Ravo Keliste")]
    first = run(twins, "xy")
    second = run([replace(r, key=f"{r.key}7") for r in twins], "xy", first.rows)
    assert set(ids(second).values()).isdisjoint(ids(first).values())
    assert second.found == {"ambiguous": ("a/1", "a/2")}


@given(
    st.lists(st.integers(0, 4), min_size=1, max_size=9),
    st.lists(st.integers(0, 4), min_size=9, max_size=9),
    st.data(),
)
def test_an_id_never_goes_to_people_with_whom_it_shares_nothing(
    before: list[int], after: list[int], data: st.DataObject
) -> None:
    rows = [record(f"a/{n}") for n in range(len(before))]
    first = run(rows, before)
    order = data.draw(st.permutations(rows))
    second = run(order, after[: len(rows)], first.rows, seed=data.draw(st.integers(0, 3)))
    old, now = ids(first), ids(second)
    for person in set(now.values()):
        mine = [key for key in now if now[key] == person]
        assert person in second.new or any(old[key] == person for key in mine)
    assert len(set(now.values())) == len(set(after[: len(rows)]))
    assert set(second.ended) == set(old.values()) - set(now.values())


def test_how_probable_it_is_that_a_record_belongs_to_its_person() -> None:
    draws = Draws(np.array([[0, 0, 0, 3], [0, 0, 2, 3], [0, 0, 2, 2], [0, 1, 1, 3]], np.int32), 0)
    share = belonging(draws, np.array([0, 0, 0, 3], np.int32))
    assert share == pytest.approx(
        [(3 / 4 + 1 / 4) / 2, (3 / 4 + 2 / 4) / 2, (1 / 4 + 2 / 4) / 2, 3 / 4]
    )


def test_the_file_reads_back_the_same() -> None:
    rows = run([record("=a/1", "Tamal Dobrekin"), record("b/2")], "xy").rows
    problems: list[Problem] = []
    assert read_persons(write_persons(rows), problems.append) == rows
    assert problems == []


def test_a_file_that_was_edited_is_refused_with_the_line() -> None:
    text = write_persons(run(FIVE, "vwxyz").rows)
    lines = text.splitlines()
    lines[2] = lines[1]
    lines[4] = lines[4].replace("0.9000", "often")
    problems: list[Problem] = []
    assert len(read_persons("\n".join(lines), problems.append)) == 3
    assert [(p.line, p.column) for p in problems] == [(3, "key"), (5, "probability")]
