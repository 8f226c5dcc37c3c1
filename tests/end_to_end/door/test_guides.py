"""Guides, from the folder that an organisation edits to the telephone of somebody who reads."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from axe_playwright_python.sync_playwright import Axe
from door_pages import LANGUAGES, Page, get, send
from door_process import READER, TELL, Door

from vittne.door.guides import SLUGS, copy_starters
from vittne.inbox import new_inbox

PERSON = {
    "en": "the harbour office (invented)",
    "ru": "портовая контора (вымысел)",
    "sv": "hamnkontoret (påhittat)",
}
TELEPHONE = {"width": 360, "height": 740}
FINGER = 44


def configure(door: Door, **changes: object) -> None:
    file = door.folder / "door.toml"
    content = tomllib.loads(file.read_text("utf-8"))
    file.write_text(tomli_w.dumps({**content, **changes}), "utf-8")


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """A demonstration, with the starters as they come."""
    made = Door(tmp_path_factory.mktemp("guides"))
    configure(made, person=PERSON)
    copy_starters(made.folder)
    with made:
        yield made


# ---------------------------------------------------------------- the organisation


@pytest.fixture
def typed(own_door: Door, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Type `vittne door guide ...` where the folder is edited, beside an inbox of the staff."""
    key = tmp_path / "key"
    key.write_text(f"{READER.secret()}\n")
    staff = new_inbox(tmp_path / "inbox", "http://127.0.0.1:8080", None, key, str)
    configure(own_door, staff=[staff.public], invented=False, person=PERSON)
    copy_starters(own_door.folder)

    def run(act: str, *more: str, said: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "vittne", "door", "guide", act, own_door.folder, *more]
        if act == "sign":
            command += ["--inbox", tmp_path / "inbox"]
        return subprocess.run(
            list(map(str, command)), input=said, capture_output=True, text=True, encoding="utf-8"
        )

    return run


def adapt(door: Door, name: str) -> None:
    """Read a starter, and take out that it is one."""
    path = door.folder / "guides" / f"{name}.md"
    path.write_text(re.sub(r"^> .*\n", "", path.read_text("utf-8"), flags=re.M), "utf-8")


