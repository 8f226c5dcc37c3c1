"""The pages of figures: their list, each one's own page, and its sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from vittne.release.pages import linked
from vittne.release.pages.estimate import about, reasons
from vittne.release.pages.start import judged
from vittne.release.pages.three import risk
from vittne.release.pages.views import Context, Views
from vittne.verify.estimates import KIND, LINKED, USABLE, VERDICTS
from vittne.verify.figures import AUDITED, KINDS, Figure, Numbers
from vittne.verify.linked import LISTED, PERSONS, PERSONS_BY

SHEET_LINES = 5
"""How many statements a printed sheet has room for."""


def figures_index(views: Views) -> Context:
    """Rows of the list of all figures, by kind."""
    groups = []
    for kind in KINDS:
        found = [one for one in views.numbers.values() if one.kind == kind]
        if found:
            groups.append(
                {
                    "key": kind.replace("_", "-"),
                    "heading": views.words.label("figure_kinds", kind),
                    "meaning": views.words.html(f"kind-{kind}"),
                    "figures": [_listed(views, one) for one in found],
                }
            )
    return {"groups": groups}


def _listed(views: Views, one: Numbers) -> dict[str, Any]:
    """A row of the list; an estimate never without what speaks against it."""
    return views.row(one, reasons=reasons(views, one) if one.kind == KIND else ())


def figure(views: Views, figure: Figure) -> Context:
    """Rows of a figure's own page and of its sheet."""
    numbers = figure.numbers
    unconfirmed = [one["claim"] for one in numbers.detail.get("unconfirmed", ())]
    rests_on = [key for key in numbers.rests_on if key not in unconfirmed]
    lines = [views.quotes.reference(key) for key in rests_on]
    more = len(lines) - SHEET_LINES
    label = views.words.label
    row = {
        "id": numbers.id,
        "sentence": views.sentence(numbers),
        "refusal": views.words.html("refused") if numbers.value is None else "",
        "lines": _lines(views, numbers),
        "rests_on": lines,
        "short_rests_on": [
            Markup("{}{}").format(line, _printed_address(views, key))
            for line, key in zip(lines[:SHEET_LINES], rests_on, strict=False)
        ],
        "more_rests_on": views.words.html("sheet-more", n=more) if more > 0 else "",
        "unconfirmed": views.quotes.views(unconfirmed),
        "kind": label("figure_kinds", numbers.kind),
        "meaning": views.words.html(f"kind-{numbers.kind}"),
        "unit": views.words.unit(numbers.unit),
        "place": views.words.place(numbers.scope.place) if numbers.scope.place else "",
        "period": views.words.period(numbers.scope.period),
        "grounds": views.words.labels("grounds", numbers.scope.grounds),
        "interval": _interval(views, numbers),
        "estimate": about(views, numbers),
        "linked": linked.about(views, numbers),
        "method": views.words.html("method-" + numbers.method.replace(".", "-")),
        "assumptions": _assumptions(views, numbers),
        "falsify": views.words.html(falsify(numbers)),
        "may_not": _may_not(views, numbers),
        "checks": [_check(views, numbers, check.name) for check in numbers.checks],
        "inputs": [
            [Markup("<code>{}</code>").format(path), Markup("<code>{}</code>").format(digest)]
            for path, digest in figure.inputs.items()
        ],
        "software": views.words.html(
            "software-line",
            name=figure.software["name"],
            version=figure.software["version"],
        ),
    }
    return {
        "title": views.quotes.title().html,
        "figure": row,
        "strip": views.drawings.strip(numbers),
    }


def falsify(numbers: Numbers) -> str:
    """Return the message that says what would falsify a figure."""
    return _FALSIFY.get(numbers.method, f"falsify-{numbers.kind}")


_FALSIFY = {
    PERSONS: "falsify-link-persons",
    PERSONS_BY: "falsify-link-persons",
    LISTED: "falsify-log-listed",
    "lists.records": "falsify-lists-records",
    "estimate.chao": "falsify-bound-lists",
}
"""Figures that something else would falsify than others of their kind."""


def _printed_address(views: Views, key: str) -> Markup:
    """Return the source's address as text, for paper."""
    claim = views.quotes.claims.get(key)
    if claim is None or not claim.address:
        return Markup("")
    return Markup("<br><code>{}</code>").format(claim.address)


def _lines(views: Views, numbers: Numbers) -> list[Markup]:
    """What the sentence leaves unsaid and a reader must know."""
    method = numbers.method
    if method == "ledger.may_be_said":
        return [views.origins(numbers)]
    if method == "ledger.verdicts":
        verdict = judged(views, numbers)
        return [verdict["why"], *verdict["readings"], *verdict["needed"]]
    if method == "ledger.residuals":
        return [views.words.html("residual-note")]
    if method == "silence.compatible_victims":
        return [line for line in (views.fits_in_raids(numbers),) if line]
    if method == "silence.reporting_share":
        survey = numbers.rests_on[0].partition("/")[2]
        if numbers.value is None:
            return [views.published(survey)]
        return [views.survey_counts(numbers)]
    if method == "silence.judge_poll" and numbers.value is None:
        return [views.poll_remark(numbers.rests_on[0].partition("/")[2])]
    if numbers.kind == AUDITED:
        return list(_inspected(views, numbers))
    return reasons(views, numbers) if numbers.kind == KIND else []


