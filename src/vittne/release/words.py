"""The words of one language: messages, numbers, dates, places and labels as a reader sees them.

A published number goes into a message as a `Printed`: the message chooses its plural form
by the number, and the number leaves the message marked, so that a page can print it as a
``<data>`` element which names its figure, and ``figures.json`` can hold the bare sentence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import babel
from babel.dates import format_date, format_interval, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import CurrentEnvironment, ResolverEnvironment
from fluent.runtime.types import FluentFloat, FluentInt
from markupsafe import Markup, escape

from vittne.terms.codes import code_list
from vittne.terms.edtf import Period, parse_edtf
from vittne.verify.figures import Number, Numbers

LANGUAGES = ("en", "ru", "sv")

# Private-use characters that no text of ours contains: a number's start, separator and end,
# and a hole that HTML goes into.
_START, _NEXT, _END, _HOLE = "\ue000", "\ue001", "\ue002", "\ue003"
_PART = f"([^{_NEXT}]*){_NEXT}"
_MARKED = re.compile(f"{_START}{_PART}{_PART}{_PART}([^{_END}]*){_END}")

_PERCENT = re.compile(rf"(?<=[0-9{_END}]) %")


class _Printing:
    """A number that prints itself as it was formatted, with the mark of its figure."""

    shown: str

    def format(self, locale: babel.Locale) -> str:
        return self.shown


class PrintedInt(_Printing, FluentInt):
    """A whole number with its printed form."""


class PrintedFloat(_Printing, FluentFloat):
    """A number with decimals and its printed form."""


Printed = PrintedInt | PrintedFloat


def _printed(value: Number, shown: str) -> Printed:
    printed: Printed = PrintedInt(value) if isinstance(value, int) else PrintedFloat(value)
    printed.shown = shown
    return printed


def plain(text: str) -> str:
    """Return the text without the marks of its figures."""
    return _MARKED.sub(r"\4", text)


def marked(text: str) -> Markup:
    """Return the text as HTML: escaped, every published number a ``<data>`` element."""
    return Markup(_MARKED.sub(_element, str(escape(text))))  # noqa: S704 (escaped above)


def _element(match: re.Match[str]) -> str:
    figure, part, value, shown = match.groups()
    part = "" if part == "value" else f' data-part="{part}"'
    return f'<data class="figure" value="{value}" data-figure="{figure}"{part}>{shown}</data>'


@cache
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    for name in (f"{language}.ftl", f"{language}.audit.ftl"):
        text = files("vittne.release").joinpath("texts", name).read_text(encoding="utf-8")
        bundle.add_resource(FluentResource(text))
    return bundle


class Words:
    """Everything that a page says in one language.

    Parameters
    ----------
    language : {"en", "ru", "sv"}
    place_labels : mapping of str to mapping of str to str
        What the dossier calls its own regions: code to language to label.
    """

    def __init__(
        self, language: str, place_labels: Mapping[str, Mapping[str, str]] | None = None
    ) -> None:
        self.language = language
        self.locale = babel.Locale.parse({"en": "en_GB"}.get(language, language))
        self._place_labels = place_labels or {}

    def text(self, message: str, **args: Any) -> str:
        """Return a message; numbers of figures in it are still marked.

        Raises
        ------
        KeyError
            No such message.
        ValueError
            An argument is missing or of the wrong kind.
        """
        bundle = _bundle(self.language)
        if not bundle.has_message(message):
            raise KeyError(f"no message {message} in {self.language}.ftl")
        pattern = bundle.get_message(message).value
        shown = {name: self._argument(value) for name, value in args.items()}
        # Not `format_pattern`: it copies numbers, and a copy forgets how it is printed.
        errors: list[Exception] = []
        current = CurrentEnvironment(args=shown)
        environment = ResolverEnvironment(context=bundle, current=current, errors=errors)
        result = pattern(environment)  # type: ignore[misc]  # every message has a text
        if errors:
            raise ValueError(f"message {message} ({self.language}): {errors[0]}")
        return _unbroken(str(result), self.language)

    def html(self, message: str, **args: Any) -> Markup:
        """Return a message as HTML with its figures as ``<data>`` elements.

        An argument that is HTML itself is put in as it is.
        """
        holes = {
            name: f"{_HOLE}{name}{_END}" for name, arg in args.items() if isinstance(arg, Markup)
        }
        page = str(marked(self.text(message, **{**args, **holes})))
        for name, hole in holes.items():
            page = page.replace(hole, str(args[name]))
        return Markup(page)  # noqa: S704 (all that was no HTML is escaped)

    def has(self, message: str) -> bool:
        """Whether there is such a message."""
        return bool(_bundle(self.language).has_message(message))

    def figure(self, numbers: Numbers, part: str = "value") -> Printed:
        """Return a part of a figure, for a message: a number that prints itself marked."""
        value = numbers.part(part)
        if isinstance(value, str) or value is None:
            raise TypeError(f"part {part} of figure {numbers.id} is no number")
        mark = _NEXT.join((numbers.id, part, json.dumps(value), self.number(value)))
        return _printed(value, f"{_START}{mark}{_END}")

    def number(self, value: Number) -> str:
        """Return a number as this language writes it, with all the digits that it has."""
        return str(format_decimal(value, format="#,##0.######", locale=self.locale))

    def listing(self, items: Iterable[str]) -> str:
        """Return "a, b and c" in this language."""
        return str(format_list(list(items), locale=self.locale))

    def label(self, name: str, code: str) -> str:
        """Return a code's label from a code list; an unknown code is shown as it is."""
        codes = code_list(name)
        return codes.label(code, self.language) if code in codes else code

    def labels(self, name: str, codes: Iterable[str]) -> str:
        """Return the labels of several codes as one listing."""
        return self.listing(self.label(name, code) for code in codes)

    def unit(self, code: str) -> str:
        """Return what a figure counts: a unit of claims, or one of the figures' own."""
        own = f"unit-{code}"
        return self.text(own) if self.has(own) else self.label("units", code)

    def place(self, code: str) -> str:
        """Return a place's name: the dossier's own, that of the code list, or the path as it is."""
        if code in self._place_labels:
            own = self._place_labels[code]
            return own.get(self.language) or own.get("en") or code
        if code in code_list("places") or "/" not in code:
            return self.label("places", code)
        outer, _, inner = code.rpartition("/")
        return f"{inner} ({self.place(outer)})"

    def period(self, period: Period | str | None) -> str:
        """Return a period in words; empty where it is not stated."""
        if not period:
            return ""
        text = period if isinstance(period, str) else period.text
        start, slash, end = text.partition("/")
        if not slash:
            return self._moment(text)
        if start in ("", ".."):
            return self.text("period-until", end=self._moment(end))
        if end in ("", ".."):
            return self.text("period-since", start=self._moment(start))
        return self._between(start, end)

    def _between(self, start: str, end: str) -> str:
        skeleton = _skeleton(start)
        if skeleton and skeleton == _skeleton(end):
            first, last = parse_edtf(start).lower, parse_edtf(end).lower
            return str(format_interval(first, last, skeleton, locale=self.locale))
        return f"{self._moment(start)} – {self._moment(end)}"

    def _moment(self, text: str) -> str:
        if text.startswith("["):
            parts = re.split(r",|\.\.", text.strip("[]"))
            return self.text("period-one-of", periods=self.listing(map(self._moment, parts)))
        bare = text.rstrip("~?%")
        if bare != text:
            return self.text("period-about", period=self._moment(bare))
        period, skeleton = parse_edtf(text), _skeleton(text)
        if skeleton == "yMMMMd":
            return str(format_date(period.lower, "long", locale=self.locale))
        if skeleton == "y":
            return self.text("period-year", year=text)
        if skeleton:
            return str(format_skeleton(skeleton, period.lower, locale=self.locale))
        return self.text(
            "period-between",
            start=str(format_date(period.lower, "long", locale=self.locale)),
            end=str(format_date(period.upper, "long", locale=self.locale)),
        )

    def _argument(self, value: Any) -> Any:
        """Let a bare number print itself as this language writes it."""
        if isinstance(value, _Printing) or not isinstance(value, int | float):
            return value
        return _printed(value, self.number(value))


def _skeleton(text: str) -> str:
    """Return how precisely a plain date is known, as a CLDR skeleton; empty if it is not plain."""
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        return ""
    return {4: "y", 7: "yMMMM", 10: "yMMMMd"}[len(text)]


def _unbroken(text: str, language: str) -> str:
    """Keep a number and its percent sign together, as the language writes them."""
    return _PERCENT.sub("%" if language == "en" else "\u00a0%", text)
