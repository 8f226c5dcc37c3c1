"""``vittne`` itself: verbs, exit codes, and what it says when something is in its way."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from vittne import __version__
from vittne.cli import main as cli
from vittne.terms.errors import Problem, UserError

VITTNE = [sys.executable, "-m", "vittne"]


def run(*args: str, **options: object) -> subprocess.CompletedProcess[str]:
    options = {"capture_output": True, "text": True, "check": False, **options}
    return subprocess.run([*VITTNE, *args], **options)


def test_help_lists_every_verb() -> None:
    help_ = run("--help")
    assert (help_.returncode, help_.stderr) == (0, "")
    for verb, (_, line) in cli.VERBS.items():
        assert verb in help_.stdout
        assert line.split()[0] in help_.stdout


@pytest.mark.parametrize("verb", cli.VERBS)
def test_every_verb_explains_itself(verb: str) -> None:
    help_ = run(verb, "--help")
    assert help_.returncode == 0
    assert help_.stdout.startswith(f"usage: vittne {verb}")


def test_version() -> None:
    assert run("--version").stdout == f"vittne {__version__}\n"


@pytest.mark.parametrize(
    "args", [[], ["chek"], ["--no-such-option"], ["check"], ["check", "a", "b"]]
)
def test_what_cannot_be_understood_is_wrong_input(args: list[str]) -> None:
    wrong = run(*args)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "usage: vittne" in wrong.stderr


def test_help_costs_little() -> None:
    """Heavy imports wait until they are needed (the limit is half of what was promised)."""
    code = (
        "import sys, time; from vittne.cli.main import main\n"
        "main(['--help']); print(time.process_time(), file=sys.stderr)"
    )
    seconds = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stderr
    assert float(seconds) < 0.3


def test_only_the_verb_that_is_typed_is_imported() -> None:
    code = (
        "import sys; from vittne.cli.main import main\n"
        "main(['check', 'nowhere'])\n"
        "print(*[name for name in sys.modules if name.startswith('vittne.cli.')])"
    )
    names = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(names.stdout.split()) <= {
        "vittne.cli.main",
        "vittne.cli.problems",
        "vittne.cli.check",
    }


def raising(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> int:
    """Exit code where the verb that was typed raises an error."""
    import vittne.cli.check

    def fail(args: object) -> int:
        raise error

    monkeypatch.setattr(vittne.cli.check, "run", fail)
    return cli.main(["check", "."])


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (UserError(Problem(message="it is wrong", hint="so")), 2, "it is wrong\n  hint: so\n"),
        (KeyboardInterrupt(), 130, "vittne: interrupted\n"),
        (
            FileNotFoundError(2, "No such file or directory", "a"),
            2,
            "vittne: a: No such file or directory\n"
            "  hint: look whether the name is right, and whether its folder is there\n",
        ),
        (
            OSError(28, "No space left on device"),
            2,
            "vittne: No space left on device\n  hint: free some space, or write elsewhere\n",
        ),
        (
            PermissionError(13, "Permission denied", "a\x1bb"),
            2,
            "vittne: a\\x1bb: Permission denied\n"
            "  hint: do it as the one whose it is, or name another place\n",
        ),
    ],
)
def test_what_goes_wrong_is_a_sentence_and_an_exit_code(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    code: int,
    sentence: str,
) -> None:
    assert raising(monkeypatch, error) == code
    assert capsys.readouterr() == ("", sentence)


def test_a_mistake_of_the_program_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ZeroDivisionError):
        raising(monkeypatch, ZeroDivisionError())


def test_at_most_fifty_problems_of_a_file_are_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    problems = [Problem(file="a.csv", line=line, message="wrong") for line in range(2, 72)]
    assert raising(monkeypatch, UserError([*problems, Problem(file="b.csv", message="too")])) == 2
    lines = capsys.readouterr().err.splitlines()
    assert lines[49] == "a.csv, line 51: wrong"
    assert lines[50:] == ["a.csv: and 20 more", "b.csv: too"]


def test_nobody_reads_the_output_any_more(example_dossier: Path) -> None:
    """As in ``vittne check DIR | head -1``: no traceback, and no 0 that could hide a failure."""
    read, write = os.pipe()
    os.close(read)
    ended = run("check", str(example_dossier), capture_output=False, stdout=write, stderr=-1)
    os.close(write)
    assert (ended.returncode, ended.stderr) == (141, "")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="/dev/full is a device of Linux")
def test_output_to_a_full_disk(example_dossier: Path) -> None:
    with open("/dev/full", "w") as full:
        ended = run("check", str(example_dossier), capture_output=False, stdout=full, stderr=-1)
    assert ended.returncode == 2
    assert "No space left on device" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", ">&- 2>&-", "2>/dev/full"])
@pytest.mark.parametrize(("folder", "code"), [("examples/chechnya", 0), ("nowhere", 2)])
def test_streams_that_are_closed_or_full_change_no_exit_code(
    root: Path, folder: str, code: int, closed: str
) -> None:
    line = f"{shlex.quote(sys.executable)} -m vittne check {folder} {closed}"
    ended = subprocess.run(
        ["sh", "-c", line], cwd=root, capture_output=True, text=True, check=False
    )
    assert ended.returncode == code
    assert "Traceback" not in ended.stderr


def test_a_terminal_that_knows_no_cyrillic(example_dossier: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    ended = run("check", str(example_dossier), env=environment)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_interrupted_is_130(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    code = (
        "import sys, vittne.cli.check as check; from vittne.cli.main import main\n"
        f"wait = lambda: open({str(tmp_path / 'pipe')!r})\n"
        "check.run = lambda args: (print('ready', flush=True), wait())\n"
        "sys.exit(main(['check', '.']))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=-1, stderr=-1, text=True, start_new_session=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGINT)
    _, complained = process.communicate(timeout=20)
    assert (process.returncode, complained) == (130, "vittne: interrupted\n")
