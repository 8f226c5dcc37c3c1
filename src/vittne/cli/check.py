"""``vittne check``: what is in a dossier, and everything that is wrong in it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vittne.dossier import CheckReport

HELP = "read a dossier and name everything that is wrong in it"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the folder and ``--json``."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder of the dossier")
    parser.add_argument("--json", action="store_true", help="print one JSON object, nothing else")


def run(args: argparse.Namespace) -> int:
    """Check the dossier: 0 if it can be read, else 2. Remarks are no errors."""
    from vittne.dossier import check_dossier

    report = check_dossier(args.folder)
    if args.json:
        _print_json(args.folder, report)
    else:
        _print_text(args.folder, report)
    return 2 if report.problems else 0


def _print_json(folder: Path, report: CheckReport) -> None:
    import json
    from dataclasses import asdict

    found = {
        "folder": str(folder),
        "ok": not report.problems,
        "files": dict(report.files),
        "problems": [asdict(problem) for problem in report.problems],
        "remarks": [asdict(remark) for remark in report.remarks],
    }
    # ASCII: what stands in a wrong cell must do nothing to a terminal.
    print(json.dumps(found, indent=1))


def _print_text(folder: Path, report: CheckReport) -> None:
    from vittne.cli.problems import counted, plain, print_problems

    if report.dossier:
        title = report.dossier.title.get("en") or next(iter(report.dossier.title.values()))
        print(f"{plain(title)} ({report.dossier.id})")
    width = max((len(file) for file in report.files), default=0)
    for file, rows in report.files.items():
        print(f"  {plain(file):{width}}  {rows if file.endswith('.csv') else '':>7}".rstrip())
    if report.remarks:
        print(f"\n{counted(len(report.remarks), 'remark')}, to be looked at:")
        print_problems(report.remarks, sys.stdout)
    sys.stdout.flush()
    if report.problems:
        print_problems(report.problems, sys.stderr)
        print(f"\n{counted(len(report.problems), 'problem')}: nothing was read", file=sys.stderr)
    else:
        print(f"\nThe dossier can be read. Next: vittne build {plain(str(folder))} --out RELEASE")
