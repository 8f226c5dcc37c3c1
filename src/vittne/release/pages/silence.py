"""The page on silence: official answers, bounds, surveys and polls."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from vittne.release.pages.views import Context, Views
from vittne.release.sentences import scope
from vittne.silence import DocumentedCount, Poll, ReportingSurvey
from vittne.verify.figures import Numbers


def pairs(views: Views) -> list[dict[str, Any]]:
    """Each documented count beside the answer that speaks of it, with its bounds.

    The pairs with the most complaints known come first: the latest answer, as a rule,
    and the weakest bound.
    """
    found = [_pair(views, one) for one in views.by_method("silence.observed")]
    return sorted(found, key=lambda pair: (-pair["documented"], pair["id"]))


def _pair(views: Views, observed: Numbers) -> dict[str, Any]:
    base = observed.id.removeprefix("without-complaint-")
    alone = views.numbers[f"unregistered-{base}"]
    raids = views.numbers.get(f"unregistered-in-raids-{base}")
    counts = {name: views.words.figure(observed, name) for name in ("documented", "complaints")}
    documented, official = (key.partition("/")[2] for key in observed.rests_on)
    count = views.dossier.documented[int(documented) - 1]
    unit = views.words.label("units", observed.scope.acts[0])
    bounds = {"alone": views.words.figure(alone)}
    if raids is not None:
        bounds["raids"] = views.words.figure(raids)
    bound_message = "short-bounds" if raids is not None else "short-bound-alone"
    return views.row(
        observed,
        documented=count.count,
        heading=f"{unit[:1].upper()}{unit[1:]}: {scope(views.words, observed)}",
        observed=views.words.html("short-observed", **counts),
        short=views.words.text("short-observed", **counts),
        without=views.words.html(
            "short-without",
            n=views.words.figure(observed),
            unit=f"{unit[:1].upper()}{unit[1:]}",
            scope=scope(views.words, observed),
        ),
        bounds=views.words.html(bound_message, **bounds),
        alone=views.sentence(alone),
        raids=views.sentence(raids) if raids is not None else "",
        note=views.quotes.text(count, "note").html,
        answer=views.quotes.reference(f"official/{official}"),
        alone_id=alone.id,
    )


def silence(views: Views) -> Context:
    """Rows of the page on silence."""
    return {
        "answers": [_official(views, index) for index in range(len(views.dossier.official))],
        "documented": [_documented(views, one) for one in views.dossier.documented],
        "pairs": pairs(views),
        "fits": _fits(views),
        "plane": views.drawings.plane(),
        "surveys_picture": views.drawings.surveys(),
        "surveys": [_survey(views, one) for one in views.dossier.reporting],
        "polls": [_poll(views, one) for one in views.dossier.polls],
    }


def _official(views: Views, index: int) -> list[Markup | str]:
    row = views.dossier.official[index]
    complaints = (
        views.words.text("no-number-given")
        if row.complaints is None
        else views.words.number(row.complaints)
    )
    return [
        views.words.period(row.date),
        views.quotes.text(row, "office").html,
        views.words.label("denial_forms", row.form) if row.form else "",
        complaints,
        views.words.period(row.period),
        views.words.place(row.place) if row.place else "",
        views.quotes.text(row, "note").html,
        views.source(row.address),
    ]


def _documented(views: Views, row: DocumentedCount) -> list[Markup | str]:
    return [
        views.words.period(row.date),
        views.words.label("units", row.unit),
        views.words.number(row.count),
        views.words.period(row.period),
        views.words.place(row.place) if row.place else "",
        views.quotes.text(row, "note").html,
        views.source(row.address),
    ]


def _fits(views: Views) -> list[dict[str, Any]]:
    found = views.by_method("silence.compatible_victims")
    found.sort(key=lambda one: str(one.part("share_pct")).zfill(8))
    return [views.row(one, raids=views.fits_in_raids(one)) for one in found]


def _survey(views: Views, row: ReportingSurvey) -> list[Markup | str]:
    numbers = views.numbers[f"not-reported-{row.id}"]
    return [
        views.quotes.text(row, "who").html,
        views.words.period(row.year),
        Markup("{}; {}; {}").format(
            views.words.place(row.place),
            views.quotes.text(row, "population").html,
            views.quotes.text(row, "reported_to").html,
        ),
        _survey_result(views, numbers, row.id),
        views.quotes.text(row, "kind_of_sample").html,
        views.source(row.address),
    ]


def _survey_result(views: Views, numbers: Numbers, survey: str) -> Markup:
    if numbers.value is None:
        return views.published(survey) + views.about(numbers.id)
    return (
        Markup("{} ").format(views.sentence(numbers))
        + views.survey_counts(numbers)
        + Markup(" ({})").format(views.percent_interval(numbers))
        + views.about(numbers.id)
    )


def _poll(views: Views, row: Poll) -> list[Markup | str]:
    numbers = views.numbers[f"poll-{row.id}"]
    share: Markup | str
    if numbers.value is None:
        share = views.poll_remark(row.id)
    else:
        share = Markup("{} ({})").format(
            views.words.html("percent", n=views.words.figure(numbers)),
            views.percent_interval(numbers),
        )
    return [
        views.quotes.text(row, "pollster").html,
        views.words.period(row.fieldwork),
        Markup("{}: {}").format(
            views.quotes.text(row, "question").html, views.quotes.text(row, "answer").html
        ),
        views.quotes.text(row, "group").html,
        share,
        _half(views, numbers),
        views.source(row.address),
    ]


def _half(views: Views, numbers: Numbers) -> Markup:
    word = views.words.html(f"poll-{numbers.part('more_than_half')}")
    if numbers.part("smallest_n") is None or numbers.part("more_than_half") != "undecided":
        return word + views.about(numbers.id)
    smallest = views.words.html("poll-smallest", n=views.words.figure(numbers, "smallest_n"))
    return Markup("{}. {}").format(word, smallest) + views.about(numbers.id)
