"""What is said before anybody knows which records will be drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from vittne.audit.chance import Announced, is_count, read_announced
from vittne.audit.errors import BadAudit
from vittne.audit.martingale import limit_of, stop_table
from vittne.audit.risk import worst_risk
from vittne.terms.codes import code_list

PROPOSITIONS = "propositions"
"""The code list of what may be stated of each person on the list."""
MOST_ERRORS = 100
"""Errors up to which a table of stops is written out."""
MOST_RECORDS = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an audit is to confirm, and by which chance.

    Attributes
    ----------
    propositions : tuple of str
        Codes: each is judged of every inspected record, and confirmed, or not, by itself.
    share : float
        At least this share of the records is to be confirmed.
    confidence : float
        One minus the chance that a false claim is confirmed.
    chance : Announced
    records : int or None
        N; None until the release that announces the plan has committed its list.
    """

    propositions: tuple[str, ...]
    share: float
    confidence: float
    chance: Announced
    records: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the plan as JSON holds it."""
        return {
            "propositions": list(self.propositions),
            "share": self.share,
            "confidence": self.confidence,
            "chance": self.chance.to_dict(),
            "records": self.records,
        }

    def of(self, records: int) -> Plan:
        """Return the plan for the list that was committed."""
        return replace(self, records=records)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stops:
    """When inspection may end.

    Attributes
    ----------
    stop_at : tuple of int
        The entry f: with f errors so far, one may stop after so many records.
    exact_risk : float
        The chance that these stops confirm the claim although it just fails to be true.
    limit : int
        The most valid records with which the claim is false.
    """

    stop_at: tuple[int, ...]
    exact_risk: float
    limit: int


def stops(records: int, share: float, confidence: float) -> Stops:
    """Return the stops of a plan, and their exact risk.

    Raises
    ------
    BadAudit
        Where the numbers make no plan.
    """
    check_numbers(records, share, confidence)
    table = stop_table(records, share, confidence, errors=MOST_ERRORS)
    limit = limit_of(records, share)
    return Stops(stop_at=table, exact_risk=worst_risk(table, records, limit), limit=limit)


def announcement(plan: Plan) -> dict[str, Any]:
    """Return a plan with its stops, as the claims log announces it.

    Raises
    ------
    BadAudit
        Where the plan does not know its records yet.
    """
    if plan.records is None:
        raise BadAudit("a plan is announced together with the list that it is for")
    found = stops(plan.records, plan.share, plan.confidence)
    return {
        **plan.to_dict(),
        "stop_at": list(found.stop_at),
        "exact_risk": round(found.exact_risk, 6),
    }


def check_numbers(records: int, share: float, confidence: float) -> None:
    """Refuse numbers that make no plan."""
    if not is_count(records, 1) or records > MOST_RECORDS:
        raise BadAudit(f"the records of a list are a whole number from 1 to {MOST_RECORDS:,}")
    if not _is_number(share) or not 0 < share <= 1:
        raise BadAudit("the share to be confirmed is above 0 and at most 1: write 90 % as 0.9")
    if not _is_number(confidence) or not 0.5 <= confidence <= 0.9999:
        raise BadAudit("the confidence is from 0.5 to 0.9999: write 95 % as 0.95")


def read_plan(value: Any) -> Plan:
    """Return a plan from JSON; what an announcement has on top is not looked at.

    Raises
    ------
    BadAudit
        Where it is none.
    """
    if not isinstance(value, Mapping):
        raise BadAudit("a plan is a JSON object")
    known, propositions = code_list(PROPOSITIONS), value.get("propositions")
    if (
        not isinstance(propositions, list)
        or not propositions
        or any(not isinstance(code, str) or code not in known for code in propositions)
        or len(set(propositions)) < len(propositions)
    ):
        raise BadAudit(f"the propositions of a plan are some of {', '.join(known.codes)}")
    records = value.get("records")
    share, confidence = value.get("share"), value.get("confidence")
    check_numbers(1 if records is None else records, share, confidence)  # type: ignore[arg-type]
    return Plan(
        propositions=tuple(propositions),
        share=share,  # type: ignore[arg-type]
        confidence=confidence,  # type: ignore[arg-type]
        chance=read_announced(value.get("chance")),
        records=records,
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
