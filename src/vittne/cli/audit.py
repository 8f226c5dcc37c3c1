"""``vittne audit``: how much a few records prove that an outsider inspects in confidence."""

from __future__ import annotations

import argparse

from vittne.cli import audit_count, audit_draw, audit_plan, audit_record

HELP = "commit, draw by public chance, let an outsider inspect, say what that proves"

_ACTS = {
    "plan": audit_plan.run_plan,
    "check-beacon": audit_plan.run_beacon,
    "draw": audit_draw.run,
    "look": audit_record.run_look,
    "record": audit_record.run_record,
    "report": audit_count.run_report,
    "bound": audit_count.run_bound,
    "trace": audit_count.run_trace,
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what can be done."""
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)

    def add(name: str, line: str) -> argparse.ArgumentParser:
        return acts.add_parser(name, help=line, description=f"{line[0].upper()}{line[1:]}.")

    for module in (audit_plan, audit_draw, audit_record, audit_count):
        module.add_acts(add)


def run(args: argparse.Namespace) -> int:
    """Do it; what the room of audits refuses is said with exit code 2.

    Raises
    ------
    UserError
    """
    from vittne.audit import BadAudit
    from vittne.terms.errors import Problem, UserError

    try:
        return _ACTS[args.act](args)
    except BadAudit as error:
        raise UserError(Problem(message=str(error))) from error
