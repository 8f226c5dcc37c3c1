"""All engines on one table: the verdict, what is published, and that it can be done again."""

from __future__ import annotations

import json
import tracemalloc
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from published import KOSOVO, NETHERLANDS, SPINA_BIFIDA, UK

from vittne.estimate.compare import (
    Comparison,
    compare,
    default_headline,
    table_hash,
)
from vittne.estimate.diagnostics import (
    diagnose,
    inside_each,
    leave_one_out,
    merge_two,
    on_two_lists,
    thin,
)
from vittne.estimate.graphs import graphs
from vittne.estimate.latent import latent
from vittne.estimate.loglinear import loglinear
from vittne.estimate.table import CaptureTable

QUICK = ("graphs", "loglinear")

UNIDENTIFIED = CaptureTable.of(
    "ABC", [("100", 27), ("010", 37), ("001", 19), ("110", 4), ("101", 0), ("011", 0), ("111", 0)]
)
"""Only A and B share people: whether they depend on each other, nothing shows."""


@cache
def quick(name: str) -> Comparison:
    tables = {
        "Spina bifida": SPINA_BIFIDA,
        "Kosovo": KOSOVO,
        "Netherlands": NETHERLANDS,
        "UK": UK,
        "unidentified": UNIDENTIFIED,
    }
    return compare(tables[name], engines=QUICK)


@cache
def whole() -> Comparison:
    return compare(SPINA_BIFIDA, rng=7)


def rules(comparison: Comparison) -> set[str]:
    return {reason.rule for reason in comparison.reasons}


# --- verdicts -----------------------------------------------------------------------


def test_spina_bifida_is_usable_with_all_engines() -> None:
    found = whole()
    assert (found.verdict, found.reasons) == ("usable", ())
    assert [engine.method for engine in found.engines] == ["graphs", "latent", "loglinear"]
    assert found.joined == ("graphs", "latent")  # no engine disagrees
    assert found.engines[0].distribution.interval() == (694, 787)  # dga's


def test_lists_that_depend_and_people_who_differ_are_both_allowed_for() -> None:
    """The hull of graphs and latent, even where they agree."""
    found = whole()
    ends = [e.distribution.interval() for e in found.engines if e.method in ("graphs", "latent")]
    assert found.interval == (min(low for low, _ in ends), max(high for _, high in ends))
    alone = compare(found.table, engines=("graphs",), full=False)
    assert (alone.interval, alone.joined) == ((694, 787), ())


@pytest.mark.parametrize(
    ("name", "near"), [("Netherlands", (48_000, 160_000)), ("UK", (11_700, 24_000))]
)
def test_where_the_data_have_two_answers_both_are_shown(
    name: str, near: tuple[float, float]
) -> None:
    found = quick(name)
    assert found.verdict == "flagged"
    assert "several_modes" in rules(found)
    modes = found.engines[0].modes
    assert [mode.at for mode in modes] == pytest.approx(near, rel=0.05)
    text = next(reason.text for reason in found.reasons if reason.rule == "several_modes")
    assert all(f"{mode.at:,.0f} [{mode.low:,.0f} to {mode.high:,.0f}]" in text for mode in modes)


def test_kosovo_gets_what_the_rules_give_it() -> None:
    found = quick("Kosovo")
    assert found.verdict == "flagged"
    assert {"depends_on_a_list", "depends_on_a_merge", "not_consistent"} <= rules(found)
    worst = next(reason.text for reason in found.reasons if reason.rule == "depends_on_a_list")
    assert worst.startswith("Without ABA: 7,123 in place of 12,595;")


def test_what_cannot_be_identified_is_refused_with_the_reason_and_no_number() -> None:
    found = quick("unidentified")
    assert found.verdict == "refused"
    assert {"few_overlaps", "unidentified"} <= rules(found)
    assert (found.headline, found.interval) == (None, None)
    headline = found.to_dict()["headline"]
    assert (headline["median"], headline["mean"], headline["interval"]) == (None, None, None)
    assert any("(A and B) may depend on each other" in reason.text for reason in found.reasons)


@pytest.mark.parametrize(
    ("name", "verdict"),
    [("MadiganYork_5", "usable"), ("Artificial_3", "refused"), ("Australia", "flagged")],
)
def test_verdicts_on_the_shared_tables(name: str, verdict: str, shared_data: Path) -> None:
    table = CaptureTable.from_csv(shared_data / "mse" / f"{name}.csv")[""]
    assert compare(table, engines=QUICK).verdict == verdict


