"""The folder ``audit/`` of a dossier: what was planned, what was drawn, what the auditor said.

``plan.json`` is written first, and announced by the next release that is built; ``draw.json`` says
which published list the records were drawn from, and by which chance; ``inspections.csv`` has one
row for each record and proposition, in the order in which verdicts were given.
"""

from __future__ import annotations

import csv
import io
import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, TypeVar

from vittne.audit import (
    VERDICTS,
    BadAudit,
    Chance,
    Inspected,
    Plan,
    Transcript,
    drawn,
    exists_at,
    read_plan,
    read_transcript,
)
from vittne.dossier.files import read_bytes, read_sheet
from vittne.release.secrets import KeptRelease
from vittne.terms.csvfile import Row, escape_cell
from vittne.terms.errors import Problem, UserError
from vittne.verify.claims import PLAN as PLANNED
from vittne.verify.claims import RESULT, plan_entry, result_entry

FOLDER = "audit"
FILES = ("plan.json", "draw.json", "inspections.csv")
PLAN, DRAW, INSPECTIONS = (f"{FOLDER}/{name}" for name in FILES)
EARLIER = "release-"
"""Begins the name of a folder in it that keeps an earlier audit; its number follows."""

Json = dict[str, Any]
Claims = Sequence[Mapping[str, Any]]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """What was drawn from which list.

    Attributes
    ----------
    start : Transcript
        Plan, list and chance, with nothing inspected yet.
    given : int
        How many records of the draw the auditor has been given so far.
    """

    start: Transcript
    given: int

    @property
    def leaves(self) -> tuple[int, ...]:
        """The leaves that the auditor has been given, in the order of the draw."""
        return drawn(self.start.root, self.start.chance, self.start.size, self.given)

    def to_dict(self) -> Json:
        """Return the draw as JSON holds it."""
        return {**self.start.to_dict(), "given": self.given}


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """One verdict: of a record, on a proposition."""

    leaf: int
    proposition: str
    verdict: str
    duplicate_of: str = ""
    note: str = ""


