"""Results as plain values for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from vittne.terms.edtf import Period


def plain(value: object) -> Any:
    """Turn a result into dicts, lists, strings and numbers; a period is its EDTF text."""
    if isinstance(value, Period):
        return value.text
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, frozenset):
        return sorted(plain(item) for item in value)
    return value


class Plain:
    """What every result of the ledger can do: become plain values."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the result as plain values, keys in the order of its fields."""
        result: dict[str, Any] = plain(self)
        return result
