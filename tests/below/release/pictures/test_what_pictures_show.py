"""What each picture says about its rows: marks are found in the markup by their classes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from itertools import pairwise
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vittne.release import pictures as p
from vittne.release.pictures.denials import spread
from vittne.release.pictures.graph import assign_tracks, order
from vittne.release.pictures.scales import round_up, scale_over
from vittne.release.pictures.silence import contour


def english(en: str, ru: str, sv: str) -> str:
    return en


def wide(picture: p.Picture) -> ET.Element:
    return list(ET.fromstring(picture.svg))[1]  # noqa: S314 (our own markup)


def count(picture: p.Picture, css: str) -> int:
    """How many marks of this class the wide drawing has, without its key (drawn in `g`)."""
    drawing = wide(picture)
    in_key = {part for group in drawing.iter("g") for part in group.iter()}
    found = [e for e in drawing.iter() if css in e.get("class", "").split()]
    return sum(e not in in_key for e in found)


def words(picture: p.Picture) -> list[str]:
    return [text.text or "" for text in wide(picture).iter("text")]


class TestClaimsOverTime:
    @pytest.fixture
    def picture(self, samples: ModuleType) -> p.Picture:
        return samples.pictures("en")["claims"]

    def test_a_retelling_is_hollow_in_both_strips_and_joined_to_what_it_retells(
        self, picture: p.Picture
    ) -> None:
        assert count(picture, "retold") == 2 * 2
        assert count(picture, "join") == 2

    def test_claims_of_one_origin_stand_under_one_heading(self, picture: p.Picture) -> None:
        assert words(picture).count("Northern Gazette") == 1

    def test_a_denial_is_a_cross_on_the_axis_of_what_it_denies_and_in_a_strip_of_its_own(
        self, picture: p.Picture
    ) -> None:
        # N1 and N3 deny killings; N2 a unit of which nothing is shown: it is in the strip only.
        assert count(picture, "denial") == 2 + 3
        assert {"N1", "N2", "N3"} <= set(words(picture))

    def test_an_open_number_ends_in_an_arrow_and_a_closed_one_does_not(
        self, samples: ModuleType
    ) -> None:
        def drawn(high: int | None) -> str:
            claim = replace(samples.claims(english)[0], high=high)
            labels = samples.claims_labels(english, samples.ENGLISH)
            return p.claims_over_time("a", [claim], labels).svg.split("<g ")[0]

        head = "-4l5 4l-5 4"
        assert head in drawn(None)
        assert head not in drawn(3)

    def test_the_order_of_the_rows_is_that_of_origins_and_days_not_of_the_file(
        self, samples: ModuleType
    ) -> None:
        labels = samples.claims_labels(english, samples.ENGLISH)
        rows = [claim for claim in samples.claims(english) if claim.id in {"K1", "K2", "K3"}]
        one, other = (p.claims_over_time("a", r, labels).svg for r in (rows, rows[::-1]))
        assert one == other

    def test_without_any_date_the_numbers_are_still_there(self, samples: ModuleType) -> None:
        claim = replace(samples.claims(english)[0], said=None, period=None)
        labels = samples.claims_labels(english, samples.ENGLISH)
        assert "at least 3" in words(p.claims_over_time("a", [claim], labels))

    def test_the_table_has_every_row_with_plain_numbers(self, picture: p.Picture) -> None:
        assert picture.table.rows[4][0] == "K5"
        assert picture.table.rows[4][6:8] == (10, 20)
        assert picture.table.rows[0][7] is None


class TestWhoRestsOnWhom:
    def test_each_relation_is_named_where_it_starts(self, samples: ModuleType) -> None:
        drawn = words(samples.pictures("en")["graph"])
        assert drawn.count("retells with another number: K1") == 2
        assert drawn.count("contradicts: K4") == 2

    def test_relations_of_one_kind_to_one_claim_share_a_line(self, samples: ModuleType) -> None:
        assert count(samples.pictures("en")["graph"], "drifts_from") == 2  # the line and its head

    def test_what_hangs_together_stands_together(self, samples: ModuleType) -> None:
        ordered = [node.id for node in order(samples.nodes(english), samples.EDGES)]
        assert set(ordered[:4]) == {"K1", "K2", "K3", "N1"}
        assert ordered[-1] == "N2"  # related to nothing

    def test_a_circle_is_drawn_and_ends(self, samples: ModuleType) -> None:
        nodes = samples.nodes(english)
        circle = [
            p.GraphEdge(source=a, target=b, kind="same_base")
            for a, b in (("K1", "K2"), ("K2", "K3"), ("K3", "K1"), ("K4", "K4"))
        ]
        picture = p.who_rests_on_whom("a", nodes, circle, samples.graph_labels(english))
        assert count(picture, "same_base") == 8

    def test_a_relation_to_nothing_is_refused(self, samples: ModuleType) -> None:
        edge = p.GraphEdge(source="K1", target="X9", kind="same_base")
        with pytest.raises(ValueError, match="no node 'X9'"):
            p.who_rests_on_whom("a", samples.nodes(english), [edge], samples.graph_labels(english))

    def test_two_nodes_of_one_id_are_refused(self, samples: ModuleType) -> None:
        nodes = samples.nodes(english)
        with pytest.raises(ValueError, match="one id"):
            p.who_rests_on_whom("a", [*nodes, nodes[0]], [], samples.graph_labels(english))

    @given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)).map(sorted)))
    def test_no_two_lines_of_one_track_touch(self, spans: list[list[int]]) -> None:
        tracks = assign_tracks([(top, bottom) for top, bottom in spans])
        for i, first in enumerate(spans):
            for j in range(i):
                if tracks[i] == tracks[j]:
                    assert first[1] < spans[j][0] or spans[j][1] < first[0]


class TestDenialAgainstEvidence:
    def test_what_was_on_record_that_day_is_full_and_what_came_later_hollow(
        self, samples: ModuleType
    ) -> None:
        picture = samples.pictures("en")["denials"]
        marks = [count(picture, css) for css in ("known", "later", "unclear")]
        assert marks == [3, 3, 3]
        assert words(picture).count("On record that day: K1") == 3
        assert words(picture).count("Became known later: K4") == 3
        assert words(picture).count("The dates do not tell: K5") == 3

    def test_an_order_that_the_dates_do_not_tell_is_never_drawn_as_later(
        self, samples: ModuleType
    ) -> None:
        labels = replace(samples.denial_labels(english), unclear="")
        with pytest.raises(ValueError, match="needs its label"):
            p.denial_against_evidence(
                "a", samples.evidence(english), samples.denials(english), labels
            )

    def test_the_lines_of_two_denials_on_one_day_stand_apart(self, samples: ModuleType) -> None:
        one = samples.denials(english)[0]
        picture = p.denial_against_evidence(
            "a",
            samples.evidence(english),
            [one, replace(one, id="N9"), replace(one, id="N8")],
            samples.denial_labels(english),
        )
        xs = sorted(
            float(e.get("x1", "")) for e in wide(picture).iter() if e.get("class") == "denying"
        )
        assert min(b - a for a, b in pairwise(xs)) >= 4.9

    @given(st.lists(st.floats(0, 300), min_size=1, max_size=12).map(sorted))
    def test_lines_are_moved_only_where_they_must_and_evenly_to_both_sides(
        self, places: list[float]
    ) -> None:
        moved = spread(places, 5)
        assert all(b - a >= 5 - 1e-6 for a, b in pairwise(moved))
        assert sum(moved) == pytest.approx(sum(places), abs=1e-6)
        if all(b - a >= 5 for a, b in pairwise(places)):
            assert moved == pytest.approx(places)

    def test_three_on_one_day(self) -> None:
        assert spread([100, 100, 100], 5) == [95, 100, 105]

    def test_a_denial_of_what_is_not_shown_is_refused(self, samples: ModuleType) -> None:
        with pytest.raises(ValueError, match="N1 denies K1"):
            p.denial_against_evidence(
                "a", [], samples.denials(english), samples.denial_labels(english)
            )

    def test_one_row_a_denial_and_thing_denied(self, samples: ModuleType) -> None:
        table = samples.pictures("en")["denials"].table
        assert [row[0] + row[4] for row in table.rows[:4]] == ["N1K1", "N1K4", "N1K5", "N2K1"]
        assert [row[-1] for row in table.rows[:3]] == ["yes", "no", "The dates do not tell"]


class TestSilencePlane:
    def test_the_threshold_lies_where_silence_has_a_chance_of_five_percent(
        self, samples: ModuleType
    ) -> None:
        for victims, share in contour(samples.PLANE, 0.05):
            exact = min(1 - 0.05 ** (1 / victims), samples.PLANE.shares[-1])
            assert share == pytest.approx(exact, rel=1e-6)

    def test_100_documented_and_none_registered_leaves_at_most_3_percent(self) -> None:
        shares = [10 ** (-3 + 3 * i / 40) for i in range(40)]
        grid = p.PlaneGrid(
            victims=[100, 101],
            shares=shares,
            chance=[[(1 - s) ** v for s in shares] for v in (100, 101)],
        )
        assert contour(grid, 0.05)[0][1] == pytest.approx(0.0295, abs=5e-5)

    def test_regions_and_answers_are_labelled_where_they_are(self, samples: ModuleType) -> None:
        drawn = words(samples.pictures("en")["silence"])
        assert {"Silence is expected here", "41", "114", "5%"} <= set(drawn)

    def test_a_lower_end_of_nothing_is_an_arrow_since_the_axis_has_no_zero(
        self, samples: ModuleType
    ) -> None:
        assert "m-4 -6l4 6l4 -6" in samples.pictures("en")["silence"].svg

    def test_grids_that_differ_are_refused(self, samples: ModuleType) -> None:
        other = p.PlaneGrid(victims=[1, 2], shares=[0.1, 0.2], chance=[[0.5, 0.4], [0.3, 0.2]])
        labels = samples.silence_labels(english, samples.ENGLISH)
        with pytest.raises(ValueError, match="on the grid of the plane"):
            p.silence_plane("a", samples.PLANE, [], labels, clustered=other)

    def test_an_axis_that_does_not_increase_is_refused(self, samples: ModuleType) -> None:
        grid = p.PlaneGrid(victims=[2, 2], shares=[0.1, 0.2], chance=[[0.5, 0.4], [0.3, 0.2]])
        with pytest.raises(ValueError, match="increasing"):
            p.silence_plane("a", grid, [], samples.silence_labels(english, samples.ENGLISH))

    def test_one_row_a_point_of_the_grid(self, samples: ModuleType) -> None:
        rows = samples.pictures("en")["silence"].table.rows
        assert len(rows) == len(samples.PLANE.victims) * len(samples.PLANE.shares)
        assert rows[0][:3] == (1, 0.001, pytest.approx(0.999))


class TestIntervals:
    def test_an_open_end_is_an_arrow_and_a_refusal_stands_in_words_without_a_mark(
        self, samples: ModuleType
    ) -> None:
        picture = samples.pictures("en")["three"]
        assert count(picture, "own") == 2  # documented, estimated; not audited has no mark
        assert "not audited" in words(picture)
        assert "-4l5 4l-5 4" in picture.svg

    def test_the_mark_is_a_line_with_its_name(self, samples: ModuleType) -> None:
        picture = samples.pictures("en")["shares"]
        assert count(picture, "reference") == 1
        assert "“over 90%”: under 10% tell" in words(picture)

    def test_percent_are_written_as_the_language_does(self, samples: ModuleType) -> None:
        assert "50%" in words(samples.pictures("en")["shares"])
        assert "50\u00a0%" in words(samples.pictures("ru")["shares"])


class TestAttribution:
    def test_one_dot_an_origin(self, samples: ModuleType) -> None:
        picture = samples.pictures("en")["attribution"]
        assert count(picture, "own") == 3 + 1 + 14
        assert {"3", "1", "14"} <= set(words(picture))


class TestAxes:
    @given(st.integers(1, 10**9))
    def test_an_axis_ends_a_little_above_its_largest_number(self, most: int) -> None:
        assert most <= round_up(most) <= 2 * most

    def test_a_day_lies_in_its_year(self) -> None:
        span = p.Span(lower=date(2031, 7, 1), upper=date(2033, 1, 1), text="")
        scale = scale_over([span, None], 0, 300)
        assert (scale.first, scale.last) == (2031, 2033)
        assert scale.x(date(2032, 1, 1)) == pytest.approx(100, abs=1)

    def test_an_open_span_reaches_the_end_of_the_axis(self) -> None:
        scale = scale_over([p.Span(lower=date(2031, 1, 1), upper=None, text="")], 0, 300)
        assert scale.ends(p.Span(lower=None, upper=None, text="")) == (0, 300)

    @pytest.mark.parametrize(
        ("value", "en", "ru"),
        [(0.1, "10%", "10\u00a0%"), (0.001, "0.1%", "0,1\u00a0%"), (1, "100%", "100\u00a0%")],
    )
    def test_shares(self, value: float, en: str, ru: str, samples: ModuleType) -> None:
        assert samples.numbers("en").share(value) == en
        assert samples.numbers("ru").share(value) == ru

    def test_counts(self, samples: ModuleType) -> None:
        assert samples.numbers("en").count(12345) == "12,345"
        assert samples.numbers("sv").count(12345) == "12\u202f345"
        assert samples.numbers("sv").count(2.5) == "2,5"
        assert samples.numbers("en").count(1000) == "1000"


def test_every_class_in_a_picture_has_a_rule(samples: ModuleType) -> None:
    used = {
        name
        for picture in samples.pictures("en").values()
        for written in re.findall('class="([^"]*)"', picture.svg)
        for name in written.split()
    }
    known = set(re.findall(r"\.([a-z_]+[a-z0-9_-]*)", p.PICTURES_CSS))
    assert used - known == set()
