"""Bech32 (BIP 173) without its limit of length, as age writes keys (age.md, lines 26-28)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_VALUES = {letter: value for value, letter in enumerate(_LETTERS)}
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def bech32_encode(prefix: str, data: bytes) -> str:
    """Return lower-case Bech32 of some bytes."""
    values = list(_regroup(data, 8, 5, pad=True))
    checksum = _polymod([*_expand(prefix), *values, 0, 0, 0, 0, 0, 0]) ^ 1
    tail = [(checksum >> 5 * (5 - place)) & 31 for place in range(6)]
    return prefix + "1" + "".join(_LETTERS[value] for value in (*values, *tail))


def bech32_decode(text: str) -> tuple[str, bytes]:
    """Return prefix (lower case) and bytes.

    Raises
    ------
    ValueError
        Where letters, case, checksum or padding are wrong.
    """
    if text != text.lower() and text != text.upper():
        raise ValueError("capital and small letters are mixed")
    text = text.lower()
    prefix, mark, letters = text.rpartition("1")
    if not mark or not prefix or len(letters) < 6:
        raise ValueError("it is too short")
    if not all("!" <= char <= "~" for char in prefix) or not set(letters) <= set(_LETTERS):
        raise ValueError("it has a letter that no key has")
    values = [_VALUES[letter] for letter in letters]
    if _polymod([*_expand(prefix), *values]) != 1:
        raise ValueError("its checksum is wrong: a letter was changed")
    return prefix, bytes(_regroup(values[:-6], 5, 8, pad=False))


def _expand(prefix: str) -> list[int]:
    return [ord(char) >> 5 for char in prefix] + [0] + [ord(char) & 31 for char in prefix]


def _polymod(values: Iterable[int]) -> int:
    state = 1
    for value in values:
        top = state >> 25
        state = (state & 0x1FFFFFF) << 5 ^ value
        for place, term in enumerate(_GENERATOR):
            if top >> place & 1:
                state ^= term
    return state


def _regroup(values: Iterable[int], width: int, into: int, *, pad: bool) -> Iterator[int]:
    """Cut a stream of bits into groups of another width."""
    kept, bits = 0, 0
    for value in values:
        kept, bits = kept << width | value, bits + width
        while bits >= into:
            bits -= into
            yield kept >> bits & (1 << into) - 1
        kept &= (1 << bits) - 1
    if pad and bits:
        yield kept << into - bits & (1 << into) - 1
    elif not pad and (bits >= width or kept):
        raise ValueError("its last letter is not the one that a key ends with")
