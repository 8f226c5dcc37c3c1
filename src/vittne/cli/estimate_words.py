"""What ``vittne estimate`` says to people. Ends of intervals are rounded outward."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vittne.estimate.compare import Comparison
    from vittne.estimate.strata import Stratified

WIDTH = 100
"""Columns that sentences are broken to."""

_Row = tuple[str, float | None, float | None, float | None, str]
"""A name, a number of people, the ends of its interval, and what else there is to say."""

ADVICE = {
    "few_overlaps": "Link more records between the lists, or find a list of the same people that "
    "others hold, too.",
    "few_lists": "Find a third list of the same people, place and time. Until then say what each "
    "degree of dependence would mean (--full).",
    "unidentified": "Find people whom other pairs of lists share, or a list that overlaps with "
    "several.",
    "no_number": "Name an engine that can answer with --headline before the next table is looked "
    "at; to change it after looking is to choose the answer.",
    "untestable": "Find one more list: then lists can be left out and taken as the population, and "
    "what is assumed of those on no list can be tested.",
    "unbounded": "Link more records: with one person less on two lists there would be no estimate. "
    'Until then only "at least" can be said.',
    "several_modes": "Another list, or more linked records, of people whom few lists reach. Until "
    "then name all of the answers, and choose none.",
    "engines_apart": "Estimate parts of the population by themselves (--strata with place, time or "
    "sex): engines part where people differ.",
    "depends_on_a_list": "Find out whom that list reaches and the others do not, and whether its "
    "records are linked well. Publish the answer with and without it.",
    "depends_on_a_merge": "Find out whether these lists share sources. What counts as one list is "
    "settled before anybody looks at the answer.",
    "depends_on_the_prior": "Link more records: these say so little that what was believed before "
    "decides.",
    "not_consistent": "Find out how people come onto that list, and try --strata: the others miss "
    "or catch them together.",
    "trend": "Find more sightings, or another list, and see whether the answer stays. Until then "
    'say "at least" with the lower bound.',
    "not_converged": "Type the same with another --seed: if the answers differ, do not use this "
    "engine's.",
    "wide": "Link more records or find another list. Until then quote the interval, never its "
    "middle.",
    "below_chao": "Find out whether lists avoid each other (one strikes out whom another has). "
    "Quote the lower bound instead.",
    "far_above_chao": 'Quote Chao\'s bound as "at least" beside it, and say that the rest is the '
    "model's.",
}
"""For each rule what would decide the question."""

_VERDICTS = {
    "usable": "USABLE",
    "flagged": "FLAGGED: there is a number, and there are reasons to doubt it",
    "refused": "REFUSED: no total can be said",
}
_BOUNDS = {
    "chao_lists": "at least (Chao)",
    "chao_alike": "at least (Chao, lists alike)",
    "independence": "if lists were independent",
}
_PARTS = {
    "leave_one_out": "Without one list",
    "merges": "Two lists as one",
    "internal_consistency": "Each list as if it were the population",
    "prior_sensitivity": "Other priors",
}


def lines_of(found: Comparison | Stratified, *, full: bool = False) -> list[str]:
    """Say it of a table, or of its strata."""
    from vittne.estimate.compare import Comparison

    if isinstance(found, Comparison):
        lines = about(found, full=full)
    else:
        lines = about_strata(found, full=full)
    return lines if full else [*lines, *_sentence(_MORE)]


_MORE = (
    "--full adds: without one list, two as one, each list by itself, priors, fewer sightings, what "
    "dependence would mean, and what each engine rests on."
)


def about(comparison: Comparison, *, full: bool = False) -> list[str]:
    """Say verdict, reasons, engines and bounds; with ``full`` everything."""
    found = comparison.to_dict()
    lines = [
        *_sentence(
            f"{found['observed']:,} people on {found['lists']} lists: {', '.join(found['names'])}"
        ),
        "",
        *_verdict(found),
        "",
        *_table("", _engines(found, full=full), head=True),
    ]
    for engine in found["engines"]:
        for reason in engine["refusals"]:
            lines += _item(f"{engine['method']}: {reason['text']}")
    if full:
        lines += [*_differently(found), *_dials(comparison), *_inside_engines(found)]
    lines += ["", *(line for note in found["notes"] for line in _sentence(f"Note: {note}"))]
    return [*lines, source(found)]


def source(found: Mapping[str, Any]) -> str:
    """Say with what the numbers were made."""
    made = found["provenance"]
    seed = "" if made["seed"] is None else f", seed {made['seed']}"
    return f"{made['software']} {made['version']}{seed}; table sha256 {made['table_sha256']}"


def about_strata(stratified: Stratified, *, full: bool = False) -> list[str]:
    """Say it of each stratum, and what they come to."""
    found = stratified.to_dict()
    lines = []
    for name, stratum in stratified.strata.items():
        lines += [f"=== {name}", *about(stratum, full=full), ""]
    lines += [
        f"=== All {len(stratified.strata)} strata: {found['observed']:,} people documented",
        _VERDICTS[found["verdict"]],
        *_total(found),
    ]
    for reason in (*found["borrowed"].values(), *found["reasons"]):
        lines += _item(f"{reason['text']} [{reason['rule']}]")
    lines += ["", *_table("", _totals(found), head=True), ""]
    return [*lines, *(line for note in found["notes"] for line in _sentence(f"Note: {note}"))]


def _total(found: Mapping[str, Any]) -> Iterator[str]:
    ends = found["total"]["interval"]
    if ends is not None:
        yield (
            f"About {found['total']['median']:,} people; 95 % interval "
            f"{_ends(ends['low'], ends['high'])}: sums of draws."
        )
        return
    yield from _sentence(f"No total: refused are {', '.join(found['refused'])}.")
    least = found["at_least"]
    yield from _sentence(
        f"The others, with the documented of these: about {least['median']:,} people; 95 % "
        f"interval {_ends(least['interval']['low'], least['interval']['high'])}."
    )


def _totals(found: Mapping[str, Any]) -> Iterator[_Row]:
    """The strata under each other, each by itself and pooled, then their totals."""
    pooled = found["pooled"]
    for name, stratum in found["strata"].items():
        head, observed = stratum["headline"], stratum["observed"]
        more = f"{observed:,} documented, {stratum['verdict']}"
        yield _row(name, {**head, "median": head["point"] or head["median"]}, more)
        if pooled is not None:
            used = "its number is used" if name in found["borrowed"] else ""
            yield _row("  partially pooled", pooled["strata"][name], used)
    for name, total in found["totals"].items():
        if total is not None:
            yield _row(f"total, {_TOTALS[name]}", total, "")


def _row(name: str, shown: Mapping[str, Any], more: str) -> _Row:
    ends = shown["interval"] or {"low": None, "high": None}
    return name, shown["median"] if shown["interval"] else None, ends["low"], ends["high"], more


_TOTALS = {"apart": "each by itself", "pooled": "partially pooled"}


def _verdict(found: Mapping[str, Any]) -> Iterator[str]:
    yield _VERDICTS[found["verdict"]]
    if found["headline"]["interval"]:
        yield from _about(found)
    for reason in found["reasons"]:
        yield from _item(f"{reason['text']} [{reason['rule']}]")
    yield ""
    yield from _what_next(found)


def _about(found: Mapping[str, Any]) -> Iterator[str]:
    """Say the published number, and whose it is."""
    head = found["headline"]
    leading = next(one for one in found["engines"] if one["method"] == head["method"])
    middle, ends = _middle(leading), _ends(head["interval"]["low"], head["interval"]["high"])
    if head["hull_of"]:
        leads = "" if middle is None else f" ({head['method']}, which leads: about {middle:,})"
        names = " and ".join(head["hull_of"])
        if len(head["hull_of"]) > 2:
            names = ", ".join(head["hull_of"][:-1]) + f" and {head['hull_of'][-1]}"
        yield from _sentence(
            f"Between {ends.replace(' to ', ' and ')} people: the hull of the 95 % intervals of "
            f"{names}{leads}."
        )
    elif middle is None:
        yield f"{ends} people by {head['method']}: a 95 % interval without a middle."
    else:
        yield f"About {middle:,} people by {head['method']}; 95 % interval {ends}."


def _what_next(found: Mapping[str, Any]) -> Iterator[str]:
    """Say what may be quoted, and what would decide what is open."""
    observed, ends = found["observed"], found["headline"]["interval"]
    if ends is None:
        yield from _sentence(
            f"Quote no total. What is certain: at least {observed:,} people are documented."
        )
    else:
        only = "" if found["verdict"] == "usable" else " together with these reasons"
        yield from _sentence(
            f"May be quoted{only}: between {ends['low']:,} and {ends['high']:,} people (95 % "
            f"interval), of whom {observed:,} are documented."
        )
    rules = dict.fromkeys(r["rule"] for r in found["reasons"] if r["rule"] in ADVICE)
    if rules:
        yield "What would decide it:"
    for rule in rules:
        yield from _item(f"{ADVICE[rule]} [{rule}]")


def _engines(found: Mapping[str, Any], *, full: bool) -> Iterator[_Row]:
    for engine in found["engines"]:
        leads = " (leads)" if engine["method"] == found["headline"]["method"] else ""
        ends = engine["interval"] or {"low": None, "high": None}
        middle = _middle(engine) if engine["interval"] else None
        yield f"{engine['method']}{leads}", middle, ends["low"], ends["high"], ""
        for mode in engine["modes"] if len(engine["modes"]) > 1 else ():
            weight = mode["weight"]
            says = "no weight can be given" if weight is None else f"weight {weight:.2f}"
            yield "  one answer", mode["at"], mode["low"], mode["high"], says
    for name in _BOUNDS if full else ("chao_lists", "independence"):
        bound = found["bounds"][name]
        yield _BOUNDS[name], bound["value"], bound["low"], bound["high"], ""


def _middle(engine: Mapping[str, Any]) -> int | None:
    """Where an engine says that N is; nowhere if it cannot weigh its several answers."""
    if len(engine["modes"]) > 1 and any(mode["weight"] is None for mode in engine["modes"]):
        return None
    middle: int = engine["median"] if engine["point"] is None else engine["point"]
    return middle


def _differently(found: Mapping[str, Any]) -> Iterator[str]:
    for part, title in _PARTS.items():
        if found[part]:
            yield ""
            yield from _table(title, _variants(found[part], part == "internal_consistency"))
    if found["trajectory"]:
        yield ""
        title = "With a part of the sightings: median, lowest and highest of nine draws"
        yield from _table(title, _steps(found["trajectory"]))


def _variants(variants: Sequence[Mapping[str, Any]], known: bool) -> Iterator[_Row]:
    for variant in variants:
        ends = variant["interval"] or {"low": None, "high": None}
        more = f"in truth {variant['expected']:,}" if known else ""
        yield f"  {variant['name']}", variant["median"], ends["low"], ends["high"], more


def _steps(steps: Sequence[Mapping[str, Any]]) -> Iterator[_Row]:
    for step in steps:
        name = f"  {step['kept']:.0%}, {step['observed']:,} documented"
        ends = (step["lowest"], step["highest"]) if step["kept"] < 1 else (None, None)
        yield name, step["median"], *ends, ""


def _dials(comparison: Comparison) -> Iterator[str]:
    dials = comparison.bounds.dials
    titles = ("the two lists that are measured best, by themselves", "all lists together")
    for title, dial in zip(titles, (dials[0], dials[-1]), strict=True):
        yield ""
        yield f"What dependence would mean: {title}"
        for setting in dial.settings:
            yield from _item(setting.sentence)
        if dial.refusal:
            yield from _item(dial.refusal.text)


def _inside_engines(found: Mapping[str, Any]) -> Iterator[str]:
    for engine in found["engines"]:
        if engine["interval"]:
            yield ""
            yield f"What {engine['method']} rests on"
            yield from _graphs(engine["detail"])
            yield from _models(engine["detail"])
            for check in engine["checks"]:
                yield from _item(_check(check))
            yield from _item(f"settings: {json.dumps(engine['settings'])}")


def _graphs(detail: Mapping[str, Any]) -> Iterator[str]:
    """The graphs that are most probable."""
    for graph in detail.get("best_graphs", ()):
        yield from _item(
            f"probability {graph['probability']:.4f}, median {graph['median']:,.0f}: "
            f"{_groups(graph['cliques'])}"
        )


def _models(detail: Mapping[str, Any]) -> Iterator[str]:
    """The model that was chosen, and those that fit about as well."""
    for model in detail.get("best", ()):
        chosen = "chosen" if model["chosen"] else f"BIC {model['bic_above_best']:.1f} above"
        yield from _item(
            f"{chosen}, weight {model['weight']:.2f}, estimate {model['estimate']:,.0f}: "
            f"{_groups(model['model'])}"
        )


def _groups(groups: Iterable[Iterable[str]]) -> str:
    return " ".join(f"[{', '.join(group)}]" for group in groups)


def _check(check: Mapping[str, Any]) -> str:
    judged = {True: "ok", False: "NOT ok", None: "to know"}[check["ok"]]
    value = check["value"]
    shown = f"{value:.4g}" if isinstance(value, float) else str(value)
    return f"{judged}: {check['name']} {shown}. {check['text']}"


def _table(title: str, rows: Iterable[_Row], *, head: bool = False) -> Iterator[str]:
    """Columns under each other: names to the left, numbers to the right."""
    cells = [(name, *_cells(value, low, high), more) for name, value, low, high, more in rows]
    lows, highs = (max((len(cell[i]) for cell in cells), default=0) for i in (2, 3))
    shown = [
        (name, value, f"{low:>{lows}} to {high:>{highs}}" if high else "", more)
        for name, value, low, high, more in cells
    ]
    if head:
        shown = [("", "people", "95 % interval", ""), *shown]
    if title:
        yield title
    names, values, ends = (max(len(row[i]) for row in shown) for i in range(3))
    for name, value, interval, more in shown:
        yield f"{name:{names}}  {value:>{values}}  {interval:{ends}}  {more}".rstrip()


def _cells(value: float | None, low: float | None, high: float | None) -> tuple[str, str, str]:
    if low is None or high is None:
        return ("refused" if value is None else f"{round(value):,}"), "", ""
    shown = "" if value is None else f"{round(value):,}"
    return shown, f"{math.floor(low):,}", f"{math.ceil(high):,}"


def _ends(low: float, high: float) -> str:
    return f"{math.floor(low):,} to {math.ceil(high):,}"


def _sentence(text: str) -> list[str]:
    return wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _item(text: str) -> list[str]:
    return wrap(
        text,
        WIDTH,
        initial_indent="- ",
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
