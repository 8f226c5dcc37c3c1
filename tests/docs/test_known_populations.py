"""How often intervals hold the truth: the pages are made of the results, and the run goes on."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest


@pytest.fixture
def benchmarks(root: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Import a module of the benchmarks."""
    monkeypatch.syspath_prepend(str(root))

    def load(name: str) -> ModuleType:
        return __import__(f"benchmarks.{name}", fromlist=[name])

    return load


@pytest.mark.parametrize(
    ("module", "name"),
    [("coverage_page", "coverage"), ("seeds", "seeds"), ("link_coverage", "link_coverage")],
)
def test_the_page_is_what_the_program_makes_of_the_results(
    module: str, name: str, benchmarks: Any, root: Path
) -> None:
    results = json.loads((root / "benchmarks" / "results" / f"{name}.json").read_text("utf-8"))
    file = f"{name.replace('_', '-')}.md"
    page = (root / "docs" / "method" / file).read_text("utf-8")
    assert page == benchmarks(module).page(results), f"type python -m benchmarks.{name} report"


def test_the_results_are_of_twelve_populations_and_all_tables(benchmarks: Any, root: Path) -> None:
    results = json.loads((root / "benchmarks" / "results" / "coverage.json").read_text("utf-8"))
    known = benchmarks("populations")
    held_out = {one["name"] for one in results["populations"] if one["held_out"]}
    assert [one["name"] for one in results["populations"]] == [p.name for p in known.POPULATIONS]
    assert held_out == known.held_out()
    assert (len(results["populations"]), len(held_out)) == (12, 6)
    for one in results["populations"]:
        assert one["tables"] == sum(one["verdicts"].values()) == 50
        assert one["engines"]["graphs"]["asked"] == 200


def test_a_population_draws_what_it_says(benchmarks: Any) -> None:
    """In the mean of many tables; and the same table for the same number."""
    for population in benchmarks("populations").POPULATIONS:
        assert population.cells.sum() == pytest.approx(1)
        assert population.table(3) == population.table(3) != population.table(4)
        mean = np.mean([population.table(r).observed for r in range(100)])
        assert mean == pytest.approx(population.expected[0], rel=0.02)


def test_the_error_of_independent_lists_is_the_textbook_s(benchmarks: Any) -> None:
    """Darroch 1958: var N = N / (1 / P(none) - 1 + lists - sum 1 / (1 - p))."""
    population = benchmarks("populations").POPULATIONS[1]
    misses = 1 - np.array(population.chances[0])
    inverse = 1 / misses.prod() - 1 + misses.size - (1 / misses).sum()
    # N itself is fixed there and Poisson here, hence the 1.
    assert population.error**2 * population.people == pytest.approx(1 + 1 / inverse, rel=0.01)


def test_a_run_goes_on_where_it_was_ended(
    benchmarks: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = benchmarks("coverage_parts")
    monkeypatch.setattr(parts, "CACHE", tmp_path)
    work = list(parts.missing(["graphs"], range(2)))
    assert len(work) == 24
    parts.make(*work[0])
    assert list(parts.missing(["graphs"], range(2))) == work[1:]
    (tmp_path / "unfinished.123").write_bytes(b"half of a file")
    monkeypatch.setattr(parts, "made_by", lambda part: "another program")
    assert list(parts.missing(["graphs"], range(2))) == work
