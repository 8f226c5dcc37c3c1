"""A clean copy of a PDF: its pages in a new file, and nothing else.

Pages are copied into an empty document, so what hangs on the old one (author, history, attachments,
scripts, bookmarks, forms, earlier revisions) is not taken off: it never comes along. Then what
hangs on pages and on pictures in them is removed. Comments and filled-in fields become part of the
page, as they are seen. What pages show, and the text in them, stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from vittne.inbox.cleaned import ENDINGS, Cleaned
from vittne.inbox.jpeg import without_notes

MOST_PAGES = 5000


def _keys(text: str) -> frozenset[str]:
    return frozenset(f"/{key}" for key in text.split())


_PAGE = _keys(
    "Type Parent Resources MediaBox CropBox BleedBox TrimBox ArtBox Contents Rotate UserUnit Group"
)
"""What a page may have. Everything else is about it, or does something."""

_NOTES = _keys(
    "Metadata PieceInfo LastModified AF EF AA A OpenAction JS Thumb OPI Ref Annots Alternates "
    "StructParent StructParents ID Measure PtData"
)
"""What nothing in the copy may have: notes, times, files, actions, previews."""

_NAMES = _keys("ExtGState ColorSpace Pattern Shading XObject Font Properties CharProcs")
"""Under these keys stand names that the document chose, which mean nothing by themselves."""


def clean_pdf(original: Path, stem: Path) -> Cleaned:
    """Write a clean copy to `stem` with the ending `.pdf`."""
    copy = stem.with_name(stem.name + ENDINGS["PDF"])
    try:
        with Pdf.open(original, suppress_warnings=True) as old, Pdf.new() as new:
            if len(old.pages) > MOST_PAGES:
                return Cleaned(problem="large")
            removed = _found(old, original)
            _flatten(old)
            new.pages.extend(old.pages)
            for page in new.pages:
                _keep(page.obj)
            removed |= _strip(new)
            new.remove_unreferenced_resources()
            # Without a changed copy of what the old file said of itself, and an id of its own.
            new.save(copy, deterministic_id=True, recompress_flate=True)
    except pikepdf.PasswordError:
        return Cleaned(problem="locked")
    except MemoryError:
        return Cleaned(problem="large")
    except Exception:  # a broken file breaks the library in many ways
        return Cleaned(problem="broken")
    return Cleaned("PDF", tuple(sorted(removed)))


def _found(old: Pdf, original: Path) -> set[str]:
    """Return codes of what the document has besides its pages."""
    root, found = old.Root, set()
    if len(old.trailer.get("/Info", Dictionary())) or "/Metadata" in root:
        found.add("author")
    if len(old.attachments) or "/AF" in root:
        found.add("attachments")
    names = root.get("/Names", Dictionary())
    if "/JavaScript" in names or "/OpenAction" in root or "/AA" in root:
        found.add("scripts")
    if "/AcroForm" in root:
        found.add("fields")
    if any(len(page.obj.get("/Annots", Array())) for page in old.pages):
        found.add("comments")
    # A linearized file has two ends; whatever has more was saved again after it was made.
    with original.open("rb") as file:
        ends = file.read().count(b"startxref")
    if ends > (2 if old.is_linearized else 1):
        found.add("revisions")
    return found


def _flatten(old: Pdf) -> None:
    """Make what annotations and fields show a part of their page."""
    if "/AcroForm" in old.Root:
        old.generate_appearance_streams()
    old.flatten_annotations("screen")


def _keep(page: Dictionary) -> None:
    for key in [key for key in page.keys() if key not in _PAGE]:  # noqa: SIM118  # no dict
        del page[key]


def _strip(new: Pdf) -> set[str]:
    """Remove notes from everything that pages are made of, and return their codes."""
    found: set[str] = set()
    seen: set[tuple[int, int]] = set()
    left: list[tuple[pikepdf.Object, bool]] = [(page.obj, False) for page in new.pages]
    while left:
        thing, is_list_of_names = left.pop()
        if thing.is_indirect:
            if thing.objgen in seen:
                continue
            seen.add(thing.objgen)
        if isinstance(thing, Dictionary | Stream) and not is_list_of_names:
            _strip_notes(thing, found)
        left.extend(_parts(thing))
    return found


def _parts(thing: pikepdf.Object) -> Iterator[tuple[pikepdf.Object, bool]]:
    """Yield what a thing consists of, and whether that is a list of freely chosen names."""
    if isinstance(thing, Array):
        parts = [("", part) for part in thing]
    elif isinstance(thing, Dictionary | Stream):
        parts = [(key, thing[key]) for key in thing.keys()]  # noqa: SIM118
    else:
        return
    for key, part in parts:
        if isinstance(part, pikepdf.Object):
            yield part, key in _NAMES and isinstance(part, Dictionary)


def _strip_notes(thing: pikepdf.Object, found: set[str]) -> None:
    for key in [key for key in thing.keys() if key in _NOTES]:  # noqa: SIM118
        del thing[key]
        found.add("notes")
    if isinstance(thing, Stream):
        filters = _filters(thing)
        if filters and filters[-1] == Name.DCTDecode:
            _strip_jpeg(thing, filters, found)


def _filters(stream: Stream) -> list[pikepdf.Object]:
    filters = stream.get("/Filter", Array())
    return list(filters) if isinstance(filters, Array) else [filters]


def _strip_jpeg(stream: Stream, filters: list[pikepdf.Object], found: set[str]) -> None:
    """Take notes out of a photograph on a page; its points stay as they are, bit by bit."""
    data = stream.read_raw_bytes()
    if len(filters) > 1:
        outer = stream.copy()
        outer.Filter = Array(filters[:-1])
        if "/DecodeParms" in outer:
            del outer["/DecodeParms"]
        data = outer.read_bytes()
    clean = without_notes(data)
    if clean != data:
        colours = stream.get("/DecodeParms") if len(filters) == 1 else None
        stream.write(clean, filter=Name.DCTDecode)
        if colours is not None:
            stream.DecodeParms = colours
        found.add("camera")
