"""How much a few inspected records prove about all of them.

A toll is audited as an election is: the list is committed first, public chance draws records, an
outsider inspects the evidence in confidence, and what is said is "with 95 % confidence at least X
of the N are substantiated". Standard library and `terms` only, but for `drand`, which is imported
by itself.
"""

from vittne.audit.chance import (
    CHAIN,
    GENESIS,
    LEAST_THROWS,
    Announced,
    Beacon,
    Chance,
    Dice,
    exists_at,
    read_beacon,
    read_dice,
    round_after,
    round_time,
)
from vittne.audit.draw import order, seed
from vittne.audit.errors import BadAudit
from vittne.audit.incidents import incident_bound, incident_risk, incident_stop_table
from vittne.audit.martingale import anytime_bound, confirms, exact_bound, limit_of, stop_table
from vittne.audit.plan import Plan, Stops, announcement, read_plan, stops
from vittne.audit.risk import exact_risk, worst_risk
from vittne.audit.transcript import (
    NOT_SHOWN,
    SUBSTANTIATED,
    VERDICTS,
    Inspected,
    Result,
    Transcript,
    check_transcript,
    drawn,
    read_transcript,
    results,
)

__all__ = [
    "CHAIN",
    "GENESIS",
    "LEAST_THROWS",
    "NOT_SHOWN",
    "SUBSTANTIATED",
    "VERDICTS",
    "Announced",
    "BadAudit",
    "Beacon",
    "Chance",
    "Dice",
    "Inspected",
    "Plan",
    "Result",
    "Stops",
    "Transcript",
    "announcement",
    "anytime_bound",
    "check_transcript",
    "confirms",
    "drawn",
    "exact_bound",
    "exact_risk",
    "exists_at",
    "incident_bound",
    "incident_risk",
    "incident_stop_table",
    "limit_of",
    "order",
    "read_beacon",
    "read_dice",
    "read_plan",
    "read_transcript",
    "results",
    "round_after",
    "round_time",
    "seed",
    "stop_table",
    "stops",
    "worst_risk",
]
