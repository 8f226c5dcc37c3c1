"""Overlap tables that were published, typed in: facts, with where they come from."""

from __future__ import annotations

from vittne.estimate.table import CaptureTable


def _table(lists: str, rows: str) -> CaptureTable:
    pairs = [row.split(":") for row in rows.split()]
    return CaptureTable.of(lists.split(), [(pattern, int(count)) for pattern, count in pairs])


KOSOVO = _table(
    "EXH ABA OSCE HRW",
    "1000:1131 0100:845 1100:177 0010:936 1010:228 0110:217 1110:181 0001:306 1001:106 0101:31 "
    "1101:18 0011:123 1011:42 0111:32 1111:27",
)
"""Killings, March to June 1999 (Ball et al. 2002; the R package LCMCR)."""

UK = _table(
    "LA NG PFNCA GO GP",
    "10000:54 01000:463 00100:995 00010:695 00001:316 11000:15 10100:19 10010:3 01100:62 "
    "01010:19 01001:1 00110:76 00101:11 00011:8 11100:1 11010:1 01110:4 11110:1",
)
"""Potential victims of modern slavery, UK 2013, five lists (Silverman 2014; SparseMSE)."""

NETHERLANDS = _table(
    "IO K P R Z",
    "10000:756 01000:1299 00100:4466 00010:650 00001:632 11000:1 10100:81 10010:5 10001:73 "
    "01100:44 01001:4 00110:82 00101:125 00011:2 10110:2 10101:11 00111:1",
)
"""Human trafficking, Netherlands, five lists (van Dijk et al. 2017; SparseMSE)."""

UK_SIX = _table(
    "LA NG PF GO GP NCA",
    "100000:54 010000:463 001000:907 000100:695 000010:316 000001:57 110000:15 101000:19 "
    "100100:3 011000:56 010100:19 010010:1 010001:3 001100:69 001010:10 001001:31 000110:8 "
    "000101:6 000011:1 111000:1 110100:1 011100:4 011001:3 001101:1 111100:1",
)
"""The same victims in the UK, six lists (Silverman 2014; SparseMSE)."""

SPINA_BIFIDA = _table("L1 L2 L3", "100:60 010:49 110:4 001:247 101:112 011:142 111:12")
"""Spina bifida, New York (Madigan & York 1997)."""
