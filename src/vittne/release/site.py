"""The pages of a release, drawn from ``figures.json`` and from what others said."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from vittne.dossier import Dossier
from vittne.release.estimates import NONE, Estimates
from vittne.release.pages.figure import figure, figures_index
from vittne.release.pages.silence import silence
from vittne.release.pages.start import root, start
from vittne.release.pages.statements import claims
from vittne.release.pages.texts import texts
from vittne.release.pages.views import Context, Views
from vittne.release.pictures import PICTURES_CSS
from vittne.release.standing import ALONE, Standing
from vittne.release.words import LANGUAGES, Words
from vittne.verify.figures import Figure
from vittne.verify.tables import figure_csv

LANGUAGE_NAMES = {"en": "English", "ru": "Русский", "sv": "Svenska"}

Step = Callable[[str], None]
"""Called with the name of each page that has been written."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of one language. ``path`` is relative to the language's folder."""

    name: str
    path: str
    section: str


SECTIONS = {
    "start": "index.html",
    "claims": "claims/index.html",
    "silence": "silence/index.html",
    "figures": "figures/index.html",
    "limits": "limits/index.html",
    "method": "method/index.html",
    "corrections": "corrections/index.html",
    "attack": "attack/index.html",
    "verify": "verify/index.html",
}
"""The pages that every page links to, in their order."""


def render_site(
    figures: Sequence[Figure],
    dossier: Dossier,
    out: Path,
    step: Step | None = None,
    estimates: Estimates = NONE,
    standing: Standing = ALONE,
) -> None:
    """Write every page, in every language, into the folder.

    Every published number on a page comes from ``figures`` and from nowhere else.

    Parameters
    ----------
    figures : sequence of Figure
        The content of ``figures.json``.
    dossier : Dossier
        What others said, which pages quote.
    out : Path
        An existing folder.
    step : callable, optional
        Told about each page.
    estimates : Estimates
        From which the pictures of estimates are drawn.
    standing : Standing
        Number, logs, corrections and audit of the release.
    """
    _write(out / "style.css", _style())
    _write(out / "index.html", _root(figures, dossier))
    for language in LANGUAGES:
        for name, text in _files(figures, dossier, language, estimates, standing):
            _write(out / language / name, text)
            if step is not None:
                step(f"{language}/{name}")


def count_steps(figures: Sequence[Figure], dossier: Dossier, standing: Standing = ALONE) -> int:
    """Return how many files ``render_site`` tells its ``step`` about."""
    return len(LANGUAGES) * (len(_sections(dossier, standing)) + 4 * len(figures))


def _files(
    figures: Sequence[Figure],
    dossier: Dossier,
    language: str,
    estimates: Estimates,
    standing: Standing,
) -> Iterator[tuple[str, str]]:
    """Yield every file of a language: its path in the language's folder, its text."""
    words = Words(language, dossier.region_labels)
    # Pages differ in how far they are from their language's folder, and in nothing else.
    views = {
        home: Views(figures, dossier, words, home, estimates, standing)
        for home in ("", "../", "../../")
    }
    for name in _sections(dossier, standing):
        page = Page(name, SECTIONS[name], name)
        here = views[_up(page.path)]
        yield page.path, _render(_template(name), page, here, _context(here, name))
    for one in figures:
        folder = f"figures/{one.id}"
        context = figure(views["../../"], one)
        for name, file in (("figure", "index.html"), ("sheet", "sheet.html")):
            page = Page(name, f"{folder}/{file}", "figures")
            yield page.path, _render(name, page, views["../../"], context)
        yield f"{folder}/figure.json", _json(one.to_dict())
        yield f"{folder}/figure.csv", figure_csv(one).decode("utf-8")


def _render(template: str, page: Page, views: Views, context: Context) -> str:
    return (
        _environment()
        .get_template(f"{template}.html")
        .render(
            t=views.words.html,
            page=page,
            language=views.words.language,
            languages=LANGUAGES,
            language_names=LANGUAGE_NAMES,
            home=views.home,
            root=f"{views.home}../",
            sections=_sections(views.dossier, views.standing),
            section_paths=SECTIONS,
            invented=views.dossier.settings.invented,
            **context,
        )
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("vittne.release", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _sections(dossier: Dossier, standing: Standing) -> list[str]:
    """Return the sections that this dossier fills."""
    surveyed = (dossier.official, dossier.documented, dossier.reporting, dossier.polls)
    empty = set()
    if not dossier.record.claims:
        empty.add("claims")
    if not any(surveyed):
        empty.add("silence")
    if not standing.supersedes:
        empty.add("corrections")
    return [name for name in SECTIONS if name not in empty]


def _template(name: str) -> str:
    return "texts" if name in ("limits", "method", "corrections", "attack", "verify") else name


def _context(views: Views, name: str) -> Context:
    build: Mapping[str, Callable[[Views], Context]] = {
        "start": start,
        "claims": claims,
        "silence": silence,
        "figures": figures_index,
    }
    return build[name](views) if name in build else texts(views, name)


def _root(figures: Sequence[Figure], dossier: Dossier) -> str:
    entries = []
    warnings = []
    for language in LANGUAGES:
        words = Words(language, dossier.region_labels)
        entries.append(root(Views(figures, dossier, words, f"{language}/")))
        if dossier.settings.invented:
            warnings.append({"language": language, "words": words.text("invented")})
    return (
        _environment()
        .get_template("root.html")
        .render(
            entries=entries,
            invented=warnings,
            languages=LANGUAGES,
            language_names=LANGUAGE_NAMES,
        )
    )


def _style() -> str:
    own = files("vittne.release").joinpath("style.css").read_text(encoding="utf-8")
    return f"{own}\n{PICTURES_CSS}"


def _up(path: str) -> str:
    """Return the way from a page to its language's folder."""
    return "../" * path.count("/")


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))
