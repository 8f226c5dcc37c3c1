"""A release held against one that was published before: nothing was taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from vittne.audit import BadAudit, Transcript, read_transcript
from vittne.terms.errors import Problem, UserError
from vittne.verify.claims import AUDIT, CLAIMS, KEYS
from vittne.verify.entries import read_json
from vittne.verify.log import Logs, read_logs
from vittne.verify.manifest import MANIFEST, check_manifest
from vittne.verify.report import Failure
from vittne.verify.tree import Tree, Unreadable, walk


@dataclass(frozen=True, slots=True, kw_only=True)
class Previous:
    """What is needed of the earlier release.

    Attributes
    ----------
    manifest_sha256 : str
        Hash of its manifest; empty where it has none.
    logs : Logs or None
        None where they cannot be read.
    audit : Transcript or None
        None where it has none, or none that can be read.
    faults : tuple of str
        Why it cannot be relied on itself.
    """

    manifest_sha256: str
    logs: Logs | None
    audit: Transcript | None
    faults: tuple[str, ...]


def read_previous(folder: Path) -> Previous:
    """Read an earlier release: its files and its logs; its numbers are not computed again.

    Raises
    ------
    UserError
        There is no release.
    """
    try:
        tree = walk(folder)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(_no_release(folder, f"cannot be read: {reason}.")) from None
    if MANIFEST not in tree:
        raise UserError(_no_release(folder, "holds no release."))
    found = list(check_manifest(tree))
    if not tree.whole:
        return Previous(manifest_sha256="", logs=None, audit=None, faults=_texts(found))
    logs = read_logs(tree, found.append)
    try:
        digest = tree.sha256(MANIFEST)
    except Unreadable:
        digest = ""  # check_manifest names it
    return Previous(manifest_sha256=digest, logs=logs, audit=_audit(tree), faults=_texts(found))


def _no_release(folder: Path, message: str) -> Problem:
    hint = "--previous is the folder of a release that was published before this one"
    return Problem(file=str(folder), message=message, hint=hint)


def _texts(failures: list[Failure]) -> tuple[str, ...]:
    return tuple(f"{one.path} {one.text}" for one in failures)


def _audit(tree: Tree) -> Transcript | None:
    try:
        return read_transcript(read_json(tree, AUDIT)) if AUDIT in tree else None
    except (Unreadable, BadAudit):
        return None


def check_previous(logs: Logs | None, audit: Transcript | None, old: Previous) -> Iterator[Failure]:
    """Yield every way in which a release does not follow an earlier one."""
    for fault in old.faults:
        text = f"cannot be held against the previous release, which is not whole: {fault}"
        yield Failure(path=CLAIMS, kind="bad_previous", text=text)
    if logs is None or old.logs is None:
        return
    if logs.key != old.logs.key:
        text = f"holds another key than the previous release: {logs.key}, before {old.logs.key}"
        yield Failure(path=KEYS, kind="wrong_key", text=text)
    yield from _wrong_order(logs, old.logs, old.manifest_sha256)
    if old.audit is not None:
        yield from _other_audit(audit, old.audit)


def _wrong_order(logs: Logs, before: Logs, manifest_sha256: str) -> Iterator[Failure]:
    number, old_number = logs.last.number, before.last.number
    if number <= old_number:
        text = f"is of release {number}, and the previous one would be release {old_number}"
        yield Failure(path=CLAIMS, kind="wrong_order", text=text)
        return
    if logs.entries[: len(before.entries)] != before.entries:
        same = sum(1 for _ in _equal_entries(logs, before))
        text = f"does not begin with the log of release {old_number}: entry {same} is another one"
        yield Failure(path=CLAIMS, kind="taken_back", text=text)
    if logs.releases[old_number].head["supersedes"] != manifest_sha256:
        text = (
            f"says that release {old_number + 1} followed a release {old_number} with another "
            f"{MANIFEST} than the previous one has"
        )
        yield Failure(path=CLAIMS, kind="wrong_order", text=text)


def _equal_entries(logs: Logs, before: Logs) -> Iterator[bytes]:
    for entry, old in zip(logs.entries, before.entries, strict=False):
        if entry != old:
            return
        yield entry


def _other_audit(new: Transcript | None, old: Transcript) -> Iterator[Failure]:
    """Yield where an audit was drawn a second time, or what was seen is told in another way."""
    if new is not None and new.release > old.release:
        return  # another audit, of a later list
    if (
        new is None
        or (new.release, new.plan, new.chance) != (old.release, old.plan, old.chance)
        or new.inspected[: len(old.inspected)] != old.inspected
    ):
        text = "does not go on from the audit that the previous release published"
        yield Failure(path=AUDIT, kind="taken_back", text=text)
