"""One answer from several draws of who is who, or of what is missing.

Records are linked by chance, and so is what fills a gap: each draw of that gives a table, and each
table an estimate. Their draws of N are put together, each table with the same weight (Sadinle,
arXiv 1812.09590, on linkage-averaging). Moments are not combined: N has a long tail, and need not
have a mean.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from vittne.estimate.compare import shown_interval
from vittne.estimate.result import Distribution, Estimate, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Pooled:
    """What several estimates say together.

    Attributes
    ----------
    tables : int
        How many estimates there were.
    observed : tuple of int
        Smallest and largest n.
    distribution : Distribution or None
        The mixture; None where an estimate was refused.
    within, between : float or None
        Variance of log N inside the tables, on average, and of its means from table to
        table. They add up to the variance of the mixture.
    refusals : tuple of Reason
    """

    tables: int
    observed: tuple[int, int]
    distribution: Distribution | None
    within: float | None
    between: float | None
    refusals: tuple[Reason, ...]

    @property
    def between_share(self) -> float | None:
        """Share of the variance of log N that comes from not knowing who is who."""
        if self.within is None or self.between is None:
            return None
        total = self.within + self.between
        return self.between / total if total else 0.0

    def to_dict(self) -> Mapping[str, Any]:
        """JSON values."""
        found = self.distribution
        return {
            "tables": self.tables,
            "observed": {"low": self.observed[0], "high": self.observed[1]},
            "median": None if found is None else round(found.median),
            "interval": None if found is None else shown_interval(found.interval()),
            "variance_of_log_n": {"within": self.within, "between": self.between},
            "between_share": self.between_share,
            "refusals": [{"rule": r.rule, "text": r.text} for r in self.refusals],
        }


def pool(estimates: Sequence[Estimate]) -> Pooled:
    """Put the estimates of several tables together, one engine's.

    Parameters
    ----------
    estimates : sequence of Estimate
        At least one; each is of one draw of the tables.

    Raises
    ------
    ValueError
        If there is none, or they are of different engines.

    Notes
    -----
    Where one is refused, so is the whole: to leave out the tables with few overlaps would be to
    leave out those in which N is large.
    """
    if len({estimate.method for estimate in estimates}) != 1:
        raise ValueError("the estimates to pool are at least one, and all of one engine")
    sizes = [estimate.observed for estimate in estimates]
    given = [e.distribution for e in estimates if e.distribution is not None]
    whole = len(given) == len(estimates)
    within, between = _variances(given) if whole else (None, None)
    return Pooled(
        tables=len(estimates),
        observed=(min(sizes), max(sizes)),
        distribution=_mixture(given) if whole else None,
        within=within,
        between=between,
        refusals=() if whole else _refusals(estimates),
    )


def _refusals(estimates: Sequence[Estimate]) -> tuple[Reason, ...]:
    refused = [estimate for estimate in estimates if estimate.distribution is None]
    text = (
        f"{len(refused)} of {len(estimates)} tables give no number, and without them the others "
        "would say too little."
    )
    own = dict.fromkeys(reason for estimate in refused for reason in estimate.refusals)
    return (Reason(rule="refused_draws", text=text), *own)


def _mixture(distributions: Sequence[Distribution]) -> Distribution:
    """Put the points together, each table with the same weight.

    The corrections of a bootstrap belong to its own table: they are made before.
    """
    values = np.concatenate([d.corrected().values for d in distributions])
    weights = np.concatenate([d.corrected().weights for d in distributions]) / len(distributions)
    order = np.argsort(values, kind="stable")
    return Distribution(values[order], weights[order])


def _variances(distributions: Sequence[Distribution]) -> tuple[float, float]:
    logs = [(np.log(d.values), d.weights) for d in (one.corrected() for one in distributions)]
    means = np.array([values @ weights for values, weights in logs])
    inside = [
        float((values - mean) ** 2 @ weights)
        for (values, weights), mean in zip(logs, means, strict=True)
    ]
    return float(np.mean(inside)), float(means.var())
