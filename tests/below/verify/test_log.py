"""Logs in a release, and an enemy who writes what he likes into them, and signs it."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vittne.audit import Inspected, read_transcript
from vittne.terms.canonical import canonical_json
from vittne.tlog import Checkpoint, VerifierKey, files_of, read_log, write_log
from vittne.tlog.signing import sign_checkpoint, verifier_key
from vittne.verify.check import Trusted, Verifier, verify_release
from vittne.verify.claims import AUDIT, CLAIMS, KEYS, LIST
from vittne.verify.entries import FIGURES
from vittne.verify.manifest import write_manifest
from vittne.verify.report import Report

KEY = bytes(32)
LARGE = 100 * 1024 * 1024


def verify(folder: Path, **trusted: Any) -> Report:
    return verify_release(folder, Verifier("a test"), Trusted(**trusted))


def failed(report: Report) -> set[str]:
    return {check.name for check in report.checks if not check.ok}


@pytest.fixture
def release(two_releases: tuple[Path, Path], tmp_path: Path) -> Path:
    """The second of two releases, to be changed."""
    return Path(shutil.copytree(two_releases[1], tmp_path / "release"))


def claims_of(folder: Path) -> list[bytes]:
    size = int((folder / CLAIMS / "checkpoint").read_text().split("\n")[1])
    origin, _, root = (folder / CLAIMS / "checkpoint").read_text().split("\n")[:3]
    checkpoint = Checkpoint.parse(f"{origin}\n{size}\n{root}\n")
    return list(read_log(files_of(folder / CLAIMS), checkpoint.tree))


def sign(folder: Path, entries: list[bytes], size: int | None = None) -> None:
    """Write the claims log anew, and sign it; proofs and all else stay as they are."""
    origin = (folder / KEYS).read_text().split("+")[0]
    shutil.rmtree(folder / CLAIMS)
    tree = write_log(entries, folder / CLAIMS)
    checkpoint = Checkpoint(origin, tree.size if size is None else size, tree.root)
    (folder / CLAIMS / "checkpoint").write_text(sign_checkpoint(checkpoint, KEY))
    write_manifest(folder)


def test_releases_that_follow_each_other_pass(two_releases: tuple[Path, Path]) -> None:
    first, second = two_releases
    assert verify(first).failures == ()
    report = verify(second, previous=first)
    assert report.failures == ()
    assert [check.name for check in report.checks] == [
        *("files", "data", "numbers", "logs", "audit", "previous", "pages", "metadata", "checker")
    ]


class TestWhatIsNotSeen:
    def test_without_key_hash_and_older_release(self, two_releases: tuple[Path, Path]) -> None:
        unseen = " ".join(verify(two_releases[1]).not_seen)
        assert "signs it with a key of his own" in unseen
        assert (two_releases[1] / KEYS).read_text().split("\n")[0] in unseen
        assert "Whether anything was taken back that release 1 claimed" in unseen
        assert "Whether the dice of the audit fell as the transcript says" in unseen
        assert "Whether the auditor judged rightly" in unseen

    def test_with_a_key(self, two_releases: tuple[Path, Path]) -> None:
        key = VerifierKey.parse((two_releases[1] / KEYS).read_text().split("\n")[0])
        unseen = " ".join(verify(two_releases[1], key=key).not_seen)
        assert "key of his own" not in unseen
        assert "Whether this is the newest release" in unseen

    def test_an_audit_that_was_announced_and_has_no_result(
        self, two_releases: tuple[Path, Path]
    ) -> None:
        unseen = " ".join(verify(two_releases[0]).not_seen)
        assert "What became of the audit that release 1 announced" in unseen
        assert "What became" not in " ".join(verify(two_releases[1]).not_seen)


class TestPrevious:
    def test_the_same_release_is_none(self, two_releases: tuple[Path, Path]) -> None:
        report = verify(two_releases[1], previous=two_releases[1])
        assert failed(report) == {"previous"}
        assert "the previous one would be release 2" in report.failures[0].text

    def test_they_are_not_mixed_up(self, two_releases: tuple[Path, Path]) -> None:
        assert failed(verify(two_releases[0], previous=two_releases[1])) == {"previous"}

    def test_one_of_another_key(self, two_releases: tuple[Path, Path], made_release: Path) -> None:
        report = verify(two_releases[1], previous=made_release)
        assert failed(report) == {"previous"}

    def test_one_that_was_changed_is_no_help(
        self, two_releases: tuple[Path, Path], tmp_path: Path
    ) -> None:
        old = Path(shutil.copytree(two_releases[0], tmp_path / "old"))
        (old / "style.css").write_text("p { color: red }")
        report = verify(two_releases[1], previous=old)
        assert failed(report) == {"previous"}
        assert "style.css was changed" in report.failures[0].text

    def test_one_that_is_a_link_is_not_followed(
        self, two_releases: tuple[Path, Path], tmp_path: Path
    ) -> None:
        old = Path(shutil.copytree(two_releases[0], tmp_path / "old"))
        shutil.move(old / "log", tmp_path / "elsewhere")
        (old / "log").symlink_to(tmp_path / "elsewhere")
        assert failed(verify(two_releases[1], previous=old)) == {"previous"}


class TestAnEnemyWhoSigns:
    """No traceback, a failure, and no time or memory spent on nonsense."""

    @pytest.mark.parametrize(
        "entry",
        [
            b"",
            b"null",
            b"[" * 60_000,
            b'{"type":' * 6000,
            b"9" * 5000,
            b'{"number":1e999,"type":"release"}',
            b'{"type":"release","number":3}',
            b'{"type": "content"}',
            b'{"type":"figure","type":"figure"}',
            b'{"id":[],"sha256":null,"type":"figure"}',
            b'{"id":"../../secrets","type":"withdrawal"}',
            b'{"type":"\\ud800"}',
            b"\xff\xfe",
            b'{"type":["plan"]}',
            b'{"type":"unheard_of"}',
        ],
    )
    @pytest.mark.parametrize("at", [0, -1, 5])
    def test_any_entry(self, release: Path, entry: bytes, at: int) -> None:
        entries = claims_of(release)
        entries[at] = entry
        sign(release, entries)
        assert "logs" in failed(verify(release, previous=release))

    @pytest.mark.parametrize("said", ["plan", "result", "correction"])
    @pytest.mark.parametrize(
        "change",
        [
            lambda entry: {"type": entry["type"]},
            lambda entry: {**entry, "release": 10**30},
            lambda entry: {**entry, "list": "none", "counts": [], "people": 7},
            lambda entry: {**entry, "results": {}, "propositions": [[]], "counts": {"added": 3}},
        ],
    )
    def test_entries_of_an_audit_and_of_corrections(
        self, release: Path, said: str, change: Callable[[Any], Any]
    ) -> None:
        entries = claims_of(release)
        for n, entry in enumerate(map(json.loads, entries)):
            if entry["type"] == said:
                entries[n] = canonical_json(change(entry))
        sign(release, entries)
        assert failed(verify(release)) & {"logs", "audit"}

    @pytest.mark.parametrize("number", [True, 1.0, "1", None, 0, 10**40])
    def test_a_release_of_no_number(self, release: Path, number: Any) -> None:
        entries = claims_of(release)
        entries[0] = canonical_json({**json.loads(entries[0]), "number": number})
        sign(release, entries)
        assert "logs" in failed(verify(release))

    @pytest.mark.parametrize("size", [0, 1, 10**6, 10**18])
    def test_a_size_that_the_log_does_not_have(self, release: Path, size: int) -> None:
        sign(release, claims_of(release), size)
        started = time.process_time()
        assert "logs" in failed(verify(release))
        assert time.process_time() - started < 20

    @pytest.mark.parametrize("size", [0, 10**18, "44", True])
    def test_a_list_of_no_size(self, release: Path, size: Any) -> None:
        entries = claims_of(release)
        for n, entry in enumerate(map(json.loads, entries)):
            if entry["type"] == "release" and entry["number"] == 2:
                entry["list"]["size"] = size
                entries[n] = canonical_json(entry)
        sign(release, entries)
        assert "logs" in failed(verify(release))

    def test_a_key_of_small_order(self, release: Path) -> None:
        """Under such a key signatures hold that nobody made."""
        origin = (release / KEYS).read_text().split("+")[0]
        key = VerifierKey(origin, (1).to_bytes(32, "little"))
        (release / KEYS).write_text(f"{key}\n")
        write_manifest(release)
        assert "logs" in failed(verify(release))

    def test_two_keys_of_two_owners(self, release: Path) -> None:
        first, second = (release / KEYS).read_text().splitlines()
        other = verifier_key(second.split("+")[0], bytes([1]) * 32)
        (release / KEYS).write_text(f"{first}\n{other}\n")
        write_manifest(release)
        assert "logs" in failed(verify(release))

    @pytest.mark.parametrize(
        "path",
        [
            *(KEYS, AUDIT, f"{CLAIMS}/checkpoint", f"{LIST}/checkpoint"),
            *(f"{LIST}/tile/0/000.p/44", f"{LIST}/tile/entries/000.p/44"),
        ],
    )
    def test_a_file_that_is_too_large_is_not_read(self, release: Path, path: str) -> None:
        with (release / path).open("r+b") as file:
            file.truncate(LARGE)
        assert any(one.kind == "too_large" for one in verify(release).failures)

    def test_a_file_that_no_log_has(self, release: Path) -> None:
        (release / f"{CLAIMS}/tile/0/001").write_bytes(b"x")
        write_manifest(release)
        assert f"{CLAIMS}/tile/0/001" in {one.path for one in verify(release).failures}

    @pytest.mark.parametrize("folder", ["log", CLAIMS, LIST])
    def test_a_log_that_is_not_there(self, release: Path, folder: str) -> None:
        shutil.rmtree(release / folder)
        write_manifest(release)
        assert "logs" in failed(verify(release))


class TestTranscripts:
    """`log/audit.json` is tied to the log; whoever has the key may still write anything there."""

    @pytest.mark.parametrize(
        "text", ["", "null", "[" * 100_000, '{"format":' * 10_000, '{"a":1,"a":1}', "9" * 5000]
    )
    def test_no_transcript(self, release: Path, text: str) -> None:
        (release / AUDIT).write_text(text)
        write_manifest(release)
        assert "audit" in failed(verify(release))

    @pytest.mark.parametrize(
        "change",
        [
            lambda said: said["list"].update(size=10**18),
            lambda said: said["plan"].update(records=10**18),
            lambda said: said["plan"].update(share=1e-300, confidence=0.9999),
            lambda said: said.update(release=10**18),
            lambda said: said.update(release=True),
            lambda said: said.update(inspected=said["inspected"] * 5000),
            lambda said: said["inspected"][0].update(leaf=10**18),
            lambda said: said["inspected"][0].update(verdicts={}),
            lambda said: said["chance"].update(throws="6" * 10**6),
        ],
    )
    def test_nonsense_costs_nothing(self, release: Path, change: Callable[[Any], Any]) -> None:
        said = json.loads((release / AUDIT).read_text())
        change(said)
        (release / AUDIT).write_text(json.dumps(said))
        write_manifest(release)
        started = time.process_time()
        assert "audit" in failed(verify(release))
        assert time.process_time() - started < 20

    def test_an_audit_too_large_for_a_bare_python_is_named_as_such(self, release: Path) -> None:
        from vittne.verify.audit import read_audit
        from vittne.verify.log import read_logs
        from vittne.verify.tree import Unreadable, walk

        said = read_transcript(json.loads((release / AUDIT).read_text())).to_dict()
        wrong = Inspected(1, {"act": "not_shown", "ground": "not_shown"}).to_dict()
        (release / AUDIT).write_text(json.dumps({**said, "inspected": [wrong] * 1001}))
        tree = walk(release)
        logs = read_logs(tree, pytest.fail)
        assert logs is not None
        with pytest.raises(Unreadable, match="vittne audit report"):
            read_audit(tree, logs)


@pytest.mark.parametrize("name", ["value", "settings", "detail", "unit", "seed", "disclosure"])
def test_figures_that_are_nonsense(release: Path, name: str) -> None:
    """Depth, halves of letters, lists where there should be none: a failure, and no traceback."""
    depth = ("[" * deep + "]" * deep for deep in (200, 900))
    nonsense = (*depth, '"\\ud800"', "[[]]", "null", "true", '{"by":[],"persons":{}}')
    for method in ("link.persons_by", "link.persons"):
        for text in nonsense:
            figures = json.loads((release / FIGURES).read_text())
            figures[0]["method"] = method
            figures[0][name] = "@"
            said = json.dumps(figures).replace('"@"', text)
            (release / FIGURES).write_text(said)
            write_manifest(release)
            assert not verify(release).ok
            figures[0][name] = 0
            (release / FIGURES).write_text(json.dumps(figures))
