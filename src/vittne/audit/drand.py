"""Whether a round of drand was signed by the beacon: offline, with pairings.

The only module of the house that imports `py_ecc`. A forged round can only gain a "yes" by forging
a BLS signature; nothing here is secret, so that it need not be constant-time.

References
----------
drand, scheme ``bls-unchained-g1-rfc9380``; RFC 9380 (hashing to curves); the draft
draft-irtf-cfrg-bls-signature, section 2.7 (CoreVerify).
"""

from __future__ import annotations

import hashlib
import sys

from py_ecc.bls.g2_primitives import subgroup_check
from py_ecc.bls.hash_to_curve import hash_to_G1
from py_ecc.bls.point_compression import decompress_G1, decompress_G2
from py_ecc.optimized_bls12_381 import FQ12, G2, final_exponentiate, is_inf, neg, pairing

from vittne.audit.chance import Beacon

PUBLIC_KEY = bytes.fromhex(
    "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c"
    "8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb"
    "5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
)
"""Of the chain quicknet: the same for all its rounds."""
_DEPTH = 1000
"""Python's own. py_ecc, which needs a third of it, sets a hundred times as much for the whole
program: a file of nothing but brackets would then end it, in place of being refused."""
sys.setrecursionlimit(_DEPTH)
_LABEL = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"
_HALF = 48


def is_signed(beacon: Beacon) -> bool:
    """Whether the beacon signed this round."""
    try:
        signature = decompress_G1(int.from_bytes(beacon.signature, "big"))
    except ValueError:  # no point of the curve
        return False
    if is_inf(signature) or not subgroup_check(signature):
        return False
    halves = PUBLIC_KEY[:_HALF], PUBLIC_KEY[_HALF:]
    high, low = (int.from_bytes(half, "big") for half in halves)
    key = decompress_G2((high, low))
    message = hashlib.sha256(beacon.round.to_bytes(8, "big")).digest()
    point = hash_to_G1(message, _LABEL, hashlib.sha256)
    # e(signature, -g2) e(H(message), key) = 1, with one exponentiation for both.
    product = pairing(neg(G2), signature, final_exponentiate=False) * pairing(
        key, point, final_exponentiate=False
    )
    return bool(final_exponentiate(product) == FQ12.one())
