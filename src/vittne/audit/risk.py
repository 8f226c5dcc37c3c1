"""The exact risk of a plan: the chance that it confirms a claim that is false.

No formula for the plan is trusted here: the table of stops is walked through, draw by draw, with
the chances of drawing without replacement. Tests hold every plan that can be printed against it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence


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

    def next_is_valid(seen: int, errors: int) -> float:
        return max(0, true_valid - (seen - errors)) / (records - seen)

    return chance_of_stopping(stop_at, next_is_valid)


def chance_of_stopping(stop_at: Sequence[int], next_is_valid: Callable[[int, int], float]) -> float:
    """Walk through all runs of an inspection, and return the chance of those that stop.

    Parameters
    ----------
    next_is_valid : callable
        Takes how many were seen and how many of them were errors; returns the chance that the next
        one is valid.
    """
    chances, stopped = [1.0], 0.0  # chances[f]: still inspecting, with f errors so far
    for seen in range(stop_at[-1] + 1):
        after = [0.0] * (len(chances) + 1)
        for errors, chance in enumerate(chances):
            if seen == stop_at[errors]:
                stopped += chance
            elif chance:
                valid = next_is_valid(seen, errors)
                after[errors] += chance * valid
                after[errors + 1] += chance * (1 - valid)
        chances = after[: len(stop_at)]
    return stopped


def worst_risk(stop_at: Sequence[int], records: int, limit: int) -> float:
    """Return the exact risk at the most valid records with which the claim is still false.

    With fewer valid records confirming is rarer: each draw is less often a valid one.
    """
    return exact_risk(stop_at, records, limit)
