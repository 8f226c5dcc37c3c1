"""A skipped test fails, but for the one accepted reason (tests/conftest.py)."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest


def outcome(root: Path, folder: Path, body: str) -> str:
    """Counts that pytest prints for a file of tests under this project's conftest.py."""
    (folder / "conftest.py").write_bytes((root / "tests" / "conftest.py").read_bytes())
    (folder / "test_it.py").write_text(f"import pytest\n{body}\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", "."]
    run = subprocess.run([*command, "."], cwd=folder, capture_output=True, text=True)
    return re.sub(r" in .*", "", run.stdout.splitlines()[-1])


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("def test(): pytest.skip('no time')", "1 failed"),
        ("@pytest.mark.skip(reason='no time')\ndef test(): pass", "1 error"),
        ("pytest.importorskip('a_module_that_is_not_there')", "1 error"),
        ("def test(): pytest.skip('../shared is absent')", "1 skipped"),
        ("def test(): pass", "1 passed"),
    ],
)
def test_only_the_missing_shared_folder_excuses(
    body: str, expected: str, root: Path, tmp_path: Path
) -> None:
    assert outcome(root, tmp_path, body) == expected
