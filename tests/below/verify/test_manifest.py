"""`MANIFEST.sha256` names every file of a release; whatever was done to the folder is named."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vittne.terms.errors import UserError
from vittne.verify.manifest import MANIFEST, check_manifest, write_manifest
from vittne.verify.tree import walk

FILES = {
    "index.html": b"front",
    "en/index.html": b"page",
    "en/b.csv": b"a,b\n",
    "verify.pyz": b"PK",
}


@pytest.fixture
def release(tmp_path: Path) -> Path:
    folder = tmp_path / "release"
    for name, content in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    write_manifest(folder)
    return folder


def failures(folder: Path) -> list[tuple[str, str]]:
    return [(one.path, one.kind) for one in check_manifest(walk(folder))]


def texts(folder: Path) -> str:
    return "\n".join(one.text for one in check_manifest(walk(folder)))


def test_the_manifest_is_that_of_sha256sum_sorted_by_bytes(release: Path) -> None:
    lines = (release / MANIFEST).read_text().splitlines()
    assert lines == [
        f"{hashlib.sha256(FILES[name]).hexdigest()}  {name}"
        for name in ("en/b.csv", "en/index.html", "index.html", "verify.pyz")
    ]


def test_writing_it_returns_its_own_hash_and_twice_the_same(release: Path) -> None:
    first = write_manifest(release)
    assert first == hashlib.sha256((release / MANIFEST).read_bytes()).hexdigest()
    assert write_manifest(release) == first


def test_an_untouched_release_passes(release: Path) -> None:
    assert failures(release) == []


@pytest.mark.parametrize("name", FILES)
def test_a_changed_byte_fails_by_name(release: Path, name: str) -> None:
    content = (release / name).read_bytes()
    (release / name).write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert failures(release) == [(name, "changed")]


@pytest.mark.parametrize("name", ["added.html", "en/added.txt", "MANIFEST.sha256.bak", "new/x.csv"])
def test_an_added_file_fails_by_name(release: Path, name: str) -> None:
    (release / name).parent.mkdir(exist_ok=True)
    (release / name).write_bytes(b"new")
    assert failures(release) == [(name, "added")]


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_fails_by_name(release: Path, name: str) -> None:
    (release / name).unlink()
    assert failures(release) == [(name, "missing")]


@pytest.mark.parametrize("name", FILES)
def test_a_renamed_file_is_said_to_be_renamed_and_to_what(release: Path, name: str) -> None:
    (release / name).rename(release / "other.html")
    assert failures(release) == [(name, "renamed")]
    assert "other.html" in texts(release)


def test_two_equal_files_renamed_are_both_named(release: Path) -> None:
    (release / "copy.html").write_bytes(b"page")
    write_manifest(release)
    (release / "copy.html").rename(release / "x.html")
    (release / "en/index.html").rename(release / "y.html")
    assert failures(release) == [("copy.html", "renamed"), ("en/index.html", "renamed")]
    assert "x.html" in texts(release)
    assert "y.html" in texts(release)


def test_everything_that_was_done_is_named_in_one_run(release: Path) -> None:
    (release / "index.html").write_bytes(b"else")
    (release / "verify.pyz").unlink()
    (release / "added.csv").write_bytes(b"x")
    assert failures(release) == [
        ("index.html", "changed"),
        ("verify.pyz", "missing"),
        ("added.csv", "added"),
    ]


class TestTheManifestItself:
    def test_missing(self, release: Path) -> None:
        (release / MANIFEST).unlink()
        assert failures(release) == [(MANIFEST, "missing")]

    def test_renamed(self, release: Path) -> None:
        (release / MANIFEST).rename(release / "en/SUMS.txt")
        assert failures(release) == [(MANIFEST, "renamed")]
        assert "en/SUMS.txt" in texts(release)

    def test_a_changed_digit_makes_that_file_mismatch(self, release: Path) -> None:
        self.rewrite(release, lambda lines: [lines[0].replace(lines[0][0], "0", 1), *lines[1:]])
        assert failures(release) == [("en/b.csv", "changed")]

    def test_a_removed_line_makes_that_file_added(self, release: Path) -> None:
        self.rewrite(release, lambda lines: lines[1:])
        assert failures(release) == [("en/b.csv", "added")]

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (lambda lines: lines[::-1], "order"),
            (lambda lines: [lines[0], *lines], "second time"),
            (lambda lines: [*lines, "garbage"], "line 5"),
            (lambda lines: [*lines, ""], "line 5"),
            (lambda lines: ["\ufeff" + lines[0], *lines[1:]], "line 1"),
            (lambda lines: [lines[0] + "\r", *lines[1:]], "line 1"),
            (lambda lines: [lines[0].upper(), *lines[1:]], "line 1"),
            (lambda lines: [lines[0].replace("  ", " *"), *lines[1:]], "line 1"),
            (lambda lines: [*lines, "0" * 64 + "  ../outside"], "inside the release"),
            (lambda lines: [*lines, "0" * 64 + "  z/../../outside"], "inside the release"),
            (lambda lines: ["0" * 64 + "  /etc/passwd", *lines], "inside the release"),
            (lambda lines: ["0" * 64 + "  ./index.html", *lines], "inside the release"),
            (lambda lines: ["0" * 64 + "  MANIFEST.sha256", *lines], "itself"),
        ],
    )
    def test_only_one_form_is_accepted(self, release: Path, change, said: str) -> None:
        self.rewrite(release, change)
        assert (MANIFEST, "not_canonical") in failures(release)
        assert said in texts(release)

    @pytest.mark.parametrize("tail", [b"", b"\n\x00", b"\n# note"])
    def test_nothing_may_be_cut_off_or_follow(self, release: Path, tail: bytes) -> None:
        content = (release / MANIFEST).read_bytes()
        (release / MANIFEST).write_bytes(content[:-1] + tail)
        assert {path for path, _ in failures(release)} == {MANIFEST}

    def test_bytes_that_are_no_text(self, release: Path) -> None:
        (release / MANIFEST).write_bytes(b"\xff\xfe")
        assert failures(release) == [(MANIFEST, "not_utf8")]

    @staticmethod
    def rewrite(release: Path, change) -> None:
        lines = (release / MANIFEST).read_text().splitlines()
        (release / MANIFEST).write_text("".join(f"{line}\n" for line in change(lines)), newline="")


class TestWhatNoReleaseHolds:
    def test_a_symbolic_link_is_named_and_never_followed(
        self, release: Path, tmp_path: Path
    ) -> None:
        secret = tmp_path / "secret"
        secret.write_bytes(b"page")
        (release / "en/index.html").unlink()
        (release / "en/index.html").symlink_to(secret)
        tree = walk(release)
        assert ("en/index.html", "link") in failures(release)
        assert "en/index.html" not in tree.files
        assert not tree.whole

    def test_a_linked_folder_is_not_entered(self, release: Path, tmp_path: Path) -> None:
        (tmp_path / "outside").mkdir()
        (tmp_path / "outside/x.html").write_bytes(b"x")
        (release / "linked").symlink_to(tmp_path / "outside")
        assert failures(release) == [("linked", "link")]

    def test_a_link_that_appears_after_the_walk_is_not_followed(
        self, release: Path, tmp_path: Path
    ) -> None:
        tree = walk(release)
        (tmp_path / "secret").write_bytes(b"page")
        (release / "en/index.html").unlink()
        (release / "en/index.html").symlink_to(tmp_path / "secret")
        assert [(one.path, one.kind) for one in check_manifest(tree)] == [
            ("en/index.html", "unreadable")
        ]

    def test_a_pipe_does_not_make_the_checker_wait(self, release: Path) -> None:
        os.mkfifo(release / "pipe")
        assert failures(release) == [("pipe", "special")]

    def test_an_empty_folder(self, release: Path) -> None:
        (release / "nothing/inside").mkdir(parents=True)
        assert failures(release) == [("nothing/inside/", "empty")]

    @pytest.mark.parametrize("other", ["INDEX.html", "ｉndex.html"])
    def test_names_that_some_systems_cannot_tell_apart(self, release: Path, other: str) -> None:
        (release / other).write_bytes(b"x")
        assert "alike" in {kind for _, kind in failures(release)}
        assert "differs from" in texts(release)

    @pytest.mark.parametrize(
        "name",
        [
            *(
                "new\nline",
                "bell\x07",
                "back\\slash",
                "colon:",
                "e\u0301",
                ".hidden",
                "end.",
                "nul",
            ),
            *("com1.txt", " space", "turned\u202ename", os.fsdecode(b"\xff")),
        ],
    )
    def test_names_that_do_not_survive_a_copy(self, release: Path, name: str) -> None:
        (release / name).write_bytes(b"x")
        assert (name, "odd_name") in failures(release)
        with pytest.raises(UserError) as error:
            write_manifest(release)
        assert len(error.value.problems) == 1

    def test_writing_refuses_links_and_empty_folders_all_at_once(self, release: Path) -> None:
        (release / "link").symlink_to("index.html")
        (release / "empty").mkdir()
        with pytest.raises(UserError) as error:
            write_manifest(release)
        assert {problem.file for problem in error.value.problems} == {"link", "empty/"}


def test_an_unreadable_file_fails_by_name(release: Path) -> None:
    tree = walk(release)
    (release / "en/b.csv").unlink()
    (release / "en/b.csv").mkdir()
    assert [(one.path, one.kind) for one in check_manifest(tree)] == [("en/b.csv", "unreadable")]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(content=st.binary(max_size=300))
def test_no_bytes_of_a_manifest_pass_or_stop_the_checker(release: Path, content: bytes) -> None:
    right = (release / MANIFEST).read_bytes()
    (release / MANIFEST).write_bytes(content)
    try:
        assert failures(release)
    finally:
        (release / MANIFEST).write_bytes(right)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_any_changed_byte_of_the_manifest_fails(release: Path, data: st.DataObject) -> None:
    right = (release / MANIFEST).read_bytes()
    place = data.draw(st.integers(0, len(right) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != right[place]))
    (release / MANIFEST).write_bytes(right[:place] + bytes([byte]) + right[place + 1 :])
    try:
        assert failures(release)
    finally:
        (release / MANIFEST).write_bytes(right)
