"""What an editor is told; and drifts, residuals, denials and the graph by example."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from small_records import record, records, said

from vittne.ledger import (
    Part,
    Record,
    attributions,
    denials,
    differences,
    drifts,
    find_remarks,
    graph,
    may_be_said,
    origins,
    residuals,
    timeline,
    verdicts,
)
from vittne.ledger.remark import SENTENCES
from vittne.terms.codes import code_list


def told(of: Record) -> list[tuple[str, tuple[str, ...]]]:
    return [(r.code, r.claims) for r in find_remarks(of) if r.code != "unexplained_difference"]


@pytest.mark.parametrize(
    ("relations", "remark"),
    [
        ("A restates B; B restates A", ("circular", ("A", "B"))),
        ("A rests_on B; B drifts_from C; C restates A", ("circular", ("A", "B", "C"))),
        ("A part_of B; B part_of A", ("circular", ("A", "B"))),
        ("A corrects B; B corrects A", ("circular", ("A", "B"))),
        ("A narrows B; B narrows A", ("narrower_both_ways", ("A", "B"))),
        ("A narrows B; A widens B", ("narrower_both_ways", ("A", "B"))),
        ("A contradicts B; B contradicts A", ("repeated_relation", ("A", "B"))),
        ("A restates B; A restates B", ("repeated_relation", ("A", "B"))),
        ("A restates A", ("self_relation", ("A",))),
        ("A restates Z", ("unknown_target", ("A", "Z"))),
        ("Z same_topic A", ("unknown_source", ("Z",))),
    ],
)
def test_relations_that_cannot_be_right_are_named(
    relations: str, remark: tuple[str, tuple[str, ...]]
) -> None:
    of = record(said("A", 3), said("B", 3), said("C", 3), relations=relations)
    assert told(of) == [remark]


def test_every_remark_has_a_label_for_readers() -> None:
    assert set(code_list("remarks").codes) == set(SENTENCES)


def test_surveys_and_polls_are_no_unknown_targets() -> None:
    assert (
        told(record(said("A", 3), relations="A same_topic polls/x; A same_topic reporting/y")) == []
    )


def test_claims_that_cannot_be_right_are_named() -> None:
    of = record(
        said("A", 5, 3),
        said("B", unit=""),
        said("C", 3, basis="restatement"),
        said("D", 3, speaker_group="d", period="2018"),
        said("E", 3, speaker_group="d", period="2018"),
        sentences=("Z",),
        parts=(Part(claim="Y", part="p", count=1), Part(claim="C", part="p", count=1)),
    )
    assert told(of) == [
        ("breakdown_of_retelling", ("C",)),
        ("contradictory", ("A",)),
        ("empty", ("B",)),
        ("retelling_without_source", ("C",)),
        ("said_again", ("D", "E")),
        ("unknown_claim_in_breakdown", ("Y",)),
        ("unknown_sentence", ("Z",)),
    ]


def test_two_rows_with_one_id_are_named_and_the_first_is_used() -> None:
    of = record(said("A", 3), said("A", 9))
    assert told(of) == [("duplicate_id", ("A",))]
    assert [found.low for found in may_be_said(of)] == [3]


@given(records(most=9))
def test_nothing_loops_and_every_result_can_be_written_as_json(of: Record) -> None:
    results = (
        *(origins(of), drifts(of), residuals(of), differences(of), denials(of)),
        *(attributions(of), may_be_said(of), verdicts(of), find_remarks(of), timeline(of)),
    )
    for result in (*(one for several in results for one in several), graph(of)):
        assert json.loads(json.dumps(result.to_dict())) == result.to_dict()
    for remark in find_remarks(of):
        assert str(remark).endswith(SENTENCES[remark.code])


def test_an_empty_record_has_nothing_to_say() -> None:
    empty = Record()
    assert [*may_be_said(empty), *origins(empty), *find_remarks(empty)] == []
    assert graph(empty).nodes == ()


# --- drifts --------------------------------------------------------------------------------


def test_a_number_that_grew_and_a_number_that_was_lost() -> None:
    of = record(said("A", 3), said("B", 6), said("C"), relations="B drifts_from A; C restates A")
    grew, lost = drifts(of)
    assert (grew.difference, grew.ratio, grew.numberless) == (3, 2, False)
    assert (lost.difference, lost.ratio, lost.numberless) == (None, None, True)


def test_a_faithful_retelling_is_no_drift_and_nothing_is_divided_by_nought() -> None:
    assert drifts(record(said("A", 3), said("B", 3, 3), relations="B rests_on A")) == ()
    (found,) = drifts(record(said("A", 0), said("B", 3), relations="B drifts_from A"))
    assert (found.difference, found.ratio) == (3, None)


# --- residuals -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("low", "high", "residual", "exceeds"),
    [
        (114, 114, (12, 12), False),
        (114, None, (12, None), False),
        (None, 114, (None, 12), False),
        (100, 120, (0, 18), False),
        (90, 100, (-12, -2), True),
    ],
)
def test_what_parts_of_102_leave_of_a_total(
    low: int | None, high: int | None, residual: tuple[int | None, int | None], exceeds: bool
) -> None:
    parts = (Part(claim="A", part="tortured", count=41), Part(claim="A", part="others", count=61))
    of = record(said("A", low, high), parts=parts)
    (found,) = residuals(of)
    assert (found.low, found.high) == residual
    assert found.exceeds is exceeds
    assert (("parts_exceed_whole", ("A",)) in told(of)) is exceeds


# --- denials -------------------------------------------------------------------------------


def test_a_denial_stands_beside_its_time_and_place_and_ground() -> None:
    denial = said("F", stance="denies", denial_form="denies_act", said_on="2017-06-01")
    of = record(
        denial,
        said("A", 3, said_on="2017-06-01"),
        said("B", 3, said_on="2017-07"),
        said("C", 3, said_on="2017"),
        said("D", 3, period="2018"),
        said("E", 3, place="RU-DA"),
        said("G", 3, grounds=("religion",)),
        said("R", 3),
        said("X", unit="", period=None, said_on="2017-05"),
        relations="R restates A; F contradicts X",
    )
    (found,) = denials(of)
    assert [(d.claim, d.related, d.same_unit, d.known_by_then) for d in found.denies] == [
        ("X", True, False, True),
        ("C", False, True, None),
        ("A", False, True, True),
        ("B", False, True, False),
    ]


# --- graph and timeline --------------------------------------------------------------------


def test_the_graph_has_every_claim_with_a_unit_or_a_relation() -> None:
    of = record(
        *(said("A", 3), said("B", 4), said("F", stance="denies"), said("S", unit="")),
        *(said("N", unit=""), said("X", unit="")),
        relations="B restates A; S same_topic polls/x; N same_topic A",
        sentences=("S",),
    )
    drawn = graph(of)
    assert [(n.id, n.kind, n.origins, n.retelling) for n in drawn.nodes] == [
        ("A", "claim", ("A",), False),
        ("B", "claim", ("A",), True),
        ("F", "denial", (), False),
        ("N", "claim", (), False),
        ("S", "sentence", (), False),
        ("polls/x", "outside", (), False),
    ]
    assert [(e.source, e.kind, e.target) for e in drawn.edges] == [
        ("B", "restates", "A"),
        ("N", "same_topic", "A"),
        ("S", "same_topic", "polls/x"),
    ]


def test_the_timeline_is_in_the_order_of_saying_and_the_undated_come_last() -> None:
    of = record(
        said("A", 3, said_on=None), said("B", 3, said_on="2018"), said("C", 3, said_on="2017-04")
    )
    assert [row.claim for row in timeline(of)] == ["C", "B", "A"]
