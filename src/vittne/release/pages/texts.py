"""The pages that are only text: what may not be said, method, attack, check."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from vittne.ledger import differences, drifts, left_out
from vittne.release.pages import estimate
from vittne.release.pages.views import Context, Views
from vittne.verify.estimates import KIND, estimate_command
from vittne.verify.figures import KINDS, Numbers
from vittne.verify.linked import PERSONS_ID
from vittne.verify.recompute_tables import FEWEST_LISTS

GENERAL = ("total", "add", "sources", "silence", "denial")
HOW = ("sources", "double", "relations", "verify")
METHOD = {
    "claims": 2,
    "origins": 1,
    "said": 2,
    "differences": 1,
    "verdicts": 1,
    "silence": 2,
    "surveys": 1,
    "scales": 1,
    "rounding": 1,
    "missing": 1,
}
"""The sections of the method, and how many paragraphs each has."""


OF_CLAIMS = ("claims", "origins", "said", "differences", "verdicts", "silence", "surveys", "scales")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of a page that is only text."""

    key: str
    heading: str
    paragraphs: Sequence[Markup] = ()
    lines: Sequence[Markup] = ()
    commands: Sequence[str] = ()
    rows: bool = False


def texts(views: Views, name: str) -> Context:
    """Sections of the pages ``limits``, ``method``, ``attack`` and ``verify``."""
    build: Mapping[str, Callable[[Views], Iterable[Section]]] = {
        "limits": _limits,
        "method": _method,
        "attack": _attack,
        "verify": _verify,
    }
    without = _estimated(views) and not views.dossier.record.claims
    lead = views.words.html("limits-lead-tables") if without and name == "limits" else ""
    return {"sections_of_text": list(build[name](views)), "lead": lead}


def _paragraphs(views: Views, *messages: str) -> list[Markup]:
    return [views.words.html(message) for message in messages]


def _limits(views: Views) -> Iterable[Section]:
    text = views.words.text
    unconfirmed = []
    for one in views.said():
        for other in one.detail["unconfirmed"]:
            line = views.claim_line(other["claim"])
            instead = Markup("{} {}").format(text("limits-beside"), views.sentence(one))
            unconfirmed.append(Markup("{}<br>{}").format(line, instead))
    if unconfirmed:
        yield Section(
            key="unconfirmed",
            heading=text("limits-unconfirmed"),
            paragraphs=_paragraphs(views, "limits-unconfirmed-why"),
            lines=unconfirmed,
            rows=True,
        )
    drifted = {one.retelling: one for one in drifts(views.dossier.record)}
    reasons = left_out(views.dossier.record)
    for reason in ("retelling", "disputed_ground", "sample"):
        ids = [id_ for id_, why in reasons.items() if why == reason]
        if reason == "retelling":
            ids = [id_ for id_ in ids if id_ in drifted]
        if ids:
            label = views.words.label("left_out_reasons", reason)
            yield Section(
                key=reason.replace("_", "-"),
                heading=label[:1].upper() + label[1:],
                lines=[views.claim_line(id_) for id_ in ids],
                rows=True,
            )
    yield Section(
        key="general",
        heading=text("limits-general"),
        lines=_paragraphs(views, *(f"limits-general-{one}" for one in _general(views))),
    )


def _general(views: Views) -> tuple[str, ...]:
    """Return what may never be said: of estimates, too, where there are any."""
    if not _estimated(views):
        return GENERAL
    spoken = GENERAL[1:] if views.dossier.record.claims else ()
    return ("estimate", "side", *spoken)


def _method(views: Views) -> Iterable[Section]:
    verdicts = ("contradicted", "supported", "elsewhere", "undecided", "found")
    for name, count in _method_sections(views).items():
        lines = [f"method-verdict-{one}" for one in verdicts] if name == "verdicts" else []
        yield Section(
            key=name,
            heading=views.words.text(f"method-{name}"),
            paragraphs=_paragraphs(views, *_method_paragraphs(name, count)),
            lines=_paragraphs(views, *lines),
        )


def _method_paragraphs(name: str, count: int) -> Iterable[str]:
    # With estimates something else is missing than without.
    return [f"method-{name}-{n}" for n in range(1, count + 1)] or [f"method-{name}-2"]


def _method_sections(views: Views) -> dict[str, int]:
    """Return the sections of what this release holds, and how many paragraphs each has."""
    sections = dict(METHOD)
    if _estimated(views):
        # Nothing is said here of rules that this release has no use for.
        unused = () if views.dossier.record.claims else OF_CLAIMS
        sections = {name: n for name, n in sections.items() if name not in (*unused, "missing")}
        return {**sections, **_linked(views), "estimates": 2, "missing": 0}
    return {**_linked(views), **sections}


def _linked(views: Views) -> dict[str, int]:
    """Return the section about linking, where lists were linked."""
    return {"linked": 2} if PERSONS_ID in views.numbers else {}


def _estimated(views: Views) -> list[Numbers]:
    return [one for one in views.numbers.values() if one.kind == KIND]


