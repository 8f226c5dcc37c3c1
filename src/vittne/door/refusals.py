"""Why a form is not taken. Each reason has a sentence in the texts of the pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType

FORM = 1
"""Version of the form, which travels in the envelope."""

REASONS = MappingProxyType(
    {
        "old": 400,  # the form's token is of an earlier start, a day old, or missing: send again
        "used": 400,  # this form was sent before
        "trap": 400,  # the field that people do not see is filled in
        "empty": 400,  # neither text nor files
        "kind": 400,  # neither testimony nor help
        "code": 400,  # the code that was typed is none: see `error`
        "block": 400,  # the block or slip that was pasted is none: see `error`
        "unsealed": 400,  # the file is no sealed one
        "foreign": 400,  # sealed, and not to as many hybrid keys as this door has
        "size": 400,  # sealed, and not as long as messages are: cut, or made by something else
        "both": 400,  # a block and a file, or two files
        "long": 413,  # more text than a message carries
        "large": 413,  # more than 100 MB of files
        "many": 413,  # more files, or more fields, than a form has
        "broken": 400,  # the form did not come whole, or is no form
        "busy": 503,  # too many at once: try again in some minutes
        "full": 503,  # there is no room on the disk, or it fails
    }
)
"""Every reason with its HTTP status."""


@dataclass(frozen=True, slots=True)
class Form:
    """What was typed, to be shown in the form again; files have to be chosen anew."""

    text: str = field(default="", repr=False)
    kind: str = ""
    code: str = field(default="", repr=False)


class Refused(Exception):
    """Something is not taken, and nothing of it was kept.

    Attributes
    ----------
    reason : str
        A key of `REASONS`.
    status : int
        Of the HTTP response.
    form : Form
        What was typed.
    error : Exception or None
        For `code`: a `vittne.seal.BadCode`; for `block`: a `vittne.seal.BadBlock`.
    """

    def __init__(self, reason: str, form: Form | None = None, error: Exception | None = None):
        super().__init__(reason)
        self.reason = reason
        self.status = REASONS[reason]
        self.form = form or Form()
        self.error = error
