"""The door under load, searched, seized and timed: what is too long for a test.

python benchmarks/door.py run [PART ...]   measures load, canary, seizure, timing; each
                                           part is kept in results/door.json on its own
python benchmarks/door.py report           writes docs/method/door.md from it
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT / "tests" / "tools")
RESULTS = ROOT / "benchmarks" / "results" / "door.json"
PAGE = ROOT / "docs" / "method" / "door.md"
MB = 1_000_000

Result = dict[str, Any]


def load(place: Path, writers: int = 10, size: int = 50 * MB) -> Result:
    """Ten writers at once: a text each, then a text with a file of 50 MB."""
    from door_load import Writers, in_the_mailbox, orphans
    from door_process import Door

    found: Result = {"writers": writers, "file_bytes": size}
    for name, bytes_ in (("text", 0), ("file", size)):
        door = Door(place / name)
        with door:
            all_ = Writers(door, bytes_)
            began = time.perf_counter()
            all_.all_at_once(writers, 1)
            found[name] = {
                "seconds": round(time.perf_counter() - began, 1),
                "slowest": round(max(all_.seconds), 1),
                "errors": all_.errors,
                "kept": len(all_.kept),
                "whole": in_the_mailbox(door) == all_.kept,
                "most_memory_mb": round(door.most_memory() / MB),
            }
        found[name]["orphans_and_free_pages"] = orphans(door)
    return found


def canary(place: Path, size: int = 60 * MB, kills: int = 8) -> Result:
    """Marks on every path, with files of 60 MB, and kills at random moments."""
    from canary import Search, Watch
    from door_process import Door
    from door_walk import Walk

    door = Door(place / "door")
    door.start()
    walk = Walk(door, size, seed=int(time.time()))
    mailbox = door.folder / "mailbox.sqlite3"
    apart = [Path(f"{mailbox}{end}") for end in ("", "-wal", "-shm")]
    with Watch(door.processes, [*apart, door.log]) as watch:
        walk.tell()
        walk.be_refused()
        walk.be_lost()
        walk.break_off()
        walk.be_killed(kills)
        walk.answer()
    search = Search(walk.marks, walk.family)
    door.kill()
    cut = search.folders([door.place])
    seen = watch.found(search)
    searched = sum(path.stat().st_size for path in door.place.rglob("*") if path.is_file())
    door.start()
    door.stop()
    return {
        "file": size,
        "kills": kills,
        "marks": len(walk.marks),
        "bytes_searched": searched,
        "looks_at_open_files": watch.looks,
        "found_after_the_cut": len(cut),
        "found_in_open_files": len(seen),
        "found_after_the_stop": len(search.folders([door.place])),
    }


def seizure(place: Path, pairs: int = 200, messages: int = 8) -> Result:
    """Pairs of doors, told apart by a classifier; and the same where nothing was tidied."""
    from seizure import study

    found: Result = {"pairs": pairs, "messages": messages}
    for name, tidy in (("door", True), ("untidied", False)):
        (place / name).mkdir()
        areas = study(place / name, pairs, messages, tidy=tidy)
        found[name] = {classifier: round(area, 3) for classifier, area in areas.items()}
    return found


def timing(place: Path, rounds: int = 60) -> Result:
    """How long coming back takes with three kinds of codes, and a test by permutation."""
    from door_process import Door

    from vittne.seal import Code

    with Door(place / "door") as door:
        waiting, emptied = door.tell("waiting"), door.tell("emptied")
        for envelope, _ in door.read_all():
            if envelope.text == "emptied":
                door.reply(envelope, "An answer.")
        door.post("/en/answers/", {"code": emptied.digits(), "delete": "0"})
        times: dict[str, list[float]] = {"unknown": [], "no answer yet": [], "deleted": []}
        chance = random.Random(1)  # noqa: S311
        for _ in range(rounds):
            codes = {"unknown": Code.generate(), "no answer yet": waiting, "deleted": emptied}
            for name in chance.sample(sorted(codes), 3):
                began = time.perf_counter()
                door.ask(codes[name].digits())
                times[name].append(time.perf_counter() - began)
    return {
        "rounds": rounds,
        "median_ms": {
            name: round(statistics.median(values) * 1000, 1) for name, values in times.items()
        },
        "p": round(permuted(list(times.values()), chance), 3),
    }


def permuted(groups: list[list[float]], chance: random.Random, times: int = 4999) -> float:
    """Return how often shuffled times differ as much (spread of mean ranks within a round)."""
    rounds = list(zip(*groups, strict=True))
    ranks = [[sorted(row).index(value) for value in row] for row in rounds]

    def spread(rows: list[list[int]]) -> float:
        return sum(sum(column) ** 2 for column in zip(*rows, strict=True))

    real = spread(ranks)
    above = sum(
        spread([chance.sample(row, len(row)) for row in ranks]) >= real for _ in range(times)
    )
    return (above + 1) / (times + 1)


PARTS: dict[str, Callable[[Path], Result]] = {
    "load": load,
    "canary": canary,
    "seizure": seizure,
    "timing": timing,
}


def run(parts: list[str]) -> None:
    """Measure some parts and keep what was found."""
    for name in parts:
        with tempfile.TemporaryDirectory() as folder:
            found = PARTS[name](Path(folder))
        everything = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
        everything[name] = found
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(everything, indent=1, sort_keys=True) + "\n", "utf-8")
        print(name, json.dumps(found), flush=True)


def report(found: Result) -> str:
    """Return the page."""
    load_, marks = found["load"], found["canary"]
    seized, timed = found["seizure"], found["timing"]
    text, file = load_["text"], load_["file"]
    at_once = f"{load_['writers']} writers at once"
    whole = "yes" if text["whole"] and file["whole"] else "no"
    searched = f"{marks['bytes_searched'] // MB} MB searched for {marks['marks']} marks"
    medians = ", ".join(f"{name} {value} ms" for name, value in timed["median_ms"].items())
    rows = [
        *(
            (f"{at_once}, {what}: kept; errors; slowest", _kept(one), f"{load_['writers']}; 0")
            for what, one in (("text", text), (f"{load_['file_bytes'] // MB} MB each", file))
        ),
        ("every byte of them arrived", whole, "yes"),
        ("most memory, all processes", f"{file['most_memory_mb']} MB", "350 MB"),
        (f"canary: files of {marks['file'] // MB} MB, {marks['kills']} kills", searched, ""),
        ("canary: found after a power cut", marks["found_after_the_cut"], 0),
        ("canary: found after a stop", marks["found_after_the_stop"], 0),
        (
            f"canary: found in open files, {marks['looks_at_open_files']} looks",
            marks["found_in_open_files"],
            0,
        ),
        *(
            (f"seizure, {seized['pairs']} pairs, {name}: area (untidied)", areas, "at most .57")
            for name, areas in (
                (name, f"{area} ({seized['untidied'][name]})")
                for name, area in seized["door"].items()
            )
        ),
        (f"coming back, {timed['rounds']} rounds", medians, ""),
        ("p of a difference between the three", timed["p"], "above .01"),
    ]
    table = "\n".join(f"| {what} | {value} | {aim} |" for what, value, aim in rows)
    return _PAGE.format(cores=os.cpu_count(), table=table)


def _kept(one: Result) -> str:
    return f"{one['kept']}; {len(one['errors'])}; {one['slowest']} s"


_PAGE = """# How the door was measured

Written by `python benchmarks/door.py report` from `benchmarks/results/door.json`. Measured on
{cores} shared cores while other programs ran. `./run test` does the same in small.

| | measured | aim |
|---|---|---|
{table}

The area is how often a classifier ranks the one kind of door above the other: .5 is blind guessing.
*Untidied* is the same storage without its rewriting, to show that the classifiers see what there is
to see. What each part does is said in `benchmarks/door.py`.
"""


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    measure = commands.add_parser("run", help="measure")
    measure.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    commands.add_parser("report", help="write the page")
    options = parser.parse_args()
    if options.command == "run":
        run(options.parts or list(PARTS))
    else:
        PAGE.write_text(report(json.loads(RESULTS.read_text("utf-8"))), "utf-8")


if __name__ == "__main__":
    main()