# --- what is published --------------------------------------------------------------


def test_where_engines_disagree_the_hull_is_published() -> None:
    found = quick("Netherlands")
    intervals = [e.distribution.interval() for e in found.engines if e.distribution]
    assert found.interval == (min(low for low, _ in intervals), max(high for _, high in intervals))
    assert found.joined == QUICK


def test_the_number_of_lists_alone_says_who_leads() -> None:
    assert [default_headline(lists) for lists in (3, 7, 8, 11)] == ["graphs"] * 2 + ["latent"] * 2
    assert default_headline(5, ["latent", "loglinear"]) == "latent"
    assert default_headline(9, ["graphs"]) == "graphs"


def test_for_eight_lists_averaging_over_graphs_says_that_it_is_impossible() -> None:
    rng = np.random.default_rng(5)
    seen = rng.random((900, 8)) < 0.2
    people = [(i, [f"L{j}" for j in np.flatnonzero(row)]) for i, row in enumerate(seen)]
    table = CaptureTable.from_people([(i, names) for i, names in people if names])
    found = compare(table, engines=QUICK)
    assert found.method == "loglinear"
    assert found.engines[0].refusals[0].rule == "graphs_too_many_lists"
    assert "Exact averaging (graphs) is for at most 7 lists, and there are 8" in found.notes[1]
    assert len(found.diagnostics.leave_one_out) == len(found.diagnostics.inside) == 8
    assert found.diagnostics.merges == ()
    refused = compare(table, engines=QUICK, headline="graphs", full=False)
    assert rules(refused) == {"no_number"}


def test_an_engine_that_is_not_there_or_not_asked_cannot_lead() -> None:
    with pytest.raises(ValueError, match="there is no engine 'lcmcr'"):
        compare(SPINA_BIFIDA, engines=("graphs", "lcmcr"))
    with pytest.raises(ValueError, match="'latent' is to lead"):
        compare(SPINA_BIFIDA, engines=QUICK, headline="latent")


def test_lists_that_caught_nobody_are_named_and_left_out() -> None:
    patterns = tuple((*on, False) for on in SPINA_BIFIDA.patterns)
    table = CaptureTable((*SPINA_BIFIDA.lists, "empty"), patterns, SPINA_BIFIDA.counts)
    found = compare(table, engines=QUICK, full=False)
    assert "Lists that caught nobody here are left out: empty." in found.notes
    assert found.interval == quick("Spina bifida").interval


@pytest.mark.parametrize("rows", [[], [("10", 5)], [("10", 5), ("01", 5)], [("11", 5)]])
def test_tables_that_say_nothing_are_refused(rows: list[tuple[str, int]]) -> None:
    patterns = tuple(tuple(char == "1" for char in on) for on, _ in rows)
    table = CaptureTable(("A", "B"), patterns, tuple(n for _, n in rows))
    found = compare(table, engines=QUICK)
    assert found.verdict == "refused"
    json.dumps(found.to_dict(), allow_nan=False)


# --- doing it again -----------------------------------------------------------------


def test_the_same_seed_gives_the_same_bytes() -> None:
    again = compare(SPINA_BIFIDA, engines=QUICK)
    assert json.dumps(again.to_dict()) == json.dumps(quick("Spina bifida").to_dict())


def test_an_engine_asked_alone_with_the_seed_gives_the_same_answer() -> None:
    asked = whole().engines
    for alone, engine in zip(
        (graphs(SPINA_BIFIDA), latent(SPINA_BIFIDA, rng=7), loglinear(SPINA_BIFIDA, rng=7)),
        asked,
        strict=True,
    ):
        assert alone.distribution is not None
        assert engine.distribution is not None
        assert np.array_equal(alone.distribution.values, engine.distribution.values)


def test_the_dictionary_has_the_fields_that_were_promised() -> None:
    found = json.loads(json.dumps(whole().to_dict(), allow_nan=False))
    assert list(found)[:2] == ["verdict", "reasons"]
    assert (found["observed"], found["lists"]) == (626, 3)
    for engine in found["engines"]:
        assert {"method", "median", "mean", "interval", "modes", "checks"} <= engine.keys()
        assert engine["interval"].keys() == {"low", "high", "level"}
    assert found["headline"]["interval"].keys() == {"low", "high", "level"}
    assert found["headline"]["hull_of"] == ["graphs", "latent"]
    assert found["provenance"]["seed"] == 7
    assert found["provenance"]["table_sha256"] == table_hash(SPINA_BIFIDA)


