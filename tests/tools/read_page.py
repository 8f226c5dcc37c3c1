"""Reads a page as a person does: what it shows, and in which language it says so."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

LANGUAGES = ("en", "ru", "sv")
_VOID = frozenset({"area", "br", "col", "hr", "img", "link", "meta", "wbr"})
_SILENT = frozenset({"style", "title", "head"})
_CODE = frozenset({"code", "pre", *_SILENT})


class Page(HTMLParser):
    """A parsed page.

    `text`: all that it shows. `own_text`: what it says in its own language, code left out.
    `figures`: (figure, part, value, text) of every published number.
    """

    def __init__(self, source: str) -> None:
        super().__init__()
        self._stack: list[tuple[str, str]] = []
        self._all: list[str] = []
        self._own: list[str] = []
        self.language = ""
        self.headings: list[int] = []
        self.links: list[dict[str, str]] = []
        self.figures: list[list[str]] = []
        self.feed(source)
        self.text = " ".join("".join(self._all).split())
        self.own_text = " ".join("".join(self._own).split())

    @classmethod
    def of(cls, path: Path) -> Page:
        return cls(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        inherited = self._stack[-1][1] if self._stack else ""
        language = values.get("lang", inherited)
        self.language = self.language or language
        if tag not in _VOID:
            self._stack.append((tag, language))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "a":
            self.links.append(values)
        if tag == "data":
            part = values.get("data-part", "value")
            self.figures.append([values["data-figure"], part, values["value"], ""])

    def handle_endtag(self, tag: str) -> None:
        while self._stack and self._stack.pop()[0] != tag:
            pass
        self._say(" " if tag in ("p", "li", "td", "th", "text", "option", "h1") else "")

    def handle_data(self, data: str) -> None:
        self._say(data)
        if self._stack and self._stack[-1][0] == "data":
            self.figures[-1][3] += data

    def _say(self, data: str) -> None:
        tags = {tag for tag, _ in self._stack}
        if tags & _SILENT:
            return
        self._all.append(data)
        language = self._stack[-1][1] if self._stack else ""
        if language == self.language and not tags & _CODE:
            self._own.append(data)
