"""``vittne publish``: say that a release went out."""

from __future__ import annotations

import argparse
from pathlib import Path

HELP = "say that a release went out: the next build is the next release then"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the release, and where its secrets are."""
    parser.add_argument("release", type=Path, metavar="DIR", help="the release that went out")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--secrets", type=Path, metavar="FILE", help="the file of its secrets")
    where.add_argument(
        "--dossier",
        type=Path,
        metavar="DOSSIER",
        help="the dossier; its secrets lie beside it, in DOSSIER.secrets.json",
    )


def run(args: argparse.Namespace) -> int:
    """Move the candidate to what was published. Nothing is sent anywhere."""
    from vittne.cli.problems import plain
    from vittne.release import publish_release, secrets_path

    secrets = args.secrets or secrets_path(args.dossier)
    _refuse_late_plan(secrets)
    found = publish_release(args.release, secrets)
    if found.already:
        print(f"This is release {found.number}, and was published already: nothing has changed.")
        return 0
    print(f"Release {found.number} is published; sha256 of its MANIFEST.sha256:")
    print(f"  {found.manifest_sha256}")
    print("Keep this folder: the next release is held against it. Keep a copy of the secrets:")
    print(f"  {plain(str(secrets))}")
    return 0


def _refuse_late_plan(path: Path) -> None:
    import time

    from vittne.release.auditing import refuse_known_chance
    from vittne.release.secrets import read_secrets

    kept = read_secrets(path)
    if kept.candidate is not None:
        before = () if kept.last is None else kept.last.entries
        refuse_known_chance(kept.candidate, before, time.time())
