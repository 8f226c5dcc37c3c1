"""Every engine on one table, side by side, with what there is to hold against the answer."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

import numpy as np

from vittne import __version__
from vittne.estimate.bounds import Bounds, bounds
from vittne.estimate.decomposable import MOST_VERTICES
from vittne.estimate.diagnostics import NONE, Diagnostics, diagnose
from vittne.estimate.graphs import graphs
from vittne.estimate.latent import latent
from vittne.estimate.loglinear import loglinear
from vittne.estimate.result import Estimate, Reason
from vittne.estimate.rules import REFUSED, Evidence, agree, judge
from vittne.estimate.table import FEWEST_LISTS, CaptureTable
from vittne.terms.canonical import canonical_json

ENGINES = ("graphs", "latent", "loglinear")
"""In the order in which they are asked and shown."""
KINDS = ("graphs", "latent")
"""Lists depend on each other because they share sources or avoid each other (``graphs``), or
because some people are easier to find than others (``latent``). A table rarely says which, so that
both are published."""
LEVEL = 0.95

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how far it is, and of how much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What all engines and diagnostics say of one table.

    Attributes
    ----------
    verdict : str
        ``usable``, ``flagged`` or ``refused``: the worst that any rule says.
    reasons : tuple of Reason
        Why it is not ``usable``; what refuses comes first.
    notes : tuple of str
        What was not done, and why.
    table : CaptureTable
        Without the lists that caught nobody.
    method : str
        The engine that gives the headline, fixed before any of them was asked.
    interval : tuple of float, or None
        What is published, 95 %: the hull of the leading engine's and those of :data:`KINDS`, or,
        where an engine disagrees with the one that leads, of all. None where it is refused.
    joined : tuple of str
        Engines whose intervals the hull is of; empty where it is the leading engine's alone.
    engines : tuple of Estimate
    bounds : Bounds
    diagnostics : Diagnostics
    seed : int or None
        None: the randomness came as a generator, and only its owner can repeat it.
    """

    verdict: str
    reasons: tuple[Reason, ...]
    notes: tuple[str, ...]
    table: CaptureTable
    method: str
    interval: tuple[float, float] | None
    joined: tuple[str, ...]
    engines: tuple[Estimate, ...]
    bounds: Bounds
    diagnostics: Diagnostics
    seed: int | None

    @property
    def headline(self) -> Estimate | None:
        """The headline engine's answer; None where the table is refused."""
        if self.verdict == REFUSED:
            return None
        return next(engine for engine in self.engines if engine.method == self.method)

    def to_dict(self) -> Mapping[str, Any]:
        """JSON values, in the order in which they are read."""
        return {
            "verdict": self.verdict,
            "reasons": [{"rule": r.rule, "text": r.text} for r in self.reasons],
            "notes": list(self.notes),
            "observed": self.table.observed,
            "lists": len(self.table.lists),
            "names": list(self.table.lists),
            "headline": {
                "method": self.method,
                **_numbers(self.headline),
                "interval": shown_interval(self.interval),
                "hull_of": list(self.joined),
            },
            "engines": [_engine(engine) for engine in self.engines],
            "bounds": self.bounds.to_dict(),
            **self.diagnostics.to_dict(),
            "provenance": {
                "software": "vittne",
                "version": __version__,
                "seed": self.seed,
                "table_sha256": table_hash(self.table),
                "prior": "p(N) proportional to 1/N",
            },
        }


