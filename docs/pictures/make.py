"""Take the pictures of the README from the example's own release: part of `./run docs`.

They are screenshots, so they differ a little from machine to machine (fonts); the test only asks
that this program still works, and that the README shows what it makes.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]

PICTURES = {
    "front-en.png": ("en/index.html", 1280, 900),
    "front-ru-telephone.png": ("ru/index.html", 360, 740),
    "silence-sv-telephone.png": ("sv/silence/index.html", 360, 740),
}
"""Name of the picture: page of the release, width and height in CSS pixels."""


def take(release: Path, out: Path) -> None:
    """Write every picture of a release into a folder."""
    sys.path.insert(0, str(ROOT / "tests" / "tools"))
    from chromium import chromium

    with chromium() as browser:
        for name, (page_path, width, height) in PICTURES.items():
            size = {"width": width, "height": height}
            context = browser.new_context(offline=True, viewport=size, color_scheme="light")
            page = context.new_page()
            page.goto((release / page_path).as_uri())
            page.screenshot(path=out / name)
            context.close()


def main() -> None:
    """Build the example, and take its pictures."""
    from vittne.release import build_release

    with tempfile.TemporaryDirectory() as folder:
        release = Path(folder) / "release"
        secrets = Path(folder) / "secrets.json"
        build_release(ROOT / "examples" / "chechnya", release, secrets=secrets)
        take(release, HERE)


if __name__ == "__main__":
    main()
