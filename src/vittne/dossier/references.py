"""Whatever a row names must be there: claims, surveys, polls.

Records that a review names may be gone: decisions survive new data (see ``remarks``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vittne.dossier.files import nearest
from vittne.terms.csvfile import Report, Sheet, shown
from vittne.terms.errors import Problem

Ids = Mapping[str, None] | None
"""Ids in file order; None where a table could not be read to its end: any may be in it."""

_CLAIM = "write the id as it stands in claims.csv"
_TARGET = "a claim, reporting/<id> or polls/<id>, as it stands in its own table"


def check_references(
    sheets: Mapping[str, Sheet], unread: frozenset[str], sentences: Iterable[str], report: Report
) -> None:
    """Report every id that leads nowhere.

    Parameters
    ----------
    sheets : mapping of str to Sheet
        The tables that were read, by file.
    unread : frozenset of str
        Tables that are there, but were not read, or not to their end.
    sentences : iterable of str
        ``[subject] claims``.
    report : callable
        Takes each problem.
    """

    def ids(file: str, key: str, before: str = "") -> Ids:
        if file in unread:
            return None
        rows = sheets[file].rows if file in sheets else ()
        # Ids of rows that are wrong in another way count too: one typo is one problem.
        return dict.fromkeys(before + row.cells[key] for row in rows)

    claims = {"": ids("claims.csv", "id")}
    surveys = {name: ids(f"{name}.csv", "id", f"{name}/") for name in ("reporting", "polls")}
    for file, column, known, hint in (
        ("relations.csv", "from", claims, _CLAIM),
        ("relations.csv", "to", claims | surveys, _TARGET),
        ("breakdowns.csv", "claim", claims, _CLAIM),
    ):
        for row in sheets[file].rows if file in sheets else ():
            if problem := _problem(row.cells[column], known, hint):
                report(
                    Problem(
                        file=file,
                        line=row.line,
                        column=column,
                        value=row.cells[column],
                        message=problem[0],
                        hint=problem[1],
                    )
                )
    for claim in sentences:
        if problem := _problem(claim, claims, _CLAIM):
            message, hint = problem
            key = "subject.claims"
            report(
                Problem(file="dossier.toml", column=key, value=claim, message=message, hint=hint)
            )


def _problem(name: str, known: Mapping[str, Ids], hint: str) -> tuple[str, str] | None:
    """Return what is wrong with an id, and what would be right. ``known`` is by what precedes /."""
    ids = known.get(name.rpartition("/")[0], {})
    if not name or ids is None or name in ids:
        return None
    others = [other for several in known.values() for other in several or ()]
    guess = next((other for other in others if other.endswith(f"/{name}")), nearest(name, others))
    return f"{shown(name)} is not known", f"did you mean {guess}?" if guess else hint
