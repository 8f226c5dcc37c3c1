"""Logs in a release: what is caught without any help, and what a key or an older release shows."""

from __future__ import annotations

from pathlib import Path

from vittne.verify.check import Trusted, Verifier, verify_release
from vittne.verify.report import Report


def verify(folder: Path, **trusted) -> Report:
    return verify_release(folder, Verifier("a test"), Trusted(**trusted))


def test_releases_that_follow_each_other_pass(two_releases: tuple[Path, Path]) -> None:
    first, second = two_releases
    assert verify(first).failures == ()
    report = verify(second, previous=first)
    assert report.failures == ()
    assert [check.name for check in report.checks] == [
        *("files", "data", "numbers", "logs", "audit", "previous", "pages", "metadata", "checker")
    ]
