"""What stands in the claims log: the one place where its entries are built, and read again.

The log only grows. A release appends one entry for itself, one for each figure that is new or was
changed, one for each that is no longer published, and what was planned, found and corrected. An
entry is canonical JSON with a ``type``; ``docs/reference/log.md`` describes each.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from vittne.terms.canonical import canonical_json
from vittne.verify.figures import Figure

LOG = "log"
CLAIMS, LIST = f"{LOG}/claims", f"{LOG}/list"
"""The folders of both logs, each with ``checkpoint`` and ``tile/``."""
CHECKPOINT = "checkpoint"
KEYS, PROOFS, AUDIT = f"{LOG}/keys.txt", f"{LOG}/proofs", f"{LOG}/audit.json"

RELEASE, FIGURE, WITHDRAWN = "release", "figure", "withdrawn"
PLAN, RESULT, CORRECTION = "plan", "result", "correction"
TYPES = (RELEASE, FIGURE, WITHDRAWN, PLAN, RESULT, CORRECTION)

_NOT_COMMITTED = (f"{CLAIMS}/", f"{PROOFS}/", "MANIFEST.sha256")
"""What an entry of the log cannot name the hash of, because it follows from the log."""


def release_entry(
    *,
    number: int,
    supersedes: str | None,
    software: Mapping[str, str],
    content: str,
    listed: Mapping[str, Any] | None,
) -> bytes:
    """Return the entry with which a release begins.

    Parameters
    ----------
    number : int
        The first release of a dossier is 1.
    supersedes : str or None
        Hash of ``MANIFEST.sha256`` of the release before it.
    content : str
        What `content_sha256` gives: it ties every page and every table to the signature.
    listed : mapping or None
        ``origin``, ``size`` and ``root`` (hexadecimal) of the list log; None without lists.
    """
    return canonical_json(
        {
            "type": RELEASE,
            "number": number,
            "supersedes": supersedes,
            "list": listed,
            "content": content,
            "software": dict(software),
        }
    )


def figure_entry(figure: Figure) -> bytes:
    """Return the entry of a figure: everything but its sentences, which say the same."""
    parts = figure.to_dict()
    kept = {name: parts[name] for name in parts if name not in ("sentence", "supersedes")}
    return canonical_json({"type": FIGURE, **json.loads(json.dumps(kept))})


def withdrawn_entry(id_: str) -> bytes:
    """Return the entry that says that a figure is no longer published."""
    return canonical_json({"type": WITHDRAWN, "id": id_})


def figure_entries(before: Iterable[bytes], figures: Sequence[Figure]) -> tuple[bytes, ...]:
    """Return what a release appends for its figures: what is new, changed or withdrawn."""
    stood = {id_: entry for id_, (_, entry) in standing(before).items()}
    now = {figure.id: figure_entry(figure) for figure in figures}
    changed = (entry for id_, entry in sorted(now.items()) if stood.get(id_) != entry)
    return (*changed, *(withdrawn_entry(id_) for id_ in sorted(stood) if id_ not in now))


def standing(entries: Iterable[bytes]) -> dict[str, tuple[int, bytes]]:
    """Return, by id, the newest entry of every figure that is not withdrawn, and its index."""
    found: dict[str, tuple[int, bytes]] = {}
    for index, entry in enumerate(entries):
        content = json.loads(entry)
        if content["type"] == FIGURE:
            found[content["id"]] = (index, entry)
        elif content["type"] == WITHDRAWN:
            found.pop(content["id"], None)
    return found


def content_sha256(hashes: Mapping[str, str]) -> str:
    """Return one hash of all files of a release that do not follow from its claims log.

    Parameters
    ----------
    hashes : mapping
        Path of each file to its hash, as the manifest has it; what the log itself decides (its
        tiles, its checkpoint, the proofs, the manifest) is passed over.
    """
    lines = (
        f"{digest}  {path}\n".encode()
        for path, digest in hashes.items()
        if not path.startswith(_NOT_COMMITTED)
    )
    # By path, as in the manifest: the 66 bytes before it are of one length.
    return hashlib.sha256(b"".join(sorted(lines, key=lambda line: line[66:]))).hexdigest()
