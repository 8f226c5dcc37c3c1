"""Invented reviewers, who look at pairs and are now and then wrong."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from vittne.link.pairs import Review
from vittne.link.synthetic.archive import Archive
from vittne.link.synthetic.chance import Chance, Flags, Ints
from vittne.link.synthetic.population import last_year
from vittne.link.synthetic.writing import INVENTED

FIRST, SECOND, THIRD = "invented-reviewer-1", "invented-reviewer-2", "invented-reviewer-3"
WRONG = 0.02
"""How often a reviewer is wrong of two rows with names."""
WRONG_NAMELESS = 0.1
UNSURE = 0.04
UNSURE_NAMELESS = 0.3
LOOKED_AT_TWICE = 0.3
"""Share of the pairs that a second reviewer looks at, too."""
WITHDRAWN = 0.02
"""Share of the first verdicts that were taken back."""
_REASONS = {
    "same": ("names agree", "day and place agree", "the family confirmed it"),
    "different": ("two given names", "brothers", "another age", "another year"),
    "unsure": ("no name", "initials only", "the date is too vague"),
}


def review(archive: Archive, a: Ints, b: Ints, *, seed: int = 0) -> tuple[Review, ...]:
    """What reviewers said of pairs, given as indices of records.

    Where the second reviewer does not agree with the first, a third one adjudicates.
    """
    chance = Chance(archive.seed * 1_000 + seed, "reviews")
    size = a.size
    same = archive.person[a] == archive.person[b]
    nameless = np.array([record.extra["note"] != INVENTED for record in archive.records])
    vague = nameless[a] | nameless[b]
    first, second, third = (_verdicts(same, vague, chance) for _ in range(3))
    twice, withdrawn = chance.happens(LOOKED_AT_TWICE, size), chance.happens(WITHDRAWN, size)
    day = chance.below(60, size)
    reason = chance.below(12, size)
    begin = np.datetime64(f"{last_year(archive.size) + 1}-02-01")

    def said(n: int, verdict: str, who: str, later: int, which: str, back: str = "") -> Review:
        reasons = _REASONS[verdict]
        return Review(
            a=archive.records[a[n]].key,
            b=archive.records[b[n]].key,
            verdict=verdict,
            reviewer=who,
            at=str(begin + int(day[n]) + later),
            reason=reasons[int(reason[n]) % len(reasons)],
            round=which,
            withdrawn_at=back,
        )

    def of(n: int) -> Iterator[Review]:
        if withdrawn[n]:
            back = str(begin + int(day[n]) + 3)
            yield said(n, second[n], FIRST, 0, "first", back)
        yield said(n, first[n], FIRST, 3 if withdrawn[n] else 0, "first")
        if twice[n]:
            yield said(n, second[n], SECOND, 10, "second")
            if first[n] != second[n]:
                yield said(n, third[n], THIRD, 20, "adjudicated")

    return tuple(one for n in range(size) for one in of(n))


def _verdicts(same: Flags, vague: Flags, chance: Chance) -> list[str]:
    size = same.size
    wrong = chance.happens(np.where(vague, WRONG_NAMELESS, WRONG), size)
    unsure = chance.happens(np.where(vague, UNSURE_NAMELESS, UNSURE), size)
    said = np.where(unsure, "unsure", np.where(same ^ wrong, "same", "different"))
    return [str(verdict) for verdict in said]
