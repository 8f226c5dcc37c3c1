"""The pages, by a plain HTTP client: what people who write meet, in three languages."""

from __future__ import annotations

import hashlib
import re
import tomllib
from base64 import b64encode
from collections.abc import Iterator
from contextlib import ExitStack, closing

import pytest
import tomli_w
from door_pages import (
    LANGUAGES,
    READ_ONLY,
    Page,
    come_back,
    get,
    same_but_for_secrets,
    send,
)
from door_process import FORM_HEADERS, TELL, Door, multipart

from vittne.seal import Code, mailbox, read_code

PICTURE = ("picture.jpg", "image/jpeg", bytes(range(256)) * 300)
TEXTS = {
    "en": "They came at night.\r\n<b>Two</b> men & a car.",
    "ru": "Они пришли ночью.\r\nДвое, на машине «Лада».",
    "sv": "De kom på natten.\r\nTvå män i en bil, sade grannen.",
}


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    with Door(tmp_path_factory.mktemp("pages")) as running:
        yield running


# ---------------------------------------------------------------- ways through


@pytest.mark.parametrize("language", LANGUAGES)
def test_somebody_tells_comes_back_reads_deletes_and_writes_again(
    door: Door, language: str
) -> None:
    before = set(door.ids())
    page = get(door, f"/{language}/tell/")
    page = send(door, page, f"/{language}/tell/", TEXTS[language], [PICTURE], kind="both")
    assert page.status == 200
    code = read_code(page.words, language)
    assert read_code(page.digits) == code
    (identifier,) = set(door.ids()) - before
    envelope, files = door.read(identifier)
    assert envelope.text == TEXTS[language].replace("\r\n", "\n")
    assert (envelope.kind, envelope.language, files) == ("both", language, [PICTURE[2]])

    nothing_yet = come_back(door, language, page.words)
    assert nothing_yet.root.all("article") == []

    first, second = "Thank you.\n\nWe <read> it.", "Спасибо & до встречи"
    door.reply(envelope, first, 0)
    door.reply(envelope, second, 1)
    answers = come_back(door, language, page.digits)
    assert [one.one("p", **{"class": "lines"}).text for one in answers.root.all("article")] == [
        second,
        first,
    ]

    left = come_back(door, language, page.words, delete="1")
    assert len(left.root.all("p", role="status")) == 1
    assert [one.one("p", **{"class": "lines"}).text for one in left.root.all("article")] == [first]
    assert len(come_back(door, language, page.words).root.all("article")) == 1

    before = set(door.ids())
    again = send(door, left, f"/{language}/tell/", "One thing more.")
    assert again.status == 200
    assert again.root.all(id="words") == [], "the code is shown once"
    (identifier,) = set(door.ids()) - before
    later, _ = door.read(identifier)
    assert mailbox(later.reply_secret) == mailbox(envelope.reply_secret)
    assert later.kind == "testimony"


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_needs_no_telling(door: Door, language: str) -> None:
    before = set(door.ids())
    page = get(door, f"/{language}/help/")
    page = send(door, page, f"/{language}/help/", "A place to sleep, by Friday.")
    assert page.status == 200
    read_code(page.words, language)
    (identifier,) = set(door.ids()) - before
    assert door.read(identifier)[0].kind == "help"


def test_files_may_come_without_a_word(door: Door) -> None:
    page = send(door, get(door, TELL), TELL, "", [PICTURE, PICTURE])
    assert page.status == 200
    assert "2 files came with it" in page.said


@pytest.mark.parametrize("language", LANGUAGES)
def test_as_many_letters_as_the_page_promises_can_be_sent(door: Door, language: str) -> None:
    """With ten files of long names, whose list travels with the text."""
    page = get(door, f"/{language}/tell/")
    (promised,) = re.findall(r"(\d\d[\s,]000) ", page.said)
    letters = {"en": "word ", "ru": "слово ", "sv": "ordet är så "}[language] * 20_000
    text = letters[: int(re.sub(r"\D", "", promised))]
    names = [(f"{number} {'x' * 60}.jpg", "image/jpeg", b"x") for number in range(10)]
    assert send(door, page, f"/{language}/tell/", text, names).status == 200


# ---------------------------------------------------------------- codes


