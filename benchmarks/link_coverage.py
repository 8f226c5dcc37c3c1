"""How often the interval of distinct persons holds the truth, with 200 reviewed pairs.

    python -m benchmarks.link_coverage us          the real file, if it is beside the repository
    python -m benchmarks.link_coverage invented    the invented archive, another one each time
    python -m benchmarks.link_coverage simulated   weights of a third kind, without any records
    python -m benchmarks.link_coverage tails       the same, and low weights say little
    python -m benchmarks.link_coverage speed       300 draws
    python -m benchmarks.link_coverage report      results/link_coverage.json, and the page

Each repeat is written down when it is done; a run may be ended at any moment, and goes on. Of the
real file nothing is kept but counts; its pairs lie in build/, as numbers.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import pickle
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from vittne.link.calibrate import REMOTE, Calibration, calibrate, design
from vittne.link.draws import draw_partitions
from vittne.link.linkage import DRAWS, circumstances, link_pairs
from vittne.link.model import score_pairs
from vittne.link.pairs import Pairs
from vittne.link.queue import next_pairs
from vittne.link.records import Record, Records
from vittne.link.review import pair_of
from vittne.link.synthetic import archive

ROOT = Path(__file__).resolve().parents[1]
REAL = ROOT.parent / "shared" / "data" / "linkage" / "us_police_killings_2015_2016.csv"
RESULTS = ROOT / "benchmarks" / "results" / "link_coverage.json"
PAGE = ROOT / "docs" / "method" / "link-coverage.md"
CACHE = ROOT / "build" / "link_coverage"
REPEATS = 50
ROUNDS, IN_A_ROUND = 4, 50
DRAWS_OF_A_ROUND = 150
SIZE = 1_000
"""Victims of an invented archive."""
SIX_THOUSAND = 6_000
"""Victims of one that has about as many records."""
WRONG = {
    "us": {0.0: REPEATS, 0.02: 20},
    "invented": {0.0: REPEATS, 0.02: 20},
    "simulated": {0.0: REPEATS},
    "tails": {0.0: 20},
}
"""How often the reviewer is wrong, and how many repeats there are of that."""
TAUGHT = REMOTE - 4
"""The oracle learns from the labels of all pairs above this weight; below, next to none is one
person."""

_Thing = TypeVar("_Thing")
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """Records, their weighed pairs, and who is who."""

    records: Records
    pairs: Pairs
    person: Ints

    @property
    def same(self) -> npt.NDArray[np.bool_]:
        """Whether each pair is one person."""
        return np.asarray(self.person[self.pairs.a] == self.person[self.pairs.b])

    @property
    def true_pairs(self) -> int:
        """Pairs of records of one person, candidates or not."""
        sizes = np.unique(self.person, return_counts=True)[1]
        return int((sizes * (sizes - 1) // 2).sum())


def us() -> Case:
    """The real file."""
    with REAL.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    person = np.array([int(row["truth_clean"]) for row in rows])
    records = Records.of([_record(row) for row in rows])
    return Case(records, score_pairs(records), person)


def _record(row: Mapping[str, str]) -> Record:
    age = float(row["age"]) if row["age"] else None
    return Record(
        key=f"{row['source']}/{row['unique_id']}",
        list=row["source"],
        name=row["raw_name"],
        sex=row["sex"],
        age_low=None if age is None else math.floor(age),
        age_high=None if age is None else math.ceil(age),
        date=row["date"],
        place=f"{row['city']}, {row['state']}",
    )


def invented(repeat: int, size: int = SIZE) -> Case:
    """An invented archive, another one for each repeat."""
    made = archive(size, seed=repeat)
    return Case(made.laid_out, score_pairs(made.laid_out), made.person)


def simulated(repeat: int) -> Case:
    """Weights drawn at random, of another shape than those of any record linkage by Splink.

    Persons of a few records on four lists; how alike the records of one person are is its own, and
    some persons are confusable with another one. The weights are bent by a hyperbolic sine, so
    that no line through them fits.
    """
    return _simulated(np.random.default_rng([repeat, 7]), lambda rng: rng.normal(0, 1.3))


def tails(repeat: int) -> Case:
    """The same with heavy tails: however low a weight, some such pairs are one person."""
    return _simulated(np.random.default_rng([repeat, 7]), lambda rng: rng.standard_t(4))


def _simulated(rng: np.random.Generator, spread: Callable[[np.random.Generator], float]) -> Case:
    people = 1_500
    of: list[list[int]] = []
    on: list[int] = []
    for _ in range(people):
        lists = [
            n for n in range(4) if rng.random() < 0.4 for _ in range(1 + (rng.random() < 0.03))
        ]
        of.append(list(range(len(on), len(on) + len(lists))))
        on += lists
    odds: dict[tuple[int, int], float] = {}
    for rows in of:
        _alike(odds, [(i, j) for i in rows for j in rows if i < j], 6 + 3 * spread(rng), rng)
    for _ in range(500):
        one, two = rng.choice(people, 2, replace=False)
        between = [(min(i, j), max(i, j)) for i in of[one] for j in of[two]]
        _alike(odds, between, -5 + 2.5 * spread(rng), rng)
    ends = np.array(sorted(odds), dtype=np.int64)
    bent = np.array([odds[i, j] for i, j in sorted(odds)])
    weight = np.clip(8 * np.arcsinh(bent / 4) * 1.5, -45, 45)
    person = np.concatenate([np.full(len(rows), n) for n, rows in enumerate(of)])
    records = [Record(key=f"{'abcd'[at]}/{n}", list="abcd"[at]) for n, at in enumerate(on)]
    pairs = Pairs(ends[:, 0], ends[:, 1], weight, 1 / (1 + np.exp2(-weight)))
    return Case(Records.of(records), pairs, person)


def _alike(
    odds: dict[tuple[int, int], float],
    pairs: list[tuple[int, int]],
    mean: float,
    rng: np.random.Generator,
) -> None:
    for pair in pairs:
        odds[pair] = mean + rng.normal(0, 2)


@dataclass(frozen=True)
class Repeat:
    """What one repeat found: intervals as low, median, high."""

    family: str
    wrong: float
    repeat: int
    records: int
    truth: int
    pairs: int
    true_pairs: int
    reachable: int
    unreviewed: tuple[int, int, int]
    found: tuple[int, int, int]
    oracle: tuple[int, int, int]
    slope: float
    effective: float


def repeated(family: str, case: Case, oracle: Calibration, wrong: float, repeat: int) -> Repeat:
    """Review 200 pairs in rounds, link, and let the oracle draw with the same verdicts."""
    rng = np.random.default_rng([repeat, round(wrong * 100)])
    keys, same = case.records.keys, case.same
    said: dict[tuple[str, str], bool] = {}
    answers: dict[int, bool] = {}
    unreviewed = (0, 0, 0)
    for turn in range(ROUNDS):
        seed = repeat * 10 + turn
        linkage = link_pairs(case.records, case.pairs, said, draws=DRAWS_OF_A_ROUND, seed=seed)
        if turn == 0:
            unreviewed = linkage.persons()
        for pair in next_pairs(linkage, reviewed=answers, rng=rng)[:IN_A_ROUND].tolist():
            answers[pair] = bool(same[pair] ^ (rng.random() < wrong))
            ends = pair_of(keys[case.pairs.a[pair]], keys[case.pairs.b[pair]])
            said[ends] = answers[pair]
    linkage = link_pairs(case.records, case.pairs, said, draws=DRAWS, seed=repeat)
    return Repeat(
        family=family,
        wrong=wrong,
        repeat=repeat,
        records=len(case.records),
        truth=int(np.unique(case.person).size),
        pairs=len(case.pairs),
        true_pairs=case.true_pairs,
        reachable=int(same.sum()),
        unreviewed=unreviewed,
        found=linkage.persons(),
        oracle=_interval(_drawn(case, oracle, answers, rng)),
        slope=round(float(linkage.calibration.slope.mean()), 3),
        effective=round(linkage.calibration.effective),
    )


def oracle_of(case: Case) -> Calibration:
    """A calibration that has seen the labels of all pairs that could be one person."""
    taught = np.flatnonzero(case.pairs.weight > TAUGHT)
    labels = {int(pair): bool(case.same[pair]) for pair in taught}
    around = circumstances(case.records, case.pairs)
    rng = np.random.default_rng(1)
    return calibrate(case.pairs, labels, around, len(case.records), DRAWS, rng, wrong=0.0)


def _drawn(
    case: Case, oracle: Calibration, verdicts: Mapping[int, bool], rng: np.random.Generator
) -> Ints:
    lists = case.records.lists
    single = [n for n, name in enumerate(lists) if name in case.records.without_duplicates]
    around = design(case.pairs, circumstances(case.records, case.pairs))
    return draw_partitions(
        case.pairs, around, oracle, case.records.on, verdicts=verdicts, single=single, rng=rng
    ).persons()


def _interval(persons: Ints) -> tuple[int, int, int]:
    low, middle, high = np.quantile(persons, [0.025, 0.5, 0.975], method="inverted_cdf")
    return int(low), int(middle), int(high)


MAKERS: Mapping[str, Callable[[int], Case]] = {
    "us": lambda repeat: us(),
    "invented": invented,
    "simulated": simulated,
    "tails": tails,
}


def run(family: str, most: int) -> None:
    """Do the repeats that were not done yet."""
    CACHE.mkdir(parents=True, exist_ok=True)
    for repeat in range(1, most + 1):
        wanted = [wrong for wrong, repeats in WRONG[family].items() if repeat <= repeats]
        left = [wrong for wrong in wanted if not _path(family, wrong, repeat).exists()]
        if not left:
            continue
        name = family if family == "us" else f"{family}-{repeat}"
        case = _kept(name, partial(MAKERS[family], repeat))
        oracle = _kept(f"{name}-oracle", partial(oracle_of, case))
        for wrong in left:
            found = repeated(family, case, oracle, wrong, repeat)
            _path(family, wrong, repeat).write_text(json.dumps(asdict(found)), "utf-8")
            print(wrong, repeat, found.truth, found.unreviewed, found.found, found.oracle)


def _path(family: str, wrong: float, repeat: int) -> Path:
    return CACHE / f"{family}-{round(wrong * 100)}-{repeat:02}.json"


def _kept(name: str, make: Callable[[], _Thing]) -> _Thing:
    """Return what was made before, or make it."""
    path = CACHE / f"{name}.pickle"
    if path.exists():
        kept: _Thing = pickle.loads(path.read_bytes())  # noqa: S301
        return kept
    made = make()
    path.write_bytes(pickle.dumps(made))
    return made


def speed() -> None:
    """Time 300 draws: of the real file, and of an invented archive of six thousand records."""
    cases = {"invented": lambda: invented(1, SIX_THOUSAND)}
    if REAL.exists():
        cases["us"] = us
    times = {name: _timed(_kept(f"{name}-speed", make)) for name, make in cases.items()}
    (CACHE / "speed.json").write_text(json.dumps(times), "utf-8")
    print(times)


def drawn(runs: int) -> list[dict[str, float]]:
    """Time the same for `./run bench`: calibration and draws, of an invented archive."""
    case = invented(1, SIX_THOUSAND)
    times = [_timed(case) for _ in range(runs)]
    return [{"cpu": told["calibrate"] + told["draws"]} for told in times]


def _timed(case: Case) -> Mapping[str, float]:
    doubted = np.argsort(np.abs(case.pairs.weight), kind="stable")[:200].tolist()
    verdicts = {pair: bool(case.same[pair]) for pair in doubted}
    around = circumstances(case.records, case.pairs)
    rng = np.random.default_rng(1)
    for draws in (2, DRAWS):  # the first time compiles
        begun = time.process_time()
        found = calibrate(case.pairs, verdicts, around, len(case.records), draws, rng)
        between = time.process_time()
        _drawn(case, found, verdicts, rng)
        ended = time.process_time()
    return {
        "records": len(case.records),
        "calibrate": round(between - begun, 1),
        "draws": round(ended - between, 1),
    }


HEAD = f"""\
# How often the interval of distinct persons holds the truth

