"""What each engine says of each drawn table, kept in files: a changed rule needs no new run.

A part is what one engine (or the diagnostics) says of one replicate. It is kept with a fingerprint
of the program that made it and of the population, and made anew when either is another.
"""

from __future__ import annotations

import ast
import gzip
import hashlib
import os
import pickle
import re
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import vittne.estimate
from benchmarks.populations import POPULATIONS, Population
from vittne.estimate.diagnostics import diagnose
from vittne.estimate.graphs import graphs
from vittne.estimate.latent import latent
from vittne.estimate.loglinear import loglinear
from vittne.estimate.result import Estimate
from vittne.estimate.table import CaptureTable

CACHE = Path(__file__).resolve().parents[1] / "build" / "coverage"
"""Outside of what is versioned: about 100 MB."""
REPLICATES = 50
"""Tables of each population that are judged whole."""
MORE_REPLICATES = 200
"""Tables for the engines that are quick enough for so many."""
QUICK = 0.1
"""Seconds of CPU, in the median of the tables that are judged whole."""

FOLDER = Path(vittne.estimate.__file__).parent
PARTS: dict[str, Callable[[CaptureTable, int], Any]] = {
    "graphs": lambda table, _: graphs(table),
    "loglinear": lambda table, seed: loglinear(table, rng=seed),
    "latent": lambda table, seed: latent(table, rng=seed),
    "diagnostics": diagnose,
}


@dataclass(frozen=True)
class Part:
    """What was said, by which program, and how long it took (seconds of CPU)."""

    made_by: str
    cpu: float
    said: Any


@cache
def made_by(part: str) -> str:
    """Hash of the programs that make a part, comments and docstrings left out."""
    return programs((part,))


def programs(first: Sequence[str], theirs: bool = True) -> str:
    """Hash of modules of the room `estimate`; with those that they import, or without."""
    names = {name for one in first for name in (_modules(one) if theirs else {one})}
    found = hashlib.sha256()
    for name in sorted(names):
        tree = ast.parse((FOLDER / f"{name}.py").read_text("utf-8"))
        found.update(ast.dump(_without_docstrings(tree)).encode())
    return found.hexdigest()[:12]


def _modules(first: str) -> set[str]:
    """Modules of this room that one imports, and theirs."""
    found, left = set(), [first]
    while left:
        name = left.pop()
        found.add(name)
        text = (FOLDER / f"{name}.py").read_text("utf-8")
        named = re.findall(r"^from vittne\.estimate\.(\w+) import", text, re.M)
        for line in re.findall(r"^from vittne\.estimate import (.+)$", text, re.M):
            named += re.findall(r"(\w+)(?: as \w+)?(?:, |$)", line)
        left += set(named) - found
    return found


def _without_docstrings(tree: ast.Module) -> ast.Module:
    """A program as far as it does something."""
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            body[:] = [line for line in body if not _is_text(line)]
    return tree


def _is_text(line: ast.stmt) -> bool:
    return isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant)


def path_of(population: Population, replicate: int, part: str) -> Path:
    """Where a part is kept."""
    return CACHE / f"{population.name}-{population.fingerprint}" / f"{replicate:03}-{part}.gz"


def kept(population: Population, replicate: int, part: str) -> Part | None:
    """The part, if it has been made."""
    path = path_of(population, replicate, part)
    if not path.exists():
        return None
    found = pickle.loads(gzip.decompress(path.read_bytes()))  # noqa: S301 - our own file
    assert isinstance(found, Part)
    return found


def seed_of(replicate: int) -> int:
    """What a user would type as ``--seed``; another one for each table."""
    return replicate + 1


def make(name: str, replicate: int, part: str) -> float:
    """Ask, and keep the answer: all of it or, if somebody ends us, nothing."""
    population = next(p for p in POPULATIONS if p.name == name)
    table = population.table(replicate).without_empty_lists()
    start = time.process_time()
    said = PARTS[part](table, seed_of(replicate))
    cpu = time.process_time() - start
    _keep(path_of(population, replicate, part), Part(made_by(part), cpu, said))
    return cpu


def _keep(path: Path, part: Part) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}")
    unfinished.write_bytes(gzip.compress(pickle.dumps(part), 6))
    unfinished.replace(path)


def missing(parts: Sequence[str], replicates: range) -> Iterator[tuple[str, int, str]]:
    """What is to be made, all populations in turn."""
    for replicate in replicates:
        for population in POPULATIONS:
            for part in parts:
                found = kept(population, replicate, part)
                if found is None or found.made_by != made_by(part):
                    yield population.name, replicate, part


@cache
def _median_cpu(name: str, part: str) -> float:
    population = next(p for p in POPULATIONS if p.name == name)
    found = (kept(population, replicate, part) for replicate in range(REPLICATES))
    return statistics.median([one.cpu for one in found if one is not None])


def is_quick(name: str, _: int, part: str) -> bool:
    """Whether an engine takes so little for tables of a population that more can be asked."""
    return part != "diagnostics" and _median_cpu(name, part) < QUICK


def make_missing(work: Sequence[tuple[str, int, str]], processes: int) -> None:
    """Make it, and say how far it is."""
    cpu, started, said = 0.0, time.monotonic(), 0.0
    with ProcessPoolExecutor(processes, initializer=end_with, initargs=(os.getpid(),)) as pool:
        futures = [pool.submit(make, *one) for one in work]
        for done, future in enumerate(as_completed(futures), start=1):
            cpu += future.result()
            passed = time.monotonic() - started
            if passed - said > 10 or done == len(work):
                said = passed
                left = passed / done * (len(work) - done)
                print(
                    f"{done} of {len(work)} ({cpu:.0f} s of CPU; about {left:.0f} s left)",
                    flush=True,
                )


def renew(part: str) -> bool:
    """Take what another program made as this one's, if it makes the same of some tables anew.

    Two of each population. A program may change without changing answers; then nothing is to be
    asked again.
    """
    some = [(population, replicate) for population in POPULATIONS for replicate in (0, 1)]
    for population, replicate in some:
        old = kept(population, replicate, part)
        table = population.table(replicate).without_empty_lists()
        new = PARTS[part](table, seed_of(replicate))
        if old is None or _said(old.said) != _said(new):
            return False
    for path in CACHE.glob(f"*/*-{part}.gz"):
        old = pickle.loads(gzip.decompress(path.read_bytes()))  # noqa: S301 - our own file
        if old.made_by != made_by(part):
            _keep(path, replace(old, made_by=made_by(part)))
    return True


def _said(answer: Any) -> Any:
    """What matters of an answer: its texts do not."""
    if not isinstance(answer, Estimate):
        return answer
    spread = answer.distribution
    numbers = None if spread is None else (spread.values.tolist(), spread.weights.tolist())
    rules = [reason.rule for reason in answer.refusals]
    checks = [(check.name, check.ok) for check in answer.checks]
    return numbers, answer.point, answer.modes, rules, checks


def end_with(parent: int) -> None:
    """End this process when the one that started it has been ended in whatever way."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
