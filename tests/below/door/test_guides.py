"""Guides: readers get what somebody at the organisation has signed, as it is, and nothing else."""

from __future__ import annotations

import datetime
import re
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import pytest
import tomli_w
from door_process import STAFF, make_folder
from hypothesis import given
from hypothesis import strategies as st

from vittne.door import guidetext
from vittne.door.config import Config, read_config
from vittne.door.guides import (
    SLUGS,
    Guide,
    State,
    copy_starters,
    read_guides,
    shown,
    sign,
    to_sign,
)
from vittne.door.signatures import FILE
from vittne.seal import GUIDE, StaffKey, signature_holds
from vittne.terms.errors import UserError

DAY = datetime.date(2031, 5, 2)
PERSON = {"en": "the harbour office", "ru": "портовая контора", "sv": "hamnkontoret"}
TEXT = "# At the harbour\n\nKeep calm.\n\n## When to turn to a person\nToday: {person}\n"


def configure(folder: Path, **changes: object) -> Config:
    """Change the settings of a door; None takes a key out."""
    file = folder / "door.toml"
    content = {**tomllib.loads(file.read_text("utf-8")), **changes}
    kept = {key: value for key, value in content.items() if value is not None}
    file.write_text(tomli_w.dumps(kept), "utf-8")
    return read_config(folder)


def write(folder: Path, text: str | bytes = TEXT, name: str = "en/harbour") -> Path:
    path = folder / "guides" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def guides(folder: Path) -> tuple[Guide, ...]:
    return read_guides(folder, read_config(folder))


def sign_it(folder: Path, *slugs: str, language: str = "en", key: StaffKey = STAFF) -> None:
    config = read_config(folder)
    sign(folder, config, to_sign(folder, config, language, slugs or ("harbour",)), key, DAY)


