"""All tables of a release at once: what is shown of them, and what is not, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from vittne.disclose.batch import may_be_shown, small
from vittne.disclose.record import Record, record_of
from vittne.disclose.rounding import rounded
from vittne.disclose.tables import (
    BASE,
    FEWEST,
    RESIDUAL,
    DisclosedTable,
    Parents,
    Shown,
    ShownCell,
    Table,
    merged,
    no_parents,
    table_from_json,
    table_to_json,
)
from vittne.terms.errors import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosed:
    """What a release shows of how many people, beside the truth. Secret: keep it in the state.

    Attributes
    ----------
    people : int
        True number of people.
    total : int or None
        The same, where it is shown. None: it is withdrawn, and so are all tables.
    tables : tuple of DisclosedTable
    record : Record
        For everybody.
    problems : tuple of Problem
        Why this may not be published.
    """

    people: int
    total: int | None
    tables: tuple[DisclosedTable, ...]
    record: Record = field(default_factory=Record)
    problems: tuple[Problem, ...] = ()

    @property
    def shown(self) -> dict[str, Shown | None]:
        """What everybody may have, by name of the table; None where nothing is shown."""
        return {table.true.name: table.shown for table in self.tables}

    def to_json(self) -> dict[str, Any]:
        """Return all but the problems, for the file of secrets."""
        return {
            "people": self.people,
            "total": self.total,
            "tables": [table_to_json(table) for table in self.tables],
            "record": self.record.to_json(),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Disclosed:
        """Return what :meth:`to_json` wrote."""
        return cls(
            people=value["people"],
            total=value["total"],
            tables=tuple(table_from_json(table) for table in value["tables"]),
            record=Record(**value["record"]),
        )


def disclose_tables(
    tables: Sequence[Table],
    previous: Sequence[Disclosed],
    key: bytes,
    *,
    people: int,
    base: int = BASE,
    parents: Parents = no_parents,
    withdraw: bool = False,
) -> Disclosed:
    """Protect the tables of a release.

    Parameters
    ----------
    tables : sequence of Table
        All of the same people. The same set in each release.
    previous : sequence of Disclosed
        What was published before, the oldest first. Not candidates that never went out.
    key : bytes
        Secret, and the same in all releases.
    people : int
        Their number, which is shown as it is.
    base : int
    parents : callable
        Takes table and category, returns the category that contains it or None.
    withdraw : bool
        Where the number of people changed by too few: show nothing, in place of a problem.
    """
    problems = tuple(_problems(people, previous))
    silent = withdraw or bool(problems)
    if withdraw:
        problems = ()
    found = tuple(
        DisclosedTable(
            true=table,
            shown=None if silent else _shown(table, previous, key, base, parents),
        )
        for table in tables
    )
    last = previous[-1].shown if previous else {}
    return Disclosed(
        people=people,
        total=None if silent else people,
        tables=found,
        record=record_of({one.true.name: one.shown for one in found}, last, base),
        problems=problems,
    )


def _problems(people: int, previous: Sequence[Disclosed]) -> list[Problem]:
    if 0 < people < FEWEST:
        message = f"the lists name fewer than {FEWEST} people: any number would be about them"
        return [Problem(file="lists", message=message, hint="wait until there are more")]
    changes = [people - old.total for old in previous if old.total is not None]
    if not any(small(change) for change in changes):
        return []
    message = f"the number of people differs by fewer than {FEWEST} from one that was published"
    hint = (
        "wait for more changes; or, if what was published is wrong, withdraw the figure: "
        "vittne build --withdraw"
    )
    return [Problem(file="lists", message=message, hint=hint)]


def _shown(
    table: Table, previous: Sequence[Disclosed], key: bytes, base: int, parents: Parents
) -> Shown | None:
    """Merge, hold against what was shown before, and round."""
    before = [
        old
        for release in previous
        for old in release.tables
        if old.true.name == table.name and old.shown is not None
    ]
    names = may_be_shown(table, before, base, parents)
    counts = merged(table, names, parents)
    if len(names) + bool(counts[RESIDUAL]) < 2:
        return None
    kept = {
        name: old.shown.values[name]
        for old in before
        if old.shown is not None
        for name, count in merged(old.true, old.names, parents).items()
        if counts.get(name) == count and name in old.shown.values
    }
    values = rounded(table.name, counts, key, base=base, kept=kept)
    return Shown(
        name=table.name,
        cells=tuple(
            ShownCell(category=name, value=values[name])
            for name in sorted(names, key=lambda name: (-values[name], name))
        ),
        residual=values.get(RESIDUAL, 0),
        total=table.total,
    )
