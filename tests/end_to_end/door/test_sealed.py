"""What was sealed elsewhere is handed in, and answers are fetched sealed, without any script."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from door_pages import LANGUAGES, Page, get
from door_process import FORM_HEADERS, READER, Door, File, multipart

from vittne.seal import (
    ANSWERS,
    Code,
    Envelope,
    HybridIdentity,
    WriterKeys,
    derive,
    open_reply,
    read_block,
    reply_id,
    seal_message,
    write_block,
    write_slip,
)

TEXTS = {"en": "They came at night.", "ru": "Они пришли ночью.", "sv": "De kom på natten."}


class Writer:
    """Somebody who seals on a machine of their own, and has a code."""

    def __init__(self) -> None:
        self.code = Code.generate()
        self.keys: WriterKeys = derive(self.code)

    def envelope(self, language: str = "en") -> Envelope:
        recipient, secret = self.keys.identity.recipient, self.keys.secret
        return Envelope("testimony", TEXTS[language], language, 1, recipient, secret)

    def sealed(self, language: str = "en") -> bytes:
        return seal_message(self.envelope(language), [READER.recipient])

    def ids(self) -> list[bytes]:
        return [reply_id(self.keys.secret, number) for number in range(ANSWERS)]

    def slip(self) -> str:
        return write_slip(self.ids())


@pytest.fixture
def writer() -> Writer:
    return Writer()


def hand_in(
    door: Door, page: Page, language: str, block: str = "", file: File = ("", "", b"")
) -> Page:
    """Send the form, with what the page has put into it."""
    body = multipart({**page.hidden(), "block": block}, [file], "sealed")
    return Page(door.request("POST", f"/{language}/sealed/", body, FORM_HEADERS))


def form(door: Door, language: str) -> Page:
    return get(door, f"/{language}/sealed/")


def fetch(door: Door, language: str, slip: str, **others: str) -> Page:
    return Page(door.post(f"/{language}/sealed-answers/", {"slip": slip, **others}))


def sealed_answers(page: Page) -> list[str]:
    return [one.text for one in page.root.all("textarea", **{"class": "sealed"})]


def sentence(page: Page) -> str:
    """What is said where something is refused."""
    return page.root.one(role="alert").all("p")[0].text


# ---------------------------------------------------------------- handing in


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", ["pasted", "file", "text file"])
def test_what_was_sealed_elsewhere_arrives(
    door: Door, writer: Writer, language: str, way: str
) -> None:
    sealed, before = writer.sealed(language), set(door.ids())
    block = write_block(sealed)
    page = {
        "pasted": lambda: hand_in(door, form(door, language), language, block),
        "file": lambda: hand_in(door, form(door, language), language, "", ("a.bin", "", sealed)),
        "text file": lambda: hand_in(
            door, form(door, language), language, "", ("a.txt", "text/plain", block.encode())
        ),
    }[way]()
    assert page.status == 200
    assert page.main.attributes["data-result"] == "received"
    assert page.root.all(id="words") == [], "the server knows no code"
    assert page.root.one("html").attributes["lang"] == language
    (identifier,) = set(door.ids()) - before
    envelope, files = door.read(identifier)
    assert (envelope, files) == (writer.envelope(language), [])


@pytest.mark.parametrize(
    "sent",
    [
        lambda block: "> " + block.replace("\n", "\n> "),
        lambda block: block.replace("\n", " ").replace("-----", "—"),
        lambda block: re.sub(r"(.{17})", "\\1\r\n", block.replace("\n", "")),
        lambda block: f"Hej!\r\n{block}\r\nHälsningar",
        lambda block: block.replace("\n", "\N{NO-BREAK SPACE}\n"),
    ],
    ids=["quoted", "on one line, dashes", "short lines", "in a letter", "odd spaces"],
)
def test_what_mail_does_to_a_block_does_no_harm(
    door: Door, writer: Writer, sent: Callable[[str], str]
) -> None:
    before = set(door.ids())
    assert hand_in(door, form(door, "sv"), "sv", sent(write_block(writer.sealed()))).status == 200
    (identifier,) = set(door.ids()) - before
    assert door.read(identifier)[0] == writer.envelope()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_block_that_was_cut_off_is_told_and_stays_in_its_field(
    door: Door, writer: Writer, language: str
) -> None:
    block, before = write_block(writer.sealed()), door.ids()
    cut = block[:5000]
    page = hand_in(door, form(door, language), language, cut)
    assert page.status == 400
    assert page.main.attributes["data-reason"] == "block"
    field = page.root.one("textarea", id="block")
    assert field.text.strip() == cut
    assert field.attributes["aria-invalid"] == "true"
    assert "error" in field.attributes["aria-describedby"].split()
    assert page.root.all("footer") == [], "no link leads away from what was pasted"
    assert "check" in sentence(page), "it is said up to where it is to be copied"
    assert door.ids() == before
    assert hand_in(door, page, language, block).status == 200


def spoiled(writer: Writer) -> dict[str, tuple[str, bytes | None, str]]:
    """What a person may paste or choose by mistake, and the field in which that is put right."""
    sealed = writer.sealed()
    block = write_block(sealed)
    other = seal_message(writer.envelope(), [READER.recipient, READER.recipient])
    return {
        "nothing": ("", None, "block"),
        "a text": ("What happened was this.", None, "block"),
        "the beginning": (block[:5000], None, "block"),
        "a letter is another": (block.replace("YWdl", "YWdm"), None, "block"),
        "twice": (block + block, None, "block"),
        "a block of something else": (write_block(b"words"), None, "block"),
        "far too much": ("x" * 600_000, None, "sealed"),
        "a picture": ("", b"\xff\xd8\xff\xe0" + bytes(100_000), "sealed"),
        "for another door": ("", other, "sealed"),
        "a file that was cut": ("", sealed[:-1], "sealed"),
        "both": (block, sealed, "block"),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mistake_has_its_sentence(door: Door, writer: Writer, language: str) -> None:
    """What is wrong, and what to do."""
    before, said = door.ids(), dict[str, str]()
    for name, (text, content, where) in spoiled(writer).items():
        file = ("", "", b"") if content is None else ("document.bin", "", content)
        page = hand_in(door, form(door, language), language, text, file)
        assert page.status in (400, 413), name
        (marked,) = page.root.all(**{"aria-invalid": "true"})
        assert marked.attributes["id"] == where, name
        said[name] = sentence(page)
        assert len(re.findall(r"[.?](?: |$)", said[name])) >= 2, name
    assert len(set(said.values())) == len(said)
    assert door.ids() == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_is_guarded_like_the_others(door: Door, writer: Writer, language: str) -> None:
    block = write_block(writer.sealed(language))
    page = form(door, language)
    assert hand_in(door, page, language, block).status == 200
    used = hand_in(door, page, language, block)
    assert (used.status, used.main.attributes["data-reason"]) == (400, "used")
    assert used.root.one("textarea", id="block").text.strip() == block.strip()
    assert used.hidden()["token"] != page.hidden()["token"]
    body = {**used.hidden(), "block": block, "trap": "x"}
    trapped = Page(
        door.request("POST", f"/{language}/sealed/", multipart(body, [], "sealed"), FORM_HEADERS)
    )
    assert (trapped.status, trapped.main.attributes["data-reason"]) == (400, "trap")
    assert hand_in(door, trapped, language, block).status == 200


# ---------------------------------------------------------------- answers


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_are_fetched_sealed_and_deleted_one_by_one(
    door: Door, writer: Writer, language: str
) -> None:
    for number, text in enumerate(("Thank you.", "Спасибо.", "Tack.")):
        door.reply(writer.envelope(), text, number)
    page = fetch(door, language, "> " + writer.slip().replace("\n", "\n> "))
    assert page.status == 200
    assert page.main.attributes["data-result"] == "answers"
    assert "Thank you." not in page.source
    fields = page.root.all("textarea", **{"class": "sealed"})
    found = {one.attributes["data-id"]: read_block(one.text) for one in fields}
    ids = [one.hex() for one in writer.ids()]
    opened = {
        ids.index(identifier): open_reply(sealed, writer.keys.identity).text
        for identifier, sealed in found.items()
    }
    assert opened == {0: "Thank you.", 1: "Спасибо.", 2: "Tack."}
    assert all("readonly" in one.attributes for one in fields)
    assert all(re.search(r"20\d\d", one.text) for one in page.root.all(**{"class": "hint expires"}))

    button = page.root.one("button", value=ids[1])
    assert button.attributes["name"] == "delete"
    slip = page.root.one("input", name="slip").attributes["value"]
    left = fetch(door, language, slip, delete=ids[1])
    assert len(left.root.all("p", role="status")) == 1
    kept = {one.attributes["data-id"] for one in left.root.all(**{"class": "sealed"})}
    assert kept == {ids[0], ids[2]}


def test_an_answer_is_deleted_only_by_the_slip_that_it_is_on(door: Door) -> None:
    one, other = Writer(), Writer()
    door.reply(one.envelope(), "Thank you.")
    for wrong in (one.ids()[0].hex(), "", "0", "x" * 1000, one.ids()[0].hex().upper()):
        assert fetch(door, "en", other.slip(), delete=wrong).status == 200
    assert len(sealed_answers(fetch(door, "en", one.slip()))) == 1


def test_an_unknown_slip_one_without_answers_and_one_whose_answers_are_gone_look_alike(
    door: Door,
) -> None:
    unknown, waiting, gone = Writer(), Writer(), Writer()
    for one in (waiting, gone):
        assert hand_in(door, form(door, "en"), "en", write_block(one.sealed())).status == 200
    door.reply(gone.envelope(), "Thank you.")
    there = fetch(door, "en", gone.slip())
    deleted = fetch(door, "en", gone.slip(), delete=gone.ids()[0].hex())
    nothing = fetch(door, "en", unknown.slip(), delete=unknown.ids()[0].hex())
    assert (deleted.body, deleted.headers) == (nothing.body, nothing.headers)
    pages = [fetch(door, "en", one.slip()) for one in (unknown, waiting, gone)]
    assert len({page.body for page in pages}) == 1
    assert pages[0].headers == pages[1].headers == pages[2].headers
    assert len(there.body) == len(pages[0].body), "on the wire one answer looks like none"


def test_as_many_answers_as_there_can_be_are_handed_out(door: Door, writer: Writer) -> None:
    for number in range(ANSWERS):
        door.reply(writer.envelope(), "x" * 17_000, number)
    page = fetch(door, "ru", writer.slip())
    assert len(sealed_answers(page)) == ANSWERS
    assert len(page.body) == 8 << 20, "powers of two"
    assert "64 запечатанных ответа" in page.said


def test_answers_under_a_slip_are_those_under_its_code(door: Door, writer: Writer) -> None:
    """Who wrote in one way comes back in another."""
    sealed = door.reply(writer.envelope(), "Thank you.")
    assert "Thank you." in door.ask(writer.code.digits()).text
    assert list(map(read_block, sealed_answers(fetch(door, "en", writer.slip())))) == [sealed]
    stranger = HybridIdentity.generate()
    with pytest.raises(Exception, match="sealed to other keys"):
        open_reply(sealed, stranger)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mistake_in_a_slip_has_its_sentence(
    door: Door, writer: Writer, language: str
) -> None:
    slip = writer.slip()
    wrong = {
        "nothing": "",
        "a code": " ".join(writer.code.words(language)),
        "a block": write_block(writer.sealed()),
        "the beginning": slip[:500],
        "a letter is another": slip[:100] + ("A" if slip[100] != "A" else "B") + slip[101:],
        "twice": slip + slip,
    }
    said = {}
    for name, typed in wrong.items():
        page = fetch(door, language, typed)
        assert (page.status, page.main.attributes["data-reason"]) == (400, "block"), name
        said[name] = sentence(page)
        field = page.root.one("textarea", id="slip")
        assert field.text.strip() == typed.strip()
        assert field.attributes["aria-invalid"] == "true"
        assert page.root.all("textarea", **{"class": "sealed"}) == []
    assert len(set(said.values())) == len(said) - 1, "a code and a block are no slip alike"
