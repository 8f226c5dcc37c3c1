"""`vittne estimate`, as an analyst types it."""

from __future__ import annotations

import contextlib
import io
import json
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from vittne.cli.estimate_files import folders
from vittne.cli.main import main

SPINA_BIFIDA = """\
L1,L2,L3,count
1,0,0,60
0,1,0,49
1,1,0,4
0,0,1,247
1,0,1,112
0,1,1,142
1,1,1,12
"""
"""Spina bifida, New York (Madigan & York 1997)."""

HIDDEN = """\
A,B,C,D,count
1,0,0,0,160
0,1,0,0,140
0,0,1,0,300
0,0,0,1,90
1,1,0,0,80
1,0,1,0,9
0,1,1,0,12
0,0,1,1,40
1,1,1,0,5
1,0,1,1,3
0,1,0,1,4
1,1,1,1,2
"""
"""Made: A and B are of one part of the people, C and D of another."""

UNIDENTIFIED = "A,B,C,count\n1,0,0,27\n0,1,0,37\n0,0,1,19\n1,1,0,40\n"
"""Made: only A and B share people."""

QUICK = ("--methods", "graphs,loglinear")
QUICKEST = ("--methods", "graphs")


def typed(*words: object) -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(["estimate", *map(str, words)])
    out.seek(0)
    err.seek(0)
    return code, out.read(), err.read()


def answered(*words: object) -> Mapping[str, Any]:
    code, out, err = typed(*words, "--json")
    assert (code, err) == (0, "")
    assert out.count("\n") == 1
    found: Mapping[str, Any] = json.loads(out)
    return found


def refused(*words: object) -> str:
    code, out, err = typed(*words)
    assert (code, out) == (2, "")
    return err


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(SPINA_BIFIDA)
    return path


@pytest.fixture
def flagged(tmp_path: Path) -> Path:
    path = tmp_path / "flagged.csv"
    path.write_text(HIDDEN)
    return path


# --- answers ------------------------------------------------------------------------


def test_one_object_with_the_fields_that_were_promised(table: Path) -> None:
    found = answered(table, "--seed", 3)
    assert found["verdict"] == "usable"
    assert found["reasons"] == []
    assert (found["observed"], found["lists"]) == (626, 3)
    assert [engine["method"] for engine in found["engines"]] == ["graphs", "latent", "loglinear"]
    graphs = found["engines"][0]
    assert graphs["median"] == 731
    assert graphs["interval"] == {"low": 694, "high": 787, "level": 0.95}
    assert found["headline"]["method"] == "graphs"
    published = found["headline"]["interval"]
    assert published["low"] <= 694 < 787 <= published["high"]
    assert found["provenance"]["seed"] == 3
    assert len(found["provenance"]["table_sha256"]) == 64


def test_a_person_reads_verdict_number_engines_and_what_was_not_done(table: Path) -> None:
    code, out, err = typed(table, *QUICK)
    assert (code, err) == (0, "")
    assert "626 people on 3 lists: L1, L2, L3" in out
    head = answered(table, *QUICK)["headline"]["interval"]
    assert "\nUSABLE\nAbout 731 people by graphs; 95 % interval 694 to 787.\n" in out
    assert f"May be quoted: between {head['low']} and {head['high']} people (95 % interval)" in out
    assert "\ngraphs (leads)                731  694 to 787\n" in out
    assert "\nat least (Chao)  " in out
    assert "Note: Not asked: latent." in out
    assert max(map(len, out.splitlines())) <= 100


