"""Folders that appear at once and whole, or not at all, and take the place of their like only."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from glob import escape
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
        _refuse_file_above(out)
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
    _tidy(whole)
    part = whole.parent / f".{whole.name}.{os.getpid()}.part"
    old = whole.parent / f".{whole.name}.{os.getpid()}.old"
    try:
        part.mkdir(mode=mode)
    except OSError as error:  # of the folder that was named
        raise OSError(error.errno, error.strerror, str(out)) from None
    handle = _locked(part)
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
        _remove(part, old)
        if handle is not None:
            os.close(handle)


def _remove(*folders: Path) -> None:
    try:
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
    except KeyboardInterrupt:  # whoever is in a hurry leaves nothing behind either
        _remove(*folders)
        raise


def _tidy(whole: Path) -> None:
    """Remove what a process left here that was killed; what it had set aside comes back."""
    beside = f".{escape(whole.name)}.*"
    for part in whole.parent.glob(f"{beside}.part"):
        if (handle := _locked(part)) is not None:
            shutil.rmtree(part, ignore_errors=True)
            os.close(handle)
    for old in whole.parent.glob(f"{beside}.old"):
        if whole.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            os.replace(old, whole)


def _locked(folder: Path) -> int | None:
    """Return a lock that ends with this process; None where another process has it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def _refuse_file_above(out: Path) -> None:
    above = next(one for one in out.absolute().parents if os.path.lexists(one))
    if not above.is_dir():
        message = f"there can be nothing in {above}: it is no folder."
        raise UserError(Problem(file=str(out), message=message, hint="name another place"))
