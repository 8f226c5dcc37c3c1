"""Reads a dossier: all that is wrong in one run, and nothing half-read."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from vittne.dossier import head as head_file
from vittne.dossier.about import read_about
from vittne.dossier.cells import BadCell
from vittne.dossier.files import nearest, read_sheet
from vittne.dossier.layout import LISTED, TABLES, Layout
from vittne.dossier.model import CheckReport, Dossier, OverlapTable, RecordList
from vittne.dossier.overlap import read_overlap
from vittne.dossier.references import check_references
from vittne.dossier.remarks import find_remarks
from vittne.ledger.model import Record
from vittne.terms.csvfile import Report, Row, Sheet, shown
from vittne.terms.errors import Problem, UserError
from vittne.terms.places import Gazetteer

CLAIM_FILES = ("claims.csv", "relations.csv", "breakdowns.csv")
SURVEY_FILES = ("official.csv", "documented.csv", "reporting.csv", "polls.csv")


def read_dossier(folder: Path) -> Dossier:
    """Read a dossier.

    Other files and folders beside those of a dossier are left alone.

    Raises
    ------
    UserError
        With all problems, if there is any.
    """
    problems: list[Problem] = []
    dossier = _Reader(folder, problems.append).read()
    if problems or dossier is None:
        raise UserError(problems)
    return dossier


def check_dossier(folder: Path) -> CheckReport:
    """Read a dossier and say what was found, without raising for what is wrong in it."""
    problems: list[Problem] = []
    reader = _Reader(folder, problems.append)
    dossier = reader.read()
    if problems or dossier is None:
        return CheckReport(dossier=None, problems=tuple(problems), files=reader.files)
    remarks = find_remarks(dossier, folder, reader.sheets)
    return CheckReport(dossier=dossier, remarks=remarks, files=reader.files)


class _Reader:
    """One reading of one folder: what was found so far, file by file."""

    def __init__(self, folder: Path, report: Report) -> None:
        self.folder, self.report = folder, report
        self.files: dict[str, int] = {}
        self.sheets: dict[str, Sheet] = {}
        self.places: Gazetteer | None = Gazetteer()

    def read(self) -> Dossier | None:
        if not self._is_folder():
            return None
        head = self._head()
        rows = {file: self._table(file, layout) for file, layout in TABLES.items()}
        lists = tuple(self._list(name) for name in self._names("lists", (".csv", ".toml")))
        tables = self._overlaps(head.settings.strata)
        if not set(self.files) - {head_file.FILE}:
            hint = "put claims.csv or another table here, or start one with: vittne new DIR"
            self.report(Problem(message="this folder holds no dossier", hint=hint))
            return None
        unread = frozenset(file for file in self.files if not self._was_read(file))
        check_references(self.sheets, unread, head.sentences, self.report)
        record = Record(
            claims=rows["claims.csv"],
            relations=rows["relations.csv"],
            parts=rows["breakdowns.csv"],
            sentences=head.sentences,
            readings={claim: tuple(names) for claim, names in head.settings.readings.items()},
            places=head.places,
        )
        return Dossier(
            id=head.id,
            title=head.title,
            languages=head.languages,
            record=record,
            official=rows["official.csv"],
            documented=rows["documented.csv"],
            reporting=rows["reporting.csv"],
            polls=rows["polls.csv"],
            lists=tuple(listed for listed in lists if listed is not None),
            tables=tables,
            reviews=rows["reviews.csv"],
            corrections=rows["corrections.csv"],
            region_labels=head.region_labels,
            settings=head.settings,
        )

    def _is_folder(self) -> bool:
        """Whether the folder can be looked into at all."""
        try:
            os.listdir(self.folder)
        except NotADirectoryError:
            problem = Problem(message=f"{self.folder} is a file", hint="name the folder it lies in")
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else "no such name"
            problem = Problem(
                message=f"{shown(str(self.folder))} cannot be read: {reason}",
                hint="name the folder of a dossier, or start one with: vittne new DIR",
            )
        else:
            return True
        self.report(problem)
        return False

    def _head(self) -> head_file.Head:
        if not os.path.lexists(self.folder / head_file.FILE):
            return head_file.Head()
        self.files[head_file.FILE] = 0
        head = head_file.read_head(self.folder / head_file.FILE, self.report)
        self.places = head.places if head else None
        return head or head_file.Head()

    def _names(self, directory: str, endings: tuple[str, ...]) -> list[str]:
        """Return the names, without ending, of the files in ``lists`` or ``tables``."""
        path = self.folder / directory
        if not os.path.lexists(path):
            return []
        if path.is_symlink() or not path.is_dir():
            self._bad(directory, "this is a file or a link, not a folder", "make it a folder")
            return []
        try:
            found = sorted(os.listdir(path))
        except OSError as error:
            self._bad(directory, f"this cannot be read: {error.strerror}", "check its permissions")
            return []
        stems = {f[: -len(end)] for f in found for end in endings if f.endswith(end)}
        return sorted(stem for stem in stems if self._check_name(f"{directory}/{stem}", stem))

    def _check_name(self, file: str, stem: str) -> bool:
        if stem.startswith("."):
            return False
        if not stem.isprintable() or "/" in stem or len(stem) > 100:
            self._bad(shown(file), "a list or table cannot have this name", "choose a plain one")
            return False
        return True

    def _table(self, file: str, layout: Layout) -> tuple[Any, ...]:
        if not os.path.lexists(self.folder / file):
            return ()
        self.files[file] = 0
        sheet = read_sheet(self.folder / file, file, self.report)
        if sheet is None:
            return ()
        missing = self._missing_columns(sheet, layout)
        if not missing:
            self.sheets[file] = sheet
        self.files[file] = len(sheet.rows)
        if layout.key and layout.key not in missing:
            self._check_keys(sheet, layout.key)
        rows = [self._row(sheet, row, n, layout, missing) for n, row in enumerate(sheet.rows, 1)]
        return tuple(row for row in rows if row is not None)

    def _was_read(self, file: str) -> bool:
        return not file.endswith(".csv") or (file in self.sheets and self.sheets[file].whole)

    def _missing_columns(self, sheet: Sheet, layout: Layout) -> frozenset[str]:
        """Return the needed columns that are not there, after reporting them."""
        missing = [c for c in layout.needed or layout.names if c not in sheet.columns]
        extra = [name for name in sheet.columns if name not in layout.names]
        guesses = {column: nearest(column, extra) for column in missing}
        for column, guess in guesses.items():
            if guess:
                message, hint = f"the column {column} is missing", f"is it {guess}?"
                self._bad(sheet.file, message, hint, line=1, column=column)
        absent = [column for column, guess in guesses.items() if not guess]
        if absent:
            named = (
                f"column {absent[0]} is" if len(absent) == 1 else f"columns {', '.join(absent)} are"
            )
            hint = "add them, empty where nothing is known; the order does not matter"
            self._bad(sheet.file, f"the {named} missing", hint, line=1)
        return frozenset(missing)

    def _check_keys(self, sheet: Sheet, key: str) -> None:
        first: dict[str, int] = {}
        for row in sheet.rows:
            value = row.cells[key]
            if value and value in first:
                message = f"{shown(value)} is there already, in line {first[value]}"
                self._bad_cell(sheet, row, key, message, f"every {key} is given once")
            first.setdefault(value, row.line)

    def _row(
        self, sheet: Sheet, row: Row, number: int, layout: Layout, missing: frozenset[str]
    ) -> object | None:
        """Return the row as what it means, or None after reporting all that is wrong in it."""
        values: dict[str, Any] = {}
        good = not missing
        for column in layout.columns:
            if column.name in missing:
                continue
            try:
                values[column.field] = column.read(row.cells.get(column.name, ""), self.places)
            except BadCell as error:
                self._bad_cell(sheet, row, column.name, error.message, error.hint)
                good = False
        if not good:
            return None
        known = set(layout.names)
        texts = {name: text for name, text in row.cells.items() if name not in known and text}
        if layout.numbered:
            values["index"] = number
        built = layout.build(**values, texts=texts)
        try:
            layout.check(built)
        except BadCell as error:
            self._bad_cell(sheet, row, "", error.message, error.hint)
            return None
        return built

    def _list(self, name: str) -> RecordList | None:
        file, about = f"lists/{name}.csv", f"lists/{name}.toml"
        for needed, other in ((file, about), (about, file)):
            if not os.path.lexists(self.folder / needed):
                self._bad(other, f"{needed} is missing", "a list is a .csv and a .toml of one name")
        records = self._table(file, LISTED)
        if not os.path.lexists(self.folder / about):
            return None
        self.files[about] = 0
        listed = head_file.read_list_head(self.folder / about, name, self.report)
        return replace(listed, records=records) if listed else None

    def _overlaps(self, strata: tuple[str, ...]) -> tuple[Any, ...]:
        sheets, tables = [], []
        for name in self._names("tables", (".csv", ".toml")):
            file = f"tables/{name}.csv"
            if not os.path.lexists(self.folder / file):
                about = f"tables/{name}.toml"
                self._bad(about, f"{file} is missing", "it says what a table of that name holds")
                continue
            self.files[file] = 0
            sheet = read_sheet(self.folder / file, file, self.report)
            if sheet is not None:
                self.files[file] = len(sheet.rows)
                sheets.append(sheet)
                tables.append(self._about(read_overlap(sheet, name, strata, self.report), name))
        for stratum in strata:
            if sheets and not any(stratum in sheet.columns for sheet in sheets):
                message = f"no table has the column {shown(stratum)}"
                self._bad(head_file.FILE, message, "see tables/*.csv", column="estimate.strata")
        return tuple(table for table in tables if table is not None)

    def _about(self, table: OverlapTable | None, name: str) -> OverlapTable | None:
        """Add what ``tables/<name>.toml`` says. Of a table that cannot be read it says nothing."""
        file = f"tables/{name}.toml"
        if not os.path.lexists(self.folder / file):
            return table
        self.files[file] = 0
        known = table or OverlapTable(name=name, lists=())
        report = self.report if table else (lambda problem: None)
        about = read_about(self.folder / file, known, self.places, report)
        return replace(table, about=about) if table else None

    def _bad(self, file: str, message: str, hint: str, **place: Any) -> None:
        self.report(Problem(file=file, message=message, hint=hint, **place))

    def _bad_cell(self, sheet: Sheet, row: Row, column: str, message: str, hint: str) -> None:
        place = {"line": row.line, "column": column, "value": row.cells.get(column, "")}
        self._bad(sheet.file, message, hint, **place)
