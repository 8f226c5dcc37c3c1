"""One verification of one release, from its files to its numbers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from vittne import __version__
from vittne.audit import Transcript
from vittne.dossier import Dossier, read_dossier
from vittne.terms.codes import LANGUAGES
from vittne.terms.errors import Problem, UserError
from vittne.tlog import VerifierKey
from vittne.verify.audit import check_audit, read_audit, unseen
from vittne.verify.claims import AUDIT, log_origin
from vittne.verify.data import check_data
from vittne.verify.disclosed import check_corrections, check_disclosed, count_tables
from vittne.verify.entries import FIGURES, read_figures
from vittne.verify.estimates import (
    check_estimates,
    estimate_frames,
    estimated,
    how_to_recompute,
)
from vittne.verify.figures import Figure
from vittne.verify.linked import check_linked, drawn
from vittne.verify.log import Logs, check_claims, check_logs, read_logs
from vittne.verify.manifest import MANIFEST, check_manifest, listed_hashes
from vittne.verify.numbers import cannot_be_recomputed, check_numbers, check_tables, of_logs
from vittne.verify.pages import check_pages, count_pages
from vittne.verify.previous import Previous, check_previous, read_previous
from vittne.verify.pyz import PYZ, build_pyz
from vittne.verify.report import Check, Failure, Report
from vittne.verify.tables import TABLES
from vittne.verify.tree import Tree, Unreadable, walk


@dataclass(frozen=True, slots=True)
class Verifier:
    """Who checks.

    Attributes
    ----------
    text : str
        Name, version and Python, for the report.
    pyz : Path or None
        The file it runs from, if it is a ``verify.pyz``.
    """

    text: str
    pyz: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trusted:
    """What a reader has from elsewhere, to hold a release against.

    Attributes
    ----------
    expect : str
        The hash of ``MANIFEST.sha256``, in lower case; empty if there is none.
    key : VerifierKey or None
        The key of the logs.
    previous : Path or None
        A release that was published before.
    """

    expect: str = ""
    key: VerifierKey | None = None
    previous: Path | None = None


NOTHING = Trusted()


def verify_release(folder: Path, verifier: Verifier, trusted: Trusted = NOTHING) -> Report:
    """Check a release.

    Parameters
    ----------
    folder : Path
        The release.
    verifier : Verifier
        Who checks.
    trusted : Trusted
        What it is held against besides itself.

    Raises
    ------
    UserError
        ``folder`` is no folder, or nothing in it belongs to a release; or so the previous one.
    """
    tree = _walk(folder)
    previous = None if trusted.previous is None else read_previous(trusted.previous)
    manifest_sha256 = _manifest_hash(tree)
    checks = [
        Check(
            name="files",
            text=f"{len(tree.files)} files, each held against {MANIFEST}",
            failures=check_manifest(tree),
        )
    ]
    if trusted.expect:
        checks.append(_expected(manifest_sha256, trusted.expect))
    content = _Content(tree, trusted.key, previous)
    checks.extend(content.checks)
    checks.extend(_same_pyz(tree, content.version, verifier))
    return Report(
        folder=str(folder),
        release=content.version,
        verifier=verifier.text,
        manifest_sha256=manifest_sha256,
        checks=tuple(checks),
        not_seen=tuple(_not_seen(tree, content, verifier, manifest_sha256, trusted)),
    )


def _walk(folder: Path) -> Tree:
    try:
        tree = walk(folder)
    except OSError as error:
        reason = error.strerror or str(error)
        hint = "give the folder that the release was unpacked to"
        raise UserError(
            Problem(file=str(folder), message=f"cannot be read: {reason}.", hint=hint)
        ) from None
    if not {MANIFEST, FIGURES, PYZ} & set(tree.files) and tree.whole:
        hint = f"a release is a folder with {MANIFEST} and {FIGURES} in it"
        raise UserError(Problem(file=str(folder), message="holds no release.", hint=hint))
    return tree


def _manifest_hash(tree: Tree) -> str:
    if MANIFEST not in tree:
        return ""
    try:
        return tree.sha256(MANIFEST)
    except Unreadable:
        return ""  # check_manifest names it


def _expected(found: str, expect: str) -> Check:
    text = f"the hash of {MANIFEST}, held against the one that was expected"
    if found == expect:
        return Check(name="hash", text=text)
    why = f"has the hash {found or 'of no file'}, and {expect} was expected: another release"
    return Check(
        name="hash",
        text=text,
        failures=(Failure(path=MANIFEST, kind="unexpected_hash", text=why),),
    )


class _Content:
    """What is in the files: read once, then checked as far as it could be read."""

    def __init__(self, tree: Tree, key: VerifierKey | None, previous: Previous | None) -> None:
        self.checks: list[Check] = []
        self.figures: tuple[Figure, ...] | None = None
        self.dossier: Dossier | None = None
        self.logs: Logs | None = None
        self.audit: Transcript | None = None
        if not tree.whole:
            why = "not looked at: the folder holds links or devices, and none of them is followed"
            self.checks = [Check(name="content", text="", skipped=why)]
            return
        self._read(tree)
        self._check_numbers(tree)
        self._check_logs(tree, key)
        self._check_audit(tree)
        if previous is not None:
            text = "what the previous release claimed: all of it is there, and none of it changed"
            found = check_previous(self.logs, self.audit, previous)
            self._check("previous", text, lambda: found)
        self._check_pages(tree)

    @property
    def version(self) -> str:
        """What made the release, by its figures."""
        made_by = {
            f"{figure.software.get('name', '')} {figure.software.get('version', '')}"
            for figure in self.figures or ()
        }
        return ", ".join(sorted(made_by))

    def _read(self, tree: Tree) -> None:
        failures: list[Failure] = []
        self.figures = read_figures(tree, failures.append)
        try:
            self.dossier = read_dossier(tree.folder / "data")
        except UserError as error:
            failures.extend(_as_failures(error))
        text = "data/ and figures.json, read whole"
        self.checks.append(Check(name="data", text=text, failures=tuple(failures)))

    def _check_numbers(self, tree: Tree) -> None:
        dossier, figures = self.dossier, self.figures
        if dossier is None:
            self._skip("numbers", "the data cannot be read, and nothing can be computed from them")
            return
        hidden = {*cannot_be_recomputed(figures or (), dossier)}
        guessed = {figure.id for figure in estimated(figures or ())}
        logged = {figure.id for figure in figures or () if of_logs(figure)}
        count = len({figure.id for figure in figures or ()} - hidden - guessed - logged)
        text = f"{count} figures and {len(TABLES)} tables, computed again from the release's data"

        def failures() -> Iterable[Failure]:
            if figures is not None:
                yield from check_numbers(dossier, figures)
            yield from check_tables(tree, dossier)

        self._check("numbers", text, failures)
        if figures is not None and (guessed or estimate_frames(dossier)):
            text = (
                f"estimated figures: {len(guessed)}, NOT computed again; each is held against its"
                " table, Chao's bound and itself"
            )
            self._check("estimate", text, lambda: check_estimates(dossier, figures))
        if figures is not None and (persons := drawn(figures)):
            text = (
                f"figures over draws of who is who: {len(persons)}, NOT computed again; each is"
                " held against the others"
            )
            self._check("persons", text, lambda: check_linked(dossier, figures))
        if figures is not None and (shown := count_tables(dossier, figures)):
            text = f"tables merged and rounded: {shown}, each held against the rules for it"
            self._check("tables", text, lambda: check_disclosed(dossier, figures))

    def _check_logs(self, tree: Tree, key: VerifierKey | None) -> None:
        failures: list[Failure] = []
        self.logs = logs = read_logs(tree, failures.append, key)
        by = "the key that was given" if key else "a key that came with the release"
        if logs is None:
            self._check("logs", f"the logs, signed by {by}", lambda: failures)
            return
        size = len(logs.entries)
        listed = logs.last.listed
        people = f", {listed['size']} people in the list log" if listed else ", no list log"
        text = (
            f"release {logs.last.number}: {size} entries in the claims log{people}; tiles, proofs "
            f"and all other files, as signed by {by}"
        )
        dossier, figures = self.dossier, self.figures
        origin = "" if dossier is None else log_origin(dossier)

        def found() -> Iterable[Failure]:
            yield from check_logs(tree, logs, origin, listed_hashes(tree))
            yield from check_corrections(logs)
            if figures is not None:
                yield from check_claims(tree, logs, figures)

        self._check("logs", text, found)

    def _check_audit(self, tree: Tree) -> None:
        logs, dossier = self.logs, self.dossier
        if logs is None or dossier is None:
            if AUDIT in tree:
                self._skip("audit", "it rests on the logs and the data, which cannot be read")
            return
        text = "the audit: its plan, its draw, and what it says, computed again"
        try:
            self.audit = read_audit(tree, logs)
        except Unreadable as error:
            failure = error.failure
            self._check("audit", text, lambda: [failure])
            return
        found = tuple(check_audit(logs, self.audit, self.figures or (), dossier))
        if self.audit is not None or found:
            self._check("audit", text, lambda: found)

    def _check_pages(self, tree: Tree) -> None:
        figures = self.figures
        if figures is None:
            self._skip("pages", "figures.json cannot be read, and no page can be held against it")
            return
        text = (
            f"{count_pages(tree)} pages in {', '.join(LANGUAGES)}: complete,"
            " whole, loading nothing from elsewhere, with the numbers and sentences of figures.json"
        )
        self._check("pages", text, lambda: check_pages(tree, figures, LANGUAGES))
        text = "what describes the data, and each figure's own files, held against figures.json"
        self._check("metadata", text, lambda: check_data(tree, figures, LANGUAGES))

    def _check(self, name: str, text: str, find: Callable[[], Iterable[Failure]]) -> None:
        self.checks.append(Check(name=name, text=text, failures=tuple(find())))

    def _skip(self, name: str, why: str) -> None:
        self.checks.append(Check(name=name, text="", skipped=f"not checked: {why}"))


def _as_failures(error: UserError) -> Iterable[Failure]:
    for problem in error.problems:
        file = problem.file.removeprefix("data/")
        line = "" if problem.line is None else f"line {problem.line}: "
        column = f"{problem.column}: " if problem.column else ""
        text = f"{line}{column}{problem.message}"
        yield Failure(path=f"data/{file}" if file else "data", kind="unreadable", text=text)


def _same_pyz(tree: Tree, version: str, verifier: Verifier) -> Iterable[Check]:
    """Hold the release's own checker against the one that this copy of vittne builds."""
    if verifier.pyz is not None or version != f"vittne {__version__}" or PYZ not in tree:
        return
    failures: tuple[Failure, ...] = ()
    if tree.sha256(PYZ) != hashlib.sha256(build_pyz()).hexdigest():
        text = f"is not the checker that this copy of vittne {__version__} builds: do not run it"
        failures = (Failure(path=PYZ, kind="wrong_checker", text=text),)
    yield Check(
        name="checker",
        text=f"{PYZ}, held against the one that this copy of vittne builds",
        failures=failures,
    )