def compare(
    table: CaptureTable,
    *,
    headline: str | None = None,
    engines: Sequence[str] = ENGINES,
    rng: np.random.Generator | int = 1,
    progress: Progress | None = None,
    full: bool = True,
) -> Comparison:
    """Ask every engine, put the question differently, and judge.

    Parameters
    ----------
    table : CaptureTable
        Lists that caught nobody in it are left out, and named in the notes.
    headline : str, optional
        The engine whose answer leads; see :func:`default_headline`.
    engines : sequence of str
        Which to ask, the headline's among them.
    rng : numpy Generator or seed
        A seed is what each engine gets: asked alone it gives the same answer.
    progress : callable, optional
    full : bool
        False leaves out all that puts the question differently, and the rules about it.

    Raises
    ------
    ValueError
        If an engine is unknown, or the headline's is not asked.
    """
    whole = _without_empty_lists(table)
    method = headline or default_headline(len(whole.lists), engines)
    _check(method, engines)
    rngs = [rng] * 4 if isinstance(rng, int) else list(rng.spawn(4))
    told = _Told(progress)
    asked = _ask(whole, engines, dict(zip(ENGINES, rngs, strict=False)), told)
    told.at("diagnostics", 0, 1)
    diagnostics = diagnose(whole, rngs[3]) if full and whole.observed else NONE
    notes = (*_notes(table, method, engines, full), *diagnostics.notes)
    seed = rng if isinstance(rng, int) else None
    return conclude(whole, asked, diagnostics, method=method, notes=notes, seed=seed)


def conclude(
    table: CaptureTable,
    engines: Sequence[Estimate],
    diagnostics: Diagnostics,
    *,
    method: str,
    notes: tuple[str, ...] = (),
    seed: int | None = None,
) -> Comparison:
    """Judge what engines and diagnostics have said of a table.

    Parameters
    ----------
    table : CaptureTable
        That all of them were asked about.
    engines : sequence of Estimate
    diagnostics : Diagnostics
    method : str
        The engine that leads, one of those asked.
    notes, seed
        As in the :class:`Comparison`.
    """
    leading = next(engine for engine in engines if engine.method == method)
    interval, joined = _published(leading, engines)
    limits = bounds(table)
    evidence = Evidence(
        table=table,
        engines=tuple(engines),
        interval=interval,
        bounds=limits,
        diagnostics=diagnostics,
    )
    verdict, reasons = judge(evidence)
    return Comparison(
        verdict=verdict,
        reasons=reasons,
        notes=notes,
        table=table,
        method=method,
        interval=None if verdict == REFUSED else interval,
        joined=() if verdict == REFUSED else joined,
        engines=evidence.engines,
        bounds=limits,
        diagnostics=diagnostics,
        seed=seed,
    )


def default_headline(lists: int, engines: Sequence[str] = ENGINES) -> str:
    """Choose the engine that leads, by the number of lists alone and before any is asked.

    ``graphs`` to seven lists, for more than which it is not possible; ``latent`` beyond. Where
    that one is not asked, the first of those that are.
    """
    order = ENGINES if lists <= MOST_VERTICES else ("latent", "loglinear", "graphs")
    return next((name for name in order if name in engines), order[0])


def table_hash(table: CaptureTable) -> str:
    """Hash names of lists, patterns and counts, whatever the order of the rows (sha256).

    Whoever holds a small table can be found out by guessing: the hash is as confidential as
    the table.
    """
    rows = sorted(zip(table.patterns, table.counts, strict=True))
    content = {
        "lists": list(table.lists),
        "rows": [["".join(str(int(on)) for on in pattern), count] for pattern, count in rows],
    }
    return hashlib.sha256(canonical_json(content)).hexdigest()


def _check(method: str, engines: Sequence[str]) -> None:
    if unknown := sorted({*engines, method} - {*ENGINES}):
        raise ValueError(f"there is no engine {unknown[0]!r}: there are {', '.join(ENGINES)}")
    if method not in engines:
        raise ValueError(f"{method!r} is to lead, and is not among the engines that are asked")


def _without_empty_lists(table: CaptureTable) -> CaptureTable:
    """Leave out the lists that caught nobody, as long as there are two to be asked about."""
    caught = table.without_empty_lists()
    return caught if len(caught.lists) >= FEWEST_LISTS else table


