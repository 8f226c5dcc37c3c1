"""A connection through a SOCKS5 proxy, as tor offers one (RFC 1928).

The proxy is told the name of the door. Nothing is looked up on this machine: a question to a name
server would tell others which door somebody here asks.
"""

from __future__ import annotations

import socket

from vittne.inbox.config import Address

_VERSION, _NO_PASSWORD, _CONNECT, _NAME = 5, 0, 1, 3
_REASONS = {
    1: "it failed",
    2: "it may not",
    3: "it finds no way there",
    4: "it cannot find the door: is it running?",
    5: "the door refuses the connection",
    6: "the connection took too long",
}
_LENGTHS = {1: 4, 4: 16}


def connect(proxy: Address, host: str, port: int, timeout: float) -> socket.socket:
    """Return a connection to `host` through a proxy.

    Raises
    ------
    OSError
        With what the proxy says.
    """
    held = socket.create_connection((proxy.host, proxy.port), timeout)
    try:
        held.sendall(bytes([_VERSION, 1, _NO_PASSWORD]))
        if _exactly(held, 2) != bytes([_VERSION, _NO_PASSWORD]):
            raise OSError("this is no SOCKS5 proxy, or it wants a password")
        name = host.encode("ascii")
        asked = bytes([_VERSION, _CONNECT, 0, _NAME, len(name)]) + name + port.to_bytes(2, "big")
        held.sendall(asked)
        _, said, _, kind = _exactly(held, 4)
        if said:
            raise OSError(f"the proxy says: {_REASONS.get(said, f'no ({said})')}")
        # Where the proxy itself stands: of no interest, and in the way.
        _exactly(held, (_LENGTHS[kind] if kind in _LENGTHS else _exactly(held, 1)[0]) + 2)
    except BaseException:
        held.close()
        raise
    return held


def _exactly(held: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        more = held.recv(size - len(data))
        if not more:
            raise OSError("the proxy hung up")
        data += more
    return data
