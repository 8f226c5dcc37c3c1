"""The pages of a release are complete, whole, load nothing, and say what `figures.json` says."""

from __future__ import annotations

import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vittne.verify.figures import load_figures
from vittne.verify.pages import check_pages, numbers_in
from vittne.verify.tree import walk

LANGUAGES = ("en", "ru", "sv")
FIGURE = "ru/figures/killed-2017/index.html"
SHARE = "sv/figures/share-not-registered/index.html"


def failures(folder: Path) -> list[tuple[str, str]]:
    figures = load_figures(folder / "data/figures.json")
    return [(one.path, one.kind) for one in check_pages(walk(folder), figures, LANGUAGES)]


def said(folder: Path) -> str:
    figures = load_figures(folder / "data/figures.json")
    return "\n".join(
        f"{one.path}: {one.text}" for one in check_pages(walk(folder), figures, LANGUAGES)
    )


def test_a_right_release_passes(small_release: Path) -> None:
    assert said(small_release) == ""


class TestComplete:
    @pytest.mark.parametrize("name", ["index.html", "sheet.html", "figure.json", "figure.csv"])
    def test_every_figure_has_its_files_in_every_language(
        self, small_release: Path, name: str
    ) -> None:
        for language in LANGUAGES:
            (small_release / language / "figures/killed-2017" / name).unlink()
        for language in LANGUAGES:
            path = f"{language}/figures/killed-2017/{name}"
            assert (path, "missing") in failures(small_release)

    def test_a_page_that_one_language_lacks(self, small_release: Path) -> None:
        shutil.copy(small_release / "en/index.html", small_release / "en/method.html")
        assert failures(small_release) == [
            ("ru/method.html", "missing"),
            ("sv/method.html", "missing"),
        ]

    def test_a_language_that_is_gone(self, small_release: Path) -> None:
        shutil.rmtree(small_release / "sv")
        assert ("sv/index.html", "missing") in failures(small_release)
        assert ("index.html", "broken_link") in failures(small_release)

    def test_a_language_that_no_figure_knows(self, small_release: Path) -> None:
        shutil.copytree(small_release / "en", small_release / "de")
        assert ("de/index.html", "strange") in failures(small_release)

    def test_a_page_for_a_figure_that_is_not_there(self, small_release: Path) -> None:
        for language in LANGUAGES:
            folder = small_release / language / "figures"
            shutil.copytree(folder / "killed-2017", folder / "killed-2018")
        assert ("en/figures/killed-2018/index.html", "unknown_figure") in failures(small_release)

    def test_no_front_page(self, small_release: Path) -> None:
        (small_release / "index.html").unlink()
        assert failures(small_release) == [("index.html", "missing")]

    @pytest.mark.parametrize("name", ["a.js", "en/b.wasm", "en/noext", "c.xhtml", "d.html.exe"])
    def test_a_kind_of_file_that_no_release_holds(self, small_release: Path, name: str) -> None:
        (small_release / name).write_bytes(b"x")
        assert (name, "strange") in failures(small_release)


class TestLanguage:
    @pytest.mark.parametrize("lang", ["en", "ru-RU", "x"])
    def test_a_page_in_a_language_that_is_not_its_folders(self, small_release, edit, lang) -> None:
        edit("ru/index.html", 'lang="ru"', f'lang="{lang}"')
        assert failures(small_release) == [("ru/index.html", "language")]

    def test_a_page_without_a_language(self, small_release: Path, edit) -> None:
        edit("ru/index.html", ' lang="ru"', "")
        assert failures(small_release) != []

    def test_a_page_without_its_encoding(self, small_release: Path, edit) -> None:
        edit("ru/index.html", '<meta charset="utf-8">', "")
        assert failures(small_release) == [("ru/index.html", "refused")]


