"""Figures that rest on draws of who is who: held against one another, as far as that goes.

The lists are in no release, so nothing here is computed again. What is checked: that a number of
persons lies in its interval and is never more than the records; that a part is never more than
the whole; that the table of the most typical draw fits; that the parts of a variance are whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from vittne.dossier.model import Dossier
from vittne.verify.entries import FIGURES
from vittne.verify.figures import Figure, Numbers
from vittne.verify.report import Failure

PERSONS, PERSONS_BY = "link.persons", "link.persons_by"
"""How many people the records speak of; how many of them by hand, ground or place."""
PERSONS_ID = "persons"
LISTED, LISTED_ID = "log.listed", "listed"
"""How many are committed: exactly as many as the list log has leaves."""
PARTS = ("linkage_pct", "model_pct", "sampling_pct")
"""Shares of the variance of log N, rounded to tens."""
SHARES_STEP = 10


def drawn(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return the figures that count persons over draws."""
    return tuple(one for one in figures if one.numbers.method in (PERSONS, PERSONS_BY))


def check_linked(dossier: Dossier, figures: Sequence[Figure]) -> tuple[Failure, ...]:
    """Return what can be seen to be wrong with numbers of persons without the lists."""
    found = {figure.id: figure.numbers for figure in drawn(figures)}
    texts = []
    for id_, numbers in found.items():
        try:
            whole = found[PERSONS_ID]
            texts += [f"says for {id_} {text}" for text in _faults(numbers, whole, dossier)]
        except (KeyError, TypeError, ValueError, AttributeError, IndexError):
            texts.append(f"has a figure {id_} that is not built like a number of persons")
    texts += [f"says for {id_} {text}" for id_, text in _other_persons(figures, found)]
    return tuple(Failure(path=FIGURES, kind="wrong_persons", text=text) for text in texts)


def _faults(numbers: Numbers, whole: Numbers, dossier: Dossier) -> Iterator[str]:
    if numbers.value is None:  # too few to be shown
        if numbers.interval is not None:
            yield "an interval without a number"
        return
    low, value, high = _ends(numbers)
    if not 0 <= low <= value <= high:
        yield f"{value}, which is not in its own interval"
    if numbers is whole:
        yield from _whole_faults(numbers, dossier)
    elif value > int(str(whole.part("typical"))):
        yield f"{value}, more than all {whole.part('typical')} people"


def _whole_faults(numbers: Numbers, dossier: Dossier) -> Iterator[str]:
    for table in dossier.tables:
        if table.about.drawn and table.people != numbers.part("typical"):
            yield f"another number of the most typical draw than tables/{table.name}.csv"
    counts = [row["persons"] for row in numbers.detail["thresholds"]]
    if counts != sorted(counts):
        yield "fewer people at a higher threshold, where fewer records are joined"


def _other_persons(
    figures: Sequence[Figure], found: Mapping[str, Numbers]
) -> Iterator[tuple[str, str]]:
    """Yield the estimates that name another number of persons than there is a figure for."""
    for figure in figures:
        said = figure.numbers.detail.get("persons")
        if isinstance(said, Mapping):
            whole = found.get(PERSONS_ID)
            interval = None if whole is None else whole.interval
            right = None
            if whole is not None and interval is not None:
                right = (interval.low, whole.value, interval.high)
            if tuple(said.get(end) for end in ("low", "value", "high")) != right:
                yield figure.id, "another number of people documented than its own figure"


def linked_faults(numbers: Numbers) -> Iterator[str]:
    """Yield what does not fit in an estimate over draws: its variance."""
    variance = numbers.detail["variance"]
    if numbers.interval is None:
        if variance is not None:
            yield "that it is refused, and a variance"
        return
    if variance is None or abs(sum(variance[part] for part in PARTS) - 100) > SHARES_STEP:
        yield "parts of the variance that are not the whole"


def _ends(numbers: Numbers) -> tuple[int, int, int]:
    interval = numbers.interval
    assert interval is not None
    ends = (interval.low, numbers.value, interval.high)
    if not all(isinstance(end, int) for end in ends):
        raise TypeError(numbers.id)
    return ends  # type: ignore[return-value]
