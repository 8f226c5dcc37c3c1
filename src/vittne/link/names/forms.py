"""Forms of one given name: short ones, and what it is called in other languages.

``forms.csv`` was written for this project out of general knowledge of the languages; nothing is
copied from a list. It says that Саша may be Александр, never that it is: such names are *likely*
the same, and no more.
"""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from importlib.resources import files

from vittne.link.names.letters import words_of
from vittne.link.names.sounds import language_of, readings_of

Groups = tuple[int, ...]


@cache
def _forms() -> tuple[dict[str, Groups], tuple[str, ...]]:
    """The groups of each skeleton, and the sex of each group."""
    text = (files(__package__) / "forms.csv").read_text(encoding="utf-8")
    groups: dict[str, Groups] = {}
    sexes = []
    for number, row in enumerate(csv.DictReader(text.splitlines())):
        sexes.append(row["sex"])
        for form in row["forms"].split():
            skeleton = skeleton_of(form)
            if number not in groups.get(skeleton, ()):
                groups[skeleton] = (*groups.get(skeleton, ()), number)
    return groups, tuple(sexes)


def skeleton_of(form: str) -> str:
    """The skeleton of one name, hyphens joined."""
    words = words_of(form)
    language = language_of(tuple(word.text for word in words if word.script == "latin"))
    return "".join(readings_of(word.text, word.script, language)[0] for word in words)


@lru_cache(maxsize=1 << 16)
def groups_of(readings: tuple[str, ...]) -> Groups:
    """Numbers of the groups of forms that a word belongs to, by its first reading that has any."""
    groups, _ = _forms()
    return next((groups[reading] for reading in readings if reading in groups), ())


@lru_cache(maxsize=1 << 12)
def sex_of(groups: Groups) -> str:
    """``m`` or ``f`` where all groups agree, else empty."""
    _, sexes = _forms()
    found = {sexes[number] for number in groups}
    return found.pop() if len(found) == 1 else ""
