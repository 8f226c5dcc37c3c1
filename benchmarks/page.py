"""The page of measurements, made from the file of measurements."""

from __future__ import annotations

import math
from typing import Any

CLOCKS = {
    "cpu": "CPU seconds, of all threads",
    "wall": "seconds by the clock",
    "rate": "effective draws for a CPU second",
    "pages": "pages a second, one reader",
    "bytes": "bytes on the wire, compressed as they are served",
    "megabytes": "megabytes a second, by the clock",
    "ratio": "times as long as pyrage, in CPU seconds, both in turn",
}

_HEAD = """# Measurements

Made by `./run bench`, from [bench.json](../benchmarks/results/bench.json); nothing here is typed.

{machine}

Every line is measured in a process of its own. Of times the least is what the machine can do, and
the spread says how far to trust it: other programs ran at the same time where the load is high.

Others' figures are what their programs took on a machine of this size, measured once.
"""


def page(found: dict[str, Any]) -> str:
    """Markdown of the measurements."""
    machine = found["machine"]
    before, after = (f"{machine[when][0]:.1f}" for when in ("load_before", "load_after"))
    said = (
        f"Machine: {machine['cores']} cores, {machine['model']}; Python {machine['python']}; "
        f"{found['date']}. Load average before {before}, after {after}."
    )
    parts = [_HEAD.format(machine=said)]
    for clock, title in CLOCKS.items():
        lines = [line for line in found["lines"] if line["clock"] == clock]
        if not lines:
            continue
        parts.append(f"\n## {title[:1].upper()}{title[1:]}\n\n")
        parts.append("| what | least | median | most | runs | aim | others |\n")
        parts.append("|---|---:|---:|---:|---:|---|---|\n")
        parts.extend(_row(line) for line in lines)
    return "".join(parts)


def _row(line: dict[str, Any]) -> str:
    numbers = (_number(line[name], line["clock"]) for name in ("least", "median", "most"))
    cells = (line["what"], *numbers, str(len(line["runs"])), line["aim"], line["others"])
    return f"| {' | '.join(cells)} |\n"


def _number(value: float, clock: str) -> str:
    """Round away from what would flatter: times and sizes up, rates down."""
    if clock in ("rate", "pages", "megabytes"):
        return f"{math.floor(value):,}"
    if clock == "bytes":
        return f"{math.ceil(value):,}"
    return f"{math.ceil(value * 1000) / 1000:.3f}"
