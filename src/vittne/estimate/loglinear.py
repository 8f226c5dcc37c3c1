"""Log-linear models: maximum likelihood, a model chosen by rule, a bootstrap that repeats it all.

Two rules of choice. ``bic``: all hierarchical models with terms of at most three lists, the
smallest BIC wins (Baillargeon & Rivest, J. Stat. Softw. 19(5), 2007); to five lists. ``stepwise``:
two-list terms enter one by one while the Poisson p-value of their overlap is below .02 (Chan,
Silverman & Vincent, JASA 116, 2021, section 3.2); any number of lists.

A model is used only if its maximum likelihood estimate exists and identifies N (Fienberg & Rinaldo,
Ann. Statist. 40, 2012). The interval is a BCa bootstrap (Efron, JASA 82, 1987) in which every
resampled table chooses its own model (Chan et al. 2021, section 3.3); under ``bic`` among the
models that did best on the table itself (Silverman, Chan & Vincent, Stat. Comput. 34, 2024).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

import numpy as np
from scipy.special import chdtrc

from vittne.estimate import bootstrap
from vittne.estimate.bootstrap import Progress
from vittne.estimate.loglinear_average import average, modes, near_equal
from vittne.estimate.loglinear_choice import (
    MODELS_RESAMPLED,
    P_VALUE,
    ByBic,
    Counts,
    Stepwise,
    fit_all,
)
from vittne.estimate.loglinear_kernel import EXISTS
from vittne.estimate.loglinear_models import ModelSet, generators, main_terms, masks
from vittne.estimate.result import Check, Distribution, Estimate, Floats, Reason
from vittne.estimate.table import CaptureTable

Chooser = ByBic | Stepwise

Selection = Literal["bic", "stepwise"]

MOST_LISTS_BY_BIC = 5
"""There are 6,212 models of five lists, and millions of six."""

SHOWN = 10
"""Models listed in the result's detail."""

FEWEST_IN_TAIL = 5
"""Resampled tables beyond an end of the interval below which that end is called uncertain."""

LEAST_FIT = 1e-6
"""A chosen model with a smaller p-value (likelihood ratio, chi-squared) describes another table.

Published tables have .03 or more (their chosen models, MadiganYork_5 to UKdat), and tables of
which a list is a part of another 1e-60."""

FEWEST_TESTABLE = 3
"""Lists below which no dependence can be estimated."""


def loglinear(
    table: CaptureTable,
    *,
    rng: np.random.Generator | int = 1,
    selection: Selection | None = None,
    bootstraps: int = 1000,
    progress: Progress | None = None,
) -> Estimate:
    """Estimate N by a log-linear model.

    Parameters
    ----------
    table : CaptureTable
    rng : numpy.random.Generator or int
        Of the bootstrap.
    selection : {"bic", "stepwise"}, optional
        The rule of choice; by default ``bic`` to five lists and ``stepwise`` beyond.
    bootstraps : int
        Resampled tables.
    progress : callable, optional
        Told (done, of how many) resampled tables.

    Returns
    -------
    Estimate
        With ``point`` the maximum likelihood estimate of the chosen model, or with refusals.

    Raises
    ------
    ValueError
        If ``bic`` is asked for with more than five lists.
    """
    lists = len(table.lists)
    rule = selection or ("bic" if lists <= MOST_LISTS_BY_BIC else "stepwise")
    if rule == "bic" and lists > MOST_LISTS_BY_BIC:
        raise ValueError(f"selection 'bic' is for at most {MOST_LISTS_BY_BIC} lists, not {lists}")
    if not table.observed:
        reason = Reason(rule="nobody", text="Nobody is on these lists.")
        return Estimate(
            method="loglinear",
            observed=0,
            distribution=None,
            refusals=(reason,),
            settings=_settings(rule, bootstraps, rng),
        )
    counts = Counts(table.cells.astype(np.float64))
    chooser: Chooser = ByBic(counts, lists) if rule == "bic" else Stepwise(counts, lists)
    answer = Estimate(
        method="loglinear",
        observed=table.observed,
        distribution=None,
        settings=_settings(rule, bootstraps, rng),
        detail=_detail(chooser, counts, table.lists),
    )
    untested = _untested_pairs(counts, lists)
    if refusal := _refusal(chooser, counts, untested, table.lists):
        return replace(answer, refusals=(refusal,))
    answer = replace(
        answer,
        point=counts.observed + math.exp(chooser.fits.log_unseen[chooser.chosen]),
        modes=modes(chooser.fits, counts.observed),
    )
    answer = replace(answer, checks=_checks(answer, chooser, untested, table.lists))
    return _with_interval(answer, chooser, counts, np.random.default_rng(rng), bootstraps, progress)


