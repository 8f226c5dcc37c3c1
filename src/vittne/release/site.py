"""The pages of a release, drawn from ``figures.json`` and from what others said."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from vittne.dossier import Dossier
from vittne.verify.figures import Figure


def render_site(figures: Sequence[Figure], dossier: Dossier, out: Path) -> None:
    """Write every page, in every language, into the folder.

    Every published number on a page comes from ``figures`` and from nowhere else.
    """
    raise NotImplementedError
