"""How a list follows the last one: read from both, and held against one another."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from vittne.release.corrections import Corrected, corrected
from vittne.release.log import Person
from vittne.release.secrets import KeptRelease, Leaf
from vittne.tlog import Checkpoint, VerifierKey
from vittne.verify.disclosed import check_corrections
from vittne.verify.log import ClaimedRelease, Logs


def people(number: int) -> tuple[Person, ...]:
    return tuple(Person((f"a/{n}",), f"{n}".encode()) for n in range(number))


def release(number: int, size: int) -> KeptRelease:
    leaves = [
        Leaf(index=n, entry=bytes(32), person=one.keys, record=one.record)
        for n, one in enumerate(people(size))
    ]
    return KeptRelease(number=number, manifest_sha256="", leaves=tuple(leaves))


def logs(*sizes: int, correction: Corrected) -> Logs:
    """Claims of releases with lists of these sizes; 0: nothing was said of the list."""
    heads = [
        {"number": n, "list": {"size": size} if size else None} for n, size in enumerate(sizes)
    ]
    releases: list[ClaimedRelease] = [ClaimedRelease(head=head, entries=()) for head in heads]
    releases[-1] = replace(releases[-1], entries=(correction.entry(len(sizes) - 1),))
    key: Any = VerifierKey
    log = Checkpoint(origin="x", size=0, root=bytes(32))
    return Logs(key=key, note="", checkpoint=log, entries=(), releases=tuple(releases))


def test_after_a_release_that_said_nothing_of_the_list_the_one_before_is_followed() -> None:
    """Else whoever withdraws a figure once need never say what became of the list."""
    found = corrected([release(1, 7), release(2, 0)], people(12), [])
    assert found == Corrected(before=7, now=12, counts={"added": {"not_stated": 5}})
    assert corrected([release(1, 0)], people(12), []) is None
    assert corrected([release(1, 7)], (), []) is None
    assert list(check_corrections(logs(7, 0, 12, correction=found))) == []


@pytest.mark.parametrize("sizes", [(8, 0, 12), (7, 0, 13), (0, 0, 12), (7, 12, 0)])
def test_a_correction_of_another_list_is_found(sizes: tuple[int, ...]) -> None:
    found = corrected([release(1, 7)], people(12), [])
    assert found is not None
    assert [one.kind for one in check_corrections(logs(*sizes, correction=found))]