def test_a_code_without_answers_looks_like_one_that_nobody_has(door: Door) -> None:
    page = send(door, get(door, TELL), TELL, "Nobody answers this.")
    empty = come_back(door, "en", page.words)
    unknown = come_back(door, "en", Code.generate().digits())
    assert same_but_for_secrets(empty) == same_but_for_secrets(unknown)
    assert len(empty.body) == len(unknown.body)
    assert dict(empty.headers) == dict(unknown.headers)
    assert "no answer" in empty.said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_slip_in_a_code_is_shown_and_the_code_stays_in_its_field(
    door: Door, language: str
) -> None:
    words = list(Code.generate().words(language))
    right = words[3]
    words[3] = words[3][:3] + "ъqw"
    page = come_back(door, language, " ".join(words))
    assert page.status == 400
    alert = page.root.one(role="alert")
    (mistake,) = [item.text for item in alert.all("li")]
    assert "4" in mistake
    assert words[3] in mistake
    field = page.root.one("textarea", id="code")
    assert field.attributes["aria-invalid"] == "true"
    assert "error" in field.attributes["aria-describedby"].split()
    assert field.text.strip() == " ".join(words)
    assert right[:3] in mistake


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", ["", "one", "0000 0000 0000", "1 " * 28, "a " * 40, "x" * 5000])
def test_every_wrong_code_has_its_sentence(door: Door, language: str, typed: str) -> None:
    page = come_back(door, language, typed)
    assert page.status == 400
    assert page.root.one(role="alert").all("p")[0].text.endswith(".")


def test_two_words_that_changed_places_are_told_without_a_guess(door: Door) -> None:
    words = list(Code.generate().words("en"))
    words[0], words[1] = words[1], words[0]
    page = come_back(door, "en", " ".join(words))
    assert page.status == 400
    assert "together they are none" in page.said


def test_a_slip_in_a_code_keeps_the_text_that_came_with_it(door: Door) -> None:
    page = send(door, get(door, TELL), TELL, TEXTS["ru"], [PICTURE], code="one two three")
    assert page.status == 400
    assert page.typed == TEXTS["ru"]
    assert "open" in page.root.one("details").attributes, "the field that is wrong can be seen"
    assert send(door, page, TELL, page.typed, code="").status == 200


def test_an_answer_that_nobody_can_open_is_told(door: Door) -> None:
    before = set(door.ids())
    page = send(door, get(door, TELL), TELL, "Somebody answers wrongly.")
    (identifier,) = set(door.ids()) - before
    envelope, _ = door.read(identifier)
    from vittne.seal import HybridIdentity, Reply, reply_id, seal_reply

    sealed = seal_reply(Reply("x", "en"), HybridIdentity(bytes(32)).recipient)
    place = reply_id(envelope.reply_secret, 0).hex()
    assert door.api("PUT", f"/api/v1/replies/{place}", sealed).status < 300
    answers = come_back(door, "en", page.words)
    assert "cannot be opened" in answers.root.one("article").text


@pytest.mark.parametrize("number", ["", "-1", "64", "99", "1e1", "²", "x" * 1000])
def test_what_is_no_answer_cannot_be_deleted(door: Door, number: str) -> None:
    page = come_back(door, "en", Code.generate().digits(), delete=number)
    assert page.status == 200


# ---------------------------------------------------------------- forms that come back


def came_back(page: Page, status: int, text: str) -> None:
    """The form is there again, with the text in it, a sentence, and a token that works."""
    assert page.status == status
    assert page.typed == text
    assert page.root.one(role="alert").one("h2").text
    assert page.root.all("footer") == [], "no link leads away from what was typed"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_of_an_old_form_is_still_there(door: Door, language: str) -> None:
    path = f"/{language}/tell/"
    text = "\r\n" + TEXTS[language]
    page = send(door, get(door, path), path, text, kind="both", token="A" * 48)
    came_back(page, 400, text)
    assert "checked" in page.root.one("input", type="checkbox").attributes
    assert send(door, page, path, text).status == 200


def test_a_form_that_was_sent_twice_says_so_and_can_be_sent_anew(door: Door) -> None:
    form = get(door, TELL)
    assert send(door, form, TELL, TEXTS["en"]).status == 200
    second = send(door, form, TELL, TEXTS["en"])
    came_back(second, 400, TEXTS["en"])
    assert send(door, second, TELL, TEXTS["en"]).status == 200


def test_a_field_that_people_do_not_see_stays_empty(door: Door) -> None:
    page = get(door, TELL)
    trap = page.root.one("input", name="trap")
    assert trap.attributes["tabindex"] == "-1"
    page = send(door, page, TELL, TEXTS["sv"], trap="x")
    came_back(page, 400, TEXTS["sv"])
    assert page.hidden()["trap"] == ""


