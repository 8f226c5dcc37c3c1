"""The two logs of a release: who is committed, and what was ever claimed.

The list log has one leaf for each person, freshly salted in every release, in the order of the
leaves themselves: an order that says nothing. The claims log only grows, from release to release.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from vittne import __version__
from vittne.audit import Transcript
from vittne.release.secrets import KeptRelease, Leaf, Secrets
from vittne.terms.canonical import canonical_json
from vittne.tlog import Checkpoint, Hashes, Proof, Tree, leaf_entry, new_salt, write_log
from vittne.tlog.signing import sign_checkpoint, verifier_key
from vittne.verify.claims import (
    AUDIT,
    CHECKPOINT,
    CLAIMS,
    KEYS,
    LIST,
    PROOFS,
    RELEASE,
    WITHDRAWAL,
    Json,
    claims_origin,
    content_entry,
    figure_entry,
    list_origin,
    newest_figures,
    read_claims,
)
from vittne.verify.figures import Figure
from vittne.verify.manifest import MANIFEST
from vittne.verify.tree import walk


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the committed list: keys of the records, and what they say, canonically."""

    keys: tuple[str, ...]
    record: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Logs:
    """The logs of one release, before they are written.

    Attributes
    ----------
    number : int
        Of the release; the first is 1.
    origin : str
        What the names of both logs begin with.
    supersedes : str
        Hash of the manifest of the release before; empty in the first.
    leaves : tuple of Leaf
        The list log; empty without lists.
    entries : tuple of bytes
        The claims log.
    key : bytes
        What both are signed with.
    """

    number: int
    origin: str
    supersedes: str
    key: bytes
    leaves: tuple[Leaf, ...] = ()
    entries: tuple[bytes, ...] = ()

    @property
    def list_origin(self) -> str:
        """The name of the list log: every release has a list log of its own."""
        return list_origin(self.origin, self.number)

    @property
    def claims_origin(self) -> str:
        """The name of the claims log, the same in all releases."""
        return claims_origin(self.origin)

    @property
    def list_tree(self) -> Tree | None:
        """Size and root of the list log; None without lists."""
        return Hashes(leaf.entry for leaf in self.leaves).tree if self.leaves else None

    @property
    def keys(self) -> tuple[str, ...]:
        """The verifier keys of the logs that there are."""
        origins = [self.claims_origin, *([self.list_origin] if self.leaves else [])]
        return tuple(str(verifier_key(origin, self.key)) for origin in origins)

    def kept(self, manifest_sha256: str, disclosed: Mapping[str, Any]) -> KeptRelease:
        """Return what is kept of the release."""
        tree = self.list_tree
        return KeptRelease(
            number=self.number,
            manifest_sha256=manifest_sha256,
            list_root=None if tree is None else tree.root,
            leaves=self.leaves,
            entries=self.entries,
            disclosed=disclosed,
        )


def begin_logs(secrets: Secrets, origin: str, people: Iterable[Person]) -> Logs:
    """Return the logs of the next release: its list, and a claims log that opens it."""
    last = secrets.last
    logs = Logs(
        number=1 if last is None else last.number + 1,
        origin=origin,
        supersedes="" if last is None else last.manifest_sha256,
        key=secrets.log_key,
        leaves=_leaves(people, secrets.candidate),
        entries=() if last is None else last.entries,
    )
    return with_entries(logs, [_release_entry(logs)])


def with_entries(logs: Logs, added: Iterable[Mapping[str, Any]]) -> Logs:
    """Return the same with more claims."""
    return replace(logs, entries=(*logs.entries, *map(canonical_json, added)))


def _leaves(people: Iterable[Person], candidate: KeptRelease | None) -> tuple[Leaf, ...]:
    """Return the leaves. Whoever was in the last candidate with this record keeps the salt."""
    salts = {leaf.record: leaf.salt for leaf in (candidate.leaves if candidate else ())}
    made = []
    for person in people:
        salt = salts.get(person.record) or new_salt()
        entry = leaf_entry(salt, person.record)
        made.append(Leaf(index=0, entry=entry, person=person.keys, salt=salt, record=person.record))
    made.sort(key=lambda leaf: leaf.entry)
    return tuple(replace(leaf, index=index) for index, leaf in enumerate(made))


def _release_entry(logs: Logs) -> Json:
    tree = logs.list_tree
    return {
        "type": RELEASE,
        "number": logs.number,
        "supersedes": logs.supersedes or None,
        "list": None if tree is None else tree_json(logs.list_origin, tree),
        "software": {"name": "vittne", "version": __version__},
    }


def tree_json(origin: str, tree: Tree) -> Json:
    """Return a log as entries of the claims log name it."""
    return {"origin": origin, "size": tree.size, "root": tree.root.hex()}


def with_history(figures: Iterable[Figure], entries: Sequence[bytes]) -> tuple[Figure, ...]:
    """Return the figures, each with the hash of the one that it takes the place of."""
    before = newest_figures(read_claims(entries))
    return tuple(_after(figure, before.get(figure.id)) for figure in figures)


def _after(figure: Figure, found: tuple[int, Json] | None) -> Figure:
    if found is None:
        return figure
    _, entry = found
    same = replace(figure, supersedes=entry["supersedes"])
    return same if figure_entry(same) == entry else replace(figure, supersedes=entry["sha256"])


def log_figures(logs: Logs, figures: Sequence[Figure]) -> Logs:
    """Return the logs with every figure that is new or another one, and what is gone."""
    before = {id_: entry for id_, (_, entry) in newest_figures(read_claims(logs.entries)).items()}
    now = {figure.id: figure_entry(figure) for figure in figures}
    gone = [{"type": WITHDRAWAL, "id": id_} for id_ in before if id_ not in now]
    return with_entries(logs, [*(e for id_, e in now.items() if before.get(id_) != e), *gone])


def write_logs(logs: Logs, release: Path) -> Logs:
    """End the claims log with what ties all files, and write ``log/``; return the logs.

    Everything else but the manifest must be there already.
    """
    tree = walk(release)
    hashes = {path: tree.sha256(path) for path in tree.files if path != MANIFEST}
    logs = with_entries(logs, [content_entry(hashes)])
    note = _write_log(logs.entries, release / CLAIMS, logs.claims_origin, logs.key)
    if logs.leaves:
        entries = [leaf.entry for leaf in logs.leaves]
        _write_log(entries, release / LIST, logs.list_origin, logs.key)
    _write(release / KEYS, "".join(f"{key}\n" for key in logs.keys))
    proved = Hashes(logs.entries)
    for id_, (index, _) in newest_figures(read_claims(logs.entries)).items():
        proof = Proof(index, proved.inclusion_proof(index), note)
        _write(release / PROOFS / f"{id_}.txt", proof.text)
    return logs


def write_transcript(release: Path, transcript: Transcript) -> None:
    """Write ``log/audit.json``."""
    text = json.dumps(transcript.to_dict(), ensure_ascii=False, indent=1, allow_nan=False)
    _write(release / AUDIT, f"{text}\n")


def _write_log(entries: Sequence[bytes], folder: Path, origin: str, key: bytes) -> str:
    """Write the files of one log; return its signed checkpoint."""
    tree = write_log(entries, folder)
    note = sign_checkpoint(Checkpoint(origin, tree.size, tree.root), key)
    _write(folder / CHECKPOINT, note)
    return note


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
