"""The exact risk of a plan: the chance that it confirms a claim that is false.

No formula for the plan is trusted here: the table of stops is walked through, draw by draw, with
the chances of drawing without replacement. Tests hold every plan that can be printed against it.
"""

from __future__ import annotations

from collections.abc import Sequence


def exact_risk(stop_at: Sequence[int], records: int, true_valid: int) -> float:
    """Return the chance that inspection ends with "confirmed".

    Parameters
    ----------
    stop_at : sequence of int
        The entry f is the number of records after which one stops with f errors; with more errors
        than the table has entries nothing is confirmed.
    records, true_valid : int
        Records on the list, and how many of them are valid in truth.
    """
    if not stop_at:
        return 0.0
    # chances[f]: still inspecting, with f errors so far.
    chances, confirmed = [1.0], 0.0
    for seen in range(stop_at[-1] + 1):
        for errors, stop in enumerate(stop_at[: len(chances)]):
            if seen == stop:
                confirmed += chances[errors]
                chances[errors] = 0.0
        if seen < records:
            chances = _after_one_more(chances, records, true_valid, seen)[: len(stop_at)]
    return confirmed


def _after_one_more(
    chances: Sequence[float], records: int, true_valid: int, seen: int
) -> list[float]:
    left = records - seen
    after = [0.0] * (len(chances) + 1)
    for errors, chance in enumerate(chances):
        if chance:
            valid_left = max(0, true_valid - (seen - errors))
            after[errors] += chance * valid_left / left
            after[errors + 1] += chance * (left - valid_left) / left
    return after


def worst_risk(stop_at: Sequence[int], records: int, limit: int) -> float:
    """Return the exact risk at the most valid records with which the claim is still false.

    With fewer valid records confirming is rarer: each draw is less often a valid one.
    """
    return exact_risk(stop_at, records, limit)
