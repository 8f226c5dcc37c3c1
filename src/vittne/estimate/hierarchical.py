"""Strata partially pooled: latent classes that strata share, lists whose reach differs by stratum.

The model of :mod:`vittne.estimate.latent` (Manrique-Vallier 2016, Biometrics 72:1246) put over
strata. Classes keep their profile from stratum to stratum; how far each list reaches, and how large
each class is, may differ, and how much is learnt from the strata themselves (partial pooling, with
half-normal scales: Gelman 2006, Bayesian Analysis 1:515). A thin stratum borrows what it cannot say
itself; a thick one speaks for itself. :mod:`vittne.estimate.hierarchical_kernel` does the
arithmetic.

A list that caught nobody in a stratum is taken not to have been at work there. Its reach there is
not asked, and the stratum's people are compared by the others.

The draws of all strata are joint: the total is their sum, draw by draw.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from vittne.estimate import hierarchical_kernel as kernel
from vittne.estimate.chains import Crew, Progress, Runner, Sample, negative_binomial
from vittne.estimate.latent import FEWEST_LISTS, cells_of, room_of, starts_of
from vittne.estimate.latent_kernel import RATE, SHAPE
from vittne.estimate.result import Estimate, Floats, Ints, Reason
from vittne.estimate.table import CaptureTable

METHOD = "hierarchical"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartlyPooled:
    """What strata say together.

    Attributes
    ----------
    total : Estimate
        Of all strata; refused where one of them is.
    strata : mapping of str to Estimate
        In the order in which they were given.
    draws : mapping of str to array of float, shape (draws,)
        People in each stratum that is not refused; the same index is the same draw.
    """

    total: Estimate
    strata: Mapping[str, Estimate]
    draws: Mapping[str, Floats]


def hierarchical(
    tables: Mapping[str, CaptureTable],
    *,
    rng: np.random.Generator | int | None,
    classes: int = 10,
    chains: int = 8,
    draws: int = 1000,
    rounds: int = 3,
    workers: int | None = None,
    progress: Progress | None = None,
) -> PartlyPooled:
    """Estimate N of each stratum and of all, each stratum leaning on the others.

    Parameters
    ----------
    tables : mapping of str to CaptureTable
        Of the same lists. A list that caught nobody in a stratum was not at work there.
    rng, classes, chains, draws, rounds, workers, progress
        As of :func:`~vittne.estimate.latent.latent`.

    Returns
    -------
    PartlyPooled
        The order of strata and of lists changes nothing, as long as no two are of the same size.

    Raises
    ------
    ValueError
        If there is no table, or they are not of the same lists.

    Notes
    -----
    A stratum in which fewer than three lists were at work is refused and left out of the model,
    and with it the total is refused: how two lists depend on each other there would be taken
    wholly from elsewhere.
    """
    if len({table.lists for table in tables.values()}) != 1:
        raise ValueError("strata are at least one, and all of the same lists")
    settings = {
        "prior_n": "1/N in each stratum",
        "prior_alpha": {"shape": SHAPE, "rate": RATE},
        "prior_lambda": {"a": 1, "b": 1},
        "prior_tau": {"half_normal": kernel.SCALE},
        "prior_omega": {"half_normal": kernel.SCALE},
        "classes": classes,
        "chains": chains,
        "draws": draws,
        "rounds": rounds,
        "seed": rng if isinstance(rng, int) else None,
    }
    refused = {name: reason for name, table in tables.items() if (reason := _too_few(table))}
    asked = {name: table for name, table in tables.items() if name not in refused}
    if not asked:
        return _put_together(tables, refused, {}, None, settings, {})
    plan = plan_of(asked)
    generator = np.random.default_rng(rng)
    *own, last = generator.spawn(chains + 1)
    starts = _starts(plan, classes, chains, generator)
    runners = [_Runner(plan, classes, at, mine) for at, mine in zip(starts, own, strict=True)]
    crew = Crew(runners, workers, progress)
    found = crew.until_agreed(lambda traces: _Round.of(plan, traces, last), draws, rounds)
    detail = {**crew.detail(), **found.detail(plan)}
    samples = dict(zip(plan.names, found.samples, strict=True))
    answer = _put_together(tables, refused, samples, found.total, settings, detail)
    checks = (*answer.total.checks, crew.failures)
    return replace(answer, total=replace(answer.total, checks=checks))


def _too_few(table: CaptureTable) -> Reason | None:
    working = len(table.lists) - len(table.empty_lists)
    if working >= FEWEST_LISTS:
        return None
    text = (
        f"Lists that caught somebody here: {working}. With fewer than {FEWEST_LISTS} nothing in "
        "this stratum shows how they depend on each other."
    )
    return Reason(rule="working_lists", text=text)


def _put_together(
    tables: Mapping[str, CaptureTable],
    refused: Mapping[str, Reason],
    samples: Mapping[str, Sample],
    whole: Sample | None,
    settings: Mapping[str, Any],
    detail: Mapping[str, Any],
) -> PartlyPooled:
    strata = {
        name: _estimate(
            table.observed, samples.get(name), (refused[name],) if name in refused else (), settings
        )
        for name, table in tables.items()
    }
    observed = sum(table.observed for table in tables.values())
    why: tuple[Reason, ...] = ()
    if refused:
        text = f"Without a number: {', '.join(refused)}."
        why = (Reason(rule="refused_strata", text=text),)
    total = _estimate(observed, None if refused else whole, why, settings, detail)
    draws = {name: samples[name].people.ravel() for name in tables if name in samples}
    return PartlyPooled(total=total, strata=strata, draws=draws)


def _estimate(
    observed: int,
    sample: Sample | None,
    refusals: tuple[Reason, ...],
    settings: Mapping[str, Any],
    detail: Mapping[str, Any] | None = None,
) -> Estimate:
    return Estimate(
        method=METHOD,
        observed=observed,
        distribution=None if sample is None else sample.distribution,
        checks=() if sample is None else sample.checks(),
        modes=() if sample is None else sample.modes,
        refusals=refusals,
        settings=settings,
        detail=detail or {},
    )


def sum_of(draws: Sequence[Floats]) -> Floats:
    """Add joint draws, draw by draw."""
    total: Floats = np.sum(draws, axis=0)
    return total


@dataclass(frozen=True, eq=False)
class Plan:
    """Strata and lists in an order of their own, so that the order given changes nothing.

    Attributes
    ----------
    names, lists : tuple of str
        The largest first.
    tables : tuple of CaptureTable
    forest : kernel.Forest
    varying : tuple of str
        Lists at work in two strata or more: those that have a tau.
    """

    names: tuple[str, ...]
    lists: tuple[str, ...]
    tables: tuple[CaptureTable, ...]
    forest: kernel.Forest
    varying: tuple[str, ...]

    @property
    def together(self) -> CaptureTable:
        """All strata as one table."""
        cells = sum(table.cells for table in self.tables)
        return CaptureTable.of_cells(self.lists, cells)


def plan_of(tables: Mapping[str, CaptureTable]) -> Plan:
    """Order strata and lists, and lay them out."""
    sizes = np.array([table.sizes for table in tables.values()])
    order = sorted(range(sizes.shape[1]), key=lambda j: (-sizes[:, j].sum(), *sorted(sizes[:, j])))
    ordered = {name: _with_lists(table, order) for name, table in tables.items()}
    names = sorted(ordered, key=lambda name: (-ordered[name].observed, _rows(ordered[name])))
    mine = tuple(ordered[name] for name in names)
    forest, varying = _forest(mine)
    lists = mine[0].lists
    return Plan(tuple(names), lists, mine, forest, tuple(lists[j] for j in varying))


def _with_lists(table: CaptureTable, order: Sequence[int]) -> CaptureTable:
    patterns = tuple(tuple(on[j] for j in order) for on in table.patterns)
    return CaptureTable(tuple(table.lists[j] for j in order), patterns, table.counts)


def _rows(table: CaptureTable) -> list[tuple[tuple[bool, ...], int]]:
    return sorted(zip(table.patterns, table.counts, strict=True))


def _forest(tables: Sequence[CaptureTable]) -> tuple[kernel.Forest, Ints]:
    """Lay out the strata's trees; also the lists that have a tau."""
    sizes = np.array([table.sizes for table in tables])
    strata, lists = sizes.shape
    trees = [cells_of(table.without_empty_lists()) for table in tables]
    working = np.array([tree.unseen.size for tree in trees])
    of_list, effects = _effects(sizes > 0)
    varying, of_scale = np.unique(of_list, return_inverse=True)
    observed = np.array([tree.observed for tree in trees])
    missed = 1 - sizes / observed[:, None]
    forest = kernel.Forest(
        parent=np.concatenate([tree.parent for tree in trees]),
        factor=np.concatenate([tree.factor for tree in trees]),
        nodes=np.cumsum([0, *(tree.parent.size for tree in trees)]),
        cells=np.cumsum([0, *(tree.counts.size for tree in trees)]),
        on=np.concatenate([_filled(tree.on, lists) for tree in trees]),
        counts=np.concatenate([tree.counts for tree in trees]),
        unseen=np.array([_filled(tree.unseen, lists) for tree in trees]),
        lists=np.array([_filled(np.flatnonzero(row), lists) for row in sizes > 0]),
        working=working,
        observed=observed,
        contrasts=_contrasts(strata),
        effects=effects,
        of_list=of_list,
        of_scale=of_scale.reshape(of_list.shape),
        known=np.einsum("se,se->e", effects**2, (sizes * missed)[:, of_list]),
        scales=varying.size,
    )
    return forest, varying


