"""A new version takes the place of the old one, and back: nothing acknowledged is lost."""

from __future__ import annotations

import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from door_load import orphans
from door_process import FORM_HEADERS, PATIENCE, TELL, find_code, multipart
from door_unit import UnitDoor

NEWER = "/* a newer version */"


def put(root: Path, place: Path, number: str, style: str = "") -> None:
    """Put a copy of the program where versions lie."""
    version = place / "opt" / "vittne" / number
    shutil.copytree(root / "src", version / "src", ignore=shutil.ignore_patterns("__pycache__"))
    with (version / "src" / "vittne" / "door" / "style.css").open("a") as css:
        css.write(style)
    program = version / "venv" / "bin" / "vittne"
    program.parent.mkdir(parents=True)
    program.write_text(
        f"#!{sys.executable} -P\nimport sys\nsys.path.insert(0, {str(version / 'src')!r})\n"
        "from vittne.cli.main import main\nsys.exit(main())\n"
    )
    program.chmod(0o755)


@pytest.fixture
def door(root: Path, tmp_path: Path) -> Iterator[UnitDoor]:
    place = tmp_path / "machine"
    put(root, place, "1")
    (place / "opt" / "vittne" / "current").symlink_to("1")
    (place / "mnt").mkdir()
    with closing(UnitDoor(place)) as door:
        yield door


def texts(door: UnitDoor) -> set[str]:
    return {envelope.text for envelope, _ in door.read_all()}


def test_messages_stay_when_a_new_version_comes_and_when_it_goes_again(
    door: UnitDoor, root: Path, tmp_path: Path, type_in: Callable[..., None]
) -> None:
    program = Path(sys.executable)
    with door:
        code = door.tell("To the old one.")
        assert NEWER not in door.get("/en/").text
        put(root, door.root, "2", NEWER)
        type_in("switch", door.root, program)
        door.restart()
        assert NEWER in door.get("/en/").text
        envelope, _ = door.read_all()[0]
        door.reply(envelope, "An answer from the new one.")
        door.tell("To the new one.")
        type_in("roll back", door.root, program)
        door.restart()
        assert NEWER not in door.get("/en/").text
        assert texts(door) == {"To the old one.", "To the new one."}
        assert "An answer from the new one." in door.ask(" ".join(code.words("en"))).text


def test_who_is_sending_finishes_and_who_comes_in_between_waits(door: UnitDoor) -> None:
    with door, closing(door.connect()) as sending:
        fields = {**door.fields(), "kind": "testimony", "text": "While it stops."}
        body = multipart(fields, [("film.mp4", "video/mp4", bytes(3_000_000))])
        sending.putrequest("POST", TELL)
        for name, value in {**FORM_HEADERS, "Content-Length": str(len(body))}.items():
            sending.putheader(name, value)
        sending.endheaders(body[: len(body) // 2])
        wait_for_parts(door)
        restart = threading.Thread(target=door.restart)
        restart.start()
        sending.send(body[len(body) // 2 :])
        answer = sending.getresponse()
        assert answer.status == 200
        find_code(answer.read().decode())
        assert door.get("/en/").status == 200  # by the old one, or by the new one after a while
        restart.join()
        assert texts(door) == {"While it stops."}


def wait_for_parts(door: UnitDoor) -> None:
    """Until what is being sent is being stored: a server may hang up on who has sent nothing."""
    end = time.monotonic() + PATIENCE
    while not orphans(door)[0]:
        assert time.monotonic() < end
        time.sleep(0.05)


def test_over_its_socket_nobody_can_move_the_pages_to_another_place(door: UnitDoor) -> None:
    """gunicorn trusts whoever speaks over a Unix socket with these two, and tor passes on all."""
    with door:
        plain = door.get("/en/")
        for name in ("SCRIPT_NAME", "PATH_INFO"):
            moved = door.request("GET", "/en/", headers={name: "/en"})
            assert (moved.status, len(moved.body)) == (plain.status, len(plain.body))
            assert 'action="/en/en/' not in moved.text
            assert moved.text.count('href="/en/') == plain.text.count('href="/en/')
