"""What a verification says: one line a check, every failure by the name of its file.

The same report is read by a journalist, as text, and by a program, as JSON.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Failure:
    """One thing that does not hold.

    Attributes
    ----------
    path : str
        File of the release, relative to it, with ``/``. Never empty.
    kind : str
        One word for programs, such as ``changed``, ``added``, ``missing``, ``renamed``.
    text : str
        A clause that continues the path: "was changed".
    """

    path: str
    kind: str
    text: str

    def to_dict(self) -> dict[str, str]:
        """Return the failure as JSON values."""
        return {"path": printable(self.path), "kind": self.kind, "text": printable(self.text)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at.

    Attributes
    ----------
    name : str
        Short name, such as ``files`` or ``numbers``.
    text : str
        What was checked, and of how many things, as a clause.
    failures : tuple of Failure
        Empty where the check passed.
    skipped : str
        Why the check could not be made; empty where it was made. A check that was
        skipped did not pass: something else failed before it.
    """

    name: str
    text: str
    failures: tuple[Failure, ...] = ()
    skipped: str = ""

    @property
    def ok(self) -> bool:
        """Whether the check was made and nothing failed."""
        return not self.failures and not self.skipped

    def to_dict(self) -> dict[str, Any]:
        """Return the check as JSON values."""
        return {
            "name": self.name,
            "ok": self.ok,
            "text": printable(self.text),
            "skipped": printable(self.skipped),
            "failures": [failure.to_dict() for failure in self.failures],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that one verification found out about one folder.

    Attributes
    ----------
    folder : str
        The folder as it was named by whoever asked.
    release : str
        What made the release according to its figures, such as ``vittne 0.1.0``.
    verifier : str
        What checked it.
    manifest_sha256 : str
        Hash of ``MANIFEST.sha256``; empty if there is none.
    checks : tuple of Check
        In the order in which they were made.
    not_seen : tuple of str
        What this run could not see, one paragraph each.
    """

    folder: str
    release: str
    verifier: str
    manifest_sha256: str
    checks: tuple[Check, ...]
    not_seen: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether every check passed."""
        return all(check.ok for check in self.checks)

    @property
    def failures(self) -> tuple[Failure, ...]:
        """Every failure of every check."""
        return tuple(failure for check in self.checks for failure in check.failures)

    def to_dict(self) -> dict[str, Any]:
        """Return the report as JSON values."""
        return {
            "ok": self.ok,
            "folder": printable(self.folder),
            "release": printable(self.release),
            "verifier": self.verifier,
            "manifest_sha256": self.manifest_sha256 or None,
            "checks": [check.to_dict() for check in self.checks],
            "not_seen": [printable(text) for text in self.not_seen],
        }

    def summary(self) -> str:
        """Return the whole report as text for people."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield f"Release     {printable(self.folder)}"
        if self.release:
            yield f"made by     {printable(self.release)}"
        yield f"checked by  {self.verifier}"
        yield ""
        for check in self.checks:
            what = printable(check.skipped or check.text)
            yield f"{_mark(check):<8}{check.name + ':':<9} {what}"
            for failure in check.failures:
                yield f"          {printable(failure.path)}: {printable(failure.text)}"
        yield ""
        if self.manifest_sha256:
            yield f"sha256 of MANIFEST.sha256: {self.manifest_sha256}"
            yield ""
        yield "What this run cannot see:"
        for text in self.not_seen:
            yield f"  - {printable(text)}"
        yield ""
        yield self._verdict()

    def _verdict(self) -> str:
        if self.ok:
            return "PASSED: everything that this run can see holds."
        count = len(self.failures)
        things = "1 thing does" if count == 1 else f"{count} things do"
        skipped = sum(1 for check in self.checks if check.skipped)
        checks = "1 check" if skipped == 1 else f"{skipped} checks"
        more = f", and {checks} could not be made" if skipped else ""
        return f"FAILED: {things} not hold{more}. Do not rely on this copy of the release."


def _mark(check: Check) -> str:
    if check.skipped:
        return "skipped"
    return "ok" if check.ok else "FAIL"


def printable(text: str) -> str:
    r"""Return the text with everything that could steer a terminal written as ``\xNN``.

    Names and values come from a release that an enemy may have made.
    """
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape", "surrogatepass").decode()
        for char in text
    )
