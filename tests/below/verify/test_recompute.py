"""What may change a published number, and what may not.

Doubling a claim, or adding a retelling, changes no published number but counts of
claims (kind ``claim_count``), and no count of origins at all.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from vittne.dossier import Dossier, OverlapRow, OverlapTable, read_dossier
from vittne.ledger import Claim, Relation
from vittne.verify.figures import Numbers, dump_figures, figure_from_dict
from vittne.verify.recompute import numbers
from vittne.verify.recompute_ledger import ledger_numbers
from vittne.verify.recompute_silence import evidence

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "chechnya"
DOSSIER = read_dossier(EXAMPLE)
CLAIMS = {claim.id: claim for claim in DOSSIER.record.claims}
EVIDENCE = evidence(DOSSIER)


def published(dossier: Dossier) -> dict[str, Numbers]:
    """Every number that must stay: all but counts of claims, and all counts of origins."""
    return {
        each.id: each
        for each in ledger_numbers(dossier.record, EVIDENCE, dossier.settings.scope.grounds)
        if each.kind != "claim_count" or each.unit == "origins"
    }


PUBLISHED = published(DOSSIER)


def with_claims(*claims: Claim, relations: tuple[Relation, ...] = ()) -> Dossier:
    record = DOSSIER.record
    return replace(
        DOSSIER,
        record=replace(
            record,
            claims=(*record.claims, *claims),
            relations=(*record.relations, *relations),
        ),
    )


@pytest.mark.parametrize("id_", CLAIMS)
def test_doubling_any_claim_changes_no_published_number(id_: str) -> None:
    assert published(with_claims(replace(CLAIMS[id_], id="Z99"))) == PUBLISHED


@pytest.mark.parametrize("id_", CLAIMS)
def test_doubling_a_claim_with_its_relations_changes_none_either(id_: str) -> None:
    copies = tuple(
        replace(relation, source="Z99")
        for relation in DOSSIER.record.relations
        if relation.source == id_
    )
    doubled = with_claims(replace(CLAIMS[id_], id="Z99"), relations=copies)
    assert published(doubled) == PUBLISHED


@pytest.mark.parametrize(
    ("group", "kind"),
    [("a-new-paper", "restates"), ("meduza", "drifts_from"), ("russian-lgbt-network", "rests_on")],
)
@pytest.mark.parametrize("id_", [i for i in CLAIMS if i not in DOSSIER.record.sentences])
def test_a_retelling_by_anybody_changes_no_published_number(
    id_: str, group: str, kind: str
) -> None:
    retold = replace(CLAIMS[id_], id="Z99", low=999, best=None, high=None, speaker_group=group)
    told = with_claims(retold, relations=(Relation(source="Z99", target=id_, kind=kind),))
    assert published(told) == PUBLISHED


def test_a_new_claim_of_a_new_voice_does_change_them() -> None:
    """The tests above can fail: what is not said again and no retelling is counted."""
    voice = replace(CLAIMS["A02"], id="Z99", low=5, speaker_group="a-new-voice", definition="x")
    assert published(with_claims(voice)) != PUBLISHED


def test_the_numbers_of_the_record() -> None:
    found = {each.id: each.value for each in numbers(DOSSIER)}
    assert found["said-persons_killed-RU-CE-2017"] == 3
    assert found["said-persons_killed-RU-CE-2018-12+2019-01-14"] == 2
    assert found["residual-B06"] == 12
    assert found["differences-unexplained"] == 1
    assert found["origins-persons_evacuated"] == 1
    assert [found[f"verdict-S0{n}"] for n in range(1, 7)] == [
        "undecided",
        "undecided",
        "found",
        "not_found",
        "undecided",
        "not_found",
    ]
    assert 95.2 in found.values()
    assert 87.1 in found.values()


def test_no_number_speaks_of_the_disputed_dead() -> None:
    """27 killed in one night: the ground is disputed, so they enter no count of persecution."""
    for each in numbers(DOSSIER):
        if each.kind == "documented":
            assert "E01" not in each.rests_on
            assert each.value != 27


def test_ids_are_unique_and_fit_for_folders() -> None:
    ids = [each.id for each in numbers(DOSSIER)]
    assert len({i.casefold() for i in ids}) == len(ids)
    assert all(len(i) <= 120 and "/" not in i and i == i.strip(". ") for i in ids)


def test_a_figure_survives_the_way_through_json() -> None:
    import json

    from vittne.verify.figures import Figure

    for each in numbers(DOSSIER):
        figure = Figure(numbers=each, sentence={}, seed=1, inputs={}, software={}, disclosure={})
        text = dump_figures([figure])
        assert dump_figures([figure_from_dict(json.loads(text)[0])]) == text


def test_a_table_may_have_any_name_and_its_figure_an_address() -> None:
    """A name with ``#`` or ``%`` would else be cut off, or read as something else, in a link."""
    table = OverlapTable(name="a#b ü%41", lists=("x",), rows=(OverlapRow((True,), (), 7),))
    (found,) = (n for n in numbers(replace(DOSSIER, tables=(table,))) if n.unit == "persons_listed")
    assert found.id == "listed-a=23b=20=fc=p41"
    assert found.rests_on == ("tables/a#b ü%41",)
