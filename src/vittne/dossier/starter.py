"""A dossier to start from: every table with its columns, and one row that shows how."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from vittne.dossier import head as head_file
from vittne.dossier.cells import BadCell, check_id
from vittne.dossier.layout import CLAIMS, TABLES
from vittne.dossier.reader import CLAIM_FILES, SURVEY_FILES
from vittne.dossier.writer import new_folder, write_rows
from vittne.ledger.model import Claim
from vittne.terms.edtf import parse_edtf

_EXAMPLE = Claim(
    id="EXAMPLE-1",
    stance="asserts",
    unit="persons_detained",
    low=3,
    qualifier="at least 3",
    period=parse_edtf("2020-02"),
    place="RU",
    grounds=("unknown",),
    definition="INVENTED EXAMPLE: replace this row",
    speaker="an invented newspaper",
    speaker_group="invented-newspaper",
    speaker_kind="press",
    said_on=parse_edtf("2020-03-01"),
    basis="primary",
    address="https://example.org/",
    note="invented: nobody said this",
)


def new_dossier(folder: Path) -> None:
    """Start a dossier in a folder that is new or empty, all of it or nothing.

    Raises
    ------
    UserError
        If the folder holds something.
    OSError
        If it cannot be written.
    """
    with new_folder(folder) as part:
        start = files(__package__).joinpath("start.toml").read_text(encoding="utf-8")
        text = start.replace("{id}", _id_for(folder))
        (part / head_file.FILE).write_text(text, encoding="utf-8", newline="\n")
        for file in (*CLAIM_FILES, *SURVEY_FILES):
            layout = TABLES[file]
            write_rows(part / file, layout, [_EXAMPLE] if layout is CLAIMS else [])


def _id_for(folder: Path) -> str:
    """Return the name of the folder where it can be an id."""
    try:
        return check_id(folder.resolve().name)
    except BadCell:
        return head_file.UNNAMED
