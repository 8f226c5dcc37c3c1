"""docs/how-to/put-up-a-door.md: what it says to type."""

from __future__ import annotations

import re
from dataclasses import dataclass

BLOCK = re.compile(r"(?:<!-- (?P<name>[\w ]+) -->\n)?^```sh\n(?P<body>.*?)^```$", re.M | re.S)


@dataclass(frozen=True)
class HowTo:
    """docs/how-to/put-up-a-door.md.

    Attributes
    ----------
    text : str
        All of it.
    blocks : tuple of str
        What is typed into a shell.
    named : dict of str to str
        Those blocks that tests run, by their names.
    """

    text: str

    @property
    def blocks(self) -> tuple[str, ...]:
        return tuple(match["body"] for match in BLOCK.finditer(self.text))

    @property
    def named(self) -> dict[str, str]:
        return {one["name"]: one["body"] for one in BLOCK.finditer(self.text) if one["name"]}
