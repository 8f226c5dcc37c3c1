"""What cleaning a file came to."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

REMOVED = frozenset(
    {
        "attachments",
        "author",
        "camera",
        "comment",
        "comments",
        "fields",
        "history",
        "notes",
        "pictures",
        "place",
        "profile",
        "revisions",
        "scripts",
        "time",
    }
)
ENDINGS = {"JPEG": ".jpg", "PNG": ".png", "PDF": ".pdf"}
PROBLEMS = frozenset({"broken", "large", "locked", "unknown"})


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The result, as it leaves the process.

    Attributes
    ----------
    kind : str
        `JPEG`, `PNG`, `PDF`: one of `ENDINGS`; empty where there is no copy.
    removed : tuple of str
        Codes of `REMOVED`, in alphabetical order.
    problem : str
        Why there is no copy, one of `PROBLEMS`; empty where there is one.
    """

    kind: str = ""
    removed: tuple[str, ...] = ()
    problem: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return plain values."""
        return dataclasses.asdict(self)

    @classmethod
    def read(cls, said: Any) -> Cleaned:
        """Read what another process said, and believe nothing that it cannot have said."""
        broken = cls(problem="broken")
        if not isinstance(said, dict) or set(said) != {"kind", "removed", "problem"}:
            return broken
        kind, removed, problem = said["kind"], said["removed"], said["problem"]
        codes: list[Any] = removed if isinstance(removed, list) else [None]
        if not all(isinstance(one, str) for one in (kind, problem, *codes)):
            return broken
        if problem in PROBLEMS and not kind:
            return cls(problem=problem)
        if problem or kind not in ENDINGS or not REMOVED.issuperset(codes):
            return broken
        return cls(kind, tuple(codes))
