"""The pages of a release: complete in every language, whole, and true to ``figures.json``.

See Also
--------
vittne.verify.markup : what one page may hold.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from urllib.parse import unquote

from vittne.terms.codes import code_list
from vittne.verify.entries import FIGURES
from vittne.verify.figures import Figure
from vittne.verify.markup import Page, read_page, style_faults
from vittne.verify.report import Failure
from vittne.verify.tree import Tree, Unreadable

FIGURE_FILES = ("index.html", "sheet.html", "figure.json", "figure.csv")
"""What every figure has in every language, in ``<language>/figures/<id>/``."""

SUFFIXES = frozenset({".html", ".css", ".csv", ".json", ".toml", ".svg", ".txt", ".pyz", ".sha256"})
"""The kinds of file that a release consists of. A script is not among them."""

LOG = "log"
"""The folder of the logs. Tiles and checkpoints have names without an ending."""

CHECK_LOG = "verify/check_log.go"
"""A checker of the logs in another language, as source."""

_LARGEST_PAGE = 8 * 1024 * 1024
_SPACES = " \u00a0\u202f\u2009"


def check_pages(
    tree: Tree, figures: Sequence[Figure], languages: Sequence[str]
) -> tuple[Failure, ...]:
    """Return what is wrong with the pages of a release.

    Parameters
    ----------
    tree : Tree
        The release.
    figures : sequence of Figure
        The content of its ``figures.json``.
    languages : sequence of str
        The languages in which it must be whole.
    """
    pages, failures = _read_pages(tree)
    known = {figure.id: figure for figure in figures}
    files = frozenset(tree.files)
    failures.extend(_strange_files(tree.files, languages))
    failures.extend(_incomplete(files, known, languages))
    for path, page in pages.items():
        failures.extend(_broken_links(path, page, pages, files))
        right = _language(path, languages)
        if page.language and page.language not in ([right] if right else languages):
            text = f"says that its language is {page.language}"
            failures.append(Failure(path=path, kind="language", text=text))
        failures.extend(_wrong_numbers(path, page, known, languages))
    failures.extend(_wrong_sentences(pages, known, languages))
    return tuple(dict.fromkeys(failures))


def count_pages(tree: Tree) -> int:
    """Return how many pages the release has."""
    return sum(1 for path in tree.files if path.endswith(".html"))


def numbers_in(text: str, language: str) -> tuple[Decimal, ...]:
    """Return every number that is written in digits, as the language writes numbers.

    English groups digits by commas and has a decimal point; Russian and Swedish
    group by (mostly unbreakable) spaces and have a decimal comma.
    """
    group, point = (",", r"\.") if language == "en" else (f"[{_SPACES}]", ",")
    sign = "(?:(?<!\\w)[-\u2212])?"
    number = rf"{sign}(?:\d{{1,3}}(?:{group}\d{{3}})+(?!\d)|\d+)(?:{point}\d+)?"
    return tuple(_decimal(match[0], language) for match in re.finditer(number, text))


def _decimal(text: str, language: str) -> Decimal:
    grouping = "," if language == "en" else _SPACES
    plain = text.translate(dict.fromkeys(map(ord, grouping)))
    return Decimal(plain.replace("\u2212", "-").replace(",", "."))


def _read_pages(tree: Tree) -> tuple[dict[str, Page], list[Failure]]:
    """Read all pages, and everything else that a browser would understand."""
    pages: dict[str, Page] = {}
    failures: list[Failure] = []
    for path in tree.files:
        if not path.endswith((".html", ".svg", ".css")):
            continue
        try:
            source = tree.read(path, _LARGEST_PAGE).decode("utf-8")
        except Unreadable as error:
            failures.append(error.failure)
            continue
        except UnicodeDecodeError as error:
            text = f"is not UTF-8 at byte {error.start}"
            failures.append(Failure(path=path, kind="not_utf8", text=text))
            continue
        if path.endswith(".css"):
            faults: Iterable[str] = style_faults(source)
        else:
            pages[path] = page = read_page(source)
            faults = page.faults
        failures.extend(Failure(path=path, kind="refused", text=fault) for fault in faults)
    return pages, failures


def _language(path: str, languages: Sequence[str]) -> str:
    """Return the language of the folder a page lies in; empty at the root."""
    first, slash, _ = path.partition("/")
    return first if slash and first in languages else ""


def _strange_files(files: Iterable[str], languages: Sequence[str]) -> Iterator[Failure]:
    folders = {*languages, "data", LOG}
    for path in files:
        if path == CHECK_LOG:
            continue
        folder, slash, _ = path.partition("/")
        suffix = posixpath.splitext(path)[1]
        if suffix not in SUFFIXES and not (folder == LOG and not suffix):
            text = "is of a kind that no release holds"
            yield Failure(path=path, kind="strange", text=text)
        if slash and folder not in folders:
            text = f"lies in a folder that no release in {', '.join(languages)} has"
            yield Failure(path=path, kind="strange", text=text)


def _incomplete(
    files: frozenset[str], known: Mapping[str, Figure], languages: Sequence[str]
) -> Iterator[Failure]:
    """Yield what one language has and another has not, and figures without their files."""
    inside = {
        language: {path.partition("/")[2] for path in files if _language(path, [language])}
        for language in languages
    }
    everywhere = set().union(*inside.values()) if inside else set()
    everywhere |= {f"figures/{id_}/{name}" for id_ in known for name in FIGURE_FILES}
    everywhere |= {"index.html"}
    for language in languages:
        for path in sorted(everywhere - inside[language]):
            text = "is missing: every language has the same pages, every figure its own"
            yield Failure(path=f"{language}/{path}", kind="missing", text=text)
        for path in sorted(inside[language]):
            parts = path.split("/")
            if parts[0] == "figures" and len(parts) > 2 and parts[1] not in known:
                text = f"speaks of {parts[1]}, which is no figure of figures.json"
                yield Failure(path=f"{language}/{path}", kind="unknown_figure", text=text)
    if "index.html" not in files:
        yield Failure(path="index.html", kind="missing", text="is missing: where a reader begins")
    for figure in known.values():
        if set(figure.sentence) != set(languages):
            text = f"gives the sentence of {figure.id} in {', '.join(sorted(figure.sentence))}"
            yield Failure(path=FIGURES, kind="language", text=text)


def _broken_links(
    path: str, page: Page, pages: Mapping[str, Page], files: frozenset[str]
) -> Iterator[Failure]:
    for link in page.links:
        if link.target == "data:,":  # an icon with nothing in it: keeps browsers from asking
            continue
        address, _, anchor = link.target.partition("#")
        folder = posixpath.dirname(path)
        target = _place(folder, address) if address else path
        why = ""
        if not link.target or "?" in address or address.startswith("/"):
            why = "which is no place in a folder of files"
        elif target.startswith("../") or target == "..":
            why = "which leads out of the release"
        elif target not in files:
            why = "which is not there"
        elif anchor and target in pages and unquote(anchor) not in pages[target].ids:
            why = "but there is no such place on that page"
        if why:
            text = f"line {link.line} links to {link.target or 'nothing'}, {why}"
            yield Failure(path=path, kind="broken_link", text=text)


@lru_cache(maxsize=4096)  # every page of a release has the same links in its head
def _place(folder: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(address)))


def _wrong_numbers(
    path: str, page: Page, known: Mapping[str, Figure], languages: Sequence[str]
) -> Iterator[Failure]:
    mixed = not _language(path, languages)  # the first page: a section for each language
    for shown in page.shown:
        where = f"line {shown.line} shows {' '.join(shown.text.split()) or 'nothing'}"
        name = f"{shown.part} of {shown.figure or 'no figure'}"
        try:
            value = known[shown.figure].numbers.part(shown.part)
        except KeyError:
            text = f"{where} for the {name}, which figures.json does not have"
            yield Failure(path=path, kind="unknown_figure", text=text)
            continue
        right = as_attribute(value)
        written = shown.language if mixed and shown.language in languages else page.language
        if shown.value != right or not _is_shown(value, shown.text, written):
            stated = "" if shown.value == right else f" (and states {shown.value or 'nothing'})"
            text = f"{where}{stated} for the {name}; figures.json says {right or 'nothing'}"
            yield Failure(path=path, kind="wrong_number", text=text)


def as_attribute(value: float | str | None) -> str:
    """Return how the ``value`` attribute of a ``<data>`` element writes a part of a figure."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value)


