"""The script is one file, the same wherever it is built, and the door knows whether it is there."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from browser_script import build

from vittne.door import script as door

MOST_BYTES = 110_000
"""Of the script, compressed: with page and style sheet less than 150,000."""


def copied(root: Path, folder: Path) -> Path:
    """Copy what the script is made of, and nothing else; gives the folder of its modules."""
    made_of = [
        *(root / "src/vittne/door/browser").glob("*.js*"),
        *(root / "src/vittne/seal/words").glob("*.txt"),
        *(root / "src/vittne/door/texts").glob("*.browser.ftl"),
    ]
    for file in made_of:
        to = folder / file.relative_to(root)
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, to)
    return folder / "src/vittne/door/browser"


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The script, built in a folder of its own."""
    folder = tmp_path_factory.mktemp("one")
    build(folder / "vittne.js", browser=copied(root, folder))
    return (folder / "vittne.js").read_bytes()


def test_it_is_the_same_wherever_it_is_built(root: Path, tmp_path: Path, built: bytes) -> None:
    browser = copied(root, tmp_path / "another folder" / "на диске")
    build(tmp_path / "out" / "other name.js", browser=browser)
    assert (tmp_path / "out" / "other name.js").read_bytes() == built


def test_packages_come_from_the_lock_whatever_lies_in_folders_above(
    root: Path, tmp_path: Path, built: bytes
) -> None:
    for name in ("age-encryption", "@noble/hashes", "@scure/base", "@fluent/bundle"):
        package = tmp_path / "node_modules" / name
        package.mkdir(parents=True)
        (package / "package.json").write_text('{"main": "index.js"}', "utf-8")
        (package / "index.js").write_text('console.log("another package")', "utf-8")
    (tmp_path / "tsconfig.json").write_text('{"compilerOptions": {"target": "es5"}}', "utf-8")
    build(tmp_path / "vittne.js", browser=copied(root, tmp_path / "project"))
    assert (tmp_path / "vittne.js").read_bytes() == built


def test_the_door_has_what_is_built_now(built: bytes) -> None:
    script = door.script()
    assert script is not None, "type ./run offline-page"
    assert script.source == built, "type ./run offline-page"
    assert script.sha256 == hashlib.sha256(built).hexdigest()
    assert gzip.decompress(script.gzipped) == built
    assert len(script.gzipped) < MOST_BYTES


def test_it_carries_the_licences_of_all_that_is_in_it(root: Path, built: bytes) -> None:
    """Those of packages that are only used to build it stay out."""
    lock = json.loads((root / "src/vittne/door/browser/package-lock.json").read_text("utf-8"))
    text = built.decode()
    for path, package in lock["packages"].items():
        name = path.removeprefix("node_modules/")
        told = f"\n{name} {package.get('version')}\n" in text
        assert told == (name != "" and not package.get("dev", False)), name
    assert text.count("Permission is hereby granted") >= 5
    assert "Copyright 2023 The age Authors" in text


def test_it_names_no_address_and_no_folder(root: Path, built: bytes) -> None:
    """Nothing is fetched from elsewhere, and nothing says where it was built."""
    text = built.decode()
    assert str(root) not in text
    assert "node_modules" not in text
    assert "sourceMappingURL" not in text
    assert re.findall(r"(?:https?:)?//[a-z0-9-]+\.[a-z]+[^\s\"'`]*", text) == []


def test_where_there_is_a_warning_nothing_is_built(tmp_path: Path, root: Path) -> None:
    browser = copied(root, tmp_path)
    (browser / "main.js").write_text(
        'if (globalThis.name === NaN) console.log("never");\n', "utf-8"
    )
    with pytest.raises(subprocess.CalledProcessError, match="exit status 1"):
        build(tmp_path / "vittne.js", browser=browser)
    assert not (tmp_path / "vittne.js").exists()


def test_where_nothing_was_built_there_is_no_script(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "PATH", tmp_path / "vittne.js")
    assert door.script.__wrapped__() is None


def test_a_hash_is_read_in_groups() -> None:
    digest = hashlib.sha256(b"").hexdigest()
    groups = door.in_groups(digest).split(" ")
    assert {len(group) for group in groups} == {8}
    assert "".join(groups) == digest
