"""What two records are compared by, in which levels, and what is expected before looking.

Every comparison has levels from the most alike to the least; a pair has the first whose
condition holds, or none where a side is unknown (which says nothing for or against). ``same``
and ``other`` are the shares of each level among pairs of one person and of two people that are
expected before data are seen: they are what small lists fall back on, and what the shares
learnt from the data are drawn towards (:data:`vittne.link.splink_engine.PRIOR_PAIRS`).
"""

from __future__ import annotations

from dataclasses import dataclass

from vittne.link.names import PartLevel

ALIKE = "jaro_winkler"
"""Stands for the function of that name, which databases call differently."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level.

    Attributes
    ----------
    when : str
        Condition in SQL on columns of both records (``age_low_l``, ``age_low_r``); "" for
        all that is left.
    same, other : float
        Expected share among pairs of one person, and of two people.
    rarity : str
        Column whose frequent values say less. "" where all values say as much.
    """

    says: str
    when: str
    same: float
    other: float
    rarity: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing that is compared. ``unknown``: the condition under which it says nothing."""

    name: str
    unknown: str
    levels: tuple[Level, ...]


def _part(name: str, same: dict[PartLevel, tuple[float, float]], rarity: str) -> Comparison:
    level = f"name_{name}(row_l, row_r)"
    graded = sorted(same, reverse=True)
    return Comparison(
        name,
        f"{level} = {int(PartLevel.MISSING)}",
        tuple(
            Level(
                part.name.lower(),
                "" if part is graded[-1] else f"{level} = {int(part)}",
                *same[part],
                rarity if part is graded[0] else "",
            )
            for part in graded
        ),
    )


_P = PartLevel
FAMILY = _part(
    "family",
    {
        _P.SAME: (0.88, 0.003),
        _P.LIKELY: (0.09, 0.01),
        _P.INITIAL: (0.015, 0.005),
        _P.UNCLEAR: (0.005, 0.02),
        _P.CONTRADICTION: (0.01, 0.962),
    },
    "family",
)
GIVEN = _part(
    "given",
    {
        _P.SAME: (0.88, 0.015),
        _P.LIKELY: (0.09, 0.02),
        _P.INITIAL: (0.015, 0.02),
        _P.UNCLEAR: (0.005, 0.05),
        _P.CONTRADICTION: (0.01, 0.895),
    },
    "given",
)
SECOND = _part(
    "second",
    {
        _P.SAME: (0.77, 0.02),
        _P.LIKELY: (0.08, 0.02),
        _P.INITIAL: (0.12, 0.06),
        _P.UNCLEAR: (0.01, 0.05),
        _P.CONTRADICTION: (0.02, 0.85),
    },
    "second",
)

_GAP = "greatest(day_low_l - day_high_r, day_low_r - day_high_l)"
_WIDTH = "greatest(day_high_l - day_low_l, day_high_r - day_low_r)"
DATE = Comparison(
    "date",
    f"day_low_l is null or day_low_r is null or ({_GAP} <= 0 and {_WIDTH} > 366)",
    (
        Level("the same day", f"{_GAP} = 0 and {_WIDTH} = 0", 0.86, 0.002),
        Level("a day apart", f"{_GAP} = 1", 0.05, 0.004),
        Level("both may be the same day of a month", f"{_GAP} <= 0 and {_WIDTH} <= 31", 0.03, 0.01),
        Level("both may be the same day of a year", f"{_GAP} <= 0", 0.02, 0.05),
        Level("up to a week apart", f"{_GAP} <= 7", 0.02, 0.03),
        Level("up to a month apart", f"{_GAP} <= 31", 0.01, 0.08),
        Level("further apart", "", 0.01, 0.824),
    ),
)

PLACE = Comparison(
    "place",
    "place_l is null or place_r is null or coded_l <> coded_r",
    (
        Level("the same", "place_l = place_r and narrow_l is not null", 0.78, 0.01, "place"),
        Level(
            "one lies in the other, or is spelt nearly alike",
            f"wide_l = wide_r and ({ALIKE}(narrow_l, narrow_r) >= 0.9"
            " or substr(narrow_l, 1, length(narrow_r) + 1) = narrow_r || '/'"
            " or substr(narrow_r, 1, length(narrow_l) + 1) = narrow_l || '/')",
            0.05,
            0.005,
        ),
        Level(
            "the same region, nothing narrower",
            "wide_l = wide_r and (narrow_l is null or narrow_r is null)",
            0.05,
            0.05,
            "wide",
        ),
        Level("the same region, elsewhere", "wide_l = wide_r", 0.1, 0.05, "wide"),
        Level("elsewhere", "", 0.02, 0.885),
    ),
)

_YEARS = "greatest(age_low_l - age_high_r, age_low_r - age_high_l)"
_RANGE = "greatest(age_high_l - age_low_l, age_high_r - age_low_r)"
AGE = Comparison(
    "age",
    f"age_low_l is null or age_low_r is null or ({_YEARS} <= 0 and {_RANGE} > 20)",
    (
        Level("the same age", f"{_YEARS} = 0 and {_RANGE} = 0", 0.6, 0.03),
        Level("may be the same age", f"{_YEARS} <= 0", 0.15, 0.1),
        Level("a year apart", f"{_YEARS} <= 1", 0.12, 0.06),
        Level("up to three years apart", f"{_YEARS} <= 3", 0.06, 0.1),
        Level("up to eight years apart", f"{_YEARS} <= 8", 0.05, 0.21),
        Level("further apart", "", 0.02, 0.5),
    ),
)

SEX = Comparison(
    "sex",
    "sex_l is null or sex_r is null",
    (Level("the same", "sex_l = sex_r", 0.99, 0.6), Level("other", "", 0.01, 0.4)),
)
ACT = Comparison(
    "act",
    "act_l is null or act_r is null",
    (Level("the same", "act_l = act_r", 0.8, 0.3), Level("other", "", 0.2, 0.7)),
)
LIST = Comparison(
    "list",
    "on_list_l is null",
    (Level("two lists", "on_list_l <> on_list_r", 0.98, 0.6), Level("one list", "", 0.02, 0.4)),
)

NAME_PARTS = ("family", "given", "second")
COMPARISONS = (FAMILY, GIVEN, SECOND, DATE, PLACE, AGE, SEX, ACT, LIST)
