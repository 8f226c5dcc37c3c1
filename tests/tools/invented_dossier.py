"""A dossier of linked lists, as the files it consists of: invented people, and the truth."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from itertools import combinations

from invented_lists import InventedLists, invented_lists
from small_dossiers import INVENTED

HANDS = ("state_agent", "relative", "")
GROUNDS = ("sexual_orientation", "religion", "")


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a CSV file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def linked_dossier(
    people: int = 120, *, lists: str = "abc", head: str = INVENTED, reviewed: int = 40
) -> dict[str, str]:
    """Return a dossier whose lists found some of so many people, with reviews that are right."""
    made = invented_lists(people, lists=lists, seed=3)
    files = {"dossier.toml": head, "reviews.csv": _reviews(made, reviewed)}
    for name in lists:
        rows = [
            (
                *(row.key.partition("/")[2], row.name, row.sex, row.age_low or ""),
                *(row.age_high or "", row.date, row.place),
                *(HANDS[person % 3], GROUNDS[person % 7 % 3]),
            )
            for row, person in zip(made.rows, made.people, strict=True)
            if row.list == name
        ]
        ages = ("age_low", "age_high")
        header = ("record_id", "name", "sex", *ages, "date", "place", "hand", "ground")
        files[f"lists/{name}.csv"] = table(header, rows)
        files[f"lists/{name}.toml"] = f'who = "Nobody: list {name} is made up"\n'
    truth = zip(made.rows, made.people, strict=True)
    files["truth/records.csv"] = table(("record", "person"), [(r.key, p) for r, p in truth])
    files["truth/people.csv"] = table(("person",), [(person,) for person in range(people)])
    return files


def _reviews(made: InventedLists, most: int) -> str:
    """Return a file of pairs that a reviewer would look at: half of them one person."""
    keys = [row.key for row in made.rows]
    same, other = [], []
    for (a, p), (b, q) in combinations(zip(keys, made.people, strict=True), 2):
        (same if p == q else other).append((a, b, "same" if p == q else "different"))
    said = [*same[: most // 2], *other[:: max(1, len(other) // max(1, most // 2))][: most // 2]]
    header = ["a", "b", "verdict", "reviewer", "at", "reason", "round", "withdrawn_at"]
    return table(header, [(*pair, "nobody", "2091-01-01", "", "first", "") for pair in said])
