"""Notes in a JPEG file, taken out without touching its points (ITU-T T.81, annex B)."""

from __future__ import annotations

_START, _END, _SCAN, _JFIF = b"\xff\xd8", 0xD9, 0xDA, 0xE0
_NOTES = frozenset({0xFE, *range(0xE1, 0xEE), 0xEF})
"""Comments and application segments, but for JFIF (E0) and Adobe's colour transform (EE)."""
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_IN_SCAN = _ALONE | {0x00, 0xFF}


def without_notes(data: bytes) -> bytes:
    """Return a JPEG file without comments and application data, and without what follows its end.

    Raises
    ------
    ValueError
        Where it is none.
    """
    if not data.startswith(_START):
        raise ValueError("no JPEG")
    kept, at = bytearray(_START), len(_START)
    while at < len(data):
        marker, at = _marker(data, at)
        if marker == _END:
            break
        end = at if marker in _ALONE else at + int.from_bytes(data[at : at + 2], "big")
        if end > len(data):
            raise ValueError("a segment is cut off")
        kept += _kept(marker, data[at:end])
        at = end
        if marker == _SCAN:
            at = _after_scan(data, end)
            kept += data[end:at]
    return bytes(kept + b"\xff\xd9")


def _kept(marker: int, segment: bytes) -> bytes:
    if marker in _NOTES:
        return b""
    if marker == _JFIF:
        # Fourteen bytes of numbers; a preview may follow them.
        if segment[2:7] != b"JFIF\0":
            return b""
        segment = b"\x00\x10" + segment[2:14].ljust(12, b"\0") + b"\0\0"
    return bytes([0xFF, marker]) + segment


def _marker(data: bytes, at: int) -> tuple[int, int]:
    """Return the marker that stands here, and where what belongs to it begins."""
    if data[at] != 0xFF:
        raise ValueError("a marker is missing")
    while at < len(data) and data[at] == 0xFF:
        at += 1
    if at == len(data):
        raise ValueError("a marker is cut off")
    return data[at], at + 1


def _after_scan(data: bytes, at: int) -> int:
    """Return where the next marker stands behind the points of a scan, or the end."""
    while 0 <= (found := data.find(b"\xff", at)) < len(data) - 1:
        follows = data[found + 1]
        if follows not in _IN_SCAN:
            return found
        at = found + (1 if follows == 0xFF else 2)
    return len(data)
