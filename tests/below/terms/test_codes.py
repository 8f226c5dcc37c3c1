"""Code lists: every code has a name in every language, and is found inside a zip too."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from vittne.terms.codes import LANGUAGES, OPEN_LISTS, code_list

NAMES = sorted(
    path.stem
    for path in (Path(__file__).parents[3] / "src" / "vittne" / "terms" / "lists").glob("*.csv")
)


def test_there_are_lists() -> None:
    assert {"stances", "denial_forms", "grounds", "units", "relation_kinds", *OPEN_LISTS} <= {
        *NAMES
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_code_is_there_once_with_a_name_in_every_language(name: str) -> None:
    codes = code_list(name)
    assert codes.codes
    assert len(set(codes.codes)) == len(codes.codes)
    for code in codes.codes:
        assert code in codes
        assert all(codes.label(code, language).strip() for language in LANGUAGES)


@pytest.mark.parametrize("name", NAMES)
def test_a_foreign_code_is_given_only_with_its_source(name: str) -> None:
    codes = code_list(name)
    assert set(codes.huridocs) <= set(codes.sources)


def test_a_closed_list_refuses_what_it_lacks() -> None:
    stances = code_list("stances")
    assert "assert" not in stances
    with pytest.raises(KeyError):
        stances.label("assert", "en")


def test_an_open_list_shows_what_it_lacks_as_it_is_written() -> None:
    assert code_list("units").label("persons_in_hiding", "ru") == "persons_in_hiding"


@pytest.mark.parametrize("name", ["no_such_list", "", "../codes", "lists/stances"])
def test_there_is_no_other_list(name: str) -> None:
    with pytest.raises(KeyError, match="no code list"):
        code_list(name)


def test_there_is_no_other_language() -> None:
    with pytest.raises(KeyError):
        code_list("stances").label("denies", "de")


def test_lists_are_found_inside_a_zip(root: Path, tmp_path: Path) -> None:
    archive = tmp_path / "vittne.pyz"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in sorted((root / "src" / "vittne" / "terms").rglob("*.*")):
            packed.write(path, path.relative_to(root / "src"))
        packed.writestr("vittne/__init__.py", "")
    code = (
        f"import sys; sys.path.insert(0, {str(archive)!r})\n"
        "from vittne.terms.codes import code_list\n"
        "print(code_list.__wrapped__.__code__.co_filename, code_list('stances').codes)"
    )
    bare = [sys.executable, "-I", "-S", "-c", code]
    run = subprocess.run(bare, check=True, capture_output=True, text=True)
    assert str(archive) in run.stdout
    assert str(code_list("stances").codes) in run.stdout
