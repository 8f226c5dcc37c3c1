"""A release of two figures, made by hand: small enough to be wrong in one way at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from vittne.verify.figures import Check, Figure, Interval, Numbers, dump_figures

LANGUAGES = ("en", "ru", "sv")

KILLED = Figure(
    numbers=Numbers(
        id="killed-2017",
        kind="documented",
        value=3,
        unit="persons_killed",
        method="ledger.may_be_said",
        interval=Interval(low=3, high=None, level=None, kind="at_least"),
        checks=(Check(name="independent_origins", value=1, ok=False),),
        rests_on=("A02",),
    ),
    sentence={
        "en": "At least 3 people were killed.",
        "ru": "Убиты по меньшей мере 3 человека.",
        "sv": "Minst 3 människor dödades.",
    },
    seed=0,
    inputs={},
    software={"name": "vittne", "version": "0"},
    disclosure={"rule": "none", "cells_changed": 0},
)
SHARE = Figure(
    numbers=Numbers(
        id="share-not-registered",
        kind="bound",
        value=1234.5,
        unit="percent",
        method="silence.registered_share",
        interval=Interval(low=89.8, high=100, level=0.95, kind="confidence"),
    ),
    sentence={
        "en": "At least 1,234.5 in a thousand.",
        "ru": "Не менее 1\u00a0234,5 на тысячу.",
        "sv": "Minst 1\u00a0234,5 på tusen.",
    },
    seed=0,
    inputs={},
    software={"name": "vittne", "version": "0"},
    disclosure={"rule": "none", "cells_changed": 0},
)
FIGURES = (KILLED, SHARE)

SHOWN = {
    "en": ("3", "1,234.5", "89.8"),
    "ru": ("3", "1\u00a0234,5", "89,8"),
    "sv": ("3", "1\u00a0234,5", "89,8"),
}

Edit = Callable[[str, str, str], None]


def page(language: str, root: str, body: str) -> str:
    """One page as a release writes it."""
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<title>Page</title>\n<link rel="stylesheet" href="{root}style.css">\n</head>\n'
        f'<body>\n<main id="content">\n{body}\n</main>\n</body>\n</html>\n'
    )


def write(folder: Path, path: str, text: str) -> None:
    """Write one file of the release, with the folders that it needs."""
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text, encoding="utf-8", newline="")


def figure_body(figure: Figure, language: str) -> str:
    killed, share, low = SHOWN[language]
    numbers = (
        f'<data class="figure" value="3" data-figure="killed-2017">{killed}</data>'
        if figure is KILLED
        else f'<data class="figure" value="1234.5" data-figure="share-not-registered">{share}'
        '</data> <data class="figure" value="89.8" data-figure="share-not-registered"'
        f' data-part="low">{low}</data>'
    )
    return (
        f"<h1>{figure.sentence[language]}</h1>\n<p>{numbers}</p>\n"
        '<p><a href="../../index.html#content">up</a> <a href="figure.csv">CSV</a> '
        '<a href="https://example.org/" rel="noreferrer">a source</a></p>\n'
        '<svg viewBox="0 0 1 1"><title>A picture</title><path d="M0 0" marker-end="url(#m)"/></svg>'
    )


@pytest.fixture
def small_release(tmp_path: Path) -> Path:
    """A folder with pages and `figures.json`, without data and without a manifest."""
    folder = tmp_path / "release"
    write(folder, "data/figures.json", dump_figures(FIGURES))
    write(folder, "style.css", "body { margin: 0 }\n/* url(https://example.org) */\n")
    links = " ".join(f'<a href="{language}/index.html">{language}</a>' for language in LANGUAGES)
    write(folder, "index.html", page("en", "", links))
    for language in LANGUAGES:
        write(folder, f"{language}/index.html", page(language, "../", "<p>Words.</p>"))
        for figure in FIGURES:
            inside = f"{language}/figures/{figure.id}"
            for name in ("index.html", "sheet.html"):
                body = figure_body(figure, language)
                write(folder, f"{inside}/{name}", page(language, "../../../", body))
            write(folder, f"{inside}/figure.json", "{}\n")
            write(folder, f"{inside}/figure.csv", "figure\n")
    return folder


@pytest.fixture
def edit(small_release: Path) -> Edit:
    """Replace a text that stands once in a file of the small release."""

    def replace(path: str, old: str, new: str) -> None:
        before = (small_release / path).read_text(encoding="utf-8")
        assert before.count(old) == 1, f"{old!r} stands {before.count(old)} times in {path}"
        write(small_release, path, before.replace(old, new))

    return replace
