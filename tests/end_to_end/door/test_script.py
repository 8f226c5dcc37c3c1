"""The pages with script on: what a person meets while the browser seals, and when it cannot."""

from __future__ import annotations

import gzip
import hashlib
import sys
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from door_pages import Page, get
from door_process import Door
from firefox import firefox

from vittne.door.texts import texts
from vittne.seal import Code, HybridIdentity, Reply, read_code, reply_id, seal_reply

TELEPHONE = {"width": 360, "height": 740}
RULES = {"light": ["wcag2a", "wcag2aa", "wcag22aa"], "dark": ["color-contrast"]}
"""Dark differs from light in its colours and in nothing else."""
FINGER = 44
TEXT = "Вымысел: их было двое.\nOne line more."
STEPS = """() => {
    window.steps = [];
    new MutationObserver(() => {
        const step = document.querySelector("#step")?.dataset.step;
        if (step && step !== window.steps.at(-1)) window.steps.push(step);
    }).observe(document.documentElement, {subtree: true, childList: true, attributes: true});
}"""
"""Notes what the page says that it does, in its order."""


@pytest.fixture
def telephone(browser: Any) -> Iterator[Any]:
    """A page 360 px wide; what it sends, and what goes wrong in it, is written down."""
    context = browser.new_context(viewport=TELEPHONE)
    page = context.new_page()
    page.sent, page.problems = [], []
    page.on("request", lambda one: one.method == "POST" and page.sent.append(one))
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    yield page
    assert page.problems == []
    assert context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.evaluate("history.length") <= 4, "nothing but the pages that were opened"
    context.close()


def goto(page: Any, door: Door, path: str, *, by: str = "browser") -> None:
    page.goto(f"http://127.0.0.1:{door.port}{path}")
    page.locator(f"#sealing[data-by={by}]").wait_for()


def done(page: Any, result: str) -> None:
    """Wait for the end of the work; deriving takes as long as it takes."""
    page.locator(f"main[data-result={result}], #error").wait_for(timeout=120_000)
    error = page.locator("#error")
    assert error.count() == 0, error.inner_text()


def trouble(page: Any) -> str:
    """Wait until something is said to be wrong; return it."""
    page.locator("#error").wait_for(timeout=120_000)
    assert page.locator("#error").get_attribute("role") == "alert"
    assert page.evaluate("document.activeElement.id") == "error", "it is read out"
    return str(page.locator("#error").inner_text())


def tell(page: Any, door: Door, language: str = "ru", text: str = TEXT) -> Code:
    goto(page, door, f"/{language}/tell/")
    page.locator("#text").fill(text)
    page.locator("#send").click()
    done(page, "received")
    return read_code(page.locator("#digits").inner_text())


def new(door: Door, before: list[str]) -> str:
    (identifier,) = set(door.ids()) - set(before)
    return identifier


# ---------------------------------------------------------------- while it works


def test_each_step_is_said_and_the_code_is_shown_as_the_server_shows_it(
    telephone: Any, door: Door
) -> None:
    page, before = telephone, door.ids()
    goto(page, door, "/ru/tell/")
    page.evaluate(STEPS)
    page.locator("#text").fill(TEXT)
    page.locator("#send").focus()
    page.keyboard.press("Enter")
    done(page, "received")
    steps = page.evaluate("window.steps")
    assert [one for one in steps if one != "store"] == ["derive", "seal", "send"]
    assert page.evaluate("document.activeElement.tagName") == "H1", "what follows is read out"

    code = read_code(" ".join(page.locator("#words li").all_inner_texts()), "ru")
    assert read_code(page.locator("#digits").inner_text()) == code
    envelope, _ = door.read(new(door, before))
    assert envelope.text == TEXT
    shown = page.locator("main").inner_text()
    server = Page(door.send("x", path="/ru/tell/")).said
    for line in shown.splitlines():
        if line and line not in code.words("ru") and line != page.locator("#digits").inner_text():
            assert " ".join(line.split()) in server


def test_what_takes_long_can_be_stopped_and_nothing_was_sent(telephone: Any, door: Door) -> None:
    page = telephone
    goto(page, door, "/sv/tell/")
    page.locator("#text").fill(TEXT)
    # A telephone so slow that it surely works still when the button is pressed.
    slow = page.context.new_cdp_session(page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 10})
    page.locator("#send").click()
    page.locator("#step[data-step=derive]").wait_for()
    page.locator("#cancel").click()
    assert texts("sv")("stopped") in trouble(page)
    assert page.sent == []
    assert page.locator("#text").input_value() == TEXT
    assert page.locator("#progress").count() == 0


