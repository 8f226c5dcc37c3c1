"""Marks that are put in at one end, and looked for everywhere at the other.

A mark is a text that exists nowhere else. It is looked for as it is and in the shapes in which
programs leave texts behind: other encodings, base64, hexadecimal, escapes, backwards, compressed,
and such shapes inside each other. A code consists of words and digits that exist elsewhere: what is
looked for is a few of them in a row, whatever stands between them.
"""

from __future__ import annotations

import base64
import binascii
import bz2
import hashlib
import html
import lzma
import os
import quopri
import re
import secrets
import stat
import threading
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

from vittne.seal import LANGUAGES, Code

ASCII = "bcdfghjklmnpqrstvwxz"
CYRILLIC = "бвгджзклмнпрстфхцчшщ"
SHALLOW, DEEP = 0, 3
"""How many shapes inside each other are undone."""
LONGEST_UNDONE = 8 << 20


def new_mark(family: str = "") -> str:
    """Return a mark: letters of two alphabets. Marks of one family begin alike, in both."""
    first, second = (family[:10], family[10:]) if family else ("", "")
    return first + _letters(ASCII) + second + _letters(CYRILLIC)


def _letters(alphabet: str) -> str:
    return "".join(secrets.choice(alphabet) for _ in range(10))


def file_of(mark: str, size: int) -> bytes:
    """Return a file in which any 200 bytes hold the mark."""
    one = mark.encode()
    return (one * (size // len(one) + 1))[:size]


# ---------------------------------------------------------------- codes

_BETWEEN = bytes(one for one in range(128) if not chr(one).isalnum())
_WIDE = re.compile(rb"(?:.[\x00\x04]){10}|(?:[\x00\x04].){10}", re.S)
"""Latin and Cyrillic letters in UTF-16."""


def spelled(code: Code) -> dict[str, str]:
    """Return what tells a code: by name, letters or digits that stand in a row nowhere else.

    Three words, and no fewer: the lists are searched, too, and two may stand in a row there.
    """
    found: dict[str, str] = {}
    for language in LANGUAGES:
        found |= _in_a_row(f"words, {language}", code.words(language), 3)
    found |= _in_a_row("digits", code.digits().replace(" ", ""), 12)
    found |= _in_a_row("numbers of words", map(str, code.numbers()), 4)
    found |= _in_a_row("numbers of bytes", map(str, code.secret), 6)
    both = {name: _squeezed(text) for name, text in found.items()}
    return both | {f"{name}, backwards": text[::-1] for name, text in both.items()}


def _in_a_row(name: str, parts: Iterable[str], length: int) -> dict[str, str]:
    every = list(parts)
    rows = ["".join(every[at : at + length]) for at in range(len(every) - length + 1)]
    return {f"{name} from {at}": row for at, row in enumerate(rows) if len(row) > 9}


def _squeezed(text: str) -> str:
    """Return the letters and digits of a text, and nothing that stands between them."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", text).casefold())


def _texts(data: bytes) -> Iterator[str]:
    """Yield what some bytes may say, squeezed: with tags and without, with digits and without."""
    runs = [data]
    if b"<" in data:
        runs += [re.sub(rb"<[^<>]*>", b"", one) for one in (data, data[::-1])]
    for run in runs:
        for text in _decoded(run):
            squeezed = _squeezed(text)
            yield squeezed
            yield re.sub(r"\d+", "", squeezed)


def _decoded(data: bytes) -> Iterator[str]:
    if _WIDE.search(data):
        for run in (data, data[1:]):
            yield run.decode("utf-16-le", "replace")
            yield run.decode("utf-16-be", "replace")
    tight = data.translate(None, _BETWEEN)
    yield tight.decode("utf-8", "replace")
    if not tight.isascii():
        yield tight[::-1].decode("utf-8", "replace")
        for alphabet in ("cp1252", "cp1251", "koi8-r"):
            yield tight.decode(alphabet, "replace")


# ---------------------------------------------------------------- shapes


def _base64(data: bytes) -> Iterator[bytes]:
    """Yield what stands in base64 wherever in a stream the bytes begin."""
    for shift in range(3):
        whole = data[-shift % 3 :]
        yield base64.b64encode(whole[: len(whole) // 3 * 3])


def _halves(mark: str) -> list[str]:
    """Return a mark of two alphabets in two parts: encodings of one know nothing of the other."""
    if re.search(r"[A-Za-z]", mark) and not mark.isascii():
        return re.findall(r"[\x00-\x7f]+|[^\x00-\x7f]+", mark)
    return [mark]


def needles(mark: str | bytes) -> dict[str, bytes]:
    """Return the shapes of a mark, by name."""
    found: dict[str, bytes] = {}
    if isinstance(mark, str):
        for number, text in enumerate(_halves(mark)):
            tail = ", second alphabet" if number else ""
            for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "cp1251", "koi8-r"):
                found[encoding + tail] = text.encode(encoding)
            found["JSON" + tail] = text.encode("ascii", "backslashreplace")
            found["HTML" + tail] = text.encode("ascii", "xmlcharrefreplace")
            found["URL" + tail] = quote(text).encode()
            found["URL, small" + tail] = quote(text).lower().encode()
            found["mail" + tail] = quote(text).replace("%", "=").encode()
    else:
        found["bytes"] = mark
    for name, plain in list(found.items()):
        found[f"{name}, backwards"] = plain[::-1]
        found[f"{name}, hexadecimal"] = plain.hex().encode()
        found[f"{name}, HEXADECIMAL"] = plain.hex().upper().encode()
        for number, coded in enumerate(_base64(plain)):
            found[f"{name}, base64 at {number}"] = coded
            found[f"{name}, base64 for addresses at {number}"] = coded.translate(
                bytes.maketrans(b"+/", b"-_")
            )
    unique = {shape: name for name, shape in reversed(found.items())}
    return {name: shape for shape, name in unique.items() if len(shape) > 7}


def _inflated(data: bytes, start: int, bits: int) -> bytes:
    try:
        # Without a copy: in sealed bytes there are thousands of places that look like a beginning.
        with memoryview(data)[start:] as rest:
            return zlib.decompressobj(bits).decompress(rest, LONGEST_UNDONE)
    except zlib.error:
        return b""


def _streams(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield what comes out of every place where something compressed may begin."""
    yield "deflate", _inflated(data, 0, -15)
    for found in re.finditer(rb"\x1f\x8b\x08", data):
        yield "gzip", _inflated(data, found.start(), 31)
    for found in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data):
        yield "zlib", _inflated(data, found.start(), 15)
    for found in re.finditer(rb"PK\x03\x04.{22}(..)(..)", data, re.S):
        skip = sum(int.from_bytes(part, "little") for part in found.groups())
        yield "zip", _inflated(data, found.end() + skip, -15)
    openers: tuple[tuple[bytes, Callable[[bytes], bytes]], ...] = (
        (rb"BZh[1-9]1AY&SY", bz2.BZ2Decompressor().decompress),
        (rb"\xfd7zXZ\x00", lzma.LZMADecompressor().decompress),
    )
    for magic, open_ in openers:
        for found in re.finditer(magic, data):
            try:
                yield "compressed", open_(data[found.start() :])
            except (OSError, lzma.LZMAError, EOFError):
                continue


def _undone(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield what stands inside something printed."""
    # Lines that follow each other may be one text, and the first of them is a long one.
    for found in re.finditer(rb"[A-Za-z0-9+/_\-]{24,}(?:\n[A-Za-z0-9+/_\-]+)*", data):
        run = found[0].translate(bytes.maketrans(b"-_", b"+/"), b"\n")
        for start in range(4):
            part = run[start:]
            try:
                yield "base64", base64.b64decode(part + b"=" * (-len(part) % 4))
            except binascii.Error:  # one letter stands alone at the end
                yield "base64", base64.b64decode(part[:-1])
    for found in re.finditer(rb"(?:[0-9a-fA-F]{2}){16,}", data):
        yield "hexadecimal", bytes.fromhex(found[0].decode())
    for name, (sign, undo) in _ESCAPES.items():
        if re.search(sign, data):
            yield name, undo(data)


def _no_html(data: bytes) -> bytes:
    return html.unescape(data.decode("ascii")).encode("utf-8", "replace")


def _no_backslashes(data: bytes) -> bytes:
    """Undo what JSON, JavaScript and Python write for letters."""

    def letters(found: re.Match[bytes]) -> bytes:
        # Two halves of a letter beyond 16 bits find each other in UTF-16.
        pairs = bytes.fromhex(re.sub(rb"\\+u", b"", found[0]).decode())
        return pairs.decode("utf-16-be", "replace").encode("utf-8")

    data = re.sub(rb"\\+[nrt]", b"\n", data)
    data = re.sub(rb"\\+x([0-9a-fA-F]{2})", rb"\\u00\1", data)
    return re.sub(rb"(?:\\+u[0-9a-fA-F]{4})+", letters, data)


_ESCAPES: dict[str, tuple[bytes, Callable[[bytes], bytes]]] = {
    "HTML": (rb"&#\d|&#[xX]|&[A-Za-z]+;", _no_html),
    "JSON": (rb"\\[unrtx]", _no_backslashes),
    "URL": (rb"%[0-9a-fA-F]{2}", unquote_to_bytes),
    "mail": (rb"=[0-9A-F]{2}|=\n", quopri.decodestring),
}


@dataclass(frozen=True)
class Found:
    """A mark that was found."""

    where: str
    mark: str
    shape: str


def _is_of(mark: str | bytes, family: str) -> bool:
    return isinstance(mark, str) and mark.startswith(family[:10]) and family[10:] in mark


def _shapes(marks: Mapping[str, str | bytes]) -> list[tuple[str, str, bytes, bool]]:
    """Return name, shape, bytes, and whether these are printable letters only."""
    return [
        (name, shape, needle, re.fullmatch(rb"[\x20-\x7e]+", needle) is not None)
        for name, mark in marks.items()
        for shape, needle in needles(mark).items()
    ]


class Search:
    """Looks for some marks.

    Parameters
    ----------
    family : str
        Where the marks have one: data without it are not searched for each of them.
    code : Code, optional
        Looked for as it is spelled, in any language.
    """

    def __init__(
        self, marks: dict[str, str | bytes], family: str = "", code: Code | None = None
    ) -> None:
        self._spelled = spelled(code) if code else {}
        self._clean: set[tuple[bytes, int]] = set()
        self._family = _shapes({"": family}) if family else []
        inside = {name: mark for name, mark in marks.items() if family and _is_of(mark, family)}
        self._inside = _shapes(inside)
        self._others = _shapes({name: mark for name, mark in marks.items() if name not in inside})

    def data(self, data: bytes, where: str, depth: int = DEEP) -> list[Found]:
        """Return what is found in some bytes, and in what stands inside of them."""
        known = hashlib.sha256(data).digest(), depth
        if known in self._clean:
            return []
        found = self._look(data, where, depth)
        if not found:
            self._clean.add(known)
        return found

    def _look(self, data: bytes, where: str, depth: int) -> list[Found]:
        # Shapes made of printable letters are looked for among those: sealed bytes have few.
        printed = b"\n".join(re.findall(rb"[\x20-\x7e]{8,}", data))
        shapes = self._others
        if any(needle in (printed if plain else data) for _, _, needle, plain in self._family):
            shapes = self._inside + self._others
        found = [
            Found(where, name, shape)
            for name, shape, needle, plain in shapes
            if needle in (printed if plain else data)
        ]
        if self._spelled:
            found += self._code(data, where)
        if depth:
            for how, inner in (*_streams(data), *_undone(printed)):
                if len(inner) > 7:
                    found += self.data(inner, f"{where} > {how}", depth - 1)
        return found

    def _code(self, data: bytes, where: str) -> list[Found]:
        text = "\n".join(_texts(data))
        return [Found(where, "code", name) for name, row in self._spelled.items() if row in text]

    def folders(self, folders: Iterable[Path]) -> list[Found]:
        """Return what is found in the files of some folders, and in their names."""
        found = []
        for folder in folders:
            for path in sorted([folder, *folder.rglob("*")]):
                name = str(path.relative_to(folder.parent))
                found += self.data(os.fsencode(name), f"name of {name}", SHALLOW)
                if path.is_file():
                    found += self.data(path.read_bytes(), name)
        return found


# ---------------------------------------------------------------- files without a name


def _is_written(pid: int, entry: Path) -> bool:
    """Whether it is a file, opened for writing."""
    if not stat.S_ISREG(entry.stat().st_mode):
        return False
    said = re.search(r"flags:\s+(\d+)", Path(f"/proc/{pid}/fdinfo/{entry.name}").read_text())
    return said is not None and int(said[1], 8) & os.O_ACCMODE != os.O_RDONLY


class Watch:
    """Reads, for as long as it lasts, every file that some processes have open.

    So it sees files that have no name, or none any more when everything is over. Of a large one
    it keeps the beginning and the end.
    """

    PIECE = 1 << 20

    def __init__(self, processes: Callable[[], list[int]], apart: Iterable[Path] = ()) -> None:
        self._processes = processes
        self._apart = {str(path) for path in apart}
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._sizes: dict[tuple[int, int], int] = {}
        self.seen: dict[str, list[bytes]] = {}
        self.looks = 0

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.wait(0.002):
            for pid in self._processes():
                self._look(pid)
            self.looks += 1

    def _look(self, pid: int) -> None:
        folder = Path(f"/proc/{pid}/fd")
        try:
            entries = list(folder.iterdir())
        except OSError:
            return
        for entry in entries:
            try:
                target = os.readlink(entry)
                if target not in self._apart and _is_written(pid, entry):
                    self._keep(entry, target)
            except OSError:
                continue  # closed in between

    def _keep(self, entry: Path, target: str) -> None:
        with entry.open("rb") as file:
            status = os.fstat(file.fileno())
            key, size = (status.st_dev, status.st_ino), status.st_size
            if self._sizes.get(key) == size:
                return
            self._sizes[key] = size
            data = file.read(self.PIECE)
            if not data:
                return
            if size > 2 * self.PIECE:
                file.seek(size - self.PIECE)
                data += file.read()
        self.seen.setdefault(target, []).append(data)

    def found(self, search: Search) -> list[Found]:
        """Return the marks in what was seen."""
        return [
            one
            for target, pieces in sorted(self.seen.items())
            for piece in pieces
            for one in search.data(piece, target, SHALLOW)
        ]