class TestLinks:
    @pytest.mark.parametrize(
        ("target", "why"),
        [
            ("gone.html", "not there"),
            ("../sv/gone.html", "not there"),
            ("../style.css/x", "not there"),
            ("figures", "not there"),
            ("../../outside.html", "out of the release"),
            ("%2e%2e/%2e%2e/outside.html", "out of the release"),
            ("/index.html", "no place"),
            ("index.html?q=1", "no place"),
            ("", "no place"),
            ("#gone", "no such place"),
            ("../sv/index.html#gone", "no such place"),
        ],
    )
    def test_a_link_that_leads_nowhere(self, small_release, edit, target: str, why: str) -> None:
        edit("ru/index.html", "<p>Words.</p>", f'<p><a href="{target}">there</a></p>')
        assert failures(small_release) == [("ru/index.html", "broken_link")]
        assert why in said(small_release)

    @pytest.mark.parametrize("target", ["#content", "../sv/index.html#content", "../style.css"])
    def test_a_link_that_leads_somewhere(self, small_release: Path, edit, target: str) -> None:
        edit("ru/index.html", "<p>Words.</p>", f'<p><a href="{target}">there</a></p>')
        assert failures(small_release) == []

    def test_a_page_without_its_style(self, small_release: Path) -> None:
        (small_release / "style.css").unlink()
        assert ("en/index.html", "broken_link") in failures(small_release)

    def test_a_source_elsewhere_gets_no_referrer(self, small_release: Path, edit) -> None:
        edit(FIGURE, ' rel="noreferrer"', "")
        assert failures(small_release) == [(FIGURE, "refused")]


NOTHING_OF_THE_KIND = [
    "<script>alert(1)</script>",
    '<ScRiPt src="x.js"></sCrIpT>',
    "<scr<script>ipt>",
    '<p onclick="x()">',
    '<svg onload="x()"></svg>',
    '<svg><a href="javascript:x()">x</a></svg>',
    '<a href="JavaScript:x()">x</a>',
    '<a href=" javascript:x()">x</a>',
    '<a href="java\tscript:x()">x</a>',
    '<a href="data:text/html,x">x</a>',
    '<a href="file:///etc/passwd">x</a>',
    '<a href="//example.org/" rel="noreferrer">x</a>',
    '<a href="\\\\example.org\\" rel="noreferrer">x</a>',
    '<img src="https://example.org/x.png" alt="">',
    '<img src="../style.css" srcset="https://example.org/x.png 2x" alt="">',
    '<iframe src="../index.html"></iframe>',
    '<object data="x"></object>',
    '<embed src="x">',
    '<form action="https://example.org"><input name="q"></form>',
    '<base href="https://example.org/">',
    '<meta http-equiv="refresh" content="0;url=https://example.org">',
    '<link rel="preconnect" href="../index.html">',
    '<link rel="stylesheet" href="https://example.org/x.css">',
    '<svg><use xlink:href="https://example.org/x.svg#a"/></svg>',
    '<svg><image href="x.png"/></svg>',
    '<svg><set attributeName="href" to="javascript:x()"/></svg>',
    '<video poster="x"></video>',
    '<a href="index.html" ping="https://example.org">x</a>',
    '<p style="background: url(https://example.org/x.png)">x</p>',
    "<style>@import 'https://example.org/x.css';</style>",
    "<style>p { background: u\\72l(https://example.org/x) }</style>",
    "<!-- comment -->",
    "<![CDATA[x]]>",
    "<?php x ?>",
    "\u202eturned",
    "\x00",
    '<p id="content">twice</p>',
    '<p class="a" class="b">twice</p>',
    "<template><p>x</p></template>",
    "<noscript>x</noscript>",
]


@pytest.mark.parametrize("markup", NOTHING_OF_THE_KIND)
def test_a_page_holds_nothing_that_runs_loads_sends_or_hides(
    small_release: Path, edit, markup: str
) -> None:
    edit("ru/index.html", "<p>Words.</p>", markup)
    assert {path for path, _ in failures(small_release)} == {"ru/index.html"}


