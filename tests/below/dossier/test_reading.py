"""What a dossier may hold, and what it is read as."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from vittne.dossier import OverlapRow, check_dossier, read_dossier
from vittne.terms.edtf import parse_edtf
from vittne.terms.errors import UserError

Writer = Callable[..., Path]
Files = Mapping[str, str]


def test_every_file_is_read_and_counted(harbour: Path) -> None:
    report = check_dossier(harbour)
    assert report.problems == ()
    assert dict(report.files) == {
        "dossier.toml": 0,
        "claims.csv": 3,
        "relations.csv": 3,
        "breakdowns.csv": 2,
        "official.csv": 2,
        "documented.csv": 1,
        "reporting.csv": 2,
        "polls.csv": 1,
        "reviews.csv": 1,
        "lists/help-line.csv": 2,
        "lists/help-line.toml": 0,
        "tables/overlap.csv": 3,
    }


def test_settings(harbour: Path) -> None:
    dossier = read_dossier(harbour)
    assert dossier.id == "harbour"
    assert dossier.languages == ("en", "sv")
    assert dossier.title == {"en": "The harbour prison", "sv": "Hamnfängelset"}
    assert dossier.region_labels == {"harbour": {"en": "the harbour", "sv": "hamnen"}}
    settings = dossier.settings
    assert settings.scope.period == parse_edtf("2031")
    assert (settings.scope.place, settings.scope.acts) == ("harbour", ("detention",))
    assert (settings.grade_min, settings.headline) == ("supported", "graphs")
    assert (settings.raid_size, settings.rho, settings.seed) == (10, 0.3, 7)
    assert (settings.public, settings.invented, settings.disclosure_base) == (True, True, 3)
    assert settings.readings["S1"]["literal"] == {"en": "fewer", "sv": "färre"}
    assert dossier.record.sentences == ("S1",)
    assert dossier.record.readings == {"S1": ("literal", "in_context")}
    assert dossier.record.places.contains("harbour", "QM-B/docks/gate")


def test_a_claim(harbour: Path) -> None:
    claim = read_dossier(harbour).record.claims[1]
    assert (claim.low, claim.best, claim.high) == (12, 12.5, None)
    assert isinstance(claim.low, int)
    assert claim.grounds == ("sexual_orientation", "gender_identity_expression")
    assert claim.hand == ("state_agent",)
    assert claim.definition == 'men, "taken"\nat night'
    assert claim.said_on is not None
    assert claim.said_on.approximate
    assert claim.texts == {"note_sv": "= allt"}  # kept as it was said: no formula is run here


def test_empty_is_unknown_and_zero_is_zero(harbour: Path) -> None:
    told, untold = read_dossier(harbour).official
    assert (told.complaints, told.index) == (0, 1)
    assert (untold.complaints, untold.index) == (None, 2)
    assert (untold.date, untold.period, untold.place, untold.form) == (None, None, "", "")


def test_relations_breakdowns_surveys_and_reviews(harbour: Path) -> None:
    dossier = read_dossier(harbour)
    relation = dossier.record.relations[1]
    assert (relation.source, relation.target) == ("S1", "reporting/r1")
    assert relation.agrees == {"definition", "population"}
    assert [part.count for part in dossier.record.parts] == [5, 0.5]
    assert dossier.record.parts[0].texts == {"part_sv": "kvinnor"}
    assert (dossier.reporting[0].asked_low, dossier.reporting[1].asked_low) == (480, None)
    assert (dossier.polls[0].n, dossier.polls[0].group_n, dossier.polls[0].share_pct) == (
        1600,
        None,
        55.5,
    )
    assert dossier.reviews[0].at == parse_edtf("2031-07-01")


def test_a_list_and_who_made_it(harbour: Path) -> None:
    (listed,) = read_dossier(harbour).lists
    assert (listed.name, listed.who, listed.duplicates) == (
        "help-line",
        "Harbour Help Line",
        "none",
    )
    assert listed.records[0].age_high == 29
    assert listed.records[0].texts == {"phone_book": "x"}
    assert listed.records[1].name == ""


def test_an_overlap_table_with_a_stratum(harbour: Path) -> None:
    (table,) = read_dossier(harbour).tables
    assert (table.lists, table.strata) == (("A", "B"), ("region",))
    assert table.rows[1] == OverlapRow((False, True), ("north",), 3)


@pytest.mark.parametrize(
    "only",
    [
        {"breakdowns.csv": "claim,part,count\n"},
        {"tables/t.csv": "A,B,count\n1,0,3\n"},
        {"lists/l.csv": "record_id\n1\n", "lists/l.toml": 'who = "us"\n'},
        {"polls.csv": None},
    ],
    ids=str,
)
def test_one_table_is_a_dossier(
    write_files: Writer, files: Files, only: dict[str, str | None]
) -> None:
    dossier = read_dossier(write_files({name: only[name] or files[name] for name in only}))
    assert dossier.id == "dossier"
    assert set(dossier.title) == {"en", "ru", "sv"}


@pytest.mark.parametrize("names", [[], ["dossier.toml"]])
def test_a_folder_without_any_table_is_none(
    write_files: Writer, files: Files, names: list[str]
) -> None:
    with pytest.raises(UserError, match="holds no dossier"):
        read_dossier(write_files({"notes.txt": "x", **{name: files[name] for name in names}}))


def test_other_files_may_lie_beside(harbour: Path, write_files: Writer, files: Files) -> None:
    alone = read_dossier(harbour)
    beside = {"figures.json": "{", "origins.csv": "\0", "maps/a.csv": "x", "lists/.x.csv": "\0"}
    assert read_dossier(write_files({**files, **beside})) == alone


def test_what_a_spreadsheet_writes_is_read(
    harbour: Path, write_files: Writer, files: Files
) -> None:
    """A byte order mark, Windows line ends, blanks, empty rows at the end, columns moved."""

    def excel(text: str) -> bytes:
        return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()

    saved = {name: excel(text) for name, text in files.items() if name.endswith(".csv")}
    saved["polls.csv"] += b",,,,,,,,,,\r\n , ,,,,,,,,,\r\n\r\n"
    saved["breakdowns.csv"] = b" part ,count, claim,part_sv\r\nwomen , 5,A1,kvinnor\r\nmen,0.50,A1,"
    assert read_dossier(write_files({**files, **saved})) == read_dossier(harbour)


@pytest.mark.parametrize(
    ("text", "value"), [("12", 12), ("012", 12), ("12.0", 12), ("12.50", 12.5), ("0", 0)]
)
def test_a_whole_number_is_an_int(
    write_files: Writer, files: Files, text: str, value: int | float
) -> None:
    folder = write_files({**files, "breakdowns.csv": f"claim,part,count\nA1,women,{text}\n"})
    count = read_dossier(folder).record.parts[0].count
    assert (count, type(count)) == (value, type(value))


def test_a_relation_to_itself_and_a_circle_are_no_errors(write_files: Writer, files: Files) -> None:
    """The ledger names them; they must not keep anybody from reading the rest."""
    header = "from,to,kind,reason,agrees\n"
    rows = "A1,A1,restates,,\nA1,D1,rests_on,,\nD1,A1,rests_on,,\n"
    report = check_dossier(write_files({**files, "relations.csv": header + rows}))
    assert report.dossier is not None
    assert any("circle" in remark.message for remark in report.remarks)


def test_the_example_is_read(example_dossier: Path) -> None:
    report = check_dossier(example_dossier)
    assert report.problems == ()
    assert (report.files["claims.csv"], report.files["relations.csv"]) == (54, 37)


def test_the_original_research_data_are_read(shared_data: Path, write_files: Writer) -> None:
    claims = {
        name: (shared_data / "claims" / f"chechnya_{name}").read_bytes()
        for name in ("claims.csv", "relations.csv", "breakdowns.csv")
    }
    surveys = {path.name: path.read_bytes() for path in (shared_data / "surveys").glob("*.csv")}
    tables = {f"tables/{p.name}": p.read_bytes() for p in (shared_data / "mse").glob("*.csv")}
    regions = b'[regions]\nnorth-caucasus = ["RU-CE", "RU-DA"]\nRU-other = ["RU-DA"]\n'
    head = b'id = "d"\n[title]\nen = "a"\nru = "b"\nsv = "c"\n' + regions
    dossier = read_dossier(write_files({"dossier.toml": head, **claims, **surveys, **tables}))
    assert (len(dossier.record.claims), len(dossier.record.relations)) == (54, 34)
    assert len(dossier.tables) == 13
    claim = {claim.id: claim for claim in dossier.record.claims}
    assert claim["B16"].qualifier == "37"
    assert (claim["H03"].low, claim["H03"].best) == (None, 55)
    assert dossier.official[2].complaints is None
    assert dossier.official[3].form == "inquiry_refused"
    assert dossier.reporting[2].asked_low is None
    assert str(dossier.polls[3].fieldwork) == "2021-10~"


def test_reading_needs_nothing_but_python(root: Path, harbour: Path) -> None:
    """As inside `verify.pyz`: no site-packages at all."""
    code = (
        f"import sys; sys.path.insert(0, {str(root / 'src')!r})\n"
        "from pathlib import Path\n"
        "from vittne.dossier import read_dossier\n"
        f"print(read_dossier(Path({str(harbour)!r})).id)"
    )
    bare = [sys.executable, "-I", "-S", "-c", code]
    assert subprocess.run(bare, check=True, capture_output=True, text=True).stdout == "harbour\n"
