"""How often the intervals hold the truth: twelve populations with known N.

    python benchmarks/coverage.py run       asks every engine about every table; may be ended at
                                            any moment, and goes on from there when called again
    python benchmarks/coverage.py report    judges what is there: results/coverage.json, and the
                                            page docs/method/coverage.md

Two processes at the lowest priority; about an hour of CPU time in all.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "coverage.json"
PAGE = ROOT / "docs" / "method" / "coverage.md"


def run(parts: list[str], processes: int) -> None:
    """Make the parts that are missing: the tables that are judged whole first."""
    from benchmarks.coverage_parts import (
        MORE_REPLICATES,
        REPLICATES,
        is_quick,
        make_missing,
        missing,
    )

    make_missing([*missing(parts, range(REPLICATES))], processes)
    more = missing(parts, range(REPLICATES, MORE_REPLICATES))
    make_missing([one for one in more if is_quick(*one)], processes)


def report() -> None:
    """Write the results, and the page that is made of them."""
    from benchmarks.coverage_page import page
    from benchmarks.coverage_tally import tally

    before = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    found = tally(before)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    PAGE.write_text(page(json.loads(RESULTS.read_text("utf-8"))), "utf-8")


def main() -> None:
    """Read the command line."""
    # Not this folder: `import coverage` in other packages means the package of that name.
    sys.path[0] = str(ROOT)
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    runs = commands.add_parser("run", help="ask the engines")
    names = ("graphs", "loglinear", "latent", "diagnostics")
    runs.add_argument("--parts", nargs="+", choices=names, default=names)
    runs.add_argument("--processes", type=int, default=2)
    renews = commands.add_parser("renew", help="check that a changed program answers the same")
    renews.add_argument("--parts", nargs="+", choices=names, default=names)
    commands.add_parser("report", help="judge, and write the page")
    options = parser.parse_args()
    os.nice(19)
    if options.command == "run":
        # Each process has a core of its own; more threads would only wait for each other.
        os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
        run(list(options.parts), options.processes)
    elif options.command == "renew":
        from benchmarks.coverage_parts import renew

        for part in options.parts:
            print(part, "answers as before" if renew(part) else "has to be asked again: run")
    else:
        report()


if __name__ == "__main__":
    main()
