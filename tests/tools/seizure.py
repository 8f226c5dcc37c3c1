"""Who holds the disk of a door that is switched off: what it can tell two doors apart by.

Stores are made in pairs. Both hold equally many messages, of the same sizes; what differs is who
wrote, what, in which language, in how many visits and in which order. A classifier sees all that a
disk says without a key.
"""

from __future__ import annotations

import io
import random
import secrets
import sqlite3
import struct
from pathlib import Path

import numpy as np
from door_process import READER

from vittne.door.storage import FILE, Store
from vittne.seal import Envelope, HybridIdentity, MessageWriter

HEAD = 100
"""Bytes of an SQLite file before its first page begins."""


class Writer:
    """Somebody who writes, without the quarter of a second that a real derivation takes."""

    def __init__(self) -> None:
        self.key = HybridIdentity.generate().recipient
        self.secret = secrets.token_bytes(32)

    def envelope(self, text: str, language: str, kind: str) -> Envelope:
        """Return what is sealed."""
        return Envelope(
            kind=kind,
            text=text,
            language=language,
            form=1,
            reply_key=self.key,
            reply_secret=self.secret,
        )


def message(store: Store, envelope: Envelope, file: int = 0) -> None:
    """Keep one message, as the door does."""
    incoming = store.incoming()
    writer = MessageWriter(incoming, [READER.recipient])
    if file:
        writer.begin_file(f"{secrets.token_hex(random.randrange(1, 40))}.jpg", "image/jpeg")  # noqa: S311
        writer.write(secrets.token_bytes(file))
    writer.finish(envelope)
    incoming.acknowledge()


