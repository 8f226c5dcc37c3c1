"""Verdicts: a sentence against evidence, where an editor says what is the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from small_records import record, said

from vittne.ledger import Evidence, Record, Relation, Verdict, verdicts

SHARE = "share_not_reported_to_police_pct"
SAME = frozenset({"population", "period", "definition"})


def judged(
    *evidence: tuple[float | None, float | None, frozenset[str]], **sentence: Any
) -> Verdict:
    """The verdict on "over 90 percent", against intervals and what they agree on."""
    claim = said("S", **{"unit": SHARE, "low": 90, "qualifier": "over 90 percent", **sentence})
    relations = tuple(
        Relation(source="S", target=f"polls/{n}", kind="same_topic", agrees=agrees)
        for n, (_, _, agrees) in enumerate(evidence)
    )
    items = [
        Evidence(id=f"polls/{n}", unit=claim.unit, low=low, high=high, needed="group_n")
        for n, (low, high, _) in enumerate(evidence)
    ]
    of = Record(claims=(claim,), relations=relations, sentences=("S",))
    return verdicts(of, items)[0]


@pytest.mark.parametrize(
    ("low", "high", "agrees", "verdict"),
    [
        (91, 95, SAME, "supported"),
        (80, 89, SAME, "contradicted"),
        (80, 90, SAME, "contradicted"),  # 90 is not over 90
        (90, 95, SAME, "undecided"),
        (85, 95, SAME, "undecided"),
        (90.1, None, SAME, "supported"),
        (None, 50, SAME, "contradicted"),
        (91, 95, SAME - {"population"}, "supported_elsewhere"),
        (91, 95, SAME - {"period"}, "supported_elsewhere"),
        (91, 95, SAME - {"definition"}, "undecided"),
        (80, 89, SAME - {"population"}, "undecided"),  # elsewhere, nothing is contradicted
        (None, None, SAME, "undecided"),
    ],
)
def test_one_piece_of_evidence(
    low: float | None, high: float | None, agrees: frozenset[str], verdict: str
) -> None:
    assert judged((low, high, agrees)).verdict == verdict


def test_evidence_that_disagrees_decides_nothing() -> None:
    found = judged((91, 95, SAME), (80, 85, SAME))
    assert (found.verdict, found.rule) == ("undecided", "evidence_disagrees")
    assert found.evidence == ("polls/0", "polls/1")


def test_what_is_the_same_weighs_more_than_what_is_elsewhere() -> None:
    found = judged((80, 85, SAME), (91, 95, SAME - {"period"}))
    assert (found.verdict, found.evidence, found.beside) == (
        "contradicted",
        ("polls/0",),
        ("polls/1",),
    )


def test_nothing_related_is_not_found() -> None:
    assert judged().verdict == "not_found"


def test_an_undecided_sentence_says_what_would_decide_it() -> None:
    found = judged((None, None, SAME - {"period"}), (85, 95, SAME))
    assert [(n.evidence, n.code) for n in found.needed] == [
        ("polls/0", "period"),
        ("polls/0", "group_n"),
        ("polls/1", "precision"),
    ]


def test_a_sentence_without_a_number_is_implied_by_nothing() -> None:
    assert judged((91, 95, SAME), low=None, qualifier="").verdict == "undecided"


def test_over_a_hundred_people_is_at_least_101_as_the_record_writes_it() -> None:
    counted = {"unit": "persons_detained", "low": 101, "qualifier": "over 100"}
    assert judged((101, 101, SAME), **counted).verdict == "supported"


def test_a_claim_in_the_sentences_own_unit_is_evidence_by_its_own_numbers() -> None:
    related = Relation(source="S", target="A", kind="same_topic", agrees=SAME)
    of = Record(claims=(said("S", 5), said("A", 2, 3)), relations=(related,), sentences=("S",))
    assert verdicts(of)[0].verdict == "contradicted"
    denied = replace(of, claims=(said("S", 5), said("A", 0, 0, stance="denies")))
    assert verdicts(denied)[0].verdict == "undecided"


def test_a_report_is_found_if_it_restates_what_is_on_record() -> None:
    report = said("S", stance="denies", unit="")
    denial = said("F", stance="denies")
    found = record(report, denial, relations="S restates F", sentences=("S",))
    assert verdicts(found)[0].verdict == "found"
    beside = record(report, denial, relations="S same_topic F", sentences=("S",))
    assert (verdicts(beside)[0].verdict, verdicts(beside)[0].beside) == ("not_found", ("F",))
    echo = record(report, denial, relations="F restates S", sentences=("S",))
    assert (verdicts(echo)[0].verdict, verdicts(echo)[0].beside) == ("not_found", ())


def test_a_sentence_with_two_readings_stays_undecided() -> None:
    readings = {"S": ("literal", "in_context")}
    related = Relation(source="S", target="A", kind="same_topic", agrees=SAME)
    of = Record(
        claims=(said("S", 5), said("A", 9)),
        relations=(related,),
        sentences=("S",),
        readings=readings,
    )
    assert (verdicts(of)[0].verdict, verdicts(of)[0].rule) == ("undecided", "two_readings")
    assert verdicts(replace(of, readings={}))[0].verdict == "supported"
