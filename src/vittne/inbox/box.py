"""An inbox: a folder on the machine of the staff.

    inbox.toml        the door, the proxy, where the key file lies
    staff.age         the key that requests are signed with, sealed to the key file
    index.age         what is known of each message, sealed to the key file
    sealed/ID.age     messages as the door had them

Nothing in it is readable without the key file and its passphrase.
"""

from __future__ import annotations

import fcntl
import io
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import tomli_w

from vittne.inbox.config import FILE, Config, configured, read_config
from vittne.inbox.files import FOLDER_MODE, replace, sync_folder
from vittne.inbox.state import Index, Record
from vittne.seal import HybridIdentity, SealError, StaffKey, decrypt, encrypt, read_key_file
from vittne.terms.errors import Problem, UserError

STAFF = "staff.age"
SEALED = "sealed"
SHORTEST_ID = 4
_ID = re.compile(r"[0-9a-f]{4,32}")


@dataclass(frozen=True, slots=True)
class Inbox:
    """An inbox whose key is at hand, and that nobody else works in meanwhile."""

    folder: Path
    config: Config
    identities: tuple[HybridIdentity, ...] = field(repr=False)
    staff: StaffKey = field(repr=False)
    index: Index = field(repr=False)

    @property
    def originals(self) -> Path:
        """The folder of the sealed originals."""
        return self.folder / SEALED

    def original(self, identifier: str) -> Path:
        """Return where a sealed original lies."""
        return self.originals / f"{identifier}.age"

    def find(self, text: str) -> Record:
        """Return the message whose id begins with `text`, of four digits or more.

        Raises
        ------
        UserError
            Where there is none, or more than one.
        """
        wanted = text.strip().lower()
        if not _ID.fullmatch(wanted):
            hint = "vittne inbox list shows them; the first four digits or more"
            raise UserError(Problem(message="this is no id of a message", hint=hint))
        found = [one for one in self.index.records() if one.id.startswith(wanted)]
        if len(found) != 1:
            message = "no message has this id" if not found else "several ids begin like this"
            raise UserError(Problem(message=message, hint="vittne inbox list shows them"))
        return found[0]


def new_inbox(
    folder: Path, door: str, proxy: str | None, key: Path, ask: Callable[[], str]
) -> StaffKey:
    """Make an inbox, and return its staff key, whose public half goes into `door.toml`.

    Parameters
    ----------
    key : Path
        The key file that messages are opened with.
    ask : callable
        Returns its passphrase; asked only where it is under one.

    Raises
    ------
    UserError
        Where an address is none, the key file does not open, or the folder is not empty.
    """
    configured(folder, door, proxy, str(key))
    identities = _identities(key, ask)
    folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        hint = "choose a folder that is new or empty"
        raise UserError(Problem(message=f"{folder}: this folder is not empty", hint=hint))
    folder.chmod(FOLDER_MODE)
    (folder / SEALED).mkdir(mode=FOLDER_MODE)
    staff, sealed = StaffKey.generate(), io.BytesIO()
    encrypt(io.BytesIO(staff.seed), sealed, [identities[0].recipient])
    replace(folder / STAFF, sealed.getvalue())
    content = {"door": door, **({"proxy": proxy} if proxy else {}), "key": str(key.absolute())}
    # Last: a folder without it is no inbox.
    replace(folder / FILE, tomli_w.dumps(content).encode())
    return staff


@contextmanager
def open_inbox(folder: Path, ask: Callable[[], str]) -> Iterator[Inbox]:
    """Yield an inbox; until the block ends, nobody else works in it.

    Parameters
    ----------
    ask : callable
        Returns the passphrase of the key file; asked only where it is under one.

    Raises
    ------
    UserError
        Where the folder is no inbox or in use, or the key does not fit.
    """
    config = read_config(folder)
    held = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = "another program works in this inbox now"
            raise UserError(Problem(message=message, hint="wait until it ends")) from None
        identities = _identities(config.key, ask)
        (folder / SEALED).mkdir(mode=FOLDER_MODE, exist_ok=True)
        sync_folder(folder)
        index = Index.read(folder, identities[0])
        yield Inbox(folder, config, identities, _staff_key(folder, identities), index)
    finally:
        os.close(held)


def _identities(key: Path, ask: Callable[[], str]) -> tuple[HybridIdentity, ...]:
    found = read_key_file(key.read_bytes(), ask)
    hybrid = tuple(one for one in found if isinstance(one, HybridIdentity))
    if not hybrid:
        message = "this key file has a classical key only, and a door seals to hybrid ones"
        raise UserError(Problem(message=message, hint="vittne keys new makes one"))
    return hybrid


def _staff_key(folder: Path, identities: tuple[HybridIdentity, ...]) -> StaffKey:
    plain = io.BytesIO()
    try:
        decrypt(io.BytesIO((folder / STAFF).read_bytes()), plain, identities)
        return StaffKey(plain.getvalue())
    except SealError as error:
        hint = "is the key file the one that this inbox was made with?"
        message = f"the staff key does not open: {error.problems[0].message}"
        raise UserError(Problem(file=STAFF, message=message, hint=hint)) from error
