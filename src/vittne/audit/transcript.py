"""What an audit publishes: enough to compute its sentence again, and nobody in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from vittne.audit.chance import Chance, is_count, read_chance
from vittne.audit.draw import order, seed
from vittne.audit.errors import BadAudit
from vittne.audit.martingale import anytime_bound, limit_of
from vittne.audit.plan import Plan, read_plan

FORMAT = "vittne/audit/v1"
SUBSTANTIATED, NOT_SHOWN = "substantiated", "not_shown"
VERDICTS = (SUBSTANTIATED, NOT_SHOWN)
_KEYS = frozenset({"format", "release", "list", "plan", "chance", "inspected"})


@dataclass(frozen=True, slots=True)
class Inspected:
    """One record that was inspected.

    Attributes
    ----------
    leaf : int
        Its place in the list log: it names nobody.
    verdicts : mapping of str to str
        Proposition to `substantiated` or `not_shown`.
    duplicate : bool
        Whether the same person was found on the list a second time: an error in every proposition.
    """

    leaf: int
    verdicts: Mapping[str, str]
    duplicate: bool = False

    def holds(self, proposition: str) -> bool:
        """Whether the record is valid in one proposition."""
        return not self.duplicate and self.verdicts[proposition] == SUBSTANTIATED

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        found: dict[str, Any] = {"leaf": self.leaf, "verdicts": dict(self.verdicts)}
        return {**found, "duplicate": True} if self.duplicate else found


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """An audit as the release shows it, in ``log/audit.json``.

    Attributes
    ----------
    release : int
        Number of the release that announced the plan, and whose list was drawn from.
    origin, size, root
        The list log of that release.
    plan : Plan
    chance : Beacon or Dice
    inspected : tuple of Inspected
        In the order of the draw, from its beginning, without gaps.
    """

    release: int
    origin: str
    size: int
    root: bytes
    plan: Plan
    chance: Chance
    inspected: tuple[Inspected, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the transcript as JSON holds it."""
        return {
            "format": FORMAT,
            "release": self.release,
            "list": {"origin": self.origin, "size": self.size, "root": self.root.hex()},
            "plan": self.plan.to_dict(),
            "chance": self.chance.to_dict(),
            "inspected": [one.to_dict() for one in self.inspected],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What the audit says of one proposition.

    Attributes
    ----------
    at_least : int
        X of "with this confidence at least X of the N records are substantiated".
    confirmed : bool
        Whether that is the share that the plan set out to confirm.
    """

    proposition: str
    records: int
    inspected: int
    errors: int
    at_least: int
    confirmed: bool
    confidence: float

    def to_dict(self) -> dict[str, Any]:
        """Return the result as JSON holds it."""
        return {name: getattr(self, name) for name in self.__slots__}


def drawn(root: bytes, chance: Chance, size: int, number: int) -> tuple[int, ...]:
    """Return the first leaves of the draw."""
    return tuple(islice(order(seed(root, chance.randomness), size), number))


def results(transcript: Transcript) -> tuple[Result, ...]:
    """Return what the audit says, for each proposition of its plan."""
    plan, size = transcript.plan, transcript.size
    found = []
    for proposition in plan.propositions:
        held = [one.holds(proposition) for one in transcript.inspected]
        bound = max(
            anytime_bound(size, seen, errors, plan.confidence) for seen, errors in _heights(held)
        )
        found.append(
            Result(
                proposition=proposition,
                records=size,
                inspected=len(held),
                errors=held.count(False),
                at_least=bound,
                confirmed=bound > limit_of(size, plan.share),
                confidence=plan.confidence,
            )
        )
    return tuple(found)


def _heights(held: list[bool]) -> Iterator[tuple[int, int]]:
    """Where the bound was highest: just before each error, and at the end.

    What is shown once stays shown, whatever is seen after: that is what "at any time" means.
    """
    errors = 0
    for seen, valid in enumerate(held):
        if not valid:
            yield seen, errors
            errors += 1
    yield len(held), errors


def check_transcript(transcript: Transcript) -> tuple[str, ...]:
    """Return everything in which a transcript contradicts itself: an empty tuple, as a rule.

    Not checked: that a round is signed by the beacon, and that log and list are the published ones.
    """
    plan, problems = transcript.plan, []
    if plan.records != transcript.size:
        problems.append(
            f"the plan is for {plan.records} records, and the list has {transcript.size}"
        )
    if not transcript.chance.answers(plan.chance):
        problems.append("the randomness is not the one that the plan announced")
    leaves = tuple(one.leaf for one in transcript.inspected)
    if len(leaves) > transcript.size:
        problems.append(f"{len(leaves)} records were inspected, of {transcript.size}")
    elif leaves != drawn(transcript.root, transcript.chance, transcript.size, len(leaves)):
        problems.append("the records inspected are not the ones that were drawn, in their order")
    for one in transcript.inspected:
        if set(one.verdicts) != set(plan.propositions) or set(one.verdicts.values()) - {*VERDICTS}:
            problems.append(f"leaf {one.leaf} has not one verdict for each proposition of the plan")
    return tuple(problems)


def read_transcript(value: Any) -> Transcript:
    """Return a transcript from JSON.

    Raises
    ------
    BadAudit
        Where it is none. Whether it agrees with itself is for `check_transcript` to say.
    """
    if not isinstance(value, Mapping) or value.get("format") != FORMAT or set(value) != _KEYS:
        raise BadAudit(f"this is no transcript of an audit ({FORMAT})")
    log, inspected = value["list"], value["inspected"]
    if (
        not isinstance(log, Mapping)
        or set(log) != {"origin", "size", "root"}
        or not isinstance(log["origin"], str)
        or not is_count(log["size"], 1)
        or not is_count(value["release"], 1)
        or not isinstance(inspected, list)
    ):
        raise BadAudit("the transcript does not say from which list was drawn, and what was")
    return Transcript(
        release=value["release"],
        origin=log["origin"],
        size=log["size"],
        root=_root(log["root"]),
        plan=read_plan(value["plan"]),
        chance=read_chance(value["chance"]),
        inspected=tuple(map(_inspected, inspected)),
    )


def _root(value: Any) -> bytes:
    try:
        root = bytes.fromhex(value)
    except (TypeError, ValueError):
        root = b""
    if len(root) != 32 or root.hex() != value:
        raise BadAudit("the root of a list log is 64 hexadecimal digits")
    return root


def _inspected(value: Any) -> Inspected:
    if isinstance(value, Mapping):
        leaf, verdicts = value.get("leaf"), value.get("verdicts")
        rest = {name: value[name] for name in value if name not in ("leaf", "verdicts")}
        if (
            is_count(leaf, 0)
            and isinstance(verdicts, Mapping)
            and all(isinstance(said, str) for said in verdicts.values())
            and rest in ({}, {"duplicate": True})
        ):
            return Inspected(leaf, dict(verdicts), bool(rest))
    raise BadAudit("an inspected record has a leaf, and a verdict for each proposition")
