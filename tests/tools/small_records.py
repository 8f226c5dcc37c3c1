"""Small records for tests of the ledger: written by hand in one line, or made by Hypothesis."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from vittne.ledger import Claim, Part, Record, Relation
from vittne.terms.edtf import parse_edtf
from vittne.terms.places import Gazetteer

PLACES = Gazetteer({"north-caucasus": ("RU-CE", "RU-DA"), "south": ("RU-DA", "RU-STA")})
KINDS = (
    *("restates", "drifts_from", "rests_on", "narrows", "widens", "part_of", "same_base"),
    *("contradicts", "corrects", "same_topic"),
)


def said(identity: str, low: Any = None, high: Any = None, **others: Any) -> Claim:
    """A claim of persons killed in Chechnya in 2017, by a speaker of its own unless told."""
    for column in ("period", "said_on"):
        if isinstance(others.get(column), str):
            others[column] = parse_edtf(others[column])
    usual = {
        "stance": "asserts",
        "unit": "persons_killed",
        "period": parse_edtf("2017"),
        "place": "RU-CE",
        "grounds": ("sexual_orientation",),
        "speaker_group": f"speaker of {identity}",
        "said_on": parse_edtf("2018"),
        "basis": "primary",
    }
    return Claim(id=identity, low=low, high=high, **{**usual, **others})


def record(*claims: Claim, relations: str = "", **others: Any) -> Record:
    """A record. Relations are written ``A restates B; C part_of A``."""
    rows = [line.split() for line in relations.split(";") if line.strip()]
    return Record(
        claims=claims,
        relations=tuple(Relation(source=s, kind=kind, target=t) for s, kind, t in rows),
        **{"places": PLACES, **others},
    )


def _periods() -> st.SearchStrategy[Any]:
    texts = ("2017", "2017", "2017-01/2017-02", "2017-02", "2018", "2017-12/..")
    return st.none() | st.sampled_from([parse_edtf(text) for text in texts])


def _days() -> st.SearchStrategy[Any]:
    return st.none() | st.sampled_from([parse_edtf(t) for t in ("2017-05-01", "2018-01", "2018")])


NUMBERS = st.none() | st.sampled_from([0, 1, 2, 3, 3.0, 10])


@st.composite
def claims(draw: st.DrawFn, identity: str) -> Claim:
    """Any claim, contradictory and empty ones too, of few kinds, so that they meet often."""
    return Claim(
        id=identity,
        stance=draw(
            st.sampled_from(("asserts", "asserts", "asserts", "finds", "denies", "disputes"))
        ),
        unit=draw(st.sampled_from(("persons_killed", "persons_killed", "persons_detained", ""))),
        low=draw(NUMBERS),
        best=draw(st.none() | st.just(3)),
        high=draw(NUMBERS),
        period=draw(_periods()),
        place=draw(
            st.sampled_from(("RU-CE", "RU-CE", "RU-CE/grozny", "north-caucasus", "south", "RU", ""))
        ),
        grounds=draw(
            st.sampled_from((("a",), ("a",), ("a", "b"), ("b",), ("any",), ("unknown",), ()))
        ),
        ground_basis=draw(st.sampled_from(("actual", "actual", "disputed"))),
        hand=draw(st.sampled_from(((), ("state_agent",), ("relative", "state_agent")))),
        definition=draw(st.sampled_from(("", "men"))),
        speaker_group=draw(st.sampled_from(("g", "h", "i", ""))),
        said_on=draw(_days()),
        basis=draw(st.sampled_from(("primary", "primary", "restatement"))),
    )


@st.composite
def records(draw: st.DrawFn, most: int = 7) -> Record:
    """Any record: circles, self relations, relations to nothing, parts of nothing."""
    ids = [f"C{number}" for number in range(draw(st.integers(1, most)))]
    ends = st.sampled_from([*ids, *ids, "reporting/x", "nobody"])
    relation = st.builds(
        Relation,
        source=st.sampled_from(ids),
        target=ends,
        kind=st.sampled_from(KINDS),
        agrees=st.sampled_from([frozenset(), frozenset({"population", "period", "definition"})]),
    )
    part = st.builds(Part, claim=ends, part=st.just("p"), count=st.integers(0, 5))
    return Record(
        claims=tuple(draw(claims(identity)) for identity in ids),
        relations=tuple(draw(st.lists(relation, max_size=2 * most))),
        parts=tuple(draw(st.lists(part, max_size=3))),
        sentences=tuple(draw(st.sets(st.sampled_from(ids), max_size=1))),
        places=PLACES,
    )


def doubled(original: Record, identity: str, *, new: str, relations: bool) -> Record:
    """The record with one row written a second time, at the end, under another id."""
    row = next(claim for claim in original.claims if claim.id == identity)
    again = [
        replace(
            relation,
            source=new if relation.source == identity else relation.source,
            target=new if relation.target == identity else relation.target,
        )
        for relation in original.relations
        if relations and identity in (relation.source, relation.target)
    ]
    parts = [replace(part, claim=new) for part in original.parts if part.claim == identity]
    return replace(
        original,
        claims=(*original.claims, replace(row, id=new)),
        relations=(*original.relations, *again),
        parts=(*original.parts, *(parts if relations else ())),
    )


def retold(original: Record, retelling: Claim, *ways: tuple[str, str]) -> Record:
    """The record with one more claim, which retells others: (kind, target)."""
    new = (Relation(source=retelling.id, kind=kind, target=target) for kind, target in ways)
    return replace(
        original,
        claims=(*original.claims, retelling),
        relations=(*original.relations, *new),
    )
