"""What the auditor gets: the drawn records and nobody else's, and what an audit says in words."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Any

from vittne.audit import Result
from vittne.audit.plan import PROPOSITIONS
from vittne.release.auditing import COLUMNS, Draw
from vittne.release.secrets import Leaf
from vittne.release.words import LANGUAGES, Words, plain
from vittne.terms.csvfile import escape_cell

_EPOCH = (1980, 1, 1, 0, 0, 0)
_SHEET = ("drawn", "secret", "leaves", "evidence", "verdicts")
_SHEET_END = ("duplicates", "order", "back")


def auditor_folder(draw: Draw, leaves: Sequence[Leaf], first: int) -> bytes:
    """Return a ZIP file with the records from a position of the draw on.

    Parameters
    ----------
    leaves : sequence of Leaf
        The list log from which was drawn, in its order.
    first : int
        How many records of the draw the auditor has already.
    """
    given = [
        (position, leaves[leaf]) for position, leaf in enumerate(draw.leaves, 1) if position > first
    ]
    content = {
        **{f"READ-ME.{one}.txt": sheet(draw, len(given), Words(one)) for one in LANGUAGES},
        "records.csv": _records(given),
        "inspections.csv": _to_fill_in(draw, [leaf for _, leaf in given]),
        "leaves.json": _openings(draw, [leaf for _, leaf in given]),
        "check_leaves.py": files("vittne.audit").joinpath("check_leaves.py").read_text("utf-8"),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, text in content.items():
            folder.writestr(zipfile.ZipInfo(name, _EPOCH), text.encode())
    return out.getvalue()


def sheet(draw: Draw, number: int, words: Words) -> str:
    """Return the instructions for the auditor in one language."""

    def said(name: str) -> str:
        return words.text(
            f"auditor-{name}", **({"n": number, "of": draw.start.size} if name == "drawn" else {})
        )

    meaning = [
        f"- {code}: {words.label(PROPOSITIONS, code)}" for code in draw.start.plan.propositions
    ]
    parts = [
        said("title"),
        *map(said, _SHEET),
        "\n".join([said("propositions"), *meaning]),
        *map(said, _SHEET_END),
    ]
    return plain("\n\n".join(parts)) + "\n"


def _records(given: Sequence[tuple[int, Leaf]]) -> str:
    rows = [
        {"position": str(position), "leaf": str(leaf.index), **_cells(record)}
        for position, leaf in given
        for record in (json.loads(leaf.record) if leaf.record else [{}])
    ]
    return _csv(tuple(dict.fromkeys(name for row in rows for name in row)), rows)


def _cells(record: dict[str, Any]) -> dict[str, str]:
    return {
        name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for name, value in record.items()
    }


def _to_fill_in(draw: Draw, leaves: Sequence[Leaf]) -> str:
    rows = [
        {"leaf": str(leaf.index), "proposition": proposition}
        for leaf in leaves
        for proposition in draw.start.plan.propositions
    ]
    return _csv(COLUMNS, rows)


def _openings(draw: Draw, leaves: Sequence[Leaf]) -> str:
    opened = [
        {
            "leaf": leaf.index,
            "salt": None if leaf.salt is None else leaf.salt.hex(),
            "record": leaf.record.decode() if leaf.record else None,
        }
        for leaf in leaves
    ]
    return json.dumps({"origin": draw.start.origin, "leaves": opened}, ensure_ascii=False, indent=1)


def _csv(columns: Sequence[str], rows: Sequence[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([escape_cell(row.get(name, "")) for name in columns] for row in rows)
    return out.getvalue()


def audit_sentences(result: Result, words: Words) -> Iterator[str]:
    """Yield what may be said of one proposition, and what it rests on."""
    percent = confidence_percent(result.confidence)
    yield words.text(
        f"sentence-audited-{result.proposition}",
        percent=percent,
        n=result.at_least,
        of=result.records,
    )
    yield words.text("audited-seen", n=result.inspected)
    if result.errors:
        yield words.text("audited-errors", n=result.errors)
    else:
        yield words.text("audited-no-errors")
    yield words.text("audited-not-shown")
    yield words.text("audited-risk", percent=round(100 - percent, 6))


def confidence_percent(confidence: float) -> float | int:
    """Return 95 for 0.95, and 99.5 for 0.995."""
    percent = round(confidence * 100, 6)
    return int(percent) if percent == int(percent) else percent
