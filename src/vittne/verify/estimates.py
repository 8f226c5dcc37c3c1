"""Estimates, checked as far as the standard library goes.

No engine runs here. What is checked: that every table that can be estimated is, under the
dossier's seed, headline and scope; that who is documented and Chao's bound are those of the
table; that number, interval, modes, verdict and sentence agree with one another.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from vittne.dossier.model import Dossier, OverlapRow, OverlapTable
from vittne.terms.codes import code_list
from vittne.verify.entries import FIGURES
from vittne.verify.figures import Check, Figure, Numbers
from vittne.verify.linked import linked_faults
from vittne.verify.recompute_tables import (
    FEWEST_LISTS,
    LEVEL,
    part_id,
    people,
    table_numbers,
    table_scope,
    table_unit,
)
from vittne.verify.report import Failure

KIND = "estimated"
COMPARED, ADDED, LINKED = "estimate.compare", "estimate.compare_strata", "estimate.linked"
"""Of a table as it is, of the sum of its strata, and of draws of who is who."""
HIDDEN = "estimate.hidden"
"""Of true counts that are not published: the table shows them merged and rounded."""
UNSEEN = (LINKED, HIDDEN)
"""Those whose details rest on what is not in the release, and are not said."""
VERDICTS = "estimate_verdicts"
USABLE, FLAGGED, REFUSED = code_list(VERDICTS).codes


def estimated(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return the figures that only engines can compute."""
    return tuple(figure for figure in figures if figure.numbers.kind == KIND)


def estimate_frames(dossier: Dossier) -> tuple[Numbers, ...]:
    """Return every estimated figure as far as it is known before any engine is asked.

    ``value``, ``interval`` and most of ``detail`` are empty; the checks are those that anybody
    can compute.
    """
    bounds = {one.id: one for one in table_numbers(dossier)}
    frames = []
    for table in dossier.tables:
        if len(table.lists) < FEWEST_LISTS:
            continue
        for stratum, rows in table.parts.items():
            bound = bounds[part_id("bound", table.name, stratum)]
            frames.append(_frame(dossier, table, stratum, rows, bound))
        if table.strata and table.rows:
            frames.append(_frame(dossier, table, "", table.rows, None))
    return tuple(frames)


def _frame(
    dossier: Dossier,
    table: OverlapTable,
    stratum: str,
    rows: Sequence[OverlapRow],
    bound: Numbers | None,
) -> Numbers:
    twice = people(row for row in rows if sum(row.on) > 1)
    drawn, rounded = table.about.drawn, table.about.rounded
    # Engines that are asked about what a table shows know of nobody else.
    whole = drawn or (rounded is not None and rounded.elsewhere)
    count = table.people if whole else people(rows)
    checks = [Check(name="typical" if drawn else "documented", value=count)]
    checks.append(Check(name="on_two_lists", value=twice))
    if bound is not None and bound.value is not None:
        checks.append(Check(name="chao_at_least", value=bound.value))
    return Numbers(
        id=part_id(KIND, table.name, stratum),
        kind=KIND,
        value=None,
        unit=table_unit(table),
        method=_method(drawn, whole, bound),
        scope=table_scope(table, dossier),
        checks=tuple(checks),
        settings={"headline": dossier.settings.headline, "level": LEVEL},
        rests_on=(f"tables/{table.name}",),
        detail={"stratum": stratum, "parts": list(table.parts) if bound is None else []},
    )


def _method(drawn: bool, hidden: bool, bound: Numbers | None) -> str:
    if drawn:
        return LINKED
    if hidden:
        return HIDDEN
    return COMPARED if bound is not None else ADDED


def check_estimates(dossier: Dossier, figures: Sequence[Figure]) -> tuple[Failure, ...]:
    """Return what can be seen to be wrong with the estimated figures without an engine."""
    given = {figure.id: figure for figure in estimated(figures)}
    frames = {frame.id: frame for frame in estimate_frames(dossier)}
    texts = [f"has no figure {id_}, for which it has a table" for id_ in frames if id_ not in given]
    for id_, figure in given.items():
        if id_ not in frames:
            texts.append(f"has a figure {id_} for which its data have no table")
            continue
        try:
            texts.extend(f"says for {id_} {text}" for text in _faults(figure, frames[id_], given))
            if figure.seed != dossier.settings.seed:
                texts.append(f"gives {id_} another seed than dossier.toml")
        except (KeyError, TypeError, ValueError, AttributeError, IndexError):
            texts.append(f"has a figure {id_} that is not built like an estimate")
    return tuple(Failure(path=FIGURES, kind="wrong_estimate", text=text) for text in texts)


def how_to_recompute(dossier: Dossier, figures: Sequence[Figure]) -> Iterator[str]:
    """Yield what this program does not compute again, and the commands that do."""
    found = [figure for figure in estimated(figures) if figure.numbers.method not in UNSEEN]
    if found:
        count = f"{len(found)} estimated figure{'' if len(found) == 1 else 's'}"
        yield (
            f"Whether the engines give these numbers: {count} not computed again here, as engines "
            f"need more than a bare Python ({', '.join(figure.id for figure in found)}). Checked "
            "were the people documented, Chao's bound, and that number, interval, verdict and "
            "sentence agree. To compute them: `vittne build DIR/data --out NEW`, with the version "
            "that made the release, gives the same bytes."
        )
    for figure in estimated(figures):
        if figure.numbers.method == HIDDEN:
            yield (
                f"Whether the true counts give the estimate {figure.id}: the table in the release "
                "is merged and rounded, so that it names no one. Checked were its total, and that "
                "number, interval, verdict and sentence agree."
            )
        if figure.numbers.method == LINKED:
            yield (
                f"Whether the lists give the estimate {figure.id}: it rests on draws of who is "
                "who, and the lists are not here. Checked were the table of one draw, Chao's bound "
                "on it, and that number, interval, variance, verdict and sentence agree."
            )
    for table in dossier.tables:
        if len(table.lists) >= FEWEST_LISTS:
            asked = "The same for one table" if table.about.rounded is None else _ASKED
            yield f"{asked}: `{estimate_command(table, dossier, 'DIR/data')}`."


