"""``vittne link review``: look at pairs of records and say whether they are one person."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vittne.dossier import Dossier
    from vittne.link.records import Record, Records
    from vittne.link.review import Pair, Settled

HELP = "look at pairs of records, and say whether they are one person"

DESCRIPTION = """\
Show pairs of records side by side and ask whether they are one person: first those whose answer
moves the count most, and one in five at random. What the program thinks of a pair is not shown,
nor what others said of it. Each verdict is in reviews.csv before the next pair is asked for: stop
whenever you like, and start again later.
"""

ASK = "same (s)  different (d)  unsure (u)  later (n)  undo (z)  quit (q): "
_VERDICTS = {"s": "same", "d": "different", "u": "unsure"}
_OTHER_LAYOUT = dict(zip("ывгтяй", "sdunzq", strict=True))
"""The same keys where a Russian keyboard is switched on."""
_PARTS = ("given", "patronymic", "family")
_FIELDS = "name given patronymic family sex date place act ground hand grade event_id".split()  # noqa: SIM905


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what can be asked."""
    parser.description = DESCRIPTION
    parser.add_argument("dossier", type=Path, metavar="DOSSIER", help="the folder of the dossier")
    parser.add_argument("--reviewer", required=True, metavar="NAME", help="who is looking")
    rounds = parser.add_mutually_exclusive_group()
    rounds.add_argument(
        "--second", action="store_true", help="pairs that one other person has looked at"
    )
    rounds.add_argument(
        "--adjudicate",
        action="store_true",
        help="decide where reviewers differ or verdicts contradict each other; shows what was said",
    )
    rounds.add_argument(
        "--withdraw",
        nargs=2,
        metavar=("A", "B"),
        help="take back what you said of two records, by their keys; it stays in the file, marked",
    )
    parser.add_argument("--reason", default="", metavar="TEXT", help="why, with --withdraw")


def run(args: argparse.Namespace) -> int:
    """Review until nothing is left or nobody wants to go on, and return 0.

    Raises
    ------
    UserError
        If the dossier cannot be read, or nothing was found that could be withdrawn.
    """
    from vittne.dossier import read_dossier
    from vittne.release.linking import records_of
    from vittne.terms.errors import Problem, UserError

    args.reviewer, args.reason = _typed(args.reviewer), _typed(args.reason)
    if args.reason and not args.withdraw:
        hint = "the reason for a verdict is asked for with it"
        raise UserError(Problem(message="--reason goes with --withdraw", hint=hint))
    if not args.reviewer:
        raise UserError(Problem(message="--reviewer is empty", hint="say who is looking"))
    dossier = read_dossier(args.dossier)
    records = records_of(dossier)
    if len(records) < 2:
        hint = "put lists into lists/: docs/reference/dossier.md says how"
        raise UserError(Problem(message="there are no two records to compare", hint=hint))
    if args.withdraw:
        return _withdraw(args, dossier, records)
    found = _settled(dossier, records)
    _say_what_waits(found, args)
    session = Session(args.dossier, args.reviewer, _round(args), records, found)
    try:
        session.go_through(_pairs(args, dossier, records, found))
    finally:
        print(f"\n{_verdicts(len(session.done))} in reviews.csv.")
    if session.round != "first":
        _say_agreement(args.dossier)
    return 0


def _round(args: argparse.Namespace) -> str:
    return "adjudicated" if args.adjudicate else "second" if args.second else "first"


def _verdicts(number: int) -> str:
    return "1 new verdict is" if number == 1 else f"{number or 'No'} new verdicts are"


def _settled(dossier: Dossier, records: Records) -> Settled:
    from vittne.link.review import settled
    from vittne.release.linking import reviews_of

    return settled(reviews_of(dossier), records)


def _pairs(
    args: argparse.Namespace, dossier: Dossier, records: Records, found: Settled
) -> Sequence[Pair]:
    from random import Random

    from vittne.link.review import waiting_for_second

    if args.adjudicate:
        return found.to_decide
    seed = dossier.settings.seed or 0
    if args.second:
        # In an order of their own: that of the first round would tell something.
        pairs = list(waiting_for_second(found, args.reviewer))
        Random(f"{seed} {args.reviewer}").shuffle(pairs)  # noqa: S311
        return pairs
    from vittne.link.queue import first_round

    print("Looking for the pairs that matter most ...", file=sys.stderr)
    return first_round(records, found, seed=seed)


