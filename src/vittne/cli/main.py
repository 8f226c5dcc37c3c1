"""``vittne``: finds the verb, runs it, and turns what went wrong into sentences.

Exit codes: 0 done, 1 a verification failed, 2 the input is wrong, 130 interrupted, 141
nobody reads the output any more. Only the module of the verb that was typed is imported.
"""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper

from vittne import __version__
from vittne.cli.problems import plain, print_problems
from vittne.terms.errors import Problem, UserError

VERBS = {
    "demo": (
        "vittne.cli.demo",
        "the record on Chechnya, an invented list that is audited, and a door, on this machine",
    ),
    "new": ("vittne.cli.new", "start a dossier in a new folder"),
    "check": ("vittne.cli.check", "read a dossier and name everything that is wrong in it"),
    "build": ("vittne.cli.build", "make a release from a dossier"),
    "publish": (
        "vittne.cli.publish",
        "say that a release went out: the next build is the next release then",
    ),
    "erase": (
        "vittne.cli.erase",
        "destroy the salts of a person, in all releases; the logs stay valid",
    ),
    "verify": ("vittne.cli.verify", "check a release: files, pages, and every number again"),
    "estimate": (
        "vittne.cli.estimate",
        "how many are on no list, by every engine, and when not to say",
    ),
    "link": (
        "vittne.cli.link",
        "which records speak of the same person, and how well two names agree",
    ),
    "audit": (
        "vittne.cli.audit",
        "commit, draw by public chance, let an outsider inspect, say what that proves",
    ),
    "silence": ("vittne.cli.silence", "what no complaints can mean, and what they cannot"),
    "keys": ("vittne.cli.keys", "make a key under a passphrase, show one, or restore one"),
    "seal": ("vittne.cli.seal", "seal a file, so that only some keys open it"),
    "open": ("vittne.cli.open", "open a sealed file"),
    "door": ("vittne.cli.door", "a sealed mailbox for people who must not be found out"),
    "inbox": ("vittne.cli.inbox", "fetch what came to a door, read it, answer it"),
}
"""For each verb its module (``HELP``, ``add_arguments``, ``run``) and one line of help."""

_FULL = "free some space, or write elsewhere"
_HINTS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.ENOENT: "look whether the name is right, and whether its folder is there",
    errno.ENOTDIR: "look whether the name is right: a part of it is a file, and no folder",
    errno.EISDIR: "give a file, and no folder",
    errno.EACCES: "do it as the one whose it is, or name another place",
    errno.EROFS: "nothing can be written there: name another place",
}
"""What to do about an error of the system."""

WRONG_INPUT, INTERRUPTED, NOBODY_READS = 2, 130, 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run what was typed and return the exit code."""
    _prepare_streams()
    try:
        code = run(sys.argv[1:] if argv is None else argv)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        return NOBODY_READS
    except KeyboardInterrupt:
        _complain([Problem(message="vittne: interrupted")])
        return INTERRUPTED
    except UserError as error:
        _complain(error.problems)
        return WRONG_INPUT
    except OSError as error:
        hint = _HINTS.get(error.errno or 0, "")
        _complain([Problem(message=f"vittne: {_sentence(error)}", hint=hint)])
        return WRONG_INPUT
    finally:
        _give_up_on_output()


def _prepare_streams() -> None:
    """Make both streams take whatever is printed: closed ones, and letters they lack."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _give_up_on_output() -> None:
    # Python flushes once more when it ends, and would end with a code of its own: what cannot
    # be written goes nowhere.
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _complain(problems: Sequence[Problem]) -> None:
    # Where not even this can be written, the exit code still says it.
    with suppress(OSError):
        print_problems(problems, sys.stderr)


def run(argv: Sequence[str]) -> int:
    """Run what was typed; what goes wrong is raised."""
    typed = next((word for word in argv if not word.startswith("-")), None)
    parser = _parser(typed)
    try:
        args = parser.parse_args(argv)
    except SystemExit as stop:
        # argparse ends the program itself after --help and after a mistake.
        return int(stop.code or 0)
    if args.verb is None:
        parser.print_help(sys.stderr)
        return WRONG_INPUT
    return import_module(VERBS[args.verb][0]).run(args)


def _parser(typed: str | None) -> argparse.ArgumentParser:
    """Return the parser of all verbs, in which only the typed one has its arguments."""
    parser = argparse.ArgumentParser(
        prog="vittne",
        description="From testimony the police never hear to figures that can be checked.",
    )
    parser.add_argument("--version", action="version", version=f"vittne {__version__}")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    for name, (module, line) in VERBS.items():
        verb = verbs.add_parser(name, help=line, description=line)
        if name == typed:
            import_module(module).add_arguments(verb)
    return parser


def _sentence(error: OSError) -> str:
    reason = error.strerror or str(error) or type(error).__name__
    names = [name for name in (error.filename, error.filename2) if name is not None]
    shown = " -> ".join(plain(str(name)) for name in names)
    return f"{shown}: {reason}" if shown else reason
