"""Sizes: few, and never much larger than what they carry."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vittne.seal import TEXT_SIZES, padme
from vittne.seal.padding import message_size, text_size

SIZES = st.integers(0, 1 << 40)


def by_the_paper(size: int) -> int:
    """Algorithm 1 of the PURBs paper, with its logarithms."""
    if size < 2:
        return size
    exponent = math.floor(math.log2(size))
    kept = math.floor(math.log2(exponent)) + 1 if exponent else 0
    last = exponent - kept
    mask = 2**last - 1
    return (size + mask) & ~mask


def test_padme_is_the_algorithm_of_the_paper() -> None:
    assert [padme(size) for size in range(70_000)] == [by_the_paper(s) for s in range(70_000)]


@settings(deadline=None)
@given(SIZES)
def test_padme_never_shrinks_and_adds_at_most_twelve_percent(size: int) -> None:
    assert size <= padme(size) <= size * 1.12


@settings(deadline=None)
@given(SIZES, SIZES)
def test_a_longer_file_never_looks_shorter(a: int, b: int) -> None:
    assert (padme(a) <= padme(b)) or a > b


@settings(deadline=None)
@given(SIZES)
def test_what_is_padded_is_not_padded_again(size: int) -> None:
    assert padme(padme(size)) == padme(size)


def test_from_64_kib_to_100_megabytes_there_are_few_sizes() -> None:
    sizes, size = 0, TEXT_SIZES[-1]
    while size < 100_000_000:
        size, sizes = padme(size + 1), sizes + 1
    assert sizes < 340


@pytest.mark.parametrize(
    ("size", "padded"),
    [(0, 16384), (16384, 16384), (16385, 65536), (65536, 65536), (65537, None)],
)
def test_texts_have_two_sizes(size: int, padded: int | None) -> None:
    assert text_size(size) == padded
    assert message_size(size, files=False) == padded
    assert TEXT_SIZES == (16384, 65536)


@settings(deadline=None)
@given(SIZES)
def test_a_message_with_files_is_as_long_as_the_longest_text_or_longer(size: int) -> None:
    padded = message_size(size, files=True)
    assert padded is not None
    assert padded >= max(size, TEXT_SIZES[-1])
    assert padded == padme(max(size, TEXT_SIZES[-1]))
