"""What a release says of linked lists: how many people there are, and how many there may be.

The people of the most typical draw are committed, and their tables published as far as they name
no one. How many there are, and how many in all, is counted over all draws of who is who.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vittne.dossier import Dossier, ListedRecord, OverlapTable, Scope, TableAbout
from vittne.dossier.layout import LISTED as LISTED_COLUMNS
from vittne.release.disclosing import LISTS, Guard, pattern, rounding, shown_rows
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
    from vittne.disclose import Disclosed, Shown, Table
    from vittne.estimate.linked import LinkedEstimate
    from vittne.estimate.table import CaptureTable
    from vittne.link.linkage import Linkage
    from vittne.link.review import Settled

TABLE = "linked"
"""The published table of the most typical draw."""
BY = ("hand", "ground", "place")
RESIDUAL = "other_or_not_stated"
"""As the room of disclosure calls all who are in no cell of their own."""
_ENOUGH = 10
"""Records of a place; fewer decide nothing that is seen."""
DISPUTED, SEVERAL = "disputed", "several"
"""A ground that is disputed; people of whom the records say several things."""

Progress = Callable[[str, int, int], None]
Json = dict[str, Any]


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
        Of the most typical draw, as it is shown; None with one list, or where too few are.
    estimate : LinkedEstimate or None
    variance : mapping or None
        Where the doubt of the estimate comes from, in tens of percent.
    truth : Truth or None
    record : mapping
        How the tables were protected.
    """

    linkage: Linkage
    settled: Settled
    persons: tuple[Numbers, ...]
    committed: tuple[Person, ...] = ()
    table: OverlapTable | None = None
    estimate: LinkedEstimate | None = None
    variance: Mapping[str, int] | None = None
    truth: Truth | None = None
    record: Mapping[str, Any] = field(default_factory=dict)


