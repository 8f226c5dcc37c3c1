"""``vittne link``: which records speak of the same person."""

from __future__ import annotations

import argparse
import json
from importlib.util import find_spec
from typing import Any

from vittne.cli import link_lists, link_review

HELP = "which records speak of the same person, and how well two names agree"

DESCRIPTION = """\
Say how well two names agree, in whatever script, language, order and form they are written:
part by part, with the reasons. A patronymic that contradicts counts for less than one that is
missing, and that for less than one that agrees.
"""

NEEDED = {
    "names": ("numba", "numpy"),
    "review": ("duckdb", "numba", "numpy", "scipy", "splink"),
    "lists": ("duckdb", "numba", "numpy", "pyarrow", "scipy", "splink"),
}
USAGE = """\
vittne link DOSSIER --out DIR [--engine duckdb|spark] [--json]
       vittne link review DOSSIER --reviewer NAME [...]
       vittne link names A B [--json]"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what can be asked."""
    acts = parser.add_subparsers(dest="act", metavar="DOSSIER, review or names", required=True)
    lists = acts.add_parser("lists", prog="vittne link", help=link_lists.HELP)
    link_lists.add_arguments(lists)
    names = acts.add_parser("names", help="compare two names", description=DESCRIPTION)
    names.add_argument("a", metavar="A", help="a name; in quotation marks if it has spaces")
    names.add_argument("b", metavar="B", help="another")
    names.add_argument("--json", action="store_true", help="print one JSON object, nothing else")
    link_review.add_arguments(acts.add_parser("review", help=link_review.HELP))
    parser.usage = USAGE  # not before the acts: they would begin with it
    _default_to_lists(parser)


def _default_to_lists(parser: argparse.ArgumentParser) -> None:
    """Let ``vittne link DOSSIER`` do without a word for what it does."""
    parse = parser.parse_known_args

    def with_act(args: Any = None, namespace: Any = None) -> Any:
        first = next((word for word in args or () if not word.startswith("-")), None)
        if first is not None and first not in ("names", "review"):
            args = ["lists", *args]
        return parse(args, namespace)

    parser.parse_known_args = with_act  # type: ignore[method-assign]


def run(args: argparse.Namespace) -> int:
    """Do what was asked, and return 0.

    Raises
    ------
    UserError
        If something that comparing needs is not installed, or a name is too long to be one.
    """
    from vittne.terms.errors import Problem, UserError

    if missing := [name for name in NEEDED[args.act] if find_spec(name) is None]:
        message = f"linking needs {', '.join(missing)}, which this Python does not have"
        hint = "`./run demo` installs all that is needed; or: pip install 'vittne[linking]'"
        raise UserError(Problem(message=message, hint=hint))
    return {"lists": link_lists.run, "review": link_review.run, "names": _names}[args.act](args)


def _names(args: argparse.Namespace) -> int:
    from vittne.cli.problems import plain
    from vittne.link.names import compare_names, read_name

    found = compare_names(read_name(args.a), read_name(args.b))
    if args.json:
        print(json.dumps(found.to_dict(), ensure_ascii=False, allow_nan=False))
        return 0
    lines = [f"{found.level} ({found.score:.2f})"]
    lines += [f"  {why.part}: {why.level}. {why.text}" for why in found.why]
    print(plain("\n".join(lines)))
    return 0
