"""`vittne audit`, from the plan to the sentence, as an organisation and its auditor type it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import audited
import pytest

from vittne.audit import check_transcript, read_transcript
from vittne.cli.main import main
from vittne.release.auditing import newest_transcript, read_audit
from vittne.release.secrets import held_secrets, secrets_path
from vittne.seal import HybridIdentity, decrypt

DICE = "31624 51162 34561 23456"
ROUND = {
    "round": 1000,
    "randomness": "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd",
    "signature": "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125"
    "e342b73a8dd2bacbe47e4b6b63ed5e39",
}
"""A real round of quicknet, from 2023."""


@pytest.fixture
def typed(capsys):
    """Types a command; returns exit code, output, errors."""

    def run(*words: object) -> tuple[int, str, str]:
        code = main(["audit", *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def said(typed):
    def run(*words: object) -> str:
        code, out, err = typed(*words)
        assert (code, err) == (0, "")
        return out

    return run


@pytest.fixture
def refused(typed):
    def run(*words: object) -> str:
        code, out, err = typed(*words)
        assert (code, out) == (2, "")
        assert "Traceback" not in err
        return err

    return run


@pytest.fixture
def auditor() -> HybridIdentity:
    return HybridIdentity.generate()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return audited.dossier(tmp_path / "dossier")


@pytest.fixture
def drawn(folder, said, auditor, tmp_path) -> Path:
    """A dossier whose plan was announced, and whose records were drawn."""
    said("plan", folder, "--dice")
    audited.publish(folder, tmp_path / "release")
    to = ("--to", auditor.recipient, "--out", tmp_path / "one.age")
    said("draw", folder, "--dice", DICE, "--first", 35, *to)
    return folder


def opened(path: Path, auditor: HybridIdentity, into: Path) -> Path:
    """What the auditor does with the sealed folder."""
    plain = io.BytesIO()
    with path.open("rb") as sealed:
        decrypt(sealed, plain, [auditor])
    with zipfile.ZipFile(plain) as whole:
        whole.extractall(into)
    return into


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def fill_in(given: Path, wrong: dict[str, str] | None = None) -> None:
    """Write verdicts into inspections.csv; `wrong` has leaf/proposition to another verdict."""
    rows = table(given / "inspections.csv")
    for row in rows:
        row["verdict"] = (wrong or {}).get(f"{row['leaf']}/{row['proposition']}", "substantiated")
    with (given / "inspections.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


# --- numbers only -----------------------------------------------------------------------


def test_the_documented_plan_to_the_letter(said):
    out = json.loads(said("plan", "--records", 1000, "--claim", 0.9, "--json"))
    assert out["stop_at"][:4] == [35, 59, 79, 97]
    assert round(out["exact_risk"], 3) == 0.047
    assert (out["records"], out["claim"], out["confidence"]) == (1000, 0.9, 0.95)


def test_the_documented_bound_to_the_letter(said):
    out = said("bound", "--records", 1000, "--inspected", 60, "--errors", 1, "--json")
    assert json.loads(out)["at_least"] == {"fixed": 926, "anytime": 903}


def test_a_bound_by_incidents(said):
    out = said("bound", "--records", 1000, "--incidents", *["4/4"] * 59, "1/2", "--json")
    assert json.loads(out)["at_least"] == {"anytime": 917}


@pytest.mark.parametrize(
    "words",
    [
        ("plan", "--records", 0),
        ("plan", "--records", 100, "--claim", 90),
        ("plan", "--records", 100, "--confidence", 95),
        ("bound", "--records", 10, "--inspected", 11),
        ("bound", "--records", 10, "--inspected", 5, "--errors", 6),
        ("bound", "--records", 10, "--inspected", 5, "--confidence", 95),
        ("bound", "--records", 10),
        ("bound", "--records", 10, "--incidents", "5/4"),
        ("bound", "--records", 10, "--incidents", "0/0"),
    ],
)
def test_numbers_that_make_no_sense_are_refused(refused, words):
    assert refused(*words)


# --- plan -------------------------------------------------------------------------------


def test_a_plan_is_written_for_the_next_build_to_announce(folder, said):
    out = said("plan", folder, "--dice", "--proposition", "act")
    assert "vittne publish" in out
    plan = json.loads((folder / "audit/plan.json").read_text())
    assert plan["propositions"] == ["act"]
    assert plan["chance"] == {"kind": "dice"}


def test_a_round_of_the_future_is_announced_by_its_number(folder, said):
    said("plan", folder, "--at", "2100-01-01T00:00Z")
    chance = json.loads((folder / "audit/plan.json").read_text())["chance"]
    assert chance["round"] == (4_102_444_800 - 1_692_803_367) // 3 + 1


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ((), "by which chance"),
        (("--at", "2024-01-01T00:00Z"), "exists already"),
        (("--at", "tomorrow"), "no time"),
        (("--dice", "--proposition", "guilt"), "propositions"),
        (("--dice", "--claim", 2), "share"),
    ],
)
def test_a_plan_that_chance_could_be_fitted_to_is_refused(folder, refused, words, why):
    assert why in refused("plan", folder, *words)
    assert not (folder / "audit").exists()


def test_a_plan_may_be_changed_until_a_published_release_announces_it(folder, said, refused):
    said("plan", folder, "--dice")
    said("plan", folder, "--dice", "--claim", 0.8)
    audited.publish(folder)
    assert "cannot be changed" in refused("plan", folder, "--dice")
    (folder / "audit/plan.json").unlink()
    assert "cannot be changed" in refused("plan", folder, "--dice")


# --- draw -------------------------------------------------------------------------------


def test_nothing_is_drawn_from_a_list_that_is_not_out(folder, said, refused, auditor, tmp_path):
    to = ("--to", auditor.recipient, "--out", tmp_path / "x.age")
    audited.publish(folder)
    assert "nothing was planned" in refused("draw", folder, "--dice", DICE, *to)
    said("plan", folder, "--dice")
    assert "no published release announces" in refused("draw", folder, "--dice", DICE, *to)
    assert not (tmp_path / "x.age").exists()


def test_the_auditor_gets_the_drawn_records_and_nobody_else_s(drawn, auditor, tmp_path):
    given = opened(tmp_path / "one.age", auditor, tmp_path / "given")
    leaves = [int(row["leaf"]) for row in table(given / "records.csv")]
    assert tuple(leaves) == read_audit(drawn).draw.leaves
    assert len(leaves) == 35
    everybody = {row.split(",")[1] for row in audited.rows(40).splitlines()[1:]}
    whole = "".join(file.read_text() for file in given.iterdir())
    assert sum(name in whole for name in everybody) < 40
    assert len({row["name"] for row in table(given / "records.csv")}) == 35


def test_the_auditor_checks_the_records_against_the_published_log(drawn, auditor, tmp_path):
    given = opened(tmp_path / "one.age", auditor, tmp_path / "given")
    check = [sys.executable, "-I", given / "check_leaves.py", tmp_path / "release"]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "All 35 records" in done.stdout
    changed = (given / "leaves.json").read_text().replace("Nobody", "Somebody", 1)
    (given / "leaves.json").write_text(changed)
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "not the record that was committed" in done.stdout
    done = subprocess.run([*check[:-1], given], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    assert "is no whole release with a list" in done.stdout


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "For the auditor"), ("ru", "Проверяющему"), ("sv", "Till granskaren")],
)
def test_the_auditor_s_sheet_is_there_in_three_languages(drawn, auditor, tmp_path, language, words):
    given = opened(tmp_path / "one.age", auditor, tmp_path / "given")
    text = (given / f"READ-ME.{language}.txt").read_text(encoding="utf-8")
    assert text.startswith(words)
    assert "35" in text
    assert "not_shown" in text


def test_there_is_no_second_draw_and_the_same_one_goes_on(drawn, said, refused, auditor, tmp_path):
    to = ("--to", auditor.recipient, "--out", tmp_path / "two.age")
    assert "second draw" in refused("draw", drawn, "--dice", "1" * 20, *to)
    assert "from 1 to 5" in refused("draw", drawn, "--more", 17, *to)
    before = read_audit(drawn).draw.leaves
    said("draw", drawn, "--more", 5, *to)
    assert read_audit(drawn).draw.leaves[:35] == before
    more = opened(tmp_path / "two.age", auditor, tmp_path / "more")
    positions = [row["position"] for row in table(more / "records.csv")]
    assert positions == ["36", "37", "38", "39", "40"]


def test_a_lost_folder_is_sealed_once_more(drawn, said, auditor, tmp_path):
    said("draw", drawn, "--to", auditor.recipient, "--out", tmp_path / "two.age")
    one = opened(tmp_path / "one.age", auditor, tmp_path / "given")
    two = opened(tmp_path / "two.age", auditor, tmp_path / "again")
    assert (one / "records.csv").read_text() == (two / "records.csv").read_text()


def test_an_erased_record_is_not_shown(folder, said, auditor, tmp_path):
    said("plan", folder, "--dice")
    audited.publish(folder, tmp_path / "release")
    with held_secrets(secrets_path(folder), "small") as held:
        keys = frozenset(leaf.person[0] for leaf in held.secrets.published[0].leaves)
        held.write(held.secrets.without_person(keys))
    out = tmp_path / "x.age"
    printed = said("draw", folder, "--dice", DICE, "--to", auditor.recipient, "--out", out)
    assert printed.startswith("19 records of 40")  # as many as suffice
    assert printed.count("was erased since") == 19
    given = opened(out, auditor, tmp_path / "given")
    assert "Nobody" not in (given / "records.csv").read_text()


# --- a beacon ---------------------------------------------------------------------------


@pytest.fixture
def by_beacon(folder, said) -> Path:
    """A plan for round 1000, as if it had been written before 2023."""
    said("plan", folder, "--at", "2100-01-01T00:00Z")
    path = folder / "audit/plan.json"
    plan = json.loads(path.read_text())
    plan["chance"]["round"] = 1000
    path.write_text(json.dumps(plan))
    audited.publish(folder)
    return folder


def test_the_announced_round_draws_and_no_other(by_beacon, said, refused, auditor, tmp_path):
    file, to = tmp_path / "round.json", ("--to", auditor.recipient, "--out", tmp_path / "x.age")
    file.write_text(json.dumps({**ROUND, "round": 1001}))
    assert "did not sign" in refused("draw", by_beacon, "--beacon", file, *to)
    assert "another chance" in refused("draw", by_beacon, "--dice", DICE, *to)
    assert not (by_beacon / "audit/draw.json").exists()
    file.write_text(json.dumps(ROUND))
    said("draw", by_beacon, "--beacon", file, *to)
    assert read_audit(by_beacon).draw.start.chance.round == 1000


def test_a_round_is_checked_by_itself(typed, tmp_path):
    file = tmp_path / "round.json"
    file.write_text(json.dumps(ROUND))
    code, out, _ = typed("check-beacon", file)
    assert code == 0
    assert "round 1000, made at 2023-08-23 15:59:24 UTC" in out
    file.write_text(json.dumps({**ROUND, "round": 999}))
    assert typed("check-beacon", file)[0] == 1
    file.write_text("[" * 100_000)  # ends the program, had the library for pairings its way
    assert "this is no JSON" in typed("check-beacon", file)[2]


def test_a_release_cannot_go_out_after_the_round_that_it_announces(by_beacon, capsys, tmp_path):
    """Round 1000 exists: whoever publishes now could have chosen the list for it."""
    with held_secrets(secrets_path(by_beacon), "small") as held:
        (release,) = held.secrets.published
        held.write(replace(held.secrets, published=(), candidate=release))
    assert main(["publish", str(tmp_path), "--dossier", str(by_beacon)]) == 2
    assert "was made before this release went out" in capsys.readouterr().err


# --- verdicts ---------------------------------------------------------------------------


def test_from_the_verdicts_to_the_sentence_in_three_languages(drawn, said, auditor, tmp_path):
    given = opened(tmp_path / "one.age", auditor, tmp_path / "given")
    leaves = read_audit(drawn).draw.leaves
    fill_in(given, {f"{leaves[7]}/ground": "not_shown"})
    said("record", drawn, "--from", given / "inspections.csv")
    act, ground = json.loads(said("report", drawn, "--json"))["results"]
    assert (act["inspected"], act["errors"], act["at_least"], act["confirmed"]) == (35, 0, 39, True)
    assert (ground["errors"], ground["confirmed"]) == (1, True)
    text = said("report", drawn).replace("\u00a0", " ")
    assert "With 95% confidence, for at least 39 of the 40 people on the list" in text
    assert "не менее чем для 39 из 40 человек" in text
    assert "för minst 39 av de 40 personerna på listan" in text
    transcript = newest_transcript(drawn)
    assert check_transcript(transcript) == ()
    assert read_transcript(json.loads(json.dumps(transcript.to_dict()))) == transcript
    assert "Atall" not in json.dumps(transcript.to_dict())


def test_before_the_first_verdict_there_is_no_sentence(drawn, said):
    out = said("report", drawn)
    assert "act: 0 inspected" in out
    assert "confidence" not in out


def test_a_double_is_an_error_in_everything(drawn, said):
    leaf = read_audit(drawn).draw.leaves[0]
    for proposition in ("act", "ground"):
        words = ("--leaf", leaf, "--proposition", proposition, "--verdict", "substantiated")
        said("record", drawn, *words, "--duplicate-of", 3)
    assert [one["errors"] for one in json.loads(said("report", drawn, "--json"))["results"]] == [
        1,
        1,
    ]


def test_what_comes_after_a_record_without_verdicts_does_not_count(drawn, said):
    leaves = read_audit(drawn).draw.leaves
    for leaf in (leaves[0], leaves[2]):
        for proposition in ("act", "ground"):
            words = ("--leaf", leaf, "--proposition", proposition, "--verdict", "substantiated")
            out = said("record", drawn, *words)
    assert "1 of the 35 records" in out


def test_a_verdict_stands(drawn, said, refused):
    leaf = read_audit(drawn).draw.leaves[0]
    words = ("record", drawn, "--leaf", leaf, "--proposition", "act", "--verdict")
    said(*words, "not_shown")
    assert "stands already" in refused(*words, "substantiated")
    assert "not_shown" in (drawn / "audit/inspections.csv").read_text()


@pytest.mark.parametrize(
    "words",
    [
        ("--leaf", 99, "--proposition", "act", "--verdict", "not_shown"),
        ("--leaf", 1),
        ("--from", "inspections.csv", "--leaf", 1),
    ],
)
def test_a_verdict_on_nothing_that_was_drawn_is_refused(drawn, refused, words):
    assert refused("record", drawn, *words)


@pytest.mark.parametrize("double", ["itself", "999", "-1", "somebody"])
def test_a_double_is_another_leaf_of_the_list(drawn, refused, double):
    leaf = read_audit(drawn).draw.leaves[0]
    words = ("--leaf", leaf, "--proposition", "act", "--verdict", "substantiated")
    other = str(leaf) if double == "itself" else double
    assert "is not another leaf" in refused("record", drawn, *words, f"--duplicate-of={other}")
    assert not (drawn / "audit/inspections.csv").exists()


def test_a_dossier_that_is_not_there_is_named(refused, tmp_path):
    assert "there is no such folder" in refused("report", tmp_path / "nothing")


def test_the_whole_list_is_searched_for_the_same_person(tmp_path, said, auditor):
    """Leaf by leaf: at the first of the twins the other is the first that is shown."""
    folder = audited.dossier(tmp_path / "dossier", 12)
    said("plan", folder, "--dice")
    release = audited.publish(folder)
    out = tmp_path / "x.age"
    said("draw", folder, "--dice", DICE, "--first", 12, "--to", auditor.recipient, "--out", out)
    leaf = {one.person[0]: one.index for one in release.leaves}
    found = said("look", folder, "--leaf", leaf["people/twin1"]).splitlines()
    assert f"leaf {leaf['people/twin2']}, people/twin2" in found[3]
    found = said("look", folder, "--leaf", leaf["people/3"], "--search", "noone")
    assert "people/twin1" in found
    assert "people/twin2" in found
    assert "people/4" not in found


# --- the next audit ---------------------------------------------------------------------


def test_the_next_audit_waits_for_the_result_of_this_one(drawn, said, refused, auditor, tmp_path):
    given = opened(tmp_path / "one.age", auditor, tmp_path / "given")
    fill_in(given)
    said("record", drawn, "--from", given / "inspections.csv")
    assert "no published release has the result" in refused("plan", drawn, "--dice")
    result = audited.publish(drawn).entries[-1]
    assert json.loads(result)["type"] == "result"
    # Whoever was killed while the old audit was put away goes on where that was.
    (drawn / "audit/release-1").mkdir()
    (drawn / "audit/inspections.csv").rename(drawn / "audit/release-1/inspections.csv")
    said("plan", drawn, "--dice")
    assert newest_transcript(drawn).release == 1
    assert json.loads(audited.publish(drawn).entries[-1])["type"] == "plan"


# --- tracing ----------------------------------------------------------------------------


def test_tracing_says_what_the_list_leaves_out(said, tmp_path):
    file = tmp_path / "traced.csv"
    lines = [f"{n},{'no' if n == 4 else 'yes'}" for n in range(60)]
    file.write_text("testimony,found\n" + "\n".join(lines) + "\n")
    out = json.loads(said("trace", file, "--testimonies", 1000, "--json"))
    assert out["at_least"] == {"fixed": 926, "anytime": 903}
    assert "59 of 60" in said("trace", file, "--testimonies", 1000)


def test_a_tracing_with_doubles_or_other_words_is_refused(refused, tmp_path):
    file = tmp_path / "traced.csv"
    file.write_text("testimony,found\n1,yes\n1,no\n2,perhaps\n")
    assert refused("trace", file, "--testimonies", 10).count("line") == 2


# --- files that are wrong ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("plan.json", "{"),
        ("plan.json", "[]"),
        ("plan.json", '{"propositions": ["act"]}'),
        ("draw.json", "{}"),
        ("inspections.csv", "leaf,proposition\n1,act\n"),
        ("inspections.csv", "leaf,proposition,verdict\nx,act,not_shown\n"),
        ("inspections.csv", "leaf,proposition,verdict\n-1,act,perhaps\n"),
    ],
)
def test_a_damaged_file_of_an_audit_is_named(drawn, refused, file, text):
    (drawn / "audit" / file).write_text(text)
    assert f"audit/{file}" in refused("report", drawn)


def test_the_plan_cannot_be_changed_after_the_draw(drawn, refused):
    path = drawn / "audit/plan.json"
    path.write_text(path.read_text().replace("0.9,", "0.5,"))
    assert "not the plan by which records were drawn" in refused("report", drawn)
