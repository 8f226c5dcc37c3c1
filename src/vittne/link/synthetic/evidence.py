"""What an auditor would be shown of each person: planted errors, so that an audit finds some.

Drawn by a stream of its own: no row of any list is another one for it.
"""

from __future__ import annotations

import numpy as np

from vittne.link.synthetic.chance import Chance, Flags
from vittne.link.synthetic.spelling import Texts

SHOWN, DANGEROUS, NONE = EVIDENCE = ("shown", "dangerous", "none")
"""It would be shown; it is there, and showing it would put somebody in danger; there is none."""
NO_EVIDENCE, IN_DANGER = 0.02, 0.01
"""How often, for what was done; and again for the ground, where that is shown."""


def evidence(size: int, seed: int) -> tuple[Texts, Texts]:
    """Return for each person the evidence for the act, and for the ground of it.

    Whoever cannot show what was done cannot show why.
    """
    chance = Chance(seed, "evidence")
    act, ground = _drawn(chance, size), _drawn(chance, size)
    shown: Flags = act == SHOWN
    return act, np.where(shown, ground, act)


def _drawn(chance: Chance, size: int) -> Texts:
    weights = np.array([1 - NO_EVIDENCE - IN_DANGER, IN_DANGER, NO_EVIDENCE])
    return np.array(EVIDENCE, dtype=object)[chance.pick(weights, size)]
