"""The pages that are only text: what may not be said, method, attack, check."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from vittne.ledger import differences, drifts, left_out
from vittne.release.pages import estimate
from vittne.release.pages.figure import falsify
from vittne.release.pages.views import Context, Views
from vittne.verify.disclosed import TOGETHER
from vittne.verify.estimates import KIND, UNSEEN, estimate_command
from vittne.verify.figures import KINDS, Numbers
from vittne.verify.linked import LISTED_ID, PERSONS_ID
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
    steps: Sequence[tuple[Markup, Sequence[str]]] = ()


def texts(views: Views, name: str) -> Context:
    """Sections of the pages ``limits``, ``method``, ``corrections``, ``attack`` and ``verify``."""
    build: Mapping[str, Callable[[Views], Iterable[Section]]] = {
        "limits": _limits,
        "method": _method,
        "corrections": _corrections,
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
    audited = ("audited",) if views.standing.audit is not None else ()
    if not _estimated(views):
        return (*GENERAL, *audited)
    spoken = GENERAL[1:] if views.dossier.record.claims else ()
    return ("estimate", "side", *spoken, *audited)


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
    """Return the sections about linking and what follows from it, where lists were linked."""
    return {"linked": 2, "protected": 1, "audited": 1} if PERSONS_ID in views.numbers else {}


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
        lines=[_falsified(views, kind) for kind in kinds],
    )
    yield Section(
        key="how",
        heading=text("attack-how"),
        lines=_paragraphs(views, *(f"attack-how-{one}" for one in _how(views))),
    )
    yield Section(
        key="steps",
        heading=text("attack-steps"),
        steps=[
            (views.words.html(f"attack-steps-{n}"), commands)
            for n, commands in _steps(views).items()
        ],
    )
    if LISTED_ID in views.numbers:
        yield Section(
            key="list",
            heading=text("attack-list"),
            paragraphs=_paragraphs(views, *(f"attack-list-{n}" for n in (1, 2, 3))),
        )


def _falsified(views: Views, kind: str) -> Markup:
    """Say what would falsify the figures of a kind."""
    found = [falsify(one) for one in views.numbers.values() if one.kind == kind]
    said = Markup(" ").join(views.words.html(message) for message in dict.fromkeys(found))
    return Markup("<strong>{}</strong>: {}").format(views.words.label("figure_kinds", kind), said)


PREVIOUS = "python3 -I -S verify.pyz . --previous ../OLD"
CHECK = "python3 -I -S verify.pyz . --expect SHA256"
AGAIN = "vittne build data --out ../again"


def _steps(views: Views) -> dict[int, list[str]]:
    """Return the commands of each step of an attack, in their order."""
    older = {3: [PREVIOUS]} if views.standing.supersedes else {}
    go = [*_go(views), *_go_on(views)]
    return {1: [], 2: ["sha256sum MANIFEST.sha256", CHECK], **older, 4: go, 5: [AGAIN]}


def _go(views: Views) -> list[str]:
    """Return the commands by which Go's own packages check the logs."""
    keys = views.standing.keys
    checks = [("claims", key) for key in keys[:1]] + [("list", key) for key in keys[1:]]
    return [
        "sudo apt-get install golang-go golang-golang-x-mod-dev",
        "export GO111MODULE=off GOPATH=/usr/share/gocode",
        *(f"go run verify/check_log.go log '{key}' log/{name}" for name, key in checks),
    ]


def _go_on(views: Views) -> list[str]:
    """Return the commands that print what the log says, and hold it against an older one."""
    run = "go run verify/check_log.go"
    lines = [f"{run} proof '{key}' log/claims log/proofs/*.txt" for key in views.standing.keys[:1]]
    if views.standing.supersedes:
        lines += [
            f"{run} appended '{key}' ../OLD/log/claims log/claims"
            for key in views.standing.keys[:1]
        ]
    return lines


