"""What a log takes: of people written and checked, four times as many, and one signature."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.programs import called
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
