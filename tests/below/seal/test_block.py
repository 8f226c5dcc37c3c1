"""Blocks: what mail and messengers do to them is forgiven, and what was lost or changed is told."""

from __future__ import annotations

import io
import os
import secrets
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vittne.seal import (
    ANSWERS,
    LONGEST_BLOCK,
    BadBlock,
    ClassicalIdentity,
    Malformed,
    binary,
    encrypt,
    read_block,
    read_slip,
    write_block,
    write_slip,
)
from vittne.seal.block import FILE, SLIP, _write

START = b"age-encryption.org/v1\n"
SEALED = START + bytes(range(256)) + bytes(27)
BLOCK = write_block(SEALED)
BEGIN, END = f"-----BEGIN {FILE}-----", f"-----END {FILE}-----"
IDS = [bytes([number]) * 16 for number in range(ANSWERS)]

sealed_files = st.binary(max_size=300).map(lambda data: START + data)
between = st.text(
    st.sampled_from("\n\r\t >\N{NO-BREAK SPACE}\N{ZERO WIDTH SPACE}\N{SOFT HYPHEN}"), max_size=4
)
dashes = st.sampled_from(
    ["-", "--", "—", "–", "—-", "——-", "\N{HORIZONTAL BAR}", "\N{NON-BREAKING HYPHEN}" * 5]
)


def reason(text: str) -> str:
    with pytest.raises(BadBlock) as caught:
        read_block(text)
    assert caught.value.problems[0].message
    assert caught.value.problems[0].hint
    return caught.value.reason


# ---------------------------------------------------------------- how it is written


def test_a_block_is_the_armor_of_age_with_a_line_that_checks_it(tmp_path: Path) -> None:
    """And so `age` opens it, once that line is gone."""
    identity = ClassicalIdentity(bytes(range(1, 33)))
    out = io.BytesIO()
    encrypt(io.BytesIO(b"words" * 100), out, [identity.recipient])
    *armor, check = write_block(out.getvalue()).splitlines()
    assert (armor[0], armor[-1]) == (BEGIN, END)
    assert {len(line) for line in armor[1:-2]} == {64}
    assert 0 < len(armor[-2]) <= 64
    assert len(check) == len("check 1a2b 3c4d")
    (tmp_path / "key").write_text(f"{identity.secret()}\n")
    opened = subprocess.run(
        ["age", "-d", "-i", str(tmp_path / "key")],
        input="\n".join((*armor, "")).encode(),
        capture_output=True,
        check=True,
    )
    assert opened.stdout == b"words" * 100


@given(sealed_files)
def test_what_was_written_is_read(sealed: bytes) -> None:
    assert read_block(write_block(sealed)) == sealed


# ---------------------------------------------------------------- what is forgiven


@settings(deadline=None)
@given(sealed_files, st.integers(1, 200), st.sampled_from(["\n", "\r\n", " ", "", "\n> ", "\n>> "]))
def test_lines_may_be_of_any_length_and_quoted(sealed: bytes, width: int, end: str) -> None:
    text = write_block(sealed).replace("\n", " ")
    lines = [text[at : at + width] for at in range(0, len(text), width)]
    assert read_block(end.join(("", *lines))) == sealed


@settings(deadline=None)
@given(sealed_files, st.data())
def test_what_nobody_sees_may_stand_anywhere(sealed: bytes, data: st.DataObject) -> None:
    text = write_block(sealed)
    for place in data.draw(st.lists(st.integers(0, len(text)), max_size=8)):
        text = text[:place] + data.draw(between) + text[place:]
    assert read_block(text) == sealed


@given(sealed_files, st.lists(dashes, min_size=4, max_size=4), st.booleans())
def test_dashes_may_be_those_of_a_messenger(sealed: bytes, four: list[str], strip: bool) -> None:
    text = write_block(sealed)
    for one in four:
        text = text.replace("-----", one, 1)
    assert read_block(text.strip() if strip else text) == sealed


@pytest.mark.parametrize(
    "around",
    [
        "Hello,\n\nthis came for you:\n\n{}\n-- \nSomebody, sent from a telephone",
        "Re: nothing\n{}bye 12ab",
        "\N{ZERO WIDTH NO-BREAK SPACE}{}",
        "age-encryption.org/v1 -----BEGIN PGP MESSAGE-----\n{}",
        "```\n{}```",
    ],
)
def test_text_may_stand_around_it(around: str) -> None:
    assert read_block(around.format(BLOCK)) == SEALED


def test_the_check_may_be_in_capitals() -> None:
    *armor, check = BLOCK.splitlines()
    assert read_block("\n".join((*armor, check.upper()))) == SEALED


# ---------------------------------------------------------------- what is told


def test_wherever_it_is_cut_off_it_is_told() -> None:
    whole = BLOCK.rstrip()
    ends = {reason(whole[:length]) for length in range(len(whole))}
    assert ends == {"empty", "no-begin", "cut"}
    first = len(BEGIN)
    assert {reason(whole[:length]) for length in range(first, len(whole))} == {"cut"}
    # Of the dashes before the first line none is needed; of what follows, everything is.
    assert {reason(whole[start:]) for start in range(6, first)} == {"no-begin"}


@pytest.mark.parametrize("letter", [*"Aaz09+/=-x> \n", "—", "é", "А"])
def test_no_changed_letter_is_taken_for_another(letter: str) -> None:
    """Wherever it stands: either nothing was lost by it, or it is told."""
    told = set()
    for place, was in enumerate(BLOCK):
        try:
            assert read_block(BLOCK[:place] + letter + BLOCK[place + 1 :]) == SEALED
        except BadBlock as bad:
            told.add(bad.reason)
        else:
            # White space for white space, a dash for a dash, and what stands around it.
            assert was in "-\n >" or was == letter
    assert told <= {"no-begin", "cut", "changed"}


