"""From a dossier to a release: a folder that everybody may have, and check."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from vittne.audit import Transcript
from vittne.dossier import Dossier, check_dossier, read_dossier, write_dossier
from vittne.release.auditing import audit_claims, newest_transcript, read_audit
from vittne.release.corrections import corrected
from vittne.release.disclosing import Guard
from vittne.release.estimates import Estimates, estimate_tables
from vittne.release.figures import make_figures
from vittne.release.folders import put_in_place, refuse_to_replace
from vittne.release.linked import Linked, link_lists
from vittne.release.log import (
    Logs,
    begin_logs,
    log_figures,
    tree_json,
    with_entries,
    with_history,
    write_logs,
    write_transcript,
)
from vittne.release.metadata import write_metadata
from vittne.release.public import dropped_columns, protected_tables, public_part, with_tables
from vittne.release.secrets import Held, Secrets, held_secrets, passing_secrets, secrets_path
from vittne.release.site import count_steps, render_site
from vittne.release.standing import Standing
from vittne.terms.errors import Problem, UserError
from vittne.verify.audit import audited_numbers
from vittne.verify.claims import log_origin, read_claims
from vittne.verify.figures import Figure, dump_figures, load_figures
from vittne.verify.manifest import MANIFEST, check_manifest, write_manifest
from vittne.verify.pages import CHECK_LOG
from vittne.verify.pyz import PYZ, build_pyz
from vittne.verify.tables import render_tables
from vittne.verify.tree import walk

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
    number : int
        Of the release, once it is published.
    secrets : Path or None
        Where its secrets lie; None where they were forgotten.
    begun : bool
        Whether they were made by this build: nothing was ever published with them.
    """

    manifest_sha256: str
    figures: tuple[Figure, ...]
    remarks: tuple[str, ...]
    number: int
    secrets: Path | None
    begun: bool = False