@pytest.mark.parametrize(
    "style",
    [
        "@import 'x.css';",
        "@IMPORT url(x.css);",
        "p { background: url(x.png) }",
        "p { background: URL( 'https://example.org' ) }",
        "p { background: \\75 rl(https://example.org) }",
        "@font-face { src: url(//example.org/font) }",
        "p { background: image-set('https://example.org/x' 1x) }",
        "p { behavior: url(#default#x) }",
    ],
)
def test_a_style_sheet_loads_nothing(small_release: Path, style: str) -> None:
    (small_release / "style.css").write_text(style)
    assert {path for path, _ in failures(small_release)} == {"style.css"}


class TestNumbers:
    @pytest.mark.parametrize("shown", ["4", "30", "-3", "3.5", "", "three", "3 4", "3,0"])
    def test_a_page_that_shows_another_number(self, small_release: Path, edit, shown: str) -> None:
        edit(FIGURE, ">3</data>", f">{shown}</data>")
        expected = [] if shown == "3,0" else [(FIGURE, "wrong_number")]
        assert failures(small_release) == expected

    @pytest.mark.parametrize("value", ["4", "", "3.0", "03", "at least 3"])
    def test_a_page_that_states_another_number(self, small_release, edit, value: str) -> None:
        edit(FIGURE, 'value="3"', f'value="{value}"')
        assert failures(small_release) == [(FIGURE, "wrong_number")]

    def test_another_number_in_both_places(self, small_release: Path, edit) -> None:
        edit(
            FIGURE,
            'value="3" data-figure="killed-2017">3<',
            'value="4" data-figure="killed-2017">4<',
        )
        assert failures(small_release) == [(FIGURE, "wrong_number")]
        assert "line 11 shows 4 (and states 4)" in said(small_release)
        assert "figures.json says 3" in said(small_release)

    def test_the_number_is_changed_in_figures_json(self, small_release: Path, edit) -> None:
        edit("data/figures.json", '"value": 3,', '"value": 4,')
        wrong = {path for path, kind in failures(small_release) if kind == "wrong_number"}
        assert wrong == {
            f"{language}/figures/killed-2017/{name}"
            for language in LANGUAGES
            for name in ("index.html", "sheet.html")
        }

    def test_an_end_of_the_interval(self, small_release: Path, edit) -> None:
        edit(SHARE, ">89,8<", ">98,8<")
        assert failures(small_release) == [(SHARE, "wrong_number")]

    def test_a_decimal_comma_is_no_decimal_point(self, small_release: Path, edit) -> None:
        edit(SHARE, ">89,8<", ">89.8<")
        assert failures(small_release) == [(SHARE, "wrong_number")]

    @pytest.mark.parametrize("part", ["high", "level", "median", ""])
    def test_a_part_that_the_figure_does_not_have(self, small_release, edit, part: str) -> None:
        edit(FIGURE, 'data-figure="killed-2017"', f'data-figure="killed-2017" data-part="{part}"')
        assert {path for path, _ in failures(small_release)} == {FIGURE}

    def test_a_figure_that_is_not_there(self, small_release: Path, edit) -> None:
        edit(FIGURE, 'data-figure="killed-2017"', 'data-figure="killed-2018"')
        assert (FIGURE, "unknown_figure") in failures(small_release)

    @pytest.mark.parametrize(
        "markup",
        [
            '<span data-figure="killed-2017">3</span>',
            '<data value="3" data-figure="killed-2017">3</data>',
            '<data class="figure" value="3" data-figure="killed-2017">3',
            '<data class="figure" value="3" data-figure="killed-2017"><b>3</b></data>',
        ],
    )
    def test_a_number_that_is_not_marked_as_it_should(self, small_release, edit, markup) -> None:
        edit("ru/index.html", "<p>Words.</p>", markup)
        assert {path for path, _ in failures(small_release)} == {"ru/index.html"}

    def test_a_page_of_a_figure_that_does_not_mark_its_value(self, small_release, edit) -> None:
        edit(FIGURE, '<data class="figure" value="3" data-figure="killed-2017">3</data>', "3")
        assert failures(small_release) == [(FIGURE, "unmarked")]


