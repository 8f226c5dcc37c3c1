"""What must stay secret of all releases of one dossier, kept in a file outside both.

Keys, salts, which leaf is whom, the true cells beside those that are shown, and what has been
published: nothing of it can be derived from the dossier or from its seed. The format is described
in ``docs/reference/secrets.md``.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import secrets
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from glob import escape
from pathlib import Path
from typing import Any

from vittne.terms.canonical import canonical_json
from vittne.terms.errors import Problem, UserError

FORMAT, VERSION = "vittne-secrets", 1
ENDING = ".secrets.json"
KEY_BYTES = 32
_MODE = 0o600


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One person of a list log.

    Attributes
    ----------
    index : int
        Its place in the log, from 0.
    entry : bytes
        What stands in the log: HMAC of the record under the salt.
    person : tuple of str
        Keys of the person's records (``list/record_id``). Empty once erased.
    salt : bytes or None
        None once erased: from then on nobody can say whom the entry speaks of.
    record : bytes
        The canonical record that was committed. Empty once erased.
    """

    index: int
    entry: bytes
    person: tuple[str, ...] = ()
    salt: bytes | None = None
    record: bytes = b""

    def erased(self) -> Leaf:
        """Return the leaf without anything that ties it to a person."""
        return Leaf(index=self.index, entry=self.entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRelease:
    """What is kept of one release.

    Attributes
    ----------
    number : int
        The first release of a dossier is 1.
    manifest_sha256 : str
        Hash of its ``MANIFEST.sha256``.
    list_root : bytes or None
        Root of the list log; None where the dossier has no lists.
    leaves : tuple of Leaf
        The list log, in its order.
    entries : tuple of bytes
        The whole claims log, with those of earlier releases.
    disclosed : mapping
        True and shown cells of its tables (JSON).
    """

    number: int
    manifest_sha256: str
    list_root: bytes | None = None
    leaves: tuple[Leaf, ...] = ()
    entries: tuple[bytes, ...] = ()
    disclosed: Mapping[str, Any] = field(default_factory=dict)

    @property
    def list_size(self) -> int:
        """How many people are committed."""
        return len(self.leaves)


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """Everything that is kept of a dossier's releases.

    Attributes
    ----------
    dossier : str
        Id of the dossier.
    log_key : bytes
        Seed of the Ed25519 key that signs both logs.
    rounding_key : bytes
    published : tuple of KeptRelease
        What went out, oldest first.
    candidate : KeptRelease or None
        What was built since, and may still be built anew.
    """

    dossier: str
    log_key: bytes
    rounding_key: bytes
    published: tuple[KeptRelease, ...] = ()
    candidate: KeptRelease | None = None

    @property
    def last(self) -> KeptRelease | None:
        """The release that was published last."""
        return self.published[-1] if self.published else None

    def with_published(self, manifest_sha256: str) -> Secrets:
        """Return the same with the candidate published.

        Raises
        ------
        UserError
            The hash is not that of the candidate.
        """
        found = self.candidate
        if found is None or found.manifest_sha256 != manifest_sha256:
            built = "nothing was built" if found is None else f"{found.manifest_sha256} was built"
            message = f"is not the release that was built last: {built} since, with these secrets."
            hint = "build it again: vittne build DOSSIER --out DIR, and publish what that writes"
            raise UserError(Problem(file="MANIFEST.sha256", message=message, hint=hint))
        return replace(self, published=(*self.published, found), candidate=None)

    def without_person(self, keys: frozenset[str]) -> Secrets:
        """Return the same without the salts of everybody who has one of these records."""

        def erased(release: KeptRelease) -> KeptRelease:
            leaves = (leaf.erased() if keys & set(leaf.person) else leaf for leaf in release.leaves)
            return replace(release, leaves=tuple(leaves))

        return replace(
            self,
            published=tuple(erased(one) for one in self.published),
            candidate=None if self.candidate is None else erased(self.candidate),
        )

    def known(self) -> frozenset[str]:
        """Return the keys of all records of which a salt is kept."""
        kept = (*self.published, *((self.candidate,) if self.candidate else ()))
        return frozenset(key for one in kept for leaf in one.leaves for key in leaf.person)


def new_secrets(dossier: str) -> Secrets:
    """Return the secrets of a dossier that never had any: keys of the system's randomness."""
    key, rounding = secrets.token_bytes(KEY_BYTES), secrets.token_bytes(KEY_BYTES)
    return Secrets(dossier=dossier, log_key=key, rounding_key=rounding)


def secrets_path(dossier_folder: Path) -> Path:
    """Return where secrets lie if nobody says otherwise: beside the dossier's folder."""
    # As it was typed, where that has a name: `.` and a link lie beside something else.
    typed = dossier_folder.name not in ("", "..") and not dossier_folder.is_symlink()
    folder = dossier_folder if typed else dossier_folder.resolve()
    return folder.with_name(f"{folder.name}{ENDING}")


def read_secrets(path: Path) -> Secrets:
    """Read a file of secrets.

    Raises
    ------
    UserError
        There is none, others than its owner may read it, or it is damaged.
    """
    try:
        handle = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        raise UserError(_missing(path)) from None
    try:
        return _read(handle, path)
    finally:
        os.close(handle)


class Held:
    """A file of secrets that nobody else may change meanwhile."""

    def __init__(self, path: Path, found: Secrets, handle: int) -> None:
        self.path, self.secrets = path, found
        self._handles = [handle]

    def write(self, changed: Secrets) -> None:
        """Put these secrets in the place of the old, whole or not at all."""
        handle, part = _new_part(self.path)
        self._handles.append(handle)
        try:
            _write(handle, changed)
            os.replace(part, self.path)
        except BaseException:
            with suppress(FileNotFoundError):
                os.unlink(part)
            raise
        _keep_name(self.path)
        self.secrets = changed

    def close(self) -> None:
        """Let others have it."""
        for handle in self._handles:
            os.close(handle)


@contextmanager
def held_secrets(path: Path, dossier: str, *, make: bool = False) -> Iterator[Held]:
    """Yield the secrets of a dossier, locked until all is done.

    Parameters
    ----------
    path : Path
        The file.
    dossier : str
        Id of the dossier that it must belong to; empty takes any.
    make : bool
        Whether to make the file where there is none. It is removed again if then nothing is
        written.

    Raises
    ------
    UserError
        Another program holds it; it is missing, damaged, of another dossier, or readable by
        others.
    """
    path = path.resolve()
    made = make and not os.path.lexists(path)
    held = _make(path, dossier) if made else _hold(path)
    fresh = held.secrets
    try:
        _tidy(path)
        if dossier and fresh.dossier != dossier:
            message = f"holds the secrets of the dossier {fresh.dossier}, not of {dossier}"
            hint = "give the file that belongs to the dossier, with --secrets FILE"
            raise UserError(Problem(file=str(path), message=message, hint=hint))
        yield held
    finally:
        if made and held.secrets is fresh:
            path.unlink(missing_ok=True)
        held.close()


@contextmanager
def passing_secrets(dossier: str) -> Iterator[Held]:
    """Yield new secrets that are forgotten: of a release that is only built to be compared."""
    yield _Passing(new_secrets(dossier))


class _Passing(Held):
    def __init__(self, found: Secrets) -> None:
        self.path, self.secrets, self._handles = Path(), found, []

    def write(self, changed: Secrets) -> None:
        self.secrets = changed


def _make(path: Path, dossier: str) -> Held:
    """Make the file; whoever makes it at the same time is told."""
    handle, part = _new_part(path)
    found = new_secrets(dossier)
    try:
        _write(handle, found)
        os.link(part, path)  # and no renaming: it fails where there is one by now
    except FileExistsError:
        os.close(handle)
        raise UserError(_busy(path)) from None
    except BaseException:
        os.close(handle)
        raise
    finally:
        os.unlink(part)
    return Held(path, found, handle)


def _hold(path: Path) -> Held:
    try:
        handle = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        raise UserError(_missing(path)) from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        there = os.stat(path)
        if os.fstat(handle).st_ino != there.st_ino:  # replaced between opening and locking
            raise BlockingIOError(errno.EWOULDBLOCK, "")
        return Held(path, _read(handle, path), handle)
    except (BlockingIOError, FileNotFoundError):
        os.close(handle)
        raise UserError(_busy(path)) from None
    except BaseException:
        os.close(handle)
        raise


def _new_part(path: Path) -> tuple[int, Path]:
    """Return a new empty file beside the other, which is locked from the beginning."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, _MODE)
    except (FileNotFoundError, NotADirectoryError):
        message = f"secrets cannot be kept here: there is no folder {path.parent}"
        hint = "make that folder, or name another place with --secrets FILE"
        raise UserError(Problem(file=str(path), message=message, hint=hint)) from None
    except OSError as error:  # of the file that was named, and not of one that nobody knows
        raise OSError(error.errno, error.strerror, str(path)) from None
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return handle, part


def _tidy(path: Path) -> None:
    """Remove what a process left beside the file that was killed: it has every salt in it."""
    for part in path.parent.glob(f".{escape(path.name)}.*.part"):
        with part.open("rb") as file, suppress(BlockingIOError):  # unless somebody is writing it
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            part.unlink()


def _write(handle: int, content: Secrets) -> None:
    data = _to_bytes(content)
    with open(os.dup(handle), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _keep_name(path: Path) -> None:
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _missing(path: Path) -> Problem:
    hint = (
        "`vittne build` makes it; where it was moved, say --secrets FILE; where it was lost after "
        "a release went out, take it from your copy"
    )
    return Problem(file=str(path), message="there is no such file of secrets", hint=hint)


def _busy(path: Path) -> Problem:
    message = "another vittne is working with these secrets"
    return Problem(file=str(path), message=message, hint="wait until it is done, and type it again")


def _read(handle: int, path: Path) -> Secrets:
    state = os.fstat(handle)
    if not stat.S_ISREG(state.st_mode):
        message = "is no file of secrets, but a folder or a device"
        raise UserError(Problem(file=str(path), message=message, hint="name the file"))
    if state.st_mode & 0o077:
        message = "may be read by others than its owner: whoever has it can open every leaf"
        hint = f"chmod 600 {path}; and if others could read it, ask who did"
        raise UserError(Problem(file=str(path), message=message, hint=hint))
    with open(os.dup(handle), "rb") as file:
        file.seek(0)
        data = file.read()
    try:
        return _of_bytes(data)
    except _Newer as newer:
        message = f"is of version {newer.version} of the format; this vittne knows {VERSION}"
        raise UserError(
            Problem(file=str(path), message=message, hint="use the vittne that wrote it")
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        message = "is damaged, or no file of secrets"
        hint = "take it from your copy: without it the next release cannot follow the last one"
        raise UserError(Problem(file=str(path), message=message, hint=hint)) from None


class _Newer(Exception):
    def __init__(self, version: object) -> None:
        self.version = version


def _to_bytes(content: Secrets) -> bytes:
    body = {
        "format": FORMAT,
        "version": VERSION,
        "dossier": content.dossier,
        "log_key": content.log_key.hex(),
        "rounding_key": content.rounding_key.hex(),
        "published": [
            _release_json(one, _before(content.published, n))
            for n, one in enumerate(content.published)
        ],
        "candidate": None
        if content.candidate is None
        else _release_json(content.candidate, _before(content.published, len(content.published))),
    }
    body["sha256"] = hashlib.sha256(canonical_json(body)).hexdigest()
    return json.dumps(body, ensure_ascii=False, indent=1, allow_nan=False).encode() + b"\n"


def _before(published: tuple[KeptRelease, ...], n: int) -> int:
    """Return how many entries the claims log had before a release."""
    return len(published[n - 1].entries) if n else 0


def _release_json(one: KeptRelease, before: int) -> dict[str, Any]:
    return {
        "number": one.number,
        "manifest_sha256": one.manifest_sha256,
        "list_root": None if one.list_root is None else one.list_root.hex(),
        "leaves": [
            {
                "entry": leaf.entry.hex(),
                "person": list(leaf.person),
                "salt": None if leaf.salt is None else leaf.salt.hex(),
                "record": leaf.record.decode(),
            }
            for leaf in one.leaves
        ],
        "added": [entry.decode() for entry in one.entries[before:]],
        "disclosed": one.disclosed,
    }


def _of_bytes(data: bytes) -> Secrets:
    body = json.loads(data)
    if body["format"] != FORMAT:
        raise ValueError(body["format"])
    if body["version"] != VERSION:
        raise _Newer(body["version"])
    said = body.pop("sha256")
    if hashlib.sha256(canonical_json(body)).hexdigest() != said:
        raise ValueError("sha256")
    published: list[KeptRelease] = []
    for one in body["published"]:
        published.append(_release(one, published[-1].entries if published else ()))
    before = published[-1].entries if published else ()
    candidate = body["candidate"]
    return Secrets(
        dossier=body["dossier"],
        log_key=bytes.fromhex(body["log_key"]),
        rounding_key=bytes.fromhex(body["rounding_key"]),
        published=tuple(published),
        candidate=None if candidate is None else _release(candidate, before),
    )


def _release(one: Mapping[str, Any], before: tuple[bytes, ...]) -> KeptRelease:
    return KeptRelease(
        number=one["number"],
        manifest_sha256=one["manifest_sha256"],
        list_root=None if one["list_root"] is None else bytes.fromhex(one["list_root"]),
        leaves=tuple(
            Leaf(
                index=index,
                entry=bytes.fromhex(leaf["entry"]),
                person=tuple(leaf["person"]),
                salt=None if leaf["salt"] is None else bytes.fromhex(leaf["salt"]),
                record=leaf["record"].encode(),
            )
            for index, leaf in enumerate(one["leaves"])
        ),
        entries=(*before, *(entry.encode() for entry in one["added"])),
        disclosed=one["disclosed"],
    )
