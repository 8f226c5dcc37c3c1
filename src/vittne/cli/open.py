"""``vittne open``: what is in a sealed file."""

from __future__ import annotations

import argparse
import io
from pathlib import Path

HELP = "open a sealed file, or a block of one"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the file and the key."""
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="a sealed file, or text with a block of one in it; - is standard input",
    )
    parser.add_argument(
        "--key",
        type=Path,
        action="append",
        required=True,
        metavar="KEY",
        help="a key file; may be given several times",
    )
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="FILE",
        help="what was sealed, a new file; - is standard output",
    )
    parser.add_argument(
        "--passphrase-fd",
        type=int,
        metavar="N",
        help="read the passphrase from this file descriptor, one line for each key file under one",
    )


def run(args: argparse.Namespace) -> int:
    """Open the file. Nothing is handed out before the whole of it was verified."""
    from vittne.cli.newfile import NOWHERE, STANDARD, binary_output, input_file
    from vittne.cli.secret import ask
    from vittne.seal import binary, decrypt, read_key_file

    identities = [
        identity
        for path in args.key
        for identity in read_key_file(
            path.read_bytes(), lambda: ask("Passphrase", fd=args.passphrase_fd)
        )
    ]
    with input_file(args.file) as file:
        source = binary(file)
        if args.out == STANDARD and isinstance(source, io.BufferedIOBase):
            # A file that is written has no name before it is whole. A stream has no such place:
            # the file is read twice, and the first time for verifying only.
            decrypt(source, NOWHERE, identities)
            source.seek(0)
        with binary_output(args.out) as out:
            decrypt(source, out, identities)
    return 0
