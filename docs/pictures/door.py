"""Take the pictures of the door from one that is invented: part of `./run docs`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TELEPHONE = {"width": 360, "height": 740}

sys.path.insert(0, str(ROOT / "tests" / "tools"))


def _start(page: Any, door: Any, here: str) -> None:
    page.goto(here)


def _tell(page: Any, door: Any, here: str) -> None:
    page.goto(f"{here}tell/")


def _received(page: Any, door: Any, here: str) -> None:
    page.goto(f"{here}help/")
    page.locator("#text").fill("...")
    with page.expect_navigation():
        page.locator("button").click()


def _answers(page: Any, door: Any, here: str) -> None:
    known = set(door.ids())
    _received(page, door, here)
    code = page.locator("#digits").inner_text()
    (identifier,) = set(door.ids()) - known
    envelope, _ = door.read(identifier)
    text = "Thank you. We have read what you wrote, and we can help.\n\nWrite again on Thursday."
    door.reply(envelope, text)
    page.goto(f"{here}answers/")
    page.locator("#code").fill(code)
    with page.expect_navigation():
        page.locator("button").click()


Step = Callable[[Any, Any, str], None]
PICTURES: dict[str, tuple[str, str, Step]] = {
    "door-start-en.png": ("en", "light", _start),
    "door-tell-ru.png": ("ru", "light", _tell),
    "door-code-sv.png": ("sv", "light", _received),
    "door-answers-en-dark.png": ("en", "dark", _answers),
}
"""Name of the picture: language, colours, and how to get there."""


def take(out: Path) -> None:
    """Write every picture into a folder."""
    from chromium import chromium
    from door_process import Door

    with (
        tempfile.TemporaryDirectory() as folder,
        Door(Path(folder) / "place") as door,
        chromium() as browser,
    ):
        for name, (language, colours, go) in PICTURES.items():
            context = browser.new_context(
                viewport=TELEPHONE, java_script_enabled=False, color_scheme=colours
            )
            page = context.new_page()
            go(page, door, f"http://127.0.0.1:{door.port}/{language}/")
            page.screenshot(path=out / name)
            context.close()


if __name__ == "__main__":
    take(HERE)
