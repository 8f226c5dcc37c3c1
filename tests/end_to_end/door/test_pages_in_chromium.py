"""The pages on a telephone, with script off: seen, touched, by keyboard, by a screen reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from door_pages import LANGUAGES, READ_ONLY
from door_process import Door
from playwright.sync_api import Error as BrowserError

from vittne.seal import read_code

TELEPHONE = {"width": 360, "height": 740}
FINGER = 44
"""CSS pixels that a finger needs."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    with Door(tmp_path_factory.mktemp("chromium")) as running:
        yield running


@pytest.fixture
def telephone(browser: Any) -> Iterator[Any]:
    """A page 360 px wide, with script off; what it asks for, and what it says, is written down."""
    context = browser.new_context(viewport=TELEPHONE, java_script_enabled=False)
    page = context.new_page()
    page.asked, page.problems = set(), []
    page.on("request", lambda request: page.asked.add(request.url))
    page.on("console", lambda message: page.problems.append(message.text))
    yield page
    assert context.cookies() == []
    context.close()


@pytest.fixture
def examined(browser: Any) -> Iterator[Any]:
    """A page that can be examined by a script, past its own policy; its own script is not there."""
    context = browser.new_context(viewport=TELEPHONE, bypass_csp=True)
    context.route("**/vittne.js", lambda route: route.abort())
    yield context.new_page()
    context.close()


def address(door: Door, path: str) -> str:
    return f"http://127.0.0.1:{door.port}{path}"


def follow(page: Any, link: Any) -> None:
    """Press what leads to another page, and wait for that."""
    with page.expect_navigation():
        link.click()


def tell(page: Any, door: Door, language: str, text: str = "Они пришли ночью.") -> str:
    """Tell something; return the code."""
    page.goto(address(door, f"/{language}/tell/"))
    page.locator("#text").fill(text)
    follow(page, page.locator("button"))
    return " ".join(page.locator("#words li").all_inner_texts())


def come_back(page: Any, door: Door, language: str, code: str) -> None:
    page.goto(address(door, f"/{language}/answers/"))
    page.locator("#code").fill(code)
    follow(page, page.locator("button"))


def states(page: Any, door: Door, language: str) -> Iterator[str]:
    """Bring the page into everything that it can show, and say what."""
    page.goto(address(door, "/"))
    yield "choice"
    for path in (*READ_ONLY, "nothing/"):
        page.goto(address(door, f"/{language}/{path}"))
        yield path or "start"
    for path in ("tell/", "help/"):
        page.goto(address(door, f"/{language}/{path}"))
        page.locator("details summary").click()
        page.locator("#code").fill("one two three")
        follow(page, page.locator("button"))
        yield f"{path} refused"
    before = set(door.ids())
    code = tell(page, door, language)
    yield "received"
    come_back(page, door, language, code)
    yield "no answer"
    (identifier,) = set(door.ids()) - before
    envelope, _ = door.read(identifier)
    door.reply(envelope, "We have read it.\n\nWrite again on Thursday. " + "x" * 60, 0)
    door.reply(envelope, "Yes.", 1)
    come_back(page, door, language, code)
    page.locator("article summary").first.click()
    yield "answers"
    follow(page, page.locator("article button").first)
    yield "deleted"
    come_back(page, door, language, "x")
    yield "wrong code"


# ---------------------------------------------------------------- the whole way


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_way_by_touch(telephone: Any, door: Door, language: str, tmp_path: Path) -> None:
    page = telephone
    page.goto(address(door, "/"))
    follow(page, page.locator(f"main a[hreflang={language}]"))
    follow(page, page.locator(f"main a[href='/{language}/tell/']"))
    files = [tmp_path / "снимок.jpg", tmp_path / "b.pdf"]
    for number, file in enumerate(files):
        file.write_bytes(bytes([number]) * 70_000)
    page.locator("#text").fill("Två män.\nEn bil.")
    page.locator("label.choice").click()
    page.locator("#files").set_input_files(files)
    before = set(door.ids())
    follow(page, page.locator("button"))
    code = read_code(" ".join(page.locator("#words li").all_inner_texts()), language)
    assert read_code(page.locator("#digits").inner_text()) == code
    (identifier,) = set(door.ids()) - before
    envelope, contents = door.read(identifier)
    assert (envelope.text, envelope.kind) == ("Två män.\nEn bil.", "both")
    assert [file.name for file in envelope.files] == ["снимок.jpg", "b.pdf"]
    assert contents == [file.read_bytes() for file in files]

    door.reply(envelope, "We help.\n\nAsk for Anna.")
    follow(page, page.locator("header a:not(.leave)"))
    follow(page, page.locator(f"main a[href='/{language}/answers/']"))
    page.locator("#code").fill(code.digits())
    follow(page, page.locator("button"))
    assert page.locator("article .lines").inner_text() == "We help.\n\nAsk for Anna."

    page.locator("#text").fill("Thank you.")
    follow(page, page.locator("main > form button"))
    assert page.locator("#words").count() == 0
    follow(page, page.locator("header .leave"))
    assert page.url.endswith(f"/{language}/leave/")
    # It says which powers it does not know, and that it forgets what it was asked to forget.
    remarks = ("Error with Permissions-Policy header: Unrecognized", "Clear-Site-Data header on")
    assert [one for one in page.problems if not one.startswith(remarks)] == []
    assert {re.sub(r"(?<=\d)/.*", "", one) for one in page.asked} == {address(door, "")}


def test_the_code_does_not_come_back_with_the_button_back(telephone: Any, door: Door) -> None:
    tell(telephone, door, "en")
    digits = telephone.locator("#digits").inner_text()
    follow(telephone, telephone.locator(".leave"))
    with suppress(BrowserError):  # the browser has nothing to show
        telephone.go_back()
    assert telephone.locator("#words").count() == 0
    assert digits not in telephone.locator("body").inner_text()


