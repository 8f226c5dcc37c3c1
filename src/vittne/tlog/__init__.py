"""Logs that an enemy may check: tiles, checkpoints and proofs as C2SP lays them out.

Reading and checking need the standard library only and are packed into `verify.pyz`. Signing needs
`cryptography` and is in `vittne.tlog.signing`, which nothing else of the room imports.
`docs/reference/log.md` says how the bytes are laid out.
"""

from vittne.tlog.checkpoint import Checkpoint, Note, Signature, VerifierKey, is_origin, verify_note
from vittne.tlog.errors import BadLog, BadNote, BadProof
from vittne.tlog.leaf import SALT_SIZE, leaf_entry, new_salt
from vittne.tlog.merkle import Hashes, Tree, leaf_hash, verify_consistency, verify_inclusion
from vittne.tlog.proof import Proof, verify_proof
from vittne.tlog.tiles import LONGEST_ENTRY, files_of, paths, read_log, write_log

__all__ = [
    "LONGEST_ENTRY",
    "SALT_SIZE",
    "BadLog",
    "BadNote",
    "BadProof",
    "Checkpoint",
    "Hashes",
    "Note",
    "Proof",
    "Signature",
    "Tree",
    "VerifierKey",
    "files_of",
    "is_origin",
    "leaf_entry",
    "leaf_hash",
    "new_salt",
    "paths",
    "read_log",
    "verify_consistency",
    "verify_inclusion",
    "verify_note",
    "verify_proof",
    "write_log",
]
