"""``vittne door guide``: which guides an organisation stands for."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vittne.door.config import Config
    from vittne.door.guides import Guide

LANGUAGES = ("en", "ru", "sv")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the two things that are done with guides."""
    acts = parser.add_subparsers(dest="guide_act", metavar="ACT", required=True)
    listing = acts.add_parser("list", help="say which guides are signed, and which readers get")
    sign = acts.add_parser("sign", help="show guides, and sign them in the organisation's name")
    for act in (listing, sign):
        act.add_argument(
            "folder", type=Path, metavar="DIR", help="a folder with door.toml and guides"
        )
    sign.add_argument("slugs", nargs="+", metavar="SLUG", help="checkpoint, leaving, ...")
    sign.add_argument(
        "--language",
        choices=LANGUAGES,
        required=True,
        help="one at a time: who signs has read it in this language",
    )
    sign.add_argument(
        "--inbox",
        type=Path,
        required=True,
        metavar="INBOX",
        help="the inbox whose staff key signs; never on the machine of the door",
    )
    sign.add_argument("--yes", action="store_true", help="they have been read: do not ask")
    sign.add_argument(
        "--passphrase-fd",
        type=int,
        metavar="N",
        help="read the passphrase from this file descriptor, and do not ask",
    )


def run(args: argparse.Namespace) -> int:
    """Do what was asked."""
    from vittne.door.config import read_config

    return {"list": _list, "sign": _sign}[args.guide_act](args, read_config(args.folder))


def _list(args: argparse.Namespace, config: Config) -> int:
    from vittne.door.guides import read_guides, shown

    guides = read_guides(args.folder, config)
    if not guides:
        print("There are no guides here.")
    for one in guides:
        print(f"{one.name}: {_said(one, config)}")
    got = len(shown(guides, config))
    if config.invented and got:
        print("Readers get all of them: this door is a demonstration (invented = true).")
    elif guides:
        print(f"Readers get {got} of {len(guides)}.")
    return 0


def _said(guide: Guide, config: Config) -> str:
    if guide.signature is None:
        return guide.state.value
    day = guide.signature.day
    if guide.signature.key not in config.staff:
        return f"{guide.state.value} ({day})"
    number = config.staff.index(guide.signature.key) + 1
    return f"{guide.state.value} ({day}, staff key {number})"


def _sign(args: argparse.Namespace, config: Config) -> int:
    import datetime

    from vittne.cli.problems import counted
    from vittne.cli.secret import ask
    from vittne.door.guides import sign, to_sign
    from vittne.inbox import open_inbox

    guides = to_sign(args.folder, config, args.language, args.slugs)
    for one in guides:
        _show(one)
    if not args.yes and not _agreed(guides):
        print("Nothing was signed.")
        return 2
    with open_inbox(args.inbox, lambda: ask("Passphrase", fd=args.passphrase_fd)) as inbox:
        day = datetime.datetime.now(datetime.UTC).date()
        sign(args.folder, config, guides, inbox.staff, day)
    print(f"Signed: {counted(len(guides), 'guide')}. Readers get them when the door is started.")
    return 0


def _show(guide: Guide) -> None:
    """Print a guide as it will be signed."""
    from vittne.cli.problems import plain

    print(f"---- {guide.name} ----\n")
    print(plain(guide.shown_text.strip().replace("\r\n", "\n")), end="\n\n")


def _agreed(guides: tuple[Guide, ...]) -> bool:
    from vittne.cli.problems import counted

    names = ", ".join(one.name for one in guides)
    print(f"{counted(len(guides), 'guide')}: {names}. People will act on every sentence.")
    try:
        return input("Sign in the name of the organisation? Type yes: ").strip() == "yes"
    except EOFError:
        return False
