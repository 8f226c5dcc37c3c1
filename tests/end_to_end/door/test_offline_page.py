"""The page that is carried: opened from a file, where there is no network."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from door_pages import get
from door_process import READER, Door, make_folder, unseal
from firefox import firefox

from vittne.door.texts import texts
from vittne.seal import (
    Code,
    HybridIdentity,
    Reply,
    derive,
    fingerprint,
    read_block,
    read_code,
    read_slip,
    reply_id,
    seal_reply,
    write_block,
)

TELEPHONE = {"width": 360, "height": 740}
RULES = {"light": ["wcag2a", "wcag2aa", "wcag22aa"], "dark": ["color-contrast"]}
"""Dark differs from light in its colours and in nothing else."""
TEXT = "Вымысел: их было двое.\nOne line more."


def make(folder: Path, out: Path) -> str:
    """Run the command; return what it prints."""
    command = [sys.executable, "-m", "vittne", "door", "offline-page", str(folder)]
    made = subprocess.run([*command, "--out", str(out)], capture_output=True, text=True)
    assert made.returncode == 0, made.stderr
    return made.stdout


@pytest.fixture(scope="module")
def carried(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page, and nothing beside it."""
    place = tmp_path_factory.mktemp("carried")
    make_folder(place / "door")
    make(place / "door", place / "page.html")
    return place / "page.html"


@pytest.fixture
def telephone(browser: Any) -> Iterator[Any]:
    """A page 360 px wide, without a network; all that it asks for is written down."""
    context = browser.new_context(viewport=TELEPHONE, offline=True, accept_downloads=True)
    page = context.new_page()
    page.asked, page.problems = [], []
    page.on("request", lambda one: page.asked.append(one.url))
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("console", lambda message: page.problems.append(message.text))
    yield page
    assert page.problems == []
    assert {one.split(":")[0] for one in page.asked} <= {"file", "data", "blob"}
    assert context.cookies() == []
    context.close()


def choose(page: Any, carried: Path, language: str, way: str) -> None:
    page.goto(carried.as_uri())
    page.locator(f"button[data-language={language}]").click()
    page.locator(f"main button[data-to={way}]").click()


def done(page: Any, result: str) -> None:
    page.locator(f"main[data-result={result}], #error").wait_for(timeout=120_000)
    error = page.locator("#error")
    assert error.count() == 0, error.inner_text()


def seal(page: Any, carried: Path, language: str, text: str = TEXT) -> Code:
    choose(page, carried, language, "tell")
    page.locator("#text").fill(text)
    page.locator("#send").click()
    done(page, "sealed")
    return read_code(page.locator("#digits").inner_text())


def slip(page: Any, carried: Path, language: str, code: Code) -> None:
    choose(page, carried, language, "answers")
    page.locator("#code").fill(" ".join(code.words(language)))
    page.locator("#show").click()
    done(page, "slip")


# ---------------------------------------------------------------- sealing


@pytest.mark.parametrize("language", ["en", "ru", "sv"])
def test_it_seals_without_a_network(telephone: Any, carried: Path, language: str) -> None:
    code = seal(telephone, carried, language)
    words = " ".join(telephone.locator("#words li").all_inner_texts())
    assert read_code(words, language) == code
    assert telephone.evaluate("document.documentElement.lang") == language
    block = telephone.locator("#block").input_value()
    envelope, _ = unseal(read_block(block))
    keys = derive(code)
    assert (envelope.text, envelope.language) == (TEXT, language)
    assert (envelope.reply_key, envelope.reply_secret) == (keys.identity.recipient, keys.secret)
    with telephone.expect_download() as download:
        telephone.locator("#save").click()
    assert download.value.suggested_filename == "document.bin"
    assert Path(download.value.path()).read_bytes() == read_block(block)
    telephone.locator("#copy").click()
    assert telephone.locator("[role=status]").inner_text() == texts(language)("copied")


