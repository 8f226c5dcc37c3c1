"""``vittne seal``: a file that only some keys open."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vittne.seal import Recipient

HELP = "seal a file, so that only some keys open it"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the file, and whom it is for."""
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="what is sealed; - is standard input"
    )
    parser.add_argument(
        "--to",
        action="append",
        required=True,
        metavar="KEY",
        help="who may open it: a recipient (age1pq1...), or a file with one in a line; "
        "may be given several times",
    )
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="FILE",
        help="the sealed file, a new one; - is standard output",
    )


def run(args: argparse.Namespace) -> int:
    """Seal the file."""
    from vittne.cli.newfile import binary_output, input_file
    from vittne.seal import encrypt

    recipients = [one for text in args.to for one in recipients_of(text)]
    with input_file(args.file) as source, binary_output(args.out) as out:
        encrypt(source, out, recipients)
    return 0


def recipients_of(text: str) -> tuple[Recipient, ...]:
    """Return the recipient that somebody typed, or those in a file of that name."""
    from vittne.seal import read_recipients

    if text.lower().startswith("age1"):
        return read_recipients(text.encode())
    return read_recipients(Path(text).read_bytes())
