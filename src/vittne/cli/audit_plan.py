"""``vittne audit plan``, and ``check-beacon``: what is said before anything is drawn."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vittne.cli.build import add_secrets

if TYPE_CHECKING:
    from vittne.audit import Announced, Stops

AddAct = Callable[[str, str], argparse.ArgumentParser]
"""Takes the name of an act and a line about it; returns where its arguments go."""

SHOWN = 9
"""Stops that are printed; ``--json`` has all of them."""


def add_acts(add: AddAct) -> None:
    """Add ``plan`` and ``check-beacon``."""
    plan = add(
        "plan",
        "when inspection may stop, with the exact risk; with a dossier, what will be audited",
    )
    what = plan.add_mutually_exclusive_group(required=True)
    what.add_argument("--records", type=int, metavar="N", help="records on the list; only compute")
    what.add_argument(
        "dossier",
        nargs="?",
        type=Path,
        metavar="DOSSIER",
        help="write the plan into it: the next build announces it",
    )
    plan.add_argument(
        "--claim",
        type=float,
        default=0.9,
        metavar="SHARE",
        help="what is to be confirmed: at least this share is substantiated (default: 0.9)",
    )
    plan.add_argument(
        "--confidence",
        type=float,
        default=0.95,
        metavar="SHARE",
        help="one minus the chance of confirming what is false (default: 0.95)",
    )
    plan.add_argument(
        "--proposition",
        action="append",
        metavar="CODE",
        help="what is judged of each record: act, ground; may be given twice (default: both)",
    )
    chance = plan.add_mutually_exclusive_group()
    chance.add_argument(
        "--at",
        metavar="TIME",
        help="draw by the first round of drand after this time, such as 2031-05-02T12:00Z",
    )
    chance.add_argument("--dice", action="store_true", help="draw by dice, thrown in public")
    add_secrets(plan)
    plan.add_argument("--json", action="store_true", help="print one JSON object, nothing else")

    beacon = add("check-beacon", "check, offline, that drand signed a round")
    beacon.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="the round, as drand's servers say, or log/audit.json of a release",
    )


def run_plan(args: argparse.Namespace) -> int:
    """Print the stops, or write the plan and print what comes next."""
    return _compute(args) if args.dossier is None else _write(args)


def run_beacon(args: argparse.Namespace) -> int:
    """Say whether the beacon signed the round: exit code 1 where it did not."""
    from datetime import UTC, datetime

    from vittne.audit import round_time

    beacon = checked_beacon(args.file, refuse=False)
    if beacon is None:
        print("The beacon did not sign this round: it is a forgery, or was damaged.")
        return 1
    made = datetime.fromtimestamp(round_time(beacon.round), UTC)
    print(
        f"Signed by drand's quicknet: round {beacon.round}, made at {made:%Y-%m-%d %H:%M:%S} UTC."
    )
    print(f"Its randomness: {beacon.randomness.hex()}")
    return 0


def checked_beacon(file: Path, *, refuse: bool = True) -> Any:
    """Return a round that the beacon signed; else None, or with `refuse` an error."""
    from importlib.util import find_spec

    from vittne.audit import BadAudit, read_beacon
    from vittne.terms.errors import Problem, UserError

    if find_spec("py_ecc") is None:
        message = "checking a round needs py-ecc, which this Python does not have"
        hint = "`./run demo` installs all that is needed; or: pip install 'vittne[audit]'"
        raise UserError(Problem(message=message, hint=hint))
    from vittne.audit.drand import is_signed
    from vittne.audit.transcript import FORMAT

    try:
        value = json.loads(file.read_bytes())
        if isinstance(value, dict) and value.get("format") == FORMAT:
            value = value.get("chance")
        beacon = read_beacon(value)
    except (ValueError, RecursionError) as error:
        why = str(error) if isinstance(error, BadAudit) else "this is no JSON"
        raise UserError(Problem(file=str(file), message=why)) from error
    if is_signed(beacon):
        return beacon
    if refuse:
        message = f"the beacon did not sign this round {beacon.round}: nothing was drawn"
        hint = "fetch the round again, from another server"
        raise UserError(Problem(file=str(file), message=message, hint=hint))
    return None


def _compute(args: argparse.Namespace) -> int:
    from vittne.audit import stops

    found = stops(args.records, args.claim, args.confidence)
    if args.json:
        said = {
            "records": args.records,
            "claim": args.claim,
            "confidence": args.confidence,
            "stop_at": list(found.stop_at),
            "exact_risk": round(found.exact_risk, 4),
        }
        print(json.dumps(said))
    else:
        print("\n".join(_lines(args.records, args.claim, args.confidence, found)))
    return 0


def _lines(records: int, share: float, confidence: float, found: Stops) -> list[str]:
    lines = [
        f'"At least {share * 100:g} % of the {records:,} records are substantiated" is confirmed, '
        f"with {confidence * 100:g} % confidence, as soon as",
        "  records inspected   with so many errors",
        *(f"  {stop:17,}   {errors}" for errors, stop in enumerate(found.stop_at[:SHOWN])),
    ]
    if len(found.stop_at) > SHOWN:
        lines.append(f"  ... to {len(found.stop_at) - 1} errors: --json")
    return [
        *lines,
        f"Exact risk of confirming it if {found.limit:,} are: {found.exact_risk:.4f}.",
        "One may look after each record, and go on as long as one likes.",
    ]


def _write(args: argparse.Namespace) -> int:
    from vittne.audit import Plan
    from vittne.audit.plan import read_plan
    from vittne.dossier import read_dossier
    from vittne.release.auditing import PLAN, write_json

    wanted = Plan(
        propositions=tuple(args.proposition or ("act", "ground")),
        share=args.claim,
        confidence=args.confidence,
        chance=_announced(args),
    )
    plan = read_plan(json.loads(json.dumps(wanted.to_dict())))  # refuses what is none
    dossier = read_dossier(args.dossier)
    _refuse_without_lists(bool(dossier.lists))
    _make_room(args)
    write_json(args.dossier, PLAN, plan.to_dict())
    if args.json:
        print(json.dumps(plan.to_dict()))
        return 0
    print(f"Written: {PLAN}. Nothing is fixed yet. Now, in this order:")
    print("  1. vittne build: the release announces the plan, and commits the list.")
    print("  2. Publish it, and say so: vittne publish.")
    if plan.chance.round is None:
        print("  3. Throw dice in public, 20 times or more, after that: vittne audit draw --dice.")
    else:
        print(f"  3. After round {plan.chance.round} of drand: vittne audit draw --beacon FILE.")
    return 0


def _refuse_without_lists(lists: bool) -> None:
    from vittne.terms.errors import Problem, UserError

    if not lists:
        hint = "put lists into lists/: docs/reference/dossier.md says how"
        raise UserError(Problem(message="there is no list that could be audited", hint=hint))


def _announced(args: argparse.Namespace) -> Announced:
    from datetime import UTC, datetime

    from vittne.audit import Announced, exists_at, round_after
    from vittne.terms.errors import Problem, UserError

    if args.dice:
        return Announced()
    if args.at is None:
        hint = "--at TIME for a round of drand that does not exist yet, or --dice"
        raise UserError(Problem(message="say by which chance will be drawn", hint=hint))
    try:
        at = datetime.fromisoformat(args.at)
    except ValueError:
        message = f"{args.at[:60]!r} is no time"
        raise UserError(Problem(message=message, hint="for example 2031-05-02T12:00Z")) from None
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    number = round_after(at.timestamp() - 1)
    if exists_at(number, time.time()):
        message = f"round {number} of drand exists already: who knows it could choose a list for it"
        hint = "give a time that leaves room to build and publish the release first"
        raise UserError(Problem(message=message, hint=hint))
    return Announced(number)


def _make_room(args: argparse.Namespace) -> None:
    """Refuse a second plan before the first has its result; put away what has one."""
    from vittne.release.auditing import DRAW, PLAN, keep_aside, read_audit, waiting
    from vittne.terms.errors import Problem, UserError

    audit, claims = read_audit(args.dossier), published_claims(args)
    done = [one["list"]["root"] for one in claims if one["type"] == "result"]
    if audit.draw is not None and audit.draw.start.root.hex() not in done:
        message = "records were drawn by this plan, and no published release has the result"
        hint = "publish the result first: a second draw would be a choice"
        raise UserError(Problem(file=DRAW, message=message, hint=hint))
    if waiting(claims) is not None:  # though the files of that plan may be gone
        message = "a published release announces a plan, which cannot be changed any more"
        hint = "draw by it: vittne audit draw. Whoever may plan again may choose"
        raise UserError(Problem(file=PLAN, message=message, hint=hint))
    if audit.draw is not None:
        keep_aside(args.dossier, audit.draw.start.release)


def published_claims(args: argparse.Namespace) -> list[Any]:
    """Return the claims log of the last published release; empty where none was."""
    from vittne.release.secrets import read_secrets, secrets_path

    path = args.secrets or secrets_path(args.dossier)
    if not path.exists():
        return []
    last = read_secrets(path).last
    return [] if last is None else [json.loads(entry) for entry in last.entries]
