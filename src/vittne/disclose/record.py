"""What a release says of its own disclosure control, and of its corrections, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from vittne.disclose.tables import BASE, FEWEST, Shown

RULE = "merged, rounded to multiples with the total kept, in batches"
OTHER = "other"
MOVES_TOTAL = {"added": 1, "merged": -1, "split": 1, "withdrawn": -1}
"""Kinds of corrections that change the number of people, and in which direction."""
JOINED: Mapping[str, Mapping[str, int]] = {
    "merged_or_split": {"split": 1, "merged": -1},
    "added_or_split": {"added": 1, "split": 1},
    "merged_or_withdrawn": {"merged": 1, "withdrawn": 1},
}
"""Kinds that are counted together where one of them is of few people: linking the records again
merges and splits a handful each time."""
TOGETHER = "together"
"""In the place of a reason: kinds that are counted together state none."""
_LEVELS = ((), ("merged_or_split",), ("added_or_split", "merged_or_withdrawn"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """How tables were protected. Every number follows from what this and the last release show.

    Attributes
    ----------
    rule : str
    base : int
    tables, cells : int
        How many are shown.
    merged : int
        Categories that the last release showed, and that are in a wider cell now.
    changed : int
        Cells of both releases that show another number now.
    withdrawn : int
        Tables that the last release showed, and this one does not.

    Notes
    -----
    How many cells rounding changed, or how many small ones were merged, is not said: who
    guesses the true table would learn from it which guess is right.
    """

    rule: str = RULE
    base: int = BASE
    tables: int = 0
    cells: int = 0
    merged: int = 0
    changed: int = 0
    withdrawn: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return the record as JSON."""
        return asdict(self)


def record_of(
    shown: Mapping[str, Shown | None], last: Mapping[str, Shown | None], base: int
) -> Record:
    """Count what a release shows, and how it differs from the last one."""
    both = [(now, last[name]) for name, now in shown.items() if last.get(name)]
    pairs = [(now.values, was.values) for now, was in both if now and was]
    kept = [now for now in shown.values() if now]
    return Record(
        base=base,
        tables=len(kept),
        cells=sum(len(one.values) for one in kept),
        merged=sum(name not in now for now, was in pairs for name in was),
        changed=sum(now[name] != was[name] for now, was in pairs for name in now.keys() & was),
        withdrawn=sum(bool(was) and not shown.get(name) for name, was in last.items()),
    )


def count_reasons(corrections: Iterable[tuple[str, str]]) -> dict[str, dict[str, int]]:
    """Count corrections (kind, reason), where the counts tell of no few people.

    The change of the exact total is known to everybody: where one kind that moves it is of fewer
    than five, what is missing could be computed from the others. So kinds are joined until each
    number that is shown is five or more, one way or the other: merged and split are one, net; else
    all who came are one number, and all who went. Where that fails, none is shown. Nothing tells a
    number that is 0 from one that is not shown.

    Within a kind, reasons of fewer than five are one, "other", which is no less.
    """
    kinds: dict[str, Counter[str]] = {}
    for kind, reason in corrections:
        kinds.setdefault(kind, Counter())[reason] += 1
    totals = {kind: reasons.total() for kind, reasons in kinds.items()}
    shown = next(filter(_safe, (_numbers(totals, names) for names in _LEVELS)), {})
    if totals.get("changed", 0) >= FEWEST:
        shown["changed"] = totals["changed"]
    return {
        kind: _pooled(kinds[kind]) if kind in kinds else {TOGETHER: shown[kind]}
        for kind in sorted(shown)
        if shown[kind]
    }


def _numbers(totals: Mapping[str, int], joined: Iterable[str]) -> dict[str, int]:
    """Return how many people each kind is of, where some are counted together."""
    numbers = {
        name: sum(sign * totals.get(kind, 0) for kind, sign in JOINED[name].items())
        for name in joined
    }
    inside = {kind for name in numbers for kind in JOINED[name]}
    return numbers | {kind: totals.get(kind, 0) for kind in MOVES_TOTAL if kind not in inside}


def _safe(numbers: Mapping[str, int]) -> bool:
    return not any(0 < abs(number) < FEWEST for number in numbers.values())


def _pooled(reasons: Counter[str]) -> dict[str, int]:
    """Put the smallest reasons together until none is of few people."""
    shown = {reason: n for reason, n in reasons.items() if n >= FEWEST and reason != OTHER}
    other = reasons.total() - sum(shown.values())
    while 0 < other < FEWEST:
        other += shown.pop(min(shown, key=lambda reason: (shown[reason], reason)))
    return {**dict(sorted(shown.items())), **({OTHER: other} if other else {})}
