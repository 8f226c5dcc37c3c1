"""docs/reference/log.md: whoever writes another program from it gets the same bytes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vittne.tlog import Checkpoint, Hashes, Proof, leaf_entry, leaf_hash
from vittne.tlog.signing import sign_checkpoint, verifier_key

SEED = bytes(range(32))
ORIGIN = "vittne/invented/claims"


@pytest.fixture(scope="module")
def blocks(root: Path) -> list[str]:
    """The blocks of text in the page, in their order."""
    text = (root / "docs" / "reference" / "log.md").read_text("utf-8")
    return re.findall(r"^```text\n(.*?)^```$", text, re.M | re.S)


def test_the_vectors_are_what_the_program_makes(blocks: list[str]) -> None:
    entry = leaf_entry(SEED, b'{"born":"1990","name":"Invented Person"}')
    claims = [b"claim %d" % at for at in range(7)]
    hashes = Hashes(claims)
    checkpoint = Checkpoint(ORIGIN, 7, hashes.tree.root)
    proof = Proof(3, hashes.inclusion_proof(3), sign_checkpoint(checkpoint, SEED))
    assert blocks[1:] == [
        f"entry  {entry.hex()}\nhash   {leaf_hash(entry).hex()}\n",
        f"{verifier_key(ORIGIN, SEED)}\n",
        sign_checkpoint(Checkpoint(ORIGIN, 27, bytes(range(32, 64))), SEED),
        proof.text,
    ]


def test_the_usage_is_that_of_the_program(blocks: list[str], root: Path) -> None:
    source = (root / "src" / "vittne" / "tlog" / "check_log.go").read_text("utf-8")
    assert re.findall(r"const usage = `(.*?)`", source, re.S) == [blocks[0]]
