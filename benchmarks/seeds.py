"""Thirty seeds on three published tables: the same verdict, and intervals as near as theory says.

    python benchmarks/seeds.py run       asks for each seed; may be ended at any moment, and goes on
    python benchmarks/seeds.py report    results/seeds.json, and the page docs/method/seeds.md

Two processes at the lowest priority; about ten minutes of CPU time.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import statistics
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vittne.estimate.compare import Comparison
    from vittne.estimate.result import Distribution, Estimate
    from vittne.estimate.table import CaptureTable

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "seeds.json"
PAGE = ROOT / "docs" / "method" / "seeds.md"
CACHE = ROOT / "build" / "seeds"
SEEDS = range(1, 31)
ENDS = ("low", "high")
MOST = 1.42
"""A standard deviation of thirty numbers exceeds the true one by this factor once in a thousand
times (chi-squared with 29 degrees of freedom)."""
_NORMAL = NormalDist()
_STEP = 0.15
"""In normal scores: how far around an end the quantiles are looked at for their slope."""

TABLES = {
    "Kosovo": (
        "Ball et al. 2002: killings, March to June 1999",
        "EXH ABA OSCE HRW",
        "1000:1131 0100:845 1100:177 0010:936 1010:228 0110:217 1110:181 0001:306 1001:106 "
        "0101:31 1101:18 0011:123 1011:42 0111:32 1111:27",
    ),
    "UKdat_5": (
        "Silverman 2014: potential victims of modern slavery, UK 2013, five lists",
        "LA NG PFNCA GO GP",
        "10000:54 01000:463 00100:995 00010:695 00001:316 11000:15 10100:19 10010:3 01100:62 "
        "01010:19 01001:1 00110:76 00101:11 00011:8 11100:1 11010:1 01110:4 11110:1",
    ),
    "Western": (
        "Chan, Silverman & Vincent 2021: trafficking in the western United States",
        "A B C D E",
        "10000:52 01000:90 00100:114 00010:45 00001:21 10100:4 10010:2 10001:5 01100:6 01010:1 "
        "00011:3 10101:1 01110:1",
    ),
}


def table(name: str) -> CaptureTable:
    """A published table."""
    from vittne.estimate.table import CaptureTable

    _, lists, rows = TABLES[name]
    pairs = [row.split(":") for row in rows.split()]
    return CaptureTable.of(lists.split(), [(pattern, int(count)) for pattern, count in pairs])


def ask(name: str, seed: int) -> None:
    """Compare, and keep what is needed: all of it or nothing."""
    from benchmarks.coverage_parts import programs
    from vittne.estimate.compare import compare

    found = compare(table(name), rng=seed)
    kept = {
        "made_by": programs(("compare",)),
        "verdict": found.verdict,
        "rules": sorted({reason.rule for reason in found.reasons}),
        "ends": dict(zip(ENDS, ends(found), strict=True)),
    }
    path = path_of(name, seed)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}")
    unfinished.write_text(json.dumps(kept), "utf-8")
    unfinished.replace(path)


def ends(found: Comparison) -> Iterator[dict[str, Any] | None]:
    """Each end that is published, the engine that gives it, and its Monte Carlo error."""
    for index, end in enumerate(found.interval or ENDS):
        if isinstance(end, str):
            yield None
            continue
        engine = next(
            one
            for one in found.engines
            if one.distribution is not None and one.distribution.interval()[index] == end
        )
        yield {"value": end, "engine": engine.method, "error": error(engine, index)}


def error(engine: Estimate, index: int) -> float:
    """Standard error of an end of the 95 % interval that comes from drawing, in people.

    Exact averaging draws nothing. Elsewhere an end is a quantile of draws, and its error in normal
    scores times the slope of the quantiles there.
    """
    assert engine.distribution is not None
    if engine.method == "graphs":
        return 0.0
    z = _NORMAL.inv_cdf((0.025, 0.975)[index])
    if engine.method == "latent":
        effective = next(c.value for c in engine.checks if c.name == "ess_tail")
        assert isinstance(effective, int)
        score, spread = z, _quantile_score(z, effective)
    else:
        score, spread = _corrected_score(engine.distribution, z)
    return math.hypot(spread * _slope(engine.distribution, score), 1 / math.sqrt(12))


def _quantile_score(z: float, effective: int) -> float:
    """Of a quantile of as many independent draws: sqrt(p (1 - p) / draws) / density."""
    p = _NORMAL.cdf(z)
    return math.sqrt(p * (1 - p) / effective) / _NORMAL.pdf(z)


def _corrected_score(distribution: Distribution, z: float) -> tuple[float, float]:
    """Where BCa puts an end, in normal scores, and the error of that.

    Two things are drawn: the share of draws below the point, which gives the bias z0, and the share
    below the end. With the covariance of two shares of the same draws.
    """
    bias, acceleration = distribution.bias, distribution.acceleration
    room = 1 - acceleration * (bias + z)
    score = bias + (bias + z) / room
    steep = 1 + 1 / room**2
    below, under = _NORMAL.cdf(bias), _NORMAL.cdf(score)
    at_bias, at_score = _NORMAL.pdf(bias), _NORMAL.pdf(score)
    variance = (
        steep**2 * below * (1 - below) / at_bias**2
        + under * (1 - under) / at_score**2
        - 2 * steep * (min(below, under) - below * under) / (at_bias * at_score)
    )
    return score, math.sqrt(variance / distribution.values.size)


def _slope(distribution: Distribution, score: float) -> float:
    low, high = (distribution.quantile(_NORMAL.cdf(score + s)) for s in (-_STEP, _STEP))
    return (high - low) / (2 * _STEP)


def path_of(name: str, seed: int) -> Path:
    """Where a seed's answer is kept."""
    return CACHE / f"{name}-{seed:02}.json"