def test_readers_get_what_was_signed_and_the_door_says_what_they_do_not_get(
    own_door: Door, typed: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    starter = typed("sign", "meeting", "--language", "ru", "--yes")
    assert starter.returncode == 2
    assert "this is still a starter" in starter.stderr

    for name in ("ru/meeting", "ru/leaving", "sv/leaving"):
        adapt(own_door, name)
    doubtful = typed("sign", "meeting", "--language", "ru", said="perhaps\n")
    assert doubtful.returncode == 2
    assert "Nothing was signed." in doubtful.stdout
    signed = typed("sign", "meeting", "leaving", "--language", "ru", said="yes\n")
    assert signed.returncode == 0, signed.stderr
    assert PERSON["ru"] in signed.stdout, "what is signed is shown, with the person in it"
    assert typed("sign", "leaving", "--language", "sv", "--yes").returncode == 0
    with (own_door.folder / "guides" / "ru" / "leaving.md").open("a") as file:
        file.write("\nОдно слово.\n")

    listed = typed("list").stdout.splitlines()
    assert len(listed) == 3 * len(SLUGS) + 1
    assert re.search(
        r"^ru/meeting: signed \(\d{4}-\d\d-\d\d, staff key 1\)$", "\n".join(listed), re.M
    )
    assert listed[-1] == "Readers get 2 of 18."

    own_door.start()
    said = own_door.log.read_text("utf-8")
    assert said.count(" is not shown: ") == 16
    assert "guide ru/leaving is not shown: the text was changed after it was signed" in said
    assert "guide en/meeting is not shown: not signed" in said
    russian, swedish = (get(own_door, f"/{one}/guides/") for one in ("ru", "sv"))
    assert [one.attributes["id"] for one in russian.root.all("details")] == ["meeting"]
    assert [one.attributes["id"] for one in swedish.root.all("details")] == ["leaving"]
    assert "Прочитано и подписано: Вымысел" in russian.said
    assert "Läst och undertecknad för Påhittat den" in swedish.said

    # In English nothing was signed: the page says so, and nothing leads to it.
    english = get(own_door, "/en/guides/")
    assert english.status == 200
    assert english.root.all("details") == []
    assert len({len(page.body) for page in (english, russian, swedish)}) == 1
    assert "/en/guides/" not in [
        one.attributes["href"] for one in get(own_door, "/en/").main.all("a")
    ]


def test_without_an_answer_nothing_is_signed(
    own_door: Door, typed: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    adapt(own_door, "en/meeting")
    assert typed("sign", "meeting", "--language", "en").returncode == 2
    assert not (own_door.folder / "guides" / "signatures.toml").exists()


# ---------------------------------------------------------------- those who read


def pages(door: Door) -> list[Page]:
    return [get(door, f"/{language}/guides/") for language in LANGUAGES]


def test_all_guides_are_one_page_of_one_size_in_every_language(door: Door) -> None:
    for page in pages(door):
        assert [one.attributes["id"] for one in page.main.all("details")] == [*SLUGS]
        assert page.said.count("(") >= len(SLUGS)
    assert len({len(page.body) for page in pages(door)}) == 1
    # Also before the server has filled it up to a power of two.
    assert len({len(page.body.rpartition(b"\n<!--")[0]) for page in pages(door)}) == 1


def test_the_page_is_like_every_page_of_the_door(door: Door) -> None:
    usual = get(door, "/en/").headers
    for language, page in zip(LANGUAGES, pages(door), strict=True):
        different = {key for key in usual if usual[key] != page.headers.get(key)}
        assert different <= {"Content-Length"}
        assert page.root.one("html").attributes["lang"] == language
        assert page.root.all("a")[0].attributes["href"] == f"/{language}/leave/"
        # The page of an organisation has nothing in it that acts or leads away.
        assert page.main.all("script", "img", "iframe", "form", "input", "a", "svg") == []
        assert "http" not in page.source
        assert len(page.root.all("p", **{"class": "invented"})) == 1
        assert all(PERSON[language] in one.text for one in page.main.all("details"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_guides_are_found_where_people_read_ask_and_tell(door: Door, language: str) -> None:
    address = f"/{language}/guides/"
    told = send(door, get(door, f"/{language}/tell/"), TELL, "Invented.")
    assert told.status == 200
    found = [get(door, f"/{language}/{path}") for path in ("", "tell/", "help/")]
    for page in found:
        assert address in [one.attributes["href"] for one in page.main.all("a")]
    assert "/en/guides/" in [one.attributes["href"] for one in told.main.all("a")]
    # What was refused has words in it that a link would lead away from.
    refused = send(door, get(door, TELL), TELL, "")
    assert refused.status == 400
    assert "/en/guides/" not in [one.attributes["href"] for one in refused.main.all("a")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_guide_is_read_on_a_telephone_without_script_and_nothing_is_fetched(
    browser: Any, door: Door, language: str
) -> None:
    context = browser.new_context(viewport=TELEPHONE, java_script_enabled=False)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    address = f"http://127.0.0.1:{door.port}/{language}/guides/"
    page.goto(address)
    summaries = page.locator("summary")
    assert summaries.count() == len(SLUGS)
    for number, slug in enumerate(SLUGS):
        assert summaries.nth(number).bounding_box()["height"] >= FINGER
        last = page.locator(f"#{slug} > p").last
        assert not last.is_visible()
        summaries.nth(number).click()
        assert PERSON[language] in last.inner_text()
        # No address, and so no history, says which guide was opened.
        assert page.url == address
    assert page.evaluate("document.scrollingElement.scrollWidth") <= TELEPHONE["width"]
    assert asked == [address]
    assert context.cookies() == []
    context.close()


def test_open_guides_put_no_barrier_up(browser: Any, door: Door) -> None:
    context = browser.new_context(viewport=TELEPHONE, bypass_csp=True)
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{door.port}/sv/guides/")
    for summary in page.locator("summary").all():
        summary.click()
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += Axe().run(page).response["violations"]
    assert found == []
    context.close()
