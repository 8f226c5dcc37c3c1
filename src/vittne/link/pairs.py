"""Pairs of records that may speak of one person, and what reviewers said of pairs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Pairs:
    """Candidate pairs with what speaks for and against each. Every other pair is taken as apart.

    Attributes
    ----------
    a, b : int64, shape (n,)
        Indices into the records, a < b; sorted by a, then b; no pair twice.
    weight : float64, shape (n,)
        log2 of the odds that both are one person, the prior included.
    probability : float64, shape (n,)
        ``2**weight / (1 + 2**weight)``: before any calibration.
    features : mapping of str to int8 array, shape (n,)
        Level of each comparison; -1 is missing, higher is more alike.
    reached : int8, shape (n,)
        How many ways led to each (`blocks.Candidates`); empty where nobody counted.
    notes : tuple of str
        What was left out for the sake of time (caps), as sentences for people.
    """

    a: npt.NDArray[np.int64]
    b: npt.NDArray[np.int64]
    weight: npt.NDArray[np.float64]
    probability: npt.NDArray[np.float64]
    features: Mapping[str, npt.NDArray[np.int8]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    reached: npt.NDArray[np.int8] = field(default_factory=lambda: np.empty(0, dtype=np.int8))

    def __len__(self) -> int:
        return int(self.a.size)


FOUND = "found"
"""Round of a pair that nobody was given to review: somebody came upon it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a reviewer said of two records (a row of ``reviews.csv``). It is never deleted.

    Attributes
    ----------
    a, b : str
        Keys of the records, ``<list>/<record_id>``.
    verdict : str
        ``same``, ``different`` or ``unsure``.
    at, withdrawn_at : str
        EDTF days; ``withdrawn_at`` is empty while the review stands.
    round : str
        ``first``, ``second``, ``found`` (met otherwise) or ``adjudicated``.
    a_content, b_content : str
        What the records said when they were looked at (`contents.content_of`): ids of a source may
        be given anew. Empty where nobody wrote it down.
    """

    a: str
    b: str
    verdict: str
    reviewer: str
    at: str
    reason: str = ""
    round: str = "first"
    withdrawn_at: str = ""
    a_content: str = ""
    b_content: str = ""