def _inspected(views: Views, numbers: Numbers) -> Iterator[Markup]:
    """Say what an audit's number rests on, and how likely it would be if it were false."""
    html, errors = views.words.html, numbers.part("not_substantiated")
    yield html("audited-seen", n=views.words.figure(numbers, "inspected"))
    if errors:
        yield html("audited-errors", n=views.words.figure(numbers, "not_substantiated"))
    else:
        yield html("audited-no-errors")
    yield html("audited-not-shown")
    yield html("audited-risk", percent=risk(views.words, numbers))


def _interval(views: Views, numbers: Numbers) -> Markup:
    interval = numbers.interval
    if interval is None:
        return Markup("")
    ends = {
        end: views.words.figure(numbers, end)
        for end, value in (("low", interval.low), ("high", interval.high))
        if value is not None
    }
    if not ends:
        return Markup("")
    if len(ends) == 1:
        name = "at_least" if "low" in ends else "at_most"
    else:
        name = "exact" if interval.low == interval.high else "between"
        ends = {"low": ends["low"]} if name == "exact" else ends
    text = views.words.html(f"interval-{name}", **ends)
    if interval.level is None:
        return text
    level = views.words.number(round(interval.level * 100, 6))
    said = views.words.html("interval-level", interval=text, level=level)
    return said + Markup(". ") + views.words.html("interval-rounded")


def _assumptions(views: Views, numbers: Numbers) -> list[Markup]:
    html, settings = views.words.html, numbers.settings
    lines: list[Markup] = []
    if numbers.method == "ledger.may_be_said":
        lines.append(html("assume-documented"))
    if numbers.method == "ledger.verdicts":
        lines.append(html("assume-verdict"))
    lines += [html(one) for one in _assumed_of_lists(numbers)]
    if numbers.method == "estimate.chao":
        lines += [html("assume-estimate-linked"), html("assume-estimate-closed")]
        lines.append(html("assume-chao"))
    if numbers.method == "silence.registered_share":
        lines += [html("assumption-product"), html("assumption-complainant")]
        if settings.get("raid_size") is None:
            lines.append(html("assumption-independent"))
    if settings.get("raid_size") is not None:
        lines.append(html("assume-raids", size=settings["raid_size"], rho=settings["rho"]))
    if settings.get("design_effect") is not None:
        lines.append(html("assume-design", effect=settings["design_effect"]))
    return lines


def _assumed_of_lists(numbers: Numbers) -> Iterator[str]:
    if numbers.method in (PERSONS, PERSONS_BY, LINKED):
        yield from ("assume-linked-records", "assume-linked-draws")
    elif numbers.kind == KIND:
        yield "assume-estimate-linked"
    if numbers.kind == KIND:
        yield from ("assume-estimate-closed", "assume-estimate-like")


def _may_not(views: Views, numbers: Numbers) -> list[Markup]:
    lines = [f"may-not-{numbers.kind}"]
    if numbers.method == "ledger.may_be_said":
        lines.append("may-not-add")
        checks = {check.name: check.ok for check in numbers.checks}
        if checks["independent_origins"] is False:
            lines.append("may-not-independent")
        if checks["larger_figures_unconfirmed"] is False:
            lines.append("may-not-larger")
    if numbers.kind == KIND:
        lines += [f"may-not-estimated-{one}" for one in _forbidden(numbers)]
    return [views.words.html(line) for line in lines]


def _forbidden(numbers: Numbers) -> list[str]:
    verdict = str(numbers.part("verdict"))
    return ["add", verdict] if verdict != USABLE else ["add"]


def _check(views: Views, numbers: Numbers, name: str) -> list[Markup | str]:
    check = next(one for one in numbers.checks if one.name == name)
    ok = {True: "ok-true", False: "ok-false", None: "ok-none"}[check.ok]
    shown: Markup | str
    if check.value is None:
        shown = "–"
    elif isinstance(check.value, str):
        shown = _check_word(views, name, check.value)
    else:
        shown = views.words.html("value", n=views.words.figure(numbers, name))
    rule = name.removeprefix("rule_")
    if rule != name:
        label = views.words.text("check-rule-fired", rule=rule)
    else:
        label = views.words.text(f"check-{name}")
    return [label, shown, views.words.text(ok)]


def _check_word(views: Views, name: str, value: str) -> Markup | str:
    if name == "verdict":
        return views.words.label(VERDICTS, value)
    if name == "more_than_half":
        return views.words.text(f"poll-{value}")
    if name == "ground_undisputed":
        none = value == "not_stated"
        return views.words.text("hand-none") if none else views.words.label("hands", value)
    return views.words.html(f"why-{value}")
