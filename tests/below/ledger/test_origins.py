"""Origins: how many independent voices there are, against a slow oracle."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from small_records import record, records, said

from vittne.ledger import Record, differences, merge_repeats, origins
from vittne.ledger.circle import directed, knots
from vittne.ledger.model import Claim


def groups(of: Record) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(origin.claims, origin.retellings) for origin in origins(of)]


def test_two_papers_that_print_one_number_are_two_origins_until_they_are_related() -> None:
    a, b = said("A", 3), said("B", 3)
    assert groups(record(a, b)) == [(("A",), ()), (("B",), ())]
    assert groups(record(a, b, relations="B restates A")) == [(("A",), ("B",))]
    assert groups(record(a, b, relations="B same_base A")) == [(("A", "B"), ())]


def test_one_organisation_is_one_origin_in_each_unit_however_many_names_it_has() -> None:
    a = said("A", 3, speaker="Network", speaker_group="network")
    b = said("B", 5, speaker="Network to a paper", speaker_group="network")
    c = said("C", 9, speaker_group="network", unit="persons_detained")
    assert groups(record(a, b, c)) == [(("C",), ()), (("A", "B"), ())]


def test_a_digest_of_two_origins_belongs_to_both_and_joins_neither() -> None:
    of = record(said("A", 3), said("B", 4), said("C", 7), relations="C restates A; C rests_on B")
    assert groups(of) == [(("A",), ("C",)), (("B",), ("C",))]


def test_a_retelling_of_a_retelling_belongs_to_where_it_began() -> None:
    of = record(said("A", 3), said("B", 4), said("C", 6), relations="C drifts_from B; B restates A")
    assert groups(of) == [(("A",), ("B", "C"))]


def test_what_shares_a_base_with_a_retelling_rests_on_what_that_rests_on() -> None:
    of = record(said("A", 3), said("B", 3), said("C", 3), relations="B restates A; C same_base B")
    assert groups(of) == [(("A",), ("B", "C"))]


def test_a_retelling_that_shares_its_sources_base_takes_nothing_from_it() -> None:
    of = record(said("A", 3), said("B", 4), relations="B restates A; B same_base A")
    assert groups(of) == [(("A",), ("B",))]


def test_a_circle_of_retellings_is_one_origin_and_is_marked() -> None:
    of = record(said("A", 3), said("B", 4), relations="A restates B; B restates A")
    (origin,) = origins(of)
    assert (origin.claims, origin.circular) == (("A", "B"), True)


def test_a_retelling_of_nothing_on_record_has_no_origin() -> None:
    assert origins(record(said("A", 3, basis="restatement"))) == ()
    assert origins(record(said("A", 3), relations="A rests_on reporting/x")) == ()


def test_denials_sentences_and_claims_without_unit_are_no_origins() -> None:
    of = record(said("A", 0, stance="denies"), said("B", 3), said("C", unit=""), sentences=("B",))
    assert origins(of) == ()


def test_speakers_without_a_name_are_not_known_to_be_two() -> None:
    of = record(said("A", 3, speaker_group=""), said("B", 4, speaker_group=""))
    assert groups(of) == [(("A", "B"), ())]


# --- the oracle: the rule's words, by brute force ------------------------------------------


def slow_origins(of: Record) -> set[tuple[str, frozenset[str], frozenset[str]]]:
    of, _ = merge_repeats(of)
    counted = [c for c in of.claims if c.stance != "denies" and c.unit and c.id not in of.sentences]
    retells = ("restates", "drifts_from", "rests_on")
    retelling = {c.id for c in of.claims if c.basis == "restatement"}
    retelling |= {r.source for r in of.relations if r.kind in retells}
    return {
        found
        for unit in {claim.unit for claim in counted}
        for found in _slow_unit(
            unit, [c for c in counted if c.unit == unit], of, retelling, retells
        )
    }


def _slow_unit(
    unit: str, claims: list[Claim], of: Record, retelling: set[str], retells: tuple[str, ...]
) -> set[tuple[str, frozenset[str], frozenset[str]]]:
    ids = [claim.id for claim in claims]
    down = {(r.source, r.target) for r in of.relations if r.kind in retells}
    same = {(r.source, r.target) for r in of.relations if r.kind == "same_base"}
    rests = _closed(ids, down)
    leads = _closed(ids, down | same | {(b, a) for a, b in same})

    def rests_on_nothing_else(one: str) -> bool:
        return all((b, one) in leads for a, b in leads if a == one)

    def mutual(one: str) -> set[str]:
        return {one} | {b for a, b in leads if a == one and (b, one) in leads}

    roots = set()
    for one in filter(rests_on_nothing_else, ids):
        own = mutual(one) - retelling
        circle = {
            x
            for x in mutual(one)
            if any((x, y) in rests and (y, x) in rests for y in ids if y != x)
        }
        roots |= own or circle
    group = {claim.id: claim.speaker_group or claim.speaker for claim in claims}
    one_voice = {(a, b) for a, b in product(roots, roots) if group[a] == group[b] or b in mutual(a)}
    voices = {frozenset({a} | {b for x, b in _closed(ids, one_voice) if x == a}) for a in roots}
    return {
        (unit, voice, frozenset(i for i in ids if i not in voice and _any(i, voice, leads)))
        for voice in voices
    }


def _any(one: str, voice: frozenset[str], leads: set[tuple[str, str]]) -> bool:
    return any((one, root) in leads for root in voice)


def _closed(ids: list[str], pairs: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Everything that can be reached in one step or more (Warshall)."""
    closed = {(a, b) for a, b in pairs if a in ids and b in ids and a != b}
    for middle, a, b in product(ids, ids, ids):
        if (a, middle) in closed and (middle, b) in closed:
            closed.add((a, b))
    return closed


@given(records())
def test_origins_are_what_the_rule_says(of: Record) -> None:
    found = {(o.unit, frozenset(o.claims), frozenset(o.retellings)) for o in origins(of)}
    assert found == slow_origins(of)


def test_origins_of_the_public_record_are_what_the_rule_says(
    chechnya: Record, unrelated: Record
) -> None:
    for of in (chechnya, unrelated):
        found = {(o.unit, frozenset(o.claims), frozenset(o.retellings)) for o in origins(of)}
        assert found == slow_origins(of)


@given(records())
def test_each_claim_stands_in_one_origin_at_most_and_ids_are_unique(of: Record) -> None:
    found = origins(of)
    standing = [claim for origin in found for claim in origin.claims]
    assert len(standing) == len(set(standing))
    assert len({origin.id for origin in found}) == len(found)
    assert all(origin.id == origin.claims[0] for origin in found)


def test_two_circles_that_meet_in_one_direction_are_two_knots() -> None:
    edges = [("A", "B"), ("B", "A"), ("B", "C"), ("C", "D"), ("D", "C"), ("E", "C")]
    found = knots(directed("ABCDE", edges))
    assert found == (frozenset("AB"), frozenset("CD"), frozenset("E"))


def test_a_long_chain_of_retellings_is_no_deep_recursion() -> None:
    many = 2000
    chain = "; ".join(f"C{i} restates C{i - 1}" for i in range(1, many))
    of = record(*(said(f"C{i}", 3, period=None) for i in range(many)), relations=chain)
    (origin,) = origins(of)
    assert len(origin.retellings) == many - 1
    assert differences(of) == ()
