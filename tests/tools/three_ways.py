"""The three ways to write to a door, as a person goes them in Chromium on a telephone.

With script off the server seals. With script on the browser does. The offline page seals on a
machine that reaches nobody; what it made is handed in on another, with script off.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from door_process import PATIENCE, Door
from recording_proxy import RecordingProxy

from vittne.seal import read_code

TELEPHONE = {"width": 360, "height": 740}
BUTTON = "button:not([type=button])"


class ScriptOff:
    """The pages as they come; the server seals and opens."""

    script = False

    def __init__(self, page: Any, door: Door, language: str) -> None:
        self.page, self.language = page, language
        self._door = f"http://127.0.0.1:{door.port}/{language}"

    def goto(self, path: str) -> None:
        """Open a page of the door."""
        self.page.goto(f"{self._door}/{path}/")

    def write(self, text: str, files: Sequence[Path]) -> str:
        """Tell something, and note the code."""
        self.goto("tell")
        self._begin()
        self._fill(text, files)
        self._press("#write button#send", "main[data-result=received]")
        return self._code()

    def ask(self, text: str, code: str) -> None:
        """Ask for help with a code that is known."""
        self.goto("help")
        self._begin()
        self.page.locator("form#write details summary").click()
        self.page.locator("#code").fill(code)
        self._fill(text, [])
        self._press("#write button#send", "main[data-result=received]")
        assert self.page.locator("#words").count() == 0, "the code is known already"

    def leave(self) -> None:
        """Leave the page."""
        self.page.locator("header .leave").click()
        self.page.wait_for_url("**/leave/")

    def come_back(self, code: str) -> list[str]:
        """Come back with a code and return the answers, the newest first."""
        self.goto("answers")
        self._begin()
        self.page.locator("#code").fill(code)
        self._press("button#show", "main[data-result=answers]")
        return self._answers()

    def mistype(self, code: str) -> None:
        """Come back with a code in which one letter is wrong, and be told so."""
        self.goto("answers")
        self._begin()
        self.page.locator("#code").fill(_mistyped(code))
        self.page.locator("button#show").click()
        self.page.locator("#error li").wait_for()

    def write_again(self, text: str, files: Sequence[Path]) -> None:
        """Answer on the page on which the answers stand."""
        self._fill(text, files)
        self._press("#write button#send", "main[data-result=received]")
        assert self.page.locator("#words").count() == 0, "the code is known already"

    def delete_newest(self) -> list[str]:
        """Delete the newest answer; return those that are left."""
        article = self.page.locator("article").first
        article.locator("summary").click()
        article.locator("button").click()
        self.page.locator("p.done").wait_for()
        return self._answers()

    def _begin(self) -> None:
        by = "browser" if self.script else "server"
        self.page.locator(f"#sealing[data-by={by}]").wait_for()

    def _fill(self, text: str, files: Sequence[Path]) -> None:
        self.page.locator("#text").fill(text)
        if files:
            self.page.locator("#files").set_input_files(files)

    def _press(self, button: str, until: str) -> None:
        self.page.locator(button).click()
        self.page.locator(f"{until}, #error").wait_for()
        error = self.page.locator("#error")
        assert error.count() == 0, error.inner_text()

    def _code(self) -> str:
        words = " ".join(self.page.locator("#words li").all_inner_texts())
        code = read_code(words, self.language)
        assert read_code(self.page.locator("#digits").inner_text()) == code
        return words

    def _answers(self) -> list[str]:
        return list(self.page.locator("article .lines").all_inner_texts())


class ScriptOn(ScriptOff):
    """The same pages, the same buttons; the browser seals and opens."""

    script = True


class Offline(ScriptOff):
    """The page that is carried, in a browser without a network, and the door in another.

    Parameters
    ----------
    carried : Page
        Shows the offline page, and reaches nobody.
    """

    def __init__(
        self, page: Any, door: Door, language: str, carried: Any, offline_page: Path, place: Path
    ) -> None:
        super().__init__(page, door, language)
        self._carried, self._file, self._place = carried, offline_page.as_uri(), place
        self.asked: set[str] = set()
        carried.on("request", lambda request: self.asked.add(request.url))

    def write(self, text: str, files: Sequence[Path]) -> str:
        """Seal on the offline page, and hand it in at the door."""
        code = self.seal(text, files)
        self._hand_in(files=bool(files))
        return code

    def ask(self, text: str, code: str) -> None:
        """Ask for help with a code that is known."""
        self.seal(text, [], view="help", code=code)
        self._hand_in(files=False)

    def seal(self, text: str, files: Sequence[Path], *, view: str = "tell", code: str = "") -> str:
        """Seal something, with a code where there is one; return the code."""
        self._open(view)
        carried = self._carried
        if code:
            carried.locator("form#write details summary").click()
            carried.locator("#code").fill(code)
        carried.locator("#text").fill(text)
        if files:
            carried.locator("#files").set_input_files(files)
        self._work("button#send", "main[data-result=sealed]")
        if code:
            assert carried.locator("#words").count() == 0, "the code is known already"
            return code
        words = " ".join(carried.locator("#words li").all_inner_texts())
        assert read_code(carried.locator("#digits").inner_text()) == read_code(words, self.language)
        return words

    def block(self) -> str:
        """Return what can be copied."""
        return str(self._carried.locator("#block").input_value())

    def save(self) -> Path:
        """Save the sealed file, and return it."""
        with self._carried.expect_download() as download:
            self._carried.locator("a#save").click()
        kept: Path = self._place / download.value.suggested_filename
        download.value.save_as(kept)
        return kept

    def hand_in(self, block: str) -> None:
        """Paste a block into the form of the door."""
        self.goto("sealed")
        self.page.locator("[name=block]").fill(block)
        self.page.locator(f"main {BUTTON}").click()
        self.page.locator("main[data-result], #error").first.wait_for()

    def mistype(self, code: str) -> None:
        """Type a code in which one letter is wrong, and be told so."""
        self._open("answers")
        self._carried.locator("#code").fill(_mistyped(code))
        self._carried.locator("button#show").click()
        self._carried.locator("#error li").wait_for()

    def come_back(self, code: str) -> list[str]:
        """Make a slip of a code, fetch the sealed answers with it, and open them offline."""
        self._code_typed = code
        self._open("answers")
        carried = self._carried
        carried.locator("#code").fill(code)
        self._work("button#show", "main[data-result=slip]")
        self.goto("sealed-answers")
        self.page.locator("[name=slip]").fill(carried.locator("#slip").input_value())
        self._press(f"main {BUTTON}", "main[data-result=answers]")
        blocks = self.page.locator("textarea.sealed")
        for number in range(blocks.count()):
            carried.locator("#answers").fill(blocks.nth(number).input_value())
            carried.locator("button#open").click()
            carried.locator("article .lines").nth(number).wait_for()
        return list(carried.locator("article .lines").all_inner_texts())

    def write_again(self, text: str, files: Sequence[Path]) -> None:
        """Seal with the code, and hand it in."""
        self.seal(text, files, code=self._code_typed)
        self._hand_in(files=bool(files))

    def delete_newest(self) -> list[str]:
        """Delete one sealed answer at the door; return the blocks that are left."""
        article = self.page.locator("article").first
        article.locator("summary").click()
        article.locator("button").click()
        self.page.locator("p.done").wait_for()
        return list(self.page.locator("textarea.sealed").all_inner_texts())

    def _open(self, view: str) -> None:
        self._carried.goto(self._file)
        self._carried.locator(f"button[data-language={self.language}]").click()
        self._carried.locator(f"button[data-to={view}]").click()

    def _work(self, button: str, until: str) -> None:
        self._carried.locator(button).click()
        self._carried.locator(f"{until}, #error").wait_for()
        error = self._carried.locator("#error")
        assert error.count() == 0, error.inner_text()

    def _hand_in(self, *, files: bool) -> None:
        if not files:
            self.hand_in(self.block())
        else:
            self.goto("sealed")
            self.page.locator("[name=sealed]").set_input_files(self.save())
            self.page.locator(f"main {BUTTON}").click()
        self.page.locator("main[data-result=received], #error").wait_for()
        error = self.page.locator("#error")
        assert error.count() == 0, error.inner_text()


WAYS = ("script off", "script on", "offline page")


@contextmanager
def going(
    browser: Any,
    door: Door,
    way: str,
    language: str,
    offline_page: Path,
    place: Path,
    through: RecordingProxy | None = None,
) -> Iterator[ScriptOff]:
    """Somebody who goes one of the `WAYS`; what is saved goes to a place.

    Parameters
    ----------
    through : RecordingProxy, optional
        Then it is all the network that the browsers have. Without it, the one that meets the door
        has every network, and the one with the offline page has none.
    """
    scripted = way == "script on"
    through_it: dict[str, Any] = {}
    if through:
        server = f"http://127.0.0.1:{through.port}"
        through_it = {"proxy": {"server": server, "bypass": "<-loopback>"}}
    context = browser.new_context(viewport=TELEPHONE, java_script_enabled=scripted, **through_it)
    carried = browser.new_context(viewport=TELEPHONE, offline=not through, **through_it)
    for one in (context, carried):
        one.set_default_timeout(1000 * PATIENCE)
    try:
        page = context.new_page()
        if way == "offline page":
            yield Offline(page, door, language, carried.new_page(), offline_page, place)
        else:
            yield (ScriptOn if scripted else ScriptOff)(page, door, language)
    finally:
        context.close()
        carried.close()


def _mistyped(code: str) -> str:
    first, *others = code.split()
    return " ".join((f"{first[:3]}x{first[3:]}", *others))


def hosts(addresses: set[str]) -> set[str]:
    """Return to whom some addresses lead."""
    return {re.sub(r"^([a-z]+:(?://)?[^/]*).*", r"\1", one, flags=re.S) for one in addresses}


def make_offline_page(door: Door, out: Path) -> Path:
    """Let the program make the page that is carried."""
    out.parent.mkdir(parents=True, exist_ok=True)
    program = [sys.executable, "-m", "vittne", "door"]
    subprocess.run([*program, "offline-page", str(door.folder), "--out", str(out)], check=True)
    return out
