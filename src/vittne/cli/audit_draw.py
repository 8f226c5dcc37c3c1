"""``vittne audit draw``: the records that public chance chose, sealed to the auditor."""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from vittne.cli.audit_plan import AddAct
from vittne.cli.build import add_secrets

if TYPE_CHECKING:
    from vittne.audit import Chance
    from vittne.release.auditing import Audit, Draw
    from vittne.release.secrets import KeptRelease, Secrets
    from vittne.terms.errors import UserError


def add_acts(add: AddAct) -> None:
    """Add ``draw``."""
    draw = add(
        "draw", "draw by the announced chance; a later call hands over more of the same draw"
    )
    draw.add_argument("dossier", type=Path, metavar="DOSSIER", help="the folder of the dossier")
    chance = draw.add_mutually_exclusive_group()
    chance.add_argument(
        "--beacon", type=Path, metavar="FILE", help="the round, as drand's servers say it (JSON)"
    )
    chance.add_argument(
        "--dice", metavar="THROWS", help="the throws as they fell: 20 or more digits from 1 to 6"
    )
    draw.add_argument(
        "--to",
        action="append",
        required=True,
        metavar="KEY",
        help="the auditor's key (age1pq1...), or a file with it; may be given several times",
    )
    draw.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="the sealed folder, a new file"
    )
    draw.add_argument(
        "--first",
        type=int,
        metavar="N",
        help="records to hand over (default: as many as suffice if all of them are shown)",
    )
    draw.add_argument("--more", type=int, metavar="N", help="so many more of the same draw")
    add_secrets(draw)


def run(args: argparse.Namespace) -> int:
    """Draw, seal, and keep what was drawn."""
    from vittne.cli.newfile import refuse_existing
    from vittne.release.auditing import read_audit
    from vittne.release.secrets import read_secrets, secrets_path

    refuse_existing(args.out)
    audit = read_audit(args.dossier)
    secrets = read_secrets(args.secrets or secrets_path(args.dossier))
    if audit.draw is None:
        return _begin(args, audit, secrets)
    return _go_on(args, audit.draw, secrets)


def _begin(args: argparse.Namespace, audit: Audit, secrets: Secrets) -> int:
    from vittne.audit import stops
    from vittne.release.auditing import Draw, start_of

    if audit.plan is None:
        raise _refused("nothing was planned", "first: vittne audit plan DOSSIER")
    if args.more is not None:
        raise _refused("--more goes on with a draw, and nothing was drawn yet", "leave it out")
    last = secrets.last
    claims = [] if last is None else [json.loads(entry) for entry in last.entries]
    roots = {one.list_root.hex(): one.number for one in secrets.published if one.list_root}
    chance = _chance(args, audit)
    start = start_of(audit.plan, chance, claims, roots)
    if start is None:
        message = "no published release announces this plan: a list that is not out can be changed"
        raise _refused(message, "vittne build, publish the release, then: vittne publish")
    table = stops(start.size, start.plan.share, start.plan.confidence).stop_at
    given = table[0] if args.first is None else args.first
    if not 1 <= given <= start.size:
        raise _refused(f"--first is from 1 to {start.size}", "or leave it out")
    _hand_over(args, Draw(start=start, given=given), 0, secrets)
    return 0


def _go_on(args: argparse.Namespace, draw: Draw, secrets: Secrets) -> int:
    if args.dice or args.beacon or args.first is not None:
        message = "records were drawn already: a second draw would be a choice"
        hint = "--more N hands over the next N of the same draw; without it, the same once more"
        raise _refused(message, hint)
    if args.more is None:  # the same once more: a file may be lost
        _hand_over(args, draw, 0, secrets)
        return 0
    left = draw.start.size - draw.given
    if not 1 <= args.more <= left:
        message = f"{draw.given} records of this draw were handed over, {left} are left"
        raise _refused(message, f"--more is from 1 to {left}")
    _hand_over(args, replace(draw, given=draw.given + args.more), draw.given, secrets)
    return 0


def _chance(args: argparse.Namespace, audit: Audit) -> Chance:
    from vittne.audit import exists_at, read_dice
    from vittne.cli.audit_plan import checked_beacon

    assert audit.plan is not None
    announced = audit.plan.chance
    wanted = "--dice THROWS" if announced.round is None else "--beacon FILE"
    if args.dice is None and args.beacon is None:
        raise _refused("say what fell", wanted)
    chance: Chance = read_dice(args.dice) if args.dice else checked_beacon(args.beacon)
    if not chance.answers(announced):
        by = "dice" if announced.round is None else f"round {announced.round} of drand"
        raise _refused(f"the plan announced another chance: {by}", f"give it: {wanted}")
    if announced.round is not None and not exists_at(announced.round, time.time()):
        raise _refused("by the clock of this machine that round does not exist yet", "set it")
    return chance


def _hand_over(args: argparse.Namespace, draw: Draw, had: int, secrets: Secrets) -> None:
    """Seal what is new. The draw is kept before the file has its name: no one draws twice."""
    import io

    from vittne.cli.newfile import binary_output
    from vittne.cli.problems import counted, plain
    from vittne.cli.seal import recipients_of
    from vittne.release.auditing import DRAW, write_json
    from vittne.release.auditor import auditor_folder
    from vittne.seal import encrypt

    recipients = [one for text in args.to for one in recipients_of(text)]
    release = _release(draw, secrets)
    content = auditor_folder(draw, release.leaves, had)
    with binary_output(args.out) as out:
        encrypt(io.BytesIO(content), out, recipients)
        write_json(args.dossier, DRAW, draw.to_dict())
    new = draw.given - had
    print(f"{counted(new, 'record')} of {draw.start.size:,} (release {release.number}), sealed to")
    print(f"the auditor: {plain(str(args.out))}. docs/how-to/audit.md says how it is opened.")
    erased = [leaf for leaf in draw.leaves[had:] if release.leaves[leaf].salt is None]
    for leaf in erased:
        print(f"leaf {leaf} was erased since: nobody can show it, and it counts as not shown")
    print(f"Kept in {DRAW}: there is no second draw.")


def _release(draw: Draw, secrets: Secrets) -> KeptRelease:
    for one in secrets.published:
        if one.list_root == draw.start.root and one.list_size == draw.start.size:
            return one
    raise _refused(
        "these secrets do not have the list from which was drawn",
        "give the file that belongs to the release, with --secrets FILE",
    )


def _refused(message: str, hint: str) -> UserError:
    from vittne.terms.errors import Problem, UserError

    return UserError(Problem(message=message, hint=hint))
