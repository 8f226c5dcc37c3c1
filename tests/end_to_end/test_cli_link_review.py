"""``vittne link review`` as people use it: at a terminal, in several sittings, several people."""

from __future__ import annotations

import csv
import io
import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

HEAD = 'id = "reviewed"\nlanguages = ["en"]\n[title]\nen = "Reviewed"\n'
# Invented combinations: nobody's names. One has no Latin letters, one would clear the screen.
ONE = (
    "record_id,name,age_low,age_high,date,place,note\n"
    "1,Tamal Dobrekin,30,30,2017-03-01,RU-CE/grozny,\n"
    "2,Ravo Keliste,22,22,2017-04-02,RU-CE/argun,\n"
    "3,Зиган Мурова,41,41,2017-05-03,RU-CE/shali,\n"
)
OTHER = (
    "record_id,name,age_low,age_high,date,place,note\n"
    "1,Tamal Dobrikin,31,31,2017-03-01,RU-CE/grozny,two\u202ewords\n"
    "2,Rawo Keliste,22,22,2017-04,RU-CE/argun,\n"
    "3,زيغان مورا,41,41,2017-05-03,RU-CE/shali,\n"
)
LIST = 'who = "Nobody"\nhow = "made up"\n'
WAIT = 120  # for a program that loads all that linking needs on a busy machine


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lists").mkdir()
    (tmp_path / "dossier.toml").write_text(HEAD)
    for name, text in (("one", ONE), ("other", OTHER)):
        (tmp_path / "lists" / f"{name}.csv").write_text(text, "utf-8")
        (tmp_path / "lists" / f"{name}.toml").write_text(LIST)
    return tmp_path


def rows(folder: Path) -> list[dict[str, str]]:
    path = folder / "reviews.csv"
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8")))) if path.exists() else []


def command(folder: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "vittne", "link", "review", str(folder), *more]


def review(
    folder: Path, *more: str, typed: str = "", code: int = 0, columns: int = 80
) -> tuple[str, str]:
    run = subprocess.run(
        command(folder, *more),
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": str(columns)},
        timeout=WAIT,
    )
    assert run.returncode == code, run.stderr
    return run.stdout, run.stderr


def said(folder: Path, *verdicts: tuple[str, str, str]) -> None:
    """Reviews that others have given: record of both lists, verdict, reviewer."""
    lines = ["a,b,verdict,reviewer,at,reason,round,withdrawn_at"]
    lines += [f"one/{n},other/{n},{v},{who},2031-07-01,because,first," for n, v, who in verdicts]
    (folder / "reviews.csv").write_text("\n".join(lines) + "\n", "utf-8")


class Terminal:
    """A program on a terminal of its own."""

    def __init__(self, fd: int, program: subprocess.Popen[bytes]) -> None:
        self.fd, self.program, self.text = fd, program, ""

    def until(self, wanted: str, times: int = 1) -> None:
        end = time.monotonic() + WAIT
        while self.text.count(wanted) < times:
            assert time.monotonic() < end, self.text
            if select.select([self.fd], [], [], 1)[0]:
                self.text += os.read(self.fd, 65536).decode("utf-8", "replace")

    def type(self, text: str) -> None:
        os.write(self.fd, f"{text}\n".encode())


@contextmanager
def terminal(folder: Path, *more: str) -> Iterator[Terminal]:
    master, slave = pty.openpty()
    program = subprocess.Popen(command(folder, *more), stdin=slave, stdout=slave, stderr=slave)
    os.close(slave)
    try:
        yield Terminal(master, program)
    finally:
        program.kill()
        program.wait()
        os.close(master)


def test_the_first_round_is_blind_and_keeps_what_was_looked_at(folder: Path) -> None:
    out, _ = review(folder, "--reviewer", "Anna", typed="s\n\nd two people\nq\n")
    first, second = rows(folder)
    assert (first["verdict"], first["reason"], first["round"]) == ("same", "", "first")
    assert (second["verdict"], second["reason"]) == ("different", "two people")
    assert len(first["at"]) == len("2031-07-01")
    assert len(first["a_content"]) == 32
    assert "2 new verdicts are in reviews.csv" in out
    assert not any(word in out.casefold() for word in ("probab", "score", "weight", "%"))
    # The second sitting goes on where the first ended.
    out, _ = review(folder, "--reviewer", "Anna", typed="")
    assert f"A: {first['a']}  B: {first['b']}" not in out


def test_every_verdict_is_on_the_disk_when_the_program_is_killed(folder: Path) -> None:
    said(folder, ("1", "same", "Anna"), ("2", "same", "Anna"), ("3", "different", "Anna"))
    with terminal(folder, "--reviewer", "Boris", "--second") as at:
        at.until("quit (q)")
        at.type("s the same scar")
        at.until("quit (q)", times=2)
        at.type("u")
        at.until("Why:")
        at.program.kill()
        at.program.wait()
        assert "because" not in at.text
    assert [row["reason"] for row in rows(folder)[3:]] == ["the same scar"]
    review(folder, "--reviewer", "Boris", "--second", typed="s\n\ns\n\n")
    assert len(rows(folder)) == 6


