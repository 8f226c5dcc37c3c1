"""Check that the records in this folder are those that a published release committed.

    python3 check_leaves.py RELEASE

RELEASE is the folder of the release, which you fetched yourself and checked with its verify.pyz.
Needs Python 3.11 or later and nothing else. It reads leaves.json, which lies beside it, and the
list log of the release.
"""

from __future__ import annotations

import hmac
import json
import sys
from pathlib import Path

IN_A_FILE = 256


def entries(log: Path, size: int) -> list[bytes]:
    """Return the entries of a log in the layout of C2SP tlog-tiles."""
    found: list[bytes] = []
    for first in range(0, size, IN_A_FILE):
        name, number = "", first // IN_A_FILE
        while True:
            name = f"{'x' if name else ''}{number % 1000:03}{'/' if name else ''}{name}"
            number //= 1000
            if not number:
                break
        width = min(IN_A_FILE, size - first)
        name += "" if width == IN_A_FILE else f".p/{width}"
        data, at = (log / "tile" / "entries" / name).read_bytes(), 0
        while at < len(data):
            end = at + 2 + int.from_bytes(data[at : at + 2], "big")
            found.append(data[at + 2 : end])
            at = end
    return found


def main(release: Path) -> int:
    """Compare every leaf; return 0 if all of them are what was committed."""
    given = json.loads((Path(__file__).parent / "leaves.json").read_text(encoding="utf-8"))
    try:
        origin, size, _ = (release / "log" / "list" / "checkpoint").read_text().split("\n")[:3]
        published = entries(release / "log" / "list", int(size))
    except (OSError, ValueError) as error:
        print(f"{release} is no whole release with a list: {error}")
        return 1
    wrong = [] if origin == given["origin"] else [f"this release has another list: {origin}"]
    for leaf in given["leaves"]:
        number, record = leaf["leaf"], leaf["record"]
        if record is None:
            print(f"leaf {number}: erased; nobody can show what was in it: not_shown")
            continue
        salt = bytes.fromhex(leaf["salt"])
        entry = hmac.digest(salt, b"vittne/leaf/v1" + record.encode(), "sha256")
        if number >= len(published) or published[number] != entry:
            wrong.append(f"leaf {number}: this is not the record that was committed")
    print("\n".join(wrong) or f"All {len(given['leaves'])} records are those that were committed.")
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
