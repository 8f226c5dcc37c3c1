"""``vittne audit look`` and ``record``: search the whole list for a double; keep the verdicts."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from vittne.cli.audit_plan import AddAct
from vittne.cli.build import add_secrets

if TYPE_CHECKING:
    from vittne.link.records import Record
    from vittne.release.auditing import Draw, Inspection
    from vittne.release.secrets import KeptRelease
    from vittne.terms.errors import UserError

MOST = 12
"""Records that are shown."""
NEEDED = ("numba", "numpy")
_SHOWN = ("name", "given", "patronymic", "family", "sex", "date", "place", "act", "ground")


def add_acts(add: AddAct) -> None:
    """Add ``look`` and ``record``."""
    look = add("look", "search the whole list for the same person; the auditor watches")
    look.add_argument("dossier", type=Path, metavar="DOSSIER", help="the folder of the dossier")
    look.add_argument("--leaf", type=int, required=True, metavar="I", help="the drawn record")
    look.add_argument("--search", metavar="TEXT", help="show what has this text in it, instead")
    add_secrets(look)

    record = add("record", "keep what the auditor said")
    record.add_argument("dossier", type=Path, metavar="DOSSIER", help="the folder of the dossier")
    record.add_argument(
        "--from", dest="file", type=Path, metavar="FILE", help="the auditor's inspections.csv"
    )
    record.add_argument("--leaf", type=int, metavar="I", help="the record that was inspected")
    record.add_argument("--proposition", metavar="CODE", help="what was judged: act or ground")
    record.add_argument("--verdict", choices=("substantiated", "not_shown"), help="the verdict")
    record.add_argument(
        "--duplicate-of", default="", metavar="J", help="the leaf that is the same person"
    )
    record.add_argument("--note", default="", metavar="TEXT", help="is not published")


def run_look(args: argparse.Namespace) -> int:
    """Show the records of others that are most like those of a leaf."""
    from vittne.cli.problems import plain
    from vittne.dossier import read_dossier
    from vittne.release.linking import records_of
    from vittne.release.secrets import read_secrets, secrets_path

    _need()
    draw = _draw(args.dossier)
    release = next(
        (
            one
            for one in read_secrets(args.secrets or secrets_path(args.dossier)).published
            if one.list_root == draw.start.root
        ),
        None,
    )
    if release is None or args.leaf not in draw.leaves:
        hint = "give a leaf that was drawn and handed over, and the secrets of that release"
        raise _refused(f"there is no drawn record at leaf {args.leaf}", hint)
    records = records_of(read_dossier(args.dossier))
    own = frozenset(release.leaves[args.leaf].person)
    of_person = [row for row in records.rows if row.key in own]
    if args.search is None:
        from vittne.link.nearest import nearest

        found: Iterable[Record] = nearest(records, own, MOST)
    else:
        found = _with_text(records.rows, args.search, own)
    print(f"Leaf {args.leaf}:")
    print(plain("\n".join(_lines(of_person, release))))
    what = "have most in common with it" if args.search is None else "have this text in them"
    print(f"Of all {len(records):,} records, these {what}:")
    print(plain("\n".join(_lines(found, release)) or "  none"))
    return 0


def _with_text(rows: Iterable[Record], text: str, own: frozenset[str]) -> list[Record]:
    wanted = text.casefold()
    return [
        row for row in rows if row.key not in own and wanted in "\n".join(_cells(row)).casefold()
    ][:MOST]


def _cells(row: Record) -> list[str]:
    ages = [str(age) for age in (row.age_low, row.age_high) if age is not None]
    return [
        *(str(value) for name in _SHOWN if (value := getattr(row, name))),
        *(["-".join(dict.fromkeys(ages))] if ages else []),
        *filter(None, row.extra.values()),
    ]


def _lines(rows: Iterable[Record], release: KeptRelease) -> Iterator[str]:
    leaf_of = {key: leaf.index for leaf in release.leaves for key in leaf.person}
    for row in rows:
        leaf = leaf_of.get(row.key)
        where = "not on the list" if leaf is None else f"leaf {leaf}"
        yield f"  {where}, {row.key}: {', '.join(_cells(row))}"


def run_record(args: argparse.Namespace) -> int:
    """Add verdicts, and say how far the audit is."""
    from vittne.cli.problems import counted
    from vittne.release.auditing import add_inspections

    new = tuple(_given(args))
    audit = add_inspections(args.dossier, new)
    transcript = audit.transcript
    assert transcript is not None
    print(f"{counted(len(new), 'verdict')} kept in audit/inspections.csv.")
    whole, given = len(transcript.inspected), len(_draw(args.dossier).leaves)
    print(f"{whole} of the {given} records that were handed over have all their verdicts, counted")
    print("in the order of the draw up to the first that has not. Next: vittne audit report.")
    return 0


def _given(args: argparse.Namespace) -> Iterable[Inspection]:
    from vittne.release.auditing import Inspection, read_inspections
    from vittne.terms.errors import Problem, UserError

    draw = _draw(args.dossier)
    one = (args.leaf, args.proposition, args.verdict)
    if args.file is not None:
        if one != (None, None, None):
            raise _refused("--from has the verdicts in it", "leave the other arguments out")
        problems: list[Problem] = []
        found = read_inspections(args.file, str(args.file), draw, problems)
        if problems:
            raise UserError(problems)
        return found
    if None in one:
        hint = "--leaf I --proposition CODE --verdict substantiated or not_shown; or --from FILE"
        raise _refused("say what the auditor said", hint)
    return [
        Inspection(
            leaf=args.leaf,
            proposition=args.proposition,
            verdict=args.verdict,
            duplicate_of=args.duplicate_of,
            note=" ".join(args.note.split()),
        )
    ]


def _draw(folder: Path) -> Draw:
    from vittne.release.auditing import read_audit

    draw = read_audit(folder).draw
    if draw is None:
        raise _refused("nothing was drawn yet", "first: vittne audit draw DOSSIER")
    return draw


def _need() -> None:
    from importlib.util import find_spec

    if missing := [name for name in NEEDED if find_spec(name) is None]:
        message = f"searching needs {', '.join(missing)}, which this Python does not have"
        raise _refused(message, "`./run demo` installs all that is needed")


def _refused(message: str, hint: str) -> UserError:
    from vittne.terms.errors import Problem, UserError

    return UserError(Problem(message=message, hint=hint))