def _not_seen(
    tree: Tree, content: _Content, verifier: Verifier, manifest_sha256: str, trusted: Trusted
) -> Iterable[str]:
    yield from _not_tied(content.logs, manifest_sha256, trusted)
    if content.logs is not None:
        yield from unseen(content.logs, content.audit)
    if verifier.pyz is None:
        yield (
            "Whether words that are no sentence of a figure, and pictures, are what vittne makes "
            "of the data. `vittne build DIR/data --out NEW`, with the version that made the "
            "release, gives the same files but for the logs and the pages that name their key, "
            "unless figures rest on confidential data."
        )
    else:
        yield _own_word(tree, verifier.pyz)
    if content.version and content.version != f"vittne {__version__}":
        yield (
            f"Whether {PYZ} is the right checker: {content.version} made it, and this is vittne "
            f"{__version__}. If numbers differ, try that version before you conclude anything."
        )
    if content.figures and content.dossier:
        hidden = cannot_be_recomputed(content.figures, content.dossier)
        if hidden:
            yield f"Figures that rest on confidential data, not computed again: {', '.join(hidden)}"
        yield from how_to_recompute(content.dossier, content.figures)
    yield (
        "Whether the sources say what the data say they said, and what was left out: "
        "the addresses are in data/claims.csv."
    )


