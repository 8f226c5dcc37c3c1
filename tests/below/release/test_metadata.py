"""The metadata are valid for the projects whose formats they are in, and list what is there."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from invented_dossier import linked_dossier
from small_dossiers import ONLY_A_TABLE, ONLY_CLAIMS, ONLY_SILENCE, write_files

from vittne.release import build_release

SMALL = {
    "claims": ONLY_CLAIMS,
    "a table": ONLY_A_TABLE,
    "silence": ONLY_SILENCE,
    "lists": linked_dossier(60),
}


def validates(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_example_is_a_valid_data_package(
    example_release: Path, frictionless_command: list[str]
) -> None:
    validates([*frictionless_command, "datapackage.json"], example_release / "data")


def test_the_example_is_a_valid_ro_crate(
    example_release: Path, rocrate_validator_command: list[str]
) -> None:
    validates([*rocrate_validator_command, str(example_release / "data")], example_release)


@pytest.mark.parametrize("files", SMALL.values(), ids=SMALL)
def test_a_small_release_is_a_valid_data_package(
    tmp_path: Path, files: dict[str, str], frictionless_command: list[str]
) -> None:
    build_release(write_files(tmp_path / "dossier", files), tmp_path / "release")
    validates([*frictionless_command, "datapackage.json"], tmp_path / "release" / "data")


def test_every_file_of_the_data_is_described_in_the_crate(example_release: Path) -> None:
    data = example_release / "data"
    crate = json.loads((data / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    described = {entity["@id"] for entity in crate["@graph"] if entity["@type"] == "File"}
    there = {path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()}
    assert described == there - {"ro-crate-metadata.json"}


def test_every_column_of_a_derived_table_is_described(example_release: Path) -> None:
    package = json.loads((example_release / "data" / "datapackage.json").read_text())
    resources = {one["path"]: one for one in package["resources"]}
    for field in resources["may_be_said.csv"]["schema"]["fields"]:
        assert field["description"]
    types = {field["name"]: field["type"] for field in resources["claims.csv"]["schema"]["fields"]}
    assert types["low"] == "number"
    assert types["period"] == "string"
