"""What silence is judged from: official answers, documented counts, surveys, polls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vittne.terms.edtf import Period

Number = int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialAnswer:
    """What an office said of complaints (a row of ``official.csv``).

    ``complaints`` is None where the office gave no number; ``index`` is the row's
    place in the file, from 1: the file has no ids.
    """

    index: int
    date: Period | None
    place: str
    period: Period | None
    complaints: int | None
    office: str
    form: str = ""
    address: str = ""
    note: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentedCount:
    """How many people an organisation documented (a row of ``documented.csv``)."""

    index: int
    date: Period | None
    place: str
    period: Period | None
    unit: str
    count: int
    speaker_group: str
    address: str = ""
    note: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingSurvey:
    """How many of those asked had reported (a row of ``reporting.csv``). Shares in percent."""

    id: str
    who: str
    year: str
    place: str
    population: str
    asked_low: int | None
    asked_high: int | None
    reported: int | None
    share_pct: Number | None
    share_high_pct: Number | None
    reported_to: str
    kind_of_sample: str
    address: str = ""
    note: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """One published share of one group's answer (a row of ``polls.csv``). Shares in percent."""

    id: str
    pollster: str
    fieldwork: Period | None
    n: int | None
    question: str
    answer: str
    group: str
    group_n: int | None
    share_pct: Number | None
    address: str = ""
    note: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