def _filled(values: npt.NDArray[Any], size: int) -> npt.NDArray[Any]:
    """Zeros after the last column, up to ``size``."""
    before = [(0, 0)] * (values.ndim - 1)
    return np.pad(values, [*before, (0, size - values.shape[-1])])


def _contrasts(size: int) -> Floats:
    """Helmert's orthonormal columns, each the first so many against the next: (size, size - 1)."""
    columns = np.zeros((size, size - 1))
    for i in range(size - 1):
        columns[: i + 1, i] = 1.0
        columns[i + 1, i] = -1.0 - i
        columns[:, i] /= np.sqrt((i + 1.0) * (i + 2.0))
    return columns


def _effects(working: npt.NDArray[np.bool_]) -> tuple[Ints, Floats]:
    """Contrasts of each list between the strata in which it was at work, and whose they are."""
    of_list, columns = [], []
    for j in range(working.shape[1]):
        here = np.flatnonzero(working[:, j])
        part = _contrasts(here.size)
        for i in range(part.shape[1]):
            column = np.zeros(working.shape[0])
            column[here] = part[:, i]
            columns.append(column)
            of_list.append(j)
    effects = np.array(columns).reshape(-1, working.shape[0]).T
    return np.array(of_list, dtype=np.int64), np.ascontiguousarray(effects)


