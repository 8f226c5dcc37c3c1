"""The numbers by which names are compared; docs/method/names.md says how they were chosen."""

from __future__ import annotations

from functools import cache

import numpy as np

from vittne.link.names.kernel import Costs, Weights

# Letters that spellings, dialects and ears confuse: cost of taking one for the other.
_CONFUSED = (
    (0.3, "qw qj wj jz qc cs cz sz sw gh gk kh qh qk kc ij sj bp dt vf uv"),
    (0.35, "ao ei ou"),
    (0.5, "ae ai au eo eu io iu mn bv hf"),
)
_SWAP = 0.7
_LEFT_OUT = ((0.5, "aeou"), (0.4, "i"), (0.7, "h"))


@cache
def costs() -> Costs:
    """What changes of a skeleton cost; any other change costs 1."""
    change = np.ones((128, 128))
    for cost, pairs in _CONFUSED:
        for pair in pairs.split():
            a, b = map(ord, pair)
            change[a, b] = change[b, a] = cost
    leave_out = np.ones(128)
    for cost, letters in _LEFT_OUT:
        for letter in letters:
            leave_out[ord(letter)] = cost
    return Costs(change, leave_out, _SWAP)


@cache
def weights() -> Weights:
    """Evidence, as natural logarithms of odds: family, given, second."""
    return Weights(
        different=np.array([-4.0, -4.2, -5.0]),
        apart=np.array([-2.6, -3.3, -4.4]),
        unclear=np.array([-2.0, -2.0, -1.8]),
        near=np.array([-0.9, -1.0, -1.0]),
        initial=np.array([0.2, 0.2, 0.3]),
        likely=np.array([0.6, 0.5, 0.4]),
        same=np.array([2.0, 1.7, 1.0]),
        missing=np.array([-0.9, -0.8, 0.0]),
        other=np.array([0.0, -1.0, -5.0, 0.15, -0.3, 2.6]),
    )
