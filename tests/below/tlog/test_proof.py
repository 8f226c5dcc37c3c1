"""Proofs of single entries, as a text that needs a key and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vittne.tlog import BadNote, BadProof, Checkpoint, Hashes, Proof, verify_proof
from vittne.tlog.signing import new_key, sign_checkpoint, verifier_key

FREELY = settings(deadline=None)  # a machine that is busy is not a failure

ORIGIN = "vittne/invented/claims"
SEED = bytes(range(32))
KEY = verifier_key(ORIGIN, SEED)
ENTRIES = [b"claim %d" % at for at in range(7)]


def proof_of(index: int, entries: list[bytes]) -> Proof:
    hashes = Hashes(entries)
    checkpoint = Checkpoint(ORIGIN, hashes.size, hashes.tree.root)
    return Proof(index, hashes.inclusion_proof(index), sign_checkpoint(checkpoint, SEED))


PROOF = proof_of(3, ENTRIES)


def test_the_form_of_a_proof() -> None:
    """C2SP tlog-proof, "Format"."""
    first, index, *hashes, blank = PROOF.text.split("\n")[:6]
    assert (first, index, blank) == ("c2sp.org/tlog-proof@v1", "index 3", "")
    assert [len(line) for line in hashes] == [44, 44, 44]
    assert PROOF.text.endswith(f"\n\n{PROOF.note}")


@FREELY
@given(st.integers(1, 300), st.data())
def test_a_proof_holds_for_its_entry_and_for_no_other(size: int, draw: st.DataObject) -> None:
    entries = [b"claim %d" % at for at in range(size)]
    index = draw.draw(st.integers(0, size - 1))
    text = proof_of(index, entries).text
    assert Proof.parse(text).text == text
    assert verify_proof(text, entries[index], [KEY]).size == size
    with pytest.raises(BadProof, match="does not have this entry"):
        verify_proof(text, b"claim %d" % size, [KEY])


@FREELY
@given(st.integers(0, len(PROOF.text.encode()) * 8 - 1))
def test_no_proof_with_a_changed_bit_holds(bit: int) -> None:
    changed = bytearray(PROOF.text.encode())
    changed[bit // 8] ^= 1 << bit % 8
    try:
        text = changed.decode()
    except UnicodeDecodeError:
        return
    with pytest.raises((BadNote, BadProof)):
        verify_proof(text, ENTRIES[3], [KEY])


def test_what_nobody_signed_is_passed_over() -> None:
    text = PROOF.text.replace("\nindex", "\nextra AAAA\nindex", 1)
    assert Proof.parse(text) == PROOF
    assert verify_proof(text, ENTRIES[3], [KEY]).origin == ORIGIN


def test_a_proof_under_a_key_that_is_not_known_proves_nothing() -> None:
    with pytest.raises(BadNote):
        verify_proof(PROOF.text, ENTRIES[3], [verifier_key(ORIGIN, new_key())])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "c2sp.org/tlog-proof@v1",
        "c2sp.org/tlog-proof@v1\n\n",
        PROOF.text.replace("@v1", "@v2"),
        PROOF.text.replace("index 3", "index 03"),
        PROOF.text.replace("index 3", "index -3"),
        PROOF.text.replace("index 3\n", ""),
        PROOF.text.replace("index 3", "extra AAA\nindex 3"),
        PROOF.text.replace("index 3", "index 3\nextra AAAA"),
        PROOF.text.replace("index 3", "index 3\nAAAA"),
        PROOF.text.replace("\n", "\r\n"),
    ],
)
def test_what_is_no_proof_is_refused(text: str) -> None:
    with pytest.raises(BadProof):
        verify_proof(text, ENTRIES[3], [KEY])
