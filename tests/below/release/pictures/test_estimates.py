"""Pictures of estimates: whatever the lists and the answers, in every language."""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vittne.estimate.bounds import bounds
from vittne.estimate.compare import Comparison
from vittne.estimate.density import density
from vittne.estimate.diagnostics import NONE, Diagnostics, Thinned, Variant
from vittne.estimate.result import Distribution, Estimate, Mode, Reason
from vittne.estimate.table import CaptureTable
from vittne.release.pictures import Picture
from vittne.release.pictures.estimate import (
    densities,
    dial,
    engines_side_by_side,
    leave_one_out,
    trajectory,
)
from vittne.release.pictures.estimate_axis import NumberAxis, range_over
from vittne.release.pictures.estimate_file import as_file
from vittne.release.words import Words

LANGUAGES = ("en", "ru", "sv")
DRAWN: dict[str, Callable[..., Picture]] = {
    "engines": engines_side_by_side,
    "densities": densities,
    "leave-one-out": leave_one_out,
    "trajectory": trajectory,
    "dial": dial,
}
NAMES = (
    "EXH",
    "Office of the ombudsman",
    "П",
    "police",
    "Röda Korset",
    "f",
    "g",
    "h",
    "i",
    "j",
    "k",
)
REFUSAL = Reason(rule="unbounded", text="The interval has no upper end.")


def table(lists: int) -> CaptureTable:
    """Everybody on one list, and some on each two."""
    patterns = [tuple(j in on for j in range(lists)) for on in _pairs(lists)]
    counts = [400 - 10 * place if sum(on) == 1 else 20 for place, on in enumerate(patterns)]
    return CaptureTable(NAMES[:lists], tuple(patterns), tuple(counts))


def _pairs(lists: int) -> list[tuple[int, ...]]:
    singles = [(j,) for j in range(lists)]
    return [*singles, *itertools.combinations(range(lists), 2)]


def around(median: float, spread: float) -> Distribution:
    """Draws of a lognormal shape."""
    quantiles = [NormalDist().inv_cdf((i + 0.5) / 400) for i in range(400)]
    return Distribution.of_draws(median * np.exp(spread * np.array(quantiles)))


def variant(name: str, expected: float, factor: float) -> Variant:
    numbers = {"median": None, "low": None, "high": None, "refusal": "Too few."}
    if factor < 3:
        median = expected * factor
        numbers = {"median": median, "low": median / 1.3, "high": median * 1.3, "refusal": ""}
    return Variant(name=name, observed=100, twice=20, expected=expected, **numbers)


@cache
def made(lists: int, scale: float = 1.0, verdict: str = "flagged") -> Comparison:
    """A comparison with everything that can be drawn; N is ``scale`` times 45 to 203 thousand."""
    asked, middle = table(lists), 50_460 * scale
    several = (
        Mode(at=middle, low=41_682.4 * scale, high=55_443.2 * scale, weight=0.65),
        Mode(at=160_832 * scale, low=127_384 * scale, high=203_389.5 * scale, weight=0.35),
    )
    engines = (
        Estimate(method="graphs", observed=asked.observed, distribution=around(middle, 0.5),
                 modes=several),
        Estimate(method="latent", observed=asked.observed, distribution=around(middle, 0.6),
                 modes=tuple(replace(mode, weight=None) for mode in several)),
        Estimate(method="loglinear", observed=asked.observed, distribution=None,
                 refusals=(REFUSAL,)),
    )  # fmt: skip
    names, pairs = asked.lists, list(itertools.combinations(asked.lists, 2))
    diagnostics = NONE
    if lists > 3:
        diagnostics = Diagnostics(
            leave_one_out=tuple(variant(n, middle, 0.5 + i) for i, n in enumerate(names)),
            merges=tuple(variant(a + b, middle, 0.4 + i % 4) for i, (a, b) in enumerate(pairs)),
            inside=tuple(variant(n, 300 * (i + 1), 0.7 + i % 3) for i, n in enumerate(names)),
            trajectory=tuple(
                Thinned(
                    kept=k, observed=900 * k, median=middle * k, low=middle * k / 2, high=middle
                )
                for k in (0.5, 0.7, 0.9, 1.0)
            ),
        )
    ends = (41_682.4 * scale, 974_530.2 * scale)
    return Comparison(
        verdict=verdict,
        reasons=(REFUSAL,),
        notes=(),
        table=asked,
        method="graphs",
        interval=None if verdict == "refused" else ends,
        joined=() if verdict == "refused" else ("graphs", "latent"),
        engines=engines,
        bounds=bounds(asked),
        diagnostics=diagnostics,
        seed=1,
    )


