"""A release of two figures, made by hand: small enough to be wrong in one way at a time."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from babel.numbers import format_decimal

from vittne import __version__
from vittne.audit import (
    NOT_SHOWN,
    SUBSTANTIATED,
    Announced,
    Inspected,
    Plan,
    Transcript,
    drawn,
    read_dice,
)
from vittne.dossier import Dossier, read_dossier
from vittne.release.log import (
    Person,
    begin_logs,
    log_figures,
    tree_json,
    with_entries,
    with_history,
    write_logs,
)
from vittne.release.secrets import Secrets
from vittne.terms.codes import code_list
from vittne.terms.errors import UserError
from vittne.verify.audit import audited_numbers
from vittne.verify.claims import AUDIT, CORRECTION, plan_entry, result_entry
from vittne.verify.figures import Check, Figure, Interval, Numbers, dump_figures, load_figures
from vittne.verify.linked import LISTED, LISTED_ID
from vittne.verify.manifest import write_manifest
from vittne.verify.pyz import build_pyz
from vittne.verify.recompute import numbers
from vittne.verify.tables import figure_csv, render_tables

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
    shown = (
        f'<data class="figure" value="3" data-figure="killed-2017">{killed}</data>'
        if figure is KILLED
        else f'<data class="figure" value="1234.5" data-figure="share-not-registered">{share}'
        '</data> <data class="figure" value="89.8" data-figure="share-not-registered"'
        f' data-part="low">{low}</data>'
    )
    return (
        f"<h1>{figure.sentence[language]}</h1>\n<p>{shown}</p>\n"
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


DOSSIER = {
    "dossier.toml": """\
id = "invented-valley"
languages = ["en", "ru", "sv"]
[title]
en = "An invented valley"
ru = "Вымышленная долина"
sv = "En påhittad dal"
[subject]
claims = ["S1"]
[scope]
place = "SE-AC"
period = "2017"
[silence]
raid_size = 5
rho = 0.3
""",
    "claims.csv": """\
id,stance,denial_form,unit,low,best,high,qualifier,period,place,grounds,ground_basis,hand,\
definition,speaker,speaker_group,speaker_kind,said_on,basis,address,note
A1,asserts,,persons_killed,3,,,,2017,SE-AC,religion,actual,,,Paper,paper,press,2017-05,primary,,
A2,asserts,,persons_killed,6,,,,2017,SE-AC,religion,actual,,,Else,else,press,2018-05,restatement,,
A3,asserts,,persons_helped,1200,1200,1200,,2017,SE-AC,religion,actual,,,Aid,aid,ngo,2018,primary,,
F1,denies,denies_act,persons_killed,0,0,0,,2017,SE-AC,,,,,Office,office,official,2017-06,primary,,
S1,asserts,,persons_killed,5,,,,2017,SE-AC,religion,actual,,,Speaker,speaker,ngo,,primary,,
""",
    "relations.csv": """\
from,to,kind,reason,agrees
A2,A1,drifts_from,six where three were said,
F1,A1,contradicts,none against three,
S1,A1,same_topic,,population|place|period
""",
    "breakdowns.csv": "claim,part,count\nA3,women,700\nA3,men,400\n",
    "official.csv": """\
date,place,period,complaints_registered,speaker_office,form,address,note
2018-01-10,SE-AC,2017,0,Office,no_complaint_filed,,
""",
    "documented.csv": """\
date,place,period,unit,count,speaker_group,address,note
2018-01-05,SE-AC,2017,persons_helped,1200,helpers,,
""",
}


def whole_page(figures: tuple[Figure, ...], language: str, root: str) -> str:
    """A page with the sentence and every number of some figures, and words that are no figure."""
    body = "\n".join(
        f"<p>{one.sentence[language]}</p>\n<p>{data(one, language)}</p>" for one in figures
    )
    return page(language, root, body + "\n<p>Nobody may rely on rumours.</p>")


def data(figure: Figure, language: str) -> str:
    value = figure.numbers.value
    if value is None:
        return ""
    shown = (
        code_list("verdicts").label(value, language)
        if isinstance(value, str)
        else said(value, language)
    )
    return f'<data class="figure" value="{value}" data-figure="{figure.id}">{shown}</data>'


def said(value: float, language: str) -> str:
    return format_decimal(value, format="#,##0.######", locale=language)


def sentence(numbers: Numbers, language: str) -> str:
    value = numbers.value
    if isinstance(value, str):
        return f"{numbers.id}: {code_list('verdicts').label(value, language)}."
    return f"{numbers.id}: {value if value is None else said(value, language)}."


@pytest.fixture(scope="session")
def made_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of an invented dossier with everything that is checked: read only."""
    folder = tmp_path_factory.mktemp("whole") / "release"
    write_pages(folder, ())
    seal(folder)
    return folder


