"""TOML files key by key: each has a type, and a key nobody knows is a mistake."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from vittne.dossier.cells import BadCell, check_address, check_code, check_period, check_place
from vittne.dossier.files import nearest, read_bytes
from vittne.terms.csvfile import Report, shown, unprintable
from vittne.terms.edtf import Period
from vittne.terms.errors import Problem
from vittne.terms.places import Gazetteer
from vittne.terms.tomlfile import toml_of

T = TypeVar("T")
D = TypeVar("D")

_TYPES: dict[type, str] = {
    str: "a text, in quotes",
    bool: "true or false, without quotes",
    int: "a whole number, without quotes",
    float: "a number, without quotes",
    list: "a list, in brackets",
    dict: "a table",
}


def read_toml(path: Path, file: str, report: Report) -> dict[str, Any] | None:
    """Return the content of a TOML file, or report why there is none."""
    data = read_bytes(path, file, report)
    return None if data is None else toml_of(data, file, report, "docs/reference/dossier.md")


class Keys:
    """One table of a TOML file, read key by key; :meth:`close` reports what is left.

    Each reading method returns its default, and reports, where the value is not of
    its type or cannot stand there.
    """

    def __init__(
        self, content: Mapping[str, Any], file: str, report: Report, path: str = ""
    ) -> None:
        self.content, self.file, self.path, self._report = content, file, path, report
        self._read: list[str] = []

    def bad(self, key: str, message: str, hint: str = "") -> None:
        """Report a problem with a key."""
        name = f"{self.path}.{key}" if self.path else key
        self._report(Problem(file=self.file, column=name, message=message, hint=hint))

    def close(self) -> None:
        """Report the keys that nobody read."""
        for key in self.content:
            if key not in self._read:
                guess = nearest(key, self._read)
                known = f"known here: {', '.join(self._read)}" if self._read else ""
                hint = f"did you mean {guess}?" if guess else known
                self.bad(key[:100], "this key is not known", hint)

    def table(self, key: str) -> Keys:
        """Return a table inside this one, empty if it is not there."""
        content: dict[str, Any] = self._get(key, dict, {})
        return Keys(content, self.file, self._report, f"{self.path}.{key}" if self.path else key)

    def tables(self) -> list[tuple[str, Keys]]:
        """Return all that is left, each as a table."""
        return [(key, self.table(key)) for key in self.content if key not in self._read]

    def several(self, key: str) -> list[Keys]:
        """Return the tables of a list of tables (``[[key]]``)."""
        content: list[Any] = self._get(key, list, [])
        if not all(isinstance(item, dict) for item in content):
            self.bad(key, "this is no list of tables", f"begin each with [[{key}]]")
            return []
        path = f"{self.path}.{key}" if self.path else key
        return [
            Keys(item, self.file, self._report, f"{path}[{number}]")
            for number, item in enumerate(content, 1)
        ]

    def lists(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return all that is left, each as a list of texts."""
        return [(key, self.texts(key)) for key in self.content if key not in self._read]

    def text(self, key: str, default: str = "") -> str:
        """Return a text."""
        return self._get(key, str, default)

    def choice(self, key: str, choices: tuple[str, ...], default: str = "") -> str:
        """Return one of several words."""
        value = self._get(key, str, default)
        if value in choices or value == default:
            return value
        guess = nearest(value, choices)
        hint = f"did you mean {guess}?" if guess else f"one of {', '.join(choices)}"
        self.bad(key, f"{shown(value)} is not known", hint)
        return default

    def flag(self, key: str) -> bool:
        """Return true or false; false if it is not there."""
        return self._get(key, bool, False)

    def whole(self, key: str, default: int | None, low: int) -> int | None:
        """Return a whole number that is not below low."""
        value = self._get(key, int, default)
        if value is not None and value < low:
            self.bad(key, f"{value} is too small", f"a whole number from {low}")
            return default
        return value

    def share(self, key: str) -> float | None:
        """Return a number from 0 to below 1."""
        value = self._get(key, float, None)
        if value is not None and not 0 <= value < 1:
            self.bad(key, f"{value} cannot stand here", "a number from 0 to below 1")
            return None
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, each of them once."""
        value: list[str] = self._get(key, list, [])
        if not all(isinstance(item, str) for item in value):
            self.bad(key, "not all of the list is text", 'write texts in quotes: ["S01", "S02"]')
            return ()
        if len(set(value)) < len(value):
            self.bad(key, "the list names something twice", "write each once")
        return tuple(dict.fromkeys(value))

    def codes(self, key: str, name: str) -> tuple[str, ...]:
        """Return codes of a code list."""
        codes = [self._code(key, text, name) for text in self.texts(key)]
        return tuple(code for code in codes if code)

    def period(self, key: str) -> Period | None:
        """Return a period; TOML's own dates count as text."""
        value = self.content.get(key)
        if value is not None and not isinstance(value, str | bool | int | float | list | dict):
            self._read.append(key)
            self.bad(key, "dates stand in quotes here", f'write "{value}"')
            return None
        text = self._get(key, str, "")
        return self._try(key, lambda: check_period(text), None) if text else None

    def place(self, key: str, places: Gazetteer) -> str:
        """Return a place."""
        text = self._get(key, str, "")
        return self._try(key, lambda: check_place(text, places), "") if text else ""

    def address(self, key: str) -> str:
        """Return a web address."""
        text = self._get(key, str, "")
        return self._try(key, lambda: check_address(text), "") if text else ""

    def code(self, key: str, name: str) -> str:
        """Return a code of a code list."""
        text = self._get(key, str, "")
        return self._code(key, text, name) if text else ""

    def _code(self, key: str, text: str, name: str) -> str:
        return self._try(key, lambda: check_code(text, name), "")

    def _try(self, key: str, check: Callable[[], T], default: T) -> T:
        try:
            return check()
        except BadCell as error:
            self.bad(key, error.message, error.hint)
            return default

    def _get(self, key: str, kind: type[T], default: D) -> T | D:
        self._read.append(key)
        value = self.content.get(key)
        if value is None:
            return default
        if isinstance(value, int) and not -(2**63) <= value < 2**63:
            self.bad(key, "the number is too large", "write a smaller one")
            return default
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.bad(key, f"this is {_named(value)}", f"write {_TYPES[kind]}")
            return default
        if isinstance(value, str) and (bad := unprintable(value)):
            self.bad(key, f"there is a character that cannot be printed: {bad!r}", "remove it")
            return default
        return value


def _named(value: object) -> str:
    return _TYPES.get(type(value), "a date").partition(",")[0]
