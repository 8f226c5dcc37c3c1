"""``vittne erase``: destroy the salts of a person, so that no leaf can be tied to them."""

from __future__ import annotations

import argparse

from vittne.cli.build import add_secrets

HELP = "destroy the salts of a person, in all releases; the logs stay valid"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the secrets and the keys of records."""
    add_secrets(parser, required=True)
    parser.add_argument(
        "keys", nargs="+", metavar="KEY", help="a record of the person, as LIST/RECORD_ID"
    )


def run(args: argparse.Namespace) -> int:
    """Destroy the salts, and say what is left to be done."""
    from vittne.cli.problems import counted
    from vittne.release import erase_people

    leaves = erase_people(args.secrets, frozenset(args.keys))
    print(f"Destroyed: {counted(leaves, 'salt')}.")
    print("Published logs stay valid, and nobody can say any more whom these leaves speak of.")
    print("Copies of the secrets still can: destroy them, and make a new copy of the file.")
    print("Take the rows out of the dossier as well: the next build commits whoever is in it.")
    return 0