def _starts(plan: Plan, classes: int, wanted: int, rng: np.random.Generator) -> list[Floats]:
    """Modes of all strata as one table, and strata that differ by chance from them."""
    common = starts_of(cells_of(plan.together), classes, wanted, rng)
    return [np.concatenate([start.at, _scattered(plan.forest, classes, rng)]) for start in common]


def _scattered(forest: kernel.Forest, classes: int, rng: np.random.Generator) -> Floats:
    """A start of what is the strata's own: lists reach as far as their sizes say, and noise."""
    strata = forest.observed.size
    tilts = rng.normal(0, 0.5, (strata - 1) * classes)
    logs = rng.normal(-1, 0.5, forest.scales + (strata > 1))
    effects = rng.normal(0, 0.5, forest.of_list.size)
    return np.concatenate([tilts, effects, logs])


class _Runner(Runner):
    """A chain of this model."""

    def __init__(self, plan: Plan, classes: int, at: Floats, rng: np.random.Generator) -> None:
        strata, lists = plan.forest.unseen.shape
        rows = classes - 1 + (lists + strata - 1) * classes
        width = strata + 1 + at.size - rows - plan.forest.of_list.size
        super().__init__(at, classes, rows=rows, width=width, rng=rng)
        self.forest, self.place = plan.forest, place_for(plan.forest, classes)

    def turn(self, tuning: bool, trace: Floats) -> None:
        """Take ``len(trace)`` turns and write them down."""
        kernel.run(self.chain, self.forest, self.place, self.rng, tuning, trace)


def place_for(forest: kernel.Forest, classes: int) -> kernel.Place:
    """Room for a position."""
    strata, lists = forest.unseen.shape
    return kernel.Place(
        common=room_of(1, lists, classes),
        own=room_of(int(np.diff(forest.nodes).max()), lists, classes),
        seen=np.zeros(strata),
        logits=np.zeros((strata, lists)),
        tilts=np.zeros((strata, classes)),
        rise=np.zeros((lists, classes)),
    )


@dataclass(frozen=True, eq=False)
class _Round:
    """Draws of one round.

    Attributes
    ----------
    samples : list of Sample
        Of each stratum.
    total : Sample
        Of their sum.
    scales : array of float, shape (chains, draws, T + 1)
        tau and omega.
    """

    samples: list[Sample]
    total: Sample
    scales: Floats

    @classmethod
    def of(cls, plan: Plan, traces: Floats, rng: np.random.Generator) -> _Round:
        """Draw people for each stratum."""
        people = [
            n + negative_binomial(n, traces[:, :, s], rng)
            for s, n in enumerate(plan.forest.observed)
        ]
        strata = len(people)
        fit = traces[:, :, strata]
        return cls(
            samples=[Sample.of(one, fit) for one in people],
            total=Sample.of(sum_of(people), fit),
            scales=np.exp(traces[:, :, strata + 1 :]),
        )

    @property
    def settled(self) -> bool:
        """Nothing is gained by more turns, for any stratum or the total."""
        return all(sample.settled for sample in (*self.samples, self.total))

    @property
    def apart(self) -> bool:
        """Chains live in different modes of some stratum, or of the total."""
        return any(sample.apart for sample in (*self.samples, self.total))

    def detail(self, plan: Plan) -> dict[str, Any]:
        """What only this engine has: how far strata differ, and chains by themselves."""
        quantiles = np.quantile(self.scales, (0.5, 0.025, 0.975), axis=(0, 1))
        shown = [
            dict(zip(("median", "low", "high"), map(_rounded, column), strict=True))
            for column in quantiles.T
        ]
        tau = dict(zip(plan.varying, shown, strict=False))
        return {
            "tau": {name: tau[name] for name in sorted(tau)},
            "omega": shown[-1] if len(shown) > len(tau) else None,
            "chains": self.total.by_chain(),
        }


def _rounded(value: float) -> float:
    return round(float(value), 3)