@settings(max_examples=300)
@given(st.integers(1, 200), st.integers(0, 600))
def test_no_missing_piece_is_overlooked(length: int, place: int) -> None:
    with suppress(BadBlock):
        assert read_block(BLOCK[:place] + BLOCK[place + length :]) == SEALED


@settings(deadline=None)
@given(st.integers(0, 5), st.integers(0, 5))
def test_no_two_lines_change_places(first: int, second: int) -> None:
    lines = BLOCK.splitlines()
    lines[1 + first], lines[1 + second] = lines[1 + second], lines[1 + first]
    if lines == BLOCK.splitlines():
        assert read_block("\n".join(lines)) == SEALED
    else:
        assert reason("\n".join(lines)) == "changed"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        (" \r\n> \N{NO-BREAK SPACE}\n", "empty"),
        ("What happened was this.", "no-begin"),
        (BLOCK.replace(FILE, "PGP MESSAGE"), "no-begin"),
        (write_slip(IDS), "no-begin"),
        (BLOCK.split("check")[0], "cut"),
        (BLOCK.replace(END, ""), "cut"),
        (f"{BEGIN}\n{END}\ncheck e3b0 c442\n", "cut"),
        (END + BLOCK.replace(END, ""), "cut"),
        (BLOCK.replace("A", "*", 1), "no-begin"),
        (BLOCK.replace("YWdl", "YW*l"), "changed"),
        (BLOCK.replace("check ", "check 0"), "changed"),
        (BLOCK + BLOCK, "two"),
        (BLOCK + BLOCK[:100], "two"),
        (BLOCK[100:] + BLOCK, "two"),
        (write_block(b"What happened was this."), "not-sealed"),
        (write_block(b"age-encryption.org/v2\n"), "not-sealed"),
    ],
)
def test_every_reason_has_its_name(text: str, why: str) -> None:
    assert reason(text) == why


@pytest.mark.parametrize(
    ("end", "wrong"), [(b"A", "F="), (b"A", "H="), (b"AAA", "R=="), (b"AAA", "f==")]
)
def test_the_last_letter_has_no_second_spelling(end: bytes, wrong: str) -> None:
    """It has bits to spare, which other programs let pass: then two texts are one block."""
    text = write_block(START + end)
    letters = text.splitlines()[1]
    assert reason(text.replace(letters, letters[: -len(wrong)] + wrong)) == "changed"


fragments = st.sampled_from(
    ["BEGIN", "END", FILE, BEGIN, END, "check ", "358e 0fdb", "YWdl", "=", "-", "\n", ">", "é"]
)


@settings(deadline=None)
@given(st.lists(fragments | st.text(max_size=5), max_size=20).map("".join))
def test_any_text_is_read_or_told(text: str) -> None:
    for read in (read_block, read_slip):
        with pytest.raises(BadBlock):
            read(text)


# ---------------------------------------------------------------- slips


def test_a_slip_says_which_answers_are_asked_for_in_an_order_that_tells_nothing() -> None:
    ids = [secrets.token_bytes(16) for _ in range(ANSWERS)]
    slip = write_slip(ids)
    assert read_slip(slip) == tuple(sorted(ids))
    assert write_slip(reversed(ids)) == slip
    assert slip.startswith("-----BEGIN VITTNE SLIP-----\n")
    assert read_slip("> " + slip.replace("\n", "\r\n> ").replace("-----", "—")) == read_slip(slip)


@pytest.mark.parametrize("ids", [IDS[:-1], [*IDS, bytes(16)], [*IDS[:-1], IDS[0]], [b""] * 64])
def test_a_slip_of_other_ids_is_not_written(ids: list[bytes]) -> None:
    with pytest.raises(ValueError, match="64 ids"):
        write_slip(ids)


@pytest.mark.parametrize(
    "payload",
    [
        b"".join(IDS[:-1]),
        b"".join(reversed(IDS)),
        b"".join((*IDS[:-1], IDS[-2])),
        b"".join(IDS) + b"x",
        SEALED,
    ],
    ids=["too few", "in another order", "one twice", "more", "no ids"],
)
def test_what_has_not_the_form_of_a_slip_is_none(payload: bytes) -> None:
    with pytest.raises(BadBlock) as caught:
        read_slip(_write(payload, SLIP))
    assert caught.value.reason == "not-sealed"


def test_a_block_is_no_slip() -> None:
    with pytest.raises(BadBlock) as caught:
        read_slip(BLOCK)
    assert caught.value.reason == "no-begin"
    assert SLIP in caught.value.problems[0].message


# ---------------------------------------------------------------- files that may be blocks


def piped(data: bytes) -> BinaryIO:
    """A stream that cannot be wound back, and hands out little at a time."""
    reader, writer = os.pipe()
    os.write(writer, data)
    os.close(writer)
    return os.fdopen(reader, "rb", buffering=16)


@pytest.mark.parametrize("make", [io.BytesIO, piped])
@pytest.mark.parametrize("data", [SEALED, BLOCK.encode(), b"\xef\xbb\xbf> " + BLOCK.encode()])
def test_a_file_may_be_sealed_bytes_or_a_block_of_them(make: type, data: bytes) -> None:
    with make(data) as file:
        source = binary(file)
        assert b"".join(iter(lambda: source.read(100), b"")) == SEALED


def test_a_file_that_is_neither_is_told() -> None:
    for data in (b"words", b"\xff\xd8" * 100, b"x" * (LONGEST_BLOCK + 1)):
        with pytest.raises(Malformed, match="no age file"):
            binary(io.BytesIO(data))
    with pytest.raises(BadBlock, match="missing"):
        binary(io.BytesIO(BLOCK[:-8].encode()))
