"""The second half of ``vittne demo``: an invented list is committed, audited and corrected.

All of it is typed as an organisation and its auditor would type it. Whatever is secret lies in one
temporary folder beside the releases, and is gone before anything is served.
"""

from __future__ import annotations

import csv
import io
import json
import secrets
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vittne.release.secrets import KeptRelease

CLAIM = "0.75"
"""No more: linking leaves one in ten people of this archive on the list twice."""
FIVES = 5
"""Groups of five throws."""
AT_FIRST, AT_ONCE = 100, 20
"""Records that the auditor is handed: more than must be, so that errors are found."""
RECORDS, PEOPLE = Path("truth", "records.csv"), Path("truth", "people.csv")
AUDITOR, DAY = "invented-auditor", "2097-06-01"
WIDTH = 90
THREE = ("listed", "audited-act", "audited-ground", "estimated-linked")

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Truth:
    """What nobody knows of a real archive.

    Attributes
    ----------
    person : mapping of str to str
        Key of each record to its person.
    evidence : mapping of str to mapping
        Of each person, by proposition: `shown`, `dangerous`, or `none`.
    """

    person: Mapping[str, str]
    evidence: Mapping[str, Mapping[str, str]]

    def shown(self, person: Iterable[str], proposition: str) -> bool:
        """Whether the auditor is convinced of everybody whose records a leaf has."""
        return all(self.evidence[one][proposition] == "shown" for one in person)


def demonstrate(example: Path, out: Path, names: tuple[str, str]) -> Generator[str]:
    """Yield what happens, line by line, while it happens; leave two releases in `out`.

    Raises
    ------
    UserError
        Where one of the commands is refused.
    """
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".audit-", dir=out) as name:
        yield from _River(example, out.resolve(), Path(name).resolve(), names).runs()


