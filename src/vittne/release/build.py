"""From a dossier to a release: a folder that everybody may have, and check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from vittne.dossier import check_dossier, read_dossier, write_dossier
from vittne.release.estimates import estimate_tables
from vittne.release.figures import make_figures
from vittne.release.folders import put_in_place, refuse_to_replace
from vittne.release.linked import Linked, link_lists
from vittne.release.metadata import write_metadata
from vittne.release.public import dropped_columns, public_part
from vittne.release.site import count_steps, render_site
from vittne.verify.figures import Figure, dump_figures, load_figures
from vittne.verify.manifest import MANIFEST, write_manifest
from vittne.verify.pyz import PYZ, build_pyz
from vittne.verify.tables import render_tables

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many steps are done, and how many there are."""

STEPS_BESIDE_PAGES = 4
"""Reading, figures and tables, metadata, manifest."""


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


def build_release(dossier_folder: Path, out: Path, progress: Progress | None = None) -> BuildReport:
    """Build a release from a dossier.

    The folder appears at once and whole, or not at all.

    Parameters
    ----------
    dossier_folder : Path
        The dossier. It is only read.
    out : Path
        A folder that does not exist, is empty, or holds an earlier release: that one is
        replaced.
    progress : callable, optional
        Told about every step.

    Raises
    ------
    UserError
        The dossier is wrong, may not be published, or ``out`` holds something that is
        not an earlier release.
    """
    tell = progress or (lambda text, done, total: None)
    refuse_to_overwrite(out, dossier_folder)
    tell("dossier", 0, 1)
    dossier = read_dossier(dossier_folder)
    public = public_part(dossier)
    linked = link_lists(dossier, dossier_folder, tell)
    if linked is not None and linked.table is not None:
        public = replace(public, tables=(*public.tables, linked.table))
    estimates = estimate_tables(public, tell, linked)
    with put_in_place(out) as part:
        write_dossier(public, part / "data")
        figures_file = part / "data" / "figures.json"
        made = make_figures(replace(public, lists=dossier.lists), part / "data", estimates)
        figures_file.write_bytes(dump_figures(made).encode())
        for name, content in render_tables(public).items():
            (part / "data" / name).write_bytes(content)
        # From here on the numbers come from the file that readers get, and from nowhere else.
        figures = load_figures(figures_file)
        total = count_steps(figures, public) + STEPS_BESIDE_PAGES
        done = 2

        def step(text: str) -> None:
            nonlocal done
            done += 1
            tell(text, done, total)

        render_site(figures, public, part, step, estimates)
        write_metadata(public, part)
        step("metadata")
        (part / PYZ).write_bytes(build_pyz())
        manifest_sha256 = write_manifest(part)
        step("manifest")
    remarks = _remarks(dossier_folder, dropped_columns(dossier), linked)
    return BuildReport(manifest_sha256, figures, remarks)


def refuse_to_overwrite(out: Path, dossier_folder: Path) -> None:
    """Raise UserError if a release cannot be put here without losing something else."""
    refuse_to_replace(out, dossier_folder, "release", _is_release)


def _is_release(folder: Path) -> bool:
    return (folder / MANIFEST).is_file() and (folder / "data" / "figures.json").is_file()


def _remarks(
    dossier_folder: Path, dropped: tuple[str, ...], linked: Linked | None
) -> tuple[str, ...]:
    found = [str(remark) for remark in check_dossier(dossier_folder).remarks]
    found += [f"{column}: not published, as no column of that name is known" for column in dropped]
    if linked is not None:
        found += [str(one) for one in (*linked.settled.problems, *linked.settled.remarks)]
        found += linked.linkage.scored.notes
    return tuple(found)
