"""`vittne demo`: a public record, a list that is committed, audited and corrected, and a door."""

from __future__ import annotations

import csv
import json
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
from typing import Any

import pytest
from demonstrated import Demonstrated

from vittne.cli.demo import AUDITED, CHECHNYA
from vittne.seal import read_code
from vittne.terms.codes import code_list
from vittne.verify.log import read_logs
from vittne.verify.tree import walk

VITTNE = [sys.executable, "-m", "vittne"]
SHOW = "import sys; from pathlib import Path; from vittne.cli.demo import show; "
SHOW += "show(Path(sys.argv[1]), int(sys.argv[2]))"


def figures(release: Path) -> dict[str, Any]:
    found = json.loads((release / "data" / "figures.json").read_text("utf-8"))
    return {figure["id"]: figure for figure in found}


def claims(release: Path) -> list[Any]:
    logs = read_logs(walk(release), pytest.fail)
    return [] if logs is None else list(logs.claims)


def test_it_says_in_ten_lines_what_the_public_record_carries(demonstrated: Demonstrated) -> None:
    assert demonstrated.complained == ""
    lines = re.findall(r"^ {1,2}(\d+)\. (.+)$", demonstrated.said, re.M)
    assert [int(number) for number, _ in lines] == list(range(1, 11))
    assert lines[0][1] == "Chechnya, 2017: at least 3 people killed."
    assert "at least 2 people killed" in lines[1][1]
    said = {one["sentence"]["en"] for one in figures(demonstrated.out / CHECHNYA).values()}
    assert all(line in said for _, line in lines)


