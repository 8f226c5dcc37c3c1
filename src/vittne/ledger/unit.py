"""Units that are counted, but from which no toll may be said."""

from __future__ import annotations

SAMPLES = frozenset({"persons_interviewed", "testimonies"})
"""Units that say how many somebody spoke to: the size of a sample, not of a harm."""

HELP = frozenset(
    {
        "persons_evacuated",
        "persons_helped",
        "persons_helped_to_flee",
        "persons_who_contacted",
        "requests_for_help",
    }
)
"""Units that count help and not harm: there is nobody who did it."""

_REPORTED = "_reported_to_police"
_SHARE = "_pct"


def is_sample(unit: str) -> bool:
    """Whether the unit counts a sample (six interviewed, 14 of 55 cases reported)."""
    return unit in SAMPLES or unit.endswith(_REPORTED)


def is_share(unit: str) -> bool:
    """Whether the unit is a percentage: what holds of a part does not hold of the whole."""
    return unit.endswith(_SHARE)


def uncounted(unit: str) -> bool:
    """Whether no toll may be said from the unit: it is a sample or a share."""
    return is_sample(unit) or is_share(unit)
