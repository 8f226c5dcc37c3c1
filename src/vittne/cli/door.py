"""``vittne door``: the pages on which people in danger write."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from vittne.cli import door_guide

HELP = "a sealed mailbox for people who must not be found out"
BIND = "127.0.0.1:8080"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what is done with a door."""
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    init = acts.add_parser("init", help="make the folder of a door")
    init.add_argument("folder", type=Path, metavar="DIR", help="a folder that is new or empty")
    serve = acts.add_parser("serve", help="serve a door")
    serve.add_argument("folder", type=Path, metavar="DIR", help="the folder of a door")
    serve.add_argument(
        "--bind",
        default=BIND,
        metavar="ADDRESS",
        help=f"ADDRESS:PORT on this machine, or unix:PATH (default: {BIND})",
    )
    guide = acts.add_parser("guide", help="which guides the organisation stands for")
    door_guide.add_arguments(guide)


def run(args: argparse.Namespace) -> int:
    """Do what was asked."""
    return {"init": _init, "serve": _serve, "guide": door_guide.run}[args.act](args)


def _init(args: argparse.Namespace) -> int:
    from vittne.cli.problems import plain
    from vittne.door.config import new_door
    from vittne.door.guides import copy_starters

    new_door(args.folder)
    copy_starters(args.folder)
    folder = plain(str(args.folder))
    print(
        f"{folder} is a door now; nobody but you may enter the folder.\n"
        "Next:\n"
        f"  1. fill in {folder}/door.toml: whose door it is, who reads, whose keys\n"
        f"  2. read {folder}/guides, change what does not fit, and sign: vittne door guide sign\n"
        f"  3. vittne door serve {folder}"
    )
    return 0


def _serve(args: argparse.Namespace) -> int:
    from vittne.door.serve import serve
    from vittne.terms.errors import Problem, UserError

    if not re.fullmatch(r"unix:.+|(127\.0\.0\.1|localhost|\[::1\]):\d{1,5}", args.bind):
        hint = "127.0.0.1:8080, or unix:/run/door.socket; the world comes in by an onion service"
        raise UserError(Problem(message="a door listens on its own machine only", hint=hint))
    return serve(args.folder, args.bind)
