"""Three numbers side by side: documented, audited at least, estimated. They are never added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from vittne.release.pages.views import Views
from vittne.release.words import Words
from vittne.verify.estimates import FLAGGED, LINKED
from vittne.verify.figures import AUDITED, Numbers
from vittne.verify.linked import LISTED_ID


class Shown(NamedTuple):
    """A number: of how many it is, what it says (both may be empty), and the id of its figure."""

    number: Markup
    id: str
    of: Markup = Markup("")
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One of the three: its name, what it says, or why it says nothing.

    Attributes
    ----------
    key, label : str
    numbers : sequence of Shown
    lines : sequence of Markup
        Which question it answers; or what would be needed.
    """

    key: str
    label: str
    numbers: Sequence[Shown] = ()
    lines: Sequence[Markup] = ()


def three(views: Views) -> list[Answer]:
    """Return the three numbers of a release with lists; nothing without."""
    if LISTED_ID not in views.numbers:
        return []
    found = {
        "documented": _documented(views, views.numbers[LISTED_ID]),
        "audited": _audited(views),
        "estimated": _estimated(views),
    }
    text = views.words.text
    return [
        Answer(key=key, label=text(f"three-{key}"), numbers=numbers, lines=lines)
        for key, (numbers, lines) in found.items()
    ]


Said = tuple[list[Shown], list[Markup]]


def _number(views: Views, numbers: Numbers) -> Shown:
    return Shown(views.words.html("value", n=views.words.figure(numbers)), numbers.id)


def _documented(views: Views, listed: Numbers) -> Said:
    if listed.value is None:
        return [], [views.words.html("three-withdrawn")]
    return [_number(views, listed)], [views.words.html("three-documented-what")]


def _audited(views: Views) -> Said:
    words = views.words
    found = [one for one in views.numbers.values() if one.kind == AUDITED]
    if not found:
        planned = views.standing.planned
        return [], [words.html("three-audited-planned" if planned else "three-audited-none")]
    numbers = [
        _number(views, one)._replace(
            of=words.html("three-audited-of", n=words.figure(one, "records")),
            what=words.text(f"three-audited-short-{one.detail['proposition']}"),
        )
        for one in found
    ]
    lines = [words.html("three-audited-what", percent=risk(words, found[0]))]
    drawn_from = found[0].detail["release"]
    if drawn_from != views.standing.number:
        lines.append(words.html("three-audited-then", release=drawn_from))
    return numbers, lines


def _estimated(views: Views) -> Said:
    words = views.words
    found = next((one for one in views.numbers.values() if one.method == LINKED), None)
    if found is None:
        withdrawn = views.numbers[LISTED_ID].value is None
        lists = len(views.numbers[LISTED_ID].rests_on)
        why = "withdrawn" if withdrawn else "estimated-one" if lists < 2 else "estimated-few"
        return [], [words.html(f"three-{why}")]
    if found.value is None:
        return [], [words.html("three-estimated-refused") + views.about(found.id)]
    ends = {end: words.figure(found, end) for end in ("low", "high")}
    lines = [words.html("three-estimated-what", **ends)]
    if found.part("verdict") == FLAGGED:
        lines.append(words.html("three-estimated-flagged"))
    return [_number(views, found)], lines


def risk(words: Words, numbers: Numbers) -> str:
    """Return the percentage of error that an audit allows."""
    return words.number(round(100 - 100 * float(numbers.settings["confidence"]), 6))
