"""Errors for people: what is wrong, where, and what to do, all of them at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong, with the place where a person will find it.

    Attributes
    ----------
    message : str
        One sentence: what is wrong.
    hint : str
        What would be right, or what to do. May be empty.
    file : str
        Path relative to the folder being read. May be empty.
    line : int or None
        Line of the file as an editor counts, the header of a table being 1.
    column : str
        Name of the column, or the key in a TOML file. May be empty.
    value : str
        The value as it was read. May be empty.
    """

    message: str
    hint: str = ""
    file: str = ""
    line: int | None = None
    column: str = ""
    value: str = ""

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}, line {self.line}"
        if self.column:
            place = f"{place}, {self.column}" if place else self.column
        text = f"{place}: {self.message}" if place else self.message
        return f"{text}\n  hint: {self.hint}" if self.hint else text


class UserError(Exception):
    """The input is wrong. Carries every problem that was found (exit code 2)."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
