"""What others said, as a page shows it: in the reader's language, or marked with its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from markupsafe import Markup, escape

from vittne.dossier import Dossier
from vittne.ledger import Claim, Number, left_out, merge_repeats, origins
from vittne.release.words import Words

_COLUMNS = {"office": "speaker_office"}
"""Fields whose column in the dossier, and so its translations, have a longer name."""


class Row(Protocol):
    """A row of a dossier's table with its translated columns."""

    @property
    def texts(self) -> Mapping[str, str]:
        """Translated columns."""


@dataclass(frozen=True, slots=True)
class Text:
    """Free text and its language; an empty language is the page's own."""

    words: str
    language: str = ""

    @property
    def html(self) -> Markup:
        """The text; marked with its language where that is not the page's."""
        if not self.language or not self.words:
            return escape(self.words)
        return Markup('<span lang="{}">{}</span>').format(self.language, self.words)

    def __bool__(self) -> bool:
        return bool(self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """One statement, ready for a page."""

    id: str
    unit: str
    words: Markup
    speaker: Markup
    said_on: str
    facts: str
    definition: Markup
    note: Markup
    address: str
    standing: tuple[Markup, ...]
    relations: tuple[Markup, ...]
    link: Markup
    line: Markup


class Quotes:
    """Shows the rows of one dossier in one language.

    Parameters
    ----------
    dossier : Dossier
    words : Words
    home : str
        Relative address of the language's folder, with a slash at its end or empty.
    """

    def __init__(self, dossier: Dossier, words: Words, home: str) -> None:
        self.dossier = dossier
        self.words = words
        self.home = home
        self.claims = {claim.id: claim for claim in dossier.record.claims}

    @cached_property
    def _left_out(self) -> Mapping[str, str]:
        return left_out(self.dossier.record)

    @cached_property
    def _repeats(self) -> Mapping[str, tuple[str, ...]]:
        return merge_repeats(self.dossier.record)[1]

    @cached_property
    def _retellings(self) -> frozenset[str]:
        found = origins(self.dossier.record)
        return frozenset(claim for origin in found for claim in origin.retellings)

    def text(self, row: Row, column: str) -> Text:
        """Return a column's text: its translation, else as it was written, with its language."""
        original = self.dossier.languages[0]
        named = _COLUMNS.get(column, column)
        translated = row.texts.get(f"{named}_{self.words.language}", "")
        if translated:
            return Text(translated)
        written = getattr(row, column)
        return Text(written, "" if self.words.language == original else original)

    def title(self) -> Text:
        """Return the dossier's title."""
        return self._by_language(self.dossier.title, self.dossier.id)

    def subject_heading(self) -> Text:
        """Return what the judged sentences are, in the dossier's words or in general ones."""
        texts = self.dossier.settings.subject_heading
        return self._by_language(texts, self.words.text("sentences-heading"))

    def readings(self, sentence: str) -> tuple[Markup, ...]:
        """Return the readings of a sentence that can be read in more than one way."""
        readings = self.dossier.settings.readings.get(sentence, {})
        return tuple(self._by_language(texts, name).html for name, texts in readings.items())

    def number(self, low: Number | None, best: Number | None, high: Number | None) -> str:
        """Return a range as short as it can be said; empty where there is no number."""
        shown = self.words.number
        if low is not None and high is not None:
            return shown(low) if low == high else f"{shown(low)}–{shown(high)}"
        if low is not None:
            return self.words.text("claim-least", n=low)
        if high is not None:
            return self.words.text("claim-most", n=high)
        return "" if best is None else shown(best)

    def claim_number(self, claim: Claim) -> str:
        """Return a statement's number in few words."""
        number = self.number(claim.low, claim.best, claim.high)
        return number or self.words.text("claim-no-number")

    def claim_words(self, claim: Claim) -> Text:
        """Return what was said: the whole sentence, its qualifier, or its number."""
        sentence = claim.texts.get(f"sentence_{self.words.language}", "")
        if sentence:
            return Text(sentence)
        if claim.qualifier:
            return self.text(claim, "qualifier")
        number = self.number(claim.low, claim.best, claim.high)
        if number:
            return Text(number)
        return self.text(claim, "definition") or self.text(claim, "note")

    def link(self, claim: str) -> Markup:
        """Return a link to a statement's place on the page of statements."""
        return Markup('<a href="{}claims/index.html#claim-{}">{}</a>').format(
            self.home, claim, claim
        )

    def line(self, claim: Claim) -> Markup:
        """Return one line: who, when, what was said, and a link to the statement."""
        said_on = self.words.period(claim.said_on)
        when = f", {said_on}" if said_on else ""
        unit = f" ({self.words.label('units', claim.unit)})" if claim.unit else ""
        speaker, words = self.text(claim, "speaker").html, self.claim_words(claim).html
        return Markup('{}{}: {}{} <span class="ref">[{}]</span>').format(
            speaker, when, words, unit, self.link(claim.id)
        )

    def reference(self, key: str) -> Markup:
        """Return one line for a key of ``rests_on``: a statement, an answer, a survey, a list."""
        table, slash, row = key.partition("/")
        if not slash:
            return self.line(self.claims[key])
        if table == "reporting":
            survey = next(one for one in self.dossier.reporting if one.id == row)
            period = self.words.period(survey.year)
            who = self.text(survey, "who").html
            whom = self.text(survey, "population").html
            place = self.words.place(survey.place)
            return Markup("{}, {}: {}, {}").format(who, period, place, whom)
        if table == "polls":
            poll = next(one for one in self.dossier.polls if one.id == row)
            period = self.words.period(poll.fieldwork)
            return Markup("{}, {}: {}, {} ({})").format(
                *(self.text(poll, "pollster").html, period, self.text(poll, "question").html),
                *(self.text(poll, "answer").html, self.text(poll, "group").html),
            )
        if table == "official":
            answer = self.dossier.official[int(row) - 1]
            return Markup("{}, {}: {}").format(
                *(self.text(answer, "office").html, self.words.period(answer.date)),
                self.answer(answer.form, answer.complaints),
            )
        if table == "documented":
            count = self.dossier.documented[int(row) - 1]
            return Markup("{}, {}: {}{}").format(
                *(self.words.label("units", count.unit), self.words.period(count.date)),
                *(self.words.number(count.count), self._bracketed(self.text(count, "note"))),
            )
        code = Markup("<code>{}</code>").format(key)
        if table == "tables":
            return code + self._bracketed_source(row)
        return code

    def _bracketed_source(self, name: str) -> Markup:
        """Return who made a table's lists, in brackets; nothing where it is not said."""
        found = next((one.about.source for one in self.dossier.tables if one.name == name), {})
        return Markup(" ({})").format(self._by_language(found, "").html) if found else Markup("")

    def answer(self, form: str, complaints: int | None) -> Markup:
        """Return what an office answered."""
        said = self.words.label("denial_forms", form) if form else ""
        if complaints is None:
            return escape(said or self.words.text("no-number-given"))
        registered = self.words.text("complaints-registered", n=complaints)
        return escape(f"{said}; {registered}" if said else registered)

    def view(self, claim: Claim) -> ClaimView:
        """Return everything a page says of a statement."""
        said_on = self.words.period(claim.said_on)
        unit = f" ({self.words.label('units', claim.unit)})" if claim.unit else ""
        return ClaimView(
            id=claim.id,
            unit=claim.unit,
            words=Markup("{}{}").format(self.claim_words(claim).html, unit),
            speaker=self.text(claim, "speaker").html,
            said_on=said_on,
            facts=self._facts(claim),
            definition=self.text(claim, "definition").html,
            note=self.text(claim, "note").html,
            address=claim.address,
            standing=tuple(self._standing(claim)),
            relations=tuple(self._relations(claim)),
            link=self.link(claim.id),
            line=self.line(claim),
        )

    def views(self, claims: Iterable[str]) -> tuple[ClaimView, ...]:
        """Return the views of some statements, by id."""
        return tuple(self.view(self.claims[claim]) for claim in claims)

    def relation(self, source: str, kind: str, target: str, reason: Text) -> Markup:
        """Return one recorded relation in words."""
        said = Markup("{} {} {}").format(
            self._end(source), self.words.label("relation_kinds", kind), self._end(target)
        )
        return said + Markup(": ") + reason.html if reason else said

    def _end(self, key: str) -> Markup:
        return self.link(key) if key in self.claims else Markup("<code>{}</code>").format(key)

    def _facts(self, claim: Claim) -> str:
        label, labels = self.words.label, self.words.labels
        parts: Sequence[str] = (
            self.words.period(claim.period),
            self.words.place(claim.place) if claim.place else "",
            labels("grounds", claim.grounds) if claim.grounds else "",
            labels("hands", claim.hand) if claim.hand else "",
            label("denial_forms", claim.denial_form) if claim.denial_form else "",
            label("bases", claim.basis) if claim.basis else "",
        )
        return "; ".join(part for part in parts if part)

    def _standing(self, claim: Claim) -> Iterable[Markup]:
        if claim.id in self._retellings:
            yield self.words.html("claim-retells")
        elif claim.id in self._left_out and claim.stance not in ("denies",):
            reason = self.words.label("left_out_reasons", self._left_out[claim.id])
            yield self.words.html("claim-left-out", reason=reason)
        if claim.id in self._repeats:
            again = ", ".join(self._repeats[claim.id])
            yield self.words.html("claim-again", claims=again)

    def _relations(self, claim: Claim) -> Iterable[Markup]:
        for relation in self.dossier.record.relations:
            if relation.source == claim.id:
                line = self.relation(
                    relation.source,
                    relation.kind,
                    relation.target,
                    self.text(relation, "reason"),
                )
                if relation.agrees:
                    agrees = self.words.labels("agreements", sorted(relation.agrees))
                    line += escape(f" [= {agrees}]")
                yield line

    def _bracketed(self, text: Text) -> Markup:
        return Markup(" ({})").format(text.html) if text else Markup("")

    def _by_language(self, texts: Mapping[str, str], fallback: str) -> Text:
        if self.words.language in texts:
            return Text(texts[self.words.language])
        for language, text in texts.items():
            return Text(text, language)
        return Text(fallback)