def _is_shown(value: float | str | None, text: str, language: str) -> bool:
    """Whether the text shows the value, and no other number."""
    if isinstance(value, str):
        return " ".join(text.split()).casefold() == _label(value, language).casefold()
    numbers = numbers_in(text, language)
    if value is None:
        return not numbers
    return numbers == (Decimal(json.dumps(value)),)


def _label(code: str, language: str) -> str:
    """Return a verdict's label; a code that is no verdict is its own."""
    return code_list("verdicts").labels.get(code, {}).get(language, code)


def _wrong_sentences(
    pages: Mapping[str, Page], known: Mapping[str, Figure], languages: Sequence[str]
) -> Iterator[Failure]:
    """Yield the sentences that lack their number, and the pages that say another sentence."""
    for figure in known.values():
        for language in languages:
            sentence = " ".join(figure.sentence.get(language, "").split())
            value = figure.numbers.value
            if not sentence or not _says(value, sentence, language):
                text = f"has no {value} in the sentence of {figure.id} in {language}: {sentence}"
                yield Failure(path=FIGURES, kind="wrong_sentence", text=text)
            for name in ("index.html", "sheet.html"):
                path = f"{language}/figures/{figure.id}/{name}"
                if path not in pages:
                    continue
                if sentence not in pages[path].text:
                    text = "does not say the sentence that figures.json gives"
                    yield Failure(path=path, kind="wrong_sentence", text=text)
                if isinstance(value, int | float) and not _shows(pages[path], figure.id):
                    text = "does not show the value of its figure as a marked number"
                    yield Failure(path=path, kind="unmarked", text=text)


def _shows(page: Page, id_: str) -> bool:
    return any((one.figure, one.part) == (id_, "value") for one in page.shown)


def _says(value: float | str | None, sentence: str, language: str) -> bool:
    """Whether a sentence has the value in it. None and one may be said in words."""
    if isinstance(value, str):
        return _label(value, language).casefold() in sentence.casefold()
    if value in (None, 0, 1):
        return True
    return Decimal(json.dumps(value)) in numbers_in(sentence, language)
