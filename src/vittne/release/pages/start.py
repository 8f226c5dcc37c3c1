"""The front page, and the very first one."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from vittne.ledger.verdict import SAME
from vittne.release.drawings import DEATHS
from vittne.release.pages import linked
from vittne.release.pages.estimate import estimates, summary
from vittne.release.pages.silence import pairs
from vittne.release.pages.three import three
from vittne.release.pages.views import Context, Views
from vittne.verify.figures import Numbers
from vittne.verify.linked import PERSONS_ID

SYMBOLS = {
    "contradicted": "✕",
    "supported": "●",
    "supported_elsewhere": "◐",
    "undecided": "○",
    "found": "■",
    "not_found": "□",
}
"""A sign beside each verdict's word: told apart without colour, passed over when read aloud."""


def root(views: Views) -> dict[str, Any]:
    """The few sentences that the very first page says."""
    said = [one for one in views.said() if one.unit == DEATHS] or views.said()[:2]
    lines = [Markup("{} {}").format(views.sentence(one), views.origins(one)) for one in said]
    for pair in pairs(views)[:1]:
        lines.append(views.words.html("root-silence", observed=pair["short"]))
    lines += summary(views)
    return {
        "language": views.words.language,
        "title": views.quotes.title().html,
        "sentences": lines,
        "link": views.words.text("root-link"),
    }


def start(views: Views) -> Context:
    """Rows of the front page."""
    said = views.said()
    first = [one for one in said if one.unit == DEATHS] or said[:2]
    return {
        "title": views.quotes.title().html,
        "answers": [_answer(views, one) for one in first],
        "counts": [
            views.row(one, origins=views.origins(one, "origins-short"))
            for one in said
            if one not in first
        ],
        "sentences_heading": views.quotes.subject_heading().html,
        "sentences": [judged(views, one) for one in views.by_method("ledger.verdicts")],
        "pairs": pairs(views),
        "offices": [
            views.quotes.reference(f"official/{row.index}")
            for row in views.dossier.official
            if row.complaints is not None
        ],
        "denials_picture": views.drawings.denials(),
        "lists": [views.row(one) for one in _listed(views)],
        "estimates": estimates(views),
        "linked": _linked(views),
        "three": three(views),
        "corrected": bool(views.standing.supersedes),
        "has_claims": bool(views.dossier.record.claims),
    }


def _listed(views: Views) -> list[Numbers]:
    return views.by_method("lists.records")


def _linked(views: Views) -> dict[str, Any] | None:
    """What linked lists say of people, whether or not anything is estimated from them."""
    numbers = views.numbers.get(PERSONS_ID)
    if numbers is None:
        return None
    return views.row(numbers, lines=linked.lines(views, numbers), parts=linked.parts(views))


def _answer(views: Views, numbers: Numbers) -> dict[str, Any]:
    unconfirmed = [one["claim"] for one in numbers.detail["unconfirmed"]]
    claims = [claim for claim in numbers.rests_on if claim not in unconfirmed]
    return views.row(
        numbers,
        origins=views.origins(numbers),
        claims=views.quotes.views(claims),
        unconfirmed=views.quotes.views(unconfirmed),
    )


def judged(views: Views, numbers: Numbers) -> dict[str, Any]:
    """Return a sentence with its verdict, why, what stands beside it, what would decide it."""
    claim = views.quotes.claims[numbers.rests_on[0]]
    beside = (*numbers.rests_on[1:], *numbers.detail["beside"])
    verdict = str(numbers.value)
    return views.row(
        numbers,
        claim=views.quotes.view(claim),
        words=views.quotes.claim_words(claim).html,
        code=verdict,
        verdict=views.words.label("verdicts", verdict),
        symbol=SYMBOLS[verdict],
        why=views.words.html(f"why-{numbers.part('rule')}"),
        readings=views.quotes.readings(claim.id),
        beside=[_beside(views, key) for key in beside],
        needed=_needed(views, numbers),
    )


def _needed(views: Views, numbers: Numbers) -> list[Markup]:
    """What would decide an open sentence: the right evidence, or what a source kept back."""
    if numbers.detail["readings"]:
        return [views.words.html("need-reading")]
    needed = numbers.detail["needed"]
    lines = [views.words.html("need-same")] if any(_other(one["code"]) for one in needed) else []
    for need in needed:
        if not _other(need["code"]):
            evidence = _short(views, need["evidence"])
            line = views.words.html(f"need-{need['code']}", evidence=evidence)
            lines.append(Markup(" ").join([line, *_enough(views, need["evidence"])]))
    return lines


def _other(code: str) -> bool:
    """Whether evidence is lacking because it speaks of something else than the sentence."""
    return code in (*SAME, "interval")


def _enough(views: Views, key: str) -> list[Markup]:
    """How many people asked would be enough for a poll's share to decide."""
    table, _, row = key.partition("/")
    if table != "polls" or views.numbers[f"poll-{row}"].part("smallest_n") is None:
        return []
    smallest = views.words.figure(views.numbers[f"poll-{row}"], "smallest_n")
    return [views.words.html("poll-smallest", n=smallest)]


def _short(views: Views, key: str) -> Markup:
    if key in views.quotes.claims:
        return views.quotes.link(key)
    table, _, row = key.partition("/")
    if table == "reporting":
        survey = next(one for one in views.dossier.reporting if one.id == row)
        return Markup("{}, {}").format(views.quotes.text(survey, "who").html, survey.year)
    poll = next(one for one in views.dossier.polls if one.id == row)
    return Markup("{}, {}").format(
        views.quotes.text(poll, "pollster").html, views.words.period(poll.fieldwork)
    )


def _beside(views: Views, key: str) -> Markup:
    """One thing that stands beside a sentence: a survey with its figure, or a statement."""
    table, slash, row = key.partition("/")
    if not slash:
        return views.claim_line(key)
    id_ = f"not-reported-{row}" if table == "reporting" else f"poll-{row}"
    numbers = views.numbers[id_]
    line = views.sentence(numbers)
    interval = views.percent_interval(numbers)
    if interval:
        line += Markup(" ({})").format(interval)
    elif table == "reporting":
        line += Markup(" ") + views.published(row)
    else:
        line += Markup(" ") + views.poll_remark(row)
    return line + Markup(' <a href="{}figures/{}/index.html">{}</a>').format(
        views.home, id_, views.words.text("figure-link")
    )