def test_every_release_of_it_passes_by_its_own_checker(demonstrated: Demonstrated) -> None:
    first, second = (demonstrated.out / name for name in AUDITED)
    for words in ((demonstrated.out / CHECHNYA,), (first,), (second, "--previous", first)):
        checker = [sys.executable, "-I", "-S", words[0] / "verify.pyz"]
        done = subprocess.run([*checker, *words], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_the_public_record_commits_its_claims(demonstrated: Demonstrated) -> None:
    committed = {one["id"] for one in claims(demonstrated.out / CHECHNYA) if "id" in one}
    assert committed == set(figures(demonstrated.out / CHECHNYA))


def test_the_list_is_audited_after_it_was_committed(demonstrated: Demonstrated) -> None:
    before, after = (demonstrated.out / name for name in AUDITED)
    plan, result = ([one["type"] for one in claims(folder)] for folder in (before, after))
    assert (plan.count("plan"), plan.count("result")) == (1, 0)
    assert result.count("result") == 1
    audit = json.loads((after / "log" / "audit.json").read_text("utf-8"))
    assert audit["release"] == 1
    assert audit["list"]["size"] == figures(before)["listed"]["value"]
    wrong = ("not_shown" in str(one) or "duplicate" in one for one in audit["inspected"])
    assert sum(wrong) >= 2


def test_three_numbers_stand_side_by_side(demonstrated: Demonstrated) -> None:
    found = figures(demonstrated.out / AUDITED[1])
    flat = " ".join(demonstrated.said.split())
    for name in ("listed", "audited-act", "audited-ground", "estimated-linked"):
        if name in found:
            assert found[name]["sentence"]["en"].replace("\u00a0", " ") in flat
        else:  # dice and keys are by chance: now and then the second table may not be shown
            page = (demonstrated.out / AUDITED[1] / "en" / "index.html").read_text("utf-8")
            assert name == "estimated-linked"
            assert "No estimate in this release" in page
    before = figures(demonstrated.out / AUDITED[0])["listed"]["value"]
    assert 0.75 * before < found["audited-act"]["value"] < before


def test_what_was_corrected_is_said_with_its_reason(demonstrated: Demonstrated) -> None:
    (said,) = (one for one in claims(demonstrated.out / AUDITED[1]) if one["type"] == "correction")
    before, now = (figures(demonstrated.out / name)["listed"]["value"] for name in AUDITED)
    assert said["people"] == {"before": before, "now": now}
    assert now < before
    # By chance few may be described otherwise by linking alone: then reasons are put together.
    changed, reasons = said["counts"]["changed"], code_list("correction_reasons")
    assert sum(changed.values()) >= 5
    for reason, number in changed.items():
        line = f"Described otherwise ({reasons.label(reason, 'en')}): {number}."
        assert line in demonstrated.said


def test_nothing_of_the_list_and_nothing_secret_is_left(
    demonstrated: Demonstrated, root: Path
) -> None:
    assert {path.name for path in demonstrated.out.iterdir()} == {CHECHNYA, *AUDITED}
    names = set()
    for path in (root / "examples" / "invented" / "lists").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            names |= {row["name"] for row in csv.DictReader(file) if " " in row["name"]}
    assert len(names) > 500
    anybody = re.compile("|".join(map(re.escape, sorted(names))))
    for folder in AUDITED:
        for path in (demonstrated.out / folder).rglob("*"):
            if path.is_file():
                assert not anybody.search(path.read_bytes().decode("utf-8", "replace")), path


def test_a_message_is_answered_and_nothing_of_it_is_left(demonstrated: Demonstrated) -> None:
    found = re.search(r"^  or ((?:\d{4} ){6}\d{4})$", demonstrated.said, re.M)
    assert read_code(found[1]) == read_code(words_of(demonstrated.said), "en")
    assert demonstrated.left == ()


def words_of(printed: str) -> str:
    """The nine words of the invented writer."""
    return re.search(r"^  ((?:[a-z]+ ){8}[a-z]+)$", printed, re.M)[1]


def test_whatever_ends_it_while_it_audits_leaves_nothing(tmp_path: Path) -> None:
    out = tmp_path / "demo"
    process = subprocess.Popen(
        [*VITTNE, "demo", "--out", str(out), "--no-serve"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not list(out.glob(".audit-*/dossier.secrets.json")):
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=300)
    assert process.returncode == 130
    assert "interrupted" in said
    assert "Traceback" not in said
    assert [path.name for path in out.iterdir()] == [CHECHNYA]


Served = tuple["subprocess.Popen[str]", str, str]


@pytest.fixture
def served(
    demonstrated: Demonstrated, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Served]:
    """Its end: the program, its address, what it printed; its port was taken by another one."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = subprocess.Popen(
            [sys.executable, "-c", SHOW, str(demonstrated.out), str(port)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        printed = ""
        for line in process.stdout or ():
            printed += line
            if line.startswith("and the list:"):
                break
        (address,) = re.findall(r"^Read it at (http://127\.0\.0\.1:\d+)/", printed, re.M)
        assert not address.endswith(f":{port}")
        yield process, address, printed
        if process.poll() is None:
            process.send_signal(signal.SIGINT)  # it ends its door, too
        process.communicate(timeout=60)


def test_a_visitor_reads_the_answer_and_ctrl_c_leaves_nothing(
    served: Served, tmp_path: Path
) -> None:
    process, _, printed = served
    door = re.search(r"(http://127\.0\.0\.1:\d+)/en/answers/", printed)[1]
    for language in ("en", "ru", "sv"):
        with urllib.request.urlopen(f"{door}/{language}/") as page:  # noqa: S310 (our own)
            assert INVENTED[language] in page.read().decode()
    code = urllib.parse.urlencode({"code": words_of(printed)}).encode()
    with urllib.request.urlopen(f"{door}/en/answers/", code) as page:  # noqa: S310
        assert "We have read what you wrote" in page.read().decode()
    inbox = re.search(r"inbox list (\S+)$", printed, re.M)[1]
    listed = subprocess.run([*VITTNE, "inbox", "list", inbox], capture_output=True, text=True)
    assert "answered (1)" in listed.stdout

    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (0, "")
    assert list((tmp_path / "tmp").iterdir()) == []
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(f"{door}/en/")  # noqa: S310


INVENTED = {"en": "invented", "ru": "вымышлен", "sv": "påhittad"}


def test_all_releases_are_served_and_everything_else_is_forbidden(served: Served) -> None:
    _, address, _ = served
    with urllib.request.urlopen(f"{address}/{CHECHNYA}/ru/index.html") as answer:  # noqa: S310
        headers = dict(answer.headers)
        assert "Чечня" in answer.read().decode("utf-8")
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'; img-src 'self'")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "Python" not in headers["Server"]
    with urllib.request.urlopen(f"{address}/") as answer:  # noqa: S310 (our own)
        assert answer.url == f"{address}/{CHECHNYA}/"
    for name in AUDITED:
        with urllib.request.urlopen(f"{address}/{name}/en/attack/") as answer:  # noqa: S310
            assert answer.status == 200
    for path in (f"{CHECHNYA}/data/", f"{AUDITED[0]}/log/"):
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(f"{address}/{path}")  # noqa: S310 (our own)
        assert caught.value.code == 404
        caught.value.close()


def test_the_pages_need_nothing_that_the_policy_forbids(served: Served, browser: object) -> None:
    _, address, _ = served
    context = browser.new_context()
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    chechnya = ("index.html", "en/index.html", "sv/claims/index.html", "ru/silence/index.html")
    invented = ("en/index.html", "ru/corrections/index.html", "sv/attack/index.html")
    for path in (
        *(f"{CHECHNYA}/{one}" for one in chechnya),
        *(f"{AUDITED[1]}/{one}" for one in invented),
    ):
        page.goto(f"{address}/{path}")
        page.wait_for_load_state("load")
    assert page.evaluate("document.styleSheets.length") == 1
    context.close()
    # A browser asks for an icon by itself; that there is none is no violation.
    assert [one for one in problems if "404" not in one] == []
