"""Fixtures of the script that seals in the browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser_script import Script, running


@pytest.fixture(scope="session")
def script(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Script]:
    """The script, running: one process for all tests."""
    with running(tmp_path_factory.mktemp("browser")) as script:
        yield script
