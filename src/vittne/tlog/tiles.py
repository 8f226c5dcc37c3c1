"""The files of a log, as C2SP's `tlog-tiles` lays them out.

`tile/entries/NNN` has 256 entries, each behind its length in two bytes; `tile/0/NNN` their hashes;
`tile/1/NNN` the roots of 256 full tiles of level 0, and so on. What is not full has its width
behind its name: `tile/0/273.p/112`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from vittne.tlog.errors import BadLog
from vittne.tlog.merkle import HASH_SIZE, Hashes, Tree

WIDTH = 256
HEIGHT = 8
"""Levels of the tree between two levels of tiles: 2**8 is the width."""

LONGEST_ENTRY = 0xFFFF
"""Bytes, of an entry: its length is written in two bytes."""

Read = Callable[[str], bytes | None]
"""Gives the bytes of a file by its path in the folder of the log; None where there is none."""


@dataclass(frozen=True, slots=True)
class _Tile:
    """A tile: where it lies in its level, and how many hashes or entries it has."""

    level: str
    index: int
    width: int

    @property
    def path(self) -> str:
        groups = []
        left = self.index
        while left >= 1000:
            left, last = divmod(left, 1000)
            groups.append(last)
        digits = [f"{number:03}" for number in (left, *reversed(groups))]
        number = "/".join([*(f"x{part}" for part in digits[:-1]), digits[-1]])
        partial = f".p/{self.width}" if self.width < WIDTH else ""
        return f"tile/{self.level}/{number}{partial}"

    @property
    def first(self) -> int:
        return self.index * WIDTH


def write_log(entries: Iterable[bytes], folder: Path) -> Tree:
    """Write the tiles and entries of a log into a folder that has none, and return its tree.

    Raises
    ------
    ValueError
        For an entry of more than 65,535 bytes.
    FileExistsError
        The folder has a log already.
    """
    kept = tuple(entries)
    if long := [at for at, entry in enumerate(kept) if len(entry) > LONGEST_ENTRY]:
        raise ValueError(f"entry {long[0]} is longer than {LONGEST_ENTRY} bytes")
    hashes = Hashes(kept)
    (folder / "tile").mkdir(parents=True)
    for tile in _bundles(len(kept)):
        _write(folder / tile.path, _bundle(kept[tile.first : tile.first + tile.width]))
    for level, tile in _tiles(len(kept)):
        _write(folder / tile.path, _hashes_in(hashes, level, tile))
    return hashes.tree


def read_log(read: Read, tree: Tree) -> tuple[bytes, ...]:
    """Return the entries of a log, after holding every file of it against the tree.

    Parameters
    ----------
    read : callable
        Gives the files; `files_of(folder)` does.
    tree : Tree
        What a signed checkpoint says.

    Raises
    ------
    BadLog
        A file is missing or damaged, or the entries have another root.
    """
    entries: list[bytes] = []
    for tile in _bundles(tree.size):
        entries.extend(_entries(tile, _bytes_of(read, tile)))
    hashes = Hashes(entries)
    for level, tile in _tiles(tree.size):
        if _bytes_of(read, tile) != _hashes_in(hashes, level, tile):
            raise BadLog(tile.path, "its hashes are not those of the entries")
    if hashes.tree != tree:
        raise BadLog("", "the entries have another root than the checkpoint says")
    return tuple(entries)


def files_of(folder: Path) -> Read:
    """Return what reads the files of a log in a folder that is one's own."""

    def read(path: str) -> bytes | None:
        try:
            return (folder / path).read_bytes()
        except FileNotFoundError:
            return None

    return read


def paths(size: int) -> Iterator[str]:
    """Yield the path of every file that a log of so many entries has, but for its checkpoint."""
    yield from (tile.path for tile in _bundles(size))
    yield from (tile.path for _, tile in _tiles(size))


def _bundles(size: int) -> Iterator[_Tile]:
    return _row("entries", size)


def _tiles(size: int) -> Iterator[tuple[int, _Tile]]:
    level = 0
    while size:
        for tile in _row(str(level), size):
            yield level, tile
        level, size = level + 1, size // WIDTH


def _row(level: str, size: int) -> Iterator[_Tile]:
    for first in range(0, size, WIDTH):
        yield _Tile(level, first // WIDTH, min(WIDTH, size - first))


def _hashes_in(hashes: Hashes, level: int, tile: _Tile) -> bytes:
    row = hashes.levels[level * HEIGHT]
    return row[tile.first * HASH_SIZE : (tile.first + tile.width) * HASH_SIZE]


def _bundle(entries: Sequence[bytes]) -> bytes:
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def _entries(tile: _Tile, data: bytes) -> list[bytes]:
    found = []
    at = 0
    while at < len(data):
        start = at + 2
        at = start + int.from_bytes(data[at:start], "big")
        found.append(data[start:at])
    if at != len(data) or len(found) != tile.width:
        raise BadLog(tile.path, f"these are not {tile.width} entries")
    return found


def _bytes_of(read: Read, tile: _Tile) -> bytes:
    data = read(tile.path)
    if data is None:
        raise BadLog(tile.path, "it is missing")
    return data


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