def test_undo_takes_back_and_asks_again(folder: Path) -> None:
    said(folder, ("1", "same", "Anna"))
    out, _ = review(folder, "--reviewer", "Boris", "--second", typed="z\ns\n\n")
    assert "Nothing was said yet that could be undone." in out
    said(folder, ("1", "same", "Anna"), ("2", "same", "Anna"))
    review(folder, "--reviewer", "Boris", "--second", typed="s\n\nz\nd\n\nq\n")
    _, _, wrong, right = rows(folder)
    assert (wrong["verdict"], wrong["withdrawn_reason"]) == ("same", "undone")
    assert wrong["withdrawn_at"] == wrong["at"]
    assert (right["verdict"], right["withdrawn_at"]) == ("different", "")
    assert (right["a"], right["b"]) == (wrong["a"], wrong["b"])


def test_who_is_unsure_says_why(folder: Path) -> None:
    said(folder, ("1", "same", "Anna"))
    review(folder, "--reviewer", "Boris", "--second", typed="u\n\n\nthe father's name is missing\n")
    assert rows(folder)[1]["reason"] == "the father's name is missing"


def test_a_name_in_parts_stands_beside_a_whole_one(folder: Path) -> None:
    parts = "record_id,given,patronymic,family,sex\n1,Tamal,Rawowitsch,Dobrekin,муж\n"
    (folder / "lists" / "other.csv").write_text(parts, "utf-8")
    whole = "record_id,name,sex\n1,Tamal Dobrekin,m\n"
    (folder / "lists" / "one.csv").write_text(whole, "utf-8")
    said(folder, ("1", "same", "Anna"))
    out, _ = review(folder, "--reviewer", "Boris", "--second", typed="n\n", columns=100)
    assert "[Rawowitsch]" in out
    assert "given" not in out
    assert "= sex" in out


def test_the_second_round_is_for_others_and_shows_nothing_of_the_first(folder: Path) -> None:
    said(folder, ("1", "same", "Anna"), ("2", "same", "Boris"))
    out, _ = review(folder, "--reviewer", "Boris", "--second", typed="в\nдва брата\n")
    assert out.count("quit (q)") == 1
    assert "because" not in out
    # Typed on a keyboard on which Russian was switched on.
    assert (rows(folder)[2]["verdict"], rows(folder)[2]["reason"]) == ("different", "два брата")
    assert "agree on 0%" in out


def test_disagreements_are_decided_with_all_that_was_said_but_without_names(folder: Path) -> None:
    said(folder, ("1", "same", "Anna"), ("1", "different", "Boris"), ("2", "same", "Anna"))
    out, err = review(folder, "--reviewer", "Clara", "--adjudicate", typed="s\n\nboth had it\n")
    assert "Somebody said same: because" in out
    assert "Somebody said different: because" in out
    assert not {"Anna", "Boris"} & set(re.findall(r"\w+", out + err))
    assert (rows(folder)[3]["round"], rows(folder)[3]["reason"]) == ("adjudicated", "both had it")
    assert "reviewers differ" in err
    out, _ = review(folder, "--reviewer", "Clara", "--adjudicate")
    assert "Nothing is left to look at." in out


def test_only_what_one_said_oneself_can_be_taken_back(folder: Path) -> None:
    said(folder, ("1", "same", "Anna"))
    back = ("--withdraw", "other/1", "one/1")
    _, err = review(folder, "--reviewer", "Anna", *back, code=2)
    assert "needs a --reason" in err
    _, err = review(folder, "--reviewer", "Boris", *back, "--reason", "no", code=2)
    assert "Boris said nothing" in err
    review(folder, "--reviewer", "Anna", *back, "--reason", "they are two brothers")
    assert rows(folder)[0]["withdrawn_reason"] == "they are two brothers"
    assert rows(folder)[0]["verdict"] == "same"


@pytest.mark.parametrize("columns", [20, 80])
def test_any_script_on_any_terminal(folder: Path, columns: int) -> None:
    said(folder, ("1", "same", "Anna"), ("2", "same", "Anna"), ("3", "same", "Anna"))
    out, _ = review(folder, "--reviewer", "Boris", "--second", typed="n\nn\nn\n", columns=columns)
    assert all(char.isprintable() for char in out.replace("\n", ""))
    text = out.replace("\n", "").replace(" ", "")
    for part in ("Мурова", "زيغان", "u202e"):
        assert part in text
    assert len(rows(folder)) == 3


def test_control_characters_that_are_typed_do_not_spoil_the_file(folder: Path) -> None:
    said(folder, ("1", "same", "Anna"))
    review(folder, "--reviewer", "Bo\x1bris", "--second", typed="s one\x07two\n")
    assert rows(folder)[1]["reviewer"] == "Bo ris"
    assert rows(folder)[1]["reason"] == "one two"
    out, _ = review(folder, "--reviewer", "Clara", "--second")
    assert "Nothing is left" in out


def test_what_cannot_be_reviewed_is_said(folder: Path, tmp_path: Path) -> None:
    _, err = review(folder, "--reviewer", " ", code=2)
    assert "--reviewer is empty" in err
    (folder / "lists" / "one.csv").write_text("record_id\n")
    (folder / "lists" / "other.csv").write_text("record_id\n1\n")
    _, err = review(folder, "--reviewer", "Anna", code=2)
    assert "no two records" in err
