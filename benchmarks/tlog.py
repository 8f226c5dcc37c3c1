"""What a log takes: of people written and checked, four times as many, and one signature."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.programs import EXAMPLE, called, started
from vittne.dossier import read_dossier
from vittne.release import build_release
from vittne.release.log import Person, begin_logs, log_figures, write_logs
from vittne.release.secrets import read_secrets
from vittne.tlog import (
    Checkpoint,
    Tree,
    files_of,
    leaf_entry,
    new_salt,
    read_log,
    verify_note,
    write_log,
)
from vittne.tlog.signing import new_key, sign_checkpoint, verifier_key
from vittne.verify.claims import LOG, log_origin
from vittne.verify.entries import FIGURES
from vittne.verify.figures import load_figures
from vittne.verify.manifest import write_manifest

PEOPLE = 70_000
_RECORD = b'{"lists":["police","press"],"name":"Invented Person","year":1999}'


def written(runs: int) -> list[dict[str, float]]:
    """Salt the records of 70,000 people and write their log."""
    return _written(PEOPLE, runs)


def written_four(runs: int) -> list[dict[str, float]]:
    """The same with four times as many, to see how it grows."""
    return _written(4 * PEOPLE, runs)


def checked(runs: int) -> list[dict[str, float]]:
    """Hold every entry and every tile of it against the root."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        tree = _write(PEOPLE, folder)
        return [called(lambda: read_log(files_of(folder), tree)) for _ in range(runs)]


def verified(runs: int) -> list[dict[str, float]]:
    """Check the example's release with a list log of 70,000, by `verify.pyz` and a bare Python.

    Its figures speak of no list, which is the one thing that the checker may find.
    """
    with TemporaryDirectory() as name:
        release = Path(name) / "release"
        build_release(EXAMPLE, release, secrets=Path(name) / "secrets")
        _commit_list(release, Path(name) / "secrets")
        command = ("-I", "-S", str(release / "verify.pyz"), "--json")
        said = subprocess.run([sys.executable, *command], capture_output=True, check=False).stdout
        found = {one["kind"] for check in json.loads(said)["checks"] for one in check["failures"]}
        if found != {"wrong_claim"}:
            raise AssertionError(found)
        return [started(*command, ends=1) for _ in range(runs)]


def _commit_list(release: Path, secrets: Path) -> None:
    """Write the logs of a release anew, with a list."""
    people = (Person((f"invented/{n}",), _RECORD + str(n).encode()) for n in range(PEOPLE))
    logs = begin_logs(read_secrets(secrets), log_origin(read_dossier(EXAMPLE)), people)
    shutil.rmtree(release / LOG)
    write_logs(log_figures(logs, load_figures(release / FIGURES)), release)
    write_manifest(release)


def signature(runs: int) -> list[dict[str, float]]:
    """Check one checkpoint, with a bare Python's Ed25519."""
    seed = new_key()
    key = verifier_key("vittne/invented", seed)
    note = sign_checkpoint(Checkpoint(key.name, PEOPLE, bytes(32)), seed)
    return [called(lambda: verify_note(note, [key])) for _ in range(runs)]


def _written(people: int, runs: int) -> list[dict[str, float]]:
    found = []
    for _ in range(runs):
        with TemporaryDirectory() as name:
            found.append(called(lambda folder=Path(name): _write(people, folder)))
    return found


def _write(people: int, folder: Path) -> Tree:
    return write_log((leaf_entry(new_salt(), _RECORD) for _ in range(people)), folder)
