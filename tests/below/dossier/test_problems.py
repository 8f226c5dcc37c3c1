"""Everything that is wrong is named in one run: file, line, column, and what would be right."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from vittne.dossier import check_dossier, read_dossier
from vittne.terms.errors import Problem, UserError

Problems = Callable[[Mapping[str, object]], tuple[Problem, ...]]
Writer = Callable[..., Path]
Files = Mapping[str, str]

CLAIM = "claims.csv"


@pytest.mark.parametrize(
    ("file", "right", "wrong", "line", "column", "helps"),
    [
        # codes: the nearest, also by its name in one of the languages
        (CLAIM, "D1,denies", "D1,denys", 5, "stance", "denies"),
        (CLAIM, "D1,denies", "D1,отрицает", 5, "stance", "denies"),
        (CLAIM, "D1,denies", "D1,", 5, "stance", "filled in"),
        (CLAIM, "no_such_people", "no_people", 5, "denial_form", "no_such_people"),
        (CLAIM, "sexual_orientation|", "sexual orientation|", 3, "grounds", "sexual_orientation"),
        (CLAIM, "sexual_orientation|", "any||", 3, "grounds", "one '|'"),
        (CLAIM, "sexual_orientation|gender_identity_expression", "any|any", 3, "grounds", "once"),
        (CLAIM, "state_agent", "state", 3, "hand", "state_agent"),
        (CLAIM, "copy", "kopia", 5, "basis", "copy"),
        ("relations.csv", "contradicts", "contradict", 2, "kind", "contradicts"),
        ("relations.csv", "definition|population", "definition|area", 3, "agrees", "population"),
        ("official.csv", "no_complaint_filed", "no_complaints", 2, "form", "no_complaint_filed"),
        ("lists/help-line.csv", "supported", "sure", 2, "grade", "supported"),
        ("lists/help-line.csv", "detention", "detenton", 2, "act", "detention"),
        ("reviews.csv", "different", "differ", 2, "verdict", "different"),
        # ids: given once, and of letters that can stand in an address
        (CLAIM, "D1,denies", "A1,denies", 5, "id", "once"),
        (CLAIM, "D1,denies", "D 1,denies", 5, "id", "Latin letters"),
        (CLAIM, "D1,denies", "../D1,denies", 5, "id", "Latin letters"),
        ("polls.csv", "p1,", "п1,", 2, "id", "Latin letters"),
        ("reporting.csv", "r2,", "r1,", 3, "id", "once"),
        ("lists/help-line.csv", "\n2,", "\n1,", 3, "record_id", "once"),
        ("lists/help-line.csv", "\n2,", "\n2/1,", 3, "record_id", "'/'"),
        # what a row refers to
        ("relations.csv", "D1,A1", "D1,A2", 2, "to", "as it stands"),
        ("relations.csv", "D1,A1", "D2,A1", 2, "from", "claims.csv"),
        ("relations.csv", "reporting/r1", "reporting/r9", 3, "to", "did you mean"),
        ("relations.csv", "polls/p1", "p1", 4, "to", "polls/p1"),
        ("relations.csv", "D1,A1", ",A1", 2, "from", "filled in"),
        ("breakdowns.csv", "A1,women", "A9,women", 2, "claim", "claims.csv"),
        # numbers
        (CLAIM, "12,12.5,,at", "13,12.5,,at", 3, "", "at most best"),
        (CLAIM, "12,12.5,,at", "12,12.5,11,at", 3, "", "at most high"),
        (CLAIM, "12,12.5,,at", "-12,12.5,,at", 3, "low", "ever negative"),
        (CLAIM, "12,12.5,,at", "12,?,,at", 3, "best", "leave an unknown number empty"),
        (CLAIM, "12,12.5,,at", '12,"12,5",,at', 3, "best", "12.5"),
        (CLAIM, "12,12.5,,at", 'more than 12,,,at', 3, "low", "qualifier"),
        (CLAIM, "12,12.5,,at", f"{'9' * 16},,,at", 3, "low", "15 digits"),
        (CLAIM, "12,12.5,,at", "12,1e3,,at", 3, "best", "digits only"),
        (CLAIM, "12,12.5,,at", "1\u0662,,,at", 3, "low", "digits only"),
        ("documented.csv", ",12,", ',"1,200",', 2, "count", "1200"),
        ("documented.csv", ",12,", ",1 200,", 2, "count", "1200"),
        ("documented.csv", ",12,", ",1\u00a0200,", 2, "count", "1200"),
        ("documented.csv", ",12,", ",12.5,", 2, "count", "whole"),
        ("documented.csv", ",12,", ",,", 2, "count", "filled in"),
        ("breakdowns.csv", ",5,", ",-5,", 2, "count", "ever negative"),
        ("polls.csv", "55.5", "55.5 %", 2, "share_pct", "55.5"),
        ("polls.csv", "55.5", "155.5", 2, "share_pct", "0 to 100"),
        ("polls.csv", "18-24,,", "18-24,1601,", 2, "", "at most n"),
        ("reporting.csv", "480,520,70", "520,480,70", 2, "", "at most asked_high"),
        ("reporting.csv", "480,520,70", "480,520,521", 2, "", "at most"),
        ("lists/help-line.csv", "20,29", "29,20", 2, "", "at most age_high"),
        ("lists/help-line.csv", "20,29", "20,290", 2, "age_high", "0 to 130"),
        ("lists/help-line.csv", "\n2,", f"\n{'2' * 1_001},", 3, "record_id", "never closed"),
        # dates, as spreadsheets mangle them
        (CLAIM, "2031-05-05", "05.05.2031", 5, "said_on", "2031-05-05"),
        (CLAIM, "2031-05-05", "May-31", 5, "said_on", "spreadsheets"),
        (CLAIM, "2031-05-05", "2031-02-29", 5, "said_on", "01 to 28"),
        (CLAIM, "2031-02/2031-03", "2031-03/2031-02", 3, "period", "earlier date first"),
        ("official.csv", "2031/2031-05-01", "2031 - 2032", 2, "period", "2017-02/2017-03"),
        ("reporting.csv", "Institute,2030", "Institute,30", 2, "year", "2017"),
        ("reviews.csv", "2031-07-01", "", 2, "at", "filled in"),
        # places
        (CLAIM, "QM-A", "qm-a", 3, "place", "QM-A"),
        (CLAIM, "QM-A", "harbor", 3, "place", "did you mean harbour"),
        (CLAIM, "QM-A", "Чечня", 3, "place", "did you mean RU-CE"),
        (CLAIM, "QM-A", "QM-A/Dock 1", 3, "place", "RU-CE/grozny"),
        # addresses end up as links
        (CLAIM, "https://example.org/a", "javascript:alert(1)", 3, "address", "https://"),
        (CLAIM, "https://example.org/a", "www.example.org", 3, "address", "https://"),
        (CLAIM, "https://example.org/a", 'https://example.org/a b', 3, "address", "blanks"),
        # text that no page can show
        (CLAIM, "at least", "at\x1b[31m least", 3, "qualifier", "remove it"),
        # overlap tables
        ("tables/overlap.csv", "1,1,2", "1,2,2", 4, "B", "strata"),
        ("tables/overlap.csv", "1,1,2", "0,0,2", 4, "", "remove the row"),
        ("tables/overlap.csv", "1,1,2,south", "1,0,2,north", 4, "", "add the two counts"),
        ("tables/overlap.csv", "1,1,2", "1,1,", 4, "count", "filled in"),
        ("tables/overlap.csv", "A,B,count", "A,B,number", 1, "count", "number of people"),
        # the same two records
        ("reviews.csv", "help-line/2", "help-line/1", 2, "", "two records"),
    ],
)  # fmt: skip
def test_a_wrong_cell(
    problems_with: Problems,
    files: Files,
    file: str,
    right: str,
    wrong: str,
    line: int,
    column: str,
    helps: str,
) -> None:
    assert right in files[file]
    problems = problems_with({file: files[file].replace(right, wrong, 1)})
    found = [problem for problem in problems if (problem.line, problem.column) == (line, column)]
    assert [problem.file for problem in found] == [file]
    assert helps in found[0].hint
    assert len(str(found[0])) < 600


@pytest.mark.parametrize(
    ("right", "wrong", "key", "helps"),
    [
        ('id = "harbour"', 'id = "my harbour"', "id", "Latin letters"),
        ('id = "harbour"', "", "id", "Latin letters"),
        ('"sv"]', '"de"]', "languages", "en"),
        ('sv = "Hamnfängelset"', "", "title.sv", "each language"),
        ('sv = "Hamnfängelset"', 'se = "x"', "title.se", "known here"),
        ('["S1"]', '["S2"]', "subject.claims", "claims.csv"),
        ('["S1"]', '["S1", "S1"]', "subject.claims", "once"),
        ('["S1"]', '"S1"', "subject.claims", "a list"),
        ('["S1"]', "[1]", "subject.claims", "in quotes"),
        ("readings.S1", "readings.S2", "subject.readings.S2", "claims"),
        ('in_context = { en = "more", sv = "fler" }', "", "subject.readings.S1", "two"),
        ('place = "harbour"', 'place = "harbor"', "scope.place", "harbour"),
        ('period = "2031"', "period = 2031", "scope.period", "quotes"),
        ('period = "2031"', "period = 2031-05-01", "scope.period", '"2031-05-01"'),
        ('["detention"]', '["detenton"]', "scope.acts", "detention"),
        ('["QM-A", "QM-B/docks"]', '["qm-a"]', "regions.harbour", ""),
        ('["QM-A", "QM-B/docks"]', '["harbour"]', "regions.harbour", ""),
        ('["QM-A", "QM-B/docks"]', "[]", "regions.harbour", ""),
        ("labels.harbour", "labels.harbor", "regions.labels.harbor", "[regions]"),
        ('"supported"', '"suported"', "count.grade_min", "supported"),
        ('"graphs"', '"graph"', "estimate.headline", "graphs"),
        ('["region"]', '["regions"]', "estimate.strata", "tables"),
        ("raid_size = 10", "raid_size = 0", "silence.raid_size", "from 1"),
        ("raid_size = 10", 'raid_size = "10"', "silence.raid_size", "without quotes"),
        ("raid_size = 10", "raid_size = true", "silence.raid_size", "whole number"),
        ("raid_size = 10", f"raid_size = 0x{'f' * 9999}", "silence.raid_size", "smaller"),
        ("rho = 0.3", "rho = 1.0", "silence.rho", "below 1"),
        ("rho = 0.3", "rho = nan", "silence.rho", "below 1"),
        ("public = true", 'public = "yes"', "disclosure.public", "true or false"),
        ("public = true", "pubic = true", "disclosure.pubic", "public"),
        ("seed = 7", "seed = -1", "disclosure.seed", "from 0"),
        ("[silence]", "[silense]", "silense", "did you mean silence"),
        ("[title]", "seed = 7\n[title]", "seed", "known here"),
        ('"fewer"', '"few\\u0000er"', "subject.readings.S1.literal.en", "remove"),
    ],
)  # fmt: skip
def test_a_wrong_key(
    problems_with: Problems, files: Files, right: str, wrong: str, key: str, helps: str
) -> None:
    head = files["dossier.toml"]
    assert right in head
    problems = problems_with({"dossier.toml": head.replace(right, wrong, 1)})
    found = [problem for problem in problems if problem.column == key]
    assert [problem.file for problem in found] == ["dossier.toml"]
    assert helps in found[0].hint


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"", None, "the file is empty"),
        (b"\n\n", None, "the file is empty"),
        ("claim,part,count\nA1,x,1\n".encode("utf-16"), None, "UTF-16"),
        ("claim,part,count\nA1,x,1\n".encode("utf-32"), None, "UTF-32"),
        ("claim,part,count\nA1,x,1\n".encode("utf-16-le"), 1, "NUL"),
        (b"claim,part,count\nA1,x\0,1\n", 2, "NUL"),
        ("claim,part,count\nA1,x,1\nA1,женщины,1\n".encode("cp1251"), 3, "Windows-1251"),
        ("claim,part,count\r\nA1,x,1\r\nA1,fängslade,1\r\n".encode("latin-1"), 3, "not UTF-8"),
        (b"PK\x03\x04\x14\x00\x06\x00", None, "workbook"),
        (b"claim;part;count\nA1;x;1\n", 1, "separated by ';'"),
        (b"claim\tpart\tcount\nA1\tx\t1\n", 1, "separated by tabs"),
        (b"claim,part\nA1,x\n", 1, "column count is missing"),
        (b"claim,part,number\nA1,x,1\n", 1, "column count is missing"),
        (b"claim,part,count,count\nA1,x,1,1\n", 1, "is there twice"),
        (b"claim,part,count,\nA1,x,1,\n", 1, "column 4 has no name"),
        (b"claim,part,count,=x\nA1,x,1,\n", 1, "cannot be the name of a column"),
        (b"claim,part,count\nA1,x\n", 2, "the row has 2 cells, the header 3"),
        (b"claim,part,count\nA1,x,1,2\n", 2, "the row has 4 cells, the header 3"),
        (b'claim,part,count\nA1,"x,1\nA1,y,2\n', 2, "quotes in this row do not match"),
        (b'claim,part,count\nA1,"x"y,1\n', 2, "quotes in this row do not match"),
        (b"claim,part,count\nA1," + b"x" * 200_000 + b",1\n", 2, "longer than 131072"),
    ],
)
def test_a_file_that_is_no_table(
    problems_with: Problems, content: bytes, line: int | None, message: str
) -> None:
    problems = problems_with({"breakdowns.csv": content})
    assert [(problem.file, problem.line) for problem in problems] == [("breakdowns.csv", line)]
    assert message in problems[0].message
    assert problems[0].hint


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"id = harbour\n", "no TOML"),
        (b"[" * 5000, "no TOML"),
        (b"a = " + b"[" * 100_000, "no TOML"),
        (b"seed = " + b"9" * 5000, "no TOML"),
        ('id = "гавань"'.encode("cp1251"), "Windows-1251"),
        (b"\xff\xfei\0d\0", "UTF-16"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_head_that_is_no_toml(problems_with: Problems, content: bytes, message: str) -> None:
    """One problem, not one more for every place whose region is unknown now."""
    problems = problems_with({"dossier.toml": content})
    assert [problem.file for problem in problems if "tables/" not in problem.file] == [
        "dossier.toml"
    ]
    assert message in problems[0].message


def test_lines_are_counted_as_an_editor_counts(problems_with: Problems) -> None:
    """A quoted cell may go over several lines, in any style of line end."""
    rows = b'claim,part,count\r\n\r\nA1,"over\r\ntwo lines",1\nA1,"over\n\nthree",x\rA1,z,y\n'
    problems = problems_with({"breakdowns.csv": rows})
    assert [(problem.line, problem.value) for problem in problems] == [(5, "x"), (8, "y")]


def test_everything_wrong_is_named_in_one_run(problems_with: Problems, files: Files) -> None:
    changed = {
        "dossier.toml": files["dossier.toml"].replace("rho = 0.3", "rho = 3"),
        "claims.csv": files["claims.csv"].replace("D1,denies,no_such", "D1,denys,no_"),
        "relations.csv": files["relations.csv"].replace("D1,A1", "D1,A7"),
        "breakdowns.csv": "claim;part;count\n",
        "polls.csv": files["polls.csv"].replace("1600", "1.600.000"),
        "lists/help-line.toml": 'how = "calls"\n',
        "tables/overlap.csv": "A,B,count,region\n1,3,-1,north\n",
    }
    problems = problems_with(changed)
    assert {problem.file for problem in problems} == set(changed)
    assert len(problems) == 9
    with pytest.raises(UserError) as caught:
        raise UserError(problems)
    assert str(caught.value).count("hint:") == 9


def test_a_row_that_is_wrong_in_itself_is_still_known_to_others(problems_with: Problems) -> None:
    """A typo in a claim must not make every relation to it a problem too."""
    claims = (Path(__file__).parent / "harbour" / "claims.csv").read_text("utf-8")
    problems = problems_with({"claims.csv": claims.replace("A1,asserts", "A1,assert")})
    assert [(problem.file, problem.column) for problem in problems] == [("claims.csv", "stance")]


@pytest.mark.parametrize(
    "claims",
    [None, b"\xff\xfei\0", b"id;stance\n", 'id,stance\n"A1', "ragged"],
    ids=["none", "UTF-16", "semicolons", "broken", "ragged"],
)
def test_a_table_that_was_not_read_may_hold_any_id(
    problems_with: Problems, files: Files, claims: str | bytes | None
) -> None:
    """Only a table that is not there at all holds none."""
    if claims == "ragged":
        claims = files["claims.csv"].replace("A1,asserts", "A1,,asserts")
    problems = problems_with({"claims.csv": claims})
    others = {problem.file for problem in problems} - {"claims.csv"}
    assert others == (set() if claims else {"dossier.toml", "relations.csv", "breakdowns.csv"})


@pytest.mark.parametrize("number", [1, 60, 3000])
def test_no_problem_is_left_out(problems_with: Problems, number: int) -> None:
    rows = "".join(f"A1,x,{n}?\n" for n in range(number))
    problems = problems_with({"breakdowns.csv": f"claim,part,count\n{rows}"})
    assert [problem.line for problem in problems] == list(range(2, number + 2))


@pytest.mark.parametrize("missing", ["lists/help-line.csv", "lists/help-line.toml"])
def test_a_list_is_two_files(problems_with: Problems, missing: str) -> None:
    problems = problems_with({missing: None, "reviews.csv": None})
    assert [f"{missing} is missing" in problem.message for problem in problems] == [True]


# --- what is no file -----------------------------------------------------------------------------


def copied(write_files: Writer, files: Files) -> Path:
    return write_files(files)


@pytest.mark.parametrize("name", ["claims.csv", "dossier.toml", "lists/help-line.csv"])
@pytest.mark.parametrize("kind", ["folder", "link", "broken link", "pipe"])
def test_something_else_in_place_of_a_file(
    write_files: Writer, files: Files, name: str, kind: str, tmp_path: Path
) -> None:
    folder = write_files(files)
    path = folder / name
    path.rename(tmp_path / "elsewhere")
    match kind:
        case "folder":
            path.mkdir()
        case "link":
            path.symlink_to(tmp_path / "elsewhere")
        case "broken link":
            path.symlink_to(tmp_path / "nowhere")
        case "pipe":
            os.mkfifo(path)
    problems = check_dossier(folder).problems
    assert name in [problem.file for problem in problems]
    assert re.search("not a file", "".join(problem.message for problem in problems))


@pytest.mark.parametrize("name", ["lists", "tables"])
def test_something_else_in_place_of_a_folder(write_files: Writer, files: Files, name: str) -> None:
    kept = {file: text for file, text in files.items() if not file.startswith(name)}
    folder = write_files({**kept, name: "x", "reviews.csv": None})
    assert name in [problem.file for problem in check_dossier(folder).problems]


def test_a_file_that_may_not_be_read(write_files: Writer, files: Files) -> None:
    folder = write_files(files)
    path = folder / "polls.csv"
    path.chmod(0)
    if os.access(path, os.R_OK):  # root reads everything: there is nothing to refuse
        assert check_dossier(folder).problems == ()
    else:
        assert next(p.file for p in check_dossier(folder).problems) == "polls.csv"


@pytest.mark.parametrize("name", ["nowhere", "file", "nul\0", "x" * 5000])
def test_no_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="hint:"):
        read_dossier(tmp_path / name)


@pytest.mark.parametrize("name", ["a\nb", "a\x1bb", "x" * 150])
def test_the_name_of_a_list_is_plain(write_files: Writer, files: Files, name: str) -> None:
    problems = check_dossier(
        write_files({**files, f"tables/{name}.csv": "A,count\n1,1\n"})
    ).problems
    assert len(problems) == 1
    assert "cannot have this name" in problems[0].message


def test_missing_columns_are_one_problem_and_the_rows_are_still_read(
    problems_with: Problems,
) -> None:
    """Whoever adds the columns should not then learn of the rows, one run later."""
    table = "claim,quantity\nA1,x\n"
    problems = problems_with({"breakdowns.csv": table, "relations.csv": "from,to\nA1,A1x\nZ,\n"})
    found = [(problem.file, problem.line, problem.message) for problem in problems]
    assert ("breakdowns.csv", 1, "the columns part, count are missing") in found
    assert ("relations.csv", 1, "the columns kind, reason, agrees are missing") in found
    assert any(file == "relations.csv" and line == 3 for file, line, _ in found)
