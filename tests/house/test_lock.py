"""The lock files: everything pinned by hash, from the public index, and nothing that is missing."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

LOCKS = (
    "runtime",
    "door-machine",
    "dev",
    "tools-frictionless",
    "tools-roc-validator",
    "tools-setuptools",
    "tools-spark",
)


def pinned(root: Path, lock: str) -> dict[str, str]:
    """Requirement line of each package, with its environment marker."""
    text = (root / "requirements" / f"{lock}.txt").read_text()
    return {
        match["line"]: match["name"]
        for match in re.finditer(r"^(?P<line>(?P<name>[a-z0-9-]+)==[^\\\n]+)", text, re.M)
    }


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_with_hashes(lock: str, root: Path) -> None:
    text = (root / "requirements" / f"{lock}.txt").read_text()
    blocks = [block for block in re.split(r"\n(?=[a-z0-9])", text) if block.strip()]
    assert blocks
    assert all(re.match(r"[a-z0-9-]+==\S+", block) for block in blocks)
    assert all("--hash=sha256:" in block for block in blocks)


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_an_index_or_a_folder(lock: str, root: Path) -> None:
    text = (root / "requirements" / f"{lock}.txt").read_text()
    assert not re.search(r"index-url|find-links|file:|https?:", text)


def test_what_users_get_developers_get_too(root: Path) -> None:
    everywhere = {line.strip() for line in pinned(root, "dev")}
    missing = {
        line
        for line in pinned(root, "runtime")
        # What users get on some systems, developers may get on all.
        if not {line.strip(), line.partition(";")[0].strip()} & everywhere
    }
    assert missing == set()


def test_the_machine_of_a_door_gets_what_users_get_but_for_the_sciences(root: Path) -> None:
    machine, users = pinned(root, "door-machine"), pinned(root, "runtime")
    assert set(machine) < set(users)
    assert asked(root, "door-machine") == {"-c runtime.txt", "-r base.in", "-r door.in"}
    assert not {"numba", "numpy", "scipy"} & set(machine.values())


def asked(root: Path, wanted: str) -> set[str]:
    """What a list of requirements asks for itself."""
    lines = (root / "requirements" / f"{wanted}.in").read_text().splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def test_the_runtime_lock_asks_for_what_the_project_depends_on(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text())
    declared = {*project["project"]["dependencies"], *project["build-system"]["requires"]}
    extras = dict(project["project"]["optional-dependencies"])
    assert asked(root, "tools-spark") == {*extras.pop("spark")}  # no wheels: it is not in the lock
    assert asked(root, "runtime") == {"-r base.in", *(f"-r {extra}.in" for extra in extras)}
    assert asked(root, "base") == declared
    for extra, wanted in extras.items():
        assert asked(root, extra) == {*wanted}