def kept(name: str, seed: int) -> dict[str, Any] | None:
    """A seed's answer, if it is there."""
    path = path_of(name, seed)
    found: dict[str, Any] | None = json.loads(path.read_text("utf-8")) if path.exists() else None
    return found


def run(processes: int) -> None:
    """Ask for the seeds that are missing, or of which the program is another by now."""
    from benchmarks.coverage_parts import end_with, programs

    mark = programs(("compare",))
    work = [
        (name, seed)
        for seed in SEEDS
        for name in TABLES
        if (found := kept(name, seed)) is None or found["made_by"] != mark
    ]
    with ProcessPoolExecutor(processes, initializer=end_with, initargs=(os.getpid(),)) as pool:
        futures = [pool.submit(ask, *one) for one in work]
        for done, future in enumerate(as_completed(futures), start=1):
            future.result()
            print(f"{done} of {len(work)}", flush=True)


def tally() -> dict[str, Any]:
    """What thirty seeds say of each table."""
    found = {}
    for name, (source, _, _) in TABLES.items():
        answers = [one for seed in SEEDS if (one := kept(name, seed)) is not None]
        found[name] = {
            "source": source,
            "seeds": len(answers),
            "programs": len({one["made_by"] for one in answers}),
            "verdicts": dict(Counter(one["verdict"] for one in answers).most_common()),
            "rules": dict(sorted(Counter(r for one in answers for r in one["rules"]).items())),
            "ends": {end: _spread([one["ends"][end] for one in answers]) for end in ENDS},
        }
    return found


def _spread(each: Sequence[dict[str, Any] | None]) -> dict[str, Any] | None:
    """How an end differs between seeds, and how it should; None where there is none."""
    given = [one for one in each if one is not None]
    if not given:
        return None
    values = [one["value"] for one in given]
    # From the middle of what each seed expects of itself.
    theory = statistics.median(one["error"] for one in given)
    deviation = statistics.stdev(values)
    return {
        "engines": dict(Counter(one["engine"] for one in given).most_common()),
        "least": round(min(values), 1),
        "median": round(statistics.median(values), 1),
        "most": round(max(values), 1),
        "deviation": round(deviation, 2),
        "theory": round(theory, 2),
        "within": deviation <= MOST * theory,
    }


