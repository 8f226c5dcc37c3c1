"""What the server says of itself: sentences of this project, without anything of a request."""

from __future__ import annotations

import sys
import traceback


def log(sentence: str) -> None:
    """Print one sentence to standard error."""
    print(f"door: {sentence}", file=sys.stderr, flush=True)


def log_error(error: BaseException) -> None:
    """Print the kind of an error and where in the code it was raised, never its message.

    Messages of errors quote what they are about: a name, a line of a request, a word of a text.
    """
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    log(f"error {type(error).__name__}{where}")
