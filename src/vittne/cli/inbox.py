"""``vittne inbox``: the staff's side of a door."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vittne.inbox import Copy, Door, Inbox, Message, Record

HELP = "fetch what came to a door, read it, answer it"

_KINDS = {"testimony": "testimony", "help": "asks for help", "both": "testimony, asks for help"}
_REMOVED = {
    "attachments": "files that were attached to it",
    "author": "who made it, with what, and when",
    "camera": "notes of the camera or program",
    "comment": "comments",
    "comments": "comments and links as such (they are part of the page now, as they are seen)",
    "fields": "fields of a form as such (they are part of the page now, as they are seen)",
    "history": "notes of programs that it went through",
    "notes": "notes inside the pages",
    "pictures": "further pictures in the same file (they are in the original only)",
    "place": "THE PLACE where it was taken",
    "profile": "the colour profile (its colours are kept)",
    "revisions": "earlier versions of itself",
    "scripts": "scripts, or what happens when it is opened",
    "time": "the time when it was taken",
}
_PROBLEMS = {
    "broken": "it is broken, or made to break programs",
    "large": "it is too large to be read safely",
    "locked": "it is locked with a password",
    "unknown": "this kind of file is not cleaned here",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what is done with an inbox."""
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    init = acts.add_parser("init", help="make the folder of an inbox, and its staff key")
    pull = acts.add_parser("pull", help="fetch what waits at the door, which then deletes it")
    adding = acts.add_parser("add", help="take in what came by hand: sealed files, or blocks")
    listing = acts.add_parser("list", help="list what is here, without opening it")
    reading = acts.add_parser("open", help="show a message, and write its files where you say")
    reply = acts.add_parser("reply", help="leave an answer at the door")
    done = acts.add_parser("done", help="close a message: the door deletes its answers")
    for act in (init, pull, adding, listing, reading, reply, done):
        act.add_argument("folder", type=Path, metavar="DIR", help="the folder of the inbox")
    for act in (reading, reply, done):
        act.add_argument("id", metavar="ID", help="its first four digits or more, from the list")
    _add_init(init)
    adding.add_argument(
        "files",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="a sealed file, or text with a block of one in it; - is standard input",
    )
    reading.add_argument(
        "--to",
        type=Path,
        metavar="FOLDER",
        help="write its files to FOLDER/ID, in the clear: each original, and a clean copy",
    )
    reply.add_argument(
        "--text-file",
        type=Path,
        required=True,
        metavar="FILE",
        help="the answer, UTF-8; - is standard input",
    )
    for act in (init, pull, adding, listing, reading, reply, done):
        act.add_argument(
            "--passphrase-fd",
            type=int,
            metavar="N",
            help="read the passphrase from this file descriptor, and do not ask",
        )
    acts.add_parser("notice", help="print the sentence of the day, and do nothing")


def _add_init(init: argparse.ArgumentParser) -> None:
    init.add_argument(
        "--door",
        required=True,
        metavar="ADDRESS",
        help="https://NAME, http://NAME.onion, or http://127.0.0.1:PORT",
    )
    init.add_argument(
        "--proxy", metavar="ADDRESS", help="socks5://127.0.0.1:9050 where tor runs on this machine"
    )
    init.add_argument(
        "--key",
        type=Path,
        required=True,
        metavar="KEY",
        help="the key file that opens messages, from `vittne keys new`",
    )


def run(args: argparse.Namespace) -> int:
    """Do what was asked."""
    if args.act == "init":
        return _init(args)
    if args.act == "notice":
        return _notice()
    acts = {
        "pull": _pull,
        "add": _add,
        "list": _list,
        "open": _open,
        "reply": _reply,
        "done": _done,
    }
    with _opened(args) as (inbox, door):
        return acts[args.act](args, inbox, door)


@contextmanager
def _opened(args: argparse.Namespace) -> Iterator[tuple[Inbox, Door]]:
    import time

    from vittne.cli.secret import ask
    from vittne.inbox import Door, open_inbox

    with open_inbox(args.folder, lambda: ask("Passphrase", fd=args.passphrase_fd)) as inbox:
        yield inbox, Door(inbox.config, inbox.staff, time.time)


def _init(args: argparse.Namespace) -> int:
    from vittne.cli.problems import plain
    from vittne.cli.secret import ask
    from vittne.inbox import new_inbox

    staff = new_inbox(
        args.folder,
        args.door,
        args.proxy,
        args.key,
        lambda: ask("Passphrase", fd=args.passphrase_fd),
    )
    print(f"{plain(str(args.folder))} is an inbox now. This line goes into door.toml:\n")
    print(f'staff = ["{staff.public}"]')
    return 0


def _notice() -> int:
    from vittne.inbox import NOTICE

    print(NOTICE)
    return 0


