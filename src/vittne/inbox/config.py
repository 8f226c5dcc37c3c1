"""`inbox.toml`: which door this is the inbox of, and where the key lies. No secret stands in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from vittne.terms.errors import Problem, UserError
from vittne.terms.tomlfile import toml_of

FILE = "inbox.toml"

_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}|[0-9a-f:]{2,45}")
_HERE = ("127.0.0.1", "localhost", "::1")
_PORTS = {"http": 80, "https": 443}
_DOOR_HINT = "https://NAME, http://NAME.onion with a proxy, or http://127.0.0.1:PORT"
_PROXY_HINT = "socks5://127.0.0.1:9050 is the one of tor"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a door or a proxy is.

    Attributes
    ----------
    scheme : str
        `http`, `https` or `socks5`.
    """

    scheme: str
    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What `inbox.toml` says.

    Attributes
    ----------
    door : Address
    proxy : Address or None
        A SOCKS5 proxy, which is told names and never addresses.
    key : Path
        The key file that opens messages.
    """

    door: Address
    proxy: Address | None
    key: Path


def read_config(folder: Path) -> Config:
    """Read `inbox.toml`.

    Raises
    ------
    UserError
        With every problem of the file.
    """
    path = folder / FILE
    if not path.is_file():
        hint = "vittne inbox init makes one"
        raise UserError(Problem(message=f"{folder} is no inbox: it has no {FILE}", hint=hint))
    problems: list[Problem] = []
    content = toml_of(path.read_bytes(), FILE, problems.append, "docs/how-to/inbox.md")
    if content is None:
        raise UserError(problems)
    problems += [
        Problem(file=FILE, column=key[:100], message="this key is not known")
        for key in content
        if key not in ("door", "proxy", "key")
    ]
    text = _Texts(content, problems)
    door, proxy, key = text.get("door"), text.get("proxy", optional=True), text.get("key")
    if problems:
        raise UserError(problems)
    return configured(folder, door, proxy or None, key)


def configured(folder: Path, door: str, proxy: str | None, key: str) -> Config:
    """Return settings from their texts; a key file is looked for from the folder.

    Raises
    ------
    UserError
        Where a door or a proxy cannot be asked there, or not without everybody seeing it.
    """
    where = _address(door, ("http", "https"), "door", _DOOR_HINT)
    through = None if proxy is None else _address(proxy, ("socks5",), "proxy", _PROXY_HINT)
    onion = where.host.endswith(".onion")
    if onion and through is None:
        message = "an onion address is reached through a proxy only"
        raise UserError(Problem(file=FILE, column="proxy", message=message, hint=_PROXY_HINT))
    if where.scheme == "http" and not onion and where.host not in _HERE:
        message = "on the way to this door everybody could read along"
        raise UserError(Problem(file=FILE, column="door", message=message, hint=_DOOR_HINT))
    return Config(door=where, proxy=through, key=(folder / Path(key).expanduser()).absolute())


class _Texts:
    """Texts of a table; what is none becomes a problem."""

    def __init__(self, content: dict[str, Any], problems: list[Problem]) -> None:
        self._content, self._problems = content, problems

    def get(self, key: str, *, optional: bool = False) -> str:
        value = self._content.get(key, "")
        if isinstance(value, str) and (value or optional):
            return value
        self._problems.append(Problem(file=FILE, column=key, message="a text must stand here"))
        return ""


def _address(text: str, schemes: tuple[str, ...], key: str, hint: str) -> Address:
    problem = Problem(file=FILE, column=key, message="this is no address of one", hint=hint)
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise UserError(problem) from None
    extra = parts.query or parts.fragment or "@" in parts.netloc or parts.path not in ("", "/")
    host = parts.hostname or ""
    if parts.scheme not in schemes or extra or not _HOST.fullmatch(host):
        raise UserError(problem)
    return Address(parts.scheme, host, port or _PORTS.get(parts.scheme, 9050))
