"""Linking beside plain Splink: time, memory and how well, on invented lists of any size.

``python -m benchmarks.link ours|plain RECORDS`` measures one in this process and prints JSON;
``python -m benchmarks.link RECORDS...`` measures both, each in a process of its own; with
``--keep`` before the sizes what was found is written to benchmarks/results/link.json, which
`./run bench` prints and does not measure again. Plain Splink is what its manual shows, with the
same keys for blocking and comparisons of its own.
"""

from __future__ import annotations

import json
import logging
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

RESULTS = Path(__file__).resolve().parent / "results" / "link.json"
_SYLLABLES = np.array(
    "ba do ke li mu ra sha te vo zi gan lur mek tor vas pim cho rel duk nas fe hi".split()  # noqa: SIM905
)
WARM = 2_000
"""So many records are linked first, uncounted: afterwards the compiled code is there."""
YEARS, REGIONS, TOWNS = 10, 40, 25

Columns = dict[str, npt.NDArray[Any]]


def invented(records: int, seed: int = 1) -> tuple[Columns, npt.NDArray[np.int64]]:
    """Columns of three lists that found two thirds of the people each, and who each row is."""
    rng = np.random.default_rng(seed)
    people = records // 2
    person = np.sort(np.concatenate([rng.permutation(people)[: records // 3] for _ in range(3)]))
    on = np.concatenate([[0], np.cumsum(person[1:] == person[:-1])])
    on = (on + rng.integers(0, 3, people)[person]) % 3
    given, family = _words(rng, 2, 1_500), _words(rng, 3, 40_000)
    who_given = given[_zipf(rng, given.size, people)][person]
    who_family = family[_zipf(rng, family.size, people)][person]
    day = np.datetime64("2010-01-01") + rng.integers(0, 365 * YEARS, people)[person]
    region, town = rng.integers(0, REGIONS, people)[person], rng.integers(0, TOWNS, people)[person]
    age = rng.integers(15, 70, people)[person]
    size = person.size
    slip = rng.random(size) < 0.1
    cut = np.char.add(who_family.astype("U12"), "")
    cut[slip] = [text[:-2] + text[-1] for text in cut[slip]]
    return {
        "list": np.array(["a", "b", "c"])[on],
        "given": who_given,
        "family": cut,
        "date": (day + (rng.random(size) < 0.05)).astype(str),
        "region": np.array([f"RU-R{n:02}" for n in range(REGIONS)])[region],
        "town": np.array([f"t{n}" for n in range(TOWNS)])[
            np.where(rng.random(size) < 0.05, rng.integers(0, TOWNS, size), town)
        ],
        "age": age + rng.integers(-1, 2, size) * (rng.random(size) < 0.2),
    }, person


def _words(rng: np.random.Generator, syllables: int, number: int) -> npt.NDArray[Any]:
    parts = _SYLLABLES[rng.integers(0, _SYLLABLES.size, (number, syllables))]
    return np.unique(np.array(["".join(word).capitalize() for word in parts]))


def _zipf(rng: np.random.Generator, number: int, size: int) -> npt.NDArray[np.int64]:
    """Few values are frequent and many are rare."""
    share = 1 / (np.arange(number) + 20.0)
    return rng.choice(number, size, p=share / share.sum())


def ours(columns: Columns) -> tuple[dict[str, float], Any]:
    """Records, candidate pairs, Splink and same-event logic."""
    from vittne.link.model import score_pairs
    from vittne.link.records import Record, Records

    begun = time.perf_counter()
    cells = {name: values.tolist() for name, values in columns.items()}
    rows = [
        Record(
            key=f"{name}/{n}",
            list=name,
            name=f"{given} {family}",
            date=date,
            place=f"{region}/{town}",
            age_low=age,
            age_high=age,
        )
        for n, (name, given, family, date, region, town, age) in enumerate(
            zip(*cells.values(), strict=True)
        )
    ]
    records = Records.of(rows)
    laid_out = time.perf_counter() - begun
    pairs = score_pairs(records)
    print(*pairs.notes, sep="\n", file=sys.stderr)
    return {"laid_out": laid_out, "pairs": len(pairs)}, (pairs.a, pairs.b, pairs.probability)


def plain(columns: Columns) -> tuple[dict[str, float], Any]:
    """Splink as its manual shows it."""
    import pyarrow as pa
    import splink.comparison_library as cl
    from splink import Linker, SettingsCreator, block_on
    from splink.backends.duckdb import DuckDBAPI

    logging.getLogger("splink").setLevel(logging.ERROR)
    day = columns["date"].astype("datetime64[D]").astype(np.int64)
    table = pa.table(
        {
            "unique_id": np.arange(day.size),
            "list": columns["list"].tolist(),
            "given": np.char.lower(columns["given"]).tolist(),
            "family": np.char.lower(columns["family"]).tolist(),
            "date": columns["date"].tolist(),
            "month_0": day // 60,
            "month_1": (day + 30) // 60,
            "region": columns["region"].tolist(),
            "place": np.char.add(columns["region"], columns["town"]).tolist(),
            "age": columns["age"],
        }
    )
    keys = [("given", "family"), ("family", "region"), ("date", "region")]
    for month in ("month_0", "month_1"):
        keys += [("family", month), ("given", "region", month), ("place", month)]
    database = DuckDBAPI()
    linker = Linker(
        database.register(table),
        SettingsCreator(
            link_type="dedupe_only",
            comparisons=[
                cl.JaroWinklerAtThresholds("given").configure(term_frequency_adjustments=True),
                cl.JaroWinklerAtThresholds("family").configure(term_frequency_adjustments=True),
                cl.AbsoluteTimeDifferenceAtThresholds(
                    "date",
                    input_is_string=True,
                    metrics=["day", "day", "month"],
                    thresholds=[1, 7, 1],
                ),
                cl.ExactMatch("place").configure(term_frequency_adjustments=True),
                cl.ExactMatch("region"),
                cl.ExactMatch("age"),
            ],
            blocking_rules_to_generate_predictions=[block_on(*key) for key in keys],
        ),
        log_level=logging.ERROR,
    )
    rules = [block_on("given", "family", "date"), block_on("family", "date", "place")]
    linker.training.estimate_probability_two_random_records_match(rules, recall=0.8)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for rule in (block_on("given", "family"), block_on("date", "place")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=1e-6)
    wanted = "select unique_id_l, unique_id_r, match_probability from {this}"
    pairs = found.query_sql(wanted).as_pyarrow_table()
    return {"pairs": pairs.num_rows}, [pairs[n].to_numpy() for n in pairs.column_names]


def measured(which: str, records: int) -> dict[str, Any]:
    """Measure one in this process."""
    columns, person = invented(records)
    before, clock = time.process_time(), time.perf_counter()
    more, (a, b, probability) = {"ours": ours, "plain": plain}[which](columns)
    taken = {"cpu": time.process_time() - before, "wall": time.perf_counter() - clock}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    likely = probability > 0.5
    right = int((person[a[likely]] == person[b[likely]]).sum())
    sizes = np.unique(person, return_counts=True)[1]
    f1 = 2 * right / (int(likely.sum()) + int((sizes * (sizes - 1) // 2).sum()))
    rounded = {name: round(value, 2) for name, value in taken.items()}
    return {
        "which": which,
        "records": records,
        **rounded,
        "peak_mib": round(peak),
        "f1": round(f1, 5),
        **more,
    }


def apart(which: str, records: int) -> dict[str, Any]:
    """Measure one in a process of its own: what it took at most stays with a process."""
    command = [sys.executable, "-m", "benchmarks.link", which, str(records)]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return dict(json.loads(told.stdout))


def beside(records: int, runs: int) -> list[dict[str, float]]:
    """Measure both in turn: how many times the time and the memory of plain Splink ours takes."""
    apart("ours", WARM)
    found = []
    for _ in range(runs):
        plainly, with_us = apart("plain", records), apart("ours", records)
        found.append(
            {
                "splink": with_us["cpu"] / plainly["cpu"],
                "splink_memory": with_us["peak_mib"] / plainly["peak_mib"],
                **{f"plain_{name}": plainly[name] for name in ("cpu", "peak_mib", "f1")},
                **{f"ours_{name}": with_us[name] for name in ("cpu", "peak_mib", "f1")},
            }
        )
    return found


def ten_thousand(runs: int) -> list[dict[str, float]]:
    """Link ten thousand records."""
    return beside(10_000, runs)


def hundred_thousand(runs: int) -> list[dict[str, float]]:
    """Link a hundred thousand."""
    return beside(100_000, runs)


def keep(sizes: Iterable[int]) -> None:
    """Measure both for each size, and write down what was found."""
    from benchmarks.bench import machine

    apart("ours", WARM)
    before = os.getloadavg()
    runs = [apart(which, size) for size in sizes for which in ("plain", "ours")]
    found = {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": {**machine(), "load_before": before, "load_after": os.getloadavg()},
        "runs": runs,
    }
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    if sys.argv[1] in ("ours", "plain"):
        print(json.dumps(measured(sys.argv[1], int(sys.argv[2]))))
    elif sys.argv[1] == "--keep":
        keep(map(int, sys.argv[2:]))
    else:
        for size in sys.argv[1:]:
            for which in ("plain", "ours"):
                print(json.dumps(apart(which, int(size))), flush=True)
