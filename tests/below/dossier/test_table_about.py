"""`tables/<name>.toml`: what a table counts, where it is from, what others published of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from vittne.dossier import check_dossier, read_dossier, write_dossier

HEAD = '[title]\nen = "A"\nru = "A"\nsv = "A"\n[estimate]\nstrata = ["city"]\n'
TABLE = "police,news,city,count\n1,0,north,3\n0,1,north,4\n1,1,south,2\n"
ABOUT = """\
unit = "persons_killed"
place = "PH-00"
period = "2016-07/2017-12"
acts = ["killing_by_agents"]
grounds = ["unknown"]
address = "https://example.org/"
licence = "CC0"
title = {en = "Killings", ru = "Убийства", sv = "Dödande"}
definition = {en = "who"}
source = {en = "a report"}
note = {sv = "anmärkning"}

[lists.police]
en = "police reports"

[strata.city.north]
en = "the north"

[[published]]
stratum = "north"
value = 9
low = 7
high = 12
said_on = "2019"
address = "https://example.org/"
label = {en = "somebody"}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tables").mkdir()
    (tmp_path / "dossier.toml").write_text(f'id = "d"\n{HEAD}', "utf-8")
    (tmp_path / "tables" / "t.csv").write_text(TABLE, "utf-8")
    return tmp_path


def about(folder: Path, text: str) -> list[str]:
    """What is wrong, as `column: message (hint)`."""
    (folder / "tables" / "t.toml").write_text(text, "utf-8")
    problems = check_dossier(folder).problems
    assert {problem.file for problem in problems} <= {"tables/t.toml"}
    return [f"{one.column}: {one.message} ({one.hint})" for one in problems]


def test_all_of_it_is_read_and_written_back(folder: Path, tmp_path: Path) -> None:
    assert about(folder, ABOUT) == []
    dossier = read_dossier(folder)
    known = dossier.tables[0].about
    assert (known.unit, known.scope.place, known.title["ru"]) == (
        "persons_killed",
        "PH-00",
        "Убийства",
    )
    assert (known.published[0].value, known.published[0].stratum) == (9, "north")
    assert known.strata["city"]["north"]["en"] == "the north"
    write_dossier(dossier, tmp_path / "again")
    assert read_dossier(tmp_path / "again") == dossier


def test_a_table_needs_no_such_file(folder: Path) -> None:
    assert read_dossier(folder).tables[0].about.title == {}


def test_the_parts_of_a_table_are_its_strata(folder: Path) -> None:
    parts = read_dossier(folder).tables[0].parts
    assert {name: [row.count for row in rows] for name, rows in parts.items()} == {
        "north": [3, 4],
        "south": [2],
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("titel = {en = 'x'}", "titel: this key is not known (did you mean title?)"),
        ("[lists.polise]\nen = 'x'", "lists.polise: the table has no list of this name"),
        ("[strata.town.north]\nen = 'x'", "strata.town: the table has no stratum of this name"),
        ("[strata.city.nort]\nen = 'x'", "strata.city.nort: no row of the table has this value"),
        ("[[published]]\nvalue = 3", "published[1].label: it is not said whose answer this is"),
        ("[[published]]\nlabel = {en = 'x'}", "published[1].value: there is no number"),
        (
            "[[published]]\nlabel = {en = 'x'}\nvalue = 3\nlow = 4",
            "published[1].value: low is 4, but value is 3",
        ),
        (
            "[[published]]\nlabel = {en = 'x'}\nvalue = 3\nstratum = 'west'",
            "published[1].stratum: the table has no such stratum",
        ),
        ("[[published]]\nlabel = {en = 'x'}\nvalue = -3", "published[1].value: -3 is too small"),
        ("published = [3]", "published: this is no list of tables"),
        ("address = 'ftp://x'", "address: 'ftp://x' is no web address"),
        ("period = '1999-13'", "period: '1999-13' is no date that is understood"),
        ("place = 'Kosovo!'", "place: 'Kosovo!' is no place that is known here"),
        ("= 3", ": this is no TOML"),
    ],
)
def test_what_is_wrong_is_said_by_key(folder: Path, text: str, said: str) -> None:
    assert any(line.startswith(said) for line in about(folder, text)), about(folder, text)


def test_everything_is_said_in_one_run(folder: Path) -> None:
    wrong = "titel = 3\naddress = 'x'\nperiod = 'x'\n[[published]]\nvalue = 3"
    assert len(about(folder, wrong)) == 4


def test_a_file_about_no_table_is_a_mistake(folder: Path) -> None:
    (folder / "tables" / "other.toml").write_text("", "utf-8")
    problems = check_dossier(folder).problems
    assert [(one.file, one.message) for one in problems] == [
        ("tables/other.toml", "tables/other.csv is missing")
    ]
