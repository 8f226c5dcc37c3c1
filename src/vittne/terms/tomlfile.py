"""TOML files that people write by hand: one reader for all of them."""

from __future__ import annotations

import tomllib
from typing import Any

from vittne.terms.csvfile import Report, text_of
from vittne.terms.errors import Problem


def toml_of(data: bytes, file: str, report: Report, hint: str) -> dict[str, Any] | None:
    """Return the content of a TOML file's bytes, or report why there is none.

    Parameters
    ----------
    hint : str
        Where the keys of this file are described.
    """
    text = text_of(data, file, report)
    if text is None:
        return None
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        # ValueError: an integer of thousands of digits. RecursionError: brackets without end.
        message = "this is no TOML: " + str(error).splitlines()[0][:200]
        described = f"texts stand in quotes, lists in brackets: see {hint}"
        report(Problem(file=file, message=message, hint=described))
        return None
