"""Whether an Ed25519 signature holds: RFC 8032, section 5.1.7, and nothing but the check.

It handles public things only, so it need not take the same time for all of them. It is strict:
there is one way to write a key, a point and a number, and a key for which signatures hold that
nobody made (of small order) is none.
"""

from __future__ import annotations

from hashlib import sha512

KEY_SIZE = 32
SIGNATURE_SIZE = 64

Point = tuple[int, int, int, int]
"""Extended coordinates (X, Y, Z, T): x = X/Z, y = Y/Z, xy = T/Z."""

_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_SQRT_MINUS_1 = pow(2, (_P - 1) // 4, _P)
_NEUTRAL: Point = (0, 1, 1, 0)
_WINDOW = 4


def is_key(key: bytes) -> bool:
    """Whether these bytes are a public key under which a signature means something."""
    return _key(key) is not None


def verify(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the signature of the message is by this key.

    Parameters
    ----------
    key : bytes
        32 bytes.
    message : bytes
        What was signed.
    signature : bytes
        64 bytes; any other number is no signature.
    """
    point = _key(key)
    commitment = signature[:32]
    scalar = int.from_bytes(signature[32:], "little")
    if point is None or len(signature) != SIGNATURE_SIZE or scalar >= _L:
        return False
    challenge = int.from_bytes(sha512(commitment + key + message).digest(), "little") % _L
    # R = [S]B - [k]A. There is one encoding of a point: to compare bytes is strict, and enough.
    return _encode(_sum_of_products(scalar, _BASE, challenge, _negative(point))) == commitment


def _key(data: bytes) -> Point | None:
    point = _decode(data)
    return None if point is None or _is_neutral(_times_8(point)) else point


def _decode(data: bytes) -> Point | None:
    """RFC 8032, section 5.1.3; None where these bytes are no point."""
    if len(data) != KEY_SIZE:
        return None
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & (1 << 255) - 1
    if y >= _P:
        return None
    u, v = (y * y - 1) % _P, (_D * y * y + 1) % _P
    x = u * pow(v, 3, _P) * pow(u * pow(v, 7, _P), (_P - 5) // 8, _P) % _P
    if (v * x * x + u) % _P == 0:
        x = x * _SQRT_MINUS_1 % _P
    if (v * x * x - u) % _P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = _P - x
    return x, y, 1, x * y % _P


def _encode(point: Point) -> bytes:
    x, y, z, _ = point
    inverse = pow(z, -1, _P)
    x, y = x * inverse % _P, y * inverse % _P
    return (y | (x & 1) << 255).to_bytes(KEY_SIZE, "little")


def _add(one: Point, other: Point) -> Point:
    """RFC 8032, section 5.1.4; the sum is right for any two points, equal ones included."""
    x1, y1, z1, t1 = one
    x2, y2, z2, t2 = other
    a = (y1 - x1) * (y2 - x2) % _P
    b = (y1 + x1) * (y2 + x2) % _P
    c = 2 * t1 * t2 * _D % _P
    d = 2 * z1 * z2 % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _double(point: Point) -> Point:
    x, y, z, _ = point
    a = x * x % _P
    b = y * y % _P
    h = a + b
    e = h - (x + y) * (x + y) % _P
    g = a - b
    f = 2 * z * z % _P + g
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _negative(point: Point) -> Point:
    x, y, z, t = point
    return -x % _P, y, z, -t % _P


def _is_neutral(point: Point) -> bool:
    x, y, z, _ = point
    return x == 0 and (y - z) % _P == 0


def _times_8(point: Point) -> Point:
    return _double(_double(_double(point)))


def _sum_of_products(a: int, one: Point, b: int, other: Point) -> Point:
    """[a]one + [b]other, four bits of both at a time."""
    ones, others = _multiples(one), _multiples(other)
    result = _NEUTRAL
    for at in range(256 - _WINDOW, -1, -_WINDOW):
        for _ in range(_WINDOW):
            result = _double(result)
        result = _add(result, ones[a >> at & 15])
        result = _add(result, others[b >> at & 15])
    return result


def _multiples(point: Point) -> list[Point]:
    """[0]point to [15]point."""
    found = [_NEUTRAL]
    for _ in range(15):
        found.append(_add(found[-1], point))
    return found


def _base() -> Point:
    """RFC 8032, section 5.1: y = 4/5, and x is even."""
    point = _decode((4 * pow(5, -1, _P) % _P).to_bytes(KEY_SIZE, "little"))
    assert point is not None
    return point


_BASE = _base()
