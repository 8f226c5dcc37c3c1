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
    page = acts.add_parser("offline-page", help="make the page that seals without a network")
    page.add_argument("folder", type=Path, metavar="DIR", help="a folder with door.toml")
    page.add_argument("--out", type=Path, required=True, metavar="FILE", help="the new file")
    guide = acts.add_parser("guide", help="which guides the organisation stands for")
    door_guide.add_arguments(guide)


def run(args: argparse.Namespace) -> int:
    """Do what was asked."""
    acts = {"init": _init, "serve": _serve, "offline-page": _page, "guide": door_guide.run}
    return acts[args.act](args)


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


def _page(args: argparse.Namespace) -> int:
    from vittne.cli.newfile import new_file
    from vittne.cli.problems import plain
    from vittne.door.config import read_config
    from vittne.door.offline import offline_page
    from vittne.door.script import File, in_groups
    from vittne.seal import fingerprint

    config = read_config(args.folder)
    page = File.of(offline_page(config))
    with new_file(args.out) as out:
        out.write(page.source)
    print(f"{plain(str(args.out))}: {len(page.source)} bytes, to be printed and compared:")
    print(f"SHA-256: {in_groups(page.sha256)}")
    seals_to = fingerprint(*config.recipients)
    print(f"seals to: {seals_to.hex()}")
    for language in config.languages:
        print(f"    {language}: {' '.join(seals_to.words(language))}")
    return 0
