"""Places contain each other by their codes, and as the dossier declares."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vittne.terms.places import Gazetteer

RUSSIA = Gazetteer(
    {
        "north-caucasus": ("RU-CE", "RU-DA", "RU-IN"),
        "RU-other": ("RU-DA", "RU-IN", "RU-MOW"),
        "east": ("north-caucasus", "RU-SA"),
        "lake": ("RU-CE/grozny", "GE-TB"),
        "here": ("there",),
        "there": ("here", "RU-KB"),
        "nothing": ("nothing",),
    }
)


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("RU", "RU"),
        ("RU", "RU-CE"),
        ("RU", "RU-CE/grozny"),
        ("RU-CE", "RU-CE/grozny/centre"),
        ("north-caucasus", "RU-CE"),
        ("north-caucasus", "RU-CE/grozny"),
        ("RU", "north-caucasus"),  # all its members lie in Russia
        ("east", "north-caucasus"),
        ("east", "RU-DA"),  # through a region inside it
        ("here", "there"),  # a circle: both are Kabardino-Balkaria
        ("there", "here"),
        ("RU", "here"),
        ("nothing", "nothing"),
        ("Ruritania", "Ruritania"),
    ],
)
def test_contains(outer: str, inner: str) -> None:
    assert RUSSIA.contains(outer, inner)
    assert RUSSIA.overlaps(outer, inner)
    assert RUSSIA.overlaps(inner, outer)


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("RU-CE", "RU"),
        ("RU-CE", "RU-CHE"),  # a code is no beginning of another
        ("RU-CE/groz", "RU-CE/grozny"),
        ("north-caucasus", "RU-other"),
        ("RU-other", "RU-CE"),
        ("RU", "lake"),  # one of its members lies in Georgia
        ("RU", "nothing"),
        ("RU", ""),  # unknown is nowhere
        ("", "RU"),
        ("", ""),
        ("RU", "GB"),
    ],
)
def test_does_not_contain(outer: str, inner: str) -> None:
    assert not RUSSIA.contains(outer, inner)


@pytest.mark.parametrize(
    ("a", "b", "overlap"),
    [
        ("north-caucasus", "RU-other", True),  # both hold Dagestan
        ("RU-CE", "RU-other", False),
        ("lake", "RU-CE", True),
        ("lake", "RU-DA", False),
        ("RU", "GB", False),
        ("nothing", "RU", False),
        ("", "", False),
    ],
)
def test_overlaps(a: str, b: str, overlap: bool) -> None:
    assert RUSSIA.overlaps(a, b) is overlap
    assert RUSSIA.overlaps(b, a) is overlap


@pytest.mark.parametrize(
    ("places", "whole"),
    [
        (["RU-CE"], "RU-CE"),
        (["RU-CE", "RU-CE/grozny"], "RU-CE"),
        (["RU-CE/grozny", "RU-CE/argun"], "RU-CE"),
        (["RU-CE", "RU-DA"], "north-caucasus"),
        (["RU-CE", "RU-SA"], "east"),
        (["RU-CE", "RU-MOW"], "RU"),
        (["north-caucasus", "RU-other"], "RU"),
        (["RU-CE/grozny", "GE-TB"], "lake"),
        (["RU", "GB"], ""),
        (["RU", ""], ""),
        ([], ""),
    ],
)
def test_the_hull_is_the_smallest_place_that_contains_all(places: list[str], whole: str) -> None:
    assert RUSSIA.hull(places) == whole
    assert RUSSIA.hull(reversed(places)) == whole


@pytest.mark.parametrize(
    "text", ["RU", "RU-CE", "GB-ENG", "FR-2A", "RU-CE/grozny/oktyabr-2", "east"]
)
def test_a_place(text: str) -> None:
    assert RUSSIA.problem(text) is None


@pytest.mark.parametrize(
    ("text", "helps"),
    [
        ("", "empty"),
        ("ru", "RU"),
        ("ru-ce", "RU-CE"),
        ("RU-CE/Grozny", "RU-CE/grozny"),
        ("RU-CE/", "RU-CE/grozny"),
        ("RU-CEEE", "RU-CE"),
        ("R", "RU"),
        ("Chechnya", "[regions]"),
        ("RU-CE\n", "[regions]"),
        ("RU/grozny", "RU-CE/grozny"),
        ("\u0420\u0423", "[regions]"),  # Cyrillic letters that look like PY
        ("x" * 10_000, "..."),
    ],
)
def test_no_place(text: str, helps: str) -> None:
    problem = RUSSIA.problem(text)
    assert problem is not None
    assert helps in problem
    assert len(problem) < 300


def test_regions_that_cannot_be_meant_are_named() -> None:
    regions = {
        "RU-CE": ("RU-CE/grozny",),
        "a b": ("RU",),
        "empty": (),
        "lost": ("chechnya",),
        "here": ("there",),
        "there": ("here",),
        "good": ("RU-CE", "GE"),
    }
    problems = Gazetteer(regions).region_problems()
    assert {region for region, _ in problems} == set(regions) - {"good"}


# --- a slow oracle: everything a place holds, walked by hand --------------------------------------

LEAVES = ["RU", "RU-CE", "RU-CE/grozny", "RU-CE/argun", "RU-DA", "GB", "GB-ENG"]
NAMES = ["a", "b", "c", "d"]
GAZETTEERS = st.dictionaries(
    st.sampled_from(NAMES), st.lists(st.sampled_from(LEAVES + NAMES), max_size=4).map(tuple)
).map(Gazetteer)


def leaves(gazetteer: Gazetteer, place: str, seen: frozenset[str] = frozenset()) -> set[str]:
    if place not in gazetteer.regions:
        return {place}
    found: set[str] = set()
    for member in gazetteer.regions[place]:
        if member not in seen:
            found |= leaves(gazetteer, member, seen | {place})
    return found - {place}


def below(leaf: str, other: str) -> bool:
    return (leaf + "/").replace("-", "/").startswith((other + "/").replace("-", "/"))


PLACES = st.sampled_from(LEAVES + NAMES)


@given(GAZETTEERS, PLACES, PLACES)
def test_containing_means_that_every_leaf_lies_in_some_leaf(
    gazetteer: Gazetteer, outer: str, inner: str
) -> None:
    inside, around = leaves(gazetteer, inner), leaves(gazetteer, outer)
    expected = bool(inside) and all(any(below(i, o) for o in around) for i in inside)
    assert gazetteer.contains(outer, inner) == (outer == inner or expected)


@given(GAZETTEERS, PLACES, PLACES)
def test_overlapping_means_that_some_leaf_lies_in_the_other(
    gazetteer: Gazetteer, a: str, b: str
) -> None:
    pairs = [(i, j) for i in leaves(gazetteer, a) for j in leaves(gazetteer, b)]
    expected = a == b or any(below(i, j) or below(j, i) for i, j in pairs)
    assert gazetteer.overlaps(a, b) == expected


@given(GAZETTEERS, st.lists(PLACES, min_size=1, max_size=4))
def test_a_hull_contains_all_and_nothing_given_is_smaller(
    gazetteer: Gazetteer, places: list[str]
) -> None:
    whole = gazetteer.hull(places)
    fitting = [
        place
        for place in [*LEAVES, *gazetteer.regions]
        if place and all(gazetteer.contains(place, inner) for inner in places)
    ]
    if not whole:
        assert not fitting
        return
    assert all(gazetteer.contains(whole, place) for place in places)
    for other in fitting:
        assert gazetteer.contains(other, whole) or not gazetteer.contains(whole, other)
