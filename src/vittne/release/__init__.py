"""Makes a release from a dossier: figures, pages in three languages, data, manifest."""

from vittne.release.build import BuildReport, build_release, refuse_to_overwrite
from vittne.release.site import render_site

__all__ = ["BuildReport", "build_release", "refuse_to_overwrite", "render_site"]