def test_nothing_written_is_told_apart_from_an_error(door: Door) -> None:
    for path in (TELL, "/ru/help/"):
        page = send(door, get(door, path), path, "  \r\n")
        assert page.status == 400
        assert page.root.one("textarea", id="text").attributes["aria-invalid"] == "true"


def test_a_text_that_is_too_long_is_kept_to_the_last_letter(door: Door) -> None:
    text = "Слово. " * 6000
    page = send(door, get(door, "/ru/tell/"), "/ru/tell/", text)
    came_back(page, 413, text)


def test_a_text_beyond_all_measure_is_told_as_lost(door: Door) -> None:
    page = send(door, get(door, TELL), TELL, "x" * 600_000)
    assert page.status == 413
    assert page.typed == ""
    assert "could not keep it" in page.said


def test_too_many_files_leave_the_text(door: Door) -> None:
    page = send(door, get(door, TELL), TELL, TEXTS["en"], [("a.txt", "text/plain", b"a")] * 21)
    came_back(page, 413, TEXTS["en"])
    assert page.root.one("input", id="files").attributes["aria-invalid"] == "true"


def test_files_that_are_too_large_leave_the_text(door: Door) -> None:
    huge = ("film.mp4", "video/mp4", bytes(102_000_000))
    page = send(door, get(door, TELL), TELL, TEXTS["en"], [huge])
    came_back(page, 413, TEXTS["en"])


def test_a_form_that_did_not_come_whole_shows_what_came(door: Door) -> None:
    fields = {**get(door, TELL).hidden(), "text": TEXTS["en"]}
    body = multipart(fields, [PICTURE])[:-500]
    page = Page(door.request("POST", TELL, body, FORM_HEADERS))
    came_back(page, 400, TEXTS["en"])


def test_while_others_are_writing_the_text_is_kept(own_door: Door) -> None:
    """Seventeen at once is one more than a door takes."""
    own_door.start()
    body = multipart({**get(own_door, TELL).hidden(), "text": "waits"})
    with ExitStack() as writing:

        def begin_to_write() -> None:
            connection = writing.enter_context(closing(own_door.connect()))
            connection.putrequest("POST", TELL)
            for name, value in FORM_HEADERS.items():
                connection.putheader(name, value)
            connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body[:-10])

        for _ in range(16):
            begin_to_write()
        # One that begins while the message below is on its way finds no place, and another does.
        for _ in range(12):
            busy = send(own_door, get(own_door, TELL), TELL, TEXTS["en"])
            if busy.status == 503:
                break
            begin_to_write()
        came_back(busy, 503, TEXTS["en"])


# ---------------------------------------------------------------- every page


def every_page(door: Door) -> Iterator[Page]:
    """One of each kind, in each language."""
    for path in ("/", "/nothing", "/de/tell/", *(f"/{one}/nothing/" for one in LANGUAGES)):
        yield get(door, path)
    for language in LANGUAGES:
        for path in READ_ONLY:
            yield get(door, f"/{language}/{path}")
        path = f"/{language}/tell/"
        told = send(door, get(door, path), path, TEXTS[language])
        yield told
        yield come_back(door, language, told.words)
        yield come_back(door, language, "no code")
        yield send(door, get(door, path), path, "")
        yield Page(door.request("DELETE", path))
        yield Page(door.post(f"/{language}/answers/", {str(n): "" for n in range(200)}))


def test_every_answer_of_the_server_looks_the_same_from_outside(door: Door) -> None:
    headers, titles, sizes = set(), set(), set()
    for page in every_page(door):
        same = {
            (name, value)
            for name, value in page.headers.items()
            if name not in ("Content-Length", "Clear-Site-Data", "Allow")
        }
        headers.add(frozenset(same))
        titles.add(page.root.one("title").text)
        sizes.add(len(page.body))
        assert "Set-Cookie" not in page.headers
        assert page.headers["Content-Length"] == str(len(page.body))
    assert len(headers) == 1, headers
    assert titles == {"Page", "Страница", "Sida"}
    # Asked for, and answering a form.
    assert sizes == {16 * 1024, 64 * 1024}


def test_no_page_names_another_address_or_carries_a_script_of_its_own(door: Door) -> None:
    """Where a form may be sealed in the browser stands the one script, by its address and hash."""
    digest = b64encode(hashlib.sha256(door.get("/vittne.js").body).digest()).decode()
    for page in every_page(door):
        assert page.root.all("img", "iframe", "object", "svg", "base") == []
        for script in page.root.all("script"):
            assert script.attributes["src"] == "/vittne.js"
            assert script.attributes["integrity"] == f"sha256-{digest}"
            assert script.text == ""
            assert len(page.root.all("p", id="sealing")) == 1, "it says who seals"
        for element in page.root.all():
            handlers = [name for name in element.attributes if name.startswith("on")]
            assert handlers == []
            assert "style" not in element.attributes
            for name in ("href", "src", "action", "formaction"):
                address = element.attributes.get(name, "/")
                assert address == "data:," or re.fullmatch(r"(/[a-z.-]*)+|#[a-z]+", address), (
                    address
                )
        assert "http" not in page.source


