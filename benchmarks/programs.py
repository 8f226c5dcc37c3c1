"""What starting, building, verifying and reading dates take."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "chechnya"
OVERLAPS = ROOT / "examples" / "kosovo" / "tables" / "kosovo.csv"
PAGES = 400
DATES = ("2017", "2017-02", "2017-02-14", "2017-02~", "201X", "2017-01/2017-03", "2017/2019")


def started(*command: str, ends: int = 0, **more: str) -> dict[str, float]:
    """One start of a Python program: CPU seconds, its own children's included, and wall.

    ``more`` is put into its environment; ``ends`` is the code with which it must end.
    """
    before, clock = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    result = subprocess.run(
        [sys.executable, *command],
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **more},
    )
    if result.returncode != ends:
        raise AssertionError(f"{command} ended with {result.returncode}")
    wall = time.perf_counter() - clock
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)
    return {"cpu": cpu, "wall": wall}


def called(function: Callable[[], object]) -> dict[str, float]:
    """One call: CPU seconds of all threads, and wall."""
    cpu, clock = time.process_time(), time.perf_counter()
    function()
    return {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - clock}


@contextmanager
def _folder() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield os.path.join(folder, "out")


def bare(runs: int) -> list[dict[str, float]]:
    """Python by itself."""
    return [started("-c", "pass") for _ in range(runs)]


def usage(runs: int) -> list[dict[str, float]]:
    """Say what there is."""
    return [started("-m", "vittne", "--help") for _ in range(runs)]


def imports(runs: int) -> list[dict[str, float]]:
    """Import the rooms that need the standard library only."""
    program = "import vittne.ledger, vittne.silence, vittne.verify"
    return [started("-c", program) for _ in range(runs)]


def _build(out: str) -> dict[str, float]:
    """Build it, with secrets that are forgotten."""
    return started(
        *("-m", "vittne", "build", str(EXAMPLE), "--out", out, "--secrets", f"{out}.secrets.json")
    )


def build(runs: int) -> list[dict[str, float]]:
    """Build the release of the example."""
    found = []
    for _ in range(runs):
        with _folder() as out:
            found.append(_build(out))
    return found


def verify(runs: int) -> list[dict[str, float]]:
    """Verify it."""
    with _folder() as out:
        _build(out)
        return [started("-m", "vittne", "verify", out) for _ in range(runs)]


def estimate(runs: int) -> list[dict[str, float]]:
    """Estimate from a table, as from the second time on."""
    command = ("-m", "vittne", "estimate", str(OVERLAPS), "--json")
    started(*command)
    return [started(*command) for _ in range(runs)]


def first_estimate(runs: int) -> list[dict[str, float]]:
    """Estimate for the first time on a machine: the compiled code has to be made."""
    found = []
    for _ in range(runs):
        with _folder() as cache:
            found.append(
                started(
                    *("-m", "vittne", "estimate", str(OVERLAPS), "--json"), NUMBA_CACHE_DIR=cache
                )
            )
    return found


def dates(runs: int) -> list[dict[str, float]]:
    """Parse some dates."""
    from vittne.terms.edtf import parse_edtf

    return [called(lambda: [parse_edtf(text) for text in DATES * 20]) for _ in range(runs)]


def dates_elsewhere(runs: int) -> list[dict[str, float]]:
    """Parse the same dates with the `edtf` package, and ask for the same bounds."""
    import edtf

    def parse() -> None:
        for text in DATES * 20:
            date = edtf.parse_edtf(text)
            date.lower_strict(), date.upper_strict()

    return [called(parse) for _ in range(runs)]


def read_pages(runs: int) -> list[dict[str, float]]:
    """Read the page on which one tells, over a connection that stays open: pages a second."""
    from tests.tools.door_process import Door

    found = []
    with _folder() as place, Door(Path(place)) as door:
        connection = door.connect()
        for _ in range(runs):
            began = time.perf_counter()
            for _ in range(PAGES):
                connection.request("GET", "/en/tell/")
                connection.getresponse().read()
            found.append({"pages": PAGES / (time.perf_counter() - began)})
        connection.close()
    return found
