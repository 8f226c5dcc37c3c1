"""What each page shows, in one language: rows for its template."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from markupsafe import Markup, escape

from vittne.dossier import Dossier
from vittne.ledger import (
    Difference,
    denials,
    differences,
    drifts,
    find_remarks,
    left_out,
    residuals,
)
from vittne.release.drawings import Drawings
from vittne.release.quotes import Quotes
from vittne.release.sentences import scope, sentence
from vittne.release.words import Words, marked
from vittne.terms.codes import code_list
from vittne.verify.figures import KINDS, Figure, Numbers

DEATHS = "persons_killed"
"""What a reader looks for first."""

SYMBOLS = {
    "contradicted": "✕",
    "supported": "●",
    "supported_elsewhere": "◐",
    "undecided": "○",
    "found": "■",
    "not_found": "□",
}
"""A sign beside each verdict's word: told apart without colour, passed over when read aloud."""

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

SHEET_LINES = 5
"""How many statements a printed sheet has room for."""

Context = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of a page that is only text."""

    key: str
    heading: str
    paragraphs: Sequence[Markup] = ()
    lines: Sequence[Markup] = ()
    commands: Sequence[str] = ()
    rows: bool = False


@dataclass(frozen=True)
class Views:
    """Everything that the pages of one language show.

    Parameters
    ----------
    figures : sequence of Figure
        As read from ``figures.json``: the only source of published numbers.
    dossier : Dossier
        What others said.
    words : Words
    home : str
        Relative address of the language's folder from the page.
    """

    figures: Sequence[Figure]
    dossier: Dossier
    words: Words
    home: str
    quotes: Quotes = field(init=False)
    drawings: Drawings = field(init=False)

    def __post_init__(self) -> None:
        quotes = Quotes(self.dossier, self.words, self.home)
        object.__setattr__(self, "quotes", quotes)
        object.__setattr__(self, "drawings", Drawings(self.dossier, self.figures, quotes))

    @cached_property
    def _numbers(self) -> Mapping[str, Numbers]:
        return {figure.id: figure.numbers for figure in self.figures}

    def _by_method(self, method: str) -> list[Numbers]:
        return [one for one in self._numbers.values() if one.method == method]

    def sentence(self, numbers: Numbers) -> Markup:
        """Return a figure's sentence as HTML."""
        return marked(sentence(self.words, numbers, self.dossier))

    def _row(self, numbers: Numbers, **more: Any) -> dict[str, Any]:
        return {"id": numbers.id, "sentence": self.sentence(numbers), **more}

    # The front page

    def root(self) -> dict[str, Any]:
        """The few sentences that the very first page says."""
        said = [one for one in self._said() if one.unit == DEATHS] or self._said()[:2]
        lines = [
            Markup("{} {}").format(self.sentence(one), self._origins(one)) for one in said
        ]
        for pair in self.pairs()[:1]:
            lines.append(self.words.html("root-silence", observed=pair["short"]))
        return {
            "language": self.words.language,
            "title": self.quotes.title().html,
            "sentences": lines,
            "link": self.words.text("root-link"),
        }

    def start(self) -> Context:
        """Rows of the front page."""
        said = self._said()
        first = [one for one in said if one.unit == DEATHS] or said[:2]
        return {
            "title": self.quotes.title().html,
            "answers": [self._answer(one) for one in first],
            "counts": [
                self._row(one, origins=self._origins(one, "origins-short"))
                for one in said
                if one not in first
            ],
            "sentences": [self._judged(one) for one in self._by_method("ledger.verdicts")],
            "pairs": self.pairs(),
            "offices": [
                self.quotes.reference(f"official/{row.index}")
                for row in self.dossier.official
                if row.complaints is not None
            ],
            "denials_picture": self.drawings.denials(),
            "lists": [self._row(one) for one in self._listed()],
            "has_claims": bool(self.dossier.record.claims),
        }

    def _said(self) -> list[Numbers]:
        """What may be said, in the order in which the code list names the units."""
        order = {unit: position for position, unit in enumerate(code_list("units").codes)}
        found = self._by_method("ledger.may_be_said")
        return sorted(found, key=lambda one: order.get(one.unit, len(order)))

    def _listed(self) -> list[Numbers]:
        return self._by_method("lists.records") + self._by_method("tables.sum")

    def _origins(self, numbers: Numbers, message: str = "origins-count") -> Markup:
        return self.words.html(message, n=self.words.figure(numbers, "independent_origins"))

    def _answer(self, numbers: Numbers) -> dict[str, Any]:
        unconfirmed = [one["claim"] for one in numbers.detail["unconfirmed"]]
        claims = [claim for claim in numbers.rests_on if claim not in unconfirmed]
        return self._row(
            numbers,
            origins=self._origins(numbers),
            claims=self.quotes.views(claims),
            unconfirmed=self.quotes.views(unconfirmed),
        )

    def _judged(self, numbers: Numbers) -> dict[str, Any]:
        claim = self.quotes.claims[numbers.rests_on[0]]
        beside = (*numbers.rests_on[1:], *numbers.detail["beside"])
        verdict = str(numbers.value)
        return self._row(
            numbers,
            claim=self.quotes.view(claim),
            words=self.quotes.claim_words(claim).html,
            code=verdict,
            verdict=self.words.label("verdicts", verdict),
            symbol=SYMBOLS[verdict],
            why=self.words.html(f"why-{numbers.part('rule')}"),
            readings=self.quotes.readings(claim.id),
            beside=[self._beside(key) for key in beside],
            needed=self._needed(numbers),
        )

    def _needed(self, numbers: Numbers) -> list[Markup]:
        if numbers.detail["readings"]:
            return [self.words.html("need-reading")]
        lacking: dict[str, list[Markup]] = {}
        for need in numbers.detail["needed"]:
            lacking.setdefault(need["code"], []).append(self._short(need["evidence"]))
        return [
            self.words.html(f"need-{code}", evidence=Markup("; ").join(lacking[code]))
            for code in sorted(lacking)
        ]

    def _short(self, key: str) -> Markup:
        if key in self.quotes.claims:
            return self.quotes.link(key)
        table, _, row = key.partition("/")
        if table == "reporting":
            survey = next(one for one in self.dossier.reporting if one.id == row)
            return Markup("{}, {}").format(self.quotes.text(survey, "who").html, survey.year)
        poll = next(one for one in self.dossier.polls if one.id == row)
        return Markup("{}, {}").format(
            self.quotes.text(poll, "pollster").html, self.words.period(poll.fieldwork)
        )

    def _beside(self, key: str) -> Markup:
        """One thing that stands beside a sentence: a survey with its figure, or a statement."""
        table, slash, row = key.partition("/")
        if not slash:
            return self._claim_line(key)
        id_ = f"not-reported-{row}" if table == "reporting" else f"poll-{row}"
        numbers = self._numbers[id_]
        line = self.sentence(numbers)
        interval = self._percent_interval(numbers)
        if interval:
            line += Markup(" ({})").format(interval)
        elif table == "reporting":
            line += Markup(" ") + self._published(row)
        else:
            line += Markup(" ") + self._poll_remark(row)
        return line + Markup(' <a href="{}figures/{}/index.html">{}</a>').format(
            self.home, id_, self.words.text("figure-link")
        )

    def _percent_interval(self, numbers: Numbers) -> Markup:
        if numbers.interval is None or numbers.value is None:
            return Markup("")
        low, high = (self.words.figure(numbers, end) for end in ("low", "high"))
        return self.words.html("survey-interval", low=low, high=high)

    def _published(self, survey: str) -> Markup:
        row = next(one for one in self.dossier.reporting if one.id == survey)
        if row.share_pct is None and row.share_high_pct is None:
            return self.words.html("not-published")
        if row.share_pct is None:
            return self.words.html("survey-published-most", high=row.share_high_pct)
        if row.share_high_pct is not None:
            return self.words.html(
                "survey-published-range", share=row.share_pct, high=row.share_high_pct
            )
        return self.words.html("survey-published", share=row.share_pct)

    def _poll_remark(self, poll: str) -> Markup:
        row = next(one for one in self.dossier.polls if one.id == poll)
        parts = []
        if row.share_pct is not None:
            parts.append(self.words.html("evidence-published-share", share=row.share_pct) + ".")
        if row.group_n is None:
            parts.append(self.words.html("poll-no-group_n"))
        return Markup(" ").join(parts)

    # Silence

    def pairs(self) -> list[dict[str, Any]]:
        """Each documented count beside the answer that speaks of it, with its bounds.

        The pairs with the most complaints known come first: the latest answer, as a rule,
        and the weakest bound.
        """
        found = [self._pair(one) for one in self._by_method("silence.observed")]
        return sorted(found, key=lambda pair: (-pair["documented"], pair["id"]))

    def _pair(self, observed: Numbers) -> dict[str, Any]:
        base = observed.id.removeprefix("without-complaint-")
        alone = self._numbers[f"unregistered-{base}"]
        raids = self._numbers.get(f"unregistered-in-raids-{base}")
        counts = {
            name: self.words.figure(observed, name) for name in ("documented", "complaints")
        }
        documented, official = (key.partition("/")[2] for key in observed.rests_on)
        count = self.dossier.documented[int(documented) - 1]
        unit = self.words.label("units", observed.scope.acts[0])
        bounds = {"alone": self.words.figure(alone)}
        if raids is not None:
            bounds["raids"] = self.words.figure(raids)
        bound_message = "short-bounds" if raids is not None else "short-bound-alone"
        return self._row(
            observed,
            documented=count.count,
            heading=f"{unit[:1].upper()}{unit[1:]}: {scope(self.words, observed)}",
            observed=self.words.html("short-observed", **counts),
            short=self.words.text("short-observed", **counts),
            without=self.words.html(
                "short-without",
                n=self.words.figure(observed),
                unit=f"{unit[:1].upper()}{unit[1:]}",
                scope=scope(self.words, observed),
            ),
            bounds=self.words.html(bound_message, **bounds),
            alone=self.sentence(alone),
            raids=self.sentence(raids) if raids is not None else "",
            note=self.quotes.text(count, "note").html,
            answer=self.quotes.reference(f"official/{official}"),
            alone_id=alone.id,
        )

    def silence(self) -> Context:
        """Rows of the page on silence."""
        return {
            "answers": [self._official(index) for index in range(len(self.dossier.official))],
            "documented": [self._documented(one) for one in self.dossier.documented],
            "pairs": self.pairs(),
            "fits": self._fits(),
            "plane": self.drawings.plane(),
            "surveys_picture": self.drawings.surveys(),
            "surveys": [self._survey(one) for one in self.dossier.reporting],
            "polls": [self._poll(one) for one in self.dossier.polls],
        }

    def _official(self, index: int) -> list[Markup | str]:
        row = self.dossier.official[index]
        complaints = (
            self.words.text("no-number-given")
            if row.complaints is None
            else self.words.number(row.complaints)
        )
        return [
            self.words.period(row.date),
            self.quotes.text(row, "office").html,
            self.words.label("denial_forms", row.form) if row.form else "",
            complaints,
            self.words.period(row.period),
            self.words.place(row.place) if row.place else "",
            self.quotes.text(row, "note").html,
            self._source(row.address),
        ]

    def _documented(self, row: Any) -> list[Markup | str]:
        return [
            self.words.period(row.date),
            self.words.label("units", row.unit),
            self.words.number(row.count),
            self.words.period(row.period),
            self.words.place(row.place) if row.place else "",
            self.quotes.text(row, "note").html,
            self._source(row.address),
        ]

    def _fits(self) -> list[dict[str, Any]]:
        found = self._by_method("silence.compatible_victims")
        found.sort(key=lambda one: str(one.part("share_pct")).zfill(8))
        return [self._row(one, raids=self._fits_in_raids(one)) for one in found]

    def _fits_in_raids(self, numbers: Numbers) -> Markup:
        names = {check.name for check in numbers.checks if check.value is not None}
        if "victims_in_raids" not in names:
            return Markup("")
        return self.words.html("fits-in-raids", n=self.words.figure(numbers, "victims_in_raids"))

    def _survey(self, row: Any) -> list[Markup | str]:
        numbers = self._numbers[f"not-reported-{row.id}"]
        return [
            self.quotes.text(row, "who").html,
            self.words.period(row.year),
            Markup("{}; {}; {}").format(
                self.words.place(row.place),
                self.quotes.text(row, "population").html,
                self.quotes.text(row, "reported_to").html,
            ),
            self._survey_result(numbers, row.id),
            self.quotes.text(row, "kind_of_sample").html,
            self._source(row.address),
        ]

    def _survey_result(self, numbers: Numbers, survey: str) -> Markup:
        if numbers.value is None:
            return self._published(survey) + self._about(numbers.id)
        return (
            Markup("{} ").format(self.sentence(numbers))
            + self._survey_counts(numbers)
            + Markup(" ({})").format(self._percent_interval(numbers))
            + self._about(numbers.id)
        )

    def _survey_counts(self, numbers: Numbers) -> Markup:
        reported, low, high = (
            self.words.figure(numbers, part) for part in ("reported", "asked_low", "asked_high")
        )
        if numbers.part("asked_low") == numbers.part("asked_high"):
            return self.words.html("survey-count", reported=reported, asked=low)
        return self.words.html("survey-counts", reported=reported, low=low, high=high)

    def _about(self, id_: str) -> Markup:
        return Markup(' <a href="{}figures/{}/index.html">{}</a>').format(
            self.home, id_, self.words.text("figure-link")
        )

    def _poll(self, row: Any) -> list[Markup | str]:
        numbers = self._numbers[f"poll-{row.id}"]
        share: Markup | str
        if numbers.value is None:
            share = self._poll_remark(row.id)
        else:
            share = Markup("{} ({})").format(
                self.words.html("percent", n=self.words.figure(numbers)),
                self._percent_interval(numbers),
            )
        return [
            self.quotes.text(row, "pollster").html,
            self.words.period(row.fieldwork),
            Markup("{}: {}").format(
                self.quotes.text(row, "question").html, self.quotes.text(row, "answer").html
            ),
            self.quotes.text(row, "group").html,
            share,
            self._half(numbers),
            self._source(row.address),
        ]

    def _half(self, numbers: Numbers) -> Markup:
        word = self.words.html(f"poll-{numbers.part('more_than_half')}")
        if numbers.part("smallest_n") is None or numbers.part("more_than_half") != "undecided":
            return word + self._about(numbers.id)
        smallest = self.words.html("poll-smallest", n=self.words.figure(numbers, "smallest_n"))
        return Markup("{}. {}").format(word, smallest) + self._about(numbers.id)

    def _source(self, address: str) -> Markup:
        if not address:
            return escape(self.words.text("source-none"))
        return Markup('<a href="{}" rel="noreferrer noopener">{}</a>').format(
            address, self.words.text("source-link")
        )

    # Statements

    def claims(self) -> Context:
        """Rows of the page of statements."""
        found = differences(self.dossier.record)
        groups = self._groups()
        shown: dict[str, Any] = {
            "claim_counts": [self._row(self._numbers[id_]) for id_ in COUNTS if self._there(id_)],
            "timeline": self.drawings.timeline(),
            "graph": self.drawings.graph(),
            "unexplained": [self._difference(one) for one in found if not one.explained],
            "explained": [self._difference(one) for one in found if one.explained],
            "drifts": self._drifts(),
            "residuals": self._residuals(),
            "attributions": [self._attributed(o) for o in self._by_method("ledger.attributions")],
            "attribution_picture": self.drawings.attribution(),
            "denials": self._denials(),
            "denials_picture": self.drawings.denials(),
            "groups": groups,
            "remarks": self.remarks(),
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
            *((key, self.words.text(heading)) for key, heading, there in contents if there),
            *((group["key"], group["heading"]) for group in groups),
        ]
        return shown

    def _there(self, id_: str) -> bool:
        return id_ in self._numbers and bool(self._numbers[id_].value)

    def remarks(self) -> list[Markup]:
        """What an editor should look at."""
        return [
            self.words.html(
                "remark-line",
                claims=", ".join(remark.claims),
                remark=self.words.label("remarks", remark.code),
            )
            for remark in find_remarks(self.dossier.record)
        ]

    def _difference(self, one: Difference) -> dict[str, Any]:
        steps = [
            self.quotes.relation(
                step.source, step.kind, step.target, self.quotes.text(step, "reason")
            )
            for step in one.chain
        ]
        return {
            "a": self.quotes.view(self.quotes.claims[one.a]),
            "b": self.quotes.view(self.quotes.claims[one.b]),
            "conflict": one.conflict,
            "chain": Markup("; ").join(steps),
        }

    def _drifts(self) -> list[list[Markup]]:
        rows = []
        for one in drifts(self.dossier.record):
            if one.numberless:
                what = "drift-numberless"
            elif one.difference is None or one.difference == 0:
                what = "drift-same"
            else:
                what = "drift-more" if one.difference > 0 else "drift-less"
            ends = (self._claim_line(id_) for id_ in (one.source, one.retelling))
            rows.append([*ends, self.words.html(what)])
        return rows

    def _residuals(self) -> list[dict[str, Any]]:
        rows = []
        by_claim = {one.rests_on[0]: one for one in self._by_method("ledger.residuals")}
        for residual in residuals(self.dossier.record):
            rows.append(
                self._row(
                    by_claim[residual.claim],
                    claim=self.quotes.view(self.quotes.claims[residual.claim]),
                    note=self.words.html("residual-note"),
                    parts=[
                        [self.quotes.text(part, "part").html, self.words.number(part.count)]
                        for part in residual.parts
                    ],
                )
            )
        return rows

    def _attributed(self, numbers: Numbers) -> dict[str, Any]:
        disputed = any(check.ok is False for check in numbers.checks)
        row = self._row(numbers)
        if disputed:
            row["sentence"] += Markup(" ") + self.words.html("grounds-disputed")
        return row

    def _denials(self) -> list[dict[str, Any]]:
        sentences = set(self.dossier.record.sentences)
        rows = []
        for one in denials(self.dossier.record):
            if one.claim in sentences:
                continue
            near = [other for other in one.denies if other.related or other.same_unit]
            rows.append(
                {
                    "claim": self.quotes.view(self.quotes.claims[one.claim]),
                    "form": self.words.label("denial_forms", one.form) if one.form else "",
                    "known": self.quotes.views(o.claim for o in near if o.known_by_then),
                    "later": self.quotes.views(o.claim for o in near if not o.known_by_then),
                }
            )
        return rows

    def _groups(self) -> list[dict[str, Any]]:
        """All statements: by what they count, then those without a count, denials, sentences."""
        record = self.dossier.record
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
        counts = {one.scope.acts[0]: one for one in self._by_method("ledger.counts") if one.scope.acts}
        rows = []
        for number, key in enumerate(ordered, start=1):
            heading = (
                self.words.text(key)
                if key in last
                else self.words.text("group-of-unit", unit=self.words.label("units", key))
            )
            rows.append(
                {
                    "key": f"group-{number}",
                    "heading": heading,
                    "origins": self.sentence(counts[key]) if key in counts else "",
                    "claims": self.quotes.views(groups[key]),
                }
            )
        return rows

    # Figures

    def figures_index(self) -> Context:
        """Rows of the list of all figures, by kind."""
        groups = []
        for kind in KINDS:
            found = [one for one in self._numbers.values() if one.kind == kind]
            if found:
                groups.append(
                    {
                        "key": kind.replace("_", "-"),
                        "heading": self.words.label("figure_kinds", kind),
                        "meaning": self.words.html(f"kind-{kind}"),
                        "figures": [self._row(one) for one in found],
                    }
                )
        return {"groups": groups}

    def figure(self, figure: Figure) -> Context:
        """Rows of a figure's own page and of its sheet."""
        numbers = figure.numbers
        unconfirmed = [one["claim"] for one in numbers.detail.get("unconfirmed", ())]
        rests_on = [key for key in numbers.rests_on if key not in unconfirmed]
        lines = [self.quotes.reference(key) for key in rests_on]
        more = len(lines) - SHEET_LINES
        label = self.words.label
        row = {
            "id": numbers.id,
            "sentence": self.sentence(numbers),
            "refusal": self.words.html("refused") if numbers.value is None else "",
            "lines": self._lines(numbers),
            "rests_on": lines,
            "short_rests_on": [
                Markup("{}{}").format(line, self._printed_address(key))
                for line, key in zip(lines[:SHEET_LINES], rests_on, strict=False)
            ],
            "more_rests_on": self.words.html("sheet-more", n=more) if more > 0 else "",
            "unconfirmed": self.quotes.views(unconfirmed),
            "kind": label("figure_kinds", numbers.kind),
            "meaning": self.words.html(f"kind-{numbers.kind}"),
            "unit": self.words.unit(numbers.unit),
            "place": self.words.place(numbers.scope.place) if numbers.scope.place else "",
            "period": self.words.period(numbers.scope.period),
            "grounds": self.words.labels("grounds", numbers.scope.grounds),
            "interval": self._interval(numbers),
            "method": self.words.html("method-" + numbers.method.replace(".", "-")),
            "assumptions": self._assumptions(numbers),
            "falsify": self.words.html(f"falsify-{numbers.kind}"),
            "may_not": self._may_not(numbers),
            "checks": [self._check(numbers, check.name) for check in numbers.checks],
            "inputs": [
                [Markup("<code>{}</code>").format(path), Markup('<code>{}</code>').format(digest)]
                for path, digest in figure.inputs.items()
            ],
            "software": self.words.html(
                "software-line",
                name=figure.software["name"],
                version=figure.software["version"],
            ),
        }
        return {"figure": row, "strip": self.drawings.strip(numbers)}

    def _printed_address(self, key: str) -> Markup:
        """Return the source's address as text, for paper."""
        claim = self.quotes.claims.get(key)
        if claim is None or not claim.address:
            return Markup("")
        return Markup('<br><span class="hash">{}</span>').format(claim.address)

    def _lines(self, numbers: Numbers) -> list[Markup]:
        """What the sentence leaves unsaid and a reader must know."""
        method = numbers.method
        if method == "ledger.may_be_said":
            return [self._origins(numbers)]
        if method == "ledger.verdicts":
            claim = self.quotes.claims[numbers.rests_on[0]]
            judged = self._judged(numbers)
            words = Markup("<q>{}</q>").format(self.quotes.claim_words(claim).html)
            return [words, judged["why"], *judged["readings"], *judged["needed"]]
        if method == "ledger.residuals":
            return [self.words.html("residual-note")]
        if method == "silence.compatible_victims":
            return [line for line in (self._fits_in_raids(numbers),) if line]
        if method == "silence.reporting_share":
            survey = numbers.rests_on[0].partition("/")[2]
            if numbers.value is None:
                return [self._published(survey)]
            return [self._survey_counts(numbers)]
        if method == "silence.judge_poll" and numbers.value is None:
            return [self._poll_remark(numbers.rests_on[0].partition("/")[2])]
        return []

    def _interval(self, numbers: Numbers) -> Markup:
        interval = numbers.interval
        if interval is None:
            return Markup("")
        ends = {
            end: self.words.figure(numbers, end)
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
        text = self.words.html(f"interval-{name}", **ends)
        if interval.level is None:
            return text
        level = self.words.number(round(interval.level * 100, 6))
        said = self.words.html("interval-level", interval=text, level=level)
        return said + Markup(". ") + self.words.html("interval-rounded")

    def _assumptions(self, numbers: Numbers) -> list[Markup]:
        html, settings = self.words.html, numbers.settings
        lines: list[Markup] = []
        if numbers.method == "ledger.may_be_said":
            lines.append(html("assume-documented"))
        if numbers.method == "ledger.verdicts":
            lines.append(html("assume-verdict"))
        if numbers.method == "silence.registered_share":
            lines += [html("assumption-product"), html("assumption-complainant")]
            if settings.get("raid_size") is None:
                lines.append(html("assumption-independent"))
        if settings.get("raid_size") is not None:
            lines.append(
                html("assume-raids", size=settings["raid_size"], rho=settings["rho"])
            )
        if settings.get("design_effect") is not None:
            lines.append(html("assume-design", effect=settings["design_effect"]))
        return lines

    def _may_not(self, numbers: Numbers) -> list[Markup]:
        lines = [f"may-not-{numbers.kind}"]
        if numbers.method == "ledger.may_be_said":
            lines.append("may-not-add")
            checks = {check.name: check.ok for check in numbers.checks}
            if checks["independent_origins"] is False:
                lines.append("may-not-independent")
            if checks["larger_figures_unconfirmed"] is False:
                lines.append("may-not-larger")
        return [self.words.html(line) for line in lines]

    def _check(self, numbers: Numbers, name: str) -> list[Markup | str]:
        check = next(one for one in numbers.checks if one.name == name)
        ok = {True: "ok-true", False: "ok-false", None: "ok-none"}[check.ok]
        shown: Markup | str
        if check.value is None:
            shown = "–"
        elif isinstance(check.value, str):
            shown = self._check_word(name, check.value)
        else:
            shown = self.words.html("value", n=self.words.figure(numbers, name))
        return [self.words.text(f"check-{name}"), shown, self.words.text(ok)]

    def _check_word(self, name: str, value: str) -> Markup | str:
        if name == "more_than_half":
            return self.words.text(f"poll-{value}")
        if name == "ground_undisputed":
            none = value == "not_stated"
            return self.words.text("hand-none") if none else self.words.label("hands", value)
        return Markup("<code>{}</code>").format(value)

    # Pages that are only text

    def texts(self, name: str) -> Context:
        """Sections of the pages ``limits``, ``method``, ``attack`` and ``verify``."""
        build: Mapping[str, Callable[[], Iterable[Section]]] = {
            "limits": self._limits,
            "method": self._method,
            "attack": self._attack,
            "verify": self._verify,
        }
        return {"sections_of_text": list(build[name]())}

    def _paragraphs(self, *messages: str) -> list[Markup]:
        return [self.words.html(message) for message in messages]

    def _limits(self) -> Iterable[Section]:
        text = self.words.text
        unconfirmed = []
        for one in self._said():
            for other in one.detail["unconfirmed"]:
                line = self._claim_line(other["claim"])
                instead = Markup("{} {}").format(text("limits-beside"), self.sentence(one))
                unconfirmed.append(Markup("{}<br>{}").format(line, instead))
        if unconfirmed:
            yield Section(
                key="unconfirmed",
                heading=text("limits-unconfirmed"),
                paragraphs=self._paragraphs("limits-unconfirmed-why"),
                lines=unconfirmed,
                rows=True,
            )
        drifted = {one.retelling: one for one in drifts(self.dossier.record)}
        reasons = left_out(self.dossier.record)
        for reason in ("retelling", "disputed_ground", "sample"):
            ids = [id_ for id_, why in reasons.items() if why == reason]
            if reason == "retelling":
                ids = [id_ for id_ in ids if id_ in drifted]
            if ids:
                label = self.words.label("left_out_reasons", reason)
                yield Section(
                    key=reason.replace("_", "-"),
                    heading=label[:1].upper() + label[1:],
                    lines=[self._claim_line(id_) for id_ in ids],
                    rows=True,
                )
        yield Section(
            key="general",
            heading=text("limits-general"),
            lines=self._paragraphs(
                *(f"limits-general-{n}" for n in ("total", "add", "sources", "silence", "denial"))
            ),
        )

    def _method(self) -> Iterable[Section]:
        counts = {
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
        verdicts = ("contradicted", "supported", "elsewhere", "undecided", "found")
        for name, count in counts.items():
            lines = [f"method-verdict-{one}" for one in verdicts] if name == "verdicts" else []
            yield Section(
                key=name,
                heading=self.words.text(f"method-{name}"),
                paragraphs=self._paragraphs(
                    *(f"method-{name}-{number}" for number in range(1, count + 1))
                ),
                lines=self._paragraphs(*lines),
            )

    def _attack(self) -> Iterable[Section]:
        text = self.words.text
        yield Section(
            key="weak", heading=text("attack-weak"), lines=list(self._weak_points()), rows=True
        )
        kinds = [kind for kind in KINDS if any(n.kind == kind for n in self._numbers.values())]
        yield Section(
            key="kinds",
            heading=text("attack-kinds"),
            lines=[
                Markup("<strong>{}</strong>: {}").format(
                    self.words.label("figure_kinds", kind), self.words.html(f"falsify-{kind}")
                )
                for kind in kinds
            ],
        )
        yield Section(
            key="how",
            heading=text("attack-how"),
            lines=self._paragraphs(
                *(f"attack-how-{one}" for one in ("sources", "double", "relations", "verify"))
            ),
        )

    def _weak_points(self) -> Iterable[Markup]:
        record, link, line = self.dossier.record, self.quotes.link, self._claim_line
        spoken = [claim for claim in record.claims if claim.id not in record.sentences]
        reasons = left_out(record)
        copied = ("quoted_by_others", "copy")
        said = self._said()
        weak: Mapping[str, list[Markup]] = {
            "attack-one-origin": [
                self.sentence(one) for one in said if one.part("independent_origins") == 1
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
            "attack-residual": [self.sentence(one) for one in self._by_method("ledger.residuals")],
            "attack-no-source": self._joined(one.id for one in spoken if not one.address),
            "attack-quoted": self._joined(one.id for one in spoken if one.basis in copied),
            "attack-raids": self._assumed_raids(),
        }
        for message, lines in weak.items():
            if lines:
                rows = Markup("").join(Markup("<li>{}</li>").format(one) for one in lines)
                yield Markup("{}<ul>{}</ul>").format(self.words.text(message), rows)
        if record.relations:
            yield self.words.html("attack-editor")
        if record.claims:
            yield self.words.html("attack-selection")

    def _claim_line(self, id_: str) -> Markup:
        return self.quotes.line(self.quotes.claims[id_])

    def _joined(self, ids: Iterable[str]) -> list[Markup]:
        """Return links to several statements as one line, or nothing."""
        links = [self.quotes.link(id_) for id_ in ids]
        return [Markup(", ").join(links)] if links else []

    def _assumed_raids(self) -> list[Markup]:
        settings = self.dossier.settings
        if settings.raid_size is None or settings.rho is None or not self.dossier.official:
            return []
        return [self.words.html("assume-raids", size=settings.raid_size, rho=settings.rho)]

    def _verify(self) -> Iterable[Section]:
        text = self.words.text
        yield Section(
            key="run",
            heading=text("verify-run"),
            paragraphs=self._paragraphs("verify-run-1", "verify-run-2"),
            commands=["python3 -I -S verify.pyz"],
        )
        yield Section(
            key="hash",
            heading=text("verify-hash"),
            paragraphs=self._paragraphs("verify-hash-1", "verify-hash-2"),
            commands=["sha256sum MANIFEST.sha256", "python3 -I -S verify.pyz . --expect SHA256"],
        )
        yield Section(
            key="own",
            heading=text("verify-own"),
            paragraphs=self._paragraphs("verify-own-1"),
            commands=["vittne verify . --expect SHA256"],
        )
        yield Section(
            key="hand",
            heading=text("verify-hand"),
            paragraphs=self._paragraphs("verify-hand-1"),
            commands=["sha256sum --check MANIFEST.sha256"],
        )
        yield Section(
            key="data",
            heading=text("verify-data"),
            paragraphs=self._paragraphs("verify-data-1"),
            lines=[
                Markup('<a href="{}../data/{}">{}</a>').format(self.home, name, name)
                for name in ("figures.json", "datapackage.json", "ro-crate-metadata.json")
            ],
        )