OTHERS = (("Home Office, 2014, quoted from a report with a long name", 11_500, 10_000, 13_000),)


def texts(picture: Picture) -> list[str]:
    wide = ET.fromstring(picture.svg)[1]  # noqa: S314 (our own markup)
    return [text.text or "" for text in wide.iter("text")]


def marks(picture: Picture, css: str) -> int:
    wide = ET.fromstring(picture.svg)[1]  # noqa: S314 (our own markup)
    return sum(css in e.get("class", "").split() for e in wide.iter())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lists", [3, 5, 7, 11])
@pytest.mark.parametrize("scale", [0.02, 1.0, 90.0])
def test_no_words_lie_on_each_other_for_any_number_of_lists(
    language: str, lists: int, scale: float, clashes: Callable[[Picture], list[str]]
) -> None:
    for name, draw in DRAWN.items():
        drawn = draw(made(lists, scale), Words(language), key=f"k-{name}")
        assert clashes(drawn) == [], name
    with_others = engines_side_by_side(made(lists, scale), Words(language), OTHERS)
    assert clashes(with_others) == []


@pytest.mark.parametrize("name", DRAWN)
def test_a_screen_reader_has_title_and_description_and_the_bytes_are_the_same(name: str) -> None:
    one, two = (DRAWN[name](made(5), Words("sv")) for _ in range(2))
    assert one == two
    assert one.svg.count("<title") == one.svg.count("<desc") == 2
    assert one.title
    assert Words("sv").number(made(5).table.observed) in one.description
    assert {len(row) for row in one.table.rows} == {5}


def test_a_refused_engine_is_shown_as_refused_and_never_left_out() -> None:
    for draw in (engines_side_by_side, densities):
        said = texts(draw(made(5), Words("en")))
        assert "Log-linear models" in said
        assert "refused: gives no number" in said


def test_the_numbers_are_those_of_the_comparison_with_ends_rounded_outward() -> None:
    found = made(5)
    rows = {row[0]: row[1:4] for row in engines_side_by_side(found, Words("en")).table.rows}
    shown = found.to_dict()["engines"][0]
    ends = shown["interval"]
    assert rows["Graph averaging (leads)"] == (shown["median"], ends["low"], ends["high"])
    assert rows["one answer, weight 0.35"] == (160_832, 127_384, 203_390)
    changed = leave_one_out(found, Words("en")).table.rows
    first = found.to_dict()["leave_one_out"][0]
    assert changed[0][1:4] == (
        first["median"], first["interval"]["low"], first["interval"]["high"]
    )  # fmt: skip


def test_an_engine_that_cannot_weigh_its_answers_has_no_middle() -> None:
    rows = {row[0]: row[1] for row in engines_side_by_side(made(5), Words("en")).table.rows}
    assert rows["Latent classes"] is None
    assert rows["one answer, without a weight"] == 160_832


def test_a_band_is_the_hull_and_only_where_there_is_one() -> None:
    found = made(5)
    assert marks(engines_side_by_side(found, Words("en")), "band") == 2  # behind, and in the key
    agreed = replace(found, joined=())
    assert marks(engines_side_by_side(agreed, Words("en")), "band") == 0
    hull = next(
        r for r in engines_side_by_side(found, Words("en")).table.rows if "Published" in r[0]
    )
    assert hull[1:4] == (None, 41_682, 974_531)


