"""`vittne link DOSSIER`, as it is typed: from lists to persons, pairs and draws."""

from __future__ import annotations

import csv
import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from invented_dossier import linked_dossier, table
from small_dossiers import AN_INVENTED_LIST, HEAD, LIST_HEAD, ONLY_CLAIMS, write_files

VITTNE = [sys.executable, "-m", "vittne"]


def vittne(*args: object) -> subprocess.CompletedProcess[str]:
    command = [*VITTNE, *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def link(dossier: Path, out: Path) -> dict[str, object]:
    done = vittne("link", dossier, "--out", out, "--json")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    found: dict[str, object] = json.loads(done.stdout)
    return found


def persons(out: Path) -> list[dict[str, str]]:
    with (out / "persons.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # Real lists are linked as well: only a release of them is refused.
    files = linked_dossier(60, head=HEAD)
    return write_files(tmp_path_factory.mktemp("link") / "dossier", files)


@pytest.fixture(scope="module")
def linked(dossier: Path) -> tuple[Path, dict[str, object]]:
    out = dossier.parent / "linked"
    return out, link(dossier, out)


def test_the_report_says_how_many_people_and_how_sure_that_is(
    linked: tuple[Path, dict[str, object]],
) -> None:
    _, report = linked
    people = report["persons"]
    assert isinstance(people, dict)
    assert people["low"] <= people["median"] <= people["high"] < report["records"]
    assert report["calibrated_on"]["reviewed"] > 0
    assert len(report["review_next"]) == 10
    assert report["by_threshold"][0]["at"] == 0.01
    assert report["to_decide"] == report["caps"] == []


def test_every_record_has_a_person_and_every_draw_a_row_group(
    linked: tuple[Path, dict[str, object]],
) -> None:
    out, report = linked
    rows = persons(out)
    assert len(rows) == report["records"]
    assert list(rows[0]) == ["key", "person_id", "probability", "first_seen", "content"]
    draws = pq.ParquetFile(out / "draws" / "partitions.parquet")
    assert draws.num_row_groups == report["draws"]
    first = draws.read_row_group(0).to_pydict()
    assert first["key"] == [row["key"] for row in rows]
    assert set(first["person"]) <= set(first["key"])
    pairs = pq.read_table(out / "pairs.parquet").to_pydict()
    assert list(pairs) == ["a", "b", "probability", "calibrated", "reviewed"]
    assert {"same", "different"} <= set(pairs["reviewed"])
    for calibrated, said in zip(pairs["calibrated"], pairs["reviewed"], strict=True):
        assert calibrated == {"same": 1, "different": 0}.get(said, calibrated)


def test_only_the_owner_may_read_what_names_people(
    linked: tuple[Path, dict[str, object]],
) -> None:
    out, _ = linked
    for path in (out, *out.rglob("*")):
        mode = stat.S_IMODE(os.stat(path).st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path


def test_ids_of_persons_stay_when_it_is_run_again(
    dossier: Path, linked: tuple[Path, dict[str, object]]
) -> None:
    out, _ = linked
    before = {row["key"]: row["person_id"] for row in persons(out)}
    report = link(dossier, out)
    assert {row["key"]: row["person_id"] for row in persons(out)} == before
    assert report["ids"] == {"new": 0, "split": 0, "merged": 0, "ended": 0}


def test_text_says_what_was_found_and_that_the_folder_names_people(tmp_path: Path) -> None:
    dossier = write_files(tmp_path / "dossier", AN_INVENTED_LIST)
    done = vittne("link", dossier, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "6 records on 1 list (people 6)" in done.stdout
    assert "nobody has reviewed a pair" in done.stdout
    assert "names people" in done.stdout


def test_no_dates_and_one_record_are_lists_too(tmp_path: Path) -> None:
    rows = [(1, "Barek Domali"), (2, "Barek Domali"), (3, "Telur Vaspim")]
    files = {
        "lists/a.csv": table(("record_id", "name"), rows),
        "lists/a.toml": LIST_HEAD,
        "lists/b.csv": table(("record_id", "name"), [(1, "Telur Vaspim")]),
        "lists/b.toml": LIST_HEAD,
    }
    report = link(write_files(tmp_path / "names", files), tmp_path / "out")
    assert report["records"] == 4
    single = {"lists/b.csv": files["lists/b.csv"], "lists/b.toml": LIST_HEAD}
    report = link(write_files(tmp_path / "one", single), tmp_path / "out-one")
    assert report["bare"] == 0
    assert report["persons"] == {"low": 1, "median": 1, "high": 1, "level": 0.95}


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    files = {
        "lists/a.csv": "record_id,name,date\n1,Barek,31.12.2017\n1,Telur,2017\n",
        "lists/a.toml": LIST_HEAD,
    }
    done = vittne("link", write_files(tmp_path / "dossier", files), "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "31.12.2017" in done.stderr
    assert "1 is there already" in done.stderr or "'1' is there already" in done.stderr
    assert not (tmp_path / "out").exists()


def test_without_lists_there_is_nothing_to_link(tmp_path: Path) -> None:
    dossier = write_files(tmp_path / "dossier", ONLY_CLAIMS)
    done = vittne("link", dossier, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "no records to link" in done.stderr


def test_nothing_else_is_replaced(tmp_path: Path) -> None:
    dossier = write_files(tmp_path / "dossier", AN_INVENTED_LIST)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine")
    for out in (tmp_path / "mine", dossier):
        done = vittne("link", dossier, "--out", out)
        assert done.returncode == 2
        assert "hint: " in done.stderr
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]
    assert "lists" in [path.name for path in dossier.iterdir()]


def test_an_interruption_leaves_nothing_half_written(dossier: Path, tmp_path: Path) -> None:
    command = [*VITTNE, "link", str(dossier), "--out", str(tmp_path / "out")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        while running.poll() is None and not list(tmp_path.iterdir()):
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate()
    assert running.returncode == 130, errors
    assert b"Traceback" not in errors
    assert list(tmp_path.iterdir()) == []


def test_what_it_does_is_in_its_help() -> None:
    for args in (("link", "--help"), ("link", "DOSSIER", "--help")):
        done = vittne(*args)
        assert done.returncode == 0
        assert "--out DIR" in done.stdout
    assert "names people" in done.stdout