def test_files_go_into_a_file_and_help_needs_no_telling(
    telephone: Any, carried: Path, tmp_path: Path
) -> None:
    page, picture = telephone, tmp_path / "снимок.jpg"
    picture.write_bytes(bytes(range(256)) * 600)
    choose(page, carried, "ru", "tell")
    page.locator("#files").set_input_files(picture)
    page.locator("#send").click()
    done(page, "sealed")
    assert page.locator("#block").count() == 0, "nobody can paste as much"
    with page.expect_download() as download:
        page.locator("#save").click()
    envelope, files = unseal(Path(download.value.path()).read_bytes())
    assert [one.name for one in envelope.files] == [picture.name]
    assert files == [picture.read_bytes()]

    page.locator("header button[data-to=start]").click()
    page.locator("main button[data-to=help]").click()
    code = Code.generate()
    page.locator("summary").click()
    page.locator("#code").fill(code.digits())
    page.locator("#text").fill("A bed.")
    page.locator("#send").click()
    done(page, "sealed")
    assert page.locator("#words").count() == 0, "the code is known already"
    envelope, _ = unseal(read_block(page.locator("#block").input_value()))
    assert (envelope.kind, envelope.text) == ("help", "A bed.")
    assert envelope.reply_secret == derive(code).secret


def test_what_is_wrong_is_said_and_it_never_speaks_of_sending(
    telephone: Any, carried: Path
) -> None:
    page = telephone
    choose(page, carried, "sv", "tell")
    page.locator("#send").click()
    said = page.locator("#error").inner_text()
    assert texts("sv")("error-heading-offline") in said
    assert texts("sv")("error-empty-offline") in said
    page.locator("#text").fill("x" * 70_000)
    page.locator("#send").click()
    page.locator("#error", has_text=texts("sv")("error-long")).wait_for(timeout=120_000)
    assert page.locator("#send-plain").count() == 0, "there is no server"
    assert len(page.locator("#text").input_value()) == 70_000


# ---------------------------------------------------------------- answers


