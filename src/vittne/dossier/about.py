"""``tables/<name>.toml``: what a table of counts holds, and what others published of it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from vittne.dossier.cells import BadCell, in_order
from vittne.dossier.files import nearest
from vittne.dossier.keys import Keys, read_toml
from vittne.dossier.model import OverlapTable, PublishedAnswer, Rounding, Scope, TableAbout, Texts
from vittne.terms.codes import LANGUAGES
from vittne.terms.csvfile import Report
from vittne.terms.places import Gazetteer


def read_about(
    path: Path, table: OverlapTable, places: Gazetteer | None, report: Report
) -> TableAbout:
    """Return what the file says of a table, and report all that is wrong in it.

    Parameters
    ----------
    path : Path
    table : OverlapTable
        Of which it speaks: lists, strata and their values must be the table's.
    places : Gazetteer or None
        None: nobody knows the regions, and any name may be a place.
    report : callable
    """
    file = f"tables/{table.name}.toml"
    content = read_toml(path, file, report)
    if content is None:
        return TableAbout()
    keys = Keys(content, file, report)
    about = TableAbout(
        title=texts(keys.table("title")),
        unit=keys.code("unit", "units"),
        scope=Scope(
            place=keys.place("place", places or Gazetteer()) if places else keys.text("place"),
            period=keys.period("period"),
            acts=keys.codes("acts", "acts"),
            grounds=keys.codes("grounds", "grounds"),
        ),
        definition=texts(keys.table("definition")),
        source=texts(keys.table("source")),
        address=keys.address("address"),
        licence=keys.text("licence"),
        note=texts(keys.table("note")),
        lists=_lists(keys.table("lists"), table.lists),
        strata=_strata(keys.table("strata"), table),
        published=tuple(_published(one, table) for one in keys.several("published")),
        drawn=keys.flag("drawn"),
        rounded=_rounding(keys.table("rounded"), table) if "rounded" in content else None,
    )
    keys.close()
    return about


def _rounding(keys: Keys, table: OverlapTable) -> Rounding:
    found = Rounding(
        base=keys.whole("base", None, 1) or 1,
        total=keys.whole("total", None, 0) or 0,
        residual=keys.whole("residual", 0, 0) or 0,
        elsewhere=keys.flag("elsewhere"),
    )
    keys.close()
    counted = sum(row.count for row in table.rows)
    if counted + found.residual != found.total:
        message = f"{counted} people in the rows and {found.residual} others are not {found.total}"
        keys.bad("total", message, "the rows and the residual add up to the total")
    return found


def texts(keys: Keys) -> Texts:
    """Return one text by language, those that are there."""
    found = {language: keys.text(language) for language in LANGUAGES}
    keys.close()
    return {language: text for language, text in found.items() if text}


def _lists(keys: Keys, lists: Collection[str]) -> dict[str, Texts]:
    found = {name: texts(labels) for name, labels in keys.tables()}
    _known(keys, found, lists, "the table has no list of this name")
    return found


def _strata(keys: Keys, table: OverlapTable) -> dict[str, dict[str, Texts]]:
    found: dict[str, dict[str, Texts]] = {}
    for column, values in keys.tables():
        found[column] = {value: texts(labels) for value, labels in values.tables()}
        if column in table.strata:
            index = table.strata.index(column)
            there = {row.strata[index] for row in table.rows}
            _known(values, found[column], there, "no row of the table has this value")
    _known(keys, found, table.strata, "the table has no stratum of this name")
    return found


def _known(keys: Keys, found: Collection[str], known: Collection[str], message: str) -> None:
    for name in found:
        if name not in known:
            guess = nearest(name, sorted(known))
            keys.bad(name[:100], message, f"did you mean {guess}?" if guess else "see the .csv")


def _published(keys: Keys, table: OverlapTable) -> PublishedAnswer:
    answer = PublishedAnswer(
        label=texts(keys.table("label")),
        stratum=keys.text("stratum"),
        value=keys.whole("value", None, 0),
        low=keys.whole("low", None, 0),
        high=keys.whole("high", None, 0),
        said_on=keys.period("said_on"),
        address=keys.address("address"),
    )
    keys.close()
    if not answer.label:
        keys.bad("label", "it is not said whose answer this is", "write one for each language")
    if answer.value is None and answer.low is None and answer.high is None:
        keys.bad("value", "there is no number", "give value, or low and high, or all of them")
    if answer.stratum and answer.stratum not in table.parts:
        keys.bad("stratum", "the table has no such stratum", "see the .csv")
    try:
        in_order((("low", answer.low), ("value", answer.value), ("high", answer.high)))
    except BadCell as error:
        keys.bad("value", error.message, error.hint)
    return answer
