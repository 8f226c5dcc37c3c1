"""The three languages say the same things, every text is used, and numbers have their forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel import Locale
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

import vittne
from vittne.release.words import LANGUAGES, Words, plain
from vittne.terms.codes import code_list
from vittne.verify.figures import KINDS, Numbers

RELEASE = Path(vittne.__file__).parent / "release"
NUMBERS = (0, 1, 2, 3, 4, 5, 11, 12, 21, 22, 101, 111, 1234, 0.3, 95.2)
TEXTS = {"unit", "scope", "who", "claim", "place", "name", "grounds", "hand", "evidence"}


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()
        self.chosen_by: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802
        self.chosen_by.add(node.selector.id.name)
        self.generic_visit(node)


def messages(language: str) -> dict[str, ast.Message]:
    files = sorted((RELEASE / "texts").glob(f"{language}.*ftl"))
    source = "\n".join(file.read_text(encoding="utf-8") for file in files)
    body = FluentParser().parse(source).body
    assert not [entry.content for entry in body if isinstance(entry, ast.Junk)]
    found = [entry for entry in body if isinstance(entry, ast.Message)]
    assert len({one.id.name for one in found}) == len(found), "a message is there twice"
    return {one.id.name: one for one in found}


def variables(message: ast.Message) -> set[str]:
    visitor = _Variables()
    visitor.visit(message)
    return visitor.names


def selects(message: ast.Message) -> Iterator[ast.SelectExpression]:
    class Finder(Visitor):
        def __init__(self) -> None:
            self.found: list[ast.SelectExpression] = []

        def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802
            self.found.append(node)
            self.generic_visit(node)

    finder = Finder()
    finder.visit(message)
    yield from finder.found


def test_every_language_has_the_same_messages_with_the_same_variables() -> None:
    english = {name: variables(message) for name, message in messages("en").items()}
    for language in ("ru", "sv"):
        other = {name: variables(message) for name, message in messages(language).items()}
        assert english.keys() == other.keys(), language
        assert english == other, language


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_that_depends_on_a_number_has_every_form_the_language_needs(language: str) -> None:
    rule = Locale.parse(language).plural_form
    needed = {rule(number) for number in NUMBERS} | {"other"}
    for name, message in messages(language).items():
        for select in selects(message):
            keys = {v.key.name for v in select.variants if isinstance(v.key, ast.Identifier)}
            assert "other" in keys, name
            # Two forms may be the same; then the default serves both. "One" always differs.
            assert "one" in keys or keys == {"other"}, name
            assert keys <= needed, f"{name}: {keys - needed} is no form of {language}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", NUMBERS)
def test_every_message_can_be_said_with_any_number(language: str, number: float) -> None:
    words = Words(language)
    for name, message in messages(language).items():
        numeric = {name for select in selects(message) for name in [select.selector.id.name]}
        args = {
            variable: "x" if variable in TEXTS and variable not in numeric else number
            for variable in variables(message)
        }
        said = plain(words.text(name, **args))
        assert said.strip(), name
        assert "{" not in said, name
        assert "???" not in said, name


def sources() -> str:
    files = [*RELEASE.rglob("*.py"), *RELEASE.rglob("*.html")]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_no_message_is_unused() -> None:
    text = sources()
    literal = set(re.findall(r"""["']([a-z][\w-]*)["']""", text))
    # Messages whose name ends with a code: f"why-{rule}", "nav-" ~ page.name, name ~ "-title".
    begun = tuple(
        {
            *re.findall(r'f"([\w-]+-)\{', text),
            *re.findall(r'"([\w-]+-)" ~', text),
            *re.findall(r'"([\w-]+-)" \+', text),
        }
    )
    ended = tuple(re.findall(r'~ "(-[\w-]+)"', text))
    unused = [
        name
        for name in messages("en")
        if name not in literal and not name.startswith(begun) and not name.endswith(ended)
    ]
    assert unused == []


RULES = (
    *("two_readings", "report_restated", "report_not_restated", "same_and_excluded"),
    *("same_and_implied", "elsewhere_and_implied", "evidence_disagrees"),
    *("evidence_does_not_decide", "nothing_related"),
)


def test_every_code_that_the_sciences_can_answer_has_its_words() -> None:
    """A code without words would stop a build: they are compared with the sciences' own sources."""
    package = Path(vittne.__file__).parent
    verdict = (package / "ledger" / "verdict.py").read_text(encoding="utf-8")
    recompute = "\n".join(
        path.read_text(encoding="utf-8") for path in (package / "verify").glob("recompute*.py")
    )
    for language in LANGUAGES:
        words = Words(language)
        for rule in RULES:
            assert f'"{rule}"' in verdict
            assert words.has(f"why-{rule}")
        for name in re.findall(r'Check\(\s*name="(\w+)"', recompute):
            assert words.has(f"check-{name}"), name
        for method in re.findall(r'method="([\w.]+)"', recompute):
            assert words.has("method-" + method.replace(".", "-")), method
        silence = "\n".join(p.read_text() for p in (package / "silence").glob("p*.py"))
        for reason in re.findall(r'reasons(?:\.append\(|=\()"(\w+)"', silence):
            assert words.has(f"check-refused_{reason}"), reason
        for kind in set(re.findall(r'kind="(\w+)"', recompute)) & set(KINDS):
            for prefix in ("kind", "falsify", "may-not"):
                assert words.has(f"{prefix}-{kind}"), kind


def test_a_number_is_written_as_the_language_writes_it() -> None:
    assert Words("en").number(1234.5) == "1,234.5"
    assert Words("ru").number(1234.5) == "1\u00a0234,5"
    assert Words("sv").number(1234.5) == "1\u00a0234,5"


@pytest.mark.parametrize(
    ("edtf", "english", "russian", "swedish"),
    [
        ("2017", "2017", "2017\u202fг.", "2017"),
        ("2017-02", "February 2017", "февраль 2017\u202fг.", "februari 2017"),
        ("2017-04-14", "14 April 2017", "14 апреля 2017\u202fг.", "14 april 2017"),
        ("2018-12/2019-01-14", None, "декабрь 2018\u202fг. – 14 января 2019\u202fг.", None),
        ("2021-10~", "about October 2021", None, "omkring oktober 2021"),
        ("2018-12-29/..", "since 29 December 2018", None, "sedan 29 december 2018"),
        ("[2017,2018]", "one of 2017 and 2018", None, None),
        ("2017-02-2X", "between 20 February 2017 and 28 February 2017", None, None),
    ],
)
def test_a_date_is_said_as_exactly_as_it_is_known(
    edtf: str, english: str | None, russian: str | None, swedish: str | None
) -> None:
    for language, expected in zip(LANGUAGES, (english, russian, swedish), strict=True):
        if expected is not None:
            assert Words(language).period(edtf).replace("\u00a0", "\u202f") == expected


def test_the_least_of_a_number_has_the_right_form_in_russian() -> None:
    def said(number: int) -> str:
        numbers = Numbers(
            id="x", kind="documented", value=number, unit="persons_killed", method="m"
        )
        words = Words("ru")
        return plain(words.text("least-persons_killed", n=words.figure(numbers)))

    assert [said(n) for n in (1, 2, 5, 21)] == [
        "убит не менее чем 1 человек",
        "убито не менее 2 человек",
        "убито не менее 5 человек",
        "убит не менее чем 21 человек",
    ]


def test_a_published_number_names_its_figure_wherever_it_is_said() -> None:
    numbers = Numbers(id="x", kind="documented", value=1234, unit="persons_killed", method="m")
    words = Words("sv")
    html = words.html("least-persons_killed", n=words.figure(numbers))
    assert html == (
        'minst <data class="figure" value="1234" data-figure="x">1\u00a0234</data> personer dödade'
    )


def test_what_others_wrote_cannot_become_markup() -> None:
    words = Words("en")
    html = words.html("least-other", n=1, unit="<b>\ue000x\ue001value\ue0011\ue0019\ue002")
    assert "<b>" not in html
    assert code_list("units")
