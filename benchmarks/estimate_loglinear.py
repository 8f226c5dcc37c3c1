"""Measure the log-linear engine: 1,000 BCa bootstraps a table. Prints JSON; nothing is judged.

Each table is measured in a process of its own with numba's cache warm; ``first_call`` is what a new
user pays once, with an empty cache. Tables are published ones, typed in below.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from typing import Any

# Silverman 2014, potential victims of modern slavery in the United Kingdom, 2013; lists LA, NG,
# PF+NCA, GO, GP as A to E. Ball et al. 2002, Kosovo 1999; lists EXH, ABA, OSCE, HRW as A to D.
TABLES = {
    "UKdat_5": {
        "A": 54, "B": 463, "C": 995, "D": 695, "E": 316, "AB": 15, "AC": 19, "AD": 3, "BC": 62,
        "BD": 19, "BE": 1, "CD": 76, "CE": 11, "DE": 8, "ABC": 1, "ABD": 1, "BCD": 4, "ABCD": 1,
    },
    "Kosovo": {
        "A": 1131, "B": 845, "AB": 177, "C": 936, "AC": 228, "BC": 217, "ABC": 181, "D": 306,
        "AD": 106, "BD": 31, "ABD": 18, "CD": 123, "ACD": 42, "BCD": 32, "ABCD": 27,
    },
}  # fmt: skip

PEER_CPU = {("UKdat_5", "stepwise"): 717.0}
"""SparseMSE 2.0.1, 1,000 BCa bootstraps, on a machine of the same size."""


def measure(name: str, selection: str, runs: int) -> dict[str, Any]:
    """Measure one table and rule of choice, here and now."""
    start = time.process_time()
    from vittne.estimate.loglinear import loglinear
    from vittne.estimate.table import CaptureTable

    imported = time.process_time() - start
    cells = TABLES[name]
    lists = sorted(set("".join(cells)))
    table = CaptureTable.of(
        lists, [([int(x in cell) for x in lists], count) for cell, count in cells.items()]
    )
    cpu, wall = [], []
    for _ in range(runs + 1):  # the first loads the compiled code
        begun, clock = time.process_time(), time.perf_counter()
        answer = loglinear(table, selection=selection)  # type: ignore[arg-type]
        cpu.append(round(time.process_time() - begun, 4))
        wall.append(round(time.perf_counter() - clock, 4))
    assert answer.distribution is not None
    return {
        "import_cpu": round(imported, 3),
        "first_cpu": cpu[0],
        "cpu_median": statistics.median(cpu[1:]),
        "cpu_least": min(cpu[1:]),
        "wall_median": statistics.median(wall[1:]),
        "peer_cpu": PEER_CPU.get((name, selection)),
        "point": answer.point,
        "interval": answer.distribution.interval(),
    }


def elsewhere(name: str, selection: str, runs: int, cache: str) -> dict[str, Any]:
    """Measure in a process of its own, with its compiled code in the folder ``cache``."""
    command = [sys.executable, __file__, "--table", name, "--selection", selection]
    found = subprocess.run(
        [*command, "--runs", str(runs)],
        check=True,
        capture_output=True,
        env={**os.environ, "NUMBA_CACHE_DIR": cache},
    )
    return dict(json.loads(found.stdout))


def main() -> None:
    """Measure every table under every rule, and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--table", choices=sorted(TABLES), help="measure this one only, here")
    parser.add_argument("--selection", choices=["bic", "stepwise"], default="stepwise")
    options = parser.parse_args()
    if options.table:
        print(json.dumps(measure(options.table, options.selection, options.runs)))
        return
    with tempfile.TemporaryDirectory() as cache:
        new = elsewhere("Kosovo", "stepwise", 1, cache)
        elsewhere("Kosovo", "bic", 1, cache)
        found = {
            f"{name} {selection}": elsewhere(name, selection, options.runs, cache)
            for name in TABLES
            for selection in ("stepwise", "bic")
        }
    machine = {
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load": os.getloadavg(),
    }
    first = {"import_cpu": new["import_cpu"], "estimate_cpu": new["first_cpu"]}
    print(json.dumps({"machine": machine, "first_call": first, "tables": found}, indent=1))


if __name__ == "__main__":
    main()
