"""Measure what people wait for: `./run bench`. Nothing is judged, no test is timed.

Writes benchmarks/results/bench.json and docs/benchmarks.md. With names of lines only these are
measured, and printed as JSON; nothing is written.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import statistics
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.link import RESULTS as LINKED
from benchmarks.page import page

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "bench.json"
PAGE = ROOT / "docs" / "benchmarks.md"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the function that measures it, what is counted, and how often."""

    function: str
    what: str
    clock: str
    runs: int
    aim: str = ""
    others: str = ""


LINES = {
    "bare": Line("programs.bare", "`python3 -c pass`", "cpu", 7),
    "help": Line("programs.usage", "`vittne --help`", "cpu", 7, "below 0.3"),
    "imports": Line("programs.imports", "import the ledger, silence, verify", "cpu", 7),
    "build": Line("programs.build", "`vittne build examples/chechnya`", "cpu", 7),
    "verify": Line("programs.verify", "`vittne verify` of it", "cpu", 7),
    "dates": Line("programs.dates", "140 dates", "cpu", 7),
    "dates_edtf": Line("programs.dates_elsewhere", "140 dates, the edtf package", "cpu", 7),
    "graphs_uk_5": Line(
        "engines.uk", "graphs, UKdat_5", "cpu", 15, "below 0.0185", "dga 2.0.2: 18.5"
    ),
    "graphs_ned_5": Line(
        "engines.netherlands", "graphs, Ned_5", "cpu", 15, "below 0.082", "dga 2.0.2: 82"
    ),
    "graphs_6": Line("engines.six", "graphs, UKdat, six lists", "cpu", 15, "below 0.5"),
    "graphs_7": Line("engines.seven", "graphs, seven invented lists", "cpu", 3, "below 10"),
    "bootstraps": Line(
        "engines.bootstraps",
        "loglinear, UKdat_5, stepwise, 1,000 BCa bootstraps",
        "cpu",
        5,
        "below 7.17",
        "SparseMSE 2.0.1: 717",
    ),
    "latent": Line(
        "engines.effective",
        "latent, Kosovo, log N, warm-up included",
        "rate",
        10,
        "above 1,500",
        "LCMCR 0.4.14: 120 to 150",
    ),
    "compare_5": Line(
        "engines.all_of_five", "all engines and diagnostics, UKdat_5", "wall", 3, "below 10"
    ),
    "compare_7": Line(
        "engines.all_of_seven", "the same, seven invented lists", "wall", 1, "below 30"
    ),
    "compare_11": Line(
        "engines.all_of_eleven", "the same, Caloocan, eleven lists", "wall", 3, "below 30"
    ),
    "estimate": Line("programs.estimate", "`vittne estimate` of Kosovo", "wall", 3),
    "first_estimate": Line(
        "programs.first_estimate", "the first one of a new user, nothing compiled", "wall", 1
    ),
    "disclose": Line(
        "disclosure.tables",
        "protect and attack six tables of 5,750 people, the sixth release",
        "cpu",
        3,
        "below 2",
    ),
    "link_draws": Line(
        "link_coverage.drawn", "300 draws of who is who, 6 thousand records", "cpu", 3, "below 10"
    ),
    "link_10k": Line(
        "link.ten_thousand", "link 10,000 records", "splink", 3, "below 1.5", "Splink: 1"
    ),
    "link_100k": Line(
        "link.hundred_thousand", "link 100,000 records", "splink", 3, "below 1.5", "Splink: 1"
    ),
    "link_10k_memory": Line(
        "link.ten_thousand", "link 10,000 records", "splink_memory", 1, "below 1.5", "Splink: 1"
    ),
    "link_100k_memory": Line(
        "link.hundred_thousand",
        "link 100,000 records",
        "splink_memory",
        1,
        "below 1.5",
        "Splink: 1",
    ),
    "seal_small": Line(
        "seal.sealed_small", "seal 1,000 files of 2 KiB", "ratio", 7, "below 1.5", "pyrage: 1"
    ),
    "open_small": Line("seal.opened_small", "open them", "ratio", 7, "below 1.5", "pyrage: 1"),
    "seal_large": Line(
        "seal.sealed_large", "seal one file of 100 MB", "ratio", 5, "below 1.5", "pyrage: 1"
    ),
    "open_large": Line("seal.opened_large", "open it", "ratio", 5, "below 1.5", "pyrage: 1"),
    "log_written": Line("tlog.written", "write a log of 70,000 people", "wall", 5, "below 4"),
    "log_written_four": Line("tlog.written_four", "write one of 280,000", "wall", 3),
    "log_checked": Line("tlog.checked", "check every entry and tile of 70,000", "wall", 5),
    "log_verified": Line(
        "tlog.verified", "verify.pyz of a release with 70,000", "wall", 3, "below 10"
    ),
    "log_signature": Line("tlog.signature", "check a signature", "cpu", 15, "below 0.03"),
    "derive": Line("seal.derived", "derive the keys of a code", "cpu", 7),
    "pages": Line("programs.read_pages", "a door's page on which one tells", "pages", 5),
    "loaded": Line(
        "browser.loaded",
        "the page on which one tells, with its script",
        "bytes",
        3,
        "below 150,000",
    ),
    "carried": Line("browser.carried", "the page that is carried", "bytes", 1, "below 150,000"),
    "derive_slow": Line(
        "browser.derived_slowly", "derive in Chromium, four times slower", "wall", 5, "below 10"
    ),
    "sent_slow": Line(
        "browser.sent_slowly", "from the button to the code in it, a text", "wall", 3
    ),
    "derive_safer": Line(
        "browser.derived_safer", "derive in Firefox ESR, set as Tor Browser's Safer", "wall", 2
    ),
    "seal_browser": Line("browser.sealed", "seal a file of 50 MB in Chromium", "megabytes", 3),
}


