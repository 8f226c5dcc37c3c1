"""Checking a release from the command line: the same words for ``vittne verify`` and the pyz."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from vittne import __version__
from vittne.terms.errors import Problem, UserError
from vittne.tlog import BadNote, VerifierKey
from vittne.verify.check import Trusted, Verifier, verify_release
from vittne.verify.report import printable

DESCRIPTION = (
    "Check a release: every file, page, language and link, and every number again from its data. "
    "Exit code 0: everything that can be seen holds; 1: something does not; 2: this is no release."
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what both commands understand besides the folder."""
    parser.add_argument(
        "--expect",
        metavar="SHA256",
        default="",
        help="the hash of MANIFEST.sha256 as it was published elsewhere; another one fails",
    )
    parser.add_argument(
        "--key",
        metavar="KEY",
        default="",
        help="the key of the logs, as it was published elsewhere (NAME+ID+BASE64); another fails",
    )
    parser.add_argument(
        "--previous",
        metavar="DIR",
        type=Path,
        help="a release that was published before this one; nothing of it may be taken back",
    )
    parser.add_argument(
        "--json", action="store_true", help="print one JSON object and nothing else"
    )


def run_verify(args: argparse.Namespace, verifier: Verifier) -> int:
    """Check a release, print the report and return the exit code: 0 passed, 1 failed.

    Raises
    ------
    UserError
        The folder is no release, or an option cannot be what it should be.
    """
    trusted = Trusted(expect=_hash(args.expect), key=_key(args.key), previous=args.previous)
    report = verify_release(args.folder, verifier, trusted)
    if args.json:
        print(json.dumps(report.to_dict(), ensure_ascii=True))
    else:
        print(report.summary(), end="")
    return 0 if report.ok else 1


def own_copy() -> Verifier:
    """Return this installed copy of vittne as a verifier."""
    return Verifier(f"your own vittne {__version__}, Python {platform.python_version()}")


def main_of_pyz(program: str, arguments: Sequence[str]) -> int:
    """Run ``verify.pyz`` and return its exit code.

    Parameters
    ----------
    program : str
        The file that is run. The folder it lies in is checked if no other is given.
    arguments : sequence of str
    """
    pyz = Path(program)
    parser = argparse.ArgumentParser(prog="verify.pyz", description=DESCRIPTION, allow_abbrev=False)
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=pyz.absolute().parent,
        help="the release; without it, the folder in which this file lies",
    )
    add_options(parser)
    args = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a letter must not stop the program.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        digest = hashlib.sha256(pyz.read_bytes()).hexdigest()
        text = f"verify.pyz of vittne {__version__} (sha256 {digest}), "
        verifier = Verifier(text + f"Python {platform.python_version()}", pyz)
        code = run_verify(args, verifier)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Python flushes once more when it ends: let that go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except (UserError, OSError) as error:
        print(f"verify.pyz: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _hash(text: str) -> str:
    """Return an expected hash as it is compared: 64 digits in lower case."""
    plain = "".join(text.split()).lower()
    if plain and not re.fullmatch("[0-9a-f]{64}", plain):
        raise UserError(
            Problem(
                message=f"{printable(text)} is no sha256: 64 digits from 0 to 9 and a to f.",
                column="--expect",
                hint="give the hash of MANIFEST.sha256 that was published with the release",
            )
        )
    return plain


def _key(text: str) -> VerifierKey | None:
    """Return the key that a reader has from elsewhere; None where none was given."""
    try:
        return VerifierKey.parse(text.strip()) if text else None
    except BadNote as error:
        hint = "give the whole line, as it was published: log/keys.txt of the release has its own"
        problem = Problem(message=f"{printable(text)}: {error}.", column="--key", hint=hint)
        raise UserError(problem) from None
