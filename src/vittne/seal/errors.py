"""What can be wrong with a sealed file or a key. Each is a sentence for a person."""

from __future__ import annotations

from vittne.terms.errors import Problem, UserError

NOT_FOR_YOU = "this file is sealed to other keys, and none of these opens it"
FORGED = "the header of this file was changed after it was sealed"
DAMAGED = "this file was changed or cut off after it was sealed"


class SealError(UserError):
    """A sealed file, a key or a code cannot be used (exit code 2)."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(Problem(message=message, hint=hint))


class Malformed(SealError):
    """It is no age file, or its header breaks the specification."""


class NotForYou(SealError):
    """None of the keys at hand opens this file."""


class Forged(SealError):
    """A key opens the file, and its header was changed after it was sealed."""


class Damaged(SealError):
    """What was sealed was changed, cut off or lengthened."""


class Mixed(SealError):
    """One file for hybrid and for classical keys: only as safe as the classical ones."""


class BadKey(SealError):
    """A text that should be a recipient or an identity is none."""


class BadMessage(SealError):
    """The file opens, and what is in it is no message of a door, or not a whole one."""
