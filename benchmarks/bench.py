"""Measure what people wait for: `./run bench`. Prints a table; nothing is judged, no test is timed.

Each line is measured several times: the least is what the machine can do, the spread says how far
to trust it. CPU seconds of a started program include its own children's.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "chechnya"
DATES = ("2017", "2017-02", "2017-02-14", "2017-02~", "201X", "2017-01/2017-03", "2017/2019")


def started(*command: str) -> Callable[[], float]:
    """CPU seconds of one start of a Python program."""

    def measure() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)

    return measure


def called(function: Callable[[], object]) -> Callable[[], float]:
    """Seconds by the clock of one call."""

    def measure() -> float:
        start = time.perf_counter()
        function()
        return time.perf_counter() - start

    return measure


def parse_here() -> None:
    """Parse some dates with this project's parser."""
    from vittne.terms.edtf import parse_edtf

    for text in DATES * 20:
        parse_edtf(text)


def parse_there() -> None:
    """Parse the same dates with the `edtf` package, and ask for the same bounds."""
    import edtf

    for text in DATES * 20:
        date = edtf.parse_edtf(text)
        date.lower_strict(), date.upper_strict()


def print_row(name: str, target: str, times: list[float]) -> None:
    """Print one line of the table."""
    low, middle, high = min(times), statistics.median(times), max(times)
    print(f"{name:44}{low:8.3f}{middle:8.3f}{high:8.3f}  {target}", flush=True)


def main() -> None:
    """Measure and print everything."""
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="how often each line is measured")
    runs = parser.parse_args().runs
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {runs} runs, seconds\n")
    print(f"{'':44}{'least':>8}{'median':>8}{'most':>8}  target")
    with tempfile.TemporaryDirectory() as folder:
        release = Path(folder) / "release"
        build = started("-m", "vittne", "build", str(EXAMPLE), "--out", str(release))
        rows = (
            ("python3 -c pass (CPU)", "", started("-c", "pass")),
            ("vittne --help (CPU)", "below 0.3", started("-m", "vittne", "--help")),
            (
                "import the ledger, silence, verify (CPU)",
                "",
                started("-c", "import vittne.ledger, vittne.silence, vittne.verify"),
            ),
            ("vittne build examples/chechnya (CPU)", "", build),
            ("vittne verify of it (CPU)", "", started("-m", "vittne", "verify", str(release))),
            ("140 dates, vittne (clock)", "", called(parse_here)),
            ("140 dates, the edtf package (clock)", "", called(parse_there)),
        )
        for name, target, measure in rows:
            print_row(name, target, [measure() for _ in range(runs)])


if __name__ == "__main__":
    main()
