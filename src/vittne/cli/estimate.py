"""``vittne estimate``: how many are on no list, by every engine, and when not to say."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vittne.estimate.compare import Comparison
    from vittne.estimate.strata import Stratified
    from vittne.estimate.table import CaptureTable
    from vittne.terms.errors import Problem

HELP = "how many are on no list, by every engine, and when not to say"

DESCRIPTION = """\
Estimate how many people there are, the ones on no list included, from how lists overlap.

TABLE.csv has one column of 0 and 1 for each list, and a column `count`: how many people are
on exactly these lists. The verdict is usable, flagged or refused, by rules that are written
down (docs/method/rules.md); a refusal is an answer too.

By default a person reads the verdict, its reasons, what would decide, engines and bounds. JSON
and estimate.txt always hold everything.
"""

NEEDED = ("numba", "numpy", "scipy")
METHODS = ("graphs", "latent", "loglinear")
SEED = 1
LARGEST_SEED = (1 << 32) - 1
WHOLE = ""
"""What a table without strata is called."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the table and the options. Values stay text: all that is wrong is said at once."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.description = DESCRIPTION
    parser.add_argument("table", type=Path, metavar="TABLE.csv", help="the table of overlaps")
    parser.add_argument(
        "--methods",
        metavar="A,B",
        help=f"engines to ask, of {', '.join(METHODS)} (all)",
    )
    parser.add_argument(
        "--headline",
        metavar="ENGINE",
        help="the engine that leads, chosen before looking (graphs; for 8 lists or more latent)",
    )
    parser.add_argument(
        "--strata",
        metavar="COLUMN",
        help="a column of the table (or several, with commas): each of its values by itself",
    )
    parser.add_argument("--seed", metavar="N", help=f"of all random numbers ({SEED})")
    parser.add_argument(
        "--full",
        action="store_true",
        help="print everything: the question put differently, the dial, what each engine rests on",
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="write estimate.json, estimate.txt and five pictures there; of strata, a folder each",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object, nothing else")


def run(args: argparse.Namespace) -> int:
    """Estimate, print, and return 0; a refusal is an answer, too.

    Raises
    ------
    UserError
        With everything that is wrong with the options, or else with the table.
    """
    from vittne.cli.estimate_files import files_of, write_all
    from vittne.cli.estimate_words import lines_of
    from vittne.cli.problems import plain
    from vittne.terms.errors import UserError

    if problems := tuple(_problems(args)):
        raise UserError(problems)
    tables = _tables(args)
    if args.out:
        # Before the long part: a folder that cannot be had is said at once.
        args.out.mkdir(parents=True, exist_ok=True)
    found = _answered(args, tables)
    if args.out:
        write_all(args.out, files_of(found))
    if args.json:
        print(json.dumps(found.to_dict(), ensure_ascii=False, allow_nan=False))
        return 0
    print(plain("\n".join(lines_of(found, full=args.full))))
    if args.out:
        pictures = "five pictures" if args.strata is None else "a folder for each stratum"
        print(f"Written to {plain(str(args.out))}: estimate.json, estimate.txt, {pictures}")
    return 0


def _problems(args: argparse.Namespace) -> Iterator[Problem]:
    from vittne.terms.errors import Problem

    if missing := [name for name in NEEDED if find_spec(name) is None]:
        message = f"estimating needs {', '.join(missing)}, which this Python does not have"
        hint = "`./run demo` installs all that is needed; or: pip install 'vittne[analysis]'"
        yield Problem(message=message, hint=hint)
    methods = _methods(args)
    hint = f"one or more of {', '.join(METHODS)}, with commas between them"
    for name in sorted({*methods} - {*METHODS}):
        yield Problem(column="--methods", message=f"there is no engine {name!r}", hint=hint)
    if args.headline is not None and args.headline not in methods:
        message = f"{args.headline!r} is to lead, and is not among the engines that are asked"
        hint = f"one of {', '.join(methods)}"
        yield Problem(column="--headline", message=message, hint=hint)
    if args.seed is not None and not _is_seed(args.seed):
        message = f"{args.seed!r} is no seed"
        hint = f"a whole number from 0 to {LARGEST_SEED}"
        yield Problem(column="--seed", message=message, hint=hint)


def _methods(args: argparse.Namespace) -> list[str]:
    return [*METHODS] if args.methods is None else args.methods.split(",")


def _is_seed(text: str) -> bool:
    return text.isascii() and text.isdigit() and int(text) <= LARGEST_SEED


def _tables(args: argparse.Namespace) -> Mapping[str, CaptureTable]:
    from vittne.estimate.table import CaptureTable

    strata = tuple(args.strata.split(",")) if args.strata is not None else ()
    return CaptureTable.from_csv(args.table, strata=strata)


def _answered(
    args: argparse.Namespace, tables: Mapping[str, CaptureTable]
) -> Comparison | Stratified:
    from vittne.cli.progress import bar
    from vittne.estimate.compare import compare
    from vittne.estimate.strata import compare_strata

    seed = SEED if args.seed is None else int(args.seed)
    asked = {"headline": args.headline, "engines": _methods(args)}
    with bar("estimating") as tell:
        if args.strata is not None:
            return compare_strata(tables, **asked, seed=seed, progress=tell)
        return compare(tables[WHOLE], **asked, rng=seed, progress=tell)
