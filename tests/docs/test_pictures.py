"""The pictures are screenshots of the example's release and of a door, and can be taken again."""

from __future__ import annotations

import re
import runpy
import struct
from pathlib import Path


def size(picture: Path) -> tuple[int, ...]:
    """Width and height of a PNG file."""
    return struct.unpack(">II", picture.read_bytes()[16:24])


def test_every_picture_can_be_taken_again(
    root: Path, example_release: Path, tmp_path: Path
) -> None:
    maker = runpy.run_path(str(root / "docs" / "pictures" / "make.py"))
    maker["take"](example_release, tmp_path)
    taken = {picture.name: size(picture) for picture in tmp_path.iterdir()}
    assert taken == {name: (width, high) for name, (_, width, high) in maker["PICTURES"].items()}


def test_the_readme_shows_all_of_them_with_a_description(root: Path) -> None:
    maker = runpy.run_path(str(root / "docs" / "pictures" / "make.py"))
    readme = (root / "README.md").read_text("utf-8")
    shown = re.findall(r'<img src="docs/pictures/([\w-]+\.png)"[^>]* alt="[^"]{20,}"', readme)
    assert sorted(shown) == sorted(maker["PICTURES"])
    assert all((root / "docs" / "pictures" / name).is_file() for name in shown)


def test_the_pictures_of_the_door_can_be_taken_again(root: Path, tmp_path: Path) -> None:
    maker = runpy.run_path(str(root / "docs" / "pictures" / "door.py"))
    maker["take"](tmp_path)
    taken = {picture.name: size(picture) for picture in tmp_path.iterdir()}
    assert taken == dict.fromkeys(maker["PICTURES"], (360, 740))
    page = (root / "docs" / "reference" / "door-pages.md").read_text("utf-8")
    shown = re.findall(r'<img src="../pictures/([\w-]+\.png)"[^>]* alt="[^"]{20,}"', page)
    assert sorted(shown) == sorted(maker["PICTURES"])
    assert all((root / "docs" / "pictures" / name).is_file() for name in shown)
