"""The page of measurements, made from the file of measurements."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

CLOCKS = {
    "cpu": "CPU seconds, of all threads",
    "wall": "seconds by the clock",
    "rate": "effective draws for a CPU second",
    "pages": "pages a second, one reader",
    "bytes": "bytes on the wire, compressed as they are served",
    "megabytes": "megabytes a second, by the clock",
    "ratio": "times as long as pyrage, in CPU seconds, both in turn",
    "splink": "times as long as plain Splink, in CPU seconds, both in turn",
    "splink_memory": "times the memory of plain Splink, at most, both in turn",
}

_HEAD = """# Measurements

Made by `./run bench`, from [bench.json](../benchmarks/results/bench.json); nothing here is typed.

{machine}

Every line is measured in a process of its own. Of times the least is what the machine can do, and
the spread says how far to trust it: other programs ran at the same time where the load is high.

Others' figures are what their programs took on a machine of this size, measured once.
"""


_LINKED = """
## Linking, as lists grow

Measured once, by `python -m benchmarks.link --keep`, and printed from
[link.json](../benchmarks/results/link.json): a million records are too many for every run.

{machine}

| records | by | CPU seconds | MiB at most | F1 |
|---:|---|---:|---:|---:|
{rows}
From {least} to {most} records, CPU seconds grow as the number of records to the power of {time:.2f}
(plain Splink: {plain_time:.2f}), memory to the power of {memory:.2f} (plain Splink:
{plain_memory:.2f}): slopes of least squares through the logarithms. Of {most} records, ours takes
{times:.2f} times the CPU seconds of plain Splink, and {size:.2f} times its memory.
"""


def page(found: dict[str, Any], linked: dict[str, Any]) -> str:
    """Markdown of the measurements, and of those of linking that were made once."""
    parts = [_HEAD.format(machine=_machine(found))]
    for clock, title in CLOCKS.items():
        lines = [line for line in found["lines"] if line["clock"] == clock]
        if not lines:
            continue
        parts.append(f"\n## {title[:1].upper()}{title[1:]}\n\n")
        parts.append("| what | least | median | most | runs | aim | others |\n")
        parts.append("|---|---:|---:|---:|---:|---|---|\n")
        parts.extend(_row(line) for line in lines)
    return "".join([*parts, _linked(linked)])


def _machine(found: dict[str, Any]) -> str:
    machine = found["machine"]
    before, after = (f"{machine[when][0]:.1f}" for when in ("load_before", "load_after"))
    return (
        f"Machine: {machine['cores']} cores, {machine['model']}; Python {machine['python']}; "
        f"{found['date']}. Load average before {before}, after {after}."
    )


def _linked(found: dict[str, Any]) -> str:
    """What linking takes beside plain Splink, and how it grows."""
    ours, plain = (
        [run for run in found["runs"] if run["which"] == which] for which in ("ours", "plain")
    )
    names = {"ours": "`vittne`", "plain": "plain Splink"}
    rows = [
        f"| {run['records']:,} | {names[run['which']]} | {math.ceil(run['cpu'] * 10) / 10:,.1f} | "
        f"{run['peak_mib']:,} | {math.floor(run['f1'] * 1e4) / 1e4:.4f} |\n"
        for run in found["runs"]
    ]
    return _LINKED.format(
        machine=_machine(found),
        rows="".join(rows),
        least=f"{ours[0]['records']:,}",
        most=f"{ours[-1]['records']:,}",
        time=growth(ours, "cpu"),
        plain_time=growth(plain, "cpu"),
        memory=growth(ours, "peak_mib"),
        plain_memory=growth(plain, "peak_mib"),
        times=ours[-1]["cpu"] / plain[-1]["cpu"],
        size=ours[-1]["peak_mib"] / plain[-1]["peak_mib"],
    )


def growth(runs: Sequence[dict[str, Any]], name: str) -> float:
    """The power of the number of records as which something grows."""
    records, values = (np.log([run[key] for run in runs]) for key in ("records", name))
    return float(np.polyfit(records, values, 1)[0])


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
