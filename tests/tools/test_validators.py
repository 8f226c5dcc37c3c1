"""The validators of other projects work here without a network, and can say no."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

CRATE = {
    "@context": "https://w3id.org/ro/crate/1.3/context",
    "@graph": [
        {
            "@id": "ro-crate-metadata.json",
            "@type": "CreativeWork",
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.3"},
            "about": {"@id": "./"},
        },
        {
            "@id": "./",
            "@type": "Dataset",
            "name": "A small crate",
            "description": "One table.",
            "datePublished": "2020-01-01",
            "license": {"@id": "https://creativecommons.org/licenses/by/4.0/"},
            "hasPart": [{"@id": "table.csv"}],
        },
        {
            "@id": "https://creativecommons.org/licenses/by/4.0/",
            "@type": "CreativeWork",
            "name": "CC BY 4.0",
        },
        {"@id": "table.csv", "@type": "File", "name": "A table", "encodingFormat": "text/csv"},
    ],
}
PACKAGE = {
    "name": "small",
    "resources": [
        {
            "name": "table",
            "path": "table.csv",
            "schema": {"fields": [{"name": "count", "type": "integer"}]},
        }
    ],
}


def status(command: list[str], *arguments: str, cwd: Path) -> int:
    return subprocess.run([*command, *arguments], cwd=cwd, capture_output=True).returncode


def test_a_valid_crate_is_accepted_and_one_without_a_name_is_not(
    rocrate_validator_command: list[str], tmp_path: Path
) -> None:
    (tmp_path / "table.csv").write_text("count\n3\n")
    metadata = tmp_path / "ro-crate-metadata.json"
    metadata.write_text(json.dumps(CRATE))
    assert status(rocrate_validator_command, str(tmp_path), cwd=tmp_path) == 0
    metadata.write_text(json.dumps(CRATE).replace('"name": "A small crate",', ""))
    assert status(rocrate_validator_command, str(tmp_path), cwd=tmp_path) == 1


def test_a_valid_package_is_accepted_and_one_with_a_wrong_cell_is_not(
    frictionless_command: list[str], tmp_path: Path
) -> None:
    (tmp_path / "datapackage.json").write_text(json.dumps(PACKAGE))
    table = tmp_path / "table.csv"
    table.write_text("count\n3\n")
    assert status(frictionless_command, "datapackage.json", cwd=tmp_path) == 0
    table.write_text("count\nmany\n")
    assert status(frictionless_command, "datapackage.json", cwd=tmp_path) == 1
