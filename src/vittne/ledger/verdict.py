"""Verdicts on the sentences that a dossier was made to judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vittne.ledger.model import Number, Record
from vittne.ledger.plain import Plain


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
        Everything else that an editor related to it.
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


def verdicts(record: Record, evidence: Sequence[Evidence] = ()) -> tuple[Verdict, ...]:
    """Judge ``record.sentences``, in their order, by rule."""
    raise NotImplementedError