def test_a_refusal_is_an_answer_too(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(UNIDENTIFIED)
    found = answered(path, *QUICK)
    assert found["verdict"] == "refused"
    assert "unidentified" in {reason["rule"] for reason in found["reasons"]}
    assert found["headline"]["median"] is None
    assert found["headline"]["interval"] is None


def test_the_same_seed_gives_the_same_bytes(table: Path) -> None:
    assert typed(table, *QUICK, "--json") == typed(table, *QUICK, "--json", "--seed", 1)


def test_full_says_everything_and_without_it_a_person_reads_what_matters(flagged: Path) -> None:
    _, short, _ = typed(flagged, *QUICK)
    _, full, _ = typed(flagged, *QUICK, "--full")
    parts = (
        *("Without one list", "Two lists as one", "Each list as if it were the population"),
        *("Other priors", "With a part of the sightings", "What dependence would mean"),
        *("What graphs rests on", "- probability 0.", "- chosen, weight", "- settings: {"),
    )
    for part in parts:
        assert part in full
        assert part not in short
    assert "--full adds" in short
    assert full.startswith(short[: short.index("                ")])


def test_a_flagged_answer_says_what_would_decide_it(flagged: Path) -> None:
    _, out, _ = typed(flagged, *QUICK)
    rules = {reason["rule"] for reason in answered(flagged, *QUICK)["reasons"]}
    assert "FLAGGED: there is a number, and there are reasons to doubt it\n" in out
    assert "May be quoted together with these reasons" in out
    decides = out.partition("What would decide it:")[2]
    assert rules
    assert all(f"[{rule}]" in decides for rule in rules)


def test_every_rule_has_a_word_on_what_would_decide() -> None:
    from vittne.cli.estimate_words import ADVICE
    from vittne.estimate.rules import RULES

    assert {rule.name for rule in RULES} <= set(ADVICE)


# --- files --------------------------------------------------------------------------


PICTURES = ("engines", "densities", "leave-one-out", "trajectory", "dial")


def test_out_gets_what_people_and_what_programs_read_and_pictures(
    table: Path, tmp_path: Path
) -> None:
    out = tmp_path / "new" / "folder"
    code, printed, _ = typed(table, *QUICKEST, "--out", out)
    assert code == 0
    assert printed.endswith(f"Written to {out}: estimate.json, estimate.txt, five pictures\n")
    names = {"estimate.json", "estimate.txt", *(f"{name}.svg" for name in PICTURES)}
    assert {path.name for path in out.iterdir()} == names
    assert json.loads((out / "estimate.json").read_text("utf-8")) == answered(table, *QUICKEST)
    _, full, _ = typed(table, *QUICKEST, "--full")
    assert (out / "estimate.txt").read_text("utf-8") == full


def test_a_picture_stands_alone_and_says_where_it_is_from(table: Path, tmp_path: Path) -> None:
    typed(table, *QUICKEST, "--out", tmp_path)
    found = answered(table, *QUICKEST)
    for name in PICTURES:
        text = (tmp_path / f"{name}.svg").read_text("utf-8")
        root = ET.fromstring(text)  # noqa: S314 (our own markup)
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert [child.tag.rpartition("}")[2] for child in root[:2]] == ["title", "desc"]
        assert found["provenance"]["table_sha256"][:20] in text
        assert "url(" not in text
        assert "<script" not in text


def test_the_same_table_gives_the_same_files(table: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        typed(table, *QUICKEST, "--out", tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_a_full_disk_leaves_every_file_as_it_was(tmp_path: Path) -> None:
    """A file of more than 8 kB is refused by the system half way."""
    (tmp_path / "estimate.json").write_text("old")
    code = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from vittne.cli.estimate_files import write_all\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))\n"
        "files = {'estimate.json': 'new', 'sub/dial.svg': 'x' * 20000}\n"
        "write_all(Path(sys.argv[1]), files)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert "File too large" in run.stderr
    assert (tmp_path / "estimate.json").read_text() == "old"
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["estimate.json"]


def test_a_folder_that_cannot_be_had_is_said_before_anything_is_computed(
    table: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    assert "file" in refused(table, "--out", tmp_path / "file")


def test_a_table_that_is_wrong_leaves_no_folder(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("A,B,count\n1,2,5\n")
    refused(tmp_path / "table.csv", "--out", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_each_stratum_has_a_folder_that_any_system_can_hold() -> None:
    names = ["North", "../up", "Ж", "a" * 300, "con", "NORTH", ""]
    safe = folders(names)
    assert safe == ["1-north", "2-up", "3", f"4-{'a' * 60}", "5-con", "6-north", "7"]
    assert len(folders([str(i) for i in range(12)])[0]) == len("01-0")


def test_interrupting_ends_with_130_and_leaves_nothing_half_written(
    table: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run = subprocess.Popen(
        [sys.executable, "-m", "vittne", "estimate", str(table), "--out", str(out)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while run.poll() is None and not out.exists():
        time.sleep(0.01)
    run.send_signal(signal.SIGINT)
    printed, said = run.communicate(timeout=60)
    assert (run.returncode, printed) == (130, "")
    assert said.strip().endswith("vittne: interrupted")
    assert list(out.iterdir()) == []


def test_the_engine_that_leads_may_be_chosen(table: Path) -> None:
    found = answered(table, *QUICK, "--headline", "loglinear")
    assert found["headline"]["method"] == "loglinear"
    assert found["headline"]["point"] == 731


def test_each_stratum_is_answered_by_itself_and_none_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    many = [f"{row},north" for row in SPINA_BIFIDA.splitlines()[1:]]
    path.write_text("\n".join(["L1,L2,L3,count,part", *many, "1,1,0,3,south", "0,0,1,2,south\n"]))
    found = answered(path, *QUICK, "--strata", "part")
    verdicts = {name: part["verdict"] for name, part in found["strata"].items()}
    assert verdicts == {"north": "usable", "south": "refused"}
    assert (found["verdict"], found["refused"]) == ("refused", ["south"])
    assert found["total"] == {"median": None, "interval": None}
    assert found["at_least"]["median"] == pytest.approx(731 + 5, abs=1)
    _, text, _ = typed(path, *QUICK, "--strata", "part")
    assert "=== north\n626 people" in text
    assert "=== south\n5 people" in text
    assert "No total: refused are south." in text


# --- what is wrong ------------------------------------------------------------------


def test_everything_that_is_wrong_with_the_table_is_said_at_once(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("A,B,count\n1,0,5\n1,0,6\n0,0,7\n1,2,8\n0,1,-3\n1,1,2.5\n")
    text = refused(path)
    for said in ("has the same lists", "on no list", "'2' is neither", "negative", "not whole"):
        assert said in text


def test_everything_that_is_wrong_with_the_options_is_said_at_once(table: Path) -> None:
    text = refused(table, "--methods", "graphs,lcmcr", "--headline", "latent", "--seed", "x")
    assert "--methods: there is no engine 'lcmcr'" in text
    assert "--headline: 'latent' is to lead" in text
    assert "--seed: 'x' is no seed" in text


@pytest.mark.parametrize("seed", ["-1", "1.5", "4294967296", "²", ""])
def test_a_seed_is_a_whole_number(seed: str, table: Path) -> None:
    assert "is no seed" in refused(table, f"--seed={seed}")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "none.csv" in refused(tmp_path / "none.csv")


def test_a_stratum_that_is_no_column_is_named(table: Path) -> None:
    assert "there is no column 'region'" in refused(table, "--strata", "region")


# --- what it needs ------------------------------------------------------------------


def test_without_the_array_libraries_it_says_what_to_install(table: Path) -> None:
    code = "import sys, importlib.util as u; real = u.find_spec\n"
    code += "u.find_spec = lambda name, *a: None if name == 'numba' else real(name, *a)\n"
    code += "from vittne.cli.main import main; sys.exit(main(['estimate', sys.argv[1]]))"
    run = subprocess.run(
        [sys.executable, "-c", code, str(table)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 2
    assert run.stderr.startswith("estimating needs numba, which this Python does not have")
    assert "./run demo" in run.stderr
    assert "Traceback" not in run.stderr


def test_help_loads_no_array_library() -> None:
    code = "import sys; from vittne.cli.main import main; main(['estimate', '--help'])\n"
    code += "assert not {'numpy', 'scipy', 'numba'} & {*sys.modules}"
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