def test_every_link_leads_to_a_page(door: Door) -> None:
    links = {link.attributes["href"] for page in every_page(door) for link in page.root.all("a")}
    for link in sorted(one for one in links if not one.startswith("#")):
        assert door.get(link).status == 200, link
        assert door.get(link.rstrip("/") or "/").status == 200, "addresses are typed from paper"


def test_the_way_out_comes_first_and_makes_the_browser_forget(door: Door) -> None:
    for page in every_page(door):
        leaving = page.headers.get("Clear-Site-Data")
        if leaving is None:
            first = page.root.all("a", "button", "input", "textarea")[0]
            assert first.attributes["href"].endswith("/leave/")
        else:
            assert leaving == '"*"'
            assert page.root.all("a") == []
            assert "Invented" not in page.said, "it says nothing of whose door it was"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_in_its_language_that_it_is_in_it(door: Door, language: str) -> None:
    for path in READ_ONLY:
        page = get(door, f"/{language}/{path}")
        assert page.root.one("html").attributes["lang"] == language
        others = {link.attributes.get("hreflang") for link in page.root.all("a")} - {None}
        assert others == (set() if path == "leave/" else {*LANGUAGES} - {language})


def test_what_the_browser_prefers_is_not_asked(door: Door) -> None:
    wishes = ("ru", "sv", "")
    pages = [Page(door.request("GET", "/", None, {"Accept-Language": wish})) for wish in wishes]
    assert len({page.source for page in pages}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_that_does_not_exist_answers_in_its_language(door: Door, language: str) -> None:
    page = get(door, f"/{language}/nothing/")
    assert page.status == 404
    assert [one.attributes["lang"] for one in page.main.all("section")] == [language]
    unknown = get(door, "/nothing/")
    assert [one.attributes["lang"] for one in unknown.main.all("section")] == [*LANGUAGES]


def test_what_is_no_form_of_these_pages_has_a_page_too(door: Door) -> None:
    assert Page(door.request("DELETE", TELL)).status == 405
    assert Page(door.post("/en/", {"a": "b"})).status == 405
    assert Page(door.post("/", {"a": "b"})).status == 400
    assert Page(door.post(TELL, {"text": "not multipart"})).status == 400
    too_many = Page(door.post("/sv/answers/", {str(number): "" for number in range(200)}))
    assert too_many.status == 400
    file = Page(
        door.request("POST", "/ru/answers/", multipart({"code": "x"}, [PICTURE]), FORM_HEADERS)
    )
    assert file.status == 400


# ---------------------------------------------------------------- what the organisation says


def change(door: Door, **changes: object) -> None:
    file = door.folder / "door.toml"
    content = tomllib.loads(file.read_text("utf-8"))
    file.write_text(tomli_w.dumps({**content, **changes}), "utf-8")


def test_the_organisation_says_who_answers_and_how_fast(own_door: Door) -> None:
    change(
        own_door,
        languages=["ru", "en"],
        invented=False,
        answers_within_days=3,
        expiry_days=21,
        danger={"en": "Telephone 0000", "ru": "Телефон 0000"},
        readers={"en": "Three people.\nIn an office.", "ru": "Трое."},
    )
    own_door.start()
    english, russian = get(own_door, "/en/"), get(own_door, "/ru/")
    assert "Telephone 0000" in english.said
    assert "within 3 days" in english.said
    assert "Three people." in english.said
    assert "за 3 дня" in russian.said
    assert "21 день" in get(own_door, "/ru/code/").said
    assert english.root.all("p", **{"class": "invented"}) == []
    assert "Телефон 0000" in get(own_door, "/ru/help/").said
    # A language that the door does not speak is no address of it.
    assert get(own_door, "/sv/").status == 404
    assert [one.attributes["lang"] for one in get(own_door, "/sv/").main.all("section")] == [
        "ru",
        "en",
    ]


def test_a_demonstration_says_so_where_one_can_write(door: Door) -> None:
    for language in LANGUAGES:
        for path in ("", "tell/", "help/", "answers/"):
            page = get(door, f"/{language}/{path}")
            assert len(page.root.all("p", **{"class": "invented"})) == 1
