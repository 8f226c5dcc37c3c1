"""The page for people that is made of the results, and of nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

HEAD = """\
# How often the intervals hold the truth

*`benchmarks/coverage.py` writes this page from `benchmarks/results/coverage.json`.*

Twelve populations whose size is known, tables drawn from them at random, and every engine asked
about every table: how often does the published 95 % interval hold the true number? The populations
are in `benchmarks/populations.py`; they were written, named *well-identified* or not, and parted
into two halves before any estimate of any of them was seen.

- **Well-identified** is a population with four lists or more, of which somebody who knows the kind
  of model, and not its numbers, could tell log N with a standard error of at most .1 (from the
  information in the seen cells). With three lists everything hangs on an assumption that nothing
  can test.
- **Held out** is one population of each kind, chosen by a coin. Rules were tuned on the others.
- **Usable, flagged, refused** are the verdicts of [the rules](rules.md), and the published
  interval is what they say it is.
- The interval of a share is Clopper and Pearson's, at 95 %.
"""

TUNED = """\
## What was tuned

On the tuning half, and on three further populations invented for practice (`PRACTICE` in
`benchmarks/populations.py`: two classes of people on four and on five lists, and a dominant list
that shares people with another; seven tables each, and only what the engines say of them):

1. The published interval is the hull of `graphs` and `latent` also where they agree. With two
   classes of people the intervals of `graphs` alone held the truth in none of the practice tables,
   and where `latent` was near enough to agree, its interval was thrown away.
2. `engines_apart` also fires where neither engine's answer is in the other's interval; before, only
   where the intervals had no number in common.
3. `untestable` is new: three lists, and more than a fifth of all on none of them. The tables of
   `classes_3` look like independence; all fifty were usable, and none of their intervals held the
   truth.
4. `loglinear` refuses a chosen model that does not fit where the dependence of some lists has no
   estimate (`does_not_fit`): in all tables of `part_4` it was sure of a wrong number.

No threshold that was there before was changed. What `latent` answers is that of its present
sampler: an earlier one, which seldom converged, was seen on three tables of each tuning population.
"""

LIMITS = """\
## What it does not show

The populations are invented, and kinder than life: people in them differ in one way at a time, and
records are linked without error. `classes_3` is there as a warning. People whom all lists are slow
to find leave no trace in three lists, and little in four: the verdict `usable` cannot see them, and
the sensitivity dial is the place where they are thought of. A flagged interval is published with
what speaks against it; how often flagged intervals hold the truth is in the table, too, and is
promised nowhere.
"""

_ENGINES = {
    "graphs": "`graphs`",
    "latent": "`latent`",
    "loglinear": "`loglinear`",
    "chao_lists": "Chao's lower bound",
    "independence": "independence",
}


def page(found: Mapping[str, Any]) -> str:
    """Markdown."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Mapping[str, Any]) -> Iterator[str]:
    yield HEAD
    yield from _targets(found)
    yield from _populations(found["populations"])
    yield from _verdicts(found["populations"])
    yield from _engines(found["populations"])
    yield TUNED
    yield from _looks(found["looks"])
    yield LIMITS
    yield from _made(found["made"])


def _targets(found: Mapping[str, Any]) -> Iterator[str]:
    yield "## What was aimed at, and what came out"
    yield ""
    yield "| | aim | held out | tuning half |"
    yield "|---|---|---|---|"
    halves = [found["held_out"], found["tuning"]]
    cells = [_covered(half["usable"]) for half in halves]
    yield f"| usable intervals that hold the truth | at least 93 % | {' | '.join(cells)} |"
    named = [half["well_identified"] for half in halves]
    cells = [f"{_share(one['usable'], one['tables'])}" for one in named]
    yield (
        "| tables of well-identified populations called usable | at least 50 % | "
        f"{' | '.join(cells)} |"
    )
    cells = [
        "none" if half["width_ratio"] is None else f"{half['width_ratio']:.2f}" for half in halves
    ]
    yield (
        "| width of usable intervals, of the narrowest engine's that covers | at most 2 | "
        f"{' | '.join(cells)} |"
    )
    yield ""
    yield (
        "The last row is the median over all usable tables of the interval's width, divided by the "
        "median width of the narrowest engine on that population. An engine *covers* a population "
        "where at least 93 % of its own 95 % intervals hold the truth and it refuses at most half "
        "of the tables; where none does, the population's tables are left out of the row."
    )
    yield ""
    yield from _worst(found["populations"])


def _worst(found: list[Mapping[str, Any]]) -> Iterator[str]:
    """Name the populations that are covered least: a share over all hides them."""
    yield "A share over all populations hides the worst of them:"
    yield ""
    for aside, half in ((True, "held out"), (False, "tuning half")):
        some = [o for o in found if o["held_out"] is aside and o["usable"]["tables"]]
        if some:
            worst = min(some, key=lambda o: o["usable"]["covered"] / o["usable"]["tables"])
            yield f"- {half}: `{worst['name']}`, {_covered(worst['usable'])}."
    yield ""


