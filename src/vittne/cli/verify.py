"""``vittne verify``: check a release that somebody handed over."""

from __future__ import annotations

import argparse
from pathlib import Path

HELP = "check a release: files, pages, and every number again"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the folder and the options that ``verify.pyz`` has too."""
    from vittne.verify.command import DESCRIPTION, add_options

    parser.description = DESCRIPTION
    parser.add_argument("folder", type=Path, help="the release")
    add_options(parser)


def run(args: argparse.Namespace) -> int:
    """Check the release and return the exit code: 0 passed, 1 failed."""
    from vittne.verify.command import own_copy, run_verify

    return run_verify(args, own_copy())
