"""Links that a list brings along are compared with what its records say."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
from invented_lists import word

from vittne.link.cross_ids import CrossIds, ShiftedRun, check_cross_ids
from vittne.link.pairs import Pairs
from vittne.link.records import Record, Records

N = 200


def lists(cells: list[str], column: str = "other_id") -> tuple[Records, Pairs]:
    """Lists a and b of the same N people, in the same order; ids of b are 1 to N."""
    rng = Random(1)  # noqa: S311
    names = [f"{word(rng, 2)} {word(rng, 3)}" for _ in range(N)]  # invented
    one = [
        Record(key=f"a/{n}", list="a", name=name, extra={column: cell})
        for n, (name, cell) in enumerate(zip(names, cells, strict=True))
    ]
    other = [Record(key=f"b/{n + 1}", list="b", name=name) for n, name in enumerate(names)]
    a = np.arange(N)
    weight = np.full(N, 10.0)
    pairs = Pairs(a, a + N, weight, 1 / (1 + np.exp2(-weight)))
    return Records.of([*one, *other]), pairs


RIGHT = [str(n + 1) for n in range(N)]


def checked(cells: list[str], **more: str) -> CrossIds:
    (found,) = check_cross_ids(*lists(cells, **more))
    return found


def test_links_that_are_right_are_not_mentioned() -> None:
    found = checked(RIGHT)
    assert (found.list, found.column, found.other) == ("a", "other_id", "b")
    assert (found.links, found.fitting, found.wrong, found.runs) == (N, N, (), ())
    assert not list(found.remarks())


def test_a_single_wrong_link_is_named() -> None:
    found = checked([*RIGHT[:7], "150", *RIGHT[8:]])
    assert found.wrong == (("a/7", "b/150"),)
    assert found.runs == ()


def test_a_run_that_slipped_is_reported_with_its_rows_and_by_how_much() -> None:
    cells = [*RIGHT]
    # In rows 120 to 164 stand the ids that belong three rows further down.
    cells[119:164] = RIGHT[122:167]
    found = checked(cells)
    assert found.runs == (ShiftedRun(120, 164, 3),)
    assert str(found.runs[0]) == "shifted run: rows 120-164, by 3"
    first = next(iter(found.remarks()))
    assert (first.file, first.column) == ("lists/a.csv", "other_id")
    assert "fit the rows 123-167" in first.hint


def test_runs_that_slipped_up_and_have_holes_are_found() -> None:
    cells = [*RIGHT]
    cells[20:30] = RIGHT[18:28]
    cells[24] = ""
    cells[80:100] = RIGHT[85:105]
    records, pairs = lists(cells)
    nameless = [replace(r, name="") if r.key == "a/90" else r for r in records.rows]
    (found,) = check_cross_ids(Records.of(nameless), pairs)
    assert found.runs == (ShiftedRun(21, 30, -2), ShiftedRun(81, 100, 5))


def test_ids_that_name_nobody_are_reported_and_nameless_records_are_not_judged() -> None:
    records, pairs = lists([*RIGHT[:5], "9999", "3", *RIGHT[7:]])
    rows = [replace(r, name="") if r.key == "a/6" else r for r in records.rows]
    (found,) = check_cross_ids(Records.of(rows), pairs)
    assert found.nowhere == ("a/5",)
    assert found.wrong == ()


def test_ids_may_stand_with_the_name_of_their_list() -> None:
    assert checked([f"b/{cell}" for cell in RIGHT], column="b_id").fitting == N


def test_ids_that_are_of_no_list_and_other_columns_are_left_alone() -> None:
    assert check_cross_ids(*lists([f"case-{n}" for n in range(N)])) == ()
    assert check_cross_ids(*lists(RIGHT, column="age")) == ()
    assert check_cross_ids(*lists([""] * N)) == ()