def build_release(
    dossier_folder: Path,
    out: Path,
    progress: Progress | None = None,
    secrets: Path | None = None,
    *,
    withdraw: bool = False,
) -> BuildReport:
    """Build the candidate of the next release of a dossier, as often as one likes.

    The folder appears at once and whole, or not at all; so do the secrets.

    Parameters
    ----------
    dossier_folder : Path
        The dossier. It is only read.
    out : Path
        A folder that does not exist, is empty, or holds an earlier release: that one is
        replaced, unless it was published.
    progress : callable, optional
        Told about every step.
    secrets : Path, optional
        Keys, salts, and what was published. Without it, the file beside the dossier; and for the
        data of a release, which anybody may build again, none: keys are made and forgotten.
    withdraw : bool
        Where so few people were added or taken out since the last release that their number would
        tell of them: say nothing of them, in place of refusing.

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
    if secrets is None and not is_data_of_a_release(dossier_folder):
        secrets = secrets_path(dossier_folder)
    if secrets is not None:
        _refuse_inside(secrets, out, dossier_folder)
    begun = secrets is not None and not secrets.exists()
    with _held(secrets, dossier.id) as held:
        _refuse_published(held, out)
        return _build(dossier, dossier_folder, out, tell, held, _Work(secrets, begun, withdraw))


@dataclass(frozen=True, slots=True)
class _Work:
    """What was asked for beside dossier and place."""

    secrets: Path | None
    begun: bool
    withdraw: bool


def _held(path: Path | None, dossier: str) -> AbstractContextManager[Held]:
    return passing_secrets(dossier) if path is None else held_secrets(path, dossier, make=True)


def _build(
    dossier: Dossier, folder: Path, out: Path, tell: Progress, held: Held, work: _Work
) -> BuildReport:
    guard = Guard(held.secrets, dossier.settings.disclosure_base, withdraw=work.withdraw)
    protected = protected_tables(dossier, guard)
    linked = link_lists(dossier, folder, tell, guard)
    guard.refuse()
    tables = [shown for shown, _ in protected.values()]
    if linked is not None and linked.table is not None:
        tables.append(linked.table)
    public = with_tables(public_part(dossier), tables)
    hidden = {name: true for name, (_, true) in protected.items()}
    estimates = estimate_tables(public, tell, guard, linked, hidden)
    logs, standing = _logs(dossier, folder, held.secrets, linked)
    audited = () if standing.audit is None else audited_numbers(standing.audit, public)
    with put_in_place(out) as part:
        write_dossier(public, part / "data")
        figures_file = part / "data" / "figures.json"
        made = make_figures(public, part / "data", estimates, guard.records, audited)
        figures_file.write_bytes(dump_figures(with_history(made, logs.entries)).encode())
        # From here on the numbers come from the file that readers get, and from nowhere else.
        figures = load_figures(figures_file)
        if standing.audit is not None:
            write_transcript(part, standing.audit)
        _write_rest(figures, public, part, tell, estimates, standing)
        logs = write_logs(log_figures(logs, figures), part)
        manifest_sha256 = write_manifest(part)
        # First the secrets: a release whose salts are lost could never be audited, nor followed.
        candidate = logs.kept(manifest_sha256, guard.kept)
        held.write(replace(held.secrets, candidate=candidate))
    remarks = _remarks(folder, dropped_columns(dossier), linked)
    return BuildReport(manifest_sha256, figures, remarks, logs.number, work.secrets, work.begun)


def _logs(
    dossier: Dossier, folder: Path, secrets: Secrets, linked: Linked | None
) -> tuple[Logs, Standing]:
    """Begin the logs: the list, what is planned, what an audit found, and what was corrected."""
    people = () if linked is None else linked.committed
    logs = begin_logs(secrets, log_origin(dossier), people)
    change = corrected(secrets.published, people, dossier.corrections)
    audit, transcript = read_audit(folder), newest_transcript(folder)
    tree = logs.list_tree
    listed = None if tree is None else tree_json(logs.list_origin, tree)
    claims = tuple(read_claims(logs.entries))
    added = audit_claims(audit, claims, listed)
    if change is not None:
        added.append(change.entry(logs.number))
    standing = Standing(
        number=logs.number,
        supersedes=logs.supersedes,
        keys=logs.keys,
        listed=tree,
        list_origin=logs.list_origin,
        planned=audit.plan is not None and (audit.draw is None or not _inspected(audit.transcript)),
        audit=transcript if _inspected(transcript) else None,
        corrected=change,
    )
    return with_entries(logs, added), standing


def _inspected(transcript: Transcript | None) -> bool:
    return transcript is not None and bool(transcript.inspected)


def _write_rest(
    figures: tuple[Figure, ...],
    public: Dossier,
    part: Path,
    tell: Progress,
    estimates: Estimates,
    standing: Standing,
) -> None:
    """Write tables, pages, metadata and the checker."""
    for name, content in render_tables(public).items():
        (part / "data" / name).write_bytes(content)
    total = count_steps(figures, public, standing) + STEPS_BESIDE_PAGES
    done = 2

    def step(text: str) -> None:
        nonlocal done
        done += 1
        tell(text, done, total)

    render_site(figures, public, part, step, estimates, standing)
    write_metadata(public, part)
    step("metadata")
    (part / PYZ).write_bytes(build_pyz())
    (part / CHECK_LOG).parent.mkdir()
    (part / CHECK_LOG).write_bytes(files("vittne.tlog").joinpath("check_log.go").read_bytes())
    step("manifest")


@dataclass(frozen=True, slots=True)
class Published:
    """What was said to have gone out.

    Attributes
    ----------
    number : int
        Of the release.
    manifest_sha256 : str
    already : bool
        Whether it was known to be published before.
    """

    number: int
    manifest_sha256: str
    already: bool


def publish_release(folder: Path, secrets: Path) -> Published:
    """Say that a release went out: from now on the next build is the next release.

    Raises
    ------
    UserError
        The folder is not the release that was built last with these secrets, or was changed since.
    """
    if not _is_release(folder):
        message = "holds no release"
        hint = "give the folder that `vittne build` wrote"
        raise UserError(Problem(file=str(folder), message=message, hint=hint))
    tree = walk(folder)
    if failures := check_manifest(tree):
        hint = "build it again: what is published must be what was built"
        raise UserError(
            Problem(file=str(folder / one.path), message=one.text, hint=hint) for one in failures
        )
    manifest_sha256 = tree.sha256(MANIFEST)
    with held_secrets(secrets, read_dossier(folder / "data").id) as held:
        for one in held.secrets.published:
            if one.manifest_sha256 == manifest_sha256:
                return Published(one.number, manifest_sha256, already=True)
        held.write(held.secrets.with_published(manifest_sha256))
        assert held.secrets.last is not None
        return Published(held.secrets.last.number, manifest_sha256, already=False)


def erase_people(secrets: Path, keys: frozenset[str]) -> int:
    """Destroy the salts of everybody who has one of these records; return how many leaves.

    The logs stay valid. Nobody can say any more whom these leaves speak of.

    Raises
    ------
    UserError
        A key is of no record of which a salt is kept.
    """
    with held_secrets(secrets, "") as held:
        if unknown := sorted(keys - held.secrets.known()):
            hint = "give keys as LIST/RECORD_ID, as in the list that was committed"
            raise UserError(
                Problem(
                    file=str(secrets), value=key, message=f"no salt of {key} is kept", hint=hint
                )
                for key in unknown
            )
        before = _salts(held)
        held.write(held.secrets.without_person(keys))
        return before - _salts(held)


def _salts(held: Held) -> int:
    kept = (*held.secrets.published, *filter(None, [held.secrets.candidate]))
    return sum(leaf.salt is not None for one in kept for leaf in one.leaves)


def refuse_to_overwrite(out: Path, dossier_folder: Path) -> None:
    """Raise UserError if a release cannot be put here without losing something else."""
    refuse_to_replace(out, dossier_folder, "release", _is_release)


def is_data_of_a_release(folder: Path) -> bool:
    """Whether this dossier is the folder ``data`` of a release."""
    return folder.resolve().name == "data" and _is_release(folder.resolve().parent)


def _is_release(folder: Path) -> bool:
    return (folder / MANIFEST).is_file() and (folder / "data" / "figures.json").is_file()


def _refuse_inside(secrets: Path, out: Path, dossier_folder: Path) -> None:
    where = secrets.resolve()
    for folder in (out.resolve(), dossier_folder.resolve()):
        if where.is_relative_to(folder):
            message = f"secrets cannot lie in {folder}"
            hint = "releases are given away, and dossiers are handed on: name a place outside both"
            raise UserError(Problem(file=str(secrets), message=message, hint=hint))


def _refuse_published(held: Held, out: Path) -> None:
    """Keep what went out: the next release is checked against it, and so may anybody."""
    if not (out / MANIFEST).is_file():
        return
    found = walk(out).sha256(MANIFEST)
    for one in held.secrets.published:
        if one.manifest_sha256 == found:
            message = f"is release {one.number}, which was published, and is not replaced"
            hint = "keep it; name a new folder for the next one"
            raise UserError(Problem(file=str(out), message=message, hint=hint))


def _remarks(
    dossier_folder: Path, dropped: tuple[str, ...], linked: Linked | None
) -> tuple[str, ...]:
    found = [str(remark) for remark in check_dossier(dossier_folder).remarks]
    found += [f"{column}: not published, as no column of that name is known" for column in dropped]
    if linked is not None:
        found += [str(one) for one in (*linked.settled.problems, *linked.settled.remarks)]
        found += linked.linkage.scored.notes
    return tuple(found)
