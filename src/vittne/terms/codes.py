"""Code lists: the words a dossier may use, with their names in three languages.

Each list is a file ``lists/<name>.csv`` with the columns code, en, ru, sv, huridocs,
source. It is read through ``importlib.resources``, so that it is found inside a zip too.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "ru", "sv")

OPEN_LISTS = frozenset({"units", "places"})
"""Lists that a dossier may go beyond: a code that is not there is shown as it is written."""


@dataclass(frozen=True)
class CodeList:
    """The codes of one list, in the order of its file.

    Attributes
    ----------
    name : str
    codes : tuple of str
    open : bool
        Whether a code that is not in the list is allowed, and is its own label.
    labels : mapping of str to mapping of str to str
        Code to language to label.
    huridocs : mapping of str to str
        Code to the code in a HURIDOCS list, only where one was seen.
    sources : mapping of str to str
        Code to where its mapping was seen.
    """

    name: str
    codes: tuple[str, ...]
    open: bool
    labels: Mapping[str, Mapping[str, str]]
    huridocs: Mapping[str, str]
    sources: Mapping[str, str]

    def __contains__(self, code: object) -> bool:
        return code in self.labels

    def label(self, code: str, language: str) -> str:
        """Return what a reader sees for a code.

        Raises
        ------
        KeyError
            If a closed list has no such code, or the language is not en, ru or sv.
        """
        if self.open and code not in self.labels:
            return code
        return self.labels[code][language]


@cache
def code_list(name: str) -> CodeList:
    """Return the list of that name.

    Raises
    ------
    KeyError
        If there is no such list.
    """
    try:
        text = files(__package__).joinpath("lists", f"{name}.csv").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise KeyError(f"there is no code list {name!r}") from None
    rows = list(csv.DictReader(text.splitlines()))
    return CodeList(
        name=name,
        codes=tuple(row["code"] for row in rows),
        open=name in OPEN_LISTS,
        labels={row["code"]: {language: row[language] for language in LANGUAGES} for row in rows},
        huridocs={row["code"]: row["huridocs"] for row in rows if row["huridocs"]},
        sources={row["code"]: row["source"] for row in rows if row["source"]},
    )
