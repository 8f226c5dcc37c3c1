"""Latent classes, slowly: every sum is written out, and nothing is shared with the fast engine.

Manrique-Vallier (2016), Biometrics 72:1246. Lists are lists, chances are floats.
"""

from __future__ import annotations

import itertools
import math

import numpy as np


def cell_chance(pattern, shares, catch):
    """Chance of a pattern; ``catch[k][j]``: chance that list j catches one of class k."""
    total = 0.0
    for k, share in enumerate(shares):
        chance = share
        for j, on in enumerate(pattern):
            chance *= catch[k][j] if on else 1 - catch[k][j]
        total += chance
    return total


def log_density(patterns, counts, logs, logits, shape=0.25, rate=0.25):
    """Density of log s (K - 1) and the logits (K x J), all in logarithms, up to nothing."""
    hazards = [math.exp(x) for x in logs]
    log_shares = [math.log(-math.expm1(-s)) - sum(hazards[:k]) for k, s in enumerate(hazards)]
    log_shares.append(-sum(hazards))

    def log_catch(k, j, on):
        x = logits[k][j] if on else -logits[k][j]
        return -math.log1p(math.exp(-x)) if x > 0 else x - math.log1p(math.exp(x))

    def log_cell(pattern):
        return log_sum(
            log_shares[k] + sum(log_catch(k, j, on) for j, on in enumerate(pattern))
            for k in range(len(log_shares))
        )

    lists = len(patterns[0])
    everybody_seen = log_sum(log_cell(p) for p in itertools.product((0, 1), repeat=lists) if any(p))
    value = sum(y * (log_cell(p) - everybody_seen) for p, y in zip(patterns, counts, strict=True))
    value += sum(logs) - (shape + len(logs)) * math.log(rate + sum(hazards))
    for k, j in itertools.product(range(len(log_shares)), range(lists)):
        value += log_catch(k, j, True) + log_catch(k, j, False)
    return value


def log_sum(terms):
    """Logarithm of a sum of exponentials."""
    terms = list(terms)
    largest = max(terms)
    return largest + math.log(sum(math.exp(term - largest) for term in terms))


def likelihood_with_everybody(patterns, counts, shares, catch, most):
    """Sum over N up to ``most``, and over the class of every observed person, of

    1/N  N! / (n_0! prod y_c!)  prod over people of the chance of (class, pattern).
    """
    people = [p for p, y in zip(patterns, counts, strict=True) for _ in range(y)]
    of_labels = 0.0
    for labels in itertools.product(range(len(shares)), repeat=len(people)):
        product = 1.0
        for k, pattern in zip(labels, people, strict=True):
            product *= cell_chance(pattern, [shares[k]], [catch[k]])
        of_labels += product
    unseen = cell_chance((0,) * len(patterns[0]), shares, catch)
    ways = math.prod(math.factorial(y) for y in counts)
    return sum(
        math.exp(
            math.lgamma(n + 1)
            - math.lgamma(n - len(people) + 1)
            - math.log(n)
            + (n - len(people)) * math.log(unseen)
        )
        / ways
        * of_labels
        for n in range(len(people), most + 1)
    )


def independence_posterior(caught, observed, most):
    """Exact posterior of N for one class: ``caught[j]`` people on list j, N up to ``most``.

    The lambda are integrated: prod_j B(n_j + 1, N - n_j + 1). Gives N and its probabilities.
    """
    numbers = list(range(observed, most + 1))
    logs = []
    for n in numbers:
        value = -math.log(n) + math.lgamma(n + 1) - math.lgamma(n - observed + 1)
        for c in caught:
            value += math.lgamma(c + 1) + math.lgamma(n - c + 1) - math.lgamma(n + 2)
        logs.append(value)
    total = log_sum(logs)
    return np.array(numbers), np.exp(np.array(logs) - total)


def prior_draws(classes, lists, size, rng):
    """Shares (size, K) and catch (size, K, J) from the prior, by its definition."""
    alpha = rng.gamma(0.25, 1 / 0.25, size)
    with np.errstate(divide="ignore"):
        log_left = np.log(rng.random((size, classes - 1))) / np.maximum(alpha, 1e-300)[:, None]
    sticks = np.concatenate([-np.expm1(log_left), np.ones((size, 1))], axis=1)
    left = np.cumprod(np.concatenate([np.ones((size, 1)), 1 - sticks[:, :-1]], axis=1), axis=1)
    return sticks * left, rng.random((size, classes, lists))


def by_weighted_prior(patterns, counts, classes, size, rng):
    """Draws of N and their weights: importance sampling from the prior."""
    shares, catch = prior_draws(classes, len(patterns[0]), size, rng)

    def chance(pattern):
        on = np.array(pattern, dtype=bool)
        return (shares * np.prod(np.where(on, catch, 1 - catch), axis=2)).sum(axis=1)

    observed = sum(counts)
    unseen = chance((0,) * len(patterns[0]))
    seen = np.maximum(1 - unseen, 1e-300)
    logs = sum(
        y * np.log(np.maximum(chance(p), 1e-300) / seen)
        for p, y in zip(patterns, counts, strict=True)
    )
    weights = np.exp(logs - logs.max())
    kept = weights > 0
    people = observed + rng.negative_binomial(observed, np.minimum(seen[kept], 1))
    return people, weights[kept] / weights[kept].sum()


def gibbs(patterns, counts, classes, sweeps, rng):
    """N after each sweep of the data augmentation sampler of section 4, from a dull start."""
    lists, observed = len(patterns[0]), sum(counts)
    on = np.array([(0,) * lists, *patterns], dtype=float)
    alpha, sticks = 1.0, np.full(classes, 0.5)
    catch = rng.random((classes, lists))
    numbers = []
    for _ in range(sweeps):
        sticks[-1] = 1.0
        shares = sticks * np.cumprod(np.concatenate([[1.0], 1 - sticks[:-1]]))
        joint = shares * np.prod(
            np.where(on[:, None, :] == 1, catch, 1 - catch), axis=2
        )  # (cells, K)
        unseen = rng.negative_binomial(observed, 1 - joint[0].sum())
        people = rng.multinomial([unseen, *counts], joint / joint.sum(axis=1, keepdims=True))
        sizes, caught = people.sum(axis=0), people.T @ on
        catch = rng.beta(1 + caught, 1 + sizes[:, None] - caught)
        later = sizes.sum() - np.cumsum(sizes)
        sticks[:-1] = rng.beta(1 + sizes[:-1], alpha + later[:-1])
        sticks[:-1] = np.minimum(sticks[:-1], 1 - 1e-12)
        alpha = rng.gamma(0.25 + classes - 1) / (0.25 - np.log1p(-sticks[:-1]).sum())
        numbers.append(observed + unseen)
    return np.array(numbers)
