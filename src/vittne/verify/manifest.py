"""``MANIFEST.sha256``: the name and the hash of every file of a release.

The form is that of ``sha256sum``: 64 hexadecimal digits, two spaces, the path, a
line feed; sorted by the bytes of the paths, every file but the manifest itself.
There is exactly one manifest for a folder, so that its hash names the release.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

from vittne.terms.errors import Problem, UserError
from vittne.verify.report import Failure
from vittne.verify.tree import Tree, Unreadable, walk

MANIFEST = "MANIFEST.sha256"

_LINE = re.compile(r"([0-9a-f]{64})  (\S|\S.*\S)")


def write_manifest(folder: Path) -> str:
    """Write the manifest of ``folder`` and return its sha256.

    Raises
    ------
    UserError
        The folder holds something that no release may hold, such as a symbolic link.
    """
    tree = walk(folder)
    if tree.failures:
        raise UserError(
            Problem(
                file=failure.path,
                message=failure.text + ".",
                hint="a release is copied to other machines: it holds plain files with plain names",
            )
            for failure in tree.failures
        )
    lines = [f"{tree.sha256(path)}  {path}\n" for path in tree.files if path != MANIFEST]
    content = "".join(lines).encode()
    (folder / MANIFEST).write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def check_manifest(tree: Tree) -> tuple[Failure, ...]:
    """Return every way in which the folder is not what its manifest says, by name."""
    failures = list(tree.failures)
    if MANIFEST not in tree:
        return (*failures, _lost_manifest(tree))
    try:
        text = tree.text(MANIFEST)
    except Unreadable as error:
        return (*failures, error.failure)
    listed, wrong_lines = _read_lines(text)
    failures.extend(wrong_lines)
    found: dict[str, str] = {}
    unreadable: set[str] = set()
    for path in tree.files:
        if path == MANIFEST:
            continue
        try:
            found[path] = tree.sha256(path)
        except Unreadable as error:
            failures.append(error.failure)
            unreadable.add(path)
    listed = {path: digest for path, digest in listed.items() if path not in unreadable}
    failures.extend(_compare(listed, found))
    return tuple(failures)


def listed_hashes(tree: Tree) -> dict[str, str]:
    """Return what the manifest says of each file; `check_manifest` says whether it is true."""
    try:
        return _read_lines(tree.text(MANIFEST))[0] if MANIFEST in tree else {}
    except Unreadable:
        return {}


def _compare(listed: dict[str, str], found: dict[str, str]) -> Iterator[Failure]:
    """Yield what was changed, renamed, added or is missing."""
    added = {path: digest for path, digest in found.items() if path not in listed}
    for path, digest in listed.items():
        if path not in found:
            new_name = next((name for name in added if added[name] == digest), None)
            if new_name is None:
                yield Failure(path=path, kind="missing", text="is missing")
            else:
                del added[new_name]
                text = f"was renamed: its content lies at {new_name}"
                yield Failure(path=path, kind="renamed", text=text)
        elif found[path] != digest:
            text = f"was changed: its hash is not the one that {MANIFEST} gives"
            yield Failure(path=path, kind="changed", text=text)
    for path in added:
        text = f"was added: {MANIFEST} does not name it"
        yield Failure(path=path, kind="added", text=text)


def _read_lines(text: str) -> tuple[dict[str, str], list[Failure]]:
    """Read the manifest: hash by path, and what is wrong with its form."""
    listed: dict[str, str] = {}
    wrong: list[str] = []
    if not text.endswith("\n"):
        wrong.append("does not end with a line feed: something was cut off or added at its end")
    previous = b""
    for number, line in enumerate(text.removesuffix("\n").split("\n"), start=1):
        match = _LINE.fullmatch(line)
        if not match:
            wrong.append(f"line {number} is not 64 digits, two spaces and a path")
            continue
        path = match[2]
        if why := _bad_path(path):
            wrong.append(f"line {number} {why}")
            continue
        if path in listed:
            wrong.append(f"line {number} names {path} a second time")
        elif os.fsencode(path) < previous:
            wrong.append(f"line {number} is not in its place in the order of names")
        previous = os.fsencode(path)
        listed.setdefault(path, match[1])
    return listed, [Failure(path=MANIFEST, kind="not_canonical", text=text) for text in wrong]


def _bad_path(path: str) -> str:
    """Return why a release's manifest cannot name this path, or an empty string."""
    if path == MANIFEST:
        return "names the manifest itself"
    if path.startswith("/") or "\\" in path or any(p in ("", ".", "..") for p in path.split("/")):
        return "names a path that does not lie inside the release"
    return ""


def _lost_manifest(tree: Tree) -> Failure:
    """Say that there is no manifest, and where it may be under another name."""
    for path in tree.files:
        try:
            with tree.open(path) as stream:
                first = stream.readline(4096).decode("utf-8", "replace")
        except Unreadable:
            continue  # named by every check that has to read it
        if first.endswith("\n") and _LINE.fullmatch(first[:-1]):
            text = f"was renamed: {path} looks like it"
            return Failure(path=MANIFEST, kind="renamed", text=text)
    text = "is missing: nothing says which files the release consists of"
    return Failure(path=MANIFEST, kind="missing", text=text)
