"""Tables of people, before they go out: protected, held against earlier releases, and attacked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from vittne.dossier import OverlapRow, OverlapTable
from vittne.dossier.model import Rounding
from vittne.release.secrets import Secrets
from vittne.terms.errors import Problem, UserError

if TYPE_CHECKING:
    from vittne.disclose import Disclosed, Outward, Parents, Shown, Table

LISTS = "lists"
"""The group of all tables of the people on the lists."""
_TENS = 10


class Guard:
    """Protects the tables of one release, and keeps what was shown beside the truth.

    Attributes
    ----------
    kept : dict
        By group of tables: what the state file remembers.
    problems : list of Problem
        Why this release may not be published.
    """

    def __init__(self, secrets: Secrets, base: int, *, withdraw: bool = False) -> None:
        self.base = base
        self.kept: dict[str, Any] = {}
        self.problems: list[Problem] = []
        self._secrets, self._withdraw = secrets, withdraw

    @property
    def records(self) -> dict[str, Any]:
        """By group of tables: how they were protected, for everybody."""
        return {group: kept["record"] for group, kept in self.kept.items()}

    def protect(
        self, group: str, tables: Sequence[Table], people: int, parents: Parents | None = None
    ) -> Disclosed:
        """Return what is shown of tables of the same people; problems are collected.

        Parameters
        ----------
        group : str
            Whose tables: `LISTS`, or ``tables/<name>``.
        """
        from vittne.disclose import Disclosed, attack, disclose_tables
        from vittne.disclose.tables import no_parents

        before = [
            Disclosed.from_json(one.disclosed[group])
            for one in self._secrets.published
            if group in one.disclosed
        ]
        key, wider = self._secrets.rounding_key, parents or no_parents
        options: dict[str, Any] = {"people": people, "base": self.base, "parents": wider}
        found = disclose_tables(tables, before, key, **options)
        if found.problems and self._withdraw and before:
            found = disclose_tables(tables, before, key, withdraw=True, **options)
        learnt = found.problems or attack([*before, found], base=self.base, parents=wider)
        self.problems += learnt or _other_base(before, self.base)
        self.kept[group] = found.to_json()
        return found

    def refuse(self) -> None:
        """Stop here if anything may not be published.

        Raises
        ------
        UserError
            With all that an enemy would learn, and what to merge or to wait for.
        """
        if self.problems:
            raise UserError(self.problems)

    def outward(self, name: str, low: float, value: float, high: float, least: int = 0) -> Outward:
        """Round an estimate and its interval so that one person more or less hardly shows."""
        from vittne.disclose import outward

        key = self._secrets.rounding_key
        return outward(name, low, value, high, key, least=least, base=self.base)

    def about(self, name: str, number: float) -> Outward:
        """Round a number that is no cell, and may be small, to tens: of records, or a share.

        By the key as well: of numbers rounded openly, a guess of the lists gives each.
        """
        from vittne.disclose import outward

        return outward(name, number, number, number, self._secrets.rounding_key, base=_TENS)


def _other_base(before: Sequence[Disclosed], base: int) -> tuple[Problem, ...]:
    """Refuse to round otherwise than before: of two roundings of a number one may remain."""
    known = {one.record.base for one in before} - {base}
    if not known:
        return ()
    message = f"{base} is not the base of what was published before"
    hint = f"leave it at {min(known)}: where a cell is rounded in two ways, its number may be known"
    return (Problem(file="dossier.toml", column="disclosure.base", message=message, hint=hint),)


def pattern(on: Sequence[bool]) -> str:
    """Return the category of all people who are on exactly these lists."""
    return "".join(str(int(one)) for one in on)


def pattern_table(name: str, table: OverlapTable) -> Table:
    """Return a table of overlaps as one of categories."""
    from vittne.disclose import Table

    counts: dict[str, int] = {}
    for row in table.rows:
        counts[pattern(row.on)] = counts.get(pattern(row.on), 0) + row.count
    return Table(name=name, counts=counts, total=sum(counts.values()))


def shown_rows(shown: Shown) -> tuple[OverlapRow, ...]:
    """Return the rows of a table of overlaps as it is shown."""
    rows = (
        OverlapRow(tuple(one == "1" for one in cell.category), (), cell.value)
        for cell in shown.cells
    )
    return tuple(sorted(rows, key=lambda row: row.on, reverse=True))


def rounding(shown: Shown, base: int) -> Rounding:
    """Return what a published table says of how it was protected."""
    return Rounding(base=base, total=shown.total, residual=shown.residual, elsewhere=True)
