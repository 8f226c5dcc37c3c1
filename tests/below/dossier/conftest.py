"""Folders to read: the invented harbour dossier, whole or with something wrong in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from vittne.dossier import check_dossier
from vittne.terms.errors import Problem

Content = str | bytes | None
HARBOUR = Path(__file__).parent / "harbour"
FILES = {
    path.relative_to(HARBOUR).as_posix(): path.read_text("utf-8")
    for path in sorted(HARBOUR.rglob("*.*"))
}


@pytest.fixture(scope="session")
def files() -> Mapping[str, str]:
    """Every file of the invented dossier, as text."""
    return FILES


@pytest.fixture
def write_files(tmp_path: Path) -> Callable[..., Path]:
    """Write files to a new folder: text, or bytes; None is no file."""

    def write(files: Mapping[str, Content], name: str = "dossier") -> Path:
        folder = tmp_path / name
        folder.mkdir()
        for file, content in files.items():
            if content is not None:
                path = folder / file
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return write


@pytest.fixture(scope="session")
def harbour() -> Path:
    """The folder of the invented dossier: read only."""
    return HARBOUR


@pytest.fixture
def problems_with(write_files: Callable[..., Path]) -> Callable[..., tuple[Problem, ...]]:
    """Problems of the harbour dossier with some files changed."""

    def problems(changed: Mapping[str, Content]) -> tuple[Problem, ...]:
        report = check_dossier(write_files({**FILES, **changed}))
        assert (report.dossier is None) == bool(report.problems)
        return report.problems

    return problems
