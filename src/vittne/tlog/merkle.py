"""The Merkle tree of RFC 6962, section 2.1 (the same in RFC 9162): roots and proofs.

Entries cannot be taken back: whoever kept a root can be shown that an entry was in the tree
(inclusion), and that a later tree only appended to it (consistency), with a few hashes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

HASH_SIZE = 32
EMPTY = sha256().digest()
"""The root of a tree without entries."""


@dataclass(frozen=True, slots=True)
class Tree:
    """What names a tree: how many entries it has, and its root."""

    size: int
    root: bytes


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of an entry. The first byte keeps it from being taken for a node."""
    return sha256(b"\x00" + entry).digest()


def node_hash(children: bytes) -> bytes:
    """Return the hash over two hashes, left and right, that stand one behind the other."""
    return sha256(b"\x01" + children).digest()


class Hashes:
    """Every hash of complete subtrees, from which roots and proofs are read.

    Attributes
    ----------
    levels : tuple of bytes
        On level `k`, one behind the other, the hashes of 2**k entries each; what does not fill the
        last one is left out. Level 0 has the hashes of the entries.
    """

    def __init__(self, entries: Iterable[bytes]) -> None:
        levels = [b"".join(map(leaf_hash, entries))]
        while len(below := levels[-1]) >= 2 * HASH_SIZE:
            pairs = range(0, len(below) - HASH_SIZE, 2 * HASH_SIZE)
            levels.append(b"".join(node_hash(below[at : at + 2 * HASH_SIZE]) for at in pairs))
        self.levels = tuple(levels)

    @property
    def size(self) -> int:
        """How many entries there are."""
        return len(self.levels[0]) // HASH_SIZE

    @property
    def tree(self) -> Tree:
        """The tree of all entries."""
        return self.first(self.size)

    def first(self, size: int) -> Tree:
        """Return the tree of the first `size` entries."""
        self._expect(0 <= size <= self.size)
        return Tree(size, self._root(0, size) if size else EMPTY)

    def inclusion_proof(self, index: int) -> tuple[bytes, ...]:
        """Return the hashes from beside the entry up to below the root (RFC 6962, 2.1.1)."""
        self._expect(0 <= index < self.size)
        return tuple(self._path(index, 0, self.size))

    def consistency_proof(self, old: int) -> tuple[bytes, ...]:
        """Return the hashes that lead from the first `old` entries to all (RFC 6962, 2.1.2).

        None are needed where `old` is 0 or all.
        """
        self._expect(0 <= old <= self.size)
        return tuple(self._subproof(old, 0, self.size, True)) if old else ()

    def _expect(self, inside: bool) -> None:
        if not inside:
            raise ValueError(f"the tree has {self.size} entries, and not so many")

    def _root(self, low: int, high: int) -> bytes:
        """MTH(D[low:high]); `low` is a multiple of every power of two that fits in."""
        size = high - low
        if size & size - 1 == 0:
            at = low // size * HASH_SIZE
            return self.levels[size.bit_length() - 1][at : at + HASH_SIZE]
        middle = low + _split(size)
        return node_hash(self._root(low, middle) + self._root(middle, high))

    def _path(self, index: int, low: int, high: int) -> list[bytes]:
        if high - low == 1:
            return []
        middle = low + _split(high - low)
        if index < middle:
            return [*self._path(index, low, middle), self._root(middle, high)]
        return [*self._path(index, middle, high), self._root(low, middle)]

    def _subproof(self, old: int, low: int, high: int, known: bool) -> list[bytes]:
        """SUBPROOF; `known`: whether the reader has the root of these entries already."""
        if old == high:
            return [] if known else [self._root(low, high)]
        middle = low + _split(high - low)
        if old <= middle:
            return [*self._subproof(old, low, middle, known), self._root(middle, high)]
        return [*self._subproof(old, middle, high, False), self._root(low, middle)]


def verify_inclusion(entry: bytes, index: int, tree: Tree, proof: Sequence[bytes]) -> bool:
    """Whether the tree has this entry at this index (RFC 9162, section 2.1.3.2)."""
    if not 0 <= index < tree.size or not _are_hashes(proof):
        return False
    node, last, result = index, tree.size - 1, leaf_hash(entry)
    for sibling in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            result = node_hash(sibling + result)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            result = node_hash(result + sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and result == tree.root


def verify_consistency(old: Tree, new: Tree, proof: Sequence[bytes]) -> bool:
    """Whether `new` begins with the entries of `old` (RFC 9162, section 2.1.4.2)."""
    if not 0 <= old.size <= new.size or not _are_hashes(proof):
        return False
    if old.size == 0:
        return not proof and old.root == EMPTY and (new.size > 0 or new.root == EMPTY)
    if old.size == new.size:
        return not proof and old.root == new.root
    return _leads_on(old, new, proof)


def _leads_on(old: Tree, new: Tree, proof: Sequence[bytes]) -> bool:
    node, last = old.size - 1, new.size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    # Where the old tree is complete, its root is the first hash, and is not sent.
    hashes = list(proof) if node else [old.root, *proof]
    if not hashes:
        return False
    was = becomes = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            was, becomes = node_hash(sibling + was), node_hash(sibling + becomes)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            becomes = node_hash(becomes + sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and was == old.root and becomes == new.root


def _split(size: int) -> int:
    """Return the largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1


def _are_hashes(proof: Sequence[bytes]) -> bool:
    return all(len(item) == HASH_SIZE for item in proof)