def test_of_a_refused_table_the_picture_says_first_that_nothing_may_be_published() -> None:
    rows = engines_side_by_side(made(5, verdict="refused"), Words("en")).table.rows
    assert rows[0] == ("What may be published", None, None, None, "refused: no number")


def test_others_answers_stand_beside_with_their_own_mark() -> None:
    drawn = engines_side_by_side(made(5), Words("en"), OTHERS)
    assert drawn.table.rows[-1][1:4] == (11_500, 10_000, 13_000)
    assert "published by others" in texts(drawn)


def test_what_was_not_asked_says_why() -> None:
    assert "four lists" in " ".join(texts(leave_one_out(made(3), Words("en"))))
    eleven = replace(made(11), diagnostics=replace(made(11).diagnostics, trajectory=()))
    assert "more than seven lists" in " ".join(texts(trajectory(eleven, Words("en"))))
    alone = CaptureTable(("A", "B", "C"), ((True, False, False), (False, True, False)), (5, 6))
    nobody = replace(made(3), table=alone, bounds=bounds(alone))
    assert "no two lists" in " ".join(texts(dial(nobody, Words("en"))))


def test_modes_are_hollow_marks_on_the_shape() -> None:
    without = replace(made(5), engines=tuple(replace(e, modes=()) for e in made(5).engines))
    drawn, plain = (marks(densities(c, Words("en")), "retold") for c in (made(5), without))
    assert (drawn, plain) == (5, 0)  # two each, and in the key


def test_a_file_stands_alone() -> None:
    text = as_file(engines_side_by_side(made(5), Words("ru")), "vittne & co")
    root = ET.fromstring(text)  # noqa: S314 (our own markup)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "vittne &amp; co" in text
    assert "prefers-color-scheme: dark" in text


# --- axis and shape -----------------------------------------------------------------


@given(st.lists(st.floats(0.5, 1e9), min_size=1, max_size=8))
@settings(max_examples=200, deadline=None)
def test_an_axis_holds_every_number_and_writes_calm_ones_side_by_side(values: list[float]) -> None:
    covered = range_over(values)
    assert all(covered.low <= value <= covered.high for value in values)
    assert covered.low < covered.high
    for width in (320.0, 720.0):
        axis = NumberAxis(covered, 8.0, width - 16, width, "{:,}".format)
        ticks = axis.ticks()
        assert ticks
        drawn = re.findall(r">([\d,]+)<", "".join(axis.draw(0)[0]))
        assert len(drawn) == len(set(drawn)) == len(ticks)


def test_numbers_that_differ_much_get_a_logarithmic_axis() -> None:
    assert range_over([8_234, 203_389]).log
    near = range_over([4_400, 18_434])
    assert (near.log, near.low) == (False, 0)
    assert range_over([537, 726]).low > 0


def test_a_shape_is_the_density_of_a_normal() -> None:
    normal = Distribution.of_draws(1000 + 50 * np.random.default_rng(1).standard_normal(20_000))
    heights = np.array(density(normal, 800, 1200, log=False, points=81))
    exact = np.exp(-0.5 * ((np.linspace(800, 1200, 81) - 1000) / 50) ** 2)
    assert np.abs(heights - exact).max() < 0.06
    assert heights.max() == 1


def test_a_shape_keeps_two_peaks_apart() -> None:
    draws = np.concatenate([around(12_000, 0.1).values, around(24_000, 0.15).values])
    heights = np.array(density(Distribution.of_draws(draws), 5_000, 60_000, log=True))
    tops = np.flatnonzero((heights[1:-1] > heights[:-2]) & (heights[1:-1] > heights[2:])) + 1
    assert tops.size == 2
    assert heights[tops[0] : tops[1]].min() < 0.5 * heights[tops].min()
