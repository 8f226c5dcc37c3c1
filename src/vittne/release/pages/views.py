"""What all pages of one language share: their words, quotes, pictures and figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from markupsafe import Markup, escape

from vittne.dossier import Dossier
from vittne.release.drawings import Drawings
from vittne.release.estimates import NONE, Estimates
from vittne.release.quotes import Quotes
from vittne.release.sentences import sentence
from vittne.release.standing import ALONE, Standing
from vittne.release.words import Words, marked
from vittne.terms.codes import code_list
from vittne.verify.figures import Figure, Numbers

Context = Mapping[str, Any]
"""What a template is filled with."""


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
    estimates : Estimates
        From which pictures are drawn.
    standing : Standing
        Number, logs, corrections and audit of the release.
    """

    figures: Sequence[Figure]
    dossier: Dossier
    words: Words
    home: str
    estimates: Estimates = NONE
    standing: Standing = ALONE
    quotes: Quotes = field(init=False)
    drawings: Drawings = field(init=False)

    def __post_init__(self) -> None:
        quotes = Quotes(self.dossier, self.words, self.home)
        object.__setattr__(self, "quotes", quotes)
        object.__setattr__(self, "drawings", Drawings(self.dossier, self.figures, quotes))

    @cached_property
    def numbers(self) -> Mapping[str, Numbers]:
        """The numbers of every figure, by id."""
        return {figure.id: figure.numbers for figure in self.figures}

    def by_method(self, method: str) -> list[Numbers]:
        """Return the figures that a method gave, in the order of their ids."""
        return [one for one in self.numbers.values() if one.method == method]

    def sentence(self, numbers: Numbers) -> Markup:
        """Return a figure's sentence as HTML."""
        return marked(sentence(self.words, numbers, self.dossier))

    def row(self, numbers: Numbers, **more: Any) -> dict[str, Any]:
        """Return what every list of figures needs: id, sentence, and what else is given."""
        return {"id": numbers.id, "sentence": self.sentence(numbers), **more}

    def said(self) -> list[Numbers]:
        """What may be said, in the order in which the code list names the units."""
        order = {unit: position for position, unit in enumerate(code_list("units").codes)}
        found = self.by_method("ledger.may_be_said")
        return sorted(found, key=lambda one: order.get(one.unit, len(order)))

    def origins(self, numbers: Numbers, message: str = "origins-count") -> Markup:
        """Return how many independent origins say what may be said."""
        return self.words.html(message, n=self.words.figure(numbers, "independent_origins"))

    def percent_interval(self, numbers: Numbers) -> Markup:
        """Return “from 81.3 to 89.8 %”; empty where there is no interval."""
        if numbers.interval is None or numbers.value is None:
            return Markup("")
        low, high = (self.words.figure(numbers, end) for end in ("low", "high"))
        return self.words.html("survey-interval", low=low, high=high)

    def published(self, survey: str) -> Markup:
        """Return what a survey's source published instead of counts."""
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

    def poll_remark(self, poll: str) -> Markup:
        """Return what a poll's source published, and what it did not."""
        row = next(one for one in self.dossier.polls if one.id == poll)
        parts = []
        if row.share_pct is not None:
            parts.append(self.words.html("evidence-published-share", share=row.share_pct) + ".")
        if row.group_n is None:
            parts.append(self.words.html("poll-no-group_n"))
        return Markup(" ").join(parts)

    def fits_in_raids(self, numbers: Numbers) -> Markup:
        """Return the number that fits into silence if people decide together; may be empty."""
        names = {check.name for check in numbers.checks if check.value is not None}
        if "victims_in_raids" not in names:
            return Markup("")
        return self.words.html("fits-in-raids", n=self.words.figure(numbers, "victims_in_raids"))

    def survey_counts(self, numbers: Numbers) -> Markup:
        """Return how many of how many asked had reported."""
        reported, low, high = (
            self.words.figure(numbers, part) for part in ("reported", "asked_low", "asked_high")
        )
        if numbers.part("asked_low") == numbers.part("asked_high"):
            return self.words.html("survey-count", reported=reported, asked=low)
        return self.words.html("survey-counts", reported=reported, low=low, high=high)

    def about(self, id_: str) -> Markup:
        """Return a link to a figure's page."""
        return Markup(' <a href="{}figures/{}/index.html">{}</a>').format(
            self.home, id_, self.words.text("figure-link")
        )

    def source(self, address: str) -> Markup:
        """Return a link to a source, or that there is none."""
        if not address:
            return escape(self.words.text("source-none"))
        return Markup('<a href="{}" rel="noreferrer noopener">{}</a>').format(
            address, self.words.text("source-link")
        )

    def claim_line(self, id_: str) -> Markup:
        """Return one line for a statement."""
        return self.quotes.line(self.quotes.claims[id_])
