"""Releases estimate: documented and estimated side by side, with all that speaks against it."""

from __future__ import annotations

import filecmp
import re
import subprocess
import sys
from pathlib import Path

import pytest
from overlaps import WHOLE, write_dossier
from read_page import LANGUAGES

from vittne.estimate.rules import RULES
from vittne.release import build_release
from vittne.release.words import Words
from vittne.terms.codes import code_list
from vittne.verify.check import verify_release
from vittne.verify.command import own_copy
from vittne.verify.figures import Figure, load_figures

FLAG = {"en": "flagged", "ru": "с оговорками", "sv": "med förbehåll"}


@pytest.fixture(scope="module")
def figures(overlaps_release: Path) -> dict[str, Figure]:
    return {one.id: one for one in load_figures(overlaps_release / "data" / "figures.json")}


def text(release: Path, language: str, path: str) -> str:
    """What a page says, without its marks."""
    page = (release / language / path).read_text("utf-8")
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("\u00a0", " ").split())


def test_every_table_has_a_documented_number_a_bound_and_an_estimate(
    figures: dict[str, Figure],
) -> None:
    assert sorted(figures) == [
        *("bound-kosovo", "bound-parts+thin", "bound-parts+whole", "bound-sparse"),
        *("estimated-kosovo", "estimated-parts", "estimated-parts+thin", "estimated-parts+whole"),
        "estimated-sparse",
        *("listed-kosovo", "listed-parts", "listed-parts+thin", "listed-parts+whole"),
        "listed-sparse",
    ]
    assert figures["listed-kosovo"].numbers.value == 4400
    assert figures["bound-kosovo"].numbers.value == 8211
    assert figures["estimated-kosovo"].numbers.value == 12595
    assert figures["estimated-kosovo"].numbers.part("documented") == 4400


def test_a_release_with_estimates_passes_its_own_check(overlaps_release: Path) -> None:
    report = verify_release(overlaps_release, own_copy())
    assert [(failure.path, failure.text) for failure in report.failures] == []
    assert report.ok


def test_an_estimate_carries_all_that_another_run_needs(
    figures: dict[str, Figure], overlaps_release: Path
) -> None:
    figure = figures["estimated-kosovo"]
    assert figure.seed == 1999
    assert figure.numbers.settings["headline"] == "graphs"
    assert set(figure.numbers.settings["engines"]) == {"graphs", "latent", "loglinear"}
    assert {"data/dossier.toml", "data/tables/kosovo.csv"} <= set(figure.inputs)
    assert {"numpy", "scipy", "numba"} <= set(figure.software)
    assert (overlaps_release / "data" / "tables" / "kosovo.toml").is_file()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_flagged_number_never_stands_without_the_word(
    figures: dict[str, Figure], language: str
) -> None:
    assert figures["estimated-kosovo"].numbers.part("verdict") == "flagged"
    assert FLAG[language] in figures["estimated-kosovo"].sentence[language]
    assert FLAG[language] not in figures["estimated-parts+whole"].sentence[language]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "figures/index.html",
        "figures/estimated-kosovo/index.html",
        "figures/estimated-kosovo/sheet.html",
        "attack/index.html",
    ],
)
def test_a_flagged_number_stands_with_every_reason_and_every_mode(
    figures: dict[str, Figure], overlaps_release: Path, language: str, path: str
) -> None:
    page, words = text(overlaps_release, language, path), Words(language)
    detail = figures["estimated-kosovo"].numbers.detail
    assert len(detail["reasons"]) >= 4
    modes = [mode for engine in detail["engines"] for mode in engine["modes"]]
    assert len(modes) >= 2
    for shown in (*modes, *(r["variant"] for r in detail["reasons"] if "variant" in r)):
        number = words.number(shown.get("at", shown.get("value"))).replace("\u00a0", " ")
        assert number in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["index.html", "figures/estimated-kosovo/index.html"])
def test_what_others_have_published_stands_beside_it(
    overlaps_release: Path, language: str, path: str
) -> None:
    published = Words(language).number(10356).replace("\u00a0", " ")
    assert published in text(overlaps_release, language, path)


