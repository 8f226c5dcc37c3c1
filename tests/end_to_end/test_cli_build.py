"""`vittne build`, as it is typed."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from small_dossiers import AN_INVENTED_LIST, HEAD, ONLY_CLAIMS, write_files

VITTNE = [sys.executable, "-m", "vittne"]


def vittne(*args: object) -> subprocess.CompletedProcess[str]:
    command = [*VITTNE, *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return write_files(tmp_path / "dossier", ONLY_CLAIMS)


def test_build_says_what_was_found_and_the_hash_to_publish(dossier: Path, tmp_path: Path) -> None:
    done = vittne("build", dossier, "--out", tmp_path / "release")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "documented" in done.stdout
    [digest] = set(re.findall("[0-9a-f]{64}", done.stdout))
    checked = vittne("verify", tmp_path / "release", "--expect", digest)
    assert checked.returncode == 0, checked.stdout


def test_build_json_prints_one_object_and_nothing_else(dossier: Path, tmp_path: Path) -> None:
    done = vittne("build", dossier, "--out", tmp_path / "release", "--json")
    found = json.loads(done.stdout)
    assert len(found["manifest_sha256"]) == 64
    assert found["figures"] > 0


def test_what_may_not_be_published_is_said_with_a_hint(tmp_path: Path) -> None:
    few = "".join(AN_INVENTED_LIST["lists/people.csv"].splitlines(keepends=True)[:3])
    files = {**AN_INVENTED_LIST, "dossier.toml": HEAD, "lists/people.csv": few}
    done = vittne("build", write_files(tmp_path / "dossier", files), "--out", tmp_path / "release")
    assert done.returncode == 2
    assert "the lists name fewer than 5 people" in done.stderr
    assert "hint: " in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "release").exists()


def test_new_then_build_works_without_a_word_between(tmp_path: Path) -> None:
    assert vittne("new", tmp_path / "new").returncode == 0
    done = vittne("build", tmp_path / "new", "--out", tmp_path / "release")
    assert done.returncode == 0, done.stderr
    assert vittne("verify", tmp_path / "release").returncode == 0


def test_publish_then_the_next_build_is_the_next_release(dossier: Path, tmp_path: Path) -> None:
    vittne("build", dossier, "--out", tmp_path / "one")
    published = vittne("publish", tmp_path / "one", "--dossier", dossier)
    assert published.returncode == 0, published.stderr
    assert "Release 1 is published" in published.stdout
    secrets = tmp_path / "dossier.secrets.json"
    again = vittne("publish", tmp_path / "one", "--secrets", secrets)
    assert "was published already" in again.stdout
    built = vittne("build", dossier, "--out", tmp_path / "two", "--secrets", secrets)
    assert "Release 2 is in" in built.stdout
    checked = vittne("verify", tmp_path / "two", "--previous", tmp_path / "one")
    assert checked.returncode == 0, checked.stdout
    stale = vittne("publish", tmp_path / "gone", "--secrets", secrets)
    assert stale.returncode == 2
    assert "holds no release" in stale.stderr
    secrets.rename(tmp_path / "lost")
    without = vittne("publish", tmp_path / "two", "--dossier", dossier)
    assert "take it from your copy" in without.stderr
    anew = vittne("build", dossier, "--out", tmp_path / "three")
    assert "If a release of this dossier is out, theirs were lost" in anew.stdout
    assert "theirs were lost" not in built.stdout


def test_erase_names_what_it_does_not_know(dossier: Path, tmp_path: Path) -> None:
    vittne("build", dossier, "--out", tmp_path / "one")
    done = vittne("erase", "--secrets", tmp_path / "dossier.secrets.json", "people/1")
    assert done.returncode == 2
    assert "no salt of people/1 is kept" in done.stderr
    assert "Traceback" not in done.stderr


def test_ctrl_c_leaves_nothing(example_dossier: Path, tmp_path: Path) -> None:
    command = [*VITTNE, "build", str(example_dossier), "--out", str(tmp_path / "release")]
    command += ["--secrets", str(tmp_path / "secrets.json")]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    while process.poll() is None and not list(tmp_path.glob(".release.*")):
        time.sleep(0.01)
    assert process.poll() is None, "it was too fast to be stopped"
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_said_and_leaves_nothing(dossier: Path, tmp_path: Path) -> None:
    # No file may become larger than this: what a disk without room does to a build.
    limited = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "from vittne.cli.main import main\n"
        f"sys.exit(main(['build', {str(dossier)!r}, '--out', {str(tmp_path / 'release')!r}]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    sentence, hint = done.stderr.splitlines()
    assert sentence.endswith("File too large")
    assert hint == "  hint: free some space, or write elsewhere"
    assert [path.name for path in tmp_path.iterdir()] == ["dossier"]
