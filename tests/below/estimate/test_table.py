"""Tables of who is on which lists: read, checked, and turned into others."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vittne.estimate.table import CaptureTable
from vittne.terms.errors import Problem, UserError

Write = Callable[[str | bytes], Path]
GOOD = "A,B,C,count\n1,0,0,10\n0,1,0,8\n0,0,1,5\n1,1,0,3\n1,1,1,1\n"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file, and return where."""

    def written(content: str | bytes) -> Path:
        path = tmp_path / "table.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


def problems_in(path: Path, *strata: str) -> tuple[Problem, ...]:
    with pytest.raises(UserError) as caught:
        CaptureTable.from_csv(path, strata=strata)
    assert all(problem.file == "table.csv" for problem in caught.value.problems)
    assert all(problem.hint for problem in caught.value.problems)
    return caught.value.problems


def problems_of(lists: object, rows: object) -> list[str]:
    with pytest.raises(UserError) as caught:
        CaptureTable.of(lists, rows)  # type: ignore[arg-type]
    return [problem.message for problem in caught.value.problems]


def tables(lists: int = 4, most: int = 20) -> st.SearchStrategy[CaptureTable]:
    cells = st.lists(st.integers(0, most), min_size=1 << lists, max_size=1 << lists)
    return cells.map(lambda found: CaptureTable.of_cells("ABCDEFG"[:lists], found))


# What a table says


def test_a_table_counts_people_by_their_lists() -> None:
    table = CaptureTable.of(["A", "B"], [((1, 0), 7), ((0, 1), 5), ((1, 1), 2)])
    assert table.observed == 14
    assert table.sizes == (9, 7)
    assert table.cells.tolist() == [0, 7, 5, 2]


def test_values_may_be_numbers_truths_or_text() -> None:
    rows = [(("1", "0"), "7"), ((False, np.int64(1)), 5.0), ((np.True_, 1.0), np.int64(2))]
    table = CaptureTable.of("AB", rows)
    assert table == CaptureTable.of("AB", [("10", 7), ("01", 5), ("11", 2)])


def test_a_row_of_nobody_is_as_good_as_no_row() -> None:
    assert CaptureTable.of("AB", [("10", 7), ("01", 5), ("11", 0)]).counts == (7, 5)


# What is wrong, each and all at once


@pytest.mark.parametrize(
    ("lists", "rows", "message"),
    [
        ("", [], "there are no lists"),
        ("A", [("1", 5)], "there is one list"),
        ("A" * 2, [("10", 5), ("01", 5)], "the list 'A' is there twice"),
        ([str(j) for j in range(21)], [("1" * 21, 5)], "there are 21 lists"),
        ("AB", [("10", 5), ("01", 5), ("10", 2)], "row 3: row 1 has the same lists"),
        ("AB", [("10", 5), ("01", -5)], "row 2: the count -5 is negative"),
        ("AB", [("10", 5), ("01", "-5")], "row 2: the count -5 is negative"),
        ("AB", [("10", 5), ("01", 2.5)], "row 2: the count 2.5 is not whole"),
        ("AB", [("10", 5), ("01", "2,5")], "row 2: the count 2,5 is not whole"),
        ("AB", [("10", 5), ("01", float("nan"))], "row 2: the count nan is not whole"),
        ("AB", [("10", 5), ("01", True)], "row 2: True is no count"),
        ("AB", [("10", 5), ("01", None)], "row 2: None is no count"),
        ("AB", [("10", 5), ("01", "1,200")], "row 2: '1,200' is no count"),
        ("AB", [("10", 5), ("01", "many")], "row 2: 'many' is no count"),
        ("AB", [("10", 5), ("01", "")], "row 2: the count is empty"),
        ("AB", [("10", 5), ("01", 10**7 + 1)], "row 2: the count 10000001 is too large"),
        ("AB", [("10", 5), ("01", 10**12)], "row 2: the count 1000000000000 is too large"),
        ("AB", [("10", 5), ("01", "9" * 20)], f"row 2: the count {'9' * 20!r} is too large"),
        ("AB", [("10", 5), ("01", 5), ("00", 9)], "row 3: these people are on no list"),
        ("AB", [("10", 5), ("01", 5), ("00", 0)], "row 3: these people are on no list"),
        ("AB", [("10", 5), ("02", 5)], "row 2: '2' is neither 0 nor 1"),
        ("AB", [("10", 5), ((0, 0.5), 5)], "row 2: 0.5 is neither 0 nor 1"),
        ("AB", [("10", 5), ((0, None), 5)], "row 2: None is neither 0 nor 1"),
        ("AB", [("10", 5), ("011", 5)], "row 2: the pattern has 3 values, for 2 lists"),
        ("ABC", [("100", 5), ("010", 5), ("001", 0)], "the list 'C' caught nobody"),
        ("AB", [], "there is nobody in this table"),
        ("AB", [("10", 0)], "there is nobody in this table"),
    ],
)
def test_each_error_is_named(lists: object, rows: object, message: str) -> None:
    assert message in problems_of(lists, rows)


