"""Asking for a secret without showing it."""

from __future__ import annotations

import getpass
import os

from vittne.terms.errors import Problem, UserError

_LONGEST = 4096


def ask(what: str, *, twice: bool = False, fd: int | None = None) -> str:
    """Return a secret: typed on the terminal without echo, or the first line of a descriptor.

    Raises
    ------
    UserError
        Where nothing was given, or the second time differs from the first.
    """
    text = _typed(f"{what}: ") if fd is None else _line(what, fd)
    if twice and fd is None and _typed(f"{what}, once more: ") != text:
        raise UserError(Problem(message="these are not the same"))
    if not text:
        raise UserError(Problem(message=f"no {what.lower()} was given"))
    return text


def _typed(prompt: str) -> str:
    # Without a terminal getpass would read standard input, and may show what is typed.
    try:
        with open("/dev/tty", encoding="utf-8"):
            pass
    except OSError as error:
        problem = Problem(
            message="there is no terminal to ask for a secret",
            hint="give it on a file descriptor, as the reference of this command says",
        )
        raise UserError(problem) from error
    try:
        return getpass.getpass(prompt)
    except EOFError:
        return ""


def _line(what: str, fd: int) -> str:
    # Byte by byte: what follows the line is the next secret.
    data = b""
    try:
        while not data.endswith(b"\n") and len(data) < _LONGEST and (more := os.read(fd, 1)):
            data += more
        return data.decode("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(Problem(message=f"no {what.lower()} can be read from {fd}")) from error