def _say_what_waits(found: Settled, args: argparse.Namespace) -> None:
    from vittne.cli.problems import print_problems

    print_problems(found.remarks, sys.stderr)
    if args.adjudicate:
        print_problems(found.problems, sys.stderr)
    elif found.to_decide:
        number = len(found.to_decide)
        waits = "1 pair waits" if number == 1 else f"{number} pairs wait"
        print(f"{waits} for somebody to decide: --adjudicate", file=sys.stderr)


def _say_agreement(folder: Path) -> None:
    from vittne.dossier import read_dossier
    from vittne.link.agreement import agreement
    from vittne.release.linking import records_of

    dossier = read_dossier(folder)
    found = agreement(_settled(dossier, records_of(dossier)).standing.values())
    if found is None:
        return
    low, high = found.raw_interval
    print(
        f"Two people looked at {found.pairs} pairs, and agree on {found.raw:.0%} of them "
        f"(95 %: {low:.0%} to {high:.0%})."
    )
    if found.kappa is not None:
        low, high = found.kappa_interval
        print(f"Cohen's kappa: {found.kappa:.2f} ({low:.2f} to {high:.2f}).")
    said = ", ".join(f"{verdict} {share:.0%}" for verdict, share in found.by_verdict.items())
    print(f"Where one says it, so does the other: {said}.")