def test_all_errors_come_in_one_run(write: Write) -> None:
    path = write("A,B,C,count\n1,0,0,10\n1,0,0,3\n0,2,0,-1\n0,0,0,4\n0,1,0,1.5\n0,1,1\n1,x,0,9\n")
    found = [(problem.line, problem.column, problem.message) for problem in problems_in(path)]
    assert found == [
        (7, "", "the row has 3 cells, the header 4"),
        (3, "", "line 2 has the same lists"),
        (4, "B", "'2' is neither 0 nor 1"),
        (4, "count", "the count -1 is negative"),
        (5, "", "these people are on no list"),
        (6, "count", "the count 1.5 is not whole"),
        (8, "B", "'x' is neither 0 nor 1"),
    ]


def test_a_list_is_not_called_empty_on_the_evidence_of_a_row_that_cannot_be_read() -> None:
    assert problems_of("AB", [("10", 5), ("01", "?")]) == ["row 2: '?' is no count"]


@given(
    rows=st.lists(
        st.tuples(
            st.lists(st.sampled_from([0, 1, 2, "1", "", None]), max_size=4),
            st.one_of(st.integers(-2, 5), st.floats(), st.text(max_size=3), st.none()),
        ),
        max_size=6,
    )
)
def test_whatever_comes_in_a_table_or_an_explanation_comes_out(
    rows: list[tuple[list[object], object]],
) -> None:
    with suppress(UserError):
        table = CaptureTable.of("ABC", rows)
        assert all(count > 0 for count in table.counts)
        assert all(any(pattern) for pattern in table.patterns)
        assert len(set(table.patterns)) == len(table.patterns)
        assert not table.empty_lists


# Files


def test_a_csv_file_is_read(write: Write) -> None:
    tables = CaptureTable.from_csv(write(GOOD))
    assert tables == {
        "": CaptureTable.of("ABC", [("100", 10), ("010", 8), ("001", 5), ("110", 3), ("111", 1)])
    }


@pytest.mark.parametrize(
    "content",
    [
        "\ufeff" + GOOD,
        GOOD.replace("\n", "\r\n"),
        GOOD.replace("A,B", '"A","B"').replace("10\n", '"10"\n'),
        GOOD.replace(",", " , "),
        GOOD + "\n,,,\n\n",
        GOOD + "0,1,1,0\n",
        GOOD.replace("10", "10.0"),
    ],
    ids=["mark", "line ends", "quotes", "blanks", "empty rows", "count 0", "spreadsheet 10.0"],
)
def test_what_spreadsheets_do_to_a_file_does_not_matter(write: Write, content: str) -> None:
    assert CaptureTable.from_csv(write(content)) == CaptureTable.from_csv(write(GOOD))


def test_count_may_stand_anywhere(write: Write) -> None:
    table = CaptureTable.from_csv(write("count,A,B\n4,1,0\n3,0,1\n"))[""]
    assert table == CaptureTable.of("AB", [("10", 4), ("01", 3)])