def _not_tied(logs: Logs | None, manifest_sha256: str, trusted: Trusted) -> Iterable[str]:
    """Say what nobody can see who has nothing but the release."""
    if not trusted.expect and trusted.key is None:
        yield (
            "Whether this is the release that was published. Whoever changes a file is caught, but "
            "not whoever makes all of it anew and signs it with a key of his own. Get the hash or "
            "the key from a place that the sender does not control, and run again with "
            f"--expect HASH (this folder's is {manifest_sha256 or 'missing'}) or --key KEY"
            f" (this folder's is {logs.key if logs else 'missing'})."
        )
    elif not trusted.expect:
        yield (
            "Whether this is the newest release, and the one that others have: whoever has the key "
            "may have signed several. Compare the sha256 of MANIFEST.sha256 with others' copies."
        )
    if trusted.previous is None and logs is not None and logs.last.number > 1:
        yield (
            f"Whether anything was taken back that release {logs.last.number - 1} claimed. If you "
            "have it, or an older one, run again with --previous DIR."
        )


def _own_word(tree: Tree, pyz: Path) -> str:
    digest = hashlib.sha256(pyz.read_bytes()).hexdigest()
    if pyz.resolve().is_relative_to(tree.folder.resolve()):
        origin = "This checker came with the release: whoever made the release made it as well."
    else:
        origin = "This checker is a file like any other."
    return (
        f"Whether the checker itself is honest. {origin} Its sha256 is {digest}. "
        "Check again with a copy of vittne that you got elsewhere."
    )
