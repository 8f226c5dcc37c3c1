"""Tables that name no one: whether what is shown of them obeys the rules that it claims.

Nothing here knows the true counts. What is checked is the form that protects them: multiples of the
base, no cell of few people, an exact total that everything adds up to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from vittne.dossier.model import Dossier, OverlapTable
from vittne.verify.claims import CLAIMS, CORRECTION
from vittne.verify.entries import FIGURES
from vittne.verify.figures import Figure
from vittne.verify.linked import LISTED_ID, PERSONS_BY
from vittne.verify.log import ClaimedRelease, Logs
from vittne.verify.report import Failure

FEWEST = 5
"""Fewer people are no cell, no change and no correction of their own."""
RESIDUAL = "other_or_not_stated"

_MOVES = {"added": 1, "split": 1, "merged": -1, "withdrawn": -1}
"""Kinds of corrections that change how many people there are, and in which direction."""
_JOINED = {"merged_or_split": 1, "added_or_split": 1, "merged_or_withdrawn": -1}
"""The same, counted together where one of them is of few people."""
TOGETHER = "together"
"""In the place of a reason, where kinds are counted together."""
_SETS = (
    set(_MOVES),
    {"added", "merged_or_split", "withdrawn"},
    {"added_or_split", "merged_or_withdrawn"},
)
"""What may stand in one correction, so that everybody is counted once."""


def count_tables(dossier: Dossier, figures: Sequence[Figure]) -> int:
    """Return how many tables of a release were merged and rounded."""
    return sum(map(_is_shown, dossier.tables)) + len(_cells(figures))


def _is_shown(table: OverlapTable) -> bool:
    rounded = table.about.rounded
    return table.about.drawn or (rounded is not None and rounded.elsewhere)


def _cells(figures: Sequence[Figure]) -> dict[str, dict[str, Any]]:
    """Return the cells of each table that stands in `figures.json`, a figure a cell."""
    by: dict[str, dict[str, Any]] = {}
    for figure in figures:
        if figure.numbers.method == PERSONS_BY:
            detail = figure.numbers.detail
            by.setdefault(str(detail.get("by")), {})[str(detail.get("code"))] = figure.numbers.value
    return by


def check_disclosed(dossier: Dossier, figures: Sequence[Figure]) -> Iterator[Failure]:
    """Yield the tables that show more than the rules allow, or that do not add up."""
    base = dossier.settings.disclosure_base
    for table in dossier.tables:
        rounded, path = table.about.rounded, f"data/tables/{table.name}.csv"
        if not _is_shown(table):
            continue
        if rounded is None or rounded.base != base:
            text = f"is of people on lists, and not rounded to multiples of {base}"
            yield Failure(path=path, kind="not_protected", text=text)
            continue
        for text in _faults([row.count for row in table.rows], rounded.residual, base):
            yield Failure(path=path, kind="not_protected", text=text)
    listed = next((one.numbers.value for one in figures if one.id == LISTED_ID), None)
    for name, cells in _cells(figures).items():
        for text in _cell_faults(cells, listed, base):
            yield Failure(path=FIGURES, kind="not_protected", text=f"has people by {name}, {text}")


def _cell_faults(cells: Mapping[str, Any], listed: Any, base: int) -> Iterator[str]:
    if not all(isinstance(value, int) for value in cells.values()):
        yield "of whom one is no whole number"
        return
    if sum(cells.values()) != listed:
        yield f"{sum(cells.values())} together, of {listed} who are listed"
    counts = [value for code, value in cells.items() if code != RESIDUAL]
    yield from _faults(counts, cells.get(RESIDUAL, 0), base)


def _faults(counts: Sequence[int], residual: int, base: int) -> Iterator[str]:
    """Yield what is wrong with the cells of one table."""
    fewest = -(-FEWEST // base) * base
    odd = sum(count % base != 0 for count in counts)
    if odd > (0 if residual else 1):  # one takes what rounding leaves, where nobody is left over
        yield f"shows cells that are no multiples of {base}"
    if any(0 < count < fewest for count in counts) or 0 < residual < fewest + base:
        yield "shows a cell of few people"


def check_corrections(logs: Logs) -> Iterator[Failure]:
    """Yield the corrections that do not lead from one list to the next that was published."""
    was: Mapping[str, Any] | None = None
    for release in logs.releases:
        if text := _correction_fault(release, was):
            yield _wrong(release, text)
        was = release.listed or was


def _correction_fault(release: ClaimedRelease, was: Mapping[str, Any] | None) -> str:
    said = release.of_type(CORRECTION)
    if was is None or release.listed is None:
        return "corrects a list, and there are no two lists" if said else ""
    if len(said) != 1:
        return "does not say once how its list follows the one before"
    sizes = {"before": was["size"], "now": release.listed["size"]}
    if not _is_correction(said[0], release.number) or said[0]["people"] != sizes:
        return "corrects another list than the one before, or gives few people"
    return _sum_fault(said[0]["counts"], sizes)


def _is_correction(entry: Mapping[str, Any], number: int) -> bool:
    counts = entry.get("counts")
    return (
        entry.keys() == {"type", "release", "people", "counts"}
        and entry["release"] == number
        and isinstance(counts, dict)
        and any(counts.keys() <= {*kinds, "changed"} for kinds in _SETS)
        and all(_is_kind(kind, reasons) for kind, reasons in counts.items())
    )


def _is_kind(kind: str, reasons: Any) -> bool:
    """Whether these are five people or more by each reason; merged and split may be fewer, net."""
    return (
        isinstance(reasons, dict)
        and bool(reasons)
        and (kind in _JOINED) == (TOGETHER in reasons)
        and (kind not in _JOINED or len(reasons) == 1)
        and all(
            isinstance(count, int)
            and not isinstance(count, bool)
            and (abs(count) if kind == "merged_or_split" else count) >= FEWEST
            for count in reasons.values()
        )
    )


def _sum_fault(counts: Mapping[str, Mapping[str, int]], sizes: Mapping[str, int]) -> str:
    """Say in what corrections do not add up; all who came and went are there, or none is."""
    signs = {**_MOVES, **_JOINED}
    moved = [signs[kind] * sum(counts[kind].values()) for kind in counts if kind in signs]
    if moved and sizes["before"] + sum(moved) != sizes["now"]:
        return (
            f"leads from {sizes['before']} people to {sizes['now']}, and its corrections make "
            f"{sizes['before'] + sum(moved)}"
        )
    return ""


def _wrong(release: ClaimedRelease, text: str) -> Failure:
    text = f"of release {release.number} {text}"
    return Failure(path=CLAIMS, kind="wrong_correction", text=text)