@pytest.mark.parametrize(
    ("content", "line", "says", "helps"),
    [
        (GOOD.replace(",", ";"), 1, "separated by ';'", "commas"),
        (GOOD.replace(",", "\t"), 1, "separated by tabs", "commas"),
        ("", None, "empty", "first line"),
        ("\n\n", None, "empty", "first line"),
        ("count\n5\n", None, "no lists", "one column of 0 and 1 for each"),
        (GOOD.replace("count", "Count"), 1, "'count' is missing", "rename 'Count'"),
        (GOOD.replace("count", "freq"), 1, "'count' is missing", "rename 'freq'"),
        (GOOD.replace("count", "D"), 1, "'count' is missing", "number of people"),
        (GOOD.replace("B,", "A,"), 1, "'A' is there twice", "rename"),
        (GOOD.replace("B,", ","), 1, "no name", "name it"),
        (GOOD.replace("10\n", '"10\n'), 2, "quotes", "end with a quote"),
        (GOOD.encode("utf-16"), None, "UTF-16", "UTF-8"),
        (b"PK\x03\x04" + GOOD.encode(), None, "workbook", "UTF-8"),
        (GOOD.replace("A", "Å").encode("latin-1"), 1, "not UTF-8", "UTF-8"),
        ("A,count\n1,5\n", None, "one list", "two lists"),
        (GOOD.replace("A,", "count,", 1), 1, "twice", "rename"),
    ],
)
def test_a_file_that_is_no_table_is_explained(
    write: Write, content: str | bytes, line: int | None, says: str, helps: str
) -> None:
    problems = problems_in(write(content))
    assert any(p.line == line and says in p.message and helps in p.hint for p in problems)


def test_a_file_that_is_not_there_is_explained(tmp_path: Path) -> None:
    (problem,) = problems_in(tmp_path / "table.csv")
    assert "cannot be read" in problem.message
    assert str(tmp_path) in problem.hint


def test_a_column_that_is_no_list_is_named_once(write: Write) -> None:
    rows = GOOD.splitlines()
    years = [f"year,{rows[0]}", *(f"{1990 + i},{row}" for i, row in enumerate(rows[1:]))]
    (problem,) = problems_in(write("\n".join(years)))
    assert (problem.line, problem.column) == (1, "year")
    assert "--strata year" in problem.hint


# Strata

STRATA = "place,sex,A,B,count\nnorth,f,1,0,5\nnorth,f,0,1,4\nsouth,f,1,0,3\nsouth,m,1,1,2\n"


def test_strata_are_read_apart(write: Write) -> None:
    found = CaptureTable.from_csv(write(STRATA), strata=["place", "sex"])
    assert {name: table.counts for name, table in found.items()} == {
        "north / f": (5, 4),
        "south / f": (3,),
        "south / m": (2,),
    }


def test_a_thin_stratum_is_not_lost_and_tells_which_lists_are_empty(write: Write) -> None:
    table = CaptureTable.from_csv(write(STRATA), strata=["place", "sex"])["south / f"]
    assert table.empty_lists == ("B",)
    assert table.without_empty_lists().lists == ("A",)


def test_a_pattern_may_come_once_in_each_stratum(write: Write) -> None:
    path = write(STRATA + "north,f,1,0,1\n")
    (problem,) = problems_in(path, "place", "sex")
    assert (problem.line, problem.message) == (6, "line 2 has the same lists")


def test_a_stratum_that_is_no_column_is_named(write: Write) -> None:
    (problem,) = problems_in(write(GOOD), "region")
    assert "'region'" in problem.message
    assert "A, B, C, count" in problem.hint


# From people, and from draws of who is who


def test_people_are_counted_by_their_lists() -> None:
    people = [("ann", {"A"}), ("bo", {"A", "B"}), ("cy", {"B"}), ("ann", {"C"})]
    table = CaptureTable.from_people(people)
    assert table == CaptureTable.of("ABC", [("110", 1), ("101", 1), ("010", 1)])
    assert CaptureTable.from_people(people, lists="CBA").lists == ("C", "B", "A")


def test_people_on_a_list_that_is_not_there_are_refused() -> None:
    with pytest.raises(UserError, match="'C' is not among the lists"):
        CaptureTable.from_people([(1, "AB"), (2, "C")], lists="AB")


