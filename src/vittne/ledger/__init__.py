"""Public statements, how they rest on each other, and what may be said from them.

Everything here is a pure function of a :class:`Record`. Results are frozen, name
claims by their ids, and come in an order that does not depend on the order of rows.
Rows that say one thing twice are one statement before anything is counted
(:func:`merge_repeats`); retellings found nothing. The rules, each with the case that
taught it, are in ``docs/reference/ledger.md``.
"""

from vittne.ledger.attribution import NOT_STATED, Attribution, attributions
from vittne.ledger.chronicle import TimelineRow, timeline
from vittne.ledger.denial import Denial, DeniedClaim, denials
from vittne.ledger.difference import Difference, differences
from vittne.ledger.drift import Drift, drifts
from vittne.ledger.model import Claim, Number, Part, Record, Relation
from vittne.ledger.network import Edge, Graph, Node, graph
from vittne.ledger.origin import Origin, origins
from vittne.ledger.remark import Remark, find_remarks
from vittne.ledger.repeat import merge_repeats
from vittne.ledger.residual import Residual, residuals
from vittne.ledger.sayable import MayBeSaid, Unconfirmed, left_out, may_be_said
from vittne.ledger.verdict import Evidence, Need, Verdict, verdicts

__all__ = [
    "NOT_STATED",
    "Attribution",
    "Claim",
    "Denial",
    "DeniedClaim",
    "Difference",
    "Drift",
    "Edge",
    "Evidence",
    "Graph",
    "MayBeSaid",
    "Need",
    "Node",
    "Number",
    "Origin",
    "Part",
    "Record",
    "Relation",
    "Remark",
    "Residual",
    "TimelineRow",
    "Unconfirmed",
    "Verdict",
    "attributions",
    "denials",
    "differences",
    "drifts",
    "find_remarks",
    "graph",
    "left_out",
    "may_be_said",
    "merge_repeats",
    "origins",
    "residuals",
    "timeline",
    "verdicts",
]