class TestSentences:
    def test_a_page_that_says_another_sentence(self, small_release: Path, edit) -> None:
        edit(FIGURE, "по меньшей мере", "возможно")
        assert failures(small_release) == [(FIGURE, "wrong_sentence")]

    def test_a_sentence_without_its_number(self, small_release: Path, edit) -> None:
        edit("data/figures.json", "мере 3 человека", "мере 4 человека")
        assert ("data/figures.json", "wrong_sentence") in failures(small_release)

    def test_a_sentence_that_one_language_lacks(self, small_release: Path, edit) -> None:
        edit("data/figures.json", ',\n   "sv": "Minst 3 människor dödades."', "")
        assert ("data/figures.json", "language") in failures(small_release)


class TestNumbersInWords:
    @pytest.mark.parametrize(
        ("language", "text", "numbers"),
        [
            ("en", "1,234.5 of 2,000", ["1234.5", "2000"]),
            ("en", "in 2017, 301 people", ["2017", "301"]),
            ("en", "-3.2 % and \u22124", ["-3.2", "-4"]),
            ("en", "2017-2018", ["2017", "2018"]),
            ("ru", "1\u00a0234,5 из 2\u202f000", ["1234.5", "2000"]),
            ("ru", "12 345 678", ["12345678"]),
            ("sv", "i april 2017 301 personer", ["2017", "301"]),
            ("sv", "\u22124,5", ["-4.5"]),
            ("sv", "inga", []),
        ],
    )
    def test_examples(self, language: str, text: str, numbers: list[str]) -> None:
        assert numbers_in(text, language) == tuple(map(Decimal, numbers))

    @given(value=st.decimals(-(10**9), 10**9, places=3), language=st.sampled_from(LANGUAGES))
    def test_what_babel_writes_is_read_back(self, value: Decimal, language: str) -> None:
        from babel.numbers import format_decimal

        text = format_decimal(value, format="#,##0.######", locale=language)
        assert numbers_in(f"({text})", language) == (value,)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    content=st.one_of(
        st.binary(max_size=400), st.text(alphabet="<>/!-=\"'& adthmlscrip", max_size=200)
    )
)
def test_no_bytes_of_a_page_stop_the_checker(small_release: Path, content: bytes | str) -> None:
    right = (small_release / FIGURE).read_bytes()
    (small_release / FIGURE).write_bytes(
        content if isinstance(content, bytes) else content.encode()
    )
    try:
        assert FIGURE in {path for path, _ in failures(small_release)}
    finally:
        (small_release / FIGURE).write_bytes(right)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_no_inserted_markup_makes_a_script_pass(small_release: Path, data: st.DataObject) -> None:
    """Wherever a script is put, and whatever stands around it, the page is refused."""
    right = (small_release / FIGURE).read_text(encoding="utf-8")
    place = data.draw(st.integers(0, len(right)))
    before = data.draw(st.text(alphabet="<>!-'\"=/ a", max_size=6))
    (small_release / FIGURE).write_text(
        right[:place] + before + "<script>x()</script>" + right[place:], encoding="utf-8"
    )
    try:
        assert (FIGURE, "refused") in failures(small_release)
    finally:
        (small_release / FIGURE).write_text(right, encoding="utf-8", newline="")


def test_the_number_of_a_line_is_that_of_an_editor(small_release: Path, edit) -> None:
    edit(FIGURE, "по меньшей мере", "по\nменьшей мере")
    assert failures(small_release) == []
    edit(FIGURE, ">3</data>", ">4</data>")
    line = int(re.search(r"line (\d+)", said(small_release))[1])
    lines = (small_release / FIGURE).read_text(encoding="utf-8").split("\n")
    assert ">4</data>" in lines[line - 1]
