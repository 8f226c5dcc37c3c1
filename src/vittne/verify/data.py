"""What lies beside the numbers: a figure's own files, and the lists of what is in ``data/``."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from vittne.verify.entries import FIGURES, read_json
from vittne.verify.figures import Figure
from vittne.verify.report import Failure
from vittne.verify.tables import figure_csv
from vittne.verify.tree import Tree, Unreadable

DATAPACKAGE = "data/datapackage.json"
RO_CRATE = "data/ro-crate-metadata.json"


def check_data(
    tree: Tree, figures: Sequence[Figure], languages: Sequence[str]
) -> tuple[Failure, ...]:
    """Return what is wrong with the files that describe the data, and with each figure's own."""
    return (
        *_figure_files(tree, figures, languages),
        *_inputs(tree, figures),
        *_datapackage(tree),
        *_ro_crate(tree),
    )


def _figure_files(
    tree: Tree, figures: Sequence[Figure], languages: Sequence[str]
) -> Iterator[Failure]:
    """Compare what lies on a figure's page for downloading with ``figures.json``."""
    for figure in figures:
        entry = json.loads(json.dumps(figure.to_dict()))
        table = figure_csv(figure)
        for language in languages:
            folder = f"{language}/figures/{figure.id}"
            path = f"{folder}/figure.json"
            try:
                if path in tree and read_json(tree, path) != entry:
                    text = f"is not the entry {figure.id} of figures.json"
                    yield Failure(path=path, kind="wrong_number", text=text)
                path = f"{folder}/figure.csv"
                if path in tree and tree.read(path) != table:
                    text = f"does not have the numbers of {figure.id} in figures.json"
                    yield Failure(path=path, kind="wrong_number", text=text)
            except Unreadable as error:
                yield error.failure


def _inputs(tree: Tree, figures: Sequence[Figure]) -> Iterator[Failure]:
    """Compare the hashes of the files that a figure says it was computed from."""
    stated = {(path, digest) for figure in figures for path, digest in figure.inputs.items()}
    for path, digest in sorted(stated):
        if not path.startswith("data/"):
            continue  # a confidential input is named by a commitment, not by a hash
        if path not in tree:
            text = f"names {path} as an input, which is not there"
            yield Failure(path=FIGURES, kind="wrong_input", text=text)
            continue
        try:
            found = tree.sha256(path)
        except Unreadable as error:
            yield error.failure
            continue
        if found != digest:
            text = f"was not made from this {path}: its hash is another one"
            yield Failure(path=FIGURES, kind="wrong_input", text=text)


def _datapackage(tree: Tree) -> Iterator[Failure]:
    """Check that ``datapackage.json`` lists exactly the tables that are there."""
    try:
        listed = _resources(read_json(tree, DATAPACKAGE))
    except Unreadable as error:
        yield error.failure
        return
    if listed is None:
        text = "is no data package: it has no list of resources with paths"
        yield Failure(path=DATAPACKAGE, kind="wrong_metadata", text=text)
        return
    tables = [path for path in tree.files if path.startswith("data/") and path.endswith(".csv")]
    for path in tables:
        if path not in listed:
            yield Failure(path=DATAPACKAGE, kind="wrong_metadata", text=f"does not list {path}")
    for path, resource in listed.items():
        if path not in tree:
            text = f"lists {path}, which is not there"
            yield Failure(path=DATAPACKAGE, kind="wrong_metadata", text=text)
            continue
        try:
            right = (len(tree.read(path)), f"sha256:{tree.sha256(path)}")
        except Unreadable as error:
            yield error.failure
            continue
        if (resource.get("bytes"), resource.get("hash")) != right:
            text = f"gives another size or hash for {path}"
            yield Failure(path=DATAPACKAGE, kind="wrong_metadata", text=text)


def _resources(package: Any) -> Mapping[str, Mapping[str, Any]] | None:
    """Return the resources of a data package by their paths in the release."""
    resources = package.get("resources") if isinstance(package, dict) else None
    if not isinstance(resources, list):
        return None
    listed: dict[str, Mapping[str, Any]] = {}
    for resource in resources:
        path = resource.get("path") if isinstance(resource, dict) else None
        if not isinstance(path, str):
            return None
        listed[posixpath.normpath(f"data/{path}")] = resource
    return listed


def _ro_crate(tree: Tree) -> Iterator[Failure]:
    """Check that the files which the crate describes are there."""
    try:
        crate = read_json(tree, RO_CRATE)
    except Unreadable as error:
        yield error.failure
        return
    graph = crate.get("@graph") if isinstance(crate, dict) else None
    if not isinstance(graph, list):
        text = "is no research object crate: it has no @graph"
        yield Failure(path=RO_CRATE, kind="wrong_metadata", text=text)
        return
    for entity in graph:
        if not isinstance(entity, dict) or entity.get("@type") != "File":
            continue
        name = str(entity.get("@id", ""))
        if posixpath.normpath(f"data/{name}") not in tree:
            text = f"describes {name}, which is not there"
            yield Failure(path=RO_CRATE, kind="wrong_metadata", text=text)
