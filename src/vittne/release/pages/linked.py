"""What pages show of linked lists: people over draws of who is who, beside what is common."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from vittne.release.linked import RESIDUAL
from vittne.release.pages.views import Views
from vittne.release.sentences import said_by
from vittne.release.words import Words
from vittne.verify.estimates import LINKED
from vittne.verify.figures import Numbers
from vittne.verify.linked import PERSONS, PERSONS_BY, PERSONS_ID

Row = list[Markup | str]

BY = ("hand", "ground", "place")
_PARTS = ("linkage", "model", "sampling")


def beside(views: Views, numbers: Numbers) -> Iterator[Row]:
    """Yield records and people documented: rows that stand beside an estimate over draws."""
    text, words = views.words.text, views.words
    ends = _range(words, numbers, "persons/")
    value = _shown(words, numbers, "persons/value")
    yield [text("estimate-row-documented"), Markup("{} ({})").format(value, ends)]
    persons = views.numbers[PERSONS_ID]
    if _has_truth(persons):
        yield [text("linked-row-truth"), _shown(words, persons, "truth")]


def of_estimate(views: Views, numbers: Numbers) -> dict[str, Any] | None:
    """Everything that the page of an estimate over draws shows beyond other estimates' pages."""
    if numbers.method != LINKED:
        return None
    return {"variance": _variance(views, numbers)}


def about(views: Views, numbers: Numbers) -> dict[str, Any] | None:
    """Everything that the page of the people documented shows beyond other figures' pages."""
    if numbers.method != PERSONS:
        return None
    estimate = next((one for one in views.numbers.values() if one.method == LINKED), None)
    return {
        "lines": lines(views, numbers),
        "parts": parts(views),
        "estimate": None if estimate is None else estimate.id,
        "thresholds": _thresholds(views, numbers),
        "picture": views.drawings.thresholds(numbers),
    }


def lines(views: Views, numbers: Numbers) -> list[Markup]:
    """Say what the number of people rests on."""
    words = views.words
    reviewed = numbers.part("reviewed")
    said = [
        words.html("linked-reviewed", n=words.figure(numbers, "reviewed"))
        if reviewed
        else words.html("linked-not-reviewed")
    ]
    if numbers.part("weak/records"):
        said.append(words.html("linked-not-counted", n=words.figure(numbers, "weak/records")))
    return said


def parts(views: Views) -> list[dict[str, Any]]:
    """Tables of people by hand, ground and place."""
    words = views.words
    found = views.by_method(PERSONS_BY)
    tables = []
    for by in BY:
        of = [one for one in found if one.detail["by"] == by]
        if not of:
            continue
        truth = any(_has_truth(one) for one in of)
        header = [words.text("estimate-col-what"), words.text("linked-col-people")]
        tables.append(
            {
                "key": f"by-{by}",
                "caption": words.text(f"linked-by-{by}"),
                "header": [*header, *([words.text("linked-col-truth")] if truth else [])],
                "rows": [_part(views, one, truth) for one in sorted(of, key=_largest_first)],
            }
        )
    return tables


def _largest_first(numbers: Numbers) -> tuple[bool, int, str]:
    value = numbers.value if isinstance(numbers.value, int) else 0
    return numbers.detail["code"] == RESIDUAL, -value, numbers.id


def _part(views: Views, numbers: Numbers, truth: bool) -> Row:
    words = views.words
    label = Markup('<a href="{}figures/{}/index.html">{}</a>').format(
        views.home, numbers.id, said_by(words, numbers)
    )
    shown: Row = [_shown(words, numbers, "truth")] if truth else []
    return [label, _shown(words, numbers, "value"), *shown]


def _thresholds(views: Views, numbers: Numbers) -> dict[str, Any]:
    words, text = views.words, views.words.text
    value = Markup("{} ({})").format(_shown(words, numbers, "value"), _range(words, numbers, ""))
    rows: list[Row] = [[text("linked-row-draws"), value]]
    for index in range(len(numbers.detail["thresholds"])):
        way = f"thresholds/{index}/"
        share = words.html("percent", n=words.figure(numbers, f"{way}at_pct"))
        rows.append([share, _shown(words, numbers, f"{way}persons")])
    return {
        "key": "thresholds",
        "caption": text("linked-threshold-caption"),
        "header": [text("linked-col-threshold"), text("linked-col-persons")],
        "rows": rows,
    }


def _variance(views: Views, numbers: Numbers) -> dict[str, Any] | None:
    if numbers.detail["variance"] is None:
        return None
    words, text = views.words, views.words.text
    return {
        "key": "variance",
        "caption": text("linked-variance-caption"),
        "header": [text(f"linked-col-{one}") for one in ("source", "share", "meaning")],
        "rows": [
            [
                text(f"linked-variance-{part}"),
                words.html("percent", n=words.figure(numbers, f"variance/{part}_pct")),
                text(f"linked-variance-{part}-less"),
            ]
            for part in _PARTS
        ],
    }


def _has_truth(numbers: Numbers) -> bool:
    return any(check.name == "truth" for check in numbers.checks)


def _shown(words: Words, numbers: Numbers, part: str) -> Markup:
    return words.html("value", n=words.figure(numbers, part))


def _range(words: Words, numbers: Numbers, way: str) -> Markup:
    ends = {end: words.figure(numbers, f"{way}{end}") for end in ("low", "high")}
    return words.html("estimate-range", **ends)
