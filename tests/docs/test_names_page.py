"""The page about names is made of measured results and of the program's own weights."""

from __future__ import annotations

import json
import runpy
from pathlib import Path


def test_the_page_is_what_the_benchmark_writes(root: Path) -> None:
    bench = runpy.run_path(str(root / "benchmarks" / "names.py"))
    results = json.loads(bench["RESULTS"].read_text("utf-8"))
    written = (root / "docs" / "method" / "names.md").read_text("utf-8")
    assert written == bench["page"](results), "run benchmarks/names.py --page"