def _attack(views: Views) -> Iterable[Section]:
    text = views.words.text
    weak = list(_weak_points(views))
    if weak:
        yield Section(key="weak", heading=text("attack-weak"), lines=weak, rows=True)
    kinds = [kind for kind in KINDS if any(n.kind == kind for n in views.numbers.values())]
    yield Section(
        key="kinds",
        heading=text("attack-kinds"),
        lines=[
            Markup("<strong>{}</strong>: {}").format(
                views.words.label("figure_kinds", kind), views.words.html(f"falsify-{kind}")
            )
            for kind in kinds
        ],
    )
    yield Section(
        key="how",
        heading=text("attack-how"),
        lines=_paragraphs(views, *(f"attack-how-{one}" for one in _how(views))),
    )


def _how(views: Views) -> tuple[str, ...]:
    linked = tuple(_linked(views))
    if not _estimated(views):
        return (*HOW, *linked)
    spoken = HOW if views.dossier.record.claims else ("verify",)
    return (*spoken, "estimate", *linked)


def _weak_points(views: Views) -> Iterable[Markup]:
    record, link, line = views.dossier.record, views.quotes.link, views.claim_line
    spoken = [claim for claim in record.claims if claim.id not in record.sentences]
    reasons = left_out(record)
    copied = ("quoted_by_others", "copy")
    said = views.said()
    weak: Mapping[str, list[Markup]] = {
        "attack-one-origin": [
            views.sentence(one) for one in said if one.part("independent_origins") == 1
        ],
        "attack-unconfirmed": [
            line(other["claim"]) for one in said for other in one.detail["unconfirmed"]
        ],
        "attack-unexplained": [
            Markup("{} – {}").format(link(pair.a), link(pair.b))
            for pair in differences(record)
            if not pair.explained
        ],
        "attack-disputed": [line(id_) for id_ in reasons if reasons[id_] == "disputed_ground"],
        "attack-residual": [views.sentence(one) for one in views.by_method("ledger.residuals")],
        "attack-no-source": _joined(views, [one.id for one in spoken if not one.address]),
        "attack-quoted": _joined(views, [one.id for one in spoken if one.basis in copied]),
        "attack-raids": _assumed_raids(views),
        "attack-flagged": [
            Markup("{} {}").format(views.sentence(one), reason)
            for one in _estimated(views)
            for reason in estimate.reasons(views, one)
        ],
    }
    for message, lines in weak.items():
        if lines:
            rows = Markup("").join(Markup("<li>{}</li>").format(one) for one in lines)
            yield Markup("{}<ul>{}</ul>").format(views.words.text(message), rows)
    if record.relations:
        yield views.words.html("attack-editor")
    if record.claims:
        yield views.words.html("attack-selection")


def _joined(views: Views, ids: Iterable[str]) -> list[Markup]:
    """Return links to several statements as one line, or nothing."""
    links = [views.quotes.link(id_) for id_ in ids]
    return [Markup(", ").join(links)] if links else []


def _assumed_raids(views: Views) -> list[Markup]:
    settings = views.dossier.settings
    if settings.raid_size is None or settings.rho is None or not views.dossier.official:
        return []
    return [views.words.html("assume-raids", size=settings.raid_size, rho=settings.rho)]


def _commands(views: Views) -> list[str]:
    tables = [table for table in views.dossier.tables if len(table.lists) >= FEWEST_LISTS]
    lines = [estimate_command(table, views.dossier, "data") for table in tables]
    return [*lines, "vittne build data --out ../again"]


def _verify(views: Views) -> Iterable[Section]:
    text = views.words.text
    yield Section(
        key="run",
        heading=text("verify-run"),
        paragraphs=_paragraphs(views, "verify-run-1", "verify-run-2"),
        commands=["python3 -I -S verify.pyz"],
    )
    yield Section(
        key="hash",
        heading=text("verify-hash"),
        paragraphs=_paragraphs(views, "verify-hash-1", "verify-hash-2"),
        commands=["sha256sum MANIFEST.sha256", "python3 -I -S verify.pyz . --expect SHA256"],
    )
    yield Section(
        key="own",
        heading=text("verify-own"),
        paragraphs=_paragraphs(views, "verify-own-1"),
        commands=["vittne verify . --expect SHA256"],
    )
    yield Section(
        key="hand",
        heading=text("verify-hand"),
        paragraphs=_paragraphs(views, "verify-hand-1"),
        commands=["sha256sum --check MANIFEST.sha256"],
    )
    if _estimated(views):
        yield Section(
            key="recompute",
            heading=text("estimate-recompute-heading"),
            paragraphs=_paragraphs(views, "estimate-recompute"),
            commands=_commands(views),
        )
    yield Section(
        key="data",
        heading=text("verify-data"),
        paragraphs=_paragraphs(views, "verify-data-1"),
        lines=[
            Markup('<a href="{}../data/{}">{}</a>').format(views.home, name, name)
            for name in ("figures.json", "datapackage.json", "ro-crate-metadata.json")
        ],
    )
