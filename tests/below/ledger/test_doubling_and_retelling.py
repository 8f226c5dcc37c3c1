"""Whoever repeats a number, or retells it, changes no published number and no count of origins."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_records import claims, doubled, record, records, retold, said

from vittne.ledger import (
    Evidence,
    Record,
    attributions,
    denials,
    differences,
    drifts,
    find_remarks,
    graph,
    left_out,
    may_be_said,
    merge_repeats,
    origins,
    residuals,
    timeline,
    verdicts,
)

EVIDENCE = (Evidence(id="reporting/x", unit="persons_killed", low=2, high=4),)
RETELLING = st.sampled_from(("restates", "drifts_from", "rests_on"))


def published(of: Record) -> dict[str, Any]:
    """Everything that must not move when something is said once more."""
    return {
        "origins": [(o.id, o.unit, o.claims, o.speaker_groups, o.circular) for o in origins(of)],
        "may be said": may_be_said(of),
        "residuals": residuals(of),
        "verdicts": verdicts(of, EVIDENCE),
        "attributions": attributions(of),
    }


# --- the public record -------------------------------------------------------------------


@pytest.mark.parametrize("relations", [False, True])
def test_any_row_of_the_public_record_may_be_doubled(chechnya: Record, relations: bool) -> None:
    before = published(chechnya), differences(chechnya), drifts(chechnya), denials(chechnya)
    for claim in chechnya.claims:
        after = doubled(chechnya, claim.id, new=f"{claim.id}x", relations=relations)
        assert merge_repeats(after)[1] == {claim.id: (f"{claim.id}x",)}
        assert (published(after), differences(after), drifts(after), denials(after)) == before


def test_any_claim_of_the_public_record_may_be_retold_by_anybody(chechnya: Record) -> None:
    before = published(chechnya)
    groups = sorted({claim.speaker_group for claim in chechnya.claims})
    for number, claim in enumerate(chechnya.claims):
        for group, changes in (
            (claim.speaker_group, {}),
            ("a new paper", {"low": 999}),
            (groups[number % len(groups)], {"definition": "as retold", "basis": "restatement"}),
        ):
            retelling = replace(claim, id="new", speaker_group=group, **changes)
            after = retold(chechnya, retelling, ("restates", claim.id))
            assert published(after) == before, (claim.id, group, changes)


def test_a_retelling_of_all_numbers_at_once_joins_no_origins(chechnya: Record) -> None:
    ways = [("restates", claim.id) for claim in chechnya.claims]
    before = published(chechnya)
    for unit in ("persons_killed", "persons_affected", "persons_detained"):
        for group in ("a new paper", "novaya-gazeta", "russian-lgbt-network", "meduza", "pace"):
            everything = said("digest", 500, unit=unit, speaker_group=group, period="2017/2024")
            assert published(retold(chechnya, everything, *ways)) == before


# --- any record --------------------------------------------------------------------------


@given(records(), st.data(), st.booleans())
def test_any_row_of_any_record_may_be_doubled(of: Record, data: st.DataObject, both: bool) -> None:
    row = data.draw(st.sampled_from(of.claims))
    after = doubled(of, row.id, new="copy", relations=both)
    assert published(after) == published(of)
    assert differences(after) == differences(of)
    assert drifts(after) == drifts(of)
    assert denials(after) == denials(of)
    assert left_out(after) == {**left_out(of), "copy": "repeat"}


@given(records(), st.data())
def test_any_claims_may_be_retold_in_other_words(of: Record, data: st.DataObject) -> None:
    after = of
    for number in range(data.draw(st.integers(1, 3))):
        retelling = replace(data.draw(claims(f"R{number}")), definition="as retold")
        known = st.sampled_from([claim.id for claim in after.claims])
        ways = data.draw(st.lists(st.tuples(RETELLING, known), min_size=1, max_size=3))
        after = retold(after, retelling, *ways)
    assert published(after) == published(of)


@given(records(), st.data())
def test_any_claim_may_be_retold_in_its_own_words(of: Record, data: st.DataObject) -> None:
    claim = data.draw(st.sampled_from(of.claims))
    group = data.draw(st.sampled_from((claim.speaker_group, "somebody else")))
    other = data.draw(st.sampled_from([c.id for c in of.claims]))
    retelling = replace(claim, id="new", speaker_group=group)
    after = retold(of, retelling, ("restates", claim.id), ("rests_on", other))
    assert published(after) == published(of)


@given(records(), st.randoms(use_true_random=False))
def test_the_order_of_rows_decides_nothing(of: Record, order: Any) -> None:
    once, _ = merge_repeats(of)
    rows, relations = list(once.claims), list(once.relations)
    order.shuffle(rows)
    order.shuffle(relations)
    other = replace(once, claims=tuple(rows), relations=tuple(relations))
    for result in (may_be_said, origins, residuals, attributions, differences, drifts, denials):
        assert result(other) == result(once)
    for result in (left_out, graph, timeline, find_remarks, verdicts):
        assert result(other) == result(once)


@given(records(), st.randoms(use_true_random=False))
def test_the_order_of_rows_decides_no_number_even_where_rows_repeat(of: Record, order: Any) -> None:
    rows = list(of.claims)
    order.shuffle(rows)
    other = replace(of, claims=tuple(rows), parts=())

    def numbers(this: Record) -> list[object]:
        return [
            [
                (s.unit, s.period, s.place, s.grounds, s.low, len(s.origins))
                for s in may_be_said(this)
            ],
            sorted((o.unit, len(o.claims), len(o.retellings)) for o in origins(this)),
            sorted((d.conflict, d.explained) for d in differences(this)),
        ]

    assert numbers(other) == numbers(of)


@given(records())
def test_merging_twice_is_merging_once(of: Record) -> None:
    merged, _ = merge_repeats(of)
    assert merge_repeats(merged) == (merged, {})
    for result in (origins, may_be_said, differences, attributions, residuals, verdicts, denials):
        assert result(merged) == result(of)


# --- what counts as said again, by example -----------------------------------------------


def test_six_and_six_point_nought_are_one_number() -> None:
    one = said("A", 6, speaker_group="paper")
    same = said("B", 6.0, speaker_group="paper")
    _, repeats = merge_repeats(record(one, same))
    assert repeats == {"A": ("B",)}


@pytest.mark.parametrize(
    "change",
    [
        {"speaker_group": "another"},
        {"low": 7},
        {"definition": "men only"},
        {"hand": ("relative",)},
        {"place": "RU-CE/grozny"},
        {"grounds": ("religion",)},
    ],
)
def test_another_speaker_number_or_scope_is_another_statement(change: dict[str, Any]) -> None:
    one = said("A", 6)
    _, repeats = merge_repeats(record(one, replace(one, id="B", **change)))
    assert repeats == {}


def test_the_first_time_decides_whether_a_statement_stands_on_its_own() -> None:
    source = said("A", 3)
    first = said("B", 3, speaker_group="paper", said_on="2017-04")
    later = replace(first, id="C", said_on=said("", said_on="2018-04").said_on)
    of = record(source, first, later, relations="C restates A")
    assert [origin.claims for origin in origins(of)] == [("A",), ("B",)]
    same_day = record(source, first, replace(first, id="C"), relations="C restates A")
    assert [(o.claims, o.retellings) for o in origins(same_day)] == [(("A",), ("B",))]


def test_a_breakdown_that_is_printed_twice_is_subtracted_once(chechnya: Record) -> None:
    after = doubled(chechnya, "B06", new="B06x", relations=True)
    assert [(r.parts_sum, r.low, r.high) for r in residuals(after)] == [(102, 12, 12)]


def test_a_copy_of_a_sentence_is_no_evidence_for_it() -> None:
    sentence = said("S", 5, said_on=None)
    copy = replace(said("S", 5), id="A", speaker_group=sentence.speaker_group)
    of = record(copy, sentence, relations="S same_topic A", sentences=("S",))
    assert [verdict.verdict for verdict in verdicts(of)] == ["not_found"]
    assert may_be_said(of) == ()


def test_a_row_marked_as_a_restatement_takes_nothing_from_the_statement_it_repeats() -> None:
    echo = said("A", 3, speaker_group="g", basis="restatement", said_on="2017")
    own = said("B", 3, speaker_group="g", said_on="2018")
    assert [origin.claims for origin in origins(record(echo, own))] == [("B",)]
