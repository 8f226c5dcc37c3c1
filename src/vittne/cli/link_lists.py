"""``vittne link DOSSIER``: which records of the lists speak of one person."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vittne.dossier import Dossier
    from vittne.link.linkage import Linkage
    from vittne.link.persons import Numbered, PersonRow
    from vittne.link.records import Record, Records
    from vittne.link.review import Settled
    from vittne.terms.errors import Problem

HELP = "link the lists of a dossier"

DESCRIPTION = """\
Find which records of the lists speak of one person, as far as the records and the reviews tell, and
write what was found into a folder: persons.csv, pairs.parquet and draws/. The folder names people:
only you may read it, and it does not belong beside a release. An earlier run that lies there is
replaced, and its ids of persons are kept.
"""

NEXT = 10
"""Pairs that are named as the next to be reviewed."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what can be asked."""
    parser.description = DESCRIPTION
    parser.add_argument("dossier", type=Path, metavar="DOSSIER", help="the folder of the dossier")
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        required=True,
        help="where it goes: a new folder, or that of an earlier run, which is replaced",
    )
    parser.add_argument(
        "--engine",
        choices=("duckdb", "spark"),
        default="duckdb",
        help="where records are compared; spark is for what one machine cannot hold",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object, nothing else")


def run(args: argparse.Namespace) -> int:
    """Link, write, report, and return 0.

    Raises
    ------
    UserError
        The dossier is wrong or has no lists, or ``--out`` holds something else.
    """
    from vittne.dossier import read_dossier
    from vittne.release.folders import refuse_to_replace
    from vittne.release.linking import records_of
    from vittne.terms.errors import Problem, UserError

    _need(args.engine)
    refuse_to_replace(args.out, args.dossier, "linking", _is_earlier)
    dossier = read_dossier(args.dossier)
    records = records_of(dossier)
    if not len(records):
        hint = "put lists into lists/: docs/reference/dossier.md says how"
        raise UserError(Problem(message="there are no records to link", hint=hint))
    _link(args, dossier, records)
    return 0


def _link(args: argparse.Namespace, dossier: Dossier, records: Records) -> None:
    from vittne.cli.progress import bar
    from vittne.link.cross_ids import check_cross_ids
    from vittne.link.linkage import DRAWS, link_records
    from vittne.link.results import write_results
    from vittne.link.review import settled
    from vittne.release.folders import put_in_place
    from vittne.release.linking import reviews_of

    former = _former(args.out)
    contents = {row.key: row.content for row in former}
    found = settled(reviews_of(dossier), records, contents)
    with bar("linking") as tell, put_in_place(args.out, 0o700) as part:
        tell("candidate pairs", 0, DRAWS)
        linkage = link_records(
            records,
            found.verdicts,
            found=found.found,
            engine=args.engine,
            seed=dossier.settings.seed,
            progress=lambda done: tell("draws of who is who", done, DRAWS),
        )
        numbered = write_results(part, linkage, former, today=_today())
    crossed = [
        remark for one in check_cross_ids(records, linkage.scored) for remark in one.remarks()
    ]
    remarks = [*found.problems, *found.remarks, *(numbered.remarks() if former else ()), *crossed]
    _print(args, _report(args.out, linkage, found, numbered), remarks)


def _need(engine: str) -> None:
    from importlib.util import find_spec
    from shutil import which

    from vittne.terms.errors import Problem, UserError

    if engine == "spark" and (find_spec("pyspark") is None or which("java") is None):
        message = "--engine spark needs PySpark and Java, which are not here"
        hint = "install them (docs/how-to/link.md), or leave --engine out"
        raise UserError(Problem(message=message, hint=hint))


def _today() -> str:
    from datetime import UTC, datetime

    return datetime.now(UTC).date().isoformat()


def _is_earlier(folder: Path) -> bool:
    from vittne.link.persons import FILE
    from vittne.link.results import DRAWS, PAIRS

    return all((folder / name).is_file() for name in (FILE, PAIRS, DRAWS))


def _former(out: Path) -> tuple[PersonRow, ...]:
    from vittne.link.persons import FILE, read_persons
    from vittne.terms.csvfile import text_of
    from vittne.terms.errors import UserError

    if not (out / FILE).is_file():
        return ()
    problems: list[Problem] = []
    text = text_of((out / FILE).read_bytes(), FILE, problems.append)
    rows = () if text is None else read_persons(text, problems.append)
    if problems:
        raise UserError(problems)
    return rows


def _report(out: Path, linkage: Linkage, found: Settled, numbered: Numbered) -> dict[str, Any]:
    from vittne.link.results import to_review_next

    low, middle, high = linkage.persons()
    calibration = linkage.calibration
    return {
        "out": str(out),
        "records": len(linkage.records),
        "lists": {
            name: int((linkage.records.on == number).sum())
            for number, name in enumerate(linkage.records.lists)
        },
        "bare": sum(map(_says_nothing, linkage.records.rows)),
        "persons": {"low": low, "median": middle, "high": high, "level": 0.95},
        "written": len({row.person_id for row in numbered.rows}),
        "pairs": len(linkage.scored),
        "calibrated_on": {"reviewed": calibration.verdicts, "same": calibration.same},
        "draws": len(linkage.draws.labels),
        "seed": linkage.seed,
        "caps": list(linkage.scored.notes),
        "to_decide": [list(pair) for pair in found.to_decide],
        "review_next": [list(pair) for pair in to_review_next(linkage, found, NEXT)],
        "by_threshold": [{"at": at, "persons": persons} for at, persons in linkage.by_threshold()],
        "ids": {
            "new": len(numbered.new),
            "split": len(numbered.split),
            "merged": len(numbered.merged),
            "ended": len(numbered.ended),
        },
    }


def _says_nothing(row: Record) -> bool:
    """Whether nobody could be recognised by a record."""
    named = row.name or row.given or row.patronymic or row.family
    return not (named or row.date or row.event_id)


def _print(args: argparse.Namespace, report: dict[str, Any], remarks: Sequence[Problem]) -> None:
    import json
    import sys

    from vittne.cli.problems import plain, print_problems

    if args.json:
        whole = {**report, "remarks": [str(remark) for remark in remarks]}
        print(json.dumps(whole, ensure_ascii=False, allow_nan=False))
        return
    lines = [*_counts(report), *_doubts(report), *_next(report, args.dossier)]
    if remarks:
        lines += ["", f"To be looked at ({len(remarks)}):"]
    print(plain("\n".join(lines)))
    print_problems(remarks, sys.stdout)
    print(plain(f"\n{report['out']} names people: only you may read it. Keep it from others."))


def _counts(report: dict[str, Any]) -> list[str]:
    from vittne.cli.problems import counted

    persons = report["persons"]
    lists = ", ".join(f"{name} {number}" for name, number in report["lists"].items())
    return [
        f"{counted(report['records'], 'record')} on {counted(len(report['lists']), 'list')}"
        f" ({lists})",
        f"{persons['low']} to {persons['high']} people (95 % of {report['draws']} draws),"
        f" median {persons['median']}; written down: {report['written']}",
    ]


def _doubts(report: dict[str, Any]) -> list[str]:
    from vittne.cli.problems import counted

    on = report["calibrated_on"]
    lines = [f"{counted(report['pairs'], 'pair')} of records weighed"]
    if on["reviewed"]:
        lines.append(
            f"calibrated on {counted(on['reviewed'], 'review')}, {on['same']} of them same"
        )
    else:
        lines.append("nobody has reviewed a pair: what a weight is worth is a belief, and widened")
    lines += [f"left out: {cap}" for cap in report["caps"]]
    if report["bare"]:
        records = counted(report["bare"], "record")
        lines.append(f"{records} without name, date and event: each is counted as another person")
    if waiting := len(report["to_decide"]):
        lines.append(f"{counted(waiting, 'pair')} for somebody to decide: --adjudicate")
    shown = ", ".join(f"{row['at']:g}: {row['persons']}" for row in report["by_threshold"])
    lines.append(f"people if all pairs above a threshold were joined: {shown}")
    return lines


def _next(report: dict[str, Any], dossier: Path) -> list[str]:
    if not report["review_next"]:
        return []
    pairs = [f"  {a}  {b}" for a, b in report["review_next"]]
    head = f"to review next (vittne link review {dossier} --reviewer NAME):"
    return ["", head, *pairs]