def test_the_first_page_says_no_flagged_number_as_it_has_no_room_for_reasons(
    overlaps_release: Path,
) -> None:
    page = text(overlaps_release, ".", "index.html")
    assert "4,400" in page
    assert "12,595" not in page
    assert "12 595" not in page
    assert all(FLAG[language] in page for language in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_engine_gives_a_number_where_the_estimate_is_refused(
    figures: dict[str, Figure], overlaps_release: Path, language: str
) -> None:
    figure = figures["estimated-sparse"]
    assert (figure.numbers.value, figure.numbers.interval) == (None, None)
    assert figure.numbers.part("rule_few_overlaps") == 1
    assert all(engine["value"] is None for engine in figure.numbers.detail["engines"])
    page = text(overlaps_release, language, "figures/estimated-sparse/index.html")
    assert code_list("estimate_verdicts").label("refused", language) in page
    assert "292" not in page  # what averaging over graphs would say
    assert "96" in page  # who is documented


def test_a_thin_stratum_is_neither_dropped_nor_better_than_it_is(
    figures: dict[str, Figure],
) -> None:
    thin, total = (figures[f"estimated-parts{end}"].numbers for end in ("+thin", ""))
    assert thin.part("verdict") in ("flagged", "refused")
    assert total.part("verdict") == thin.part("verdict")
    assert total.part("documented") == 626 + 96
    assert total.detail["parts"] == ["whole", "thin"]
    assert [one["stratum"] for one in total.detail["reasons"] if one["rule"] == "part"] == ["thin"]


def test_a_total_is_no_sum_of_ends(figures: dict[str, Figure]) -> None:
    total = figures["estimated-parts"].numbers
    parts = [figures[f"estimated-parts+{name}"].numbers for name in ("whole", "thin")]
    assert total.interval is not None
    ends = [(part.interval.low, part.interval.high) for part in parts if part.interval]
    assert total.interval.low > sum(low for low, _ in ends)
    assert total.interval.high < sum(high for _, high in ends)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_its_words(language: str) -> None:
    words = Words(language)
    assert [rule.name for rule in RULES if not words.has(f"rule-{rule.name}")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reader_finds_no_foreign_words(overlaps_release: Path, language: str) -> None:
    """Engines explain themselves in English; a page says it in its own language."""
    for path in (overlaps_release / language).rglob("*.html"):
        body = re.sub(r"<(a|html|link)\b[^>]*>", "", path.read_text("utf-8"))
        assert 'lang="en"' not in body, path


def test_pictures_have_their_numbers_as_a_table(overlaps_release: Path) -> None:
    page = (overlaps_release / "en/figures/estimated-kosovo/index.html").read_text("utf-8")
    assert page.count("<figure>") == 5
    assert page.count("<summary>") == 5


def test_the_same_dossier_gives_the_same_bytes(tmp_path: Path) -> None:
    dossier = write_dossier(tmp_path / "dossier", {"whole": f"A,B,C,count\n{WHOLE}"})
    build_release(dossier, tmp_path / "one")
    build_release(tmp_path / "one" / "data", tmp_path / "two")  # what a reader would do
    names = [
        path.relative_to(tmp_path / "one").as_posix()
        for path in sorted((tmp_path / "one").rglob("*"))
        if path.is_file()
    ]
    _, others, _ = filecmp.cmpfiles(tmp_path / "one", tmp_path / "two", names, shallow=False)
    # The log is another one, signed with another key; so is what shows it or ties it.
    shown = [f"{one}/{page}/index.html" for one in LANGUAGES for page in ("attack", "verify")]
    assert [one for one in others if not one.startswith("log/")] == ["MANIFEST.sha256", *shown]


def test_a_dossier_without_tables_needs_no_array_library(
    example_dossier: Path, tmp_path: Path
) -> None:
    code = (
        "import sys; from pathlib import Path; from vittne.release import build_release; "
        f"build_release(Path({str(example_dossier)!r}), Path({str(tmp_path / 'out')!r}), "
        f"secrets=Path({str(tmp_path / 'secrets.json')!r})); "
        "sys.exit(any(name in sys.modules for name in ('numpy', 'scipy', 'numba')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_progress_is_told_while_engines_are_asked(tmp_path: Path) -> None:
    dossier = write_dossier(tmp_path / "dossier", {"two": "A,B,count\n1,0,20\n0,1,30\n1,1,10\n"})
    told: list[str] = []
    build_release(dossier, tmp_path / "out", lambda step, done, total: told.append(step))
    assert "estimate two: latent" in told
    found = {one.id: one for one in load_figures(tmp_path / "out" / "data" / "figures.json")}
    assert found["estimated-two"].numbers.part("rule_few_lists") == 1
