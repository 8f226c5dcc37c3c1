"""``vittne build``: make a release from a dossier."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vittne.release import BuildReport

HELP = "make a release from a dossier"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the dossier, ``--out``, ``--secrets``, ``--withdraw``, ``--json``."""
    parser.add_argument("dossier", type=Path, metavar="DOSSIER", help="the folder of the dossier")
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        required=True,
        help="where the release goes: a new folder, or an earlier release, which is replaced",
    )
    add_secrets(parser)
    parser.add_argument(
        "--withdraw",
        action="store_true",
        help="say nothing of the lists, where so few people changed that it would tell of them",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object, nothing else")


def add_secrets(parser: argparse.ArgumentParser, *, required: bool = False) -> None:
    """Add ``--secrets``."""
    parser.add_argument(
        "--secrets",
        type=Path,
        metavar="FILE",
        required=required,
        help="keys, salts, and what was published; keep it secret, and keep a copy"
        + ("" if required else " (default: DOSSIER.secrets.json, beside the dossier)"),
    )


def run(args: argparse.Namespace) -> int:
    """Build the release; what stops it is said with exit code 2."""
    from vittne.cli.progress import bar
    from vittne.release import build_release

    with bar("building") as tell:
        report = build_release(args.dossier, args.out, tell, args.secrets, withdraw=args.withdraw)
    if args.json:
        _print_json(args.out, report)
    else:
        _print_text(args.out, report)
    return 0


def _print_json(out: Path, report: BuildReport) -> None:
    import json

    found = {
        "out": str(out),
        "number": report.number,
        "manifest_sha256": report.manifest_sha256,
        "secrets": None if report.secrets is None else str(report.secrets),
        "figures": len(report.figures),
        "remarks": list(report.remarks),
    }
    print(json.dumps(found, ensure_ascii=False, indent=1))


def _print_text(out: Path, report: BuildReport) -> None:
    from collections import Counter

    from vittne.cli.problems import counted, plain

    kinds = Counter(figure.numbers.kind for figure in report.figures)
    print(f"{counted(len(report.figures), 'figure')}:")
    for kind, number in sorted(kinds.items()):
        print(f"  {number:5}  {kind.replace('_', ' ')}")
    if report.remarks:
        print(f"\n{counted(len(report.remarks), 'remark')}, to be looked at:")
        for remark in report.remarks:
            print(plain(remark))
    print(f"\nRelease {report.number} is in {plain(str(out))}. Open index.html there.")
    print(f"sha256 of MANIFEST.sha256: {report.manifest_sha256}")
    print("Publish this hash elsewhere, then anybody can tie the release to it:")
    print(f"  vittne verify {plain(str(out))} --expect {report.manifest_sha256}")
    if report.secrets is None:
        print("Its keys were made for this build and forgotten: it can be compared, not continued.")
        return
    secrets = plain(str(report.secrets))
    print(f"Its secrets are in {secrets}: they open every leaf of its list. Keep a copy.")
    if report.begun:
        print(
            "They were made now. If a release of this dossier is out, theirs were lost: take them"
        )
        print("from your copy, and build again; nothing that these make can follow it.")
    print("Once the release is out, say so: the next build is the next release then.")
    print(f"  vittne publish {plain(str(out))} --secrets {secrets}")