def _populations(found: list[Mapping[str, Any]]) -> Iterator[str]:
    yield "## The populations"
    yield ""
    yield (
        "Observed, and on two lists or more: in an average table. *Error*: the standard error of "
        "log N as above."
    )
    yield ""
    yield (
        "| population | N | lists | observed | on two | error | well-identified | held out | "
        "what it is |"
    )
    yield "|---|---|---|---|---|---|---|---|---|"
    for one in found:
        error = "infinite" if one["error"] is None else f"{one['error']:.3f}"
        yield (
            f"| `{one['name']}` | {one['people']:,} | {one['lists']} | {one['observed']:,} | "
            f"{one['on_two_lists']:,} | {error} | {_yes(one['well_identified'])} | "
            f"{_yes(one['held_out'])} | {one['text']} |"
        )
    yield ""


def _verdicts(found: list[Mapping[str, Any]]) -> Iterator[str]:
    yield "## Verdicts, and what was published"
    yield ""
    yield (
        "*Covered*: published intervals that hold N. *Width*: median over the usable tables, in "
        "people; beside it the median width of the narrowest engine that covers."
    )
    yield ""
    yield (
        "| population | tables | usable | flagged | refused | usable: covered | "
        "usable or flagged: covered | width | narrowest | rules that fired (tables) |"
    )
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for one in found:
        verdicts = " | ".join(
            str(one["verdicts"][name]) for name in ("usable", "flagged", "refused")
        )
        narrowest = one["narrowest"]
        beside = "none covers" if narrowest is None else f"{narrowest[1]:,.0f} (`{narrowest[0]}`)"
        rules = ", ".join(f"`{rule}` {count}" for rule, count in one["rules"].items()) or "none"
        yield (
            f"| `{one['name']}` | {one['tables']} | {verdicts} | {_covered(one['usable'])} | "
            f"{_covered(one['published'])} | {_people(one['usable']['median_width'])} | {beside} | "
            f"{rules} |"
        )
    yield ""


def _engines(found: list[Mapping[str, Any]]) -> Iterator[str]:
    yield "## Each engine by itself"
    yield ""
    yield (
        "Share of its 95 % intervals that hold N, of the tables that it answers; median width in "
        "people; share of the tables that it refuses. Chao's bound and independence are no "
        "estimates of N, and beside the engines for comparison."
    )
    yield ""
    yield "| population | engine | tables | covered | median width | refused |"
    yield "|---|---|---|---|---|---|"
    for one in found:
        for name, label in _ENGINES.items():
            engine = one["engines"][name]
            refused = engine["asked"] - engine["answered"]
            yield (
                f"| `{one['name']}` | {label} | {engine['asked']} | "
                f"{_share(engine['covered'], engine['answered'])} | "
                f"{_people(engine['median_width'])} | {_share(refused, engine['asked'])} |"
            )
    yield ""


def _looks(looks: list[Mapping[str, str]]) -> Iterator[str]:
    times = "once" if len(looks) == 1 else f"{len(looks)} times"
    dates = ", ".join(f"{look['date']} (`{look['judges']}`)" for look in looks)
    yield (
        f"The held-out half was judged {times}: {dates}. The mark is of the programs that judge "
        "(rules, comparison, diagnostics); a program that judges otherwise is another look, and "
        "adds itself here."
    )
    yield ""


def _made(made: Mapping[str, Any]) -> Iterator[str]:
    hours = sum(part["cpu_seconds"] for part in made.values()) / 3600
    yield "## What it took"
    yield ""
    yield (
        f"{hours:.2f} hours of CPU time on two cores. An engine that takes less than .1 s in the "
        "median was asked about 200 tables of a population, others about 50."
    )
    yield ""
    yield "| part | tables | seconds of CPU in all | median | made by the program as it is now |"
    yield "|---|---|---|---|---|"
    for name, part in made.items():
        yield (
            f"| {name} | {part['tables']:,} | {part['cpu_seconds']:,} | {part['median_cpu']:.3f} | "
            f"{part['by_the_program_as_it_is']:,} |"
        )


def _covered(found: Mapping[str, Any]) -> str:
    if not found["tables"]:
        return "none"
    low, high = found["interval"]
    return f"{_share(found['covered'], found['tables'])}, {100 * low:.1f} to {100 * high:.1f} %"


def _share(part: int, whole: int) -> str:
    """Never rounded up to 100 %."""
    if not whole:
        return "none"
    percent = f"{int(1000 * part / whole) / 10:.1f}"
    return f"{percent} % ({part} of {whole})"


def _people(number: float | None) -> str:
    return "" if number is None else f"{number:,.0f}"


def _yes(value: bool) -> str:
    return "yes" if value else "no"