def test_pressing_twice_sends_once(telephone: Any, door: Door) -> None:
    page, before = telephone, door.ids()
    goto(page, door, "/en/help/")
    page.locator("#text").fill(TEXT)
    page.locator("#send").dblclick()
    done(page, "received")
    assert door.read(new(door, before))[0].kind == "help"


# ---------------------------------------------------------------- when it does not work


def test_a_server_that_fails_leaves_all_that_was_written_and_chosen(
    telephone: Any, door: Door, tmp_path: Path
) -> None:
    page, before = telephone, door.ids()
    file = tmp_path / "снимок.jpg"
    file.write_bytes(b"J" * 70_000)
    goto(page, door, "/ru/tell/")
    page.locator("#text").fill(TEXT)
    page.locator("#files").set_input_files(file)
    page.route("**/sealed/", lambda route: route.fulfill(status=503, body="busy"))
    page.locator("#send").click()
    assert texts("ru")("error-failed") in trouble(page)
    page.unroute("**/sealed/")
    page.route("**/sealed/", lambda route: route.abort())
    page.locator("#send").click()
    page.locator("#error", has_text=texts("ru")("error-lost")).wait_for()
    assert page.locator("#text").input_value() == TEXT
    page.unroute("**/sealed/")
    # The keys are derived once: who tries again does not wait again.
    page.evaluate(STEPS)
    page.locator("#send").click()
    done(page, "received")
    assert "derive" not in page.evaluate("window.steps")
    envelope, files = door.read(new(door, before))
    assert (envelope.text, files) == (TEXT, [file.read_bytes()])
    assert [entry.name for entry in envelope.files] == [file.name]


def test_a_refusal_of_the_server_is_said_and_the_next_try_has_a_new_token(
    telephone: Any, door: Door
) -> None:
    page = telephone
    goto(page, door, "/en/tell/")
    page.locator("#text").fill(TEXT)
    page.evaluate("document.querySelector('[name=token]').value = 'A'.repeat(48)")
    page.locator("#send").click()
    assert texts("en")("error-old") in trouble(page)
    page.locator("#send").click()
    done(page, "received")


def test_a_file_that_is_gone_is_said(telephone: Any, door: Door, tmp_path: Path) -> None:
    page, file = telephone, tmp_path / "gone.txt"
    file.write_text("x")
    goto(page, door, "/sv/tell/")
    page.locator("#text").fill(TEXT)
    page.locator("#files").set_input_files(file)
    file.unlink()
    page.locator("#send").click()
    assert texts("sv")("error-unread") in trouble(page)
    assert page.sent == []


@pytest.mark.parametrize("language", ["en", "ru", "sv"])
def test_slips_in_a_code_are_told_before_anything_is_asked(
    telephone: Any, door: Door, language: str
) -> None:
    page = telephone
    words = list(Code.generate().words(language))
    slip = words[3][:3] + "ъqw"
    typed = " ".join([*words[:3], slip, *words[4:]])
    goto(page, door, f"/{language}/answers/")
    page.locator("#code").fill(typed)
    page.locator("#show").click()
    said = trouble(page)
    server = Page(door.ask(typed, f"/{language}/answers/")).root.one(id="error")
    assert [" ".join(one.split()) for one in said.splitlines() if one] == [
        " ".join(one.text.split()) for one in server.all("h2", "p", "li")
    ], "as the server says it"
    assert page.locator("#code").get_attribute("aria-invalid") == "true"
    assert page.locator("#code").input_value() == typed
    assert page.sent == []
    page.locator("#code").fill("")
    page.locator("#show").click()
    assert texts(language)("code-empty") in trouble(page)
    assert page.locator("#error").count() == 1


def test_nothing_to_send_is_told_apart_from_an_error(telephone: Any, door: Door) -> None:
    for path, name in (("/ru/tell/", "error-empty"), ("/ru/help/", "error-empty-help")):
        goto(telephone, door, path)
        telephone.locator("#text").fill("  \n")
        telephone.locator("#send").click()
        assert texts("ru")(name) in trouble(telephone)
    assert telephone.sent == []


