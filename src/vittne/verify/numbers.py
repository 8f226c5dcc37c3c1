"""The numbers of a release, computed again from its data alone."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from vittne.dossier import Dossier
from vittne.verify.entries import FIGURES
from vittne.verify.estimates import KIND
from vittne.verify.figures import AUDITED, Figure, Numbers
from vittne.verify.linked import LISTED
from vittne.verify.recompute import numbers
from vittne.verify.report import Failure
from vittne.verify.tables import render_tables
from vittne.verify.tree import Tree, Unreadable

# What is left of a number that is computed in another order, on another processor.
_REL_TOL, _ABS_TOL = 1e-9, 1e-12

_CONFIDENTIAL = ("lists/", "tables/")


def cannot_be_recomputed(figures: Sequence[Figure], dossier: Dossier) -> tuple[str, ...]:
    """Return the ids of figures that rest on data which are not in the release."""
    public = {f"lists/{one.name}" for one in dossier.lists}
    public |= {f"tables/{one.name}" for one in dossier.tables}
    return tuple(
        figure.id
        for figure in figures
        if not of_logs(figure)
        and any(
            key.startswith(_CONFIDENTIAL) and key not in public for key in figure.numbers.rests_on
        )
    )


def check_numbers(dossier: Dossier, figures: Sequence[Figure]) -> tuple[Failure, ...]:
    """Return the figures that the release's data do not carry, or carry otherwise."""
    skipped = frozenset(cannot_be_recomputed(figures, dossier))
    right = {one.id: one for one in numbers(dossier)}
    # Estimates are checked by `check_estimates`: they cannot be computed here. What the logs
    # say, by `check_claims` and `check_audit`.
    given = {
        figure.id: figure.numbers
        for figure in figures
        if not (figure.numbers.kind == KIND or of_logs(figure)) or figure.id in right
    }
    texts = [f"has no figure {id_}, which its data give" for id_ in right if id_ not in given]
    if len({figure.id for figure in figures}) < len(figures):
        texts.append("names a figure twice")
    for id_, one in given.items():
        if id_ in skipped:
            continue
        if id_ not in right:
            texts.append(f"has a figure {id_} that its data do not give")
        else:
            texts.extend(_differences(one, right[id_]))
    return tuple(Failure(path=FIGURES, kind="wrong_number", text=text) for text in texts)


def of_logs(figure: Figure) -> bool:
    """Whether a figure is what the list log, or an audit of it, says."""
    return figure.numbers.method == LISTED or figure.numbers.kind == AUDITED


def check_tables(tree: Tree, dossier: Dossier) -> tuple[Failure, ...]:
    """Return the derived tables that are not what the release's data give."""
    failures = []
    for name, right in render_tables(dossier).items():
        path = f"data/{name}"
        if path not in tree:
            failures.append(Failure(path=path, kind="missing", text="is missing"))
            continue
        try:
            content = tree.read(path)
        except Unreadable as error:
            failures.append(error.failure)
            continue
        if content != right:
            text = f"is not what the data give: {_first_difference(content, right)}"
            failures.append(Failure(path=path, kind="wrong_table", text=text))
    return tuple(failures)


def same_numbers(given: Numbers | None, right: Numbers | None) -> bool:
    """Whether both are one figure, or both none."""
    if given is None or right is None:
        return given is right
    return _same(asdict(given), asdict(right))


def _differences(given: Numbers, right: Numbers) -> Iterator[str]:
    """Say part by part in what a figure is not what the data give."""
    wrong, expected = asdict(given), asdict(right)
    for name in expected:
        if not _same(wrong[name], expected[name]):
            yield (
                f"says for {given.id} that its {name} is {_short(wrong[name])}; "
                f"its data give {_short(expected[name])}"
            )


def _same(a: Any, b: Any) -> bool:
    """Whether two JSON values are equal, with a hair's breadth between computed numbers."""
    if isinstance(a, bool) or isinstance(b, bool):
        return a is b
    if isinstance(a, float) or isinstance(b, float):
        numeric = isinstance(a, int | float) and isinstance(b, int | float)
        return numeric and math.isclose(a, b, rel_tol=_REL_TOL, abs_tol=_ABS_TOL)
    if isinstance(a, Mapping) and isinstance(b, Mapping):
        return a.keys() == b.keys() and all(_same(a[key], b[key]) for key in a)
    if isinstance(a, list | tuple) and isinstance(b, list | tuple):
        return len(a) == len(b) and all(map(_same, a, b))
    return type(a) is type(b) and bool(a == b)


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 200 else text[:200] + "..."


def _first_difference(content: bytes, right: bytes) -> str:
    """Return the first line in which two tables differ."""
    lines = content.decode("utf-8", "replace").split("\n")
    expected = right.decode("utf-8").split("\n")
    for number, (line, other) in enumerate(zip(lines, expected, strict=False), start=1):
        if line != other:
            return f"line {number} is {_short(line)!r} and should be {_short(other)!r}"
    return f"it has {len(lines) - 1} lines and should have {len(expected) - 1}"
