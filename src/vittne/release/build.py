"""From a dossier to a release: a folder that everybody may have, and check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from vittne.verify.figures import Figure

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many steps are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What was built.

    Attributes
    ----------
    manifest_sha256 : str
        Hash of ``MANIFEST.sha256``: publish it elsewhere, and the release is tied to it.
    figures : tuple of Figure
        Every published number.
    remarks : tuple of str
        What an editor should look at; none of it stops a release.
    """

    manifest_sha256: str
    figures: tuple[Figure, ...]
    remarks: tuple[str, ...]


def build_release(
    dossier_folder: Path, out: Path, progress: Progress | None = None
) -> BuildReport:
    """Build a release from a dossier.

    The folder appears at once and whole, or not at all.

    Raises
    ------
    UserError
        The dossier is wrong, may not be published, or ``out`` holds something that is
        not an earlier release.
    """
    raise NotImplementedError
