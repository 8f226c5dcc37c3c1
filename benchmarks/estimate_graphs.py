"""Measure averaging over decomposable graphs: JSON on stdout. No table is needed from outside.

Each table is measured in a Python of its own: what importing costs, the first call (it lists the
graphs), and later calls with other tables of as many lists (here: resamples, so that nothing of
the answer can be remembered). `posterior` is what other programs compute: graphs and N;
`estimate` adds points, modes and the named graphs.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PUBLISHED = ROOT / "tests" / "below" / "estimate" / "published.py"
TABLES = {"UKdat_5": "UK", "Ned_5": "NETHERLANDS", "UKdat": "UK_SIX", "invented_7": ""}
PEER = {"UKdat_5": 18.5, "Ned_5": 82.0}
"""CPU seconds of dga 2.0.2 on a machine of this size."""


def table_of(name: str) -> Any:
    """The table of this name: published, or seven invented lists of 9,000 people."""
    import numpy as np

    from vittne.estimate.table import CaptureTable

    if TABLES[name]:
        spec = importlib.util.spec_from_file_location("published", PUBLISHED)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return getattr(module, TABLES[name])
    rng = np.random.default_rng(7)
    shown = rng.choice([0.6, 1.6], size=(9000, 1))
    on = rng.random((9000, 7)) < shown * np.array([0.05, 0.04, 0.1, 0.12, 0.03, 0.02, 0.08])
    return CaptureTable.of_cells("ABCDEFG", np.bincount(on @ (1 << np.arange(7)), minlength=128))


def seconds(function: Callable[[], object]) -> dict[str, float]:
    """CPU seconds of all threads, and seconds by the clock."""
    cpu, wall = time.process_time(), time.perf_counter()
    function()
    return {
        "cpu": round(time.process_time() - cpu, 5),
        "wall": round(time.perf_counter() - wall, 5),
    }


def middle(times: list[dict[str, float]]) -> dict[str, float]:
    """Median and least of several measurements."""
    return {
        "cpu_median": statistics.median(one["cpu"] for one in times),
        "cpu_least": min(one["cpu"] for one in times),
        "wall_median": statistics.median(one["wall"] for one in times),
    }


def measure(name: str, runs: int) -> dict[str, Any]:
    """Measure one table, here and now."""
    start = time.process_time()
    from vittne.estimate.graphs import GraphPosterior, graphs

    imports = time.process_time() - start
    table = table_of(name)
    others = [table.resample(seed) for seed in range(runs)]
    first = seconds(lambda: graphs(table))
    return {
        "lists": len(table.lists),
        "observed": table.observed,
        "import_cpu": round(imports, 3),
        "first_estimate": first,
        "later_posterior": middle(
            [seconds(lambda o=other: GraphPosterior(o).probabilities) for other in others]
        ),
        "later_estimate": middle([seconds(lambda o=other: graphs(o)) for other in others]),
        "peer_cpu": PEER.get(name),
    }


def main() -> None:
    """Measure every table in a process of its own, and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15, help="later calls (a fifth with 7 lists)")
    parser.add_argument("--table", choices=sorted(TABLES), help="measure this one only, here")
    options = parser.parse_args()
    if options.table:
        print(json.dumps(measure(options.table, options.runs)))
        return
    found = {}
    for name in TABLES:
        runs = options.runs if TABLES[name] else max(1, options.runs // 5)
        command = [sys.executable, __file__, "--table", name, "--runs", str(runs)]
        found[name] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    machine = {
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load": os.getloadavg(),
    }
    print(json.dumps({"machine": machine, "tables": found}, indent=1))


if __name__ == "__main__":
    main()
