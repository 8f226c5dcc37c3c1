"""Lists as they come: whatever is in them, there is an answer, and none is surer than it may be."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented_dossier import table
from small_dossiers import INVENTED, LIST_HEAD, write_files

from vittne.dossier import read_dossier
from vittne.link.linkage import link_records
from vittne.link.review import settled
from vittne.release.linking import records_of, reviews_of

# Invented combinations: nobody's names.
NAMES = table(("record_id", "name"), [(1, "Tamal Dobrekin"), (2, "Ravo Keliste")])
SAME = table(("record_id", "name"), [(n, "Tamal Dobrekin") for n in range(300)])
GROUP = LIST_HEAD + 'independence_group = "one"\n'
REVIEWS = (
    "a,b,verdict,reviewer,at,reason,round,withdrawn_at\n"
    "a/1,b/77,same,Anna,2091-01-01,,first,\n"
    "gone/1,b/1,different,Anna,2091-01-01,,first,\n"
)


def persons(folder: Path, files: dict[str, str]) -> tuple[int, int, int]:
    """Link lists ``a`` and ``b`` as `vittne link` does, with fewer draws."""
    dossier = read_dossier(write_files(folder, {"dossier.toml": INVENTED, **files}))
    records = records_of(dossier)
    found = settled(reviews_of(dossier), records)
    assert len(found.remarks) == len(dossier.reviews)
    return link_records(records, found.verdicts, draws=20).persons()


@pytest.mark.parametrize(
    ("a", "b", "head", "least", "most"),
    [
        pytest.param("record_id\n1\n2\n3\n", "record_id\n1\n2\n", LIST_HEAD, 5, 5, id="only ids"),
        pytest.param(NAMES, "record_id,name\n", LIST_HEAD, 2, 2, id="only a header"),
        pytest.param(NAMES, NAMES, GROUP, 2, 4, id="one independence group"),
        pytest.param(
            "record_id,name\n1,\u200fTamal\u202e Dobrekin\n2,زيغان مورا\n",
            *(NAMES, LIST_HEAD, 3, 4),
            id="right to left",
        ),
        pytest.param(SAME, SAME, LIST_HEAD, 1, 600, id="one name for all"),
        pytest.param(
            table(("record_id", "event_id"), [(n, "E1") for n in range(30)]),
            table(("record_id", "event_id"), [(n, "E1") for n in range(20)]),
            *(LIST_HEAD, 20, 50),
            id="nobody has a name",
        ),
    ],
)
def test_odd_lists_have_an_answer(
    tmp_path: Path, a: str, b: str, head: str, least: int, most: int
) -> None:
    files = {"lists/a.csv": a, "lists/b.csv": b, "lists/a.toml": head, "lists/b.toml": head}
    low, middle, high = persons(tmp_path, files)
    assert least <= low <= middle <= high <= most


def test_reviews_of_records_that_are_not_there_are_named_and_unused(tmp_path: Path) -> None:
    files = {"lists/a.csv": NAMES, "lists/b.csv": NAMES, "reviews.csv": REVIEWS}
    heads = {"lists/a.toml": LIST_HEAD, "lists/b.toml": LIST_HEAD}
    low, _, high = persons(tmp_path, {**files, **heads})
    assert 2 <= low <= high <= 4