*`benchmarks/link_coverage.py` writes this page from `benchmarks/results/link_coverage.json`.*

How many people do the records speak of? [Linking](link.md) answers with an interval,
and here it is asked where the truth is known. In each repeat a reviewer looks at
{ROUNDS * IN_A_ROUND} pairs, chosen by the program in {ROUNDS} rounds of {IN_A_ROUND}; records are
linked with these verdicts; and the 95 % interval holds the truth or does not. The *oracle* is the
same program, with the same verdicts, whose calibration has seen the labels of all pairs: nobody
can have it, and its width is what narrow means.

- **us**: 6,364 records on three real lists of people killed by police in the United States in
  2015 and 2016, whose people are known. Only counts are kept. Repeats differ in what is reviewed.
- **invented**: the [invented archive](invented-archive.md) with {SIZE:,} victims and five lists,
  another one in each repeat. It is meant to be hard: hasty spellings, initials, no names, wrong
  dates; many pairs of one person have nothing that shows it.
- **simulated**: no records, only weights, drawn at random and bent so that no line fits them: a
  third kind, beside the two that the program was improved on.
- **tails**: the same with heavy tails, so that of the pairs with the lowest weights as many are one
  person as of those some way above. The program takes weights for better than that, and so does
  the oracle: this is what happens then. (It was the first shape of the third kind; the one above
  came after it had shown this.)
