"""``vittne new``: a dossier to start from."""

from __future__ import annotations

import argparse
from pathlib import Path

HELP = "start a dossier in a new folder"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the folder."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder that is new or empty")


def run(args: argparse.Namespace) -> int:
    """Make the dossier and say what to do next."""
    from vittne.cli.problems import plain
    from vittne.dossier import new_dossier

    new_dossier(args.folder)
    folder = plain(str(args.folder))
    print(
        f"{folder} is a dossier now: tables with their columns, and one invented claim.\n"
        "Next:\n"
        f"  1. open {folder}/claims.csv in a spreadsheet: one row for each public statement\n"
        f"  2. give it a title in {folder}/dossier.toml\n"
        f"  3. vittne check {folder}\n"
        "What the columns mean: docs/reference/dossier.md"
    )
    return 0
