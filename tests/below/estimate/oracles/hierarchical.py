"""Latent classes over strata, slowly: every sum is written out, nothing is shared with the engine.

Strata are dictionaries from pattern to count; a list that caught nobody in a stratum was not at
work there. Parameters are d and w themselves, not the coordinates that the engine walks in.
"""

from __future__ import annotations

import itertools
import math

import numpy as np


def working(stratum):
    """Lists at work."""
    lists = len(next(iter(stratum)))
    return [j for j in range(lists) if any(on[j] and n for on, n in stratum.items())]


def shares_of(logs):
    """pi of log s."""
    hazards = [math.exp(x) for x in logs]
    shares = [(1 - math.exp(-s)) * math.exp(-sum(hazards[:k])) for k, s in enumerate(hazards)]
    return [*shares, math.exp(-sum(hazards))]


def logistic(x):
    """Chance of a logit."""
    return 1 / (1 + math.exp(-x))


def chance(pattern, lists, shares, mu, d):
    """Chance of a pattern, of the lists at work."""
    total = 0.0
    for k, share in enumerate(shares):
        for j in lists:
            caught = logistic(mu[j][k] + d[j])
            share *= caught if pattern[j] else 1 - caught
        total += share
    return total


def log_likelihood(strata, pi, mu, d, tilts):
    """Sum over strata and patterns of y log(p / (1 - p_0))."""
    value = 0.0
    for s, stratum in enumerate(strata):
        lists = working(stratum)
        own = [share * math.exp(tilt) for share, tilt in zip(pi, tilts[s], strict=True)]
        own = [share / sum(own) for share in own]
        patterns = itertools.product((0, 1), repeat=len(lists))
        seen = 0.0
        for short in patterns:
            if any(short):
                pattern = dict(zip(lists, short, strict=True))
                seen += chance(pattern, lists, own, mu, d[s])
        for pattern, count in stratum.items():
            if count:
                value += count * math.log(chance(pattern, lists, own, mu, d[s]) / seen)
    return value


def log_prior(strata, logs, mu, d, w, tau, omega, scale=1.0, shape=0.25, rate=0.25):
    """Prior of log s, mu, of d and w about their means, and of log tau and log omega.

    A vector about its mean over m strata has m - 1 dimensions, hence the powers of tau.
    """
    value = sum(logs) - (shape + len(logs)) * math.log(rate + sum(map(math.exp, logs)))
    value += sum(math.log(logistic(x)) + math.log(logistic(-x)) for row in mu for x in row)
    for j, t in tau.items():
        here = [s for s, stratum in enumerate(strata) if j in working(stratum)]
        value -= (len(here) - 1) * math.log(t) + sum(d[s][j] ** 2 for s in here) / (2 * t * t)
        value += math.log(t) - t * t / (2 * scale**2)
    if len(strata) > 1:
        value -= np.square(w).sum() / 2
        value += math.log(omega) - omega**2 / (2 * scale**2)
    return value


def by_weighted_prior(strata, classes, size, rng):
    """Draw everything from the prior, N too; the weight is the chance of the tables.

    Returns people, shape (strata, size), and weights that sum to 1.
    """
    lists = len(next(iter(strata[0])))
    alpha = rng.gamma(0.25, 4.0, size)
    sticks = 1 - rng.random((classes - 1, size)) ** (1 / alpha)
    left = np.cumprod(np.concatenate([np.ones((1, size)), 1 - sticks]), axis=0)
    pi = np.concatenate([sticks, np.ones((1, size))]) * left
    chances = rng.random((lists, classes, size))
    mu = np.log(chances / (1 - chances))
    d = np.zeros((len(strata), lists, size))
    for j in range(lists):
        here = [s for s, stratum in enumerate(strata) if j in working(stratum)]
        spread = rng.normal(size=(len(here), size))
        d[here, j] = np.abs(rng.normal(size=size)) * (spread - spread.mean(axis=0))
    w = rng.normal(size=(len(strata), classes, size))
    tilts = np.abs(rng.normal(size=size)) * (w - w.mean(axis=0))
    logs, people = np.zeros(size), np.empty((len(strata), size))
    for s, stratum in enumerate(strata):
        own = pi * np.exp(tilts[s])
        own /= own.sum(axis=0)
        catch = 1 / (1 + np.exp(-mu - d[s][:, None]))
        unseen = own * np.prod([1 - catch[j] for j in working(stratum)], axis=0)
        seen = 1 - unseen.sum(axis=0)
        for pattern, count in stratum.items():
            both = [catch[j] if pattern[j] else 1 - catch[j] for j in working(stratum)]
            logs += count * np.log((own * np.prod(both, axis=0)).sum(axis=0) / seen)
        observed = sum(stratum.values())
        people[s] = observed + rng.negative_binomial(observed, seen)
    weights = np.exp(logs - logs.max())
    return people, weights / weights.sum()
