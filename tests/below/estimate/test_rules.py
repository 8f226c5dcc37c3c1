"""Each rule fires on the case that taught it, keeps silent short of it, and is on the page."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from published import KOSOVO, SPINA_BIFIDA

from vittne.estimate.bounds import bounds
from vittne.estimate.diagnostics import Diagnostics, Thinned, Variant
from vittne.estimate.graphs import graphs
from vittne.estimate.result import Check, Distribution, Estimate, Mode, Reason
from vittne.estimate.rules import FLAGGED, REFUSED, RULES, USABLE, Evidence, agree, judge
from vittne.estimate.table import CaptureTable

GOOD = graphs(SPINA_BIFIDA)
EVIDENCE = Evidence(
    table=SPINA_BIFIDA,
    engines=(GOOD,),
    interval=(694, 787),
    bounds=bounds(SPINA_BIFIDA),
)


def engine(method: str, low: float, middle: float, high: float) -> Estimate:
    """An engine that gives this median and 95 % interval."""
    values, weights = np.array([low, middle, high]), np.array([0.03, 0.94, 0.03])
    return Estimate(method=method, observed=626, distribution=Distribution(values, weights))


def variant(expected: float, low: float, middle: float, high: float, twice: int = 99) -> Variant:
    return Variant(
        name="without L1",
        observed=626,
        twice=twice,
        expected=expected,
        median=middle,
        low=low,
        high=high,
    )


def fired(evidence: Evidence) -> set[str]:
    return {reason.rule for reason in judge(evidence)[1]}


def with_diagnostics(**parts: object) -> Evidence:
    return replace(EVIDENCE, diagnostics=Diagnostics(**parts))


def test_a_table_that_nothing_speaks_against_is_usable() -> None:
    assert judge(EVIDENCE) == (USABLE, ())


# --- refusing -----------------------------------------------------------------------


@pytest.mark.parametrize(("twice", "refused"), [(9, True), (10, False)])
def test_fewer_than_ten_people_on_two_lists_are_too_few(twice: int, refused: bool) -> None:
    rows = [("100", 90), ("010", 90), ("001", 90), ("110", twice - 2), ("011", 1), ("111", 1)]
    table = CaptureTable.of("ABC", rows)
    evidence = replace(EVIDENCE, table=table, bounds=bounds(table))
    assert ("few_overlaps" in fired(evidence)) is refused
    assert (judge(evidence)[0] == REFUSED) is refused


def test_two_lists_are_too_few() -> None:
    table = CaptureTable.of("AB", [("10", 50), ("01", 50), ("11", 50)])
    assert "few_lists" in fired(replace(EVIDENCE, table=table))


def refusing(rule: str) -> Estimate:
    reason = Reason(rule=rule, text="why")
    return Estimate(method="loglinear", observed=626, distribution=None, refusals=(reason,))


@pytest.mark.parametrize("rule", ["no_overlap", "no_model", "dependence_not_testable"])
def test_what_no_log_linear_model_identifies_is_refused(rule: str) -> None:
    verdict, reasons = judge(replace(EVIDENCE, engines=(GOOD, refusing(rule))))
    assert verdict == REFUSED
    assert reasons == (Reason(rule="unidentified", text="loglinear: why"),)


def test_an_interval_without_an_upper_end_is_flagged() -> None:
    verdict, reasons = judge(replace(EVIDENCE, engines=(GOOD, refusing("unbounded"))))
    assert (verdict, [r.rule for r in reasons]) == (FLAGGED, ["unbounded"])


def test_without_the_leading_engine_s_number_there_is_none() -> None:
    assert judge(replace(EVIDENCE, interval=None))[0] == REFUSED


def test_what_refuses_comes_first_and_wins() -> None:
    wide = engine("latent", 100, 2000, 9000)
    verdict, reasons = judge(replace(EVIDENCE, engines=(GOOD, wide), interval=None))
    assert verdict == REFUSED
    assert [reason.rule for reason in reasons][:2] == ["no_number", "untestable"]


# --- flagging -----------------------------------------------------------------------


def with_modes(first: Mode, second: Mode) -> Evidence:
    return replace(EVIDENCE, engines=(replace(GOOD, modes=(first, second)),))


@pytest.mark.parametrize(
    ("at", "weight", "flagged"),
    [(160, 0.3, True), (160, None, True), (160, 0.04, False), (149, 0.3, False)],
)
def test_several_answers_far_apart_are_flagged_with_each(
    at: float, weight: float | None, flagged: bool
) -> None:
    first = Mode(at=100, low=90, high=110, weight=weight and 1 - weight)
    evidence = with_modes(first, Mode(at=at, low=at - 9, high=at + 9, weight=weight))
    assert ("several_modes" in fired(evidence)) is flagged
    if flagged:
        text = judge(evidence)[1][0].text
        assert "100 [90 to 110]" in text
        assert f"{at} [{at - 9} to {at + 9}]" in text


@pytest.mark.parametrize(
    ("low", "middle", "high", "flagged"),
    [
        (690, 740, 790, False),
        (800, 900, 999, True),  # no number in common with 694 to 787
        (700, 1090, 1400, False),
        (700, 1100, 1400, True),  # 1.505 times 731
        (740, 800, 900, True),  # 800 is not in 694 to 787, and 731 not in 740 to 900
        (720, 800, 900, False),  # 731 is in 720 to 900
    ],
)
def test_engines_that_are_apart_are_flagged(
    low: float, middle: float, high: float, flagged: bool
) -> None:
    evidence = replace(EVIDENCE, engines=(GOOD, engine("latent", low, middle, high)))
    assert ("engines_apart" in fired(evidence)) is flagged


@pytest.mark.parametrize(("missing", "flagged"), [(0.19, False), (0.21, True)])
def test_three_lists_are_no_ground_for_many_on_no_list(missing: float, flagged: bool) -> None:
    answer = 626 / (1 - missing)
    one = engine("latent", 640, answer, 900)
    assert ("untestable" in fired(replace(EVIDENCE, engines=(one,)))) is flagged
    four = CaptureTable.of("ABCD", [((1, 1, 0, 0), 313), ((0, 0, 1, 1), 313)])
    assert "untestable" not in fired(replace(EVIDENCE, engines=(one,), table=four))


def test_engines_agree_if_each_has_the_other_in_its_interval() -> None:
    one = engine("graphs", 90, 100, 130)
    assert agree(one, engine("latent", 80, 120, 150))
    assert not agree(one, engine("latent", 110, 120, 150))
    assert not agree(one, engine("latent", 80, 140, 150))
    assert not agree(engine("graphs", 10, 100, 900), engine("latent", 10, 151, 900))
    assert not agree(one, refusing("unbounded"))


@pytest.mark.parametrize(
    ("part", "rule"), [("leave_one_out", "depends_on_a_list"), ("merges", "depends_on_a_merge")]
)
def test_a_change_of_lists_that_moves_the_answer_is_flagged(part: str, rule: str) -> None:
    near, far = variant(1000, 600, 667, 700), variant(1000, 600, 660, 700)
    vague = variant(1000, 300, 400, 1300)
    assert fired(with_diagnostics(**{part: (near,)})) == set()
    assert fired(with_diagnostics(**{part: (near, far)})) == {rule}
    assert fired(with_diagnostics(**{part: (vague,)})) == set()


def test_the_change_that_moves_most_is_named() -> None:
    less, most = variant(1000, 600, 650, 700), variant(1000, 300, 400, 500)
    (reason,) = judge(with_diagnostics(leave_one_out=(less, most)))[1]
    assert reason.text == (
        "Without L1: 400 in place of 1,000; the answer hangs on that list (2 of these changes do "
        "as much)."
    )


def test_a_prior_that_moves_the_answer_is_flagged_however_vague_it_is() -> None:
    assert fired(with_diagnostics(priors=(variant(50, 42, 147, 220),))) == {"depends_on_the_prior"}
    assert fired(with_diagnostics(priors=(variant(50, 42, 74, 220),))) == set()


@pytest.mark.parametrize(
    ("inside", "flagged"),
    [
        (variant(1528, 844, 894, 957), True),
        (variant(1528, 844, 894, 957, twice=9), False),
        (variant(1528, 844, 894, 1600), False),
        (variant(1300, 844, 894, 957), False),
    ],
)
def test_a_list_that_comes_out_wrong_is_flagged(inside: Variant, flagged: bool) -> None:
    assert fired(with_diagnostics(inside=(inside,))) == ({"not_consistent"} if flagged else set())


def thinned(kept: float, median: float) -> Thinned:
    return Thinned(kept=kept, observed=500, median=median, low=median, high=median)


def test_an_answer_that_grows_with_the_documentation_is_flagged() -> None:
    grows = (thinned(0.5, 200), thinned(0.7, 480), thinned(1, 731))
    assert fired(with_diagnostics(trajectory=grows)) == {"trend"}
    stays = (thinned(0.5, 200), thinned(0.7, 490), thinned(1, 731))
    assert fired(with_diagnostics(trajectory=stays)) == set()


@pytest.mark.parametrize("name", ["rhat", "ess_bulk", "ess_tail", "tail_mass"])
def test_draws_that_cannot_be_relied_on_are_flagged(name: str) -> None:
    bad = replace(GOOD, checks=(Check(name=name, value=1, ok=False, text=""),))
    assert fired(replace(EVIDENCE, engines=(bad,))) == {"not_converged"}
    good = replace(GOOD, checks=(Check(name=name, value=1, ok=True, text=""),))
    assert fired(replace(EVIDENCE, engines=(good,))) == set()


def test_an_interval_that_names_no_size_is_flagged() -> None:
    assert fired(replace(EVIDENCE, interval=(700, 2801))) == {"wide"}
    assert fired(replace(EVIDENCE, interval=(700, 2800))) == set()


def test_an_interval_below_chao_s_bound_is_flagged() -> None:
    merged = KOSOVO.merge_lists("EXH", "HRW")
    evidence = replace(EVIDENCE, table=merged, bounds=bounds(merged), engines=())
    assert fired(replace(evidence, interval=(4400, 4500))) == {"below_chao"}
    assert fired(replace(evidence, interval=(4400, 12000))) == set()


def test_an_answer_far_above_chao_s_bound_is_flagged() -> None:
    bound = EVIDENCE.bounds.chao_lists.value
    assert bound is not None
    above, below = engine("latent", 1, 3.01 * bound, 1e5), engine("latent", 1, 2.99 * bound, 1e5)
    assert "far_above_chao" in fired(replace(EVIDENCE, engines=(above,)))
    assert "far_above_chao" not in fired(replace(EVIDENCE, engines=(below,)))


# --- the page -----------------------------------------------------------------------


def test_the_page_has_every_rule_with_its_verdict_and_threshold(root: Path) -> None:
    page = (root / "docs" / "method" / "rules.md").read_text("utf-8")
    refusing, flagging = page.split("\n## Rules that ")[1:]
    parts = {REFUSED: refusing, FLAGGED: flagging}
    written = {
        (name, verdict, float(threshold or 0))
        for verdict, part in parts.items()
        for name, threshold in re.findall(r"^\| `(\w+)` \| ([\d.]*) ?\|", part, re.M)
    }
    assert written == {(rule.name, rule.verdict, rule.threshold) for rule in RULES}
