"""Denial against evidence: what was on record the day it was denied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vittne.release.pictures.picture import Picture, Span, Table, assemble


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceMark:
    """A claim about acts: above the axis. ``period`` is when, ``said`` when it became known."""

    id: str
    text: str
    period: Span | None
    said: Span | None
    text_lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DenialLink:
    """What a denial denies. ``known``: it was on record by the day of the denial."""

    evidence: str
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DenialMark:
    """A denial: below the axis, with its words."""

    id: str
    speaker: str
    words: str
    said: Span | None
    denies: tuple[DenialLink, ...] = ()
    words_lang: str = ""
    speaker_lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DenialLabels:
    """The words. ``on_record``: "already on record that day"; ``later``: "became known later".

    ``quote`` wraps a denial's words: "“{}”", "«{}»", "”{}”".
    """

    title: str
    description: str
    evidence_heading: str
    denials_heading: str
    on_record: str
    later: str
    key_period: str
    key_said: str
    key_denial: str
    denial: str
    speaker: str
    words: str
    said_on: str
    evidence: str
    evidence_text: str
    period: str
    evidence_said_on: str
    known: str
    yes: str
    no: str
    quote: str = "“{}”"


def denial_against_evidence(
    key: str,
    evidence: Sequence[EvidenceMark],
    denials: Sequence[DenialMark],
    labels: DenialLabels,
) -> Picture:
    """A two-sided timeline: evidence above, denials below, and a line from each to the other.

    Raises
    ------
    ValueError
        If a denial links to evidence that is not there.
    """
    return assemble(
        key,
        labels.title,
        labels.description,
        _table(evidence, denials, labels),
        lambda width: (0.0, []),
    )


def _table(
    evidence: Sequence[EvidenceMark], denials: Sequence[DenialMark], labels: DenialLabels
) -> Table:
    """One row per denial and thing denied, and one per denial that is linked to nothing."""
    header = (
        labels.denial,
        labels.said_on,
        labels.speaker,
        labels.words,
        labels.evidence,
        labels.evidence_text,
        labels.period,
        labels.evidence_said_on,
        labels.known,
    )
    by_id = {mark.id: mark for mark in evidence}
    rows: list[tuple[str | None, ...]] = []
    for denial in denials:
        start = (denial.id, _text(denial.said), denial.speaker, denial.words)
        for link in denial.denies:
            mark = by_id[link.evidence]
            known = labels.yes if link.known else labels.no
            times = (_text(mark.period), _text(mark.said))
            rows.append((*start, mark.id, mark.text, *times, known))
        if not denial.denies:
            rows.append((*start, None, None, None, None, None))
    return Table(header, tuple(rows))


def _text(span: Span | None) -> str | None:
    return span.text if span else None
