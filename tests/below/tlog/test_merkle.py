"""Trees: their roots, and short proofs of what is in them and that they only grow."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vittne.tlog import Hashes, Tree, verify_consistency, verify_inclusion
from vittne.tlog.merkle import EMPTY

FREELY = settings(deadline=None)  # a machine that is busy is not a failure


def mth(entries: list[bytes]) -> bytes:
    """MTH as RFC 6962, section 2.1, defines it, word for word and slowly."""
    if not entries:
        return sha256().digest()
    if len(entries) == 1:
        return sha256(b"\x00" + entries[0]).digest()
    k = max(2**power for power in range(20) if 2**power < len(entries))
    return sha256(b"\x01" + mth(entries[:k]) + mth(entries[k:])).digest()


def numbered(count: int) -> list[bytes]:
    return [b"entry %d" % at for at in range(count)]


# The entries and roots by which the programs of Certificate Transparency have been tested.
ENTRIES = [
    bytes.fromhex(entry)
    for entry in (
        *("", "00", "10", "2021", "3031", "40414243"),
        *("5051525354555657", "606162636465666768696a6b6c6d6e6f"),
    )
]
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


@pytest.mark.parametrize("size", range(9))
def test_roots_are_those_of_certificate_transparency(size: int) -> None:
    assert Hashes(ENTRIES[:size]).tree == Tree(size, bytes.fromhex(ROOTS[size]))
    assert Hashes(ENTRIES).first(size).root.hex() == ROOTS[size]


@FREELY
@given(st.lists(st.binary(max_size=40), max_size=300))
def test_roots_are_those_of_the_definition(entries: list[bytes]) -> None:
    hashes = Hashes(entries)
    assert hashes.tree == Tree(len(entries), mth(entries))
    half = len(entries) // 2
    assert hashes.first(half).root == mth(entries[:half])


def test_the_proofs_that_the_rfc_draws() -> None:
    """RFC 6962, section 2.1.3: seven entries, and the nodes as they are named there."""
    d = numbered(7)
    a, b, c, _, _, f, j = (mth([entry]) for entry in d)
    g, h, i = mth(d[:2]), mth(d[2:4]), mth(d[4:6])
    k, el = mth(d[:4]), mth(d[4:])
    hashes = Hashes(d)
    assert hashes.inclusion_proof(0) == (b, h, el)
    assert hashes.inclusion_proof(3) == (c, g, el)
    assert hashes.inclusion_proof(4) == (f, j, k)
    assert hashes.inclusion_proof(6) == (i, k)
    assert hashes.consistency_proof(3) == (c, mth([d[3]]), g, el)
    assert hashes.consistency_proof(4) == (el,)
    assert hashes.consistency_proof(6) == (i, j, k)
    assert a not in hashes.inclusion_proof(0)


def test_every_proof_of_every_small_tree_holds() -> None:
    for size in range(1, 70):
        entries = numbered(size)
        hashes = Hashes(entries)
        for index, entry in enumerate(entries):
            proof = hashes.inclusion_proof(index)
            assert len(proof) <= (size - 1).bit_length()
            assert verify_inclusion(entry, index, hashes.tree, proof)
        for old in range(size + 1):
            proof = hashes.consistency_proof(old)
            assert len(proof) <= (size - 1).bit_length() + 1
            assert verify_consistency(hashes.first(old), hashes.tree, proof)


sizes = st.integers(1, 600)


def flipped(data: bytes, draw: st.DataObject) -> bytes:
    bit = draw.draw(st.integers(0, len(data) * 8 - 1), "bit")
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


@FREELY
@given(sizes, st.data())
def test_a_proof_of_inclusion_with_one_changed_bit_does_not_hold(
    size: int, draw: st.DataObject
) -> None:
    entries = numbered(size)
    hashes = Hashes(entries)
    index = draw.draw(st.integers(0, size - 1), "index")
    entry, tree, proof = entries[index], hashes.tree, hashes.inclusion_proof(index)
    assert verify_inclusion(entry, index, tree, proof)
    assert not verify_inclusion(flipped(entry, draw), index, tree, proof)
    assert not verify_inclusion(entry, index, Tree(size, flipped(tree.root, draw)), proof)
    other = draw.draw(st.integers(-2, size + 2).filter(lambda n: n != index), "other index")
    assert not verify_inclusion(entry, other, tree, proof)
    assert not verify_inclusion(entry, index, tree, (*proof, EMPTY))
    if proof:
        at = draw.draw(st.integers(0, len(proof) - 1), "at")
        changed = (*proof[:at], flipped(proof[at], draw), *proof[at + 1 :])
        assert not verify_inclusion(entry, index, tree, changed)
        assert not verify_inclusion(entry, index, tree, proof[:at] + proof[at + 1 :])
        cut = (*proof[:at], proof[at][:-1], *proof[at + 1 :])
        assert not verify_inclusion(entry, index, tree, cut)


@FREELY
@given(sizes, st.data())
def test_a_proof_of_consistency_with_one_changed_bit_does_not_hold(
    size: int, draw: st.DataObject
) -> None:
    hashes = Hashes(numbered(size))
    old = hashes.first(draw.draw(st.integers(1, size), "old"))
    new, proof = hashes.tree, hashes.consistency_proof(old.size)
    assert verify_consistency(old, new, proof)
    assert not verify_consistency(Tree(old.size, flipped(old.root, draw)), new, proof)
    assert not verify_consistency(old, Tree(new.size, flipped(new.root, draw)), proof)
    assert not verify_consistency(old, new, (*proof, EMPTY))
    if proof:
        at = draw.draw(st.integers(0, len(proof) - 1), "at")
        changed = (*proof[:at], flipped(proof[at], draw), *proof[at + 1 :])
        assert not verify_consistency(old, new, changed)
        assert not verify_consistency(old, new, proof[:at] + proof[at + 1 :])


@FREELY
@given(st.integers(2, 300), st.data())
def test_a_log_that_changed_an_old_entry_has_no_proof(size: int, draw: st.DataObject) -> None:
    entries = numbered(size)
    old = Hashes(entries).first(draw.draw(st.integers(1, size - 1), "old"))
    changed = draw.draw(st.integers(0, old.size - 1), "changed")
    entries[changed] = b"what was never said"
    new = Hashes(entries)
    assert not verify_consistency(old, new.tree, new.consistency_proof(old.size))


def test_a_tree_never_shrinks_and_everything_appends_to_nothing() -> None:
    hashes = Hashes(numbered(5))
    assert not verify_consistency(hashes.tree, hashes.first(4), ())
    assert verify_consistency(Tree(0, EMPTY), hashes.tree, ())
    assert verify_consistency(Tree(0, EMPTY), Tree(0, EMPTY), ())
    assert not verify_consistency(Tree(0, EMPTY), hashes.tree, (EMPTY,))
    assert not verify_consistency(Tree(0, hashes.tree.root), hashes.tree, ())
    assert not verify_consistency(Tree(-1, EMPTY), hashes.tree, ())


@pytest.mark.parametrize("outside", [-1, 3])
def test_what_is_not_in_the_tree_has_no_proof(outside: int) -> None:
    hashes = Hashes(numbered(3))
    with pytest.raises(ValueError, match="3 entries"):
        hashes.inclusion_proof(outside)
    with pytest.raises(ValueError, match="3 entries"):
        hashes.consistency_proof(outside if outside < 0 else 4)
