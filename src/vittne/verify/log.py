"""The logs of a release: who is committed, and what was claimed, as their key signed it.

Everything in ``log/`` is either recomputed here from the entries, or signed; a file that neither
holds for is a failure. An enemy may have written all of it, so that each file is read up to the
size that it can have and no further.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from vittne.terms.canonical import canonical_json
from vittne.tlog import (
    BadLog,
    BadNote,
    Checkpoint,
    Hashes,
    Proof,
    VerifierKey,
    paths,
    read_log,
    verify_note,
)
from vittne.verify.claims import (
    AUDIT,
    CHECKPOINT,
    CLAIMS,
    CONTENT,
    FIGURE,
    KEYS,
    LIST,
    LOG,
    PROOFS,
    RELEASE,
    TYPES,
    WITHDRAWAL,
    Json,
    claims_origin,
    content_entry,
    figure_entry,
    list_origin,
    newest_figures,
)
from vittne.verify.entries import FIGURES, once
from vittne.verify.figures import Figure, Interval
from vittne.verify.linked import LISTED, LISTED_ID
from vittne.verify.report import Failure
from vittne.verify.tree import LARGEST_TEXT, Tree, Unreadable

LEAF_SIZE = 32
"""Bytes of an entry of the list log: an HMAC-SHA256."""
MOST_LEAVES = 10_000_000
_SMALL = 64 * 1024
"""Bytes that a checkpoint, a proof or the keys never reach."""
_BUNDLE = 256 * (2 + LEAF_SIZE)
"""Bytes of a file of the list log, at most."""
_HEX = re.compile(r"[0-9a-f]{64}")
_PREFIX = len(claims_origin(""))

Tell = Callable[[Failure], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedRelease:
    """What one release appended to the claims log."""

    head: Json
    entries: tuple[Json, ...]

    @property
    def number(self) -> int:
        """The first release of a dossier is 1."""
        return int(self.head["number"])

    @property
    def listed(self) -> Mapping[str, Any] | None:
        """Origin, size and root of its list log; None without lists."""
        found: Mapping[str, Any] | None = self.head["list"]
        return found

    def of_type(self, name: str) -> tuple[Json, ...]:
        """Return its entries of one type."""
        return tuple(entry for entry in self.entries if entry["type"] == name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Logs:
    """The logs of a release, read and signed.

    Attributes
    ----------
    key : VerifierKey
        Of the claims log: what a reader may keep, and give with ``--key`` another time.
    note : str
        The signed checkpoint of the claims log.
    checkpoint : Checkpoint
        What it says.
    entries : tuple of bytes
        The claims log.
    releases : tuple of ClaimedRelease
        The same, by release; the last is this one.
    """

    key: VerifierKey
    note: str
    checkpoint: Checkpoint
    entries: tuple[bytes, ...]
    releases: tuple[ClaimedRelease, ...]

    @property
    def claims(self) -> tuple[Json, ...]:
        """All entries, read."""
        return tuple(entry for release in self.releases for entry in release.entries)

    @property
    def last(self) -> ClaimedRelease:
        """The release that the log ends with: the one that is checked."""
        return self.releases[-1]


def read_logs(tree: Tree, tell: Tell, key: VerifierKey | None = None) -> Logs | None:
    """Return the logs of a release; None where they cannot be read, which is told.

    Parameters
    ----------
    key : VerifierKey, optional
        The one that the reader trusts. Without it, that of the release itself is taken.
    """
    try:
        keys = _keys(tree, key)
        note, checkpoint = _checkpoint(tree, CLAIMS, keys)
        if checkpoint.origin != keys[0].name:
            raise _bad(f"{CLAIMS}/{CHECKPOINT}", f"is of another log, {checkpoint.origin}")
        entries = _entries(tree, CLAIMS, checkpoint, LARGEST_TEXT, LARGEST_TEXT)
        releases = _releases(entries, keys[0].name[:-_PREFIX])
        _list_log(tree, releases[-1], keys)
    except Unreadable as error:
        tell(error.failure)
        return None
    return Logs(key=keys[0], note=note, checkpoint=checkpoint, entries=entries, releases=releases)


def check_logs(tree: Tree, logs: Logs, origin: str, hashes: Mapping[str, str]) -> Iterator[Failure]:
    """Yield what does not hold between the logs and the rest of the release.

    Parameters
    ----------
    origin : str
        What the names of the logs begin with, by the dossier; empty if that cannot be read.
    hashes : mapping
        The release's files and their hashes, as the manifest has them.
    """
    if origin and logs.key.name != claims_origin(origin):
        text = f"is of the log {logs.key.name}, and the dossier's is {claims_origin(origin)}"
        yield Failure(path=KEYS, kind="wrong_key", text=text)
    ends = logs.last.entries[-1]
    if ends != content_entry(hashes):
        text = "ties this release to other files: something besides the logs was changed"
        yield Failure(path=CLAIMS, kind="other_content", text=text)
    yield from _strays(tree, logs)


def check_claims(tree: Tree, logs: Logs, figures: Sequence[Figure]) -> Iterator[Failure]:
    """Yield the figures that are not what the claims log says, and the wrong proofs."""
    newest = newest_figures(logs.claims)
    given = {figure.id: figure for figure in figures}
    hashes = Hashes(logs.entries)
    for id_, figure in given.items():
        if id_ not in newest:
            yield _unlike(f"has a figure {id_} that the claims log does not have")
            continue
        index, entry = newest[id_]
        if figure_entry(figure) != entry:
            yield _unlike(f"has another figure {id_} than entry {index} of the claims log")
        proof = Proof(index, hashes.inclusion_proof(index), logs.note).text
        yield from _wrong_proof(tree, id_, proof)
    for id_ in newest:
        if id_ not in given:
            yield _unlike(f"lacks the figure {id_}, which the claims log has")
    yield from _wrong_size(logs.last.listed, given.get(LISTED_ID))


def _unlike(text: str) -> Failure:
    return Failure(path=FIGURES, kind="wrong_claim", text=text)


def _wrong_proof(tree: Tree, id_: str, right: str) -> Iterator[Failure]:
    path = f"{PROOFS}/{id_}.txt"
    try:
        if _text(tree, path) != right:
            yield Failure(path=path, kind="wrong_proof", text="is not the proof of its figure")
    except Unreadable as error:
        yield error.failure


def _wrong_size(listed: Mapping[str, Any] | None, figure: Figure | None) -> Iterator[Failure]:
    """Hold the figure of the people listed against the list log: both are there, or neither."""
    size = None if listed is None else listed["size"]
    numbers = None if figure is None else figure.numbers
    exact = None if size is None else Interval(low=size, high=size, level=None, kind="exact")
    if numbers is None and size is None:
        return
    if numbers is None or (numbers.value, numbers.interval) != (size, exact):
        value = None if numbers is None else numbers.value
        yield _unlike(f"says that {value} people are listed; the list log has {size or 'none'}")
    elif (numbers.kind, numbers.method) != ("documented", LISTED):
        yield _unlike("has people listed who were not counted in the list log")


def _strays(tree: Tree, logs: Logs) -> Iterator[Failure]:
    """Yield the files of ``log/`` that no log has."""
    right = {KEYS, AUDIT, f"{CLAIMS}/{CHECKPOINT}"}
    right |= {f"{CLAIMS}/{path}" for path in paths(logs.checkpoint.size)}
    right |= {f"{PROOFS}/{id_}.txt" for id_ in newest_figures(logs.claims)}
    if logs.last.listed is not None:
        right |= {f"{LIST}/{path}" for path in (CHECKPOINT, *paths(logs.last.listed["size"]))}
    for path in tree.files:
        if path.startswith(f"{LOG}/") and path not in right:
            yield Failure(path=path, kind="strange", text="is no part of any log")


def _keys(tree: Tree, trusted: VerifierKey | None) -> tuple[VerifierKey, ...]:
    """Return the keys of the release: of the claims log, and of the list log if there is one."""
    lines = _text(tree, KEYS).split("\n")
    try:
        keys = tuple(map(VerifierKey.parse, lines[:-1]))
    except BadNote as error:
        raise _bad(KEYS, f"holds a line that is no key: {error}") from None
    if lines[-1] or not 1 <= len(keys) <= 2 or len({key.key for key in keys}) > 1:
        raise _bad(KEYS, "does not hold one key, under the name of each log, a line each")
    if not keys[0].name.endswith(claims_origin("")):
        raise _bad(KEYS, "does not begin with the key of the claims log")
    if trusted is not None and trusted not in keys:
        text = f"holds another key than the one that was given: {keys[0]}"
        raise Unreadable(Failure(path=KEYS, kind="wrong_key", text=text))
    return keys


def _checkpoint(tree: Tree, folder: str, keys: Sequence[VerifierKey]) -> tuple[str, Checkpoint]:
    path = f"{folder}/{CHECKPOINT}"
    note = _text(tree, path)
    try:
        return note, verify_note(note, keys)
    except BadNote as error:
        raise _bad(path, f"is not signed by the key of the log: {error}") from None


def _entries(
    tree: Tree, folder: str, checkpoint: Checkpoint, each: int, total: int
) -> tuple[bytes, ...]:
    """Return the entries of a log, each file of it held against the signed root.

    No file is read beyond `each` bytes, and all of them not beyond `total`.
    """
    left = total

    def read(path: str) -> bytes | None:
        nonlocal left
        whole = f"{folder}/{path}"
        if whole not in tree:
            return None
        data = tree.read(whole, min(each, left))
        left -= len(data)
        return data

    try:
        return read_log(read, checkpoint.tree)
    except BadLog as error:
        path = f"{folder}/{error.path}" if error.path else folder
        raise _bad(path, f"is not what the log's key signed: {error.why}") from None


def _list_log(tree: Tree, release: ClaimedRelease, keys: Sequence[VerifierKey]) -> None:
    """Hold the list log against what the claims log says of it."""
    listed = release.listed
    if listed is None:
        if len(keys) > 1 or any(path.startswith(f"{LIST}/") for path in tree.files):
            raise _bad(LIST, "is there, and the claims log says that there is no list")
        return
    _, checkpoint = _checkpoint(tree, LIST, keys)
    said = {"origin": checkpoint.origin, "size": checkpoint.size, "root": checkpoint.root.hex()}
    if said != listed:
        raise _bad(f"{LIST}/{CHECKPOINT}", "is of another list than the claims log names")
    leaves = _entries(tree, LIST, checkpoint, _BUNDLE, MOST_LEAVES * _BUNDLE)
    if any(len(leaf) != LEAF_SIZE for leaf in leaves):
        raise _bad(LIST, f"has an entry that has not the {LEAF_SIZE} bytes of a leaf")
    if any(leaf >= after for leaf, after in pairwise(leaves)):
        raise _bad(LIST, "has its leaves in another order than their own, or one twice")


def _releases(entries: Sequence[bytes], origin: str) -> tuple[ClaimedRelease, ...]:
    """Read the claims log, release by release."""
    groups: list[list[Json]] = []
    ended = True
    for index, data in enumerate(entries):
        entry = _entry(index, data)
        opens = entry["type"] == RELEASE
        if opens != ended:
            text = f"has an entry {index} between the releases, or a release in another"
            raise _bad(CLAIMS, text)
        if opens:
            groups.append([])
        groups[-1].append(entry)
        ended = entry["type"] == CONTENT
    if not groups or not ended:
        raise _bad(CLAIMS, "does not end with the hash of a release's files")
    found = tuple(ClaimedRelease(head=group[0], entries=tuple(group)) for group in groups)
    for number, release in enumerate(found, start=1):
        if not _is_head(release.head, number, origin):
            raise _bad(CLAIMS, f"does not open release {number} as one")
    _follow(found)
    return found


def _follow(releases: Sequence[ClaimedRelease]) -> None:
    """Hold each figure against the one that it says it takes the place of."""
    standing: dict[str, str] = {}
    for release in releases:
        for entry in release.entries:
            if entry["type"] == WITHDRAWAL:
                if standing.pop(entry["id"], None) is None:
                    raise _bad(CLAIMS, f"withdraws a figure {entry['id']} that it did not have")
            elif entry["type"] == FIGURE:
                if entry["supersedes"] != standing.get(entry["id"]):
                    text = f"has a figure {entry['id']} that follows another one than it says"
                    raise _bad(CLAIMS, text)
                standing[entry["id"]] = entry["sha256"]


def _entry(index: int, data: bytes) -> Json:
    try:
        entry = json.loads(data.decode(), object_pairs_hook=once)
        right = canonical_json(entry) == data and _has_parts(entry)
    except (ValueError, TypeError, RecursionError):
        right = False
    if not right:
        raise _bad(CLAIMS, f"has an entry {index} that says nothing that a release says")
    found: Json = entry
    return found


def _has_parts(entry: Any) -> bool:
    if not isinstance(entry, dict) or entry.get("type") not in TYPES:
        return False
    if entry["type"] == FIGURE:
        follows = entry.get("supersedes", "")
        return (
            isinstance(entry.get("id"), str)
            and is_hex(entry.get("sha256"))
            and (follows is None or is_hex(follows))
        )
    if entry["type"] == WITHDRAWAL:
        return entry.keys() == {"type", "id"} and isinstance(entry["id"], str)
    if entry["type"] == CONTENT:
        return entry.keys() == {"type", "sha256"} and is_hex(entry["sha256"])
    return True


def _is_head(head: Json, number: int, origin: str) -> bool:
    """Whether this entry opens the release of that number."""
    follows = head.get("supersedes", "")
    right = is_hex(follows) if number > 1 else follows is None
    return (
        head.get("number") == number
        and not isinstance(head["number"], bool | float)
        and right
        and _is_list(head.get("list", ""), list_origin(origin, number))
    )


def _is_list(listed: Any, origin: str) -> bool:
    if listed is None:
        return True
    if not isinstance(listed, dict) or listed.keys() != {"origin", "size", "root"}:
        return False
    size = listed["size"]
    counts = isinstance(size, int) and not isinstance(size, bool) and 1 <= size <= MOST_LEAVES
    return counts and listed["origin"] == origin and is_hex(listed["root"])


def is_hex(value: Any) -> bool:
    """Whether a value from JSON is a SHA-256 in hexadecimal digits."""
    return isinstance(value, str) and _HEX.fullmatch(value) is not None


def _text(tree: Tree, path: str) -> str:
    if path not in tree:
        raise Unreadable(Failure(path=path, kind="missing", text="is missing"))
    try:
        return tree.read(path, _SMALL).decode()
    except UnicodeDecodeError:
        raise _bad(path, "is not UTF-8") from None


def _bad(path: str, text: str) -> Unreadable:
    return Unreadable(Failure(path=path, kind="bad_log", text=text))