def _withdraw(args: argparse.Namespace, dossier: Dossier, records: Records) -> int:
    from vittne.dossier.reviewing import withdraw_reviews
    from vittne.link.contents import Contents
    from vittne.link.review import pair_of
    from vittne.terms.errors import Problem, UserError

    if not args.reason:
        hint = 'for example: --reason "they are two brothers"'
        raise UserError(Problem(message="--withdraw needs a --reason", hint=hint))
    pair = pair_of(*args.withdraw)
    contents = Contents.of(records)

    def today(cells: Mapping[str, str], side: str) -> str:
        key = cells[side]
        return contents.find(key, cells.get(f"{side}_content", "")).key or key

    def meant(cells: Mapping[str, str]) -> bool:
        of_these = pair_of(today(cells, "a"), today(cells, "b")) == pair
        return of_these and cells["reviewer"] == args.reviewer

    number = withdraw_reviews(args.dossier, meant, _today(), args.reason)
    if not number:
        standing = _settled(dossier, records).standing.get(pair, ())
        others = ", ".join(dict.fromkeys(review.reviewer for review in standing))
        hint = f"{others} did" if others else "give two keys as they stand in reviews.csv"
        message = f"{args.reviewer} said nothing of {pair[0]} and {pair[1]} that stands"
        raise UserError(Problem(file="reviews.csv", message=message, hint=hint))
    print(f"{number} taken back. What was said stays in reviews.csv, marked.")
    return 0


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _typed(text: str) -> str:
    """Return what somebody typed as a cell can hold it: one line, no control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


@dataclass
class Session:
    """One person at one terminal.

    Attributes
    ----------
    done : list of pair
        What was said, and not taken back, since the program began.
    """

    folder: Path
    reviewer: str
    round: str
    records: Records
    found: Settled
    done: list[Pair] = field(default_factory=list)

    def go_through(self, pairs: Sequence[Pair]) -> None:
        """Ask about each pair until the end, or until nobody wants to go on."""
        waiting, number = deque(pairs), 0
        rows = {row.key: row for row in self.records.rows}
        while waiting:
            pair = waiting.popleft()
            number += 1
            self._show(number, rows[pair[0]], rows[pair[1]])
            answer, reason = self._ask()
            if answer == "q":
                return
            if answer == "z":
                waiting.appendleft(pair)
                waiting.appendleft(self._undo())
            elif answer in _VERDICTS:
                self._keep(rows[pair[0]], rows[pair[1]], _VERDICTS[answer], reason)
                self.done.append(pair)
        print("\nNothing is left to look at.")

    def _show(self, number: int, a: Record, b: Record) -> None:
        from vittne.cli.problems import plain
        from vittne.cli.side_by_side import LEGEND, side_by_side

        width = shutil.get_terminal_size().columns
        lines = [
            "",
            "-" * width,
            f"{number}.  A: {plain(a.key)}  B: {plain(b.key)}",
            *side_by_side(*_of_both(a, b), width),
            LEGEND,
            *self._said_before(a, b),
        ]
        print("\n".join(lines))

    def _said_before(self, a: Record, b: Record) -> Iterator[str]:
        from vittne.cli.problems import plain

        if self.round == "adjudicated":
            for review in self.found.standing.get((a.key, b.key), ()):
                why = f": {plain(review.reason)}" if review.reason else ""
                yield f"Somebody said {review.verdict}{why}"

    def _ask(self) -> tuple[str, str]:
        """Return a key that means something, and the reason where there is a verdict."""
        while True:
            line = _line(ASK)
            if line is None:
                return "q", ""
            word, _, reason = _typed(line).partition(" ")
            key = _OTHER_LAYOUT.get(word.casefold()[:1], word.casefold()[:1])
            if key in ("n", "q") or (key == "z" and self.done):
                return key, ""
            if key == "z":
                print("Nothing was said yet that could be undone.")
            elif key in _VERDICTS:
                said = reason or self._reason(key)
                return ("q", "") if said is None else (key, said)

    def _reason(self, key: str) -> str | None:
        """Ask why; None at the end of the input.

        Who is unsure says what is missing, and who decides says what decided: others go on from
        there. A plain verdict may stand for itself.
        """
        needed = key == "u" or self.round == "adjudicated"
        while (line := _line("Why: " if needed else "Why (may stay empty): ")) is not None:
            reason = _typed(line)
            if reason or not needed:
                return reason
        return None

    def _keep(self, a: Record, b: Record, verdict: str, reason: str) -> None:
        from vittne.dossier.reviewing import SAID_THEN, add_review
        from vittne.link.contents import content_of

        cells = {
            "a": a.key,
            "b": b.key,
            "verdict": verdict,
            "reviewer": self.reviewer,
            "at": _today(),
            "reason": reason,
            "round": self.round,
            **dict(zip(SAID_THEN, (content_of(a), content_of(b)), strict=True)),
        }
        add_review(self.folder, cells)

    def _undo(self) -> Pair:
        """Take the last verdict back, and return its pair."""
        from vittne.dossier.reviewing import withdraw_reviews

        pair = self.done.pop()
        said = (*pair, self.reviewer, self.round)
        names = ("a", "b", "reviewer", "round")
        withdraw_reviews(
            self.folder,
            lambda cells: tuple(cells[name] for name in names) == said,
            _today(),
            "undone",
        )
        return pair


def _line(prompt: str) -> str | None:
    try:
        return input(prompt)
    except EOFError:
        return None


def _of_both(a: Record, b: Record) -> tuple[dict[str, str], dict[str, str]]:
    """Return what two records say; a name in parts is one name beside a name that is whole."""
    cells = one, other = _cells(a), _cells(b)
    for parted, whole in ((one, other), (other, one)):
        if whole["name"] and not parted["name"] and not any(whole[part] for part in _PARTS):
            parted["name"] = " ".join(filter(None, (parted.pop(part) for part in _PARTS)))
    return cells


def _cells(record: Record) -> dict[str, str]:
    from vittne.link.columns import MAN, WOMAN, sex_of

    ages = [str(age) for age in (record.age_low, record.age_high) if age is not None]
    cells = {name: str(getattr(record, name)) for name in _FIELDS}
    cells["sex"] = {MAN: "m", WOMAN: "f"}.get(sex_of(record.sex), record.sex)
    at = _FIELDS.index("date")
    return {
        **{name: cells[name] for name in _FIELDS[:at]},
        "age": "-".join(dict.fromkeys(ages)),
        **{name: cells[name] for name in _FIELDS[at:]},
        **record.extra,
    }
