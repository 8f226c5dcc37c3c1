"""Two releases of a private dossier, with an audit between them: lists and a table of few people.

Nobody in it ever lived; the program is not told, and treats it as it would treat people in danger.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from invented_dossier import linked_dossier
from small_dossiers import HEAD, write_files

from vittne.audit import Plan, read_dice, read_plan
from vittne.release import build_release, publish_release, read_secrets, secrets_path
from vittne.release.auditing import (
    DRAW,
    PLAN,
    Draw,
    Inspection,
    add_inspections,
    start_of,
    write_json,
)
from vittne.release.secrets import KeptRelease

LISTS = ("one", "two", "three")
HELD: Mapping[tuple[int, ...], int] = {
    (1, 0, 0): 31,
    (0, 1, 0): 24,
    (0, 0, 1): 18,
    (1, 1, 0): 8,
    (1, 0, 1): 6,
    (0, 1, 1): 2,
    (1, 1, 1): 3,
}
"""A table of overlaps: some of its cells are of few people."""
DICE = "31624 51162 34561 23456"
GIVEN, NOT_SHOWN_AT, GONE, NEW = 30, 3, 6, 14
NOTE = "zzinconfidence"


def held(counts: Mapping[tuple[int, ...], int] = HELD) -> str:
    """Return the table as a file."""
    lines = [f"{','.join(map(str, on))},{count}" for on, count in counts.items()]
    return "\n".join([",".join((*LISTS, "count")), *lines]) + "\n"


def private_dossier(people: int = 110) -> dict[str, str]:
    """Return the dossier, as the files it consists of."""
    files = linked_dossier(people, head=HEAD, reviewed=30)
    mine = {name: text for name, text in files.items() if not name.startswith("truth/")}
    return {**mine, "dossier.toml": HEAD, "tables/held.csv": held()}


def build_series(folder: Path) -> tuple[KeptRelease, KeptRelease]:
    """Make ``one`` and ``two`` beside ``dossier``; return what is kept of them in secret."""
    dossier = write_files(folder / "dossier", private_dossier())
    secrets = secrets_path(dossier)
    write_json(dossier, PLAN, _plan().to_dict())
    build_release(dossier, folder / "one")
    publish_release(folder / "one", secrets)
    first = read_secrets(secrets).published[0]
    _audit(dossier, first)
    _correct(dossier, first)
    build_release(dossier, folder / "two")
    publish_release(folder / "two", secrets)
    return first, read_secrets(secrets).published[1]


def _plan() -> Plan:
    said = {"propositions": ["act", "ground"], "share": 0.8, "confidence": 0.95}
    return read_plan({**said, "chance": {"kind": "dice"}})


def _audit(dossier: Path, first: KeptRelease) -> None:
    """Draw, inspect, and show all but one."""
    assert first.list_root is not None
    claims = [json.loads(entry) for entry in first.entries]
    start = start_of(_plan(), read_dice(DICE), claims, {first.list_root.hex(): 1})
    assert start is not None
    draw = Draw(start=start, given=GIVEN)
    write_json(dossier, DRAW, draw.to_dict())
    said = {True: "not_shown", False: "substantiated"}
    add_inspections(
        dossier,
        [
            Inspection(leaf=leaf, proposition=one, verdict=said[n == NOT_SHOWN_AT])
            for n, leaf in enumerate(draw.leaves)
            for one in start.plan.propositions
        ],
    )


def _correct(dossier: Path, first: KeptRelease) -> None:
    """Take out some people who are on one list, and add more; and more to the table."""
    alone = sorted(leaf.person[0] for leaf in first.leaves if len(leaf.person) == 1)
    gone = [key for key in alone if key.startswith("c/")][:GONE]
    file = dossier / "lists" / "c.csv"
    rows = file.read_text("utf-8").splitlines()
    kept = [row for row in rows if f"c/{row.partition(',')[0]}" not in gone]
    letters = "qwertyuiopasdfghjklzxcvbnm"
    new = [
        f"new{n},{letters[n] * 2}ux{letters[-n] * 3} {letters[n + 9]}anz{letters[n + 3] * 4},m,"
        f"{20 + n * 4},{20 + n * 4},2018-{n % 12 + 1:02}-{11 + n},RU-CE/grozny,relative,"
        for n in range(NEW)
    ]
    file.write_text("\n".join([*kept, *new]) + "\n", "utf-8")
    why = [f"{key},withdrawn,consent_withdrawn,2091-02-03,{NOTE}" for key in gone]
    text = "\n".join(["record,kind,reason,on,note", *why]) + "\n"
    (dossier / "corrections.csv").write_text(text, "utf-8")
    more = {**HELD, (1, 0, 0): 39}
    (dossier / "tables" / "held.csv").write_text(held(more), "utf-8")