class _River:
    """The whole way: two releases, and an audit between them."""

    def __init__(self, example: Path, out: Path, place: Path, names: tuple[str, str]) -> None:
        self.out, self.place = out, place
        self.first, self.second = (out / name for name in names)
        self.dossier = place / "dossier"
        self.key, self.public = place / "auditor.key", place / "auditor.key.pub"
        shutil.copytree(example, self.dossier)
        self.truth = _truth(self.dossier)
        self.given = 0
        self.found: list[Row] = []

    def runs(self) -> Iterator[str]:
        """Plan, commit, draw, inspect, correct, verify."""
        yield "An invented archive: people who never lived, on five lists. It is known who is who,"
        yield "and of whom there is evidence; the program is not told."
        yield ""
        yield "1. What will be audited is said first; the list is committed, and published."
        yield from self._typed("audit", "plan", self.dossier, "--claim", CLAIM, "--dice")
        yield from self._release(self.first)
        yield "2. Then chance: dice (thrown by this program, since all is invented). What fell is"
        yield "   sealed to the auditor; the auditor checks that it is what was committed."
        yield from self._audit()
        yield "4. What the auditor found is corrected, and the reasons are given."
        yield from self._correct()
        yield from self._release(self.second)
        yield from self._corrected()
        yield "5. Anybody holds the one against the other; nothing was left out or changed unsaid."
        yield from self._typed("verify", self.second, "--previous", self.first)
        yield ""
        yield "Three numbers that are never added:"
        yield from _three(self.second)
        people, listed = len(self.truth.evidence), len(set(self.truth.person.values()))
        yield f"   (In truth: {people:,} people, of whom {listed:,} are on a list.)"

    # --- commands -------------------------------------------------------------------------

    def _typed(self, *words: object) -> Iterator[str]:
        """Yield what is typed; then do it."""
        yield f"   $ vittne {' '.join(self._short(word) for word in words)}"
        self._said(*words)

    def _said(self, *words: object) -> str:
        """Do what is typed, and return what that prints."""
        from vittne.cli.main import run
        from vittne.terms.errors import Problem, UserError

        with redirect_stdout(io.StringIO()) as said:
            code = run([str(word) for word in words])
        if code:
            message = f"vittne {' '.join(map(str, words))}: ended with {code}"
            raise UserError(Problem(message=message, hint=said.getvalue().strip()[-500:]))
        return said.getvalue()

    def _short(self, word: object) -> str:
        text = str(word)
        for folder in (self.place, self.out):
            if isinstance(word, Path) and word.is_relative_to(folder):
                return str(word.relative_to(folder))
        return f"'{text}'" if " " in text else text

    def _release(self, folder: Path) -> Iterator[str]:
        yield from self._typed("build", self.dossier, "--out", folder)
        yield from self._typed("publish", folder, "--dossier", self.dossier)

    # --- the audit ------------------------------------------------------------------------

    def _audit(self) -> Iterator[str]:
        from vittne.seal import HybridIdentity

        identity = HybridIdentity.generate()
        self.key.write_text(f"{identity.secret()}\n")
        self.public.write_text(f"{identity.recipient}\n")
        dice = " ".join("".join(secrets.choice("123456") for _ in range(5)) for _ in range(FIVES))
        leaves = self._leaves()
        more: tuple[object, ...] = ("--dice", dice, "--first", AT_FIRST)
        while more:
            sealed = self.place / f"drawn-{self.given}.age"
            draw = ("audit", "draw", self.dossier, *more, "--to", self.public, "--out", sealed)
            yield from self._typed(*draw)
            folder = self._opened(sealed)
            if not self.given:
                yield "3. The auditor looks at one record after the other, and searches the list"
                yield "   for doubles. 'Too dangerous to show' counts as not shown, doubles as"
                yield "   errors. (The auditor of this demonstration reads the truth.)"
            self._answer(folder / "inspections.csv", leaves)
            self._said("audit", "record", self.dossier, "--from", folder / "inspections.csv")
            report = json.loads(self._said("audit", "report", self.dossier, "--json"))
            self.given = report["results"][0]["inspected"]
            wanted = _wanted(report)
            yield f"   {_so_far(report)} {'Enough.' if not wanted else 'Not enough yet.'}"
            left = report["records"] - self.given
            more = ("--more", min(max(wanted - self.given, AT_ONCE), left)) if wanted else ()
        for one in report["results"]:
            yield from _wrapped(one["sentence"]["en"])

    def _opened(self, sealed: Path) -> Path:
        """Open what was sealed, as the auditor does, and hold its leaves against the release."""
        plain = sealed.with_suffix(".zip")
        folder = sealed.with_suffix("")
        self._said("open", sealed, "--key", self.key, "--out", plain)
        with zipfile.ZipFile(plain) as whole:
            whole.extractall(folder)
        check = [sys.executable, "-I", str(folder / "check_leaves.py"), str(self.first)]
        subprocess.run(check, check=True, capture_output=True)  # noqa: S603  # our own
        return folder

    def _leaves(self) -> list[set[str]]:
        """Return who is in each leaf: what the search of the whole list would show."""
        return [{self.truth.person[key] for key in leaf} for leaf in self._committed()]

    def _committed(self) -> list[tuple[str, ...]]:
        """Return the keys of the records of each leaf that was published last."""
        return [leaf.person for leaf in self._last().leaves]

    def _last(self) -> KeptRelease:
        from vittne.release import read_secrets, secrets_path

        last = read_secrets(secrets_path(self.dossier)).last
        assert last is not None
        return last

    def _answer(self, sheet: Path, leaves: Sequence[set[str]]) -> None:
        columns, rows = _read(sheet)
        for row in rows:
            own = int(row["leaf"])
            doubles = [n for n, who in enumerate(leaves) if n != own and who & leaves[own]]
            shown = self.truth.shown(leaves[own], row["proposition"])
            row["verdict"] = "substantiated" if shown else "not_shown"
            row["duplicate_of"] = str(doubles[0]) if doubles else ""
        _write(sheet, columns, rows)
        self.found += rows

    # --- corrections ----------------------------------------------------------------------

    def _correct(self) -> Iterator[str]:
        """Correct the dossier: doubles as reviews, the rest in the lists, reasons beside."""
        doubles = self._merge()
        yield f"   {doubles} doubles that the auditor found are written into reviews.csv."
        said = [
            *(_reason(key, "merged", "same_person") for pair in self._pairs() for key in pair),
            *self._go_through(),
        ]
        _write(self.dossier / "corrections.csv", tuple(said[0]), said)
        gone = {self.truth.person[row["record"]] for row in said if row["kind"] == "withdrawn"}
        changed = {self.truth.person[row["record"]] for row in said if row["kind"] == "changed"}
        yield f"   The organisation goes through all its files, as the auditor did: of {len(gone)}"
        yield f"   people it has no evidence either, and of {len(changed)} not of the ground. They"
        yield "   are withdrawn, or described without it. What is only dangerous to show stays."

    def _corrected(self) -> Iterator[str]:
        """Yield what the second release says of its corrections."""
        from vittne.terms.codes import code_list
        from vittne.verify.claims import CORRECTION, read_claims
        from vittne.verify.disclosed import TOGETHER

        (said,) = (one for one in read_claims(self._last().entries) if one["type"] == CORRECTION)
        kinds, reasons = code_list("correction_kinds"), code_list("correction_reasons")
        yield f"   It says: {said['people']['before']} people before, {said['people']['now']} now."
        for kind, counts in said["counts"].items():
            for reason, number in counts.items():
                if reason == TOGETHER:
                    what = f"{kind.replace('_', ' ')}, counted together: {number}"
                else:
                    what = f"{kinds.label(kind, 'en')} ({reasons.label(reason, 'en')}): {number}"
                yield f"   {what[0].upper()}{what[1:]}."
        if "withdrawn" not in said["counts"]:
            yield "   Not each kind by itself: so few are of one that the numbers would tell who."

    def _pairs(self) -> Iterator[tuple[str, str]]:
        """Yield one record of each of two leaves that are the same person."""
        leaves, person = self._committed(), self.truth.person
        for a, b in sorted({_in_order(row) for row in self.found if row["duplicate_of"]}):
            yield next((x, y) for x in leaves[a] for y in leaves[b] if person[x] == person[y])

    def _merge(self) -> int:
        columns, rows = _read(self.dossier / "reviews.csv")
        said = {"verdict": "same", "reviewer": AUDITOR, "at": DAY, "round": "found"}
        new = [{"a": a, "b": b, "reason": "audit", **said} for a, b in self._pairs()]
        _write(self.dossier / "reviews.csv", columns, [*rows, *new])
        return len(new)

    def _go_through(self) -> Iterator[Row]:
        """Take out of the lists that of which there is no evidence; yield the corrections."""
        for path in sorted((self.dossier / "lists").glob("*.csv")):
            columns, rows = _read(path)
            kept = []
            for row in rows:
                key = f"{path.stem}/{row['record_id']}"
                has = self.truth.evidence[self.truth.person[key]]
                if has["act"] == "none":
                    yield _reason(key, "withdrawn", "not_substantiated")
                    continue
                if has["ground"] == "none" and row["ground"]:
                    row["ground"] = row["ground_basis"] = ""
                    yield _reason(key, "changed", "not_substantiated")
                kept.append(row)
            _write(path, columns, kept)
        columns, rows = _read(self.dossier / RECORDS)
        kept = [row for row in rows if self.truth.evidence[row["person"]]["act"] != "none"]
        _write(self.dossier / RECORDS, columns, kept)


