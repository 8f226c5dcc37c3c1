"""What a verification says, to people and to programs."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vittne.terms.errors import UserError
from vittne.verify.check import Verifier
from vittne.verify.command import add_options, run_verify
from vittne.verify.report import Check, Failure, Report, printable

CHANGED = Failure(path="en/index.html", kind="changed", text="was changed")


def report(*checks: Check) -> Report:
    return Report(
        folder="release",
        release="vittne 1",
        verifier="vittne 1",
        manifest_sha256="ab" * 32,
        checks=checks,
        not_seen=("Whether it is true.",),
    )


def test_a_passed_release_reads_like_this() -> None:
    assert report(Check(name="files", text="3 files")).summary() == (
        "Release     release\n"
        "made by     vittne 1\n"
        "checked by  vittne 1\n"
        "\n"
        "ok      files:    3 files\n"
        "\n"
        f"sha256 of MANIFEST.sha256: {'ab' * 32}\n"
        "\n"
        "What this run cannot see:\n"
        "  - Whether it is true.\n"
        "\n"
        "PASSED: everything that this run can see holds.\n"
    )


def test_a_failed_one_names_every_file_and_what_was_not_checked() -> None:
    text = report(
        Check(name="files", text="3 files", failures=(CHANGED,)),
        Check(name="numbers", text="", skipped="not checked: no data"),
    ).summary()
    assert "FAIL    files:    3 files\n          en/index.html: was changed\n" in text
    assert "skipped numbers:  not checked: no data\n" in text
    assert "FAILED: 1 thing does not hold, and 1 check could not be made." in text


def test_a_skipped_check_has_not_passed() -> None:
    assert not report(Check(name="numbers", text="", skipped="no data")).ok


def test_programs_get_the_same() -> None:
    one = report(Check(name="files", text="3 files", failures=(CHANGED,))).to_dict()
    assert json.loads(json.dumps(one)) == one
    assert one["ok"] is False
    assert one["checks"][0]["failures"] == [
        {"path": "en/index.html", "kind": "changed", "text": "was changed"}
    ]


@given(text=st.text())
def test_nothing_that_a_release_says_can_steer_a_terminal(text: str) -> None:
    shown = printable(text + "\x1b[2J\u202e\r\n\udcff")
    assert shown.isprintable()
    assert "\\x1b" in shown


def run(folder: Path, *options: str) -> int:
    parser = argparse.ArgumentParser()
    add_options(parser)
    args = parser.parse_args(options)
    args.folder = folder
    return run_verify(args, Verifier("a test"))


@pytest.mark.parametrize("expect", ["abc", "g" * 64, "a" * 63, "a" * 65, "sha256"])
def test_an_expected_hash_that_is_none_is_an_input_error(made_release, expect: str) -> None:
    with pytest.raises(UserError, match="no sha256"):
        run(made_release, "--expect", expect)


@pytest.mark.parametrize("key", ["abc", "log+00000000+AAAA", "a b+00000000+" + "A" * 44, "\x1b[2J"])
def test_a_key_that_is_none_is_an_input_error(made_release, key: str) -> None:
    with pytest.raises(UserError, match="--key") as error:
        run(made_release, "--key", key)
    assert "\x1b" not in str(error.value)


@pytest.mark.parametrize("name", ["gone", "log"])
def test_a_previous_release_that_is_none_is_an_input_error(made_release, name: str) -> None:
    with pytest.raises(UserError, match="--previous"):
        run(made_release, "--previous", str(made_release / name))


def test_an_expected_hash_may_be_pasted_in_capitals_and_with_spaces(made_release, capsys) -> None:
    run(made_release, "--json")
    digest = json.loads(capsys.readouterr().out)["manifest_sha256"]
    pasted = f"  {digest[:32].upper()} {digest[32:]}\n"
    assert run(made_release, "--expect", pasted) == 0