def _settings(rule: str, bootstraps: int, rng: np.random.Generator | int) -> Mapping[str, Any]:
    own = {"p_value": P_VALUE} if rule == "stepwise" else {"models_resampled": MODELS_RESAMPLED}
    return {
        "selection": rule,
        **own,
        "bootstraps": bootstraps,
        "interval": "BCa",
        "seed": rng if isinstance(rng, int) else None,
        "prior": "none (maximum likelihood)",
    }


def _detail(chooser: Chooser, counts: Counts, names: tuple[str, ...]) -> Mapping[str, Any]:
    """Chosen model, runners-up with weights, near-equal fits, average; all in JSON values."""
    fits = chooser.fits
    shown = [_model(chooser, counts, names, rank) for rank in range(min(SHOWN, fits.order.size))]
    found: dict[str, Any] = {
        "models": len(fits.models),
        "usable": int(fits.order.size),
        "among": chooser.among,
        "best": shown,
    }
    if chooser.chosen is not None:
        found["model"] = generators(fits.models.model(chooser.chosen), names)
        found["near_equal"] = near_equal(fits, chooser.chosen, counts.observed)
        found["average"] = average(fits, counts.observed)
    return found


def _model(
    chooser: Chooser, counts: Counts, names: tuple[str, ...], rank: int
) -> Mapping[str, Any]:
    fits = chooser.fits
    number = int(fits.order[rank])
    return {
        "model": generators(fits.models.model(number), names),
        "estimate": counts.observed + math.exp(fits.log_unseen[number]),
        "bic_above_best": float(fits.bic[number] - fits.bic[fits.order[0]]),
        "weight": float(fits.weights[rank]),
        "parameters": int(fits.parameters[number]),
        "chosen": number == chooser.chosen,
    }


def _untested_pairs(counts: Counts, lists: int) -> tuple[tuple[int, ...], int]:
    """Pairs that share people and whose dependence has no estimate; how many pairs share people.

    The model asked is that of independent lists with the pair's term alone.
    """
    shared = [pair for pair in masks(lists, 2) if counts.margins[pair] > 0]
    if not shared:
        return (), 0
    fits = fit_all(counts, ModelSet.of([(*main_terms(lists), pair) for pair in shared]))
    failed = (pair for pair, status in zip(shared, fits.status, strict=True) if status != EXISTS)
    return tuple(failed), len(shared)


def _names(mask: int, names: tuple[str, ...]) -> str:
    return " and ".join(name for j, name in enumerate(names) if mask >> j & 1)


def _refusal(
    chooser: Chooser, counts: Counts, untested: tuple[tuple[int, ...], int], names: tuple[str, ...]
) -> Reason | None:
    pairs, shared = untested
    if not shared:
        return Reason(
            rule="no_overlap",
            text="Nobody is on two lists: any number of people on no list fits these lists "
            "equally well. Needed: people found on at least two of the lists.",
        )
    if chooser.chosen is None:
        if whole := [x for j, x in enumerate(names) if counts.margins[1 << j] == counts.observed]:
            return Reason(
                rule="list_holds_everybody",
                text=f"Everybody documented is on {whole[0]}: nothing shows how many people it "
                f"misses. Needed: people who are on other lists and not on {whole[0]}.",
            )
        return Reason(
            rule="no_model",
            text=f"None of {len(chooser.fits.models)} log-linear models is proven to have a "
            "maximum likelihood estimate that identifies N. Needed: people shared by more pairs "
            "of lists.",
        )
    which = "; ".join(_names(pair, names) for pair in pairs)
    if len(pairs) < shared:
        return _misfit(chooser, counts, which) if pairs else None
    needed = (
        "a third list that shares people with both"
        if len(names) == FEWEST_TESTABLE - 1
        else "people shared by other pairs of lists"
    )
    return Reason(
        rule="dependence_not_testable",
        text=f"The only lists that share people ({which}) may depend on each other, and every "
        "model that allows for it has no maximum likelihood estimate or does not identify N. The "
        f"models that are left assume what these data cannot show. Needed: {needed}.",
    )


