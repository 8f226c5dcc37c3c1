"""What is wrong with a log that somebody else wrote. Each says why in one clause."""

from __future__ import annotations


class BadNote(Exception):
    """No checkpoint, no verifier key, or nobody who is known signed it."""


class BadProof(Exception):
    """No proof, or it does not prove what it should."""


class BadLog(Exception):
    """The files of a log are not those of its checkpoint.

    Attributes
    ----------
    path : str
        The file, relative to the folder of the log. Empty where it is no single one.
    why : str
        What is wrong with it.
    """

    def __init__(self, path: str, why: str) -> None:
        self.path = path
        self.why = why
        super().__init__(f"{path}: {why}" if path else why)
