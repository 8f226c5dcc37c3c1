"""Proofs that need nothing but themselves and a key: C2SP's `tlog-proof@v1`.

Its lines: the name of the format; `index 3`; the hashes from beside the entry up to below the root,
in base64; an empty one; and the signed checkpoint as it is.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass

from vittne.tlog.checkpoint import Checkpoint, VerifierKey, read_base64, verify_note
from vittne.tlog.errors import BadNote, BadProof
from vittne.tlog.merkle import HASH_SIZE, verify_inclusion

_FIRST = "c2sp.org/tlog-proof@v1"
_INDEX = re.compile(r"index (0|[1-9][0-9]{0,18})")


@dataclass(frozen=True, slots=True)
class Proof:
    """What a proof says; nothing of it is true before `verify_proof`.

    Attributes
    ----------
    index : int
        Where in the log the entry is, from 0.
    hashes : tuple of bytes
        As `Hashes.inclusion_proof` gives them.
    note : str
        The signed checkpoint.
    """

    index: int
    hashes: tuple[bytes, ...]
    note: str

    @property
    def text(self) -> str:
        """The proof as it is published."""
        hashes = "".join(f"{b64encode(item).decode()}\n" for item in self.hashes)
        return f"{_FIRST}\nindex {self.index}\n{hashes}\n{self.note}"

    @classmethod
    def parse(cls, text: str) -> Proof:
        """Read a proof. What nobody signed (`extra`) is passed over.

        Raises
        ------
        BadProof
            Where it is none.
        """
        head, _, note = text.partition("\n\n")
        first, *lines = head.split("\n")
        if first != _FIRST:
            raise BadProof(f"the first line of a proof is {_FIRST}")
        try:
            if lines and lines[0].startswith("extra "):
                read_base64(lines.pop(0).removeprefix("extra "))
            index = _INDEX.fullmatch(lines.pop(0) if lines else "")
            hashes = tuple(map(read_base64, lines))
        except BadNote as error:
            raise BadProof(str(error)) from None
        if index is None or any(len(item) != HASH_SIZE for item in hashes):
            raise BadProof("a proof has an index, then hashes, a line each")
        return cls(int(index[1]), hashes, note)


def verify_proof(text: str, entry: bytes, keys: Iterable[VerifierKey]) -> Checkpoint:
    """Return the checkpoint of a proof, after checking that its log has the entry.

    Raises
    ------
    BadProof
        It proves something else, or nothing.
    BadNote
        Its checkpoint is wrong, or signed by nobody who is known.
    """
    proof = Proof.parse(text)
    checkpoint = verify_note(proof.note, keys)
    if not verify_inclusion(entry, proof.index, checkpoint.tree, proof.hashes):
        raise BadProof("the log does not have this entry there")
    return checkpoint