_ASKED = "What engines say of the counts as they are shown, merged and rounded"


def estimate_command(table: OverlapTable, dossier: Dossier, data: str) -> str:
    """Return the command that estimates a table again."""
    words = ["vittne", "estimate", f"{data}/tables/{table.name}.csv"]
    words += ["--seed", str(dossier.settings.seed)]
    if dossier.settings.headline:
        words += ["--headline", dossier.settings.headline]
    if table.strata:
        words += ["--strata", ",".join(table.strata)]
    return shlex.join(words)


def _faults(figure: Figure, frame: Numbers, given: Mapping[str, Figure]) -> Iterator[str]:
    numbers = figure.numbers
    yield from _frame_faults(numbers, frame)
    yield from _verdict_faults(figure)
    if numbers.method == LINKED:
        yield from _number_faults(numbers, numbers.detail["persons"]["low"])
        yield from linked_faults(numbers)
        return
    yield from _number_faults(numbers, int(str(frame.part("documented"))))
    if numbers.method == COMPARED:
        yield from _engine_faults(numbers)
    elif numbers.method == ADDED:
        yield from _total_faults(numbers, given)


def _frame_faults(numbers: Numbers, frame: Numbers) -> Iterator[str]:
    for name in ("unit", "method", "scope", "rests_on"):
        if getattr(numbers, name) != getattr(frame, name):
            yield f"another {name} than its table"
    for name in ("headline", "level"):
        if numbers.settings[name] != frame.settings[name]:
            yield f"another {name} than dossier.toml"
    for name in ("stratum", "parts"):
        if numbers.detail[name] != frame.detail[name]:
            yield f"another {name} than its table"
    for check in frame.checks:
        if numbers.part(check.name) != check.value:
            found = numbers.part(check.name)
            yield f"that {check.name} is {found}; its table gives {check.value}"


def _number_faults(numbers: Numbers, documented: int) -> Iterator[str]:
    value, interval = numbers.value, numbers.interval
    if (value is None) != (interval is None):
        yield "a number without an interval, or an interval without a number"
    if value is None or interval is None:
        return
    if not isinstance(value, int) or not isinstance(interval.low, int | float):
        yield "something else than a whole number of people with an interval"
    elif interval.high is None or not interval.low <= value <= interval.high:
        yield f"{value}, which is not in its own interval"
    elif interval.low < documented:
        yield f"that there may be {interval.low}, fewer than the {documented} documented"


def _verdict_faults(figure: Figure) -> Iterator[str]:
    numbers = figure.numbers
    verdict = numbers.part("verdict")
    if verdict not in (USABLE, FLAGGED, REFUSED):
        yield f"a verdict {verdict}, which there is not"
    if (verdict == REFUSED) != (numbers.value is None):
        yield f"that it is {verdict}, and a number that does not go with that"
    if (verdict != USABLE) != bool(numbers.detail["reasons"]):
        yield f"that it is {verdict}, and reasons that do not go with that"
    for language, sentence in figure.sentence.items():
        word = code_list(VERDICTS).label(str(verdict), language)
        if verdict != USABLE and word.casefold() not in sentence.casefold():
            yield f"a sentence in {language} without the word {word}"


def _engine_faults(numbers: Numbers) -> Iterator[str]:
    engines = {one["method"]: one for one in numbers.detail["engines"]}
    for one in engines.values():
        for mode in one["modes"]:
            if not mode["low"] <= mode["at"] <= mode["high"]:
                yield f"that {one['method']} has a mode outside its own interval"
    if numbers.value is None or numbers.interval is None:
        return
    if numbers.detail["borrowed"]:  # from the other strata: no engine of this one has a number
        return
    leading = engines[numbers.detail["method"]]
    joined = numbers.detail["joined"]
    of = [engines[name] for name in joined] if joined else [leading]
    hull = (min(one["low"] for one in of), max(one["high"] for one in of))
    if leading["value"] != numbers.value:
        yield f"{numbers.value}, where its engine {leading['method']} says {leading['value']}"
    if hull != (numbers.interval.low, numbers.interval.high):
        yield f"another interval than its engines, {hull[0]} to {hull[1]}"


def _total_faults(numbers: Numbers, given: Mapping[str, Figure]) -> Iterator[str]:
    table = numbers.rests_on[0].partition("/")[2]
    parts = [given[part_id(KIND, table, part)].numbers for part in numbers.detail["parts"]]
    worst = max((str(part.part("verdict")) for part in parts), key=_severity)
    if _severity(str(numbers.part("verdict"))) < _severity(worst):
        yield f"a better verdict than its worst part, which is {worst}"
    if isinstance(numbers.value, int):
        ends: list[Any] = [
            (part.interval.low, part.interval.high) for part in parts if part.interval
        ]
        low, high = sum(end[0] for end in ends), sum(end[1] for end in ends)
        if not low <= numbers.value <= high:
            yield f"a total of {numbers.value}, where its parts allow {low} to {high}"


def _severity(verdict: str) -> int:
    return (USABLE, FLAGGED, REFUSED).index(verdict)