def _misfit(chooser: Chooser, counts: Counts, which: str) -> Reason | None:
    """Refuse where the chosen model is nothing like the table, by the likelihood ratio to it.

    Asked where what ties some lists together has no maximum likelihood estimate (a list that is
    a part of another): the models that are left have one, and may be wrong.
    """
    assert chooser.chosen is not None
    fits, people = chooser.fits, counts.people
    empty = [term for term in fits.models.model(chooser.chosen) if not counts.margins[term]]
    possible = [c for c in range(1, counts.cells.size) if all(c & term != term for term in empty)]
    freedom = len(possible) - int(fits.parameters[chooser.chosen])
    distance = 2 * float((people * np.log(people) - people).sum() - fits.height[chooser.chosen])
    if freedom < 1 or chdtrc(freedom, distance) >= LEAST_FIT:
        return None
    return Reason(
        rule="does_not_fit",
        text=f"The best of the models that have a maximum likelihood estimate is nothing like the "
        f"table (likelihood ratio {distance:.0f} on {freedom} degrees of freedom): none of them "
        f"allows for the dependence of {which}. Needed: the table without a list that is a part "
        "of another.",
    )


def _checks(
    answer: Estimate,
    chooser: Chooser,
    untested: tuple[tuple[int, ...], int],
    names: tuple[str, ...],
) -> tuple[Check, ...]:
    usable, models = answer.detail["usable"], answer.detail["models"]
    close = answer.detail["near_equal"]
    pairs = "; ".join(_names(pair, names) for pair in untested[0])
    return (
        Check(
            name="usable_models",
            value=f"{usable} of {models}",
            ok=None,
            text=f"Of {models} models ({chooser.among}), {usable} have a maximum likelihood "
            "estimate that identifies N.",
        ),
        Check(
            name="near_equal_fits",
            value=close["high"] / close["low"],
            ok=len(answer.modes) < 2,
            text=f"Models that fit about as well as the best ({close['models']} of them) say "
            f"{close['low']:,.0f} to {close['high']:,.0f}.",
        ),
        Check(
            name="untested_pairs",
            value=len(untested[0]),
            ok=None,
            text=f"Dependence that these data cannot show: {pairs}."
            if pairs
            else "The dependence of each pair of lists that share people can be estimated.",
        ),
    )


def _with_interval(
    answer: Estimate,
    chooser: Chooser,
    counts: Counts,
    rng: np.random.Generator,
    bootstraps: int,
    progress: Progress | None,
) -> Estimate:
    """Add the bootstrap's distribution, or refuse where it has no upper end."""
    assert answer.point is not None
    samples = bootstrap.resample(counts.people, bootstraps, rng)
    unseen = np.exp(bootstrap.in_parallel(chooser.log_unseen, samples, progress))
    left_out = np.exp(
        bootstrap.in_parallel(chooser.log_unseen, bootstrap.without_one(counts.people), None)
    )
    lost = int(np.isinf(unseen).sum())
    if np.isinf(left_out).any():
        return _unbounded(answer, "Without one single person on these lists there is no estimate.")
    draws = counts.observed + unseen
    distribution = Distribution.of_draws(
        draws,
        bias=bootstrap.bias(draws, answer.point),
        acceleration=bootstrap.acceleration(left_out, counts.people),
    )
    if math.isinf(distribution.interval()[1]):
        return _unbounded(answer, f"{lost} of {bootstraps} resampled tables have no estimate.")
    return replace(
        answer,
        distribution=replace(distribution, values=_capped(distribution.values)),
        checks=(*answer.checks, *_bootstrap_checks(draws, distribution.interval(), lost)),
    )


def _bootstrap_checks(
    draws: Floats, interval: tuple[float, float], lost: int
) -> tuple[Check, Check]:
    tail = int(min((draws <= interval[0]).sum(), (draws >= interval[1]).sum()))
    return (
        Check(
            name="resamples_without_estimate",
            value=lost,
            ok=lost == 0,
            text=f"{lost} of {draws.size} resampled tables have no estimate; they count as larger "
            "than all others.",
        ),
        Check(
            name="resamples_in_the_tail",
            value=tail,
            ok=tail >= FEWEST_IN_TAIL,
            text=f"{tail} of {draws.size} resampled tables lie at or beyond one end of the 95 % "
            "interval. Few: the choice of model pulls the estimate to one side, and the end is "
            "uncertain.",
        ),
    )


def _capped(values: Floats) -> Floats:
    """Infinite draws at the largest finite one: no quantile of the interval changes."""
    largest = float(values[np.isfinite(values)].max())
    return np.asarray(np.minimum(values, largest), dtype=np.float64)


def _unbounded(answer: Estimate, why: str) -> Estimate:
    reason = Reason(
        rule="unbounded",
        text=f"{why} The interval has no upper end. Needed: more people on two lists or more.",
    )
    return replace(answer, point=None, modes=(), refusals=(reason,))
