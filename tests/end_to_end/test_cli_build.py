"""`vittne build` and `vittne demo`, as they are typed."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_dossiers import AN_INVENTED_LIST, HEAD, ONLY_CLAIMS, write_files

from vittne.seal import read_code

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
    dossier = write_files(tmp_path / "dossier", {**AN_INVENTED_LIST, "dossier.toml": HEAD})
    done = vittne("build", dossier, "--out", tmp_path / "release")
    assert done.returncode == 2
    assert "lists/people.csv" in done.stderr
    assert "hint: " in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "release").exists()


def test_new_then_build_works_without_a_word_between(tmp_path: Path) -> None:
    assert vittne("new", tmp_path / "new").returncode == 0
    done = vittne("build", tmp_path / "new", "--out", tmp_path / "release")
    assert done.returncode == 0, done.stderr
    assert vittne("verify", tmp_path / "release").returncode == 0


def test_ctrl_c_leaves_nothing(example_dossier: Path, tmp_path: Path) -> None:
    command = [*VITTNE, "build", str(example_dossier), "--out", str(tmp_path / "release")]
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


def test_demo_says_in_ten_lines_what_it_found(tmp_path: Path) -> None:
    done = vittne("demo", "--out", tmp_path / "demo", "--no-serve")
    assert done.returncode == 0, done.stderr
    lines = re.findall(r"^ *(\d+)\. (.+)$", done.stdout, re.M)
    assert [int(number) for number, _ in lines] == list(range(1, 11))
    assert lines[0][1] == "Chechnya, 2017: at least 3 people killed."
    assert "at least 2 people killed" in lines[1][1]
    figures = json.loads((tmp_path / "demo" / "data" / "figures.json").read_text())
    sentences = {figure["sentence"]["en"] for figure in figures}
    assert all(line in sentences for _, line in lines)


def test_demo_has_a_message_answered_and_leaves_nothing_of_it(tmp_path: Path) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    done = subprocess.run(
        [*VITTNE, "demo", "--out", str(tmp_path / "demo"), "--no-serve"],
        capture_output=True,
        text=True,
        env={**os.environ, "TMPDIR": str(temporary)},
    )
    assert (done.returncode, done.stderr) == (0, "")
    found = re.search(r"^  or ((?:\d{4} ){6}\d{4})$", done.stdout, re.M)
    assert read_code(found[1]) == read_code(words_of(done.stdout), "en")
    assert list(temporary.iterdir()) == []


def words_of(printed: str) -> str:
    """The nine words of the invented writer."""
    return re.search(r"^  ((?:[a-z]+ ){8}[a-z]+)$", printed, re.M)[1]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_visitor_reads_the_answer_and_whatever_ends_the_demo_leaves_nothing(
    tmp_path: Path, number: int
) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    process = subprocess.Popen(
        [*VITTNE, "demo", "--out", str(tmp_path / "demo"), "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(temporary)},
    )
    printed = ""
    for line in process.stdout or ():
        printed += line
        if line.startswith("Read it at"):
            break
    address = re.search(r"(http://127\.0\.0\.1:\d+)/en/answers/", printed)[1]
    for language in ("en", "ru", "sv"):
        with urllib.request.urlopen(f"{address}/{language}/") as page:  # noqa: S310 (our own)
            assert INVENTED[language] in page.read().decode()
    code = urllib.parse.urlencode({"code": words_of(printed)}).encode()
    with urllib.request.urlopen(f"{address}/en/answers/", code) as page:  # noqa: S310
        assert "We have read what you wrote" in page.read().decode()

    inbox = re.search(r"inbox list (\S+)$", printed, re.M)[1]
    listed = subprocess.run([*VITTNE, "inbox", "list", inbox], capture_output=True, text=True)
    assert "answered (1)" in listed.stdout

    process.send_signal(number)
    process.communicate(timeout=60)
    assert list(temporary.iterdir()) == []
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(f"{address}/en/")  # noqa: S310


INVENTED = {"en": "invented", "ru": "вымышлен", "sv": "påhittad"}


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running demo and its address, on a port that was taken when it was asked for."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [*VITTNE, "demo", "--out", str(tmp_path / "demo"), "--port", str(port)]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path
        )
        address = ""
        for line in process.stdout or ():
            if found := re.search(r"^Read it at (http://127\.0\.0\.1:(\d+)/)", line):
                assert int(found[2]) != port
                address = found[1]
                break
        yield process, address
        if process.poll() is None:
            process.send_signal(signal.SIGINT)  # it ends its door, too
        process.communicate(timeout=60)


def test_demo_serves_the_pages_and_forbids_everything_else(
    served: tuple[subprocess.Popen[str], str],
) -> None:
    process, address = served
    with urllib.request.urlopen(f"{address}ru/index.html") as answer:  # noqa: S310 (our own)
        headers = dict(answer.headers)
        assert "Чечня" in answer.read().decode("utf-8")
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'; img-src 'self'")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "Python" not in headers["Server"]
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(f"{address}data/")  # noqa: S310 (our own)
    assert caught.value.code == 404
    caught.value.close()
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 0
    assert said == ""


def test_the_pages_need_nothing_that_the_policy_forbids(
    served: tuple[subprocess.Popen[str], str], browser: object
) -> None:
    _, address = served
    context = browser.new_context()
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    for path in ("index.html", "en/index.html", "sv/claims/index.html", "ru/silence/index.html"):
        page.goto(f"{address}{path}")
        page.wait_for_load_state("load")
    assert page.evaluate("document.styleSheets.length") == 1
    context.close()
    # A browser asks for an icon by itself; that there is none is no violation.
    assert [one for one in problems if "404" not in one] == []