def _corrections(views: Views) -> Iterable[Section]:
    text, html, standing = views.words.text, views.words.html, views.standing
    yield Section(
        key="number",
        heading=text("corrections-number"),
        paragraphs=[html("corrections-number-1", number=standing.number)],
        commands=[standing.supersedes],
    )
    found = standing.corrected
    if found is not None:
        said = html("corrections-people-1", before=found.before, now=found.now)
        yield Section(key="people", heading=text("corrections-people"), paragraphs=[said])
        yield Section(
            key="what",
            heading=text("corrections-what"),
            paragraphs=_paragraphs(views, "corrections-hidden"),
            lines=[_kind(views, kind, reasons) for kind, reasons in found.counts.items()]
            or _paragraphs(views, "corrections-none"),
        )
    yield Section(
        key="log",
        heading=text("corrections-log"),
        paragraphs=_paragraphs(
            views, "corrections-log-1", *(["corrections-erased"] if standing.listed else [])
        ),
        commands=[PREVIOUS],
    )


def _kind(views: Views, kind: str, reasons: Mapping[str, int]) -> Markup:
    words = views.words
    if (together := reasons.get(TOGETHER)) is not None:
        fewer = "-fewer" if together < 0 else ""
        return words.html(f"corrections-{kind}{fewer}", n=abs(together))
    label = words.label("correction_kinds", kind)
    said = words.html("corrections-line", kind=label, n=sum(reasons.values()))
    lines = (
        Markup("<li>{}</li>").format(
            words.html(
                "corrections-reason", reason=words.label("correction_reasons", reason), n=count
            )
        )
        for reason, count in reasons.items()
    )
    return Markup("{}<ul>{}</ul>").format(said, Markup("").join(lines))


def _how(views: Views) -> tuple[str, ...]:
    linked = PERSONS_ID in views.numbers
    estimated = _estimated(views)
    spoken = HOW if views.dossier.record.claims or not estimated else ("verify",)
    again = ("estimate",) if any(one.method not in UNSEEN for one in estimated) else ()
    return (*spoken, *again, *(("linked",) if linked else ()))


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


def _logs(views: Views) -> Iterable[Section]:
    """Say how the logs are checked."""
    text, html, standing = views.words.text, views.words.html, views.standing
    if not standing.keys:
        return
    listed = standing.listed
    said = _paragraphs(views, "verify-logs-1", "verify-logs-2")
    if listed is not None:
        root = Markup("<code>{}</code>").format(listed.root.hex())
        said.append(html("verify-logs-3", n=listed.size, root=root))
    yield Section(
        key="logs", heading=text("verify-logs"), paragraphs=said, commands=standing.keys[:1]
    )
    if standing.supersedes:
        yield Section(
            key="previous",
            heading=text("verify-previous"),
            paragraphs=_paragraphs(views, "verify-previous-1"),
            commands=[PREVIOUS],
        )
    yield Section(
        key="go",
        heading=text("verify-go"),
        paragraphs=_paragraphs(views, "verify-go-1"),
        commands=_go(views),
    )
    if standing.audit is not None:
        yield Section(
            key="draw",
            heading=text("verify-draw"),
            paragraphs=_paragraphs(views, "verify-draw-1"),
            commands=["vittne audit check-beacon log/audit.json"],
        )


def _recompute(views: Views) -> str:
    """Return what is said of computing estimates again: of some there is not all that it takes."""
    unseen = all(one.method in UNSEEN for one in _estimated(views))
    return "estimate-recompute-unseen" if unseen else "estimate-recompute"


def _commands(views: Views) -> list[str]:
    tables = [table for table in views.dossier.tables if len(table.lists) >= FEWEST_LISTS]
    lines = [estimate_command(table, views.dossier, "data") for table in tables]
    return lines


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
        commands=["sha256sum MANIFEST.sha256", CHECK],
    )
    yield from _logs(views)
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
            paragraphs=_paragraphs(views, _recompute(views)),
            commands=_commands(views),
        )
    yield Section(
        key="again",
        heading=text("verify-again"),
        paragraphs=_paragraphs(views, "verify-again-1"),
        commands=[AGAIN],
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
