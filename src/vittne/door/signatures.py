"""`guides/signatures.toml`: who at the organisation stands for which guide, and since when.

    [ru.checkpoint]
    day = 2027-03-05
    key = "..."          a staff key
    person = "..."       whom the guide named then
    sha256 = "..."       of the file, as it was then
    signature = "..."

What is signed, for the purpose `vittne/guide/v1`, is canonical JSON of day, language, person,
sha256 and slug.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeGuard

import tomli_w

from vittne.seal import GUIDE, StaffKey, signature_holds
from vittne.terms.canonical import canonical_json
from vittne.terms.errors import Problem, UserError
from vittne.terms.tomlfile import toml_of

FILE = "guides/signatures.toml"
_TEXTS = ("key", "person", "sha256", "signature")

Name = tuple[str, str]
"""Language and slug of a guide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """That a key stood for a text on a day."""

    name: Name
    day: datetime.date
    person: str
    sha256: str
    key: str = ""
    signature: str = ""

    def signed_by(self, key: StaffKey) -> Signature:
        """Return it with the signature of the key."""
        return replace(self, key=key.public, signature=key.sign(GUIDE, self._said()))

    def holds(self) -> bool:
        """Whether its key signed what it says."""
        return signature_holds(self.key, GUIDE, self._said(), self.signature)

    def _said(self) -> bytes:
        language, slug = self.name
        return canonical_json(
            {
                "day": self.day.isoformat(),
                "language": language,
                "person": self.person,
                "sha256": self.sha256,
                "slug": slug,
            }
        )

    def entry(self) -> dict[str, Any]:
        """Return what stands in the file."""
        return {"day": self.day, **{name: getattr(self, name) for name in _TEXTS}}


def read_signatures(folder: Path) -> dict[Name, Signature]:
    """Read the file of a door; without one, nothing is signed.

    Raises
    ------
    UserError
        Where it was not written by this program.
    """
    path = folder / FILE
    if not path.is_file():
        return {}
    problems: list[Problem] = []
    content = toml_of(path.read_bytes(), FILE, problems.append, "docs/how-to/guides.md") or {}
    found = {}
    for language, slugs in content.items():
        for slug, entry in (slugs if isinstance(slugs, dict) else {"": None}).items():
            if _is_entry(entry):
                found[language, slug] = Signature(name=(language, slug), **entry)
            else:
                hint = "delete it, and sign the guide again: vittne door guide sign"
                place = f"{language}.{slug}"[:100]
                message = "this is no signature"
                problems.append(Problem(file=FILE, column=place, message=message, hint=hint))
    if problems:
        raise UserError(problems)
    return found


def _is_entry(entry: object) -> TypeGuard[dict[str, Any]]:
    return (
        isinstance(entry, dict)
        and set(entry) == {"day", *_TEXTS}
        and type(entry["day"]) is datetime.date  # a time of day is one, too
        and all(isinstance(entry[name], str) for name in _TEXTS)
    )


def write_signatures(folder: Path, signatures: Mapping[Name, Signature]) -> None:
    """Write the file of a door, whole or not at all."""
    content: dict[str, dict[str, Any]] = {}
    for (language, slug), one in sorted(signatures.items()):
        content.setdefault(language, {})[slug] = one.entry()
    path = folder / FILE
    new = path.with_name(f"{path.name}.new")
    new.write_text(tomli_w.dumps(content), "utf-8")
    os.replace(new, path)
