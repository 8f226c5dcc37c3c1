"""A guide as text: Markdown without HTML, pictures, or links that lead away.

What those would be in other Markdown stands on the page as it is typed, and does nothing. Such a
guide cannot be signed: somebody is to see it before a reader does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from vittne.terms.errors import Problem

PERSON = "{person}"
"""Stands where a guide names whom the organisation names."""
_TITLE = re.compile(r"# +(?P<title>\S.*)")
_HERE = re.compile(r"#[a-z]+(-[a-z]+)*|tel:\+?[0-9]+")
_BAD = {"html_inline": "HTML", "html_block": "HTML", "image": "a picture", "link_open": "a link"}


class _Safe(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802  # it is called so there
        return bool(_HERE.fullmatch(url))


class _Any(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True


_SAFE = _Safe("commonmark", {"html": False}).disable(["image", "autolink"])
_ANY = _Any("commonmark")


def title(text: str) -> str:
    """Return the title: the first line, which begins with `# `; empty where it does not."""
    found = _TITLE.fullmatch(text.partition("\n")[0].rstrip())
    return found["title"] if found else ""


def html(text: str, person: str) -> Markup:
    """Return what stands below the title, one level of headings further down."""
    tokens = _SAFE.parse(text.partition("\n")[2])
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"
        for child in token.children or ():
            # Only what will be escaped: nobody's name becomes Markdown.
            if child.type == "text":
                child.content = child.content.replace(PERSON, person)
    return Markup(_SAFE.renderer.render(tokens, _SAFE.options, {}))  # noqa: S704  # escaped by it


def problems(text: str, file: str) -> Iterator[Problem]:
    """Name what keeps a guide from being signed: what would not be shown as it is meant."""
    if PERSON not in text:
        hint = f"write {PERSON} where the guide says whom to turn to"
        yield Problem(file=file, message="this guide names no person", hint=hint)
    for line, what in _foreign(_ANY.parse(text)):
        hint = "links lead to # on the same page or to tel: and nowhere else"
        if what != "a link":
            hint = "a guide is text, with headings, lists, *stress* and **strong stress**"
        yield Problem(file=file, line=line, message=f"{what} cannot stand in a guide", hint=hint)


def _foreign(tokens: Sequence[Token], line: int = 1) -> Iterator[tuple[int, str]]:
    for token in tokens:
        line = token.map[0] + 1 if token.map else line
        if token.type in _BAD and not _HERE.fullmatch(str(token.attrs.get("href", ""))):
            yield line, _BAD[token.type]
        yield from _foreign(token.children or (), line)
