"""What is said at the door stands nowhere: not on the disk, not in a log, not for a moment.

Marks go in on every path, while the server is killed at random moments; then everything that it
wrote is searched. That the search finds what there is to find is shown on a plain form.
"""

from __future__ import annotations

import base64
import bz2
import gzip
import json
import lzma
import quopri
import random
import re
import subprocess
import sys
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from canary import Search, Watch, file_of, new_mark
from door_process import Door
from door_walk import Walk

from vittne.seal import Code

SIZE = 3 << 20
PLAIN = [sys.executable, str(Path(__file__).resolve().parents[2] / "tools" / "plain_form.py")]


def zipped(data: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x", data)
    return out.getvalue()


DISGUISES = {
    "as it is": lambda data: data,
    "UTF-16": lambda data: data.decode().encode("utf-16-le"),
    "Windows letters": lambda data: data.decode().encode("cp1251"),
    "JSON": lambda data: data.decode().encode("ascii", "backslashreplace"),
    "JSON, capitals": lambda data: re.sub(
        rb"\\u(....)",
        lambda found: rb"\u" + found[1].upper(),
        data.decode().encode("ascii", "backslashreplace"),
    ),
    "JSON in JSON": lambda data: json.dumps(json.dumps(data.decode())).encode(),
    "HTML": lambda data: data.decode().encode("ascii", "xmlcharrefreplace"),
    "HTML, hexadecimal": lambda data: "".join(
        f"&#x{ord(one):X};" for one in data.decode()
    ).encode(),
    "an address": lambda data: quote(data.decode(), safe="").encode(),
    "an address, every letter": lambda data: b"".join(b"%%%02X" % one for one in data),
    "a form": lambda data: urlencode({"text": data.decode()}).encode(),
    "a form in a form": lambda data: urlencode({"a": urlencode({"b": data.decode()})}).encode(),
    "mail": quopri.encodestring,
    "base64": base64.b64encode,
    "base64, one later": lambda data: base64.b64encode(b"x" + data),
    "base64, two later": lambda data: base64.b64encode(b"xy" + data),
    "base64 for addresses": lambda data: base64.urlsafe_b64encode(b"xyz" + data).rstrip(b"="),
    "base64 in lines": lambda data: base64.encodebytes(data * 3),
    "base64 in a form": lambda data: urlencode({"a": base64.b64encode(data)}).encode(),
    "hexadecimal": lambda data: data.hex().encode(),
    "HEXADECIMAL": lambda data: data.hex().upper().encode(),
    "backwards": lambda data: data[::-1],
    "backwards in base64": lambda data: base64.b64encode(data[::-1]),
    "gzip": gzip.compress,
    "zlib": zlib.compress,
    "zip": zipped,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "base64 of zlib": lambda data: base64.urlsafe_b64encode(zlib.compress(data)),
    "gzip of base64 of UTF-16": lambda data: gzip.compress(
        base64.b64encode(data.decode().encode("utf-16-be"))
    ),
}


@pytest.mark.parametrize("disguise", DISGUISES)
def test_the_search_finds_a_mark_in_every_disguise(disguise: str, tmp_path: Path) -> None:
    mark = new_mark()
    noise = random.Random(1).randbytes(100_000)  # noqa: S311
    hidden = DISGUISES[disguise](f"Они пришли {mark} ночью".encode())
    (tmp_path / "file").write_bytes(noise + b"\n" + hidden + b"\n" + noise)
    assert Search({"a": mark}).folders([tmp_path]), disguise
    assert Search({"another": new_mark()}).folders([tmp_path]) == []


def test_the_search_finds_bytes_and_names(tmp_path: Path) -> None:
    secret, mark = bytes(range(200, 211)), new_mark()
    (tmp_path / mark).write_text(base64.b64encode(b"12" + secret).decode())
    found = Search({"secret": secret, "name": mark}).folders([tmp_path])
    assert {one.mark for one in found} == {"secret", "name"}


SPELLINGS = {
    "words": lambda code: " ".join(code.words("sv")),
    "words, numbered": lambda code: "\n".join(
        f"{at}) {word.upper()}" for at, word in enumerate(code.words("en"))
    ),
    "words on a page": lambda code: "".join(f"<li>{word}</li>" for word in code.words("en")),
    "words in an attribute": lambda code: f'<input value="{" ".join(code.words("en"))}">',
    "some of the words": lambda code: "+".join(code.words("ru")[3:6]),
    "digits": lambda code: code.digits(),
    "digits without gaps": lambda code: code.digits().replace(" ", ""),
    "half of the digits": lambda code: code.digits()[:17].replace(" ", "-"),
    "numbers of the words": lambda code: json.dumps(code.numbers()),
    "numbers of the bytes": lambda code: json.dumps(list(code.secret), indent=1),
}


@pytest.mark.parametrize("disguise", DISGUISES)
def test_the_search_finds_a_code_in_every_disguise(disguise: str) -> None:
    code = Code(bytes(range(40, 51)))
    for name, spell in SPELLINGS.items():
        if disguise == "Windows letters" and name == "words":
            continue  # these letters are Russian
        hidden = DISGUISES[disguise](f"1: {spell(code)}.".encode())
        assert Search({}, code=code).data(b"x\n\n" + hidden, ""), name
        assert Search({}, code=Code(bytes(11))).data(b"x\n\n" + hidden, "") == []


def places(door: Door) -> list[Path]:
    return [door.folder, door.temporary, door.home]


@pytest.mark.parametrize("seed", [1])
def test_nothing_that_is_said_stands_anywhere(own_door: Door, seed: int) -> None:
    own_door.start()
    walk = Walk(own_door, SIZE, seed)
    mailbox = own_door.folder / "mailbox.sqlite3"
    apart = [Path(f"{mailbox}{end}") for end in ("", "-wal", "-shm")]
    with Watch(own_door.processes, [*apart, own_door.log]) as watch:
        walk.tell()
        walk.be_refused()
        walk.be_lost()
        walk.break_off()
        walk.be_killed(3)
        walk.answer()
    search = Search(walk.marks, walk.family)
    # Once as a power cut leaves it, with log and journal; once as the next start leaves it.
    own_door.kill()
    assert search.folders([*places(own_door), own_door.log.parent]) == []
    assert watch.looks > 100
    assert watch.found(search) == []
    own_door.start()
    arrived = [envelope.text for envelope, _ in own_door.read_all()]
    assert [text for text in walk.delivered if not any(text in one for one in arrived)] == []
    own_door.stop()
    assert search.folders([own_door.place]) == []


def test_a_plain_form_in_its_place_is_found_out(tmp_path: Path) -> None:
    door = Door(tmp_path / "place", PLAIN)
    with door:
        walk = Walk(door, SIZE, seed=1)
        with Watch(door.processes, [door.log]) as watch:
            walk.tell()
            walk.be_lost()
            walk.break_off()
        search = Search(walk.marks, walk.family)
        door.kill()
    found = search.folders([*places(door), door.log.parent])
    where = {one.where.split("/")[0] + "/" + one.where.split("/")[-1] for one in found}
    by_mark = {one.mark for one in found}
    assert {"text", "text with a file"} <= by_mark, where
    assert any("sessions" in one.where for one in found), "the session in a file is not found"
    assert any(one.where.endswith("log") for one in found), "the log is not found"
    assert {"path", "query", "Referer", "User-Agent"} <= by_mark, "the access log is not found"
    spilled = {one.mark for one in watch.found(search)}
    assert "content of a file" in spilled, "the upload on the disk is not found"


def test_the_watch_sees_a_file_that_has_no_name(tmp_path: Path) -> None:
    mark = new_mark()
    code = (
        "import sys, tempfile, time; f = tempfile.TemporaryFile(dir=sys.argv[1]);"
        "f.write(sys.stdin.buffer.read()); f.flush(); print(flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        with Watch(lambda: [process.pid]) as watch:
            process.stdin.write(file_of(mark, 5_000_000))
            process.stdin.close()
            process.stdout.readline()
            while not watch.seen:
                pass
        process.kill()
    assert list(tmp_path.iterdir()) == []
    assert watch.found(Search({"content": mark}))