def _ask(
    table: CaptureTable,
    engines: Sequence[str],
    rngs: Mapping[str, np.random.Generator | int],
    told: _Told,
) -> tuple[Estimate, ...]:
    """Ask one after the other: each uses all cores."""
    found = []
    for name in (name for name in ENGINES if name in engines):
        tell = partial(told.at, name)
        tell(0, 1)
        if not table.observed:
            found.append(_nobody(name))
        elif name == "graphs":
            found.append(graphs(table))
        elif name == "latent":
            found.append(latent(table, rng=rngs[name], progress=tell))
        else:
            found.append(loglinear(table, rng=rngs[name], progress=tell))
    return tuple(found)


def _nobody(name: str) -> Estimate:
    reason = Reason(rule="nobody", text="Nobody is on these lists.")
    return Estimate(method=name, observed=0, distribution=None, refusals=(reason,))


class _Told:
    """Tell progress that never goes back, though an engine may find that it has more to do."""

    def __init__(self, progress: Progress | None) -> None:
        self.progress, self.reached = progress, 0

    def at(self, name: str, done: int, total: int) -> None:
        """Say how far one part is."""
        start, length = _SHARES[name]
        self.reached = max(self.reached, start + length * done // max(total, 1))
        if self.progress:
            self.progress(name, self.reached, _TOTAL)


def _published(
    leading: Estimate, engines: Sequence[Estimate]
) -> tuple[tuple[float, float] | None, tuple[str, ...]]:
    """The interval that is published, and of which engines it is the hull, if of several."""
    if leading.distribution is None:
        return None, ()
    answers = [engine for engine in engines if engine.distribution is not None]
    if all(engine is leading or agree(leading, engine) for engine in answers):
        answers = [engine for engine in answers if engine is leading or engine.method in KINDS]
    ends = np.array([e.distribution.interval(LEVEL) for e in answers if e.distribution])
    names = tuple(engine.method for engine in answers)
    return (float(ends.min()), float(ends.max())), names if len(names) > 1 else ()


def _notes(table: CaptureTable, method: str, engines: Sequence[str], full: bool) -> Iterator[str]:
    if table.empty_lists:
        yield f"Lists that caught nobody here are left out: {', '.join(table.empty_lists)}."
    if missing := [name for name in ENGINES if name not in engines]:
        yield f"Not asked: {', '.join(missing)}."
    if len(table.lists) > MOST_VERTICES and method != "graphs":
        yield (
            f"Exact averaging (graphs) is for at most {MOST_VERTICES} lists, and there are "
            f"{len(table.lists)}: {method} leads."
        )
    if not full:
        yield "The question was not put differently: the rules about that were not asked."


def _numbers(estimate: Estimate | None) -> Mapping[str, Any]:
    if estimate is None or estimate.distribution is None:
        return {"median": None, "mean": None, "point": None}
    return {
        "median": round(estimate.distribution.median),
        "mean": round(estimate.distribution.mean, 1),
        "point": None if estimate.point is None else round(estimate.point),
    }


def shown_interval(interval: tuple[float, float] | None) -> Mapping[str, Any] | None:
    """Whole people, rounded outward."""
    if interval is None:
        return None
    low, high = interval
    return {"low": math.floor(low), "high": math.ceil(high), "level": LEVEL}


def _engine(estimate: Estimate) -> Mapping[str, Any]:
    distribution = estimate.distribution
    return {
        "method": estimate.method,
        **_numbers(estimate),
        "interval": None if distribution is None else shown_interval(distribution.interval(LEVEL)),
        "modes": [asdict(mode) for mode in estimate.modes],
        "checks": [asdict(check) for check in estimate.checks],
        "refusals": [{"rule": r.rule, "text": r.text} for r in estimate.refusals],
        "settings": dict(estimate.settings),
        "detail": dict(estimate.detail),
    }


_SHARES = {
    "graphs": (0, 10),
    "latent": (10, 590),
    "loglinear": (600, 250),
    "diagnostics": (850, 150),
}
"""Where in the progress each part begins and how much of it is its own, of ``_TOTAL``."""
_TOTAL = 1000
