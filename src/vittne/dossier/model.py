"""What a dossier holds: everything an analysis starts from, as read from its folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vittne.ledger.model import Record
from vittne.silence.model import DocumentedCount, OfficialAnswer, Poll, ReportingSurvey
from vittne.terms.codes import LANGUAGES
from vittne.terms.edtf import Period
from vittne.terms.errors import Problem

JOINT = " / "
"""Between the values of several strata, where one name stands for all of them."""

Texts = Mapping[str, str]
"""One text by language: ``{"en": ..., "ru": ..., "sv": ...}``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What the dossier is about (``[scope]``). Empty is not said."""

    place: str = ""
    period: Period | None = None
    acts: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What was decided before data are read (``dossier.toml``).

    Attributes
    ----------
    grade_min : str
        ``[count]``: weakest grade of a record that is counted. Empty: all.
    headline : str
        ``[estimate]``: graphs, latent or loglinear. Empty: not fixed.
    strata : tuple of str
        ``[estimate]``: columns of ``tables/*.csv`` that are strata, not lists.
    raid_size : int or None
        ``[silence]``: people seized together.
    rho : float or None
        ``[silence]``: correlation of their decisions, 0 <= rho < 1.
    log_origin : str
        ``[log]``: what the names of the logs begin with. Empty: ``vittne/<id>``.
    disclosure_base : int
        ``[disclosure] base``: what published cells are rounded to.
    public, invented : bool
        ``[disclosure]``: whether tables may be published as they are; whether all
        the people in the record lists are invented.
    subject_heading : mapping
        ``[subject.heading]``: what the judged sentences are ("The interview, sentence by
        sentence"), by language. Empty: said in general words.
    readings : mapping
        ``[subject.readings]``: sentence id to name of the reading to its text by language.
    """

    scope: Scope = field(default_factory=Scope)
    grade_min: str = ""
    headline: str = ""
    strata: tuple[str, ...] = ()
    raid_size: int | None = None
    rho: float | None = None
    log_origin: str = ""
    disclosure_base: int = 3
    public: bool = False
    invented: bool = False
    seed: int = 0
    subject_heading: Texts = field(default_factory=dict)
    readings: Mapping[str, Mapping[str, Texts]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRecord:
    """One row of ``lists/<list>.csv``. Its key in the dossier is ``<list>/<record_id>``."""

    record_id: str
    name: str = ""
    given: str = ""
    patronymic: str = ""
    family: str = ""
    sex: str = ""
    age_low: int | None = None
    age_high: int | None = None
    date: Period | None = None
    place: str = ""
    act: str = ""
    ground: tuple[str, ...] = ()
    ground_basis: str = ""
    hand: tuple[str, ...] = ()
    grade: str = ""
    event_id: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordList:
    """One list of records, and who made it how (``lists/<name>.csv`` and ``.toml``).

    ``duplicates`` is ``possible`` or ``none``: whether the list may hold a person twice.
    """

    name: str
    who: str
    how: str = ""
    period: Period | None = None
    snapshot_date: Period | None = None
    independence_group: str = ""
    licence: str = ""
    duplicates: str = "possible"
    records: tuple[ListedRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class OverlapRow:
    """How many people are on exactly these lists (a row of ``tables/<name>.csv``)."""

    on: tuple[bool, ...]
    strata: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedAnswer:
    """What others have published of the same people (``[[published]]`` of a table).

    ``stratum`` is the value of the table's strata, joined by `` / ``; empty speaks of all.
    """

    label: Texts
    stratum: str = ""
    value: int | None = None
    low: int | None = None
    high: int | None = None
    said_on: Period | None = None
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounding:
    """How a table was protected before it was published (``[rounded]`` of a table).

    Attributes
    ----------
    base : int
        Counts are multiples of it; where nobody is left over, all but one are.
    total : int
        All people, exactly.
    residual : int
        People in cells that are not shown, as far as rounding says.
    elsewhere : bool
        In a release: its figures rest on the true counts, which are not in it.
    """

    base: int
    total: int
    residual: int = 0
    elsewhere: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableAbout:
    """What a table counts, and where it is from (``tables/<name>.toml``).

    Attributes
    ----------
    title, definition, source, note : mapping
        By language: what it is called, who exactly a row counts, who made it, remarks.
    unit : str
        What is counted (code list ``units``). Empty: people.
    scope : Scope
        Where, when, which acts and grounds. Empty: as the dossier.
    address, licence : str
    lists : mapping of str to mapping
        List (a column) to its name by language.
    strata : mapping of str to mapping of str to mapping
        Stratum (a column) to each of its values to its name by language.
    published : tuple of PublishedAnswer
    drawn : bool
        Linking made it, in a release: one draw of who is who, the most typical one.
    rounded : Rounding or None
        How it was protected; None: its counts are as they were made.
    """

    title: Texts = field(default_factory=dict)
    unit: str = ""
    scope: Scope = field(default_factory=Scope)
    definition: Texts = field(default_factory=dict)
    source: Texts = field(default_factory=dict)
    address: str = ""
    licence: str = ""
    note: Texts = field(default_factory=dict)
    lists: Mapping[str, Texts] = field(default_factory=dict)
    strata: Mapping[str, Mapping[str, Texts]] = field(default_factory=dict)
    published: tuple[PublishedAnswer, ...] = ()
    drawn: bool = False
    rounded: Rounding | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlapTable:
    """Overlap counts of several lists (``tables/<name>.csv``).

    ``lists`` and ``strata`` name the columns that ``OverlapRow.on`` and ``.strata`` hold;
    ``about`` is empty where there is no ``tables/<name>.toml``.
    """

    name: str
    lists: tuple[str, ...]
    strata: tuple[str, ...] = ()
    rows: tuple[OverlapRow, ...] = ()
    about: TableAbout = field(default_factory=TableAbout)

    @property
    def people(self) -> int:
        """How many people there are, those in cells that are not shown included."""
        rounded = self.about.rounded
        return sum(row.count for row in self.rows) if rounded is None else rounded.total

    @property
    def parts(self) -> Mapping[str, tuple[OverlapRow, ...]]:
        """The rows of each stratum, by its values joined by `` / ``; all by "" without strata."""
        found: dict[str, list[OverlapRow]] = {} if self.strata else {"": []}
        for row in self.rows:
            found.setdefault(JOINT.join(row.strata), []).append(row)
        return {name: tuple(rows) for name, rows in found.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a reviewer said of two records (a row of ``reviews.csv``)."""

    a: str
    b: str
    verdict: str
    reviewer: str
    at: Period | None
    reason: str = ""
    round: str = ""
    withdrawn_at: Period | None = None
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Why a person was added, merged, split, withdrawn or changed (``corrections.csv``).

    ``record`` is the key of one of the person's records, and may be gone by now.
    """

    record: str
    kind: str
    reason: str
    on: Period | None = None
    note: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A whole dossier. Rows are in file order, lists and tables in order of their names."""

    id: str
    title: Texts = field(default_factory=dict)
    languages: tuple[str, ...] = LANGUAGES
    record: Record = field(default_factory=Record)
    official: tuple[OfficialAnswer, ...] = ()
    documented: tuple[DocumentedCount, ...] = ()
    reporting: tuple[ReportingSurvey, ...] = ()
    polls: tuple[Poll, ...] = ()
    lists: tuple[RecordList, ...] = ()
    tables: tuple[OverlapTable, ...] = ()
    reviews: tuple[Review, ...] = ()
    corrections: tuple[Correction, ...] = ()
    region_labels: Mapping[str, Texts] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What reading a folder found.

    Attributes
    ----------
    dossier : Dossier or None
        None if there is any problem: nothing is half-read.
    problems : tuple of Problem
        What is wrong and must be mended.
    remarks : tuple of Problem
        What may be meant as it is, but should be looked at.
    files : mapping of str to int
        File to the number of its rows (0 for a file without rows, such as TOML).
    """

    dossier: Dossier | None
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()
    files: Mapping[str, int] = field(default_factory=dict)
