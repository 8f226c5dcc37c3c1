"""The page that an administrator follows, and what its blocks do under another root than `/`."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from put_up import HowTo

MOVED = re.compile(r"(?<![\w./:])/(?=(?:opt|var)/|mnt\b)")
"""Folders of the page that lie under another root here."""
ABSENT = ("chown", "mount", "systemctl", "umount")
"""There is no stick, no service manager and no user of tor: these do nothing here."""


@pytest.fixture(scope="session")
def how_to(root: Path) -> HowTo:
    """The page."""
    return HowTo((root / "docs" / "how-to" / "put-up-a-door.md").read_text("utf-8"))


@pytest.fixture
def type_in(how_to: HowTo, tmp_path: Path) -> Callable[..., None]:
    """Type a block, and the passphrase where it is asked for: `type_in(name, machine, program)`."""
    passphrase = tmp_path / "passphrase"
    passphrase.touch()

    def type_in(name: str, machine: Path, program: Path) -> None:
        block = MOVED.sub(f"{machine}/", how_to.named[name])
        block = block.replace(f"{machine}/opt/vittne/current/venv/bin/vittne", "vittne")
        before = [f"{absent}() {{ :; }}" for absent in ABSENT]
        before += [
            'vittne() { [ "$1" != open ] || set -- "$@" --passphrase-fd 3; "$PROGRAM" "$@"; }',
            f"exec 3<{passphrase}",
        ]
        subprocess.run(
            ["sh", "-euc", "\n".join([*before, block])],
            cwd=machine / "mnt",
            env={**os.environ, "PROGRAM": str(program)},
            check=True,
        )

    return type_in
