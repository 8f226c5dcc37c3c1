"""The page of statements."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from vittne.ledger import Difference, denials, differences, drifts, find_remarks, residuals
from vittne.release.pages.views import Context, Views
from vittne.verify.figures import Numbers

COUNTS = (
    "claims",
    "claims-denials",
    "claims-retellings",
    "claims-drifted",
    "claims-said-again",
    "claims-left-out",
    "differences",
    "differences-unexplained",
    "conflicts",
    "conflicts-unexplained",
)
"""The counts of statements that their page begins with, in this order, if they are not zero."""


def claims(views: Views) -> Context:
    """Rows of the page of statements."""
    found = differences(views.dossier.record)
    groups = _groups(views)
    shown: dict[str, Any] = {
        "claim_counts": [views.row(views.numbers[id_]) for id_ in COUNTS if _there(views, id_)],
        "timeline": views.drawings.timeline(),
        "graph": views.drawings.graph(),
        "unexplained": [_difference(views, one) for one in found if not one.explained],
        "explained": [_difference(views, one) for one in found if one.explained],
        "drifts": _drifts(views),
        "residuals": _residuals(views),
        "attributions": [_attributed(views, o) for o in views.by_method("ledger.attributions")],
        "attribution_picture": views.drawings.attribution(),
        "denials": _denials(views),
        "denials_picture": views.drawings.denials(),
        "groups": groups,
        "remarks": remarks(views),
    }
    contents = [
        ("pictures", "claims-pictures", shown["timeline"]),
        ("differences", "differences-heading", found),
        ("drift", "drift-heading", shown["drifts"]),
        ("residuals", "residuals-heading", shown["residuals"]),
        ("attribution", "attribution-heading", shown["attributions"]),
        ("denials", "denials-heading", shown["denials"]),
    ]
    shown["contents"] = [
        *((key, views.words.text(heading)) for key, heading, there in contents if there),
        *((group["key"], group["heading"]) for group in groups),
    ]
    return shown


def _there(views: Views, id_: str) -> bool:
    return id_ in views.numbers and bool(views.numbers[id_].value)


def remarks(views: Views) -> list[Markup]:
    """What an editor should look at."""
    return [
        views.words.html(
            "remark-line",
            claims=", ".join(remark.claims),
            remark=views.words.label("remarks", remark.code),
        )
        for remark in find_remarks(views.dossier.record)
    ]


def _difference(views: Views, one: Difference) -> dict[str, Any]:
    steps = [
        views.quotes.relation(
            step.source, step.kind, step.target, views.quotes.text(step, "reason")
        )
        for step in one.chain
    ]
    return {
        "a": views.quotes.view(views.quotes.claims[one.a]),
        "b": views.quotes.view(views.quotes.claims[one.b]),
        "conflict": one.conflict,
        "chain": Markup("; ").join(steps),
    }


def _drifts(views: Views) -> list[list[Markup]]:
    rows = []
    for one in drifts(views.dossier.record):
        if one.numberless:
            what = "drift-numberless"
        elif one.difference is None or one.difference == 0:
            what = "drift-same"
        else:
            what = "drift-more" if one.difference > 0 else "drift-less"
        ends = (views.claim_line(id_) for id_ in (one.source, one.retelling))
        rows.append([*ends, views.words.html(what)])
    return rows


def _residuals(views: Views) -> list[dict[str, Any]]:
    rows = []
    by_claim = {one.rests_on[0]: one for one in views.by_method("ledger.residuals")}
    for residual in residuals(views.dossier.record):
        rows.append(
            views.row(
                by_claim[residual.claim],
                claim=views.quotes.view(views.quotes.claims[residual.claim]),
                note=views.words.html("residual-note"),
                parts=[
                    [views.quotes.text(part, "part").html, views.words.number(part.count)]
                    for part in residual.parts
                ],
            )
        )
    return rows


def _attributed(views: Views, numbers: Numbers) -> dict[str, Any]:
    disputed = any(check.ok is False for check in numbers.checks)
    row = views.row(numbers)
    if disputed:
        row["sentence"] += Markup(" ") + views.words.html("grounds-disputed")
    return row


def _denials(views: Views) -> list[dict[str, Any]]:
    sentences = set(views.dossier.record.sentences)
    rows = []
    for one in denials(views.dossier.record):
        if one.claim in sentences:
            continue
        near = [other for other in one.denies if other.related or other.same_unit]
        rows.append(
            {
                "claim": views.quotes.view(views.quotes.claims[one.claim]),
                "form": views.words.label("denial_forms", one.form) if one.form else "",
                "known": views.quotes.views(o.claim for o in near if o.known_by_then),
                "later": views.quotes.views(o.claim for o in near if not o.known_by_then),
            }
        )
    return rows


def _groups(views: Views) -> list[dict[str, Any]]:
    """All statements: by what they count, then those without a count, denials, sentences."""
    record = views.dossier.record
    groups: dict[str, list[str]] = {}
    for claim in record.claims:
        if claim.id in record.sentences:
            key = "group-sentences"
        elif claim.stance == "denies":
            key = "group-denials"
        else:
            key = claim.unit or "group-no-unit"
        groups.setdefault(key, []).append(claim.id)
    last = ("group-no-unit", "group-denials", "group-sentences")
    ordered = sorted(groups, key=lambda key: (key in last, last.index(key) if key in last else 0))
    counts = {one.scope.acts[0]: one for one in views.by_method("ledger.counts") if one.scope.acts}
    rows = []
    for number, key in enumerate(ordered, start=1):
        heading = (
            views.words.text(key)
            if key in last
            else views.words.text("group-of-unit", unit=views.words.label("units", key))
        )
        rows.append(
            {
                "key": f"group-{number}",
                "heading": heading,
                "origins": views.sentence(counts[key]) if key in counts else "",
                "claims": views.quotes.views(groups[key]),
            }
        )
    return rows
