"""What is said of two names and of their parts."""

from __future__ import annotations

from enum import IntEnum


class PartLevel(IntEnum):
    """What one part of two names says. Higher speaks more for one person."""

    CONTRADICTION = 0
    UNCLEAR = 1
    MISSING = 2
    INITIAL = 3
    LIKELY = 4
    SAME = 5


class Level(IntEnum):
    """What two names say together."""

    CONTRADICTION = 0
    UNCLEAR = 1
    MISSING = 2
    LIKELY = 3
    SAME = 4
