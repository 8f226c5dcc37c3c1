"""What the pages of the engines say is what the engines do, and was tested as they say."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import vittne.estimate
from vittne.estimate.compare import ENGINES
from vittne.terms.codes import code_list

SHARED = {"bootstrap", "chains", "convergence", "modes"}
"""Rooms of the estimate that belong to several engines."""
PAGES = (*ENGINES, "bounds")


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def text(root: Path, name: str) -> str:
    return (root / "docs" / "method" / f"{name}.md").read_text("utf-8")


def values(engine: str, name: str) -> set[object]:
    """What the constant is, in each of the engine's modules that has it."""
    names = [module.name for module in pkgutil.iter_modules(vittne.estimate.__path__)]
    own = [part for part in names if part.split("_")[0] == engine or part in SHARED]
    modules = [importlib.import_module(f"vittne.estimate.{part}") for part in own]
    return {getattr(module, name) for module in modules if hasattr(module, name)}


@pytest.mark.parametrize("engine", ENGINES)
def test_the_settings_are_those_of_the_program(engine: str, root: Path) -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \| (\S+) \|", text(root, engine), re.M)
    assert len(rows) >= 5
    assert {name: {float(value)} for name, value in rows} == {
        name: values(engine, name) for name, _ in rows
    }


def test_every_test_that_is_named_exists(page: str, root: Path) -> None:
    named = set(re.findall(r"`(test_\w+)`", text(root, page)))
    files = (root / "tests" / "below" / "estimate").glob("test_*.py")
    tests = set(re.findall(r"^def (test_\w+)", "\n".join(f.read_text() for f in files), re.M))
    assert len(named) >= 8
    assert named - tests == set()


def test_every_check_and_refusal_of_an_engine_is_explained(page: str, root: Path) -> None:
    shared = SHARED if page == "latent" else set()
    folder = root / "src" / "vittne" / "estimate"
    source = "".join(
        file.read_text("utf-8")
        for file in folder.glob("*.py")
        if file.stem.split("_")[0] == page or file.stem in shared
    )
    pattern = r"(?:Check\(\s*name|Reason\(\s*rule|_refused\([\w, ]*, )=?\"(\w+)\""
    names = set(re.findall(pattern, source))
    assert len(names) >= 3
    assert {name for name in names if f"`{name}`" not in text(root, page)} == set()


def test_every_page_says_what_a_statistician_asks(page: str, root: Path) -> None:
    headings = re.findall(r"^## (.*)$", text(root, page), re.M)
    assert headings[-4:] == [
        "Known failures",
        "Beside other programs",
        "How it was checked",
        "References",
    ]


def test_journalists_read_the_same_in_every_language(root: Path) -> None:
    pages = {name: text(root, f"for-journalists{name}") for name in ("", ".ru", ".sv")}
    shapes = {
        name: [re.match(r"#*|\||\d\.|-|", line)[0] for line in page.splitlines()]
        for name, page in pages.items()
    }
    assert shapes[""] == shapes[".ru"] == shapes[".sv"]
    numbers = [sorted(re.findall(r"\d+", page)) for page in pages.values()]
    assert numbers[0] == numbers[1] == numbers[2]


@pytest.mark.parametrize("language", ["en", "ru", "sv"])
def test_journalists_read_the_words_of_the_program(language: str, root: Path) -> None:
    page = text(root, "for-journalists" + ("" if language == "en" else f".{language}"))
    verdicts = code_list("estimate_verdicts")
    labels = [(code, verdicts.label(code, language)) for code in verdicts.codes]
    assert len(labels) == 3
    for code, label in labels:
        shown = f"`{code}`" if label == code else f"`{code}` ({label})"
        assert f"| {shown} |" in page
    assert all(f"- **`{name}`** (" in page for name in ENGINES)