def here(name: str) -> list[dict[str, Any]]:
    """Measure a line in this process."""
    room, function = LINES[name].function.split(".")
    found = getattr(importlib.import_module(f"benchmarks.{room}"), function)(LINES[name].runs)
    return [
        {key: round(v, 5) if isinstance(v, float) else v for key, v in run.items()} for run in found
    ]


def measured(name: str) -> dict[str, Any]:
    """Measure a line in a process of its own."""
    line = LINES[name]
    command = [sys.executable, "-m", "benchmarks.bench", "--here", name]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT)
    runs = json.loads(told.stdout)
    values = [run[line.clock] for run in runs]
    return {
        "name": name,
        "what": line.what,
        "clock": line.clock,
        "least": min(values),
        "median": statistics.median(values),
        "most": max(values),
        "aim": line.aim,
        "others": line.others,
        "runs": runs,
    }


def machine() -> dict[str, Any]:
    """What this was measured on."""
    names = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        if line.startswith("model name")
    ]
    return {
        "cores": os.cpu_count(),
        "model": names[0] if names else platform.machine(),
        "python": platform.python_version(),
    }


def main() -> None:
    """Measure, and write."""
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument("lines", nargs="*", metavar="LINE", help=f"of {', '.join(LINES)}")
    parser.add_argument("--here", action="store_true", help="measure one line in this process")
    asked = parser.parse_args()
    if unknown := sorted(set(asked.lines) - set(LINES)):
        parser.error(f"there is no line {unknown[0]}")
    if asked.here:
        print(json.dumps(here(*asked.lines)))
        return
    before, lines = os.getloadavg(), []
    for name in asked.lines or LINES:
        print(f"bench: {name}", file=sys.stderr, flush=True)
        lines.append(measured(name))
    found = {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": {**machine(), "load_before": before, "load_after": os.getloadavg()},
        "lines": lines,
    }
    text = json.dumps(found, indent=1) + "\n"
    if asked.lines:
        print(text, end="")
        return
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(text, "utf-8")
    PAGE.write_text(page(json.loads(text), json.loads(LINKED.read_text("utf-8"))), "utf-8")


if __name__ == "__main__":
    main()
