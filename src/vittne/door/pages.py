"""Pages are drawn here: a template, the texts of its language, and what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from django.http import HttpResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from vittne.door import mailbox
from vittne.door.config import Config
from vittne.door.headers import STYLE, source_hash
from vittne.door.mailbox import FORM
from vittne.door.script import in_groups, script
from vittne.door.texts import texts

NAMES = MappingProxyType({"en": "English", "ru": "Русский", "sv": "Svenska"})

LETTERS = MappingProxyType({"en": 60_000, "ru": 30_000, "sv": 50_000})
"""What a message carries at least, in letters of the language: about 60,000 bytes."""

LIMITS = MappingProxyType(
    {"files": mailbox.MOST_FILES, "megabytes": mailbox.MOST_FILE_BYTES // 1_000_000}
)


def link(page: str, language: str) -> str:
    """Return the address of a page."""
    return f"/{language}/" if page == "start" else f"/{language}/{page}/"


def draw(
    page: str, language: str, *, status: int = 200, alone: bool = False, **shown: Any
) -> HttpResponse:
    """Return a page.

    Parameters
    ----------
    page : str
        The template. Pages that have an address are called as it is.
    alone : bool
        The page answers a form: it does not lead to itself in other languages, because it would
        be lost on the way.
    """
    config = mailbox.config()
    speak = texts(language)
    others = [(one, NAMES[one]) for one in config.languages if one != language]
    text = (
        environment()
        .get_template(f"{page}.html")
        .render(
            t=speak,
            day=speak.day,
            language=language,
            here=page,
            others=[] if alone else others,
            link=lambda page, to=language: link(page, to),
            config=config,
            guides=mailbox.guides(language),
            limits={**LIMITS, "letters": LETTERS[language]},
            script=_script(config),
            style=Markup(STYLE),  # noqa: S704  # ours, and its hash stands in the header
            **shown,
        )
    )
    return HttpResponse(text, status=status)


def _script(config: Config) -> Mapping[str, str | int] | None:
    """Return what pages say of the script that seals in the browser, where it was built."""
    built = script()
    if built is None:
        return None
    return {
        "integrity": source_hash(built.source),
        "digest": in_groups(built.sha256),
        "recipients": " ".join(map(str, config.recipients)),
        "form": FORM,
    }


@cache
def environment() -> Environment:
    """Return what draws templates."""
    return Environment(
        loader=PackageLoader("vittne.door", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
