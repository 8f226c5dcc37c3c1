"""Places: ISO 3166 codes, paths below them, and regions that a dossier declares.

``RU`` is a country, ``RU-CE`` one of its parts (ISO 3166-2), ``RU-CE/grozny`` a path
below it, and ``north-caucasus`` a region if the dossier says what it contains. See
``docs/reference/places.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_CODE = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3}(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*)?")
_REGION = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*")
_LONGEST_SHOWN = 60


@dataclass(frozen=True)
class Gazetteer:
    """What contains what.

    Attributes
    ----------
    regions : mapping of str to tuple of str
        For each declared region its members: codes, paths or other regions.

    Notes
    -----
    A place that is neither a code nor declared stands for itself alone. An empty
    place is unknown: it contains nothing, lies in nothing, and overlaps nothing.
    """

    regions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _leaves: Mapping[str, frozenset[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        leaves = {region: _leaves_of(region, self.regions) for region in self.regions}
        object.__setattr__(self, "_leaves", leaves)

    def contains(self, outer: str, inner: str) -> bool:
        """Whether the whole of inner lies in outer. Every known place contains itself."""
        if not outer or not inner:
            return False
        outer_leaves, inner_leaves = self._expand(outer), self._expand(inner)
        if outer == inner:
            return True
        return bool(inner_leaves) and all(
            any(_lies_in(leaf, wide) for wide in outer_leaves) for leaf in inner_leaves
        )

    def overlaps(self, a: str, b: str) -> bool:
        """Whether some place belongs to both."""
        if not a or not b:
            return False
        return a == b or any(
            _lies_in(one, other) or _lies_in(other, one)
            for one in self._expand(a)
            for other in self._expand(b)
        )

    def hull(self, places: Iterable[str]) -> str:
        """Smallest place that contains all the given ones.

        It is one of them, a declared region, or a code or path above them; empty if
        there is none, as for two countries that no declared region joins.
        """
        several = sorted(set(places))
        above = {step for place in several for leaf in self._expand(place) for step in _steps(leaf)}
        # Where two candidates are equally small: a given place, then a code, then a region.
        order = [*several, *sorted(above - set(several)), *sorted(set(self.regions) - set(several))]
        fitting = [c for c in order if several and all(self.contains(c, p) for p in several)]
        for candidate in fitting:
            if not any(self._smaller(other, candidate) for other in fitting):
                return candidate
        return ""

    def problem(self, text: str) -> str | None:
        """Why this text is no place, as a sentence for people; None if it is one."""
        if text in self.regions or _CODE.fullmatch(text):
            return None
        shown = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."
        if not text:
            return "the place is empty"
        if _CODE.fullmatch(text.upper().partition("/")[0]) and _REGION.fullmatch(text) is None:
            return (
                f"{shown!r} is not written as a place: codes are upper case and paths below them "
                "lower case, as in RU-CE/grozny"
            )
        if _CODE.fullmatch(text.upper()):
            return (
                f"{shown!r} is neither a declared region nor a code: did you mean {text.upper()}?"
            )
        return (
            f"{shown!r} is neither an ISO 3166 code (RU, RU-CE), nor a path below one "
            "(RU-CE/grozny), nor a region declared under [regions]"
        )

    def region_problems(self) -> tuple[tuple[str, str], ...]:
        """What is wrong with the declared regions: (region, sentence for people)."""
        found = []
        for region, members in self.regions.items():
            if _CODE.fullmatch(region) or not _REGION.fullmatch(region):
                found.append(
                    (region, "the name of a region is a word such as north-caucasus, not a code")
                )
            found += [(region, text) for member in members if (text := self.problem(member))]
            if not members:
                found.append((region, "the region contains nothing: list its places"))
            elif region in _regions_below(region, self.regions):
                found.append((region, "the region contains itself"))
        return tuple(found)

    def _expand(self, place: str) -> frozenset[str]:
        return self._leaves.get(place, frozenset([place] if place else []))

    def _smaller(self, a: str, b: str) -> bool:
        return self.contains(b, a) and not self.contains(a, b)


def _lies_in(inner: str, outer: str) -> bool:
    """Whether a code or path equals another or lies below it."""
    return inner == outer or inner.startswith((f"{outer}-", f"{outer}/"))


def _steps(leaf: str) -> list[str]:
    """Return a code or path and all above it: ``RU-CE/grozny``, ``RU-CE``, ``RU``."""
    if not _CODE.fullmatch(leaf):
        return [leaf]
    ends = [match.start() for match in re.finditer(r"/", leaf)] + [len(leaf)]
    return [leaf[:end] for end in ends] + [leaf[:2]]


def _regions_below(region: str, regions: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Return the regions inside a region, itself only if it lies in a cycle."""
    found: set[str] = set()
    waiting = [region]
    while waiting:
        inner = [member for member in regions[waiting.pop()] if member in regions]
        waiting += [member for member in inner if member not in found]
        found.update(inner)
    return found


def _leaves_of(region: str, regions: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Return the codes and paths that a region contains, through regions inside it."""
    inside = {region, *_regions_below(region, regions)}
    return frozenset(leaf for name in inside for leaf in regions[name] if leaf not in regions)
