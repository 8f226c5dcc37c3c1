"""Blocks and slips are written and read in the browser as they are in Python."""

from __future__ import annotations

import re
from typing import Any

import pytest
from browser_script import Refused, Script, text64
from hypothesis import given, settings
from hypothesis import strategies as st

from vittne.seal import (
    HybridIdentity,
    Reply,
    reply_id,
    seal_reply,
)
from vittne.seal.block import BadBlock, read_block, read_slip, write_block, write_slip

SEALED = seal_reply(Reply("Come on Tuesday.", "en"), HybridIdentity(bytes(32)).recipient)
BLOCK = write_block(SEALED)


def reading(text: str) -> Any:
    try:
        return text64(read_block(text))
    except BadBlock as bad:
        return {"reason": bad.reason}


def reading_there(script: Script, text: str) -> Any:
    try:
        return script.ask("readBlock", text=text)
    except Refused as refused:
        return {"reason": refused.error["reason"]}


@settings(deadline=None)
@given(st.binary(min_size=1, max_size=300))
def test_blocks_are_written_alike(script: Script, data: bytes) -> None:
    block = script.ask("writeBlock", data=text64(data))
    assert block == write_block(data)
    # The armor itself is that of age, letter for letter.
    assert block.startswith(script.ask("armor", data=text64(data)))


def test_slips_are_written_alike(script: Script) -> None:
    ids = [reply_id(bytes(32), number) for number in range(64)]
    slip = script.ask("writeSlip", ids=[text64(one) for one in ids])
    assert slip == write_slip(ids)
    assert read_slip(slip) == tuple(sorted(ids))


def test_what_is_pasted_whole_is_read(script: Script) -> None:
    quoted = re.sub("^", "> ", BLOCK.replace("\n", "\r\n"), flags=re.M)
    for text in (
        BLOCK,
        quoted,
        BLOCK.replace("\n", " "),
        BLOCK.replace("\n", ""),
        BLOCK.replace("-----", "—"),
        BLOCK.replace("--", "–").replace(" ", "\u00a0"),
        f"Here it is:\n\n{BLOCK}\nGreetings",
    ):
        assert reading_there(script, text) == reading(text) == text64(SEALED)


SLIP = write_slip([reply_id(bytes(32), number) for number in range(64)])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n>\u00a0", "empty"),
        ("Hello", "no-begin"),
        (SLIP, "no-begin"),
        (BLOCK[60:], "no-begin"),
        (BLOCK[:-60], "cut"),
        (BLOCK[:-5], "cut"),
        (BLOCK[:200], "cut"),
        (BLOCK.replace(BLOCK[100:163], ""), "cut"),
        (BLOCK.replace(BLOCK[100:164], ""), "changed"),
        (BLOCK[:100] + ("A" if BLOCK[100] != "A" else "B") + BLOCK[101:], "changed"),
        (BLOCK[:100] + "*" + BLOCK[101:], "changed"),
        (BLOCK + BLOCK, "two"),
        (write_block(b"something else"), "not-sealed"),
    ],
)
def test_what_is_not_right_has_the_same_name(script: Script, text: str, reason: str) -> None:
    assert reading_there(script, text) == reading(text) == {"reason": reason}


@settings(deadline=None, max_examples=300)
@given(
    st.integers(0, len(BLOCK)),
    st.integers(0, 130),
    st.text(
        st.sampled_from("-–—− \n\r\t>\u00a0\u200b\ufeff\x85=+/*aA1éſK")
        | st.characters(codec="utf-8"),
        max_size=12,
    ),
)
def test_whatever_happened_to_a_block_both_say_the_same(
    script: Script, at: int, cut: int, put: str
) -> None:
    text = BLOCK[:at] + put + BLOCK[at + cut :]
    assert reading_there(script, text) == reading(text)


@settings(deadline=None, max_examples=100)
@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ ENDBEGIN=-\ncheck0123456789", max_size=60))
def test_whatever_stands_between_the_lines_both_say_the_same(script: Script, body: str) -> None:
    begin, end = (f"-----{word} AGE ENCRYPTED FILE-----" for word in ("BEGIN", "END"))
    text = f"{begin}\n{body}\n{end}\ncheck 0000 0000"
    assert reading_there(script, text) == reading(text)
