"""The files of a log: where C2SP's tlog-tiles says, and every bit of them is looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vittne.tlog import BadLog, Hashes, Tree, files_of, paths, read_log, write_log
from vittne.tlog.tiles import _Tile

FREELY = settings(deadline=None)  # a machine that is busy is not a failure


def files_in(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def test_a_log_of_70_000_has_the_files_that_the_specification_lists() -> None:
    """C2SP tlog-tiles, "Partial Tiles"."""
    found = list(paths(70_000))
    assert len(found) == len(set(found))
    hashes = [path for path in found if not path.startswith("tile/entries/")]
    assert sum(path.startswith("tile/0/") and ".p/" not in path for path in hashes) == 273
    assert {path for path in hashes if ".p/" in path or not path.startswith("tile/0/")} == {
        *("tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"),
    }
    assert len(found) - len(hashes) == 274


def test_a_full_tile_has_no_width_behind_its_name() -> None:
    assert set(paths(256)) == {"tile/entries/000", "tile/0/000", "tile/1/000.p/1"}


def test_large_numbers_are_folders_of_three_digits() -> None:
    """C2SP tlog-tiles, "Merkle Tree"."""
    assert _Tile("0", 1_234_067, 256).path == "tile/0/x001/x234/067"
    assert _Tile("entries", 1_000, 3).path == "tile/entries/x001/000.p/3"


def test_an_entry_stands_behind_its_length(tmp_path: Path) -> None:
    write_log([b"", b"ab", b"c" * 300], tmp_path)
    data = (tmp_path / "tile" / "entries" / "000.p" / "3").read_bytes()
    assert data == b"\x00\x00" + b"\x00\x02ab" + b"\x01\x2c" + b"c" * 300


@pytest.mark.parametrize("size", [0, 1, 2, 255, 256, 257, 512, 66_000])
def test_what_was_written_is_read(
    size: int, entries: Callable[[int], list[bytes]], tmp_path: Path
) -> None:
    kept = entries(size)
    tree = write_log(kept, tmp_path)
    assert tree == Hashes(kept).tree
    assert files_in(tmp_path) == set(paths(size))
    assert read_log(files_of(tmp_path), tree) == tuple(kept)


@FREELY
@given(st.lists(st.binary(max_size=9), max_size=600))
def test_any_entries_come_back(kept: list[bytes]) -> None:
    files: dict[str, bytes] = {}
    tree = written(kept, files)
    assert read_log(files.get, tree) == tuple(kept)


def written(kept: list[bytes], files: dict[str, bytes]) -> Tree:
    """Write a log into a dictionary."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as name:
        tree = write_log(kept, Path(name))
        files.update({path: (Path(name) / path).read_bytes() for path in files_in(Path(name))})
    return tree


LOG: dict[str, bytes] = {}
TREE = written([b"entry %d" % at for at in range(700)], LOG)


@FREELY
@given(st.sampled_from(sorted(LOG)), st.data())
def test_any_changed_bit_of_any_file_is_found(path: str, draw: st.DataObject) -> None:
    bit = draw.draw(st.integers(0, len(LOG[path]) * 8 - 1))
    changed = bytearray(LOG[path])
    changed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(BadLog):
        read_log({**LOG, path: bytes(changed)}.get, TREE)


@pytest.mark.parametrize("path", sorted(LOG))
def test_a_file_that_is_missing_cut_or_longer_is_named(path: str) -> None:
    for data in (None, b"", LOG[path][:-1], LOG[path] + b"\x00", LOG[path] + b"\x00\x00"):
        changed = {**LOG, path: data}
        with pytest.raises(BadLog) as caught:
            read_log(changed.get, TREE)
        assert caught.value.path == path


def test_entries_that_changed_together_with_their_tiles_have_another_root() -> None:
    files: dict[str, bytes] = {}
    written([b"other %d" % at for at in range(700)], files)
    with pytest.raises(BadLog, match="another root"):
        read_log(files.get, TREE)


def test_a_checkpoint_that_claims_more_than_anybody_has_is_found_at_once() -> None:
    with pytest.raises(BadLog, match="missing"):
        read_log(LOG.get, Tree(10**18, TREE.root))


def test_an_entry_that_is_too_long_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="entry 1 is longer"):
        write_log([b"short", b"x" * 65_536], tmp_path / "log")
    assert not (tmp_path / "log").exists()
    write_log([b"x" * 65_535], tmp_path / "log")


def test_a_log_is_never_written_over(tmp_path: Path) -> None:
    write_log([b"a"], tmp_path)
    with pytest.raises(FileExistsError):
        write_log([b"b"], tmp_path)