def test_answers_come_back_as_blocks_and_what_is_cut_is_said(telephone: Any, carried: Path) -> None:
    page, code = telephone, Code.generate()
    keys = derive(code)
    slip(page, carried, "ru", code)
    assert set(read_slip(page.locator("#slip").input_value())) == {
        reply_id(keys.secret, number) for number in range(64)
    }
    block = write_block(seal_reply(Reply("Tack.\nVi läser.", "sv"), keys.identity.recipient))
    foreign = write_block(seal_reply(Reply("x", "sv"), HybridIdentity(bytes(32)).recipient))
    wrong = {
        "block-empty": "",
        "block-no-begin": block.split("\n", 1)[1],
        "block-cut": block[: len(block) // 2],
        "block-changed": block.replace(block[400:404], "AAAA"),
        "block-two": block + block,
        "block-other-code": foreign,
    }
    for name, pasted in wrong.items():
        page.locator("#answers").fill(pasted)
        page.locator("#open").click()
        page.locator("#error", has_text=texts("ru")(name)).wait_for()
        assert page.locator("#answers").input_value() == pasted
        assert page.locator("article").count() == 0
    # As messengers mangle it.
    mangled = "> " + block.replace("\n", "\r\n> ").replace("-----", "—————") + "\n\nOK?"
    page.locator("#answers").fill(mangled)
    page.locator("#open").click()
    article = page.locator("article")
    article.wait_for()
    assert article.locator(".lines").inner_text() == "Tack.\nVi läser."
    assert article.locator(".lines").get_attribute("lang") == "sv"
    assert page.locator("#answers").input_value() == ""
    assert page.locator("#error").count() == 0


def test_answers_stand_in_their_order_whichever_was_pasted_first(
    telephone: Any, carried: Path
) -> None:
    """The server does not know it. What says it is a line below the block, if it was copied."""
    page, code = telephone, Code.generate()
    keys = derive(code)
    slip(page, carried, "ru", code)
    for shown, (number, said) in enumerate([(None, "?"), (0, "I"), (2, "III"), (1, "II")]):
        block = write_block(seal_reply(Reply(said, "ru"), keys.identity.recipient))
        line = "" if number is None else f"answer {reply_id(keys.secret, number).hex()}\n"
        page.locator("#answers").fill(block + line)
        page.locator("#open").click()
        page.locator("article").nth(shown).wait_for()
    assert page.locator("article .lines").all_inner_texts() == ["III", "II", "I", "?"]
    assert page.locator("article h3").all_inner_texts()[:3] == ["Ответ 3", "Ответ 2", "Ответ 1"]


# ---------------------------------------------------------------- what it is


def test_it_reaches_nothing_and_forgets(telephone: Any, carried: Path) -> None:
    page = telephone
    seal(page, carried, "en")
    reached = page.evaluate(
        "fetch('http://127.0.0.1:9/').then(() => 'reached', error => error.name)"
    )
    assert reached == "TypeError"
    assert any("Content Security Policy" in one for one in page.problems), "its own policy forbids"
    page.problems.clear()
    page.locator("header .leave").click()
    assert page.locator("textarea, #words, #digits").count() == 0
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    assert page.locator("main").inner_text() == ""


def test_without_script_it_says_what_it_needs(browser: Any, carried: Path) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(carried.as_uri())
    for language in ("en", "ru", "sv"):
        assert texts(language)("carried-needs") in page.locator("#needs").inner_text()
    context.close()


def test_it_shows_whom_it_seals_to_and_that_it_is_invented(telephone: Any, carried: Path) -> None:
    choose(telephone, carried, "ru", "about")
    expected = fingerprint(READER.recipient)
    assert telephone.locator("#fingerprint").inner_text().split() == [*expected.words("ru")]
    assert telephone.locator("#fingerprint-hex").inner_text() == expected.hex()
    assert telephone.locator(".invented").all_inner_texts() == [texts("ru")("invented")]
    assert telephone.title() == "Page"


def test_no_view_puts_a_barrier_up_and_all_fit_a_telephone(browser: Any, carried: Path) -> None:
    # The policy of a file cannot be passed by; the same page without it is examined.
    open_to_all = carried.with_name("examined.html")
    source = carried.read_text("utf-8")
    open_to_all.write_text(re.sub(r"<meta http-equiv[^>]*>\n", "", source), "utf-8")
    context = browser.new_context(viewport=TELEPHONE, offline=True)
    page = context.new_page()
    found: list[str] = []

    def look(state: str) -> None:
        for scheme, rules in RULES.items():
            page.emulate_media(color_scheme=scheme)
            for one in Axe().run(page, options={"runOnly": rules}).response["violations"]:
                found.append(f"{state}, {scheme}: {one['id']}: {one['nodes'][0]['html'][:200]}")
        if page.evaluate("document.scrollingElement.scrollWidth") > TELEPHONE["width"]:
            found.append(f"{state}: too wide")
        for one in page.locator("a, button, summary").all():
            if one.is_visible() and one.bounding_box()["height"] < 44:
                found.append(f"{state}: {one.inner_text()} is low")

    page.goto(open_to_all.as_uri())
    look("choice")
    page.locator("button[data-language=ru]").click()
    look("start")
    for way in ("about", "help"):
        choose(page, open_to_all, "ru", way)
        look(way)
    code = seal(page, open_to_all, "ru")
    look("sealed")
    slip(page, open_to_all, "ru", code)
    page.locator("#open").click()
    page.locator("#error").wait_for()
    look("slip")
    assert found == []
    context.close()


def test_it_works_in_firefox_too(carried: Path, tmp_path: Path) -> None:
    with firefox(tmp_path, wide=360, script=True) as window:
        window.goto(carried.as_uri())
        window.click("button[data-language=sv]")
        window.click("main button[data-to=tell]")
        window.type("#text", "De var två.")
        window.click("#send")
        window.wait_until(lambda: bool(window.all("main[data-result=sealed]")))
        envelope, _ = unseal(read_block(window.value("#block")))
        assert envelope.text == "De var två."
        assert read_code(window.text("#words"), "sv") == read_code(window.text("#digits"))


# ---------------------------------------------------------------- where it comes from


def test_the_door_hands_out_what_the_command_makes_with_the_hash_that_both_say(
    door: Door, tmp_path: Path
) -> None:
    out = tmp_path / "page.html"
    said = make(door.folder, out)
    digest = hashlib.sha256(out.read_bytes()).hexdigest()
    served = door.get("/offline.html")
    assert served.body == out.read_bytes()
    assert served.headers["Content-Disposition"].startswith("attachment;")
    assert digest in said.replace(" ", "")
    for language in ("en", "ru", "sv"):
        page = get(door, f"/{language}/offline/")
        assert page.root.one(id="hash").text.replace(" ", "") == digest
        words = page.root.one(id="fingerprint").text
        assert words.split() == [*fingerprint(READER.recipient).words(language)]
        assert words in said


def test_nothing_is_written_over(carried: Path) -> None:
    before = carried.read_bytes()
    command = [sys.executable, "-m", "vittne", "door", "offline-page"]
    again = subprocess.run(
        [*command, str(carried.parent / "door"), "--out", str(carried)],
        capture_output=True,
        text=True,
    )
    assert again.returncode == 2
    assert "there is a file of this name already" in again.stderr
    assert carried.read_bytes() == before
