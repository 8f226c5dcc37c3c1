"""`inbox.toml`: all problems at once, and no door that is asked so that others can read along."""

from __future__ import annotations

from pathlib import Path

import pytest

from vittne.inbox import new_inbox
from vittne.inbox.config import configured, read_config
from vittne.terms.errors import UserError

TOR = "socks5://127.0.0.1:9050"


@pytest.mark.parametrize(
    ("door", "proxy", "shown"),
    [
        ("http://127.0.0.1:8080", None, "http://127.0.0.1:8080"),
        ("http://[::1]:8080", None, "http://[::1]:8080"),
        ("https://door.example/", None, "https://door.example:443"),
        ("https://door.example", TOR, "https://door.example:443"),
        ("http://abcdef.onion", TOR, "http://abcdef.onion:80"),
    ],
)
def test_doors_that_may_be_asked(tmp_path: Path, door: str, proxy: str, shown: str) -> None:
    config = configured(tmp_path, door, proxy, "key")
    assert str(config.door) == shown
    assert config.key == tmp_path / "key"


@pytest.mark.parametrize(
    ("door", "proxy", "says"),
    [
        ("http://door.example", None, "everybody could read along"),
        ("http://door.example", TOR, "everybody could read along"),
        ("http://abcdef.onion", None, "through a proxy only"),
        ("ftp://door.example", None, "no address"),
        ("door.example", None, "no address"),
        ("", None, "no address"),
        ("https://name:word@door.example", None, "no address"),
        ("https://door.example/path", None, "no address"),
        ("https://door.example:99999", None, "no address"),
        ("https://door example", None, "no address"),
        ("https://door.example\r\nX: y", None, "no address"),
        ("https://door.example", "http://127.0.0.1:8118", "no address"),
        ("http://[", None, "no address"),
    ],
)
def test_doors_that_may_not(tmp_path: Path, door: str, proxy: str, says: str) -> None:
    with pytest.raises(UserError, match=says):
        configured(tmp_path, door, proxy, "key")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("door = ", "no TOML"),
        ("door = 1\nkey = 2", "door: a text must stand here"),
        ('door = "http://127.0.0.1"', "key: a text must stand here"),
        ('door = "http://127.0.0.1"\nkey = "k"\ndoors = 1', "doors: this key is not known"),
    ],
)
def test_a_file_that_is_wrong_is_a_sentence(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "inbox.toml").write_text(text)
    with pytest.raises(UserError, match=says):
        read_config(tmp_path)


def test_a_folder_without_one_is_no_inbox(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is no inbox"):
        read_config(tmp_path)


def test_nothing_is_made_in_a_folder_that_has_something(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("AGE-SECRET-KEY-1 and so on")
    with pytest.raises(UserError):
        new_inbox(tmp_path, "http://127.0.0.1", None, tmp_path / "key", lambda: "")
    assert [path.name for path in tmp_path.iterdir()] == ["key"]
