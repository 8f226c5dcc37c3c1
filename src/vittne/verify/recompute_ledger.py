"""Figures of the ledger: what may be said, residuals, verdicts, who is named, counts of claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vittne.ledger import (
    Claim,
    Evidence,
    Record,
    attributions,
    differences,
    drifts,
    left_out,
    may_be_said,
    merge_repeats,
    origins,
    residuals,
    verdicts,
)
from vittne.verify.figures import Check, Interval, Numbers, Scope, figure_id


def ledger_numbers(
    record: Record, evidence: Sequence[Evidence], own_grounds: Sequence[str]
) -> Iterable[Numbers]:
    """Return every figure that the public record alone carries.

    ``own_grounds`` are those that the dossier is about: an id does not repeat them.
    """
    if not record.claims:
        return
    own = frozenset(own_grounds)
    yield from _said(record, own)
    yield from _residuals(record)
    yield from _verdicts(record, evidence)
    yield from _attributions(record, own)
    yield from _claim_counts(record)


def _said(record: Record, own: frozenset[str]) -> Iterable[Numbers]:
    for said in may_be_said(record):
        yield Numbers(
            id=figure_id(
                "said", said.unit, said.place, said.period.text, *_foreign(said.grounds, own)
            ),
            kind="documented",
            value=said.low,
            unit=said.unit,
            method="ledger.may_be_said",
            interval=Interval(low=said.low, high=None, level=None, kind="at_least"),
            scope=Scope(
                place=said.place, period=said.period.text, acts=(said.unit,), grounds=said.grounds
            ),
            checks=(
                Check(
                    name="independent_origins",
                    value=len(said.origins),
                    ok=len(said.origins) >= 2,
                ),
                Check(
                    name="larger_figures_unconfirmed",
                    value=len(said.unconfirmed),
                    ok=not said.unconfirmed,
                ),
            ),
            rests_on=said.claims,
            detail={
                "origins": list(said.origins),
                "unconfirmed": [{"claim": u.claim, "low": u.low} for u in said.unconfirmed],
            },
        )


def _residuals(record: Record) -> Iterable[Numbers]:
    claims = {claim.id: claim for claim in record.claims}
    for residual in residuals(record):
        claim = claims[residual.claim]
        one_number = residual.low == residual.high
        yield Numbers(
            id=figure_id("residual", residual.claim),
            kind="residual",
            value=residual.low if one_number else None,
            unit=claim.unit,
            method="ledger.residuals",
            interval=Interval(low=residual.low, high=residual.high, level=None, kind="exact"),
            scope=_scope(claim),
            checks=(
                Check(name="whole", value=residual.whole_low),
                Check(name="parts_sum", value=residual.parts_sum),
                Check(
                    name="parts_within_whole", value=len(residual.parts), ok=not residual.exceeds
                ),
            ),
            rests_on=(residual.claim,),
        )


def _verdicts(record: Record, evidence: Sequence[Evidence]) -> Iterable[Numbers]:
    claims = {claim.id: claim for claim in record.claims}
    for verdict in verdicts(record, evidence):
        yield Numbers(
            id=figure_id("verdict", verdict.sentence),
            kind="verdict",
            value=verdict.verdict,
            unit="verdict",
            method="ledger.verdicts",
            scope=_scope(claims[verdict.sentence]),
            checks=(Check(name="rule", value=verdict.rule),),
            rests_on=(verdict.sentence, *verdict.evidence),
            detail={
                "beside": list(verdict.beside),
                "readings": list(verdict.readings),
                "needed": [{"evidence": n.evidence, "code": n.code} for n in verdict.needed],
            },
        )


def _attributions(record: Record, own: frozenset[str]) -> Iterable[Numbers]:
    for attribution in attributions(record):
        yield Numbers(
            id=figure_id(
                "attributed",
                attribution.unit,
                attribution.hand,
                *_foreign(attribution.grounds, own),
            ),
            kind="claim_count",
            value=len(attribution.origins),
            unit="origins",
            method="ledger.attributions",
            scope=Scope(acts=(attribution.unit,), grounds=attribution.grounds),
            checks=(
                Check(
                    name="ground_undisputed",
                    value=attribution.hand,
                    ok=not attribution.disputed,
                ),
            ),
            rests_on=attribution.claims,
        )


def _claim_counts(record: Record) -> Iterable[Numbers]:
    merged, repeats = merge_repeats(record)
    spoken = [claim for claim in merged.claims if claim.id not in merged.sentences]
    found = differences(record)
    by_unit: dict[str, list[str]] = {}
    for origin in origins(record):
        by_unit.setdefault(origin.unit, []).append(origin.id)
    for unit, ids in sorted(by_unit.items()):
        yield _count(
            figure_id("origins", unit), len(ids), "origins", acts=(unit,), rests_on=tuple(ids)
        )
    retellings = {r for origin in origins(record) for r in origin.retellings}
    yield _count("claims", len(spoken), "claims")
    yield _count("claims-said-again", sum(len(ids) for ids in repeats.values()), "claims")
    yield _count("claims-retellings", len(retellings), "claims")
    yield _count("claims-drifted", len(drifts(record)), "claims")
    yield _count("claims-denials", sum(c.stance == "denies" for c in spoken), "claims")
    yield _count("claims-left-out", len(left_out(record)), "claims")
    yield _count("differences", len(found), "pairs")
    yield _count("differences-unexplained", sum(not d.explained for d in found), "pairs")
    yield _count("conflicts", sum(d.conflict for d in found), "pairs")
    yield _count(
        "conflicts-unexplained", sum(d.conflict and not d.explained for d in found), "pairs"
    )


def _count(
    id: str,
    value: int,
    unit: str,
    *,
    acts: tuple[str, ...] = (),
    rests_on: tuple[str, ...] = (),
) -> Numbers:
    return Numbers(
        id=id,
        kind="claim_count",
        value=value,
        unit=unit,
        method="ledger.counts",
        scope=Scope(acts=acts),
        rests_on=rests_on,
    )


def _scope(claim: Claim) -> Scope:
    return Scope(
        place=claim.place,
        period=claim.period.text if claim.period else "",
        acts=(claim.unit,) if claim.unit else (),
        grounds=claim.grounds,
    )


def _foreign(grounds: Sequence[str], own: frozenset[str]) -> Sequence[str]:
    return () if frozenset(grounds) == own else (*sorted(grounds), *([] if grounds else ["none"]))
