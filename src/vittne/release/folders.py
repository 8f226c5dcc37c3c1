"""Folders that appear at once and whole, or not at all, and take the place of their like only."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from vittne.terms.errors import Problem, UserError


def refuse_to_replace(
    out: Path, dossier_folder: Path, what: str, is_earlier: Callable[[Path], bool]
) -> None:
    """Raise UserError if something cannot be put here without losing something else.

    Parameters
    ----------
    out : Path
        Where it is to go: a folder that does not exist, is empty, or holds an earlier one.
    dossier_folder : Path
        What it is made from.
    what : str
        What it is called.
    is_earlier : callable
        Whether a folder holds an earlier one.
    """
    inside = out.resolve()
    if inside == dossier_folder.resolve() or inside in dossier_folder.resolve().parents:
        message = f"the {what} would replace the dossier that it is made from."
        raise UserError(Problem(file=str(out), message=message, hint="name another folder"))
    if not os.path.lexists(out):
        return
    if inside == Path.cwd():
        message = f"a {what} cannot be put into the folder you are in."
        hint = "name a new folder inside it, or go one folder up"
        raise UserError(Problem(file=str(out), message=message, hint=hint))
    if out.is_dir() and (is_earlier(out) or not any(out.iterdir())):
        return
    message = f"there is something here that is no earlier {what}: nothing was written."
    hint = "name a new folder; only a folder that vittne built is replaced"
    raise UserError(Problem(file=str(out), message=message, hint=hint))


@contextmanager
def put_in_place(out: Path, mode: int = 0o777) -> Iterator[Path]:
    """Give a folder beside ``out`` to write in, and put it in place when all went well.

    Parameters
    ----------
    out : Path
        A folder that is there is replaced.
    mode : int
        Who may look into it.
    """
    whole = out.resolve()
    whole.parent.mkdir(parents=True, exist_ok=True)
    part = whole.parent / f".{whole.name}.{os.getpid()}.part"
    old = whole.parent / f".{whole.name}.{os.getpid()}.old"
    part.mkdir(mode=mode)
    try:
        yield part
        if whole.exists():
            # A folder cannot be exchanged in one step: the old one waits beside the new.
            os.replace(whole, old)
            try:
                os.replace(part, whole)
            except BaseException:
                os.replace(old, whole)
                raise
        else:
            os.replace(part, whole)
    finally:
        shutil.rmtree(part, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
