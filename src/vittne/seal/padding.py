"""Sizes that say little: texts in two sizes, files by Padmé."""

from __future__ import annotations

TEXT_SIZES = (16 * 1024, 64 * 1024)
"""Sizes of a message without files, and of a reply, before sealing."""


def padme(size: int) -> int:
    """Return the size that `size` bytes are padded to: at most 12 % more.

    The size is rounded up so that its binary form keeps as many leading bits as its exponent has,
    and is zero after them: of n possible sizes O(log log n) bits are left to be seen.

    References
    ----------
    Nikitin, Barman, Lueks, Underwood, Hubaux, Ford: Reducing Metadata Leakage from Encrypted
    Files and Communication with PURBs. PETS 2019(4), algorithm 1.
    """
    if size < 2:
        return size
    exponent = size.bit_length() - 1  # E = floor(log2 L)
    kept = exponent.bit_length()  # S = floor(log2 E) + 1, and 0 where E is 0
    mask = (1 << exponent - kept) - 1
    return size + mask & ~mask


def is_message_size(size: int) -> bool:
    """Whether `message_size` gives this size for some message."""
    return size in TEXT_SIZES or (size > TEXT_SIZES[-1] and padme(size) == size)


def text_size(size: int) -> int | None:
    """Return the smallest size for a text, or None where even the largest is too small."""
    return next((bucket for bucket in TEXT_SIZES if size <= bucket), None)


def message_size(size: int, *, files: bool) -> int | None:
    """Return the size of a message of `size` bytes: with files, as long a text as there is or more.

    None where there are no files and the text is too long.
    """
    return padme(max(size, TEXT_SIZES[-1])) if files else text_size(size)