def refused(folder: Path, *slugs: str) -> list[str]:
    """Why a guide cannot be signed."""
    with pytest.raises(UserError) as error:
        sign_it(folder, *slugs)
    return [str(one) for one in error.value.problems]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A door that is no demonstration, with one guide that is signed."""
    made = tmp_path / "door"
    make_folder(made)
    configure(made, invented=False, person=PERSON)
    write(made)
    sign_it(made)
    return made


def state(folder: Path) -> State:
    """What is with the only guide; readers get it if it is signed, and else not."""
    config = read_config(folder)
    (guide,) = read_guides(folder, config)
    assert shown((guide,), config) == ((guide,) if guide.state is State.SIGNED else ())
    return guide.state


# ---------------------------------------------------------------- signing


def test_readers_get_a_guide_that_is_signed(folder: Path) -> None:
    assert state(folder) is State.SIGNED
    (guide,) = guides(folder)
    assert (guide.title, guide.signed_on) == ("At the harbour", DAY)
    assert "Today: the harbour office" in guide.html


def test_readers_do_not_get_a_guide_that_nobody_has_signed(folder: Path) -> None:
    (folder / FILE).unlink()
    assert state(folder) is State.UNSIGNED


def test_one_letter_that_is_changed_takes_the_guide_from_the_readers(folder: Path) -> None:
    write(folder, TEXT.replace("calm.", "calm!"))
    assert state(folder) is State.CHANGED
    write(folder)
    assert state(folder) is State.SIGNED


def test_another_person_to_turn_to_has_to_be_signed_too(folder: Path) -> None:
    configure(folder, person={**PERSON, "en": "somebody else"})
    assert state(folder) is State.PERSON
    configure(folder, person=None)
    assert state(folder) is State.PERSON


def test_a_key_that_is_taken_out_of_the_settings_takes_its_guides_along(folder: Path) -> None:
    configure(folder, staff=[StaffKey(b"s" * 32).public])
    assert state(folder) is State.STRANGER


def test_a_key_that_the_door_does_not_know_signs_nothing(folder: Path) -> None:
    before = (folder / FILE).read_bytes()
    with pytest.raises(UserError, match="no staff key of this door"):
        sign_it(folder, key=StaffKey(b"s" * 32))
    assert (folder / FILE).read_bytes() == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("signature", STAFF.sign(GUIDE, b"something else")),
        ("signature", STAFF.sign("vittne/request/v1", b"")),
        ("signature", "no base64"),
        ("day", datetime.date(2031, 5, 3)),
        ("sha256", "0" * 64),
        ("person", "somebody"),
    ],
)
def test_a_signature_that_is_tampered_with_is_none(folder: Path, field: str, value: object) -> None:
    content = tomllib.loads((folder / FILE).read_text("utf-8"))
    content["en"]["harbour"][field] = value
    (folder / FILE).write_text(tomli_w.dumps(content), "utf-8")
    assert state(folder) is State.FORGED


def test_a_signature_is_good_for_one_guide_in_one_language(folder: Path) -> None:
    content = tomllib.loads((folder / FILE).read_text("utf-8"))
    entry = content["en"]["harbour"]
    (folder / FILE).write_text(
        tomli_w.dumps({"en": {"pier": entry}, "sv": {"harbour": entry}}), "utf-8"
    )
    configure(folder, person=dict.fromkeys(PERSON, PERSON["en"]))
    write(folder, name="en/pier")
    write(folder, name="sv/harbour")
    assert {one.name: one.state for one in guides(folder)} == {
        "en/harbour": State.UNSIGNED,
        "en/pier": State.FORGED,
        "sv/harbour": State.FORGED,
    }


def test_a_signature_for_one_purpose_is_none_for_another() -> None:
    signature = STAFF.sign(GUIDE, b"said")
    assert signature_holds(STAFF.public, GUIDE, b"said", signature)
    assert not signature_holds(STAFF.public, "vittne/request/v1", b"said", signature)
    assert not signature_holds(StaffKey(b"s" * 32).public, GUIDE, b"said", signature)
    assert not signature_holds("no key", GUIDE, b"said", signature)


def test_signing_one_guide_leaves_the_signatures_of_others(folder: Path) -> None:
    write(folder, name="en/pier")
    sign_it(folder, "pier")
    assert {one.state for one in guides(folder)} == {State.SIGNED}


def test_a_file_of_signatures_that_is_damaged_is_named(folder: Path) -> None:
    for content in ("[en.harbour]\nday = 1", "en = 1", "[en]\nharbour = 1", "nonsense"):
        (folder / FILE).write_text(content, "utf-8")
        with pytest.raises(UserError, match=re.escape(FILE)):
            guides(folder)


# ---------------------------------------------------------------- what cannot be signed


def test_all_that_keeps_guides_from_being_signed_is_named_at_once(folder: Path) -> None:
    configure(folder, person=None)
    write(folder, "# Title\n\nNobody is named.\n\n<b>Stop</b>\n", "en/pier")
    found = refused(folder, "pier", "boat")
    assert [one.partition("\n")[0] for one in found] == [
        "there is no guide en/boat",
        "door.toml, person: it is not said whom readers may turn to",
        "guides/en/pier.md: this guide names no person",
        "guides/en/pier.md, line 5: HTML cannot stand in a guide",
        "guides/en/pier.md, line 5: HTML cannot stand in a guide",
    ]


def test_a_starter_is_signed_only_when_somebody_has_taken_out_that_it_is_one(
    folder: Path,
) -> None:
    configure(folder, invented=True)
    place = folder.parent / "other"
    copy_starters(place)
    starter = place / "guides" / "en" / "checkpoint.md"
    text = starter.read_text("utf-8")
    path = write(folder, text, "en/checkpoint")
    (only,) = refused(folder, "checkpoint")
    assert "this is still a starter" in only
    path.write_text(re.sub(r"^> .*\n", "", text, flags=re.M), "utf-8")
    sign_it(folder, "checkpoint")


BAD = {
    "a <b>tag</b>": "HTML",
    "<script>alert(1)</script>": "HTML",
    "<!-- hidden -->": "HTML",
    "![picture](here.png)": "a picture",
    "![picture](data:image/png;base64,AAAA)": "a picture",
    "[away](https://example.org/)": "a link",
    "[away](//example.org/)": "a link",
    "[home](/en/tell/)": "a link",
    "[script](javascript:alert(1))": "a link",
    "[letter](mailto:somebody@example.org)": "a link",
    "<https://example.org/>": "a link",
    "[away][1]\n\n[1]: https://example.org/": "a link",
}


@pytest.mark.parametrize("text", BAD)
def test_html_pictures_and_links_away_are_shown_as_typed_and_not_signed(
    folder: Path, text: str
) -> None:
    write(folder, f"{TEXT}\n{text}\n")
    found = refused(folder)
    assert f"guides/en/harbour.md, line 8: {BAD[text]} cannot stand in a guide" in found[0]
    assert elements(guides(folder)[0].html) <= {("h3", ""), ("p", "")}


def test_a_guide_may_have_lists_stress_numbers_and_links_on_its_own_page(folder: Path) -> None:
    more = "- one\n- **two** *three*\n\n[see](#leaving) [call](tel:+460000000)\n"
    write(folder, f"{TEXT}\n### Lower\n\n{more}")
    sign_it(folder)
    (guide,) = guides(folder)
    assert {("a", "#leaving"), ("a", "tel:+460000000"), ("h4", "")} <= elements(guide.html)


def test_who_is_named_stays_text(folder: Path) -> None:
    configure(folder, person=dict.fromkeys(PERSON, "*Ann* <b>& [co](#a)</b>"))
    (guide,) = guides(folder)
    assert "Today: *Ann* &lt;b&gt;&amp; [co](#a)&lt;/b&gt;</p>" in guide.html


def elements(html: str) -> set[tuple[str, str]]:
    """Return every element of a text, with the address that it leads to."""
    found = set()

    class Elements(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            named = dict(attrs)
            found.add((tag, named.pop("href", None) or ""))
            assert set(named) <= {"start", "class"}, "of a numbered list, and of lines of code"

    Elements().feed(html)
    return found


PLAIN = {"h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "em", "strong", "blockquote"}
MARKS = [*"<>[]()!#*_`&\"'~-+=:/\\ \n\tа1", "tel:", "](", "<a href=", *BAD]


@given(st.lists(st.sampled_from(MARKS)).map("".join))
def test_no_text_whatever_becomes_anything_but_text(text: str) -> None:
    for tag, address in elements(guidetext.html(f"# Title\n{text}", "somebody")):
        assert tag in PLAIN | {"a", "code", "pre", "hr", "br"}
        assert address == "" or re.fullmatch(r"#[a-z-]+|tel:\+?\d+", address)


# ---------------------------------------------------------------- files


def test_files_that_can_be_no_guides_are_named_at_once(folder: Path) -> None:
    write(folder, b"# \xff", "en/broken")
    write(folder, "", "en/empty")
    write(folder, f"# Title\n{'x' * 30_000}", "en/long")
    write(folder, "no title\n# Title\n", "ru/untitled")
    write(folder, TEXT, "sv/Ett råd")
    with pytest.raises(UserError) as error:
        guides(folder)
    assert [str(one).partition("\n")[0] for one in error.value.problems] == [
        "guides/en/broken.md: this is no UTF-8 text",
        "guides/en/empty.md, line 1: this guide has no title",
        "guides/en/long.md: this guide has 30008 letters",
        "guides/ru/untitled.md, line 1: this guide has no title",
        "guides/sv/Ett råd.md: a guide cannot be called so",
    ]


def test_a_demonstration_shows_what_nobody_has_signed(folder: Path) -> None:
    (folder / FILE).unlink()
    config = configure(folder, invented=True, person=None)
    (guide,) = shown(read_guides(folder, config), config)
    assert guide.signed_on is None
    assert "Today: {person}" in guide.html, "nobody is named"


def test_starters_come_first_and_in_their_order_then_an_organisations_own(folder: Path) -> None:
    for slug in (*sorted(SLUGS), "a-word"):
        write(folder, name=f"en/{slug}")
    assert [one.slug for one in guides(folder)] == [*SLUGS, "a-word", "harbour"]


def test_guides_are_read_in_the_languages_of_the_door(folder: Path) -> None:
    write(folder, name="ru/harbour")
    config = configure(folder, languages=["ru"])
    assert [one.name for one in read_guides(folder, config)] == ["ru/harbour"]