def build(folder: Path, kind: int, messages: int, *, tidy: bool = True) -> None:
    """Make a store of one of two kinds, with equally many messages of the same sizes.

    Kind 0: one person comes back every time, with short words in Swedish for help; the long message
    comes first. Kind 1: each is somebody else, with longer words in Russian, in several visits; the
    long message comes last, and somebody breaks off in the middle. With `tidy` the store is left as
    the door leaves it, else as it grew.
    """
    chance = random.Random(secrets.randbits(64))  # noqa: S311
    folder.mkdir()
    store = Store(folder)
    one = Writer()
    for number in range(messages):
        long = number == (messages - 1 if kind else 0)
        size = 20_000 if long else chance.randrange(*((900, 6_000) if kind else (1, 300)))
        text = "ночь " * (size // 9 + 1) if kind else "natt " * (size // 5 + 1)
        who = Writer() if kind else one
        message(store, who.envelope(text, "ru" if kind else "sv", "testimony" if kind else "help"))
        if kind and tidy and chance.random() < 0.5:
            store.tidy()
    if kind:
        store.incoming().write(secrets.token_bytes(300_000))
        store.sweep()
    if tidy:
        store.tidy()
    store.close()


def features(folder: Path) -> list[float]:
    """Return all that the disk says, as numbers: files, head of the database, pages, rows."""
    found: list[float] = []
    # `door.toml` is written by whoever runs the door, and says nothing of writers.
    for path in sorted([folder, *folder.glob(f"{FILE}*")]):
        status = path.stat()
        name = sum(ord(letter) for letter in path.name) if path != folder else 0
        found += [name, status.st_size if path != folder else 0, status.st_mtime % 86400]
        # A folder's last reading is the one that finds its files here.
        found += [0 if path == folder else status.st_atime % 1, status.st_mode]
    data = (folder / FILE).read_bytes()
    found += data[:HEAD]
    found += _pages(data) + _rows(folder / FILE)
    return found


def _pages(data: bytes) -> list[float]:
    """Kinds of pages, how full they are, and where the long chains begin."""
    size = struct.unpack(">H", data[16:18])[0]
    pages = [data[start : start + size] for start in range(0, len(data), size)]
    kinds = [page[HEAD if number == 0 else 0] for number, page in enumerate(pages)]
    zeros = [page.count(0) for page in pages]
    found: list[float] = [len(pages), zeros[0], *(kinds.count(kind) for kind in (0, 2, 5, 10, 13))]
    # Overflow pages name the next one: steps that are not 1 are traces of an order.
    steps = [struct.unpack(">I", page[:4])[0] - number - 1 for number, page in enumerate(pages)]
    return [*found, sum(step == 1 for step in steps), sum(zero > size // 2 for zero in zeros)]


def _rows(path: Path) -> list[float]:
    """Sizes, days, and how far the order of rows in the file is one of sizes."""
    with sqlite3.connect(f"file:{path}?immutable=1", uri=True) as database:
        tables = database.execute("SELECT name, rootpage, sql FROM sqlite_schema").fetchall()
        parts = database.execute("SELECT id, length(bytes) FROM part").fetchall()
        days = database.execute("SELECT count(DISTINCT day) FROM message").fetchall()
        free = database.execute("PRAGMA freelist_count").fetchone()
    database.close()
    data = path.read_bytes()
    places = [data.find(identifier) for identifier, _ in parts]
    long = max(range(len(parts)), key=lambda index: parts[index][1])
    found: list[float] = [len(tables), *(root for _, root, _ in tables), days[0][0], free[0]]
    found += sorted(size for _, size in parts)
    # Where the one long message lies among the others, by its id and by its place in the file.
    found += [float(np.mean([place < places[long] for place in places]))]
    found += [float(np.corrcoef(places, range(len(places)))[0, 1])]
    return found


# ---------------------------------------------------------------- the classifier


def area(scores: np.ndarray, labels: np.ndarray) -> float:
    """Return the area under the curve: how often the one scores above the other."""
    one, other = scores[labels == 1], scores[labels == 0]
    above = (one[:, None] > other[None, :]).mean()
    return float(above + (one[:, None] == other[None, :]).mean() / 2)


def _ridge(train: np.ndarray, labels: np.ndarray, test: np.ndarray) -> np.ndarray:
    """Scores by linear regression on the labels, with a penalty."""
    middle, spread = train.mean(0), train.std(0) + 1e-12
    known, asked = (train - middle) / spread, np.clip((test - middle) / spread, -9, 9)
    weights = known.T @ np.linalg.solve(
        known @ known.T + np.eye(len(known)) * len(known) / 10, labels - labels.mean()
    )
    return asked @ weights


def _neighbours(train: np.ndarray, labels: np.ndarray, test: np.ndarray) -> np.ndarray:
    """Scores by the seven stores that are most alike."""
    spread = train.std(0) + 1e-12
    far = (((test[:, None] - train[None]) / spread) ** 2).clip(0, 81).sum(2)
    return labels[np.argsort(far, axis=1, kind="stable")[:, :7]].mean(1)


def _stump(train: np.ndarray, labels: np.ndarray, test: np.ndarray) -> np.ndarray:
    """Scores by the one number that told most in the training."""
    areas = [area(column, labels) for column in train.T]
    best = max(range(len(areas)), key=lambda index: abs(areas[index] - 0.5))
    return test[:, best] * (1 if areas[best] >= 0.5 else -1)


CLASSIFIERS = {"ridge": _ridge, "neighbours": _neighbours, "best number": _stump}


def judge(rows: list[list[float]], labels: list[int], seed: int = 1) -> dict[str, float]:
    """Return the area of each classifier on pairs that it was not trained on (five parts)."""
    longest = max(map(len, rows))
    table = np.array([row + [-1.0] * (longest - len(row)) for row in rows], dtype=float)
    table = np.nan_to_num(table)
    sides = np.array(labels)
    pairs = np.random.default_rng(seed).permutation(np.arange(len(rows) // 2) % 5)
    part = np.repeat(pairs, 2)
    found = {}
    for name, classifier in CLASSIFIERS.items():
        areas = []
        for fold in range(5):
            test = part == fold
            scores = classifier(table[~test], sides[~test], table[test])
            areas.append(area(scores, sides[test]))
        found[name] = float(np.mean(areas))
    return found


def study(place: Path, pairs: int, messages: int, *, tidy: bool = True) -> dict[str, float]:
    """Make pairs of stores and return how well each classifier tells them apart."""
    rows, labels = [], []
    for pair in range(pairs):
        for kind in (0, 1):
            folder = place / f"{pair}.{kind}"
            build(folder, kind, messages, tidy=tidy)
            rows.append(features(folder))
            labels.append(kind)
    return judge(rows, labels)


def chance_limit(pairs: int, risk: float = 1e-5) -> float:
    """Return what no area of blind guesses exceeds, but for this risk (normal approximation)."""
    from statistics import NormalDist

    spread = ((2 * pairs + 1) / (12 * pairs * pairs)) ** 0.5
    # The mean of five parts of a fifth each spreads a little more than the whole.
    return 0.5 + NormalDist().inv_cdf(1 - risk) * spread * 1.1


def sealed_size(envelope: Envelope, files: list[int]) -> int:
    """Return the size of a message with files of these sizes."""
    out = io.BytesIO()
    writer = MessageWriter(out, [READER.recipient])
    for size in files:
        writer.begin_file("x", "y")
        writer.write(bytes(size))
    writer.finish(envelope)
    return len(out.getvalue())


def shape(sealed: bytes) -> tuple[object, ...]:
    """Return all that can be said of a sealed message without its key, but for random bytes.

    Of its header: how long each line is, what kind of recipient each stanza names and in how many
    words; of the rest: how long it is.
    """
    header, mark, rest = sealed.partition(b"\n--- ")
    assert mark, "this is no sealed message"
    mac, _, payload = rest.partition(b"\n")
    lines = [
        (line.split()[:2], [len(word) for word in line.split()])
        if line.startswith(b"-> ")
        else len(line)
        for line in header.split(b"\n")
    ]
    return (str(lines), len(mac), len(payload))
