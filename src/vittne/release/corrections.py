"""What a release says of the list that it takes the place of: added, merged, withdrawn, and why.

What happened is read from both lists; ``corrections.csv`` only says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vittne.dossier.model import Correction
from vittne.release.log import Person
from vittne.release.secrets import KeptRelease
from vittne.verify.claims import CORRECTION, Json

ADDED, MERGED, SPLIT, WITHDRAWN, CHANGED = KINDS = (
    *("added", "merged", "split", "withdrawn", "changed"),
)
NOT_STATED, ERASED = "not_stated", "erased"
"""Reasons that no row has to give."""

Counts = Mapping[str, Mapping[str, int]]
"""By kind, by reason: how many people; kinds of few people are not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """How a list follows the last one.

    Attributes
    ----------
    before, now : int
        How many people are on the one and on the other: the sizes of the list logs.
    counts : mapping
    """

    before: int
    now: int
    counts: Counts

    def entry(self, release: int) -> Json:
        """Return what the claims log says of it."""
        return {
            "type": CORRECTION,
            "release": release,
            "people": {"before": self.before, "now": self.now},
            "counts": {kind: dict(reasons) for kind, reasons in self.counts.items()},
        }


def corrected(
    published: Iterable[KeptRelease], people: Sequence[Person], rows: Iterable[Correction]
) -> Corrected | None:
    """Return how a list follows the one that was published last; None where either is missing.

    Between them there may be releases that said nothing of the list.
    """
    lists = [one for one in published if one.leaves]
    if not lists or not people:
        return None
    last = lists[-1]
    from vittne.disclose import count_reasons

    told = _reasons(rows)
    found = [
        (kind, reason)
        for before, now in _groups(last, people)
        for kind, reason in _what(before, now, told)
    ]
    return Corrected(before=last.list_size, now=len(people), counts=count_reasons(found))


@dataclass(frozen=True, slots=True)
class _Listed:
    keys: tuple[str, ...]
    record: bytes


def _groups(
    last: KeptRelease, people: Sequence[Person]
) -> Iterable[tuple[list[_Listed], list[_Listed]]]:
    """Yield the people of both lists who share records, group by group."""
    old = [_Listed(leaf.person, leaf.record) for leaf in last.leaves]
    new = [_Listed(person.keys, person.record) for person in people]
    top: dict[str, str] = {}

    def find(key: str) -> str:
        while (above := top.setdefault(key, key)) != key:
            top[key] = top[above]
            key = above
        return key

    for one in (*old, *new):
        for key in one.keys:
            top[find(key)] = find(one.keys[0])
    groups: dict[str, tuple[list[_Listed], list[_Listed]]] = {}
    for n, one in enumerate(old):
        name = find(one.keys[0]) if one.keys else f" {n}"  # erased: nobody knows who it was
        groups.setdefault(name, ([], []))[0].append(one)
    for one in new:
        groups.setdefault(find(one.keys[0]), ([], []))[1].append(one)
    return groups.values()


def _what(
    before: list[_Listed], now: list[_Listed], told: Mapping[str, Mapping[str, str]]
) -> list[tuple[str, str]]:
    """Return what became of some people, person by person."""
    keys = [key for one in (*before, *now) for key in one.keys]
    if not before:
        kinds = [ADDED] * len(now)
    elif not now:
        kinds = [WITHDRAWN] * len(before)
    elif len(before) > len(now):
        kinds = [MERGED] * (len(before) - len(now))
    elif len(now) > len(before):
        kinds = [SPLIT] * (len(now) - len(before))
    else:
        kinds = [CHANGED] if {one.record for one in before} != {one.record for one in now} else []
    reasons = [told[kind][key] for kind in kinds for key in keys if key in told.get(kind, {})]
    unsaid = NOT_STATED if keys else ERASED
    return [(kind, reasons[0] if reasons else unsaid) for kind in kinds]


def _reasons(rows: Iterable[Correction]) -> dict[str, dict[str, str]]:
    """Return the reason of each record, by kind; of several the last one."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        found.setdefault(row.kind, {})[row.record] = row.reason
    return found