def test_answers_wait_where_the_connection_breaks(telephone: Any, door: Door) -> None:
    page, code = telephone, Code.generate()
    goto(page, door, "/ru/answers/")
    page.locator("#code").fill(code.digits())
    page.route("**/sealed-answers/", lambda route: route.abort())
    page.locator("#show").click()
    assert texts("ru")("error-lost-answers") in trouble(page)
    page.unroute("**/sealed-answers/")
    page.locator("#show").click()
    done(page, "answers")
    assert texts("ru")("answers-none") in page.locator("main").inner_text()


def test_an_answer_that_nobody_can_open_is_told(telephone: Any, door: Door) -> None:
    page, before = telephone, door.ids()
    code = tell(page, door, "en")
    envelope, _ = door.read(new(door, before))
    sealed = seal_reply(Reply("x", "en"), HybridIdentity(bytes(32)).recipient)
    place = reply_id(envelope.reply_secret, 0).hex()
    assert door.api("PUT", f"/api/v1/replies/{place}", sealed).status < 300
    door.reply(envelope, "Readable.", 1)
    goto(page, door, "/en/answers/")
    page.locator("#code").fill(code.digits())
    page.locator("#show").click()
    done(page, "answers")
    newest, oldest = page.locator("article").all_inner_texts()
    assert "Readable." in newest
    assert texts("en")("answer-unreadable") in oldest


# ---------------------------------------------------------------- never in the clear by itself


def test_a_browser_that_cannot_seal_sends_nothing_until_the_person_says_so(
    telephone: Any, door: Door
) -> None:
    page, before = telephone, door.ids()
    broken = "crypto.getRandomValues = () => { throw new RangeError('no memory') }"
    page.add_init_script(broken)
    goto(page, door, "/ru/tell/")
    page.locator("#text").fill(TEXT)
    for _ in range(2):  # trying again is no consent
        page.locator("#send").click()
        assert texts("ru")("error-seal") in trouble(page)
    assert texts("ru")("plain-seal") in page.locator("#error").inner_text()
    assert page.sent == []
    assert page.locator("#text").input_value() == TEXT
    assert door.ids() == before

    with page.expect_navigation():
        page.locator("#send-plain").click()
    assert page.locator("#words li").count() == 9
    assert door.read(new(door, before))[0].text == TEXT


def test_a_code_goes_to_the_server_only_where_the_person_says_so(
    telephone: Any, door: Door
) -> None:
    page = telephone
    goto(page, door, "/en/answers/")
    broken = "TextEncoder.prototype.encode = () => { throw new RangeError('no memory') }"
    page.evaluate(f"() => {{ {broken} }}")
    page.locator("#code").fill(Code.generate().digits())
    page.locator("#show").click()
    assert texts("en")("error-open") in trouble(page)
    assert page.sent == []
    with page.expect_navigation():
        page.locator("#send-plain").click()
    assert texts("en")("answers-none") in page.locator("main").inner_text()


@pytest.mark.parametrize("lack", ["old", "missing"])
def test_where_the_script_cannot_start_the_server_seals_and_the_page_says_so(
    telephone: Any, door: Door, lack: str
) -> None:
    page, before = telephone, door.ids()
    if lack == "old":
        page.add_init_script("delete globalThis.TransformStream")
    else:
        page.route("**/vittne.js", lambda route: route.abort())
    goto(page, door, "/sv/tell/", by="server")
    said = page.locator("#sealing").inner_text()
    assert said == texts("sv")("sealing-old" if lack == "old" else "sealing-server")
    page.locator("#text").fill(TEXT)
    with page.expect_navigation():
        page.locator("#send").click()
    assert page.locator("#words li").count() == 9
    assert door.read(new(door, before))[0].text == TEXT


def test_no_button_sends_before_the_script_has_started(telephone: Any, door: Door) -> None:
    """A connection is slow, a person is not."""
    page = telephone
    waiting: list[Any] = []
    page.route("**/vittne.js", lambda route: waiting.append(route))
    page.goto(f"http://127.0.0.1:{door.port}/en/tell/", wait_until="commit")
    page.locator("#text").fill(TEXT)
    assert page.locator("#send").count() == 0
    page.locator("#files").wait_for()
    waiting.pop().continue_()
    page.locator("#send").wait_for()
    assert page.locator("#sealing").get_attribute("data-by") == "browser"
    assert page.locator("#text").input_value() == TEXT


# ---------------------------------------------------------------- leaving