def link_lists(dossier: Dossier, folder: Path, progress: Progress, guard: Guard) -> Linked | None:
    """Link the lists of a dossier, count, and estimate; None where it has no lists.

    Raises
    ------
    UserError
        Something that linking needs is not installed, the lists cannot be linked, or what they
        give may not be published.
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
        found=found.found,
        seed=dossier.settings.seed,
        progress=lambda done: progress("link: draws of who is who", done, DRAWS),
    )
    counted = _Counted(dossier, linkage, truth, guard)
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

    def __init__(
        self, dossier: Dossier, linkage: Linkage, truth: Truth | None, guard: Guard
    ) -> None:
        self.dossier, self.linkage, self.truth, self.guard = dossier, linkage, truth, guard
        self.rows = [row for listed in dossier.lists for row in listed.records]
        self.counts = [_counts(row, dossier.settings.grade_min) for row in self.rows]
        self.typical = linkage.best()
        self.true = None if truth is None else _labels(linkage.records.keys, truth)
        self.columns = _columns(dossier)
        self.names = list(dict.fromkeys(self.columns.values()))
        self.values = {by: _values(by, self.rows) for by in BY}

    def concluded(self, found: Settled, progress: Progress) -> Linked:
        """Count, protect, and estimate where there are two lists."""
        disclosed = self.guard.protect(
            LISTS, tuple(self._tables(self._people(self.typical))), self._all(self.typical), _wider
        )
        self.guard.refuse()
        record = disclosed.record.to_json()
        if disclosed.total is None:
            persons = (self._withdrawn(),)
            return Linked(linkage=self.linkage, settled=found, persons=persons, record=record)
        table = None
        if shown := disclosed.shown.get(TABLE):
            table = _published(tuple(self.names), shown, self.guard.base)
        estimate = None if table is None else self._estimate(progress)
        return Linked(
            linkage=self.linkage,
            settled=found,
            persons=(self._whole(), self._listed(), *self._records(), *self._parts(disclosed)),
            committed=tuple(self._committed()),
            table=table if estimate is not None else None,
            estimate=estimate,
            variance=None if estimate is None else self._variance(estimate),
            truth=self.truth,
            record=record,
        )

    def _people(self, labels: Any) -> Iterator[list[int]]:
        """Yield the records of each person who has one that counts."""
        of_whom: dict[int, list[int]] = {}
        for n, label in enumerate(labels):
            of_whom.setdefault(int(label), []).append(n)
        yield from (rows for rows in of_whom.values() if any(self.counts[n] for n in rows))

    def _tables(self, people: Iterable[list[int]]) -> Iterator[Table]:
        """Yield the tables of a partition: on which lists, by whose hand, on which ground, where.

        Whatever is said by records that count.
        """
        from vittne.disclose import Table

        counts: dict[str, Counter[str]] = {name: Counter() for name in (TABLE, *BY)}
        total = 0
        for rows in people:
            total += 1
            counted = [n for n in rows if self.counts[n]]
            lists = self.linkage.records.lists
            on = {self.columns[lists[self.linkage.records.on[n]]] for n in counted}
            counts[TABLE][pattern([name in on for name in self.names])] += 1
            for by in BY:
                if category := _category(by, [self.values[by][n] for n in counted]):
                    counts[by][category] += 1
        for name, found in counts.items():
            if found and (name != TABLE or len(self.names) >= FEWEST_LISTS):
                yield Table(name=name, counts=dict(found), total=total)

    def _estimate(self, progress: Progress) -> LinkedEstimate | None:
        from vittne.estimate.linked import draws_asked, estimate_linked
        from vittne.estimate.result import Reason
        from vittne.link.counts import evenly

        typical = self._capture(self.typical)
        if not typical.observed:
            return None
        most = draws_asked(len(self.names), self.dossier.settings.headline or None)
        unread = Reason(rule="not_reviewed", text="Nobody has reviewed a pair of these records.")
        return estimate_linked(
            [self._capture(one) for one in evenly(self.linkage.draws.labels, most)],
            typical,
            headline=self.dossier.settings.headline or None,
            held_against=() if self.linkage.calibration.verdicts else (unread,),
            seed=self.dossier.settings.seed,
            progress=lambda name, done, total: progress(f"estimate linked: {name}", done, total),
        )

    def _variance(self, estimate: LinkedEstimate) -> Mapping[str, int] | None:
        """Return the shares of the variance: two are rounded, and chance has the rest."""
        if estimate.variance is None:
            return None
        linkage, model, _ = estimate.variance.shares
        linkage, model = (
            min(100, self.guard.about(f"variance/{name}", 100 * share).value)
            for name, share in (("linkage", linkage), ("model", model))
        )
        return {
            "linkage_pct": linkage,
            "model_pct": model,
            "sampling_pct": max(0, 100 - linkage - model),
        }

    def _capture(self, labels: Any) -> CaptureTable:
        from vittne.estimate.table import CaptureTable

        on = [self.names.index(self.columns[name]) for name in self.linkage.records.lists]
        rows = [n for n, counted in enumerate(self.counts) if counted]
        lists = [on[n] for n in self.linkage.records.on[rows].tolist()]
        return CaptureTable.from_draw(self.names, labels[rows], lists)

    def _all(self, labels: Any) -> int:
        return len({int(labels[n]) for n, on in enumerate(self.counts) if on})

    def _above(self, threshold: float) -> int:
        """Return how many people there were if all pairs above a threshold were joined."""
        return self._all(self.linkage.labels_above(threshold))

    def _committed(self) -> Iterator[Person]:
        """Yield the people of the most typical draw who have a record that counts."""
        keys = self.linkage.records.keys
        for rows in self._people(self.typical):
            said = sorted((keys[n], record_json(keys[n], self.rows[n])) for n in rows)
            record = canonical_json([record for _, record in said])
            yield Person(tuple(key for key, _ in said), record)

    def _listed(self) -> Numbers:
        """Return how many people are committed: as many as the list log has leaves."""
        count = self._all(self.typical)
        exactly = Interval(low=count, high=count, level=None, kind="exact")
        return self._numbers(LISTED_ID, LISTED, count, exactly)

    def _withdrawn(self) -> Numbers:
        """Return the number that cannot be said before more has changed."""
        checks = (Check(name="refused_batch_rule", value=None, ok=False),)
        return self._numbers(LISTED_ID, LISTED, None, None, checks)

    def _records(self) -> Iterator[Numbers]:
        """Yield how many records each list has, rounded: lists are tables, too."""
        for listed in self.dossier.lists:
            count = len(listed.records)
            shown = self.guard.about(f"records/{listed.name}", count)
            numbers = self._numbers(
                figure_id("records", listed.name),
                "lists.records",
                shown.value,
                Interval(low=shown.low, high=shown.high, level=None, kind="rounded"),
            )
            yield replace(numbers, unit="records", rests_on=(f"lists/{listed.name}",))

    def _whole(self) -> Numbers:
        from vittne.link.counts import count_over, persons_with
        from vittne.link.linkage import THRESHOLDS

        calibration, guard = self.linkage.calibration, self.guard
        count = count_over(persons_with(self.linkage.draws.labels, self.counts))
        shown = guard.outward(PERSONS_ID, count.low, count.middle, count.high)
        weak = len(self.counts) - sum(self.counts)
        checks = [
            Check(name="lists", value=len(self.dossier.lists)),
            Check(name="typical", value=self._all(self.typical)),
            Check(name="reviewed", value=calibration.verdicts, ok=calibration.verdicts > 0),
            Check(name="draws", value=len(self.linkage.draws.labels)),
        ]
        if self.true is not None:
            truth = self._all(self.true)
            checks.append(Check(name="truth", value=truth, ok=shown.low <= truth <= shown.high))
        # One name for all: the same number twice is the same twice, and cannot be averaged.
        joined = (guard.about("thresholds", self._above(at)).value for at in THRESHOLDS)
        detail = {
            "thresholds": [
                {"at_pct": _percent(at), "persons": persons}
                for at, persons in zip(THRESHOLDS, accumulate(joined, max), strict=True)
            ],
            "weak": {"records": guard.about("weak", weak).value},
        }
        interval = Interval(low=shown.low, high=shown.high, level=LEVEL, kind="credible")
        return self._numbers(PERSONS_ID, PERSONS, shown.value, interval, checks, detail)

    def _parts(self, disclosed: Disclosed) -> Iterator[Numbers]:
        """Yield the cells of the tables by hand, ground and place."""
        from vittne.disclose.tables import merged

        true = {}
        if self.true is not None:
            true = {one.name: one for one in self._tables(self._people(self.true))}
        for by in BY:
            shown = disclosed.shown.get(by)
            if shown is None:
                continue
            cells = shown.values
            truth = {}
            if by in true:
                truth = merged(true[by], {cell.category for cell in shown.cells}, _wider)
            for code, value in cells.items():
                inside = any(other.startswith(f"{code}/") for other in cells)
                detail = {"by": by, "code": code, "rest": inside}
                checks = [Check(name="truth", value=truth[code])] if code in truth else []
                reach = self.guard.base - 1
                interval = Interval(
                    low=max(0, value - reach), high=value + reach, level=None, kind="rounded"
                )
                id_ = figure_id(PERSONS_ID, by, code)
                yield self._numbers(id_, PERSONS_BY, value, interval, checks, detail)

    def _numbers(
        self,
        id_: str,
        method: str,
        value: int | None,
        interval: Interval | None,
        checks: Sequence[Check] = (),
        detail: Json | None = None,
    ) -> Numbers:
        return Numbers(
            id=id_,
            kind="documented",
            value=value,
            unit="persons_listed",
            method=method,
            interval=interval,
            scope=_scope(self.dossier, detail or {}),
            checks=tuple(checks),
            settings=linked_settings(self.dossier, self.linkage),
            rests_on=tuple(f"lists/{listed.name}" for listed in self.dossier.lists),
            detail=detail or {},
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


def _values(by: str, rows: Sequence[ListedRecord]) -> list[tuple[str, ...]]:
    """Return what each record says. A ground that is disputed is not counted as that ground."""
    if by == "hand":
        return [row.hand for row in rows]
    if by == "place":
        return _outer([(row.place,) if row.place else () for row in rows])
    return [
        (DISPUTED,) if row.ground and row.ground_basis == DISPUTED else row.ground for row in rows
    ]


def _category(by: str, said: Sequence[tuple[str, ...]]) -> str:
    """Return the one category of a person, by all that the records say; empty: not stated."""
    codes = sorted({code for one in said for code in one})
    if len(codes) < 2:
        return codes[0] if codes else ""
    if by == "place":
        steps = [code.split("/") for code in codes]
        same = [of[0] for of in zip(*steps, strict=False) if len(set(of)) == 1]
        # Steps are the same from the outside in, or not at all.
        if same and all(step[: len(same)] == same for step in steps):
            return "/".join(same)
    return SEVERAL


def _wider(table: str, category: str) -> str | None:
    """Return the place that a place lies in."""
    return category.rpartition("/")[0] or None if table == "place" else None


def _outer(values: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Cut places to the widest step at which there is more than one of some size.

    Not more than one: a table by country in place of one by district would tell of one person.
    """
    deepest = max((one.count("/") for several in values for one in several), default=0)
    for steps in range(1, deepest + 2):
        cut = [tuple("/".join(one.split("/")[:steps]) for one in several) for several in values]
        found = Counter(one for several in cut for one in several)
        if sum(count >= _ENOUGH for count in found.values()) > 1:
            break
    return cut


def _scope(dossier: Dossier, detail: Mapping[str, Any]) -> FigureScope:
    scope, code = dossier.settings.scope, detail.get("code", "")
    known = code not in ("", RESIDUAL, SEVERAL, DISPUTED)
    return FigureScope(
        place=code if known and detail["by"] == "place" else scope.place,
        period=scope.period.text if scope.period else "",
        acts=scope.acts,
        grounds=(code,) if known and detail["by"] == "ground" else scope.grounds,
    )


def _published(lists: tuple[str, ...], shown: Shown, base: int) -> OverlapTable:
    def said(message: str) -> Mapping[str, str]:
        return {language: Words(language).text(message) for language in LANGUAGES}

    return OverlapTable(
        name=TABLE,
        lists=lists,
        rows=shown_rows(shown),
        about=TableAbout(
            title=said("linked-table-title"),
            definition=said("linked-table-definition"),
            note=said("linked-table-note"),
            scope=Scope(),
            drawn=True,
            rounded=rounding(shown, base),
        ),
    )
