"""The invented archive as a dossier, and what the page on it says.

``python -m benchmarks.invented make FOLDER [--size N] [--seed N]`` writes a dossier with reviews,
and the truth in a folder of its own beside them. Without more, that is ``examples/invented``.
``python -m benchmarks.invented measure`` links and estimates archives and keeps what came out;
``python -m benchmarks.invented report`` writes the page from that.
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from vittne.dossier import Dossier, ListedRecord, RecordList, Review, Scope, Settings, write_dossier
from vittne.link.synthetic import VERSION, Archive, archive, evidence, review
from vittne.link.synthetic.archive import without_duplicates
from vittne.link.synthetic.chance import Chance, Ints
from vittne.link.synthetic.parts import LISTS, STOCKS, family_names, given_names, settlements
from vittne.link.synthetic.population import ACTS, FIRST_YEAR, GROUNDS, HANDS, last_year
from vittne.terms.edtf import parse_edtf

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "invented"
RESULTS = ROOT / "benchmarks" / "results" / "invented.json"
SIZE, SEED = 1_500, 1
REVIEWED = 200
STRATA = (0.001, 0.05, 0.2, 0.5, 0.8, 0.95, 0.999, 1.0)
"""Pairs are picked for review in equal numbers between these probabilities."""
TITLE = {
    "en": "An invented archive: people who never lived, on five lists",
    "ru": "Вымышленный архив: люди, которых никогда не было, в пяти списках",
    "sv": "Ett påhittat arkiv: människor som aldrig har funnits, på fem listor",
}
ABOUT = {
    "network": ("a network of volunteers inside the country", "what people tell the volunteers; "
                "part of the list of relatives abroad was taken over"),
    "shelters": ("shelters for women and their children", "what women who came there told"),
    "courts": ("lawyers who read court papers", "judgments, complaints and refusals"),
    "abroad": ("an association of relatives abroad", "letters and calls of relatives, in the "
               "spellings of the countries where they live"),
    "official": ("an office of the state", "what it published; it leaves most people out"),
}  # fmt: skip


def dossier(made: Archive, reviewed: tuple[Any, ...]) -> Dossier:
    """The archive as a dossier: what the lists say, and nothing of the truth."""
    period = parse_edtf(f"{FIRST_YEAR}/{last_year(made.size)}")
    return Dossier(
        id="invented",
        title=TITLE,
        lists=tuple(_list(made, name) for name in sorted(LISTS)),
        reviews=tuple(_review(one) for one in reviewed),
        settings=Settings(
            scope=Scope(place="RU", period=period), headline="graphs", invented=True, seed=made.seed
        ),
    )


def _list(made: Archive, name: str) -> RecordList:
    who, how = ABOUT[name]
    return RecordList(
        name=name,
        who=f"INVENTED: {who}",
        how=f"Invented: {how}. Version {made.version}, {made.size} victims, seed {made.seed}.",
        period=parse_edtf(f"{FIRST_YEAR}/{last_year(made.size)}"),
        snapshot_date=parse_edtf(f"{last_year(made.size) + 1}-01-31"),
        independence_group=name,
        licence="Apache-2.0",
        duplicates="none" if name in without_duplicates() else "possible",
        records=tuple(_row(record) for record in made.records if record.list == name),
    )


def _row(record: Any) -> ListedRecord:
    texts = dict(record.extra)
    return ListedRecord(
        record_id=record.key.partition("/")[2],
        name=record.name,
        given=record.given,
        patronymic=record.patronymic,
        family=record.family,
        sex=record.sex,
        age_low=record.age_low,
        age_high=record.age_high,
        date=parse_edtf(record.date) if record.date else None,
        place=record.place,
        act=record.act,
        ground=tuple(record.ground.split("|")) if record.ground else (),
        ground_basis=texts.pop("ground_basis", ""),
        hand=(record.hand,) if record.hand else (),
        grade=record.grade,
        event_id=record.event_id,
        texts=texts,
    )


def _review(one: Any) -> Review:
    return Review(
        a=one.a,
        b=one.b,
        verdict=one.verdict,
        reviewer=one.reviewer,
        at=parse_edtf(one.at),
        reason=one.reason,
        round=one.round,
        withdrawn_at=parse_edtf(one.withdrawn_at) if one.withdrawn_at else None,
    )


def to_review(made: Archive) -> tuple[Ints, Ints]:
    """Pairs for review: as many from each stratum of what linking says of them."""
    from vittne.link.model import score_pairs

    pairs = score_pairs(made.laid_out)
    shuffled = Chance(made.seed, "pairs to review").order(len(pairs))
    stratum = np.digitize(pairs.probability, STRATA)[shuffled]
    wanted = -(-REVIEWED // (len(STRATA) - 1))
    kept = [shuffled[stratum == n][:wanted] for n in range(1, len(STRATA))]
    chosen = np.sort(np.concatenate(kept)[:REVIEWED])
    return pairs.a[chosen], pairs.b[chosen]


def truth(made: Archive) -> Iterator[tuple[str, list[list[str]]]]:
    """The files of the truth: whose each record is, and everybody, also those on no list.

    With everybody stands what an auditor would be shown.
    """
    whose = zip(made.records, made.person.tolist(), strict=True)
    yield "records.csv", [["record", "person"], *([r.key, str(p)] for r, p in whose)]
    people = made.population
    given, towns = [one.name for one in given_names()], settlements()
    act, ground = evidence(made.size, made.seed)
    head = (
        "person,given,patronymic,family,woman,age,day,place,act,ground,hand,event,lists,"
        "act_evidence,ground_evidence,note"
    )
    rows = [head.split(",")]
    for n in range(made.size):
        woman = bool(people.woman[n])
        father = given_names()[people.father[n]]
        rows.append(
            [
                str(n),
                given[people.given[n]],
                father.daughter if woman else father.son,
                family_names(STOCKS[people.stock[n]])[people.family[n]][woman],
                str(int(woman)),
                str(people.age[n]),
                str(np.datetime64(int(people.day[n]), "D")),
                towns[people.place[n]].path,
                ACTS[people.act[n]],
                GROUNDS[people.ground[n]],
                HANDS[people.hand[n]],
                str(people.event[n]),
                "|".join(name for name, on in zip(LISTS, made.on_list[n], strict=True) if on),
                act[n],
                ground[n],
                "invented",
            ]
        )
    yield "people.csv", rows


def make(folder: Path, size: int = SIZE, seed: int = SEED, *, reviews: bool = True) -> None:
    """Write the dossier and the truth into a folder, over what was made there before."""
    made = archive(size, seed)
    reviewed = review(made, *to_review(made)) if reviews else ()
    with tempfile.TemporaryDirectory() as part:
        write_dossier(dossier(made, reviewed), Path(part) / "dossier")
        shutil.copytree(Path(part) / "dossier", folder, dirs_exist_ok=True)
    (folder / "truth").mkdir(exist_ok=True)
    for name, rows in truth(made):
        _write(folder / "truth" / name, rows)


def _write(path: Path, rows: Iterable[Iterable[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def measured(seeds: Iterable[int]) -> dict[str, Any]:
    """What linking finds without a label, and what estimates say of tables without any error."""
    several = tuple(seeds)
    return {
        "version": VERSION,
        "size": SIZE,
        "linked": [linked(archive(SIZE, seed)) for seed in several],
        "estimated": [estimated(archive(SIZE, seed)) for seed in several],
    }


def linked(made: Archive) -> dict[str, Any]:
    """Compare what the program links, knowing nothing of the truth, with the truth."""
    from vittne.link.model import score_pairs
    from vittne.link.reading import partition_at

    records = made.laid_out
    pairs = score_pairs(records)
    found = partition_at(pairs, records.on).astype(np.int64)
    both = _pairs_of(made.person * len(records) + found)
    true, said = _pairs_of(made.person), _pairs_of(found)
    return {
        "seed": made.seed,
        "records": len(records),
        "looked_at": int((made.person[pairs.a] == made.person[pairs.b]).sum()) / true,
        "precision": both / said,
        "recall": both / true,
        "f1": 2 * both / (said + true),
        "people": int(np.unique(made.person).size),
        "found": int(np.unique(found).size),
    }


def _pairs_of(group: Ints) -> int:
    sizes = np.unique(group, return_counts=True)[1]
    return int((sizes * (sizes - 1) // 2).sum())


def estimated(made: Archive) -> dict[str, Any]:
    """What `vittne estimate` says of the true table of who is on which lists."""
    cells, counts = np.unique(made.on_list, axis=0, return_counts=True)
    seen = cells.any(axis=1)
    rows = np.column_stack([cells[seen], counts[seen]]).astype(str).tolist()
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "table.csv"
        _write(table, [[*LISTS, "count"], *rows])
        command = [sys.executable, "-m", "vittne", "estimate", str(table), "--json"]
        said = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return {
        "seed": made.seed,
        "documented": made.size - made.on_no_list,
        "verdict": said["verdict"],
        "headline": said["headline"],
        "reasons": [reason["rule"] for reason in said["reasons"]],
    }


def main(arguments: list[str] | None = None) -> None:
    """Do what is asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    tasks = parser.add_subparsers(dest="task", required=True)
    making = tasks.add_parser("make")
    making.add_argument("folder", type=Path, nargs="?", default=EXAMPLE)
    making.add_argument("--size", type=int, default=SIZE)
    making.add_argument("--seed", type=int, default=SEED)
    making.add_argument("--without-reviews", action="store_true")
    measuring = tasks.add_parser("measure")
    measuring.add_argument("--seeds", type=int, default=10)
    tasks.add_parser("report")
    asked = parser.parse_args(arguments)
    if asked.task == "make":
        make(asked.folder, asked.size, asked.seed, reviews=not asked.without_reviews)
    if asked.task == "measure":
        found = json.dumps(measured(range(1, asked.seeds + 1)), indent=1)
        RESULTS.write_text(found + "\n", "utf-8")
    if asked.task != "make":
        from benchmarks.invented_page import PAGE, page

        PAGE.write_text(page(PAGE.read_text("utf-8"), json.loads(RESULTS.read_text("utf-8"))))


if __name__ == "__main__":
    main()
