"""What follows from a code: the same everywhere, for ever."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vittne.seal import Code, HybridIdentity, derive, fingerprint, mailbox, reply_id

SECRET = bytes(range(1, 12))


@pytest.fixture(scope="module")
def documented(root: Path) -> dict[str, Any]:
    """The example in the reference."""
    text = (root / "docs" / "reference" / "seal.md").read_text("utf-8")
    block = re.search(r"```json\n(\{\n *\"secret\".*?)```", text, re.S)
    assert block
    example: dict[str, Any] = json.loads(block[1])
    return example


def test_the_example_in_the_reference_is_what_is_computed(documented: dict[str, Any]) -> None:
    code = Code(SECRET)
    keys = derive(code)
    assert documented == {
        "secret": SECRET.hex(),
        "words": list(code.numbers()),
        "digits": code.digits(),
        "root": documented["root"],  # compared with another program below
        "reply_key_seed": keys.identity.seed.hex(),
        "reply_key_fingerprint": fingerprint(keys.identity.recipient).hex(),
        "reply_secret": keys.secret.hex(),
        "reply_ids": {str(n): reply_id(keys.secret, n).hex() for n in (0, 1, 258)},
        "mailbox": mailbox(keys.secret).hex(),
    }


def test_another_program_computes_the_same_from_the_reference(
    documented: dict[str, Any], node_age: Any
) -> None:
    there = node_age.ask({"ask": "derive", "secret": SECRET.hex()})[0]["answer"]
    ids = dict(zip(("0", "1", "258"), there.pop("reply_ids"), strict=True))
    assert there | {"reply_ids": ids} == {name: documented[name] for name in (*there, "reply_ids")}


def test_another_program_makes_the_same_key_of_the_seed(node_age: Any) -> None:
    identity = HybridIdentity(SECRET + bytes(21))
    asked = {"ask": "recipient", "identity": identity.secret()}
    assert node_age.ask(asked)[0]["answer"] == str(identity.recipient)


def test_one_changed_bit_changes_everything() -> None:
    a, b = derive(Code(SECRET)), derive(Code(SECRET[:-1] + b"\x0a"))
    assert a.identity != b.identity
    assert a.secret != b.secret


@settings(deadline=None)
@given(st.binary(min_size=32, max_size=32))
def test_ids_of_answers_are_all_different(secret: bytes) -> None:
    ids = {reply_id(secret, number) for number in range(50)} | {mailbox(secret)}
    assert len(ids) == 51
    assert {len(one) for one in ids} == {16}


def test_secrets_are_not_shown() -> None:
    keys = derive(Code(SECRET))
    assert keys.secret.hex() not in repr(keys)
    assert repr(keys) == "WriterKeys()"
    assert SECRET.hex() not in repr(Code(SECRET))
    assert repr(Code(SECRET)) == "Code()"