def test_the_hash_is_of_the_content_and_not_of_the_order_of_rows() -> None:
    rows = list(zip(SPINA_BIFIDA.patterns, SPINA_BIFIDA.counts, strict=True))
    turned = CaptureTable.of(SPINA_BIFIDA.lists, rows[::-1])
    assert table_hash(turned) == table_hash(SPINA_BIFIDA)
    renamed = CaptureTable(("A", "B", "C"), SPINA_BIFIDA.patterns, SPINA_BIFIDA.counts)
    assert table_hash(renamed) != table_hash(SPINA_BIFIDA)


def test_progress_goes_forward_to_the_end() -> None:
    told: list[tuple[str, int, int]] = []
    compare(SPINA_BIFIDA, progress=lambda *step: told.append(step), full=False)
    shares = [done / total for _, done, total in told]
    assert shares == sorted(shares)
    assert 0.8 < shares[-1] <= 1
    assert {name for name, _, _ in told} == {"graphs", "latent", "loglinear", "diagnostics"}


# --- the question put differently ---------------------------------------------------


def test_every_list_is_left_out_merged_and_taken_as_the_population() -> None:
    assert len(list(leave_one_out(UK, 22_990, graphs))) == 5
    assert len(list(merge_two(UK, 22_990, graphs))) == 10
    inside = list(inside_each(UK, graphs))
    assert [variant.expected for variant in inside] == list(UK.sizes)


def test_a_variant_says_what_the_engine_says_of_its_table() -> None:
    (_, without, *_) = leave_one_out(KOSOVO, 12_595, graphs)
    alone = graphs(KOSOVO.drop_list("ABA")).distribution
    assert alone is not None
    assert (without.name, without.median) == ("without ABA", alone.median)
    assert (without.low, without.high) == alone.interval()
    assert without.factor == pytest.approx(12_595 / alone.median)


def test_with_three_lists_the_notes_say_what_was_not_done() -> None:
    found = diagnose(SPINA_BIFIDA, 1)
    assert found.leave_one_out == found.merges == found.inside == ()
    assert "needs 4 lists" in " ".join(found.notes)


def test_thinning_takes_the_largest_counts_of_a_table_piece_by_piece() -> None:
    most = CaptureTable(("A", "B", "C"), ((True, True, False), (False, True, True)), (10**7, 7))
    tracemalloc.start()
    thinned = thin(most, 0.7, np.random.default_rng(1))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 64 * 2**20
    left = dict(zip(thinned.patterns, thinned.counts, strict=True))
    sd = (10**7 * 0.49 * 0.51) ** 0.5
    assert left[True, True, False] == pytest.approx(0.49 * 10**7, abs=5 * sd)


def test_thinning_keeps_each_sighting_by_chance() -> None:
    rng = np.random.default_rng(3)
    tables = [thin(KOSOVO, 0.7, rng) for _ in range(20)]
    sightings = sum(KOSOVO.sizes)
    kept = np.mean([sum(table.sizes) / sightings for table in tables])
    assert kept == pytest.approx(0.7, abs=0.005)
    twice = sum(n for on, n in zip(KOSOVO.patterns, KOSOVO.counts, strict=True) if sum(on) == 2)
    more = [n * _still_twice(sum(on)) for on, n in zip(KOSOVO.patterns, KOSOVO.counts, strict=True)]
    assert twice < on_two_lists(KOSOVO)
    assert np.mean([on_two_lists(t) for t in tables]) == pytest.approx(sum(more), rel=0.03)


def _still_twice(lists: int) -> float:
    """Chance that of so many sightings at least two are kept."""
    return 1 - 0.3**lists - lists * 0.7 * 0.3 ** (lists - 1)


def test_thinning_changes_nothing_in_what_a_right_model_says() -> None:
    """Independent lists, 2,000 people: every share of the sightings says about 2,000."""
    rng = np.random.default_rng(11)
    seen = rng.random((2000, 4)) < 0.35
    codes = seen @ (1 << np.arange(4))
    table = CaptureTable.of_cells("ABCD", np.bincount(codes, minlength=16))
    steps = diagnose(table, 2).trajectory
    assert [step.median for step in steps] == pytest.approx([2000] * len(steps), rel=0.08)
