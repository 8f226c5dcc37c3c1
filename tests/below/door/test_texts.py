"""What the pages say: the same in every language, and as each language says it."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from vittne.door.refusals import REASONS
from vittne.door.texts import texts

LANGUAGES = ("en", "ru", "sv")
FAMILIES = {
    "error": {*REASONS} - {"code", "block"},
    "code": {"empty", "count", "word", "check", "digits"},  # of `BadCode`
    "block": {"empty", "no-begin", "cut", "changed", "two", "not-sealed"},  # of `BadBlock`
    "keep": {"paper", "phone", "nobody", "who", "lost"},
    "evidence": {"file", "sealed", "deleted"},
    "step": {"derive", "seal", "send", "store", "ask"},
}
"""Messages whose names are put together on the way."""
WORK = (("plain", ""), ("plain", "-do"), ("error", ""), ("error", "-heading"))
PAGES = ("help", "answers", "offline", "sealed", "sealed-answers")
"""Pages on which some messages have a sentence of their own."""


class _Values(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


def written(root: Path, language: str) -> str:
    """Both files of a language: what only the server says, and what the browser says, too."""
    folder = root / "src" / "vittne" / "door" / "texts"
    names = (f"{language}.ftl", f"{language}.browser.ftl")
    return "\n".join((folder / name).read_text("utf-8") for name in names)


def messages(root: Path, language: str) -> dict[str, set[str]]:
    """Every message of a language with the values that it takes."""
    source = written(root, language)
    found: dict[str, set[str]] = {}
    for entry in FluentParser().parse(source).body:
        assert not isinstance(entry, ast.Junk), entry.content
        if isinstance(entry, ast.Message):
            assert entry.id.name not in found, f"{entry.id.name} stands twice"
            values = _Values()
            values.visit(entry)
            found[entry.id.name] = values.names
    return found


def plain(root: Path, language: str) -> str:
    """All that is said in a language, without names of messages and values."""
    marks = r'^#.*$|^[a-z-]+ =|\{ \$\w+( ->)?|\{ "[^"]+" \}|^ *\*?\[\w+\]'
    return re.sub(marks, "", written(root, language), flags=re.M)


def test_every_language_says_the_same_things(root: Path) -> None:
    english = messages(root, "en")
    assert len(english) > 100
    for language in LANGUAGES[1:]:
        assert messages(root, language) == english
        assert list(messages(root, language)) == list(english), "in the same order"


def test_nothing_is_said_that_no_page_says(root: Path) -> None:
    door = root / "src" / "vittne" / "door"
    kinds = ("*.py", "templates/*.html", "browser/*.js")
    source = "\n".join(one.read_text("utf-8") for kind in kinds for one in door.glob(kind))
    named = set(re.findall(r"""["']([a-z]+(?:-[a-z]+)*)["']""", source))
    named |= {f"{family}-{one}" for family, names in FAMILIES.items() for one in names}
    ways = ("tell", "help", "answers", "guides", "about")
    named |= {
        f"{of}to-{way}{end}" for way in ways for of in ("", "carried-") for end in ("", "-note")
    }
    named |= {f"carried-{way}-note" for way in ways}
    named |= {f"{work}-{one}{end}" for work, end in WORK for one in ("seal", "open")}
    named |= {f"{name}-heading" for name in ("notfound", "refused", "failed")}
    named |= {f"{one}-{page}" for one in named for page in PAGES}
    assert set(messages(root, "en")) - named == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_has_a_sentence(language: str) -> None:
    speak = texts(language)
    for family, names in FAMILIES.items():
        for name in names:
            said = f"{family}-{name}"
            if not speak.has(said):
                said += "-sealed"  # of what is handed in sealed, and of nothing else
            assert speak(said, n=1, count=1, files=20, megabytes=100).endswith(".")


def test_numbers_bend_words_as_the_language_does() -> None:
    assert [texts("ru")("answers-count", n=n) for n in (0, 1, 2, 5, 11, 21, 22)] == [
        "По этому коду ответов нет.",
        "По этому коду 1 ответ.",
        "По этому коду 2 ответа.",
        "По этому коду 5 ответов.",
        "По этому коду 11 ответов.",
        "По этому коду 21 ответ.",
        "По этому коду 22 ответа.",
    ]
    assert texts("sv")("received-files", files=1) == "1 fil kom med."
    assert texts("sv")("received-files", files=2) == "2 filer kom med."
    assert texts("en")("answers-count", n=1) == "There is 1 answer."
    assert texts("en")("text-size", letters=60_000) == "At most 60,000 letters."


def test_a_day_is_written_out_and_has_no_hour() -> None:
    day = datetime.date(2027, 2, 5)
    assert [texts(one)("answer-expires", day=texts(one).day(day)) for one in LANGUAGES] == [
        "It is deleted on 5 February 2027.",
        "Он будет удалён 5 февраля 2027 года.",
        "Det raderas den 5 februari 2027.",
    ]


def test_words_that_may_be_meant_are_joined_by_or() -> None:
    assert [texts(one).any_of(["a", "b", "c"]) for one in LANGUAGES] == [
        "a, b or c",
        "a, b или c",
        "a, b eller c",
    ]


def test_a_value_that_is_missing_is_an_error() -> None:
    with pytest.raises(LookupError, match="answers-count"):
        texts("en")("answers-count")
    with pytest.raises(LookupError):
        texts("en")("no-such-message")


def test_russian_is_written_in_russian(root: Path) -> None:
    said = plain(root, "ru").replace("Tor Browser", "").replace("Tor", "")
    assert re.findall(r"[A-Za-z]+", said) == []


def test_english_and_swedish_have_no_letter_of_another_alphabet(root: Path) -> None:
    assert re.findall(r"[^\x00-\x7f“”’]", plain(root, "en")) == []
    assert re.findall(r"[^\x00-\x7fåäöÅÄÖé”]", plain(root, "sv")) == []


@pytest.mark.parametrize(
    ("language", "foreign"), [("en", "«»„\"'"), ("ru", "“”„\"'’"), ("sv", "“«»„\"'")]
)
def test_quotation_marks_are_those_of_the_language(root: Path, language: str, foreign: str) -> None:
    assert set(plain(root, language)) & set(foreign) == set()
