"""``vittne audit report``, ``bound`` and ``trace``: what inspected records prove."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vittne.cli.audit_plan import AddAct

if TYPE_CHECKING:
    from vittne.audit import Result, Transcript

LANGUAGES = ("en", "ru", "sv")


def add_acts(add: AddAct) -> None:
    """Add ``report``, ``bound`` and ``trace``."""
    report = add("report", "what is shown so far, in three languages")
    report.add_argument("dossier", type=Path, metavar="DOSSIER", help="the folder of the dossier")
    _json(report)

    bound = add("bound", "how many are substantiated at least, from numbers")
    bound.add_argument("--records", type=int, required=True, metavar="N", help="on the list")
    bound.add_argument("--inspected", type=int, metavar="N", help="records that were inspected")
    bound.add_argument("--errors", type=int, default=0, metavar="N", help="of them not shown")
    bound.add_argument(
        "--incidents",
        nargs="+",
        metavar="V/M",
        help="instead: of each drawn incident, how many of its records were substantiated",
    )
    _confidence(bound)
    _json(bound)

    trace = add("trace", "the other way round: testimonies drawn, and whether they are on the list")
    trace.add_argument(
        "file", type=Path, metavar="FILE", help="CSV: testimony, found (yes or no), one row each"
    )
    trace.add_argument(
        "--testimonies", type=int, required=True, metavar="N", help="from which was drawn"
    )
    _confidence(trace)
    _json(trace)


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON object, nothing else")


def _confidence(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--confidence", type=float, default=0.95, metavar="SHARE", help="default: 0.95"
    )


def run_report(args: argparse.Namespace) -> int:
    """Say, for each proposition, how far it is shown."""
    from vittne.audit import results
    from vittne.release.auditing import read_audit
    from vittne.terms.errors import Problem, UserError

    transcript = read_audit(args.dossier).transcript
    if transcript is None:
        hint = "first: vittne audit draw DOSSIER"
        raise UserError(Problem(message="nothing was drawn yet", hint=hint))
    found = results(transcript)
    if args.json:
        print(json.dumps(_report(transcript, found), ensure_ascii=False))
    else:
        print("\n\n".join("\n".join(_about(transcript, one)) for one in found))
    return 0


def _report(transcript: Transcript, found: tuple[Result, ...]) -> dict[str, Any]:
    return {
        "release": transcript.release,
        "records": transcript.size,
        "results": [
            {
                **one.to_dict(),
                "next_stop": _next_stop(transcript, one),
                "sentence": {language: _sentences(one, language)[0] for language in LANGUAGES},
            }
            for one in found
        ],
    }


def _about(transcript: Transcript, one: Result) -> Iterator[str]:
    yield f"{one.proposition}: {one.inspected} inspected, errors: {one.errors}"
    claim = f"at least {transcript.plan.share * 100:g} %"
    stop = _next_stop(transcript, one)
    if one.confirmed:
        yield f"Stop if you like: {claim} is confirmed."
    elif stop is None:
        yield f"{claim} is not confirmed, and no planned stop is left. The bound below stands."
    else:
        yield f"Go on: {claim} is confirmed after {stop} records if none of the next is an error."
    for language in LANGUAGES if one.inspected else ():
        yield ""
        yield " ".join(_sentences(one, language))


def _sentences(one: Result, language: str) -> list[str]:
    from vittne.release.auditor import audit_sentences
    from vittne.release.words import Words

    return list(audit_sentences(one, Words(language)))


def _next_stop(transcript: Transcript, one: Result) -> int | None:
    from vittne.audit import stops

    table = stops(transcript.size, transcript.plan.share, transcript.plan.confidence).stop_at
    if one.confirmed or one.errors >= len(table):
        return None
    return table[one.errors]


def run_bound(args: argparse.Namespace) -> int:
    """Print both bounds, or that of incidents."""
    from vittne.audit import BadAudit, anytime_bound, exact_bound, incident_bound

    if (args.incidents is None) == (args.inspected is None):
        raise BadAudit("give --inspected N, or --incidents V/M ...")
    try:
        if args.incidents is not None:
            shares = [_share(text) for text in args.incidents]
            at_least = {"anytime": incident_bound(args.records, shares, args.confidence)}
            said: dict[str, Any] = {"incidents": len(shares)}
        else:
            sample = (args.records, args.inspected, args.errors, args.confidence)
            at_least = {"fixed": exact_bound(*sample), "anytime": anytime_bound(*sample)}
            said = {"inspected": args.inspected, "errors": args.errors}
    except ValueError as error:
        raise BadAudit(f"these numbers do not go together: {error}") from error
    if args.json:
        whole = {"records": args.records, **said, "confidence": args.confidence}
        print(json.dumps({**whole, "at_least": at_least}))
        return 0
    of = f"of the {args.records:,} records are substantiated"
    print(f"With {args.confidence * 100:g} % confidence:")
    if "fixed" in at_least:
        print(f"  at least {at_least['fixed']:,} {of}, if the number inspected was fixed before")
    print(f"  at least {at_least['anytime']:,} {of}, whenever one stopped")
    return 0


def _share(text: str) -> Any:
    from fractions import Fraction

    from vittne.audit import BadAudit

    valid, _, records = text.partition("/")
    if not (valid.isdecimal() and records.isdecimal() and 0 < int(records) >= int(valid)):
        raise BadAudit(f"{text[:40]!r} is no incident: write 3/5 where 3 of its 5 records hold")
    return Fraction(int(valid), int(records))


def run_trace(args: argparse.Namespace) -> int:
    """Print how many of the testimonies are on the list at least."""
    from vittne.audit import BadAudit, anytime_bound, exact_bound

    found = _traced(args.file)
    try:
        sample = (args.testimonies, len(found), found.count(False), args.confidence)
        at_least = {"fixed": exact_bound(*sample), "anytime": anytime_bound(*sample)}
    except ValueError as error:
        raise BadAudit(f"these numbers do not go together: {error}") from error
    if args.json:
        whole = {"testimonies": args.testimonies, "drawn": len(found), "found": sum(found)}
        print(json.dumps({**whole, "confidence": args.confidence, "at_least": at_least}))
        return 0
    print(f"{sum(found)} of {len(found)} testimonies that were drawn are on the list.")
    print(
        f"With {args.confidence * 100:g} % confidence at least {at_least['fixed']:,} of all "
        f"{args.testimonies:,} are, if the number drawn was fixed before;"
    )
    print(f"at least {at_least['anytime']:,}, whenever one stopped.")
    print("It says what the list leaves out, and nothing of whether what is on it is true.")
    return 0


def _traced(file: Path) -> list[bool]:
    from vittne.dossier.files import read_sheet
    from vittne.terms.errors import Problem, UserError

    problems: list[Problem] = []
    sheet = read_sheet(file, str(file), problems.append)
    if sheet is not None and not {"testimony", "found"} <= {*sheet.columns}:
        message = "the columns are testimony and found"
        problems.append(Problem(file=str(file), line=1, message=message))
    elif sheet is not None:
        seen: set[str] = set()
        for row in sheet.rows:
            name, said = row.cells["testimony"], row.cells["found"]
            if said not in ("yes", "no") or not name or name in seen:
                message = "each testimony stands here once, with yes or no"
                problems.append(
                    Problem(file=str(file), line=row.line, column="found", message=message)
                )
            seen.add(name)
    if problems or sheet is None:
        raise UserError(problems)
    return [row.cells["found"] == "yes" for row in sheet.rows]
