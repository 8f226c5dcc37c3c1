"""What the door keeps does not tell in which of the three ways a message was sealed.

The server seals what comes in the clear; what the browser sealed comes as a file, and what the
offline page sealed as a block that is pasted. Who holds the disk sees the same of all of them.
"""

from __future__ import annotations

import io
import re
import sqlite3
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import tomli_w
from browser_script import Script, bytes64, running, text64
from door_process import FORM_HEADERS, READER, Door, File, multipart, read_form
from seizure import Writer, chance_limit, judge, shape

from vittne.door.storage import FILE
from vittne.seal import LONGEST_BLOCK, HybridIdentity, MessageWriter, write_block

RECIPIENTS = [READER.recipient, HybridIdentity(bytes(32)).recipient]
"""Two, so that there is an order of them."""
TEXTS = ("Nu.", "Они пришли ночью. " * 20)
FILES: dict[str, list[File]] = {
    "no file": [],
    "one file": [("снимок.jpg", "image/jpeg", bytes(range(250)) * 1_200)],
    "several": [("a.pdf", "application/pdf", b"a" * size) for size in (0, 65_536, 700_000)],
}


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Script]:
    with running(tmp_path_factory.mktemp("script")) as script:
        yield script


def by_server(door: Door, script: Script, text: str, files: Sequence[File]) -> None:
    door.tell(text, files)


def in_browser(door: Door, script: Script, text: str, files: Sequence[File]) -> None:
    """The script posts what it sealed as a file."""
    hand_in(door, b"", sealed_by(script, text, files))


def offline(door: Door, script: Script, text: str, files: Sequence[File]) -> None:
    """A person pastes a block, or chooses a file: a block again, or where it is long, as it is."""
    sealed = sealed_by(script, text, files)
    block = write_block(sealed).encode()
    if not files:
        hand_in(door, block, b"")
    else:
        hand_in(door, b"", block if len(block) <= LONGEST_BLOCK else sealed)


def sealed_by(script: Script, text: str, files: Sequence[File]) -> bytes:
    """What the script seals."""
    writer = Writer()
    asked = script.ask(
        "seal",
        message={
            "kind": "testimony",
            "text": text,
            "language": "en",
            "form": 1,
            "recipients": list(map(str, RECIPIENTS)),
        },
        files=[{"name": name, "type": kind, "data": text64(data)} for name, kind, data in files],
        keys={"recipient": str(writer.key), "secret": text64(writer.secret)},
    )
    return bytes64(asked["file"])


def hand_in(door: Door, block: bytes, file: bytes) -> None:
    token = read_form(door.get("/en/sealed/").text)["token"]
    fields = {"token": token, "trap": "", "block": block}
    # Where none was chosen, a browser sends a file without a name.
    files = [("document.bin" if file else "", "application/octet-stream", file)]
    answer = door.request("POST", "/en/sealed/", multipart(fields, files, "sealed"), FORM_HEADERS)
    assert answer.status == 200, re.search(r"data-reason=\S+", answer.text)


WAYS: dict[str, Callable[..., None]] = {
    "script off": by_server,
    "script on": in_browser,
    "offline page": offline,
}


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    door = Door(tmp_path_factory.mktemp("alike"))
    settings = door.folder / "door.toml"
    content = tomllib.loads(settings.read_text("utf-8"))
    content["recipients"] = list(map(str, RECIPIENTS))
    settings.write_text(tomli_w.dumps(content), "utf-8")
    with door:
        yield door


def test_the_rows_of_all_ways_are_alike(door: Door, script: Script) -> None:
    """Columns, days, number and sizes of parts, lines of the header, the size of the rest."""
    came: dict[str, tuple[str, str]] = {}
    for way, send in WAYS.items():
        for kind, files in FILES.items():
            for text in TEXTS:
                before = set(door.ids())
                send(door, script, text, files)
                (identifier,) = set(door.ids()) - before
                came[identifier] = way, kind
    for identifier, (_, kind) in came.items():
        envelope, contents = door.read(identifier)
        assert envelope.text in TEXTS
        assert contents == [data for _, _, data in FILES[kind]]
    door.stop()
    seen: dict[str, set[object]] = defaultdict(set)
    rows = stored(door.folder / FILE)
    assert rows.keys() == came.keys()
    for identifier, row in rows.items():
        seen[came[identifier][1]].add(row)
    assert {kind: len(every) for kind, every in seen.items()} == dict.fromkeys(FILES, 1)


def stored(path: Path) -> dict[str, object]:
    """Return all that stands in the rows of each message, but for its id and random bytes."""
    found: dict[str, object] = {}
    with closing(sqlite3.connect(path)) as database:
        for identifier, *others in database.execute("SELECT * FROM message"):
            query = "SELECT n, bytes FROM part WHERE id = ? ORDER BY n"
            parts = database.execute(query, (identifier,)).fetchall()
            sizes = tuple((number, type(data), len(data)) for number, data in parts)
            sealed = b"".join(data for _, data in parts)
            found[identifier.hex()] = (*others, len(identifier), sizes, shape(sealed))
    return found


def test_no_classifier_tells_the_script_from_the_server_by_the_bytes(script: Script) -> None:
    """What is random in a sealed message is random in both: letters of its header, its bytes."""
    pairs = 40
    ours, theirs = [], []
    for _ in range(pairs):
        out, writer = io.BytesIO(), Writer()
        MessageWriter(out, RECIPIENTS).finish(writer.envelope(TEXTS[1], "en", "testimony"))
        ours.append(numbers(out.getvalue()))
        theirs.append(numbers(sealed_by(script, TEXTS[1], [])))
    assert max(areas(ours, theirs)) <= chance_limit(pairs)
    # One letter of the header that is less random than the others would be noticed.
    marked = [[*row[:500], row[500] % 8, *row[501:]] for row in theirs]
    assert max(areas(ours, marked)) > chance_limit(pairs)


def areas(ours: list[list[float]], theirs: list[list[float]]) -> list[float]:
    """How often each classifier is right."""
    rows = [row for pair in zip(ours, theirs, strict=True) for row in pair]
    return list(judge(rows, [0, 1] * len(ours)).values())


def numbers(sealed: bytes) -> list[float]:
    """All the header, and how often each byte occurs in the rest."""
    header, _, payload = sealed.partition(b"\n--- ")
    return [*header, *np.bincount(np.frombuffer(payload, np.uint8), minlength=256)]
