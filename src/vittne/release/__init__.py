"""Makes a release from a dossier: figures, pages in three languages, data, logs, manifest."""

from vittne.release.build import (
    BuildReport,
    build_release,
    erase_people,
    publish_release,
    refuse_to_overwrite,
)
from vittne.release.secrets import read_secrets, secrets_path
from vittne.release.site import render_site

__all__ = [
    "BuildReport",
    "build_release",
    "erase_people",
    "publish_release",
    "read_secrets",
    "refuse_to_overwrite",
    "render_site",
    "secrets_path",
]
