"""The process that reads a stranger's file: `python -m vittne.inbox.clean ORIGINAL STEM`.

It writes STEM with an ending, and prints what it did as JSON. It has no keys, and limits on memory,
time and what it writes; what goes wrong in it goes wrong in it alone.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

MEMORY = 3 << 30
CPU_SECONDS = 120
LARGEST = 1 << 30

_PDF = b"%PDF-"
_PDF_WITHIN = 1024


def main(original: Path, stem: Path) -> dict[str, Any]:
    """Clean a file, and return what is printed."""
    with original.open("rb") as file:
        head = file.read(_PDF_WITHIN)
    # Imported here: the limits hold before anything is loaded that reads strange bytes.
    if _PDF in head:
        from vittne.inbox.pdfs import clean_pdf as clean
    else:
        from vittne.inbox.pictures import clean_picture as clean
    return clean(original, stem).to_dict()


def limit() -> None:
    """Limit what this process may use, for good."""
    limits = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_FSIZE: LARGEST,
        resource.RLIMIT_CORE: 0,
    }
    for what, most in limits.items():
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))
    os.umask(0o077)


if __name__ == "__main__":
    limit()
    json.dump(main(Path(sys.argv[1]), Path(sys.argv[2])), sys.stdout)