COLUMNS = tuple(field.name for field in fields(Inspection))


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What the folder holds."""

    plan: Plan | None = None
    draw: Draw | None = None
    inspections: tuple[Inspection, ...] = ()

    @property
    def transcript(self) -> Transcript | None:
        """What may be published: as far as every record has all its verdicts.

        Whatever comes after the first record without them does not count: else one could leave
        out what would not be shown.
        """
        if self.draw is None:
            return None
        said: dict[int, dict[str, str]] = {}
        for one in self.inspections:
            said.setdefault(one.leaf, {})[one.proposition] = one.verdict
        doubled = {one.leaf for one in self.inspections if one.duplicate_of}
        start, inspected = self.draw.start, []
        for leaf in self.draw.leaves:
            if len(said.get(leaf, ())) < len(start.plan.propositions):
                break
            inspected.append(Inspected(leaf, said[leaf], leaf in doubled))
        return replace(start, inspected=tuple(inspected))


def read_audit(folder: Path, kept_in: str = FOLDER) -> Audit:
    """Read the audit of a dossier; whatever is not there yet is left out.

    Parameters
    ----------
    folder : Path
        Of the dossier.
    kept_in : str
        The folder in it: ``audit``, or that of an earlier audit.

    Raises
    ------
    UserError
        With everything that is wrong in it.
    """
    if not folder.is_dir():
        hint = "give the folder of the dossier"
        raise UserError(Problem(file=str(folder), message="there is no such folder", hint=hint))
    problems: list[Problem] = []
    plan_file, draw_file, inspections_file = (f"{kept_in}/{name}" for name in FILES)
    plan = _read_json(folder, plan_file, read_plan, problems)
    draw = _read_json(folder, draw_file, _read_draw, problems)
    inspections: tuple[Inspection, ...] = ()
    if os.path.lexists(folder / inspections_file):
        inspections = read_inspections(folder / inspections_file, inspections_file, draw, problems)
    if draw is not None and plan != replace(draw.start.plan, records=None):
        message = "this is not the plan by which records were drawn"
        hint = f"put back the plan that stands in {draw_file}: what was announced is not changed"
        problems.append(Problem(file=plan_file, message=message, hint=hint))
    if problems:
        raise UserError(problems)
    return Audit(plan=plan, draw=draw, inspections=inspections)


def newest_transcript(folder: Path) -> Transcript | None:
    """Return what the next release publishes in ``log/audit.json``.

    It is the audit under way as soon as one record counts, and the one before until then: what was
    found of an earlier list stays.

    Raises
    ------
    UserError
        With everything that is wrong in the folder.
    """
    transcript = read_audit(folder).transcript
    if transcript is not None and transcript.inspected:
        return transcript
    kept = [path.name.removeprefix(EARLIER) for path in (folder / FOLDER).glob(f"{EARLIER}*")]
    if not (numbers := [int(number) for number in kept if number.isdecimal()]):
        return None
    return read_audit(folder, f"{FOLDER}/{EARLIER}{max(numbers)}").transcript


def keep_aside(folder: Path, release: int) -> None:
    """Put an audit that is over into a folder of its own, so that another can be planned."""
    aside = folder / FOLDER / f"{EARLIER}{release}"
    aside.mkdir(mode=0o700, exist_ok=True)
    # All are copied before one is gone, the draw before the plan: whoever is killed here goes on.
    found = [name for name in reversed(FILES) if (folder / FOLDER / name).exists()]
    for name in found:
        shutil.copy2(folder / FOLDER / name, aside / name)
    for name in found:
        (folder / FOLDER / name).unlink()


def _read_draw(value: Any) -> Draw:
    if not isinstance(value, Mapping) or not isinstance(value.get("given"), int):
        raise BadAudit("a draw says how many records were `given` to the auditor")
    start = read_transcript({name: value[name] for name in value if name != "given"})
    given = value["given"]
    if (
        start.inspected
        or not 1 <= given <= start.size
        or not start.chance.answers(start.plan.chance)
    ):
        raise BadAudit("this is no draw by the chance that its plan announces")
    return Draw(start=start, given=given)


def _read_json(
    folder: Path, file: str, read: Callable[[Any], _T], problems: list[Problem]
) -> _T | None:
    if not os.path.lexists(folder / file):
        return None
    data = read_bytes(folder / file, file, problems.append)
    if data is None:
        return None
    try:
        return read(json.loads(data))
    except (ValueError, RecursionError) as error:  # BadAudit is a ValueError, and so is bad JSON
        why = str(error) if isinstance(error, BadAudit) else "this is no JSON"
        hint = "`vittne audit` writes this file: put back what it wrote"
        problems.append(Problem(file=file, message=why, hint=hint))
        return None


def read_inspections(
    path: Path, file: str, draw: Draw | None, problems: list[Problem]
) -> tuple[Inspection, ...]:
    """Read verdicts from a CSV file: that of the dossier, or the one that an auditor hands back.

    A row without a verdict is left out: the auditor has not come to it yet.
    """
    sheet = read_sheet(path, file, problems.append)
    if sheet is None:
        return ()
    if draw is None:
        problems.append(Problem(file=file, message="nothing was drawn yet that could be inspected"))
        return ()
    if missing := [name for name in COLUMNS[:3] if name not in sheet.columns]:
        message = f"the column {missing[0]} is missing"
        hint = "take inspections.csv as it lay in the auditor's folder"
        problems.append(Problem(file=file, line=1, message=message, hint=hint))
        return ()
    found: dict[tuple[int, str], Inspection] = {}
    for row in sheet.rows:
        if row.cells["verdict"] and (one := _inspection(row, file, draw, problems)):
            if (one.leaf, one.proposition) in found:
                message = f"a verdict of leaf {one.leaf} on {one.proposition} stands already"
                problems.append(Problem(file=file, line=row.line, message=message, hint=_STANDS))
            found[one.leaf, one.proposition] = one
    return tuple(found.values())


_STANDS = (
    "one verdict counts: where it was a slip, correct its row in audit/inspections.csv together "
    "with the auditor"
)


def _inspection(row: Row, file: str, draw: Draw, problems: list[Problem]) -> Inspection | None:
    cells = {name: row.cells.get(name, "") for name in COLUMNS}
    leaf = int(cells["leaf"]) if cells["leaf"].isascii() and cells["leaf"].isdigit() else -1
    known = {
        "leaf": (leaf in draw.leaves, "one of the leaves that were drawn and handed over"),
        "proposition": (
            cells["proposition"] in draw.start.plan.propositions,
            f"one of {', '.join(draw.start.plan.propositions)}",
        ),
        "verdict": (cells["verdict"] in VERDICTS, f"one of {', '.join(VERDICTS)}"),
        "duplicate_of": (
            not (double := cells["duplicate_of"])
            or (double in map(str, range(draw.start.size)) and double != cells["leaf"]),
            "another leaf of the list, or nothing",
        ),
    }
    for name, (right, what) in known.items():
        if not right:
            message = f"{cells[name][:60]!r} is not {what}"
            problems.append(
                Problem(file=file, line=row.line, column=name, value=cells[name], message=message)
            )
    if not all(right for right, _ in known.values()):
        return None
    return Inspection(**{**cells, "leaf": leaf})  # type: ignore[arg-type]


def add_inspections(folder: Path, new: Iterable[Inspection]) -> Audit:
    """Add verdicts to those of the dossier, and return what then stands there.

    Raises
    ------
    UserError
        A verdict stands already, or its record was not drawn: nothing is written then.
    """
    audit = read_audit(folder)
    rows = [*audit.inspections, *new]
    text = inspections_text(rows)
    path = folder / INSPECTIONS
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        write_whole(part, text.encode())
        problems: list[Problem] = []
        read_inspections(part, INSPECTIONS, audit.draw, problems)
        if problems:
            raise UserError(replace(problem, line=None) for problem in problems)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
    return replace(audit, inspections=tuple(rows))


def inspections_text(rows: Iterable[Inspection]) -> str:
    """Return verdicts as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([escape_cell(str(getattr(one, name))) for name in COLUMNS] for one in rows)
    return out.getvalue()


