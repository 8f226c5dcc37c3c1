"""Fixtures that more than one folder of tests needs, and the rule about skipping.

A skipped test is a promise that nobody checks, so it fails. One reason is accepted: the folder
`../shared`, with the original research data, lies beside some checkouts and not beside others.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SHARED_IS_ABSENT = "../shared is absent"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--without-django",
        action="store_true",
        help="make `import django` fail, however it is written (the core must not need it)",
    )


def pytest_configure(config: pytest.Config) -> None:
    # Programs that tests start run as they do for people, not as a developer's shell has it:
    # PYTHONUNBUFFERED, for one, hides what happens when the last output cannot be written.
    for name in [name for name in os.environ if name.startswith("PYTHON")]:
        del os.environ[name]
    # What runs in the background of a shell ignores Ctrl-C, and so does all that it starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if config.getoption("--without-django"):
        sys.modules["django"] = None  # type: ignore[assignment]


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    if not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
    if SHARED_IS_ABSENT not in reason:
        report.outcome = "failed"
        report.longrepr = f"skipping is not accepted here: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Iterator[None]:
    report = yield
    _refuse_skip(report)
    return report


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The original research data; the test is skipped where they are not beside the checkout."""
    if not (SHARED / "data").is_dir():
        pytest.skip(SHARED_IS_ABSENT)
    return SHARED / "data"


@pytest.fixture(scope="session")
def example_dossier() -> Path:
    """The example on Chechnya, as it lies in the repository: read only, copy it to change it."""
    return ROOT / "examples" / "chechnya"


@pytest.fixture(scope="session")
def example_release(example_dossier: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release of the example, built once a worker: read only, copy it to change it."""
    from vittne.release import build_release

    out = tmp_path_factory.mktemp("example") / "release"
    build_release(example_dossier, out, secrets=out.with_name("chechnya.secrets.json"))
    return out


@pytest.fixture(scope="session")
def overlaps_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example on Kosovo with a refused and a stratified table, built once: read only."""
    from overlaps import built_once

    return built_once(ROOT / "examples" / "kosovo", tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def demonstrated(tmp_path_factory: pytest.TempPathFactory) -> object:
    """`vittne demo`, run once: three releases, two of which follow each other; read only."""
    from demonstrated import demonstrated_once

    return demonstrated_once(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Chromium without a window (playwright's `Browser`); make a context with `offline=True`."""
    from chromium import chromium

    with chromium() as running:
        yield running


@pytest.fixture
def page(browser: object) -> Iterator[object]:
    """A page at 1280 x 800 that reaches no network (`file:` addresses only)."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def _tool(name: str) -> Path:
    folder = ROOT / ".tools" / name / "bin"
    assert folder.is_dir(), f"{folder} is missing: `./run test` installs it"
    return folder


@pytest.fixture(scope="session")
def frictionless_command() -> list[str]:
    """`[*frictionless_command, "datapackage.json"]` exits 0 when package and data are valid.

    Run it with `cwd` at the package: paths outside the current folder are refused as unsafe.
    """
    return [str(_tool("frictionless") / "python"), "-m", "frictionless", "validate"]


@pytest.fixture(scope="session")
def rocrate_validator_command() -> list[str]:
    """`[*rocrate_validator_command, FOLDER]` exits 0 when the folder is a valid RO-Crate.

    No network: only the context of RO-Crate 1.3 is known, so the crate must be of that version
    (`conformsTo` https://w3id.org/ro/crate/1.3, `@context` the same with `/context`).
    """
    python = _tool("roc-validator") / "python"
    return [str(python), str(ROOT / "tests" / "tools" / "rocrate_offline.py")]
