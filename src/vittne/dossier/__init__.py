"""The folder an analysis starts from: reading, checking and writing it.

The format is described in ``docs/reference/dossier.md``.
"""

from vittne.dossier.model import (
    CheckReport,
    Correction,
    Dossier,
    ListedRecord,
    OverlapRow,
    OverlapTable,
    PublishedAnswer,
    RecordList,
    Review,
    Scope,
    Settings,
    TableAbout,
)
from vittne.dossier.reader import CLAIM_FILES, SURVEY_FILES, check_dossier, read_dossier
from vittne.dossier.starter import new_dossier
from vittne.dossier.writer import write_dossier

__all__ = [
    "CLAIM_FILES",
    "SURVEY_FILES",
    "CheckReport",
    "Correction",
    "Dossier",
    "ListedRecord",
    "OverlapRow",
    "OverlapTable",
    "PublishedAnswer",
    "RecordList",
    "Review",
    "Scope",
    "Settings",
    "TableAbout",
    "check_dossier",
    "new_dossier",
    "read_dossier",
    "write_dossier",
]
