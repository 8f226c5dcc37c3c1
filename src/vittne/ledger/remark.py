"""What an editor should look at: nothing here stops the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from vittne.ledger.circle import circles, directed
from vittne.ledger.difference import differences
from vittne.ledger.model import Claim, Record
from vittne.ledger.plain import Plain
from vittne.ledger.repeat import merge_repeats
from vittne.ledger.residual import residuals
from vittne.ledger.voice import OUTSIDE, RESTATEMENT, RETELLING_KINDS, retellings


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark(Plain):
    """One thing in the record that looks wrong or is open.

    Attributes
    ----------
    code : str
        Kind of remark, a key of :data:`SENTENCES`.
    claims : tuple of str
        The ids it is about.
    """

    code: str
    claims: tuple[str, ...]

    def __str__(self) -> str:
        return f"{', '.join(self.claims)}: {SENTENCES[self.code]}"


SENTENCES = {
    "circular": "these claims rest on each other, or are parts of each other, in a circle",
    "contradictory": "the numbers contradict each other: low, best and high must not fall",
    "narrower_both_ways": "each of these claims is said to be narrower than the others",
    "empty": "the claim says nothing: no unit, number, qualifier or definition",
    "duplicate_id": "two rows have this id: only the first is used",
    "said_again": "these rows are one statement: they are counted once",
    "self_relation": "the claim is related to itself: the relation is not used",
    "repeated_relation": "the same relation between these claims is given twice",
    "unknown_source": "a relation starts from a claim that is not on record",
    "unknown_target": "a relation leads to a claim that is not on record",
    "unknown_sentence": "the sentence to be judged is not on record",
    "unknown_claim_in_breakdown": "a breakdown belongs to a claim that is not on record",
    "retelling_without_source": "the claim is marked as a restatement: say by a relation of what",
    "breakdown_of_retelling": "a retelling has a breakdown: give it to the claim that is retold",
    "parts_exceed_whole": "the parts are more than the whole",
    "unexplained_difference": "these numbers differ, and no relation says why",
}
"""For every code of a remark: what it means, in English."""

_SYMMETRIC = frozenset({"contradicts", "same_base", "same_topic"})

_ONE_WAY = (
    ("circular", RETELLING_KINDS),
    ("circular", frozenset({"part_of"})),
    ("circular", frozenset({"corrects"})),
    ("narrower_both_ways", frozenset({"narrows"})),
)
"""Relations that must not lead back to where they began, and the code if they do."""


def find_remarks(record: Record) -> tuple[Remark, ...]:
    """Find everything an editor should look at, sorted by code and ids."""
    found = {
        *_about_rows(record),
        *_about_relations(record),
        *_about_circles(record),
        *_about_breakdowns(record),
    }
    found |= {
        Remark(code="unexplained_difference", claims=(difference.a, difference.b))
        for difference in differences(record)
        if not difference.explained
    }
    return tuple(sorted(found, key=lambda remark: (remark.code, remark.claims)))


def _about_rows(record: Record) -> Iterator[Remark]:
    merged, repeats = merge_repeats(record)
    rows = Counter(claim.id for claim in record.claims)
    for claim in record.claims:
        if rows[claim.id] > 1:
            yield Remark(code="duplicate_id", claims=(claim.id,))
        if not _in_order(claim):
            yield Remark(code="contradictory", claims=(claim.id,))
        if _says_nothing(claim):
            yield Remark(code="empty", claims=(claim.id,))
    for kept, others in repeats.items():
        yield Remark(code="said_again", claims=(kept, *others))
    for sentence in set(record.sentences) - rows.keys():
        yield Remark(code="unknown_sentence", claims=(sentence,))
    related = {r.source for r in merged.relations if r.kind in RETELLING_KINDS | {"same_base"}}
    for claim in merged.claims:
        if claim.basis == RESTATEMENT and claim.id not in related:
            yield Remark(code="retelling_without_source", claims=(claim.id,))


def _in_order(claim: Claim) -> bool:
    numbers = [n for n in (claim.low, claim.best, claim.high) if n is not None]
    return numbers == sorted(numbers)


def _says_nothing(claim: Claim) -> bool:
    numbers = (claim.low, claim.best, claim.high)
    words = (claim.unit, claim.denial_form, claim.qualifier, claim.definition)
    return not any(words) and all(number is None for number in numbers)


def _about_relations(record: Record) -> Iterator[Remark]:
    known = {claim.id for claim in record.claims}
    times: Counter[tuple[str, str, str]] = Counter()
    for relation in record.relations:
        source, target = relation.source, relation.target
        if source == target:
            yield Remark(code="self_relation", claims=(source,))
        if source not in known:
            yield Remark(code="unknown_source", claims=(source,))
        if target not in known and not target.startswith(OUTSIDE):
            yield Remark(code="unknown_target", claims=(source, target))
        if relation.kind in _SYMMETRIC:
            source, target = sorted((source, target))
        times[source, target, relation.kind] += 1
    for (source, target, _), count in times.items():
        if count > 1:
            yield Remark(code="repeated_relation", claims=(source, target))


def _about_circles(record: Record) -> Iterator[Remark]:
    for code, kinds in _ONE_WAY:
        edges = [(r.source, r.target) for r in record.relations if r.kind in kinds]
        if "narrows" in kinds:
            edges += [(r.target, r.source) for r in record.relations if r.kind == "widens"]
        for circle in circles(directed({end for edge in edges for end in edge}, edges)):
            yield Remark(code=code, claims=tuple(sorted(circle)))


def _about_breakdowns(record: Record) -> Iterator[Remark]:
    merged, _ = merge_repeats(record)
    known = {claim.id for claim in merged.claims}
    retold = retellings(merged)
    for claim in {part.claim for part in merged.parts}:
        if claim not in known:
            yield Remark(code="unknown_claim_in_breakdown", claims=(claim,))
        elif claim in retold:
            yield Remark(code="breakdown_of_retelling", claims=(claim,))
    for residual in residuals(merged):
        if residual.exceeds:
            yield Remark(code="parts_exceed_whole", claims=(residual.claim,))
