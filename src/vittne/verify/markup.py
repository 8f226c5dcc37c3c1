"""One page of a release, read as a sceptic reads it: what it shows, names and loads.

A page that runs a script, sends a form or loads something from elsewhere can show
one thing to one reader and another thing to the next. A release's pages hold
nothing of the kind, and this module says so only after looking. What a browser
and this parser could understand differently is refused as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

ELSEWHERE = re.compile(r"\s*(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//|\\)")
"""How an address begins that does not lie in the same folder tree."""

_ELEMENTS_REFUSED = frozenset(
    {"script", "noscript", "iframe", "frame", "frameset", "object", "embed", "applet", "portal"}
    | {"base", "form", "input", "button", "select", "textarea", "audio", "video", "source"}
    | {"track", "template", "slot", "animate", "animatemotion", "animatetransform", "set"}
    | {"discard", "foreignobject", "image", "plaintext", "xmp", "noembed", "noframes", "math"}
)
_ATTRIBUTES_REFUSED = frozenset(
    {"action", "formaction", "ping", "background", "poster", "srcset", "imagesrcset", "srcdoc"}
    | {"data", "codebase", "classid", "archive", "manifest", "profile", "longdesc", "dynsrc"}
    | {"lowsrc", "http-equiv", "xml:base", "autofocus"}
)
_LINK_KINDS = frozenset({"stylesheet", "alternate", "icon", "license", "prev", "next", "up"})
_SOURCE_REFUSED = (
    # Where two parsers may disagree about where something ends, a script could hide.
    (re.compile(r"<!(?!doctype html>)", re.IGNORECASE), "holds a comment or a declaration"),
    (re.compile(r"<\?"), "holds a processing instruction"),
    (re.compile(r"<\s*/?\s*(script|iframe|object|embed|base|form)\b", re.IGNORECASE), "holds <{0}"),
    (re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"), "holds a control character"),
    (re.compile("[\u202a-\u202e\u2066-\u2069]"), "holds a character that turns text around"),
)
_VOID = frozenset({"area", "br", "col", "hr", "img", "link", "meta", "wbr"})
_CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.DOTALL)
_CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_CSS_URL = re.compile(r"url\(\s*[\"']?([^\"')]*)", re.IGNORECASE)
_CSS_REFUSED = re.compile(
    r"@import|@namespace|image-set|\bsrc\(|\bimage\(|expression\(|behavior\s*:|-moz-binding", re.I
)


@dataclass(frozen=True, slots=True)
class Link:
    """A reference to another place. ``loads`` tells a browser to fetch it at once."""

    target: str
    line: int
    loads: bool


@dataclass(slots=True)
class Shown:
    """A published number as the page shows it: a ``<data class="figure">`` element."""

    figure: str
    part: str
    value: str
    line: int
    language: str
    text: str = ""


@dataclass(slots=True)
class Page:
    """What was read from one page.

    Attributes
    ----------
    languages : list of str
        The ``lang`` of its ``html`` elements: one, if the page is right.
    ids : list of str
        Where a link can lead to.
    faults : list of str
        What no page of a release may hold, as clauses that continue the file's name.
    text : str
        All its text with single spaces, title and styles left out.
    """

    languages: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    text: str = ""

    @property
    def language(self) -> str:
        """Its language, or an empty string."""
        return self.languages[0] if self.languages else ""


def read_page(source: str) -> Page:
    """Read a page. Never fails: what is wrong with it is among its ``faults``."""
    reader = _Reader()
    for line, text in enumerate(source.split("\n"), start=1):
        for pattern, fault in _SOURCE_REFUSED:
            if match := pattern.search(text):
                reader.page.faults.append(f"line {line} {fault.format(*match.groups())}")
    try:
        reader.feed(source)
        reader.close()
    except (AssertionError, ValueError) as error:  # what html.parser raises on some broken markup
        reader.page.faults.append(f"is no HTML that can be read: {error}")
    return reader.finish()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._open_figure: Shown | None = None
        self._silent = ""  # the element whose text is not shown
        self._charsets: list[str] = []
        self._texts: list[str] = []
        self._sections: list[str] = []  # the language of each open section

    def finish(self) -> Page:
        if self._open_figure:
            self._fault("holds a number whose element does not end")
        if self._charsets != ["utf-8"]:
            self.page.faults.append("does not say once that it is UTF-8")
        if len(self.page.languages) != 1 or not self.page.language:
            self.page.faults.append("is not one html element with a language")
        for id_ in sorted({id_ for id_ in self.page.ids if self.page.ids.count(id_) > 1}):
            self.page.faults.append(f"has the id {id_} twice")
        self.page.text = " ".join("".join(self._texts).split())
        return self.page

    @property
    def _section(self) -> str:
        """The language that the open section names, or an empty string."""
        return self._sections[-1] if self._sections else ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        values = {name: value or "" for name, value in attrs}
        if len(values) != len(names):
            self._fault(f"gives <{tag}> an attribute twice")
        if tag in _ELEMENTS_REFUSED:
            self._fault(f"holds <{tag}>")
        for name in values:
            if name.startswith("on") or name in _ATTRIBUTES_REFUSED:
                self._fault(f"holds the attribute {name} on <{tag}>")
        self._language(tag, values.get("lang", ""))
        if tag == "meta" and "charset" in values:
            self._charsets.append(values["charset"].lower())
        if "id" in values:
            self.page.ids.append(values["id"])
        if "style" in values:
            self._style(values["style"])
        if tag in ("style", "title") and not self._open_figure:
            self._silent = tag
        self._link(tag, values)
        self._figure(tag, values)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
        if tag == "section" and self._sections:
            self._sections.pop()
        if tag == "data" and self._open_figure:
            self._open_figure = None

    def handle_data(self, data: str) -> None:
        if self._silent == "style":
            self._style(data)
        if self._silent:
            return
        self._texts.append(data)
        if self._open_figure:
            self._open_figure.text += data

    def _language(self, tag: str, language: str) -> None:
        if tag == "html":
            self.page.languages.append(language)
        if tag == "section":
            self._sections.append(language or self._section)

    def _link(self, tag: str, values: dict[str, str]) -> None:
        line = self.getpos()[0]
        for name in ("href", "src", "xlink:href", "cite"):
            if name not in values:
                continue
            target = values[name]
            if tag == "a" and name == "href" and re.match(r"https?://", target):
                if "noreferrer" not in values.get("rel", "").split():
                    self._fault(f"links to {target} without rel=noreferrer")
            elif ELSEWHERE.match(target) and target != "data:,":
                self._fault(f"refers to {target} on <{tag}>, outside the release")
            else:
                self.page.links.append(Link(target, line, loads=tag != "a"))
        if tag == "link" and not set(values.get("rel", "").split()) <= _LINK_KINDS:
            self._fault(f"holds <link rel={values.get('rel', '')}>")
        if tag == "meta" and values.get("name", "").lower() == "refresh":
            self._fault("sends its reader on to another page")

    def _figure(self, tag: str, values: dict[str, str]) -> None:
        marked = "figure" in values.get("class", "").split() and tag == "data"
        if not marked and "data-figure" not in values:
            if self._open_figure:
                self._fault(f"holds <{tag}> inside the number of {self._open_figure.figure}")
            return
        if not marked or self._open_figure:
            self._fault(f"names a figure on <{tag}> where no number can stand")
            return
        self._open_figure = Shown(
            figure=values.get("data-figure", ""),
            part=values.get("data-part", "value"),
            value=values.get("value", ""),
            line=self.getpos()[0],
            language=self._section,
        )
        self.page.shown.append(self._open_figure)

    def _style(self, text: str) -> None:
        self.page.faults.extend(f"line {self.getpos()[0]} {fault}" for fault in style_faults(text))

    def _fault(self, text: str) -> None:
        self.page.faults.append(f"line {self.getpos()[0]} {text}")


def style_faults(text: str) -> Iterator[str]:
    """Yield what a style sheet or a style attribute of a release may not hold."""
    plain = _CSS_ESCAPE.sub(_unescape, _CSS_COMMENT.sub(" ", text))
    for match in _CSS_REFUSED.finditer(plain):
        yield f"holds {match[0]} in a style"
    for match in _CSS_URL.finditer(plain):
        if not match[1].startswith("#"):
            yield f"loads {match[1].strip() or 'something'} from a style"


def _unescape(match: re.Match[str]) -> str:
    if not match[1]:
        return match[2]
    code = int(match[1], 16)
    return chr(code) if code <= 0x10FFFF else "\ufffd"
