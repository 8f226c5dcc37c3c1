"""What a telephone loads, and how long it works until a message is sealed.

Measured on the pages themselves, in the order in which a person sees them work.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SLOWER = 4
"""How many times slower than here Chromium is made to compute: a cheap telephone."""
FILE = 50_000_000
PATIENCE = 600.0
PAGE = "/en/tell/"
SCRIPT, CARRIED = "/vittne.js", "/offline.html"
TOR_SAFER = {
    "javascript.options.ion": False,
    "javascript.options.baselinejit": False,
    "javascript.options.native_regexp": False,
    "javascript.options.asmjs": False,
    "javascript.options.wasm": False,
}
"""What Tor Browser switches off where a person chooses "Safer"."""


@contextmanager
def _door() -> Iterator[Any]:
    from tests.tools.door_process import Door

    with tempfile.TemporaryDirectory() as place, Door(Path(place)) as door:
        yield door


def loaded(runs: int) -> list[dict[str, float]]:
    """Bytes that come for the page on which one tells and its script; one run a language."""
    from vittne.seal import LANGUAGES

    with _door() as door:
        script = _bytes(door, SCRIPT)
        return [{"bytes": script + _bytes(door, f"/{one}/tell/")} for one in LANGUAGES[:runs]]


def carried(runs: int) -> list[dict[str, float]]:
    """Bytes that come for the page that is carried."""
    with _door() as door:
        return [{"bytes": _bytes(door, CARRIED)} for _ in range(runs)]


def _bytes(door: Any, path: str) -> int:
    """What comes for an address, as for a browser: compressed where the door compresses."""
    answer = door.request("GET", path, None, {"Accept-Encoding": "gzip"})
    assert answer.status == 200, path
    return len(answer.body)


def derived_slowly(runs: int) -> list[dict[str, float]]:
    """Derive the keys of a new code, in a slow Chromium."""
    with _telephone(SLOWER) as page:
        return [{"wall": _sent(page)["derive"]} for _ in range(runs)]


def sent_slowly(runs: int) -> list[dict[str, float]]:
    """From the button to the code, with a text, in a slow Chromium."""
    with _telephone(SLOWER) as page:
        return [{"wall": sum(_sent(page).values())} for _ in range(runs)]


def sealed(runs: int) -> list[dict[str, float]]:
    """Megabytes a second that Chromium reads, hashes and seals."""
    with tempfile.NamedTemporaryFile(suffix=".bin") as file, _telephone(1) as page:
        file.truncate(FILE)
        return [{"megabytes": FILE / 1e6 / _sent(page, file.name)["seal"]} for _ in range(runs)]


@contextmanager
def _telephone(slower: int) -> Iterator[Any]:
    """A page of Chromium whose processor is so many times slower."""
    from tests.tools.chromium import chromium

    with _door() as door, chromium() as browser:
        page = browser.new_page(viewport={"width": 360, "height": 740})
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
        page.set_default_timeout(PATIENCE * 1000)
        page.address = f"http://127.0.0.1:{door.port}{PAGE}"
        yield page


def _sent(page: Any, file: str = "") -> dict[str, float]:
    """Tell something; return the seconds of each step, as the page names them."""
    page.goto(page.address)
    page.locator("#sealing[data-by=browser]").wait_for()
    page.locator("#text").fill("They came at night.")
    if file:
        page.locator("#files").set_input_files(file)
    began = {"derive": time.perf_counter()}
    page.locator("#send").click()
    for step in ("seal", "send"):
        page.wait_for_selector(f"#step[data-step={step}], main[data-result]", state="attached")
        began[step] = time.perf_counter()
    page.locator("#words").wait_for()
    ended = [*list(began.values())[1:], time.perf_counter()]
    return {step: end - at for (step, at), end in zip(began.items(), ended, strict=True)}


def derived_safer(runs: int) -> list[dict[str, float]]:
    """Derive the keys of a new code, in Firefox ESR with what Tor Browser "Safer" switches off."""
    from tests.tools.firefox import firefox

    with (
        _door() as door,
        tempfile.TemporaryDirectory() as profile,
        firefox(Path(profile), wide=360, script=True, settings=TOR_SAFER) as window,
    ):
        found = []
        for _ in range(runs):
            window.goto(f"http://127.0.0.1:{door.port}{PAGE}")
            window.type("#text", "They came at night.")
            began = time.perf_counter()
            window.click("#send")
            window.wait_until(lambda: not window.all("#step[data-step=derive]"), PATIENCE)
            found.append({"wall": time.perf_counter() - began})
            window.wait_until(lambda: bool(window.all("#words")))
        return found
