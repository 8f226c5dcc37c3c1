"""Public chance: a round of the drand beacon that did not exist yet, or dice thrown in public.

Whether a round is signed by the beacon needs pairings: `drand.py`, which nothing else of this room
imports.

References
----------
drand's chain "quicknet": BLS signatures on G1, unchained, one round in three seconds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from vittne.audit.errors import BadAudit

CHAIN = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"
GENESIS, PERIOD = 1_692_803_367, 3
"""When round 1 was made (seconds since 1970), and the seconds between two rounds."""
SIGNATURE_BYTES = 48
LEAST_THROWS = 20
"""Of a die with six faces: 51 bits, more than anybody can try out between list and draw."""
MOST_THROWS = 1000


@dataclass(frozen=True, slots=True)
class Announced:
    """What will decide, as it is said before: a round of drand, or dice (no round)."""

    round: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        if self.round is None:
            return {"kind": "dice"}
        return {"kind": "drand", "chain": CHAIN, "round": self.round}


@dataclass(frozen=True, slots=True)
class Beacon:
    """A round of drand and its signature, which is the randomness once it is hashed."""

    round: int
    signature: bytes

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON holds it; `randomness` is there for readers."""
        return {
            "kind": "drand",
            "chain": CHAIN,
            "round": self.round,
            "signature": self.signature.hex(),
            "randomness": self.randomness.hex(),
        }

    @property
    def randomness(self) -> bytes:
        """The 32 bytes that go into the seed."""
        return hashlib.sha256(self.signature).digest()

    def answers(self, announced: Announced) -> bool:
        """Whether this is what was announced."""
        return self.round == announced.round


@dataclass(frozen=True, slots=True)
class Dice:
    """Throws of a die, as digits from 1 to 6, in the order in which they fell."""

    throws: str

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        return {"kind": "dice", "throws": self.throws}

    @property
    def randomness(self) -> bytes:
        """The digits themselves, as ASCII."""
        return self.throws.encode("ascii")

    def answers(self, announced: Announced) -> bool:
        """Whether this is what was announced."""
        return announced.round is None


Chance = Beacon | Dice


def read_dice(text: str) -> Dice:
    """Return the throws that somebody wrote down; spaces, commas and hyphens do not count.

    Raises
    ------
    BadAudit
        Where there is another digit, or too few throws.
    """
    digits = "".join(char for char in text if char not in " ,;-\t\n")
    if not digits or set(digits) - set("123456"):
        raise BadAudit("throws of dice are digits from 1 to 6")
    if not LEAST_THROWS <= len(digits) <= MOST_THROWS:
        raise BadAudit(
            f"there are {len(digits)} throws of dice, and at least {LEAST_THROWS} are needed: "
            "who can try out all of fewer throws may choose a list to fit them"
        )
    return Dice(digits)


def read_beacon(value: Any) -> Beacon:
    """Return a round from its JSON, as drand's servers answer; its signature is not checked here.

    Raises
    ------
    BadAudit
        Where it is no round, is of another chain, or states another randomness than it has.
    """
    if not isinstance(value, Mapping):
        raise BadAudit("a round of drand is a JSON object with `round` and `signature`")
    number, signature = value.get("round"), _bytes(value.get("signature"))
    if not is_count(number, 1) or signature is None or len(signature) != SIGNATURE_BYTES:
        raise BadAudit(
            "a round of drand has a `round` and a `signature` of 96 hexadecimal digits: take that "
            "of the chain quicknet"
        )
    if value.get("chain", CHAIN) != CHAIN:
        raise BadAudit("this round is of another chain than quicknet")
    beacon = Beacon(number, signature)
    if value.get("randomness", beacon.randomness.hex()) != beacon.randomness.hex():
        raise BadAudit("the `randomness` of this round is not the SHA-256 of its signature")
    return beacon


def read_chance(value: Any) -> Chance:
    """Return what decided the draw, from JSON."""
    if isinstance(value, Mapping) and value.get("kind") == "dice":
        throws = value.get("throws")
        return read_dice(throws if isinstance(throws, str) else "")
    return read_beacon(value)


def read_announced(value: Any) -> Announced:
    """Return what will decide the draw, from JSON."""
    if isinstance(value, Mapping):
        if value == {"kind": "dice"}:
            return Announced()
        number = value.get("round")
        if is_count(number, 1) and value == Announced(number).to_dict():
            return Announced(number)
    raise BadAudit("a plan announces a round of drand's quicknet, or dice")


def round_time(number: int) -> int:
    """Return when a round is made, in seconds since 1970."""
    return GENESIS + PERIOD * (number - 1)


def round_after(time: float) -> int:
    """Return the first round that is made after a time."""
    return max(1, int((time - GENESIS) // PERIOD) + 2)


def exists_at(number: int, time: float) -> bool:
    """Whether a round was made by that time."""
    return round_time(number) <= time


def is_count(value: Any, least: int) -> TypeGuard[int]:
    """Whether a value from JSON is a whole number, at least so large."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


def _bytes(value: Any) -> bytes | None:
    try:
        return bytes.fromhex(value)
    except (TypeError, ValueError):
        return None
