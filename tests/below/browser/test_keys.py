"""What follows from a code in the browser is what the reference says, and what Python computes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from browser_script import Script, bytes64, text64
from hypothesis import given, settings
from hypothesis import strategies as st

from vittne.seal import ANSWERS, Code, HybridIdentity, derive, reply_id


@pytest.fixture(scope="module")
def documented(root: Path) -> dict[str, Any]:
    """The example in the reference."""
    text = (root / "docs" / "reference" / "seal.md").read_text("utf-8")
    block = re.search(r"```json\n(\{\n *\"secret\".*?)```", text, re.S)
    assert block
    example: dict[str, Any] = json.loads(block[1])
    return example


def test_the_example_in_the_reference_is_what_a_browser_computes(
    script: Script, documented: dict[str, Any]
) -> None:
    keys = script.ask("derive", secret=text64(bytes.fromhex(documented["secret"])))
    identity = HybridIdentity(bytes.fromhex(documented["reply_key_seed"]))
    assert keys["identity"] == identity.secret()
    assert keys["recipient"] == str(identity.recipient)
    assert bytes64(keys["secret"]).hex() == documented["reply_secret"]
    ids = [bytes64(one).hex() for one in script.ask("ids", secret=keys["secret"])]
    assert [ids[0], ids[1]] == [documented["reply_ids"]["0"], documented["reply_ids"]["1"]]


def test_a_browser_computes_what_python_computes(script: Script) -> None:
    code = Code.generate()
    there, here = script.ask("derive", secret=text64(code.secret)), derive(code)
    assert there["identity"] == here.identity.secret()
    assert there["recipient"] == str(here.identity.recipient)
    assert bytes64(there["secret"]) == here.secret


def test_the_progress_rises_to_the_end(script: Script) -> None:
    progress = script.ask("derive", secret=text64(b"\xff" * 11))["progress"]
    assert len(progress) > 50
    assert progress == sorted(progress)
    assert progress[-1] == 1


@settings(deadline=None)
@given(st.binary(min_size=32, max_size=32))
def test_ids_of_answers_are_the_same(script: Script, secret: bytes) -> None:
    here = [reply_id(secret, number) for number in range(ANSWERS)]
    assert [bytes64(one) for one in script.ask("ids", secret=text64(secret))] == here