def write_json(folder: Path, file: str, value: Mapping[str, Any]) -> None:
    """Write a file of the audit, whole or not at all."""
    path = folder / file
    path.parent.mkdir(mode=0o700, exist_ok=True)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        write_whole(part, json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n")
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def write_whole(path: Path, data: bytes) -> None:
    """Write a new file that only its owner may read, and wait until it is on the disk."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


# --- the claims log -------------------------------------------------------------------------


def audit_claims(audit: Audit, claims: Claims, committed: Mapping[str, Any] | None) -> list[Json]:
    """Return what a release adds to the claims log: the plan it announces, the result it has.

    Parameters
    ----------
    claims : sequence of mapping
        The claims log so far.
    committed : mapping or None
        Origin, size and root of the list log of the release that is built.

    Raises
    ------
    UserError
        A plan is to be announced, and the dossier has no list.
    """
    added = []
    if audit.plan is not None and audit.draw is None and announced(audit.plan, claims) is None:
        if committed is None:
            message = "there is no list that could be audited"
            hint = "put lists into lists/, or remove the plan"
            raise UserError(Problem(file=PLAN, message=message, hint=hint))
        added.append(plan_entry(audit.plan.of(committed["size"]), committed))
    transcript = audit.transcript
    if transcript is not None and transcript.inspected:
        said = result_entry(transcript)
        if said not in claims:
            added.append(said)
    return added


def waiting(claims: Claims) -> Mapping[str, Any] | None:
    """Return the entry that announces a plan which has no result yet; the last, if several."""
    done = [entry["list"] for entry in claims if entry["type"] == RESULT]
    plans = [entry for entry in claims if entry["type"] == PLANNED and entry["list"] not in done]
    return plans[-1] if plans else None


def announced(plan: Plan, claims: Claims) -> Mapping[str, Any] | None:
    """Return the entry that announces this plan, if it has no result yet."""
    entry = waiting(claims)
    same = entry is not None and replace(read_plan(entry), records=None) == plan
    return entry if same else None


def refuse_known_chance(candidate: KeptRelease, published: Sequence[bytes], now: float) -> None:
    """Refuse to publish a plan whose round of the beacon was made by now.

    Who knows the round before the list is out can choose a list to fit it.

    Raises
    ------
    UserError
    """
    for entry in map(json.loads, candidate.entries[len(published) :]):
        if entry["type"] != PLANNED:
            continue
        number = read_plan(entry).chance.round
        if number is not None and exists_at(number, now):
            message = f"round {number} of drand was made before this release went out"
            hint = "plan again (vittne audit plan), with more time, build again, and publish that"
            raise UserError(Problem(file=PLAN, message=message, hint=hint))


def start_of(
    plan: Plan, chance: Chance, claims: Claims, releases: Mapping[str, int]
) -> Transcript | None:
    """Return the beginning of a draw: from the list of the release that announced the plan.

    Parameters
    ----------
    releases : mapping of str to int
        Root of each published list log (hexadecimal) to the number of its release.
    """
    entry = announced(plan, claims)
    if entry is None or entry["list"]["root"] not in releases:
        return None
    committed = entry["list"]
    return Transcript(
        release=releases[committed["root"]],
        origin=committed["origin"],
        size=committed["size"],
        root=bytes.fromhex(committed["root"]),
        plan=plan.of(committed["size"]),
        chance=chance,
        inspected=(),
    )
