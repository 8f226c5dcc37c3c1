"""An invented dossier whose list was committed and published, so that it can be audited.

The release itself is not built: its secrets are written as building and publishing leave them.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from small_dossiers import INVENTED, LIST_HEAD, write_files

from vittne.release.auditing import audit_claims, read_audit
from vittne.release.secrets import KeptRelease, Leaf, held_secrets, secrets_path
from vittne.terms.canonical import canonical_json
from vittne.tlog import Checkpoint, Hashes, leaf_entry, new_salt, write_log

ORIGIN = "vittne/small"


def rows(number: int) -> str:
    """People nobody knows; the last two rows are one of them, under two spellings."""
    lines = [f"{n},Nobody{n} Atall{n},2017-02-{n % 28 + 1:02},RU-CE" for n in range(1, number - 1)]
    twice = ["twin1,Noone Either,2017-04-05,RU-CE", "twin2,Noone Eiter,2017-04,RU-CE"]
    return "\n".join(["record_id,name,date,place", *lines, *twice]) + "\n"


def dossier(folder: Path, number: int = 40) -> Path:
    """Write the dossier, and return its folder."""
    files = {
        "dossier.toml": INVENTED,
        "lists/people.csv": rows(number),
        "lists/people.toml": LIST_HEAD,
    }
    return write_files(folder, files)


def publish(folder: Path, log: Path | None = None) -> KeptRelease:
    """Commit the list as it stands, announce the plan, and say that it was published.

    Every row is a person. With `log` the list log is written there, as a release has it.
    """
    said = [row.split(",") for row in (folder / "lists/people.csv").read_text().splitlines()]
    columns, people = said[0], said[1:]
    leaves = []
    for cells in people:
        key = f"people/{cells[0]}"
        record = canonical_json([{"key": key, **dict(zip(columns, cells, strict=True))}])
        salt = new_salt()
        entry = leaf_entry(salt, record)
        leaves.append(Leaf(index=0, entry=entry, person=(key,), salt=salt, record=record))
    leaves.sort(key=lambda leaf: leaf.entry)
    leaves = [replace(leaf, index=index) for index, leaf in enumerate(leaves)]
    with held_secrets(secrets_path(folder), "small", make=True) as held:
        number = len(held.secrets.published) + 1
        entries = held.secrets.last.entries if held.secrets.last else ()
        origin, top = f"{ORIGIN}/list/{number}", Hashes(leaf.entry for leaf in leaves).tree.root
        committed = {"origin": origin, "size": len(leaves), "root": top.hex()}
        opened = {"type": "release", "number": number, "list": committed}
        claims = [json.loads(entry) for entry in entries]
        added = [opened, *audit_claims(read_audit(folder), claims, committed)]
        release = KeptRelease(
            number=number,
            manifest_sha256=f"{number:064x}",
            list_root=top,
            leaves=tuple(leaves),
            entries=(*entries, *map(canonical_json, added)),
        )
        held.write(replace(held.secrets, published=(*held.secrets.published, release)))
    if log is not None:
        write_log([leaf.entry for leaf in leaves], log / "log/list")
        text = Checkpoint(origin=origin, size=len(leaves), root=top).text
        (log / "log/list/checkpoint").write_text(text)
    return release
