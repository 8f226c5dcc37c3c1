"""The tables of a dossier: their columns, and what must hold within a row.

Reading, writing, ``vittne new`` and the reference of the formats all follow these.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vittne.dossier.cells import BadCell, Column, in_order
from vittne.dossier.model import Correction, ListedRecord, Review
from vittne.ledger.model import Claim, Part, Relation
from vittne.silence.model import DocumentedCount, OfficialAnswer, Poll, ReportingSurvey


def _nothing(row: object) -> None:
    """Check nothing: every combination of values may stand in a row."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How one kind of table is written.

    Attributes
    ----------
    build : callable
        Makes the row from keyword arguments: a frozen dataclass.
    columns : tuple of Column
    check : callable
        Takes the row; raises BadCell if its values cannot stand together.
    key : str
        Column whose values must differ from row to row. Empty: none.
    numbered : bool
        Whether rows are known by their number, as the file has no ids.
    needed : tuple of str
        Columns that must be there. Empty: all.
    """

    build: Callable[..., object]
    columns: tuple[Column, ...]
    check: Callable[[object], None] = _nothing
    key: str = ""
    numbered: bool = False
    needed: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the known columns."""
        return tuple(column.name for column in self.columns)


def _check_claim(row: object) -> None:
    assert isinstance(row, Claim)
    if row.unit.endswith("_pct"):
        for name, value in (("low", row.low), ("best", row.best), ("high", row.high)):
            if value is not None and value > 100:
                raise BadCell(f"{name} is {value} percent", "a share goes from 0 to 100")
    in_order((("low", row.low), ("best", row.best), ("high", row.high)))


def _check_survey(row: object) -> None:
    assert isinstance(row, ReportingSurvey)
    in_order((("asked_low", row.asked_low), ("asked_high", row.asked_high)))
    most = row.asked_low if row.asked_high is None else row.asked_high
    in_order((("reported", row.reported), ("the number asked", most)))
    in_order((("share_pct", row.share_pct), ("share_high_pct", row.share_high_pct)))


def _check_poll(row: object) -> None:
    assert isinstance(row, Poll)
    in_order((("group_n", row.group_n), ("n", row.n)))


def _check_listed(row: object) -> None:
    assert isinstance(row, ListedRecord)
    in_order((("age_low", row.age_low), ("age_high", row.age_high)))


def _check_review(row: object) -> None:
    assert isinstance(row, Review)
    if row.a == row.b:
        raise BadCell("a record is compared with itself", "a and b are two records")


CLAIMS = Layout(
    Claim,
    (
        Column("id", "id", filled=True),
        Column("stance", "code", filled=True, codes="stances"),
        Column("denial_form", "code", codes="denial_forms"),
        Column("unit", "code", codes="units"),
        Column("low", "number"),
        Column("best", "number"),
        Column("high", "number"),
        Column("qualifier"),
        Column("period", "period"),
        Column("place", "place"),
        Column("grounds", "codes", codes="grounds"),
        Column("ground_basis", "code", codes="ground_bases"),
        Column("hand", "codes", codes="hands"),
        Column("definition"),
        Column("speaker"),
        Column("speaker_group"),
        Column("speaker_kind", "code", codes="speaker_kinds"),
        Column("said_on", "period"),
        Column("basis", "code", codes="bases"),
        Column("address", "address"),
        Column("note"),
    ),
    _check_claim,
    key="id",
)

RELATIONS = Layout(
    Relation,
    (
        Column("from", filled=True, attribute="source"),
        Column("to", filled=True, attribute="target"),
        Column("kind", "code", filled=True, codes="relation_kinds"),
        Column("reason"),
        Column("agrees", "code_set", codes="agreements"),
    ),
)

BREAKDOWNS = Layout(
    Part,
    (
        Column("claim", filled=True),
        Column("part", filled=True),
        Column("count", "number", filled=True),
    ),
)

OFFICIAL = Layout(
    OfficialAnswer,
    (
        Column("date", "period"),
        Column("place", "place"),
        Column("period", "period"),
        Column("complaints_registered", "whole", attribute="complaints"),
        Column("speaker_office", attribute="office"),
        Column("form", "code", codes="denial_forms"),
        Column("address", "address"),
        Column("note"),
    ),
    numbered=True,
)

DOCUMENTED = Layout(
    DocumentedCount,
    (
        Column("date", "period"),
        Column("place", "place"),
        Column("period", "period"),
        Column("unit", "code", filled=True, codes="units"),
        Column("count", "whole", filled=True),
        Column("speaker_group"),
        Column("address", "address"),
        Column("note"),
    ),
    numbered=True,
)

REPORTING = Layout(
    ReportingSurvey,
    (
        Column("id", "id", filled=True),
        Column("who"),
        Column("year", "period_text"),
        Column("place", "place"),
        Column("population"),
        Column("asked_low", "whole"),
        Column("asked_high", "whole"),
        Column("reported", "whole"),
        Column("share_pct", "percent"),
        Column("share_high_pct", "percent"),
        Column("reported_to"),
        Column("kind_of_sample"),
        Column("address", "address"),
        Column("note"),
    ),
    _check_survey,
    key="id",
)

POLLS = Layout(
    Poll,
    (
        Column("id", "id", filled=True),
        Column("pollster"),
        Column("fieldwork", "period"),
        Column("n", "whole"),
        Column("question"),
        Column("answer"),
        Column("group"),
        Column("group_n", "whole"),
        Column("share_pct", "percent"),
        Column("address", "address"),
        Column("note"),
    ),
    _check_poll,
    key="id",
)

LISTED = Layout(
    ListedRecord,
    (
        Column("record_id", "key", filled=True),
        Column("name", "short"),
        Column("given", "short"),
        Column("patronymic", "short"),
        Column("family", "short"),
        Column("sex", "short"),
        Column("age_low", "age"),
        Column("age_high", "age"),
        Column("date", "period"),
        Column("place", "place"),
        Column("act", "code", codes="acts"),
        Column("ground", "codes", codes="grounds"),
        Column("ground_basis", "code", codes="ground_bases"),
        Column("hand", "codes", codes="hands"),
        Column("grade", "code", codes="grades"),
        Column("event_id", "short"),
    ),
    _check_listed,
    key="record_id",
    needed=("record_id",),
)

REVIEWS = Layout(
    Review,
    (
        Column("a", filled=True),
        Column("b", filled=True),
        Column("verdict", "code", filled=True, codes="review_verdicts"),
        Column("reviewer", filled=True),
        Column("at", "period", filled=True),
        Column("reason"),
        Column("round", "code", codes="review_rounds"),
        Column("withdrawn_at", "period"),
    ),
    _check_review,
)

CORRECTIONS = Layout(
    Correction,
    (
        Column("record", filled=True),
        Column("kind", "code", filled=True, codes="correction_kinds"),
        Column("reason", "code", filled=True, codes="correction_reasons"),
        Column("on", "period"),
        Column("note"),
    ),
)

TABLES = {
    "claims.csv": CLAIMS,
    "relations.csv": RELATIONS,
    "breakdowns.csv": BREAKDOWNS,
    "official.csv": OFFICIAL,
    "documented.csv": DOCUMENTED,
    "reporting.csv": REPORTING,
    "polls.csv": POLLS,
    "reviews.csv": REVIEWS,
    "corrections.csv": CORRECTIONS,
}
"""The tables that lie in the dossier's folder itself, in the order of reading."""
