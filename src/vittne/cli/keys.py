"""``vittne keys``: the keys that sealed messages and files are opened with."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vittne.seal import HybridIdentity, Recipient

HELP = "make a key under a passphrase, show one, or restore one"
LANGUAGES = ("en", "ru", "sv")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the three things that are done with keys."""
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    new = acts.add_parser("new", help="make a key; its recovery key is shown once")
    restore = acts.add_parser("restore", help="make the key file anew from a recovery key")
    for act in (new, restore):
        act.add_argument(
            "--out",
            type=Path,
            metavar="KEY",
            required=True,
            help="the key file; beside it KEY.pub, which everybody may have",
        )
    restore.add_argument(
        "--recovery-fd",
        type=int,
        metavar="N",
        help="read the recovery key from this file descriptor, and do not ask",
    )
    show = acts.add_parser("show", help="show whom a key belongs to: recipient and fingerprint")
    show.add_argument("file", type=Path, metavar="FILE", help="a key file, or its KEY.pub")
    for act in (new, restore, show):
        act.add_argument(
            "--passphrase-fd",
            type=int,
            metavar="N",
            help="read the passphrase from this file descriptor, and do not ask",
        )
        act.add_argument(
            "--language", choices=LANGUAGES, default="en", help="language of the fingerprint"
        )


def run(args: argparse.Namespace) -> int:
    """Do what was asked."""
    return {"new": _new, "restore": _restore, "show": _show}[args.act](args)


def _new(args: argparse.Namespace) -> int:
    from vittne.seal import HybridIdentity

    identity = HybridIdentity.generate()
    _write(args, identity)
    print("\nRecovery key. It opens everything that this key opens, without the passphrase.")
    print("It is shown this once: write it on paper, keep the paper where nobody finds it.\n")
    print(identity.secret())
    return 0


def _restore(args: argparse.Namespace) -> int:
    from vittne.cli.secret import ask
    from vittne.seal import BadKey, HybridIdentity, read_identity

    identity = read_identity(ask("Recovery key", fd=args.recovery_fd))
    if not isinstance(identity, HybridIdentity):
        raise BadKey("this is no recovery key", "it starts with AGE-SECRET-KEY-PQ-1")
    _write(args, identity)
    return 0


def _write(args: argparse.Namespace, identity: HybridIdentity) -> None:
    from vittne.cli.newfile import new_file, refuse_existing
    from vittne.cli.problems import plain
    from vittne.cli.secret import ask
    from vittne.seal import protect

    public = args.out.with_name(f"{args.out.name}.pub")
    refuse_existing(args.out)
    refuse_existing(public)
    sealed = protect(identity, ask("Passphrase", twice=True, fd=args.passphrase_fd))
    with new_file(args.out) as file:
        file.write(sealed)
    with new_file(public) as file:
        file.write(f"{identity.recipient}\n".encode())
    print(f"{plain(str(args.out))} is the key, under the passphrase. Keep it to yourself.")
    print(f"{plain(str(public))} is for everybody: files are sealed to it.\n")
    _print_fingerprint(identity.recipient, args.language)


def _show(args: argparse.Namespace) -> int:
    from vittne.cli.secret import ask
    from vittne.seal import read_key_file, read_recipients

    data = args.file.read_bytes()
    if data.startswith(b"age1"):
        recipients = read_recipients(data)
    else:
        keys = read_key_file(data, lambda: ask("Passphrase", fd=args.passphrase_fd))
        recipients = tuple(key.recipient for key in keys)
    for recipient in recipients:
        print(f"{recipient}\n")
        _print_fingerprint(recipient, args.language)
    return 0


def _print_fingerprint(recipient: Recipient, language: str) -> None:
    from vittne.seal import fingerprint

    name = fingerprint(recipient)
    words = name.words(language)
    print("Fingerprint, to be compared in another way than the key was sent:")
    print(f"  {' '.join(words[:6])}\n  {' '.join(words[6:])}\n  {name.hex()}")
