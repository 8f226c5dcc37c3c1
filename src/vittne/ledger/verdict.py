"""Verdicts on the sentences that a dossier was made to judge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from math import inf

from vittne.ledger.model import Claim, Number, Record
from vittne.ledger.plain import Plain
from vittne.ledger.repeat import merge_repeats
from vittne.ledger.unit import is_share
from vittne.ledger.voice import DENIES, DISPUTES, retellings, voices


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Plain):
    """A number, in the sentence's unit, that a sentence can be held against.

    Attributes
    ----------
    id : str
        ``reporting/<id>``, ``polls/<id>`` or a claim id.
    unit : str
        The sentence's unit.
    low, high : int, float or None
        The interval; both None where none can be given.
    needed : str
        Where none can be given: code of what would be needed (``group_n``, ...).
    """

    id: str
    unit: str
    low: Number | None = None
    high: Number | None = None
    needed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need(Plain):
    """What one piece of evidence lacks to decide a sentence.

    ``code``: ``population``, ``period``, ``definition`` (the editor did not find them the
    same), ``interval`` (no number in the sentence's unit) or the evidence's own ``needed``,
    ``precision`` (the interval neither implies nor excludes the sentence).
    """

    evidence: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict(Plain):
    """What the record says of one sentence.

    Attributes
    ----------
    sentence : str
        Claim id.
    verdict : str
        contradicted, supported, supported_elsewhere, undecided, found, not_found.
    rule : str
        Why: ``two_readings``, ``report_restated``, ``report_not_restated``,
        ``same_and_excluded``, ``same_and_implied``, ``elsewhere_and_implied``,
        ``evidence_disagrees``, ``evidence_does_not_decide``, ``nothing_related``.
    evidence : tuple of str
        Ids that decided it.
    beside : tuple of str
        Everything else that an editor related to it; for a reported denial also what
        contradicts it.
    readings : tuple of str
        Names of its readings, where it has more than one.
    needed : tuple of Need
        For an undecided one: what would decide it.
    """

    sentence: str
    verdict: str
    rule: str
    evidence: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    needed: tuple[Need, ...] = ()


SAME = frozenset({"population", "period", "definition"})
"""What must agree, by an editor's judgement, for evidence to speak of the same thing."""

_MORE_THAN = ("over ", "more than ")


def verdicts(record: Record, evidence: Sequence[Evidence] = ()) -> tuple[Verdict, ...]:
    """Judge ``record.sentences``, in their order, by rule.

    Parameters
    ----------
    record : Record
    evidence : sequence of Evidence
        Numbers in the sentences' units. A claim that has the sentence's own unit needs
        none: its interval is used.
    """
    merged, repeats = merge_repeats(record)
    kept_as = {other: kept for kept, others in repeats.items() for other in others}
    given = {kept_as.get(item.id, item.id): item for item in evidence}
    by_id = {claim.id: claim for claim in merged.claims}
    return tuple(_judge(by_id[i], merged, given) for i in merged.sentences if i in by_id)


def _judge(sentence: Claim, record: Record, given: Mapping[str, Evidence]) -> Verdict:
    related = _related(sentence.id, record)
    readings = record.readings.get(sentence.id, ())
    if len(readings) > 1:
        return Verdict(
            sentence=sentence.id,
            verdict="undecided",
            rule="two_readings",
            beside=tuple(related),
            readings=tuple(readings),
        )
    if sentence.stance == DENIES or not sentence.unit:
        return _judge_report(sentence, record, tuple(related))
    return _judge_number(sentence, record, related, given)


def _related(sentence: str, record: Record) -> dict[str, frozenset[str]]:
    """What an editor related to the sentence, and on what the two agree, sorted by id.

    Who retells the sentence says nothing about whether it is true.
    """
    retold = retellings(record)
    found: dict[str, frozenset[str]] = {}
    for relation in record.relations:
        if relation.source == sentence:
            other = relation.target
        elif relation.target == sentence and relation.source not in retold:
            other = relation.source
        else:
            continue
        found[other] = found.get(other, frozenset()) | relation.agrees
    return dict(sorted(found.items()))


def _judge_report(sentence: Claim, record: Record, related: tuple[str, ...]) -> Verdict:
    """Is what the sentence reports on record? Not: is it true."""
    on_record = {claim.id for claim in record.claims} - set(record.sentences)
    found = {
        relation.target
        for relation in record.relations
        if relation.source == sentence.id
        and relation.kind == "restates"
        and relation.target in on_record
    }
    beside = set(related) - found
    if sentence.stance == DENIES:
        beside |= _contradicted(found | beside, record) & on_record
    return Verdict(
        sentence=sentence.id,
        verdict="found" if found else "not_found",
        rule="report_restated" if found else "report_not_restated",
        evidence=tuple(sorted(found)),
        beside=tuple(sorted(beside - found)),
    )


def _contradicted(denials: Set[str], record: Record) -> set[str]:
    """What denials contradict, or what contradicts them: a denial never stands alone."""
    ends = [
        (relation.source, relation.target)
        for relation in record.relations
        if relation.kind == "contradicts"
    ]
    return {b for a, b in (*ends, *((b, a) for a, b in ends)) if a in denials}


def _judge_number(
    sentence: Claim,
    record: Record,
    related: Mapping[str, frozenset[str]],
    given: Mapping[str, Evidence],
) -> Verdict:
    found: dict[str, list[str]] = {}
    needed = []
    by_id = {claim.id: claim for claim in voices(record)}
    for other, agrees in related.items():
        item = _evidence(other, sentence.unit, by_id.get(other), given)
        holds = _holds(sentence, item)
        if holds == "excluded" and agrees >= SAME:
            found.setdefault("contradicted", []).append(other)
        elif holds == "implied" and agrees >= SAME:
            found.setdefault("supported", []).append(other)
        elif holds == "implied" and "definition" in agrees:
            found.setdefault("supported_elsewhere", []).append(other)
        needed += [Need(evidence=other, code=code) for code in _needs(item, holds, agrees)]
    verdict, rule = _weigh(found, bool(related))
    used = sorted({other for kind in _DECIDING[rule] for other in found.get(kind, ())})
    return Verdict(
        sentence=sentence.id,
        verdict=verdict,
        rule=rule,
        evidence=tuple(used),
        beside=tuple(other for other in related if other not in used),
        needed=tuple(needed) if verdict == "undecided" else (),
    )


_DECIDING = {
    "evidence_disagrees": ("contradicted", "supported"),
    "same_and_excluded": ("contradicted",),
    "same_and_implied": ("supported",),
    "elsewhere_and_implied": ("supported_elsewhere",),
    "evidence_does_not_decide": (),
    "nothing_related": (),
}
"""For each rule about numbers: which pieces of evidence it rests on."""


def _weigh(found: Mapping[str, Sequence[str]], anything: bool) -> tuple[str, str]:
    if "contradicted" in found and "supported" in found:
        return "undecided", "evidence_disagrees"
    if "contradicted" in found:
        return "contradicted", "same_and_excluded"
    if "supported" in found:
        return "supported", "same_and_implied"
    if "supported_elsewhere" in found:
        return "supported_elsewhere", "elsewhere_and_implied"
    return (
        ("undecided", "evidence_does_not_decide") if anything else ("not_found", "nothing_related")
    )


def _evidence(
    other: str, unit: str, claim: Claim | None, given: Mapping[str, Evidence]
) -> Evidence:
    if other in given and given[other].unit == unit:
        return given[other]
    if claim is not None and claim.unit == unit and claim.stance != DISPUTES:
        low, high = _interval(claim)
        return Evidence(id=other, unit=unit, low=low, high=high)
    return Evidence(id=other, unit=unit)


def _interval(claim: Claim) -> tuple[Number | None, Number | None]:
    if claim.low is None and claim.high is None:
        return claim.best, claim.best
    return claim.low, claim.high


def _holds(sentence: Claim, item: Evidence) -> str:
    """Whether evidence implies or excludes the sentence's interval, or neither."""
    low, high = _interval(sentence)
    if (low is None and high is None) or (item.low is None and item.high is None):
        return "neither"
    low, high = -inf if low is None else low, inf if high is None else high
    seen_low = -inf if item.low is None else item.low
    seen_high = inf if item.high is None else item.high
    beyond = _more_than(sentence)
    if seen_high < low or seen_low > high or (beyond and seen_high == low):
        return "excluded"
    if seen_low >= low and seen_high <= high and not (beyond and seen_low == low):
        return "implied"
    return "neither"


def _more_than(sentence: Claim) -> bool:
    """Whether ``low`` itself is not meant: "over 90 percent". Counts say 101 for "over 100"."""
    return is_share(sentence.unit) and sentence.qualifier.lower().startswith(_MORE_THAN)


def _needs(item: Evidence, holds: str, agrees: frozenset[str]) -> list[str]:
    codes = sorted(SAME - agrees)
    if item.low is None and item.high is None:
        codes.append(item.needed or "interval")
    elif holds == "neither":
        codes.append("precision")
    return codes