def write_pages(folder: Path, entries: tuple[bytes, ...], *more: Numbers) -> Dossier:
    """Write everything of a release but its logs; more numbers are those of logs and audits."""
    for name, text in DOSSIER.items():
        write(folder, f"data/{name}", text)
    dossier = read_dossier(folder / "data")
    claims = hashlib.sha256((folder / "data/claims.csv").read_bytes()).hexdigest()
    figures = with_history(
        (
            Figure(
                numbers=one,
                sentence={language: sentence(one, language) for language in LANGUAGES},
                seed=0,
                inputs={"data/claims.csv": claims},
                software={"name": "vittne", "version": __version__},
                disclosure={"rule": "none", "cells_changed": 0},
            )
            for one in (*numbers(dossier), *more)
        ),
        entries,
    )
    write(folder, "data/figures.json", dump_figures(figures))
    for name, content in render_tables(dossier).items():
        (folder / "data" / name).write_bytes(content)
    write(folder, "style.css", "body { margin: 0 }\n")
    write(folder, "index.html", page("en", "", "<p>Choose.</p>"))
    for language in LANGUAGES:
        write(folder, f"{language}/index.html", whole_page(figures, language, "../"))
        for figure in figures:
            inside = f"{language}/figures/{figure.id}"
            for name in ("index.html", "sheet.html"):
                write(folder, f"{inside}/{name}", whole_page((figure,), language, "../../../"))
            write(folder, f"{inside}/figure.json", json.dumps(figure.to_dict()))
            (folder / inside / "figure.csv").write_bytes(figure_csv(figure))
    (folder / "verify.pyz").write_bytes(build_pyz())
    describe(folder)
    return dossier


SECRETS = Secrets(dossier="invented-valley", log_key=bytes(32), rounding_key=bytes(32))
ORIGIN = "vittne/invented-valley"
PLAN = Plan(propositions=("act", "ground"), share=0.7, confidence=0.9, chance=Announced())
DICE = read_dice("4261 5334 1625 6421 3512 4416")


def people(number: int) -> tuple[Person, ...]:
    return tuple(Person((f"a/{n}",), f"nobody {n}".encode()) for n in range(number))


def listed(number: int) -> Numbers:
    return Numbers(
        id=LISTED_ID,
        kind="documented",
        value=number,
        unit="persons_listed",
        method=LISTED,
        interval=Interval(low=number, high=number, level=None, kind="exact"),
        rests_on=("lists/a",),
    )


@pytest.fixture(scope="session")
def two_releases(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A release that commits a list and announces an audit, and the one that has its result."""
    first, second = (tmp_path_factory.mktemp("two") / name for name in ("first", "second"))
    logs = begin_logs(SECRETS, ORIGIN, people(40))
    tree = logs.list_tree
    assert tree is not None
    write_pages(first, logs.entries, listed(40))
    logs = log_figures(logs, load_figures(first / "data/figures.json"))
    committed = tree_json(logs.list_origin, tree)
    logs = write_logs(with_entries(logs, [plan_entry(PLAN.of(40), committed)]), first)
    published = logs.kept(write_manifest(first), {})

    logs = begin_logs(replace(SECRETS, published=(published,)), ORIGIN, people(44))
    leaves = drawn(tree.root, DICE, 40, 14)
    transcript = Transcript(
        release=1,
        origin=committed["origin"],
        size=40,
        root=tree.root,
        plan=PLAN.of(40),
        chance=DICE,
        inspected=tuple(
            Inspected(
                leaf, {"act": SUBSTANTIATED, "ground": NOT_SHOWN if n == 6 else SUBSTANTIATED}
            )
            for n, leaf in enumerate(leaves)
        ),
    )
    audited = audited_numbers(transcript, read_dossier(first / "data"))
    write_pages(second, logs.entries, listed(44), *audited)
    write(second, AUDIT, json.dumps(transcript.to_dict(), indent=1) + "\n")
    logs = log_figures(logs, load_figures(second / "data/figures.json"))
    counts = {"added": {"new_testimony": 9}, "withdrawn": {"not_substantiated": 5}}
    sizes = {"before": 40, "now": 44}
    corrections = {"type": CORRECTION, "release": 2, "people": sizes, "counts": counts}
    write_logs(with_entries(logs, [result_entry(transcript), corrections]), second)
    write_manifest(second)
    return first, second


def seal(folder: Path, key: bytes = bytes(32)) -> str:
    """Write the lists and logs of a release anew, as its maker does.

    An enemy does the same, with a key of his own.
    """
    describe(folder)
    shutil.rmtree(folder / "log", ignore_errors=True)
    logs = begin_logs(replace(SECRETS, log_key=key), ORIGIN, ())
    with suppress(UserError):  # no figures any more: an enemy may sign that, too
        logs = log_figures(logs, load_figures(folder / "data/figures.json"))
    write_logs(logs, folder)
    return write_manifest(folder)


def describe(folder: Path) -> None:
    """Write the files that list the data."""
    resources = [
        {
            "name": path.stem,
            "path": path.name,
            "bytes": path.stat().st_size,
            "hash": f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}",
        }
        for path in sorted((folder / "data").glob("*.csv"))
    ]
    write(folder, "data/datapackage.json", json.dumps({"resources": resources}))
    files = [{"@id": resource["path"], "@type": "File"} for resource in resources]
    write(folder, "data/ro-crate-metadata.json", json.dumps({"@graph": files}))


@pytest.fixture
def reseal() -> Callable[..., str]:
    """Write manifest, lists and logs of a release anew; returns the manifest's hash."""
    return seal


@pytest.fixture
def whole_release(made_release: Path, tmp_path: Path) -> Path:
    """A copy of the made release, to be changed."""
    return Path(shutil.copytree(made_release, tmp_path / "whole"))
