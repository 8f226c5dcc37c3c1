"""What the ledger says of the public record on Chechnya."""

from __future__ import annotations

from vittne.ledger import (
    Evidence,
    Record,
    attributions,
    denials,
    differences,
    drifts,
    find_remarks,
    left_out,
    may_be_said,
    origins,
    residuals,
    verdicts,
)

NOT_REPORTED = "share_not_reported_to_police_pct"
NO_PROBLEM = "share_18_24_no_problem_pct"


def test_at_least_three_and_two_killed_from_one_origin_each(chechnya: Record) -> None:
    killed = [said for said in may_be_said(chechnya) if said.unit == "persons_killed"]
    assert [(said.period.text, said.place, said.low, said.origins) for said in killed] == [
        ("2017", "RU-CE", 3, ("A02",)),
        ("2018-12/2019-01-14", "RU-CE", 2, ("D02",)),
    ]
    assert [(u.claim, u.low) for said in killed for u in said.unconfirmed] == [("D03", 10)]


def test_everything_else_that_may_be_said(chechnya: Record) -> None:
    said = {
        (s.unit, s.period.text): (s.low, [u.low for u in s.unconfirmed])
        for s in may_be_said(chechnya)
        if s.unit != "persons_killed"
    }
    assert said == {
        ("applicants", "2017-03"): (1, []),
        ("persons_affected", "2017"): (101, [301]),
        ("persons_detained", "2017-02/2017-03"): (101, []),
        ("persons_detained", "2018-12/2019-04"): (40, []),
        ("persons_detained_and_tortured", "2017/2018-09-12"): (52, []),
        ("persons_evacuated", "2017/2019-01-21"): (150, []),
        ("persons_helped", "2017/2024"): (759, []),
        ("persons_helped_to_flee", "2017-01/2018-08"): (125, []),
        ("persons_who_contacted", "2017"): (171, []),
        ("requests_for_help", "2022"): (130, []),
        ("requests_for_help", "2023"): (243, []),
    }


def test_retold_disputed_and_sampled_numbers_are_left_out(chechnya: Record) -> None:
    out = left_out(chechnya)
    assert {i for i, why in out.items() if why == "retelling"} == {
        "A03",
        "A07",
        "A08",
        "B08",
        "D07",
    }
    assert {i for i, why in out.items() if why == "disputed_ground"} == {"E01", "E02"}
    assert {i for i, why in out.items() if why == "sample"} == {"A05", "A06", "D06", "H01", "H02"}


def test_thirty_claims_of_evacuation_would_still_have_one_origin(chechnya: Record) -> None:
    evacuated = [origin for origin in origins(chechnya) if origin.unit == "persons_evacuated"]
    assert [origin.claims for origin in evacuated] == [("B03", "B05", "B11", "B12")]


def test_the_dead_have_three_origins_and_three_retellings(chechnya: Record) -> None:
    killed = [origin for origin in origins(chechnya) if origin.unit == "persons_killed"]
    assert [(o.claims, o.retellings) for o in killed] == [
        (("A02", "E01", "A10"), ("A07", "A08")),
        (("D02",), ("D07",)),
        (("D03",), ()),
    ]


def test_more_than_a_hundred_became_hundreds_and_three_became_six(chechnya: Record) -> None:
    found = {(d.source, d.retelling): (d.difference, d.numberless) for d in drifts(chechnya)}
    assert found == {
        ("A01", "A03"): (None, True),
        ("A02", "A07"): (1, False),
        ("A02", "A08"): (3, False),
        ("B06", "B08"): (1, False),
    }


def test_twelve_of_114_are_not_broken_down(chechnya: Record) -> None:
    (residual,) = residuals(chechnya)
    assert (residual.claim, residual.parts_sum, residual.low, residual.high) == ("B06", 102, 12, 12)


def test_without_relations_there_are_28_differences_and_two_conflicts(unrelated: Record) -> None:
    found = differences(unrelated)
    assert len(found) == 28
    assert [(d.a, d.b) for d in found if d.conflict] == [("B07", "B16"), ("D03", "D07")]
    assert not any(d.explained for d in found)


