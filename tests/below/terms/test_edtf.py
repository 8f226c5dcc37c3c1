"""Dates keep what is known: the first and last day they may mean, and no more."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vittne.terms.edtf import LONGEST_TEXT, Period, hull, parse_edtf


def days(text: str) -> tuple[str | None, str | None]:
    period = parse_edtf(text)
    return (
        period.lower.isoformat() if period.lower else None,
        period.upper.isoformat() if period.upper else None,
    )


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        # a year, a month, a day
        ("2017", "2017-01-01", "2017-12-31"),
        ("2017-02", "2017-02-01", "2017-02-28"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2017-02-14", "2017-02-14", "2017-02-14"),
        ("0001", "0001-01-01", "0001-12-31"),
        ("9999-12", "9999-12-01", "9999-12-31"),
        # about, perhaps, both: the bounds are those of what is written
        ("2021-10~", "2021-10-01", "2021-10-31"),
        ("2017?", "2017-01-01", "2017-12-31"),
        ("2017-02-14%", "2017-02-14", "2017-02-14"),
        # last digits unknown: only the days that exist
        ("2017-02-2X", "2017-02-20", "2017-02-28"),
        ("2016-02-2X", "2016-02-20", "2016-02-29"),
        ("2017-04-3X", "2017-04-30", "2017-04-30"),
        ("2017-02-0X", "2017-02-01", "2017-02-09"),
        ("2017-02-XX", "2017-02-01", "2017-02-28"),
        ("2017-1X", "2017-10-01", "2017-12-31"),
        ("2017-0X", "2017-01-01", "2017-09-30"),
        ("2017-XX", "2017-01-01", "2017-12-31"),
        ("2017-XX-XX", "2017-01-01", "2017-12-31"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("0XXX", "0001-01-01", "0999-12-31"),
        # from ... to: both ends belong to it, each as precise as it is known
        ("2017-02/2017-03", "2017-02-01", "2017-03-31"),
        ("2017/2017-04-20", "2017-01-01", "2017-04-20"),
        ("2017-02~/2017-03", "2017-02-01", "2017-03-31"),
        ("2017-02-2X/2017-03", "2017-02-20", "2017-03-31"),
        # open (..) and unknown (nothing) ends
        ("2018-12-29/..", "2018-12-29", None),
        ("../2017", None, "2017-12-31"),
        ("2017/", "2017-01-01", None),
        ("/2017", None, "2017-12-31"),
        ("../..", None, None),
        # one of several
        ("[2017,2018]", "2017-01-01", "2018-12-31"),
        ("[2018,2017]", "2017-01-01", "2018-12-31"),
        ("[2017-01..2017-03]", "2017-01-01", "2017-03-31"),
        ("[..2017]", None, "2017-12-31"),
        ("[2017,2019..]", "2017-01-01", None),
        ("[2017-02-14]", "2017-02-14", "2017-02-14"),
    ],
)
def test_what_may_be_written(text: str, first: str | None, last: str | None) -> None:
    assert days(text) == (first, last)
    assert parse_edtf(text).text == text


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2017", False, False),
        ("2017~", True, False),
        ("2017?", False, True),
        ("2017%", True, True),
        ("2017-02~/2017-03", True, False),
        ("2017/2018?", False, True),
        ("[2017~,2018?]", True, True),
    ],
)
def test_about_and_perhaps_are_kept(text: str, approximate: bool, uncertain: bool) -> None:
    period = parse_edtf(text)
    assert (period.approximate, period.uncertain) == (approximate, uncertain)


@pytest.mark.parametrize(
    ("text", "helps"),
    [
        ("", "2017-02-14"),
        ("13.04.2017", "2017-04-13"),
        ("13/04/2017", "2017-04-13"),
        ("3-4-2017", "2017-04-03"),
        ("Feb-17", "2017-02"),
        ("17-Feb", "2017-02"),
        ("апр.17", "2017-02"),
        ("14 February 2017", "2017-02-14"),
        ("2017-2", "write 2017-02"),
        ("2017-2-4", "write 2017-02-04"),
        ("42800", "format the column as text"),
        ("2017-13", "from 01 to 12"),
        ("2017-00", "from 01 to 12"),
        ("2017-2X", "from 01 to 12"),
        ("2017-21", "2017-03/2017-05"),
        ("2017-02-29", "01 to 28"),
        ("2017-02-3X", "01 to 28"),
        ("2017-02-00", "01 to 28"),
        ("0000", "0001 to 9999"),
        ("XXXX", "leave an unknown date empty"),
        ("X017", "only the last digits"),
        ("20X7", "only the last digits"),
        ("2017-XX-14", "only the last digits"),
        ("2017-02-14T10:30", "write the day only"),
        ("2017\u20132018", "hyphen"),
        (" 2017", "blanks"),
        ("2017 ", "blanks"),
        ("2018/2017", "earlier date first"),
        ("2017-03-01/2017-02", "earlier date first"),
        ("2017/2018/2019", "more than one '/'"),
        ("/", "leave an unknown date empty"),
        ("/..", "leave an unknown date empty"),
        ("[2018..2017]", "earlier date first"),
        ("[2017,", "[2017,2018]"),
        ("2017]", "[2017,2018]"),
        ("[]", "[2017,2018]"),
        ("[..]", "[2017,2018]"),
        ("[2017,2018..2019..2020]", "[2017,2018]"),
        ("2017,2018", "[2017,2018]"),
        ("\uff12\uff10\uff11\uff17", "2017-02-14"),  # digits, but not these
        ("\u0662\u0660\u0661\u0667", "2017-02-14"),
        ("2017\0", "2017-02-14"),
        ("-0044", "2017-02-14"),
        ("Y17000", "2017-02-14"),
        ("+2017", "2017-02-14"),
        ("20170214", "2017-02-14"),
        ("2017" * 10_000, "at most 200 characters"),
        ("[" * 100, "[2017,2018]"),
    ],
)
def test_whatever_else_is_refused_with_what_would_be_right(text: str, helps: str) -> None:
    with pytest.raises(ValueError, match=re.escape(helps)) as caught:
        parse_edtf(text)
    assert len(str(caught.value)) < 300


@given(st.text() | st.text("0123456789X-/~?%[].,", max_size=24))
def test_a_text_is_a_period_or_a_value_error(text: str) -> None:
    try:
        period = parse_edtf(text)
    except ValueError:
        return
    assert len(text) <= LONGEST_TEXT
    assert period.lower is None or period.upper is None or period.lower <= period.upper


# --- the oracle: another program, where it works -------------------------------------------------

YEAR = st.integers(1, 9999).map("{:04}".format)


@st.composite
def plain_dates(draw: st.DrawFn) -> str:
    year = draw(YEAR)
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, calendar.monthrange(int(year), month)[1]))
    return draw(st.sampled_from([year, f"{year}-{month:02}", f"{year}-{month:02}-{day:02}"]))


@st.composite
def unspecified_dates(draw: st.DrawFn) -> str:
    year, month = draw(st.integers(1000, 9999)), draw(st.integers(1, 12))
    forms = [f"{year // 10}X", f"{year // 100}XX", f"{year // 1000}XXX", f"{year}-XX"]
    return draw(st.sampled_from([*forms, f"{year}-XX-XX", f"{year}-{month:02}-XX"]))


def qualified(dates: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(dates, st.sampled_from(["", "~", "?", "%"])).map("".join)


@st.composite
def intervals(draw: st.DrawFn) -> str:
    start, end = sorted([draw(plain_dates()), draw(plain_dates())])
    form = draw(st.sampled_from(["{0}/{1}", "../{1}", "{0}/..", "{0}~/{1}", "{0}/{1}?"]))
    return form.format(start, end)


@st.composite
def sets(draw: st.DrawFn) -> str:
    start = draw(plain_dates())
    # The package wants both ends of a range equally precise.
    end = draw(plain_dates().filter(lambda text: len(text) == len(start)))
    start, end = sorted([start, end])
    form = draw(st.sampled_from(["[{0},{1}]", "[{0}..{1}]", "[..{1}]", "[{0}..]", "[{1},{0}]"]))
    return form.format(start, end)


READABLE = st.one_of(qualified(plain_dates()), unspecified_dates(), intervals(), sets())


def oracle_days(text: str) -> tuple[str | None, str | None]:
    from edtf import parse_edtf as parse

    read = parse(text)
    ends = (read.lower_strict(), read.upper_strict())
    first, last = (
        "{:04}-{:02}-{:02}".format(*e[:3]) if isinstance(e, tuple) else None for e in ends
    )
    return first, last


@settings(max_examples=100, deadline=None)
@given(READABLE)
def test_bounds_are_those_that_the_edtf_package_finds(text: str) -> None:
    assert days(text) == oracle_days(text)


def differences_in_the_reference(root: Path) -> list[tuple[str, str]]:
    """The table of docs/reference/edtf.md: (text, what the package does with it)."""
    page = (root / "docs" / "reference" / "edtf.md").read_text("utf-8")
    table = page.partition("## Where the `edtf` package differs")[2]
    return re.findall(r"^\| `([^`]+)` \| [^|]+ \| (.+?) \|$", table, re.M)


def test_where_the_edtf_package_differs_is_documented(root: Path) -> None:
    listed = differences_in_the_reference(root)
    assert len(listed) >= 5
    for text, does in listed:
        try:
            found = " to ".join(str(day) for day in oracle_days(text))
        except Exception as error:  # what it raises is what is documented
            found = type(error).__name__
        assert found in does, text
        assert days(text) != found


# --- how periods stand to each other -------------------------------------------------------------

PERIODS = READABLE.map(parse_edtf)


def within(period: Period, day: date) -> bool:
    after = period.lower is None or period.lower <= day
    return after and (period.upper is None or day <= period.upper)


@pytest.mark.parametrize(
    ("a", "b", "overlap"),
    [
        ("2017", "2017-12-31", True),
        ("2017", "2018", False),
        ("2017-02/2017-03", "2017-03-31/2017-04", True),
        ("2018-12-29/..", "2019", True),
        ("2018-12-29/..", "../2018-12-28", False),
        ("../..", "0001-01-01", True),
    ],
)
def test_periods_overlap_if_they_share_a_day(a: str, b: str, overlap: bool) -> None:
    assert parse_edtf(a).overlaps(parse_edtf(b)) is overlap
    assert parse_edtf(b).overlaps(parse_edtf(a)) is overlap


@pytest.mark.parametrize(
    ("wide", "narrow", "covers"),
    [
        ("2017", "2017-02", True),
        ("2017-02", "2017", False),
        ("2017", "2017", True),
        ("2017/..", "2019", True),
        ("2017", "2017/..", False),
        ("../..", "../2017", True),
        ("../2017", "../..", False),
    ],
)
def test_a_period_covers_another_if_it_holds_all_its_days(
    wide: str, narrow: str, covers: bool
) -> None:
    assert parse_edtf(wide).covers(parse_edtf(narrow)) is covers


@given(PERIODS, PERIODS)
def test_overlap_and_cover_agree_with_days(a: Period, b: Period) -> None:
    edges = [day for day in (a.lower, a.upper, b.lower, b.upper) if day] or [date(2017, 1, 1)]
    assert a.overlaps(b) == any(within(a, day) and within(b, day) for day in edges)
    if a.covers(b):
        assert all(within(a, day) for day in edges if within(b, day))
        assert a.overlaps(b)


@pytest.mark.parametrize(
    ("texts", "whole"),
    [
        (["2017-02/2017-03", "2017"], "2017"),
        (["2018-12", "2018-12/2019-01-14"], "2018-12/2019-01-14"),
        (["2017-01", "2017-12"], "2017"),
        (["2017-01", "2018-03"], "2017-01/2018-03"),
        (["2017-01-01/2017-04-01"], "2017-01/2017-04-01"),
        (["2017-02-2X"], "2017-02-20/2017-02-28"),
        (["2017-02-14"], "2017-02-14"),
        (["2017/..", "2016-05"], "2016-05/.."),
        (["../2017", "2018/.."], "../.."),
        (["2017~", "2018"], "2017~/2018~"),
        (["2017~", "2017-02?"], "2017%"),
    ],
)
def test_the_hull_is_the_shortest_text_that_covers_all(texts: list[str], whole: str) -> None:
    assert hull(parse_edtf(text) for text in texts).text == whole


def test_nothing_has_no_hull() -> None:
    with pytest.raises(ValueError, match="at least one"):
        hull([])


@given(st.lists(PERIODS, min_size=1, max_size=4))
def test_a_hull_covers_all_and_no_day_more(periods: list[Period]) -> None:
    whole = hull(periods)
    assert whole == parse_edtf(whole.text) == hull(reversed(periods)) == hull([whole])
    assert all(whole.covers(period) for period in periods)
    assert whole.lower is None or whole.lower in [period.lower for period in periods]
    assert whole.upper is None or whole.upper in [period.upper for period in periods]
    assert (whole.lower is None) == any(period.lower is None for period in periods)
    assert (whole.upper is None) == any(period.upper is None for period in periods)


@given(st.dates(date(1, 1, 2), date(9999, 12, 30)))
def test_a_day_is_never_padded(day: date) -> None:
    period = parse_edtf(day.isoformat())
    assert (period.lower, period.upper) == (day, day)
    assert not period.overlaps(parse_edtf((day + timedelta(1)).isoformat()))
