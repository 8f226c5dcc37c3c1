"""Check the latent engine by simulation: `python -m benchmarks.calibrate_latent`. Prints JSON.

Talts et al. 2018 (arXiv 1804.06788): parameters and data are drawn from the prior, and the rank of
the true N among the posterior's draws must be uniform. It takes some minutes.
"""

from __future__ import annotations

import argparse
import json
import statistics
from typing import Any

import numpy as np

from vittne.estimate.latent import latent
from vittne.estimate.table import CaptureTable


def rank_of_truth(seed: int, classes: int, observed: int) -> float:
    """Place of the true N among posterior draws of a table that the model itself made.

    p(N) proportional to 1/N is improper. Given n and the parameters, though, N is n and a
    negative binomial, and the n people are draws of the seen patterns: that is a proper joint
    distribution of parameters, table and N for every fixed n, with the posterior of the engine.
    """
    rng = np.random.default_rng(seed)
    alpha = rng.gamma(0.25, 4)
    left = rng.random(classes - 1) ** (1 / max(alpha, 1e-300))
    sticks = np.append(1 - left, 1.0)
    shares = sticks * np.cumprod(np.append(1.0, left))
    catch = rng.random((classes, 3))
    patterns = [tuple(int(bit) for bit in f"{code:03b}") for code in range(8)]
    chance = np.array([shares @ np.prod(np.where(p, catch, 1 - catch), axis=1) for p in patterns])
    counts = rng.multinomial(observed, chance[1:] / chance[1:].sum())
    truth = observed + rng.negative_binomial(observed, chance[1:].sum())
    rows = tuple(
        (tuple(map(bool, pattern)), int(count))
        for pattern, count in zip(patterns[1:], counts, strict=True)
        if count
    )
    # Not by CaptureTable.of: it refuses a list that caught nobody, and the model makes such.
    table = CaptureTable(("a", "b", "c"), *zip(*rows, strict=True))
    estimate = latent(table, rng=rng, classes=classes, chains=2, draws=500, rounds=1)
    assert estimate.distribution is not None
    values = estimate.distribution.values
    ties = rng.random()
    return float(((values < truth).mean() * (1 - ties)) + (values <= truth).mean() * ties)


def calibrate(replicates: int) -> dict[str, Any]:
    """Ranks in ten bins; chi-squared with 9 degrees of freedom, above 21.7 in 1 of 100."""
    ranks = [rank_of_truth(seed, 3, 30) for seed in range(replicates)]
    bins = np.bincount(np.minimum((np.array(ranks) * 10).astype(int), 9), minlength=10)
    expected = replicates / 10
    inside = [0.025 <= rank <= 0.975 for rank in ranks]
    return {
        "what": "ranks of the true N, uniform if the engine is right; 3 classes, 3 lists, n = 30",
        "replicates": replicates,
        "bins": bins.tolist(),
        "chi_squared_9": round(float(((bins - expected) ** 2 / expected).sum()), 2),
        "covered_95": round(statistics.mean(inside), 4),
    }


def main() -> None:
    """Calibrate, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replicates", type=int, default=1000)
    print(json.dumps(calibrate(parser.parse_args().replicates), indent=1))


if __name__ == "__main__":
    main()