def test_leaving_forgets_what_was_typed_and_the_code(telephone: Any, door: Door) -> None:
    page = telephone
    goto(page, door, "/en/tell/")
    page.locator("#text").fill("something")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    assert page.locator("main").inner_text() == "", "nothing is left for a browser to keep"
    goto(page, door, "/en/tell/")
    page.locator("#text").fill("something")
    page.locator("header .leave").click()
    page.wait_for_url("**/leave/")
    page.go_back()
    page.locator("#sealing[data-by=browser]").wait_for()
    assert page.locator("#text").input_value() == ""


# ---------------------------------------------------------------- everybody


def test_no_view_puts_a_barrier_up_and_all_fit_a_telephone(browser: Any, door: Door) -> None:
    context = browser.new_context(viewport=TELEPHONE, bypass_csp=True)
    page = context.new_page()
    found: list[str] = []

    def look(state: str) -> None:
        for scheme, rules in RULES.items():
            page.emulate_media(color_scheme=scheme)
            for one in Axe().run(page, options={"runOnly": rules}).response["violations"]:
                found.append(f"{state}, {scheme}: {one['id']}: {one['nodes'][0]['html'][:200]}")
        if page.evaluate("document.scrollingElement.scrollWidth") > TELEPHONE["width"]:
            found.append(f"{state}: too wide")
        for one in page.locator("main a, main button, main summary").all():
            if one.is_visible() and one.bounding_box()["height"] < FINGER:
                found.append(f"{state}: {one.inner_text()} is low")

    goto(page, door, "/ru/tell/")
    page.locator("#text").fill("Вымысел.")
    page.route("**/sealed/", lambda route: None)
    before = door.ids()
    page.locator("#send").click()
    page.locator("#step[data-step=send], #step[data-step=store]").wait_for(timeout=120_000)
    look("working")
    page.locator("#cancel").click()
    trouble(page)
    look("stopped")
    page.unroute("**/sealed/")
    page.locator("#send").click()
    done(page, "received")
    look("received")
    digits = page.locator("#digits").inner_text()
    door.reply(door.read(new(door, before))[0], "Вымысел. " + "x" * 60)
    goto(page, door, "/ru/answers/")
    page.locator("#code").fill(digits)
    page.locator("#show").click()
    done(page, "answers")
    page.locator("summary").click()
    look("answers")
    assert found == []
    context.close()


def test_it_runs_in_firefox_too(door: Door, tmp_path: Path) -> None:
    """Of which Tor Browser is made: the policy lets this script run, by its hash."""
    before = door.ids()
    with firefox(tmp_path, wide=360, script=True) as window:
        window.goto(f"http://127.0.0.1:{door.port}/ru/tell/")
        assert window.text("#sealing") == texts("ru")("sealing-browser")
        window.type("#text", "Двое.")
        window.click("#send")
        window.wait_until(lambda: bool(window.all("main[data-result=received]")))
        assert read_code(window.text("#words"), "ru") == read_code(window.text("#digits"))
    assert door.read(new(door, before))[0].text == "Двое."


# ---------------------------------------------------------------- the file


def test_the_script_is_one_file_allowed_by_its_hash_and_kept_by_no_browser(door: Door) -> None:
    plain = door.get("/vittne.js")
    packed = door.request("GET", "/vittne.js", headers={"Accept-Encoding": "gzip, deflate"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < 120_000
    digest = hashlib.sha256(plain.body).digest()
    policy = plain.headers["Content-Security-Policy"].split("; ")
    assert f"script-src 'sha256-{b64encode(digest).decode()}'" in policy
    assert {"default-src 'none'", "connect-src 'self'"} < set(policy)
    for answer in (plain, packed):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    said = get(door, "/en/").root.one(id="script-hash").text
    assert said.replace(" ", "") == digest.hex()
    assert door.request("POST", "/vittne.js").status == 400


def test_a_door_without_the_script_works_and_says_that_the_server_seals(tmp_path: Path) -> None:
    without = (
        "import sys, pathlib, vittne.door.script as script\n"
        "script.PATH = pathlib.Path('/nonexistent')\n"
        "from vittne.cli.main import main\n"
        "sys.exit(main(['door', 'serve', *sys.argv[1:]]))\n"
    )
    with Door(tmp_path / "place", [sys.executable, "-c", without]) as door:
        assert texts("en")("seen-on") in get(door, "/en/").said
        assert get(door, "/en/tell/").root.all("script", "template") == []
        assert "script-src" not in door.get("/en/").headers["Content-Security-Policy"]
        for path in ("/vittne.js", "/offline.html", "/en/offline/"):
            assert door.get(path).status == 404
        door.tell("The server seals.")
