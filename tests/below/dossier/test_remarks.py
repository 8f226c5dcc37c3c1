"""What is right in form, but may be a slip, is remarked on and stops nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from vittne.dossier import check_dossier

Writer = Callable[..., Path]
Files = Mapping[str, str]


def test_nothing_to_remark_on(harbour: Path) -> None:
    # QM is a code for private use: it has no name in the list of places.
    remarks = check_dossier(harbour).remarks
    assert {remark.value.partition("/")[0] for remark in remarks} == {"QM", "QM-A"}


@pytest.mark.parametrize(
    ("file", "right", "other", "said"),
    [
        ("claims.csv", "persons_detained,,", "person_detained,,", "did you mean persons_detained?"),
        ("claims.csv", "persons_detained,,", "persons_who_hide,,", "not in the list of units"),
        ("documented.csv", "persons_detained", "persons_detaind", "did you mean persons_detained?"),
        ("claims.csv", "QM-A", "RU-CQ", "'RU-CQ' is not in the list of places"),
        ("dossier.toml", 'sv = "hamnen"', "", "readers will see harbour: it has no name in sv"),
        ("lists/help-line.csv", "age_low", "age_lov", "did you mean age_low?"),
        ("reviews.csv", "help-line/2", "help-line/3", "did you mean help-line/"),
        ("relations.csv", "D1,A1,contradicts", "D1,D1,contradicts", "D1: "),
    ],
)
def test_slips(
    write_files: Writer, files: Files, file: str, right: str, other: str, said: str
) -> None:
    assert right in files[file]
    folder = write_files({**files, file: files[file].replace(right, other, 1)})
    report = check_dossier(folder)
    assert report.problems == ()
    assert [said in str(remark) for remark in report.remarks].count(True) == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"claim.csv": "x"}, "claim.csv: this is not read\n  hint: did you mean claims.csv?"),
        ({"polls.csv": None, "relations.csv": None, "poll.csv": "x"}, "did you mean polls.csv?"),
    ],
)
def test_a_table_under_a_wrong_name(
    write_files: Writer, files: Files, changed: dict[str, str | None], said: str
) -> None:
    remarks = check_dossier(write_files({**files, **changed})).remarks
    # Beside a table of the right name it is a file like any other.
    assert any(said in str(remark) for remark in remarks) == ("polls.csv" in changed)


def test_a_dossier_without_a_head_and_without_rows(write_files: Writer) -> None:
    report = check_dossier(write_files({"breakdowns.csv": "claim,part,count\n"}))
    said = "\n".join(map(str, report.remarks))
    assert report.dossier is not None
    assert "dossier.toml: there is none" in said
    assert "the tables have no rows yet" in said


def test_reviews_that_know_what_their_records_said_are_left_to_linking(write_files: Writer) -> None:
    listed = {"lists/a.csv": "record_id\n1\n", "lists/a.toml": 'who = "Nobody"\n'}
    reviews = (
        "a,b,verdict,reviewer,at,reason,round,withdrawn_at,a_content,b_content\n"
        "a/8,a/1,same,Anna,2091,,first,,0123,4567\n"
        "a/9,a/8,same,Anna,2091,,first,,0123,4567\n"
    )
    remarks = check_dossier(write_files({**listed, "reviews.csv": reviews})).remarks
    said = [str(remark) for remark in remarks if remark.file == "reviews.csv"]
    assert len(said) == 1
    assert "a/8, a/9" in said[0]
    assert "linking looks for them" in said[0]


def test_a_list_without_rows(write_files: Writer) -> None:
    files = {"lists/a.csv": "record_id\n", "lists/a.toml": 'who = "Nobody"\n'}
    remarks = check_dossier(write_files(files)).remarks
    assert any("lists/a.csv: the list has no rows" in str(remark) for remark in remarks)
