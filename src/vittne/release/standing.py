"""How a release stands: its number, its logs, what it corrects, and what an audit found."""

from __future__ import annotations

from dataclasses import dataclass

from vittne.audit import Transcript
from vittne.release.corrections import Corrected
from vittne.tlog import Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What pages show of a release as a whole.

    Attributes
    ----------
    number : int
        The first release of a dossier is 1.
    supersedes : str
        Hash of the manifest of the release before; empty in the first.
    keys : tuple of str
        Verifier keys: of the claims log, and of the list log where there is one.
    listed : Tree or None
        Size and root of the list log.
    list_origin : str
        Its name.
    planned : bool
        Whether an audit is announced that has no result yet.
    audit : Transcript or None
    corrected : Corrected or None
    """

    number: int = 1
    supersedes: str = ""
    keys: tuple[str, ...] = ()
    listed: Tree | None = None
    list_origin: str = ""
    planned: bool = False
    audit: Transcript | None = None
    corrected: Corrected | None = None


ALONE = Standing()
"""Of pages that are drawn without any log."""