def test_a_draw_of_who_is_who_makes_a_table() -> None:
    """Records 0 and 3 are one person, on both lists; 1 and 2 too, but on list B twice."""
    table = CaptureTable.from_draw("AB", person=[7, 9, 9, 7, 4], on=[0, 1, 1, 1, 0])
    assert table == CaptureTable.of("AB", [("10", 1), ("01", 1), ("11", 1)])


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 2)), min_size=1))
def test_draws_and_people_say_the_same(records: list[tuple[int, int]]) -> None:
    person, on = zip(*records, strict=True)
    draw = CaptureTable.from_draw("ABC", person, on)
    rows = [(who, "ABC"[j]) for who, j in records]
    if draw.empty_lists or draw.observed == 0:
        with pytest.raises(UserError):
            CaptureTable.from_people(rows, lists="ABC")
    else:
        people = CaptureTable.from_people(rows, lists="ABC")
        assert people.cells.tolist() == draw.cells.tolist()


# Tables made of tables


def test_without_a_list_those_on_no_other_one_are_gone() -> None:
    table = CaptureTable.of("ABC", [("100", 10), ("110", 3), ("011", 2), ("111", 1)])
    assert table.drop_list("A") == CaptureTable.of("BC", [("10", 3), ("11", 3)])


def test_merging_loses_nobody() -> None:
    table = CaptureTable.of("ABC", [("100", 10), ("110", 3), ("011", 2), ("001", 1)])
    merged = table.merge_lists("C", "A")
    assert merged == CaptureTable.of(["A+C", "B"], [("10", 11), ("11", 5)])


def test_a_list_may_stand_for_the_population() -> None:
    table = CaptureTable.of("ABC", [("100", 10), ("110", 3), ("101", 2), ("111", 1), ("011", 9)])
    inside, size = table.restrict_to("A")
    assert size == 16
    assert inside == CaptureTable.of("BC", [("10", 3), ("01", 2), ("11", 1)])


def test_lists_that_saw_nobody_of_the_population_are_left_out() -> None:
    table = CaptureTable.of("ABC", [("100", 10), ("110", 3), ("001", 2)])
    assert table.restrict_to("A")[0].lists == ("B",)


def test_what_cannot_be_made_is_refused() -> None:
    table = CaptureTable.of("AB", [("10", 3), ("01", 2)])
    for attempt in (
        lambda: table.drop_list("A"),
        lambda: table.drop_list("Z"),
        lambda: table.merge_lists("A", "B"),
        lambda: table.merge_lists("A", "A"),
        lambda: table.restrict_to("Z"),
    ):
        with pytest.raises(ValueError, match="list"):
            attempt()


@given(tables())
def test_cells_and_rows_say_the_same(table: CaptureTable) -> None:
    assert CaptureTable.of_cells(table.lists, table.cells) == CaptureTable.of_cells(
        table.lists, CaptureTable(table.lists, table.patterns, table.counts).cells
    )
    assert table.cells.sum() == table.observed
    assert table.cells[0] == 0


@given(tables())
def test_merging_does_not_depend_on_the_order(table: CaptureTable) -> None:
    one = table.merge_lists("A", "B").merge_lists("C", "D")
    other = table.merge_lists("D", "C").merge_lists("B", "A")
    assert one.cells.tolist() == other.cells.tolist()
    assert one.observed == table.observed


@given(tables())
def test_dropping_does_not_depend_on_the_order(table: CaptureTable) -> None:
    one = table.drop_list("A").drop_list("C")
    assert one.cells.tolist() == table.drop_list("C").drop_list("A").cells.tolist()
    assert one.sizes == (table.sizes[1], table.sizes[3])


@given(tables(), st.integers(0, 9))
def test_resamples_have_as_many_people_and_only_patterns_that_were_seen(
    table: CaptureTable, seed: int
) -> None:
    if table.observed == 0:
        return
    drawn = table.resample(seed)
    assert drawn.observed == table.observed
    assert set(drawn.patterns) <= set(table.patterns)
    some = table.sample(table.observed // 2, seed)
    assert some.observed == table.observed // 2
    assert (some.cells <= table.cells).all()
    assert table.sample(table.observed, seed) == table


def test_the_same_seed_draws_the_same_people() -> None:
    table = CaptureTable.of("AB", [("10", 30), ("01", 20), ("11", 10)])
    assert table.resample(5) == table.resample(5)
    assert table.resample(5) == table.resample(np.random.default_rng(5))
    assert table.resample(5) != table.resample(6)
