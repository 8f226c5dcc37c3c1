"""``verify.pyz``: the checker as one file, for a machine that has Python and nothing else.

It holds the rooms that need the standard library only, as they lie on this machine.
Stored without compression and with fixed times, it is the same bytes on every
machine for one version of vittne: zlib does not promise that much.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from zipfile import ZIP_STORED, ZipFile, ZipInfo

PYZ = "verify.pyz"

ROOMS = ("terms", "ledger", "silence", "audit", "tlog", "dossier", "verify")
"""The rooms that checking needs. They import nothing but the standard library, apart from: """
LEFT_OUT = frozenset({"vittne/audit/drand.py", "vittne/tlog/signing.py"})
"""what nothing else of its room imports, and checking does not need."""

# Understood by every Python that anybody still has, so that an old one can say what it lacks.
_MAIN = """\
import sys

if sys.version_info < (3, 11):
    sys.stderr.write(
        "verify.pyz needs Python 3.11 or later; this is Python %d.%d.\\n" % sys.version_info[:2]
    )
    sys.exit(2)

from vittne.verify.command import main_of_pyz

sys.exit(main_of_pyz(sys.argv[0], sys.argv[1:]))
"""


def build_pyz() -> bytes:
    """Return the bytes of ``verify.pyz``."""
    package = files("vittne")
    members = {
        "__main__.py": _MAIN.encode(),
        "vittne/__init__.py": (package / "__init__.py").read_bytes(),
    }
    for room in ROOMS:
        members.update(_sources(package / room, f"vittne/{room}"))
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_STORED) as archive:
        for name in sorted(members):
            info = ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.create_system = 3  # else Windows would write other bytes than Unix
            info.external_attr = 0o100644 << 16
            archive.writestr(info, members[name])
    return target.getvalue()


def _sources(folder: Traversable, inside: str) -> Iterator[tuple[str, bytes]]:
    """Yield the programs and code lists in a folder, and in the folders inside it."""
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _sources(entry, f"{inside}/{entry.name}")
        elif (name := f"{inside}/{entry.name}") not in LEFT_OUT and name.endswith((".py", ".csv")):
            yield name, entry.read_bytes()
