"""What a release says of linked lists: how many people there are, and how many there may be.

Everything is counted over draws of who is who. The table of the most typical draw is published,
so that readers can ask engines about it; the published estimate is pooled over draws.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vittne.dossier import Dossier, ListedRecord, OverlapRow, OverlapTable, Scope, TableAbout
from vittne.dossier.layout import LISTED as LISTED_COLUMNS
from vittne.release.linking import Truth, need_libraries, read_truth, records_of, reviews_of
from vittne.release.log import Person
from vittne.release.words import LANGUAGES, Words
from vittne.terms.canonical import canonical_json
from vittne.terms.codes import code_list
from vittne.terms.errors import Problem, UserError
from vittne.verify.figures import Check, Interval, Numbers, figure_id
from vittne.verify.figures import Scope as FigureScope
from vittne.verify.linked import LISTED, LISTED_ID, PERSONS, PERSONS_BY, PERSONS_ID
from vittne.verify.recompute_tables import FEWEST_LISTS, LEVEL

if TYPE_CHECKING:
    from vittne.estimate.linked import LinkedEstimate
    from vittne.estimate.table import CaptureTable
    from vittne.link.counts import Count
    from vittne.link.linkage import Linkage
    from vittne.link.review import Settled

TABLE = "linked"
"""The published table of the most typical draw."""
LEAST_SHOWN = 3
"""A number of people that may be smaller is not shown, unless they are invented."""
BY = ("hand", "ground", "place")
NOT_STATED, DISPUTED = "not_stated", "disputed"
MOST_ROWS = 40
"""Rows of one breakdown; the smallest of more are left out, and the page says how many."""

Progress = Callable[[str, int, int], None]
Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """What there would be if all pairs above a threshold were joined, and no doubt were left."""

    at: float
    persons: int
    value: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """Lists, linked.

    Attributes
    ----------
    linkage : Linkage
    settled : Settled
        What stands of the reviews.
    persons : tuple of Numbers
        How many people, and how many by hand, ground and place.
    committed : tuple of Person
        The people of the most typical draw who have a record that counts.
    table : OverlapTable or None
        Of the most typical draw; None with one list.
    estimate : LinkedEstimate or None
    thresholds : tuple of Threshold
    truth : Truth or None
    """

    linkage: Linkage
    settled: Settled
    persons: tuple[Numbers, ...]
    committed: tuple[Person, ...]
    table: OverlapTable | None = None
    estimate: LinkedEstimate | None = None
    thresholds: tuple[Threshold, ...] = ()
    truth: Truth | None = None


def link_lists(dossier: Dossier, folder: Path, progress: Progress) -> Linked | None:
    """Link the lists of a dossier, count, and estimate; None where it has no lists.

    Raises
    ------
    UserError
        Something that linking needs is not installed, or the lists cannot be linked.
    """
    if not any(listed.records for listed in dossier.lists):
        return None
    need_libraries(f"lists/{dossier.lists[0].name}.csv")
    problems = list(_obstacles(dossier))
    if problems:
        raise UserError(problems)
    from vittne.link.linkage import DRAWS, link_records
    from vittne.link.review import settled

    truth = read_truth(folder, dossier)
    records = records_of(dossier)
    found = settled(reviews_of(dossier), records)
    progress("link: candidate pairs", 0, DRAWS)
    linkage = link_records(
        records,
        found.verdicts,
        seed=dossier.settings.seed,
        progress=lambda done: progress("link: draws of who is who", done, DRAWS),
    )
    counted = _Counted(dossier, linkage, truth)
    return counted.concluded(found, progress)


def _obstacles(dossier: Dossier) -> Iterator[Problem]:
    """Yield names that the published table could not have."""
    for table in dossier.tables:
        if table.name == TABLE:
            message = "linking the lists makes a table of this name"
            yield Problem(file=f"tables/{TABLE}.csv", message=message, hint="call it otherwise")
    for listed in dossier.lists:
        if listed.name == "count":
            message = "a list cannot have this name: in a table it is the column of numbers"
            yield Problem(file="lists/count.csv", message=message, hint="call it otherwise")


class _Counted:
    """One linkage, counted: which records count, on which lists, and who is who."""

    def __init__(self, dossier: Dossier, linkage: Linkage, truth: Truth | None) -> None:
        self.dossier, self.linkage, self.truth = dossier, linkage, truth
        self.rows = [row for listed in dossier.lists for row in listed.records]
        self.counts = [_counts(row, dossier.settings.grade_min) for row in self.rows]
        self.typical = linkage.best()
        self.true = None if truth is None else _labels(linkage.records.keys, truth)
        self.columns = _columns(dossier)

    def concluded(self, found: Settled, progress: Progress) -> Linked:
        """Count, and estimate where there are two lists."""
        names = list(dict.fromkeys(self.columns.values()))
        table = typical = None
        tables: list[CaptureTable] = []
        if len(names) >= FEWEST_LISTS:
            tables = self._tables(names)
            typical = self._table(names, self.typical)
            table = _published(typical, self.dossier)
        estimate = None
        if typical is not None and typical.observed:
            estimate = self._estimate(tables, typical, progress)
        thresholds = tuple(self._thresholds(names, estimate))
        return Linked(
            linkage=self.linkage,
            settled=found,
            persons=(self._whole(thresholds), self._listed(), *self._parts()),
            committed=tuple(self._committed()),
            table=table if estimate is not None else None,
            estimate=estimate,
            thresholds=thresholds,
            truth=self.truth,
        )

    def _tables(self, names: list[str]) -> list[CaptureTable]:
        from vittne.estimate.linked import draws_asked
        from vittne.link.counts import evenly

        most = draws_asked(len(names), self.dossier.settings.headline or None)
        return [self._table(names, one) for one in evenly(self.linkage.draws.labels, most)]

    def _table(self, names: list[str], labels: Any) -> CaptureTable:
        from vittne.estimate.table import CaptureTable

        on = [names.index(self.columns[name]) for name in self.linkage.records.lists]
        rows = [n for n, counted in enumerate(self.counts) if counted]
        lists = [on[n] for n in self.linkage.records.on[rows].tolist()]
        return CaptureTable.from_draw(names, labels[rows], lists)

    def _estimate(
        self,
        tables: Sequence[CaptureTable],
        typical: CaptureTable,
        progress: Progress,
    ) -> LinkedEstimate:
        from vittne.estimate.linked import estimate_linked
        from vittne.estimate.result import Reason

        unread = Reason(rule="not_reviewed", text="Nobody has reviewed a pair of these records.")
        return estimate_linked(
            tables,
            typical,
            headline=self.dossier.settings.headline or None,
            held_against=() if self.linkage.calibration.verdicts else (unread,),
            seed=self.dossier.settings.seed,
            progress=lambda name, done, total: progress(f"estimate linked: {name}", done, total),
        )

    def _thresholds(self, names: list[str], estimate: LinkedEstimate | None) -> Iterator[Threshold]:
        from vittne.estimate.linked import ask_draws
        from vittne.link.linkage import THRESHOLDS

        for at in THRESHOLDS:
            labels = self.linkage.labels_above(at)
            shown = Threshold(at=at, persons=self._persons(labels, self.counts))
            if estimate is not None and estimate.interval is not None:
                (answer,) = ask_draws(
                    [self._table(names, labels)],
                    estimate.typical.method,
                    seed=self.dossier.settings.seed,
                )
                if answer.distribution is not None:
                    low, high = answer.distribution.interval(LEVEL)
                    value = answer.distribution.median
                    shown = replace(shown, value=value, low=low, high=high)
            yield shown

    def _persons(self, labels: Any, marked: Sequence[bool]) -> int:
        return len({int(labels[n]) for n, on in enumerate(marked) if on})

    def _committed(self) -> Iterator[Person]:
        """Yield the people of the most typical draw who have a record that counts."""
        keys = self.linkage.records.keys
        of_whom: dict[int, list[int]] = {}
        for n, label in enumerate(self.typical.tolist()):
            of_whom.setdefault(label, []).append(n)
        for rows in of_whom.values():
            if any(self.counts[n] for n in rows):
                said = sorted((keys[n], record_json(keys[n], self.rows[n])) for n in rows)
                record = canonical_json([record for _, record in said])
                yield Person(tuple(key for key, _ in said), record)

    def _listed(self) -> Numbers:
        """Return how many people are committed: as many as the list log has leaves."""
        count = self._persons(self.typical, self.counts)
        return Numbers(
            id=LISTED_ID,
            kind="documented",
            value=count,
            unit="persons_listed",
            method=LISTED,
            interval=Interval(low=count, high=count, level=None, kind="exact"),
            scope=_scope(self.dossier, {}),
            settings={"grade_min": self.dossier.settings.grade_min},
            rests_on=tuple(f"lists/{listed.name}" for listed in self.dossier.lists),
        )

    def _over_draws(self, marked: Sequence[bool], *, others: bool = False) -> Count:
        """Count the persons who have a marked record that counts; or all the others."""
        from vittne.link.counts import count_over, persons_with

        labels = self.linkage.draws.labels
        both = [a and b for a, b in zip(marked, self.counts, strict=True)]
        persons = persons_with(labels, both)
        return count_over(persons_with(labels, self.counts) - persons if others else persons)

    def _true(self, marked: Sequence[bool], *, others: bool = False) -> int | None:
        if self.true is None:
            return None
        both = [a and b for a, b in zip(marked, self.counts, strict=True)]
        persons = self._persons(self.true, both)
        return self._persons(self.true, self.counts) - persons if others else persons

    def _whole(self, thresholds: Iterable[Threshold]) -> Numbers:
        everybody = [True] * len(self.rows)
        count, calibration = self._over_draws(everybody), self.linkage.calibration
        checks = [
            Check(name="records", value=sum(self.counts)),
            Check(name="lists", value=len(self.dossier.lists)),
            Check(name="typical", value=self._persons(self.typical, self.counts)),
            Check(name="pairs", value=len(self.linkage.scored)),
            Check(name="reviewed", value=calibration.verdicts, ok=calibration.verdicts > 0),
            Check(name="draws", value=len(self.linkage.draws.labels)),
        ]
        return self._numbers(
            PERSONS_ID,
            PERSONS,
            count,
            checks,
            truth=self._true(everybody),
            detail={
                "thresholds": [
                    {"at_pct": _percent(one.at), "persons": one.persons} for one in thresholds
                ],
                "weak": {"records": len(self.counts) - sum(self.counts)},
            },
        )

    def _parts(self) -> Iterator[Numbers]:
        for by in BY:
            values = [_values(by, row) for row in self.rows]
            if by == "place":
                values = _outer(values)
            stated = [bool(one) for one in values]
            if not any(stated):
                continue
            codes = list(dict.fromkeys(code for one in values for code in one))
            found = {code: self._over_draws([code in one for one in values]) for code in codes}
            order = sorted(codes, key=lambda code: (-found[code].middle, code))
            for code in order[:MOST_ROWS]:
                truth = self._true([code in one for one in values])
                yield self._part(by, code, found[code], truth, max(0, len(codes) - MOST_ROWS))
            rest = self._over_draws(stated, others=True)
            yield self._part(by, NOT_STATED, rest, self._true(stated, others=True), 0)

    def _part(self, by: str, code: str, count: Count, truth: int | None, left_out: int) -> Numbers:
        detail = {"by": by, "code": code, "left_out": left_out}
        return self._numbers(
            figure_id(PERSONS_ID, by, code), PERSONS_BY, count, [], truth=truth, detail=detail
        )

    def _numbers(
        self,
        id_: str,
        method: str,
        count: Count,
        checks: Sequence[Check],
        *,
        truth: int | None,
        detail: Json,
    ) -> Numbers:
        settings = self.dossier.settings
        value: int | None = count.middle
        interval: Interval | None = Interval(
            low=count.low, high=count.high, level=LEVEL, kind="credible"
        )
        if count.low < LEAST_SHOWN and not settings.invented:
            value = interval = None
            checks = [*checks, Check(name="refused_few_people", value=LEAST_SHOWN, ok=False)]
        elif truth is not None:
            inside = count.low <= truth <= count.high
            checks = [*checks, Check(name="truth", value=truth, ok=inside)]
        return Numbers(
            id=id_,
            kind="documented",
            value=value,
            unit="persons_listed",
            method=method,
            interval=interval,
            scope=_scope(self.dossier, detail),
            checks=tuple(checks),
            settings=linked_settings(self.dossier, self.linkage),
            rests_on=tuple(f"lists/{listed.name}" for listed in self.dossier.lists),
            detail=detail,
        )


def linked_settings(dossier: Dossier, linkage: Linkage) -> Json:
    """Return how lists were linked: all that another run needs beside the seed."""
    return {
        "engine": "duckdb",
        "draws": len(linkage.draws.labels),
        "grade_min": dossier.settings.grade_min,
        "level": LEVEL,
    }


def record_json(key: str, row: ListedRecord) -> Json:
    """Return what a record says, as it is committed: all known columns that are filled in."""
    cells = {one.name: one.write(getattr(row, one.field)) for one in LISTED_COLUMNS.columns}
    return {"key": key, **{name: text for name, text in cells.items() if text}}


def _percent(share: float) -> float:
    return round(100 * share, 6)


def _counts(row: ListedRecord, grade_min: str) -> bool:
    """Whether a record is counted: its grade is at least the weakest that is."""
    if not grade_min:
        return True
    order = code_list("grades").codes
    return bool(row.grade) and order.index(row.grade) >= order.index(grade_min)


def _labels(keys: Sequence[str], truth: Truth) -> list[int]:
    first: dict[str, int] = {}
    return [first.setdefault(truth.person[key], n) for n, key in enumerate(keys)]


def _columns(dossier: Dossier) -> Mapping[str, str]:
    """Return the column of each list: lists of one independence group are one list."""
    groups: dict[str, list[str]] = {}
    for listed in dossier.lists:
        if listed.records:
            groups.setdefault(listed.independence_group or f"list {listed.name}", []).append(
                listed.name
            )
    return {name: "+".join(names) for names in groups.values() for name in names}


def _values(by: str, row: ListedRecord) -> tuple[str, ...]:
    """Return what a record says. A ground that is disputed is not counted as that ground."""
    if by == "hand":
        return row.hand
    if by == "place":
        return (row.place,) if row.place else ()
    return (DISPUTED,) if row.ground and row.ground_basis == DISPUTED else row.ground


def _outer(values: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Cut places to the widest step at which there is more than one."""
    deepest = max((one.count("/") for several in values for one in several), default=0)
    for steps in range(1, deepest + 2):
        cut = [tuple("/".join(one.split("/")[:steps]) for one in several) for several in values]
        if len({one for several in cut for one in several}) > 1:
            break
    return cut


def _scope(dossier: Dossier, detail: Mapping[str, Any]) -> FigureScope:
    scope, code = dossier.settings.scope, detail.get("code", "")
    known = code not in ("", NOT_STATED, DISPUTED)
    return FigureScope(
        place=code if known and detail["by"] == "place" else scope.place,
        period=scope.period.text if scope.period else "",
        acts=scope.acts,
        grounds=(code,) if known and detail["by"] == "ground" else scope.grounds,
    )


def _published(table: CaptureTable, dossier: Dossier) -> OverlapTable:
    def said(message: str) -> Mapping[str, str]:
        return {language: Words(language).text(message) for language in LANGUAGES}

    return OverlapTable(
        name=TABLE,
        lists=table.lists,
        rows=tuple(
            OverlapRow(on, (), count)
            for on, count in sorted(zip(table.patterns, table.counts, strict=True), reverse=True)
        ),
        about=TableAbout(
            title=said("linked-table-title"),
            definition=said("linked-table-definition"),
            note=said("linked-table-note"),
            scope=Scope(),
            drawn=True,
        ),
    )