def page(found: dict[str, Any]) -> str:
    """The page for people."""
    return "\n".join(_lines(found)) + "\n"


_HEAD = f"""\
# Thirty seeds

*`benchmarks/seeds.py` writes this page from `benchmarks/results/seeds.json`.*

Chains and bootstraps draw random numbers. An answer that another seed changes is none: so thirty
seeds (1 to 30) are asked about three published tables, and two things must hold.

**The verdict is the same in all.** **The ends of the published interval differ by no more than
theory says.** An end is given by one of the engines:

- `graphs` draws nothing: its ends are the same;
- `latent`: an end is the quantile p = .025 or .975 of draws that are worth ESS independent ones
  (the tail ESS that the engine reports, rounded). Its standard error, in normal scores, is
  sqrt(p (1 - p) / ESS) / φ(z), with z the normal score of p;
- `loglinear`: BCa takes the quantile at the score s = z0 + (z0 + z) / (1 - a (z0 + z)) of B = 1,000
  draws, and z0 is drawn as well. With s' = 1 + 1 / (1 - a (z0 + z))², F = Φ(z0) and G = Φ(s) the
  variance in normal scores is [s'² F (1 - F) / φ(z0)² + G (1 - G) / φ(s)² - 2 s' (min(F, G) - F G)
  / (φ(z0) φ(s))] / B.

Times the slope of the quantiles there (between {_STEP} normal scores to either side), and with the
1/12 that rounding to whole people adds to a variance, that is the standard error in people, and
*theory* its median over the seeds. The standard deviation of thirty ends may exceed it by a factor
of {MOST}, which chance alone does once in a thousand times.

A rule that fires with some seeds and not with others stands on its threshold (`trend` looks at nine
tables that are thinned by chance). The verdict must not hang on it.
"""


def _lines(found: dict[str, Any]) -> Iterator[str]:
    yield _HEAD
    yield "| table | seeds | verdict | rules that fired (in how many seeds) |"
    yield "|---|---|---|---|"
    for name, one in found.items():
        verdicts = ", ".join(f"{verdict} in {count}" for verdict, count in one["verdicts"].items())
        rules = ", ".join(f"`{rule}` {count}" for rule, count in one["rules"].items()) or "none"
        yield f"| {name} | {one['seeds']} | {verdicts} | {rules} |"
    yield ""
    yield "| table | end | given by | least | median | most | deviation | theory | within |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for name, one in found.items():
        for end, spread in one["ends"].items():
            if spread is None:
                yield f"| {name} | {end} | no number is published | | | | | | |"
                continue
            engines = ", ".join(f"`{e}` {n}" for e, n in spread["engines"].items())
            numbers = " | ".join(f"{spread[key]:,.0f}" for key in ("least", "median", "most"))
            yield (
                f"| {name} | {end} | {engines} | {numbers} | {spread['deviation']:,.1f} | "
                f"{spread['theory']:,.1f} | {'yes' if spread['within'] else 'no'} |"
            )
    yield ""
    yield "## The tables"
    yield ""
    for name, one in found.items():
        yield f"- {name}: {one['source']}."


def report() -> None:
    """Write the results, and the page that is made of them."""
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(tally(), indent=1) + "\n", "utf-8")
    PAGE.write_text(page(json.loads(RESULTS.read_text("utf-8"))), "utf-8")


def main() -> None:
    """Read the command line."""
    # Not this folder: `import coverage` in other packages means the package of that name.
    sys.path[0] = str(ROOT)
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    runs = commands.add_parser("run", help="ask the engines")
    runs.add_argument("--processes", type=int, default=2)
    commands.add_parser("report", help="count, and write the page")
    options = parser.parse_args()
    if options.command == "run":
        os.nice(19)
        os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
        run(options.processes)
    else:
        report()


if __name__ == "__main__":
    main()
