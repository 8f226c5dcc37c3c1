"""Fixtures of the room of logs: a key, notes of logs, and Go's verifier."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from vittne.tlog import Checkpoint, VerifierKey, leaf_entry, write_log
from vittne.tlog.signing import sign_checkpoint, verifier_key

ORIGIN = "vittne/invented/list"
SEED = bytes(range(32))

Entries = Callable[[int], list[bytes]]
Published = Callable[[str, Sequence[bytes]], Path]
Go = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def key() -> VerifierKey:
    """The public key by which the logs here are checked."""
    return verifier_key(ORIGIN, SEED)


@pytest.fixture(scope="session")
def entries() -> Entries:
    """So many leaves, always the same."""
    return lambda count: [leaf_entry(SEED, b"record %d" % at) for at in range(count)]


@pytest.fixture
def published(tmp_path: Path) -> Published:
    """Write a log with its checkpoint into a folder of this name, and return the folder."""

    def publish(name: str, entries: Sequence[bytes]) -> Path:
        tree = write_log(entries, tmp_path / name)
        note = sign_checkpoint(Checkpoint(ORIGIN, tree.size, tree.root), SEED)
        (tmp_path / name / "checkpoint").write_text(note, "utf-8", newline="")
        return tmp_path / name

    return publish


@pytest.fixture(scope="session")
def go(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Go:
    """Run the checker in Go, built once a worker from Debian's packages, without a network."""
    assert shutil.which("go"), "go is missing: `./run test` installs it"
    folder = tmp_path_factory.mktemp("go")
    program = folder / "check_log"
    settings = {
        "GO111MODULE": "off",
        "GOPATH": "/usr/share/gocode",
        "GOCACHE": str(folder / "cache"),
        "GOFLAGS": "",
        "CGO_ENABLED": "0",
    }
    source = root / "src" / "vittne" / "tlog" / "check_log.go"
    for command in (["vet"], ["build", "-o", str(program)]):
        subprocess.run(["go", *command, str(source)], check=True, env={**os.environ, **settings})

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(program), *map(str, arguments)], capture_output=True, text=True, check=False
        )

    return run