- **2 % wrong**: the reviewer is wrong that often. What reviewers say holds in every draw, and two
  wrong verdicts cannot be told from two right ones: this is to show what care is worth.
"""


def report() -> None:
    """Write the results and the page."""
    files = sorted(CACHE.glob("*-*-[0-9][0-9].json"))
    repeats = [Repeat(**json.loads(path.read_text("utf-8"))) for path in files]
    results = [_summary(family, wrong, repeats) for family in MAKERS for wrong in WRONG[family]]
    timed = CACHE / "speed.json"
    whole: dict[str, Any] = {
        "coverage": [found for found in results if found],
        "speed": json.loads(timed.read_text("utf-8")) if timed.exists() else {},
    }
    RESULTS.write_text(json.dumps(whole, indent=1) + "\n", "utf-8")
    PAGE.write_text(page(whole), "utf-8")


def page(whole: Mapping[str, Any]) -> str:
    """Markdown of the results."""
    return "\n".join([HEAD, *_lines(whole)]) + "\n"


def _summary(family: str, wrong: float, repeats: list[Repeat]) -> dict[str, Any]:
    own = [one for one in repeats if (one.family, one.wrong) == (family, wrong)]
    if not own:
        return {}
    return {
        "family": family,
        "wrong": wrong,
        "repeats": len(own),
        "records": round(statistics.mean(one.records for one in own)),
        "truth": round(statistics.mean(one.truth for one in own)),
        "missed": round(statistics.mean(one.true_pairs - one.reachable for one in own), 1),
        **{
            name: {
                "holds": sum(low <= one.truth <= high for one, (low, _, high) in both),
                "width": round(statistics.mean(high - low for _, (low, _, high) in both), 1),
                "off": round(statistics.mean(at - one.truth for one, (_, at, _) in both), 1),
            }
            for name in ("unreviewed", "found", "oracle")
            for both in [[(one, getattr(one, name)) for one in own]]
        },
    }


def _lines(whole: Mapping[str, Any]) -> Iterator[str]:
    yield "## What was found"
    yield ""
    yield (
        "| | repeats | records | persons | interval holds | mean width | median off by "
        "| oracle: holds | width | ours by its width | no review: holds | width |"
    )
    yield "|---|" + "---:|" * 11
    for one in whole["coverage"]:
        found, oracle, none = one["found"], one["oracle"], one["unreviewed"]
        told = f"{one['family']}, {one['wrong']:.0%} wrong" if one["wrong"] else one["family"]
        cells = [told, one["repeats"], f"{one['records']:,}", f"{one['truth']:,}"]
        cells += [f"{found['holds'] / one['repeats']:.0%}", found["width"], f"{found['off']:+}"]
        cells += [f"{oracle['holds'] / one['repeats']:.0%}", oracle["width"]]
        cells += [f"{found['width'] / oracle['width']:.2f}"]
        cells += [f"{none['holds'] / one['repeats']:.0%}", none["width"]]
        yield "| " + " | ".join(map(str, cells)) + " |"
    yield ""
    yield "Pairs of one person that no rule made a candidate, on the mean: " + ", ".join(
        f"{one['family']} {one['missed']}" for one in whole["coverage"] if not one["wrong"]
    )
    yield ""
    if whole["speed"]:
        yield "## How long it takes"
        yield ""
        yield f"{DRAWS} draws, and before them the calibration with 200 verdicts, in CPU seconds:"
        yield ""
        yield "| | records | calibration | draws |"
        yield "|---|---:|---:|---:|"
        for name, told in whole["speed"].items():
            yield f"| {name} | {told['records']:,} | {told['calibrate']} | {told['draws']} |"


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=[*MAKERS, "speed", "report"])
    parser.add_argument("--repeats", type=int, default=REPEATS)
    asked = parser.parse_args()
    if asked.what == "report":
        report()
    elif asked.what == "speed":
        speed()
    elif asked.what == "us" and not REAL.exists():
        print(f"{REAL} is absent: nothing is measured")
    else:
        run(asked.what, asked.repeats)


if __name__ == "__main__":
    main()
