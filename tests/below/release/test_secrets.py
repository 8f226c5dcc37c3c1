"""Keys, salts and what was shown: kept beside the dossier, for their owner only, whole or not."""

from __future__ import annotations

import fcntl
import json
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from vittne.release.secrets import (
    KeptRelease,
    Leaf,
    Secrets,
    held_secrets,
    new_secrets,
    passing_secrets,
    read_secrets,
    secrets_path,
)
from vittne.terms.errors import UserError

LEAF = Leaf(
    index=0, entry=b"e" * 32, person=("a/1", "b/7"), salt=b"s" * 32, record='{"ё":1}'.encode()
)
OTHER = Leaf(index=1, entry=b"f" * 32, person=("a/2",), salt=b"t" * 32, record=b"{}")
FIRST = KeptRelease(
    number=1,
    manifest_sha256="0" * 64,
    list_root=b"r" * 32,
    leaves=(LEAF, OTHER),
    entries=(b'{"type":"release"}',),
    disclosed={"tables": [1]},
)
NEXT = replace(FIRST, number=2, manifest_sha256="1" * 64, entries=(*FIRST.entries, b'{"n":2}'))


def kept(path: Path, **parts: object) -> Secrets:
    """Write secrets of the dossier `small`, and return them."""
    with held_secrets(path, "small", make=True) as held:
        held.write(replace(held.secrets, **parts))
        return held.secrets


def said(error: pytest.ExceptionInfo[UserError]) -> str:
    return str(error.value)


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "small.secrets.json"
    written = kept(path, published=(FIRST,), candidate=NEXT)
    assert read_secrets(path) == written
    assert read_secrets(path).last == FIRST
    assert FIRST.list_size == 2


def test_they_lie_beside_the_dossier(tmp_path: Path) -> None:
    assert secrets_path(tmp_path / "chechnya") == tmp_path / "chechnya.secrets.json"


def test_only_their_owner_may_read_them(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    kept(path)
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o640)
    with pytest.raises(UserError) as error:
        read_secrets(path)
    assert "may be read by others" in said(error)
    assert f"chmod 600 {path}" in said(error)


def test_keys_are_new_for_every_dossier() -> None:
    made = [new_secrets("small") for _ in range(2)]
    assert len({key for one in made for key in (one.log_key, one.rounding_key)}) == 4


@pytest.mark.parametrize("cut", [0, 1, 100, -3])
def test_a_damaged_file_is_refused(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "s.json"
    kept(path, published=(FIRST,))
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(UserError, match="is damaged"):
        read_secrets(path)


def test_one_digit_of_a_salt_that_changed_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    kept(path, published=(FIRST,))
    path.write_text(path.read_text().replace("73" * 32, "73" * 31 + "72"))
    with pytest.raises(UserError, match="is damaged"):
        read_secrets(path)


def test_a_file_of_a_newer_format_is_left_to_a_newer_program(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    kept(path)
    path.write_text(json.dumps({**json.loads(path.read_text()), "version": 2}))
    with pytest.raises(UserError, match="is of version 2 of the format; this vittne knows 1"):
        read_secrets(path)


def test_secrets_of_another_dossier_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    kept(path)
    with pytest.raises(UserError) as error, held_secrets(path, "other"):
        pass
    assert "holds the secrets of the dossier small, not of other" in said(error)


def test_there_is_no_second_writer(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    kept(path)
    with held_secrets(path, "small") as held:
        for _ in range(2):  # of the file as it was, and of the one that takes its place
            with (
                pytest.raises(UserError, match="another vittne is working with these secrets"),
                held_secrets(path, "small"),
            ):
                pass
            held.write(replace(held.secrets, published=(FIRST,)))
    with held_secrets(path, "small") as held:
        assert held.secrets.published == (FIRST,)


def test_what_is_not_written_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    with pytest.raises(RuntimeError), held_secrets(path, "small", make=True):
        raise RuntimeError
    assert os.listdir(tmp_path) == []
    with pytest.raises(UserError, match="there is no such file of secrets"):
        read_secrets(path)


def test_a_disk_that_is_full_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "s.json"
    before = kept(path)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    with held_secrets(path, "small") as held:
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            held.write(replace(before, published=(FIRST,)))
    assert read_secrets(path) == before
    assert os.listdir(tmp_path) == ["s.json"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "s.json"
    with pytest.raises(UserError) as error, held_secrets(path, "small", make=True):
        pass
    assert f"there is no folder {tmp_path / 'nowhere'}" in said(error)
    assert ".part" not in said(error)


def test_what_a_killed_process_left_is_removed_with_its_salts(tmp_path: Path) -> None:
    path, left = tmp_path / "s.json", tmp_path / ".s.json.0a1b2c3d.part"
    kept(path)
    left.write_bytes(path.read_bytes())
    with left.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # as who is writing it
        with held_secrets(path, "small"):
            assert left.exists()
    with held_secrets(path, "small"):
        assert os.listdir(tmp_path) == ["s.json"]


def test_only_the_candidate_is_published(tmp_path: Path) -> None:
    built = replace(new_secrets("small"), candidate=FIRST)
    assert built.with_published(FIRST.manifest_sha256).published == (FIRST,)
    assert built.with_published(FIRST.manifest_sha256).candidate is None
    with pytest.raises(UserError, match=re.escape(f"{FIRST.manifest_sha256} was built since")):
        built.with_published("2" * 64)
    with pytest.raises(UserError, match="nothing was built"):
        new_secrets("small").with_published(FIRST.manifest_sha256)


def test_a_person_is_erased_from_all_releases(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    kept(path, published=(FIRST,), candidate=NEXT)
    with held_secrets(path, "small") as held:
        assert held.secrets.known() == {"a/1", "b/7", "a/2"}
        held.write(held.secrets.without_person(frozenset({"b/7"})))
    after = read_secrets(path)
    assert after.known() == {"a/2"}
    for one in (after.published[0], after.candidate):
        assert one is not None
        assert one.leaves == (Leaf(index=0, entry=LEAF.entry), OTHER)
    text = path.read_text()
    for gone in ("a/1", "b/7", "ё", LEAF.salt.hex()):
        assert gone not in text


def test_secrets_that_pass_leave_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with passing_secrets("small") as held:
        held.write(replace(held.secrets, candidate=FIRST))
        assert held.secrets.candidate == FIRST
    assert os.listdir(tmp_path) == []
