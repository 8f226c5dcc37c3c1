"""What is asked of a door: signed requests, one connection each, answers read with suspicion.

A door may be in the hands of others. So nothing that it says is believed before it is checked,
nothing is followed elsewhere, and nothing is read without a limit.
"""

from __future__ import annotations

import datetime
import http.client
import json
import re
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from vittne.inbox.config import Address, Config
from vittne.inbox.socks import connect
from vittne.seal import StaffKey
from vittne.terms.canonical import canonical_json
from vittne.terms.errors import Problem, UserError

API = "/api/v1"
LARGEST = 128 << 20
"""Bytes of a sealed message: 100 MB of files, padded and sealed, are less."""

_ID = re.compile(r"[0-9a-f]{32}")
_LONGEST_LIST = 8 << 20
_LONGEST_ERROR = 4096
_PIECE = 256 * 1024
_PATIENCE = 120.0

_LATE = Problem(
    message="the door says that this request comes too early or too late",
    hint="set the clock of this machine right, or the door's",
)
_STRANGER = Problem(
    message="the door does not know the key of this inbox",
    hint="put the line that `vittne inbox init` printed into door.toml, and start the door anew",
)
_REFUSED = {"late": _LATE}


class DoorError(UserError):
    """The door cannot be reached, refuses, or says what no door says."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(Problem(message=message, hint=hint))


class Taken(DoorError):
    """Another answer lies under this id."""

    def __init__(self) -> None:
        super().__init__("another answer lies there already")


@dataclass(frozen=True, slots=True)
class Listed:
    """One message that waits at the door.

    Attributes
    ----------
    id : str
        32 hexadecimal digits.
    day : str
        On which it came, `2031-05-02`.
    size : int
        Bytes, sealed.
    """

    id: str
    day: str
    size: int


class Door:
    """The staff's side of a door.

    Parameters
    ----------
    clock : callable
        Returns the time in seconds since 1970.
    """

    def __init__(self, config: Config, key: StaffKey, clock: Callable[[], float]) -> None:
        self._address, self._proxy = config.door, config.proxy
        self._key, self._clock = key, clock

    def messages(self) -> tuple[Listed, ...]:
        """Return what waits."""
        with self._asked("GET", "/messages") as answer:
            content = _json(answer)
        listed = content.get("messages") if isinstance(content, dict) else None
        if not isinstance(listed, list):
            raise _nonsense()
        return tuple(_listed(one) for one in listed)

    def fetch(self, message: Listed, write: Callable[[bytes], object]) -> None:
        """Hand over the sealed bytes of a message as they come.

        Raises
        ------
        DoorError
            Where they are more or fewer than was said.
        """
        with self._asked("GET", f"/messages/{message.id}") as answer:
            left = message.size
            while piece := answer.read(min(_PIECE, left + 1)):
                left -= len(piece)
                if left < 0:
                    raise DoorError("the door sends more bytes than it said")
                write(piece)
            if left:
                raise DoorError("the connection was cut before the whole message was here")

    def acknowledge(self, ids: Sequence[str]) -> None:
        """Say that messages are safe here: the door deletes them."""
        with self._asked("DELETE", "/messages", canonical_json({"ids": list(ids)})):
            pass

    def place(self, identifier: str, sealed: bytes) -> datetime.date:
        """Leave an answer, and return the day on which the door deletes it.

        The same bytes under the same id may be left twice.

        Raises
        ------
        Taken
            Where another answer lies there.
        """
        with self._asked("PUT", f"/replies/{identifier}", sealed) as answer:
            content = _json(answer)
        try:
            return datetime.date.fromisoformat(content["expires"])
        except (KeyError, TypeError, ValueError):
            raise _nonsense() from None

    def withdraw(self, identifier: str) -> None:
        """Delete an answer; one that is not there makes no difference."""
        with self._asked("DELETE", f"/replies/{identifier}"):
            pass

    @contextmanager
    def _asked(self, method: str, path: str, body: bytes = b"") -> Iterator[_Answer]:
        target = API + path
        headers = {
            "Authorization": self._key.authorization(method, target, body, self._clock()),
            "Connection": "close",
        }
        connection = _Connection(self._address, self._proxy)
        try:
            with _sentences(self._address):
                connection.request(method, target, body or None, headers)
                response = connection.getresponse()
            # The connection is the response's now: closing one leaves the other open.
            with response:
                answer = _Answer(response, self._address)
                if response.status not in (HTTPStatus.OK, HTTPStatus.NO_CONTENT):
                    raise _refusal(response.status, answer)
                yield answer
        finally:
            connection.close()


class _Answer:
    """The body of an answer. Its errors are the door's; those of a disk here stay what they are."""

    def __init__(self, response: http.client.HTTPResponse, door: Address) -> None:
        self._response, self._door = response, door

    def read(self, size: int) -> bytes:
        """Return at most `size` bytes."""
        with _sentences(self._door):
            return self._response.read(size)


@contextmanager
def _sentences(door: Address) -> Iterator[None]:
    """Make sentences of what goes wrong on the way to a door and back."""
    try:
        yield
    except (OSError, http.client.HTTPException) as error:
        # Errors of the protocol quote what the door sent, and that may be anything.
        reason = str(error) if isinstance(error, OSError) else type(error).__name__
        raise DoorError(
            f"the door at {door} cannot be reached, or the connection was cut: {reason}",
            "what is here is safe, and what is not here still lies at the door: try again",
        ) from error


class _Connection(http.client.HTTPConnection):
    """One connection, straight or through a proxy, with TLS where the address says so."""

    def __init__(self, door: Address, proxy: Address | None) -> None:
        super().__init__(door.host, door.port, timeout=_PATIENCE)
        self._door, self._proxy = door, proxy

    def connect(self) -> None:
        """Connect."""
        door = self._door
        held = (
            socket.create_connection((door.host, door.port), _PATIENCE)
            if self._proxy is None
            else connect(self._proxy, door.host, door.port, _PATIENCE)
        )
        if door.scheme == "https":
            held = ssl.create_default_context().wrap_socket(held, server_hostname=door.host)
        self.sock = held


def _refusal(status: int, answer: _Answer) -> UserError:
    try:
        word = json.loads(answer.read(_LONGEST_ERROR))["error"]
    except (ValueError, KeyError, TypeError, RecursionError):
        word = None
    if status == HTTPStatus.UNAUTHORIZED and isinstance(word, str):
        return UserError(_REFUSED.get(word, _STRANGER))
    if status == HTTPStatus.CONFLICT:
        return Taken()
    if status == HTTPStatus.INSUFFICIENT_STORAGE:
        return DoorError("the disk of the door is full, or fails")
    return DoorError(f"the door answers with status {status}")


def _json(answer: _Answer) -> Any:
    data = answer.read(_LONGEST_LIST + 1)
    if len(data) > _LONGEST_LIST:
        raise _nonsense()
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        raise _nonsense() from None


def _listed(one: Any) -> Listed:
    if not isinstance(one, dict):
        raise _nonsense()
    identifier, day, size = one.get("id"), one.get("day"), one.get("size")
    if not (isinstance(identifier, str) and _ID.fullmatch(identifier)):
        raise _nonsense()
    if type(size) is not int or not 0 < size <= LARGEST:
        raise _nonsense()
    try:
        day = datetime.date.fromisoformat(str(day)).isoformat()
    except ValueError:
        raise _nonsense() from None
    return Listed(identifier, day, size)


def _nonsense() -> DoorError:
    return DoorError("what answers is no door: it says what no door says", "is the address right?")