def _in_order(row: Row) -> tuple[int, int]:
    a, b = sorted((int(row["leaf"]), int(row["duplicate_of"])))
    return a, b


def _reason(key: str, kind: str, reason: str) -> Row:
    return {"record": key, "kind": kind, "reason": reason, "on": DAY, "note": "invented"}


def _wanted(report: Mapping[str, Any]) -> int:
    """Return after how many records one may stop, or 0: now, or no stop was planned any more."""
    open_ = [one["next_stop"] for one in report["results"] if not one["confirmed"]]
    return 0 if not open_ or None in open_ else max(open_)


def _so_far(report: Mapping[str, Any]) -> str:
    act, ground = report["results"]
    return f"{act['inspected']} records, errors: act {act['errors']}, ground {ground['errors']}."


def _three(release: Path) -> Iterator[str]:
    from vittne.verify.figures import load_figures

    figures = {one.id: one for one in load_figures(release / "data" / "figures.json")}
    for name in THREE:
        # A table that could point at somebody is not shown, and then nothing is estimated from it.
        if name not in figures:
            yield f"   {name}: left out of this release; its front page says why."
            continue
        yield from _wrapped(figures[name].sentence["en"])


def _wrapped(sentence: str) -> list[str]:
    from vittne.cli.problems import plain

    text = plain(sentence.replace("\u00a0", " "))
    return wrap(text, WIDTH, initial_indent="   ", subsequent_indent="     ")


def _truth(dossier: Path) -> Truth:
    _, records = _read(dossier / RECORDS)
    _, people = _read(dossier / PEOPLE)
    names = {name: f"{name}_evidence" for name in ("act", "ground")}
    return Truth(
        {row["record"]: row["person"] for row in records},
        {row["person"]: {name: row[column] for name, column in names.items()} for row in people},
    )


def _read(path: Path) -> tuple[tuple[str, ...], list[Row]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return tuple(rows.fieldnames or ()), list(rows)


def _write(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