def _pull(args: argparse.Namespace, inbox: Inbox, door: Door) -> int:
    from vittne.cli.problems import print_problems
    from vittne.cli.progress import bar
    from vittne.inbox import pull
    from vittne.terms.errors import Problem

    with bar("pulling") as tell:
        pulled = pull(inbox, door, lambda done, total: tell("", done, total))
    if pulled.refused:
        hint = "it is not acknowledged: nothing of it was deleted"
        problems = [
            Problem(message=f"message {one.id}: {one.why}", hint=hint) for one in pulled.refused
        ]
        print_problems(problems, sys.stderr)
        return 1
    return _notice()


def _add(args: argparse.Namespace, inbox: Inbox, door: Door) -> int:
    import dataclasses
    import datetime

    from vittne.cli.newfile import input_file
    from vittne.cli.problems import plain
    from vittne.inbox import add
    from vittne.terms.errors import UserError

    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    problems = []
    for path in args.files:
        try:
            with input_file(path) as file:
                record = add(inbox, file, today)
        except UserError as error:
            problems += [dataclasses.replace(one, file=str(path)) for one in error.problems]
        else:
            print(f"{record.id[:8]}  {plain(str(path))}")
    if problems:
        raise UserError(problems)
    return 0


def _list(args: argparse.Namespace, inbox: Inbox, door: Door) -> int:
    records = inbox.index.records()
    if not records:
        print("Nothing is here.")
    for one in records:
        print(f"{one.id[:8]}  {one.day or 'day unknown'}  {', '.join(_words(one))}")
    return 0


def _words(one: Record) -> Iterator[str]:
    from vittne.cli.problems import counted

    yield _KINDS[one.kind]
    yield one.language
    yield counted(one.letters, "letter")
    if one.files:
        yield f"{counted(len(one.files), 'file')} of {_size(sum(one.files))}"
    waiting = sum(1 for answer in one.answers if answer.sealed)
    answered = len(one.answers) - waiting
    yield "closed" if one.done else f"answered ({answered})" if answered else "not answered"
    if waiting and not one.done:
        yield f"{waiting} not at the door yet: pull"


def _open(args: argparse.Namespace, inbox: Inbox, door: Door) -> int:
    from vittne.inbox import read_message, write_copies

    record = inbox.find(args.id)
    copies: tuple[Copy, ...] = ()
    if args.to is None:
        message = read_message(inbox, record)
    else:
        message, copies = write_copies(inbox, record, args.to)
    _show(message)
    for number, entry in enumerate(message.envelope.files, 1):
        name, kind = _one_line(entry.name), _one_line(entry.media_type)
        print(f"\nFile {number}: {_size(entry.size)}, called {name}, said to be {kind}")
        print(f"  sha256 {entry.sha256}")
        if copies:
            _show_copy(copies[number - 1])
    return 0


def _show(message: Message) -> None:
    from vittne.cli.problems import plain

    record, envelope = message.record, message.envelope
    print(f"{record.id}  {record.day or 'day unknown'}  {', '.join(_words(record))}\n")
    print(plain(envelope.text.replace("\r\n", "\n")) or "(no text)")
    for number, answer in enumerate(record.answers, 1):
        there = f"at the door until {answer.expires}" if answer.expires else "not at the door yet"
        print(f"\nAnswer {number} ({'withdrawn' if record.done else there}):")
        print(plain(answer.text.replace("\r\n", "\n")))


def _show_copy(copy: Copy) -> None:
    from vittne.cli.problems import plain

    print(f"  original    {plain(str(copy.original))}")
    if copy.clean is None:
        print(f"  not cleaned: {_PROBLEMS[copy.problem]}. Share nothing of it as it is.")
        return
    print(f"  clean copy  {plain(str(copy.clean))}")
    for code in copy.removed:
        print(f"    removed: {_REMOVED[code]}")
    if not copy.removed:
        print("    nothing was found that had to be removed")


def _reply(args: argparse.Namespace, inbox: Inbox, door: Door) -> int:
    from vittne.cli.newfile import input_file
    from vittne.inbox import answer
    from vittne.terms.errors import Problem, UserError

    with input_file(args.text_file) as file:
        data = file.read(_LONGEST + 1)
    try:
        if len(data) > _LONGEST:
            raise UserError(Problem(message="this text is too long"))
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UserError(Problem(message="the answer is no UTF-8 text")) from None
    sent = answer(inbox, door, args.id, text)
    print(f"The answer waits at the door until {sent.expires}.")
    return 0


def _done(args: argparse.Namespace, inbox: Inbox, door: Door) -> int:
    from vittne.inbox import close

    record = close(inbox, door, args.id)
    print(f"{record.id[:8]} is closed. The door has nothing of it any more.")
    print("The sealed original is still here.")
    return 0


_LONGEST = 1 << 16


def _one_line(text: str) -> str:
    """Return what a stranger wrote, in quotes, on one line, without anything that acts."""
    from vittne.cli.problems import plain

    shown = plain(text).replace("\n", "\\n")
    return f'"{shown[:100]}..."' if len(shown) > 100 else f'"{shown}"'


def _size(count: int) -> str:
    for unit in ("bytes", "KB", "MB"):
        if count < 1000 or unit == "MB":
            break
        count = -(-count // 1000)
    return f"{count:,} {unit}"
