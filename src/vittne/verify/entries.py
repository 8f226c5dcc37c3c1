"""``figures.json`` and its like, read with suspicion: an enemy may have written them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from vittne.verify.figures import Figure, figure_from_dict
from vittne.verify.report import Failure
from vittne.verify.tree import Tree, Unreadable

FIGURES = "data/figures.json"

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._=+-]*")
"""A figure's id is the name of a folder, and stands in addresses as it is."""


_MOST = 1e15
"""No figure is larger, and every whole number below it is exact as a float."""


_DEEPEST = 40
"""Lists and objects in one another; a release has a quarter of that."""


def read_json(tree: Tree, path: str) -> Any:
    """Return the content of a JSON file of the release.

    Raises
    ------
    Unreadable
        It is missing, no JSON, or names a key twice: then two readers may see two files.
    """
    if path not in tree:
        raise Unreadable(Failure(path=path, kind="missing", text="is missing"))
    text = tree.text(path)
    try:
        content = json.loads(text, object_pairs_hook=once, parse_constant=_no_number)
        _expect_plain(content, _DEEPEST)
        return content
    except (ValueError, RecursionError) as error:
        failure = Failure(path=path, kind="not_json", text=f"is no JSON: {error}")
        raise Unreadable(failure) from None


def read_figures(tree: Tree, report: Callable[[Failure], None]) -> tuple[Figure, ...] | None:
    """Return the figures of a release; None if one of them cannot be read, which is reported."""
    try:
        entries = read_json(tree, FIGURES)
    except Unreadable as error:
        report(error.failure)
        return None
    if not isinstance(entries, list):
        report(Failure(path=FIGURES, kind="no_figure", text="is no list of figures"))
        return None
    figures: list[Figure] = []
    for position, entry in enumerate(entries, start=1):
        try:
            figure = figure_from_dict(entry)
            wrong = [name for name, right in _parts(figure) if not right]
            if json.loads(json.dumps(figure.to_dict())) != entry:
                wrong.append("it has other parts than a figure")
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            wrong = [str(error)]
        if wrong:
            text = f"has an entry {position} that is no figure: {', '.join(wrong)}"
            report(Failure(path=FIGURES, kind="no_figure", text=text))
        else:
            figures.append(figure)
    return tuple(figures) if len(figures) == len(entries) else None


def _expect_plain(value: Any, deeper: int) -> None:
    """Refuse what others could not write again: halves of letters, and depth without end."""
    if isinstance(value, str):
        value.encode()  # a UnicodeError is a ValueError
    elif isinstance(value, list | dict):
        if not deeper:
            raise ValueError("it is nested deeper than anything in a release")
        for item in value:
            _expect_plain(item, deeper - 1)
            if isinstance(value, dict):
                _expect_plain(value[item], deeper - 1)


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Build an object of JSON; a key that stands there twice is a ValueError."""
    content = dict(pairs)
    if len(content) != len(pairs):
        raise ValueError("a key stands there twice")
    return content


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number")


def _parts(figure: Figure) -> Iterator[tuple[str, bool]]:
    """Yield every part of a figure, and whether it is of the kind that it must be."""
    numbers, interval, scope = figure.numbers, figure.numbers.interval, figure.numbers.scope
    yield "id", isinstance(figure.id, str) and bool(_ID.fullmatch(figure.id))
    yield "value", numbers.value is None or _is_plain(numbers.value)
    yield "unit", isinstance(numbers.unit, str)
    if interval is not None:
        ends = (interval.low, interval.high, interval.level)
        yield "interval", all(end is None or _is_number(end) for end in ends)
    yield "scope", isinstance(scope.place, str) and isinstance(scope.period, str)
    yield "scope", all(isinstance(code, str) for code in (*scope.acts, *scope.grounds))
    for check in numbers.checks:
        yield "checks", isinstance(check.name, str)
        yield "checks", check.value is None or _is_plain(check.value)
        yield "checks", check.ok is None or isinstance(check.ok, bool)
    yield "method", isinstance(numbers.method, str)
    yield "seed", isinstance(figure.seed, int) and not isinstance(figure.seed, bool)
    for name, mapping in (
        ("settings", numbers.settings),
        ("detail", numbers.detail),
        ("disclosure", figure.disclosure),
    ):
        yield name, isinstance(mapping, Mapping)
    yield "supersedes", figure.supersedes is None or isinstance(figure.supersedes, str)
    yield "rests_on", all(isinstance(key, str) for key in numbers.rests_on)
    for name in ("sentence", "inputs", "software"):
        yield name, _is_texts(getattr(figure, name))


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return -_MOST < value < _MOST


def _is_plain(value: object) -> bool:
    return isinstance(value, str) or _is_number(value)


def _is_texts(value: object) -> bool:
    return isinstance(value, Mapping) and all(isinstance(text, str) for text in value.values())