def test_what_was_typed_does_not_stay_in_a_form_that_is_opened_again(
    telephone: Any, door: Door
) -> None:
    telephone.goto(address(door, "/en/answers/"))
    telephone.locator("#code").fill("raspberry")
    follow(telephone, telephone.locator(".leave"))
    telephone.go_back()
    assert telephone.locator("#code").input_value() == ""


# ---------------------------------------------------------------- everybody


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_puts_a_barrier_up(examined: Any, door: Door, language: str) -> None:
    found = []
    everything = {"runOnly": {"type": "tag", "values": RULES}}
    # Dark differs from light in its colours and in nothing else.
    ways = {"light": everything, "dark": {"runOnly": ["color-contrast"]}}
    for state in states(examined, door, language):
        for scheme, options in ways.items():
            examined.emulate_media(color_scheme=scheme)
            response = Axe().run(examined, options=options).response
            found += [
                f"{state}, {scheme}: {one['id']}: {node['html'][:200]}: {node['failureSummary']}"
                for one in response["violations"]
                for node in one["nodes"]
            ]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_fits_a_telephone_and_a_finger(
    telephone: Any, door: Door, language: str
) -> None:
    wrong = []
    for state in states(telephone, door, language):
        width = telephone.evaluate("document.scrollingElement.scrollWidth")
        if width > TELEPHONE["width"]:
            wrong.append(f"{state}: {width} wide")
        for one in telephone.locator(
            "a, button, summary, textarea, input:not([type=hidden]):not([tabindex]), label.choice"
        ).all():
            if not one.is_visible() or one.get_attribute("type") == "checkbox":
                continue  # the label of a box can be touched, too
            box = one.bounding_box()
            if box["height"] < FINGER or box["x"] < 0 or box["x"] + box["width"] > 360:
                wrong.append(f"{state}: {one.evaluate('e => e.outerHTML')[:100]}: {box}")
    assert wrong == []


def test_with_letters_twice_as_large_nothing_is_lost(telephone: Any, door: Door) -> None:
    telephone.goto(address(door, "/ru/tell/"))
    telephone.evaluate("document.documentElement.style.fontSize = '200%'")
    assert telephone.evaluate("document.scrollingElement.scrollWidth") <= TELEPHONE["width"]


def seen(page: Any) -> str:
    """What has the focus can be seen, whole, and is marked; return which it is."""
    focused = page.locator(":focus")
    box = focused.bounding_box()
    bar = page.locator("header").bounding_box()
    if focused.evaluate("e => !e.closest('header')"):
        assert box["y"] + box["height"] > bar["y"] + bar["height"], "not behind the bar"
    assert box["y"] < TELEPHONE["height"]
    assert focused.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    named = "e => e.id || e.name || e.className || e.getAttribute('href') || e.tagName"
    return str(focused.evaluate(named))


def tab_to(page: Any, what: str) -> None:
    for _ in range(20):
        page.keyboard.press("Tab")
        if seen(page) == what:
            return
    raise AssertionError(f"no way to {what}")


def test_the_whole_way_by_keyboard_alone(telephone: Any, door: Door) -> None:
    page = telephone
    page.goto(address(door, "/sv/"))
    page.keyboard.press("Tab")
    assert seen(page) == "leave", "the way out comes first"
    tab_to(page, "/sv/tell/")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tell/")
    tab_to(page, "text")
    page.keyboard.type("Jag hörde ropen.")
    tab_to(page, "kind")
    page.keyboard.press("Space")
    tab_to(page, "SUMMARY")
    page.keyboard.press("Enter")
    tab_to(page, "code")
    page.keyboard.type("fel")
    tab_to(page, "files")
    tab_to(page, "send")
    page.keyboard.press("Enter")
    page.wait_for_selector("#error")
    page.wait_for_load_state()
    tab_to(page, "alone")
    page.keyboard.press("Enter")
    assert page.locator(":target").get_attribute("id") == "code"
    page.locator("#code").focus()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    tab_to(page, "send")
    before = set(door.ids())
    page.keyboard.press("Enter")
    page.wait_for_selector("#digits")
    digits = page.locator("#digits").inner_text()
    (identifier,) = set(door.ids()) - before
    envelope, _ = door.read(identifier)
    assert (envelope.text, envelope.kind) == ("Jag hörde ropen.", "both")
    door.reply(envelope, "Tack.")

    page.goto(address(door, "/sv/answers/"))
    tab_to(page, "code")
    page.keyboard.type(digits)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("article")
    page.wait_for_load_state()
    tab_to(page, "SUMMARY")
    page.keyboard.press("Enter")
    tab_to(page, "delete")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=status]")
    assert page.locator("article").count() == 0


def test_script_that_somebody_writes_does_not_run(browser: Any, door: Door) -> None:
    """Not even where script is on; the door's own is not there, so that the server shows it."""
    context = browser.new_context(viewport=TELEPHONE)
    context.route("**/vittne.js", lambda route: route.abort())
    page = context.new_page()
    text = "</textarea><script>document.title = 'ran'</script><img src=x onerror=alert(1)>"
    before = set(door.ids())
    code = tell(page, door, "en", text)
    (identifier,) = set(door.ids()) - before
    envelope, _ = door.read(identifier)
    assert envelope.text == text
    door.reply(envelope, text)
    come_back(page, door, "en", code)
    assert page.locator("article .lines").inner_text() == text
    come_back(page, door, "en", text)
    assert page.locator("#code").input_value() == text
    assert page.title() == "Page"
    assert context.cookies() == []
    context.close()
