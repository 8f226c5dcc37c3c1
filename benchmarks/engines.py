"""What estimating takes, engine by engine and all together.

Each function measures in the process it is called in, which does nothing else. The first call
loads the compiled code, and is not counted.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.programs import ROOT, called
from tests.below.estimate import published
from vittne.estimate.compare import compare
from vittne.estimate.graphs import graphs
from vittne.estimate.latent import latent
from vittne.estimate.loglinear import loglinear
from vittne.estimate.result import Estimate
from vittne.estimate.table import CaptureTable

ELEVEN = ROOT / "examples" / "philippines" / "tables" / "caloocan.csv"


def seven_lists() -> CaptureTable:
    """Lists that were invented: 9,000 people, of whom half are seen more easily."""
    rng = np.random.default_rng(7)
    shown = rng.choice([0.6, 1.6], size=(9000, 1))
    on = rng.random((9000, 7)) < shown * np.array([0.05, 0.04, 0.1, 0.12, 0.03, 0.02, 0.08])
    return CaptureTable.of_cells("ABCDEFG", np.bincount(on @ (1 << np.arange(7)), minlength=128))


def eleven_lists() -> CaptureTable:
    """Caloocan, the unidentified, as the example has it."""
    return CaptureTable.from_csv(ELEVEN, strata=("perpetrator",))["unidentified"]


def averaged(table: CaptureTable, runs: int) -> list[dict[str, float]]:
    """Average over all decomposable graphs; resamples, so that nothing can be remembered."""
    graphs(table)
    parts = [table.resample(seed) for seed in range(runs)]
    return [called(lambda part=part: graphs(part)) for part in parts]


def uk(runs: int) -> list[dict[str, float]]:
    """Average over the 822 graphs of five lists."""
    return averaged(published.UK, runs)


def netherlands(runs: int) -> list[dict[str, float]]:
    """Average over them for the larger table."""
    return averaged(published.NETHERLANDS, runs)


def six(runs: int) -> list[dict[str, float]]:
    """Average over the graphs of six lists."""
    return averaged(published.UK_SIX, runs)


def seven(runs: int) -> list[dict[str, float]]:
    """Average over the graphs of seven lists."""
    return averaged(seven_lists(), runs)


def bootstraps(runs: int) -> list[dict[str, float]]:
    """A thousand resampled tables, each with its own choice of a model, and BCa."""

    def ask() -> object:
        return loglinear(published.UK, selection="stepwise", bootstraps=1000)

    ask()
    return [called(ask) for _ in range(runs)]


def effective(runs: int) -> list[dict[str, Any]]:
    """Draw log N for Kosovo, warm-up and search for modes included; a seed each."""
    latent(published.KOSOVO, rng=0, chains=2, draws=100, rounds=1)
    found = []
    for seed in range(1, runs + 1):
        answers: list[Estimate] = []
        took = called(lambda seed=seed, to=answers: to.append(latent(published.KOSOVO, rng=seed)))
        (estimate,) = answers
        checks = {check.name: check.value for check in estimate.checks}
        assert estimate.distribution is not None
        low, high = estimate.distribution.interval()
        found.append(
            {
                **took,
                "rate": checks["ess_bulk"] / took["cpu"],
                "seed": seed,
                "ess_bulk": checks["ess_bulk"],
                "ess_tail": checks["ess_tail"],
                "rhat": checks["rhat"],
                "median": estimate.distribution.median,
                "low": low,
                "high": high,
            }
        )
    return found


def compared(table: CaptureTable, runs: int) -> list[dict[str, float]]:
    """Ask every engine, and put the question differently in every way."""
    compare(published.SPINA_BIFIDA)
    return [called(lambda seed=seed: compare(table, rng=seed)) for seed in range(1, runs + 1)]


def all_of_five(runs: int) -> list[dict[str, float]]:
    """All engines and diagnostics for five lists."""
    return compared(published.UK, runs)


def all_of_seven(runs: int) -> list[dict[str, float]]:
    """The same for seven."""
    return compared(seven_lists(), runs)


def all_of_eleven(runs: int) -> list[dict[str, float]]:
    """The same for eleven."""
    return compared(eleven_lists(), runs)
