"""The page of measurements says what the file of measurements holds."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULE = runpy.run_path(str(ROOT / "benchmarks" / "page.py"))
PAGE, GROWTH = MODULE["page"], MODULE["growth"]


@pytest.fixture(scope="module")
def found():
    return json.loads((ROOT / "benchmarks" / "results" / "bench.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def linked():
    return json.loads((ROOT / "benchmarks" / "results" / "link.json").read_text("utf-8"))


def test_the_page_is_made_from_the_files(found, linked):
    assert (ROOT / "docs" / "benchmarks.md").read_text("utf-8") == PAGE(found, linked)


def test_what_grows_as_the_square_grows_to_the_power_of_two():
    runs = [{"records": n, "cpu": 3 * n**2} for n in (10, 100, 1000)]
    assert GROWTH(runs, "cpu") == pytest.approx(2)


def test_the_file_says_on_what_machine_and_under_what_load(found):
    machine = found["machine"]
    assert machine["cores"] >= 1
    assert machine["model"]
    assert machine["python"]
    assert len(machine["load_before"]) == len(machine["load_after"]) == 3


def test_least_median_and_most_are_those_of_the_runs(found):
    for line in found["lines"]:
        values = sorted(run[line["clock"]] for run in line["runs"])
        assert (line["least"], line["most"]) == (values[0], values[-1])
        assert values[0] <= line["median"] <= values[-1]


def test_nothing_is_rounded_to_flatter(found, linked):
    line = found["lines"][0] | {"least": 1.23401, "median": 1.2341, "most": 1.2349, "clock": "cpu"}
    assert "| 1.235 | 1.235 | 1.235 |" in PAGE(found | {"lines": [line]}, linked)
    line |= {"least": 1999.9, "median": 2000.0, "most": 2000.9, "clock": "rate"}
    assert "| 1,999 | 2,000 | 2,000 |" in PAGE(found | {"lines": [line]}, linked)
    line |= {"least": 1999, "median": 2000, "most": 2001, "clock": "bytes"}
    assert "| 1,999 | 2,000 | 2,001 |" in PAGE(found | {"lines": [line]}, linked)
