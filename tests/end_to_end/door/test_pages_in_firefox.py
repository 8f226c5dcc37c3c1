"""The pages in Firefox ESR, of which Tor Browser is made, with script off as at "Safest"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from door_pages import LANGUAGES, READ_ONLY
from door_process import Door
from firefox import ENTER, TAB, Firefox, FirefoxError, firefox

from vittne.seal import read_code

WIDE = 360


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    with Door(tmp_path_factory.mktemp("firefox")) as running:
        yield running


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with firefox(tmp_path_factory.mktemp("profile"), wide=WIDE) as running:
        yield running


def address(door: Door, path: str) -> str:
    return f"http://127.0.0.1:{door.port}{path}"


def fits(window: Firefox) -> None:
    """Nothing stands beyond the edge of a telephone."""
    for one in window.all("main *:not(span):not(option), header *"):
        left, right = window.edges(one)
        assert left >= 0
        assert right <= WIDE


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_way(window: Firefox, door: Door, language: str, tmp_path: Path) -> None:
    window.goto(address(door, "/"))
    window.click(f"main a[hreflang={language}]")
    window.click(f"main a[href='/{language}/tell/']")
    file = tmp_path / "bild.jpg"
    file.write_bytes(b"J" * 100_000)
    window.type("#text", "Ночью пришли двое. De var två.")
    window.click("details summary")
    window.type("#code", "wrong words")
    window.type("#files", str(file))
    window.click("button")
    assert window.value("#text") == "Ночью пришли двое. De var två."
    assert len(window.all("#error")) == 1
    fits(window)

    window.clear("#code")
    window.type("#files", str(file))
    before = set(door.ids())
    window.click("button")
    words, digits = window.text("#words"), window.text("#digits")
    assert read_code(words, language) == read_code(digits)
    fits(window)
    (identifier,) = set(door.ids()) - before
    envelope, files = door.read(identifier)
    assert envelope.text == "Ночью пришли двое. De var två."
    assert files == [file.read_bytes()]

    door.reply(envelope, "We have read it.\n\nCome back.")
    window.goto(address(door, f"/{language}/answers/"))
    window.type("#code", words)
    window.click("button")
    assert window.text("article .lines") == "We have read it.\n\nCome back."
    fits(window)
    window.click("article summary")
    window.click("article button")
    assert window.all("article") == []
    window.type("#text", "Thank you.")
    window.click("main > form button")
    assert window.all("#words") == []
    assert window.cookies() == []


def test_the_code_does_not_come_back_with_the_button_back(window: Firefox, door: Door) -> None:
    window.goto(address(door, "/en/tell/"))
    window.type("#text", "Something.")
    window.click("button")
    digits = window.text("#digits")
    window.click(".leave")
    assert window.address().endswith("/en/leave/")
    with pytest.raises(FirefoxError, match="notCached"):
        window.back()
    assert digits not in re.sub(r"<[^>]*>", "", window.source())
    window.goto(address(door, "/en/tell/"))
    assert window.value("#text") == ""


def test_the_keyboard_finds_the_way_out_first(window: Firefox, door: Door) -> None:
    for path in ("/", *(f"/ru/{path}" for path in READ_ONLY if path != "leave/")):
        window.goto(address(door, path))
        window.press(TAB)
        assert window.focused() == "leave", path
    window.press(ENTER)
    window.wait_until(lambda: window.address().endswith("/ru/leave/"))


def tab_to(window: Firefox, what: str) -> None:
    for _ in range(20):
        window.press(TAB)
        if window.focused() == what:
            return
    raise AssertionError(f"no way to {what}")


def test_a_form_is_filled_in_by_keyboard(window: Firefox, door: Door) -> None:
    window.goto(address(door, "/sv/help/"))
    tab_to(window, "text")
    for letter in "Hjälp":
        window.press(letter)
    tab_to(window, "send")
    before = set(door.ids())
    window.press(ENTER)
    window.wait_until(lambda: bool(window.all("#words")))
    (identifier,) = set(door.ids()) - before
    assert door.read(identifier)[0].text == "Hjälp"