def test_with_relations_one_difference_is_left_to_explain(chechnya: Record) -> None:
    found = differences(chechnya)
    assert len(found) == 28
    assert [(d.a, d.b) for d in found if not d.explained] == [("A04", "A09")]
    assert [(r.code, r.claims) for r in find_remarks(chechnya)] == [
        ("unexplained_difference", ("A04", "A09"))
    ]


def test_every_chain_leads_from_one_claim_to_the_other(chechnya: Record) -> None:
    for difference in differences(chechnya):
        here = difference.a
        for step in difference.chain:
            assert here in (step.source, step.target)
            here = step.target if here == step.source else step.source
        assert here == (difference.b if difference.explained else difference.a)


def test_the_interview_sentence_by_sentence(chechnya: Record) -> None:
    evidence = [
        Evidence(id="reporting/co2023", unit=NOT_REPORTED, low=82.3, high=88.4),
        Evidence(id="reporting/rln2018", unit=NOT_REPORTED, low=61.6, high=84.2),
        Evidence(id="reporting/geo2017", unit=NOT_REPORTED, low=90),
        Evidence(id="polls/lev2019a", unit=NO_PROBLEM, needed="group_n"),
        Evidence(id="polls/lev2021a", unit=NO_PROBLEM, needed="group_n"),
    ]
    found = verdicts(chechnya, evidence)
    assert [(v.sentence, v.verdict, v.rule) for v in found] == [
        ("S01", "undecided", "evidence_does_not_decide"),
        ("S02", "undecided", "evidence_does_not_decide"),
        ("S03", "found", "report_restated"),
        ("S04", "not_found", "report_not_restated"),
        ("S05", "undecided", "two_readings"),
        ("S06", "not_found", "report_not_restated"),
    ]
    assert found[2].evidence == ("F01",)
    assert found[2].beside == ("G01",)  # what contradicts the denial stands beside it
    assert found[3].beside == ("B02", "F02")
    assert found[4].readings == ("literal", "in_context")
    assert ("polls/lev2021a", "group_n") in {(n.evidence, n.code) for n in found[1].needed}


def test_denials_stand_beside_what_was_on_record(chechnya: Record) -> None:
    found = {denial.claim: denial for denial in denials(chechnya)}
    assert sorted(found) == ["F01", "F02", "F03", "F04", "F05", "F06", "F07"]
    assert {
        denial.claim: [d.claim for d in denial.denies if d.related] for denial in found.values()
    } == {
        "F01": ["G01"],
        "F02": ["B02"],
        "F03": [],
        "F04": [],
        "F05": ["G02"],
        "F06": ["D01"],
        "F07": [],
    }
    known = {d.claim: d.known_by_then for d in found["F01"].denies}
    assert known["A01"] is True  # said on 1 April 2017; the denial in April 2017
    assert known["B01"] is None  # 17 April: before or after, the record does not tell
    assert known["A04"] is False
    assert "A07" not in known


def test_who_is_said_to_have_killed(chechnya: Record) -> None:
    found = [a for a in attributions(chechnya) if a.unit == "persons_killed"]
    assert [(a.hand, len(a.grounds), a.claims, a.low, a.disputed) for a in found] == [
        ("not_stated", 2, ("A02", "D03"), 3, False),
        ("state_agent", 1, ("E01",), None, True),
        ("state_agent", 2, ("A10", "D02"), 3, False),
    ]


def test_taking_the_largest_number_on_record_is_the_inflation_that_is_alleged(
    chechnya: Record,
) -> None:
    on_record = [c.low for c in chechnya.claims if c.unit == "persons_killed" and c.low]
    assert max(on_record) == 27
    assert max(s.low for s in may_be_said(chechnya) if s.unit == "persons_killed") == 3


def test_the_ground_any_changes_nothing_on_this_record(chechnya: Record) -> None:
    assert {c.id for c in chechnya.claims if "any" in c.grounds} <= {"F07", "S05", "S06"}
