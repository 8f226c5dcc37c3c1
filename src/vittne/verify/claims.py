"""What stands in the claims log: the one place where its entries are built, and read again.

The log only grows. A release appends an entry that opens it, one for each figure that is new or was
changed, one for each that is gone, what was planned, found and corrected, and, last, one that ties
all its files. An entry is canonical JSON with a ``type``; ``docs/reference/log.md`` describes each.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from vittne.audit import Plan, Transcript, announcement, results
from vittne.dossier.model import Dossier
from vittne.terms.canonical import canonical_json
from vittne.tlog import LONGEST_ENTRY
from vittne.verify.figures import Figure

LOG = "log"
CLAIMS, LIST = f"{LOG}/claims", f"{LOG}/list"
"""The folders of both logs, each with ``checkpoint`` and ``tile/``."""
CHECKPOINT = "checkpoint"
KEYS, PROOFS, AUDIT = f"{LOG}/keys.txt", f"{LOG}/proofs", f"{LOG}/audit.json"

RELEASE, FIGURE, WITHDRAWAL = "release", "figure", "withdrawal"
PLAN, RESULT, CORRECTION, CONTENT = "plan", "result", "correction", "content"
TYPES = (RELEASE, FIGURE, WITHDRAWAL, PLAN, RESULT, CORRECTION, CONTENT)

_NOT_TIED = (f"{CLAIMS}/", f"{LIST}/", f"{PROOFS}/", KEYS, "MANIFEST.sha256")
"""What follows from the logs, or is tied otherwise: by an entry, by a signature, by its name."""

Json = dict[str, Any]


def log_origin(dossier: Dossier) -> str:
    """Return what the names of a dossier's logs begin with."""
    return dossier.settings.log_origin or f"vittne/{dossier.id}"


def claims_origin(origin: str) -> str:
    """Return the name of the claims log, the same in all releases."""
    return f"{origin}/claims"


def list_origin(origin: str, number: int) -> str:
    """Return the name of the list log of a release."""
    return f"{origin}/list/{number}"


def read_claims(entries: Iterable[bytes]) -> Iterator[Json]:
    """Read the entries of a claims log that vittne wrote, or that were checked."""
    for entry in entries:
        yield json.loads(entry)


def figure_entry(figure: Figure) -> Json:
    """Return what is claimed: numbers and how they were made. Of words only the hash is there."""
    whole = json.loads(canonical_json(figure.to_dict()))
    entry = {"type": FIGURE, **whole, "sha256": hashlib.sha256(canonical_json(whole)).hexdigest()}
    del entry["sentence"], entry["detail"]
    if len(canonical_json(entry)) > LONGEST_ENTRY:  # a log takes no longer entries
        entry["settings"] = hashlib.sha256(canonical_json(entry["settings"])).hexdigest()
    return entry


def newest_figures(claims: Iterable[Mapping[str, Any]]) -> dict[str, tuple[int, Json]]:
    """Return the newest entry about each figure that was not withdrawn, with its index."""
    found: dict[str, tuple[int, Json]] = {}
    for index, entry in enumerate(claims):
        if entry["type"] == FIGURE:
            found[entry["id"]] = (index, dict(entry))
        elif entry["type"] == WITHDRAWAL:
            found.pop(entry["id"], None)
    return found


def plan_entry(plan: Plan, listed: Mapping[str, Any]) -> Json:
    """Return the entry that announces an audit, in the release whose list will be drawn from."""
    return {"type": PLAN, **announcement(plan), "list": dict(listed)}


def result_entry(transcript: Transcript) -> Json:
    """Return what an audit has found so far.

    Raises
    ------
    BadAudit
        The transcript has no verdict for a proposition.
    """
    whole = transcript.to_dict()
    return {
        "type": RESULT,
        "release": transcript.release,
        "list": whole["list"],
        "chance": whole["chance"],
        "results": [one.to_dict() for one in results(transcript)],
    }


def content_entry(hashes: Mapping[str, str]) -> Json:
    """Return the entry that ends a release: one hash of all its files but those of its logs.

    It puts every page, table and picture under the signature of the log.

    Parameters
    ----------
    hashes : mapping
        Path of each file of the release to its SHA-256, as the manifest has it.
    """
    lines = (
        f"{digest}  {path}\n".encode()
        for path, digest in hashes.items()
        if not path.startswith(_NOT_TIED)
    )
    # By path, as in the manifest: what stands before it is of one length.
    ordered = sorted(lines, key=lambda line: bytes(line)[66:])
    return {"type": CONTENT, "sha256": hashlib.sha256(b"".join(ordered)).hexdigest()}
