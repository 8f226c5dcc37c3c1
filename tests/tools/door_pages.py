"""What a person does on the pages of a door, with a plain HTTP client that knows no script."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from urllib.parse import urlencode

from door_process import FORM_HEADERS, Answer, Door, File, multipart

LANGUAGES = ("en", "ru", "sv")
READ_ONLY = (
    "",
    "tell/",
    "help/",
    "code/",
    "answers/",
    "sealed/",
    "sealed-answers/",
    "offline/",
    "leave/",
)
"""The pages that have an address, below their language."""

_VOID = {"area", "br", "hr", "img", "input", "link", "meta", "wbr"}


class Element:
    """An element of a page."""

    def __init__(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.tag, self.attributes = tag, attributes
        self.children: list[Element | str] = []

    @property
    def text(self) -> str:
        """All that is written in it."""
        return "".join(one if isinstance(one, str) else one.text for one in self.children)

    def all(self, *tags: str, **attributes: str) -> list[Element]:
        """Return the elements in it with one of these tags and with these attributes."""
        found = []
        for one in self.children:
            if isinstance(one, Element):
                named = {key: one.attributes.get(key) for key in attributes}
                if (not tags or one.tag in tags) and named == attributes:
                    found.append(one)
                found += one.all(*tags, **attributes)
        return found

    def one(self, *tags: str, **attributes: str) -> Element:
        """Return the only such element."""
        found = self.all(*tags, **attributes)
        assert len(found) == 1, f"{len(found)} of {tags} {attributes}"
        return found[0]


class _Tree(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__()
        self.root = Element("", {})
        self._open = [self.root]
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {key: value or "" for key, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag, f"</{tag}> stands where something else ends"

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


class Page:
    """A page that came, read as a browser reads it."""

    def __init__(self, answer: Answer) -> None:
        self.status, self.headers, self.body = answer.status, answer.headers, answer.body
        self.source = answer.body.decode("utf-8")
        self.root = _Tree(self.source).root
        self.main = self.root.one("main")
        self.said = " ".join(self.main.text.split())

    @property
    def typed(self) -> str:
        """What stands in the field for the text: a browser drops the line feed it begins with."""
        text = self.root.one("textarea", id="text").text
        return text.removeprefix("\n")

    @property
    def words(self) -> str:
        """The code that is shown, in words."""
        return " ".join(item.text for item in self.root.one("ol", id="words").all("li"))

    @property
    def digits(self) -> str:
        """The code that is shown, in digits."""
        return self.root.one("p", id="digits").text

    def hidden(self) -> dict[str, str]:
        """Return what stands in the fields of the form that carries a message."""
        form = self.root.one("form", enctype="multipart/form-data")
        return {
            field.attributes["name"]: field.attributes.get("value", "")
            for field in form.all("input")
            if field.attributes.get("type") in (None, "hidden")
        }


def get(door: Door, path: str) -> Page:
    """Open a page."""
    return Page(door.get(path))


def send(
    door: Door, page: Page, path: str, text: str, files: Sequence[File] = (), **others: str
) -> Page:
    """Send the form of a page, with what the page has put into it."""
    body = multipart({**page.hidden(), "text": text, **others}, files)
    return Page(door.request("POST", path, body, FORM_HEADERS))


def come_back(door: Door, language: str, code: str, **others: str) -> Page:
    """Come back with a code."""
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    body = urlencode({"code": code, **others}).encode()
    return Page(door.request("POST", f"/{language}/answers/", body, headers))


def same_but_for_secrets(page: Page) -> str:
    """Return a page without its token and its code, which differ each time."""
    return re.sub(r'(name="(?:token|code)") value="[^"]*"', r"\1", page.source)
