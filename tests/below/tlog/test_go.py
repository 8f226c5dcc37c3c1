"""Programs that are not ours read these logs: Go's `sumdb/note` and `sumdb/tlog`.

By them Go checks every module that it downloads. `check_log.go` puts them together for a sceptic.
"""

from __future__ import annotations

import subprocess
from base64 import b64encode
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from vittne.tlog import Hashes, Proof, VerifierKey, leaf_hash

Entries = Callable[[int], list[bytes]]
Published = Callable[[str, Sequence[bytes]], Path]
Go = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize("size", [0, 1, 2, 27, 256, 257, 70_000])
def test_go_reads_the_log_and_its_proofs(
    size: int, go: Go, key: VerifierKey, entries: Entries, published: Published, tmp_path: Path
) -> None:
    kept = entries(size)
    folder, hashes = published("log", kept), Hashes(kept)
    root = b64encode(hashes.tree.root).decode()
    answer = go("log", key, folder)
    shown = f"{root} = {hashes.tree.root.hex()}"
    assert answer.stdout == f"ok: {key.name}, {size} entries, root {shown}\n", answer.stderr

    note = (folder / "checkpoint").read_text("utf-8")
    indexes = sorted({0, size // 3, size - 2, size - 1} & set(range(size)))
    for index in indexes:
        proof = Proof(index, hashes.inclusion_proof(index), note)
        (tmp_path / f"proof-{index}").write_text(proof.text, "utf-8", newline="")
    if indexes:
        answer = go("proof", key, folder, *(tmp_path / f"proof-{index}" for index in indexes))
        assert answer.stdout.splitlines() == [
            f"ok: entry {index} of {size}: {kept[index].hex()}" for index in indexes
        ], answer.stderr


@pytest.mark.parametrize(
    ("old", "new"), [(0, 3), (1, 2), (3, 7), (256, 257), (257, 257), (300, 70_000)]
)
def test_go_finds_that_a_log_was_only_appended_to_by_the_same_proof(
    old: int, new: int, go: Go, key: VerifierKey, entries: Entries, published: Published
) -> None:
    kept = entries(new)
    answer = go("appended", key, published("old", kept[:old]), published("new", kept))
    proof = [b64encode(item).decode() for item in Hashes(kept).consistency_proof(old)]
    assert answer.stdout.splitlines() == [f"ok: {old} entries, then {new}", *proof], answer.stderr


def test_go_refuses_a_log_that_lost_or_changed_what_it_said(
    go: Go, key: VerifierKey, entries: Entries, published: Published
) -> None:
    kept = entries(20)
    old = published("old", kept)
    for name, changed in (("less", kept[:19]), ("other", [*kept[:4], b"else", *kept[5:], b"new"])):
        answer = go("appended", key, old, published(name, changed))
        assert (answer.returncode, answer.stdout) == (1, "")


def test_go_refuses_any_changed_file(
    go: Go, key: VerifierKey, entries: Entries, published: Published
) -> None:
    folder = published("log", entries(600))
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        at = len(data) * 2 // 3
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert go("log", key, folder).returncode == 1, path
        path.write_bytes(data)
    assert go("log", key, folder).returncode == 0


def test_go_refuses_an_entry_that_was_changed_together_with_its_tile(
    go: Go, key: VerifierKey, entries: Entries, published: Published
) -> None:
    """70,000: with three levels of tiles, so that the tiles above are all still right."""
    kept = entries(70_000)
    folder = published("log", kept)
    other = b"x" * 32
    for path, old, new in (
        ("tile/entries/137", kept[137 * 256], other),
        ("tile/0/137", leaf_hash(kept[137 * 256]), leaf_hash(other)),
    ):
        data = (folder / path).read_bytes()
        assert old in data
        (folder / path).write_bytes(data.replace(old, new))
    answer = go("log", key, folder)
    assert (answer.returncode, answer.stdout) == (1, "")


def test_go_refuses_a_proof_of_another_entry_and_another_key(
    go: Go, key: VerifierKey, entries: Entries, published: Published, tmp_path: Path
) -> None:
    kept = entries(9)
    folder, hashes = published("log", kept), Hashes(kept)
    note = (folder / "checkpoint").read_text("utf-8")
    wrong = Proof(5, hashes.inclusion_proof(4), note)
    (tmp_path / "wrong").write_text(wrong.text, "utf-8", newline="")
    assert go("proof", key, folder, tmp_path / "wrong").returncode == 1
    assert go("log", VerifierKey("vittne/another", key.key), folder).returncode == 1


def test_text_that_would_drive_a_terminal_is_not_printed(
    go: Go, key: VerifierKey, published: Published, tmp_path: Path
) -> None:
    kept = ['{"figure":"люди"}'.encode(), b"\x1b[2Jhidden"]
    folder, hashes = published("log", kept), Hashes(kept)
    note = (folder / "checkpoint").read_text("utf-8")
    for index in range(2):
        proof = Proof(index, hashes.inclusion_proof(index), note)
        (tmp_path / str(index)).write_text(proof.text, "utf-8", newline="")
    answer = go("proof", key, folder, tmp_path / "0", tmp_path / "1")
    assert answer.stdout.splitlines() == [
        'ok: entry 0 of 2: {"figure":"люди"}',
        f"ok: entry 1 of 2: {kept[1].hex()}",
    ]


def test_wrong_arguments_are_answered_with_the_right_ones(go: Go, key: VerifierKey) -> None:
    for arguments in ((), ("log",), ("log", key), ("look", key, "folder")):
        answer = go(*arguments)
        assert answer.returncode == 1
        assert "Usage:" in answer.stderr
