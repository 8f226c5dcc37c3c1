"""What the core needs: Python alone. `verify.pyz` is packed from it and runs on a bare machine.

import-linter checks the order of the rooms (pyproject.toml). It does not see everything that is
loaded, so the interpreter is asked too.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PLAIN_ROOMS = ("terms", "ledger", "silence", "tlog", "dossier", "verify")
SIGNS = "tlog/signing.py"  # with `cryptography`; the rest of its room does without
WRITES_TOML = (
    "dossier/writer.py"  # the one module that may import tomli_w, and not on a bare Python
)


def imported(path: Path) -> Iterator[str]:
    """First parts of the absolute names that a file imports, at any depth."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("room", PLAIN_ROOMS)
def test_the_rooms_of_verify_pyz_import_the_standard_library_only(room: str, root: Path) -> None:
    source = root / "src" / "vittne"
    foreign = {
        (str(path.relative_to(source)), name)
        for path in sorted((source / room).rglob("*.py"))
        for name in imported(path)
        if name != "vittne" and name not in sys.stdlib_module_names
    }
    assert foreign <= {(WRITES_TOML, "tomli_w"), (SIGNS, "cryptography")}


def test_the_sciences_load_with_a_bare_python(root: Path) -> None:
    """`-I -S`: no site-packages at all, as `verify.pyz` is run."""
    code = "import sys; sys.path.insert(0, sys.argv[1])\nimport vittne.ledger, vittne.silence"
    code += ", vittne.tlog, vittne.verify, vittne.dossier"
    subprocess.run([sys.executable, "-I", "-S", "-c", code, str(root / "src")], check=True)


def loaded(code: str) -> set[str]:
    script = f"{code}\nimport sys\nprint(*sorted(sys.modules))"
    run = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    return {name.split(".")[0] for name in run.stdout.splitlines()[-1].split()}


def test_the_core_loads_neither_a_web_framework_nor_an_array_library() -> None:
    names = loaded("import vittne.ledger, vittne.silence, vittne.verify")
    assert "vittne" in names
    assert not names & {"django", "numba", "numpy", "scipy", "jinja2", "fluent", "babel", "rich"}


def test_help_loads_nothing_heavy() -> None:
    names = loaded("import vittne.cli.main\nvittne.cli.main.main([])")
    assert "vittne" in names
    heavy = {"numba", "numpy", "jinja2", "fluent", "babel", "rich", "tomli_w", "django", "gunicorn"}
    assert not names & heavy
    assert not names & {"cryptography", "pyrage"}
