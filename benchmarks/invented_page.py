"""The figures of the page on the invented archive: made of an archive, and of what was measured."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from vittne.link.records import Record
from vittne.link.synthetic import Archive, archive
from vittne.link.synthetic.parts import LISTS, SPELLINGS, WHO, coverage, habits
from vittne.link.synthetic.population import GROUNDS
from vittne.terms.codes import code_list

PAGE = Path(__file__).resolve().parents[1] / "docs" / "method" / "invented-archive.md"
SIZE, SEED = 3_000, 1
_BLOCK = re.compile(r"(?<=<!-- figures: )(\w+)( -->\n).*?(?=<!-- end -->)", re.S)


FIGURES = ("archive", "lists", "grounds", "person", "coverage", "habits", "linked", "estimated")


def page(text: str, results: Mapping[str, Any]) -> str:
    """Return the page with its figures written anew."""
    used = [match[1] for match in _BLOCK.finditer(text)]
    if sorted(used) != sorted(FIGURES):
        raise ValueError(f"the page has the figures {used}, and {FIGURES} are made")
    made = archive(SIZE, SEED)
    blocks = {
        "archive": _archive(made),
        "lists": _table(_lists(made)),
        "grounds": _table(_grounds(made)),
        "person": _table(_person(made)),
        "coverage": _table(_coverage()),
        "habits": _table(_habits()),
        "linked": _table(_linked(results)),
        "estimated": _table(_estimated(results)) + _covered(results),
    }
    return _BLOCK.sub(lambda match: f"{match[1]}{match[2]}\n{blocks[match[1]]}\n", text)


def _table(rows: Iterable[Iterable[object]]) -> str:
    head, *others = [[str(cell).replace("|", "\\|") for cell in row] for row in rows]
    lines = [head, ["---"] * len(head), *others]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _archive(made: Archive) -> str:
    on = Counter(made.on_list.sum(axis=1).tolist())
    several = ", ".join(f"{on[n]:,} on {n}" for n in range(1, len(LISTS) + 1))
    return (
        f"Version {made.version}, size {made.size:,}, seed {made.seed}: "
        f"{len(made.records):,} records of {made.size - made.on_no_list:,} victims; "
        f"{made.on_no_list:,} victims are on no list, {several}.\n\n"
        f"Digest: `{made.digest}`\n"
    )


def _lists(made: Archive) -> Iterator[list[object]]:
    yield ["list", "records", "victims", "only there", "without a name", "taken over"]
    alone = made.on_list.sum(axis=1) == 1
    for number, name in enumerate(LISTS):
        rows = [n for n, record in enumerate(made.records) if record.list == name]
        yield [
            f"`{name}`",
            f"{len(rows):,}",
            f"{int(made.on_list[:, number].sum()):,}",
            f"{int((made.on_list[:, number] & alone).sum()):,}",
            sum(is_nameless(made.records[n]) for n in rows),
            int((made.copied_from[rows] >= 0).sum()),
        ]


def is_nameless(record: Record) -> bool:
    """Whether a row is one of the N of an event."""
    return "one of the" in record.extra["note"]


def _grounds(made: Archive) -> Iterator[list[object]]:
    yield ["true ground", "victims", "on a list", "share", "records", "of which say so"]
    seen = made.on_list.any(axis=1)
    ground = made.population.ground
    of_record = ground[made.person]
    for number, name in enumerate(GROUNDS):
        own = ground == number
        rows = np.flatnonzero(of_record == number)
        said = sum(name in made.records[n].ground.split("|") for n in rows)
        yield [
            code_list("grounds").label(name, "en"),
            f"{int(own.sum()):,}",
            f"{int((own & seen).sum()):,}",
            f"{100 * (own & seen).sum() / own.sum():.0f} %",
            f"{rows.size:,}",
            f"{100 * said / rows.size:.0f} %",
        ]


def _person(made: Archive) -> Iterator[list[object]]:
    yield ["record", "name", "sex", "age", "date", "place", "act", "ground"]
    names: dict[int, set[str]] = {}
    for row, person in zip(made.records, made.person.tolist(), strict=True):
        names.setdefault(person, set()).add(_name(row))
    most = max(names, key=lambda person: (len(names[person]), -person))
    for n in np.flatnonzero(made.person == most):
        row = made.records[n]
        ages = [age for age in (row.age_low, row.age_high) if age is not None]
        age = "-".join(str(one) for one in dict.fromkeys(ages))
        yield [f"`{row.key}`", _name(row), row.sex, age, row.date, row.place, row.act, row.ground]


def _name(row: Record) -> str:
    parts = (row.given, row.patronymic, row.family)
    return row.name or (" / ".join(parts) if any(parts) else "")


def _coverage() -> Iterator[list[object]]:
    yield ["ground", "who", *(f"`{name}`" for name in LISTS)]
    for (ground, who), chances in coverage().items():
        if who != WHO[2]:
            yield [code_list("grounds").label(ground, "en"), who, *chances]


SHOWN = ("duplicate", "nameless", *SPELLINGS, "full_name", "initials", "misspelt", "married_name")
SHOWN += ("chosen_name", "date_day", "date_month", "place_exact", "age_exact", "ground_silent")


def _habits() -> Iterator[list[object]]:
    yield ["habit", *(f"`{name}`" for name in LISTS)]
    for habit in SHOWN:
        yield [f"`{habit}`", *habits()[habit]]


def _linked(results: Mapping[str, Any]) -> Iterator[list[object]]:
    yield ["seed", "records", "looked at", "precision", "recall", "F1", "found", "true"]
    for one in results["linked"]:
        shares = [f"{one[name]:.3f}" for name in ("looked_at", "precision", "recall", "f1")]
        counts = [f"{one[name]:,}" for name in ("found", "people")]
        yield [one["seed"], f"{one['records']:,}", *shares, *counts]


def _estimated(results: Mapping[str, Any]) -> Iterator[list[object]]:
    yield ["seed", "documented", "verdict", "estimate", "95 % interval", "holds the truth"]
    for one in results["estimated"]:
        said = one["headline"]
        low, high = _interval(one)
        shown = f"{low:,} to {high:,}" if low is not None else ""
        yield [
            one["seed"],
            one["documented"],
            one["verdict"] + "".join(f", `{rule}`" for rule in one["reasons"]),
            f"{said['median']:,}" if said else "",
            shown,
            {True: "yes", False: "no"}.get(_holds(one, results["size"]), ""),
        ]


def _interval(one: Mapping[str, Any]) -> tuple[Any, Any]:
    interval = (one["headline"] or {}).get("interval")
    return (interval["low"], interval["high"]) if interval else (None, None)


def _holds(one: Mapping[str, Any], size: int) -> bool | None:
    low, high = _interval(one)
    return None if low is None else low <= size <= high


def _covered(results: Mapping[str, Any]) -> str:
    said = [_holds(one, results["size"]) for one in results["estimated"]]
    answers = [one for one in said if one is not None]
    return (
        f"\nThe truth is {results['size']:,}. {sum(answers)} of {len(answers)} published intervals "
        "hold it.\n"
    )
