"""One value, one text: JSON whose bytes depend on nothing but the value."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def canonical_json(value: Any) -> bytes:
    """Write a value as JSON: keys sorted by code point, no spaces, UTF-8.

    Integers are written as integers, floats by the shortest text that reads back as
    the same float. This is no full RFC 8785 (which sorts by UTF-16 units and writes
    1.0 as 1): both ends are this function.

    Raises
    ------
    ValueError
        For NaN, infinity, or text that is no Unicode (a lone surrogate).
    TypeError
        For a key that is no text, or a value that JSON does not know.
    """
    return json.dumps(
        _checked(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode("utf-8")


def _checked(value: Any) -> Any:
    """Return the value in plain JSON types. A key that is no text would be turned into one."""
    if isinstance(value, Mapping):
        if bad := [key for key in value if not isinstance(key, str)]:
            raise TypeError(f"keys of JSON objects are text, not {bad[0]!r}")
        return {key: _checked(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_checked(item) for item in value]
    return value
